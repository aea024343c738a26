"""How Typst typesets a portfolio: a PDF that everyone can read, without TeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..paper.design import design_card
from . import (  # the writer learns from all
    blocks,  # noqa: F401
    items,
    listings,
    networks,
    pages,
    pictures,  # noqa: F401
    text,  # noqa: F401
)
from .builder import PdfBuilder
from .pack import PackBuilder
from .writer import wrap

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..nodes import Visitors

#: What becomes of our nodes.
VISITORS: Visitors = {
    **items.VISITORS,
    **listings.VISITORS,
    **networks.VISITORS,
    **pages.VISITORS,
}


def register(app: Sphinx) -> None:
    """Add the builder, and how it writes our nodes."""
    app.add_builder(PdfBuilder)
    app.add_builder(PackBuilder)
    for node, visitors in VISITORS.items():
        app.add_node(node, override=True, typst=visitors)
    app.add_node(design_card, override=True, typst=wrap("framed"))
