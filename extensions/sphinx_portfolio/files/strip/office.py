"""Documents of office programs, notebooks and text without what says who wrote them."""

from __future__ import annotations

from .errors import CannotStripError
from .notebook import strip_notebook
from .odf import strip_odf
from .ooxml import strip_ooxml
from .packages import read_package

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB, 2.2
_SAVE_AS = "Who wrote it, and more, cannot be taken out of it. Save it as {0} or PDF."


def strip_office(data: bytes) -> bytes:
    """The same document, without names of persons and programs, dates and hidden traces.

    What is text, such as a table with commas, is as it is. Macros stay, too.

    :raises CannotStripError: if there is no way for this kind of file.
    :raises ValueError: in words, if it is not whole.
    """
    if data.startswith(_OLD):
        raise CannotStripError(
            "it has an old form, or a password. " + _SAVE_AS.format(".docx, .pptx, .xlsx")
        )
    if data.startswith(b"{\\rtf"):
        raise CannotStripError(_SAVE_AS.format(".docx"))
    if data.startswith(b"PK"):
        return _strip_package(data, 0)
    if (notebook := strip_notebook(data)) is not None:
        return notebook
    if _is_text(data):
        return data
    raise CannotStripError(_SAVE_AS.format(".docx"))


def _strip_package(data: bytes, depth: int) -> bytes:
    package = read_package(data)
    if "[Content_Types].xml" in package.names:
        return strip_ooxml(package, lambda inner: _strip_package(inner, depth + 1), depth)
    if "mimetype" in package.names:
        return strip_odf(package)
    raise CannotStripError(_SAVE_AS.format(".docx, .pptx, .xlsx"))


def _is_text(data: bytes) -> bool:
    return b"\0" not in data or data.startswith((b"\xff\xfe", b"\xfe\xff"))
