"""The words of office files: what is seen, comments, notes and properties, within bounds."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Parts of a file, and bytes of one and of all once they are unpacked.
_PARTS, _MOST_OF_ONE, _MOST = 3000, 20_000_000, 60_000_000
_XML = (".xml", ".rels")
#: Parts that hold no words of people.
_SILENT = re.compile(
    r"(?:^|/)(?:theme|styles?|fontTable|settings|webSettings|numbering|calcChain|\[Content_Types\]|manifest"
    r"|_rels/\.rels|slideLayouts|slideMasters|tableStyles|presProps|viewProps|printerSettings)"
    r"(?:\d*\.xml|/|$)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"comment|annotation|/persons?/", re.IGNORECASE)
_PROPERTIES = re.compile(r"^(?:docProps/|meta\.xml$|customXml/)", re.IGNORECASE)
# Ends of what stands on a line of its own; the names are those of ECMA-376 and OpenDocument 1.3.
_ENDS = re.compile(
    r"</(?:w:p|a:p|text:p|text:h|row|si|table:table-cell|c|w:tc|dc:\w+|cp:\w+|meta:[\w-]+|vt:\w+)>"
    r"|<(?:w:br|w:tab|a:br|w:cr|text:line-break|text:tab|text:s)\b[^<>]*>",
)
_CELL_OF_STRING = re.compile(r"<c\b[^<>]{0,200}\bt=\"s\"[^<>]{0,200}>\s*<v>[^<>]*</v>")
_SAID = re.compile(
    r"\b(?:Target|w:author|descr|title|name|tooltip|xlink:href)=\"([^\"<>]{3,2000})\""
)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a part of a file; ``where`` is as in `Leak`."""

    words: str
    where: str = ""


def parts_of(data: bytes) -> Iterator[Part]:
    """The words of each part.

    :raises ValueError: in words, if it is no whole file of an office program, or too large.
    """
    left = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:_PARTS]:
                name = entry.filename
                if not name.endswith(_XML) or _SILENT.search(name):
                    continue
                with archive.open(entry) as part:
                    xml = part.read(min(_MOST_OF_ONE, left) + 1)
                left -= len(xml)
                if left < 0 or len(xml) > _MOST_OF_ONE:
                    raise ValueError("it is too large to look through.")
                yield Part(_words(_text(xml)), _where(name))
    except (MemoryError, ValueError):
        raise
    except Exception as error:  # a broken file can make the library raise anything
        raise ValueError("it is no whole file of an office program, or has a password.") from error


def _where(name: str) -> str:
    if _PROPERTIES.search(name):
        return "in its properties"
    return "in a comment" if _COMMENT.search(name) else ""


def _text(xml: bytes) -> str:
    is_wide = xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    return xml.decode("utf-16" if is_wide else "utf-8", "replace")


def _words(xml: str) -> str:
    """The words of XML, a paragraph or cell on a line; numbers that name words are left out."""
    said = _SAID.findall(xml)
    xml = _ENDS.sub("\n", _CELL_OF_STRING.sub("", xml))
    return html.unescape("\n".join([_TAG.sub("", xml), *said]))
