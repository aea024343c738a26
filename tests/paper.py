"""Pages as a browser prints them, and where their words stand."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from pypdf import PageObject

# What people print with unless they say otherwise.
_MARGIN = "0.4in"


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper: its lines from the top, and how many pictures it has."""

    lines: tuple[str, ...]
    pictures: int

    @property
    def text(self) -> str:
        """All its words in one line; nothing is known of blanks where a line ends."""
        return " ".join(self.lines)

    def has(self, words: str) -> bool:
        """Whether words stand on it, wherever a line breaks."""
        return "".join(words.split()) in "".join(self.text.split())


def printed(page: Page, site: Path, name: str) -> list[Sheet]:
    """The sheets that a browser makes of a page when all its pictures are there."""
    page.goto((site / name).as_uri(), wait_until="networkidle")
    sides = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN)
    data = page.pdf(format="A4", margin=sides, prefer_css_page_size=True)  # type: ignore[arg-type]
    return [_sheet(one) for one in PdfReader(io.BytesIO(data)).pages]


def _sheet(page: PageObject) -> Sheet:
    """The lines of a sheet by their height; a PDF has its words in any order."""
    pieces: dict[int, list[tuple[float, str]]] = {}

    def note(text: str, matrix: list[float], own: list[float], *_font: object) -> None:
        if text.strip():
            x = own[4] * matrix[0] + own[5] * matrix[2] + matrix[4]
            y = own[4] * matrix[1] + own[5] * matrix[3] + matrix[5]
            pieces.setdefault(round(y / 3), []).append((x, text.strip()))

    page.extract_text(visitor_text=note)
    lines = (" ".join(text for _x, text in sorted(pieces[y])) for y in sorted(pieces, reverse=True))
    # Letters that a font joins are letters all the same.
    return Sheet(tuple(normalize("NFKC", line) for line in lines), len(page.images))
