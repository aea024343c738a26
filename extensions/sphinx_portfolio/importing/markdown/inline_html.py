"""HTML in a line of a page: its links and pictures become Markdown, and what could act goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...reading.account.html_pieces import tokens_of
from . import tags
from .turned import escaped, link, target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from ...reading.account.html_pieces import Token as Piece
    from .turned import Turn, Turned

#: A change: where it starts and ends in the content of the line, and what stands there then.
Change = tuple[int, int, str]

_PLAYERS = frozenset({"audio", "video"})
_FRAMES = {"embed": "src", "frame": "src", "iframe": "src", "object": "data"}
_DROPPED = frozenset({"picture", "source", "track"}) | tags.TAGS_ONLY


def changes_of(children: Sequence[Token], turn: Turn, left_out: list[str]) -> Iterator[Change]:
    """What is to be changed in the HTML of some text in a line.

    :param left_out: takes what could act.
    """
    # The links that are open: where the tag stands, and what becomes of it.
    opened: list[tuple[int, int, Turned | None]] = []
    depth = 0  # in links of Markdown
    skipped: tuple[str, int] | None = None
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "html_inline" or "span" not in child.meta:
            continue
        start, end = child.meta["span"]
        piece = tokens_of(child.content)[0]
        if skipped:
            if piece.closes and piece.name == skipped[0]:
                yield skipped[1], end, ""
                left_out.append(f"<{piece.name}>")
                skipped = None
        elif piece.name in tags.WITH_CONTENT and not piece.closes:
            skipped = (piece.name, start)
        elif piece.name == "a":
            if not piece.closes:
                opened.append((start, end, None if depth else _turned(piece, turn)))
            elif opened:
                yield from _link(*opened.pop(), start, end)
        elif piece.name and not piece.closes:
            yield from _tag(piece, start, end, turn, left_out, is_in_link=bool(depth or opened))
        elif piece.name in _DROPPED | _PLAYERS:
            yield start, end, ""
    for start, end, turned in opened:
        if turned is not None:
            yield start, end, ""


def _turned(piece: Piece, turn: Turn) -> Turned | None:
    attributes = tags.attributes_of(piece.text)
    return turn(attributes["href"], "", False) if "href" in attributes else None


def _link(
    start: int, end: int, turned: Turned | None, closing: int, closed: int
) -> Iterator[Change]:
    """A link around some text; a tag without an address, such as a name, stays as it is."""
    if turned is None:
        return
    is_link = bool(turned.address) and closing > end
    yield start, end, "[" if is_link else ""
    yield closing, closed, f"]({target(turned.address)})" if is_link else ""


def _tag(
    piece: Piece, start: int, end: int, turn: Turn, left_out: list[str], *, is_in_link: bool
) -> Iterator[Change]:
    """A tag that opens something else."""
    attributes = tags.attributes_of(piece.text)
    if piece.name == "img":
        words = attributes.get("alt") or attributes.get("title", "")
        turned = turn(attributes.get("src", ""), words, True)
        if turned.is_picture:
            shown = tags.picture(turned.address, attributes, words)
        else:
            shown = escaped(words) if is_in_link else link(escaped(words), turned)
        yield start, end, shown
    elif piece.name in _PLAYERS | _FRAMES.keys() | {"source"}:
        if piece.name in _FRAMES:
            left_out.append(piece.text)
        address = attributes.get(_FRAMES.get(piece.name, "src"), "")
        yield start, end, link("", turn(address, "", False)) if address else ""
    elif piece.name in _DROPPED:
        left_out.append(piece.text)
        yield start, end, ""
    elif not tags.is_harmless(piece.text):
        left_out.append(piece.text)
        yield start, end, tags.made_harmless(piece.text, piece.name)
