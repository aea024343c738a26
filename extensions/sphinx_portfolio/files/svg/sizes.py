"""How large a drawing wants to be shown (SVG 2, section 8), and sizes beyond measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Pixels of a side. No screen and no sheet of paper comes near it.
LARGEST = 1_000_000
# Units of a drawing's own coordinates: maps count metres of the whole Earth.
_LARGEST_COORDINATE = 1e9

#: Pixels of a unit (CSS Values 4, section 6), where text has its usual size.
_UNITS = {
    "": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6,
    "pt": 96 / 72, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0,
}  # fmt: skip
_NUMBER = r"[+-]?(?:\d{1,20}+(?:\.\d{0,40}+)?|\.\d{1,40}+)(?:[eE][+-]?\d{1,3})?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*([a-zA-Z]*|%)\s*")
_BOX = re.compile(rf"\s*({_NUMBER})" + rf"(?:\s*,\s*|\s+)({_NUMBER})" * 3 + r"\s*")
_LONG = 200


def size_of(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Width and height in pixels of an ``svg`` element, or (0, 0).

    A side that is not said follows from the other and ``viewBox``, as in browsers.
    """
    width, height = (_pixels(attributes.get(side, "")) for side in ("width", "height"))
    box = _box(attributes.get("viewBox", ""))
    if box and not (width and height):
        ratio = box[0] / box[1]
        if width:
            height = width / ratio
        elif height:
            width = height * ratio
        else:
            width, height = box
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        return 0, 0
    return max(round(width), 1), max(round(height), 1)


def is_beyond_measure(name: str, value: str) -> bool:
    """Whether nobody should be asked to draw what is so large; ``name`` as ``viewBox``."""
    if name == "viewBox":
        # What is no box is ignored by who draws; a number of 400 digits may be not.
        return bool(re.search(r"\d{30}|[eE]\+?\d\d", value)) or any(
            abs(float(number)) > _LARGEST_COORDINATE
            for number in re.findall(_NUMBER, value[:_LONG])
        )
    found = _LENGTH.fullmatch(value[:_LONG])
    if not found:
        return bool(re.search(r"\d{9}|[eE]\+?\d", value))
    return not abs(float(found[1])) * _UNITS.get(found[2].lower(), 1.0) <= LARGEST


def _pixels(text: str) -> float:
    found = _LENGTH.fullmatch(text[:_LONG])
    return float(found[1]) * _UNITS.get(found[2].lower(), 0.0) if found else 0.0


def _box(text: str) -> tuple[float, float] | None:
    """Width and height of a ``viewBox`` that has some."""
    found = _BOX.fullmatch(text[:_LONG])
    width, height = (float(found[3]), float(found[4])) if found else (0.0, 0.0)
    return (width, height) if width > 0 and height > 0 else None
