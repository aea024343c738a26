"""Measure and draw a page of a PDF with PDFium. Stands alone, and is run by `bounded`.

Arguments: the page, from 1; then width and height in pixels for a PNG, or nothing for three
numbers: pages, width and height.
"""

from __future__ import annotations

import math
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

if TYPE_CHECKING:
    from typing import BinaryIO

PASSWORD = "it opens only with a password. Save a copy without one."
BROKEN = "it is no PDF, or it is broken. Save or download it again."
CUT_SHORT = "it is cut short. Save or download it again."
NO_PAGES = "it has no pages. Save it again."

# The end of what was written in one go; objects that follow belong to something without an end.
_END = b"startxref"
_OBJECT = re.compile(rb"\d[ \t\r\n]+\d+[ \t\r\n]+obj\b")
_LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
# CSS pixels of a point: 96 of one and 72 of the other are an inch.
_POINT = 96 / 72


def measure(data: bytes, page: int) -> tuple[int, int, int]:
    """How many pages there are; width and height of one in CSS pixels, turned and cropped.

    :raises ValueError: in words, if it cannot be opened or has no such page.
    """
    with opened(data, page) as document:
        try:
            width, height = document.get_page_size(page - 1)
        except Exception as error:
            raise ValueError(BROKEN) from error
        return len(document), _pixels(width), _pixels(height)


def draw(data: bytes, page: int, limit: tuple[int, int], out: BinaryIO) -> None:
    """Write a page as PNG, as large as ``limit`` lets it be, with all that is filled in.

    :raises ValueError: in words, if it cannot be opened or has no such page.
    """
    with opened(data, page) as document:
        with suppress(Exception):  # the rest of the page can be drawn
            document.init_forms()
        sheet = document[page - 1]
        bitmap = sheet.render(scale=_scale(sheet.get_size(), limit), rev_byteorder=True)
        bitmap.to_pil().save(out, "PNG")


def opened(data: bytes, page: int) -> pdfium.PdfDocument:
    """A document that has such a page.

    :raises ValueError: in words.
    """
    if data.startswith(b"%PDF-") and _is_cut_short(data):
        raise ValueError(CUT_SHORT)
    handle = raw.FPDF_LoadMemDocument64(data, len(data), None)  # which is in use until it is closed
    if not handle:
        code = raw.FPDF_GetLastError()
        raise ValueError(PASSWORD if code in _LOCKED else BROKEN)
    document = pdfium.PdfDocument(handle)
    pages = len(document)
    if not 1 <= page <= pages:
        document.close()
        only = f"it has only {pages} page{'s' * (pages != 1)}."
        raise ValueError(only if pages else NO_PAGES)
    return document


def _is_cut_short(data: bytes) -> bool:
    """Whether the end is missing: readers make do with what is left, which is not all."""
    end = data.rfind(_END)
    return end < 0 or bool(_OBJECT.search(data, end))


def _pixels(points: float) -> int:
    return max(round(points * _POINT), 1)


def _scale(size: tuple[float, float], limit: tuple[int, int]) -> float:
    """Pixels of a point, so that neither side has more than it may when it is rounded up."""
    scale = min(most / max(side, 1e-3) for side, most in zip(size, limit, strict=True))
    while any(math.ceil(side * scale) > most for side, most in zip(size, limit, strict=True)):
        scale *= 1 - 1e-6
    return scale


def main() -> None:
    """Do what the arguments say."""
    page, *limit = (int(argument) for argument in sys.argv[1:])
    data = sys.stdin.buffer.read()
    if limit:
        draw(data, page, (limit[0], limit[1]), sys.stdout.buffer)
    else:
        print(*measure(data, page))


if __name__ == "__main__":
    main()
