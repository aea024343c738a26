"""A PNG with its pixels, what says how to show them, and its badge (PNG, third edition)."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from .errors import BROKEN, CUT_SHORT
from .exif import exif_of, turn_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Chunks that stay, with the bytes that they can have (11.2, 11.3): what does not fit is no such.
_LENGTHS = {
    b"IHDR": (13, 13), b"PLTE": (3, 768), b"tRNS": (1, 256), b"gAMA": (4, 4), b"cHRM": (32, 32),
    b"sRGB": (1, 1), b"cICP": (4, 4), b"sBIT": (1, 4), b"bKGD": (1, 6), b"pHYs": (9, 9),
    b"acTL": (8, 8), b"fcTL": (26, 26), b"mDCV": (24, 24), b"cLLI": (8, 8),
}  # fmt: skip
_PIXELS = {b"IDAT", b"fdAT"}
_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
#: Keywords of Open Badges 3.0 (5.3.2.1) and 2.0 (Baking).
_BADGES = {b"openbadgecredential", b"openbadges"}
# Bytes of a badge, and of a colour profile, once they are unpacked.
_LARGEST_BADGE, _LARGEST_PROFILE = 1_000_000, 16_000_000


def strip_png(data: bytes) -> bytes:
    """The picture, or all pictures of one that moves.

    :raises ValueError: in words, if it is not whole.
    """
    kept: list[bytes] = [SIGNATURE]
    badges: set[bytes] = set()
    turn, place_of_turn = 0, 0
    for kind, content, whole in _chunks(data):
        if kind in _PIXELS:
            place_of_turn = place_of_turn or len(kept)
            kept.append(whole)
        elif kind in _LENGTHS:
            least, most = _LENGTHS[kind]
            if least <= len(content) <= most:
                kept.append(whole)
            elif kind in {b"IHDR", b"PLTE"}:
                raise ValueError(BROKEN)
        elif kind == b"iCCP":
            kept += [_chunk(kind, made) for made in [_profile(content)] if made]
        elif kind == b"eXIf":
            turn = turn or turn_of(content)
        elif kind in _TEXTS:
            badge = _badge(kind, content)
            keyword = badge.partition(b"\0")[0]
            if badge and keyword not in badges:
                badges.add(keyword)
                kept.append(_chunk(kind, badge))
        elif not kind[0] & 0x20:  # it is critical, and nobody knows it
            raise ValueError(BROKEN)
    if len(kept) < 2 or kept[1][4:8] != b"IHDR" or not place_of_turn:
        raise ValueError(BROKEN)
    if turn > 1:
        kept.insert(place_of_turn, _chunk(b"eXIf", exif_of(turn)))
    return b"".join((*kept, _chunk(b"IEND", b"")))


def badge_in(data: bytes) -> str:
    """The text of the first badge in a picture; empty if there is none.

    :raises ValueError: in words, if the picture is not whole.
    """
    for kind, content, _whole in _chunks(data):
        badge = _badge(kind, content) if kind in _TEXTS else b""
        if badge:
            rest = badge.partition(b"\0")[2]
            packed = kind == b"zTXt" or (kind == b"iTXt" and bool(rest[0]))
            rest = rest[{b"tEXt": 0, b"zTXt": 1, b"iTXt": 4}[kind] :]
            return (zlib.decompress(rest) if packed else rest).decode("utf-8")
    return ""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The chunks before the last one: kind, content, all bytes."""
    at = len(SIGNATURE)
    while True:
        if at + 8 > len(data):
            raise ValueError(CUT_SHORT)
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IEND":
            return
        end = at + length + 12
        if end > len(data):
            raise ValueError(CUT_SHORT)
        whole = data[at:end]
        total = zlib.crc32(memoryview(whole)[4:-4])
        if total != int.from_bytes(whole[-4:], "big"):
            raise ValueError(BROKEN)
        yield kind, whole[8:-4] if kind not in _PIXELS else b"", whole
        at = end


def _chunk(kind: bytes, content: bytes) -> bytes:
    total = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", total)


def _profile(content: bytes) -> bytes:
    """A colour profile (11.3.2.3) without what follows it; nothing if it is none."""
    name, _, packed = content.partition(b"\0")
    length = _packed_length(packed[1:], _LARGEST_PROFILE)
    return name + b"\0\0" + packed[1 : 1 + length] if packed[:1] == b"\0" and length else b""


def _badge(kind: bytes, content: bytes) -> bytes:
    """A text (11.3.3) that is a badge, with nothing beside it; nothing if it is none."""
    keyword, _, rest = content.partition(b"\0")
    if keyword not in _BADGES:
        return b""
    head, is_packed = keyword + b"\0", kind == b"zTXt"
    if is_packed:
        method, rest = rest[:1], rest[1:]
        head += method
    elif kind == b"iTXt":
        parts = rest[2:].split(b"\0", 2)  # language, keyword in that language, text
        if len(parts) < 3 or len(rest) < 2:
            return b""
        is_packed, rest = bool(rest[0]), parts[2]
        head += bytes((is_packed, 0, 0, 0))
    if is_packed:
        length = _packed_length(rest, _LARGEST_BADGE)
        rest = rest[:length]
    text = zlib.decompress(rest) if is_packed and rest else rest
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return b""
    return head + rest if text and len(text) <= _LARGEST_BADGE else b""


def _packed_length(packed: bytes, most: int) -> int:
    """How many bytes are packed data of at most so many bytes; 0 if they are none."""
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed, most + 1)
    except zlib.error:
        return 0
    return len(packed) - len(unpacker.unused_data) if unpacker.eof else 0
