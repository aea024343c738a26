"""HTML as people write it, made such that XML can read it: e-books are read as XML."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EMPTY = _names("area base br col embed hr img input link meta param source track wbr")
# One of these ends another of its kind before it.
_SIBLINGS = _names("li dt dd tr td th option")
# One of these ends a paragraph before it.
_BLOCKS = _names(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul"
)
_NAME = re.compile(r"(?:xml:)?[a-z_][a-z0-9_.-]*")
_SIGN = re.compile(r"&(?:#?\w+;?)?")


def is_xml(pieces: Sequence[str]) -> bool:
    """Whether pieces of markup, between which something else may stand, are XML together."""
    try:
        ET.fromstring(f"<x>{''.join(pieces)}</x>")
    except ET.ParseError:
        return False
    return True


def as_xml(pieces: Sequence[str]) -> list[str]:
    """The pieces as XML, and one more that ends what none of them ends."""
    writer = _Writer()
    made = [writer.write(piece) for piece in pieces]
    return [*made, writer.end()]


class _Writer(HTMLParser):
    """Writes down what it reads: every element with an end, every value in quotes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.opened: list[str] = []
        self.written: list[str] = []

    def write(self, piece: str) -> str:
        """One piece as XML."""
        self.written = []
        # XML knows five names of signs.
        self.feed(_SIGN.sub(lambda sign: escape(unescape(sign[0])), piece))
        # What looks like the beginning of markup at the end of a piece is text.
        self.handle_data(unescape(self.rawdata))
        self.reset()
        self._end_paragraph()
        return "".join(self.written)

    def end(self) -> str:
        """The ends of all that is open."""
        return "".join(f"</{self.opened.pop()}>" for _ in tuple(self.opened))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _NAME.fullmatch(tag):
            self.handle_data(unescape(self.get_starttag_text() or ""))
            return
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in _SIBLINGS and self.opened[-1:] == [tag]:
            self.handle_endtag(tag)
        values: dict[str, str] = {}
        for name, value in attrs:
            if _NAME.fullmatch(name):
                values.setdefault(name, value or name)
        words = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
        if tag in _EMPTY:
            self.written.append(f"<{tag}{words} />")
        else:
            self.written.append(f"<{tag}{words}>")
            self.opened.append(tag)

    def _end_paragraph(self) -> None:
        if self.opened[-1:] == ["p"]:
            self.handle_endtag("p")

    def handle_endtag(self, tag: str) -> None:
        while tag in self.opened:
            last = self.opened.pop()
            self.written.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        self.written.append(escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))
