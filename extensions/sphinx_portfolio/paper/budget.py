"""How fine pictures can be for a document to have so many bytes at most.

Nothing here knows of pictures: there are pieces, each with a size at every level, from the finest
to the coarsest. This module imports no Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Level:
    """Dots per inch, and the quality of a JPEG, from 1 to 95."""

    resolution: int
    quality: int


#: From what nobody sees to what can still be read.
LEVELS = (
    Level(300, 88),
    Level(200, 85),
    Level(150, 85),
    Level(150, 75),
    Level(110, 75),
    Level(110, 65),
    Level(80, 65),
    Level(80, 50),
)


def choose(levels: int, sizes: Callable[[int], Sequence[int]], room: int) -> tuple[int, ...] | None:
    """The level of each piece, so that all fit; None if they do not at any level.

    All pieces are of two levels that follow each other: where the finer one does not fit, the
    pieces become coarser that save most.

    :param levels: how many there are.
    :param sizes: the sizes of all pieces at a level; asked for few levels, as it may take long.
    :param room: bytes, at most.
    """
    known: dict[int, Sequence[int]] = {}

    def fits(level: int) -> bool:
        if level not in known:
            known[level] = sizes(level)
        return sum(known[level]) <= room

    low, high = 0, levels  # those below low do not fit; the one at high does, if it is a level
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle + 1, high)
    if high == levels:  # sizes need not become smaller; what was not tried may fit
        high = next((level for level in range(levels) if fits(level)), levels)
    if high == levels:
        return None
    return (
        _mixed(high, known[high - 1], known[high], room)
        if high - 1 in known
        else ((high,) * len(known[high]))
    )


def _mixed(level: int, finer: Sequence[int], coarser: Sequence[int], room: int) -> tuple[int, ...]:
    """The finer level for as many pieces as fit."""
    chosen = [level - 1] * len(finer)
    total = sum(finer)
    for piece in sorted(range(len(finer)), key=lambda one: (coarser[one] - finer[one], one)):
        if total <= room:
            break
        chosen[piece] = level
        total += coarser[piece] - finer[piece]
    return tuple(chosen)


def to_leave_out(sizes: Mapping[str, int], excess: int) -> list[tuple[str, int]]:
    """What to leave out so that so many bytes are saved: the largest first, each with its size."""
    found = []
    for name, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        if excess <= 0 or not size:
            break
        found.append((name, size))
        excess -= size
    return found
