"""The nodes of items, and how HTML shows them.

Every class extends the docutils node that says the same with less: a builder without a visitor of
ours uses that one's, so text, man pages, Texinfo or a builder yet to be written lose nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from .model import Evidence, Record

    Visitor = Callable[[Any, Any], None]

_ = get_translation("sphinx_portfolio")


class portfolio_item(nodes.container):
    """An evidence item or a reflection: an `item_header`, then figure, body, parts and foot.

    ``name`` and ``docname`` say which record is shown. Until the page is read through, ``record``
    holds what the directive made of the options.
    """

    def title_text(self) -> str:
        """The title as plain text."""
        return next(self.findall(item_title)).astext()

    def complete(self, record: Record) -> None:
        """Fill in what depends on the translated title."""


class evidence_item(portfolio_item):
    """One evidence item. Options on the node: ``width`` and ``align`` of its figure."""

    def complete(self, record: Evidence) -> None:  # type: ignore[override]
        """Give the figure the caption and alternative text that the owner left out."""
        figure = next(self.findall(nodes.figure), None)
        if figure is None or figure.parent is not self:
            return
        for image in figure.findall(certificate_image):
            if not image.get("alt"):
                image["alt"] = record.title
        for caption in figure.findall(nodes.caption):
            pending = caption.attributes.pop("default", None)
            if pending is not None:
                words = ", ".join([record.title, *pending])
                caption += nodes.Text(words)


class reflection_item(portfolio_item):
    """One reflection. Option on the node: ``model``, the id of its model."""


class item_header(nodes.container):
    """Kind, title and facts."""


class item_kind(nodes.paragraph):
    """The word over the title: a kind of evidence or a reflection model."""


class item_title(nodes.rubric):
    """The title of an item; a heading one level below the section it stands in."""


class item_body(nodes.container):
    """What the owner wrote."""


class item_foot(nodes.container):
    """Skills and back-links."""


class fact_list(nodes.field_list):
    """Names and values, in the order a reader wants them."""


class fact(nodes.field):
    """One name and value. ``kind`` says which, for the style sheet."""


class fact_name(nodes.field_name):
    """The name of a fact."""


class fact_value(nodes.field_body):
    """The value of a fact: one `fact_text`."""


class fact_text(nodes.paragraph):
    """The words of a value."""


class skill_list(fact_text):
    """Skills of an item: each a `skill_chip`, with a `separator` between two."""


class skill_chip(nodes.inline):
    """One skill."""


class list_separator(nodes.inline):
    """A comma that HTML does without, since it shows the things apart."""


class date_text(nodes.inline):
    """A date in words; ``datetime`` is the same in ISO 8601."""


class verbatim(nodes.inline, nodes.Special):
    """Words that nobody may beautify: no curly quotes in a credential ID."""


class web_address(nodes.reference):
    """A link to a web page that shows its address; HTML shows only its ``host``."""


class certificate_image(nodes.image):
    """The image of a certificate figure.

    ``pixels`` is its real size as (width, height), absent when unknown.
    """


class reflection_parts(nodes.definition_list):
    """The parts of a reflection, in the order the owner wrote them."""


class reflection_part(nodes.definition_list_item):
    """One part; ``mark`` is its letter or number."""


class part_label(nodes.term):
    """The label of a part."""


class part_body(nodes.definition):
    """The text of a part."""


# -- making facts


def fact_of(kind: str, name: str, value: fact_text) -> fact:
    """A name and value as a node."""
    label = fact_name("", name, translatable=False)
    return fact("", label, fact_value("", value), kind=kind)


def text_of(*children: nodes.Node) -> fact_text:
    """The words of a value, which are facts and not for translators."""
    return fact_text("", "", *children, translatable=False)


def exactly(words: str) -> fact_text:
    """A value that is shown as it was written, character by character."""
    return text_of(verbatim("", words))


def links(references: Iterable[nodes.Node]) -> fact_text:
    """References with commas between them, as a value."""
    text = fact_text("", "", translatable=False)
    for reference in references:
        if text.children:
            text += nodes.Text(", ")
        text += reference
    return text


# -- HTML


def _visit_evidence(self: HTML5Translator, node: evidence_item) -> None:
    figure = any(isinstance(child, nodes.figure) for child in node)
    classes = ["pf-item", "pf-evidence"]
    if figure:
        classes += ["pf-with-figure", f"pf-figure-{node.get('align', 'left')}"]
    _open_item(self, node, classes)


def _visit_reflection(self: HTML5Translator, node: reflection_item) -> None:
    _open_item(self, node, ["pf-item", "pf-reflection", f"pf-model-{node['model']}"])


def _open_item(self: HTML5Translator, node: portfolio_item, classes: list[str]) -> None:
    attributes: dict[str, Any] = {"aria-labelledby": f"{node['ids'][0]}-title"}
    self.body.append(self.starttag(node, "article", CLASS=" ".join(classes), **attributes))


def _depart_item(self: HTML5Translator, node: portfolio_item) -> None:
    self.body.append("</article>\n")


def _visit_title(self: HTML5Translator, node: item_title) -> None:
    owner = _owner(node)
    level = min(self.section_level + self.initial_header_level, 6)
    anchor = f"{owner['ids'][0]}-title"
    self.body.append(self.starttag(node, f"h{level}", "", CLASS="pf-title", ids=[anchor]))
    self.context.append(f"</h{level}>\n")


def _depart_title(self: HTML5Translator, node: item_title) -> None:
    owner = _owner(node)
    words = _("Link to this evidence") if isinstance(owner, evidence_item) else ""
    self.add_permalink_ref(owner, words or _("Link to this reflection"))
    self.body.append(self.context.pop())


def _owner(node: nodes.Element) -> portfolio_item:
    parent = node.parent
    while not isinstance(parent, portfolio_item):
        parent = parent.parent
    return parent


def _visit_fact(self: HTML5Translator, node: fact) -> None:
    self.body.append(f'<div class="pf-fact pf-fact-{node["kind"]}">')


def _visit_date(self: HTML5Translator, node: date_text) -> None:
    self.body.append(self.starttag(node, "time", "", datetime=node["datetime"]))


def _visit_image(self: HTML5Translator, node: certificate_image) -> None:
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
    self.body.append(f'<a class="pf-sheet" href="{self.attval(uri)}">{image}</a>')
    raise nodes.SkipNode


def _visit_address(self: HTML5Translator, node: web_address) -> None:
    self.visit_reference(node)
    self.body.append(self.encode(node["host"]))
    self.depart_reference(node)
    raise nodes.SkipNode


def _visit_label(self: HTML5Translator, node: part_label) -> None:
    level = min(self.section_level + self.initial_header_level + 1, 6)
    mark = self.encode(node.parent["mark"])
    self.body.append(f'<span class="pf-mark" aria-hidden="true">{mark}</span>')
    self.body.append(self.starttag(node, f"h{level}", "", CLASS="pf-label"))
    self.context.append(f"</h{level}>\n")


def _close_heading(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.context.pop())


def _nothing(self: HTML5Translator, node: nodes.Element) -> None:
    pass


def _skip(self: HTML5Translator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _tag(name: str, css_class: str, newline: str = "\n") -> tuple[Visitor, Visitor]:
    """Visit and depart functions that wrap a node in one element."""

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, name, "", CLASS=css_class))

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(f"</{name}>{newline}")

    return visit, depart


HTML_VISITORS: dict[type[nodes.Element], tuple[Visitor, Visitor]] = {
    evidence_item: (_visit_evidence, _depart_item),
    reflection_item: (_visit_reflection, _depart_item),
    item_header: _tag("header", "pf-header"),
    item_kind: _tag("p", "pf-kind"),
    item_title: (_visit_title, _depart_title),
    item_body: _tag("div", "pf-body"),
    item_foot: _tag("footer", "pf-foot"),
    fact_list: _tag("dl", "pf-facts simple"),  # furo indents every other list with a class
    fact: (_visit_fact, _tag("div", "")[1]),
    fact_name: _tag("dt", "", ""),
    fact_value: _tag("dd", "", ""),
    verbatim: (_nothing, _nothing),
    fact_text: (_nothing, _nothing),
    skill_list: _tag("ul", "pf-skills", ""),
    skill_chip: _tag("li", "pf-skill", ""),
    list_separator: (_skip, _nothing),
    date_text: (_visit_date, _tag("time", "", "")[1]),
    web_address: (_visit_address, _nothing),
    certificate_image: (_visit_image, _nothing),
    reflection_parts: _tag("ol", "pf-parts"),
    reflection_part: _tag("li", "pf-part"),
    part_label: (_visit_label, _close_heading),
    part_body: _tag("div", "pf-part-body"),
}


def register(app: Sphinx) -> None:
    """Add every node to the application."""
    app.add_node(portfolio_item)
    for node, visitors in HTML_VISITORS.items():
        app.add_node(node, html=visitors)
