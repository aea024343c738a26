"""What to do next, and by when: the routine for keeping in touch."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..dates import last_day, today
from ..follow_ups import Timing, actions_of, contacts_on, in_order, steps_of
from ..model import Reflection
from ..reading.listing import FOLLOW_UPS
from ..words import counted
from .view import ListingView, cell, line, quiet, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..contacts import Contact, Network
    from ..fields import Field
    from ..follow_ups import FollowUp
    from ..model import Record

_ = get_translation("sphinx_portfolio")

# Rows that fit on one page of a PDF.
_PAGE = 12


class FollowUps(ListingView):
    """One row for each action that is planned: what, when, with whom, and when you last spoke."""

    name = "follow-ups"
    options: ClassVar[Sequence[Field]] = FOLLOW_UPS
    types: ClassVar[tuple[type, ...]] = (Reflection,)

    @cached_property
    def day(self) -> date:
        """The day from which it is told what is overdue."""
        on = self.listing.on
        return last_day(on) if on else today()

    @property
    def is_daily(self) -> bool:
        """Whether it is about the day of the build."""
        return not self.listing.on

    @cached_property
    def records(self) -> list[Record]:
        """The reflections that pass the filters; dates are those of their steps."""
        if self.listing.branches:
            return []
        selection = dataclasses.replace(self.listing.selection, since="", until="")
        chosen = selection.choose(self.index, "page")
        return [record for record in chosen if isinstance(record, Reflection)]

    @cached_property
    def contacts(self) -> list[tuple[Network, Contact]]:
        """The contacts that pass the filters, each with its map; they have no skill."""
        selection = self.listing.selection
        if selection.skills or selection.evidence:
            return []
        networks = (
            one
            for one in self.domain.present_networks()
            if one.docname not in self.index.outside and selection.has_page(one.docname)
        )
        return contacts_on(networks, self.listing.branches)

    @cached_property
    def every(self) -> list[FollowUp]:
        """All that is to be done, in order."""
        selection = self.listing.selection
        found = [*actions_of(self.contacts), *steps_of(self.records)]
        return in_order(one for one in found if one.is_between(selection.since, selection.until))

    @cached_property
    def few(self) -> list[FollowUp]:
        """As much of it as the listing shows."""
        return self.every[: self.listing.limit or None]

    @cached_property
    def waiting(self) -> int:
        """How many contacts of files have no next action."""
        return sum(bool(one.file) and not one.next_action for _map, one in self.contacts)

    @property
    def shown(self) -> object:
        """What is to be done, how much of it there is, and the day, which changes what is late."""
        rows = [
            dataclasses.replace(one, contact=one.contact and _without_place(one.contact))
            for one in self.few
        ]
        return rows, self.numbers, self.waiting, self.day

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """How much there is of each timing."""
        count = Counter(one.timing(self.day) for one in self.every)
        return [(timing.value, count[timing]) for timing in Timing]

    def content(self) -> Sequence[nodes.Node]:
        """How much there is, the table, what a limit keeps out, and who is waiting."""
        if not self.every:
            return [self.empty(), *self.idle()] if self.waiting else []
        columns = [_("Next action"), _("Due"), self.origin()]
        widths = [38, 22, 40]
        has_last = any(one.contact and one.contact.last_contact for one in self.few)
        if has_last:
            columns.append(_("Last contact"))
            widths = [34, 20, 28, 18]
        rows = [self.row(one, columns) for one in self.few]
        made: list[nodes.Node] = [
            self.explained(),
            table(columns, widths, rows, long=len(rows) > _PAGE),
            *self.some_of(len(self.few), len(self.every)),
        ]
        return [*made, *self.idle()]

    def explained(self) -> pf.listing_text:
        """The day, and how much there is to do."""
        late, due, later, undated = (number for _timing, number in self.numbers)
        said = [
            (late, counted("%d overdue", "%d overdue", late)),
            (due, counted("%d due now", "%d due now", due)),
            (later, counted("%d to come", "%d to come", later)),
            (undated, counted("%d without a date", "%d without a date", undated)),
        ]
        parts = (
            nodes.inline("", "", *pf.with_number(number, words)) for number, words in said if number
        )
        # Translators: before "2 overdue, 3 to come"; %s is a day.
        day = str(_("On %s:") % self.date(self.day.isoformat()))
        return pf.listing_text("", "", nodes.Text(f"{day} "), *pf.with_commas(parts))

    def origin(self) -> str:
        """The head of the column that says where an action comes from."""
        kinds = {one.contact is None for one in self.few}
        if kinds == {True}:
            return str(_("Reflection"))
        return str(_("Contact") if kinds == {False} else _("Contact or reflection"))

    def row(self, one: FollowUp, columns: Sequence[str]) -> pf.listing_row:
        """What is said of one action."""
        cells = [
            cell(line(one.action)),
            cell(line(*self.when(one)), head=_("Due")),
            cell(*self.source(one), head=columns[2]),
        ]
        if len(columns) > len(cells):
            last = self.date(one.contact.last_contact) if one.contact else ""
            cells.append(cell(line(last), head=columns[3]) if last else cell())
        return pf.listing_row("", *cells)

    def when(self, one: FollowUp) -> list[nodes.Node | str]:
        """By when, and whether that is over, in words."""
        date = self.date(one.due)
        match one.timing(self.day):
            case Timing.OVERDUE:
                return [nodes.strong("", str(_("Overdue: %s") % date))]
            case Timing.DUE:
                # Translators: %s is today, or the month or year that it is.
                return [str(_("Now: %s") % date)]
            case Timing.TO_COME:
                return [date]
        return [str(_("No date"))]

    def source(self, one: FollowUp) -> list[nodes.Node]:
        """A link to the reflection, or to the map that shows the contact."""
        words = one.contact.title if one.contact else one.source
        page = self.listing.docname
        link = self.medium.reference(page, one.docname, one.anchor, words)
        detail = one.contact.detail if one.contact else ""
        return [line(link), quiet(detail)] if detail else [line(link)]

    def idle(self) -> list[nodes.Node]:
        """How many contacts have no next action."""
        if not self.waiting:
            return []
        number = self.waiting
        words = counted(
            "%d contact has no next action.", "%d contacts have no next action.", number
        )
        return [quiet(words)]


def _without_place(contact: Contact) -> Contact:
    """A contact without its line, which moves with every edit above it."""
    return dataclasses.replace(contact, line=0)
