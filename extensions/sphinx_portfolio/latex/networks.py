"""How LaTeX draws network maps: with its own fonts and the colours of the style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .. import nodes as pf
from ..contacts import Status
from ..drawn.picture import Kind
from .commands import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.latex import LaTeXTranslator

    from ..drawn.picture import Box, Line, Picture
    from ..nodes import Visitors

_STATUS = {Status.IN_TOUCH: "touch", Status.PLANNED: "planned", Status.QUIET: "quiet"}


def _visit_drawing(self: LaTeXTranslator, node: pf.map_drawing) -> None:
    picture: Picture = node["picture"]
    alt = self.escape(" ".join(node["words"].split()))
    self.body.append(
        f"\n\\begin{{pfmap}}{{{alt}}}{{{picture.width:.1f}}}{{{picture.height:.1f}}}\n"
    )
    self.body.extend(f"{_line(line)}\n" for line in picture.lines)
    self.body.extend(piece for box in picture.boxes for piece in _box(self, box))
    self.body.append("\\end{pfmap}\n")
    raise nodes.SkipNode


def _line(line: Line) -> str:
    main = "main" if line.is_main else "way"
    middle = (line.x + line.to_x) / 2
    return (
        f"\\pfmapline{{{main}}}{{{_STATUS[line.status]}}}"
        f"{{({line.x:.1f},{line.y:.1f}) .. controls ({middle:.1f},{line.y:.1f}) and "
        f"({middle:.1f},{line.to_y:.1f}) .. ({line.to_x:.1f},{line.to_y:.1f})}}"
    )


def _box(self: LaTeXTranslator, box: Box) -> Iterator[str]:
    if box.kind is not Kind.MORE:
        kind, status = box.kind.value, _STATUS[box.status]
        corner, size = f"({box.x:.1f},{box.y:.1f})", f"{{{box.width:.1f}}}{{{box.height:.1f}}}"
        yield f"\\pfmapbox{{{kind}}}{{{status}}}{{{corner}}}{size}\n"
    for label in box.labels:
        kind = "owner" if box.kind is Kind.OWNER else "detail" if label.is_quiet else "title"
        kind = "branch" if box.kind is Kind.BRANCH else kind
        place = f"({box.x + label.x:.1f},{box.y + label.y:.1f})"
        words = self.escape(label.words)
        yield f"\\pfmapwords{{{kind}}}{{{place}}}{{{label.size:.1f}}}{{{words}}}\n"


def _visit_list(self: LaTeXTranslator, node: pf.map_list) -> None:
    """On paper, the picture says it, unless it had to leave out something."""
    if node.is_drawn_whole:
        raise nodes.SkipNode
    self.body.append("\n\n")


VISITORS: Visitors = {
    pf.network_map: wrap("\n\n", "\n\n"),
    pf.map_list: (_visit_list, pf.nothing),
    pf.map_drawing: (_visit_drawing, pf.nothing),
}
