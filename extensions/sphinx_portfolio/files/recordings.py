"""Video and sound: whether a file is whole, how large and long, and whether browsers play it.

The boxes of an MP4 file tell without any package. The others tell what they are; the rest needs
the package av, which is large and so an extra. It runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from . import bounded
from .mp4 import CUT_SHORT, FIRST, Movie, read_movie

if TYPE_CHECKING:
    from typing import BinaryIO

    from .mp4 import Track

_WORKER = Path(__file__).parent / "workers" / "poster.py"

_NONE = "it is no video and no sound. Save or download it again."
_BROKEN = "it is broken. Save or download it again."

#: MIME types for ``<source type>``. A browser skips "video/quicktime" unseen, and plays what a
#: telephone puts into it if that is called MP4, of which it is the origin.
_TYPES = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/mp4", ".webm": "video/webm",
    ".mkv": "video/x-matroska", ".avi": "video/x-msvideo", ".ogv": "video/ogg",
    ".3gp": "video/3gpp", ".wmv": "video/x-ms-wmv", ".mpg": "video/mpeg", ".mpeg": "video/mpeg",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav", ".ogg": "audio/ogg",
    ".oga": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac", ".aac": "audio/aac",
    ".wma": "audio/x-ms-wma", ".amr": "audio/amr",
}  # fmt: skip

#: Codecs that today's browsers play, as MP4 and as av call them.
_VIDEO = {"avc1", "avc3", "vp08", "vp09", "av01", "h264", "vp8", "vp9", "av1"}
_SOUND = {"mp4a", ".mp3", "Opus", "fLaC", "aac", "mp3", "mp3float", "opus", "vorbis", "flac"}
#: Profiles of H.264 with more than 8 bits or with more colour (ITU-T H.264, annex A).
_PROFESSIONAL = {44, 110, 122, 244}

#: Containers by how they begin: what av calls them, and whether browsers play them.
_CONTAINERS = {
    b"OggS": ("ogg", True),
    b"fLaC": ("flac", True),
    b"ID3": ("mp3", True),
    b"#!AMR": ("amr", False),
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": ("asf", False),
    b"\x00\x00\x01\xba": ("mpeg", False),
    b"\x00\x00\x01\xb3": ("mpegvideo", False),
    b"FLV\x01": ("flv", False),
}
_OGG_SOUND = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC")
_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"
#: Sound without compression, and with floating points (WAVE, wFormatTag); in the extensible form
#: it is one of them.
_PLAIN_WAVES = {1, 3, 0xFFFE}
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Recording:
    """Width and height in pixels as it is shown, and seconds; each 0 if unknown or not there.

    ``is_playable`` says whether today's browsers play it.
    """

    width: int
    height: int
    seconds: float
    is_playable: bool


@dataclass(frozen=True, slots=True)
class _Container:
    """What av calls a container, whether browsers play it, and what it says of itself."""

    format: str
    is_playable: bool
    seconds: float = 0.0
    movie: Movie | None = None


def read_recording(file: Path) -> Recording:
    """Size, length, and whether browsers play it.

    :raises ValueError: in words, if it is neither video nor sound, or is seen to be cut short.
    :raises OSError: if it cannot be read.
    """
    with file.open("rb") as stream:
        container = _container(stream)
    if container.movie:
        return _of_movie(container.movie)
    if not find_spec("av"):
        return Recording(0, 0, container.seconds, container.is_playable)
    said = json.loads(bounded.run(_WORKER, [str(file.resolve()), container.format], b""))
    is_playable = container.is_playable and all(
        codec in _VIDEO | _SOUND or codec.startswith("pcm_") for codec in said["codecs"]
    )
    seconds = container.seconds or said["seconds"]
    return Recording(said["width"], said["height"], seconds, is_playable)


def poster_of(file: Path, limit: tuple[int, int]) -> bytes:
    """A frame near the beginning that shows something, as PNG within ``limit`` (pixels).

    :raises ValueError: in words, as `read_recording`; or if there is no picture.
    :raises ImportError: if the package av is not installed.
    :raises OSError: if it cannot be read.
    """
    with file.open("rb") as stream:
        container = _container(stream)
    turn = next((track.turn for track in _pictures(container.movie)), 0)
    arguments = [str(file.resolve()), container.format, *map(str, limit), str(turn)]
    return bounded.run(_WORKER, arguments, b"")


def media_type(path: str) -> str:
    """The MIME type for a browser that has to choose, by the end of the name."""
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def _container(stream: BinaryIO) -> _Container:
    """What a file is by how it begins.

    :raises ValueError: in words, if it is none, or is seen to be cut short.
    """
    head = stream.read(_HEAD)
    if head[4:8] in FIRST:
        return _Container("mov", True, movie=read_movie(stream))
    if head.startswith(_EBML):
        _check_segment(stream, head)
        # A name of its own tells that it holds nothing but what browsers play.
        is_webm = b"\x42\x82\x84webm" in head[:64]
        return _Container("matroska", is_webm)
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return _wave(stream)
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return _Container("avi", False)
    for start, (name, is_playable) in _CONTAINERS.items():
        if head.startswith(start):
            if name == "ogg":
                is_playable = any(codec in head for codec in _OGG_SOUND) and b"theora" not in head
            return _Container(name, is_playable)
    return _stream_of_frames(head)


def _stream_of_frames(head: bytes) -> _Container:
    """Sound without a container, or frames of television; two in a row are no accident."""
    if len(head) >= 4 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return _Container("aac", True)  # ADTS
    if len(head) >= 4 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06:
        if head[2] >> 4 not in {0, 15} and head[2] & 0x0C != 0x0C:
            return _Container("mp3", True)
    elif head[:1] == b"G" and head[188:189] == b"G":
        return _Container("mpegts", False)
    raise ValueError(_NONE)


def _check_segment(stream: BinaryIO, head: bytes) -> None:
    """Whether the one large element of Matroska (RFC 9559) is whole."""
    place = head.find(_SEGMENT)
    if place < 0 or place + 5 > len(head):
        return
    length = 9 - head[place + 4].bit_length() if head[place + 4] else 1
    field = head[place + 4 : place + 4 + length]
    size = int.from_bytes(field, "big") & ((1 << 7 * length) - 1)
    unknown = (1 << 7 * length) - 1
    end = stream.seek(0, os.SEEK_END)
    if size != unknown and place + 4 + length + size > end:
        raise ValueError(CUT_SHORT)


def _wave(stream: BinaryIO) -> _Container:
    """Sound in chunks (RIFF): its form, and how long it is."""
    end = stream.seek(0, os.SEEK_END)
    start, form, rate = 12, 0, 0
    for _ in range(1000):
        stream.seek(start)
        head = stream.read(8)
        if len(head) < 8:
            break
        name, size = struct.unpack("<4sI", head)
        if name == b"fmt ":
            fields = stream.read(16)
            if len(fields) < 16:
                break
            form, _, _, rate = struct.unpack_from("<HHII", fields)
        if name == b"data":
            rest = end - start - 8
            if size in {0, 0xFFFFFFFF}:  # it was written as it came
                size = rest
            if size > rest:
                raise ValueError(CUT_SHORT)
            return _Container("wav", form in _PLAIN_WAVES, seconds=size / rate if rate else 0.0)
        start += 8 + size + size % 2
    raise ValueError(CUT_SHORT)


def _pictures(movie: Movie | None) -> list[Track]:
    """The tracks that show something, that which counts first."""
    tracks = movie.tracks if movie else []
    return [track for track in tracks if track.kind == "vide" and track.width and track.height]


def _of_movie(movie: Movie) -> Recording:
    pictures = _pictures(movie)
    sounds = [track for track in movie.tracks if track.kind == "soun"]
    if not pictures and not sounds:
        raise ValueError(_NONE)
    # A browser takes the first picture, and the first sound it knows.
    is_playable = all(
        track.codec in _VIDEO and track.profile not in _PROFESSIONAL for track in pictures[:1]
    ) and (not sounds or any(track.codec in _SOUND for track in sounds))
    width, height = (pictures[0].width, pictures[0].height) if pictures else (0, 0)
    if pictures and pictures[0].turn % 180:
        width, height = height, width
    return Recording(width, height, movie.seconds, is_playable)
