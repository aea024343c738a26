"""What things are called, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from .dates import in_words
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


def date_words(domain: PortfolioDomain, iso_date: str) -> str:
    """A date for people, empty if there is none."""
    style, language = domain.settings.date_format, domain.env.config.language
    return in_words(iso_date, style, language) if iso_date else ""


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
