"""What things are called, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from babel.core import UnknownLocaleError
from babel.numbers import format_decimal
from sphinx.locale import get_translation, get_translator
from sphinx.util.i18n import format_date

from . import dates
from .contacts import Status
from .files.kinds import FORMS
from .model import Artefact, Evidence, FileKind, Record, Skill

if TYPE_CHECKING:
    from .domain import PortfolioDomain

_ = get_translation("sphinx_portfolio")


def counted(one: str, many: str, number: int) -> str:
    """So many of a thing, in the reader's language; languages have more plurals than two.

    :param one: the words for one, with ``%d`` for the number.
    :param many: the words for several.
    """
    return str(get_translator("sphinx_portfolio").ngettext(one, many, number)) % number


def kind_words(domain: PortfolioDomain, kind: str) -> str:
    """The word for a kind of evidence, or for reflections of a model."""
    if kind in domain.settings.models and kind not in domain.settings.kinds:
        return str(_("%s reflection") % _(domain.settings.models[kind].title))
    return str(_(domain.settings.kinds.get(kind, kind)))


def standing_words(status: Status) -> str:
    """The word for how an owner stands with a contact."""
    words = {
        Status.IN_TOUCH: _("in touch"),
        # Translators: a contact that the owner wants to make.
        Status.PLANNED: _("planned"),
        # Translators: a contact of whom nothing was heard for some time.
        Status.QUIET: _("quiet"),
    }
    return str(words[status])


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


def month_words(domain: PortfolioDomain, iso_date: str) -> str:
    """The month of a date for people, or the year if that is all there is."""
    return date_words(domain, iso_date[:7])


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


def status_of(skill: Skill) -> str:
    """``enough``, ``some`` or ``none``: the evidence that there is beside what is expected."""
    if not skill.evidence:
        return "none"
    return "some" if skill.missing else "enough"


def status_words(skill: Skill) -> str:
    """The evidence that there is of a skill, and how much is expected, in a few words."""
    if skill.expected:
        numbers = {"have": len(skill.evidence), "expected": skill.expected}
        return str(_("%(have)s of %(expected)s expected") % numbers)
    if not skill.evidence:
        return str(_("No evidence yet"))
    return evidence_words(len(skill.evidence))


def evidence_words(number: int) -> str:
    """So much evidence."""
    return counted("%d piece of evidence", "%d pieces of evidence", number)


def reflected_words(skill: Skill) -> str:
    """Whether a skill is reflected on."""
    return str(_("Reflected on") if skill.reflections else _("Not reflected on yet"))


def gap_words(skill: Skill) -> str:
    """What a skill lacks, where nothing else is said of it."""
    numbers = {"have": len(skill.evidence), "expected": skill.expected}
    return str(_("More evidence expected: %(have)s of %(expected)s") % numbers)


def file_words(domain: PortfolioDomain, artefact: Artefact) -> str:
    """What a file is, for people: its form, how long it is, and its size."""
    suffix = PurePosixPath(artefact.path).suffix.lower()
    words = [str(_(FORMS[suffix])) if suffix in FORMS else suffix.lstrip(".").upper()]
    if artefact.kind is FileKind.DOCUMENT and artefact.pages > 1:
        numbers = {"page": artefact.page, "pages": artefact.pages}
        words.append(str(_("page %(page)s of %(pages)s") % numbers))
    if artefact.seconds:
        minutes, seconds = divmod(artefact.seconds, 60)
        words.append(str(_("%s min") % f"{minutes}:{seconds:02}"))
    words.append(size_words(artefact.size, domain.env.config.language))
    return ", ".join(filter(None, words))


def left_out_words() -> str:
    """What is said of a video where pages are light."""
    return str(_("left out of this light version"))


def size_words(size: int, language: str) -> str:
    """A number of bytes for people: ``640 kB``, ``1.2 MB``; a kB is 1,000 bytes (SI)."""
    if not size:
        return ""
    units = ("kB", "MB", "GB")
    number, unit = size / 1000, 0
    while number >= 999.5 and unit < len(units) - 1:
        number, unit = number / 1000, unit + 1
    number = max(round(number, 1) if unit and number < 9.95 else round(number), 1)
    try:
        words = format_decimal(number, locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        words = str(number)
    return f"{words}\u00a0{units[unit]}"
