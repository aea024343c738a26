"""A page of plain Markdown, read: its evidence, its reflections, and what else stands there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ...reflection_models import MODELS
from .accounts import Found, accounts_in, read
from .body import nameless
from .coverage import escaped
from .evidence import Item, Names, items_of, near_of, without_target
from .mending import mend
from .notes import duplicates, placeholders
from .page import PlainPage
from .passages import is_index, passages_of
from .reflections import Modules, reflection_of, unkept_promise
from .sections import Section, assign_modules, sections_of
from .survey import is_ours, survey_of
from .vocabulary import Role, bare, undecorated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .page import Note, PlainEvidence, PlainReflection
    from .survey import Survey


def read_page(text: str) -> PlainPage:
    """Find the evidence and reflections in a text that was written without directives.

    In a page that has directives of ours already, nothing is looked for. Any text can be read; one
    of many megabytes takes its time in proportion.
    """
    mended = mend(text)
    reader = _Reader(survey_of(mended.tokens))
    is_written = any(map(is_ours, reader.survey.blocks))
    return mended.page(reader.written() if is_written else reader.page())


class _Reader:
    """What is known of a page while it is read."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.sections = sections_of(survey)
        self.title = _title(self.sections)
        self.accounts = {one: accounts_in(survey, one) for one in self.sections}
        for section in self.sections:
            section.has_account = bool(self.accounts[section])
        assign_modules(self.sections, survey)

    def page(self) -> PlainPage:
        """Find all that is in the page."""
        self.take_tails()
        items, notes = self.items()
        evidence = self.evidence(items)
        reflections = self.reflections(items)
        notes += [*self.unkept_promises(), *placeholders(self.survey)]
        notes += duplicates(evidence, reflections)
        taken = [item.lines for item in items]
        taken += [found.lines for several in self.accounts.values() for found in several]
        return PlainPage(
            escaped(self.title),
            tuple(evidence),
            tuple(reflections),
            tuple(passages_of(self.survey, self.sections, taken)),
            tuple(sorted(set(notes), key=lambda note: (note.line, note.message))),
        )

    def written(self) -> PlainPage:
        """A page that is not plain any more."""
        notes = tuple(placeholders(self.survey))
        return PlainPage(escaped(self.title), notes=notes, has_directives=True)

    def take_tails(self) -> None:
        """Let an account go on in a heading for takeaways below it, if its model is complete."""
        for section, below in zip(self.sections, self.sections[1:], strict=False):
            found = self.accounts[section]
            is_deeper = below.level > section.level and section.role is Role.REFLECTION
            if not found or below.role is not Role.TAIL or not is_deeper or below.children:
                continue
            last = found[-1]
            longer = self.survey.trimmed(range(last.lines.start, below.stop))
            reading = read(self.survey, longer, MODELS[last.model])
            is_tail = bool(reading.account.tail) and reading.parts() == last.parts
            if is_tail and not self.survey.text(range(last.lines.stop, section.stop)):
                found[-1] = replace(last, lines=longer)
                self.accounts[below] = [Found(range(below.line, below.stop), "")]

    # -- evidence

    def items(self) -> tuple[list[Item], list[Note]]:
        """All evidence, and what has to be said of it."""
        reflected, crowded = self.reflected(), self.crowded()
        modules = frozenset(bare(one.words) for one in self.sections if one.module is one)
        names = Names(modules, frozenset(crowded))
        items: list[Item] = []
        notes: list[Note] = []
        for number, section in enumerate(self.sections):
            near = near_of(section, reflected, crowded)
            free = self.free(section)
            found = [*items_of(self.survey, section, free, near, names)]
            if section.role is Role.EVIDENCE and not found and not section.has_account:
                following = self.sections[number + 1 : number + 2]
                item, note = without_target(self.survey, section, free, names, following)
                found += [item] if item else []
                notes += [note] if note else []
            items += found
            notes += [one for item in found for one in nameless(item.artefacts)]
        return sorted(items, key=lambda item: item.lines.start), notes

    def reflected(self) -> set[Section | None]:
        """The modules that have a reflection."""
        return {
            one.module for one in self.sections if self.accounts[one] or one.role is Role.REFLECTION
        }

    def crowded(self) -> set[Section]:
        """The sections that hold several modules, or only lead to pages; and what is above all."""
        modules = Counter(one.parent for one in self.sections if one.module is one)
        # One that says who its owner is, is a home page.
        topics = (one for one in self.sections if one.role is Role.TOPIC)
        several = [parent for parent, count in modules.items() if count > 1]
        several += [one.parent for one in topics if one.module is not one]
        indices = (one for one in self.sections if is_index(self.survey, one))
        first = self.sections[:1] if len(self.sections) > 1 else []
        return {one for one in (*several, *indices, *first) if one is not None}

    def free(self, section: Section) -> list[range]:
        """The lines of a section that no account has."""
        free, start = [], section.start
        for found in self.accounts[section]:
            if found.lines.start > start:
                free.append(range(start, found.lines.start))
            start = max(start, found.lines.stop)
        return [*free, range(start, section.stop)] if start < section.stop else free

    def evidence(self, items: list[Item]) -> list[PlainEvidence]:
        titles = _distinct([item.title or self.title or "Evidence" for item in items])
        return [item.made(self.survey, title) for item, title in zip(items, titles, strict=True)]

    # -- reflections

    def reflections(self, items: list[Item]) -> list[PlainReflection]:
        modules = Modules(items)
        made = [
            reflection_of(self.survey, section, found, modules, self.title)
            for section in self.sections
            for found in self.accounts[section]
            if found.model
        ]
        titles = _distinct([one.title for one in made])
        return [replace(one, title=title) for one, title in zip(made, titles, strict=True)]

    def unkept_promises(self) -> Iterator[Note]:
        for section in self.sections:
            if section.role is not Role.REFLECTION:
                continue
            if any(self.accounts[one] for one in section.within()):
                continue
            if note := unkept_promise(self.survey, section):
                yield note


def _title(sections: list[Section]) -> str:
    """The title of a page: its first heading that says more than "Evidence" or "Reflection"."""
    named = [one for one in sections if one.head and not one.head.is_label and one.words.strip()]
    highest = min((one.level for one in named), default=0)
    top = [one for one in named if one.level == highest]
    if len(top) == 1 and top[0] is named[0] and highest == 1:
        return undecorated(top[0].words)
    telling = (one for one in named if one.role not in {Role.EVIDENCE, Role.REFLECTION})
    first = next(telling, named[0] if named else None)
    return undecorated(first.words) if first else ""


def _distinct(titles: Iterable[str]) -> list[str]:
    """Titles of which no two are the same."""
    seen: Counter[str] = Counter()
    made = []
    for title in titles:
        seen[title.casefold()] += 1
        count = seen[title.casefold()]
        made.append(title if count == 1 else f"{title} ({count})")
    return made
