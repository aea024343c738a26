"""What all views of skills share: those that the chosen records show, in their groups."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..model import Evidence, Reflection, Skill
from ..records import grouped
from ..selection import Selection
from ..words import status_of, status_words
from .view import ListingView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ = get_translation("sphinx_portfolio")


class SkillsView(ListingView):
    """Base class for views of skills: those that the chosen records show."""

    types: ClassVar[tuple[type, ...]] = (Evidence, Reflection)
    default_sort = "page"

    @cached_property
    def chosen(self) -> list[Skill]:
        """Skills with the records that pass the filters.

        Those that are expected and not shown are there, too, unless a filter asks for something
        special; ``under`` only says which pages are the portfolio.
        """
        selection = self.listing.selection
        wanted = {self.index.skill_name(words) for words in selection.skills}
        general = dataclasses.replace(selection, skills=(), folders=(), sort="") == Selection()
        passed = {(r.docname, r.anchor) for r in self.records}
        found = []
        for skill in self.index.skills.values():
            kept = dataclasses.replace(
                skill,
                evidence=tuple(r for r in skill.evidence if (r.docname, r.anchor) in passed),
                reflections=tuple(r for r in skill.reflections if (r.docname, r.anchor) in passed),
            )
            shown = kept.records or (general and kept.expected)
            if shown and (not wanted or skill.name in wanted):
                found.append(kept)
        return found

    def in_order(self) -> list[tuple[str, list[Skill]]]:
        """The skills in their groups, those with the most evidence first.

        ``:sort: title`` asks for the alphabet, ``:sort: page`` for the order of the catalogue.
        """
        keys: dict[str, Callable[[Skill], object]] = {
            "page": lambda _skill: 0,
            "title": lambda skill: skill.title.casefold(),
        }

        def most(skill: Skill) -> object:
            return -len(skill.evidence), -len(skill.reflections)

        key: Any = keys.get(self.listing.selection.sort, most)
        return [(group, sorted(skills, key=key)) for group, skills in grouped(self.chosen)]

    def under_groups(
        self, shown: Callable[[list[Skill]], Sequence[nodes.Node]]
    ) -> list[nodes.Node]:
        """What each group of skills becomes, under its name.

        Skills without a group come last; where all are without, they need no name.
        """
        made: list[nodes.Node] = []
        for group, skills in self.in_order():
            if group or made:
                made.append(nodes.rubric("", group or str(_("Other skills"))))
            made += shown(skills)
        return made

    def status(self, skill: Skill) -> pf.skill_status:
        """What is there of a skill, in one line."""
        words = pf.with_number(len(skill.evidence), status_words(skill))
        return pf.skill_status("", "", *words, status=status_of(skill))
