"""What is read in the pages of a source, as plain data for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...reading.plain_markdown.reader import read_page
from .read_pages import pages_of

if TYPE_CHECKING:
    from ...reading.plain_markdown import PlainPage
    from .source import Source


def as_data(source: Source) -> list[dict[str, Any]]:
    """For each page its evidence, its reflections and what has to be looked at, by line."""
    return [_of_page(page.path, read_page(page.text)) for page in pages_of(source, [])]


def _of_page(path: str, page: PlainPage) -> dict[str, Any]:
    return {
        "file": path,
        "evidence": [
            {
                "title": one.title,
                "kind": one.kind,
                "line": one.line,
                "targets": [target.written for target in one.targets],
                "prose": one.prose,
            }
            for one in page.evidence
        ],
        "reflections": [
            {"title": one.title, "model": one.model, "line": one.line, "parts": dict(one.parts)}
            for one in page.reflections
        ],
        "notes": [{"line": note.line, "message": note.message} for note in page.notes],
    }
