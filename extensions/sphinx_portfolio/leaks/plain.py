"""Text as a reader sees it, with the way back to what was written.

What nobody sees is taken out, such as zero-width blanks between digits; digits, blanks and hyphens
of all kinds become the plain ones; what HTML, addresses and Markdown write in codes is decoded.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
# Characters as HTML, addresses and Markdown write them.
_CODED = re.compile(
    f"[{_UNSEEN}]"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|%(?:40|20|2[BbDdEe]|5[Ff])"
    r"|\\(?=[!-/:-@\[\]^_{-~])"
)
_CODED_IN_ASCII = re.compile(_CODED.pattern.partition("|")[2])
_BREAKS = str.maketrans("\r\n", "  ")
#: The zeros of digits of other scripts, and of letters for mathematics.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, *range(0x1D7CE, 0x1D800, 10))
_SAME = {
    **{zero + digit: str(digit) for zero in _ZEROS for digit in range(10)},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full width
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63), "-"),
}
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Plain:
    """The plain ``text`` of a ``source``."""

    source: str
    text: str
    # Where what was replaced begins and ends, in each of the two.
    _here: list[int] = field(default_factory=list)
    _there: list[int] = field(default_factory=list)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of a span in the text."""
        return self._start(start), self._end(end)

    def line(self, position: int) -> int:
        """The line of a position in the source, from 1."""
        return bisect_right(self._line_ends, position) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.end() for found in _LINE_END.finditer(self.source)]

    def _start(self, position: int) -> int:
        index = bisect_right(self._here, position) - 1
        return position if index < 0 else self._there[index] + position - self._here[index]

    def _end(self, position: int) -> int:
        index = bisect_left(self._here, position)
        if index < len(self._here) and self._here[index] == position:
            return self._there[index]
        index -= 1
        return position if index < 0 else self._there[index] + position - self._here[index]


def plain(source: str) -> Plain:
    """Text without what is not seen and with plain characters; lines stay lines."""
    coded = _CODED_IN_ASCII if source.isascii() else _CODED
    pieces: list[str] = []
    here: list[int] = []
    there: list[int] = []
    end = length = 0
    for match in coded.finditer(source):
        before, instead = source[end : match.start()], _decoded(match[0])
        length += len(before)
        here += (length, length + len(instead))
        there += match.span()
        length += len(instead)
        pieces += (before, instead)
        end = match.end()
    text = "".join([*pieces, source[end:]]) if pieces else source
    return Plain(source, text if text.isascii() else text.translate(_SAME), here, there)


def _decoded(code: str) -> str:
    if code[0] == "&":
        # A line end in codes is none in the source.
        return html.unescape(code).translate(_BREAKS)
    return chr(int(code[1:], 16)) if code[0] == "%" else ""
