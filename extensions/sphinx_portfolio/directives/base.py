"""What all directives share: the way from the lines of a page to reading, and on to nodes."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective
from sphinx.util.i18n import get_image_filename_for_language, search_image_for_language
from sphinx.util.parsing import nested_parse_to_nodes

from .. import nodes as pf
from ..domain import portfolio
from ..names import anchor_for
from ..reading.context import Context
from ..warnings import WarningType, report, warn
from .source import source_of
from .substitutions import Substitutions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..faults import Place
    from ..reading.items import Draft
    from ..reading.settings import Settings
    from .source import Source


# Words that are just words in Markdown and in reStructuredText; most titles need no parser.
_PLAIN_WORDS = re.compile(r"[^\W_]+(?:,? [^\W_]+)*")


class PortfolioDirective(SphinxDirective):
    """Base class: an optional title, and lines that `reading` tells apart."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    #: None gives us every line as it is written; see `source`.
    option_spec: ClassVar[None] = None

    @property
    def settings(self) -> Settings:
        """The validated configuration."""
        return portfolio(self.env).settings

    @cached_property
    def source(self) -> Source:
        """The lines of the directive."""
        return source_of(self)

    @cached_property
    def context(self) -> Context:
        """What reading has to know of the page."""
        return Context(
            directive=self.name,
            docname=self.env.current_document.docname,
            srcdir=Path(self.env.srcdir),
            settings=self.settings,
            suffixes=tuple(self.config.source_suffix),
            fill=self.substitutions.filled,
            localised=self._localised,
            title=self.source.title,
        )

    def _localised(self, path: str) -> str:
        """The file that stands for another in the reader's language, if there is one."""
        here = f"/{path}"
        other = get_image_filename_for_language(here, self.env)
        if other.startswith("/"):  # seen from the source folder, where asking costs less
            return (other if Path(self.env.srcdir, other[1:]).exists() else here).lstrip("/")
        return search_image_for_language(here, self.env).lstrip("/")

    @cached_property
    def substitutions(self) -> Substitutions:
        """The names that stand for words."""
        return Substitutions(self, self._warn_of_name)

    def _warn_of_name(self, name: str, place: Place) -> None:
        warn(
            WarningType.UNKNOWN_SUBSTITUTION,
            f"nothing says what '|{name}|' stands for. It is shown as it is written.",
            place,
        )

    def warn(self, kind: WarningType, message: str) -> None:
        """Give a warning at the line of the directive."""
        warn(kind, message, self.source.place(-1))

    def finish(self, draft: Draft) -> None:
        """Give the warnings about a draft, and note the files that were looked at."""
        # A link in plain Markdown has no place for alternative text.
        silent = {WarningType.MISSING_ALT} if self.source.is_made else set()
        report(fault for fault in draft.faults if fault.type not in silent)
        for path in self.context.files:
            self.env.note_dependency(path)

    def parse(self, draft: Draft, *, headings: bool = False) -> list[nodes.Node]:
        """The text of a draft as nodes.

        :param headings: whether headings may stand in it; Markdown makes rubrics of them, and
            reStructuredText sections.
        """
        content, offset = self.source.content(draft.text, draft.start)
        return nested_parse_to_nodes(
            self.state,
            content,
            offset=offset,
            allow_section_headings=headings and isinstance(self.state, RSTState),
        )

    def parse_words(self, words: str, place: Place | None = None) -> list[nodes.Node]:
        """Words with markup as nodes."""
        if _PLAIN_WORDS.fullmatch(words):
            return [nodes.Text(words)]
        words = self.substitutions.checked(words, place or self.source.place(-1))
        children, messages = self.parse_inline(words, lineno=place.line if place else self.lineno)
        return [*children, *messages]

    def anchor(self, name: str, kind: str) -> str:
        """An id that is free on this page: the name, else the name with its kind or a number."""
        taken = self.state.document.ids
        wanted = anchor_for(name, kind)
        anchor, number = wanted, 1
        while anchor in taken:
            anchor = f"{kind}-{wanted}" if number == 1 else f"{kind}-{wanted}-{number}"
            number += 1
        return anchor

    def at(self, node: nodes.Element, place: Place | None = None) -> None:
        """Give a node a source and line, so that warnings about it say where."""
        self.set_source_info(node)
        if place:
            node.source, node.line = place.file, place.line


def facts_of(unusable: dict[str, str]) -> Iterable[pf.fact]:
    """Options that cannot be used, as they were written, so that no word is lost."""
    return (pf.fact_of("unknown", o, pf.exactly(words)) for o, words in unusable.items())
