"""A JPEG 2000 without what is said beside the picture (ISO/IEC 15444-1, annex I)."""

from __future__ import annotations

import struct

from .errors import BROKEN

_START = b"\0\0\0\x0cjP  \r\n\x87\n"
#: The signature, the type, the head, and the picture.
_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"jpch", b"jplh", b"rreq"}


def strip_jp2(data: bytes) -> bytes:
    """The same without XML, what programs wrote, and addresses; a bare picture is as it is.

    :raises ValueError: in words, if it is not whole.
    """
    if not data.startswith(_START):
        return data
    kept, at = [], 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if size == 1 and at + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + 8)
        size = size or len(data) - at
        if size < 8 or at + size > len(data):
            raise ValueError(BROKEN)
        if name in _KEPT:
            kept.append(data[at : at + size])
        at += size
    return b"".join(kept)
