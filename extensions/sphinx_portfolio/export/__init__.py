"""The records for machines: portfolio.json, JSON-LD, JSON Resume and needs.json.

Nothing here is worked out twice: each format is a function from the records to plain data. Of
``conf.py`` only the title of the project, its language, ``html_baseurl``, the declaration and what
the owner put in ``portfolio_owner`` is ever published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .jsonld import describe_owner, person
from .jsonresume import JsonResumeBuilder
from .manifest import ManifestBuilder
from .needs import NeedsBuilder
from .site import write

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["person", "register"]


def register(app: Sphinx) -> None:
    """Add the builders, and what every web site gets."""
    app.add_builder(JsonResumeBuilder)
    app.add_builder(NeedsBuilder)
    app.add_builder(ManifestBuilder)
    app.connect("build-finished", write)
    app.connect("html-page-context", describe_owner)
