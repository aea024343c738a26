"""The source of each piece of a paragraph, for translators."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .lines import OBJECT

if TYPE_CHECKING:
    from .label import Label

# What may stand between two letters of a label in the source: emphasis, a tag, an escape. These
# give nothing back ("+"), so that a line of asterisks costs no more than its length.
_TAG = r"</?[a-zA-Z][^<>\n]{0,200}>"
_MARKUP = rf"(?:[\s*_`\\]|&nbsp;|{_TAG}){{0,40}}+"
_OPENING = rf"(?:[*_`\\]|{_TAG}){{0,8}}+"
_WITHIN = r"|\s"
_CLOSING = {
    "": "",
    "styled": r"(?:[*_`]{1,6}|</\w{1,10}>){0,4}",
    "literal": r"(?:[ \t]{0,8}\\?[*_]{1,6})?",
}


# Letters that the source may have otherwise.
_SPECIAL = {"&": "&(?:amp;)?", OBJECT: r"[^\n]{1,300}?"}


class Source:
    """Follows, in the source of a paragraph, the cuts made between its nodes."""

    def __init__(self, raw: str, newlines: int) -> None:
        """Begin before the first cut.

        :param newlines: how many are among the nodes; a line of the source is only known by its
            number if there are as many in the source.
        """
        self.raw = raw
        self.starts = [0, *(match.end() for match in re.finditer("\n", raw))]
        if len(self.starts) != newlines + 1:
            self.starts = []
        self.at = 0
        self.lost = False
        self.reopened = ""

    def until(self, label: Label | None, line: int = 0) -> str:
        """The source up to a label in a line, which is stepped over, or to the end."""
        if self.lost:
            return ""
        reopened, self.reopened = self.reopened, ""
        if label is None:
            return _trim(_reopen(reopened, self.raw[self.at :]))
        start = max(self.at, self.starts[line] if line < len(self.starts) else 0)
        match = _in_source(label.source, label.closing, label.follows).search(self.raw, start)
        if match is None:
            self.lost = True
            return ""
        text, self.at = self.raw[self.at : match.start("label")], match.end()
        if label.is_inside_style:
            self.reopened = match["opening"]
        return _trim(_reopen(reopened, text))


def _reopen(marks: str, raw: str) -> str:
    """The source after a label that stands in the same bold as its text."""
    return marks + raw.lstrip() if marks else raw


@lru_cache(maxsize=256)
def _in_source(words: str, closing: str, follows: bool) -> re.Pattern[str]:
    """How a label may stand in the source; a portfolio has the same few over and over."""
    decoration = re.match(r"[^\w(\[]*", words)
    before = _letters(decoration[0] if decoration else "")
    letters = _letters(words[decoration.end() if decoration else 0 :])
    between = rf"{_OPENING}{before}\s*" if before else ""
    return re.compile(
        rf"(?m:^|<br\s*/?>{_WITHIN if follows else ''})[^\w\n]{{0,100}}?"
        rf"(?P<label>{between}(?P<opening>{_OPENING})\s*{letters}{_CLOSING[closing]})"
    )


def _letters(words: str) -> str:
    """The letters of some words, with markup between them."""
    return _MARKUP.join(
        _SPECIAL.get(letter) or re.escape(letter)
        for letter in words
        if not letter.isspace() and letter not in "*_`\\"
    )


_START = re.compile(r"(?:\\?\s|<br\s*/?>)*")
_END = re.compile(r"(?:\\?\s|\\|<br\s*/?>)\Z")


def _trim(raw: str) -> str:
    """Without line breaks at either end."""
    start = _START.match(raw)
    raw = raw[start.end() :] if start else raw
    while end := _END.search(raw[-40:]):
        raw = raw[: -len(end[0])]
    return raw
