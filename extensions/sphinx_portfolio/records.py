"""Answers about all records of a portfolio. This module imports no Sphinx."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .model import Evidence, Record, Reflection, Skill
from .names import slug
from .skills import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Index:
    """Answers about all records, each worked out once.

    ``read`` are the records as pages were read, page by page; names that items share are settled
    in `linked`. ``outside`` are pages that are no part of the portfolio: links lead to their items,
    and nothing else knows of them.
    """

    read: tuple[Record, ...]
    catalogue: Catalogue = field(default_factory=Catalogue)
    outside: frozenset[str] = frozenset()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records of the portfolio."""
        return tuple(record for record in self.linked if record.docname not in self.outside)

    @cached_property
    def linked(self) -> tuple[Record, ...]:
        """All records, each with a name of its own, naming evidence as it is called."""
        named = [_renamed(r, name) for r, name in zip(self.read, self._names, strict=True)]
        called = _Names(named, self.read, self._paths, self.outside)
        return tuple(
            _citing(r, tuple(called.name_of(name) for name in r.evidence))
            if isinstance(r, Reflection)
            else r
            for r in named
        )

    @cached_property
    def _names(self) -> list[str]:
        """What each record is called: its own name while no other has it, else page and name."""
        inside = [n for n, r in enumerate(self.read) if r.docname not in self.outside]
        outside = [n for n, r in enumerate(self.read) if r.docname in self.outside]
        names = list(self._paths)
        taken: set[str] = set()
        for numbers in (inside, outside):  # the portfolio has the first choice
            given: dict[str, int] = {}
            for number in numbers:
                if self.read[number].named:
                    given.setdefault(self.read[number].name, number)
            made = Counter(self.read[n].name for n in numbers if not self.read[n].named)
            for number in numbers:
                record = self.read[number]
                alone = not record.named and record.name not in given and made[record.name] == 1
                if record.name not in taken and (given.get(record.name) == number or alone):
                    names[number] = record.name
            taken = {self.read[number].name for number in numbers}
        return names

    @cached_property
    def _paths(self) -> list[str]:
        return paths_of(self.read)

    @cached_property
    def paths(self) -> dict[str, Record]:
        """Records by page and name."""
        return dict(zip(self._paths, self.linked, strict=True))

    @cached_property
    def items(self) -> dict[str, Record]:
        """Records of the portfolio by name."""
        return {record.name: record for record in self.records}

    @cached_property
    def _called(self) -> _Names:
        return _Names(self.linked, self.read, self._paths, self.outside)

    def meant(self, words: str, *types: type[Record]) -> list[Record]:
        """The records, of some types or all, that a name or the words of a title can mean."""
        return [r for r in self._called.meant(words) if not types or isinstance(r, types)]

    def find(self, words: str, *types: type[Record]) -> Record | None:
        """The record that a name means; of several, the first."""
        return next(iter(self.meant(words, *types)), None)

    def evidence(self, names: Iterable[str]) -> list[Evidence]:
        """The evidence of the portfolio that names mean, as far as there is any."""
        found = (self.find(name, Evidence) for name in names)
        return [r for r in found if isinstance(r, Evidence) and r.docname not in self.outside]

    @cached_property
    def by_place(self) -> dict[tuple[str, str], Record]:
        """Records by the page and the id that they have there."""
        return {(record.docname, record.anchor): record for record in self.linked}

    @cached_property
    def as_read(self) -> dict[tuple[str, str], Record]:
        """Records as they were read, by place."""
        return {(record.docname, record.anchor): record for record in self.read}

    @cached_property
    def by_page(self) -> dict[str, list[Record]]:
        """Records by page, in its order."""
        pages: dict[str, list[Record]] = {}
        for record in self.linked:
            pages.setdefault(record.docname, []).append(record)
        return pages

    @cached_property
    def duplicates(self) -> list[tuple[Record, Record]]:
        """Pairs of the record that was given a name and one that was given it, too."""
        given: dict[str, Record] = {}
        return [
            (first, record)
            for record in self.read
            if record.named and (first := given.setdefault(record.name, record)) is not record
        ]

    @cached_property
    def _reflections_on(self) -> dict[str, list[Reflection]]:
        found: dict[str, list[Reflection]] = {}
        for record in self.linked:
            if isinstance(record, Reflection):
                for name in dict.fromkeys(record.evidence):
                    found.setdefault(name, []).append(record)
        return found

    def reflections_on(self, record: Record) -> list[Reflection]:
        """The reflections that cite a piece of evidence; a page outside knows all of them."""
        found = self._reflections_on.get(record.name, []) if isinstance(record, Evidence) else []
        if record.docname in self.outside:
            return found
        return [one for one in found if one.docname not in self.outside]

    @cached_property
    def skills(self) -> dict[str, Skill]:
        """Skills by name: those that a record shows, and those that evidence is expected for.

        Skills of a catalogue come in its order, then the others, ordered by title.
        """
        uses: dict[str, list[tuple[Skill, str, Record]]] = {}
        for record in self.records:
            for words in self.shown_by(record):
                skill, level = self.catalogue.read(words)
                uses.setdefault(skill.name, []).append((skill, level, record))
        listed = [s for s in self.catalogue.skills.values() if s.expected or s.name in uses]
        free = {name: _free(use) for name, use in uses.items() if name not in self.catalogue.skills}
        listed += sorted(free.values(), key=lambda s: (s.title.casefold(), s.name))
        return {skill.name: _shown_by(skill, uses.get(skill.name, [])) for skill in listed}

    def shown_by(self, record: Record) -> tuple[str, ...]:
        """The words for the skills that a record is counted for.

        Who reflects on evidence, and names no skill, reflects on the skills of that evidence.
        """
        if record.skills or isinstance(record, Evidence):
            return record.skills
        return tuple(words for item in self.evidence(record.evidence) for words in item.skills)

    def skills_of(self, record: Record) -> tuple[Skill, ...]:
        """The skills that a record names, each once."""
        return tuple(self.skills[n] for n in dict.fromkeys(map(self.skill_name, record.skills)))

    def levels_of(self, record: Record) -> dict[str, str]:
        """The skills that a record names, each with the highest level it names, or nothing."""
        named: dict[str, set[str]] = {}
        for words in record.skills:
            skill, level = self.catalogue.read(words)
            named.setdefault(skill.name, set()).add(level)
        return {name: _highest(self.skills[name], levels) for name, levels in named.items()}

    def skill_name(self, words: str) -> str:
        """The name of the skill that words name."""
        return self.catalogue.read(words)[0].name


class _Names:
    """What names can mean: that of a record, its page and name, words that several titles make."""

    def __init__(
        self,
        records: Sequence[Record],
        read: Sequence[Record],
        paths: Sequence[str],
        outside: frozenset[str],
    ) -> None:
        self.exact: dict[str, Record] = {record.name: record for record in records}
        self.paths = {path.lower(): record for path, record in zip(paths, records, strict=True)}
        self.shared: dict[str, list[Record]] = {}
        others: dict[str, list[Record]] = {}
        for record, was in zip(records, read, strict=True):
            if not was.named:
                shared = others if record.docname in outside else self.shared
                shared.setdefault(was.name, []).append(record)
        self.shared = {**others, **self.shared}

    def meant(self, words: str) -> list[Record]:
        """All records that words can mean, a name or a title."""
        return self._called(words) or self._called(slug(words))

    def _called(self, name: str) -> list[Record]:
        if found := self.exact.get(name) or self.paths.get(name):
            return [found]
        return self.shared.get(name, [])

    def name_of(self, words: str) -> str:
        """The name of the evidence that words mean; the words if there is none."""
        found = (r for r in self.meant(words) if isinstance(r, Evidence))
        return next((r.name for r in found), words)


def paths_of(records: Sequence[Record]) -> list[str]:
    """What always leads to each record: its page and its name, with a number if it needs one."""
    paths: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for record in records:
        wanted = path = f"{record.docname}/{record.name}"
        while path in paths:
            numbers[wanted] = numbers.get(wanted, 1) + 1
            path = f"{wanted}-{numbers[wanted]}"
        paths[path] = None
    return list(paths)


def _renamed(record: Record, name: str) -> Record:
    return record if record.name == name else dataclasses.replace(record, name=name)


def _citing(record: Reflection, evidence: tuple[str, ...]) -> Reflection:
    return record if record.evidence == evidence else dataclasses.replace(record, evidence=evidence)


def grouped(skills: Iterable[Skill]) -> list[tuple[str, list[Skill]]]:
    """Skills by their group, in the order in which groups come first; those without come last."""
    groups: dict[str, list[Skill]] = {}
    for skill in skills:
        groups.setdefault(skill.group, []).append(skill)
    return sorted(groups.items(), key=lambda group: not group[0])


def _free(uses: list[tuple[Skill, str, Record]]) -> Skill:
    """A skill that is in no catalogue, with one of the titles that people gave it."""
    return min((skill for skill, _level, _record in uses), key=lambda skill: skill.title)


def _shown_by(skill: Skill, uses: list[tuple[Skill, str, Record]]) -> Skill:
    """A skill with the records that show it, each once (an item may spell a skill in two ways)."""
    records = {id(record): record for _skill, _level, record in uses}.values()
    levels = {level for _skill, level, _record in uses}
    return dataclasses.replace(
        skill,
        level=_highest(skill, levels),
        evidence=tuple(r for r in records if isinstance(r, Evidence)),
        reflections=tuple(r for r in records if isinstance(r, Reflection)),
    )


def _highest(skill: Skill, levels: set[str]) -> str:
    """The highest of some levels of a skill; nothing if it has none of them."""
    return next((level for level in reversed(skill.levels) if level in levels), "")
