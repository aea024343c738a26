"""Every link and picture of a Markdown text, with the place of its address in the text."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference, unescapeAll

from .headings import headings_of
from .html_tags import addresses_of, tags_of
from .page import Way
from .tokens import tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from .html_tags import Tag
    from .tokens import Place, Tokens

__all__ = ["Link", "headings_of", "links_in", "links_of", "meant", "shown_in", "with_addresses"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link, a picture, an attribute of an HTML tag, a bare address or a reference definition.

    ``start`` and ``end`` are where all of it stands in the text, ``address`` is the span of its
    address in there, ``written`` that address without the marks around it. ``line`` counts from 1,
    ``words`` are its text or alternative text; those of a reference definition are its label.
    """

    start: int
    end: int
    address: tuple[int, int]
    written: str
    line: int
    words: str = ""
    way: Way = Way.LINK


def links_of(text: str) -> list[Link]:
    """All links of a text that are not in code, in the order of the text.

    A link by reference has its address where the label is defined, so that is where it is found.
    """
    return links_in(tokens_of(text))


def links_in(tokens: Tokens) -> list[Link]:
    """The links of a text that was parsed already."""
    found = [*_definitions(tokens).values(), *_in_text(tokens, {})]
    return sorted(found, key=lambda link: (link.start, link.address))


def shown_in(tokens: Tokens) -> list[Link]:
    """What a reader sees of links: one by reference stands where it is used."""
    found = _in_text(tokens, _definitions(tokens))
    return sorted(found, key=lambda link: (link.start, link.address))


def _in_text(tokens: Tokens, definitions: Mapping[str, Link]) -> Iterator[Link]:
    for token, place in tokens.placed():
        yield from _of_line(tokens, token.children or [], place, definitions)


def meant(written: str, way: Way) -> str:
    """The address that is meant by what was written, without the escapes of Markdown or HTML."""
    if way is Way.HTML:
        return html.unescape(written)
    return written if way is Way.BARE else unescapeAll(written)


def _link(
    tokens: Tokens, span: tuple[int, int], address: tuple[int, int], words: str, way: Way
) -> Link:
    written = tokens.text[slice(*address)]
    line = bisect_right(tokens.starts, span[0])
    return Link(*span, address, written, line, " ".join(words.split()), way)


def _of_line(
    tokens: Tokens, children: Sequence[Token], place: Place, definitions: Mapping[str, Link]
) -> Iterator[Link]:
    """The links in the text of a line; its tags may go on in another token."""
    for number, child in enumerate(children):
        if "span" not in child.meta:
            continue
        span = _span(place, child.meta["span"])
        if child.type == "html_inline":
            is_link = "<a" in child.content.lower()
            words = words_of(_until(children, number, "</a")) if is_link else ""
            yield from _of_html(tokens, child.content, place, child.meta["span"][0], words)
            continue
        if "address" in child.meta:
            address = _span(place, child.meta["address"])
        elif definition := definitions.get(normalizeReference(child.meta.get("label", ""))):
            address = definition.address
        else:
            continue
        if child.type == "image":
            yield _link(tokens, span, address, words_of([child]), Way.PICTURE)
        else:
            way = Way.BARE if child.info == "auto" else Way.LINK
            inside = _until(children, number, "link_close")
            yield _link(tokens, span, address, words_of(inside), way)


def _span(place: Place, span: tuple[int, int]) -> tuple[int, int]:
    # The end is counted from the last sign, which may stand in another line than what follows it.
    start, end = span
    return place.at(start), place.at(end - 1) + 1 if end > start else place.at(start)


def _until(tokens: Sequence[Token], start: int, end: str) -> Iterator[Token]:
    """The tokens after one that opens a link, up to the one that closes it."""
    for number in range(start + 1, min(len(tokens), start + _LONGEST)):
        token = tokens[number]
        if token.type == end or token.content.startswith(end):
            return
        yield token


# More tokens are no words of a link, but one that nobody closed.
_LONGEST = 200


def _of_html(
    tokens: Tokens, source: str, place: Place, offset: int, words: str = ""
) -> Iterator[Link]:
    """The addresses in HTML."""
    for tag in tags_of(source):
        for one in addresses_of(tag):
            start, end = (offset + tag.start + at for at in one.span)
            span = _span(place, (offset + tag.start, offset + tag.end))
            address = place.at(start), place.at(end - 1) + 1 if end > start else place.at(start)
            yield _link(
                tokens, span, address, one.words or tag.inside or _words_for(tag, words), Way.HTML
            )


def _words_for(tag: Tag, words: str) -> str:
    """What follows a tag in its line, which only belongs to a link."""
    return words if tag.name == "a" else ""


def _definitions(tokens: Tokens) -> dict[str, Link]:
    """The definitions of labels; one that belongs to a picture is found as a picture."""
    found: dict[str, Link] = {}
    shown = {
        child.meta.get("label")
        for token in tokens.tokens
        for child in token.children or []
        if child.type == "image"
    }
    for token in tokens.tokens:
        if token.type == "definition" and token.map:
            way = Way.PICTURE if token.meta["id"] in shown else Way.LINK
            label = token.meta["label"]
            span = _definition(tokens, token.map[0], label)
            # One of a label that is there already is never used, but its address may be mended.
            name = token.meta["id"]
            name = f"{name} {len(found)}" if name in found else name
            if span:
                found[name] = _link(tokens, *span, label, way)
    return found


def _definition(
    tokens: Tokens, line: int, label: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where a definition and its address stand; None for one in a quotation over several lines."""
    start = tokens.text.find(f"[{label}]:", tokens.starts[line])
    if start < 0:
        return None
    match = _ADDRESS.match(tokens.text, start + len(label) + 3)
    if match is None:
        return None
    group = "inside" if match["inside"] is not None else "plain"
    return (start, match.end()), match.span(group)


_ADDRESS = re.compile(r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?(?:<(?P<inside>[^<>\r\n]*)>|(?P<plain>\S+))")


# -- other addresses


def with_addresses(text: str, addresses: Mapping[Link, str]) -> str:
    """The text with other addresses, escaped as each place needs it; its lines stay as many.

    :param addresses: for some links of `links_of`, the address that is meant; a ``%`` counts as
        that of an address. A bare one that is no web address any more becomes a link whose words
        are the old one.
    """
    pieces, at = [], 0
    for link in sorted(addresses, key=lambda link: link.address):
        start, end, words = _replaced(text, link, addresses[link])
        pieces += [text[at:start], words]
        at = end
    return "".join([*pieces, text[at:]])


def _replaced(text: str, link: Link, address: str) -> tuple[int, int, str]:
    """Where a new address goes, and what is written there."""
    address = _ONE_LINE.sub(lambda found: f"%{ord(found[0]):02X}", address)
    start, end = link.address
    if link.way is Way.HTML:
        return start, end, _as_attribute(address, text[start - 1 : start])
    if link.way is Way.BARE:
        if _WEB.match(address):
            return start, end, address
        words = re.sub(r"([\\\[\]*_`])", r"\\\1", link.written)
        return link.start, link.end, f"[{words}]({_as_target(address)})"
    if text[start - 1 : start] == "[":  # (words)[target]
        words = text[link.start + 1 : start - 2]
        return link.start, link.end, f"[{words}]({_as_target(address)})"
    opening = text.rfind("(", link.start, start)
    if text[opening - 2 : opening] == "] ":  # [words] (target)
        return opening - 1, end, f"({_as_target(address)}"
    if text[start - 1 : start] == "<" and text[end : end + 1] == ">":
        return start, end, _as_target(address, bracketed=True)
    return start, end, _as_target(address)


# What would end a line, a cell of a table, or the brackets around an address.
_ONE_LINE = re.compile(r"[\x00-\x1f\x7f|<>\u0085\u2028\u2029]")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>]+\Z", re.IGNORECASE)


def _as_target(address: str, *, bracketed: bool = False) -> str:
    """An address as Markdown reads it back."""
    address = re.sub(r"\\(?=[!-/:-@\[-`{-~]|\Z)", r"\\\\", address)
    address = re.sub(r"&(?=#?\w+;)", "&amp;", address)
    if bracketed:
        return address
    needs_brackets = not address or re.search(r"\s", address) or not _is_balanced(address)
    return f"<{address}>" if needs_brackets else address


def _is_balanced(address: str) -> bool:
    depth = 0
    for sign in re.sub(r"\\.", "", address):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return not depth


def _as_attribute(address: str, mark: str) -> str:
    """An address as HTML reads it back, after a quotation mark or without one."""
    address = html.escape(address)
    return address if mark in {'"', "'"} else f'"{address}"'
