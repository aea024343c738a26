"""The headings of a Markdown text, with the anchors that GitHub gives them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .html_tags import attribute_of, tags_of
from .tokens import lines_of, tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from .tokens import Tokens

_TAG = re.compile(r"h[1-6]\Z")
#: "##Heading", which is text to GitHub, but which people mean as a heading.
_LACKS_BLANK = re.compile(r" {0,3}(#{1,6})(?=[^\s#!])(.*?)[ \t#]*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it is meant.

    ``level`` is 0 for what is no heading, but has an anchor: ``<a name="…">``. ``is_real`` is
    whether GitHub takes it for one; ``##Heading`` lacks a blank. ``lines`` count from 0.
    """

    lines: range
    level: int
    words: str
    anchor: str = ""
    is_real: bool = True


def headings_of(text: str) -> list[tuple[int, int, str, str]]:
    """The headings and anchors of a text: line, level, words, and the anchor that GitHub gives it.

    Headings in HTML count, and so does ``##Heading``. An element with ``id`` or ``name`` has
    level 0 and no words.
    """
    return [
        (one.lines.start + 1, one.level, one.words, one.anchor)
        for one in headings_in(tokens_of(text))
    ]


def headings_in(tokens: Tokens) -> list[Heading]:
    """The headings of a text that was parsed already."""
    found = [*_found(tokens)]
    anchors = _Anchors()
    # What GitHub takes for a heading has its anchor first.
    given = {id(one): anchors.of(one.words) for one in found if one.level and one.is_real}
    given |= {id(one): anchors.of(one.words) for one in found if one.level and not one.is_real}
    return [
        Heading(one.lines, one.level, one.words, given.get(id(one), one.anchor), one.is_real)
        for one in found
    ]


class _Anchors:
    """The anchors of a page, of which no two are the same."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}

    def of(self, words: str) -> str:
        anchor = name = anchor_of(words)
        while anchor in self.taken:
            self.taken[name] += 1
            anchor = f"{name}-{self.taken[name]}"
        self.taken[anchor] = 0
        return anchor


def anchor_of(words: str) -> str:
    """The anchor that GitHub makes of the words of a heading.

    Letters, marks, digits and underscores stay, in small letters; a blank becomes a hyphen.
    """
    kept = (sign for sign in words.strip().lower() if sign in " -" or _is_word(sign))
    return "".join(kept).replace(" ", "-")


def _is_word(sign: str) -> bool:
    # As Ruby has it, which GitHub is written in: what chooses the look of an emoji is a mark.
    category = unicodedata.category(sign)
    return category[0] in "LM" or category in {"Nd", "Pc"} or category == "Nl"


def _found(tokens: Tokens) -> Iterator[Heading]:
    every = tokens.tokens
    for number, token in enumerate(every):
        if token.type == "html_block" and token.map:
            yield from _in_html(token)
        elif token.type == "inline" and token.map:
            opener = every[number - 1]
            lines = range(*token.map)
            if opener.type == "heading_open":
                words = words_of(token.children or []).strip()
                yield Heading(range(*(opener.map or token.map)), int(opener.tag[1]), words)
            elif opener.type == "paragraph_open":
                yield from meant_headings(token)
            yield from _named(token, lines)


def meant_headings(token: Token) -> Iterator[Heading]:
    """The lines of a paragraph that only lack a blank to be headings.

    One ``#`` may be a mark for a topic, so it counts only where it stands alone.
    """
    assert token.map
    written = token.content.split("\n")
    if not any(line.startswith("#") for line in written):
        return
    for number, line in lines_of(token):
        match = _LACKS_BLANK.match(written[number])
        if match and (len(match[1]) > 1 or (len(written) == 1 and "#" not in match[2])):
            at = token.map[0] + number
            words = words_of(line).lstrip("#").rstrip("# \t")
            yield Heading(range(at, at + 1), len(match[1]), words, is_real=False)


def _in_html(token: Token) -> Iterator[Heading]:
    assert token.map
    for tag in tags_of(token.content):
        at = token.map[0] + token.content.count("\n", 0, tag.start)
        lines = range(at, at + 1)
        if _TAG.match(tag.name):
            yield Heading(lines, int(tag.name[1]), tag.inside)
        if name := attribute_of(tag.source, "id") or attribute_of(tag.source, "name"):
            yield Heading(lines, 0, "", name)


def _named(token: Token, lines: range) -> Iterator[Heading]:
    """The anchors that HTML in a line sets."""
    for number, line in lines_of(token):
        for child in line:
            if child.type == "html_inline" and not child.content.startswith("</"):
                name = attribute_of(child.content, "id") or attribute_of(child.content, "name")
                at = lines.start + number
                if name:
                    yield Heading(range(at, at + 1), 0, "", name)
