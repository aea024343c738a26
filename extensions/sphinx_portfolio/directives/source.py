"""The lines of a directive with their places, the same from Markdown and from reStructuredText.

A directive without an ``option_spec`` gets all of its lines: from MyST as its content, from
docutils the first ones as its argument.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList

from ..faults import Place
from ..reading.option_lines import starts_with_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.util.docutils import SphinxDirective


#: Under what a page that is read without directives keeps its `MadeLines`.
LINES = "portfolio_lines"


@dataclass
class MadeLines:
    """The lines of directives that no person wrote: they stand elsewhere in the file of the page.

    ``numbers`` are, by the number of the first line of a directive, those of the lines below it.
    ``next_text`` are those of a text that is about to be parsed.
    """

    numbers: dict[int, tuple[int, ...]] = field(default_factory=dict)
    next_text: tuple[int, ...] = ()

    def take_text(self) -> tuple[int, ...]:
        """The numbers for the text at hand; nothing if it knows its own."""
        taken, self.next_text = self.next_text, ()
        return taken


class Source(Protocol):
    """The title of a directive, and the lines below its first one."""

    title: str
    lines: list[str]
    #: Whether no person wrote it, but a reader of pages without directives.
    is_made: bool

    def place(self, index: int) -> Place:
        """Where a line stands; the index -1 is the first line of the directive."""

    def content(self, text: Sequence[str], start: int) -> tuple[StringList, int]:
        """Lines of text from the one with the index ``start`` on, ready to be parsed.

        :returns: the lines, and how far below the directive, or the page, they begin.
        """


def source_of(directive: SphinxDirective) -> Source:
    """The lines of a directive."""
    is_rest = isinstance(directive.state, RSTState)
    return _Rest(directive) if is_rest else _Markdown(directive)


class _Markdown:
    """A fence: its lines follow each other in one file, unless its page has none."""

    def __init__(self, directive: SphinxDirective) -> None:
        self.title = directive.arguments[0].strip() if directive.arguments else ""
        # MyST leaves out an empty first line, and counts it.
        self.lines = [*[""] * directive.content_offset, *directive.content]
        self._file, self._first = directive.get_source_info()
        self._made: MadeLines = directive.env.current_document.get(LINES) or MadeLines()
        self._numbers = self._made.numbers.get(self._first, ())
        self.is_made = self._first in self._made.numbers

    def place(self, index: int) -> Place:
        return Place(self._file, self._number(index))

    def _number(self, index: int) -> int:
        is_elsewhere = 0 <= index < len(self._numbers)
        return self._numbers[index] if is_elsewhere else self._first + 1 + index

    def content(self, text: Sequence[str], start: int) -> tuple[StringList, int]:
        if self.is_made:
            lines = range(start, start + len(text))
            self._made.next_text = tuple(map(self._number, lines))
            start = -self._first
        return StringList(list(text), self._file), start


class _Line(NamedTuple):
    text: str
    file: str
    number: int  # from 0, as docutils counts
    offset: int


class _Rest:
    """A directive of reStructuredText, whose lines may come from several files."""

    is_made = False

    def __init__(self, directive: SphinxDirective) -> None:
        self._file, self._first = directive.get_source_info()
        self.title, above = self._argument(directive)
        content = directive.content
        below = [
            _Line(text, file, number, directive.content_offset + n)
            for n, (text, (file, number)) in enumerate(zip(content, content.items, strict=True))
        ]
        if below:  # the empty line that ended the argument
            above.append(below[0]._replace(text="", number=below[0].number - 1))
        self._lines = [*above, *below]
        self.lines = [line.text for line in self._lines]

    def _argument(self, directive: SphinxDirective) -> tuple[str, list[_Line]]:
        """The title, and the lines of options that docutils takes for the rest of it."""
        lines = directive.arguments[0].split("\n") if directive.arguments else []
        head = directive.block_text.partition("\n")[0].partition("::")[2]
        first = directive.lineno + (0 if head.strip() else 1)
        is_role = bool(lines and head.strip() and starts_with_role(lines[0]))
        title = next(
            (n for n, text in enumerate(lines) if _is_no_title(text) and (n or not is_role)),
            len(lines),
        )
        found = [
            (text, *directive.state_machine.get_source_and_line(first + n), first + n - 1)
            for n, text in enumerate(lines)
        ]
        above = [
            _Line(text, file or self._file, (number or self._first) - 1, offset)
            for text, file, number, offset in found[title:]
        ]
        return " ".join(text.strip() for text in lines[:title]), above

    def place(self, index: int) -> Place:
        file, number = self._file, self._first
        if index >= 0:
            file, number = self._lines[index].file, self._lines[index].number + 1
        # docutils names an included file as it is seen from where the build was started.
        path = os.path.abspath(file) if file else ""  # noqa: PTH100 - it takes ".." out
        return Place(path, number)

    def content(self, text: Sequence[str], start: int) -> tuple[StringList, int]:
        lines = self._lines[start : start + len(text)]
        items = [(line.file, line.number) for line in lines]
        return StringList(list(text), items=items), lines[0].offset if lines else 0


def _is_no_title(line: str) -> bool:
    """Whether options start at a line of what docutils takes for the title."""
    return line.startswith((":", "：")) or line.rstrip() == "---"
