"""Characters that nobody sees and that break e-books and PDFs: found, named and taken out.

Slides hold vertical tabs, old documents U+001F, and some editors write line ends of other systems.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..faults import Fault, Place, WarningType

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Line ends of other systems; a blank takes their place, or words would run together.
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
#: XML has no such characters, but for tab and line ends.
_CONTROLS = re.compile(
    f"[{_BREAKS}\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_NAMES = {
    "\x00": "null",
    "\x0b": "vertical tab",
    "\x0c": "page break",
    "\x1f": "unit separator",
    "\x85": "next line",
}


def clean(text: str, file: str) -> tuple[str, list[Fault]]:
    """Text without such characters, and a fault for each line that held some."""
    if not _CONTROLS.search(text):
        return text, []
    return _CONTROLS.sub(_instead, text), list(_faults(text, file))


def _instead(match: re.Match[str]) -> str:
    return " " if match[0] in _BREAKS else ""


def _faults(text: str, file: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if found := dict.fromkeys(_CONTROLS.findall(line.removesuffix("\r"))):
            names = " and ".join(map(_name, found))
            yield Fault(
                WarningType.CONTROL_CHARACTER,
                f"this line holds a character that nobody sees: {names}. It is taken out. Delete "
                "it and save the page again.",
                Place(file, number),
            )


def _name(character: str) -> str:
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    return f"{name} (U+{ord(character):04X})".lstrip()
