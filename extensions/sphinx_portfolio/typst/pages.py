"""How Typst typesets certificates as whole pages, with codes that lead to their checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..paper.certificates import whole_file, whole_files, whole_page, whole_title
from .code import Value, array, call

if TYPE_CHECKING:
    from ..nodes import Visitors
    from .writer import TypstTranslator

_ = get_translation("sphinx_portfolio")


def _visit_part(self: TypstTranslator, node: whole_files) -> None:
    """The heading of the part stands on its first page."""
    first = next(iter(node.findall(whole_file)), None)
    if first is not None:
        first["above"] = node["title"]


def _visit_title(self: TypstTranslator, node: whole_title) -> None:
    assert isinstance(node.parent, nodes.Element)
    labels = self.survey.labels_of(node.parent, self.page)
    self.heading(node, 2, labels, kind="certificate")
    raise nodes.SkipNode


def _visit_file(self: TypstTranslator, node: whole_file) -> None:
    pages = [one for one in node.children if isinstance(one, whole_page)]
    sheets = [(self.alt(one) or node["name"], *self.builder.sheet_of(one)) for one in pages]
    head = [one for one in node.children if isinstance(one, whole_title | pf.item_kind)]
    facts = [one for one in node.children if isinstance(one, pf.fact_list)]
    others = [one for one in node.children if one not in [*pages, *head, *facts]]
    code: Value = None
    if node["address"] and (name := self.builder.code_name(node["address"])):
        code = call("code", name, str(_("QR code that leads to %s")) % node["address"])
    above: Value = None
    if "above" in node:
        above = call("head", 1, array(), node["above"], kind="part")
    self.call(
        "whole-file",
        above,
        self.content(head),
        self.content(facts) if facts else None,
        code,
        self.content(others) if others else None,
        node["name"],
        array(*(array(name or None, alt, share) for alt, name, share in sheets)),
    )
    raise nodes.SkipNode


VISITORS: Visitors = {
    whole_files: (_visit_part, pf.nothing),
    whole_file: (_visit_file, pf.nothing),
    whole_title: (_visit_title, pf.nothing),
}
