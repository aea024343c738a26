"""What a file says of itself: a title, a kind, and who awarded it when, where that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..files.kinds import kind_of as kind_of_file
from ..leaks import Patterns, property_of
from ..model import FileKind
from ..names import apart
from ..reading.characters import clean
from ..reading.plain_markdown.titles import kind_of
from ..writing.naming import words_of_name
from ..writing.neutral import without_owner
from ..writing.plain_words import one_line
from .badges import Badge, read_badge

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 120
#: Titles that programs write.
_SAYS_NOTHING = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) ?-? ?.*|(?:un)?titled?\W*\d*|document ?\d*|"
    r"presentation ?\d*|powerpoint presentation|slide ?\d*|book ?\d*|scan\w*[\s\d_-]*|"
    r"img[\s\d_-]*|print|blank.*|about:blank|.*\.(?:docx?|pptx?|xlsx?|odt|indd|pdf|tex|html?))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class About:
    """The values of a piece of evidence, as far as a file says them."""

    title: str
    kind: str
    issuer: str = ""
    date: str = ""
    expires: str = ""
    is_pictured: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """What is not to be told: names of the owner, and what numbers look like."""

    names: Sequence[str] = ()
    patterns: Patterns = Patterns()  # noqa: RUF009 - it is frozen


def about(name: str, data: bytes, person: Person) -> About:
    """What a file says.

    :param name: its name, with its ending.
    :param data: all its bytes.
    """
    of_file = kind_of_file(name)
    is_pictured = of_file in {FileKind.IMAGE, FileKind.DRAWING, FileKind.DOCUMENT}
    badge = read_badge(data) or Badge()
    titles = [badge.title]
    if of_file is FileKind.DOCUMENT:
        titles.append(property_of(data, "Title"))
    titles = [_told(one, person) for one in titles]
    title = next((one for one in titles if _says_something(one)), "") or title_of_name(name, person)
    kind = "certificate" if badge.title else _kind(title, title_of_name(name, person), of_file)
    return About(title, kind, _told(badge.issuer, person), badge.date, badge.expires, is_pictured)


def title_of_name(name: str, person: Person) -> str:
    """The name of a file made readable."""
    stem = apart(PurePosixPath(name).stem)
    stem = without_owner(stem, person.names, person.patterns)
    return _told(words_of_name(f"{stem}.x"), person) if stem else "A new piece of evidence"


def _told(words: str, person: Person) -> str:
    """One line without signs that nobody sees and without its owner."""
    words = one_line(clean(words, "")[0])
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
    return without_owner(words, person.names, person.patterns)


def _says_something(title: str) -> bool:
    return sum(map(str.isalpha, title)) > 2 and not _SAYS_NOTHING.fullmatch(title)


def _kind(title: str, words: str, of_file: FileKind) -> str:
    if of_file in {FileKind.RECORDING, FileKind.SOUND}:
        return "recording"
    return kind_of(f"{title} {words}", ())
