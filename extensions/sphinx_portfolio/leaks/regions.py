"""Parts of a page in Markdown or reStructuredText that are read in another way: code, comments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_FENCE = re.compile(r"^[ \t>]{0,40}(`{3,}|~{3,}|:{3,})[ \t]*([^\n]*)$", re.MULTILINE)
# Directives in directives, at most.
_DEPTH = 6
_DIRECTIVE = re.compile(r"\{([\w:.-]+)\}")
#: Directives whose text is code; that of others is text like any other.
_CODE = frozenset(
    ("code", "code-block", "code-cell", "sourcecode", "literalinclude", "parsed-literal", "prompt",
     "doctest", "testcode", "testoutput", "math", "mermaid", "graphviz", "plantuml", "ipython",
     "jupyter-execute", "highlight")
)  # fmt: skip
# What a literal block of reStructuredText follows.
_LITERAL = re.compile(
    r"^[ \t]{0,40}\.\.[ ](?:code|code-block|sourcecode|parsed-literal)::[^\n]{0,200}\n"
    r"|(?<!:)::[ \t\r]{0,20}\n",
    re.MULTILINE,
)
_LINE = re.compile(r"([ \t]*)([^\n]*)(?:\n|\Z)")
_TICKS = re.compile(r"`+")
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n")
_HTML_CODE = re.compile(r"<(pre|code|kbd|samp)\b", re.IGNORECASE)
_MYST_COMMENT = re.compile(r"^[ \t]{0,3}(?:%|\+\+\+)[^\n]*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'`|]+|data:[\w/+.-]+;base64,[\w+/=]+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: what stands in it, and its first line, from 1."""

    text: str
    line: int


class Spans:
    """Spans of a text that do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]


def html_comments(text: str) -> list[Comment]:
    """The comments of HTML in a page (``<!-- … -->``), but for those in code."""
    return _comments(text, _html(text))


def myst_comments(text: str) -> list[Comment]:
    """The comments of MyST in a page (``% …``) and its breaks (``+++ …``), but for code."""
    return _comments(text, _myst(text))


def comments(text: str) -> Spans:
    """Where comments of both kinds are."""
    return Spans([*_html(text), *_myst(text)])


def _comments(text: str, spans: Iterator[Span]) -> list[Comment]:
    found, line, position = [], 1, 0
    code = code_of(text)
    lines = re.compile(r"\r\n|\r|\n")
    for start, end in spans:
        if start not in code:
            line += len(lines.findall(text, position, start))
            position = start
            found.append(Comment(text[start:end], line))
    return found


def _html(text: str) -> Iterator[Span]:
    end = 0
    while (start := text.find("<!--", end)) >= 0:
        end = text.find("-->", start + 4)
        end = len(text) if end < 0 else end + 3
        yield start, end


def _myst(text: str) -> Iterator[Span]:
    yield from (found.span() for found in _MYST_COMMENT.finditer(text))


def addresses(text: str) -> Spans:
    """Where addresses of the web are, and data that are written as one."""
    return Spans(found.span() for found in _ADDRESS.finditer(text))


def code_of(text: str) -> Spans:
    """Where code is: in blocks, in lines, and between tags of HTML."""
    blocks = Spans([*_fenced(text), *_literal(text)])
    return Spans([*_spans_of(blocks), *_inline(text, blocks), *_between_tags(text)])


def _spans_of(spans: Spans) -> Iterator[Span]:
    yield from zip(spans._starts, spans._ends, strict=True)


def _fenced(text: str) -> Iterator[Span]:
    """Code between fences; a directive whose text is no code may hold such blocks."""
    open_directives: list[str] = []
    fence, start = "", 0
    for found in _FENCE.finditer(text):
        marks, info = found[1], found[2].strip()
        if fence:
            if _closes(marks, info, fence):
                yield start, found.end()
                fence = ""
        elif not info:
            depth = len(open_directives)
            for inner in range(depth - 1, max(depth - _DEPTH, 0) - 1, -1):
                if _closes(marks, info, open_directives[inner]):
                    del open_directives[inner:]
                    break
            else:
                if marks[0] != ":":
                    fence, start = marks, found.start()
        elif (directive := _DIRECTIVE.match(info)) and directive[1] not in _CODE:
            open_directives.append(marks)
        elif directive or marks[0] != ":":
            if marks[0] == "`" and "`" in info:
                continue  # code in a line
            fence, start = marks, found.start()
    if fence:
        yield start, len(text)


def _closes(marks: str, info: str, fence: str) -> bool:
    return not info and marks[0] == fence[0] and len(marks) >= len(fence)


def _literal(text: str) -> Iterator[Span]:
    """Literal blocks of reStructuredText: all lines that are indented more than the first."""
    end = 0
    for found in _LITERAL.finditer(text) if "::" in text else ():
        if found.start() < end:
            continue
        end = position = found.end()
        start = text.rfind("\n", 0, found.end() - 1) + 1
        first = _LINE.match(text, start)
        indent = len(first[1]) if first else 0
        while position < len(text) and (line := _LINE.match(text, position)):
            if line[2].strip() and len(line[1]) <= indent:
                break
            position = line.end()
            if line[2].strip():
                end = position
        if end > found.end():
            yield found.end(), end


def _inline(text: str, blocks: Spans) -> Iterator[Span]:
    """Code in a line: from some backticks to the next that are as many, in one paragraph."""
    fences = Spans(found.span(1) for found in _FENCE.finditer(text) if "`" not in found[2])
    ticks = [
        found.span()
        for found in _TICKS.finditer(text)
        if found.start() not in blocks and found.start() not in fences
    ]
    ends = [found.start() for found in _PARAGRAPH_END.finditer(text)] if ticks else []
    partners: list[int] = [0] * len(ticks)
    last: dict[int, int] = {}
    for number in range(len(ticks) - 1, -1, -1):
        length = ticks[number][1] - ticks[number][0]
        partners[number] = last.get(length, -1)
        last[length] = number
    number = 0
    while number < len(ticks):
        partner = partners[number]
        start = ticks[number][0]
        if partner >= 0 and bisect_left(ends, start) == bisect_left(ends, ticks[partner][0]):
            yield start, ticks[partner][1]
            number = partner
        number += 1


def _between_tags(text: str) -> Iterator[Span]:
    end = 0
    for found in _HTML_CODE.finditer(text):
        if found.start() < end:
            continue
        end = text.find(f"</{found[1]}", found.end())
        if end < 0:
            return
        yield found.start(), end
