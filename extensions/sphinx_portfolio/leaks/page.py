"""A page that is looked through, and what finders find in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .plain import Plain, plain
from .regions import Spans, addresses, code_of, comments

if TYPE_CHECKING:
    from .kinds import LeakKind, Patterns


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, and its span in the plain text."""

    kind: LeakKind
    start: int
    end: int


class Page:
    """A text with its parts; ``text`` is plain (see `plain`)."""

    def __init__(self, source: str, patterns: Patterns, *, is_code: bool = False) -> None:
        self.plain: Plain = plain(source)
        self.text = self.plain.text
        self.patterns = patterns
        self._is_code = is_code

    @cached_property
    def lower(self) -> str:
        """The text in small letters, each at its place."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text

    def has(self, *words: str) -> bool:
        """Whether one of some words in small letters is there: cheaper than a pattern."""
        return any(word in self.lower for word in words)

    @cached_property
    def code(self) -> Spans:
        """Where code is."""
        return Spans([(0, len(self.text))]) if self._is_code else code_of(self.text)

    @cached_property
    def addresses(self) -> Spans:
        """Where addresses of the web are."""
        return addresses(self.text)

    @cached_property
    def comments(self) -> Spans:
        """Where comments are."""
        return comments(self.text)

    @cached_property
    def source_code(self) -> Spans:
        """Where code is in the source."""
        return code_of(self.plain.source)

    @cached_property
    def source_comments(self) -> Spans:
        """Where comments are in the source."""
        return comments(self.plain.source)

    def is_comment(self, position: int) -> bool:
        """Whether this is in a comment."""
        return position in self.comments and position not in self.code
