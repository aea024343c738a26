"""The anchors that GitHub gives to headings: links to them lead to what became of the heading."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..nodes import portfolio_item
from ..reading.plain_markdown.links import headings_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def let_anchors_lead(document: Any, text: str) -> None:
    """Let MyST know where links to the headings of a page lead: on it, and from other pages.

    A heading that belongs to an item has none of its own any more, so they lead to the item.

    :param document: the page, read by MyST, which keeps anchors with it.
    :param text: the page as it was written.
    """
    headings = {
        node.line: node
        for node in document.findall(nodes.Element)
        if isinstance(node, nodes.section | nodes.rubric) and node["ids"] and node.line
    }
    items = {node.line: node for node in document.findall(portfolio_item) if node.line}
    numbers = sorted(items)
    anchors: dict[str, tuple[int, str, str]] = {}
    for line, _level, words, anchor in headings_of(text):
        node = headings.get(line)
        if node is None and numbers:
            node = items[numbers[min(bisect_left(numbers, line), len(numbers) - 1)]]
        if node is not None:
            anchors[anchor] = (line, node["ids"][0], words)
    document.myst_slugs = {**document.myst_slugs, **anchors}
    env: BuildEnvironment = document.settings.env
    env.metadata[env.current_document.docname]["myst_slugs"] = document.myst_slugs
