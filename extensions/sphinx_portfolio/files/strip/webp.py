"""A WebP with its pixels and what says how to show them (RFC 9649, 2)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from .errors import BROKEN, CUT_SHORT
from .exif import exif_of, turn_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMAGES = {b"VP8 ", b"VP8L"}
_ALPHA = b"ALPH"
# Flags of VP8X.
_HAS_PROFILE, _HAS_ALPHA, _HAS_EXIF, _MOVES = 0x20, 0x10, 0x08, 0x02
_LENGTH_OF_HEAD, _LENGTH_OF_FRAME = 10, 16


def strip_webp(data: bytes) -> bytes:
    """The picture, or all pictures of one that moves.

    :raises ValueError: in words, if it is not whole.
    """
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) or end < 12:
        raise ValueError(CUT_SHORT)
    chunks = list(_chunks(data[12:end]))
    body = _picture(chunks) if not chunks or chunks[0][0] != b"VP8X" else _extended(chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _extended(chunks: list[tuple[bytes, bytes]]) -> bytes:
    head = chunks[0][1]
    if len(head) < _LENGTH_OF_HEAD:
        raise ValueError(BROKEN)
    flags = head[0] & (_HAS_PROFILE | _HAS_ALPHA | _MOVES)
    of_kind = dict(reversed(chunks))  # the first of each counts
    profile = of_kind.get(b"ICCP", b"") if flags & _HAS_PROFILE else b""
    parts = []
    if flags & _MOVES:
        parts.append(_chunk(b"ANIM", of_kind.get(b"ANIM", b"")[:6]))
        parts += [_chunk(b"ANMF", _frame(content)) for kind, content in chunks if kind == b"ANMF"]
        if len(parts) < 2 or len(parts[0]) != 14:
            raise ValueError(BROKEN)
    else:
        parts.append(_picture(chunks))
    turn = turn_of(of_kind.get(b"EXIF", b""))
    if turn > 1:
        parts.append(_chunk(b"EXIF", exif_of(turn)))
    flags &= ~_HAS_PROFILE
    flags |= (_HAS_PROFILE if profile else 0) | (_HAS_EXIF if turn > 1 else 0)
    start = _chunk(b"VP8X", bytes((flags, 0, 0, 0)) + head[4:_LENGTH_OF_HEAD])
    return b"".join((start, _chunk(b"ICCP", profile) if profile else b"", *parts))


def _frame(content: bytes) -> bytes:
    if len(content) < _LENGTH_OF_FRAME:
        raise ValueError(BROKEN)
    return content[:_LENGTH_OF_FRAME] + _picture(list(_chunks(content[_LENGTH_OF_FRAME:])))


def _picture(chunks: list[tuple[bytes, bytes]]) -> bytes:
    """The first picture, and its transparency, which stands before it."""
    alpha = b""
    for kind, content in chunks:
        if kind == _ALPHA:
            alpha = alpha or _chunk(kind, content)
        if kind in _IMAGES:
            return (alpha if kind == b"VP8 " else b"") + _chunk(kind, content)
    raise ValueError(BROKEN)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        content = data[at + 8 : at + 8 + length]
        if len(content) < length:
            raise ValueError(CUT_SHORT)
        yield kind, content
        at += 8 + length + length % 2


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(content)) + content + b"\0" * (len(content) % 2)
