"""MP4 and QuickTime files (ISO/IEC 14496-12) without what is neither seen nor heard.

Every byte keeps its place, since tables say where pictures and sounds stand: what goes becomes a
box ``free`` of zeros.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..mp4 import read_movie
from .edits import Edits
from .errors import BROKEN, CUT_SHORT, CannotStripError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_MOST_BOXES, _MOST_SAMPLES, _LARGEST = 200_000, 2_000_000, 100_000_000
_DEPTH = 12
#: Boxes that stay, by the box that they are in; all others go. An empty set: all stay.
_FILE = {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix"}
_KEPT: dict[bytes, set[bytes]] = {
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods", b"pssh"},
    b"trak": {b"tkhd", b"tref", b"trgr", b"edts", b"mdia", b"tapt", b"load", b"txas"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"nmhd", b"sthd", b"hmhd", b"gmhd", b"hdlr", b"dinf", b"stbl"},
    b"stbl": {
        *(b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stps", b"stsh", b"stsc", b"stsz"),
        *(b"stz2", b"stco", b"co64", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"),
        *(b"padb", b"stdp", b"sdtp", b"senc"),
    },
    b"dinf": {b"dref"},
    b"moof": {b"mfhd", b"traf", b"pssh"},
    b"traf": {
        *(b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"),
        b"senc",
    },
}
#: Tracks that are seen or heard, or read: subtitles, and titles of chapters.
_TRACKS = {b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"auxv", b"pict"}
#: What one track is to another and stays: chapters, subtitles, a picture's transparency.
_REFERENCES = {b"chap", b"subt", b"auxl", b"sync", b"folw", b"fall", b"forc", b"vdep", b"vplx"}
#: In the description of a picture or a sound: what decoders need not.
_NOT_OF_CODEC = {b"uuid", b"udta", b"meta", b"free", b"skip"}
_PROTECTED = "it has a form that cannot be changed. Save it as MP4."


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    start: int
    content: int
    end: int


class _Movie:
    def __init__(self, index: bytes, place: int, edits: Edits) -> None:
        self.data, self.place, self.edits = index, place, edits
        self.left = _MOST_BOXES
        self.gone: list[tuple[int, int]] = []  # pieces of tracks, starts and lengths

    def boxes(self, start: int, end: int) -> Iterator[_Box]:
        """The boxes in a range; what does not fit is broken."""
        while start + 8 <= end:
            self.left -= 1
            size, name = struct.unpack_from(">I4s", self.data, start)
            length = 8
            if size == 1:
                (size,), length = struct.unpack_from(">Q", self.data, start + 8), 16
            size = size or end - start
            if size < length or start + size > end or self.left < 0:
                raise ValueError(BROKEN)
            yield _Box(name, start, start + length, start + size)
            start += size
        self.blank(start, end)  # QuickTime ends lists with a zero

    def inner(self, box: _Box, *path: bytes) -> _Box | None:
        """The first box at a path."""
        found: _Box | None = box
        for name in path:
            found = found and next(
                (one for one in self.boxes(found.content, found.end) if one.name == name), None
            )
        return found

    def blank(self, start: int, end: int) -> None:
        self.edits.blank(self.place + start, end - start)

    def free(self, box: _Box) -> None:
        """Make a box one that says nothing."""
        self.edits.change(self.place + box.start + 4, b"free")
        self.blank(box.content, box.end)

    def walk(self, parent: _Box, depth: int = 0) -> None:
        """Free what does not stay in a box, and blank names and dates."""
        if depth > _DEPTH:
            raise ValueError(BROKEN)
        for box in self.boxes(parent.content, parent.end):
            if box.name not in _KEPT[parent.name]:
                if box.name == b"cmov":
                    raise CannotStripError(_PROTECTED)
                self.free(box)
            elif box.name == b"trak" and not self.is_shown(box):
                self.gone += self.pieces(box)
                self.free(box)
            elif box.name in _KEPT:
                self.walk(box, depth + 1)
            else:
                self.tell_less(box)

    def is_shown(self, track: _Box) -> bool:
        handler = self.inner(track, b"mdia", b"hdlr")
        return handler is not None and (
            self.data[handler.content + 8 : handler.content + 12] in _TRACKS
        )

    def tell_less(self, box: _Box) -> None:
        """Blank what one box says of times, names and programs."""
        start, end = box.content, box.end
        match box.name:
            case b"mvhd" | b"tkhd" | b"mdhd":
                length = 16 if self.data[start : start + 1] == b"\1" else 8
                self.blank(start + 4, min(start + 4 + length, end))
            case b"hdlr":
                self.blank(start + 12, end)
            case b"dref":
                for entry in self.boxes(start + 8, end):
                    self.blank(entry.content + 4, entry.end)
            case b"tref":
                for reference in self.boxes(start, end):
                    if reference.name not in _REFERENCES:
                        self.free(reference)
            case b"stsd":
                for entry in self.boxes(start + 8, end):
                    self.description(entry)

    def description(self, entry: _Box) -> None:
        """How a track is encoded (12.1.3): without the name of the program."""
        at = entry.content + 8
        is_picture = entry.end - at >= 70 and any(self.data[at + 16 : at + 20])
        # Of pictures, 32 bytes are a name; a sound has its number of channels and bits there.
        width, height = struct.unpack_from(">HH", self.data, at + 16) if is_picture else (0, 0)
        frames = self.data[at + 32 : at + 34]
        if width and height and frames == b"\0\1":
            self.blank(at + 4, at + 8)
            self.blank(at + 34, at + 66)
            self.extensions(at + 70, entry.end)

    def extensions(self, start: int, end: int) -> None:
        while start + 8 <= end:
            size, name = struct.unpack_from(">I4s", self.data, start)
            if size < 8 or start + size > end:
                return
            if name in _NOT_OF_CODEC:
                self.free(_Box(name, start, start + 8, start + size))
            start += size

    def pieces(self, track: _Box) -> list[tuple[int, int]]:
        """Where the samples of a track stand (8.7): starts and lengths in the file."""
        table = self.inner(track, b"mdia", b"minf", b"stbl")
        if table is None:
            return []
        tables = {box.name: box for box in self.boxes(table.content, table.end)}
        places = tables.get(b"stco") or tables.get(b"co64")
        if places is None or b"stsc" not in tables:
            return []
        wide = places.name == b"co64"
        starts = self.numbers(places, 4, 1, "Q" if wide else "I")
        runs = self.numbers(tables[b"stsc"], 4, 3, "I")
        sizes = self.sizes(tables)
        counts: list[int] = []
        for first, count, following in zip(
            runs[::3], runs[1::3], [*runs[3::3], len(starts) + 1], strict=True
        ):
            room = len(starts) - len(counts)
            counts += [count] * max(min(following - first, room), 0)
        found, at = [], 0
        for start, count in zip(starts, counts, strict=False):
            length = sizes * count if isinstance(sizes, int) else sum(sizes[at : at + count])
            found.append((start, length))
            at += count
        return found

    def numbers(self, box: _Box, skip: int, each: int, form: str) -> tuple[int, ...]:
        """A table: how many lines, then so many numbers each."""
        (count,) = struct.unpack_from(">I", self.data, box.content + skip)
        if count > _MOST_SAMPLES:
            raise ValueError(BROKEN)
        start = box.content + skip + 4
        if start + count * each * struct.calcsize(f">{form}") > box.end:
            raise ValueError(BROKEN)
        return struct.unpack_from(f">{count * each}{form}", self.data, start)

    def sizes(self, tables: dict[bytes, _Box]) -> tuple[int, ...] | int:
        if b"stsz" in tables:
            box = tables[b"stsz"]
            (same,) = struct.unpack_from(">I", self.data, box.content + 4)
            return int(same) or self.numbers(box, 8, 1, "I")
        if b"stz2" in tables:
            form = {8: "B", 16: "H"}.get(self.data[tables[b"stz2"].content + 7])
            if form:
                return self.numbers(tables[b"stz2"], 8, 1, form)
        raise CannotStripError(_PROTECTED)


def edits_of_movie(source: BinaryIO) -> Edits:
    """What has to change in such a file.

    :raises ValueError: in words, if it is not whole.
    """
    read_movie(source)  # says what is wrong
    edits = Edits()
    file_end = source.seek(0, os.SEEK_END)
    gone, data, end, has_fragments = [], [], 0, False
    for box in _of_file(source, file_end):
        end = box.end
        has_fragments |= box.name == b"moof"
        if box.name == b"mdat":
            data.append((box.content, box.end))
        elif box.name not in _FILE:
            edits.change(box.start + 4, b"free")
            edits.blank(box.content, box.end - box.content)
        elif box.name in _KEPT:
            if box.end - box.start > _LARGEST:
                raise ValueError(BROKEN)
            source.seek(box.start)
            movie = _Movie(source.read(box.end - box.start), box.start, edits)
            length = box.content - box.start
            try:
                movie.walk(_Box(box.name, 0, length, box.end - box.start))
            except struct.error as error:
                raise ValueError(BROKEN) from error
            gone += movie.gone
    if gone and has_fragments:
        raise CannotStripError(_PROTECTED)
    for start, length in gone:
        # Only what is data: a broken table could name other bytes.
        if any(first <= start and start + length <= last for first, last in data):
            edits.blank(start, length)
    edits.parts = [(0, end)]
    return edits


def _of_file(source: BinaryIO, file_end: int) -> Iterator[_Box]:
    """The boxes of a file; what a telephone writes after the last one is none."""
    start = 0
    for _ in range(_MOST_BOXES):
        source.seek(start)
        head = source.read(16)
        if len(head) < 8:
            return
        size, name = struct.unpack_from(">I4s", head)
        length = 8
        if size == 1 and len(head) == 16:
            (size,), length = struct.unpack_from(">Q", head, 8), 16
        size = size or file_end - start
        if size < length or start + size > file_end:
            return
        yield _Box(name, start, start + length, start + size)
        start += size
    raise ValueError(CUT_SHORT)
