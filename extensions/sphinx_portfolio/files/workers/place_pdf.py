"""Make one page of a PDF fit to be placed in another document, with pikepdf. Run by `bounded`.

Argument: the page, from 1. It holds no marks for other programs, since those of the document that
takes it up would not fit to them; and every font that it needs, with the letters that its signs
stand for, as PDF/UA-1 (ISO 14289-1, 7.21) wants it. Numbers of sections are those of ISO 32000-2.
"""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from .clean_pdf import dictionaries, entry, name_of
from .print_pdf import page_of

if TYPE_CHECKING:
    from pikepdf import Object

_MARKS = {"BDC", "BMC", "EMC", "DP", "MP"}
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding"}
#: Names of signs that say which letter it is: "A", "eacute", "uni00E9"; not "g12".
_LETTER = re.compile(r"/(?:[A-Za-z]|[A-Za-z]{3,30}|uni[0-9A-F]{4}|u[0-9A-F]{4,6}|\.notdef)")


def placeable(pdf: Pdf, number: int) -> Pdf:
    """A document of one page that can stand in another.

    :raises ValueError: in words, if that other document could not keep a standard then.
    """
    alone = page_of(pdf, number)
    page = alone.pages[0].obj
    for holder in list(dictionaries(alone.Root)):
        if name_of(entry(holder, "/Type")) == "/Font" and not _is_whole(holder):
            raise ValueError("it uses a font that is not in it.")
        is_form = name_of(entry(holder, "/Subtype")) == "/Form"
        is_pattern = entry(holder, "/PatternType") == 1
        if isinstance(holder, Stream) and (is_form or is_pattern):
            holder.write(_unmarked(holder))
        for key in ("/OC", "/StructParent", "/StructParents"):
            if key in holder:
                del holder[key]
    page[Name.Contents] = alone.make_stream(_unmarked(page))
    resources = entry(page, "/Resources")
    if isinstance(resources, Dictionary) and "/Properties" in resources:
        del resources[Name.Properties]
    return alone


def _unmarked(holder: Object) -> bytes:
    """Content without what marks parts of it (14.6)."""
    content = pikepdf.parse_content_stream(holder)
    return pikepdf.unparse_content_stream(
        [one for one in content if str(one.operator) not in _MARKS]
    )


def _is_whole(font: Object) -> bool:
    """Whether a font is in the document, and says which letters its signs stand for."""
    kind = name_of(entry(font, "/Subtype"))
    if kind in {"/CIDFontType0", "/CIDFontType2"}:
        return True  # looked at with the font that it is part of
    says = entry(font, "/ToUnicode") is not None
    if kind == "/Type3":
        return says
    part = font
    if kind == "/Type0":
        parts = entry(font, "/DescendantFonts")
        if not (isinstance(parts, Array) and len(parts) and says):
            return False
        part = parts[0]
    described = entry(part, "/FontDescriptor")
    return any(entry(described, key) is not None for key in _FILES) and (
        says or _is_lettered(entry(font, "/Encoding"))
    )


def _is_lettered(encoding: Object | None) -> bool:
    """Whether an encoding (9.6.5) has names that everybody knows."""
    if not isinstance(encoding, Dictionary):
        return encoding is not None and name_of(encoding) in _ENCODINGS
    others = entry(encoding, "/Differences")
    names = [one for one in (others if isinstance(others, Array) else []) if isinstance(one, Name)]
    return all(_LETTER.fullmatch(str(one)) for one in names)


def main() -> None:
    """Read the document, and write the page."""
    out = io.BytesIO()
    try:
        with Pdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
            alone = placeable(pdf, int(sys.argv[1]))
            alone.save(
                out,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    except (MemoryError, ValueError):
        raise
    except Exception as error:  # a broken file can make the library raise anything
        raise ValueError("it is broken. Save or download it again.") from error
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    main()
