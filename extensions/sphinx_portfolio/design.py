"""What sphinx-design leaves to a style sheet or a script, found where a format has neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

# Names of sphinx-design's nodes for icons, in its versions 0.7 and 0.8.
_ICONS = frozenset({"sd_icon", "fontawesome"})
# What the drawing of one is called in 0.7, where it is no node of its own.
_DRAWN = ("sd-octicon", "sd-material-icon")


def all_of(document: nodes.document, kind: type[nodes.Element]) -> Iterable[nodes.Element]:
    """The nodes of a kind that are there now; what is done to one does not disturb."""
    return [node for node in document.findall(kind) if node.parent is not None]


def component(node: nodes.Element) -> str:
    """The component of sphinx-design that a node is."""
    return str(node.get("design_component", ""))


def is_icon(node: nodes.Element) -> bool:
    """Whether a node is one of sphinx-design's icons."""
    is_drawing = isinstance(node, nodes.raw) and any(name in node.astext() for name in _DRAWN)
    return is_drawing or node.__class__.__name__ in _ICONS


def is_for_dark(node: nodes.Element) -> bool:
    """Whether a picture is for dark screens, and there is one for light ones beside it."""
    return "only-dark" in node["classes"] and any(
        isinstance(other, nodes.Element) and "only-light" in other["classes"]
        for other in node.parent.children
    )
