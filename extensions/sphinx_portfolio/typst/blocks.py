"""What stands in a block: lists, quotations, code, boxes, tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from .. import nodes as pf
from . import tables
from .code import Code, string
from .writer import closes, learn, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..nodes import Visitors
    from .writer import TypstTranslator

_NUMBERINGS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


# -- lists


def _visit_bullets(self: TypstTranslator, node: nodes.Element) -> None:
    self.anchors(node)
    self.open("bullets", tight=_is_tight(node))


def _visit_numbers(self: TypstTranslator, node: nodes.Element) -> None:
    self.anchors(node)
    sign = _NUMBERINGS.get(node.get("enumtype", "arabic"), "1")
    numbering = f"{node.get('prefix', '')}{sign}{node.get('suffix', '.')}"
    start = max(int(node.get("start", 1)), 0)
    self.open("numbers", tight=_is_tight(node), start=start, numbering=numbering)


def _visit_item(self: TypstTranslator, node: nodes.Element) -> None:
    kind = "enum" if isinstance(node.parent, nodes.enumerated_list) else "list"
    self.open(f"{kind}.item")


def _is_tight(node: nodes.Element) -> bool:
    """Whether the items of a list are of a paragraph each, at most with a list under it."""
    return all(
        isinstance(child, nodes.Element)
        and sum(isinstance(one, nodes.paragraph) for one in child.children) <= 1
        and all(isinstance(one, nodes.paragraph | nodes.Sequential) for one in child.children)
        for child in node.children
    )


def _visit_definition_item(self: TypstTranslator, node: nodes.Element) -> None:
    """Its terms, in one line; what they mean follows."""
    self.anchors(node)
    rest = [one for one in node.children if not isinstance(one, nodes.term | nodes.classifier)]
    terms = [one for one in node.children if one not in rest]
    if terms:
        self.call("term-line", self.content(_with_signs(terms), inline=True))
    for one in rest:
        one.walkabout(self)
    raise nodes.SkipNode


def _with_signs(terms: list[nodes.Node]) -> Iterable[nodes.Node]:
    for term in terms:
        if term is not terms[0]:
            yield nodes.Text(", " if isinstance(term, nodes.term) else " : ")
        yield term


def _visit_field(self: TypstTranslator, node: nodes.Element) -> None:
    name, *body = node.children
    self.call("entry", self.content([name], inline=True), self.content(body))
    raise nodes.SkipNode


def _visit_option(self: TypstTranslator, node: nodes.Element) -> None:
    options, *body = node.children
    self.call("entry", Code(string(options.astext())), self.content(body))
    raise nodes.SkipNode


# -- blocks


def _visit_code(self: TypstTranslator, node: nodes.Element) -> None:
    self.anchors(node)
    language = str(node.get("language", ""))
    known = language if re.fullmatch(r"[a-z0-9]+", language) else None
    self.call("code-block", Code(string(node.astext(), lines=True)), lang=known)
    raise nodes.SkipNode


def _visit_box(self: TypstTranslator, node: nodes.Element) -> None:
    """A box with a title, which is its first child or what its kind is called."""
    label = admonitionlabels.get(node.tagname)
    self.open("admonition", str(label) if label else None)


def _visit_transition(self: TypstTranslator, node: nodes.Element) -> None:
    self.write("transition()")
    raise nodes.SkipNode


def _visit_centred(self: TypstTranslator, node: nodes.Element) -> None:
    self.call("centred", self.content(node.children, inline=True))
    raise nodes.SkipNode


def _visit_table(self: TypstTranslator, node: nodes.Element) -> None:
    self.anchors(node)
    tables.write(self, node)
    raise nodes.SkipNode


VISITORS: Visitors = {
    nodes.bullet_list: (_visit_bullets, closes),
    nodes.enumerated_list: (_visit_numbers, closes),
    nodes.list_item: (_visit_item, closes),
    nodes.definition_list_item: (_visit_definition_item, pf.nothing),
    nodes.classifier: wrap("emph"),
    nodes.definition: wrap("definition"),
    nodes.field: (_visit_field, pf.nothing),
    nodes.option_list_item: (_visit_option, pf.nothing),
    nodes.block_quote: wrap("quotation"),
    nodes.attribution: wrap("attribution"),
    nodes.literal_block: (_visit_code, pf.nothing),
    nodes.doctest_block: (_visit_code, pf.nothing),
    addnodes.productionlist: (_visit_code, pf.nothing),
    nodes.Admonition: (_visit_box, closes),  # type: ignore[dict-item]
    nodes.topic: (_visit_box, closes),
    nodes.sidebar: (_visit_box, closes),
    addnodes.versionmodified: (pf.nothing, pf.nothing),
    addnodes.desc_signature: (_visit_code, pf.nothing),
    addnodes.desc_content: wrap("definition"),
    addnodes.centered: (_visit_centred, pf.nothing),
    nodes.transition: (_visit_transition, pf.nothing),
    nodes.table: (_visit_table, pf.nothing),
    addnodes.tabular_col_spec: (pf.skip, pf.nothing),
    addnodes.highlightlang: (pf.skip, pf.nothing),
}
learn(VISITORS)
