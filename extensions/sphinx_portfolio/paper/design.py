"""What sphinx-design shows in HTML, made printable: a card is a frame, an icon a bullet.

sphinx-design leaves its components to class names that only a style sheet understands; paper would
have them without frames, a clickable card followed by its bare address, and no icons at all.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..design import all_of, component, is_for_dark, is_icon
from ..domain import portfolio
from ..mediums import PAPER_FORMATS
from ..nodes import skill_chip
from ..order import AFTER_DESIGN


class design_card(nodes.container):
    """A card of sphinx-design, on paper."""


class PrintDesign(SphinxPostTransform):
    """Replace sphinx-design's components by nodes that paper can show."""

    formats = PAPER_FORMATS
    default_priority = AFTER_DESIGN

    def run(self, **kwargs: Any) -> None:
        """Mend the whole document."""
        has_icons = portfolio(self.env).medium.has_icons
        for node in all_of(self.document, nodes.container):
            if component(node) == "card":
                _print_card(node)
        for node in all_of(self.document, nodes.Element):
            if "sd-badge" in node["classes"]:
                node.replace_self(skill_chip("", "", *node.children))
            elif is_icon(node) and not has_icons:
                node.parent.replace(node, nodes.Text("•"))
            elif is_for_dark(node):
                node.parent.remove(node)
        for node in all_of(self.document, nodes.Element):
            # Each class would become an environment of its own, nested twenty deep.
            node["classes"] = [c for c in node["classes"] if not c.startswith("sd-")]


def _print_card(node: nodes.Element) -> None:
    """Frame a card; the link that covers it goes to its title."""
    card = design_card("", *node.children, ids=node["ids"])
    node.replace_self(card)
    link = next((r for r in card.findall(nodes.reference) if _covers(r)), None)
    if link is not None:
        wrapper = link.parent if len(link.parent.children) == 1 else link
        wrapper.parent.remove(wrapper)
    for title in [c for c in card.findall(nodes.container) if component(c) == "card-title"]:
        words = [child for element in title.children for child in _words(element)]
        if link is not None:
            attributes = {k: link[k] for k in ("refuri", "refid", "internal") if k in link}
            words = [nodes.reference("", "", *words, **attributes)]
        title.replace_self(nodes.paragraph("", "", nodes.strong("", "", *words)))
    for image in [c for c in card.children if isinstance(c, nodes.image)]:
        image["width"] = "50%"
        image.replace_self(nodes.paragraph("", "", image.deepcopy()))


def _covers(reference: nodes.reference) -> bool:
    return "sd-stretched-link" in reference["classes"]


def _words(node: nodes.Node) -> list[nodes.Node]:
    """The text of a title, without the element that sphinx-design wraps it in."""
    return list(node.children) if isinstance(node, nodes.Element) else [node]
