"""Words about a file without what they give away: numbers, and the name of the owner."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..leaks import find_in_name, find_leaks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..leaks import Patterns

# A shorter part of a name may be a word.
_SHORTEST = 3
_SAMPLES = frozenset({"your name"})
_POSSESSIVE = "(?:['’]s)?"
_SEPARATOR = r"[\s_.,\-]*"


def without_owner(words: str, names: Iterable[str], patterns: Patterns) -> str:
    """Words, or the name of a file without its ending, in which nobody is named.

    :param names: what the owner is called, such as "Thandi Mokoena".
    """
    words = unicodedata.normalize("NFC", words)
    for leak in (*find_leaks(words, patterns), *find_in_name(f"{words}.pdf", patterns)):
        words = words.replace(leak.found, " ")
    for name in names:
        parts = [part for part in re.split(r"[\s.\-]+", name) if len(part) >= _SHORTEST]
        if not parts or name.casefold().strip() in _SAMPLES:
            continue
        whole = f"{_SEPARATOR.join(map(_in_any_spelling, parts))}{_POSSESSIVE}"
        words = re.sub(whole, " ", words, flags=re.IGNORECASE)
        for part in parts:
            one = rf"(?<![^\W_]){_in_any_spelling(part)}{_POSSESSIVE}(?![^\W_])"
            words = re.sub(one, " ", words, flags=re.IGNORECASE)
    words = " ".join(re.sub(r"\(\W*\)|\[\W*\]", " ", words).split())
    return re.sub(r"^[\s_.,:;()\-–—'’]+|[\s_.,:;(\-–—]+$", "", words)


def _in_any_spelling(part: str) -> str:
    """A pattern for a word with and without its accents."""
    spelt = unicodedata.normalize("NFC", part)
    return "".join(_letter(letter) for letter in spelt)


def _letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[0]
    return re.escape(letter) if plain == letter else f"[{re.escape(letter)}{re.escape(plain)}]"
