"""Contacts: the people of an owner's professional network. This module imports no Sphinx.

They are other people, and this is their data: what readers may see of one is decided in one
place, `reading.contacts.seen`, before a record is kept, and nothing else shows a contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .fields import Value, option

if TYPE_CHECKING:
    from collections.abc import Iterable


class Status(Enum):
    """How an owner stands with a contact; the values are what people write, and read."""

    IN_TOUCH = "in touch"
    PLANNED = "planned"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Contact:
    """One person, or one place where people are met.

    ``docname`` is the page that shows it; ``file`` is where it is written, relative to the source
    folder, empty for the page itself, and ``line`` the line there. ``words`` are what the owner
    wrote in the text of the page, for everybody to read; a contact of a file has none. Dates are
    ISO 8601 as `dates` describes it, empty when not given. ``unread`` is what was written and
    cannot be used, each as (option, words).
    """

    docname: str
    line: int
    file: str = ""
    words: str = ""
    name: str = option(
        Value.TEXT,
        "A name",
        "The person. Only the readers in `:names-for:` see it; others see role and organisation, "
        "or initials",
        default="",
    )
    role: str = option(Value.TEXT, "A few words", "What this person does, or is to you", default="")
    organisation: str = option(Value.TEXT, "A name", "The company, school or community", default="")
    branch: str = option(
        Value.TEXT, "A word or two", "The branch of the map that it stands on", default=""
    )
    status: Status = option(
        Value.TEXT,
        "`in touch`, `planned` or `quiet`",
        "How it is drawn, and the word beside it. Without it: in touch",
        default=Status.IN_TOUCH,
    )
    since: str = option(Value.DATE, "A date", "Since when you know each other", default="")
    last_contact: str = option(Value.DATE, "A date", "When you last spoke or wrote", default="")
    next_action: str = option(Value.TEXT, "A sentence", "What you will do next", default="")
    due: str = option(Value.DATE, "A date", "By when you will do it", default="")
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return self.words or self.name or self.role or self.organisation

    @property
    def detail(self) -> str:
        """What is said of it beside the title; nothing if that says all."""
        said = (self.role, self.organisation) if self.name else (self.organisation,)
        return ", ".join(words for words in said if words and words != self.title)


@dataclass(frozen=True, slots=True)
class MapOptions:
    """What can be written of a network map, beside who may read it."""

    name: str = option(
        Value.NAME,
        "Letters, digits and hyphens",
        "The name that links use, as in `` {numref}`name` `` and `[](#name)`",
        default="",
    )
    file: str = option(
        Value.TEXT,
        "A file in the folder of your pages that ends in `.csv`, `.tsv`, `.yaml` or `.yml`",
        "The contacts come [from there](#contacts-in-a-file), and not from the list",
        default="",
    )
    names_for: tuple[str, ...] = option(
        Value.WORDS,
        "Words with commas between them, such as `assessor`",
        "Who reads the names of contacts in the file: builds for them, as `portfolio_audience` "
        "says. Without it: nobody",
        default=(),
    )
    owner: str = option(
        Value.TEXT,
        "A word or two",
        "What stands in the middle. Without it: Me",
        default="",
    )
    summary: str = option(
        Value.TEXT,
        "One or two sentences",
        "What the picture says to those who cannot see it; the list says the rest. Without it: the "
        "branches, and how many contacts each has",
        option="alt",
        default="",
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a network, and its contacts; one without a title holds those that name none."""

    title: str
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """One network map of a page, with what the readers of this build may see of its contacts.

    ``anchor`` is the id of its figure; ``title`` are the words of its caption. ``file`` is where
    the contacts are written, relative to the source folder, empty for the page itself. ``owner``
    and ``summary`` are as in `MapOptions`.
    """

    docname: str
    line: int
    name: str
    anchor: str = ""
    title: str = ""
    file: str = ""
    owner: str = ""
    summary: str = ""
    branches: tuple[Branch, ...] = ()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts of all branches."""
        return tuple(contact for branch in self.branches for contact in branch.contacts)


def in_branches(contacts: Iterable[Contact]) -> tuple[Branch, ...]:
    """Contacts on their branches, in the order in which branches come first; those on none last."""
    found: dict[str, list[Contact]] = {}
    titles: dict[str, str] = {}
    for one in contacts:
        key = one.branch.casefold()
        titles.setdefault(key, one.branch)
        found.setdefault(key, []).append(one)
    ordered = sorted(found, key=lambda key: not key)
    return tuple(Branch(titles[key], tuple(found[key])) for key in ordered)
