"""Whole names of people, found in texts: never a single word, such as "Will".

Case and accents do not count, nor what stands between the words of a name: "Nomsá **DLAMINI**",
"nomsa_dlamini.jpg", "NomsaDlamini". Names are found in the other order, too, where it is written as
such: "Dlamini, Nomsa". This module imports no Sphinx.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WORD_IN_ASCII = re.compile("[A-Za-z]+")
# What may stand between two words of a name: blanks, one line end, what joins words in names of
# files, and marks of Markdown; the end of a sentence only after an initial.
_BETWEEN = re.compile(
    r"[^\S\n]*\n?[^\S\n]*|[*_~`'’\" \t-]{1,8}|[-_+.]{1,2}|[,;]|[ \t]{0,9}\|[ \t]{0,9}"
)
_AFTER_INITIAL = re.compile(r"\.?[ \t]?\n?")
_TURNED = re.compile(r"[*_~`]{0,4},\s?[*_~`]{0,4}|,[ \t]*\n?[ \t]*|[-_+.]{1,2}")
# Letters that are not a letter and an accent to Unicode.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ŋ": "n"}
)
# Apostrophes in names: O'Brien is one word, as it is to those who write OBrien.
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ‘`´](?=[^\W\d_])")
#: What is said of a person, and not the name.
_TITLES = frozenset(
    ("adv", "dhr", "dr", "drs", "eng", "ir", "me", "mej", "mev", "miss", "mnr", "mr", "mrs", "ms",
     "mw", "mx", "prof", "professor", "rev", "sir")
)  # fmt: skip
# A name that is written as one word is known by so many letters.
_LEAST = 8
# Scripts that put no blanks between words: a name is what it is known by, from three signs on.
_UNDIVIDED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]{3,}")


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class People:
    """Names of people, made ready to be found."""

    names: frozenset[str] = frozenset()
    _ways: Mapping[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _undivided: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def of(cls, names: Iterable[str], known: Iterable[str] = ()) -> People:
        """The people of some names, without those who may be named."""
        allowed = {_key(name) for name in known}
        kept = frozenset(name for name in names if _key(name) not in allowed)
        ways: dict[str, dict[tuple[str, ...], None]] = {}
        for name in sorted(kept):
            for way in _ways_of(name):
                ways.setdefault(way[0], {})[way] = None
        undivided = sorted(name for name in map(str.strip, kept) if _UNDIVIDED.fullmatch(name))
        return cls(kept, {first: tuple(those) for first, those in ways.items()}, tuple(undivided))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where one of them is named, the longest name at each place, in order."""
        for name in self._undivided:
            yield from (found.span() for found in re.finditer(re.escape(name), text))
        words = list(_words(text)) if self._ways else []
        taken = 0
        for number, word in enumerate(words):
            ends = [
                end
                for way in self._ways.get(word.text, ())
                if (end := _end(way, words, number, text))
            ]
            if ends and word.start >= taken:
                taken = max(ends)
                yield word.start, taken

    def without(self, text: str) -> str:
        """A text with initials in place of every name."""
        for start, end in sorted(self.find(text), reverse=True):
            text = f"{text[:start]}{initials(text[start:end])}{text[end:].removeprefix('.')}"
        return text


def without_words(text: str, name: str) -> str:
    """A text with initials in place of the words of a name, each as it is written in the name.

    For a text that is about that person: "Ask Thandi" is no whole name, and says who it is. Small
    words, such as "van", stay.
    """
    for word in _words(name):
        written = name[word.start : word.end]
        if len(written) > 1 and written[0].isupper() and word.text not in _TITLES:
            text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)\.?", f"{written[0]}.", text)
    return text


def initials(name: str) -> str:
    """The initials of a name: ``"Dr Thandi van Wyk"`` gives ``"T. v. W."``, without the title."""
    words = [name[word.start : word.end] for word in _words(name) if word.text not in _TITLES]
    return " ".join(f"{word[0]}." for word in words)


def _words(text: str) -> Iterator[_Word]:
    """The words of a text in one form, each with its place."""
    start = end = -1
    parts: list[str] = []
    for found in (_WORD_IN_ASCII if text.isascii() else _word()).finditer(text):
        is_joined = found.start() == end + 1 and _APOSTROPHE.match(text, end)
        if not is_joined and parts:
            yield _Word("".join(parts), start, end)
            parts = []
        if not parts:
            start = found.start()
        parts.append(_folded(found[0]))
        end = found.end()
    if parts:
        yield _Word("".join(parts), start, end)


@cache
def _word() -> re.Pattern[str]:
    """A word: letters, and the marks that belong to them in many scripts."""
    marks = (chr(code) for code in range(0x300, 0x10000))
    those = "".join(mark for mark in marks if unicodedata.category(mark).startswith("M"))
    return re.compile(rf"[^\W\d_](?:[^\W\d_]|[{those}])*")


def _folded(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def _key(name: str) -> tuple[str, ...]:
    """What is the same of a name in all its spellings."""
    return tuple(sorted(word.text for word in _words(name)))


def _ways_of(name: str) -> Iterator[tuple[str, ...]]:
    """In which words a name is written; those of another order begin with "," after the first."""
    words = tuple(word.text for word in _words(name))
    bare = tuple(word for word in words if word not in _TITLES)
    if len(bare) > 1:
        words = bare
    if len(words) < 2 or sum(len(word) > 1 for word in words) < 2:
        return
    yield words
    if sum(map(len, words)) >= _LEAST:
        yield ("".join(words),)
    for first in range(1, len(words)):
        turned = (*words[first:], *words[:first])
        yield (*words[first:], ",", *words[:first])
        if sum(map(len, words)) >= _LEAST:
            yield ("".join(turned),)


def _end(way: tuple[str, ...], words: list[_Word], number: int, text: str) -> int:
    """Where a name ends that begins with a word of a text; 0 if another one does."""
    is_turned = False
    here = words[number]
    for wanted in way[1:]:
        if wanted == ",":
            is_turned = True
            continue
        number += 1
        # "Nomsa P. Dlamini"
        has_initial = number + 1 < len(words) and len(words[number].text) == 1 != len(wanted)
        if has_initial and _is_gap(text, here, words[number], is_turned=is_turned):
            here, number, is_turned = words[number], number + 1, False
        if number >= len(words) or words[number].text != wanted:
            return 0
        if not _is_gap(text, here, words[number], is_turned=is_turned):
            return 0
        here, is_turned = words[number], False
    return here.end


def _is_gap(text: str, before: _Word, after: _Word, *, is_turned: bool) -> bool:
    """Whether two words that follow each other can be those of one name."""
    gap = text[before.end : after.start]
    if is_turned:
        return _TURNED.fullmatch(gap) is not None
    is_initial = len(before.text) == 1 and _AFTER_INITIAL.fullmatch(gap) is not None
    return is_initial or _BETWEEN.fullmatch(gap) is not None
