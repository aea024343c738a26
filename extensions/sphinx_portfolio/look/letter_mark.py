"""The letter mark of a person: a small drawing with the initials, which browsers show in tabs."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .accent import Accent


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, in any script.

    Of "Thandi van der Merwe" they are "TM", of "Thandi" "T", of "王小明" "王"; of a name without a
    letter there are none.
    """
    words = [word for word in map(_from_first_letter, name.split()) if word]
    return "".join(_initial(word) for word in dict.fromkeys((*words[:1], *words[1:][-1:])))


def _from_first_letter(word: str) -> str:
    """A word without what stands before its first letter or digit."""
    word = unicodedata.normalize("NFC", word)
    start = next((place for place, sign in enumerate(word) if sign.isalnum()), len(word))
    return word[start:]


def _initial(word: str) -> str:
    """The first letter as a capital, with the marks that stand over or under it."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    capital = word[0].upper()
    return (capital if len(capital) == 1 else word[0]) + word[1:end]


def letter_mark(name: str, accent: Accent) -> str:
    """The mark as SVG: in the accent, by day and by night; with a plain dot where no letter is."""
    letters = initials(name)
    size = 34 if len(letters) < 2 else 28
    inside = (
        f'<text x="32" y="33" font-size="{size}">{escape(letters)}</text>'
        if letters
        else '<circle cx="32" cy="32" r="9"/>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\n'
        "<style>"
        f"rect{{fill:{accent.light}}}text,circle{{fill:#fff}}"
        "text{font-family:system-ui,sans-serif;font-weight:700;"
        "text-anchor:middle;dominant-baseline:central}"
        f"@media(prefers-color-scheme:dark){{rect{{fill:{accent.dark}}}"
        "text,circle{fill:#131416}}"
        "</style>\n"
        f'<rect width="64" height="64" rx="14"/>{inside}\n'
        "</svg>\n"
    )
