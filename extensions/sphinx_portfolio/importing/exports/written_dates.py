"""Dates as other programs write them: ``Mar 2025``, ``03/2025``, ``01/19/25, 12:10 AM``."""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names

from ...dates import OPEN, first_day, last_day, read_date

#: Languages in which months are understood.
_LANGUAGES = ("en", "af", "nl", "zu", "xh", "de", "fr", "es", "pt", "it")
_NOW = frozenset({"present", "now", "current", "currently", "ongoing", "today", "heden"})
_LONGEST = 100
#: A time of day stands behind a date, and nobody asked for it.
_TIME = re.compile(r"(?<=[\d.])(?:T|,?\s+)\d{1,2}:\d\d.*", re.DOTALL)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)")
_BETWEEN_WORDS = re.compile(r"[\s,./-]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_FILLERS = frozenset({"", "de", "of"})


def read_written(words: str, *, month_first: bool = False) -> str:
    """A date in ISO 8601, no more precise than it was written.

    :param month_first: whether ``05/06/2025`` is in May, as programs from the USA write it; else
        nobody can know.
    :raises ValueError: if it is no date, or could be two.
    """
    if len(words) > _LONGEST:
        raise ValueError("it is no date")
    words = _TIME.sub("", words.strip())
    if match := _MONTH_YEAR.fullmatch(words):
        return read_date(f"{match[2]}-{match[1]}")
    if match := _NUMBERS.fullmatch(words):
        return _of_numbers(match, month_first)
    try:
        return read_date(words)
    except ValueError:
        return _of_words(words)


def is_now(words: str) -> bool:
    """Whether this stands where a date would, and says that something goes on."""
    return words.strip().strip(".").casefold() in _NOW


def span(start: str, end: str) -> str:
    """A span of two dates in ISO 8601, of which one may be missing; ``end`` may be `OPEN`.

    :raises ValueError: if it ends before it begins.
    """
    if not start or not end:
        return start or end.replace(OPEN, "")
    if end == OPEN:
        return f"{start}/{OPEN}"
    if last_day(end) < first_day(start):
        raise ValueError(f"it ends ({end}) before it begins ({start})")
    return start if start == end else f"{start}/{end}"


def _of_numbers(match: re.Match[str], month_first: bool) -> str:
    first, second, year = int(match[1]), int(match[3]), match[4]
    year = year if len(year) == 4 else f"20{year}"
    if second > 12 or (first <= 12 and month_first and match[2] == "/"):
        return read_date(f"{year}-{first:02}-{second:02}")
    if first > 12 or first == second or match[2] == ".":
        return read_date(f"{year}-{second:02}-{first:02}")
    raise ValueError("day and month cannot be told apart")


def _of_words(words: str) -> str:
    """A date with the name of a month; a day and a year may stand on either side."""
    month, numbers = 0, []
    for word in _BETWEEN_WORDS.split(words.casefold()):
        if word in _months() and not month:
            month = _months()[word]
        elif word not in _FILLERS:
            numbers.append(word)
    days = [match[1] for word in numbers[:-1] if (match := _ORDINAL.fullmatch(word))]
    year = numbers[-1] if numbers else ""
    if len(numbers) == 3 or len(days) != len(numbers[:-1]) or not re.fullmatch(r"\d{4}", year):
        raise ValueError("it is no date")
    if not month:
        raise ValueError("it is no date")
    return read_date("-".join([year, f"{month:02}", *(day.zfill(2) for day in days)]))


@cache
def _months() -> dict[str, int]:
    """The number of a month by its names, without dots."""
    found = {
        name.casefold().strip("."): month
        for language in _LANGUAGES
        for width in ("abbreviated", "wide")
        for context in ("format", "stand-alone")
        for month, name in get_month_names(width, context, language).items()
    }
    return {**found, "sept": 9}
