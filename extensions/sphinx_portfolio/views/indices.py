"""The two domain indices: evidence by kind, date and issuer; skills with what shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Index, IndexEntry
from sphinx.locale import get_translation

from ..dates import OPEN, order_of, year_of
from ..kept_records import EVIDENCE_INDEX, SKILLS_INDEX
from ..model import Evidence, Record, Skill
from ..names import slug, unique
from ..records import grouped
from ..words import date_words, gap_words, kind_words, type_words, year_words
from .theme import template_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

    from ..domain import PortfolioDomain

_ = get_translation("sphinx_portfolio")


@dataclass(frozen=True)
class Entry:
    """One line of an index: a link to a record, and what is said of it."""

    record: Record
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Records that have one thing in common; lines of words and a web address tell of it."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]
    words: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Section:
    """Groups of one kind; the title is empty when there is only one section."""

    title: str
    groups: tuple[Group, ...]


class PortfolioIndex(Index):
    """Base class: the sections of an index, and Sphinx's flat form of them."""

    domain: PortfolioDomain
    #: The long and the short name, which each build says in its language.
    names: ClassVar[tuple[str, str]]
    flat_sections: int | None = None

    def sections(self) -> list[Section]:
        """What the index shows."""
        raise NotImplementedError

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The sections, or the first of those that show the same, as every builder knows them."""
        domain = self.domain
        if domain.medium.has_index_pages and domain.page_like(f"{domain.name}-{self.name}"):
            return [], False
        if domain.medium.is_site and domain.medium.has_index_pages:
            # Asked only whether there is something: `show_index` has a design of its own.
            name = f"{domain.name}-{self.name}"
            return [("", [])] if name in domain.index_pages else [], False
        content = [
            (group.title, [_flat(entry) for entry in group.entries])
            for section in self.sections()[: self.flat_sections]
            for group in section.groups
        ]
        return content, False


def _flat(entry: Entry) -> IndexEntry:
    record = entry.record
    return IndexEntry(
        record.title, 0, record.docname, record.anchor, ", ".join(entry.facts), "", ""
    )


class EvidenceIndex(PortfolioIndex):
    """All evidence, newest first, by kind, by year and by issuer."""

    name = "evidence"
    names = (_("Evidence index"), _("evidence"))
    flat_sections = 1

    def sections(self) -> list[Section]:
        """The evidence three times, each time in other groups."""
        evidence = [r for r in self.domain.index.records if isinstance(r, Evidence)]
        evidence.sort(key=lambda r: (r.title.casefold(), r.name))
        evidence.sort(key=lambda r: order_of(r.date), reverse=True)
        if not evidence:
            return []
        kinds = self.domain.settings.kinds
        order = list(kinds)

        def words(kind: str) -> str:
            return kind_words(self.domain, kind)

        def kind_order(kind: str) -> tuple[int, str]:
            return (order.index(kind) if kind in kinds else len(order), kind)

        return [
            self.by(_("By kind"), "kind", evidence, lambda r: r.kind, kind_order, words),
            self.by(
                _("By date"),
                "date",
                evidence,
                lambda r: year_of(r.date),
                lambda year: (year != OPEN, -int(year.strip(".") or 0)),
                lambda year: year_words(year) or _("No date"),
            ),
            self.by(
                _("By issuer"),
                "issuer",
                evidence,
                lambda r: r.issuer,
                lambda issuer: (not issuer, issuer.casefold()),
                lambda issuer: issuer or _("No issuer"),
            ),
        ]

    def by(
        self,
        title: str,
        prefix: str,
        evidence: list[Evidence],
        key: Callable[[Evidence], str],
        order: Callable[[str], Any],
        words: Callable[[str], str],
    ) -> Section:
        """The evidence in groups of equal ``key``."""
        groups: dict[str, list[Entry]] = {}
        for record in evidence:
            said = {
                "kind": type_words(self.domain, record),
                "date": date_words(self.domain, record.date),
                "issuer": record.issuer,
            }
            # The year of a group says less than the date, so a date is never left out.
            about = (said[what] for what in said if what != prefix or what == "date")
            facts = tuple(filter(None, about))
            groups.setdefault(key(record), []).append(Entry(record, facts))
        ordered = sorted(groups, key=order)
        anchors = unique(f"{prefix}-{slug(value) or 'none'}" for value in ordered)
        return Section(
            title,
            tuple(
                Group(anchor, words(value), tuple(groups[value]))
                for anchor, value in zip(anchors, ordered, strict=True)
            ),
        )


class SkillsIndex(PortfolioIndex):
    """All skills, each with the evidence and reflections that show it."""

    name = "skills"
    names = (_("Skills index"), _("skills"))

    def sections(self) -> list[Section]:
        """One group for each skill, in sections of skills that belong together."""
        groups = grouped(self.domain.index.skills.values())
        other = str(_("Other skills")) if len(groups) > 1 else ""
        return [
            Section(title or other, tuple(map(self.group_of, skills))) for title, skills in groups
        ]

    def group_of(self, skill: Skill) -> Group:
        """What shows a skill."""
        entries = (Entry(record, (type_words(self.domain, record),)) for record in skill.records)
        missing = gap_words(skill) if skill.missing else ""
        words = tuple(filter(None, (skill.description, missing)))
        return Group(skill.name, skill.title, tuple(entries), words, skill.address)


INDICES: dict[str, type[PortfolioIndex]] = {
    EVIDENCE_INDEX: EvidenceIndex,
    SKILLS_INDEX: SkillsIndex,
}


def add_indices(app: Sphinx) -> None:
    """Add the indices, under names that are text in the language of this build.

    Sphinx keeps the names, and not every builder can write one that waits to be translated.
    """
    for index in INDICES.values():
        index.localname, index.shortname = map(str, index.names)
        app.add_index_to_domain("portfolio", index)


def show_index(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> str | None:
    """Show an index as a page of its own design instead of Sphinx's table."""
    if pagename not in INDICES or templatename != "domainindex.html":
        return None
    domain = cast("PortfolioDomain", app.env.domains["portfolio"])
    index = INDICES[pagename](domain)
    context["title"] = index.localname
    context["body"] = app.builder.templates.render(
        "portfolio-index.html",
        {
            "title": index.localname,
            "sections": index.sections(),
            "permalink": _("Link to this group"),
            "icon": app.config.html_permalinks_icon,
            "link": lambda record: f"{context['pathto'](record.docname)}#{record.anchor}",
        },
    )
    return template_for(app, "page.html", context)
