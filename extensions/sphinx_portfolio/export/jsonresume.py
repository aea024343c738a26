"""The builder ``portfolio-jsonresume``: ``resume.json`` for the tools of https://jsonresume.org.

The format is JSON Resume v1.0.0, https://github.com/jsonresume/resume-schema. It knows no
evidence; `resume` says where each kind goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from ..dates import OPEN, end_of, is_span, start_of
from ..domain import portfolio
from ..mediums import as_uri
from ..words import type_words
from .common import OneFileBuilder, filled, shown_skills
from .resume import sections_of

if TYPE_CHECKING:
    from ..model import Evidence, Owner

_logger = logging.getLogger(__name__)

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_ORDER = ("work", "volunteer", "education", "certificates", "projects", "references")


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
        sections = {
            name: [self._entry(name, record) for record in records]
            for name, records in sections_of(domain.index.records).items()
        }
        return {
            "$schema": _SCHEMA,
            **filled(
                basics=_basics(domain.settings.owner),
                **{name: sections.get(name, []) for name in _ORDER},
                skills=[filled(name=s.title, level=s.level) for s in shown_skills(self.env)],
            ),
            "meta": {"version": "v1.0.0"},
        }

    def _entry(self, section: str, record: Evidence) -> dict[str, Any]:
        """One entry, under the keys that its section has for the same things."""
        keywords = portfolio(self.env).index.skills_of(record)
        own_url = as_uri(record.url) if record.url else ""
        url = own_url or portfolio(self.env).medium.full_address(record.docname, record.anchor)
        match section:
            case "certificates":
                date = _date(_last(record.date))
                return filled(name=record.title, date=date, issuer=record.issuer, url=url)
            case "references":
                return {"name": record.issuer or record.title, "reference": record.title}
            case "education":
                about = {"institution": record.issuer, "area": record.title}
            case "work":
                about = {"name": record.issuer, "position": record.title}
            case "volunteer":
                about = {"organization": record.issuer, "position": record.title}
            case _:
                return filled(
                    name=record.title,
                    **_dates(record.date),
                    url=url,
                    entity=record.issuer,
                    type=type_words(portfolio(self.env), record),
                    keywords=[skill.title for skill in keywords],
                )
        # Here the address is that of the organisation; its name must not lead to a portfolio.
        return filled(**about, **_dates(record.date), url=own_url)


def _basics(known: Owner | None) -> dict[str, Any]:
    if known is None:
        return {}
    owner = known.in_the_open
    return filled(
        name=owner.name,
        label=owner.headline,
        email=owner.email if "@" in owner.email else "",
        phone=owner.phone,
        url=as_uri(owner.url) if owner.url else "",
        summary=owner.summary,
        # "The general region where you live": the only part of a place that free words fit.
        location=filled(region=owner.location),
        profiles=[{"network": p.network, "url": as_uri(p.url)} for p in owner.profiles],
    )


def _dates(iso: str) -> dict[str, str]:
    """When it began and ended. Of a single day only the end is known; a guess would be untrue."""
    if not is_span(iso):
        return {"endDate": _date(iso)}
    end = end_of(iso)
    return {"startDate": _date(start_of(iso)), "endDate": "" if end == OPEN else _date(end)}


def _last(iso: str) -> str:
    """The last date that is known."""
    return start_of(iso) if end_of(iso) == OPEN else end_of(iso)


def _date(iso_date: str) -> str:
    """The date if JSON Resume can say it: it knows the years 1000 to 2999 only."""
    return iso_date if re.match("[12]", iso_date) else ""
