"""The text of a file, in whatever form an editor saved it. This module imports no Sphinx."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

UTF_8 = "UTF-8"
WINDOWS = "Windows-1252"

# The mark of UTF-32 starts with that of UTF-16, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, UTF_8, "utf-8"),
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16-be"),
)
# What Windows-1252 means by a byte; five are no letter, where Python would fail.
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
# How "surrogateescape" keeps the bytes that are no UTF-8.
_STRAY = re.compile("[\udc80-\udcff]")
_STRAY_WINDOWS = {0xDC00 + byte: meant for byte, meant in _WINDOWS.items()}
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without a byte-order mark, and the name of its encoding."""

    text: str
    encoding: str

    @property
    def fault(self) -> str:
        """What is wrong with the encoding and what to do, for a student; empty for UTF-8."""
        if self.encoding == UTF_8:
            return ""
        doubt = ", so a few letters may be wrong" if self.encoding == WINDOWS else ""
        return (
            f"the file is not saved as UTF-8. It is read as {self.encoding}{doubt}. Open it in "
            "your editor, check it, and save it as UTF-8 (in a spreadsheet: 'CSV UTF-8')."
        )


def decode(data: bytes) -> Decoded:
    """The text that ``data`` is: nothing fails, and what cannot be a letter becomes ``�``.

    A byte-order mark decides. Without one it is UTF-8, or else Windows-1252.
    """
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            marked = name == UTF_8
            return _utf_8(rest, marked) if marked else Decoded(rest.decode(codec, "replace"), name)
    return _utf_8(data, marked=False)


def _utf_8(data: bytes, marked: bool) -> Decoded:
    """Text in UTF-8, or else in Windows-1252.

    Where most letters are UTF-8, only the bytes that are not are taken for Windows-1252: somebody
    put two files together, or cut one in the middle of a letter.
    """
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    if not stray:
        return Decoded(text, UTF_8)
    if marked or len(_BEYOND_ASCII.findall(text)) > stray:
        return Decoded(text.translate(_STRAY_WINDOWS), WINDOWS)
    return Decoded(data.decode("latin-1").translate(_WINDOWS), WINDOWS)
