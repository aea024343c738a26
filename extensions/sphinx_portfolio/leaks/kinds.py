"""What a portfolio should not give away: the kinds of it, with advice, and what was found."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..people import People

if TYPE_CHECKING:
    from collections.abc import Iterable


class LeakKind(Enum):
    """What it is, in words that follow "this looks like"; ``advice`` says what to do."""

    advice: str

    def __new__(cls, value: str, advice: str) -> LeakKind:
        """One kind; the advice is its docstring, too."""
        one = object.__new__(cls)
        one._value_ = value
        one.advice = one.__doc__ = advice
        return one

    IDENTITY = (
        "an identity number",
        "Take it out: with it, somebody else can open an account in your name. In a picture or a "
        "PDF, cover it before you publish the file.",
    )
    STUDENT_NUMBER = (
        "a student number",
        "Take it out: together with your name it tells strangers who you are at your institution. "
        "Your assessors know it, or can be told in another way.",
    )
    EMAIL = (
        "an e-mail address",
        "Take it out, or make sure that it is yours and that everybody may write to it: programs "
        "that send advertisements collect such addresses from pages. Ask others before you show "
        "theirs.",
    )
    PHONE = (
        "a telephone number",
        "Take it out: everybody can call it, and it cannot be taken back. Ask others before you "
        "show theirs.",
    )
    NAME = (
        "the name of one of your contacts",
        "Write what that person is to you (a mentor, a recruiter), or ask first: a web page cannot "
        "be taken back, and it was not made by the person whom it names.",
    )
    PLACE = (
        "a place on the map",
        "Take it out, or name the town only: a point on the map can tell strangers where you live "
        "or work.",
    )
    TOKEN = (
        "a password or key",
        "Take it out, and make a new one where you got it: whoever has seen it can use it. It "
        "stays in the history of your repository.",
    )
    LOGIN_LINK = (
        "a link that needs a login",
        "Your readers may see a login page only. Download it, put it into your folder and name it "
        "in ':file:'.",
    )
    ROTTING_LINK = (
        "a link that soon leads nowhere",
        "Download it, put it into your folder and name it in ':file:'.",
    )
    LOCAL_LINK = (
        "a link to your own computer",
        "It leads nowhere for others. Put the file into your folder and name it in ':file:', from "
        "the folder of the page.",
    )


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that was found.

    ``found`` is as it was written; ``line`` and ``page`` count from 1 and are 0 when there is none.
    ``is_comment`` if it stands in a comment, which readers see in the source of the page; ``where``
    says in words in what part of a file it is, such as "in its properties", else it is empty.
    """

    kind: LeakKind
    found: str
    line: int = 0
    page: int = 0
    is_comment: bool = False
    where: str = ""
    hint: str = ""

    @property
    def advice(self) -> str:
        """What to do, in whole sentences."""
        return self.hint or self.kind.advice

    @property
    def masked(self) -> str:
        """What was found without its middle: logs of builds are public, too.

        Links stay whole, or nobody could find them.
        """
        if self.kind in {LeakKind.LOGIN_LINK, LeakKind.ROTTING_LINK, LeakKind.LOCAL_LINK}:
            return self.found
        shown = min(4, len(self.found) // 4)
        return f"{self.found[:shown]}…{self.found[len(self.found) - shown // 2 :]}"


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the owner says: how student numbers look, and what may be shown.

    A number that fits one of ``student_numbers`` is found anywhere; one after words such as
    "student number" always is. ``known`` holds values as `canonical` gives them. ``people`` are
    those whose names are not for the readers; ``only_people`` looks for nothing else.
    """

    student_numbers: tuple[re.Pattern[str], ...] = ()
    known: frozenset[str] = frozenset()
    people: People = field(default_factory=People)
    only_people: bool = False

    @classmethod
    def of(cls, student_numbers: Iterable[str] = (), known: Iterable[str] = ()) -> Patterns:
        """The same from the words of ``conf.py``.

        :raises ValueError: in words, if one is no regular expression, or would be found in nothing.
        """
        compiled = tuple(map(_compiled, student_numbers))
        return cls(compiled, frozenset(map(canonical, known)))


def _compiled(expression: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(expression)
    except re.error as error:
        raise ValueError(f"'{expression}' is no regular expression: {error}.") from error
    if pattern.search(""):
        raise ValueError(
            f"'{expression}' fits everywhere. Write it for whole numbers: r'\\d{{9}}'."
        )
    return pattern


_NOT_IN_NUMBERS = re.compile(r"[^0-9+]")
_LETTER = re.compile(r"[^\W\d_]")


def canonical(text: str) -> str:
    """One form of what can be written in several ways, to compare it.

    An e-mail address is in small letters; a number has only digits, and a ``+`` in front if it is
    a telephone number of another country than South Africa.
    """
    plain = unicodedata.normalize("NFKC", html.unescape(text)).strip()
    if "@" in unquote(plain):
        return unquote(plain).removeprefix("mailto:").replace("\\", "").casefold()
    if _LETTER.search(plain):
        return plain
    number = _NOT_IN_NUMBERS.sub("", plain.replace("(0)", ""))
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if number.startswith("+27"):
        number = f"0{number[3:]}"
    return number
