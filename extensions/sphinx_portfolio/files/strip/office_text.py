"""The XML of Word, PowerPoint and Excel with all persons called "Author" (ECMA-376, part 1)."""

from __future__ import annotations

import re

from .xml_text import (
    change_attributes,
    element,
    fill_elements,
    read_text,
    replace_elements,
    without_elements,
)

_LONG_AGO = "2000-01-01T00:00:00.000"
#: Sessions in which something was written, and dates of changes, which need not be there.
_OF_WORD: dict[str, str | None] = {
    "author": "Author",
    "initials": "A",
    "lastmodifiedby": "Author",
    **dict.fromkeys(
        ("rsidr", "rsidrpr", "rsidrdefault", "rsidp", "rsiddel", "rsidsect", "rsidtr"), None
    ),
    "dateutc": None,
}
#: What Word notes of a change, on elements that name its author.
_CHANGES = (
    *("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "comment"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
    *("tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
    *("customXmlInsRangeStart", "customXmlDelRangeStart", "customXmlMoveFromRangeStart"),
    "customXmlMoveToRangeStart",
)
#: Settings that say who, when, where: sessions, variables, the place of the template, letters.
_SETTINGS = ("rsids", "docVars", "attachedTemplate", "mailMerge", "docId", "printerSettings")
_PERSON: dict[str, str | None] = {
    "name": "Author", "displayname": "Author", "author": "Author", "initials": "A",
    "userid": "Author", "providerid": "None",
}  # fmt: skip
_TIMES: dict[str, str | None] = {"dt": _LONG_AGO, "created": _LONG_AGO}
_OF_BOOK: dict[str, str | None] = {"username": "Author", "url": "", "lastguid": None}
_IDS = re.compile(r"\s(?:[\w.-]+:)?id\s*=\s*[\"']([^\"']*)[\"']")


def strip_part(name: str, data: bytes, dropped: set[str]) -> bytes:
    """A part without persons, dates and traces; what cannot hold any is as it is.

    :param name: of the part, in small letters.
    :param dropped: ids of relations that are not there any more.
    :raises ValueError: in words, if it is no XML.
    """
    if name.startswith("word/"):
        text = read_text(data)
        text = change_attributes(text, _OF_WORD)
        text = change_attributes(text, {"date": None}, _CHANGES)
        if "settings" in name:
            text = without_elements(text, _SETTINGS)
    elif name.startswith("ppt/") and ("comment" in name or "authors" in name):
        text = change_attributes(read_text(data), _TIMES)
        text = change_attributes(text, _PERSON, ("cmAuthor", "author", "presenceInfo"))
    elif name.startswith("xl/") and "comment" in name:
        text = _comments(change_attributes(read_text(data), {"dt": "2000-01-01T00:00:00.00"}))
    elif name.startswith("xl/persons/"):
        text = change_attributes(read_text(data), _PERSON, ("person",))
    elif name.startswith("xl/workbook"):
        text = change_attributes(read_text(data), _OF_BOOK, ("fileSharing", "absPath"))
    elif not dropped:
        return data
    else:
        text = read_text(data)
    if dropped:
        text = _without_links(text, dropped)
    return text.encode()


def _without_links(text: str, dropped: set[str]) -> str:
    """No links to parts that are not there: of printers, for instance."""

    def linked(tag: str, inner: str) -> str:
        return "" if set(_IDS.findall(tag)) & dropped else element(tag, inner)

    def unlinked(tag: str, inner: str) -> str:
        found = _IDS.search(tag)
        if found and found[1] in dropped:
            tag = tag.replace(found[0], "")
        return element(tag, inner)

    text = replace_elements(text, ("printerSettings",), linked)
    return replace_elements(text, ("pageSetup",), unlinked)


_AUTHOR = re.compile(r"<(?:[\w.-]+:)?author>([^<]*)</")


def _comments(text: str) -> str:
    """Comments of Excel, which begins each with the name of its author."""
    names = {name for name in _AUTHOR.findall(text) if name}
    text = fill_elements(text, ("author",), "Author")

    def said(tag: str, inner: str) -> str:
        start = inner.strip()
        if start.endswith(":") and start[:-1] in names:
            inner = "Author:"
        return element(tag, inner)

    return replace_elements(text, ("t",), said)
