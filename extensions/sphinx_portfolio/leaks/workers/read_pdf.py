"""Read the words of a PDF with PDFium. Stands alone, and is run by `bounded`.

Writes a list as JSON: for each page its words, with those of notes and fields on it; in front of
them the properties of the document, each as ``[name, value]``. Any argument: only those.
"""

from __future__ import annotations

import ctypes
import json
import sys
from contextlib import suppress
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

#: Pages, and letters of all of them, at most.
PAGES, LETTERS = 2000, 20_000_000
#: Entries of annotations that hold words (ISO 32000-2, 12.5), and where a link leads.
_WORDS = (b"Contents", b"T", b"RC", b"V")
_BROKEN = "it is no PDF, or it is broken, or it opens only with a password."


def words_of(document: Any) -> list[str]:
    """The words of each page."""
    pages, left = [], LETTERS
    for number in range(min(len(document), PAGES)):
        words = ""
        with suppress(Exception):  # the other pages can be read
            page = document[number]
            words = page.get_textpage().get_text_bounded()
            with suppress(Exception):
                words += "".join(f"\n{note}" for note in notes_of(document, page))
            page.close()
        pages.append(words[:left])
        left -= len(pages[-1])
        if left <= 0:
            break
    return pages


def notes_of(document: Any, page: Any) -> list[str]:
    """What notes, fields and links on a page say."""
    found = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 5000)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        for key in _WORDS:
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            if 2 < size < 200_000:
                buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
                raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
                found.append(bytes(buffer)[: size - 2].decode("utf-16-le", "replace"))
        link = raw.FPDFAnnot_GetLink(note)
        action = raw.FPDFLink_GetAction(link) if link else None
        if action:
            size = raw.FPDFAction_GetURIPath(document, action, None, 0)
            if 1 < size < 10_000:
                address = ctypes.create_string_buffer(size)
                raw.FPDFAction_GetURIPath(document, action, address, size)
                found.append(address.value.decode("utf-8", "replace"))
        raw.FPDFPage_CloseAnnot(note)
    return found


def main() -> None:
    """Read a document, and write its words."""
    data = sys.stdin.buffer.read()
    try:
        document = pdfium.PdfDocument(data)
        properties = list(document.get_metadata_dict(skip_empty=True).items())
        made = [properties, *([] if sys.argv[1:] else words_of(document))]
    except MemoryError:
        raise
    except Exception as error:  # a broken file can make the library raise anything
        raise ValueError(_BROKEN) from error
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
