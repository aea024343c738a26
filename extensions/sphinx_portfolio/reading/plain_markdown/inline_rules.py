"""Rules for the text in a line that tell where links stand, and find those that people mean.

Each token of a link, picture or tag gets ``meta["span"]``, and a link or picture with an address
of its own ``meta["address"]``, in the content of its line; a break of a line has ``meta["at"]``,
where the next one starts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline import autolink, escape, html_inline, image, link, newline

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

_OPENERS = frozenset({"link_open", "image", "html_inline"})
_PLAIN = re.compile(
    r"(?:[^\n!#$%&(*+\-:<=>@\[\\\]^_`{}~hHwW]+|[hHwW](?!ttps?://|ww\.))+", re.IGNORECASE
)
_BARE = re.compile(r"(?:https?://|www\.)[^\s<>`\ufffc]{2,2000}", re.IGNORECASE)
# What may stand before a bare address.
_BEFORE = re.compile(r"[\s*_~(:|>\"'“‘\[]")
_TRAILING = re.compile(r"(?:[?!.,:;*_~'\"”’|]|&[a-zA-Z]+;)\Z")
_PAIRS = {")": "(", "]": "[", "}": "{"}
# A longer target with blanks is a text in brackets.
_LONGEST = 400
# Word processors write others than Markdown knows.
_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*'|[“„«][^“”„«»]*[”“»]|[‘‚][^‘’‚]*[’‘])\s*\Z")
#: What tells a target with blanks from words in brackets: an ending, a folder, or a scheme.
_TARGET = re.compile(
    r"(?:https?://|www\.|\.{0,2}/|[\w .%-]+/).*|.*[^\s.]\.(?=\d?[A-Za-z])[A-Za-z0-9]{2,5}"
)
#: The same, where it has to be sure: a file or a web address.
_FILE = re.compile(
    r"(?:https?://|www\.)\S+|[^\s\[\]()][^\[\]()]{0,200}?\.(?=\d?[A-Za-z])[A-Za-z0-9]{2,5}"
)
_TURNED = re.compile(r"\((?P<words>[^()\[\]\n]{1,200})\)\[(?P<target>[^()\[\]\n]{1,400})\]")


def add_rules(parser: MarkdownIt) -> None:
    """Let a parser tell where links stand."""
    ruler = parser.inline.ruler
    ruler.at("link", _spanned(link, _link_address))
    ruler.at("image", _spanned(image, _link_address))
    ruler.at("autolink", _spanned(autolink, lambda _state, start, end: (start + 1, end - 1)))
    ruler.at("html_inline", _spanned(html_inline, lambda _state, _start, _end: None))
    ruler.at("newline", _broken(newline))
    ruler.at("escape", _broken(escape))
    ruler.after("image", "meant_link", _meant_link)
    ruler.after("meant_link", "turned_link", _turned_link)
    ruler.at("text", _text)
    ruler.after("html_inline", "bare", _bare)


def _spanned(
    rule: Rule, address: Callable[[StateInline, int, int], tuple[int, int] | None]
) -> Rule:
    """A rule that also notes where it found something."""

    def spanned(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            token = next(one for one in state.tokens[count:] if one.type in _OPENERS)
            _note(token, start, state.pos, address(state, start, state.pos))
        return True

    return spanned


def _broken(rule: Rule) -> Rule:
    """A rule that also notes where it broke a line."""

    def broken(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[count:]:
            if token.type in {"softbreak", "hardbreak"}:
                token.meta["at"] = state.src.index("\n", start) + 1
        return True

    return broken


def _note(token: Token, start: int, end: int, address: tuple[int, int] | None) -> None:
    token.meta["span"] = (start, end)
    if address is not None:
        token.meta["address"] = address


def _link_address(state: StateInline, start: int, end: int) -> tuple[int, int] | None:
    """Where the address of a link or picture stands; None if it is a reference."""
    is_picture = state.src[start] == "!"
    helpers = state.md.helpers
    label_end = helpers.parseLinkLabel(state, start + is_picture, not is_picture)
    at = label_end + 1
    if at >= end or state.src[at] != "(":
        return None
    at += 1
    while at < end and state.src[at] in " \t\n":
        at += 1
    found = helpers.parseLinkDestination(state.src, at, end)
    if not found.ok:
        return at, at
    if state.src[at] == "<":
        return at + 1, found.pos - 1
    return at, found.pos


def _meant_link(state: StateInline, silent: bool) -> bool:
    """``[Video](my file.3gp)`` and ``[CV] (cv.pdf)``, which Markdown does not take for links."""
    start = state.pos
    is_picture = state.src[start] == "!"
    at = start + is_picture
    if state.src[at : at + 1] != "[":
        return False
    label_end = state.md.helpers.parseLinkLabel(state, at, not is_picture)
    opening = label_end + 1 + (state.src[label_end + 1 : label_end + 2] == " ")
    if label_end < 0 or state.src[opening : opening + 1] != "(":
        return False
    end = _closing(state.src, opening, min(state.posMax, opening + _LONGEST))
    inside = state.src[opening + 1 : max(end, opening + 1)]
    title = _TITLE.search(inside)
    target = inside[: title.start()] if title else inside
    address = target.strip().removeprefix("<").removesuffix(">").strip()
    is_apart = opening > label_end + 1
    pattern = _FILE if is_apart else _TARGET
    has_blanks = is_apart or title or re.search(r"\s", address)
    if not pattern.fullmatch(address) or not has_blanks:
        return False
    first = opening + 1 + inside.index(address)
    if not silent:
        _push(state, start, end + 1, (first, first + len(address)), (at + 1, label_end))
    state.pos = end + 1
    return True


def _turned_link(state: StateInline, silent: bool) -> bool:
    """``(CV)[cv.pdf]``, the brackets of which are the wrong way round."""
    match = _TURNED.match(state.src, state.pos, state.posMax)
    if match is None or not _FILE.fullmatch(match["target"]):
        return False
    if not silent:
        _push(state, state.pos, match.end(), match.span("target"), match.span("words"))
    state.pos = match.end()
    return True


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket that opens at a place is closed, in the same line."""
    depth = 0
    for at in range(start, end):
        if text[at] == "\n":
            return -1
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return -1


def _push(
    state: StateInline,
    start: int,
    end: int,
    address: tuple[int, int],
    label: tuple[int, int],
) -> None:
    """The tokens of a link or picture whose words are a stretch of the text."""
    target = state.src[slice(*address)]
    if state.src[start] == "!":
        token = state.push("image", "img", 0)
        token.attrs = {"src": target, "alt": ""}
        token.content = state.src[slice(*label)]
        _note(token, start, end, address)
        return
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": target}
    _note(token, start, end, address)
    last, (state.pos, state.posMax) = state.posMax, label
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = last
    state.push("link_close", "a", -1)


def _text(state: StateInline, silent: bool) -> bool:
    """Plain words, up to a sign that may mean something or a bare address."""
    match = _PLAIN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.append_pending(match[0])
    state.pos = match.end()
    return True


def _bare(state: StateInline, silent: bool) -> bool:
    """An address without any marks, which GitHub makes a link of."""
    start = state.pos
    if silent or state.linkLevel or state.src[start] not in "hHwW":
        return False
    if start and not _BEFORE.match(state.src[start - 1]):
        return False
    match = _BARE.match(state.src, start, state.posMax)
    if match is None:
        return False
    end = start + len(_without_trailing(match[0]))
    token = state.push("link_open", "a", 1)
    token.attrs, token.markup, token.info = {"href": state.src[start:end]}, "linkify", "auto"
    _note(token, start, end, (start, end))
    state.push("text", "", 0).content = state.src[start:end]
    state.push("link_close", "a", -1)
    state.pos = end
    return True


def _without_trailing(address: str) -> str:
    """An address without what ends the sentence around it."""
    while True:
        last = address[-1:]
        if last in _PAIRS and address.count(last) > address.count(_PAIRS[last]):
            address = address[:-1]
        elif match := _TRAILING.search(address):
            address = address[: match.start()]
        else:
            return address
