"""Write copies of pictures that are no larger than they will be shown."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from .images import opened
from .svg import measure_svg

if TYPE_CHECKING:
    from pathlib import Path

# Bytes. Above this a picture without transparency is tried as JPEG, and JPEG at lower quality.
_LARGE = 250_000


def scaled(source: Path, folder: Path, limit: tuple[int, int]) -> Path:
    """Write a copy of a picture into ``folder``, as PNG or JPEG, under a name without surprises.

    A copy that exists is not made again: its name tells the content and the size.

    :param limit: the largest width and height, in pixels.
    :raises ValueError: if it is not a whole picture, or holds what could act.
    :raises ImportError: if it is a drawing and the package resvg-py is not installed.
    """
    data = source.read_bytes()
    name = hashlib.sha256(data + repr(limit).encode()).hexdigest()[:20]
    for made in (folder / f"{name}.png", folder / f"{name}.jpg"):
        if made.exists():
            return made
    if source.suffix.lower() == ".svg":
        data = _drawing(source, limit)
    with opened(io.BytesIO(data)) as image:
        content, suffix = _shrunk(image, data, limit)
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{name}{suffix}"
    made.write_bytes(content)
    return made


def _drawing(source: Path, limit: tuple[int, int]) -> bytes:
    """A drawing as PNG, as large as ``limit`` lets it be."""
    from resvg_py import svg_to_bytes

    width, height = measure_svg(source)
    scale = min(limit[0] / width, limit[1] / height) if width and height else 0
    pixels = max(round(width * scale), 1) if scale else limit[0]
    return bytes(svg_to_bytes(svg_path=str(source), width=pixels))


def _shrunk(source: Image.Image, data: bytes, limit: tuple[int, int]) -> tuple[bytes, str]:
    """The picture within ``limit`` pixels, and the suffix of its format."""
    image = ImageOps.exif_transpose(source)
    untouched = image.size == source.size and image.width <= limit[0] and image.height <= limit[1]
    small = source.format in {"JPEG", "PNG"} and len(data) <= _LARGE
    if untouched and small:
        source.load()  # TeX stops at a file that ends early
        return data, ".png" if source.format == "PNG" else ".jpg"
    if image.mode not in {"RGB", "RGBA", "L", "LA"}:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail(limit, Image.Resampling.LANCZOS)
    if source.format == "JPEG":
        return _as_jpeg(image.convert("RGB")), ".jpg"
    png = _saved(image, "PNG")
    if len(png) > _LARGE and image.mode in {"RGB", "L"}:
        jpeg = _as_jpeg(image)
        if len(jpeg) < len(png):
            return jpeg, ".jpg"
    return png, ".png"


def _as_jpeg(image: Image.Image) -> bytes:
    """A JPEG of good quality, or the best one that is not large."""
    for quality in (88, 75, 60):
        data = _saved(image, "JPEG", quality=quality)
        if len(data) <= _LARGE:
            return data
    while len(data) > _LARGE and image.width > 500:
        # Noise, like that of a photograph in the dark: fewer dots show no less.
        image = image.resize((image.width * 4 // 5, image.height * 4 // 5))
        data = _saved(image, "JPEG", quality=60)
    return data


def _saved(image: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, optimize=True, **options)
    return out.getvalue()
