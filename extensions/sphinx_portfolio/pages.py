"""The text of a page before it is parsed: what would break e-books and PDFs is taken out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .directives import NAMES
from .reading.characters import clean
from .warnings import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# In Markdown "{evidence}", in reStructuredText "evidence::". Other pages are not ours to change.
_OURS = re.compile(rf"(?:\{{(?:{'|'.join(NAMES)})\}}|\.\.\s+(?:{'|'.join(NAMES)})::)")


def register(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("source-read", clean_page)
    app.connect("include-read", clean_included)


def clean_page(app: Sphinx, docname: str, content: list[str]) -> None:
    """Clean a page."""
    _clean(content, str(app.env.doc2path(docname)))


def clean_included(app: Sphinx, path: Path, _parent: str, content: list[str]) -> None:
    """Clean a file that a page includes."""
    _clean(content, str(Path(app.srcdir, path)))


def _clean(content: list[str], file: str) -> None:
    if _OURS.search(content[0]):
        content[0], faults = clean(content[0], file)
        report(faults)
