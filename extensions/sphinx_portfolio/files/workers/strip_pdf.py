"""Take out of a PDF what acts, and what says who made it, with pikepdf. Run by `bounded`.

It writes a line of JSON: what acted, whether it is signed, and what a signed one says of its owner;
and then the document, unless it is signed and stays as it is. Names of entries, and numbers of
sections, are those of ISO 32000-2.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from ..strip.jp2 import strip_jp2
from ..strip.jpeg import strip_jpeg
from .clean_pdf import Cleaner, dictionaries, entry, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

#: Of annotations (12.5.2, 12.5.6.2): who wrote them, when, and in which program.
_OF_NOTES = ("/M", "/CreationDate", "/NM")
_AUTHOR = "/T"
# Keys of programs, which keep what they like.
_OF_PROGRAMS = ("/AAPL:", "/PDFXC", "/FOXIT")
_WORDS = {
    "/Author": "the author", "/Title": "the title", "/Subject": "the subject",
    "/Keywords": "the keywords", "/Creator": "the program", "/Producer": "the program",
    "/CreationDate": "the date", "/ModDate": "the date", "/Company": "the company",
}  # fmt: skip
_LONGEST = 100


class _Stripper(Cleaner):
    """Takes out what tells of persons, programs and times."""

    def strip(self) -> None:
        """Take it out everywhere."""
        pdf = self.pdf
        for key in ("/Info", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        root = pdf.Root
        for key in ("/DSS", "/Legal"):  # certificates of persons; what was said for a signature
            if key in root:
                del root[key]
        names = entry(root, "/Names")
        for key in ("/IDS", "/URLS"):  # of pages that were taken from the web
            if isinstance(names, Dictionary) and key in names:
                del names[key]
        for holder in list(dictionaries(pdf.trailer)):
            self.told(holder)
            if isinstance(holder, Stream):
                _strip_picture(pdf, holder)

    def told(self, holder: Object) -> None:
        """What one dictionary tells."""
        for key in list(holder.keys()):
            if _tells(holder, key):
                del holder[key]
        if not isinstance(entry(holder, "/Rect"), Array):
            return
        for key in list(holder.keys()):
            is_field = key == _AUTHOR and name_of(entry(holder, "/Subtype")) == "/Widget"
            told = key in _OF_NOTES or key == _AUTHOR or key.startswith(_OF_PROGRAMS)
            if told and not is_field:
                del holder[key]

    def carries(self) -> Iterator[str]:
        """What a document that stays as it is says of its making, in words."""
        info = entry(self.pdf.trailer, "/Info")
        for key, what in _WORDS.items():
            value = entry(info, key)
            if isinstance(value, pikepdf.String) and str(value).strip():
                words = "".join(c for c in str(value).strip() if c.isprintable())[:_LONGEST]
                yield f"{what} {words!r}" if what != "the date" else what
        if any(entry(holder, "/Metadata") is not None for holder in dictionaries(self.pdf.Root)):
            yield "metadata (XMP)"


def _tells(holder: Object, key: str) -> bool:
    """Whether an entry tells of the making of a document, page, picture, form, layer or font.

    14.3, 14.5, 8.11.4.4. A resource can have any name, so what it is counts, too.
    """
    value = entry(holder, key)
    match key:
        case "/Metadata":
            return isinstance(value, Stream) and entry(value, "/Width") is None
        case "/PieceInfo" | "/SpiderInfo" | "/CreatorInfo":
            return isinstance(value, Dictionary)
        case "/LastModified":
            return isinstance(value, pikepdf.String)
        case "/Thumb":  # a small picture of a page (12.3.4)
            return name_of(entry(holder, "/Type")) == "/Page"
    return False


def _strip_picture(pdf: Pdf, stream: Stream) -> None:
    """A JPEG or JPEG 2000, which can hold what a camera wrote."""
    filters = entry(stream, "/Filter")
    names = [name_of(one) for one in (filters if isinstance(filters, Array) else [filters])]
    if not names or names[-1] not in {"/DCTDecode", "/DCT", "/JPXDecode"}:
        return
    with suppress(ValueError, pikepdf.PdfError):  # readers make do with broken ones
        settings = entry(stream, "/DecodeParms")
        packed = stream.read_raw_bytes()
        if len(names) > 1:
            outer = pdf.make_stream(packed, Filter=Array([Name(name) for name in names[:-1]]))
            if isinstance(settings, Array):
                outer[Name.DecodeParms] = Array(list(settings)[:-1])
            packed = outer.read_bytes()
        if names[-1] == "/JPXDecode":
            made = strip_jp2(packed)
        elif packed.startswith(b"\xff\xd8"):
            made = strip_jpeg(packed, in_document=True)
        else:
            return
        own = settings[-1] if isinstance(settings, Array) else settings
        parms = own if isinstance(own, Dictionary) else None
        stream.write(made, filter=Name(names[-1]), decode_parms=parms)


def strip(pdf: Pdf) -> tuple[dict[str, object], bytes]:
    """What is to be said of a document, and what may be published of it, if it changed."""
    stripper = _Stripper(pdf)
    removed = stripper.clean()
    is_signed = not removed and stripper.is_signed()
    carries = list(dict.fromkeys(stripper.carries())) if is_signed else []
    said = {"removed": removed, "signed": is_signed, "carries": carries}
    if is_signed:
        return said, b""
    stripper.strip()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)  # no clock, no random number
    return said, out.getvalue()


def main() -> None:
    """Read the document, and write what may be published."""
    try:
        with Pdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
            said, content = strip(pdf)
    except MemoryError:
        raise
    except Exception as error:  # a broken file can make the library raise anything
        raise ValueError("it is broken. Save or download it again.") from error
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
