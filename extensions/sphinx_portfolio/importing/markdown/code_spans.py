"""Where code stands in a line of Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_TICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class CodeSpans:
    """The places of code in a text, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, at: int) -> bool:
        """Whether a place is in code."""
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and at < self.ends[number]


def code_spans(content: str) -> CodeSpans:
    """Where code stands: from some backticks to the next that are as many."""
    runs = [match.span() for match in _TICKS.finditer(content)] if "`" in content else []
    closing: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(runs):
        closing.setdefault(end - start, []).append(number)
    starts, ends = [], []
    number = 0
    while number < len(runs):
        start, end = runs[number]
        start += is_escaped(content, start)
        others = closing.get(end - start, [])
        after = bisect_right(others, number)
        if after < len(others):
            number = others[after]
            starts.append(start)
            ends.append(runs[number][1])
        number += 1
    return CodeSpans(tuple(starts), tuple(ends))


def is_escaped(content: str, at: int) -> bool:
    """Whether a backslash takes away the meaning of a sign."""
    start = at
    while start and content[start - 1] == "\\":
        start -= 1
    return bool((at - start) % 2)
