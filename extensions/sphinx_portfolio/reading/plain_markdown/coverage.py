"""Which words of a line an item says elsewhere, so that the line may go without losing any."""

from __future__ import annotations

import re
from collections import Counter

from .tokens import tokens_of, words_of
from .vocabulary import undecorated

# A bare address, which says no words.
_BARE = re.compile(r"(?<![(<\[\"'=])(?:https?://|www\.)\S+")
# "[words][label]", whose label nobody sees.
_REFERENCE = re.compile(r"\]\[[^\[\]]{0,200}\]")


def words_in(text: str) -> Counter[str]:
    """The words of some text, in small letters."""
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def is_said(line: str, *elsewhere: str) -> bool:
    """Whether all words of a line, which may be Markdown, stand elsewhere."""
    return not words_in(line) - words_in(" ".join(elsewhere))


def seen_in(line: str) -> str:
    """The words of a line that a reader sees, without those that stand for pictures."""
    line = _BARE.sub(" ", _REFERENCE.sub("]", line))
    tokens = (one for token in tokens_of(line).tokens for one in token.children or ())
    return words_of(token for token in tokens if token.type != "image")


def title_for(words: str, line: str) -> tuple[str, bool]:
    """The words of a heading as a title, and whether it says all that the line does."""
    title = undecorated(words)
    return title, is_said(line, title)


def escaped(words: str) -> str:
    """Plain words as Markdown of one line."""
    words = re.sub(r"([\\*\[\]<`]|(?<!\w)_|_(?!\w)|\{(?=\{))", r"\\\1", " ".join(words.split()))
    return words.lstrip(":： ") or words
