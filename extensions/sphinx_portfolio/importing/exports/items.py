"""Entries of an export become items: what cannot be one of their values is told, and not lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...dates import OPEN, first_day, last_day, today
from ...leaks import Patterns, find_leaks
from ...model import KINDS, is_web_address
from ...names import slug
from ...reading.characters import clean
from ...writing.plain_words import Block, one_line, prose
from ..project import Concern, Finding
from .written_dates import is_now, read_written, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Nobody has more entries of a kind; an export that does was not made for people.
MOST_ENTRIES = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an export, in its own words.

    ``start`` and ``end`` are when it began and ended; of a thing that has one day, ``start``.
    ``goes_on`` is whether one without an end has none. ``texts`` are its texts, each a paragraph
    or several, or a list; ``is_quoted`` if somebody else said them.
    """

    line: int
    kind: str
    title: str
    issuer: str = ""
    start: str = ""
    end: str = ""
    goes_on: bool = False
    expires: str = ""
    credential_id: str = ""
    url: str = ""
    skills: Sequence[str] = ()
    texts: Sequence[Block] = ()
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence: values that can be written as they are, and its text."""

    title: str
    kind: str
    issuer: str = ""
    date: str = ""
    expires: str = ""
    credential_id: str = ""
    url: str = ""
    skills: tuple[str, ...] = ()
    text: tuple[Block, ...] = ()
    is_quoted: bool = False


@dataclass
class Reader:
    """Makes items of the entries of one file, and keeps what its owner has to look at."""

    file: str
    month_first: bool = False
    findings: list[Finding] = field(default_factory=list)

    def tell(self, concern: Concern, line: int, message: str, quoted: str = "") -> None:
        """Keep a finding."""
        quoted = "\n".join(clean(quoted, "")[0].splitlines())
        self.findings.append(Finding(concern, self.file, line, message, quoted))

    def item(self, entry: Entry) -> Item:
        """The item that an entry is."""
        title = plain(entry.title)
        if not any(c.isalnum() for c in title):
            title = f"{title} {KINDS[entry.kind]}".strip()
            self.tell(Concern.TO_DECIDE, entry.line, f"it has no title, so it is called {title!r}.")
        blocks = tuple(block for text in entry.texts for block in _blocks(text))
        self.look_through(entry.line, "\n".join([title, *map(_joined, blocks)]))
        date = self.period(entry)
        return Item(
            title=title,
            kind=entry.kind,
            issuer=plain(entry.issuer),
            date=date,
            expires=self.expiry(entry, date),
            credential_id=plain(entry.credential_id),
            url=self.address(entry.url, entry.line),
            skills=self.skills(entry.skills, entry.line),
            text=blocks,
            is_quoted=entry.is_quoted,
        )

    def period(self, entry: Entry) -> str:
        """When it was, as a date or span."""
        start = self.date(entry.start, entry.line)
        is_open = is_now(entry.end) or (entry.goes_on and not entry.end.strip())
        end = OPEN if is_open and start else "" if is_open else self.date(entry.end, entry.line)
        try:
            return span(start, end)
        except ValueError as error:
            said = f"{one_line(entry.start)} – {one_line(entry.end)}"
            self.tell(Concern.TO_DECIDE, entry.line, f"{error}, so it has no date.", said)
            return ""

    def expiry(self, entry: Entry, date: str) -> str:
        """The day until which it is valid."""
        expires = "" if is_now(entry.expires) else self.date(entry.expires, entry.line, future=True)
        if expires and date and last_day(expires) < first_day(date):
            words = f"it expires ({expires}) before it starts ({date}), so only that date is kept."
            self.tell(Concern.TO_DECIDE, entry.line, words, entry.expires)
            return ""
        return expires

    def date(self, words: str, line: int, *, future: bool = False) -> str:
        """A date; nothing if it is none.

        :param future: whether it may lie in the future.
        """
        words = plain(words)
        if not words or is_now(words):
            return ""
        try:
            date = read_written(words, month_first=self.month_first)
        except ValueError as error:
            message = f"a date cannot be read, so it is left out: {error}."
            self.tell(Concern.TO_DECIDE, line, message, words)
            return ""
        if not future and first_day(date) > today():
            self.tell(Concern.TO_DECIDE, line, f"the date {date} is in the future. It is kept.")
        return date

    def address(self, words: str, line: int) -> str:
        """An address that is safe to link to; nothing if it is none."""
        words = plain(words)
        if not words or is_web_address(words):
            return words
        whole = f"https://{words}"
        if ":" not in words and "." in words.partition("/")[0].strip(".") and is_web_address(whole):
            self.tell(Concern.CHANGED, line, f"'https://' stands before the address {words!r} now.")
            return whole
        self.tell(Concern.TO_DECIDE, line, "this is no address to link to. It is left out.", words)
        return ""

    def skills(self, words: Iterable[str], line: int) -> tuple[str, ...]:
        """Skills, each once; of those that differ in signs only, the first."""
        found: dict[str, str] = {}
        for skill in filter(None, map(plain, words)):
            if slug(skill):
                found.setdefault(slug(skill), skill)
            else:
                self.tell(Concern.TO_DECIDE, line, "this skill has no letter and no digit.", skill)
        return tuple(found.values())

    def look_through(self, line: int, text: str) -> None:
        """Tell what a text gives away that strangers need not know."""
        for leak in find_leaks(text, Patterns()):
            self.tell(
                Concern.PERSONAL,
                line,
                f"this looks like {leak.kind.value}. {leak.advice}",
                leak.found,
            )


def plain(words: str) -> str:
    """Words in one line, without characters that nobody sees."""
    return one_line(clean(words, "")[0])


def _blocks(text: Block) -> list[Block]:
    if isinstance(text, str):
        return prose(clean(text, "")[0])
    items = tuple(filter(None, map(plain, text)))
    return [items] if items else []


def _joined(block: Block) -> str:
    return block if isinstance(block, str) else "\n".join(block)
