"""What a portfolio holds, as plain data, for those who look at what it lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..records import Index

if TYPE_CHECKING:
    from ..faults import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a reader sees, and where they stand."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class PartText:
    """A part of a reflection: its id, its label, and its text; one that is several has no id."""

    place: Place
    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, the alternative text that its owner gave it, and the name of its file.

    ``is_converted``: readers get a copy that their browser shows.
    """

    place: Place
    alt: str
    file: str
    is_converted: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """All that hints are made of.

    ``index`` answers about the records; ``files`` has the file of each page that holds some. The
    ``language`` is that of the pages, and a part with fewer than ``part_words`` words is thin.
    """

    index: Index = field(default_factory=lambda: Index(()))
    files: dict[str, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    parts: tuple[PartText, ...] = ()
    pictures: tuple[Picture, ...] = ()
    language: str = "en"
    part_words: int = 20
