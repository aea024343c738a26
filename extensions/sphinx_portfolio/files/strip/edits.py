"""Copy a file with some of its bytes changed, however large it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .errors import CUT_SHORT

if TYPE_CHECKING:
    from typing import BinaryIO

_BLOCK = 1 << 20


@dataclass
class Edits:
    """What stays of a file, and what is written over it, by place in the file.

    ``parts`` are the pieces of the copy, one after the other: bytes, or the start and the end of
    what is copied; empty for all of it.
    """

    changes: dict[int, bytes] = field(default_factory=dict)
    blanks: list[tuple[int, int]] = field(default_factory=list)  # starts and ends
    parts: list[bytes | tuple[int, int]] = field(default_factory=list)

    def blank(self, start: int, length: int) -> None:
        """Write zeros over bytes."""
        if length > 0:
            self.blanks.append((start, start + length))

    def change(self, start: int, content: bytes) -> None:
        """Write bytes over others, after all blanks."""
        self.changes[start] = content

    def copy(self, source: BinaryIO, to: BinaryIO, end: int) -> None:
        """Write the copy.

        :param to: can be written and positioned.
        :param end: of the source, if there are no ``parts``.
        """
        for part in self.parts or [(0, end)]:
            if isinstance(part, bytes):
                to.write(part)
                continue
            source.seek(part[0])
            left = part[1] - part[0]
            while left:
                block = source.read(min(left, _BLOCK))
                if not block:
                    raise ValueError(CUT_SHORT)
                to.write(block)
                left -= len(block)
        for start, stop in self.blanks:
            to.seek(start)
            to.writelines(bytes(min(stop - place, _BLOCK)) for place in range(start, stop, _BLOCK))
        for start, content in sorted(self.changes.items()):
            to.seek(start)
            to.write(content)
