"""What is to be made black of a picture or a page, as its owner writes it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_HOW = (
    "write left, top, width and height, such as `55% 55% 40% 10%`, or the words to hide, such as "
    '`text "8001015009087"`. Put ";" between several.'
)
# One redaction: its words in quotation marks may hold what else would part them.
_PART = re.compile(r'((?:[^;"“”„«»]|"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»)*)(;|$)')
_PAGE = re.compile(r"(?i)page\s*[=:]?\s*(\d{1,6})\b\s*")
_TEXT = re.compile(r"(?is)text\s*[=:]?\s*(.*)")
_MARKS = {'"': '"', "“": "”", "„": "“”", "«": "»", "'": "'", "‘": "’"}
_LENGTH = re.compile(r"([+-]?\d{1,9}(?:[.,]\d{1,9})?)\s*(%|px)")
_UNIT = re.compile(r"[%a-z]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Length:
    """A number of pixels (``px``), or of hundredths of the width or the height (``%``)."""

    number: float
    unit: str = "%"

    def of(self, whole: float, scale: float = 1) -> float:
        """The same in pixels.

        :param whole: width or height of the picture.
        :param scale: pixels of the picture for each that the owner counts.
        """
        return self.number * whole / 100 if self.unit == "%" else self.number * scale


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of an upright picture or page, from its left upper corner."""

    left: Length
    top: Length
    width: Length
    height: Length

    def __str__(self) -> str:
        sides = (self.left, self.top, self.width, self.height)
        return " ".join(f"{side.number:g}{side.unit}" for side in sides)

    def pixels(
        self, size: tuple[int, int], scale: float = 1, margin: int = 1, grid: int = 1
    ) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, moved outward, and within the picture.

        :param size: of the picture.
        :param scale: as in `Length.of`.
        :param margin: pixels by which it is larger on each side, so that no part of one is seen.
        :param grid: multiples of so many pixels, as JPEG mixes pixels in squares.
        :raises ValueError: in words, if it lies outside of the picture.
        """
        left, top = self.left.of(size[0], scale), self.top.of(size[1], scale)
        right = left + self.width.of(size[0], scale)
        bottom = top + self.height.of(size[1], scale)
        if left >= size[0] or top >= size[1] or right <= 0 or bottom <= 0:
            raise ValueError(
                f"the box `{self}` lies outside of the picture. Count from its left upper corner."
            )
        return outward((left, top, right, bottom), size, margin, grid)


def outward(
    sides: tuple[float, float, float, float], size: tuple[int, int], margin: int, grid: int = 1
) -> tuple[int, int, int, int]:
    """The next whole pixels outside of a rectangle, within a picture."""
    left, top, right, bottom = sides
    return (
        max((math.floor(left) - margin) // grid * grid, 0),
        max((math.floor(top) - margin) // grid * grid, 0),
        min(-(-(math.ceil(right) + margin) // grid) * grid, size[0]),
        min(-(-(math.ceil(bottom) + margin) // grid) * grid, size[1]),
    )


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is to be made black: a ``box``, or wherever a ``text`` stands; on a page, or all (0)."""

    box: Box | None = None
    text: str = ""
    page: int = 0

    def __str__(self) -> str:
        page = f"page={self.page} " if self.page else ""
        return f'{page}text "{self.text}"' if self.box is None else f"{page}{self.box}"


def read_redactions(words: str) -> tuple[Redaction, ...]:
    """Read ``55% 55% 40% 10%; page=2 10px 10px 50px 20px; page=1 text "8001015009087"``.

    :raises ValueError: in words, if anything of it cannot be read.
    """
    parts, at = [], 0
    while at < len(words):
        match = _PART.match(words, at)
        if match is None:
            raise ValueError(f"a quotation mark is missing. For a redaction {_HOW}")
        parts.append(match[1].strip())
        at = match.end()
    read = tuple(_read(part) for part in parts if part)
    if not read:
        raise ValueError(f"it says nothing. For a redaction {_HOW}")
    return read


def _read(words: str) -> Redaction:
    page, rest = 0, words
    if match := _PAGE.match(rest):
        page, rest = int(match[1]), rest[match.end() :]
        if not page:
            raise ValueError("the first page is `page=1`; without `page` it is on all pages.")
    if match := _TEXT.fullmatch(rest):
        return Redaction(text=_quoted(match[1].strip()), page=page)
    if rest[:1] in _MARKS:
        return Redaction(text=_quoted(rest), page=page)
    numbers = _LENGTH.findall(rest)
    between = _LENGTH.sub("", rest).strip(" ,\t\n")
    if len(numbers) != 4 or between.replace(",", "").strip():
        raise ValueError(f"`{_short(words)}` is no redaction: {_HOW}")
    sides = [Length(float(number.replace(",", ".")), unit) for number, unit in numbers]
    _check(sides, words)
    return Redaction(Box(*sides), page=page)


def _check(sides: list[Length], words: str) -> None:
    if sides[2].number <= 0 or sides[3].number <= 0:
        raise ValueError(
            f"`{_short(words)}` has no width or no height; both have to be more than 0."
        )
    if any(side.unit == "%" and side.number > 100 for side in sides):
        raise ValueError(f"`{_short(words)}` has more than 100%, which is all of the picture.")


def _quoted(words: str) -> str:
    """The text to hide, without its quotation marks."""
    ends = _MARKS.get(words[:1])
    words = "".join(letter if letter.isprintable() else " " for letter in words).strip()
    text = words[1:-1] if ends and len(words) > 1 and words[-1] in ends else words
    if ends and text is words:
        raise ValueError(f"a quotation mark is missing in `{_short(words)}`.")
    if not any(letter.isalnum() for letter in text):
        raise ValueError(f"there is no text to hide in `{_short(words)}`; {_HOW}")
    return text.strip()


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
