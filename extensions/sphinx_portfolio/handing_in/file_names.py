"""What a file is called that is handed in, for every system, and with no number of its owner."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..files.copy_names import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import Owner
    from ..reading.settings import Settings

_LONGEST = 60
# Letters that are no other letter with a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ı": "i",
        "þ": "th",
        "Þ": "Th",
        "ħ": "h",
        "Ħ": "H",
        "ŋ": "ng",
        "Ŋ": "Ng",
    }
)
# Digits, in groups or not.
_NUMBER = re.compile(r"\d+(?:[-_]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}")
#: Digits that tell a person from others, and those that a date has at most.
_TELLING, _DATE = 5, 8
_YEAR_MARK = "{year}"


@dataclass(frozen=True, slots=True)
class Called:
    """The name of a file without its ending, and the numbers that were taken out of it."""

    stem: str
    without: tuple[str, ...]


def called(settings: Settings, author: str, year: int) -> Called:
    """What a file is called that is handed in, as ``portfolio_file_name`` says.

    :param author: stands for a name where ``portfolio_owner`` says none.
    :param year: stands for ``{year}``.
    """
    name = settings.owner.name if settings.owner else author
    without: list[str] = []
    parts = []
    for part in settings.file_name.split(_YEAR_MARK):
        words = part.replace("{name}", name)
        for pattern in settings.student_numbers:
            without += (found[0] for found in re.finditer(pattern, words) if found[0])
            words = re.sub(pattern, " ", words)
        words = _plain(words)
        for pattern in settings.student_numbers:
            words = re.sub(pattern, "-", words)
        for number in _numbers(words, settings.owner):
            without.append(number)
            words = words.replace(number, "-", 1)
        parts.append(words)
    stem = re.sub("-{2,}", "-", str(year).join(parts)).strip("-_")
    return Called(readable(stem[:_LONGEST].rstrip("-_") or "Portfolio"), tuple(without))


def _plain(text: str) -> str:
    """Letters, digits, hyphens and underscores; a hyphen at either end may join it to others."""
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9_]+", "-", text)


def _numbers(words: str, owner: Owner | None) -> Iterator[str]:
    """The numbers in a name that may be its owner's."""
    own = tuple(_numbers_of(owner)) if owner else ()
    for found in _NUMBER.finditer(words):
        pieces = re.split("[-_]", found[0])
        digits = "".join(pieces)
        is_date = len(digits) <= _DATE and all(map(_YEAR.fullmatch, pieces))
        if _is_of(digits, own) or (len(digits) >= _TELLING and not is_date):
            yield found[0]


def _is_of(digits: str, own: Iterable[str]) -> bool:
    """Whether digits are a number of the owner, hold one, or are most of one."""
    return any(
        one in digits or (len(digits) >= _TELLING and digits in one) for one in own if len(one) > 2
    )


def _numbers_of(owner: Owner) -> Iterator[str]:
    """The digits of what the owner's settings say, but for years, which many names have."""
    yield "".join(re.findall(r"\d", owner.phone))
    texts = (owner.email, owner.url, owner.cv, owner.pdf, owner.picture)
    for text in (*texts, *(profile.url for profile in owner.profiles)):
        yield from (one for one in re.findall(r"\d+", text) if not _YEAR.fullmatch(one))
