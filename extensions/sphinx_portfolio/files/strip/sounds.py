"""MP3, AAC, FLAC and WAV without titles, covers and names."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from .edits import Edits
from .errors import BROKEN, CUT_SHORT

if TYPE_CHECKING:
    from typing import BinaryIO

_MOST = 1000  # tags, blocks or chunks
_LOOKED_AT = 1 << 20
# Blocks of FLAC (RFC 9639, 8): how it is encoded, where places are, titles.
_STREAM_INFO, _SEEK_TABLE, _COMMENT = 0, 3, 4
_NO_COMMENT = bytes(8)


def edits_of_frames(source: BinaryIO) -> Edits:
    """MP3 and AAC: frames, with tags before and after them."""
    start = _after_tags(source)
    end = _before_tags(source, start)
    source.seek(start)
    head = source.read(min(_LOOKED_AT, end - start))
    place = head.find(b"\xff")
    while place >= 0 and (place + 1 >= len(head) or head[place + 1] & 0xE0 != 0xE0):
        place = head.find(b"\xff", place + 1)
    if place < 0:
        raise ValueError(BROKEN)
    return Edits(parts=[(start + place, end)])


def edits_of_flac(source: BinaryIO, start: int = 0) -> Edits:
    """FLAC: blocks that say what it is, and frames."""
    end = _before_tags(source, start)
    kept: list[bytes] = []
    at, is_last = start + 4, False
    for _ in range(_MOST):
        source.seek(at)
        head = source.read(4)
        if len(head) < 4:
            raise ValueError(CUT_SHORT)
        length, kind, is_last = int.from_bytes(head[1:], "big"), head[0] & 0x7F, head[0] > 0x7F
        if at + 4 + length > end:
            raise ValueError(CUT_SHORT)
        if kind in {_STREAM_INFO, _SEEK_TABLE}:
            kept.append(bytes((kind,)) + head[1:] + source.read(length))
        at += 4 + length
        if is_last:
            break
    if not is_last or not kept or kept[0][0] != _STREAM_INFO:
        raise ValueError(BROKEN)
    last = bytes((_COMMENT | 0x80,)) + len(_NO_COMMENT).to_bytes(3, "big") + _NO_COMMENT
    return Edits(parts=[b"fLaC", *kept, last, (at, end)])


def edits_of_wave(source: BinaryIO) -> Edits:
    """WAV: chunks (RIFF), of which three are about the sound."""
    end = source.seek(0, os.SEEK_END)
    parts: list[bytes | tuple[int, int]] = []
    at, size = 12, 4
    for _ in range(_MOST):
        source.seek(at)
        head = source.read(8)
        if len(head) < 8:
            break
        name, length = struct.unpack("<4sI", head)
        if name == b"data" and length in {0, 0xFFFFFFFF}:  # it was written as it came
            length = end - at - 8
        if name in {b"fmt ", b"fact", b"data"}:
            if at + 8 + length > end:
                raise ValueError(CUT_SHORT)
            if name == b"data" and not parts:
                raise ValueError(BROKEN)
            parts += [name + struct.pack("<I", length), (at + 8, at + 8 + length)]
            parts += [b"\0"] * (length % 2)
            size += 8 + length + length % 2
        if name == b"data":
            return Edits(parts=[b"RIFF" + struct.pack("<I", size) + b"WAVE", *parts])
        at += 8 + length + length % 2
    raise ValueError(CUT_SHORT)


def _after_tags(source: BinaryIO) -> int:
    """Where sound begins: after tags of ID3 (id3v2.4.0, 3.1) and APE."""
    at = 0
    for _ in range(_MOST):
        source.seek(at)
        head = source.read(32)
        if head.startswith(b"ID3") and len(head) >= 10:
            at += 10 + _safe(head[6:10]) + (10 if head[5] & 0x10 else 0)
        elif head.startswith(b"APETAGEX") and len(head) == 32:
            at += 32 + int.from_bytes(head[12:16], "little")
        else:
            break
    return at


def _before_tags(source: BinaryIO, start: int) -> int:
    """Where sound ends: before tags of ID3, APE and Lyrics3."""
    end = source.seek(0, os.SEEK_END)
    for _ in range(_MOST):
        before = end
        source.seek(max(end - 355, start))
        tail = source.read(end - max(end - 355, start))
        if tail[-128:].startswith(b"TAG") and len(tail) >= 128:
            end -= 128
            if tail[-355:].startswith(b"TAG+"):
                end -= 227
        elif tail[-32:].startswith(b"APETAGEX") and len(tail) >= 32:
            size, _, flags = struct.unpack_from("<III", tail, len(tail) - 20)
            end -= size + (32 if flags & 0x80000000 else 0)
        elif tail.endswith(b"LYRICS200") and tail[-15:-9].isdigit():
            end -= int(tail[-15:-9]) + 15
        elif tail[-10:].startswith(b"3DI") and len(tail) >= 10:
            end -= 20 + _safe(tail[-4:])
        if end < start:
            raise ValueError(BROKEN)
        if end == before:
            break
    if end <= start:
        raise ValueError(CUT_SHORT)
    return end


def _safe(number: bytes) -> int:
    """A number of which each byte has seven bits."""
    value = 0
    for byte in number:
        value = value << 7 | byte & 0x7F
    return value
