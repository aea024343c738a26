"""Decode no more of a picture than will be shown of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image

from .colours import plain, to_srgb, white_of

if TYPE_CHECKING:
    from .images import Opened

Size = tuple[int, int]

_STRIP = 2_000_000  # pixels that are converted at once
_BY_CHANNEL = 3_000_000  # pixels; above, channels are scaled one after the other
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def within(size: Size, limit: Size) -> Size:
    """The largest size of the same shape that is not above ``limit``, nor above ``size``."""
    return _shrunk(size, min(limit[0] / size[0], limit[1] / size[1]))


def within_area(size: Size, pixels: int) -> Size:
    """The largest size of the same shape with so many pixels."""
    return _shrunk(size, math.sqrt(pixels / (size[0] * size[1])))


def _shrunk(size: Size, scale: float) -> Size:
    if scale >= 1:
        return size
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def upright(picture: Opened, size: Size) -> Image.Image:
    """The picture in ``size``, as a reader sees it: L, LA, RGB or RGBA in sRGB, without metadata.

    It can be asked for once: the picture that was opened is closed.
    """
    turn = picture.turn
    native = size if turn < 5 else size[::-1]
    picture.image.draft(None, native)
    scaled, info = picture.decode(lambda image: (_scaled(image, native), dict(image.info)))
    made = to_srgb(scaled, info)
    return made.transpose(_TURNS[turn]) if turn in _TURNS else made


def _scaled(image: Image.Image, size: Size) -> Image.Image:
    """Plain pixels in ``size``, in an image of their own."""
    # Averages are right while twice the size, from which it is scaled with more care.
    scale = min(image.width // size[0], image.height // size[1])
    scaled = resized(_reduced(image, max(scale // 2, 1)), size)
    return image.copy() if scaled is image else scaled


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Plain pixels, as averages of squares; strip by strip, so that no second copy is whole."""
    white = white_of(image)
    rows = max(_STRIP // image.width // factor, 1) * factor
    if rows >= image.height:
        return _averages(plain(image, white), factor)
    if factor == 1 and plain(image.crop((0, 0, 1, 1)), white).mode == image.mode:
        return image
    made: Image.Image | None = None
    for top in range(0, image.height, rows):
        box = (0, top, image.width, min(top + rows, image.height))
        part = _averages(plain(image.crop(box), white), factor)
        if made is None:
            made = Image.new(part.mode, (part.width, -(-image.height // factor)))
        made.paste(part, (0, top // factor))
    assert made is not None
    return made


def _averages(image: Image.Image, factor: int) -> Image.Image:
    return image.reduce(factor) if factor > 1 else image


def resized(image: Image.Image, size: Size) -> Image.Image:
    """The picture scaled down to ``size``; a large one without a copy of all its channels."""
    if image.size == size:
        return image
    if image.mode in {"RGB", "CMYK"} and image.width * image.height > _BY_CHANNEL:
        bands = range(len(image.getbands()))
        return Image.merge(
            image.mode,
            [image.getchannel(band).resize(size, Image.Resampling.LANCZOS) for band in bands],
        )
    return image.resize(size, Image.Resampling.LANCZOS)
