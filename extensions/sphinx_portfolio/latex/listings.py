"""How LaTeX typesets listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .. import nodes as pf
from .commands import wrap, written_as

if TYPE_CHECKING:
    from sphinx.writers.latex import LaTeXTranslator

    from ..nodes import Visitors


def _visit_card_image(self: LaTeXTranslator, node: pf.card_image) -> None:
    if node["uri"] in self.builder.images:
        self.body.append(f"\\pfpicture{{{self.builder.images[node['uri']]}}}")
    raise nodes.SkipNode


def _visit_owner_picture(self: LaTeXTranslator, node: pf.owner_picture) -> None:
    if node["uri"] in self.builder.images:
        shape = node.parent["shape"]
        self.body.append(f"\\pfportrait{{{shape}}}{{{self.builder.images[node['uri']]}}}\n")
    raise nodes.SkipNode


def _visit_mark(self: LaTeXTranslator, node: pf.record_mark) -> None:
    """A square that leads to the record; how many more there are, in words."""
    link = node.next_node(nodes.reference)
    if not node["kind"]:
        self.body.append(self.escape(node.astext()))
    elif link is not None and str(link.get("refuri", "")).startswith("%"):
        target = link["refuri"][1:].replace("#", ":", 1)
        self.body.append(f"{self.hyperlink(target)}\\pfsquare}}}}")
    else:
        self.body.append("\\pfsquare{}")
    self.body.append("\\pfgap ")
    raise nodes.SkipNode


def _visit_bar(self: LaTeXTranslator, node: pf.skill_bar) -> None:
    self.body.append(f"\\pfbar{{{node['have'] / node['most']:.3f}}}")
    raise nodes.SkipNode


def _visit_text(self: LaTeXTranslator, node: pf.listing_text) -> None:
    in_cell = isinstance(node.parent, nodes.entry) and node.parent.index(node) > 0
    self.body.append("\\pfunder{" if in_cell else "\n\n\\pfquiet{")


def _depart_row(self: LaTeXTranslator, node: pf.listing_row) -> None:
    self.depart_row(node)
    if node.next_node(descend=False, siblings=True):
        self.body.append("\\pfrow\n")


def _visit_listing(self: LaTeXTranslator, node: pf.listing_block) -> None:
    if node["ids"]:
        self.body.append(f"\n\n{self.hypertarget_to(node)}")


VISITORS: Visitors = {
    pf.listing_block: (_visit_listing, pf.nothing),
    pf.listing_view: wrap("\n\n\\begin{pflisting}\n", "\n\\end{pflisting}\n\n"),
    pf.card_list: wrap("\\begin{pfcards}\n", "\\end{pfcards}\n"),
    pf.card: wrap("\\begin{pfcard}\n", "\\end{pfcard}\n"),
    pf.card_top: wrap("\\pfcardtop{", "}\n"),
    pf.card_image: (_visit_card_image, pf.nothing),
    pf.card_title: wrap("\\pfcardtitle{", "}\n"),
    pf.listing_row: (written_as("row")[0], _depart_row),
    pf.listing_cell: written_as("entry"),
    pf.listing_text: (_visit_text, wrap("", "}\n")[1]),
    pf.fact_line: (_visit_text, wrap("", "}\n")[1]),
    pf.timeline: written_as("definition_list"),
    pf.entry_list: written_as("bullet_list"),
    pf.mark_list: (pf.nothing, pf.nothing),
    pf.record_mark: (_visit_mark, pf.nothing),
    pf.mark_legend: (pf.skip, pf.nothing),
    pf.bar_list: wrap("\\begin{pfbars}\n", "\\end{pfbars}\n"),
    pf.bar_line: (pf.nothing, pf.nothing),
    pf.skill_bar: (_visit_bar, pf.nothing),
    pf.numbers_line: written_as("paragraph"),
    pf.owner_card: wrap("\\begin{pfowner}\n", "\\end{pfowner}\n"),
    pf.owner_picture: (_visit_owner_picture, pf.nothing),
    pf.owner_name: wrap("\\pfname{", "}\n"),
    pf.owner_headline: wrap("\\pfheadline{", "}\n"),
    pf.guarded_text: (pf.nothing, pf.nothing),  # only web sites have it
    pf.action_list: (pf.skip, pf.nothing),
    pf.action: (pf.nothing, pf.nothing),
    pf.list_entry: written_as("list_item"),
    pf.model_way: (pf.skip, pf.nothing),
    pf.skill_status: written_as("paragraph"),
}
