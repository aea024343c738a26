"""Who may read something: decided while its page is read, and in doubt against showing it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..faults import Fault, WarningType
from ..fields import fields_of
from ..model import Access

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..faults import Place
    from .items import Draft

_OPTIONS = tuple(one.option for one in fields_of(Access))
# So many letters of an option are no other word's; so much of two words has to be the same.
_BEGINNING = 5
_ALIKE = 0.8
_LIKE_OPTION = re.compile(rf"\W*({'|'.join(_OPTIONS)})\W*[:=：]", re.IGNORECASE)


def may_read(readers: Iterable[str], *, private: bool, audience: Iterable[str]) -> bool:
    """Whether something is for the readers of this build, ``portfolio_audience``.

    :param private: whether its owner keeps it from everybody.
    :param audience: for whom it is; nobody named means everybody.
    """
    named = set(map(str.casefold, audience))
    return not private and (not named or not named.isdisjoint(map(str.casefold, readers)))


def is_for(
    readers: Iterable[str], draft: Draft, options: Collection[str], first: Place
) -> tuple[bool, list[Fault]]:
    """Whether an item is for the readers of this build, and what is unclear.

    :param options: all that the directive has.
    :param first: where the directive begins.
    """
    values = draft.values
    unclear = [
        Fault(
            WarningType.UNCLEAR_ACCESS,
            f"':{option}:' {problem} To be safe, all of this is left out. Write ':private:', or "
            "':audience:' with words after it; or delete the line.",
            values.places.get(option, first),
        )
        for option, problem in _unclear(draft, options)
    ]
    access = Access(**values.of(Access))
    allowed = may_read(readers, private=access.private, audience=access.audience)
    return allowed and not unclear, unclear


def _unclear(draft: Draft, options: Collection[str]) -> Iterable[tuple[str, str]]:
    """Options that may be meant to keep an item from somebody, each with what is wrong."""
    values = draft.values
    start = next((line for line in draft.text if line.strip()), "")
    if match := _LIKE_OPTION.match(start):
        yield match[1].lower(), "has no colon before it."
    for option in values.places:
        if option in _OPTIONS:
            if option == "audience" and not values.known.get("audience"):
                yield option, "names nobody."
            elif f"{option} 2" in values.unusable:
                yield option, "stands here more than once."
        elif option not in options and any(_is_nearly(option, one) for one in _OPTIONS):
            yield option, "is no option, but nearly one that keeps things from readers."


def _is_nearly(written: str, option: str) -> bool:
    """Whether a word is one of our options but for a slip: fewer are meant than are offered."""
    word = written.lower()
    begins_so = word.startswith(option[:_BEGINNING])
    return begins_so or SequenceMatcher(None, word, option).ratio() >= _ALIKE
