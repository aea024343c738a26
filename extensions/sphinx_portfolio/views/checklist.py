"""What assessors look for: evidence that is valid, authentic, current and sufficient.

The rule is known as VACS, or as VARCS with "reliable"; it comes from the assessment of prior
learning. The list states facts. Whether they are enough is for an assessor to say.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..dates import first_day, last_day, months_before, today
from ..model import Evidence
from ..reading.listing import CHECKLIST
from .links import web_link
from .skills import SkillsView
from .view import cell, line, quiet, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ..fields import Field

_ = get_translation("sphinx_portfolio")


class Checklist(SkillsView):
    """One row for each piece of evidence, then one for each skill."""

    name = "evidence-checklist"
    options: ClassVar[Sequence[Field]] = CHECKLIST
    # Older evidence is not called current.
    usual: ClassVar[Mapping[str, int]] = {"months": 24}
    types: ClassVar[tuple[type, ...]] = (Evidence,)
    default_sort = "newest"

    @cached_property
    def day(self) -> date:
        """The day on which evidence is to be current."""
        on = self.listing.on
        return last_day(on) if on else today()

    @property
    def shown(self) -> object:
        """Evidence and skills, and the day, which changes what is current."""
        skills = [(s.name, s.title, len(s.evidence), s.expected) for s in self.chosen]
        return self.shown_records(), skills, self.day

    @property
    def is_daily(self) -> bool:
        """Whether it is about the day of the build."""
        return not self.listing.on

    def content(self) -> Sequence[nodes.Node]:
        """The declaration, then both tables, each under a heading of its own."""
        evidence = [r for r in self.limited if isinstance(r, Evidence)]
        if not evidence and not self.chosen:
            return []
        made: list[nodes.Node] = []
        if declaration := self.domain.settings.declaration:
            made.append(nodes.block_quote("", line(declaration)))
        made.append(self.explained())
        if evidence:
            made.append(nodes.rubric("", str(_("Each piece of evidence"))))
            columns = (_("Evidence"), _("Valid"), _("Authentic"), _("Current"))
            rows = [self.row(record) for record in evidence]
            made.append(table(columns, (28, 26, 24, 22), rows, long=True))
        made += self.more()
        if self.chosen:
            made.append(nodes.rubric("", str(_("Each skill"))))
            made += self.gaps()
            made.append(
                table((_("Skill"), _("Sufficient")), (40, 60), self.skill_rows(), long=True)
            )
        return made

    def gaps(self) -> list[nodes.Node]:
        """The skills that lack evidence, where some is expected."""
        if not any(skill.expected for skill in self.chosen):
            return []
        missing = [skill for skill in self.chosen if skill.missing]
        if not missing:
            return [quiet(_("All evidence that is expected is here."))]
        links = pf.with_commas(self.skill_link(skill.name, skill.title) for skill in missing)
        return [pf.listing_text("", str(_("More evidence is expected for")) + " ", *links)]

    def skill_rows(self) -> list[pf.listing_row]:
        """Each skill with what is there of it."""
        return [
            pf.listing_row(
                "", cell(line(self.skill_link(skill.name, skill.title))), cell(self.status(skill))
            )
            for skill in self.chosen
        ]

    def explained(self) -> pf.listing_text:
        """What was looked for."""
        day = self.date(self.day.isoformat())
        months = self.listing.months
        words = (
            _("Checked for %(day)s. Current means dated within the %(months)s months before.")
            % {"day": day, "months": months}
            if months
            else _("Checked for %(day)s.") % {"day": day}
        )
        return pf.listing_text("", str(words))

    def row(self, record: Evidence) -> pf.listing_row:
        """What is known of one piece of evidence."""
        skills = self.skill_links(record)
        shows = [str(_("Shows")) + " ", *skills] if skills else [str(_("Names no skill"))]
        return pf.listing_row(
            "",
            cell(line(self.link(record))),
            cell(line(*shows), head=_("Valid")),
            cell(line(*self.authentic(record)), head=_("Authentic")),
            cell(line(self.current(record)), head=_("Current")),
        )

    def authentic(self, record: Evidence) -> list[nodes.Node]:
        """Whether its owner declares it, and where others can check it."""
        declared = bool(self.domain.settings.declaration)
        words: list[nodes.Node] = [
            nodes.Text(str(_("Declared") if declared else _("Not declared")))
        ]
        if record.url:
            link = web_link(record.url, record.title)
            words.append(nodes.inline("", str(_("can be checked at")) + " ", link))
        elif record.issuer:
            words.append(nodes.Text(str(_("issued by %s") % record.issuer)))
        return pf.with_commas(words)

    def current(self, record: Evidence) -> str:
        """How old it is, and whether it still holds."""
        if record.expires and last_day(record.expires) < self.day:
            return str(_("Expired: %s") % self.date(record.expires))
        if not record.date:
            return str(_("Has no date"))
        when = self.date(record.date)
        if first_day(record.date) > self.day:
            return str(_("Dated later: %s") % when)
        months = self.listing.months
        if months and last_day(record.date) < months_before(self.day, months):
            return str(_("Older: %s") % when)
        return str(_("Yes: %s") % when)
