"""The last things about a page of the project: one title, levels without gaps, no stray rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ...reading.plain_markdown.tokens import tokens_of, words_of
from ...reading.plain_markdown.vocabulary import Role, role_of
from .balance import balance
from .edits import Edits
from .escapes import as_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...reading.plain_markdown.tokens import Tokens

_DEEPEST = 6
_OPTION = re.compile(r":[\w -]+:(?:\s|\Z)")
_VERBATIM = frozenset({"code_block", "colon_fence", "fence", "html_block"})
#: What the first of several headings of one level has to say to be the title of all.
_TITLES = frozenset({Role.FRAME, Role.MODULE})


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that makes a section: its lines, from 0, its level, and what a reader sees.

    One that holds a picture only has no words, and is not empty.
    """

    lines: tuple[int, int]
    level: int
    words: str
    markup: str
    is_empty: bool


def finished(text: str, title: str) -> str:
    """A page with one title, whose sections stand in each other.

    :param title: its title, as Markdown, if the text has none.
    """
    text = _settled(text)
    tokens = tokens_of(text)
    edits = Edits(text)
    headings = _headings(tokens)
    has_title = _has_title(headings)
    _levels(tokens, edits, headings, has_title=has_title)
    _single_blanks(tokens, edits)
    made = edits.made().text.strip("\n")
    if closing := _closing(tokens):
        made = f"{made}\n{closing}"
    return f"{made}\n" if has_title else f"# {title}\n\n{made}".rstrip("\n") + "\n"


def _settled(text: str) -> str:
    """A text without tags that have no partner, and without rules at the edge of a section."""
    edits = Edits(text)
    balance(tokens_of(text), edits)
    text = edits.made().text
    tokens = tokens_of(text)
    edits = Edits(text)
    _rules(tokens, edits)
    for token in tokens.tokens:
        if token.type == "hr" and token.level:
            as_html(token, tokens, edits)
    for heading in _headings(tokens):
        if heading.is_empty:
            _blank(tokens, edits, heading.lines)
    return edits.made().text


#: What ends a block of HTML that goes on to the end of the page, by how it begins.
_ENDS = (
    ("<!--", "-->"),
    ("<![cdata[", "]]>"),
    ("<?", "?>"),
    ("<!", ">"),
    *((f"<{name}", f"</{name}>") for name in ("pre", "script", "style", "textarea")),
)


def _closing(tokens: Tokens) -> str:
    """What closes the last block, if nobody did: the menu stands below it."""
    last = next((one for one in reversed(tokens.tokens) if not one.level and one.map), None)
    if last is None or last.map is None:
        return ""
    if last.type == "fence":
        end = tokens.lines[last.map[1] - 1].strip()
        is_closed = last.map[1] - last.map[0] > 1 and not end.strip(last.markup[0])
        return "" if is_closed and len(end) >= len(last.markup) else last.markup
    if last.type == "html_block":
        source = last.content.strip().lower()
        begin = ((start, end) for start, end in _ENDS if source.startswith(start))
        start, end = next(begin, ("", ""))
        return end if end and end not in source[len(start) :] else ""
    return ""


def finished_body(lines: Sequence[str]) -> list[str]:
    """The lines of a directive, as many as before, with as many tags closed as are opened."""
    text = "\n".join(lines)
    if not any(sign in text for sign in "<:") and not any(
        sign in text for sign in ("--", "**", "__", "- -", "* *", "_ _")
    ):
        return list(lines)
    edits = Edits(text)
    balance(tokens_of(text), edits)
    text = edits.made().text
    tokens = tokens_of(text)
    edits = Edits(text)
    for token in tokens.tokens:
        if token.type == "hr":
            as_html(token, tokens, edits)
        elif token.type == "inline" and token.map:
            for number in range(*token.map):
                # It would be read as an option.
                if _OPTION.match(tokens.lines[number]):
                    edits.insert(tokens.starts[number], "\\")
    return edits.made().text.split("\n")


def _headings(tokens: Tokens) -> list[_Heading]:
    found = []
    for number, token in enumerate(tokens.tokens):
        if token.type == "heading_open" and not token.level and token.map:
            inside = tokens.tokens[number + 1]
            words = words_of(inside.children or []).strip()
            lines = (token.map[0], token.map[1])
            is_empty = not inside.content.strip()
            found.append(_Heading(lines, int(token.tag[1]), words, token.markup, is_empty))
    return found


def _has_title(headings: Sequence[_Heading]) -> bool:
    """Whether the first heading is the title of all that follows."""
    if not headings or not headings[0].words:
        return False
    levels = [heading.level for heading in headings]
    if levels[0] > min(levels):
        return False
    if levels.count(levels[0]) == 1:
        return True
    return levels[0] == 1 and role_of(headings[0].words) in _TITLES


def _levels(tokens: Tokens, edits: Edits, headings: Sequence[_Heading], *, has_title: bool) -> None:
    """Give each heading below the title the level that its place among the others asks for."""
    above: list[int] = []
    for number, heading in enumerate(headings):
        level = 1
        if number or not has_title:
            while above and above[-1] >= heading.level:
                above.pop()
            above.append(heading.level)
            level = min(1 + len(above), _DEEPEST)
        if level != heading.level:
            _relevel(tokens, edits, heading, level)


def _relevel(tokens: Tokens, edits: Edits, heading: _Heading, level: int) -> None:
    first, after = heading.lines
    start = tokens.starts[first]
    if heading.markup.startswith("#"):
        line = tokens.lines[first]
        at = start + line.index("#")
        edits.replace(at, at + heading.level, "#" * level)
        return
    lines = tokens.lines[first : after - 1]
    end = tokens.starts[after - 1] + len(tokens.lines[after - 1])
    words = " ".join(line.strip() for line in lines)
    edits.replace(start, end, f"{'#' * level} {words}")


def _rules(tokens: Tokens, edits: Edits) -> None:
    """A rule parts two things of one section; anywhere else Sphinx stops at it."""
    blocks = [
        token
        for token, following in pairwise([*tokens.tokens, None])
        if token
        and not token.level
        and token.nesting >= 0
        and token.type != "definition"
        # A quotation without words leaves nothing.
        and not (token.type == "blockquote_open" and following and following.nesting < 0)
    ]
    before = "heading_open"
    for number, token in enumerate(blocks):
        if token.type == "hr" and token.map:
            after = blocks[number + 1].type if number + 1 < len(blocks) else "heading_open"
            if {before, after} & {"heading_open", "hr"}:
                _blank(tokens, edits, (token.map[0], token.map[1]))
                continue
        before = token.type


def _single_blanks(tokens: Tokens, edits: Edits) -> None:
    """Leave one of several empty lines, but for those in code."""
    code = {
        line
        for token in tokens.tokens
        if token.map and token.type in _VERBATIM
        for line in range(*token.map)
    }
    is_after_blank = False
    for number, line in enumerate(tokens.lines[:-1]):
        is_blank = not line.strip() and number not in code
        if is_blank and is_after_blank:
            edits.replace(tokens.starts[number], tokens.starts[number + 1], "")
        is_after_blank = is_blank


def _blank(tokens: Tokens, edits: Edits, lines: tuple[int, int]) -> None:
    """Leave nothing of some lines."""
    last = lines[1] - 1
    end = tokens.starts[last] + len(tokens.lines[last])
    edits.replace(tokens.starts[lines[0]], end, "")
