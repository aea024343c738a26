"""What people mean, where Markdown takes it for something else, as Markdown that says it.

A heading that lacks its blank, text that is code only because it is indented, and a label below a
list or quotation, which goes on in it without an empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from .headings import headings_in
from .page import Line, PlainEvidence, PlainPage, PlainReflection
from .tokens import lines_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from .tokens import Tokens

# A text above a line of hyphens is a heading to Markdown, but a sentence is none to people.
_HEADING_LINES = 2
_SENTENCE = re.compile(r"[.!?…][\"”’)*_]*\s*\Z")
_TIMES = 3
_Item = TypeVar("_Item", PlainEvidence, PlainReflection)
# What is meant as text begins in bold, or is a link, a picture, a heading or a tag.
_TEXT = re.compile(
    r"[ \t]*(?:[-*+] )?(?:\*\*|__|!?\[[^\[\]]*\][ ]?\(|#{1,6} |<(?:img|a|video)\b|https?://)"
)
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|>)(?:[ \t]|$)|[ \t]*>")


@dataclass(frozen=True, slots=True)
class Mended:
    """The tokens of a text that was mended, and for each line, from 0, the one it comes from."""

    tokens: Tokens
    numbers: Sequence[int]

    def page(self, page: PlainPage) -> PlainPage:
        """What was found, with the numbers of the lines as they were."""
        return replace(
            page,
            evidence=tuple(
                replace(
                    self._item(item),
                    targets=tuple(replace(t, line=self._of(t.line)) for t in item.targets),
                )
                for item in page.evidence
            ),
            reflections=tuple(map(self._item, page.reflections)),
            passages=tuple(replace(one, lines=self._lines(one.lines)) for one in page.passages),
            notes=tuple(replace(note, line=self._of(note.line)) for note in page.notes),
        )

    def _item(self, item: _Item) -> _Item:
        body = tuple(Line(line.text, self._of(line.number)) for line in item.body)
        lines = self._lines(item.lines)
        return replace(item, line=lines.start, lines=lines, body=body)

    def _lines(self, lines: range) -> range:
        return range(self._of(lines.start), self._of(lines.stop - 1) + 1)

    def _of(self, number: int) -> int:
        return self.numbers[min(number, len(self.numbers)) - 1] + 1


def mend(text: str) -> Mended:
    """Read a text as it is meant."""
    tokens = tokens_of(text)
    numbers: Sequence[int] = range(len(tokens.lines))
    # What is mended may show what else is wrong.
    for _time in range(_TIMES):
        changed, apart = dict(_changed(tokens)), set(_apart(tokens))
        if not changed and not apart:
            break
        lines: list[str] = []
        sources: list[int] = []
        for number, line in enumerate(tokens.lines):
            if number in apart:
                lines.append("")
                sources.append(numbers[number])
            lines.append(changed.get(number, line))
            sources.append(numbers[number])
        tokens, numbers = tokens_of("\n".join(lines)), sources
    return Mended(tokens, numbers)


def _changed(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Lines that are written otherwise: a heading with its blank, a text without indentation."""
    for heading in headings_in(tokens):
        if heading.level and not heading.is_real:
            line = tokens.lines[heading.lines.start].lstrip(" ")
            yield heading.lines.start, f"{'#' * heading.level} {line[heading.level :]}"
    for token in tokens.tokens:
        if token.type == "code_block" and token.level == 0 and token.map:
            for number in range(*token.map):
                line = tokens.lines[number]
                if not _TEXT.match(line) and line.strip():
                    break
                yield number, line.strip()


def _apart(tokens: Tokens) -> Iterator[int]:
    """Lines that need an empty one above them, so as not to belong to what is there."""
    for token in tokens.tokens:
        if token.type == "inline" and token.level > 1 and token.map:
            yield from _lazy_labels(token, tokens.lines)
        elif token.type == "heading_open" and token.markup == "-" and token.map:
            words = tokens.lines[token.map[1] - 2]
            is_text = token.map[1] - token.map[0] > _HEADING_LINES or _SENTENCE.search(words)
            if token.level == 0 and is_text:
                yield token.map[1] - 1


def _lazy_labels(token: Token, lines: Sequence[str]) -> Iterator[int]:
    """Lines in bold that only go on in a list or quotation because no empty line is above them."""
    assert token.map
    for above, line in lines_of(token):
        number = token.map[0] + above
        source = lines[number] if number < len(lines) else ""
        is_lazy = above and not source.startswith((" ", "\t")) and not _MARKER.match(source)
        is_bold = source.startswith(("**", "__")) or (line and line[0].type == "strong_open")
        if is_lazy and is_bold:
            yield number
