"""Ogg (RFC 3533) without titles, covers and names of programs.

Packets keep their lengths: what a comment said becomes a name of a program of that length, of
zeros.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .edits import Edits
from .errors import BROKEN, CUT_SHORT, CannotStripError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

#: How comments begin, and whether a bit follows the last one.
_COMMENTS = {b"\x03vorbis": True, b"\x81theora": False, b"OpusTags": False}
#: How streams begin.
_KINDS = (b"\x01vorbis", b"\x80theora", b"OpusHead", b"\x7fFLAC")
_FLAC, _PADDING, _COMMENT_OF_FLAC = b"\x7fFLAC", 1, 4
_MOST_PAGES, _LARGEST = 5_000_000, 16_000_000
_CANNOT = "Who recorded it, and more, cannot be taken out of it. Save it as MP3 or MP4."


def empty_comment(packet: bytes) -> bytes:
    """A comment of the same length that says nothing (Vorbis I, 5)."""
    for start, has_bit in _COMMENTS.items():
        if packet.startswith(start):
            length = len(packet) - len(start) - 8 - has_bit
            if length < 0:
                raise ValueError(BROKEN)
            empty = start + struct.pack("<I", length) + bytes(length) + bytes(4)
            return empty + (b"\x01" if has_bit else b"")
    raise CannotStripError(_CANNOT)


@dataclass
class _Page:
    start: int
    flags: int
    serial: int
    lengths: bytes
    body: int
    end: int


@dataclass
class _Stream:
    """The packets at the beginning of a stream, until all that say something are known."""

    kind: bytes = b""
    packet: bytearray = field(default_factory=bytearray)
    places: list[tuple[int, int, _Page]] = field(default_factory=list)  # start, length, page
    number: int = 0
    is_done: bool = False


def edits_of_ogg(source: BinaryIO) -> Edits:
    """What has to change in such a file.

    :raises CannotStripError: if it holds something else than Vorbis, Opus, FLAC and Theora.
    :raises ValueError: in words, if it is not whole.
    """
    end = source.seek(0, os.SEEK_END)
    edits, streams = Edits(), dict[int, _Stream]()
    touched: dict[int, _Page] = {}
    last = 0
    for page in _pages(source, end):
        last = page.end
        if page.flags & 2:  # the first one of a stream
            streams[page.serial] = _Stream()
        stream = streams.get(page.serial)
        if stream is None:
            raise ValueError(BROKEN)
        if stream.is_done:
            continue
        for start, length, ends in _pieces(page):
            source.seek(start)
            stream.packet += source.read(length)
            stream.places.append((start, length, page))
            if len(stream.packet) > _LARGEST:
                raise CannotStripError(_CANNOT)
            if ends and not stream.is_done:
                _look_at(stream, edits, touched)
    if not streams or any(not stream.is_done for stream in streams.values()):
        raise ValueError(CUT_SHORT)
    for page in touched.values():
        edits.change(page.start + 22, _sum(source, page, edits))
    edits.parts = [(0, last)]
    return edits


def _look_at(stream: _Stream, edits: Edits, touched: dict[int, _Page]) -> None:
    """Empty the packet if it is a comment; the first one says what the stream is."""
    packet, places = bytes(stream.packet), stream.places
    stream.packet, stream.places = bytearray(), []
    stream.number += 1
    if stream.number == 1:
        stream.kind = next((kind for kind in _KINDS if packet.startswith(kind)), b"")
        if not stream.kind:
            raise CannotStripError(_CANNOT)
        return
    if stream.kind == _FLAC:
        made = _block(packet)
        stream.is_done = packet[:1] > b"\x7f"
    else:
        made = empty_comment(packet)
        stream.is_done = True
    at = 0
    for start, length, page in places:
        if length:
            edits.change(start, made[at : at + length])
            touched[page.start] = page
        at += length


def _block(packet: bytes) -> bytes:
    """A block of FLAC: an empty comment, or nothing."""
    kind = packet[0] & 0x7F if packet else 127
    if kind == _COMMENT_OF_FLAC and len(packet) >= 12:
        length = len(packet) - 12
        return packet[:4] + struct.pack("<I", length) + bytes(length + 4)
    if kind in {0, 3, 127}:
        return packet
    return bytes((packet[0] & 0x80 | _PADDING,)) + packet[1:4] + bytes(len(packet) - 4)


def _pages(source: BinaryIO, end: int) -> Iterator[_Page]:
    at = 0
    for _ in range(_MOST_PAGES):
        if at >= end:
            return
        source.seek(at)
        head = source.read(27)
        if not head.startswith(b"OggS") and at:
            return  # what programs write after the last page
        if len(head) < 27:
            raise ValueError(CUT_SHORT)
        lengths = source.read(head[26])
        body = at + 27 + head[26]
        serial = int.from_bytes(head[14:18], "little")
        page = _Page(at, head[5], serial, lengths, body, body + sum(lengths))
        if page.end > end or len(lengths) < head[26]:
            raise ValueError(CUT_SHORT)
        yield page
        at = page.end
    raise ValueError(BROKEN)


def _pieces(page: _Page) -> Iterator[tuple[int, int, bool]]:
    """The pieces of packets in a page: start, length, and whether the packet ends there."""
    start, length = page.body, 0
    for segment in page.lengths:
        length += segment
        if segment < 255:
            yield start, length, True
            start, length = start + length, 0
    if length:
        yield start, length, False


#: Bytes with their bits the other way round: the sum is that of ZIP, mirrored.
_MIRRORED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


def _sum(source: BinaryIO, page: _Page, edits: Edits) -> bytes:
    """The sum of a page that changed (RFC 3533, 6)."""
    source.seek(page.start)
    data = bytearray(source.read(page.end - page.start))
    data[22:26] = bytes(4)
    for start, _, _ in _pieces(page):
        made = edits.changes.get(start, b"")
        at = start - page.start
        data[at : at + len(made)] = made
    total = zlib.crc32(bytes(data).translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return struct.pack(">I", total).translate(_MIRRORED)
