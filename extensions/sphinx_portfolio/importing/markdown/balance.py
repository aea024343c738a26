"""Tags of HTML in a page: each that is opened is closed, and none holds a heading.

A tag that nobody closes would swallow what the theme puts around a page, and a heading begins a
section, which cannot stand inside of a tag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...reading.account.html_pieces import tokens_of as pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...reading.account.html_pieces import Token as Piece
    from ...reading.plain_markdown.tokens import Place, Tokens
    from .edits import Edits

_VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: Browsers close these by themselves.
_CLOSED_BY_OTHERS = frozenset(
    {"dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
#: What only says where something stands.
_PLACES = frozenset({"center", "div", "p"})


@dataclass(slots=True)
class _Tag:
    """A tag in the text, the one that it stands in, and the one that closes it."""

    piece: Piece
    start: int
    end: int
    around: _Tag | None = None
    partner: _Tag | None = None
    is_dropped: bool = False
    #: Whether a block of HTML begins with it, in which more follows.
    begins_block: bool = False


@dataclass
class _Walk:
    """Where a way through a text has come to: the tags that are open, and how many of each."""

    text: str
    opened: list[_Tag] = field(default_factory=list)
    every: list[_Tag] = field(default_factory=list)
    count: dict[str, int] = field(default_factory=dict)

    def heading(self) -> None:
        """Nothing that is open may hold it."""
        for tag in self.opened:
            tag.is_dropped = True

    def tag(self, tag: _Tag) -> None:
        name = tag.piece.name
        self.every.append(tag)
        if not tag.piece.closes:
            tag.around = self.opened[-1] if self.opened else None
            self.opened.append(tag)
            self.count[name] = self.count.get(name, 0) + 1
        elif self.count.get(name):
            while self.opened:
                last = self.opened.pop()
                self.count[last.piece.name] -= 1
                if last.piece.name == name:
                    last.partner = tag
                    tag.partner = last
                    return
        else:
            tag.is_dropped = True

    def _is_empty(self, tag: _Tag, partner: _Tag) -> bool:
        return not self.text[tag.end : partner.start].strip()

    def dropped(self) -> Iterator[_Tag]:
        """The tags that cannot stay."""
        for tag in self.every:
            partner = tag.partner
            if partner is None and not tag.piece.closes:
                tag.is_dropped |= tag.piece.name not in _CLOSED_BY_OTHERS
            elif tag.piece.closes and partner is not None:
                tag.is_dropped = partner.is_dropped
            if partner is not None and not tag.piece.closes:
                # What was in it stands in an option now.
                tag.is_dropped |= tag.piece.name in _PLACES and self._is_empty(tag, partner)
            if tag.piece.name == "summary" and not tag.piece.closes:
                # It is the head of something that is not there any more.
                tag.is_dropped |= tag.around is not None and tag.around.is_dropped
            if tag.is_dropped:
                yield tag


def balance(tokens: Tokens, edits: Edits) -> None:
    """Tell which tags go: those without a partner, and those that hold a heading."""
    walk = _Walk(tokens.text)
    headings = iter(
        [
            one.map[0]
            for one in tokens.tokens
            if one.type == "heading_open" and not one.level and one.map
        ]
    )
    heading = next(headings, None)
    for tag, line in _tags(tokens):
        while heading is not None and heading <= line:
            walk.heading()
            heading = next(headings, None)
        walk.tag(tag)
    if heading is not None:
        walk.heading()
    for tag in walk.dropped():
        edits.replace(tag.start, tag.end, _instead(tag))


def _instead(tag: _Tag) -> str:
    """What stands for a tag that goes: what follows it in its block must not become Markdown."""
    return "<div></div>" if tag.begins_block else ""


def _tags(tokens: Tokens) -> Iterator[tuple[_Tag, int]]:
    """The tags of a text, each with its line, from 0; those that stand alone are none."""
    for token, place in tokens.placed():
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            pieces = pieces_of(token.content)
            said = [piece for piece in pieces if piece.text.strip()]
            first = said[0] if len(said) > 1 else None
            yield from ((tag, line) for tag in _tags_of(pieces, place, 0, first))
            continue
        for child in token.children or []:
            if child.type == "html_inline" and "span" in child.meta:
                pieces = pieces_of(child.content)
                start = child.meta["span"][0]
                yield from ((tag, line) for tag in _tags_of(pieces, place, start, None))


def _tags_of(pieces: Iterable[Piece], place: Place, at: int, first: Piece | None) -> Iterator[_Tag]:
    """The tags among some pieces of HTML, which start at a place in their token.

    :param first: the piece that a block of several begins with.
    """
    for piece in pieces:
        start, at = at, at + len(piece.text)
        if piece.name and piece.name not in _VOID and not piece.text.endswith("/>"):
            tag = _Tag(piece, place.at(start), place.at(at - 1) + 1)
            tag.begins_block = piece is first
            yield tag
