"""What the bytes of a picture say before a pixel of it is decoded."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

Size = tuple[int, int]

_BLOCK = 1 << 20  # bytes read at once
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs")
_AVIF = (b"avif", b"avis")
_CONTROL = b"\xf9"  # of a GIF: how long the next picture stays
#: Starts of files, and the format as Pillow names it.
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"BM", "BMP"),
)


class PictureError(ValueError):
    """Why a file is not a whole picture that we can show, in words."""


def format_of(file: BinaryIO) -> str | None:
    """The format of a picture, by its first bytes; ``None`` if it is none that we know."""
    file.seek(0)
    start = file.read(256)
    file.seek(0)
    for begin, name in _STARTS:
        if start.startswith(begin):
            return name
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "WEBP"
    if start[4:8] == b"ftyp":
        # ISO/IEC 14496-12, 4.3: the brand, a version, and the brands that it is compatible with.
        end = min(int.from_bytes(start[:4], "big"), len(start))
        brands = [start[8:12], *(start[at : at + 4] for at in range(16, end - 3, 4))]
        if any(brand in _AVIF for brand in brands):
            return "AVIF"
        if any(brand in _HEIF for brand in brands) or brands[0] in {b"mif1", b"msf1"}:
            return "HEIF"
    return None


def read_png(file: BinaryIO) -> dict[bytes, bytes]:
    """The kinds of the chunks in a PNG, with their content; none of pixels, a megabyte at most.

    What follows the last chunk counts as one of the kind ``b""``.

    :raises PictureError: if it is not whole (PNG, third edition, 5.3: every chunk has its sum).
    """
    chunks: dict[bytes, bytes] = {}
    file.seek(8)
    while b"IEND" not in chunks:
        length, kind = struct.unpack(">I4s", _exactly(file, 8))
        total, first = zlib.crc32(kind), b""
        while length:
            part = _exactly(file, min(length, _BLOCK))
            total, first, length = zlib.crc32(part, total), first or part, length - len(part)
        # The sum of the last chunk, which is empty, may be missing.
        if kind != b"IEND" and int.from_bytes(_exactly(file, 4), "big") != total:
            raise PictureError("it is damaged")
        chunks.setdefault(kind, b"" if kind == b"IDAT" else first)
    if len(file.read(5)) > 4:
        chunks[b""] = b""
    return chunks


@dataclass(frozen=True, slots=True)
class JpegLayout:
    """How a JPEG is put together."""

    is_buffered: bool  # decoded as a whole: progressive, or a scan for each colour
    is_common: bool  # Huffman coded; browsers know no other
    scans: int
    segments: frozenset[int]  # the markers before the first scan
    is_alone: bool  # nothing follows the picture


def read_jpeg(file: BinaryIO) -> JpegLayout:
    """How a JPEG is put together (ITU T.81, annex B).

    :raises PictureError: if it is not whole.
    """
    file.seek(2)
    segments: set[int] = set()
    frame, components, shown = 0, 0, 0
    is_alone = False
    while 0xDA not in segments:
        marker = _marker(file)
        if marker == 0xD9:
            raise PictureError("it is cut short")
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue  # stands alone
        body = _exactly(file, max(int.from_bytes(_exactly(file, 2), "big") - 2, 0))
        segments.add(marker)
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC} and len(body) > 5:
            frame, components = marker, body[5]
        elif marker == 0xDA and body:
            shown = body[0]
    scans, ends, kept = 1, 0, b""
    while block := file.read(_BLOCK):
        # In coded data 0xFF is followed by 0x00, so these are markers: the start of a scan, the
        # end of a picture.
        data = kept + block
        scans += data.count(b"\xff\xda")
        ends += data.count(b"\xff\xd9")
        kept = data[-1:]
        is_alone = ends == 1 and data.endswith(b"\xff\xd9")
    return JpegLayout(
        frame in {0xC2, 0xCA} or shown < components,
        frame in {0xC0, 0xC1, 0xC2},
        scans,
        frozenset(segments),
        is_alone,
    )


def _marker(file: BinaryIO) -> int:
    byte = _exactly(file, 1)
    while byte != b"\xff":  # decoders skip what should not be there
        byte = _exactly(file, 1)
    while byte == b"\xff":
        byte = _exactly(file, 1)
    return byte[0]


def read_webp(file: BinaryIO) -> Size:
    """The size of a WebP, which its decoder makes room for as soon as it is opened.

    Source: WebP Container Specification; RFC 6386, 9.1, and RFC 9649, 3.4.
    """
    file.seek(12)
    start = _exactly(file, 18)
    if start.startswith(b"VP8X"):
        numbers = (start[12:15], start[15:18])
        width, height = (int.from_bytes(number, "little") + 1 for number in numbers)
        return width, height
    if start.startswith(b"VP8L"):
        bits = int.from_bytes(start[9:13], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", start[14:18])
    return width & 0x3FFF, height & 0x3FFF


def read_gif(file: BinaryIO) -> None:
    """Walk through the blocks of a GIF (GIF89a, appendix B).

    :raises PictureError: if it is not whole. Its last byte, which only says that it ends, may be
        missing; so a moving one that is cut after one of its pictures is one of fewer pictures.
    """
    flags = _exactly(file, 13)[10] if not file.seek(0) else 0
    _skip_table(file, flags)
    is_announced = False  # a picture, by how long it stays
    while (kind := file.read(1)) not in {b";", b""}:
        if kind == b"!":
            is_announced = _exactly(file, 1) == _CONTROL
        elif kind == b",":
            is_announced = False
            _skip_table(file, _exactly(file, 9)[8])
            _exactly(file, 1)
        else:
            return  # browsers take it for the end
        while length := _exactly(file, 1)[0]:
            _exactly(file, length)
    if is_announced and not kind:
        raise PictureError("it is cut short")


def _skip_table(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        _exactly(file, 3 << (flags & 7) + 1)


def _exactly(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) < length:
        raise PictureError("it is cut short")
    return data
