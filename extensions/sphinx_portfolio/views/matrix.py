"""Skills with the evidence and reflections that show them."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..model import Evidence, Reflection, Skill
from ..records import grouped
from ..selection import Selection
from ..words import status_of, status_words
from .links import link_shown, web_link
from .view import ListingView, cell, line, quiet, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model import Record

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


class SkillsMatrix(SkillsView):
    """One row for each skill: evidence, reflections, and what that amounts to."""

    name = "skills-matrix"
    usual: ClassVar[Mapping[str, int]] = {"limit": 5}  # links in a cell

    @property
    def shown(self) -> object:
        """The skills with how many records they have, and the links to the first of those."""
        return [
            (
                dataclasses.replace(skill, evidence=(), reflections=()),
                [
                    (len(records), [link_shown(r) for r in self.first(records)])
                    for records in (skill.evidence, skill.reflections)
                ],
            )
            for skill in self.chosen
        ]

    def content(self) -> Sequence[nodes.Node]:
        """A table for each group of skills."""
        made: list[nodes.Node] = []
        for group, skills in grouped(self.chosen):
            # Skills without a group come last; where all are without, they need no heading.
            if group or made:
                made.append(nodes.rubric("", group or str(_("Other skills"))))
            rows = [self.row(skill) for skill in skills]
            heads = (_("Skill"), _("Evidence"), _("Reflections"), _("Status"))
            made.append(table(heads, (23, 30, 23, 24), rows, long=True))
        return made

    def row(self, skill: Skill) -> pf.listing_row:
        """Skill, evidence, reflections, status."""
        name = [nodes.paragraph("", "", self.skill_link(skill.name, skill.title))]
        if skill.level:
            name.append(quiet(_("Level: %s") % skill.level))
        if skill.description:
            name.append(quiet(skill.description))
        if skill.address:
            words = str(_("Defined at")) + " "
            name.append(pf.listing_text("", words, web_link(skill.address, skill.title)))
        evidence, reflected = status_words(skill)
        status = pf.skill_status("", evidence, status=status_of(skill))
        return pf.listing_row(
            "",
            cell(*name),
            cell(self.links(skill, skill.evidence), head=_("Evidence")),
            cell(self.links(skill, skill.reflections), head=_("Reflections")),
            cell(status, quiet(reflected)),
        )

    def links(self, skill: Skill, records: Sequence[Record]) -> nodes.paragraph:
        """How many records, and the first of them as links."""
        shown = self.first(records)
        parts = pf.with_commas(map(self.link, shown))
        if len(shown) < len(records):
            rest = str(_("%s more") % (len(records) - len(shown)))
            parts += [nodes.Text(", "), self.skill_link(skill.name, rest)]
        made = line(nodes.strong("", str(len(records))), ": " if parts else "")
        made += parts
        return made

    def first(self, records: Sequence[Record]) -> Sequence[Record]:
        """As many records as a cell shows."""
        return records[: self.listing.limit or None]
