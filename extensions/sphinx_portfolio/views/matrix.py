"""Skills and what shows them: as a grid of marks, as a list of links, or as bars."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..kept_records import SKILLS_INDEX
from ..reading.listing import SKILLS
from ..selection import BARS, GRID, LIST
from ..words import evidence_words, kind_words, reflected_words
from .links import link_shown, link_to, web_link
from .skills import SkillsView
from .view import cell, line, quiet, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..fields import Field
    from ..model import Record, Skill
    from ..selection import Listing

_ = get_translation("sphinx_portfolio")


class SkillsMatrix(SkillsView):
    """One row for each skill: evidence, reflections, and what that amounts to."""

    name = "skills-matrix"
    options: ClassVar[Sequence[Field]] = SKILLS
    #: Marks or links in a cell; skills, of bars.
    limits: ClassVar[Mapping[str, int]] = {GRID: 12, LIST: 5, BARS: 0}

    @classmethod
    def usual_for(cls, written: Mapping[str, Any]) -> Mapping[str, int]:
        """How much is shown depends on the form."""
        return {"limit": cls.limits[written.get("form", GRID)]}

    @property
    def form(self) -> str:
        """The form that the owner chose."""
        return self.listing.form or GRID

    @cached_property
    def chosen(self) -> list[Skill]:
        """As for all views of skills; those without evidence have no bar."""
        found = super().chosen
        return [skill for skill in found if skill.evidence] if self.form == BARS else found

    @property
    def shown(self) -> object:
        """The skills with how many records they have, and the links to the first of those."""
        return self.page_of_all, [
            (
                dataclasses.replace(skill, evidence=(), reflections=()),
                [
                    (len(records), [self.shown_of(r) for r in self.first(records)])
                    for records in (skill.evidence, skill.reflections)
                ],
            )
            for skill in self.chosen
        ]

    @property
    def draws(self) -> bool:
        """Whether signs and bars can be seen; readers of e-books know too little of style."""
        return self.medium.is_site or self.medium.is_paper

    def shown_of(self, record: Record) -> object:
        """What is said of a record; the grid shows its kind."""
        return link_shown(record), self.type(record) if self.form == GRID else ""

    def content(self) -> Sequence[nodes.Node]:
        """What the skills of each group become, under its name."""
        if not self.chosen:
            return []
        match self.form:
            case "list":
                return self.under_groups(self.as_list)
            case "bars":
                return self.bars()
        return [*self.under_groups(self.as_grid), *self.signs()]

    def first(self, records: Sequence[Record]) -> Sequence[Record]:
        """As many records as a cell shows."""
        return records[: self.listing.limit or None]

    # -- as a grid

    def as_grid(self, skills: list[Skill]) -> list[nodes.Node]:
        """A table with a mark for each record."""
        heads = (_("Skill"), _("Evidence"), _("Reflections"), _("Status"))
        rows = [self.marked(skill) for skill in skills]
        return [table(heads, (27, 32, 17, 24), rows, long=True, classes=["pf-grid"])]

    def marked(self, skill: Skill) -> pf.listing_row:
        """Skill, marks for evidence and reflections, status."""
        name = [line(self.skill_link(skill.name, skill.title))]
        if skill.level:
            name.append(quiet(_("Level: %s") % skill.level))
        return pf.listing_row(
            "",
            cell(*name),
            cell(*self.marks(skill, skill.evidence), head=_("Evidence")),
            cell(*self.marks(skill, skill.reflections), head=_("Reflections")),
            cell(self.status(skill)),
        )

    def marks(self, skill: Skill, records: Sequence[Record]) -> list[nodes.Node]:
        """A mark for each of the first records, and how many more there are."""
        if not records:
            return [line(str(_("none yet")))]
        if not self.draws:
            return [self.links(skill, records)]
        shown = self.first(records)
        marks: list[nodes.Node] = [
            pf.record_mark("", "", self.marked_link(record), kind=self.sign(record))
            for record in shown
        ]
        if more := len(records) - len(shown):
            link = self.skill_link(skill.name, str(_("%s more") % more))
            marks.append(pf.record_mark("", "", link, kind=""))
        parts: list[nodes.Node] = []
        for mark in marks:
            parts += [pf.list_separator("", ", "), mark] if parts else [mark]
        return [pf.mark_list("", "", *parts)]

    def marked_link(self, record: Record) -> nodes.Node:
        """A link to a record that says its kind beside the pointer."""
        hint = f"{record.title} ({self.type(record)})"
        return link_to(record, self.listing.docname, self.domain, hint)

    def signs(self) -> Iterator[nodes.Node]:
        """What the marks mean, where they are signs."""
        if not self.medium.is_site:  # on paper all marks look the same
            return
        used = {self.sign(r): None for skill in self.chosen for r in skill.evidence}
        kinds = [kind for kind in self.domain.settings.kinds if kind in used]
        named = [pf.record_mark("", kind_words(self.domain, kind), kind=kind) for kind in kinds]
        if any(skill.reflections for skill in self.chosen):
            named.append(pf.record_mark("", str(_("Reflection")), kind="reflection"))
        yield pf.mark_legend("", "", *named)

    # -- as a list

    def as_list(self, skills: list[Skill]) -> list[nodes.Node]:
        """A table with the titles of records."""
        heads = (_("Skill"), _("Evidence"), _("Reflections"), _("Status"))
        rows = [self.listed(skill) for skill in skills]
        return [table(heads, (23, 32, 25, 20), rows, long=True)]

    def listed(self, skill: Skill) -> pf.listing_row:
        """Skill, evidence, reflections, status."""
        name = [line(self.skill_link(skill.name, skill.title))]
        if skill.level:
            name.append(quiet(_("Level: %s") % skill.level))
        if skill.description:
            name.append(quiet(skill.description))
        if skill.address:
            words = str(_("Defined at")) + " "
            name.append(pf.listing_text("", words, web_link(skill.address, skill.title)))
        return pf.listing_row(
            "",
            cell(*name),
            cell(self.links(skill, skill.evidence), head=_("Evidence")),
            cell(self.links(skill, skill.reflections), head=_("Reflections")),
            cell(self.status(skill), quiet(reflected_words(skill))),
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

    # -- as bars

    def bars(self) -> list[nodes.Node]:
        """A bar for each skill: those with the most evidence, where a limit keeps others out.

        What is expected and missing is for assessors, who have the other forms.
        """
        if not self.is_limited:
            return self.under_groups(self.as_bars)
        ordered = [skill for _group, skills in self.in_order() for skill in skills]
        if self.listing.selection.sort not in {"page", "title"}:
            ordered.sort(key=lambda skill: -len(skill.evidence))
        return [*self.as_bars(ordered[: self.listing.limit]), *self.more_skills()]

    def as_bars(self, skills: list[Skill]) -> list[nodes.Node]:
        """A list of skills with their bars."""
        most = max(len(skill.evidence) for skill in self.chosen)
        entries = []
        for skill in skills:
            have = len(skill.evidence)
            number = pf.with_number(have, evidence_words(have))
            words = nodes.inline("", "", nodes.Text(" "), *number)
            said = pf.bar_line("", "", self.skill_link(skill.name, skill.title), words)
            if self.draws:
                said += pf.skill_bar(have=have, most=most)
            entries.append(nodes.list_item("", said))
        return [pf.bar_list("", *entries, bullet="*")]

    @property
    def is_limited(self) -> bool:
        """Whether some skills are not shown."""
        return self.form == BARS and 0 < self.listing.limit < len(self.chosen)

    def more_skills(self) -> list[nodes.Node]:
        """A line that says how many skills there are, and where."""
        numbers = {"shown": self.listing.limit, "all": len(self.chosen)}
        said = quiet(_("%(shown)s of %(all)s are shown.") % numbers)
        if page := self.page_of_all:
            link = self.medium.reference(self.listing.docname, *page, str(_("See all skills")))
            said += [nodes.Text(" "), link, nodes.Text(".")]
        return [said]

    @cached_property
    def page_of_all(self) -> tuple[str, str] | None:
        """Page and id of what has the skills that a limit keeps out: a matrix, or the index."""
        if not self.is_limited:
            return None
        for one in self.domain.all_listings():
            if one.docname != self.listing.docname and self.is_all_in(one):
                return one.docname, one.anchor
        return (SKILLS_INDEX, "") if SKILLS_INDEX in self.domain.index_pages else None

    def is_all_in(self, other: Listing) -> bool:
        """Whether a listing of this output shows all skills of this one."""
        return (
            other.view == self.name
            and (other.form != BARS or not other.limit)
            and other.selection.lets_pass(self.listing.selection)
            and self.domain.presence.has_page(other.docname)
        )
