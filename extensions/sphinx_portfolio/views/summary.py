"""The portfolio in numbers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..dates import order_of
from ..model import Evidence
from ..words import date_pieces
from .matrix import SkillsView
from .view import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

_ = get_translation("sphinx_portfolio")


class Summary(SkillsView):
    """How much there is, how new it is, and what is still missing."""

    name = "portfolio-summary"

    @cached_property
    def newest(self) -> str:
        """The latest date, empty if no record has one."""
        return max((record.date for record in self.records), key=order_of, default="")

    @cached_property
    def gaps(self) -> list[tuple[str, str, int, int]]:
        """Skills that lack evidence: name, title, how much there is, how much is expected."""
        return [(s.name, s.title, len(s.evidence), s.expected) for s in self.chosen if s.missing]

    @cached_property
    def numbers(self) -> tuple[int, int, int, int]:
        """Evidence, reflections, skills that evidence shows, and skills it should show, or 0."""
        evidence = sum(isinstance(record, Evidence) for record in self.records)
        shown = sum(bool(skill.evidence) for skill in self.chosen)
        expected = len(self.chosen) if any(skill.expected for skill in self.chosen) else 0
        return evidence, len(self.records) - evidence, shown, expected

    @property
    def shown(self) -> object:
        """The numbers, the latest date, and skills that lack evidence."""
        return self.numbers, self.newest, self.gaps

    def content(self) -> Sequence[nodes.Node]:
        """Names and numbers, then what is missing."""
        if not self.records:
            return []
        evidence, reflections, skills, expected = self.numbers
        covered = self.of(skills, expected) if expected else str(skills)
        facts = [
            pf.fact_of("evidence", _("Evidence"), pf.exactly(str(evidence))),
            pf.fact_of("reflections", _("Reflections"), pf.exactly(str(reflections))),
            pf.fact_of("skills", _("Skills shown"), pf.exactly(covered)),
        ]
        if self.newest:
            newest = pf.text_of(*pf.dated(date_pieces(self.domain, self.newest)))
            facts.append(pf.fact_of("newest", _("Newest"), newest))
        made: list[nodes.Node] = [pf.fact_list("", *facts, classes=["pf-numbers"])]
        if self.gaps:
            listed = pf.with_commas(self.gap(*gap) for gap in self.gaps)
            made.append(pf.listing_text("", str(_("More evidence is expected for")) + " ", *listed))
        elif expected:
            made.append(quiet(_("All evidence that is expected is here.")))
        return made

    def of(self, have: int, expected: int) -> str:
        """Two numbers as people say them."""
        return str(_("%(have)s of %(expected)s")) % {"have": have, "expected": expected}

    def gap(self, name: str, title: str, have: int, expected: int) -> nodes.Node:
        """A skill that lacks evidence, with the numbers."""
        link = self.skill_link(name, title)
        return nodes.inline("", "", link, nodes.Text(f" ({self.of(have, expected)})"))
