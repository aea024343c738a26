"""Write pixels as the smallest file that shows them well. The same pixels give the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from typing import Any

#: WebP has 14 bits for a side, JPEG 16 less a few.
_LONGEST = {"WEBP": 16_383, "JPEG": 65_500}
_FEW = 256  # colours, as many as a palette has
_FEW_GREYS = 16
_WORTH = 1.5  # times as many bytes, for few colours that are right


def is_flat(image: Image.Image) -> bool:
    """Whether it is drawn rather than photographed: most of it is the same as what is beside it."""
    if image.width < 2:
        return True
    left = image.crop((0, 0, image.width - 1, image.height))
    right = image.crop((1, 0, image.width, image.height))
    pixels = left.width * left.height
    counts = ImageChops.difference(left, right).histogram()
    return min(counts[::256]) > pixels * 0.5


def has_few_colours(image: Image.Image) -> bool:
    """Whether it was drawn with few colours; a photograph in grey has up to 256 as well."""
    return image.getcolors(_FEW_GREYS if image.mode in {"L", "LA"} else _FEW) is not None


def as_webp(image: Image.Image, quality: int) -> tuple[bytes, str]:
    """A WebP, or what is next best for a picture that is too long to be one; and its suffix."""
    if max(image.size) > _LONGEST["WEBP"]:
        return as_png_or_jpeg(image, quality)
    lossy = saved(image, "WEBP", quality=quality, method=4)
    few = has_few_colours(image)
    if few or is_flat(image):
        lossless = saved(image, "WEBP", lossless=True, quality=50, method=4)
        if len(lossless) <= len(lossy) * (_WORTH if few else 1):
            return lossless, ".webp"
    return lossy, ".webp"


def as_png_or_jpeg(image: Image.Image, quality: int) -> tuple[bytes, str]:
    """A PNG of what is drawn or transparent, a JPEG of what is photographed; and its suffix."""
    opaque = image.mode in {"L", "RGB"}
    if not opaque or max(image.size) > _LONGEST["JPEG"] or is_flat(image):
        return as_png(image), ".png"
    return as_jpeg(image, quality), ".jpg"


def as_png(image: Image.Image) -> bytes:
    """A PNG, with a palette if one holds all colours."""
    return saved(_with_palette(image), "PNG", compress_level=9)


def as_jpeg(image: Image.Image, quality: int) -> bytes:
    """A JPEG; what shines through is white."""
    return saved(on_white(image), "JPEG", quality=quality, optimize=True)


def on_white(image: Image.Image) -> Image.Image:
    """The picture as it looks on paper."""
    if image.mode not in {"LA", "RGBA"}:
        return image
    paper = Image.new(image.mode, image.size, "white")
    return Image.alpha_composite(paper, image).convert(image.mode[:-1])


def _with_palette(image: Image.Image) -> Image.Image:
    colours = image.getcolors(_FEW)
    if colours is None or image.mode not in {"L", "RGB"}:
        return image
    if image.mode == "L":
        bare = all(colour in {0, 255} for _, colour in colours)
        return image.convert("1", dither=Image.Dither.NONE) if bare else image
    small = image.quantize(len(colours), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    exact = ImageChops.difference(small.convert("RGB"), image).getbbox() is None
    return small if exact else image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
