"""Names that stand for words: ``{{ name }}`` in Markdown, ``|name|`` in reStructuredText.

MyST and docutils put in the words where they read text. Options hold words that neither of them
reads, so we ask for those here.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst.states import RSTState

from ..titles import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.statemachine import StringList
    from sphinx.util.docutils import SphinxDirective

    from ..faults import Place

    Missing = Callable[[str, Place], None]

_REST = re.compile(r"(?:\\|(?<![\w|]))\|(?![\s|])([^|\n]*[^|\s\\])\|(?![\w|])")
_DEFINED = re.compile(r"\.\.\s+\|([^|\n]+)\|\s+replace::\s*(.*\S)")


class Substitutions:
    """The names that a page knows.

    :param missing: is called with a name that stands for nothing, and its place.
    """

    def __init__(self, directive: SphinxDirective, missing: Missing) -> None:
        self._directive = directive
        self._missing = missing
        self._is_rest = isinstance(directive.state, RSTState)

    def filled(self, words: str, place: Place) -> str:
        """Plain words in place of names; a name that stands for nothing stays."""
        pattern = self._pattern
        if pattern is None:
            return words

        def fill(found: re.Match[str]) -> str:
            if found[0].startswith("\\"):
                return found[0][1:]
            if self._is_rest:
                return self._defined(found[1], place) or found[0]
            return self._rendered(found[0], place) or found[0]

        return pattern.sub(fill, words)

    def checked(self, markup: str, place: Place) -> str:
        """Markdown in which a name that stands for nothing is text."""
        pattern = self._pattern
        if self._is_rest or pattern is None:  # docutils shows such a name by itself
            return markup

        def check(found: re.Match[str]) -> str:
            if found[0].startswith("\\"):
                return found[0]
            known = self._rendered(found[0], place, keep_images=True)
            return found[0] if known else re.sub(r"([^\w\s])", r"\\\1", found[0])

        return pattern.sub(check, markup)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """How names are written on this page, if there are any."""
        if self._is_rest:
            return _REST
        # MyST offers no other way to what it was told for this page.
        config = self._directive.state._renderer.md_config  # type: ignore[attr-defined]
        if "substitution" not in config.enable_extensions:
            return None
        opening, closing = (re.escape(sign * 2) for sign in config.sub_delimiters)
        return re.compile(rf"\\?{opening}.+?{closing}")

    def _rendered(self, written: str, place: Place, *, keep_images: bool = False) -> str:
        """What MyST makes of a name; if nothing, it has given a warning."""
        # MyST counts lines from 0 here.
        children, _messages = self._directive.parse_inline(written, lineno=place.line - 1)
        made = nodes.inline("", "", *children)
        return words_of(made) or ("image" if keep_images and made.next_node(nodes.image) else "")

    # -- reStructuredText

    def _defined(self, name: str, place: Place) -> str:
        """What a name of reStructuredText stands for."""
        words = self._look_up(nodes.fully_normalize_name(name), frozenset())
        if words is None:
            self._missing(name, place)
        return words or ""

    def _look_up(self, name: str, above: frozenset[str]) -> str | None:
        """The words for a name, which may hold names, but none of those ``above``."""
        if name in above:
            return None
        if name in self._known:
            node = self._known[name].deepcopy()
            for inner in list(node.findall(nodes.substitution_reference)):
                words = self._look_up(nodes.fully_normalize_name(inner.astext()), above | {name})
                inner.replace_self(nodes.Text(words or inner.rawsource))
            return words_of(nodes.inline("", "", *node.children))
        if name in self._later:
            return _REST.sub(
                lambda found: (
                    self._look_up(nodes.fully_normalize_name(found[1]), above | {name}) or found[0]
                ),
                self._later[name],
            )
        if name in {"version", "release"}:  # Sphinx's own
            return str(getattr(self._directive.config, name))
        return None

    @property
    def _known(self) -> dict[str, nodes.substitution_definition]:
        """Definitions above the directive, by name in small letters."""
        found = self._directive.state.document.substitution_defs
        return {nodes.fully_normalize_name(name): node for name, node in found.items()}

    @cached_property
    def _later(self) -> dict[str, str]:
        """Definitions of words that stand below the directive, as they are written."""
        lines: StringList | None = self._directive.state_machine.input_lines
        while lines is not None and lines.parent is not None:
            lines = lines.parent
        texts: list[str] = list(lines or ())
        found = map(_DEFINED.fullmatch, texts)
        return {nodes.fully_normalize_name(one[1]): one[2] for one in found if one}
