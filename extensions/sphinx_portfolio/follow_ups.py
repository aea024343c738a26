"""What is to be done next: actions of contacts and steps of reflections, by the day they are due.

This module imports no Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .dates import first_day, last_day
from .model import Reflection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from .contacts import Contact, Network
    from .model import Record


class Timing(Enum):
    """When something is to be done, seen from a day."""

    OVERDUE = "overdue"
    DUE = "due"
    TO_COME = "to come"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to do.

    ``due`` is ISO 8601, empty if there is no date. ``docname`` and ``anchor`` are of the map or
    the reflection that it comes from, whose title is ``source``. ``contact`` is as the readers of
    this build may see it, None for a step of a reflection.
    """

    action: str
    due: str
    docname: str
    anchor: str
    source: str
    contact: Contact | None = None

    def timing(self, day: date) -> Timing:
        """When it is to be done, seen from a day; a month is overdue when it is over."""
        if not self.due:
            return Timing.UNDATED
        if last_day(self.due) < day:
            return Timing.OVERDUE
        return Timing.TO_COME if first_day(self.due) > day else Timing.DUE

    def is_between(self, since: str, until: str) -> bool:
        """Whether it is due in a span of days; what has no date is not, if there is such a span."""
        if not since and not until:
            return True
        return (
            bool(self.due)
            and (not since or last_day(self.due) >= first_day(since))
            and (not until or first_day(self.due) <= last_day(until))
        )


def contacts_on(
    networks: Iterable[Network], branches: Iterable[str]
) -> list[tuple[Network, Contact]]:
    """The contacts of maps, each once, with the first map that shows it.

    :param branches: those that count; all if there are none.
    """
    wanted = {words.casefold() for words in branches}
    found: dict[tuple[str, int], tuple[Network, Contact]] = {}
    for network in networks:
        for contact in network.contacts:
            if not wanted or contact.branch.casefold() in wanted:
                # Only those of files have actions; what stands in a page is seen once.
                key = contact.file or f"{contact.docname}.", contact.line
                found.setdefault(key, (network, contact))
    return list(found.values())


def actions_of(contacts: Iterable[tuple[Network, Contact]]) -> Iterator[FollowUp]:
    """What is to be done about contacts."""
    for network, one in contacts:
        if one.next_action:
            yield FollowUp(
                one.next_action, one.due, network.docname, network.anchor, network.title, one
            )


def steps_of(records: Iterable[Record]) -> Iterator[FollowUp]:
    """The next steps of reflections."""
    for record in records:
        for due, words in record.next_steps if isinstance(record, Reflection) else ():
            yield FollowUp(words, due, record.docname, record.anchor, record.title)


def in_order(found: Iterable[FollowUp]) -> list[FollowUp]:
    """Follow-ups by the day they are due: what is overdue comes first, what has no date last.

    Those of one day stay in the order in which they were written.
    """

    def key(one: FollowUp) -> tuple[object, ...]:
        return (not one.due, *((last_day(one.due), first_day(one.due)) if one.due else ()))

    return sorted(found, key=key)
