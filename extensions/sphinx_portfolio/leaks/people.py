"""The names of people whom only some readers may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kinds import LeakKind
from .page import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .page import Page


def find_people(page: Page) -> Iterator[Hit]:
    """Whole names of such people."""
    for start, end in page.patterns.people.find(page.text):
        yield Hit(LeakKind.NAME, start, end)
