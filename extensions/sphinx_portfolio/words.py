"""What things are called, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util.i18n import format_date

from . import dates
from .model import Evidence, Record, Skill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .domain import PortfolioDomain

_ = get_translation("sphinx_portfolio")


def kind_words(domain: PortfolioDomain, kind: str) -> str:
    """The word for a kind of evidence, or for reflections of a model."""
    if kind in domain.settings.models and kind not in domain.settings.kinds:
        return str(_("%s reflection") % _(domain.settings.models[kind].title))
    return str(_(domain.settings.kinds.get(kind, kind)))


def type_words(domain: PortfolioDomain, record: Record) -> str:
    """What a record is, for people."""
    if isinstance(record, Evidence):
        return str(_(domain.settings.kinds.get(record.kind, record.kind)))
    return str(_("%s reflection") % _(domain.settings.models[record.model].title))


def date_words(domain: PortfolioDomain, iso: str) -> str:
    """A date or span for people, empty if there is none."""
    return "".join(words for words, _date in date_pieces(domain, iso))


def date_pieces(domain: PortfolioDomain, iso: str) -> list[tuple[str, str]]:
    """The words of a date or span, each with the date that it is, or nothing."""
    style, language = domain.settings.date_format, domain.env.config.language
    start, end = dates.start_of(iso), dates.end_of(iso)
    if not iso:
        return []
    pieces = [(_in_words(start, style, language), start)]
    if not dates.is_span(iso):
        return pieces
    if end == dates.OPEN:
        # Translators: the end of a span of time that goes on, as in "March 2025 – now".
        return [*pieces, (" – ", ""), (str(_("now")), "")]
    return [*pieces, (" – ", ""), (_in_words(end, style, language), end)]


def year_words(iso: str) -> str:
    """The year in which something ended, for people; nothing if there is no date."""
    year = dates.year_of(iso)
    return str(_("Now")) if year == dates.OPEN else year


@lru_cache(maxsize=4096)
def _in_words(iso_date: str, style: str, language: str) -> str:
    """A date in the reader's language, no more precise than it was given.

    :param iso_date: ISO 8601, checked: ``2025``, ``2025-03`` or ``2025-03-21``.
    :param style: strftime format of a full date.
    """
    style = {4: "%Y", 7: "%B %Y"}.get(len(iso_date), style)
    day = datetime.combine(dates.first_day(iso_date), datetime.min.time())
    return format_date(style, date=day, language=language)


def joined(words: Iterable[str]) -> str:
    """What there is of some words, as one line that never breaks before a dot."""
    return "\u00a0· ".join(filter(None, words))


def status_of(skill: Skill) -> str:
    """``enough``, ``some`` or ``none``: the evidence that there is beside what is expected."""
    if not skill.evidence:
        return "none"
    return "some" if skill.missing else "enough"


def status_words(skill: Skill) -> tuple[str, str]:
    """What is there of a skill, in words: its evidence, and whether it is reflected on."""
    numbers = {"have": len(skill.evidence), "expected": skill.expected}
    if skill.expected and not skill.missing:
        evidence = _("Enough evidence: %(have)s (%(expected)s expected)") % numbers
    elif skill.expected:
        evidence = _("More evidence expected: %(have)s of %(expected)s") % numbers
    else:
        evidence = _("Shown by evidence") if skill.evidence else _("No evidence yet")
    reflected = _("Reflected on") if skill.reflections else _("Not reflected on yet")
    return str(evidence), str(reflected)
