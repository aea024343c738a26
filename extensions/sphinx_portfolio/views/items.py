"""The head and foot of an item: its facts, its skills, and the reflections that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..domain import portfolio
from ..model import CREDENTIALS, Evidence, Record, Reflection
from ..words import date_words, type_words
from .links import LATE, host_of, link_to, skill_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..domain import PortfolioDomain

_ = get_translation("sphinx_portfolio")


class ShowItems(SphinxPostTransform):
    """Put the head and foot on every item of the page."""

    default_priority = LATE

    def run(self, **kwargs: Any) -> None:
        """Show what the record of each item says."""
        domain = portfolio(self.env)
        for node in list(self.document.findall(pf.portfolio_item)):
            record = domain.index.by_place.get((node["docname"], node["ids"][0]))
            if record is not None:
                ItemView(node, record, domain).show()


class ItemView:
    """What an item shows of its record, and of the owner's words that no record can hold."""

    def __init__(self, node: pf.portfolio_item, record: Record, domain: PortfolioDomain) -> None:
        self.node = node
        self.record = record
        self.domain = domain
        self.builder = domain.builder
        self.page = record.docname
        # Taken from the node: they are for us, and places are on the owner's own disk.
        self.unusable: Mapping[str, str] = node.attributes.pop("unusable")
        self.places: Mapping[str, tuple[str, int]] = node.attributes.pop("places")

    def show(self) -> None:
        """Put the head around the title, and the foot at the end."""
        title = self.node[0]
        assert isinstance(title, pf.item_title)
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
        if isinstance(self.record, Reflection) and title.astext() == words:
            return []
        return [pf.item_kind("", words)]

    # -- facts

    def facts(self) -> Iterable[pf.fact]:
        """What is known of the item, as a reader wants it, and every option that is wrong."""
        record = self.record
        if isinstance(record, Evidence):
            if record.issuer:
                yield pf.fact_of("issuer", _("Issued by"), pf.text_of(nodes.Text(record.issuer)))
            yield from self.date("date", _("Date"), record.date)
            yield from self.date("expires", _("Valid until"), record.expires)
            if record.credential_id:
                credential = pf.exactly(record.credential_id)
                yield pf.fact_of("credential", _("Credential ID"), credential)
            yield from self.url(record)
            yield from self.file()
        else:
            if record.evidence:
                about = pf.links(self.about(name) for name in record.evidence)
                yield pf.fact_of("about", _("About"), about)
            yield from self.date("date", _("Date"), record.date)
        for option, words in self.unusable.items():
            if option not in _FACTS:
                yield pf.fact_of("unknown", option, pf.exactly(words))

    def date(self, option: str, label: str, iso_date: str) -> Iterable[pf.fact]:
        """A date in the reader's words."""
        if iso_date:
            words = date_words(self.domain, iso_date)
            yield pf.fact_of(option, label, pf.text_of(pf.date_text("", words, datetime=iso_date)))
        yield from self.as_written(option, label)

    def url(self, record: Evidence) -> Iterable[pf.fact]:
        """The address as a link."""
        # For some kinds the address is there to check a claim, not to look at a work.
        label = _("Verify at") if record.kind in CREDENTIALS else _("Online at")
        if record.url:
            link = pf.web_address("", record.url, refuri=record.url, host=host_of(record.url))
            link.source, link.line = self.places["url"]
            yield pf.fact_of("url", label, pf.text_of(link))
        yield from self.as_written("url", label)

    def file(self) -> Iterable[pf.fact]:
        """A file that is no figure, to download."""
        for fact in [child for child in self.node if isinstance(child, pf.fact)]:
            self.node.remove(fact)
            yield fact
        yield from self.as_written("file", _("File"))

    def as_written(self, option: str, label: str) -> Iterable[pf.fact]:
        """An option that could not be used, so that no word is lost."""
        if option in self.unusable:
            yield pf.fact_of(option, label, pf.exactly(self.unusable[option]))

    def about(self, name: str) -> nodes.Node:
        """A link to evidence, here or in another portfolio; the name if there is none."""
        item = self.domain.index.items.get(name)
        if isinstance(item, Evidence):
            return link_to(item, self.page, self.builder)
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
        asked.source, asked.line = self.places["evidence"]
        env = self.domain.env
        found = env.events.emit_firstresult(
            "missing-reference", env, asked, words, allowed_exceptions=(NoUri,)
        )
        if found is None:
            self.domain.explain_missing(asked)
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
            link = skill_link(skill.name, title, self.page, self.builder, hint)
            chips += pf.skill_chip("", "", link)
        yield pf.fact_of("skills", _("Skills"), chips)

    def reflections(self) -> Iterable[pf.fact]:
        """The reflections that cite it; of two items with one name, they are about the first."""
        index, record = self.domain.index, self.record
        found = index.reflections_on.get(record.name, [])
        if found and isinstance(record, Evidence) and index.items[record.name] is record:
            listed = pf.links(link_to(one, self.page, self.builder) for one in found)
            yield pf.fact_of("reflections", _("Reflected on in"), listed)


def label_and_body(part: pf.reflection_part) -> None:
    """Part what stands in a part: its label, and the text under it."""
    body = part.children
    label = pf.part_label("", part["label"]) if "label" in part else body.pop(0)
    part.children = []
    part += [label, pf.part_body("", *body)]


#: Options that have a fact of their own, also if what is written cannot be used.
_FACTS = frozenset({"date", "expires", "url", "file"})
