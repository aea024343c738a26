"""The owner for search engines: schema.org data, as JSON-LD, in the head of the home page.

Properties are those of https://schema.org/Person and
https://schema.org/EducationalOccupationalCredential. Without a ``portfolio_owner`` there is none.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ..dates import is_span
from ..domain import portfolio
from ..model import CREDENTIALS, Evidence
from .common import entries, filled, shown_skills

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..mediums import Medium


def describe_owner(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put the data in the head of the home page."""
    if pagename != app.config.root_doc or not portfolio(app.env).medium.is_site:
        return
    if data := person(app.env):
        tag = f'<script type="application/ld+json">{script_json(data)}</script>\n'
        context["metatags"] = f"{context.get('metatags') or ''}{tag}"


def script_json(data: object) -> str:
    """JSON that is safe in a ``<script>``: ASCII, and no sign that HTML gives a meaning.

    Those signs can stand only in strings, where an escape means the same to every JSON reader.
    """
    return re.sub("[<>&]", lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(data))


def person(env: BuildEnvironment) -> dict[str, Any] | None:
    """The owner as a schema.org Person; None when ``portfolio_owner`` is not set.

    A credential without an address of its own has that of its item, if ``html_baseurl`` is set.
    """
    known = portfolio(env).settings.owner
    if known is None:
        return None
    owner = known.in_the_open
    return {
        "@context": "https://schema.org",
        "@type": "Person",
        **filled(
            name=owner.name,
            jobTitle=owner.headline,
            description=owner.summary,
            email=owner.email,
            telephone=owner.phone,
            url=owner.url,
            homeLocation={"@type": "Place", "name": owner.location} if owner.location else None,
            sameAs=[profile.url for profile in owner.profiles],
            knowsAbout=[skill.title for skill in shown_skills(env)],
            hasCredential=[
                _credential(record, portfolio(env).medium)
                for record in portfolio(env).index.records
                if isinstance(record, Evidence) and record.kind in CREDENTIALS
            ],
        ),
    }


def _dates(iso: str) -> dict[str, str]:
    """A day as that of the credential; a span as the time that it is about."""
    return {"temporalCoverage": iso} if is_span(iso) else {"dateCreated": iso}


def _credential(record: Evidence, medium: Medium) -> dict[str, Any]:
    issuer = record.issuer
    return {
        "@type": "EducationalOccupationalCredential",
        **filled(
            name=record.title,
            **entries(record, "jsonld"),
            url=record.url or medium.full_address(record.docname, record.anchor),
            **_dates(record.date),
            recognizedBy={"@type": "Organization", "name": issuer} if issuer else None,
        ),
    }
