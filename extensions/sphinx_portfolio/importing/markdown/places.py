"""The headings of finished pages: where a link to a heading of the source leads now."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...reading.plain_markdown.headings import anchor_of
from ...reading.plain_markdown.tokens import tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...reading.plain_markdown.headings import Heading

# What MyST leaves out of the anchor of a heading; GitHub keeps what chooses the look of an emoji.
_NOT_IN_ANCHOR = re.compile(r"[^\w\u4e00-\u9fff\- ]")
#: Directives in directives, at most.
_DEEPEST = 3


def headings_of_page(text: str) -> list[tuple[str, str]]:
    """The words of the headings of a page, each with the anchor that MyST gives it.

    Headings in our directives count, since they have anchors, too; their words are empty here.
    """
    found: list[tuple[str, str]] = []
    taken: dict[str, int] = {}
    for words, shown, depth in _headings(text, 0):
        name = anchor = _NOT_IN_ANCHOR.sub("", shown.lower().replace(" ", "-"))
        while anchor in taken:
            anchor = f"{name}-{taken[name]}"
            taken[name] += 1
        taken[anchor] = 1
        found.append(("" if depth else words, anchor))
    return found


def top_of(headings: Sequence[tuple[str, str]]) -> str:
    """The anchor of the title of a page, of its `headings_of_page`."""
    return next((anchor for words, anchor in headings if words), "")


def _headings(text: str, depth: int) -> Iterator[tuple[str, str, int]]:
    """The headings: their words, what counts of them for the anchor, and how deep they stand."""
    tokens = tokens_of(text).tokens
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            children = tokens[number + 1].children or []
            counted = (one.content for one in children if one.type in {"text", "code_inline"})
            yield words_of(children).strip(), "".join(counted), depth
        elif token.type == "fence" and token.info.startswith("{") and depth < _DEEPEST:
            yield from _headings(token.content, depth + 1)


@dataclass
class _Page:
    """A page of the project on the way: its headings, by their words, and where it has come to."""

    docname: str
    headings: Sequence[tuple[str, str]]
    at: int = 0
    places: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (words, _) in enumerate(self.headings):
            if words:
                self.places.setdefault(anchor_of(words), []).append(number)

    def next(self, words: str) -> str:
        """The anchor of the next heading of some words; nothing if it is gone."""
        same = self.places.get(anchor_of(words), [])
        number = bisect_left(same, self.at)
        if number == len(same):
            return ""
        self.at = same[number] + 1
        return self.headings[same[number]][1]


def anchors_now(
    headings: Sequence[Heading], pages: Sequence[tuple[str, range, Sequence[tuple[str, str]]]]
) -> Mapping[str, tuple[str, str]]:
    """For each anchor of a page of the source, the page of the project and the anchor in there.

    Some headings have become the title of an item, and are gone. A link to one of these leads to
    the heading before it.

    :param pages: the pages that were made of it: the lines of the source, from 1, that each was
        cut out of, and its `headings_of_page`. The first one has the rest.
    """
    found: dict[str, tuple[str, str]] = {}
    made = [(lines, _Page(docname, now)) for docname, lines, now in pages]
    starts = [lines.start for lines, _ in made[1:]]
    here = ("", "")
    for heading in headings:
        line = heading.lines.start + 1
        number = bisect_right(starts, line)
        lines, page = made[number]
        page = page if line in lines else made[0][1]
        anchor = page.next(heading.words) if heading.level and heading.words else ""
        if anchor or here[0] != page.docname:
            here = (page.docname, anchor)
        for form in (heading.anchor, plain_anchor(heading.anchor)):
            found.setdefault(form, here)
    return found


def plain_anchor(anchor: str) -> str:
    """An anchor as people write it who do not see what chooses the look of an emoji."""
    return _NOT_IN_ANCHOR.sub("", anchor.lower()).strip("-")
