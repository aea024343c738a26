"""WebM and Matroska (RFC 9559) without titles, names, dates and attachments.

Every byte keeps its place: what goes becomes a void element, or a text that is empty.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .edits import Edits
from .errors import BROKEN, CUT_SHORT
from .ogg import empty_comment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_SEGMENT, _CLUSTER, _INFO, _TRACKS = 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B
_SEEK_HEAD, _SEEK, _SEEK_ID = 0x114D9B74, 0x4DBB, 0x53AB
_TAGS, _ATTACHMENTS, _CUES, _CHAPTERS = 0x1254C367, 0x1941A469, 0x1C53BB6B, 0x1043A770
_TRACK, _VOID, _SUM = 0xAE, 0xEC, 0xBF
_CODEC, _CODEC_PRIVATE = 0x86, 0x63A2
_KEPT = {_CLUSTER, _INFO, _TRACKS, _SEEK_HEAD, _CUES, _CHAPTERS}
#: Title, date, names and numbers of this file and of those before and after it.
_OF_INFO = {0x7BA9, 0x4461, 0x7384, 0x73A4, 0x3C83AB, 0x3CB923, 0x3E83BB, 0x3EB923, 0x4444, _SUM}
#: The programs, of which there has to be a name: it is empty.
_PROGRAMS = {0x4D80, 0x5741}
#: Name, name of the codec, settings of it, where to get it, attachments.
_OF_TRACK = {0x536E, 0x258688, 0x3A9697, 0x3B4040, 0x26B240, 0x7446, _SUM}
_SHORT = 0xFFFFFF  # ids of what is not inside of a cluster are longer
_MOST = 2_000_000
_LARGEST = 16_000_000


@dataclass(frozen=True, slots=True)
class _Element:
    id: int
    start: int
    content: int
    end: int
    is_endless: bool = False


class _Reader:
    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.end = source.seek(0, os.SEEK_END)
        self.edits = Edits()
        self.left = _MOST

    def elements(self, start: int, end: int) -> Iterator[_Element]:
        """Elements in a range; a cluster without an end is followed by what is in it."""
        while start < end:
            self.left -= 1
            self.source.seek(start)
            head = self.source.read(16)
            id_length = 9 - head[0].bit_length() if head and head[0] else 9
            first = head[id_length] if id_length < len(head) and id_length <= 4 else 0
            length = 9 - first.bit_length()
            if not first or id_length + length > len(head) or self.left < 0:
                raise ValueError(BROKEN)
            mask = (1 << 7 * length) - 1
            size = int.from_bytes(head[id_length : id_length + length], "big") & mask
            content = start + id_length + length
            is_endless = size == mask
            stop = end if is_endless else content + size
            if stop > end:
                raise ValueError(CUT_SHORT)
            name = int.from_bytes(head[:id_length], "big")
            yield _Element(name, start, content, stop, is_endless)
            start = content if is_endless else stop

    def read(self, element: _Element) -> bytes:
        if element.end - element.content > _LARGEST:
            raise ValueError(BROKEN)
        self.source.seek(element.content)
        return self.source.read(element.end - element.content)

    def void(self, element: _Element) -> None:
        """Make an element one that says nothing, of the same length."""
        total = element.end - element.start
        for length in range(1, 9):
            size = total - 1 - length
            if 0 <= size < (1 << 7 * length) - 1:
                head = bytes((_VOID,)) + (size | 1 << 7 * length).to_bytes(length, "big")
                self.edits.change(element.start, head)
                self.edits.blank(element.start, total)
                return

    def segment(self, segment: _Element) -> None:
        ways = {_INFO: self.info, _TRACKS: self.tracks, _SEEK_HEAD: self.places}
        for element in self.elements(segment.content, segment.end):
            if element.id in ways:
                ways[element.id](element)
            elif element.id in {_VOID, _SUM} or (element.id > _SHORT and element.id not in _KEPT):
                self.void(element)

    def info(self, info: _Element) -> None:
        for element in self.elements(info.content, info.end):
            if element.id in _OF_INFO:
                self.void(element)
            elif element.id in _PROGRAMS:
                self.edits.blank(element.content, element.end - element.content)

    def tracks(self, tracks: _Element) -> None:
        for track in self.elements(tracks.content, tracks.end):
            if track.id != _TRACK:
                self.void(track)
                continue
            elements = list(self.elements(track.content, track.end))
            codec = next((self.read(one) for one in elements if one.id == _CODEC), b"")
            for element in elements:
                if element.id in _OF_TRACK or element.id == _VOID:
                    self.void(element)
                elif element.id == _CODEC_PRIVATE and codec.startswith((b"A_VORBIS", b"V_THEORA")):
                    self.headers(element)

    def headers(self, element: _Element) -> None:
        """Three packets in one (RFC 9559, 21.1), of which the second has comments."""
        data = self.read(element)
        lengths: list[int] = []
        at = 1
        while len(lengths) < 2 and data[:1] == b"\x02":
            length = 0
            while data[at] == 255:
                length, at = length + 255, at + 1
            lengths.append(length + data[at])
            at += 1
        if len(lengths) == 2:
            start = at + lengths[0]
            comment = data[start : start + lengths[1]]
            self.edits.change(element.content + start, empty_comment(comment))

    def places(self, head: _Element) -> None:
        """Where things are: not of those that went."""
        for seek in self.elements(head.content, head.end):
            inner = self.elements(seek.content, seek.end) if seek.id == _SEEK else iter(())
            ids = [int.from_bytes(self.read(one), "big") for one in inner if one.id == _SEEK_ID]
            if not ids or ids[0] not in _KEPT:
                self.void(seek)


def edits_of_matroska(source: BinaryIO) -> Edits:
    """What has to change in such a file.

    :raises ValueError: in words, if it is not whole.
    """
    reader = _Reader(source)
    end = 0
    for element in reader.elements(0, reader.end):
        if element.id == _SEGMENT:
            reader.segment(element)
            end = element.end
            break
        if element.id != 0x1A45DFA3:
            reader.void(element)
    if not end:
        raise ValueError(CUT_SHORT)
    reader.edits.parts = [(0, end)]
    return reader.edits
