"""A block of HTML in a page: its pictures, links and headings become Markdown, the rest stays.

Sphinx does not look into HTML, so what leads to files and pages has to stand outside of it. Blank
lines part the two: Markdown reads what stands between, and the tags around it stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...reading.account.html_pieces import INLINE, tokens_of
from . import tags
from .destinations import Leads
from .turned import at_start, escaped, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...reading.account.html_pieces import Token
    from .turned import Turn, Turned

# What `html_pieces` takes for a tag, but no browser does: ``<mailto:somebody>``.
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*[\s/>]")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PLAYERS = frozenset({"audio", "video"})
_FRAMES = {"embed": "src", "frame": "src", "iframe": "src", "object": "data"}
#: What only holds other tags of a picture.
_AROUND_PICTURES = frozenset({"picture", "source", "track"})
#: What is read in one piece.
_WHOLE = tags.WITH_CONTENT | _PLAYERS | {"pre", "summary"}
#: What only says where a block stands; a heading cannot stand in it.
_PLACES = frozenset({"article", "center", "div", "header", "main", "p", "section"})
_ACTED_ON = (
    frozenset({"a", "img"})
    | _HEADINGS.keys()
    | _PLAYERS
    | _AROUND_PICTURES
    | tags.WITH_CONTENT
    | tags.TAGS_ONLY
)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A block as it is written now, and what was left out of it."""

    text: str
    left_out: tuple[str, ...] = ()


def rewritten(source: str, turn: Turn) -> Rewritten | None:
    """A block of HTML for a project; None if it can stay as it is."""
    tokens = tokens_of(source)
    if not any(
        token.name in _ACTED_ON or (token.name and not token.closes and not _is_harmless(token))
        for token in tokens
    ):
        return None
    if any(token.name in _HEADINGS for token in tokens):
        tokens = [token for token in tokens if token.name not in _PLACES]
    writer = _Writer(turn, _has_paired(tokens, "p"))
    number = 0
    while number < len(tokens):
        number = writer.read(tokens, number)
    return Rewritten(writer.text(), tuple(writer.left_out))


def _is_turned(token: Token) -> bool:
    return token.name in {"a", "img"} or not _is_harmless(token)


def _is_harmless(token: Token) -> bool:
    return tags.is_harmless(token.text)


def _has_paired(tokens: Sequence[Token], name: str) -> bool:
    """Whether a tag is closed as often as it is opened."""
    return sum(1 if not one.closes else -1 for one in tokens if one.name == name) == 0


def _end_of(tokens: Sequence[Token], number: int) -> int:
    """The number after the tag that closes the one with this number; that of the next, else."""
    name = tokens[number].name
    for other in range(number + 1, len(tokens)):
        if tokens[other].name == name and tokens[other].closes:
            return other + 1
    return number + 1


@dataclass
class _Writer:
    """Writes one block: ``blocks`` are done, ``raw`` and ``run`` are tags and words on their way.

    ``turns_paragraphs`` is whether a paragraph becomes a division: its words become a paragraph of
    Markdown, which cannot stand in another.
    """

    turn: Turn
    turns_paragraphs: bool
    blocks: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    links: list[tuple[int, Turned]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    paragraphs: list[bool] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    is_heading: bool = False

    def text(self) -> str:
        """All of it, with blank lines between Markdown and tags."""
        self._end_run()
        self._end_raw()
        return "\n\n".join(self.blocks)

    def read(self, tokens: Sequence[Token], number: int) -> int:
        """Write what begins with a token; gives the number of the next one."""
        token = tokens[number]
        name = token.name
        if not name or not _TAG.match(token.text):
            self._words(token)
        elif name in _WHOLE and not token.closes:
            end = _end_of(tokens, number)
            if name != "summary" or not any(map(_is_turned, tokens[number:end])):
                self._whole(tokens[number:end])
                return end
            self._tag(token)
        elif name in _FRAMES or name in tags.TAGS_ONLY:
            self._frame(token)
        elif name == "a":
            self._link(token)
        elif name == "img":
            self._picture(token)
        elif name in _HEADINGS:
            self._heading(token)
        elif name not in _AROUND_PICTURES:
            self._tag(token)
        return number + 1

    def _words(self, token: Token) -> None:
        if token.is_comment:
            self._block(token.text)
        elif token.text.strip():
            lead = " " if token.text[:1].isspace() else ""
            end = " " if token.text[-1:].isspace() else ""
            self._inline(f"{lead}{_as_markdown(token.text)}{end}")
        elif self.run:
            self.run.append(" ")

    def _whole(self, tokens: Sequence[Token]) -> None:
        """An element that is not looked into."""
        first = tokens[0]
        source = "".join(token.text for token in tokens)
        if first.name == "pre":
            self._block(source)
        elif first.name == "summary":
            self._end_run()
            self.raw.append(source)
        elif first.name in _PLAYERS:
            self._player(tokens)
        else:
            self.left_out.append(source)

    def _player(self, tokens: Sequence[Token]) -> None:
        """A link to what would play: a build cannot look into a player."""
        for token in tokens:
            address = tags.attributes_of(token.text).get("src", "") if token.name else ""
            if address and token.name not in {"img", "track"}:
                turned = self.turn(address, "", False)
                self._inline(f" {link('', turned)} " if turned.address else " ")
                return

    def _frame(self, token: Token) -> None:
        """A link to what would be shown in a frame; others are left out."""
        if token.closes:
            return
        self.left_out.append(token.text)
        address = tags.attributes_of(token.text).get(_FRAMES.get(token.name, ""), "")
        if address:
            self._inline(f" {link('', self.turn(address, '', False))} ")

    def _link(self, token: Token) -> None:
        attributes = {} if token.closes else tags.attributes_of(token.text)
        if token.closes:
            if self.links:
                start, turned = self.links.pop()
                words = "".join(self.run[start:])
                if self.is_heading and turned.leads is Leads.FILE:
                    # Sphinx cannot put a link to a file into its menus.
                    self.below.append(link("", turned))
                elif words.strip():
                    self.run[start:] = [link(words, turned)]
        elif "href" in attributes and not self.links:
            self._end_raw()
            self.links.append((len(self.run), self.turn(attributes["href"], "", False)))
        elif "href" not in attributes:
            self._inline(tags.made_harmless(token.text, "a") + "</a>")

    def _picture(self, token: Token) -> None:
        attributes = tags.attributes_of(token.text)
        words = attributes.get("alt") or attributes.get("title", "")
        turned = self.turn(attributes.get("src", ""), words, True)
        if turned.is_picture:
            self._inline(tags.picture(turned.address, attributes, words))
        elif self.links:
            self._inline(escaped(words))
        else:
            self._inline(link(escaped(words), turned))

    def _heading(self, token: Token) -> None:
        if token.closes:
            words = self._take_run() if self.is_heading else ""
            if words:
                self.blocks.append(f"{'#' * _HEADINGS[token.name]} {words}")
            self.blocks += self.below
            self.below.clear()
        self._end_run()
        self._end_raw()
        self.is_heading = not token.closes

    def _tag(self, token: Token) -> None:
        """A tag that stays, or as much of it as is harmless."""
        text = token.text
        if not token.closes and not _is_harmless(token):
            text = tags.made_harmless(text, token.name)
            self.left_out.append(token.text)
        if token.name in INLINE or token.name == "br":
            self._inline(text)
        elif self.links:
            self.run.append(" ")  # a link holds no blocks
        else:
            if token.name == "p" and self.turns_paragraphs:
                text = self._division(text, token.closes)
            self._end_run()
            self.raw.append(text)

    def _division(self, text: str, closes: bool) -> str:
        """What stands for a tag of a paragraph; nothing if it says nothing."""
        if closes:
            return "</div>" if self.paragraphs and self.paragraphs.pop() else ""
        says = len(text) > len("<p>")
        self.paragraphs.append(says)
        return f"<div{text[2:]}" if says else ""

    def _inline(self, text: str) -> None:
        self._end_raw()
        self.run.append(text)

    def _block(self, text: str) -> None:
        self._end_run()
        self._end_raw()
        self.blocks.append(text.strip("\n"))

    def _take_run(self) -> str:
        words = " ".join("".join(self.run).split())
        self.run.clear()
        self.links.clear()
        return words

    def _end_run(self) -> None:
        if words := self._take_run():
            self.blocks.append(at_start(words))

    def _end_raw(self) -> None:
        if lines := [line for line in self.raw if line]:
            self.blocks.append("\n".join(lines))
        self.raw.clear()


def _as_markdown(words: str) -> str:
    """Words between two tags; their codes, such as ``&amp;``, mean the same to Markdown."""
    line = " ".join(words.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|~$" else sign for sign in line)
