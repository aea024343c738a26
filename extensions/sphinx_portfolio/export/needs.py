"""The builder ``portfolio-needs``: ``needs.json`` for https://sphinx-needs.readthedocs.io.

Evidence becomes needs of the type ``evidence``, reflections of the type ``reflection`` that link
to their evidence; tags are names of skills. A project that imports the file with ``needimport``
declares what sphinx-needs does not have of itself::

    needs_types = [
        {"directive": "evidence", "title": "Evidence", "prefix": "EV_"},
        {"directive": "reflection", "title": "Reflection", "prefix": "RF_"},
    ]
    needs_fields = {
        name: {"nullable": True} for name in ("kind", "issuer", "date", "expires", "url")
    }

Titles such as ``[[x]]`` and ``<<x>>`` are functions to sphinx-needs, unless the directive has
``:allow_type_coercion: false``.

The format is what sphinx-needs 9 writes and reads (its ``needsfile.py``, and the library
``ub-needs-exchange``), without what it works out itself.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from ..domain import portfolio
from ..model import Evidence, object_type
from ..names import latin
from ..version import __version__
from .common import OneFileBuilder, entries, filled

if TYPE_CHECKING:
    from ..model import Record
    from ..records import Index

# Names that an id can be made of without losing anything.
_PLAIN = re.compile(r"(?=..)[a-z0-9]+(?:-[a-z0-9]+)*")
# What ends in something like the hash of another name would not be told from it.
_LIKE_HASH = re.compile(r"(?:.*-)?[0-9a-f]{8}")


class NeedsBuilder(OneFileBuilder):
    """Writes the records as needs, page by page, as they stand on the page."""

    name = "portfolio-needs"
    epilog = "The needs are %(outdir)s/needs.json."
    filename = "needs.json"

    def content(self) -> dict[str, Any]:
        """The file with one version of all needs.

        The version is always "1": the file is of this build, and keeps no older ones.
        """
        index = portfolio(self.env).index
        ids = need_ids(index)
        needs = {ids[record]: _need(record, ids, index) for record in index.records}
        creator = {"program": "sphinx-portfolio", "version": __version__}
        return {
            "project": self.config.project,
            "current_version": "1",
            "versions": {"1": {"creator": creator, "needs_amount": len(needs), "needs": needs}},
        }


def _need(record: Record, ids: dict[Record, str], index: Index) -> dict[str, Any]:
    links = [] if isinstance(record, Evidence) else index.evidence(record.evidence)
    return {
        "id": ids[record],
        "type": object_type(record),
        "title": record.title,
        "docname": record.docname,
        **filled(tags=[skill.name for skill in index.skills_of(record)]),
        **filled(**entries(record, "needs"), links=[ids[r] for r in dict.fromkeys(links)]),
    }


def need_ids(index: Index) -> dict[Record, str]:
    """An id for each record that holds as long as its name does."""
    return {record: need_id(record) for record in index.records}


def need_id(record: Record) -> str:
    """The id that the name of a record makes: ``my-course`` gives ``EV_MY_COURSE``.

    sphinx-needs wants capital letters, digits and underscores, five at least. A name with
    anything else than small letters, digits and single hyphens loses it and gets eight digits of
    its SHA-256 instead, so that two names never make one id.
    """
    name = record.name
    plain = latin(name).lower()
    words = re.sub("[^a-z0-9]+", "_", plain).strip("_")
    if not _PLAIN.fullmatch(name) or _LIKE_HASH.fullmatch(name):
        words = f"{words}_{hashlib.sha256(name.encode()).hexdigest()[:8]}".lstrip("_")
    prefix = "EV" if isinstance(record, Evidence) else "RF"
    return f"{prefix}_{words}".upper()
