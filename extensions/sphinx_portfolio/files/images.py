"""Measure pictures, and find those that are cut short, without trusting what they say."""

from __future__ import annotations

import os
import re
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from .skeleton import JpegLayout, PictureError, format_of, read_gif, read_jpeg, read_png, read_webp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from PIL.ImageFile import ImageFile

Result = TypeVar("Result")

#: The formats that pages show, with the ends of names that tell them.
_FORMATS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "GIF": (".gif",), "WEBP": (".webp",)}
#: The formats that browsers show.
_WEB = {*_FORMATS, "AVIF"}
_ORIENTATION = 0x0112  # Exif 2.3, tag 274; values 5 to 8 turn the picture by a quarter

#: The largest numbers of pixels: what is larger is an attack or a mistake. A JPEG can be larger,
#: because it can be decoded at an eighth of its size. Pillow warns from 89.4 million on.
_MOST_PIXELS = 89_000_000
_MOST_PIXELS_OF_JPEG = 250_000_000
#: Bytes for each pixel that decoding takes, as measured.
_COST = {"PNG": 4, "BMP": 4, "GIF": 5, "TIFF": 8, "AVIF": 10, "HEIF": 9, "WEBP": 16}
_COST_OF_BUFFERED_JPEG = 7
_COST_OF_PIXEL = 4  # once it is decoded
_MOST_MEMORY = 520_000_000
#: Bytes. What takes more is decoded by one thread at a time.
_HEAVY = 60_000_000
_ONE_AT_A_TIME = threading.RLock()
#: Bytes. Decoders of these formats read the whole file before they look at it.
_READ_WHOLE = {"AVIF", "HEIF", "WEBP"}
_MOST_BYTES = 100_000_000
#: Scans of a JPEG: cameras write ten or so, each may cost as much as a picture.
_MOST_SCANS = 100

_OPENERS: dict[str, Callable[[BinaryIO], ImageFile]] = {
    "PNG": PngImageFile,
    # The first picture of an MPO is a JPEG, the only one that anybody shows.
    "JPEG": JpegImageFile,
    "GIF": GifImageFile,
    "WEBP": WebPImageFile,
    "AVIF": AvifImageFile,
    "TIFF": TiffImageFile,
    "BMP": BmpImageFile,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What can be said of a whole picture.

    ``width`` and ``height`` are in pixels, as a reader sees it; ``format`` is Pillow's name (an
    MPO of a telephone is a JPEG); ``is_web`` if browsers show this very file upright and in right
    colours.
    """

    width: int
    height: int
    format: str
    is_animated: bool
    is_web: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture that was opened, and not decoded yet."""

    image: ImageFile
    measured: Measured
    turn: int  # as Exif counts, 1 to 8; 1 is upright
    chunks: frozenset[bytes]  # kinds of chunks in a PNG
    layout: JpegLayout | None
    cost: int  # bytes that decoding takes

    def decode(self, use: Callable[[ImageFile], Result]) -> Result:
        """What ``use`` makes of the picture, which is decoded, and closed at the end.

        What is very large waits for others that are, and is decoded in a thread of its own: the C
        library keeps memory for each thread, and threads that come one after the other share it.
        """
        pixels = self.image.width * self.image.height  # of a JPEG, after `draft`
        if max(self.cost, pixels * _COST_OF_PIXEL) <= _HEAVY:
            return self._decode(use)
        with _ONE_AT_A_TIME, ThreadPoolExecutor(1) as alone:
            return alone.submit(self._decode, use).result()

    def _decode(self, use: Callable[[ImageFile], Result]) -> Result:
        self.image.load()
        made = use(self.image)
        self.image.close()
        return made


def read_image(source: Path | BinaryIO) -> Measured:
    """Measure a picture, whatever its name says, and make sure that it is whole.

    :raises ValueError: if it is not a whole picture; ``str()`` says why.
    :raises ImportError: if it is a HEIC, and the package that it names is not installed.
    """
    with opened_picture(source) as picture:
        # The sums of a PNG were checked while it was opened.
        if picture.measured.format != "PNG":
            picture.image.draft("L", (64, 64))  # JPEG: decode an eighth; others ignore it
            picture.decode(lambda _: None)
        return picture.measured


def _turn(cost: int) -> AbstractContextManager[object]:
    return _ONE_AT_A_TIME if cost > _HEAVY else nullcontext()


@contextmanager
def opened_picture(source: Path | BinaryIO) -> Iterator[Opened]:
    """Open a picture of any format that we know; errors as `read_image`, also while in it.

    `PIL.Image.open` is not used: it warns of large pictures, or refuses them, by a value that
    all of a process shares, and warnings cannot be caught in one thread alone.
    """
    _silence_pillow()
    with _readable(source) as file:
        name = format_of(file)
        if name is None:
            raise PictureError("it is no PNG, JPEG, GIF, WebP, AVIF, HEIC, TIFF or BMP")
        opener = _heif_opener() if name == "HEIF" else _OPENERS[name]
        with _in_words():
            if name in _READ_WHOLE and file.seek(0, os.SEEK_END) > _MOST_BYTES:
                raise PictureError("it has too many bytes")
            chunks = read_png(file) if name == "PNG" else {}
            layout = read_jpeg(file) if name == "JPEG" else None
            if name == "GIF":
                read_gif(file)
            cost = _cost_of(read_webp(file), name) if name == "WEBP" else 0
            file.seek(0)
            with _turn(cost), opener(file) as image:
                yield _looked_at(image, name, chunks, layout)


def _looked_at(
    image: ImageFile, name: str, chunks: dict[bytes, bytes], layout: JpegLayout | None
) -> Opened:
    cost = _cost(image, name, layout)
    # Pillow knows a PNG's Exif data only after decoding. It turns a TIFF and a HEIC by itself.
    exif = chunks.get(b"eXIf") if name == "PNG" else image.info.get("exif")
    turn = 1 if name in {"TIFF", "HEIF"} else _orientation(exif)
    width, height = image.size if turn < 5 else image.size[::-1]
    is_animated = name in _WEB and bool(getattr(image, "is_animated", False))
    is_web = name in _WEB and image.mode != "CMYK" and (layout is None or layout.is_common)
    # An AVIF says how it is turned in its own way; Exif of others is not for browsers.
    is_web &= turn == 1 or name in {"JPEG", "AVIF"}
    measured = Measured(width, height, name, is_animated, is_web)
    return Opened(image, measured, turn, frozenset(chunks), layout, cost)


def _cost(image: ImageFile, name: str, layout: JpegLayout | None) -> int:
    """Bytes that decoding takes.

    :raises PictureError: if they are too many.
    """
    if layout is not None:
        return _cost_of_jpeg(image.size, layout)
    cost = _cost_of(image.size, name)
    if name == "TIFF":
        # A tile can be larger than the picture, and is decoded as a whole.
        tags = image.tag_v2  # type: ignore[attr-defined]
        cost = max(cost, _cost_of((int(tags.get(322, 0)), int(tags.get(323, 0))), name))
    return cost


def _cost_of(size: tuple[int, int], name: str) -> int:
    pixels = size[0] * size[1]
    if pixels > _MOST_PIXELS or pixels * _COST[name] > _MOST_MEMORY:
        raise PictureError("it has too many pixels")
    return pixels * _COST[name]


def _cost_of_jpeg(size: tuple[int, int], layout: JpegLayout) -> int:
    pixels = size[0] * size[1]
    cost = pixels * _COST_OF_BUFFERED_JPEG if layout.is_buffered else 0
    if layout.scans > _MOST_SCANS and pixels > 1_000_000:
        raise PictureError("it is saved in too many scans")
    if pixels > _MOST_PIXELS_OF_JPEG or cost > _MOST_MEMORY:
        raise PictureError("it has too many pixels")
    return cost


def _orientation(exif: bytes | None) -> int:
    """How a picture has to be turned. Browsers obey Exif alone, and ignore what is broken."""
    data = Image.Exif()
    try:
        data.load(exif or b"")
        turn = data.get(_ORIENTATION, 1)
    except Exception:  # Exif data with faults can make Pillow raise anything
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


@contextmanager
def _readable(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    if not isinstance(source, Path):
        yield source
        return
    with source.open("rb") as file:
        yield file


@contextmanager
def _in_words() -> Iterator[None]:
    """Let nothing out but a `ValueError` in words of ours."""
    try:
        yield
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureError("it has too many pixels") from error
    except Exception as error:  # a broken file can make a decoder raise anything
        raise PictureError("it is damaged or cut short") from error


def _heif_opener() -> Callable[[BinaryIO], ImageFile]:
    """Open a HEIC, without telling Pillow of it: that would be for all of the process."""
    try:
        from pillow_heif import HeifImageFile
    except ImportError as error:
        raise ImportError("pillow-heif") from error
    return HeifImageFile  # type: ignore[no-any-return,unused-ignore]


_PILLOW = re.compile(r"PIL\.")


def _silence_pillow() -> None:
    """Ignore Pillow's warnings, which are of Exif data with faults, from now on.

    `warnings.catch_warnings` would change the filters of all threads. Others may have set filters
    since, so look each time whether ours is still the first.
    """
    if list(warnings.filters[:1]) != [("ignore", None, UserWarning, _PILLOW, 0)]:
        warnings.filterwarnings("ignore", category=UserWarning, module=_PILLOW.pattern)
