"""Where pages of a PDF may break."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..nodes import evidence_item, portfolio_item
from ..order import LAYOUT


class KeepHeadings(SphinxPostTransform):
    """Ask for room before an item, and before the headings that it follows directly."""

    formats = ("latex",)
    default_priority = LAYOUT

    def run(self, **kwargs: Any) -> None:
        """Put the request before every item that is not inside another frame."""
        for node in list(self.document.findall(portfolio_item)):
            if not isinstance(node.parent, nodes.section | nodes.document):
                continue
            figure = isinstance(node, evidence_item) and any(
                isinstance(child, nodes.figure) for child in node.children
            )
            room = f"\\pfroom{{{'figure' if figure else 'text'}}}"
            first: nodes.Element = node
            while first.parent is not None and _follows_title(first):
                first = first.parent
            if isinstance(first.parent, nodes.section | nodes.document):
                where = first.parent.index(first)
                first.parent.insert(where, nodes.raw("", room, format="latex"))


def _follows_title(node: nodes.Element) -> bool:
    """Whether a node comes right after the title of its section."""
    parent = node.parent
    before = parent.children[: parent.index(node)]
    return isinstance(parent, nodes.section) and all(
        isinstance(child, nodes.title | nodes.raw | nodes.target) for child in before
    )
