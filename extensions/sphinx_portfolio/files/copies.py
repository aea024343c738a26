"""Copies of pictures: small ones for pages, one to look at closely, one for paper.

Every copy is upright, in sRGB, and holds nothing but its pixels. Where a picture itself is the
best that can be shown, its own bytes are given: who calls has taken out what is nobody's business.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .compression import (
    as_jpeg,
    as_png,
    as_png_or_jpeg,
    as_webp,
    has_few_colours,
    is_flat,
    on_white,
)
from .images import opened_picture
from .scaled_pixels import resized, upright, within, within_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from .images import Measured, Opened

_SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
#: Pixels of a picture to look at closely: 2,944 × 2,208, sharp on a large screen.
_CLOSE = 6_500_000
_QUALITY = 80
_CLOSE_QUALITY = 85
#: Qualities that are tried before a picture that has too many bytes is made smaller.
_FEWER = (80, 65, 50)
#: Bytes of a copy for paper, so that 200 certificates make a PDF that can be sent.
_LARGE = 250_000
#: Chunks of a PNG, and segments of a JPEG, that hold pixels and how to show them: JFIF and
#: Adobe's say which colours they are, and the ones between are for decoders.
_BARE_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"pHYs", b"sRGB"}
_BARE_SEGMENTS = {*range(0xC0, 0xE1), 0xEE}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file that was made: its bytes, the end of its name, and its size in pixels."""

    content: bytes
    suffix: str
    width: int
    height: int


def for_screen(source: Path | bytes, widths: Sequence[int]) -> list[Encoded]:
    """Copies for pages, from the narrowest to the widest.

    No copy is wider than the picture, or has as many bytes as a wider one, which then stands for
    it; so can the picture's own bytes. What moves is given as it is.

    :param widths: in pixels.
    :raises ValueError: if it is not a whole picture.
    :raises ImportError: as `read_image`.
    """
    with opened_picture(_stream(source)) as picture:
        measured = picture.measured
        if measured.is_animated and _can_go_out(measured):
            return [_own(source, picture)]
        whole = measured.width, measured.height
        sizes = sorted({within(whole, (max(width, 1), whole[1])) for width in widths})
        stands_in = _can_go_out(measured) and whole[0] * whole[1] <= _CLOSE
        most = _length(source) if stands_in else math.inf
        image = upright(picture, sizes[-1]) if sizes else None
        copies: list[Encoded] = []
        for size in sizes:
            assert image is not None
            content, suffix = as_webp(resized(image, size), _QUALITY)
            if len(content) >= most:
                return [*copies, _own(source, picture)]
            # Small letters can cost more than the large ones that they were made of.
            while copies and len(copies[-1].content) >= len(content):
                copies.pop()
            copies.append(Encoded(content, suffix, *size))
        return copies


def enlarged(source: Path | bytes, pixels: int = _CLOSE) -> Encoded:
    """The picture to look at closely, with at most so many pixels; errors as `for_screen`."""
    with opened_picture(_stream(source)) as picture:
        measured = picture.measured
        whole = measured.width, measured.height
        size = within_area(whole, pixels)
        if _can_go_out(measured) and (size == whole or measured.is_animated):
            return _own(source, picture)
        image = upright(picture, size)
        photographed = measured.format == "JPEG" or (
            measured.format in {"HEIF", "TIFF"}
            and image.mode in {"L", "RGB"}
            and not is_flat(image)
            and not has_few_colours(image)
        )
        if photographed:
            return Encoded(as_jpeg(image, _CLOSE_QUALITY), ".jpg", *size)
        return Encoded(*as_webp(image, _CLOSE_QUALITY), *size)


def for_print(source: Path | bytes, limit: tuple[int, int], quality: int = 0) -> Encoded:
    """The picture as PNG or JPEG, for paper and e-books; errors as `for_screen`.

    :param limit: the largest width and height, in pixels.
    :param quality: that of a JPEG; 0 for the best one that is not large.
    """
    with opened_picture(_stream(source)) as picture:
        measured = picture.measured
        whole = measured.width, measured.height
        size = within(whole, limit)
        if size == whole and not quality and _is_bare(picture) and _length(source) <= _LARGE:
            picture.decode(lambda _: None)  # TeX stops at a file that ends early
            return _own(source, picture)
        image = upright(picture, size)
        if quality:
            return _smallest(source, picture, image, quality)
        if measured.format != "JPEG":
            if _is_drawn(image):
                png = as_png(image)
                if len(png) <= _LARGE:
                    return Encoded(png, ".png", *size)
                jpeg = _not_large(on_white(image))
                if len(png) <= len(jpeg.content):
                    return Encoded(png, ".png", *size)
                return jpeg
            image = on_white(image)
        return _not_large(image)


def _smallest(source: Path | bytes, picture: Opened, image: Image.Image, quality: int) -> Encoded:
    """The smallest of what shows a picture so well: a JPEG, a PNG, its own bytes."""
    found = [Encoded(as_jpeg(image, quality), ".jpg", *image.size)]
    if picture.measured.format != "JPEG" and _is_drawn(image):
        found.append(Encoded(as_png(on_white(image)), ".png", *image.size))
    whole = picture.measured.width, picture.measured.height
    if image.size == whole and _is_bare(picture):
        found.append(_own(source, picture))
    return min(found, key=lambda one: len(one.content))


def within_bytes(
    source: Path | bytes, limit: tuple[int, int], most: int, *, for_web: bool
) -> Encoded:
    """One copy with at most so many bytes, as sharp as they allow; errors as `for_screen`.

    :param limit: the largest width and height, in pixels.
    :param for_web: whether a browser shows it; else it is PNG or JPEG.
    """
    with opened_picture(_stream(source)) as picture:
        measured = picture.measured
        whole = measured.width, measured.height
        size = within(whole, limit)
        can_stay = _can_go_out(measured) if for_web else _is_bare(picture)
        if can_stay and _length(source) <= most and (size == whole or measured.is_animated):
            picture.decode(lambda _: None)
            return _own(source, picture)
        image = upright(picture, size)
    encode = as_webp if for_web else as_png_or_jpeg
    for quality in _FEWER:
        content, suffix = encode(image, quality)
        if len(content) <= most:
            break
    while len(content) > most and max(image.size) > 1:
        scale = min(math.sqrt(most / len(content)), 0.9)
        image = resized(image, _scaled(image.size, scale))
        content, suffix = encode(image, _FEWER[-1])
    return Encoded(content, suffix, *image.size)


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    return max(int(size[0] * scale), 1), max(int(size[1] * scale), 1)


def _is_drawn(image: Image.Image) -> bool:
    return image.mode in {"LA", "RGBA"} or is_flat(image) or has_few_colours(image)


def _not_large(image: Image.Image) -> Encoded:
    """A JPEG of good quality, or the best one that is not large."""
    for quality in (88, 75, 60):
        content = as_jpeg(image, quality)
        if len(content) <= _LARGE:
            break
    while len(content) > _LARGE and image.width > 500:
        # Noise, like that of a photograph in the dark: fewer dots show no less.
        scale = min(math.sqrt(_LARGE / len(content)), 0.9)
        size = within(image.size, (max(round(image.width * scale), 500), image.height))
        image = resized(image, size)
        content = as_jpeg(image, 60)
    return Encoded(content, ".jpg", *image.size)


def _is_bare(picture: Opened) -> bool:
    """Whether TeX can read it, and it holds nothing but upright pixels in sRGB."""
    image = picture.image
    if picture.measured.format == "PNG":
        opaque = image.mode in {"1", "L", "P", "RGB"} and "transparency" not in image.info
        return picture.chunks <= _BARE_CHUNKS and opaque
    layout = picture.layout
    if layout is None or not layout.is_common or image.mode not in {"L", "RGB"}:
        return False
    return layout.is_alone and layout.segments <= _BARE_SEGMENTS


def _can_go_out(measured: Measured) -> bool:
    """Whether browsers show the very file, and what it says beside its pixels can be taken out."""
    return measured.is_web and measured.format != "AVIF"


def _own(source: Path | bytes, picture: Opened) -> Encoded:
    content = source.read_bytes() if isinstance(source, Path) else source
    measured = picture.measured
    return Encoded(content, _SUFFIXES[measured.format], measured.width, measured.height)


def _length(source: Path | bytes) -> int:
    return source.stat().st_size if isinstance(source, Path) else len(source)


def _stream(source: Path | bytes) -> Path | io.BytesIO:
    return source if isinstance(source, Path) else io.BytesIO(source)
