"""Offer what was probably meant. This module imports no Sphinx."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest
from itertools import chain, islice, pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .folders import own_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

# A longer word is no name, and comparing it would take long.
_LONGEST = 200
# From 0 to 1, how much of two words has to be the same.
_ALIKE = 0.6
# So many words are compared letter by letter; of more, those that share most pairs of letters.
_COMPARED = 48
# So many words are looked at, over all pairs of letters of one word; rare pairs come first.
_LOOKED_AT = 100_000
# So many files are looked at for one of the same name.
_FILES_LOOKED_AT = 5000


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word most like ``word``, in any case; or nothing."""
    words = tuple(known)
    if len(words) > _COMPARED:
        words = _known(words).like(word)
    by_case = {_folded(name): name for name in sorted(words, reverse=True)}
    close = most_like(_folded(word), (_folded(name) for name in words))
    return f" Did you mean {by_case[close]!r}?" if close else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """As `did_you_mean`; if no word is like it and there are few, all of them."""
    words = tuple(known)
    if found := did_you_mean(word, words):
        return found
    few = set(words)
    return f" Known: {', '.join(sorted(few))}." if 0 < len(few) <= 12 else ""


def similar_file(
    file: Path, others: Iterable[str] = (), endings: Collection[str] | None = None
) -> str:
    """Offer the file that was probably meant: other case, other slash, a typing error.

    The file itself is never offered: it was refused.

    :param others: names that may be meant, beside those of the files in its folder.
    :param endings: in small letters, what the name of a file may end in to be offered.
    """
    if "\\" in str(file):
        return " Write folders with '/', not with '\\'."
    try:
        names = [entry.name for entry in file.parent.iterdir() if entry.is_file()]
    except (OSError, ValueError):
        return did_you_mean(file.name, others) or similar_folder(file.parent)
    if endings is not None:
        names = [name for name in names if PurePosixPath(name).suffix.lower() in endings]
    names = [name for name in (*names, *others) if name != file.name]
    return did_you_mean(file.name, names) or _other_ending(file.name, names)


def similar_folder(folder: Path) -> str:
    """Say which folder on the way to one is not there, and offer the one that was meant."""
    try:
        while not folder.parent.is_dir():
            folder = folder.parent
        names = [entry.name for entry in folder.parent.iterdir() if entry.is_dir()]
    except (OSError, ValueError):
        return ""
    return f" There is no folder {folder.name!r}.{did_you_mean(folder.name, names)}"


def same_name(root: Path, name: str) -> str:
    """Offer a file of that name in another folder, as it is seen from ``root``."""
    files = islice(own_files(root), _FILES_LOOKED_AT)
    found = (one for one in files if one.rpartition("/")[2].casefold() == name.casefold())
    return f" Did you mean '/{path}'?" if (path := next(found, "")) else ""


def _other_ending(name: str, names: Iterable[str]) -> str:
    """Offer a file that is called so but for its ending."""
    stem = PurePosixPath(name).stem.casefold()
    alike = sorted(one for one in names if PurePosixPath(one).stem.casefold() == stem)
    return f" Did you mean {alike[0]!r}?" if alike else ""


def most_like(word: str, words: Iterable[str], alike: float = _ALIKE) -> str:
    """The one of ``words`` that has most letters in common with ``word``, in order; or nothing.

    As `difflib.get_close_matches`, which compares every word to the end.

    :param alike: from 0 to 1, how much of both has to be the same.
    """
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    best = (alike, "")
    for one in words:
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), one))
    return best[1]


def _folded(word: str) -> str:
    return word[:_LONGEST].casefold()


class _Known:
    """Many words, by the pairs of letters that they hold."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self._with: dict[str, list[int]] = {}
        self._sizes: list[int] = []
        for place, word in enumerate(words):
            pairs = _pairs(word)
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._with.setdefault(pair, []).append(place)

    def like(self, word: str) -> tuple[str, ...]:
        """The few words that share most pairs of letters with ``word``."""
        pairs = _pairs(word)
        shared = Counter(chain.from_iterable(self._places(pairs)))
        most = max(shared.values(), default=0)
        near = (place for place, number in shared.items() if number * 3 >= most)
        best = nlargest(
            _COMPARED, near, key=lambda place: shared[place] / (len(pairs) + self._sizes[place])
        )
        return tuple(self.words[place] for place in best)

    def _places(self, pairs: set[str]) -> Iterable[list[int]]:
        """The words that hold each pair, as long as there are not too many."""
        left = _LOOKED_AT
        for places in sorted((self._with.get(pair, []) for pair in sorted(pairs)), key=len):
            if left > 0:
                yield places
            left -= len(places)


@lru_cache(maxsize=8)
def _known(words: tuple[str, ...]) -> _Known:
    """Words with their pairs of letters, kept since the same are asked about again and again."""
    return _Known(tuple(sorted(set(words))))


def _pairs(word: str) -> set[str]:
    """The pairs of letters next to each other, with those at both ends."""
    return {a + b for a, b in pairwise(f" {_folded(word)} ")}
