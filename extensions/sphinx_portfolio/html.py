"""How HTML shows the nodes of items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import get_translation

from . import nodes as pf
from .names import part_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from .nodes import Visitor, Visitors

_ = get_translation("sphinx_portfolio")


def _visit_evidence(self: HTML5Translator, node: pf.evidence_item) -> None:
    figure = next((child for child in node if isinstance(child, nodes.figure)), None)
    classes = ["pf-item", "pf-evidence"]
    if figure is not None:
        align = node.get("align", "left")
        classes += ["pf-with-figure", f"pf-figure-{align}"]
        if align == "left":
            # Keys go through a page in its order, eyes as the style sheet lays it out.
            node.remove(figure)
            node.insert(0, figure)
    _open_item(self, node, classes)


def _visit_reflection(self: HTML5Translator, node: pf.reflection_item) -> None:
    _open_item(self, node, ["pf-item", "pf-reflection", f"pf-model-{node['model']}"])


def _open_item(self: HTML5Translator, node: pf.portfolio_item, classes: list[str]) -> None:
    attributes: dict[str, Any] = {"aria-labelledby": part_of(node["ids"][0], "title")}
    self.body.append(self.starttag(node, "article", CLASS=" ".join(classes), **attributes))


def _depart_item(self: HTML5Translator, node: pf.portfolio_item) -> None:
    self.body.append("</article>\n")


def _visit_title(self: HTML5Translator, node: pf.item_title) -> None:
    owner = pf.owner_of(node)
    level = min(self.section_level + self.initial_header_level, 6)
    anchor = part_of(owner["ids"][0], "title")
    self.body.append(self.starttag(node, f"h{level}", "", CLASS="pf-title", ids=[anchor]))
    self.context.append(f"</h{level}>\n")


def _depart_title(self: HTML5Translator, node: pf.item_title) -> None:
    owner = pf.owner_of(node)
    words = _("Link to this evidence") if isinstance(owner, pf.evidence_item) else ""
    self.add_permalink_ref(owner, words or _("Link to this reflection"))
    self.body.append(self.context.pop())


def _visit_fact(self: HTML5Translator, node: pf.fact) -> None:
    self.body.append(f'<div class="pf-fact pf-fact-{node["kind"]}">')


def _visit_date(self: HTML5Translator, node: pf.date_text) -> None:
    self.body.append(self.starttag(node, "time", "", datetime=node["datetime"]))


def _visit_image(self: HTML5Translator, node: pf.certificate_image) -> None:
    uri = node["uri"]
    if uri in self.builder.images:
        name = self.builder.images[uri]
        uri = f"{self.builder.imgpath}/{quote(name)}"
    attributes: dict[str, str] = {"src": uri, "alt": node["alt"]}
    if "pixels" in node:
        width, height = node["pixels"]
        attributes |= {"width": str(width), "height": str(height)}
    attributes |= {"loading": "lazy", "decoding": "async"}
    if "width" in node:
        attributes["style"] = f"width: {node['width']}"
    image = self.emptytag(node, "img", "", CLASS="pf-certificate", **attributes)
    if getattr(self.builder, "html_scaled_image_link", True):
        image = f'<a class="pf-sheet" href="{self.attval(uri)}">{image}</a>'
    else:  # in an e-book, links lead to pages only
        image = f'<span class="pf-sheet">{image}</span>'
    self.body.append(image)
    raise nodes.SkipNode


def _visit_card_image(self: HTML5Translator, node: pf.card_image) -> None:
    uri = node["uri"]
    if uri in self.builder.images:
        attributes = {"src": f"{self.builder.imgpath}/{quote(self.builder.images[uri])}", "alt": ""}
        if "pixels" in node:
            width, height = node["pixels"]
            attributes |= {"width": str(width), "height": str(height)}
        self.body.append(self.emptytag(node, "img", "", loading="lazy", **attributes))
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
        _add_attribute(self, "th", "scope", scope)
    elif head := node["head"]:
        # For narrow screens, where the head of the column is far away.
        _add_attribute(self, "td", "data-head", head)


def _add_attribute(self: HTML5Translator, tag: str, name: str, value: str) -> None:
    """Give an attribute to the tag that was just opened."""
    self.body[-1] = self.body[-1].replace(f"<{tag}", f'<{tag} {name}="{self.attval(value)}"', 1)


def _depart_cell(self: HTML5Translator, node: pf.listing_cell) -> None:
    self.depart_entry(node)


def _visit_view(self: HTML5Translator, node: pf.listing_view) -> None:
    self.body.append(self.starttag(node, "div", CLASS="pf-listing"))


def _visit_status(self: HTML5Translator, node: pf.skill_status) -> None:
    self.body.append(self.starttag(node, "p", "", CLASS=f"pf-have pf-have-{node['status']}"))


def _visit_link(self: HTML5Translator, node: pf.web_link) -> None:
    self.visit_reference(node)
    # Read out of their places, links to one host sound the same.
    _add_attribute(self, "a", "aria-label", f"{node['host']}: {node['about']}")


def _depart_link(self: HTML5Translator, node: pf.web_link) -> None:
    self.depart_reference(node)


def _visit_address(self: HTML5Translator, node: pf.web_address) -> None:
    _visit_link(self, node)
    self.body.append(self.encode(node["host"]))
    self.depart_reference(node)
    raise nodes.SkipNode


def _visit_label(self: HTML5Translator, node: pf.part_label) -> None:
    mark = self.encode(node.parent["mark"])
    classes = "pf-mark pf-marks" if node.parent.get("merged") else "pf-mark"
    self.body.append(f'<span class="{classes}" aria-hidden="true">{mark}</span>')
    _open_label(self, node)


def _open_label(self: HTML5Translator, node: pf.part_label | pf.tail_label) -> None:
    level = min(self.section_level + self.initial_header_level + 1, 6)
    self.body.append(self.starttag(node, f"h{level}", "", CLASS="pf-label"))
    self.context.append(f"</h{level}>\n")


def _close_heading(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.context.pop())


def _tag(name: str, css_class: str, newline: str = "\n") -> tuple[Visitor, Visitor]:
    """Visit and depart functions that wrap a node in one element."""
    plain = f'<{name} class="{css_class}">' if css_class else f"<{name}>"

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        # Pages have thousands of these; working out attributes is for those that have some.
        has_more = node["ids"] or node["classes"]
        self.body.append(self.starttag(node, name, "", CLASS=css_class) if has_more else plain)

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(f"</{name}>{newline}")

    return visit, depart


VISITORS: Visitors = {
    pf.evidence_item: (_visit_evidence, _depart_item),
    pf.reflection_item: (_visit_reflection, _depart_item),
    pf.item_header: _tag("header", "pf-header"),
    pf.item_kind: _tag("p", "pf-kind"),
    pf.item_title: (_visit_title, _depart_title),
    pf.item_body: _tag("div", "pf-body"),
    pf.item_foot: _tag("footer", "pf-foot"),
    pf.fact_list: _tag("dl", "pf-facts simple"),  # furo indents every other list with a class
    pf.fact: (_visit_fact, _tag("div", "")[1]),
    pf.fact_name: _tag("dt", "", ""),
    pf.fact_value: _tag("dd", "", ""),
    pf.verbatim: (pf.nothing, pf.nothing),
    pf.fact_text: (pf.nothing, pf.nothing),
    pf.skill_list: _tag("ul", "pf-skills", ""),
    pf.skill_chip: _tag("li", "pf-skill", ""),
    pf.list_separator: (pf.skip, pf.nothing),
    pf.date_text: (_visit_date, _tag("time", "", "")[1]),
    pf.web_link: (_visit_link, _depart_link),
    pf.web_address: (_visit_address, pf.nothing),
    pf.certificate_image: (_visit_image, pf.nothing),
    pf.listing_block: _tag("div", "pf-listing-block"),
    pf.listing_view: (_visit_view, _tag("div", "")[1]),
    pf.card_list: _tag("ul", "pf-cards"),
    pf.card: (_visit_record, _tag("li", "")[1]),
    pf.card_top: _tag("div", "pf-card-top"),
    pf.card_image: (_visit_card_image, pf.nothing),
    pf.card_title: _tag("p", "pf-card-title"),
    pf.listing_row: (_visit_record, _tag("tr", "")[1]),
    pf.listing_cell: (_visit_cell, _depart_cell),
    pf.listing_text: _tag("p", "pf-quiet"),
    pf.timeline: _tag("dl", "pf-timeline simple"),
    pf.entry_list: _tag("ul", "pf-entries"),
    pf.skill_status: (_visit_status, _tag("p", "")[1]),
    pf.reflection_parts: _tag("ol", "pf-parts"),
    pf.reflection_part: _tag("li", "pf-part"),
    pf.part_label: (_visit_label, _close_heading),
    pf.part_body: _tag("div", "pf-part-body"),
    pf.reflection_tail: _tag("div", "pf-tail"),
    pf.tail_remark: _tag("div", "pf-remark"),
    pf.tail_label: (_open_label, _close_heading),
}
