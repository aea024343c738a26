"""The links and the HTML of one page, as they are written in a project."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from ...reading.plain_markdown.page import Way
from .destinations import Leads
from .html_blocks import rewritten
from .inline_html import changes_of
from .page import address_of
from .turned import Turned, escaped, link, target

if TYPE_CHECKING:
    from markdown_it.token import Token

    from ...reading.plain_markdown.links import Link
    from ...reading.plain_markdown.tokens import Place
    from .edits import Edits
    from .linking import Links
    from .page import Page


@dataclass
class Relinking:
    """What is done to the links and the HTML of a page.

    ``left_out`` has the HTML that could act, and ``changed`` that which is Markdown now, each with
    its line.
    """

    page: Page
    links: Links
    edits: Edits
    left_out: list[tuple[int, str]] = field(default_factory=list)
    changed: list[tuple[int, str]] = field(default_factory=list)

    def tell(self) -> None:
        """Tell all changes."""
        for start, end, written in self.page.files:
            turned = self._turn(written, "", True)
            if path := self.links.file_of(turned.address):
                self.edits.replace(start, end, f"/{path}")
        for one in self.page.links:
            if one.way is Way.HTML:
                continue
            turned = self._turn(address_of(one), "", one.way is Way.PICTURE)
            if one.way is Way.BARE:
                self._bare(one, turned)
            elif self._is_definition(one):
                self._definition(one, turned)
            elif one.way is Way.PICTURE:
                self._picture(one, turned)
            else:
                self._link(one, turned)
        for token, place in self.page.tokens.placed():
            if token.type == "html_block":
                self._block(token, place)
            elif any(child.type == "html_inline" for child in token.children or []):
                self._line(token, place)

    def _turn(self, address: str, _words: str, is_shown: bool) -> Turned:
        return self.links.turned(self.page.path, address, is_shown=is_shown)

    def _bare(self, one: Link, turned: Turned) -> None:
        is_bracketed = self.page.text.startswith("<", one.start)
        if turned.leads in {Leads.FILE, Leads.PAGE}:
            self.edits.replace(one.start, one.end, link(escaped(one.written), turned))
        elif turned.leads is Leads.NOWHERE and is_bracketed:
            # MyST would follow it in a way of its own.
            self.edits.replace(one.start, one.start + 1, "\\<")

    def _is_definition(self, one: Link) -> bool:
        before = self.page.text[one.start : one.address[0]]
        return before.rstrip(" \t\n<>").endswith("]:")

    def _definition(self, one: Link, turned: Turned) -> None:
        if turned.leads is Leads.NOWHERE:
            self.edits.insert(one.start, "\\")
        else:
            self._address(one, turned)

    def _words(self, one: Link) -> tuple[int, int]:
        """Where the words of a link or picture stand."""
        text = self.page.text
        start = one.start + (2 if text.startswith("!", one.start) else 1)
        return start, max(start, text.rfind("](", start, one.address[0]))

    def _picture(self, one: Link, turned: Turned) -> None:
        start, end = self._words(one)
        if turned.leads is Leads.NOWHERE:
            self.edits.replace(one.start, start, "")
            self.edits.replace(end, one.end, "")
            return
        if turned.leads is Leads.FILE and not turned.is_picture and self._is_heading(one):
            self._below_heading(one, turned)
            return
        if not turned.is_picture:
            self.edits.replace(one.start, one.start + 1, "")
            self._name(start, end, turned)
        self._address(one, turned)

    def _link(self, one: Link, turned: Turned) -> None:
        start, end = self._words(one)
        if turned.leads is Leads.NOWHERE:
            self.edits.replace(one.start, start, "")
            self.edits.replace(end, one.end, "")
            return
        if turned.leads is Leads.FILE and self._is_heading(one):
            self._below_heading(one, turned)
            return
        if turned.leads is not Leads.PAGE:
            self._name(start, end, turned)
        self._address(one, turned)

    def _is_heading(self, one: Link) -> bool:
        return one.line in self.page.ends_of_headings

    def _below_heading(self, one: Link, turned: Turned) -> None:
        """A link to a file, which Sphinx cannot put into its menus with a heading."""
        start, end = self._words(one)
        self.edits.replace(one.start, start, "")
        self.edits.replace(end, one.end, "" if self.page.text[start:end].strip() else turned.name)
        words = escaped(one.words)
        self.edits.insert(self.page.ends_of_headings[one.line], f"\n\n{link(words, turned)}\n")

    def _name(self, start: int, end: int, turned: Turned) -> None:
        """Give words to a link that has none."""
        if not self.page.text[start:end].strip():
            self.edits.insert(end, escaped(turned.name))

    def _address(self, one: Link, turned: Turned) -> None:
        if turned.address == address_of(one):
            return
        start, end = one.address
        is_bracketed = self.page.text.startswith("<", start - 1)
        address = target(turned.address)
        self.edits.replace(start, end, address.strip("<>") if is_bracketed else address)

    # -- HTML

    def _line(self, token: Token, place: Place) -> None:
        """The HTML in some text in a line."""
        left_out: list[str] = []
        below: list[Turned] = []
        line = self._line_of(place.at(0))
        end = self.page.ends_of_headings.get(line)

        def turn(address: str, words: str, is_shown: bool) -> Turned:
            turned = self._turn(address, words, is_shown)
            if end is None or is_shown or turned.leads is not Leads.FILE:
                return turned
            below.append(turned)
            return Turned(Leads.NOWHERE, name=turned.name)

        changes = list(changes_of(token.children or [], turn, left_out))
        for turned in below:
            self.edits.insert(end or 0, f"\n\n{link('', turned)}\n")
        self.left_out += ((line, source) for source in left_out)
        for start, end, words in changes:
            if end > start:
                first, last = place.at(start), place.at(end - 1) + 1
                if self.page.text[first:last] != words:
                    self.edits.replace(first, last, words)
                    self.changed.append((self._line_of(first), self.page.text[first:last]))

    def _block(self, token: Token, place: Place) -> None:
        """A block of HTML, which stands in a list or quotation, perhaps."""
        source = token.content.strip("\n")
        now = rewritten(source, partial(self._turn))
        if now is None or now.text == source or not token.map:
            return
        text, tokens = self.page.text, self.page.tokens
        first, last = token.map[0], token.map[1] - 1
        while last > first and not tokens.lines[last].strip(" \t>"):
            last -= 1
        start = place.at(len(token.content) - len(token.content.lstrip(" \t")))
        end = tokens.starts[last] + len(tokens.lines[last])
        written = text[tokens.starts[first] : start]
        before = re.sub(r"[^>\s]", " ", written)
        lines = now.text.split("\n") if now.text else []
        is_first = before != written or first == 0
        if lines and not is_first and tokens.lines[first - 1].strip(" \t>"):
            lines.insert(0, "")
        if lines and last + 1 < len(tokens.lines) and tokens.lines[last + 1].strip(" \t>"):
            lines.append("")
        self.edits.replace(start, end, f"\n{before}".join(lines))
        self.left_out += ((first + 1, source) for source in now.left_out)
        self.changed.append((first + 1, source))

    def _line_of(self, at: int) -> int:
        return bisect_right(self.page.tokens.starts, at)
