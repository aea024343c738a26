"""The head and foot of an item: its facts, its skills, and the reflections that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..checks import explain_missing
from ..domain import portfolio
from ..fields import Value, fields_of
from ..model import CREDENTIALS, Evidence, Record, Reflection
from ..order import LATE
from ..selection import kind_of
from ..titles import words_of
from ..words import date_pieces, type_words
from .links import host_of, link_to, skill_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..domain import PortfolioDomain
    from ..faults import Place
    from ..fields import Field

_ = get_translation("sphinx_portfolio")


class ShowItems(SphinxPostTransform):
    """Put the head and foot on every item of the page."""

    default_priority = LATE

    def run(self, **kwargs: Any) -> None:
        """Show what the record of each item says."""
        domain = portfolio(self.env)
        for node in list(self.document.findall(pf.portfolio_item)):
            if (record := domain.record_of(node)) is not None:
                ItemView(node, record, domain).show()


class ItemView:
    """What an item shows of its record, and of the owner's words that no record can hold."""

    def __init__(self, node: pf.portfolio_item, record: Record, domain: PortfolioDomain) -> None:
        self.node = node
        self.record = record
        self.domain = domain
        self.page = record.docname
        #: The record as it was read, before names were settled.
        self.as_read = domain.index.as_read[record.docname, record.anchor]
        # Taken from the node: they are for us, and places are on the owner's own disk.
        self.unusable: Mapping[str, str] = node.attributes.pop("unusable")
        self.places: Mapping[str, Place] = node.attributes.pop("places")

    def show(self) -> None:
        """Put the head around the title, and the foot at the end."""
        title = self.node[0]
        assert isinstance(title, pf.item_title)
        if self.record.anchor in self.domain.titles.get(self.page, ()):
            self.node.complete(self.record, final=True)
        header = pf.item_header()
        header += self.kind(title)
        self.node.replace(title, header)
        header += title
        if facts := list(self.facts()):
            header += pf.fact_list("", *facts)
        for parts in (child for child in self.node if isinstance(child, pf.reflection_parts)):
            for part in parts:
                if isinstance(part, pf.reflection_part):
                    label_and_body(part)
        if foot := [*self.skills(), *self.reflections()]:
            self.node += pf.item_foot("", pf.fact_list("", *foot))

    def kind(self, title: pf.item_title) -> list[nodes.Node]:
        """What the item is; a reflection without a title of its own says so there."""
        words = type_words(self.domain, self.record)
        if isinstance(self.record, Reflection) and words_of(title) == words:
            return []
        return [pf.item_kind("", words)]

    # -- facts

    def facts(self) -> Iterable[pf.fact]:
        """What is known of the item, as a reader wants it, and every option that is wrong."""
        for one in _FACTS[type(self.record)]:
            value = getattr(self.record, one.attribute)
            if value:
                yield from self.fact(one, value)
            if one.option in self.unusable:
                written = pf.exactly(self.unusable[one.option])
                yield pf.fact_of(one.option, self.label(one), written)
        if self.unusable:
            shown = {one.option for one in _FACTS[type(self.record)]}
            for option, words in self.unusable.items():
                if option not in shown:
                    yield pf.fact_of("unknown", option, pf.exactly(words))

    def fact(self, one: Field, value: Any) -> Iterable[pf.fact]:
        """A value that can be used."""
        match one.value:
            case Value.CODE:
                shown = pf.exactly(value)
            case Value.DATE | Value.SPAN:
                shown = pf.text_of(*pf.dated(date_pieces(self.domain, value)))
            case Value.ADDRESS:
                host, about = host_of(value), self.record.title
                link = pf.web_address("", value, refuri=value, host=host, about=about)
                place = self.places[one.option]
                link.source, link.line = place.file, place.line
                shown = pf.text_of(link)
            case Value.NAMES:
                written = zip(value, getattr(self.as_read, one.attribute), strict=True)
                if not (links := [link for pair in written for link in self.about(*pair)]):
                    return
                shown = pf.links(links)
            case Value.FILE:  # shown by a view of its own
                return
            case _:
                shown = pf.text_of(nodes.Text(value))
        yield pf.fact_of(one.option, self.label(one), shown)

    def label(self, one: Field) -> str:
        """The word before a fact."""
        # For some kinds the address is there to check a claim, not to look at a work.
        if one.value is Value.ADDRESS and kind_of(self.record) in CREDENTIALS:
            return str(_("Verify at"))
        return str(_(one.label))

    def about(self, name: str, written: str) -> Iterable[nodes.Node]:
        """A link to evidence, here or in another portfolio; the name if there is none.

        Evidence that this output leaves out is left out here, too.
        """
        place = self.places["evidence"]
        if record := self.domain.index.find(name, Evidence):
            self.domain.check_link(written, place, Evidence)
            yield link_to(record, self.page, self.domain)
        elif network := self.domain.network_named(name):
            shown = network.docname, network.anchor, network.title
            yield self.domain.medium.reference(self.page, *shown)
        elif self.domain.is_absent(name, Evidence):
            if self.domain.is_elsewhere(name, Evidence):
                yield nodes.inline("", self.domain.words_for_absent(name, Evidence) or "")
        else:
            yield self.about_others(name, place)

    def about_others(self, name: str, place: Place) -> nodes.Node:
        """A link to evidence in another portfolio; the name if there is none."""
        words = nodes.inline("", name)
        asked = addnodes.pending_xref(
            "",
            words,
            refdomain="portfolio",
            reftype="evidence",
            reftarget=name,
            refdoc=self.page,
            refexplicit=False,
        )
        asked.source, asked.line = place.file, place.line
        env = self.domain.env
        found = env.events.emit_firstresult(
            "missing-reference", env, asked, words, allowed_exceptions=(NoUri,)
        )
        if found is None:
            explain_missing(self.domain, asked)
        return found or words

    # -- the foot

    def skills(self) -> Iterable[pf.fact]:
        """The skills, each with the level that the owner claims."""
        if not self.record.skills:
            return
        chips = pf.skill_list("", "")
        for words in self.record.skills:
            if chips.children:
                chips += pf.list_separator("", ", ")
            skill, level = self.domain.settings.catalogue.read(words)
            title = f"{skill.title} ({level})" if level else skill.title
            hint = ": ".join(filter(None, (skill.group, skill.description)))
            link = skill_link(skill.name, title, self.page, self.domain, hint)
            chips += pf.skill_chip("", "", link)
        yield pf.fact_of("skills", _("Skills"), chips)

    def reflections(self) -> Iterable[pf.fact]:
        """The reflections that cite it."""
        if found := self.domain.index.reflections_on(self.record):
            listed = pf.links(link_to(one, self.page, self.domain) for one in found)
            yield pf.fact_of("reflections", _("Reflected on in"), listed)


def label_and_body(part: pf.reflection_part) -> None:
    """Part what stands in a part: its label, and the text under it."""
    body = part.children
    label = pf.part_label("", part["label"]) if "label" in part else body.pop(0)
    part.children = []
    part += [label, pf.part_body("", *body)]


#: The fields of each type of record that are facts.
_FACTS = {
    record: tuple(one for one in fields_of(record) if one.label)
    for record in (Evidence, Reflection)
}
