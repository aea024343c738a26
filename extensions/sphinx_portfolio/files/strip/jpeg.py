"""A JPEG with its pixels and what says how to show them, and nothing else (ITU T.81, annex B)."""

from __future__ import annotations

import re

from .errors import BROKEN, CUT_SHORT
from .exif import exif_of, turn_of

_START, _END = 0xD8, 0xD9
_SCAN, _EXIF, _JFIF, _ICC, _ADOBE = 0xDA, 0xE1, 0xE0, 0xE2, 0xEE
#: Frames and tables of codes; tables of numbers, lines, intervals.
_PIXELS = {*range(0xC0, 0xD0), _SCAN, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_MARKER = re.compile(rb"\xff[^\x00\xff]")
# In coded data, those of restarts are no end of it.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Bytes of segments, without a thumbnail and whatever else follows.
_LENGTH_OF_JFIF, _LENGTH_OF_ADOBE = 12, 12


def strip_jpeg(data: bytes, in_document: bool = False) -> bytes:
    """The first picture of a JPEG, with its colour profile and how it is turned.

    :param in_document: it is part of a PDF: nothing turns it, and its end may be missing.
    :raises ValueError: in words, if it is not whole.
    """
    jfif, kept, turn = b"", [], 0
    at, has_frame, has_scan = 2, False, False
    while True:
        match = _MARKER.search(data, at)
        if match is None:
            if in_document and has_scan:
                break
            raise ValueError(CUT_SHORT)
        marker, at = data[match.end() - 1], match.end()
        if marker == _END:
            break
        if marker == 0x01 or 0xD0 <= marker <= _START:
            continue  # stands alone
        if marker < 0xC0:
            raise ValueError(BROKEN)
        length = int.from_bytes(data[at : at + 2], "big")
        body, at = data[at + 2 : at + length], at + length
        if length < 2 or at > len(data):
            raise ValueError(CUT_SHORT)
        if marker == _JFIF and body.startswith(b"JFIF\0") and len(body) >= _LENGTH_OF_JFIF:
            jfif = jfif or _segment(marker, body[:_LENGTH_OF_JFIF] + b"\0\0")
        elif marker == _EXIF and body.startswith(b"Exif\0\0"):
            turn = turn or turn_of(body)
        elif marker == _ADOBE and body.startswith(b"Adobe") and len(body) >= _LENGTH_OF_ADOBE:
            kept.append(_segment(marker, body[:_LENGTH_OF_ADOBE]))
        elif marker in _PIXELS or (marker == _ICC and body.startswith(b"ICC_PROFILE\0")):
            kept.append(_segment(marker, body))
        has_frame |= marker in _FRAMES
        if marker == _SCAN:
            has_scan = True
            match = _AFTER_SCAN.search(data, at)
            end = match.start() if match else len(data)
            kept.append(data[at:end])
            at = end
    if not (has_frame and has_scan):
        raise ValueError(CUT_SHORT)
    exif = b"" if turn < 2 or in_document else _segment(_EXIF, b"Exif\0\0" + exif_of(turn))
    return b"".join((b"\xff\xd8", jfif, exif, *kept, b"\xff\xd9"))


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body
