"""Whether all words of a page stand somewhere: what is lost on the way is told, word for word."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..project import Concern, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .page import Page

_WORD = re.compile(r"\w+")


def missing(page: Page, texts: Iterable[str], told: Iterable[Finding]) -> Iterator[Finding]:
    """The words of a page that stand neither in what was made of it nor in what is told of it.

    Most are no words to a reader: tags, addresses, and alternative texts that say nothing.
    """
    have = Counter[str]()
    for text in texts:
        have.update(_words(text))
    for finding in told:
        have.update(_words(finding.quoted))
    lost = Counter(_words(page.text)) - have
    if not lost:
        return
    # The first ones of their kind are taken for those that are lost: nobody can tell.
    places: list[tuple[int, str]] = []
    for number, line in enumerate(page.tokens.lines, start=1):
        if words := [word for word in _WORD.findall(line) if _take(lost, word)]:
            places.append((number, " ".join(words)))
    quoted = "\n".join(f"line {number}: {lost_there}" for number, lost_there in places)
    why = "these stand in no page any more, such as tags and alternative texts that say nothing."
    yield Finding(Concern.CHANGED, page.path, 0, why, quoted)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _take(lost: Counter[str], word: str) -> bool:
    word = word.casefold()
    if lost[word] <= 0:
        return False
    lost[word] -= 1
    return True
