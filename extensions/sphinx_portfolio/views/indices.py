"""The two domain indices: evidence by kind, date and issuer; skills with what shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sphinx.domains import Index, IndexEntry
from sphinx.locale import get_translation

from ..dates import in_words
from ..domain import EVIDENCE_INDEX, SKILLS_INDEX, PortfolioDomain
from ..model import Evidence, Record, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

_ = get_translation("sphinx_portfolio")


@dataclass(frozen=True)
class Entry:
    """One line of an index: a link to a record, and a few words about it."""

    record: Record
    words: str


@dataclass(frozen=True)
class Group:
    """Records that have one thing in common."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Section:
    """Groups of one kind; the title is empty when there is only one section."""

    title: str
    groups: tuple[Group, ...]


class PortfolioIndex(Index):
    """Base class: the sections of an index, and Sphinx's flat form of them."""

    domain: PortfolioDomain

    def sections(self) -> list[Section]:
        """What the index shows."""
        raise NotImplementedError

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The first section in the form every builder knows."""
        content = [
            (group.title, [_flat(entry) for entry in group.entries])
            for section in self.sections()[:1]
            for group in section.groups
        ]
        return content, False


def _flat(entry: Entry) -> IndexEntry:
    record = entry.record
    return IndexEntry(record.title, 0, record.docname, record.anchor, entry.words, "", "")


class EvidenceIndex(PortfolioIndex):
    """All evidence, newest first, by kind, by year and by issuer."""

    name = "evidence"
    localname = _("Evidence index")
    shortname = _("evidence")

    def sections(self) -> list[Section]:
        """The evidence three times, each time in other groups."""
        evidence = [r for r in self.domain.index.records if isinstance(r, Evidence)]
        evidence.sort(key=lambda r: (r.title.casefold(), r.name))
        evidence.sort(key=lambda r: r.date, reverse=True)
        if not evidence:
            return []
        kinds = self.domain.settings.kinds
        order = list(kinds)

        def kind_order(kind: str) -> tuple[int, str]:
            return (order.index(kind) if kind in kinds else len(order), kind)

        return [
            self.by(_("By kind"), "kind", evidence, lambda r: r.kind, kind_order, self.kind_words),
            self.by(
                _("By date"),
                "date",
                evidence,
                lambda r: r.date[:4],
                lambda year: (-int(year or 0), year),
                lambda year: year or _("No date"),
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

    def kind_words(self, kind: str) -> str:
        """The word a reader sees for a kind."""
        return _(self.domain.settings.kinds.get(kind, kind))

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
                "kind": self.kind_words(record.kind),
                "date": self.date_words(record.date),
                "issuer": record.issuer,
            }
            # The year of a group says less than the date, so a date is never left out.
            about = (said[what] for what in said if what != prefix or what == "date")
            groups.setdefault(key(record), []).append(Entry(record, _joined(about)))
        anchors: dict[str, None] = {}
        for value in sorted(groups, key=order):
            anchor = f"{prefix}-{slug(value) or 'none'}"
            anchors[anchor if anchor not in anchors else f"{anchor}-{len(anchors)}"] = None
        return Section(
            title,
            tuple(
                Group(anchor, words(value), tuple(groups[value]))
                for anchor, value in zip(anchors, sorted(groups, key=order), strict=True)
            ),
        )

    def date_words(self, iso_date: str) -> str:
        """A date for people, empty if there is none."""
        config = self.domain.env.config
        style = self.domain.settings.date_format
        return in_words(iso_date, style, config.language) if iso_date else ""


class SkillsIndex(PortfolioIndex):
    """All skills, each with the evidence and reflections that show it."""

    name = "skills"
    localname = _("Skills index")
    shortname = _("skills")

    def sections(self) -> list[Section]:
        """One group for each skill."""
        skills = self.domain.index.skills.values()
        settings = self.domain.settings
        groups = tuple(
            Group(
                skill.name,
                skill.title,
                tuple(Entry(r, _(settings.kinds.get(r.kind, r.kind))) for r in skill.evidence)
                + tuple(
                    Entry(r, _("%s reflection") % _(settings.models[r.model].title))
                    for r in skill.reflections
                ),
            )
            for skill in skills
        )
        return [Section("", groups)] if groups else []


def _joined(words: Iterable[str]) -> str:
    return " · ".join(filter(None, words))


INDICES: dict[str, type[PortfolioIndex]] = {
    EVIDENCE_INDEX: EvidenceIndex,
    SKILLS_INDEX: SkillsIndex,
}


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
    return "page.html"
