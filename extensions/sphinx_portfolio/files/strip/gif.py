"""A GIF with its pictures, how long each stays, and how often they come (GIF89a, appendix B)."""

from __future__ import annotations

from .errors import BROKEN, CUT_SHORT

_CONTROL, _TEXT, _APPLICATION = b"\xf9", b"\x01", b"\xff"
#: Applications that say how often the pictures come.
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip_gif(data: bytes) -> bytes:
    """All pictures; comments, texts and what applications wrote go.

    :raises ValueError: in words, if it is not whole.
    """
    if len(data) < 13:
        raise ValueError(CUT_SHORT)
    at = 13 + _length_of_table(data[10])
    kept, control, has_loop, has_picture = [data[:at]], b"", False, False
    while at < len(data):
        start, kind = at, data[at]
        if kind == 0x2C:  # a picture
            if at + 11 > len(data):
                raise ValueError(CUT_SHORT)
            at = _after_blocks(data, at + 11 + _length_of_table(data[at + 9]))
            kept += [control, data[start:at]]
            control, has_picture = b"", True
        elif kind == 0x21:  # an extension
            label = data[at + 1 : at + 2]
            at = _after_blocks(data, at + 2)
            content = data[start + 2 : at]
            if label == _CONTROL and content[:1] == b"\x04" and len(content) == 6:
                control = data[start:at]
            elif label == _TEXT:
                control = b""  # it was that of the text
            elif label == _APPLICATION and not has_loop and (loop := _loop(content)):
                kept.append(b"!\xff" + loop)
                has_loop = True
        else:
            break  # the end, or what browsers take for it
    if not has_picture:
        raise ValueError(BROKEN)
    return b"".join((*kept, b";"))


def _loop(content: bytes) -> bytes:
    """What says how often the pictures come, if that is what an application wrote."""
    name, rest = content[1:12], content[12:]
    while len(rest) >= 4 and rest[0]:
        if rest[0] == 3 and rest[1] == 1 and name in _LOOPS:
            return content[:12] + rest[:4] + b"\0"
        rest = rest[rest[0] + 1 :]
    return b""


def _after_blocks(data: bytes, at: int) -> int:
    try:
        while length := data[at]:
            at += length + 1
    except IndexError:
        raise ValueError(CUT_SHORT) from None
    return at + 1


def _length_of_table(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0
