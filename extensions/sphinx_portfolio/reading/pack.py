"""What becomes one PDF to hand in: ``portfolio_pack`` in ``conf.py``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..selection import Selection
from ..suggest import nearest
from .listing import FILTERS, LISTING, read_listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..faults import Fault, Place
    from .context import Context

    #: Says why something cannot be used.
    Refuse = Callable[[str], None]

#: The options of a listing that choose.
CHOOSES = (*(one.option for one in FILTERS), "sort")
_KNOWN = (*CHOOSES, "all", "max_size")
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(b|kb?|mb?|gb?)?", re.IGNORECASE)
_UNITS = {"": 1, "b": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
USUAL_SIZE = 5_000_000


@dataclass(frozen=True, slots=True)
class Pack:
    """What one PDF to hand in holds.

    ``filters`` are options of a listing, as they were written. Without any it holds what is
    featured, or everything if ``is_whole``. ``max_size`` is in bytes.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = False
    max_size: int = USUAL_SIZE

    @property
    def is_featured(self) -> bool:
        """Whether it holds what is featured."""
        return not self.is_whole and not any(one != "sort" for one in self.filters)


def read_pack(value: object, refuse: Refuse) -> Pack:
    """What ``conf.py`` says of it; with what is wrong left out."""
    if not isinstance(value, Mapping):
        refuse(f"it must be a dictionary, not {value!r}.")
        return Pack()
    filters: dict[str, str] = {}
    size = USUAL_SIZE
    for key, given in value.items():
        if key not in _KNOWN:
            refuse(f"there is no {key!r}.{nearest(str(key), _KNOWN) or _known()}")
        elif key == "max_size":
            try:
                size = read_size(str(given))
            except ValueError as error:
                refuse(f"max_size: {error}")
        elif key in CHOOSES and (words := _words(given)):
            filters[key] = words
    is_whole = _is_yes(value.get("all", False))
    if is_whole:
        filters = {key: words for key, words in filters.items() if key == "sort"}
    return Pack(filters, is_whole, size)


def read_size(words: str) -> int:
    """Bytes that are written as ``2MB`` or ``800 kB``; a kB is 1,000 bytes (SI).

    :raises ValueError: in words, if they are no size.
    """
    match = _SIZE.fullmatch(words.strip())
    size = (
        round(float(match[1].replace(",", ".")) * _UNITS[(match[2] or "")[:1].lower()])
        if match
        else 0
    )
    if size <= 0:
        raise ValueError(f"{words!r} is no size. Write one like '2MB' or '800kB'.")
    return size


def read_choice(
    pack: Pack, context: Context, place: Place
) -> tuple[Selection, list[Fault], tuple[str, ...]]:
    """The filters of a pack, as those of a listing are read.

    :param place: where they stand.
    :returns: the filters, what is wrong with them, and which of them cannot be used.
    """
    lines = [f":{option}: {words}" for option, words in pack.filters.items()]
    draft = read_listing(lines, lambda _line: place, context, LISTING)
    values = draft.values
    return Selection(**values.of(Selection)), draft.faults, tuple(values.unusable)


def _words(given: object) -> str:
    """A filter in one line; a list has a comma between its words."""
    if isinstance(given, str):
        return " ".join(given.split())
    several: Iterable[object] = (
        given if isinstance(given, list | tuple | set | frozenset) else [given]
    )
    return ", ".join(f'"{one}"' if "," in str(one) else str(one) for one in several)


def _is_yes(given: object) -> bool:
    """Whether something is wanted; the command line has words only."""
    return given is True or str(given).lower() in {"1", "true", "yes"}


def _known() -> str:
    return f" Known: {', '.join(_KNOWN)}."
