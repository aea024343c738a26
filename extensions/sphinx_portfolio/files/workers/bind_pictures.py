"""Bind pictures into a PDF with pikepdf. Stands alone, and is run by `bounded`.

It reads pictures, PNG or JPEG, each after its length in four bytes. Names of entries are those of
ISO 32000-2.
"""

from __future__ import annotations

import io
import sys
import zlib
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Page, Pdf
from PIL import JpegImagePlugin, PngImagePlugin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFile import ImageFile

_POINTS, _CSS_PIXELS = 72, 96  # for an inch
_MOST_PIXELS = 100_000_000
_BROKEN = "it is damaged or cut short. Save or download it again."


def bound(pictures: Iterator[bytes]) -> Pdf:
    """A document with a page for each picture, and nothing else."""
    pdf = Pdf.new()
    for data in pictures:
        is_jpeg = data.startswith(b"\xff\xd8")
        opener = JpegImagePlugin.JpegImageFile if is_jpeg else PngImagePlugin.PngImageFile
        with opener(io.BytesIO(data)) as image:
            _add(pdf, image)
    return pdf


def _add(pdf: Pdf, image: ImageFile) -> None:
    """Add a page as large as a picture says that it is."""
    if image.width * image.height > _MOST_PIXELS:
        raise ValueError("it has too many pixels.")
    dots = image.info.get("dpi", (_CSS_PIXELS, _CSS_PIXELS))
    width, height = (
        round(pixels / max(dot, 1) * _POINTS, 2)
        for pixels, dot in zip(image.size, dots, strict=True)
    )
    is_grey = image.mode in {"1", "L"}
    pixels = image.convert("L" if is_grey else "RGB").tobytes()
    picture = pdf.make_stream(
        zlib.compress(pixels, 6),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if is_grey else Name.DeviceRGB,
        Filter=Name.FlateDecode,
    )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Resources=Dictionary(XObject=Dictionary(P=picture)),
        Contents=pdf.make_stream(b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (width, height)),
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))


def _pictures(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 4 + length]
        at += 4 + length


def main() -> None:
    """Read pictures, and write the document."""
    out = io.BytesIO()
    try:
        with bound(_pictures(sys.stdin.buffer.read())) as pdf:
            pdf.save(out, deterministic_id=True)  # no clock, no random number
    except MemoryError:
        raise
    except Exception as error:  # a broken picture can make the library raise anything
        raise ValueError(_BROKEN) from error
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    main()
