"""The pages of the project: what was read in a text becomes directives, and modules pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...model import is_web_address
from ...reading.plain_markdown.page import Line
from ...reading.plain_markdown.reader import read_page
from ...reading.plain_markdown.segments import Directive, as_markdown, segments
from ...writing.naming import page_name, unlike
from .citations import Citations
from .finish import finished, finished_body
from .layout import HOME
from .sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...leaks import Patterns
    from ...reading.plain_markdown.page import Target
    from .linking import Links
    from .prepare import Prepared
    from .sections import Section


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the project: its name, the page of the source that it comes from, and its text.

    ``lines`` are those of the source, from 1, that it was cut out of; a page that was not cut out
    has none. ``count`` is how many pieces of evidence it holds.
    """

    docname: str
    source: str
    text: str
    count: int = 0
    lines: range = range(0)


@dataclass
class Composer:
    """Makes pages; ``names`` are those of all items that have one, of which no two are the same."""

    links: Links
    patterns: Patterns
    names: set[str] = field(default_factory=set)

    def sheets(
        self, one: Prepared, docname: str, title: str, sections: Sequence[Section] = ()
    ) -> list[Sheet]:
        """The pages that a page of the source becomes: itself, and one for each of some sections.

        :param title: what it is called if it has no heading.
        """
        path, text = one.page.path, one.edited.text
        if not sections:
            return [self._sheet(docname, path, text, title)]
        citations = Citations(text)
        lines = citations.rest.split("\n")
        kept: list[str] = []
        end = 0
        for section in sections:
            kept += [*lines[end : section.lines.start - 1], ""]
            end = section.lines.stop - 1
        kept += lines[end:]
        sheets = [self._sheet(docname, path, citations.cited_in("\n".join(kept), True), title)]
        for name, section in zip(self._docnames(docname, sections), sections, strict=True):
            words = "\n".join(lines[section.lines.start - 1 : section.lines.stop - 1])
            sheet = self._sheet(name, path, citations.cited_in(words), section.words)
            first, last = one.edited.line(section.lines.start), one.edited.line(section.lines[-1])
            sheets.append(replace(sheet, lines=range(first, last + 1)))
        return sheets

    def _docnames(self, docname: str, sections: Sequence[Section]) -> list[str]:
        folder = f"{docname}/" if docname != HOME else ""
        return unlike(f"{folder}{page_name(one.words, self.patterns)}" for one in sections)

    def _sheet(self, docname: str, source: str, text: str, title: str) -> Sheet:
        """One page, with directives in place of what was found."""
        page = read_page(text)
        pieces = [
            replace(piece, body=_settled(piece.body)) if isinstance(piece, Directive) else piece
            for piece in segments(page, text, self._option_of, self._name_of)
        ]
        return Sheet(docname, source, finished(as_markdown(pieces), title), len(page.evidence))

    def _option_of(self, target: Target) -> tuple[str, str] | None:
        """The option for the target of an evidence; a page stays a link in its text."""
        if path := self.links.file_of(target.written):
            return "file", f"/{path}"
        return ("url", target.written) if is_web_address(target.written) else None

    def _name_of(self, name: str) -> str:
        made, number = name, 2
        while made in self.names:
            made, number = f"{name}-{number}", number + 1
        self.names.add(made)
        return made


def modules_of(one: Prepared) -> list[Section]:
    """The sections of a page that can be pages of their own."""
    return [] if one.page.has_directives else sections_of(one.edited, one.plain)


def _settled(body: tuple[Line, ...]) -> tuple[Line, ...]:
    """The text of a directive, with no empty lines around it."""
    texts = finished_body([line.text for line in body])
    lines = [Line(text, line.number) for text, line in zip(texts, body, strict=True)]
    said = [number for number, line in enumerate(lines) if line.text.strip()]
    return tuple(lines[said[0] : said[-1] + 1]) if said else ()
