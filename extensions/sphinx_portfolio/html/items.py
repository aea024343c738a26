"""How HTML shows items, their files and the parts of reflections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..names import part_of
from .tags import add_attribute, attributes_of, close_tag, dotted, style_of, tag

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from ..nodes import Visitors

_ = get_translation("sphinx_portfolio")


def _visit_evidence(self: HTML5Translator, node: pf.evidence_item) -> None:
    figure = next((child for child in node if isinstance(child, nodes.figure)), None)
    classes = ["pf-item", "pf-evidence"]
    if figure is not None:
        place = node.get("place", "left")
        classes += ["pf-with-figure", f"pf-figure-{place}"]
        if place != "center":
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
    attributes = attributes_of(self, node) | style_of(node)
    image = self.emptytag(node, "img", "", CLASS="pf-certificate", **attributes)
    if link := node.get("link"):
        opens = ' data-opens="picture"' if node["opens"] == "picture" else ""
        image = f'<a class="pf-sheet" href="{self.attval(link)}"{opens}>{image}</a>'
    else:  # in an e-book, links lead to pages only
        image = f'<span class="pf-sheet">{image}</span>'
    self.body.append(image)
    raise nodes.SkipNode


def _visit_published(self: HTML5Translator, node: pf.published_image) -> None:
    self.visit_image(node)
    attributes = attributes_of(self, node)
    if "width" in node or "height" in node:
        # The owner's size; the shape is kept from the start all the same.
        for name in ("width", "height"):
            attributes.pop(name, None)
        if "pixels" in node:
            width, height = node["pixels"]
            shape = f"aspect-ratio: {width} / {height};"
            opened = self.body[-1]
            if 'style="' in opened:
                self.body[-1] = opened.replace('style="', f'style="{shape} ', 1)
            else:
                attributes["style"] = shape
    for name in ("srcset", "sizes", "width", "height", "style", "decoding"):
        if name in attributes and f" {name}=" not in self.body[-1]:
            add_attribute(self, "img", name, attributes[name])
    if " loading=" not in self.body[-1]:
        add_attribute(self, "img", "loading", "lazy")


def _depart_published(self: HTML5Translator, node: pf.published_image) -> None:
    self.depart_image(node)


def _visit_player(self: HTML5Translator, node: pf.player) -> None:
    attributes = {"controls": "", "preload": "none", "aria-label": node["words"]}
    if node["poster"]:
        attributes["poster"] = node["poster"]
    if "pixels" in node:
        width, height = node["pixels"]
        attributes |= {"width": str(width), "height": str(height)}
    attributes |= style_of(node)
    self.body.append(self.starttag(node, node["kind"], "", CLASS="pf-player", **attributes))
    self.body.append(self.emptytag(node, "source", "", src=node["source"], type=node["type"]))
    if captions := node.get("captions"):
        track = {"kind": "captions", "src": captions, "srclang": node["language"], "default": ""}
        self.body.append(self.emptytag(node, "track", "", label=_("Subtitles"), **track))
    self.body.append(f"</{node['kind']}>")
    raise nodes.SkipNode


def _visit_card(self: HTML5Translator, node: pf.file_card) -> None:
    kind = node["kind"]
    self.body.append(self.starttag(node, "div", CLASS=f"pf-file pf-file-{kind}"))


def _visit_file_link(self: HTML5Translator, node: pf.file_link) -> None:
    if "uri" not in node:  # an element all the same, which the style sheet sets apart
        self.body.append("<span>")
        self.context.append("</span>")
        return
    attributes: dict[str, Any] = {"CLASS": "reference download internal", "href": node["uri"]}
    if node["keeps"]:
        attributes["download"] = ""
    self.body.append(self.starttag(node, "a", "", **attributes))
    self.context.append("</a>")


def _visit_link(self: HTML5Translator, node: pf.web_link) -> None:
    self.visit_reference(node)
    # Read out of their places, links to one host sound the same.
    add_attribute(self, "a", "aria-label", f"{node['host']}: {node['about']}")


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
    self.body.append(f'<span class="{classes}" aria-hidden="true">{mark}</span>\n')
    _open_label(self, node)


def _open_label(self: HTML5Translator, node: pf.part_label | pf.tail_label) -> None:
    level = min(self.section_level + self.initial_header_level + 1, 6)
    self.body.append(self.starttag(node, f"h{level}", "", CLASS="pf-label"))
    self.context.append(f"</h{level}>\n")


VISITORS: Visitors = {
    pf.evidence_item: (_visit_evidence, _depart_item),
    pf.reflection_item: (_visit_reflection, _depart_item),
    pf.item_header: tag("header", "pf-header"),
    pf.item_kind: tag("p", "pf-kind"),
    pf.item_title: (_visit_title, _depart_title),
    pf.item_body: tag("div", "pf-body"),
    pf.item_foot: tag("footer", "pf-foot"),
    pf.fact_list: tag("dl", "pf-facts simple"),  # furo indents every other list with a class
    pf.fact: (_visit_fact, tag("div", "")[1]),
    # Search shows pages without their tags: words that stand apart have a blank between them.
    pf.fact_name: tag("dt", ""),
    pf.fact_value: tag("dd", "", ""),
    pf.verbatim: (pf.nothing, pf.nothing),
    pf.fact_text: (pf.nothing, pf.nothing),
    pf.skill_list: tag("ul", "pf-skills", ""),
    pf.skill_chip: tag("li", "pf-skill"),
    pf.list_separator: (pf.skip, pf.nothing),
    pf.fact_comma: tag("span", "pf-comma", ""),
    pf.date_text: (_visit_date, tag("time", "", "")[1]),
    pf.web_link: (_visit_link, _depart_link),
    pf.web_address: (_visit_address, pf.nothing),
    pf.certificate_image: (_visit_image, pf.nothing),
    pf.published_image: (_visit_published, _depart_published),
    pf.player: (_visit_player, pf.nothing),
    pf.file_set: tag("div", "pf-files"),
    pf.small_figure: tag("div", "pf-small-figure"),
    pf.file_card: (_visit_card, tag("div", "")[1]),
    pf.file_line: dotted("pf-file-line"),
    pf.file_link: (_visit_file_link, close_tag),
    pf.reflection_parts: tag("ol", "pf-parts"),
    pf.reflection_part: tag("li", "pf-part"),
    pf.part_label: (_visit_label, close_tag),
    pf.part_body: tag("div", "pf-part-body"),
    pf.reflection_tail: tag("div", "pf-tail"),
    pf.tail_remark: tag("div", "pf-remark"),
    pf.tail_label: (_open_label, close_tag),
}
