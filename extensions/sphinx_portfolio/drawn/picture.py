"""What a picture is made of: boxes with words, and lines between them, each at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ..contacts import Status

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(Enum):
    """What a box is; the values are names for style sheets."""

    OWNER = "owner"
    BRANCH = "branch"
    CONTACT = "contact"
    MORE = "more"  # how many others there are
    SAMPLE = "sample"  # of an outline, in a legend


@dataclass(frozen=True, slots=True)
class Label:
    """A line of words: the middle of its foot, from the corner of its box, and the size."""

    words: str
    x: float
    y: float
    size: float
    is_bold: bool = False
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Words in an outline; ``hint`` is all that was to be said, where it had to be cut."""

    kind: Kind
    x: float
    y: float
    width: float
    height: float
    labels: tuple[Label, ...] = ()
    status: Status = Status.IN_TOUCH
    hint: str = ""

    def at(self, x: float, y: float) -> Box:
        """The box with its corner at a place."""
        return replace(self, x=x, y=y)

    def beside(self, x: float, middle: float, turn: int) -> Box:
        """The box right of ``x`` if ``turn`` is 1, left of it if it is -1."""
        return self.at(x if turn > 0 else x - self.width, middle - self.height / 2)

    def edge(self, turn: int) -> float:
        """Where it ends to the right if ``turn`` is 1, to the left if it is -1."""
        return self.x + self.width if turn > 0 else self.x


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one place to another; one that ``falls`` goes down first."""

    x: float
    y: float
    to_x: float
    to_y: float
    status: Status = Status.IN_TOUCH
    is_main: bool = False
    falls: bool = False

    def moved(self, x: float, y: float) -> Line:
        """The same elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y, to_x=self.to_x + x, to_y=self.to_y + y)


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, with a corner at 0, 0."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it says all that there was to say."""
        return not any(box.hint or box.kind is Kind.MORE for box in self.boxes)

    @property
    def sketch(self) -> Picture:
        """Only its outlines, for where it is too small to be read."""
        boxes = [box for box in self.boxes if box.kind not in {Kind.MORE, Kind.SAMPLE}]
        bare = tuple(replace(box, labels=(), hint="") for box in boxes)
        return replace(self, boxes=bare).fitted(2.0)

    def fitted(self, margin: float, left: float = 0.0) -> Picture:
        """Only as high as what stands in it, with a margin, and without what is left of a place."""
        top = min(box.y for box in self.boxes) - margin
        foot = max(box.y + box.height for box in self.boxes) + margin
        return Picture(
            self.width - left,
            foot - top,
            tuple(box.at(box.x - left, box.y - top) for box in self.boxes),
            tuple(line.moved(-left, -top) for line in self.lines),
        )


def overlapping(boxes: Iterable[Box]) -> list[tuple[Box, Box]]:
    """Pairs of boxes that cover each other somewhere."""
    there = list(boxes)
    return [
        (one, other)
        for n, one in enumerate(there)
        for other in there[n + 1 :]
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]
