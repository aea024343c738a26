"""How wide words are, before anybody shows them.

They are measured with the font that comes with Pillow (Aileron), which is the same everywhere.
What readers have on their devices may be wider; `SLACK` is room for the widest of the usual ones.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Callable

#: DejaVu Sans, one of the widest, is wider than Aileron by so much.
SLACK = 1.15
#: Bold letters are wider than others by so much.
BOLD = 1.13
_SIZE = 100
# What the font has no letters for, as shares of the height of a letter.
_WIDE, _OTHER = 1.05, 0.62
_LAST_LATIN = 0x24F


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """The room that words may take in one line.

    :param size: of the letters, in the unit of the answer.
    """
    return sum(map(_share, words)) * size * SLACK * (BOLD if bold else 1)


def lines_of(
    words: str, width: float, size: float, most: int, *, bold: bool = False
) -> tuple[str, ...]:
    """Words in lines of a width; the last one ends in ``…`` if there are more than ``most``."""

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= width

    lines: list[str] = []
    line = ""
    for word in _pieces(words, fits):
        together = f"{line} {word.lstrip()}" if line and word.startswith(" ") else line + word
        if not line or fits(together):
            line = together.lstrip()
        else:
            lines.append(line)
            line = word.lstrip()
    lines += [line] if line else []
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and not fits(f"{last}…"):
        last = last[:-1].rstrip()
    return (*lines[: most - 1], f"{last}…")


def _pieces(words: str, fits: Callable[[str], bool]) -> list[str]:
    """What may stand in different lines; one that follows a blank begins with it."""
    pieces: list[str] = []
    for word in words.split():
        rest = f" {word}" if pieces else word
        while rest.strip() and not fits(rest.strip()):
            end = next(n for n in range(len(rest), 0, -1) if n == 1 or fits(rest[:n].strip()))
            # A letter keeps the marks that stand over or under it.
            while end < len(rest) and unicodedata.combining(rest[end]):
                end += 1
            end = max(end, 2 if rest.startswith(" ") else 1)
            pieces.append(rest[:end])
            rest = rest[end:]
        if rest.strip():
            pieces.append(rest)
    return pieces


@cache
def _share(sign: str) -> float:
    """How wide a sign is, as a share of the size of letters."""
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Cf", "Mn", "Me"}:
        return 0.0
    if ord(sign) <= _LAST_LATIN or sign in "–—‘’“”…•":
        return float(_font().getlength(sign)) / _SIZE
    is_wide = unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0x1F000
    return _WIDE if is_wide else _OTHER


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(_SIZE)
