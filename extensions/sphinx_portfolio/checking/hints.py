"""Where a portfolio may be thin: hints, and never grades."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..dates import first_day, last_day
from ..model import Evidence
from ..reading.account.length import words_of
from ..reading.template_words import template_words
from .findings import Finding, Hint, hint
from .languages import language_of, names_outcome, says_we

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..faults import Place
    from ..model import Record
    from .facts import Facts, PartText, Picture

#: So long before it expires, something is about to.
SOON = timedelta(days=60)
_ACTION = frozenset({"action", "actions", "activity", "activities"})
_RESULT = frozenset({"result", "results", "outcome", "outcomes"})
_FOR_NO_BROWSER = (".heic", ".heif", ".hif", ".tif", ".tiff")
_SAYS_NOTHING = re.compile(
    r"(?:an? |the )?(?:alt|alt(?:ernative)? text|image|img|picture|photo|pic|figure|screenshot|"
    r"screen shot|certificate|logo|untitled|scan|file|foto|prent|skermskoot|afbeelding|plaatje|"
    r"schermafbeelding|bild|x+|\W*)"
    r"(?:[ _-]?\(?\d*\)?)?|(?:IMG|DSC|PXL|WA|Screenshot|Scan)[-_ ]?\d[\w -]*",
    re.IGNORECASE,
)


def hints(facts: Facts, today: date) -> Iterator[Finding]:
    """All hints about what pages hold.

    :param today: what dates are compared with.
    """
    yield from _of_passages(facts)
    for part in facts.parts:
        yield from _of_part(part, facts)
    for picture in facts.pictures:
        yield from _of_picture(picture)
    for record in facts.index.records:
        yield from _of_dates(record, facts, today)
    yield from _of_evidence(facts)
    yield from _of_skills(facts)


def _at(kind: Hint, place: Place, words: str) -> Finding:
    return hint(kind, place.file, place.line, words)


def _of_record(kind: Hint, record: Record, facts: Facts, words: str) -> Finding:
    return hint(kind, facts.files.get(record.docname, record.docname), record.line, words)


def _of_passages(facts: Facts) -> Iterator[Finding]:
    for passage in facts.passages:
        for below, words in template_words(passage.text):
            line = passage.place.line + below
            yield hint(Hint.LEFTOVER, passage.place.file, line, f"{_short(words)} stands here.")


def _of_part(part: PartText, facts: Facts) -> Iterator[Finding]:
    number = words_of(part.text)
    if not number:
        return  # a warning says so
    if number < facts.part_words:
        words = f"{part.label!r} has {number} {'word' if number == 1 else 'words'}."
        yield _at(Hint.THIN_PART, part.place, words)
    language = language_of(facts.language)
    if language is None:
        return
    if part.id in _RESULT and language.outcome and not names_outcome(part.text, language):
        words = f"{part.label!r} names no number, and nothing that changed or was learned."
        yield _at(Hint.NO_OUTCOME, part.place, words)
    if part.id in _ACTION and says_we(part.text, language):
        yield _at(Hint.WE_NOT_I, part.place, f"{part.label!r} says what others did, too.")


def _of_picture(picture: Picture) -> Iterator[Finding]:
    alt = " ".join(picture.alt.split())
    name = PurePosixPath(picture.file).name
    names = {name.casefold(), PurePosixPath(name).stem.casefold()}
    if not picture.is_converted and name.lower().endswith(_FOR_NO_BROWSER):
        yield _at(Hint.UNSHOWN_PICTURE, picture.place, f"browsers do not show {name!r}.")
    if not alt:
        yield _at(Hint.EMPTY_ALT, picture.place, f"{name!r} has no alternative text.")
    elif alt.casefold() in names or _SAYS_NOTHING.fullmatch(alt):
        words = f"the alternative text {_short(alt)} says nothing about {name!r}."
        yield _at(Hint.EMPTY_ALT, picture.place, words)


def _of_dates(record: Record, facts: Facts, today: date) -> Iterator[Finding]:
    if record.date and first_day(record.date) > today:
        words = f"{_short(record.title)}: the date {record.date} lies ahead."
        yield _of_record(Hint.FUTURE_DATE, record, facts, words)
    if not isinstance(record, Evidence) or not record.expires:
        return
    end = last_day(record.expires)
    if end < today:
        words = f"{_short(record.title)} expired on {end}."
        yield _of_record(Hint.EXPIRED, record, facts, words)
    elif end - today <= SOON:
        days = (end - today).days
        words = f"{_short(record.title)} expires in {days} {'day' if days == 1 else 'days'}, on "
        yield _of_record(Hint.EXPIRED, record, facts, f"{words}{end}.")


def _of_evidence(facts: Facts) -> Iterator[Finding]:
    for record in facts.index.records:
        if isinstance(record, Evidence) and not facts.index.reflections_on(record):
            words = f"{_short(record.title)}: no reflection is about it."
            yield _of_record(Hint.NOT_REFLECTED_ON, record, facts, words)


def _of_skills(facts: Facts) -> Iterator[Finding]:
    for skill in facts.index.skills.values():
        if skill.missing:
            shown = f"{len(skill.evidence)} of {skill.expected} pieces of evidence"
            words = f"{_short(skill.title)}: {shown} that the catalogue expects."
        elif not skill.evidence:
            words = f"{_short(skill.title)}: no evidence shows it."
        else:
            continue
        if skill.records:
            yield _of_record(Hint.UNSHOWN_SKILL, skill.records[0], facts, words)
        else:
            yield hint(Hint.UNSHOWN_SKILL, "", 0, words)


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:59]}…")
