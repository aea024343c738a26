"""Which items and targets some lines hold, told without parsing them: for what nobody may read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..names import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ITEM = re.compile(
    r"[ \t>*+-]*(?:[`~:]{3,}[ \t]*\{(evidence|reflection|star-reflection)\}"
    r"|\.\.[ \t]+(evidence|reflection|star-reflection)::)(.*)"
)
_NAME = re.compile(r"[ \t>]*:?name[ \t]*[:=][ \t]*[\"']?([^\"']*?)[\"']?[ \t]*$", re.IGNORECASE)
_TARGET = re.compile(r"[ \t>]*(?:\(([^()]+)\)=|\.\.[ \t]+_([^:]+):)[ \t]*$")
# So many lines below the first one may hold the name.
_OPTIONS = 40


def outline(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What links could be made to, each as (type, name); the type may be ``target``."""
    for number, line in enumerate(lines):
        if match := _ITEM.match(line):
            kind = "evidence" if "evidence" in (match[1], match[2]) else "reflection"
            yield from ((kind, name) for name in _names(match[3], lines[number + 1 :][:_OPTIONS]))
        elif match := _TARGET.match(line):
            yield "target", (match[1] or match[2]).strip().lower()


def _names(title: str, below: Sequence[str]) -> Iterator[str]:
    """What an item may be called: by its title, and by its name."""
    if made := slug(title):
        yield made
    for line in below:
        if match := _NAME.match(line):
            yield from filter(None, (match[1].strip().lower(), slug(match[1])))
            return
