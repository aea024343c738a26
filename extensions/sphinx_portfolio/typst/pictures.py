"""Pictures and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes

from .. import nodes as pf
from .code import Code, array
from .writer import learn, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..nodes import Visitors
    from .writer import TypstTranslator

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(%|px|pt|mm|cm|in|em|)")
# Points of a pixel of CSS.
_POINTS = 0.75


def pictures_in(children: Iterable[nodes.Node]) -> Iterable[nodes.image]:
    """The pictures in some nodes."""
    return (image for child in children for image in child.findall(nodes.image))


def has_words(node: nodes.Element) -> bool:
    """Whether there is text in a node; what pictures say in place of themselves is none."""
    return any(text.strip() for text in node.findall(nodes.Text))


def picture(writer: TypstTranslator, node: nodes.image) -> None:
    """Write a picture that stands alone; its words if its file is not there."""
    alt = writer.alt(node)
    if name := writer.picture_name(node):
        pixels = cast("tuple[int, int] | None", node.get("pixels"))
        size = array(*pixels) if pixels and all(pixels) else None
        writer.call("picture", name, alt, width=_length(node.get("width")), pixels=size)
    elif alt:
        writer.call("p", alt)


def pictures_of(writer: TypstTranslator, children: Iterable[nodes.Node]) -> Code:
    """The pictures in some nodes, as one argument."""

    def write() -> None:
        for one in pictures_in(children):
            picture(writer, one)

    return writer.written(write)


def _length(written: object) -> Code | None:
    """A width as Typst has it; None if it is none."""
    match = _LENGTH.fullmatch(str(written or "").strip())
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if unit in {"px", ""}:
        return Code(f"{number * _POINTS:g}pt")
    return Code(f"{min(number, 100) if unit == '%' else number:g}{unit}")


def _visit_image(self: TypstTranslator, node: nodes.image) -> None:
    """A picture in a line; its words if its file is not there."""
    self.anchors(node)
    alt = self.alt(node)
    if not self.is_inline and not isinstance(node.parent, nodes.TextElement):
        picture(self, node)
    elif name := self.picture_name(node):
        self.call("inline-picture", name, alt)
    elif alt:
        self.call("plain", alt)
    raise nodes.SkipNode


def _visit_figure(self: TypstTranslator, node: nodes.figure) -> None:
    self.anchors(node)
    captions = [one for one in node.children if isinstance(one, nodes.caption)]
    legends = [one for one in node.children if isinstance(one, nodes.legend)]
    shown = [one for one in node.children if one not in captions and one not in legends]
    has_picture = any(True for _ in pictures_in(shown))
    body = pictures_of(self, shown) if has_picture else self.content(shown)
    words = [self.content(one.children, inline=True) for one in captions]
    number = self.survey.number_of(node, self.page) or None
    legend = self.content(legends) if legends else None
    self.call("figured", body, words[0] if words else None, number, legend)
    raise nodes.SkipNode


VISITORS: Visitors = {
    nodes.image: (_visit_image, pf.nothing),
    nodes.figure: (_visit_figure, pf.nothing),
    nodes.caption: wrap("p"),
}
learn(VISITORS)
