"""Whole pages of PDF files in a document of Typst's, which takes none where it keeps a standard.

A picture of one colour and of the page's shape stands in for it; when the document is made, the
picture is replaced by the page, drawn as it was: a form (ISO 32000-2, 8.10).
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Name, Pdf, Stream
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pikepdf import Object

# Pixels of the longer side of what stands in, and how many of them tell which page is meant.
_SIDE, _SIGNS = 600, 16
# What says how the data of a stream are packed.
_OF_DATA = {"/Length", "/Filter", "/DecodeParms"}
_GREY = (236, 238, 240)


def stand_in(file: Path) -> tuple[bytes, bytes]:
    """A picture that stands in for the page of a PDF, as PNG, and what tells it from others.

    :raises ValueError: if there is no such page.
    """
    width, height = size_of(file)
    scale = _SIDE / max(width, height)
    size = max(round(width * scale), _SIGNS), max(round(height * scale), 2)
    digest = hashlib.sha512(file.read_bytes()).digest()[: _SIGNS * 3]
    image = Image.new("RGB", size, _GREY)
    for x in range(_SIGNS):
        red, green, blue = digest[x * 3 : x * 3 + 3]
        image.putpixel((x, 0), (red, green, blue))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue(), digest


def size_of(file: Path) -> tuple[float, float]:
    """Width and height of the page of a PDF, as readers see it, in points."""
    with Pdf.open(file) as pdf:
        left, bottom, right, top = _bounds(pikepdf.Page(pdf.pages[0]).as_form_xobject())
    if right - left < 1 or top - bottom < 1:
        raise ValueError("the page is empty")
    return right - left, top - bottom


def with_pages(document: bytes, pages: Mapping[bytes, Path]) -> bytes:
    """A document with the pages that are meant, in place of what stands in for them.

    The same document and pages give the same bytes.

    :param pages: files of one page each, by what tells what stands in for them.
    """
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(document)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
                meant = pages.get(_signs(thing))
                if meant is not None:
                    _replace(pdf, thing, meant)
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _signs(image: Stream) -> bytes:
    """The first pixels of a picture that is no photograph."""
    if image.get("/Filter") != Name.FlateDecode:
        return b""
    return bytes(image.read_bytes()[: _SIGNS * 3])


def _replace(pdf: Pdf, image: Stream, file: Path) -> None:
    """Let a picture be a page, drawn in its place, which is a square of one by one."""
    with Pdf.open(file) as other:
        form = other.pages[0].as_form_xobject()
        left, bottom, right, top = _bounds(form)
        wide, high = 1 / (right - left), 1 / (top - bottom)
        square = pikepdf.Matrix(wide, 0, 0, high, -left * wide, -bottom * high)
        form[Name.Matrix] = Array((_matrix(form) @ square).shorthand)
        copied = pdf.copy_foreign(other.make_indirect(form))
        for key in [key for key in image.keys() if key not in _OF_DATA]:  # noqa: SIM118
            del image[key]
        for key, value in copied.items():
            if key not in _OF_DATA:
                image[key] = value
        image.write(copied.read_bytes())


def _matrix(form: Object) -> pikepdf.Matrix:
    return pikepdf.Matrix(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))


def _bounds(form: Object) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what a form shows, where it is drawn."""
    matrix = _matrix(form)
    x0, y0, x1, y1 = (float(one) for one in form[Name.BBox])
    corners = [matrix.transform(corner) for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1))]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)
