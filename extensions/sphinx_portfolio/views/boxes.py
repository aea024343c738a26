"""The boxes of task lists, where there is no HTML.

MyST writes them as HTML of its own, which other builders leave out: what is done would look like
what is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain import portfolio
from ..order import BEFORE_VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOX = "task-list-item-checkbox"
# As pandoc writes them; a box with a check is an emoji to some programs.
_OPEN, _DONE = "\N{BALLOT BOX} ", "\N{BALLOT BOX WITH X} "


class ShowBoxes(SphinxPostTransform):
    """Let signs stand for the boxes of the page, if no browser reads it."""

    default_priority = BEFORE_VIEWS

    def run(self, **kwargs: Any) -> None:
        """Put all of them in."""
        if portfolio(self.env).medium.has_styles:
            return
        for box in list(_boxes(self.document)):
            box.replace_self(nodes.Text(_DONE if "checked=" in box.astext() else _OPEN))


def _boxes(document: nodes.document) -> Iterator[nodes.raw]:
    return (node for node in document.findall(nodes.raw) if _BOX in node.astext())
