"""How Typst typesets listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .. import nodes as pf
from .code import array
from .writer import closes, words, wrap

if TYPE_CHECKING:
    from ..nodes import Visitors
    from .writer import TypstTranslator


def _visit_cards(self: TypstTranslator, node: pf.card_list) -> None:
    cards = [self.content(one.children) for one in node.children if isinstance(one, pf.card)]
    self.call("cards", array(*cards))
    raise nodes.SkipNode


def _visit_card_top(self: TypstTranslator, node: pf.card_top) -> None:
    """A picture, or a word in its place; only for eyes, since the title says the same."""
    image = next(iter(node.findall(nodes.image)), None)
    name = self.picture_name(image) if image is not None else ""
    shown = None if name else self.content(node.children, inline=True)
    self.call("card-top", name or None, shown)
    raise nodes.SkipNode


def _visit_text(self: TypstTranslator, node: pf.listing_text) -> None:
    if self.is_inline:
        self.write("linebreak()")
    self.open("quiet-words" if self.is_inline else "quiet")


def _visit_mark(self: TypstTranslator, node: pf.record_mark) -> None:
    """A square that leads to the record; how many more there are, in words."""
    link = node.next_node(nodes.reference)
    label = self.survey.target_of(link, self.page) if link is not None else ""
    if not node["kind"]:
        self.call("quiet-words", self.content(node.children, inline=True))
    else:
        self.call("mark", label or None, " ".join(node.astext().split()))
    raise nodes.SkipNode


def _visit_marks(self: TypstTranslator, node: pf.mark_list) -> None:
    marks = [one for one in node.children if isinstance(one, pf.record_mark)]
    self.call("marks", array(*(self.content([one], inline=True) for one in marks)))
    raise nodes.SkipNode


def _visit_bars(self: TypstTranslator, node: pf.bar_list) -> None:
    lines = []
    for entry in node.children:
        bar = next(iter(entry.findall(pf.skill_bar)), None)
        share = bar["have"] / bar["most"] if bar is not None else 0.0
        children = entry.children if isinstance(entry, nodes.Element) else []
        lines.append(array(self.content(children, inline=True), share))
    self.call("bars", array(*lines))
    raise nodes.SkipNode


def _visit_timeline(self: TypstTranslator, node: pf.timeline) -> None:
    for year in node.children:
        term, *rest = year.children if isinstance(year, nodes.Element) else (year,)
        self.call("timeline-year", self.content(term.children, inline=True), self.content(rest))
    raise nodes.SkipNode


def _visit_owner_picture(self: TypstTranslator, node: pf.owner_picture) -> None:
    if name := self.picture_name(node):
        self.call("portrait", name, self.alt(node), node.parent["shape"])
    raise nodes.SkipNode


VISITORS: Visitors = {
    pf.listing_block: wrap("listing"),
    pf.listing_view: (pf.nothing, pf.nothing),
    pf.listing_filter: (pf.skip, pf.nothing),
    pf.card_list: (_visit_cards, pf.nothing),
    pf.card: (pf.nothing, pf.nothing),
    pf.card_top: (_visit_card_top, pf.nothing),
    pf.card_title: words("card-title"),
    pf.listing_row: (pf.nothing, pf.nothing),
    pf.listing_cell: (pf.nothing, pf.nothing),
    pf.listing_text: (_visit_text, closes),
    pf.fact_line: (_visit_text, closes),
    pf.timeline: (_visit_timeline, pf.nothing),
    pf.entry_list: wrap("entries"),
    pf.list_entry: wrap("list-entry"),
    pf.mark_list: (_visit_marks, pf.nothing),
    pf.record_mark: (_visit_mark, pf.nothing),
    pf.mark_legend: (pf.skip, pf.nothing),
    pf.bar_list: (_visit_bars, pf.nothing),
    pf.bar_line: (pf.nothing, pf.nothing),
    pf.skill_bar: (pf.skip, pf.nothing),
    pf.numbers_line: words("numbers-line"),
    pf.owner_card: wrap("owner"),
    pf.owner_picture: (_visit_owner_picture, pf.nothing),
    pf.owner_name: words("owner-name"),
    pf.owner_headline: words("owner-headline"),
    pf.action_list: (pf.skip, pf.nothing),
    pf.model_way: (pf.skip, pf.nothing),
    pf.skill_status: wrap("p"),
}
