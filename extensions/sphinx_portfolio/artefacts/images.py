"""Measure pictures, and find those that are cut short, without trusting what they say."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

#: The formats that pages show, with the ends of names that tell them.
_FORMATS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "GIF": (".gif",), "WEBP": (".webp",)}
_ORIENTATION = 0x0112  # Exif 2.3, tag 274; values 5 to 8 turn the picture by a quarter


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[Image.Image]:
    """Open a picture of a format that pages show; only a `ValueError` can come out of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # Pillow's, of Exif data with faults
        # A picture of more than 90 million pixels is an attack or a mistake.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(source, formats=tuple(_FORMATS)) as image:
                yield image
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise ValueError("it has too many pixels") from error
        except Exception as error:  # a broken file can make a decoder raise anything
            raise ValueError(str(error).partition(":")[0].partition(" '")[0]) from error


def measure(file: Path) -> tuple[int, int]:
    """Width and height in pixels, as a browser shows the picture.

    :raises ValueError: if it is not a whole picture.
    """
    with opened(file) as image:
        if image.format == "PNG":
            image.verify()  # walks all chunks and their check sums, decodes nothing
            return image.size
        width, height = image.size
        image.draft("L", (64, 64))  # JPEG: decode an eighth; others ignore it
        image.load()
        turned = image.getexif().get(_ORIENTATION, 1) >= 5
    return (height, width) if turned else (width, height)


def true_suffixes(file: Path) -> tuple[str, ...]:
    """The ends that the name of a picture can have, by what is in it.

    :raises ValueError: if it is no picture.
    """
    if file.suffix.lower() == ".svg":
        return (".svg",)
    with opened(file) as image:
        return _FORMATS[str(image.format)]
