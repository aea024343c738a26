"""How much of what is in the portfolios of the corpus was found, and how much of that is right."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token
    from plain_repository import Expected, ExpectedReflection
    from sphinx_portfolio.reading.plain_markdown import PlainPage, PlainReflection

#: Parts are the same if so much of their words is.
ENOUGH = 0.9

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@cache
def words(markdown: str) -> Counter[str]:
    """Count the words that a reader sees, without marks, addresses and names of pictures."""
    seen = " ".join(_texts(_MARKDOWN.parse(markdown)))
    return Counter(re.findall(r"\w+", seen.casefold()))


def _texts(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type.startswith("html_"):
            yield html.unescape(re.sub(r"<[^<>]*>", " ", token.content))
        elif token.type in {"text", "text_special", "code_inline", "code_block", "fence"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type != "image":
            # Letters of one word can stand in several tokens, as in **S**ituation.
            yield "".join(_texts(token.children or ()))


def alike(one: str, other: str) -> bool:
    """Whether two texts have nearly the same words, however often each of them occurs."""
    first, second = words(one), words(other)
    both = (first & second).total() * 2
    return both >= ENOUGH * (first.total() + second.total())


@dataclass(slots=True)
class Tally:
    """How many were expected, and found; how many of either are right; and what is not."""

    expected: int = 0
    recalled: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.recalled / (self.expected or 1)

    @property
    def precision(self) -> float:
        return self.right / (self.found or 1)

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.1%} ({self.recalled} of {self.expected}), "
            f"precision {self.precision:.1%} ({self.right} of {self.found})"
        )


@dataclass(slots=True)
class Measure:
    """Parts of reflections and targets of evidence over many pages; titles are a matter of taste.

    An item without targets is found if something without targets, or a note, stands there.
    """

    parts: Tally = field(default_factory=Tally)
    targets: Tally = field(default_factory=Tally)
    models: Tally = field(default_factory=Tally)
    titles: Tally = field(default_factory=Tally)

    def add(self, where: str, text: str, expected: Expected, found: PlainPage) -> None:
        """Compare what was found in one page with what is in it."""
        self._parts(where, expected.reflections, found.reflections)
        self._targets(where, text, expected, found)
        self._titles(where, expected, found)

    def _parts(
        self,
        where: str,
        expected: Sequence[ExpectedReflection],
        found: Sequence[PlainReflection],
    ) -> None:
        pairs = _pairs(expected, found)
        for number, wanted in enumerate(expected):
            if not wanted.optional:
                self._block(where, wanted, found[pairs[number]] if number in pairs else None)
        partners = {place: expected[number] for number, place in pairs.items()}
        for place, block in enumerate(found):
            partner = partners.get(place)
            if partner is None or not partner.optional:
                self._found(where, block, partner)

    def _block(self, where: str, wanted: ExpectedReflection, block: PlainReflection | None) -> None:
        right = _same(wanted, block) if block else set()
        self.parts.expected += len(wanted.parts)
        self.parts.recalled += len(right)
        for name in wanted.parts.keys() - right:
            got = block.parts.get(name) if block else "no such block"
            self.parts.wrong.append(
                f"{where}: {name} should be {wanted.parts[name]!r}, found {got!r}"
                + (f", line {block.line}" if block else "")
            )
        if block:
            self.models.expected += 1
            self.models.recalled += block.model == wanted.model
            if block.model != wanted.model:
                self.models.wrong.append(f"{where}:{block.line}: {block.model}, not {wanted.model}")

    def _found(
        self, where: str, block: PlainReflection, partner: ExpectedReflection | None
    ) -> None:
        named = {name for name, text in block.parts.items() if words(text)}
        right = _same(partner, block) if partner else set()
        self.parts.found += len(named)
        self.parts.right += len(named & right)
        for name in sorted(named - right):
            self.parts.wrong.append(f"{where}:{block.line}: found {name} {block.parts[name]!r}")

    def _targets(self, where: str, text: str, expected: Expected, found: PlainPage) -> None:
        wanted = Counter(_plain(one) for item in expected.evidence for one in item.targets)
        got = Counter(_plain(one.written) for item in found.evidence for one in item.targets)
        # One that stands there more often, and may be evidence, can be found more often.
        known = {one: _plain(text).count(one) for one in wanted}
        ignored = {_plain(one) for one in expected.may}
        self.targets.expected += wanted.total()
        self.targets.recalled += (wanted & got).total()
        for one, times in (wanted - got).items():
            self.targets.wrong.append(f"{where}: target {one!r} not found ({times})")
        for one, times in got.items():
            if one in ignored and one not in wanted:
                continue
            right = min(times, known.get(one, 0))
            self.targets.found += times
            self.targets.right += right
            if right < times:
                self.targets.wrong.append(f"{where}: found {one!r} {times}, right {right}")

    def _titles(self, where: str, expected: Expected, found: PlainPage) -> None:
        for item in expected.evidence:
            first = {_plain(one) for one in item.targets[:1]}
            holder = next(
                (e for e in found.evidence if first & {_plain(t.written) for t in e.targets}), None
            )
            if holder:
                good = bool(words(holder.title) & words(item.title))
                self.titles.expected += 1
                self.titles.recalled += good
                if not good:
                    self.titles.wrong.append(
                        f"{where}:{holder.line}: called {holder.title!r}, not {item.title!r}"
                    )


def _plain(target: str) -> str:
    return html.unescape(target)


def _same(wanted: ExpectedReflection, block: PlainReflection) -> set[str]:
    return {name for name, text in wanted.parts.items() if alike(text, block.parts.get(name) or "")}


def _pairs(
    expected: Sequence[ExpectedReflection], found: Sequence[PlainReflection]
) -> dict[int, int]:
    """Which found block is which expected one: those with most parts in common first."""
    common = sorted(
        (
            (-len(_same(one, other)), number, place)
            for number, one in enumerate(expected)
            for place, other in enumerate(found)
        ),
    )
    pairs: dict[int, int] = {}
    for shared, number, place in common:
        if shared and number not in pairs and place not in pairs.values():
            pairs[number] = place
    return pairs
