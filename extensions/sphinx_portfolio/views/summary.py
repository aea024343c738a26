"""The portfolio in a sentence."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..dates import OPEN, end_of, order_of, start_of
from ..model import Evidence
from ..words import counted, evidence_words, month_words
from .skills import SkillsView

if TYPE_CHECKING:
    from collections.abc import Sequence

_ = get_translation("sphinx_portfolio")


class Summary(SkillsView):
    """How much there is, and how new it is."""

    name = "portfolio-summary"

    @cached_property
    def newest(self) -> str:
        """The latest date; of what goes on, when it began. Empty if no record has one."""
        ends = ((end_of(record.date), start_of(record.date)) for record in self.records)
        dates = (start if end == OPEN else end for end, start in ends)
        return max(dates, key=order_of, default="")

    @cached_property
    def numbers(self) -> tuple[int, int, int]:
        """Evidence, reflections, and skills that evidence shows."""
        evidence = sum(isinstance(record, Evidence) for record in self.records)
        skills = sum(bool(skill.evidence) for skill in self.chosen)
        return evidence, len(self.records) - evidence, skills

    @property
    def shown(self) -> object:
        """The numbers, and the latest date."""
        return self.numbers, self.newest

    def content(self) -> Sequence[nodes.Node]:
        """One sentence, without what there is none of."""
        if not self.records:
            return []
        evidence, reflections, skills = self.numbers
        said = [
            (evidence, evidence_words(evidence)),
            (reflections, counted("%d reflection", "%d reflections", reflections)),
            (skills, counted("%d skill", "%d skills", skills)),
        ]
        parts: list[nodes.Node] = [
            nodes.inline("", "", *pf.with_number(number, words)) for number, words in said if number
        ]
        if self.newest:
            # Translators: ends "17 pieces of evidence, 6 reflections, ..."; %s is a month.
            words = str(_("last added in %s") % month_words(self.domain, self.newest))
            parts.append(nodes.inline("", words))
        return [pf.numbers_line("", "", *pf.with_commas(parts))]
