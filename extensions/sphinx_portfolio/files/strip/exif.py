"""The one thing of Exif data that shows: how a picture is turned (Exif 2.3, tag 274)."""

from __future__ import annotations

import struct

_ORIENTATION = 0x0112
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_FORMS = {1: "B", 3: "H", 4: "I"}  # of TIFF: BYTE, SHORT, LONG
_HEAD = b"Exif\0\0"


def turn_of(exif: bytes) -> int:
    """How a picture is turned, 1 to 8; 1, which is upright, if that is not said or broken.

    :param exif: a TIFF, with or without "Exif" in front.
    """
    data = exif
    while data.startswith(_HEAD):  # some programs write it twice
        data = data.removeprefix(_HEAD)
    order = _ORDERS.get(data[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", data, 4)
        (entries,) = struct.unpack_from(f"{order}H", data, start)
        for number in range(entries):
            place = start + 2 + number * 12
            tag, form, count = struct.unpack_from(f"{order}HHI", data, place)
            if tag == _ORIENTATION:
                known = count == 1 and form in _FORMS
                value = struct.unpack_from(order + _FORMS[form], data, place + 8) if known else (1,)
                return int(value[0]) if 1 <= value[0] <= 8 else 1
    except struct.error:
        pass
    return 1


def exif_of(turn: int) -> bytes:
    """A TIFF that says how a picture is turned, and nothing else: 26 bytes."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turn, 0)
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
