"""What a listing shows: filters on records, and their order. This module imports no Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .dates import first_day, last_day, order_of
from .fields import Value, fields_of, option
from .model import Evidence, Record, Reflection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .faults import Place
    from .records import Index

#: The orders that a listing can have.
SORTS = ("featured", "newest", "oldest", "title", "kind", "issuer", "page")


#: The listing that is about no records.
OWNER = "portfolio-owner"
#: The forms that skills can be shown in.
GRID, LIST, BARS = FORMS = ("grid", "list", "bars")


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters: a record has to pass all of them; one with several values lets pass any of them.

    ``kinds`` are kinds of evidence and reflection models, ``skills`` and ``issuers`` words as the
    owner wrote them, ``evidence`` names of items (a reflection passes if it cites one), ``pages``
    names of pages, ``folders`` names of folders of pages. A reflection that names no skill has
    those of its evidence. ``since`` and ``until`` are ISO 8601 dates of any precision; an undated
    record passes neither. An empty filter lets everything pass.
    """

    kinds: tuple[str, ...] = option(
        Value.KINDS,
        "[Kinds](#kinds) of evidence, or [reflection models](#models)",
        "Evidence of these kinds, reflections in these models",
        option="kind",
        default=(),
    )
    skills: tuple[str, ...] = option(
        Value.WORDS, "Skills, in any spelling that finds them", "What shows one of them", default=()
    )
    issuers: tuple[str, ...] = option(
        Value.WORDS,
        "Names of issuers",
        "Evidence from one of them; no reflections",
        option="issuer",
        default=(),
    )
    evidence: tuple[str, ...] = option(
        Value.NAMES, "Names of evidence", "Just these, and reflections about them", default=()
    )
    pages: tuple[str, ...] = option(
        Value.PAGES,
        "Names of pages, as in a menu: `mock-interview`",
        "What stands on one of them",
        option="page",
        default=(),
    )
    folders: tuple[str, ...] = option(
        Value.FOLDERS,
        "Names of folders of pages: `portfolio`",
        "What stands on any page below one of them",
        option="under",
        default=(),
    )
    since: str = option(
        Value.DATE, "A [date](#dates)", "What is dated that day or later", default=""
    )
    until: str = option(
        Value.DATE, "A [date](#dates)", "What is dated that day or earlier", default=""
    )
    sort: str = option(Value.ORDER, "One of the orders below", "The order", default="")

    def lets_pass(self, other: Selection) -> bool:
        """Whether it has no filter that the other has not, word for word."""
        filters = (one for one in fields_of(Selection) if one.attribute != "sort")
        pairs = ((getattr(self, f.attribute), getattr(other, f.attribute)) for f in filters)
        return all(not mine or mine == others for mine, others in pairs)

    def has_page(self, page: str) -> bool:
        """Whether what stands on a page passes the filters for pages and folders."""
        return (not self.pages or page in self.pages) and (
            not self.folders or any(_lies_in(page, folder) for folder in self.folders)
        )

    def choose(self, index: Index, default_sort: str = "newest") -> list[Record]:
        """The records that pass, in order; named evidence comes in the order of the names."""
        passes = _Filter(self, index).passes
        records = [record for record in index.records if passes(record)]
        if self.evidence and not self.sort:
            order = {r.name: n for n, r in enumerate(reversed(index.evidence(self.evidence)))}
            return sorted(records, key=lambda r: -max(order[n] for n in names_of(r) if n in order))
        return in_order(records, self.sort or default_sort)


@dataclass(frozen=True)
class _Filter:
    """A selection made ready for many records."""

    selection: Selection
    index: Index

    @cached_property
    def skills(self) -> frozenset[str]:
        return frozenset(map(self.index.skill_name, self.selection.skills))

    @cached_property
    def issuers(self) -> frozenset[str]:
        return frozenset(issuer.casefold() for issuer in self.selection.issuers)

    @cached_property
    def evidence(self) -> frozenset[str]:
        return frozenset(record.name for record in self.index.evidence(self.selection.evidence))

    def passes(self, record: Record) -> bool:
        chosen = self.selection
        return (
            (not chosen.kinds or kind_of(record) in chosen.kinds)
            and (not chosen.skills or not self.skills.isdisjoint(self._skills_of(record)))
            and (not chosen.issuers or _issuer(record).casefold() in self.issuers)
            and (not chosen.evidence or not self.evidence.isdisjoint(names_of(record)))
            and chosen.has_page(record.docname)
            and self._in_time(record)
        )

    def _skills_of(self, record: Record) -> Iterable[str]:
        return map(self.index.skill_name, self.index.shown_by(record))

    def _in_time(self, record: Record) -> bool:
        since, until = self.selection.since, self.selection.until
        if not since and not until:
            return True
        return (
            bool(record.date)
            and (not since or last_day(record.date) >= first_day(since))
            and (not until or first_day(record.date) <= last_day(until))
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing of a page: which view of which records.

    ``view`` is the name of its directive. ``name``, ``anchor`` and ``title`` are for links to it,
    empty if it has no name. ``limit`` is how much it shows, 0 for everything.
    ``filters`` are the filters as they were written, for people. ``months`` and ``on`` (ISO 8601)
    say what counts as current in a checklist, and ``on`` what is overdue in follow-ups, whose
    contacts stand on one of ``branches``. ``form`` is how skills are shown. ``places`` says where
    options stand.
    """

    view: str
    docname: str
    selection: Selection
    limit: int = option(
        Value.NUMBER,
        "A number, or `all`",
        "How much is shown; a line below says how much there is",
        default=0,
    )
    name: str = option(
        Value.NAME,
        "Letters, digits and hyphens",
        "The name that links use, as in `[](#name)`. Such a link shows the title",
        default="",
    )
    on: str = option(
        Value.DATE,
        "A [date](#dates)",
        "Only for `evidence-checklist` and `follow-ups`: [the day of the check](#on-and-months)",
        default="",
    )
    months: int = option(
        Value.NUMBER,
        "A number, or `all`",
        "Only for `evidence-checklist`: [how old evidence may be](#on-and-months)",
        default=0,
    )
    branches: tuple[str, ...] = option(
        Value.WORDS,
        "Branches of a [network map](network.md)",
        "Only for `follow-ups`: contacts on one of them, and no reflections",
        option="branch",
        default=(),
    )
    form: str = option(
        Value.FORM,
        "`grid`, `list` or `bars`",
        "Only for `skills-matrix`: [what it looks like](#forms)",
        default="",
    )
    anchor: str = ""
    title: str = ""
    filters: tuple[str, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()


def kind_of(record: Record) -> str:
    """The kind of evidence, or the model of a reflection."""
    return record.kind if isinstance(record, Evidence) else record.model


def names_of(record: Record) -> tuple[str, ...]:
    """The evidence that a record is, or is about."""
    return (record.name,) if isinstance(record, Evidence) else record.evidence


def in_order(records: Iterable[Record], sort: str) -> list[Record]:
    """Records in one of the orders of `SORTS`; what is equal comes by title, undated last."""
    if sort == "page":
        return list(records)
    ordered = sorted(records, key=lambda r: (r.title.casefold(), r.name))
    if sort == "oldest":
        return sorted(ordered, key=lambda r: (not r.date, order_of(r.date)))
    if sort in {"newest", "featured"}:
        ordered.sort(key=lambda r: order_of(r.date), reverse=True)
    keys: dict[str, Callable[[Record], object]] = {
        "featured": lambda r: not (isinstance(r, Evidence) and r.featured),
        "kind": kind_of,
        "issuer": lambda r: (not _issuer(r), _issuer(r).casefold()),
    }
    if sort in keys:
        ordered.sort(key=keys[sort])  # type: ignore[arg-type]
    return ordered


def unknown_values(
    selection: Selection, index: Index, kinds: Iterable[str], pages: Iterable[str]
) -> Iterable[tuple[str, str, Iterable[str]]]:
    """Filter values that nothing can have, each as (option, value, the values there are).

    :param kinds: kinds and models that are configured.
    :param pages: names of all pages.
    """
    records, pages = index.records, set(pages)
    all_kinds = {*kinds, *map(kind_of, records)}
    yield from (("kind", kind, all_kinds) for kind in selection.kinds if kind not in all_kinds)
    skills = {*index.catalogue.skills, *index.skills}
    for words in selection.skills:
        if index.skill_name(words) not in skills:
            yield "skills", words, skills
    issuers = {_issuer(record): None for record in records}
    known = {issuer.casefold() for issuer in issuers}
    for issuer in selection.issuers:
        if issuer.casefold() not in known:
            yield "issuer", issuer, filter(None, issuers)
    evidence = [name for name, record in index.items.items() if isinstance(record, Evidence)]
    for name in selection.evidence:
        if not index.evidence([name]):
            yield "evidence", name, evidence
    yield from (("page", page, pages) for page in selection.pages if page not in pages)
    for folder in selection.folders:
        if not any(_lies_in(page, folder) for page in pages):
            yield "under", folder, {page.rpartition("/")[0] for page in pages} - {""}


def _issuer(record: Record) -> str:
    return "" if isinstance(record, Reflection) else record.issuer


def _lies_in(page: str, folder: str) -> bool:
    return not folder or page.startswith(f"{folder}/")
