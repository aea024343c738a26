"""A skill catalogue, and how the words of an owner find their skill in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Skill, skill_title
from ..names import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_WITH_LEVEL = re.compile(r"(.*?)\s*\(([^()]*)\)")


class CatalogueError(ValueError):
    """A catalogue that cannot be used; ``str()`` says why and what to do.

    ``line`` counts from 1. ``path`` is the file, or None when there is no such file to look at.
    """

    def __init__(self, message: str, line: int = 1, path: Path | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.path = path


@dataclass(frozen=True)
class Catalogue:
    """Skills by name, in the order of their files. Without any, every word is a skill."""

    skills: Mapping[str, Skill] = field(default_factory=dict)

    def read(self, words: str) -> tuple[Skill, str]:
        """The skill that ``words`` name, and its level or nothing.

        A skill is named by its id or its title, in any case, with a level of its scale in
        parentheses or without: ``networking``, ``Networking (on my own)``. Words that are not in
        the catalogue are a skill of their own.
        """
        answer = self._answers.get(words)
        if answer is None:
            answer = self._answers[words] = self._read(words)
        return answer

    def _read(self, words: str) -> tuple[Skill, str]:
        if found := self._find(words):
            return found, ""
        if match := _WITH_LEVEL.fullmatch(words):
            found = self._find(match[1])
            for level in found.levels if found else ():
                if found and level.casefold() == match[2].strip().casefold():
                    return found, level
        return Skill(slug(words), skill_title(words)), ""

    def holds(self, skill: Skill) -> bool:
        """Whether a skill may be named: all may be where there is no catalogue."""
        return not self.skills or skill.name in self.skills

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All that may be offered for a word that names no skill: names that say something, titles.

        A title that gives the name is not there again.
        """
        names = (name for name in self.skills if any(c.isalpha() for c in name))
        titles = (s.title for s in self.skills.values() if slug(s.title) != s.name)
        return (*names, *titles)

    def joined_by(self, skills: Iterable[Skill]) -> Catalogue:
        """This catalogue with more skills; where both have one, this one's is kept."""
        return Catalogue(
            {**self.skills, **{s.name: s for s in skills if s.name not in self.skills}}
        )

    def _find(self, words: str) -> Skill | None:
        """The skill that words name: by its id, by its title as it is written, or by its words."""
        name = slug(words)
        return (
            self.skills.get(words.lower())
            or self._by_title.get(_plain(words))
            or (self._by_words.get(name) if name else None)
        )

    @cached_property
    def _answers(self) -> dict[str, tuple[Skill, str]]:
        """What words were found to name: the same few are asked for by every item."""
        return {}

    @cached_property
    def _by_title(self) -> dict[str, Skill]:
        """Skills by title as it is written; of two with one title, the first."""
        return {_plain(skill.title): skill for skill in reversed(list(self.skills.values()))}

    @cached_property
    def _by_words(self) -> dict[str, Skill]:
        """Skills by name, and by title where that is no other skill's name."""
        titles = {slug(skill.title): skill for skill in reversed(list(self.skills.values()))}
        return {**titles, **self.skills}


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
