"""Simple HTML of a plain page as the Markdown that says the same.

MyST hands HTML on as it is: its pictures and links lead nowhere, since nobody publishes the files,
paper shows nothing of it, and an element that is not closed takes the rest of the page along.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from ..reading.account.html_pieces import INLINE, tokens_of
from ..reading.plain_markdown.html_tags import attribute_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# They only place what is in them.
_FRAMES = frozenset({"p", "div", "center"})
_SIMPLE = INLINE | _HEADINGS | _FRAMES | {"br", ""}
_MARKUP = re.compile(r"([\\`*_\[\]<>{}~$&^|!])")


def add_html_rules(parser: MarkdownIt) -> None:
    """Let a parser read simple HTML, also in what directives hold."""
    parser.core.ruler.after("block", "portfolio_html_blocks", _read_blocks)
    parser.core.ruler.after("inline", "portfolio_html_links", _read_links)


def _read_blocks(state: StateCore) -> None:
    if any(token.type == "html_block" for token in state.tokens):
        state.tokens = [new for token in state.tokens for new in _of_block(token)]


def _of_block(token: Token) -> Iterable[Token]:
    """The paragraphs and headings of a block; the block itself if there is more in it."""
    if token.type != "html_block":
        return [token]
    pieces = list(tokens_of(token.content))
    if any(piece.name not in _SIMPLE for piece in pieces if not piece.is_comment):
        return [token]
    if all(piece.is_comment or not piece.text.strip() for piece in pieces):
        return [token]
    kind, words = "p", ""
    made: list[Token] = []
    for piece in pieces:
        if piece.name in _FRAMES | _HEADINGS:
            made += _block(kind, words, token)
            kind = piece.name if piece.name in _HEADINGS and not piece.closes else "p"
            words = ""
        elif not piece.is_comment:
            words += piece.text if piece.name else _MARKUP.sub(r"\\\1", html.unescape(piece.text))
    return [*made, *_block(kind, words, token)]


def _block(tag: str, words: str, place: Token) -> Iterator[Token]:
    """A paragraph or heading, unless it is empty."""
    content = "\n".join(filter(None, map(str.strip, words.split("\n"))))
    if not content:
        return
    name = "paragraph" if tag == "p" else "heading"
    markup = "" if tag == "p" else "#" * int(tag[1])
    yield Token(f"{name}_open", tag, 1, markup=markup, map=place.map, level=place.level, block=True)
    yield Token(
        *("inline", "", 0), content=content, map=place.map, level=place.level + 1, children=[],
        block=True,
    )  # fmt: skip
    yield Token(f"{name}_close", tag, -1, markup=markup, level=place.level, block=True)


def _read_links(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and any(map(_tag, token.children or ())):
            token.children = [*_with_links(token.children or [], state.md)]


def _with_links(children: list[Token], md: MarkdownIt) -> Iterator[Token]:
    """The tokens of a line, with links and line breaks in place of their tags."""
    links = {
        number: (end, address)
        for number, end in _pairs(children)
        if md.validateLink(
            address := md.normalizeLink(attribute_of(children[number].content, "href"))
        )
    }
    ends = {end for end, _address in links.values()}
    for number, child in enumerate(children):
        if number in links:
            yield Token("link_open", "a", 1, attrs={"href": links[number][1]})
        elif number in ends:
            yield Token("link_close", "a", -1)
        elif _tag(child) == "br":
            yield Token("hardbreak", "br", 0)
        else:
            yield child


def _pairs(children: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """Where links of HTML open and close that hold whole tokens, and are in no other link."""
    depth, opened = 0, (-1, -1)
    links = 0
    for number, child in enumerate(children):
        depth += child.nesting
        links += child.nesting if child.type.startswith("link_") else 0
        tag = _tag(child)
        if links or depth < opened[1]:
            opened = (-1, -1)
        elif tag == "a" and attribute_of(child.content, "href"):
            opened = (number, depth)
        elif tag == "/a" and opened[1] == depth:
            yield opened[0], number
            opened = (-1, -1)


_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9-]*)")


def _tag(token: Token) -> str:
    """The name of a tag, with a slash if it closes; nothing for other tokens."""
    match = _TAG.match(token.content) if token.type == "html_inline" else None
    return match[1].lower() if match else ""
