"""Dates for people."""

from __future__ import annotations

from datetime import datetime
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
