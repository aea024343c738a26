"""How Typst typesets the nodes of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..domain import portfolio
from ..titles import words_of
from .code import Code, string
from .pictures import picture, pictures_of
from .writer import closes, words, wrap

if TYPE_CHECKING:
    from ..nodes import Visitors
    from .writer import TypstTranslator

_ = get_translation("sphinx_portfolio")


def _visit_item(self: TypstTranslator, node: pf.portfolio_item) -> None:
    """The parts of a frame: what stands together on a page, the rest, and the foot."""
    head: list[nodes.Node] = []
    rest: list[nodes.Node] = []
    foot: list[nodes.Node] = []
    for child in node.children:
        if isinstance(child, pf.item_header):
            head.append(child)
        elif isinstance(child, pf.item_foot):
            foot.append(child)
        else:
            rest.append(child)
    self.call(
        "item",
        self.content(head),
        self.content(rest) if rest else None,
        self.content(foot) if foot else None,
        whole=_fits(node),
    )
    raise nodes.SkipNode


def _fits(node: pf.portfolio_item) -> bool:
    """Whether an item is so short that it need not be in pieces on two pages."""
    length = 0
    waiting: list[nodes.Node] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _LONG):
            return False
        if isinstance(one, pf.map_list) and one.is_drawn_whole:
            continue
        is_block = isinstance(one, nodes.TextElement) and not isinstance(one, nodes.Inline)
        is_picture = isinstance(one, nodes.image | pf.map_drawing)
        words = len(one) if isinstance(one, nodes.Text) else 0
        length += _LINE * is_block + _PICTURE * is_picture + words
        waiting += one.children
    return length < _SHORT


# What may be long with few words.
_LONG = nodes.literal_block | nodes.table
# What things take, in characters of text.
_LINE, _PICTURE, _SHORT = 60, 1500, 3600


def _visit_title(self: TypstTranslator, node: pf.item_title) -> None:
    owner = pf.owner_of(node)
    kind = "evidence" if isinstance(owner, pf.evidence_item) else "reflection"
    labels = [*self.survey.labels_of(owner, self.page), *self.survey.labels_of(node, self.page)]
    self.heading(node, max(self.level, 1) + 1, labels, kind=kind, words=words_of(node))
    raise nodes.SkipNode


def _visit_facts(self: TypstTranslator, node: pf.fact_list) -> None:
    if not isinstance(node.parent, pf.item_foot):
        self.open("facts")


def _depart_facts(self: TypstTranslator, node: pf.fact_list) -> None:
    if not isinstance(node.parent, pf.item_foot):
        self.close()


def _visit_fact(self: TypstTranslator, node: pf.fact) -> None:
    name, body = node.children
    in_foot = isinstance(node.parent.parent, pf.item_foot)
    label = "\u00a0".join(name.astext().split())
    self.call("foot-fact" if in_foot else "fact", label, self.content([body], inline=True))
    raise nodes.SkipNode


def _visit_image(self: TypstTranslator, node: pf.certificate_image) -> None:
    picture(self, node)
    raise nodes.SkipNode


def _visit_separator(self: TypstTranslator, node: nodes.Element) -> None:
    # Chips stand apart; screen readers and copied text want the comma.
    self.write("between()")
    raise nodes.SkipNode


def _visit_comma(self: TypstTranslator, node: nodes.Element) -> None:
    self.write("dot()")
    raise nodes.SkipNode


def _visit_address(self: TypstTranslator, node: pf.web_address) -> None:
    """On paper the address has to be readable."""
    uri = str(node["refuri"])
    self.call("address", uri, uri.partition("://")[2] or uri)
    raise nodes.SkipNode


def _visit_files(self: TypstTranslator, node: pf.file_set) -> None:
    self.open("file-set")


def _visit_small_figure(self: TypstTranslator, node: pf.small_figure) -> None:
    others = [one for one in node.children if not list(one.findall(nodes.image))]
    self.call("small-figure", pictures_of(self, node.children), self.content(others))
    raise nodes.SkipNode


def _depart_file_line(self: TypstTranslator, node: pf.file_line) -> None:
    self.close()
    # A file cannot be handed over on paper; the page that offers it can be found.
    owner = pf.owner_of(node)
    page = portfolio(self.builder.env).medium.full_address(owner["docname"], owner["ids"][0])
    if page:
        name = self.builder.code_name(page)
        words = str(_("QR code that leads to %s") % page)
        self.call("online", page, name or None, words)


def _visit_part(self: TypstTranslator, node: pf.reflection_part) -> None:
    label, *body = node.children
    last = node.parent[-1] is node
    self.anchors(node)
    self.call(
        "step",
        Code(string(node["mark"])),
        self.content(label.children if isinstance(label, nodes.Element) else [label], inline=True),
        self.content(body),
        last=last,
        small=bool(node.get("merged")),
    )
    raise nodes.SkipNode


VISITORS: Visitors = {
    pf.evidence_item: (_visit_item, pf.nothing),
    pf.reflection_item: (_visit_item, pf.nothing),
    pf.item_header: (pf.nothing, pf.nothing),
    pf.item_kind: words("kind-line"),
    pf.item_title: (_visit_title, pf.nothing),
    pf.item_body: (pf.nothing, pf.nothing),
    pf.item_foot: (pf.nothing, pf.nothing),
    pf.fact_list: (_visit_facts, _depart_facts),
    pf.fact: (_visit_fact, pf.nothing),
    pf.fact_name: (pf.nothing, pf.nothing),
    pf.fact_value: (pf.nothing, pf.nothing),
    pf.fact_text: (pf.nothing, pf.nothing),
    pf.skill_list: (pf.nothing, pf.nothing),
    pf.skill_chip: words("chip"),
    pf.list_separator: (_visit_separator, pf.nothing),
    pf.fact_comma: (_visit_comma, pf.nothing),
    pf.date_text: (pf.nothing, pf.nothing),
    pf.verbatim: (pf.nothing, pf.nothing),
    pf.web_address: (_visit_address, pf.nothing),
    pf.certificate_image: (_visit_image, pf.nothing),
    pf.player: (pf.skip, pf.nothing),
    pf.file_set: (_visit_files, closes),
    pf.small_figure: (_visit_small_figure, pf.nothing),
    pf.file_card: (pf.nothing, pf.nothing),
    pf.file_line: (wrap("file-line")[0], _depart_file_line),
    pf.file_link: (pf.nothing, pf.nothing),
    pf.reflection_parts: (pf.nothing, pf.nothing),
    pf.reflection_part: (_visit_part, pf.nothing),
    pf.part_body: (pf.nothing, pf.nothing),
    pf.reflection_tail: wrap("tail"),
    pf.tail_remark: (pf.nothing, pf.nothing),
    pf.tail_label: words("tail-label"),
}
