"""Answers about all records of a portfolio. This module imports no Sphinx."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .model import Evidence, Record, Reflection, Skill
from .skills import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Index:
    """Answers about all records, each worked out once."""

    records: tuple[Record, ...]
    catalogue: Catalogue = field(default_factory=Catalogue)

    @cached_property
    def items(self) -> dict[str, Record]:
        """Records by name; where a name is used twice, the first keeps it."""
        items: dict[str, Record] = {}
        for record in self.records:
            items.setdefault(record.name, record)
        return items

    @cached_property
    def by_place(self) -> dict[tuple[str, str], Record]:
        """Records by the page and the id that they have there."""
        return {(record.docname, record.anchor): record for record in self.records}

    @cached_property
    def duplicates(self) -> list[tuple[Record, Record]]:
        """Pairs of the record that has a name and one that wants it too."""
        return [
            (self.items[record.name], record)
            for record in self.records
            if self.items[record.name] is not record
        ]

    @cached_property
    def reflections_on(self) -> dict[str, list[Reflection]]:
        """Reflections by the name of the evidence that they cite."""
        found: dict[str, list[Reflection]] = {}
        for record in self.records:
            if isinstance(record, Reflection):
                for name in dict.fromkeys(record.evidence):
                    found.setdefault(name, []).append(record)
        return found

    @cached_property
    def skills(self) -> dict[str, Skill]:
        """Skills by name: those that a record names, and those that evidence is expected for.

        Skills of a catalogue come in its order, then the others, ordered by title.
        """
        uses: dict[str, list[tuple[Skill, str, Record]]] = {}
        for record in self.records:
            for words in record.skills:
                skill, level = self.catalogue.read(words)
                uses.setdefault(skill.name, []).append((skill, level, record))
        listed = [s for s in self.catalogue.skills.values() if s.expected or s.name in uses]
        free = {name: _free(use) for name, use in uses.items() if name not in self.catalogue.skills}
        listed += sorted(free.values(), key=lambda s: (s.title.casefold(), s.name))
        return {skill.name: _shown_by(skill, uses.get(skill.name, [])) for skill in listed}

    def skills_of(self, record: Record) -> tuple[Skill, ...]:
        """The skills that a record names, each once."""
        return tuple(self.skills[n] for n in dict.fromkeys(map(self.skill_name, record.skills)))

    def skill_name(self, words: str) -> str:
        """The name of the skill that words name."""
        return self.catalogue.read(words)[0].name


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
    """A skill with the records that name it, each once (an item may spell a skill in two ways)."""
    records = {id(record): record for _skill, _level, record in uses}.values()
    levels = {level for _skill, level, _record in uses}
    return dataclasses.replace(
        skill,
        level=next((level for level in reversed(skill.levels) if level in levels), ""),
        evidence=tuple(r for r in records if isinstance(r, Evidence)),
        reflections=tuple(r for r in records if isinstance(r, Reflection)),
    )
