"""Names of items, listings and skills: one rule, in every script. This module imports no Sphinx."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Signs that tell one thing from another where they are written to a word: C, C++, C# and .NET.
_SIGNS = (
    (re.compile(r"(?<=[^\W_])\++"), " plus "),
    (re.compile(r"(?<=[^\W\d_])#(?![^\W_])"), " sharp "),
    (re.compile(r"(?<=[^\W_])\*(?![^\W_])"), " star "),
    (re.compile(r"(?<![^\s(\[/,;])\.(?=[^\W\d_])"), " dot "),
)

# Letters that have no other in them, as é has e, and how they are written without them.
# fmt: off
_WITHOUT = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "ı": "i",
})
# fmt: on


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Make a name from free words: ``"My 1st Course!"`` gives ``"my-1st-course"``.

    Letters of every script stay, and signs that belong to a word become words: ``C++`` gives
    ``c-plus-plus``. The result is empty if ``text`` has no letter or digit.
    """
    text = _folded(text)
    for sign, word in _SIGNS:
        text = sign.sub(lambda found, word=word: word * len(found[0]), text)  # type: ignore[misc]
    words = "".join(c if _is_letter(c) else " " for c in text).split()
    return "-".join(word for word in words if any(c.isalnum() for c in word)).strip("_-")


_NAMES = ("WhatsApp", "LinkedIn", "GitHub", "YouTube", "PowerPoint", "OneDrive", "JavaScript")
_JOINED = re.compile(rf"(?<=[a-zà-ÿ])(?=[A-Z])|({'|'.join(_NAMES)})")


def apart(words: str) -> str:
    """Words that are written as one, with blanks between them: ``CareerReport``."""
    return _JOINED.sub(lambda found: found[1] or " ", words)


def latin(text: str) -> str:
    """Text in the letters that every program knows; others are left out."""
    text = unicodedata.normalize("NFKD", text.translate(_WITHOUT))
    return text.encode("ascii", "ignore").decode()


def is_name(text: str) -> bool:
    """Whether ``text`` can be a name as it stands (lower case is not required).

    A name has letters, digits, underscores, hyphens and dots, and starts and ends with one of the
    first three.
    """
    return (
        text.strip("-.") == text
        and all(c in "-." or _is_letter(c) for c in text)
        and any(c.isalnum() for c in text)
    )


def anchor_for(name: str, kind: str) -> str:
    """The id of a name in its page, which has to be a name of XML, too, for e-books.

    :param kind: what comes before a name that starts with no letter.

    It never holds ``--``, which is how `part_of` tells the ids of what is in an item.
    """
    plain = re.sub("-{2,}", "-", _folded(name))
    return plain if plain[:1].isalpha() else f"{kind}-{plain}".rstrip("-")


def part_of(anchor: str, part: str) -> str:
    """The id of what stands in the item with the id ``anchor``: its figure, its title."""
    return f"{anchor}--{part}"


def unique(names: Iterable[str]) -> list[str]:
    """Names of which no two are the same: one that is there already gets a number."""
    found: dict[str, None] = {}
    numbers: dict[str, int] = {}  # the first that may be free
    for name in names:
        made, number = name, numbers.get(name, 2)
        while made in found:
            made, number = f"{name}-{number}", number + 1
        numbers[name] = number
        found[made] = None
    return list(found)


def _folded(text: str) -> str:
    """Small letters, one form for all that reads the same (``②`` is 2), nothing that is unseen."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).lower())


def _is_letter(character: str) -> bool:
    """Whether a character is a letter, digit, underscore or a mark that belongs to a letter."""
    # Marks write vowels in many scripts; the ones that choose how an emoji looks do not count.
    if unicodedata.category(character) in {"Mn", "Mc"}:
        return not "\ufe00" <= character <= "\ufe0f"
    return character.isalnum() or character == "_"
