"""A Markdown text as tokens, as GitHub reads it, each with its place in the text.

Beyond what GitHub reads, there are three things that people mean: a link whose target holds blanks,
``[Video](my file.3gp)``; a bare address; and a directive between colons, which stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import reference
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin

from ..account.html_pieces import tokens_of as html_tokens_of
from .html_tags import NO_TEXT, without_open_comment
from .inline_rules import add_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.rules_block import StateBlock

#: How lines end for Markdown; other signs that break lines are text to it.
LINE_END = re.compile(r"\r\n?|\n")
#: How deep blocks may stand in each other: two for each level of a list. The parser stops at 20 by
#: itself, and what is deeper is gone without a word; Sphinx writes no text that is much deeper.
DEEPEST = 33
_NAME_LINE = re.compile(r"[A-Za-z_][\w .-]{0,60}:(?:\s|$)")
# Front matter is short, and holds entries, lists, comments and what goes on in the next line.
_MATTER_LINE = re.compile(r"[A-Za-z_][\w .-]{0,60}:(?:\s|$)|\s|-\s|#\s?[^#]|\s*$")
_LONGEST_MATTER = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where the content of a token stands: for each of its lines, its start there and in the text.

    ``escaped`` is whether its bars have backslashes in the text, as in the cells of a table.
    """

    starts: tuple[tuple[int, int], ...]
    content: str
    escaped: bool = False

    def at(self, offset: int) -> int:
        """Where a place in the content is in the text."""
        last = bisect_right(self.starts, offset, key=lambda pair: pair[0]) - 1
        start, there = self.starts[max(last, 0)]
        more = self.content.count("|", 0, offset) if self.escaped else 0
        return there + offset - start + more


@dataclass(frozen=True)
class Tokens:
    """A text, its lines without their ends, and its tokens."""

    text: str
    tokens: list[Token] = field(repr=False)
    env: dict[str, Any] = field(repr=False)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without what ends them."""
        return LINE_END.split(self.text)

    def placed(self) -> Iterator[tuple[Token, Place]]:
        """The tokens that hold text or HTML, with their places."""
        row, cursor = -1, 0
        for token in self.tokens:
            if token.type not in {"inline", "html_block"} or not token.map:
                continue
            number = token.map[0]
            if token.meta.get("cell"):
                cursor = cursor if number == row else 0
                row = number
                place, cursor = self._cell(token, cursor)
            else:
                place = self._place(token)
            if place is not None:
                yield token, place

    def _place(self, token: Token) -> Place:
        starts, at = [], 0
        assert token.map
        for number, line in enumerate(token.content.split("\n"), start=token.map[0]):
            if number >= len(self.lines):
                break
            words = line.lstrip(" \t")
            column = max(0, self.lines[number].replace("\0", "\ufffd").rfind(words))
            starts.append((at + len(line) - len(words), self.starts[number] + column))
            at += len(line) + 1
        first = starts[0]
        return Place(((0, first[1] - first[0]), *starts), token.content)

    def _cell(self, token: Token, cursor: int) -> tuple[Place | None, int]:
        """The place of a cell of a table, and where the next one may begin in its line."""
        assert token.map
        line = self.lines[token.map[0]].replace("\0", "\ufffd")
        for words, escaped in ((token.content.replace("|", r"\|"), True), (token.content, False)):
            column = line.find(words, cursor)
            if column >= 0:
                start = self.starts[token.map[0]] + column
                return Place(((0, start),), token.content, escaped), column + len(words)
        return None, cursor


def tokens_of(text: str) -> Tokens:
    """The tokens of a text; front matter is none of them."""
    env: dict[str, Any] = {}
    tokens = _parser().parse(_readable(text), env)
    in_cell = False
    for token in tokens:
        if token.type in {"th_open", "td_open"}:
            in_cell = True
        elif token.type in {"th_close", "td_close"}:
            in_cell = False
        elif in_cell and token.type == "inline":
            token.meta["cell"] = True
        elif token.type == "html_block":
            token.children = _inside_html(token.content, env)
    return Tokens(text, tokens, env)


def _inside_html(source: str, env: dict[str, Any]) -> list[Token]:
    """The tags of some HTML, and the text between them as if it were Markdown.

    GitHub shows that text as it is. People who write a picture below an ``<img>`` mean a picture.
    """
    found: list[Token] = []
    at, skipped = 0, ""
    for piece in html_tokens_of(without_open_comment(source)):
        start, at = at, at + len(piece.text)
        if skipped:
            skipped = "" if piece.closes and piece.name == skipped else skipped
        elif piece.name or piece.is_comment:
            skipped = piece.name if piece.name in NO_TEXT and not piece.closes else ""
            tag = Token("html_inline", "", 0, content=piece.text)
            tag.meta = {"span": (start, at)}
            found.append(tag)
            if "\n" in piece.text:
                found.append(Token("softbreak", "", 0, meta={"at": at}))
        else:
            found += _moved(_parser().inline.parse(piece.text, _parser(), env, []), start)
    return found


def _moved(tokens: list[Token], start: int) -> list[Token]:
    """Tokens that begin further on in the content of another."""
    for token in tokens:
        for name in ("span", "address"):
            if name in token.meta:
                first, last = token.meta[name]
                token.meta[name] = (first + start, last + start)
        if "at" in token.meta:
            token.meta["at"] += start
    return tokens


def lines_of(token: Token) -> Iterator[tuple[int, list[Token]]]:
    """The tokens of each line in some text, and how many lines of its content are above.

    Code and tags may go on in a further line, which is none of its own then.
    """
    number, at = 0, 0
    line: list[Token] = []
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            yield number, line
            number += token.content.count("\n", at, child.meta["at"])
            at, line = child.meta["at"], []
        else:
            line.append(child)
    yield number, line


def words_of(tokens: Iterable[Token]) -> str:
    """What a reader sees of some text in a line, and the alternative text of pictures."""
    words = []
    for token in tokens:
        if token.type == "image":
            words.append(words_of(token.children or []) or token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type in {"text", "text_special", "code_inline"}:
            words.append(token.content)
    return "".join(words)


_ENTRY = re.compile(r"(?:  |\t)[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")


def without_list(lines: Sequence[str]) -> list[str]:
    """Lines that begin with the entries of a list in a list, as they stand outside of that one.

    With so many blanks before them, they would be code there.
    """
    said = [line for line in lines if line.strip()]
    if not said or not _ENTRY.match(said[0]):
        return [*lines]
    margin = min((line[: len(line) - len(line.lstrip(" \t"))] for line in said), key=len)
    return [line.removeprefix(margin) for line in lines]


def matter_of(lines: list[str]) -> int:
    """How many lines at the start are front matter."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    found = False
    for number, line in enumerate(lines[1:_LONGEST_MATTER], start=1):
        if line.rstrip() in {"---", "..."}:
            return number + 1 if found else 0
        if not _MATTER_LINE.match(line):
            return 0
        found = found or _NAME_LINE.match(line) is not None
    return 0


def _readable(text: str) -> str:
    """A text of the same length and lines, without front matter and a byte-order mark."""
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if not text.lstrip(" ").startswith("---"):
        return text
    lines = LINE_END.split(text[:100_000])
    lines[0] = lines[0].strip()
    ends = [0, *(match.end() for match in LINE_END.finditer(text[:100_000])), len(text)]
    end = ends[matter_of(lines)]
    return re.sub(r"[^\r\n]", " ", text[:end]) + text[end:]


@cache
def _parser() -> MarkdownIt:
    """GitHub's options, and what people mean beyond them."""
    parser = MarkdownIt(
        "commonmark",
        {"html": True, "inline_definitions": True, "store_labels": True, "maxNesting": DEEPEST},
    ).enable(["table", "strikethrough"])
    # Addresses stay as they are written; whether one is safe is for those to say who use it.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = _accept  # type: ignore[method-assign]
    parser.use(_directives)
    parser.block.ruler.at("reference", _definition)
    add_rules(parser)
    return parser


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A label of links; ``[^1]: …`` is a footnote on GitHub, whose text is text."""
    is_note = state.src.startswith("[^", state.bMarks[start] + state.tShift[start])
    return not is_note and reference(state, start, end, silent)


def _accept(url: str) -> bool:
    return True


def _directives(parser: MarkdownIt) -> None:
    """Read ``:::{name}`` as a fence, but not the colons of other dialects, which hold text."""
    parser.use(colon_fence_plugin)
    (rule,) = (one for one in parser.block.ruler.__rules__ if one.name == "colon_fence")
    original = rule.fn

    def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        line = state.src[at : state.eMarks[start]]
        return line.lstrip(":").lstrip().startswith("{") and original(state, start, end, silent)

    parser.block.ruler.at("colon_fence", directive, {"alt": rule.alt})
