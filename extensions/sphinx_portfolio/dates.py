"""Dates and spans of time: as people write them, and as ISO 8601. This module imports no Sphinx.

A date is kept no more precise than it was given: ``2025``, ``2025-03`` or ``2025-03-21``. A span is
two of them with a slash between, ``2025-01/2025-06``; one that goes on ends in two dots,
``2025-03/..`` (ISO 8601-1 of 2019; the open end is that of ISO 8601-2).
"""

from __future__ import annotations

import os
import re
from calendar import monthrange
from datetime import UTC, date, datetime

#: The end of a span that goes on.
OPEN = ".."

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SHORT = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
# What stands between two dates. A hyphen without blanks belongs to a date, but not in 2024-2025.
_BETWEEN = re.compile(
    r"\s*(?:[–—→]|--+|\.\.+|…)\s*|\s+(?:-|/|to|until|till|through|tot|bis|t/m)\s+"
    r"|(?<=^[0-9]{4})-(?=[0-9]{4}$)",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:from|since|van|vanaf|sedert|sinds)\s+", re.IGNORECASE)
_NOW = frozenset(
    [
        "now",
        "today",
        "present",
        "current",
        "currently",
        "ongoing",
        "heden",
        "vandag",
        "nou",
        "nu",
        "tans",
        "lopend",
    ]
)
_HOW = "write it as 2025-03-21, 2025-03 or 2025"
_HOW_SPAN = f"{_HOW}, or a span of time as 2025-01 to 2025-06"


def read_date(written: str) -> str:
    """A date in ISO 8601; so are ``2025/03/21``, the short form of South Africa, and ``2025-3-1``.

    :raises ValueError: if it is not a real date, with words for the person who wrote it.
    """
    words = written.strip()
    if match := _SHORT.fullmatch(words):
        words = "-".join(n.zfill(2) for n in match.group(1, 3, 4) if n)
    _days_of(words)
    return words


def read_span(written: str) -> str:
    """A date, or a span of time as ``first/last``, in ISO 8601.

    ``2025-01 to 2025-06``, ``2025-01 – 2025-06``, ``2025-01/2025-06`` and ``2025-03 – now`` are
    spans.

    :raises ValueError: as `read_date`; also if a span ends before it begins.
    """
    try:
        return _read_span(written.strip())
    except ValueError as error:
        raise ValueError(_HOW_SPAN if str(error) == _HOW else str(error)) from error


def _read_span(words: str) -> str:
    since = _FROM.match(words)
    words = words[since.end() :] if since else words
    first, last = _ends(words)
    if not last and not since:
        return read_date(first)
    begin = read_date(first)
    if not last or last.casefold().strip(".") in _NOW or last == OPEN:
        return f"{begin}/{OPEN}"
    end = read_date(last)
    if last_day(end) < first_day(begin):
        raise ValueError(f"it ends ({end}) before it begins ({begin})")
    return begin if begin == end else f"{begin}/{end}"


def _ends(words: str) -> tuple[str, str]:
    """The two sides of a span as they are written; the second is empty for a date."""
    if words.endswith(f"/{OPEN}"):
        return words.removesuffix(f"/{OPEN}"), OPEN
    if between := _BETWEEN.search(words):
        return words[: between.start()], words[between.end() :] or OPEN
    first, slash, last = words.partition("/")
    # 2025/03 is a month; 2025-01/2025-06, 2025/2026 and 2025/now are spans.
    if slash and not _SHORT.fullmatch(words):
        return first.strip(), last.strip() or OPEN
    return words, ""


def start_of(iso: str) -> str:
    """The date itself, or that on which a span begins."""
    return iso.partition("/")[0]


def end_of(iso: str) -> str:
    """The date itself, or that on which a span ends; `OPEN` if it goes on."""
    return iso.rpartition("/")[2]


def is_span(iso: str) -> bool:
    """Whether this is a span of time."""
    return "/" in iso


def order_of(iso: str) -> tuple[str, str]:
    """What dates and spans are ordered by: the end, then the beginning; what goes on is last."""
    end = end_of(iso)
    return ("9999-99" if end == OPEN else end), start_of(iso)


def year_of(iso: str) -> str:
    """The year in which it ended, `OPEN` if it goes on, nothing if there is no date."""
    end = end_of(iso)
    return end if end == OPEN else end[:4]


def first_day(iso: str) -> date:
    """The first day that a date or span covers.

    :raises ValueError: if it is not a real date, with words for the person who wrote it.
    """
    return _days_of(start_of(iso))[0]


def last_day(iso: str) -> date:
    """The last day that a date or span covers; errors as `first_day`."""
    end = end_of(iso)
    return date.max if end == OPEN else _days_of(end)[1]


def _days_of(iso: str) -> tuple[date, date]:
    match = _DATE.fullmatch(iso)
    if not match:
        raise ValueError(_HOW)
    year, month, day = (int(group) if group else 0 for group in match.groups())
    if year == 0:
        raise ValueError("there is no year 0")
    if month > 12 or (match[2] and month == 0):
        raise ValueError(f"there is no month {month}")
    first_month, last_month = (month, month) if month else (1, 12)
    length = monthrange(year, last_month)[1]
    if match[3] and not 1 <= day <= length:
        raise ValueError(f"that month has no day {day}")
    return date(year, first_month, day or 1), date(year, last_month, day or length)


def moment() -> int | None:
    """What SOURCE_DATE_EPOCH says the build's time is, in seconds since 1970; None if nothing."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(written) if written.isdecimal() else None


def today() -> date:
    """The day of the build: that of `moment`, as reproducible builds do, else the real one."""
    said = moment()
    return date.today() if said is None else datetime.fromtimestamp(said, UTC).date()


def months_before(day: date, months: int) -> date:
    """The day that many months earlier, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
