"""Dates for people."""

from __future__ import annotations

import os
from calendar import monthrange
from datetime import UTC, date, datetime
from functools import lru_cache

from sphinx.util.i18n import format_date

from .model import first_day


@lru_cache(maxsize=4096)
def in_words(iso_date: str, style: str, language: str) -> str:
    """A date in the reader's language, no more precise than it was given.

    :param iso_date: ISO 8601, checked: ``2025``, ``2025-03`` or ``2025-03-21``.
    :param style: strftime format of a full date.
    """
    style = {4: "%Y", 7: "%B %Y"}.get(len(iso_date), style)
    day = datetime.combine(first_day(iso_date), datetime.min.time())
    return format_date(style, date=day, language=language)


def today() -> date:
    """The day of the build: that of SOURCE_DATE_EPOCH if it is set, as reproducible builds do."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def months_before(day: date, months: int) -> date:
    """The day that many months earlier, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
