"""One page for all modules of a portfolio: which of its sections are pages of their own."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...reading.plain_markdown.headings import headings_in
from ...reading.plain_markdown.tokens import tokens_of
from ...reading.plain_markdown.vocabulary import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...reading.plain_markdown import PlainPage
    from ...reading.plain_markdown.headings import Heading
    from .edits import Edited

#: Fewer sections with items are no modules.
_FEWEST = 2
_OF_ITEMS = frozenset({Role.EVIDENCE, Role.FILES, Role.REFLECTION, Role.TAIL})


@dataclass(frozen=True, slots=True)
class Section:
    """A section with items: its lines, from 1, and the words of its heading."""

    lines: range
    words: str


def sections_of(edited: Edited, page: PlainPage) -> list[Section]:
    """The sections of a text that are modules; none if it is about one thing.

    :param page: what was read in the text before it was changed.

    Headings of items, such as "Evidence", do not count: they may be on any level.
    """
    items = [one.lines for one in page.evidence] + [one.lines for one in page.reflections]
    old = {line for lines in items for line in lines}
    inside = {number for number, line in enumerate(edited.lines, start=1) if line in old}
    headings = [
        one
        for one in headings_in(tokens_of(edited.text))
        if one.level and role_of(one.words) not in _OF_ITEMS and one.lines.start + 1 not in inside
    ]
    starts = sorted(bisect_left(edited.lines, item.start) + 1 for item in items)
    by_level = {
        level: _with_items(headings, level, starts, len(edited.lines))
        for level in sorted({heading.level for heading in headings})
    }
    best = max(by_level.values(), key=len, default=[])
    return best if len(best) >= _FEWEST else []


def _with_items(
    headings: Sequence[Heading], level: int, starts: Sequence[int], lines: int
) -> list[Section]:
    """The sections of one level that hold items."""
    found = []
    end = lines + 1
    for heading in reversed(headings):
        start = heading.lines.start + 1
        if heading.level == level and bisect_left(starts, start) < bisect_left(starts, end):
            found.append(Section(range(start, end), heading.words))
        if heading.level <= level:
            end = start
    return found[::-1]
