"""How HTML shows listings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .. import nodes as pf
from .tags import add_attribute, attributes_of, close_tag, dotted, style_of, tag

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from ..nodes import Visitors


def _visit_card_image(self: HTML5Translator, node: pf.card_image) -> None:
    attributes = attributes_of(self, node) | style_of(node)
    self.body.append(self.emptytag(node, "img", "", **attributes))
    raise nodes.SkipNode


def _visit_owner(self: HTML5Translator, node: pf.owner_card) -> None:
    self.body.append(self.starttag(node, "div", CLASS=f"pf-owner pf-owner-{node['shape']}"))


def _visit_owner_picture(self: HTML5Translator, node: pf.owner_picture) -> None:
    attributes = attributes_of(self, node) | {"loading": "eager"}
    self.body.append(self.emptytag(node, "img", CLASS="pf-owner-picture", **attributes))
    raise nodes.SkipNode


def _visit_name(self: HTML5Translator, node: pf.owner_name) -> None:
    level = min(self.section_level + self.initial_header_level - 1, 6)
    tag = f"h{level}" if node.get("heads") else "p"
    self.body.append(self.starttag(node, tag, "", CLASS="pf-owner-name"))
    self.context.append(f"</{tag}>\n")


def _visit_guarded(self: HTML5Translator, node: pf.guarded_text) -> None:
    """Write an address that nobody finds who looks for signs, nor who takes the tags out.

    It is made of character references, with something in the middle that is not shown. Our script
    makes a link of it.
    """
    address = node["address"]
    signs = [f"&#{ord(sign)};" for sign in address]
    middle = address.find("@") if "@" in address else len(address) // 2
    signs.insert(middle, '<span hidden="hidden">.not-this-</span>')
    attributes = {"data-scheme": node["scheme"]}
    self.body.append(self.starttag(node, "span", "", CLASS="pf-guarded", **attributes))
    self.body.append(f"{''.join(signs)}</span>")
    raise nodes.SkipNode


def _visit_mark(self: HTML5Translator, node: pf.record_mark) -> None:
    tag = "li" if isinstance(node.parent, pf.mark_list) else "span"
    attributes = {"data-kind": node["kind"]} if node["kind"] else {}
    css_class = "pf-sign" if node["kind"] else "pf-sign-more"
    self.body.append(self.starttag(node, tag, "", CLASS=css_class, **attributes))
    self.context.append(f"</{tag}>")


def _visit_bar(self: HTML5Translator, node: pf.skill_bar) -> None:
    """Draw a bar that is as wide as its place; what it says stands beside it in words."""
    have = f"{100 * node['have'] / node['most']:.3g}%"
    self.body.append(
        '<svg class="pf-bar" width="100%" height="6" aria-hidden="true">'
        '<rect class="pf-bar-rail" width="100%" height="6" rx="3"/>'
        f'<rect class="pf-bar-have" width="{have}" height="6" rx="3"/></svg>'
    )
    raise nodes.SkipNode


def _visit_entry(self: HTML5Translator, node: pf.list_entry) -> None:
    self.body.append(self.starttag(node, "li", "", CLASS="pf-entry", **{"data-kind": node["kind"]}))


def _visit_way(self: HTML5Translator, node: pf.model_way) -> None:
    # As no text, which would be part of the title for those who copy it.
    steps = "".join(f'<span data-mark="{self.attval(mark)}"></span>' for mark in node["marks"])
    self.body.append(f'<span class="pf-way" aria-hidden="true">{steps}</span>')
    raise nodes.SkipNode


def _visit_record(self: HTML5Translator, node: pf.card | pf.listing_row) -> None:
    """Open a card or row, with what the filter finds it by, if it is in such a listing."""
    tag = "tr" if isinstance(node, nodes.row) else "li"
    attributes: dict[str, Any] = {}
    if "kind" in node:
        attributes = {"data-kind": node["kind"], "data-skills": " ".join(node["skills"])}
    self.body.append(self.starttag(node, tag, "", CLASS="pf-record", **attributes))
    vars(node)["column"] = 0  # the writer's count of cells


def _visit_cell(self: HTML5Translator, node: pf.listing_cell) -> None:
    self.visit_entry(node)
    if self.body[-1].startswith("<th"):
        scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        add_attribute(self, "th", "scope", scope)
    elif head := node["head"]:
        # For narrow screens, where the head of the column is far away.
        add_attribute(self, "td", "data-head", head)


def _depart_cell(self: HTML5Translator, node: pf.listing_cell) -> None:
    self.depart_entry(node)


def _visit_view(self: HTML5Translator, node: pf.listing_view) -> None:
    self.body.append(self.starttag(node, "div", CLASS="pf-listing"))


def _visit_status(self: HTML5Translator, node: pf.skill_status) -> None:
    self.body.append(self.starttag(node, "p", "", CLASS=f"pf-have pf-have-{node['status']}"))


VISITORS: Visitors = {
    pf.listing_block: tag("div", "pf-listing-block"),
    pf.listing_view: (_visit_view, tag("div", "")[1]),
    pf.card_list: tag("ul", "pf-cards"),
    pf.card: (_visit_record, tag("li", "")[1]),
    pf.card_top: tag("div", "pf-card-top"),
    pf.card_image: (_visit_card_image, pf.nothing),
    pf.card_title: tag("p", "pf-card-title"),
    pf.listing_row: (_visit_record, tag("tr", "")[1]),
    pf.listing_cell: (_visit_cell, _depart_cell),
    pf.listing_text: tag("p", "pf-quiet"),
    pf.fact_line: dotted("pf-quiet"),
    pf.timeline: tag("dl", "pf-timeline simple"),
    pf.entry_list: tag("ul", "pf-entries"),
    pf.mark_list: tag("ul", "pf-signs"),
    pf.record_mark: (_visit_mark, close_tag),
    pf.mark_legend: tag("p", "pf-quiet pf-legend"),
    pf.bar_list: tag("ul", "pf-bars"),
    pf.bar_line: tag("p", "pf-bar-line"),
    pf.skill_bar: (_visit_bar, pf.nothing),
    pf.numbers_line: tag("p", "pf-numbers"),
    pf.owner_card: (_visit_owner, tag("div", "")[1]),
    pf.owner_picture: (_visit_owner_picture, pf.nothing),
    pf.owner_name: (_visit_name, close_tag),
    pf.owner_headline: tag("p", "pf-owner-headline"),
    pf.guarded_text: (_visit_guarded, pf.nothing),
    pf.action_list: tag("ul", "pf-actions"),
    pf.action: tag("li", "", ""),
    pf.list_entry: (_visit_entry, tag("li", "")[1]),
    pf.model_way: (_visit_way, pf.nothing),
    pf.skill_status: (_visit_status, tag("p", "")[1]),
}
