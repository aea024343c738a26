"""Where pages of a PDF may break, and how links say theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.latex import LaTeXTranslator

from ..nodes import evidence_item, item_body, listing_view, network_map, portfolio_item
from ..order import LAYOUT

if TYPE_CHECKING:
    from ..nodes import Visitor

# How Sphinx writes the page of a link, which stands in brackets in brackets in "(see there)".
_PAGE = re.compile(r" \(\\autopageref\*(\{.*\})\)$", re.DOTALL)


def _visit_reference(self: LaTeXTranslator, node: nodes.reference) -> None:
    LaTeXTranslator.visit_reference(self, node)
    self.context[-1] = _PAGE.sub(r"\\pfpage\1", self.context[-1])


#: Links whose page stands small behind them.
REFERENCE: tuple[Visitor, Visitor] = (_visit_reference, LaTeXTranslator.depart_reference)


class KeepHeadings(SphinxPostTransform):
    """Ask for room before an item, and before the headings that it follows directly.

    So does a heading in a listing, for the first rows of the table that follows.
    """

    formats = ("latex",)
    default_priority = LAYOUT

    def run(self, **kwargs: Any) -> None:
        """Put the request before every item that is not inside another frame."""
        for view in self.document.findall(listing_view):
            for heading in [child for child in view if isinstance(child, nodes.rubric)]:
                view.insert(view.index(heading), nodes.raw("", "\\pfroom{text}", format="latex"))
        for node in list(self.document.findall(portfolio_item)):
            if not isinstance(node.parent, nodes.section | nodes.document):
                continue
            figure = isinstance(node, evidence_item) and any(
                isinstance(child, nodes.figure | item_body) and _is_large(child)
                for child in node.children
            )
            room = f"\\pfroom{{{'figure' if figure else 'text'}}}"
            first: nodes.Element = node
            while first.parent is not None and _follows_title(first):
                first = first.parent
            if isinstance(first.parent, nodes.section | nodes.document):
                where = first.parent.index(first)
                first.parent.insert(where, nodes.raw("", room, format="latex"))


def _is_large(node: nodes.Element) -> bool:
    """Whether it is a figure, or begins with a map."""
    return isinstance(node, nodes.figure) or any(True for _ in node.findall(network_map))


def _follows_title(node: nodes.Element) -> bool:
    """Whether a node comes right after the title of its section."""
    parent = node.parent
    before = parent.children[: parent.index(node)]
    return isinstance(parent, nodes.section) and all(
        isinstance(child, nodes.title | nodes.raw | nodes.target) for child in before
    )
