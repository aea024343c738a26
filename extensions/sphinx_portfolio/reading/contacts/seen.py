"""What readers of a build may see of a contact. Nothing else may decide it.

It is decided while a page is read: a name that is not for the readers of this build never becomes
part of a record, since some builders publish what is stored.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ... import leaks
from ...leaks import LeakKind, Patterns
from ...people import People, initials, without_words
from ..access import may_read

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ...contacts import Contact


# What is said of a contact and is nobody's business, and without which none of it is there.
_PRIVATE = frozenset({LeakKind.EMAIL, LeakKind.PHONE, LeakKind.IDENTITY, LeakKind.NAME})
_MAY_BE_PRIVATE = re.compile(r"@|[0-9][0-9 ()./-]{5,}[0-9]|\b(?:dot|punt)\b", re.IGNORECASE)


def names_are_for(readers: Collection[str], names_for: Collection[str]) -> bool:
    """Whether readers may see names.

    :param readers: those of this build, ``portfolio_audience``.
    :param names_for: who may read names; nobody if it is empty.
    """
    return bool(names_for) and may_read(readers, private=False, audience=names_for)


def all_for_readers(
    contacts: Sequence[Contact], readers: Collection[str], names_for: Collection[str]
) -> tuple[Contact, ...]:
    """Contacts with what readers may see of them; arguments as in `names_are_for`.

    The words of a page are for all who read the page. The name of a contact in a file is for those
    whom its owner names; others see role and organisation, or else initials. So it is where the
    name of one contact stands in what is said of another, and where an action names the contact
    by one word. Addresses and numbers in what is said are dots for them.
    """
    if names_are_for(readers, names_for):
        return tuple(contacts)
    people = People.of(one.name for one in contacts)
    return tuple(_unnamed(one, people) for one in contacts)


def for_readers(contact: Contact, readers: Collection[str], names_for: Collection[str]) -> Contact:
    """The same of one contact."""
    return all_for_readers((contact,), readers, names_for)[0]


def _unnamed(contact: Contact, people: People) -> Contact:
    """A contact without the names of people."""
    is_known = contact.role or contact.organisation
    short = initials(contact.name) or "…" if contact.name else ""
    return replace(
        contact,
        name="" if is_known else short,
        role=_without(contact.role, people),
        organisation=_without(contact.organisation, people),
        branch=_without(contact.branch, people),
        next_action=without_words(_without(contact.next_action, people), contact.name),
        unread=tuple((option, _without(words, people)) for option, words in contact.unread),
    )


def _without(words: str, people: People) -> str:
    """Words without names, addresses and numbers."""
    if _MAY_BE_PRIVATE.search(words):
        for leak in leaks.find_leaks(words, Patterns()):
            if leak.kind in _PRIVATE:
                words = words.replace(leak.found, "…")
    return people.without(words)
