"""Which items and targets some lines hold, told without parsing them: for what nobody may read."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ..names import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ITEM = re.compile(
    r"[ \t>*+-]*(?:[`~:]{3,}[ \t]*\{(evidence|reflection|star-reflection)\}"
    r"|\.\.[ \t]+(evidence|reflection|star-reflection)::)(.*)"
)
_NAME = re.compile(r"[ \t>]*:?name[ \t]*[:=][ \t]*[\"']?([^\"']*?)[\"']?[ \t]*$", re.IGNORECASE)
_TARGET = re.compile(r"[ \t>]*(?:\(([^()]+)\)=|\.\.[ \t]+_([^:]+):)[ \t]*$")
_MARKUP = re.compile("[*_`]")
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


def _names(title: str, below: Sequence[str]) -> Iterable[str]:
    """What an item may be called: by its title, with and without markup, and by its name."""
    names = [slug(title), slug(_MARKUP.sub("", title))]
    own = takewhile(lambda line: not _ITEM.match(line), below)
    given = next(filter(None, map(_NAME.match, own)), None)
    if given:
        names += [given[1].strip().lower(), slug(given[1])]
    return dict.fromkeys(filter(None, names))
