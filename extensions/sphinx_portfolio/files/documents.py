"""PDF documents: measured, drawn, prepared for paper, and offered without what acts.

All but measuring is done by scripts in `workers`, each time in a process of its own. That only
measures may open several documents at the same time.
"""

from __future__ import annotations

import json
import re
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path

from . import bounded

_WORKERS = Path(__file__).parent / "workers"
_DRAW = _WORKERS / "draw_pdf.py"
_CLEAN = _WORKERS / "clean_pdf.py"
_STRIP = _WORKERS / "strip_pdf.py"
_PRINT = _WORKERS / "print_pdf.py"
_PLACE = _WORKERS / "place_pdf.py"

# PDFium is not made for threads.
_LOCK = threading.Lock()

# What may hold the objects of a document; each letter of a name can be written as "#" and a number.
_PACKED = re.compile(
    b"|".join(
        b"/" + b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name)
        for name in (b"ObjStm", b"XRef")
    )
)
_DATA = re.compile(rb"stream\r?\n")
# Bytes of a dictionary before its data, and of all objects once they are unpacked: more is for a
# process of its own.
_DICTIONARY, _SWOLLEN = 2000, 50_000_000
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Document:
    """How many pages a document has, and the size of one of them.

    Width and height are in CSS pixels, 96 to an inch, as a reader sees the page: turned and
    cropped.
    """

    pages: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Safe:
    """A document without what acts: ``removed`` says in words what that was, each thing once.

    ``content`` is `None` if nothing had to be taken out.
    """

    content: bytes | None
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stripped:
    """A document that says nothing of who made it, when and with what.

    ``removed`` is as in `Safe`. A signature is valid for unchanged bytes only, so a document that
    is signed stays as it is, byte for byte; ``carries`` says in words what that still tells.
    """

    content: bytes
    removed: tuple[str, ...]
    is_signed: bool = False
    carries: tuple[str, ...] = ()


def read_document(file: Path, page: int = 1) -> Document:
    """How many pages there are, and the size of one; pages count from 1.

    :raises ValueError: in words, if it is no PDF, is cut short, needs a password or has no such
        page.
    :raises OSError: if it cannot be read.
    """
    return _measured(file.read_bytes(), page)


def page_count(data: bytes) -> int:
    """How many pages there are; errors as `read_document`."""
    return _measured(data, 1).pages


def draw_page(data: bytes, page: int, limit: tuple[int, int]) -> bytes:
    """A page as PNG on white, as large as ``limit`` (pixels) lets it be, with what is filled in.

    :raises ValueError: in words, as `read_document`; or if it takes too long or too much memory.
    """
    return bounded.run(_DRAW, [str(page), *map(str, limit)], data)


def printable_page(data: bytes, page: int) -> bytes:
    """A PDF of one page that TeX can include: what a reader sees of it, and nothing else.

    Stamps, signatures and what is filled in become part of the page. The same page gives the
    same bytes.

    :raises ValueError: in words, as `draw_page`.
    """
    _measured(data, page)  # says what is wrong in better words
    return bounded.run(_PRINT, [str(page)], data)


def placeable_page(data: bytes, page: int) -> bytes:
    """A PDF of one page that can be placed in a document that keeps a standard.

    As `printable_page`, without marks for other programs, and with all its fonts.

    :raises ValueError: in words, as `draw_page`; or if that cannot be, so that it has to be drawn.
    """
    _measured(data, page)
    return bounded.run(_PLACE, [str(page)], data)


def without_actions(data: bytes) -> Safe:
    """A document that can be offered to readers: it starts, sends, plays and holds nothing else.

    Links to the web and inside the document stay. A signature is valid for unchanged bytes only,
    so it goes when anything else does.

    :raises ValueError: in words, as `draw_page`.
    """
    _measured(data, 1)
    head, _, content = bounded.run(_CLEAN, [], data).partition(b"\n")
    removed = tuple(json.loads(head))
    return Safe(content if removed else None, removed)


def strip_document(data: bytes) -> Stripped:
    """A document as `without_actions` makes it, and without metadata.

    Gone are what is said of the whole (title, author, program, dates, XMP) and of its pages,
    pictures, forms and fonts, what cameras wrote into pictures, who wrote comments and when, small
    pictures of pages, and earlier states. Pictures have the same pixels. Language, tags, outline
    and labels of pages stay. The same document gives the same bytes.

    :raises ValueError: in words, as `draw_page`.
    """
    _measured(data, 1)
    head, _, content = bounded.run(_STRIP, [], data).partition(b"\n")
    said = json.loads(head)
    if said["signed"]:
        return Stripped(data, (), True, tuple(said["carries"]))
    return Stripped(content, tuple(said["removed"]))


def _measured(data: bytes, page: int) -> Document:
    if _may_swell(data):
        return Document(*map(int, bounded.run(_DRAW, [str(page)], data).split()))
    from .workers import draw_pdf  # PDFium is large, and most builds look at no document

    with _LOCK:
        return Document(*draw_pdf.measure(data, page))


def _may_swell(data: bytes) -> bool:
    """Whether the packed objects take much memory, or that cannot be told without a parser."""
    left = _SWOLLEN
    for match in _PACKED.finditer(data):
        start = _DATA.search(data, match.end(), match.end() + _DICTIONARY)
        if start is None:
            continue
        dictionary = data[max(match.start() - _DICTIONARY, 0) : start.start()].rpartition(b" obj")[
            2
        ]
        if b"Filter" not in dictionary:
            continue  # it is as large as the file, at most
        if dictionary.count(b"Decode") - dictionary.count(b"DecodeParms") != 1:
            return True  # packed twice
        left -= _unpacked(memoryview(data)[start.end() :], left)
        if left < 0:
            return True
    return False


def _unpacked(packed: memoryview, most: int) -> int:
    """How many bytes there are once they are unpacked; one more than ``most`` if in doubt."""
    unpacker, size = zlib.decompressobj(), 0
    for start in range(0, len(packed), _CHUNK):
        try:
            size += len(unpacker.decompress(packed[start : start + _CHUNK], most - size + 1))
        except zlib.error:
            return most + 1
        if unpacker.eof or size > most:
            break
    return size
