"""How Typst shows network maps: as drawings with the fonts of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .. import nodes as pf
from ..domain import portfolio
from ..drawn.svg import Look, svg_of
from ..look.accent import DEFAULT
from ..look.colours import Colour
from .code import Code, string

if TYPE_CHECKING:
    from ..drawn.picture import Picture
    from ..nodes import Visitors
    from .writer import TypstTranslator

# How much of the accent is in the ground of a branch.
_TINT = 0.1


def _visit_drawing(self: TypstTranslator, node: pf.map_drawing) -> None:
    picture: Picture = node["picture"]
    accent = (portfolio(self.builder.env).settings.accent or DEFAULT).light
    look = Look(f"#{accent.digits}", f"#{_tinted(accent).digits}", font="Inter")
    drawing = svg_of(picture, "", look=look)
    words = " ".join(node["words"].split())
    self.call("drawing", Code(string(drawing)), words, picture.width)
    raise nodes.SkipNode


def _tinted(colour: Colour) -> Colour:
    red, green, blue = (
        round(255 - (255 - one) * _TINT) for one in (colour.red, colour.green, colour.blue)
    )
    return Colour(red, green, blue)


def _visit_list(self: TypstTranslator, node: pf.map_list) -> None:
    """The picture says it, unless it had to leave out something."""
    if node.is_drawn_whole:
        raise nodes.SkipNode


VISITORS: Visitors = {
    pf.map_drawing: (_visit_drawing, pf.nothing),
    pf.map_list: (_visit_list, pf.nothing),
}
