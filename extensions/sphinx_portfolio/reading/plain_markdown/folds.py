"""What readers can fold away: ``<details>`` with a ``<summary>``, and Markdown between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..account.html_pieces import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..account.html_pieces import Token
    from .survey import Block, Survey

_NAMES = frozenset({"details", "summary"})
_LOOKS = re.compile(r"<(?:details|summary)\b|</details", re.IGNORECASE)


@dataclass(slots=True)
class Fold:
    """Its title, with the line of it; what stands in it, from ``start`` up to ``end``.

    All lines count from 0; those from ``end`` up to ``stop`` hold what closes it.
    """

    words: str = ""
    line: int = 0
    start: int = 0
    end: int = 0
    stop: int = 0


def folds_of(survey: Survey) -> list[Fold]:
    """The folds that hold Markdown, in the order of their ends."""
    found: list[Fold] = []
    opened: list[Fold] = []
    for block in survey.blocks:
        if block.kind == "html" and _LOOKS.search(block.tokens[0].content):
            _look(block, opened, found)
    for fold in opened:  # nobody closed them
        fold.end = fold.stop = len(survey.lines)
        found.append(fold)
    return [fold for fold in found if fold.line < fold.start < fold.end]


def _look(block: Block, opened: list[Fold], found: list[Fold]) -> None:
    in_title = False
    for line, token in _by_line(block):
        if token.name not in _NAMES:
            if in_title and opened and not token.name:
                opened[-1].words = f"{opened[-1].words} {token.text}".strip()
        elif token.name == "summary":
            in_title = not token.closes
            if in_title and opened:
                opened[-1].line = line
        elif not token.closes:
            opened.append(Fold(line=line, start=block.lines.stop))
        elif opened:
            fold = opened.pop()
            fold.end, fold.stop = line, block.lines.stop
            if fold.start <= block.lines.start:
                found.append(fold)


def _by_line(block: Block) -> Iterator[tuple[int, Token]]:
    line = block.lines.start
    for token in tokens_of(block.tokens[0].content):
        yield line, token
        line += token.text.count("\n")
