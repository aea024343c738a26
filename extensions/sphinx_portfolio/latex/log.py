"""What to know of LaTeX's log."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EVENT = re.compile(
    r"\[(\d+)\s*(?=[\]{<\[(\s])|Missing character: There is no (\S+)(?: \(U\+([0-9A-F]+)\))?"
)


def missing_characters(log: str) -> dict[str, int]:
    """Characters that no font had, each with the first page that lacks it."""
    found: dict[str, int] = {}
    page = 1
    for match in _EVENT.finditer(log):
        if match[1]:
            page = int(match[1]) + 1
        else:
            found.setdefault(match[2], page)
    return found


def warn_of_missing_characters(log: Path) -> None:
    """Print one warning for each."""
    text = log.read_text("utf-8", errors="replace")
    for character, page in missing_characters(text).items():
        code = f"U+{ord(character[0]):04X}"
        print(
            f"WARNING: no font has the character {character!r} ({code}), first on page {page}. "
            "Install a font that has it, such as fonts-noto-cjk.",
            file=sys.stderr,
        )
