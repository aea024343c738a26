"""What an MP4 or QuickTime file says of itself, by its boxes (ISO/IEC 14496-12), without decoding.

All that tells is in one box, ``moov``; many programs write it last, so a file that is cut short has
none.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

CUT_SHORT = "it is cut short. Save or download it again."
_BROKEN = "it is broken. Save or download it again."

#: The first box of such a file; old QuickTime has no "ftyp".
FIRST = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp"}

# Boxes of a file (a long recording in fragments has thousands) and of the index, and its bytes.
_MOST_BOXES, _LARGEST_INDEX = 200_000, 100_000_000
_TRACKS = 100


@dataclass(slots=True)
class Track:
    """A track: what it holds, its codec as four letters, and how large it is shown, unturned."""

    kind: str = ""
    codec: str = ""
    width: int = 0
    height: int = 0
    #: Degrees clockwise by which a player turns it: 0, 90, 180 or 270.
    turn: int = 0
    #: Of H.264: 0 if it is none (ISO/IEC 14496-15, 5.3.3).
    profile: int = 0


@dataclass(slots=True)
class Movie:
    """The tracks, and how long they last."""

    seconds: float = 0.0
    tracks: list[Track] = field(default_factory=list)


def read_movie(stream: BinaryIO) -> Movie:
    """What the index says.

    :raises ValueError: in words, if there is no index, or something is cut short.
    """
    try:
        return _movie(_index(stream))
    except (struct.error, IndexError) as error:
        raise ValueError(_BROKEN) from error


def _index(stream: BinaryIO) -> bytes:
    """The content of ``moov``, when all boxes are known to be whole."""
    end = stream.seek(0, os.SEEK_END)
    start, index, has_data = 0, b"", False
    for _ in range(_MOST_BOXES):
        stream.seek(start)
        head = stream.read(16)
        if len(head) < 8:
            break  # a few bytes after the last box do no harm
        size, name = struct.unpack_from(">I4s", head)
        length = 8
        if size == 1:
            (size,), length = struct.unpack_from(">Q", head, 8), 16
        elif size == 0:
            size = end - start
        if size < length:
            if index:
                break  # nothing but padding
            raise ValueError(_BROKEN)
        if start + size > end:
            if index and not name.isalnum():
                break  # what a telephone writes after the last box
            raise ValueError(CUT_SHORT)
        if name == b"moov" and not index:
            if size > _LARGEST_INDEX:
                raise ValueError(_BROKEN)
            stream.seek(start + length)
            index = stream.read(size - length)
        has_data |= name == b"mdat"
        start += size
    if not (index and has_data):
        raise ValueError(CUT_SHORT)
    return index


def _boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """The boxes of a box: their names and contents."""
    start = 0
    while start + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, start)
        length = 8
        if size == 1:
            (size,), length = struct.unpack_from(">Q", data, start + 8), 16
        size = size or len(data) - start
        if size < length:
            return
        yield name, data[start + length : start + size]
        start += size


def _inner(data: memoryview, *path: bytes) -> memoryview | None:
    """The first box at a path."""
    found: memoryview | None = data
    for name in path:
        found = next((box for n, box in _boxes(found) if n == name), None) if found else None
    return found


def _movie(index: bytes) -> Movie:
    data = memoryview(index)
    movie = Movie()
    for name, box in _boxes(data):
        if name == b"trak" and len(movie.tracks) < _TRACKS:
            movie.tracks.append(_track(box))
    head = _inner(data, b"mvhd")
    if head:
        scale, length = _duration(head)
        if not length:  # of all fragments, in the same unit
            fragments = _inner(data, b"mvex", b"mehd")
            length = _number(fragments, 4, fragments[0]) if fragments else 0
        movie.seconds = length / scale if scale else 0.0
    return movie


def _duration(head: memoryview) -> tuple[int, int]:
    """Units of a second, and how many of them."""
    wide = head[0]
    place = 20 if wide else 12
    (scale,) = struct.unpack_from(">I", head, place)
    length = _number(head, place + 4, wide)
    unknown = (1 << (64 if wide else 32)) - 1
    return scale, 0 if length == unknown else length


def _number(data: memoryview, place: int, wide: int) -> int:
    return int(struct.unpack_from(">Q" if wide else ">I", data, place)[0])


def _track(box: memoryview) -> Track:
    track = Track()
    handler = _inner(box, b"mdia", b"hdlr")
    if handler:
        track.kind = bytes(handler[8:12]).decode("latin-1")
    head = _inner(box, b"tkhd")
    if head and track.kind == "vide":
        _picture(track, head[-44:])
    entries = _inner(box, b"mdia", b"minf", b"stbl", b"stsd")
    if entries and len(entries) >= 16:
        track.codec = bytes(entries[12:16]).decode("latin-1")
        details = _inner(entries[8 + 86 :], b"avcC") if track.codec.startswith("avc") else None
        track.profile = details[1] if details and len(details) > 1 else 0
    return track


def _picture(track: Track, tail: memoryview) -> None:
    """The matrix and the size at the end of the head, in 16 bits before and after the point."""
    a, b, _, c, d, *_, width, height = struct.unpack(">9i2I", tail)
    track.width, track.height = width >> 16, height >> 16
    if not a and not d and b:
        track.turn = 90 if b > 0 > c else 270
    elif a < 0 and d < 0:
        track.turn = 180
