"""Changes to a text, all told by their places in it, and made at once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from ...reading.plain_markdown.tokens import LINE_END


@dataclass
class Edits:
    """What is to be changed in a text; of two changes at one place the first that was told counts.

    One that lies in another is dropped with what it lies in.
    """

    text: str
    _told: list[tuple[int, int, str]] = field(default_factory=list)

    def replace(self, start: int, end: int, words: str) -> None:
        """Put ``words`` in place of what stands from ``start`` to ``end``."""
        self._told.append((start, end, words))

    def insert(self, at: int, words: str) -> None:
        """Put ``words`` before what stands at a place."""
        self.replace(at, at, words)

    def made(self) -> Edited:
        """The text with all changes."""
        pieces: list[str] = []
        # For each line of the new text, the place in the old one that it starts from.
        places: list[int] = [0]
        end = 0
        for start, stop, words in sorted(self._told, key=_order):
            if start < end:
                continue
            pieces += (self.text[end:start], words)
            places += (match.end() for match in LINE_END.finditer(self.text, end, start))
            places += [stop] * len(LINE_END.findall(words))
            end = stop
        pieces.append(self.text[end:])
        places += (match.end() for match in LINE_END.finditer(self.text, end))
        starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]
        return Edited("".join(pieces), tuple(bisect_right(starts, place) for place in places))


def _order(told: tuple[int, int, str]) -> tuple[int, bool, int]:
    """By place; what is put before something comes before what stands in its place."""
    start, stop, _words = told
    return start, stop > start, -stop


@dataclass(frozen=True, slots=True)
class Edited:
    """A text that was changed, and for each of its lines the number, from 1, of the old one."""

    text: str
    lines: tuple[int, ...]

    def after(self, first: Edited) -> Edited:
        """The same, with the lines of the text that was changed before to what this was made of."""
        return Edited(self.text, tuple(map(first.line, self.lines)))

    def line(self, number: int) -> int:
        """The line of the old text that a line of the new one, both from 1, comes from."""
        return self.lines[min(max(number, 1), len(self.lines)) - 1]
