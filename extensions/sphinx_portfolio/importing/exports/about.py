"""The owner of an export, and the project that is made of all that was found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...leaks import Patterns, find_leaks
from ...model import Owner, Profile
from ...writing.plain_words import one_line
from ..project import Project
from .pages import Welcome, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..project import Finding
    from .pages import Section


@dataclass(frozen=True, slots=True)
class About:
    """What an export says of its owner; ``private`` is as in `Project`."""

    name: str = ""
    headline: str = ""
    summary: str = ""
    url: str = ""
    profiles: Sequence[Profile] = ()
    private: Mapping[str, str] = field(default_factory=dict)

    def project(
        self,
        sections: Iterable[Section],
        lists: Mapping[str, Sequence[str]],
        findings: Iterable[Finding],
    ) -> Project:
        """The portfolio; ``sections`` and ``lists`` as in `pages`."""
        title = f"Portfolio of {self.name}" if self.name else "Portfolio"
        links = ([Profile("Website", self.url)] if self.url else []) + list(self.profiles)
        welcome = Welcome(title, self.headline, self.summary, links)
        return Project(
            title,
            pages(welcome, sections, lists),
            owner=self._owner() if self.name else None,
            private={key: words for key, words in self.private.items() if words},
            findings=tuple(findings),
        )

    def _owner(self) -> Owner:
        """What machines are told: no text in which an address or a number stands."""
        headline, summary = (
            "" if find_leaks(words, Patterns()) else one_line(words)
            for words in (self.headline, self.summary)
        )
        return Owner(
            self.name,
            headline=headline,
            summary=summary,
            url=self.url,
            profiles=tuple(self.profiles),
        )
