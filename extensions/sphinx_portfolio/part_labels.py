"""Which part of a reflection model do these words name? This module imports no Sphinx.

People write a part's label in many ways (``Situation:``, ``SITUATION``, ``S:``, ``S – Situation``,
``⭐ Situation (what happened)``, ``2. Task``), and one label for two parts (``Task & Action``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A longer text is no label, and need not be looked at.
_LONGEST = 200
# A shorter word is one typing error away from too many others, except by two letters that changed
# places: "Taks".
_SHORTEST_MISSPELT = 5
_SHORTEST_SWAPPED = 4
_ARROW = r"(?:→|⇒|➔|➜|➡|⟶|[-=]+>|»)"
# What may separate a mark, a label and a remark: "S – Situation: what happened".
_REMARK = rf"(?:\s*(?:[-–—:]|{_ARROW})\s+|\s*/\s*|\s*\()"
_AFTER_MARK = rf"(?:\s*(?:[-–—:.)/|]|{_ARROW})\s*|\s*\(\s*|\s+)"
# "2. Task", "Step 2: Task"
_NUMBER = r"(?:(?:(?:step|part|stap|deel|fase|phase)\s*)?\d{1,2}(?:\.\d{1,2})*)"
_NUMBERED = re.compile(rf"^{_NUMBER}{_AFTER_MARK}")
_WORDS_FOR_AND = r"(?:and|en|und|et|plus)"
_JOINER = re.compile(
    rf"\s*[&+/,;·|](?:\s*{_WORDS_FOR_AND}\b)?\s*|\s+{_WORDS_FOR_AND}\s+", re.IGNORECASE
)
_OWN = re.compile(r"(?:the|my|our|de|het|die|mijn|onze|ons)\s+", re.IGNORECASE)
# "Actions I took", "the result that we achieved"
_CLAUSE = re.compile(
    r"\s+(?:that\s+|which\s+|wat\s+|die\s+)?(?:i|we|ek|ons|ik|wij|ich|wir)(?:\s+\w+){1,2}\Z"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a model.

    ``label`` is what a reader sees, ``mark`` the letter or number beside it, ``prompt`` the
    question the part answers, ``aliases`` other words people write for the label.
    """

    label: str
    mark: str
    prompt: str = ""
    aliases: tuple[str, ...] = ()


class Names:
    """The names of the parts of one model, as plain words."""

    def __init__(self, parts: tuple[Part, ...], translated: tuple[tuple[str, str], ...]) -> None:
        self.names: dict[str, int] = {}
        self.marks: dict[str, list[int]] = {}
        self.mark_of = [plain(part.mark) for part in parts]
        self.labels = {plain(part.label): index for index, part in enumerate(parts)}
        #: Whether the parts are questions themselves, as in "So what?".
        self.asks = any(part.label.endswith("?") for part in parts)
        own = dict(translated)
        for index, part in enumerate(parts):
            if mark := plain(part.mark):  # an arrow is no word
                self.marks.setdefault(mark, []).append(index)
            for name in (part.label, *part.aliases, own.get(part.label, part.label)):
                self.names.setdefault(plain(name), index)
        names = "|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))
        by_length = sorted(self.marks, key=len, reverse=True)
        marks = "|".join(map(re.escape, by_length)) or r"\Z"
        self.decorated = re.compile(
            rf"(?:\(?(?P<mark>{marks}|[^\W\d_])\)?{_AFTER_MARK}|\((?P<initial>{marks})\)\s*|{_NUMBER}{_AFTER_MARK})?"
            rf"(?P<name>{names})\??(?P<after>\)|{_REMARK}.*)?",
            re.DOTALL,
        )
        # Pages say the same words over and over, and each is asked about in many places.
        self._known = lru_cache(maxsize=2048)(self._find)

    def one(self, label: str) -> int | None:
        """The part that a label names, if it names just one."""
        word = plain(label)
        if not word:
            return None
        if word in self.names:
            return self.names[word]
        found = self._decorated(word)
        if found is not None:
            return found
        # A bare mark counts only where it names one part: the second R of STARR does not.
        options = self.marks.get(_unwrapped(word), [])
        return options[0] if len(options) == 1 else None

    def several(self, label: str) -> tuple[int, ...]:
        """All parts that a label names, in the order of the label: "Task & Action", "S/T"."""
        return self._known(label)

    def _find(self, label: str) -> tuple[int, ...]:
        word = plain(label)
        if word in self.names:
            return (self.names[word],)
        merged = self._merged(word) or self._merged(_NUMBERED.sub("", word))
        one = self.one(label) if len(merged) < 2 else None
        return merged if one is None else (one,)

    def exactly(self, label: str) -> tuple[int, ...]:
        """As `several`, for words that may be a text: a remark has to stand in brackets."""
        found = self.several(label)
        if not found or plain(label) in self.names:
            return found
        match = re.fullmatch(r"([^(]*\S)\s*\([^()]*\)?", plain(label))
        bare = match[1] if match else plain(label)
        return self._all_of(bare) if len(found) > 1 else found if self._is_bare(bare) else ()

    def loosely(self, label: str, titles: tuple[str, ...] = ()) -> tuple[int, ...]:
        """As `several`, for words that surely are a label: "My task", "STAR – Task", "Result & …".

        :param titles: what the model is called.
        """
        if found := self.several(label):
            return found
        word = plain(label)
        if own := _OWN.match(word):
            return self._exactly(word[own.end() :])
        clause = _CLAUSE.search(word)
        if clause and (found := self._exactly(_OWN.sub("", word[: clause.start()]))):
            return found
        for title in map(plain, titles):
            if title and (rest := re.match(rf"{re.escape(title)}\s*[-–—:/(|]?\s*", word)):
                more = word[rest.end() :].rstrip(")")
                # "STAR(R)" and "STARR" are what the model is called.
                is_title = rest[0] in {title, f"{title}("} and self.is_mark(more)
                return () if is_title else self.several(more)
        if label.rstrip().endswith(("?", "？")) and not self.asks:
            return self._asked(word)
        first, *others = _JOINER.split(word)
        if others and sum(len(other.split()) for other in others) <= 2:
            return self._exactly(first)
        return ()

    def options(self, label: str) -> tuple[int, ...]:
        """The parts that a bare mark may mean when there are several: the R of STARR."""
        found = self.marks.get(_unwrapped(plain(label)), [])
        return tuple(found) if len(found) > 1 else ()

    def is_mark(self, label: str) -> bool:
        """Whether a label is nothing but a mark, or marks."""
        return all(
            _unwrapped(word) in self.marks and word not in self.names
            for word in _JOINER.split(plain(label))
        )

    def almost(self, label: str) -> int | None:
        """The part whose name is one typing error away, if there is just one such part."""
        word = plain(label)
        if not _SHORTEST_SWAPPED <= len(word) <= 40 or self.several(label):
            return None
        near = {
            index
            for name, index in self.names.items()
            if len(name) >= _SHORTEST_SWAPPED and _is_one_edit(word, name)
        }
        return near.pop() if len(near) == 1 else None

    def _decorated(self, word: str) -> int | None:
        """A name with its mark or a number before it, or a remark after it."""
        match = self.decorated.fullmatch(word)
        if match is None:
            return None
        index = self.names[match["name"]]
        mark = match["mark"] or match["initial"]
        # Where the label is in another language, so is its first letter: "A (Aufgabe)".
        fits = mark is None or mark == self.mark_of[index] or match["name"].startswith(mark)
        return index if fits else None

    def _asked(self, word: str) -> tuple[int, ...]:
        """The one part that a question is about: "What was my task?"."""
        words = set(re.findall(r"\w+", word))
        for names in (self.labels, self.names):
            found = {index for name, index in names.items() if {name, f"{name}s"} & words}
            if len(found) == 1:
                return tuple(found)
        return ()

    def _exactly(self, word: str) -> tuple[int, ...]:
        return (self.names[word],) if word in self.names else ()

    def _merged(self, word: str) -> tuple[int, ...]:
        """Two parts or more, each of which is named exactly; a remark may follow."""
        whole = self._all_of(word)
        if whole:
            return whole
        cut = re.match(r"(.+?)(?:\s*[-–—:]\s+|\s*\()\s*(.*)", word, re.DOTALL)
        if cut is None:
            return ()
        first, rest = self._all_of(cut[1]), self._all_of(cut[2].rstrip(")"))
        # "T & A – Task & Action", and not "T & A – Situation & Result"
        return first if not rest or rest == first else ()

    def _all_of(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        for fragment in _JOINER.split(word):
            index = self._plainly(_OWN.sub("", fragment))
            if index is None or index in found:
                return ()
            found.append(index)
        return tuple(found) if len(found) > 1 else ()

    def _is_bare(self, word: str) -> bool:
        """Whether a word is a name or a mark, or both, and nothing more."""
        match = self.decorated.fullmatch(word)
        is_decorated = match is not None and match["after"] in {None, ")"}
        return is_decorated or _unwrapped(word) in self.marks

    def _plainly(self, fragment: str) -> int | None:
        """A name, a mark, or a mark and its name."""
        if fragment in self.names:
            return self.names[fragment]
        match = self.decorated.fullmatch(fragment)
        if match is not None and match["mark"] and not match["after"]:
            return self._decorated(fragment)
        options = self.marks.get(_unwrapped(fragment), [])
        return options[0] if len(options) == 1 else None


@lru_cache(maxsize=64)
def names_of(parts: tuple[Part, ...], translated: tuple[tuple[str, str], ...] = ()) -> Names:
    """The names of parts; pages have the same models over and over.

    :param translated: labels of the parts with what they are called in the reader's language.
    """
    return Names(parts, translated)


@lru_cache(maxsize=1024)
def says_more(label: str, part: Part) -> bool:
    """Whether a label as written says more than the part's own label beside its mark.

    ``SITUATION:``, ``S`` and ``S – Situation`` do not; ``Results`` and ``⭐ Situation`` do.
    """
    if len(label) > _LONGEST:
        return True
    word = re.sub(r"[\s:：]+$", "", label).strip().casefold()
    own, mark = part.label.casefold().rstrip("?"), re.escape(part.mark.casefold())
    return _unwrapped(word) != part.mark.casefold() and not re.fullmatch(
        rf"(?:[(\[]?{mark}[)\]]?(?:\s*[-–—:.)]\s*|\s+))?{re.escape(own)}\??"
        rf"|{mark}\s*\({re.escape(own)}\)",
        word,
    )


@lru_cache(maxsize=1024)
def plain(label: str) -> str:
    """Lower case, without emoji and other decoration at either end, one space between words."""
    if len(label) > _LONGEST:
        return ""
    label = re.sub(r"[\u200b-\u200f\ufe0e\ufe0f\u20e3\u2060]", "", label)  # what makes 1 a 1️⃣
    # Full-width, circled, bold mathematical and other such letters are letters.
    label = unicodedata.normalize("NFKC", label)
    word = _with_initial(re.sub(r"\s+", " ", label).strip()).casefold()
    word = re.sub(r"^(?::[a-z0-9_+-]{1,30}:\s*)+", "", word)  # ":star:"
    word = re.sub(r"^\[[ x✓✔]?\]\s*", "", word)  # a box that is ticked or not
    word = re.sub(r"^\[(\w{1,3})\]", r"(\1)", word)  # "[S] Situation"
    word = re.sub(r"^[^\w(]+|[^\w)?]+$", "", word).replace("_", " ").strip()
    word = re.sub(r"^\(([^()]*)\)$", r"\1", word)  # "(Situation)"
    return word.rstrip("?").strip()


def _with_initial(label: str) -> str:
    """A word whose first letter stands in brackets, "(S)ituation", as the word that it is."""
    match = re.match(r"[^\w(\[]*[(\[]([^\W\d_])[)\]]([^\W\d_]{2,})", label)
    if match is None or match[2].casefold().startswith(match[1].casefold()):
        return label
    is_rest = match[2].islower() or match[2].isupper()  # and not "(T)Aufgabe"
    return match[1] + label[match.start(2) :] if is_rest else label


def _unwrapped(word: str) -> str:
    """A mark without brackets around it or one after it: "(S)", "S)"."""
    return re.sub(r"^[(\[]?(.{1,3}?)[)\].]?$", r"\1", word)


def _is_one_edit(word: str, name: str) -> bool:
    """Whether one letter was left out, doubled, changed, or two changed places."""
    if abs(len(word) - len(name)) > 1:
        return False  # as is nearly every name
    if min(len(word), len(name)) < _SHORTEST_MISSPELT:
        return word != name and sorted(word) == sorted(name) and name in _edits(word, name)
    return word != name and any(edited == name for edited in _edits(word, name))


def _edits(word: str, name: str) -> Iterator[str]:
    """What the word becomes when the first letter that differs is mended."""
    at = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), None)
    at = min(len(word), len(name)) if at is None else at
    yield word[:at] + name[at : at + 1] + word[at:]
    yield word[:at] + word[at + 1 :]
    yield word[:at] + name[at : at + 1] + word[at + 1 :]
    yield word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
