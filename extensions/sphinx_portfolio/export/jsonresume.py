"""The builder ``portfolio-jsonresume``: ``resume.json`` for the tools of https://jsonresume.org.

The format is JSON Resume v1.0.0, https://github.com/jsonresume/resume-schema. It knows no
evidence, so each item goes where a reader of a résumé looks for it:

========================================  ============
kind                                      section
========================================  ============
certificate, course, assessment           certificates
testimony                                 references
every other, also of ``portfolio_kinds``  projects
========================================  ============
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from ..domain import portfolio
from ..model import CREDENTIALS, Evidence
from ..words import type_words
from .common import (
    OneFileBuilder,
    as_uri,
    filled,
    full_address,
    shown_skills,
)

if TYPE_CHECKING:
    from ..model import Owner

_logger = logging.getLogger(__name__)

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


class JsonResumeBuilder(OneFileBuilder):
    """Writes the records as a JSON Resume; newest first, undated last."""

    name = "portfolio-jsonresume"
    epilog = "The résumé is %(outdir)s/resume.json."
    filename = "resume.json"

    def content(self) -> dict[str, Any]:
        """The résumé. Without ``portfolio_owner`` it does not say whose it is."""
        domain = portfolio(self.env)
        if domain.settings.owner is None:
            _logger.info(
                "resume.json has no basics: set portfolio_owner = {'name': ...} in conf.py to add "
                "your name and what else you want to be known."
            )
        records = [r for r in domain.index.records if isinstance(r, Evidence)]
        records.sort(key=lambda record: record.date, reverse=True)
        kinds = {record.kind for record in records}
        projects = kinds - CREDENTIALS - {"testimony"}
        return {
            "$schema": _SCHEMA,
            **filled(
                basics=_basics(domain.settings.owner),
                certificates=[self._certificate(r) for r in records if r.kind in CREDENTIALS],
                projects=[self._project(r) for r in records if r.kind in projects],
                references=[_reference(r) for r in records if r.kind == "testimony"],
                skills=[filled(name=s.title, level=s.level) for s in shown_skills(self.env)],
            ),
            "meta": {"version": "v1.0.0"},
        }

    def _certificate(self, record: Evidence) -> dict[str, Any]:
        return filled(
            name=record.title,
            date=_date(record.date),
            issuer=record.issuer,
            url=self._url(record),
        )

    def _project(self, record: Evidence) -> dict[str, Any]:
        # The date says when it was made or done; that it began then would be a guess.
        return filled(
            name=record.title,
            endDate=_date(record.date),
            url=self._url(record),
            entity=record.issuer,
            type=type_words(portfolio(self.env), record),
            keywords=[skill.title for skill in portfolio(self.env).index.skills_of(record)],
        )

    def _url(self, record: Evidence) -> str:
        url = record.url or full_address(record, self)
        return as_uri(url) if url else ""


def _basics(owner: Owner | None) -> dict[str, Any]:
    if owner is None:
        return {}
    return filled(
        name=owner.name,
        label=owner.headline,
        email=owner.email if "@" in owner.email else "",
        url=as_uri(owner.url) if owner.url else "",
        summary=owner.summary,
        # "The general region where you live": the only part of a place that free words fit.
        location=filled(region=owner.location),
        profiles=[{"network": p.network, "url": as_uri(p.url)} for p in owner.profiles],
    )


def _reference(record: Evidence) -> dict[str, Any]:
    return {"name": record.issuer or record.title, "reference": record.title}


def _date(iso_date: str) -> str:
    """The date if JSON Resume can say it: it knows the years 1000 to 2999 only."""
    return iso_date if re.match("[12]", iso_date) else ""
