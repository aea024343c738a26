"""Portfolios written in plain Markdown: what in them is evidence, and what a reflection.

One text goes in, as GitHub reads it; a `PlainPage` comes out. Nothing is invented: what has no
label stays prose, and what cannot be decided is a note.
"""

from __future__ import annotations

from .links import Link, headings_of, links_of, meant, with_addresses
from .page import Line, Note, Passage, PlainEvidence, PlainPage, PlainReflection, Target, Topic, Way
from .reader import read_page
from .segments import Directive, Words, as_lines, as_markdown, segments

__all__ = [
    "Directive",
    "Line",
    "Link",
    "Note",
    "Passage",
    "PlainEvidence",
    "PlainPage",
    "PlainReflection",
    "Target",
    "Topic",
    "Way",
    "Words",
    "as_lines",
    "as_markdown",
    "headings_of",
    "links_of",
    "meant",
    "read_page",
    "segments",
    "with_addresses",
]
