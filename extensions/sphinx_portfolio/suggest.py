"""Offer what was probably meant. This module imports no Sphinx."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# A longer word is no name, and comparing it would take long.
_LONGEST = 200


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word most like ``word``, in any case; or nothing."""
    by_case = {name.casefold(): name for name in sorted(set(known), reverse=True)}
    close = get_close_matches(word[:_LONGEST].casefold(), by_case, n=1, cutoff=0.6)
    return f" Did you mean {by_case[close[0]]!r}?" if close else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """As `did_you_mean`; if no word is like it and there are few, all of them."""
    words = sorted(set(known))
    if found := did_you_mean(word, words):
        return found
    return f" Known: {', '.join(words)}." if 0 < len(words) <= 12 else ""


def similar_file(file: Path, others: Iterable[str] = ()) -> str:
    """Offer the file that was probably meant: other case, other slash, a typing error.

    :param others: names that may be meant, beside those of the files in its folder.
    """
    if "\\" in str(file):
        return " Write folders with '/', not with '\\'."
    try:
        names = [entry.name for entry in file.parent.iterdir() if entry.is_file()]
    except (OSError, ValueError):
        names = []
    return did_you_mean(file.name, [*names, *others])
