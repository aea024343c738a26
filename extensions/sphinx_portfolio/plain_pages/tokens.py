"""What the tokens of a plain page need before MyST makes nodes of them: original lines and levels.

The text that MyST reads has directives in place of what was found, so its lines are others than
those of the file. All places in a page come from its tokens, so they are set right there, once.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from markdown_it.token import Token

from ..directives.source import MadeLines

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from markdown_it.rules_core import StateCore

# What is not separated from what follows.
_NOTHING = frozenset({"front_matter", "heading_close", "hr"})
# Lower than any heading.
_TITLE = "h0"


class OriginalPlaces:
    """A rule of markdown-it: after blocks are found, before what is in them.

    ``lines`` has those of each directive that was put into the text.
    """

    def __init__(self, numbers: Sequence[int], made: Container[int], title: str) -> None:
        """Note what is known of the page.

        :param numbers: of the original line, from 1, for each line of the text.
        :param made: those of the first lines of directives that were put there.
        :param title: for a page that does not begin under a heading; nothing if it needs none.
        """
        self._numbers = numbers
        self._made = made
        self._title = title
        self._is_done = False
        self.lines = MadeLines()

    def __call__(self, state: StateCore) -> None:
        """Change the tokens of the page, or of a text in it."""
        if state.inlineMode:
            return
        state.tokens = [*_with_bodies(state.tokens)]
        if self._is_done:
            self._read_text(state)
        else:
            self._is_done = True
            self._read_page(state)

    def _read_text(self, state: StateCore) -> None:
        """Change what a directive holds; in one that a person wrote, the places are right."""
        state.tokens = [token for token in state.tokens if token.type != "hr"]
        if numbers := self.lines.take_text():
            for token in state.tokens:
                token.map = _original(token.map, numbers)

    def _read_page(self, state: StateCore) -> None:
        for token in state.tokens:
            self._note_directive(token)
            token.map = _original(token.map, self._numbers)
        for reference in state.env.get("duplicate_refs", []):
            reference["map"] = _original(reference["map"], self._numbers)
        wants_title = bool(self._title) and not _begins_under_heading(state.tokens)
        _level_headings(state.tokens, above=_TITLE if wants_title else "")
        if wants_title:
            # What is said of the page stands before all that it says.
            at = 1 if state.tokens and state.tokens[0].type == "front_matter" else 0
            state.tokens[at:at] = _heading(self._title)
        state.tokens = _without_idle_rules(state.tokens)

    def _note_directive(self, token: Token) -> None:
        if _is_directive(token) and token.map:
            first, *rest = self._numbers[slice(*token.map)]
            if first in self._made:
                self.lines.numbers[first] = tuple(rest)


def _original(lines: list[int] | None, numbers: Sequence[int]) -> list[int] | None:
    """The first line, and the one after the last, in the file; both count from 0."""
    if not lines:
        return None
    start, end = (min(line, len(numbers) - 1) for line in (lines[0], max(lines[0], lines[1] - 1)))
    return [numbers[start] - 1, numbers[end]]


def _is_directive(token: Token) -> bool:
    return token.info.lstrip().startswith("{")


def _begins_under_heading(tokens: Iterable[Token]) -> bool:
    """Whether a heading stands above all directives."""
    above = takewhile(lambda token: not _is_directive(token), tokens)
    return next(_headings(above), None) is not None


def _level_headings(tokens: Iterable[Token], above: str) -> None:
    """Let each heading be at most one level below the one before it, as MyST wants it."""
    levels = [above] if above else []
    for opening, closing in _headings(tokens):
        written = opening.tag
        levels = [*(tag for tag in levels if tag < written), written]
        opening.tag = closing.tag = f"h{len(levels)}"


def _with_bodies(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens with a body for each table, since Sphinx prints none that has only a head.

    No issue about it was known in 2026; this can go when LaTeX's builder looks before it takes one.
    """
    before = ""
    for token in tokens:
        if token.type == "table_close" and before == "thead_close":
            yield Token("tbody_open", "tbody", 1)
            yield Token("tbody_close", "tbody", -1)
        before = token.type
        yield token


def _without_idle_rules(tokens: Iterable[Token]) -> list[Token]:
    """The tokens without lines across the page that separate nothing, which docutils warns of."""
    kept: list[Token] = []
    for token in tokens:
        if token.type != "hr" or (not token.level and kept and kept[-1].type not in _NOTHING):
            kept.append(token)
    while kept and kept[-1].type == "hr":
        kept.pop()
    return kept


def _headings(tokens: Iterable[Token]) -> Iterator[tuple[Token, Token]]:
    """The headings that are in nothing else, each by its first and its last token."""
    opening = None
    for token in tokens:
        if token.type == "heading_open" and not token.level:
            opening = token
        elif token.type == "heading_close" and opening is not None:
            yield opening, token
            opening = None


def _heading(title: str) -> list[Token]:
    inside = Token("inline", "", 0, content=title, map=[0, 1], level=1, children=[], block=True)
    return [
        Token("heading_open", "h1", 1, markup="#", map=[0, 1], block=True),
        inside,
        Token("heading_close", "h1", -1, markup="#", block=True),
    ]
