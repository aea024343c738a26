"""A page of the source, as it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ...encodings import UTF_8, decode
from ...reading.characters import clean
from ...reading.plain_markdown.headings import Heading, headings_in
from ...reading.plain_markdown.links import Link, links_in, meant
from ...reading.plain_markdown.tokens import Tokens, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

#: Directives by which a page is known that is none of plain Markdown any more.
DIRECTIVES = ("evidence", "reflection", "star-reflection")
_DIRECTIVES = tuple(f"{{{name}}}" for name in (*DIRECTIVES, "toctree"))
#: Blocks between colons in such blocks, at most.
_MOST_FENCES = 8
_FILE = re.compile(r"^[ \t>]*:(?:file|poster|captions):[ \t]+(?P<file>\S.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page: its path in the source and its text, whose lines end alike.

    ``faults`` say what was wrong with how it was saved, each with its line, from 1, or 0.
    """

    path: str
    text: str
    faults: tuple[tuple[int, str], ...] = ()

    @cached_property
    def tokens(self) -> Tokens:
        """The text as Markdown."""
        return tokens_of(self.text)

    @cached_property
    def links(self) -> list[Link]:
        """The links and pictures."""
        return links_in(self.tokens)

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings."""
        return headings_in(self.tokens)

    @cached_property
    def files(self) -> list[tuple[int, int, str]]:
        """The files that directives name in their options: where, and as it is written."""
        starts = [*self.tokens.starts, len(self.text)]
        spans = [(starts[one.map[0]], starts[one.map[1]]) for one in self._directives() if one.map]
        found = (match for span in spans for match in _FILE.finditer(self.text, *span))
        return [(*match.span("file"), match["file"]) for match in found]

    @cached_property
    def ends_of_headings(self) -> dict[int, int]:
        """For the lines of each heading that begins a section, from 1, where the last one ends."""
        tokens = self.tokens
        ends = {}
        for token in tokens.tokens:
            if token.type == "heading_open" and not token.level and token.map:
                last = token.map[1] - 1
                end = tokens.starts[last] + len(tokens.lines[last])
                ends.update(dict.fromkeys(range(token.map[0] + 1, token.map[1] + 1), end))
        for heading in self.headings:
            if not heading.is_real:
                line = heading.lines.start
                ends[line + 1] = tokens.starts[line] + len(tokens.lines[line])
        return ends

    @property
    def colons(self) -> list[int]:
        """Where blocks between colons begin and end, which are words to GitHub."""
        tokens = self.tokens
        lines = [
            line
            for token in tokens.tokens
            if token.type == "colon_fence" and token.map
            for line in {token.map[0], token.map[1] - 1}
            if ":::" in tokens.lines[line]
        ]
        return [tokens.starts[line] + tokens.lines[line].index(":::") for line in sorted(lines)]

    @property
    def has_directives(self) -> bool:
        """Whether somebody wrote it for MyST."""
        return any(self._directives())

    def _directives(self) -> Iterator[Token]:
        for token in self.tokens.tokens if "{" in self.text else ():
            is_block = token.type in {"fence", "colon_fence"}
            if is_block and token.info.strip().startswith(_DIRECTIVES):
                yield token


def page_of(path: str, data: bytes) -> Page | None:
    """The page that a file holds; None if it is no text."""
    decoded = decode(data)
    if "\0" in decoded.text:
        return None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    faults = [] if decoded.encoding == UTF_8 else [(0, decoded.fault)]
    faults += [(one.place.line, one.words) for one in clean(text, path)[1]]
    # What nobody sees becomes a blank, or words would run together.
    text = text.translate({ord(sign): " " for sign in set(text) if clean(sign, path)[1]})
    page = Page(path, text, tuple(faults))
    for _ in range(_MOST_FENCES):
        if page.has_directives or not (colons := page.colons):
            break
        for at in reversed(colons):
            text = f"{text[:at]}\\{text[at:]}"
        page = replace(page, text=text)
    return page


def address_of(link: Link) -> str:
    """The address that a link means."""
    return meant(link.written, link.way).strip()
