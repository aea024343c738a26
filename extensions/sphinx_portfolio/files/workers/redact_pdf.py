"""Draw a page of a PDF with PDFium, and make parts of it black. Run by `bounded`.

Arguments: the page, from 1; and JSON, a list of what is to be hidden: ``sides``, four pairs of a
number and a unit, or ``text``. It writes a line of JSON, how often each was found, and a PNG. Where
the JSON is only a text, it writes where that stands, and no picture.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import math
import re
import sys
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from ..redactions import Box, Length, outward
from .draw_pdf import BROKEN, opened

if TYPE_CHECKING:
    from PIL import Image

_DOTS = 200  # for an inch
_POINTS, _CSS_PIXELS = 72, 96  # for an inch
_MOST_PIXELS = 16_000_000
_FINE = 2400  # pixels of the longer side, to tell places by
_INCH = 0.0254  # metres
# Pixels, and part of the height of a letter, by which a box of letters is larger.
_MARGIN, _PART = 2, 0.12
_MOST_LETTERS = 500_000
# Hyphens of all kinds, and what PDFium has for one at the end of a line.
_HYPHENS = r"\-‐-―\u00ad\u0002\ufffe"
#: What may stand between two digits of a number, between words, and in a word.
_BETWEEN_DIGITS = rf"[\s{_HYPHENS}./]{{0,4}}"
_BETWEEN_WORDS = rf"[\s{_HYPHENS}]{{1,8}}"
_IN_WORD = rf"(?:[{_HYPHENS}]?[\r\n]{{1,4}}|[{_HYPHENS}])?"
_NOWHERE = (
    "nothing says where on the page a text stands that you want to hide. Say it yourself: left, "
    "top, width and height, such as `55% 55% 40% 10%`."
)
Sides = tuple[float, float, float, float]


def pattern_of(text: str) -> re.Pattern[str]:
    """What finds a text: with other capitals and accents, across lines, with parted numbers."""
    wanted = list(re.sub(r"(?<=\d)[\s\-‐-―./]+(?=\d)", "", _plain(text).strip()))
    parts: list[str] = []
    for before, letter in zip(["", *wanted], wanted, strict=False):
        if letter.isspace() or letter in "-‐‑‒–—":
            if parts[-1:] != [_BETWEEN_WORDS]:
                parts.append(_BETWEEN_WORDS)
            continue
        if before.isdigit() and letter.isdigit():
            parts.append(_BETWEEN_DIGITS)
        elif before.isalnum() and letter.isalnum():
            parts.append(_IN_WORD)
        parts.append(re.escape(letter))
    return re.compile("".join(parts))


def _plain(text: str) -> str:
    """Letters as such: small, without accents, none of them two in one."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in parts if not unicodedata.combining(c) and c not in "\u200b\ufeff")


class _Letters:
    """The letters of a page in the order of PDFium, and where each stands in the picture.

    The ``sheet`` is the page as it was drawn, in so many pixels.
    """

    def __init__(self, page: Any, sheet: Any, size: tuple[int, int]) -> None:
        self.sheet, self.size = sheet, size
        self.page = page.get_textpage()
        count = self.page.count_chars()
        if count > _MOST_LETTERS:
            raise ValueError("it has too much text. Take out the pages that you want to show.")
        plain: list[str] = []
        self.numbers: list[int] = []  # of the letter, for each of the plain text
        for number in range(count):
            code = raw.FPDFText_GetUnicode(self.page, number)
            for letter in _plain(chr(code)) if 0 < code < 0x110000 else "":
                plain.append(letter)
                self.numbers.append(number)
        self.text = "".join(plain)

    def places(self, text: str) -> list[list[Sides]]:
        """Where a text stands: for each time the boxes of its letters, joined where they meet."""
        found = []
        for match in pattern_of(text).finditer(self.text):
            numbers = dict.fromkeys(self.numbers[match.start() : match.end()])
            boxes = {number: self.box(number) for number in numbers}
            for at in range(match.start(), match.end()):
                if self.text[at].isalnum() and boxes[self.numbers[at]] is None:
                    raise ValueError(_NOWHERE)
            found.append(_joined([box for box in boxes.values() if box]))
        return found

    def box(self, number: int) -> Sides | None:
        """Where a letter stands, with the room that its font gives it."""
        left, bottom, right, top = (ctypes.c_double() for _ in range(4))
        sides: list[tuple[float, float]] = []
        if raw.FPDFText_GetCharBox(self.page, number, left, right, bottom, top):
            sides += [(left.value, top.value), (right.value, bottom.value)]
        loose = raw.FS_RECTF()
        if raw.FPDFText_GetLooseCharBox(self.page, number, loose):
            sides += [(loose.left, loose.top), (loose.right, loose.bottom)]
        if not sides or not all(math.isfinite(value) for side in sides for value in side):
            return None
        xs, ys = [x for x, _ in sides], [y for _, y in sides]
        if max(xs) == min(xs) and max(ys) == min(ys):
            return None
        places = [self.pixel(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
        across, down = [x for x, _ in places], [y for _, y in places]
        return min(across), min(down), max(across), max(down)

    def pixel(self, x: float, y: float) -> tuple[int, int]:
        """The pixel of a point of the page, which may be turned and cropped."""
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self.sheet, 0, 0, *self.size, 0, x, y, across, down)
        return across.value, down.value


def _joined(boxes: list[Sides]) -> list[Sides]:
    """Boxes of letters that follow each other as one, so that nobody sees where letters end."""
    joined: list[Sides] = []
    for box in boxes:
        if joined:
            last = joined[-1]
            high = max(min(last[3] - last[1], box[3] - box[1]), 1)
            wide = max(min(last[2] - last[0], box[2] - box[0]), 1)
            down = min(last[3], box[3]) - max(last[1], box[1])
            across = min(last[2], box[2]) - max(last[0], box[0])
            in_line = down > high / 2 and across > -2 * high
            in_column = across > wide / 2 and down > -2 * wide
            if in_line or in_column:
                joined[-1] = (
                    min(last[0], box[0]),
                    min(last[1], box[1]),
                    max(last[2], box[2]),
                    max(last[3], box[3]),
                )
                continue
        joined.append(box)
    return joined


def redacted(data: bytes, page: int, wanted: list[dict[str, Any]]) -> tuple[list[int], Image.Image]:
    """How often each was found, and the page with black boxes.

    :raises ValueError: in words, if the page cannot be drawn, or a box lies outside of it.
    """
    with opened(data, page) as document:
        with suppress(Exception):  # the rest of the page can be drawn
            document.init_forms()
        sheet = document[page - 1]
        points = sheet.get_size()
        inches = max(points[0], 1) * max(points[1], 1) / _POINTS**2
        scale = min(_DOTS, math.sqrt(_MOST_PIXELS / inches)) / _POINTS
        bitmap = sheet.render(scale=scale, rev_byteorder=True)
        image = bitmap.to_pil().convert("RGB")
        boxes, counts = [], []
        for one in wanted:
            if "text" in one:
                places = _all_letters(data, page, sheet, image.size, one["text"])
                counts.append(len(places))
                boxes += [box for place in places for box in place]
            else:
                counts.append(1)
                box = Box(*(Length(number, unit) for number, unit in one["sides"]))
                css = image.width / points[0] * _POINTS / _CSS_PIXELS
                boxes.append(box.pixels(image.size, css))
        for sides in boxes:
            image.paste((0, 0, 0), outward(sides, image.size, 0))
        image.info["dpi"] = tuple(
            pixels / max(side, 1e-3) * _POINTS
            for pixels, side in zip(image.size, points, strict=True)
        )
        return counts, image


def _all_letters(
    data: bytes, page: int, sheet: Any, size: tuple[int, int], text: str
) -> list[list[Sides]]:
    """Where a text stands in a page, and in what is filled in and stamped on it.

    PDFium puts lines in order by how the page is turned, and letters can be drawn in any
    direction; so it is asked for each turn.
    """
    found: list[list[Sides]] = []
    for is_flat, turn in itertools.product((False, True), range(4)):
        with opened(data, page) as document:
            other = document[page - 1]
            if is_flat:
                if raw.FPDFPage_Flatten(other, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
                    return found  # there is nothing of that kind
                other = document[page - 1]
            raw.FPDFPage_SetRotation(other, turn)
            places = _Letters(other, sheet, size).places(text)
            found += [place for one in places if (place := _larger(one)) not in found]
    return found


def _larger(place: list[Sides]) -> list[Sides]:
    larger = []
    for left, top, right, bottom in place:
        more = _MARGIN + min(right - left, bottom - top) * _PART
        larger.append((left - more, top - more, right + more, bottom + more))
    return larger


def places(data: bytes, page: int, text: str) -> list[Sides]:
    """Where a text stands: left, top, width and height in percent of the page.

    :raises ValueError: in words, if the page cannot be read, or nothing says where.
    """
    with opened(data, page) as document:
        with suppress(Exception):  # the rest of the page can be read
            document.init_forms()
        sheet = document[page - 1]
        points = sheet.get_size()
        scale = _FINE / max(*points, 1)
        size = (max(round(points[0] * scale), 1), max(round(points[1] * scale), 1))
        found = _all_letters(data, page, sheet, size, text)
    shares = []
    for place in found:
        for sides in place:
            left, top, right, bottom = outward(sides, size, 0)
            wide, high = 100 / size[0], 100 / size[1]
            shares.append((left * wide, top * high, (right - left) * wide, (bottom - top) * high))
    return shares


def main() -> None:
    """Do what the arguments say: make parts of a page black, or only tell where a text stands."""
    page, wanted = int(sys.argv[1]), json.loads(sys.argv[2])
    data = sys.stdin.buffer.read()
    try:
        if isinstance(wanted, str):
            sys.stdout.buffer.write(json.dumps(places(data, page, wanted)).encode())
            return
        counts, image = redacted(data, page, wanted)
    except pdfium.PdfiumError as error:
        raise ValueError(BROKEN) from error
    sys.stdout.buffer.write(json.dumps(counts).encode() + b"\n")
    image.save(sys.stdout.buffer, "PNG", dpi=image.info["dpi"], compress_level=6)


if __name__ == "__main__":
    main()
