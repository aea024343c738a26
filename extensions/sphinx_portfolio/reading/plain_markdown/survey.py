"""What stands in each line of a page: its words, its links, and the labels of parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...reflection_models import MODELS
from ..account.marks import Naming, marks_of
from .as_nodes import Nodes
from .links import shown_in
from .tokens import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from markdown_it.token import Token

    from .links import Link
    from .tokens import Tokens

_STAR = MODELS["star"]
_BOLD_TAG = re.compile(r"<(/?)(?:b|strong)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block at the top level of a page; ``lines`` count from 0 and have no blank ones at the end.

    ``kind`` is ``heading``, ``paragraph``, ``list``, ``quote``, ``table``, ``html``, ``code``,
    ``directive``, ``rule`` or ``definition``.
    """

    kind: str
    lines: range
    tokens: list[Token] = field(repr=False)
    node: nodes.Node | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PartMark:
    """A label in a line that names parts of STAR, or of a model that goes on from it.

    ``is_letters`` is whether it has only their letters, as "S & T" has.
    """

    line: int
    indices: tuple[int, ...]
    is_sure: bool
    other: str = ""
    is_letters: bool = False


@dataclass
class Survey:
    """What stands in the lines of a page, which count from 0.

    ``said`` are the words that a reader sees in a line, ``rest`` those outside of links, ``bold``
    those in bold, and ``runs`` has the tokens of the text in a line.
    """

    tokens: Tokens
    said: dict[int, str] = field(default_factory=dict)
    rest: dict[int, str] = field(default_factory=dict)
    bold: dict[int, str] = field(default_factory=dict)
    runs: dict[int, list[Token]] = field(default_factory=dict)
    links: dict[int, list[Link]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    marks: list[PartMark] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines of the page."""
        return self.tokens.lines

    def trimmed(self, lines: range) -> range:
        """Lines without blank ones at their end."""
        stop = lines.stop
        while stop > lines.start and not self.lines[stop - 1].strip():
            stop -= 1
        return range(lines.start, stop)

    def marks_between(self, start: int, stop: int) -> list[PartMark]:
        """The marks in the lines from one up to another."""
        first = bisect_left(self.marks, start, key=lambda mark: mark.line)
        last = bisect_left(self.marks, stop, key=lambda mark: mark.line)
        return self.marks[first:last]

    def blocks_between(self, start: int, stop: int) -> list[Block]:
        """The blocks that have a line from one up to another."""
        first = bisect_right(self.blocks, start, key=lambda block: block.lines.start) - 1
        last = bisect_left(self.blocks, stop, key=lambda block: block.lines.start)
        return [block for block in self.blocks[max(0, first) : last] if block.lines.stop > start]

    def links_in(self, lines: Iterable[int]) -> list[Link]:
        """The links that start in some lines."""
        return [link for number in lines for link in self.links.get(number, ())]

    def text(self, lines: Iterable[int]) -> str:
        """The words that a reader sees in some lines."""
        return " ".join(filter(None, (self.said.get(number, "").strip() for number in lines)))


_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "blockquote_open": "quote",
    "table_open": "table",
    "html_block": "html",
    "hr": "rule",
    "definition": "definition",
}


_OURS = frozenset({"evidence", "reflection", "star-reflection"})


def is_ours(block: Block) -> bool:
    """Whether a block is a directive of ours."""
    info = block.tokens[0].info.strip()
    name = info.removeprefix("{").partition("}")[0].strip()
    return block.kind == "directive" and name in _OURS


def survey_of(tokens: Tokens) -> Survey:
    """Look through a page, line by line."""
    survey = Survey(tokens)
    for token in tokens.tokens:
        if token.type in {"inline", "html_block"} and token.map:
            _look_at_text(token, survey)
        elif token.type in {"fence", "code_block", "colon_fence"} and token.map:
            for number in range(*token.map):
                survey.said[number] = tokens.lines[number] if number < len(tokens.lines) else ""
    links: dict[int, list[Link]] = defaultdict(list)
    for link in shown_in(tokens):
        links[link.line - 1].append(link)
    survey.links = dict(links)
    survey.blocks = [*_blocks(tokens)]
    survey.marks = sorted(_marks(survey.blocks), key=lambda mark: mark.line)
    return survey


def _look_at_text(token: Token, survey: Survey) -> None:
    assert token.map
    inside = 0  # of links
    strong = 0  # of bold
    for above, run in lines_of(token):
        number = token.map[0] + above
        said, rest, bold = "", "", ""
        for child in run:
            words = _shown(child)
            if child.type in {"link_open", "link_close"}:
                inside += child.nesting
            elif child.type in {"strong_open", "strong_close"}:
                strong += child.nesting
            elif child.type == "html_inline":
                inside = max(0, inside + _opens(child.content, "a"))
                match = _BOLD_TAG.match(child.content)
                strong = max(0, strong + (-1 if match[1] else 1)) if match else strong
            said += words
            rest += "" if inside or child.type == "image" else words
            bold += words if strong else ""
        _say(survey, number, said, rest, bold)
        survey.runs.setdefault(number, []).extend(run)


def _shown(token: Token) -> str:
    if token.type == "image":
        return ""
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""


def _opens(tag: str, name: str) -> int:
    """1 if a tag opens such an element, -1 if it closes one."""
    found = re.match(rf"<(/?){name}\b", tag, re.IGNORECASE)
    return 0 if found is None else -1 if found[1] else 1


def _say(survey: Survey, number: int, said: str, rest: str, bold: str) -> None:
    for lines, words in ((survey.said, said), (survey.rest, rest), (survey.bold, bold)):
        before = lines.get(number)
        lines[number] = f"{before} {words}" if before else words


def _blocks(tokens: Tokens) -> Iterator[Block]:
    """The blocks at the top level, each with its node."""
    every = iter(Nodes(tokens).children)
    slices: list[list[Token]] = []
    for token in tokens.tokens:
        if token.level == 0 and token.nesting >= 0:
            slices.append([])
        slices[-1].append(token)
    for parts in slices:
        kind = _KINDS.get(parts[0].type) or _kind_of_code(parts[0])
        start, end = parts[0].map or (0, 0)
        while end > start + 1 and not tokens.lines[min(end, len(tokens.lines)) - 1].strip():
            end -= 1
        node = None if kind == "definition" else next(every)
        yield Block(kind, range(start, min(end, len(tokens.lines))), parts, node)


def _kind_of_code(token: Token) -> str:
    return "directive" if token.info.lstrip().startswith("{") else "code"


def _marks(blocks: Iterable[Block]) -> Iterator[PartMark]:
    naming = Naming(_STAR, {}, MODELS.values())
    for block in blocks:
        if block.node is None or block.kind in {"rule", "code", "directive"}:
            continue
        for mark in marks_of(block.node, naming):
            own = naming.own
            found = naming.loosely(mark.words) if mark.is_sure else own.exactly(mark.words)
            other = naming.other(mark.words)
            line = (mark.line or block.lines.start + 1) - 1
            if found or other:
                yield PartMark(line, found, mark.is_sure, other, own.is_mark(mark.words))


def is_bold_line(survey: Survey, block: Block) -> bool:
    """Whether a block is one line in bold, as good as a heading."""
    number = block.lines.start
    said, bold = survey.said.get(number, ""), survey.bold.get(number, "")
    words = re.findall(r"\w+", said)
    return len(block.lines) == 1 and 0 < len(words) <= 12 and re.findall(r"\w+", bold) == words
