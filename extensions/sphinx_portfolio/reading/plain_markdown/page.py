"""What stands in a Markdown page that was written without directives."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Way(StrEnum):
    """How a target was written."""

    LINK = "link"
    PICTURE = "picture"
    HTML = "html"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a picture leads.

    ``written`` is its address as it stands there, without the marks of Markdown around it, ``line``
    counts from 1, and ``words`` are its text or alternative text.
    """

    written: str
    line: int
    words: str = ""
    way: Way = Way.LINK


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page that is made, and the number, from 1, of the line that it comes from."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class PlainEvidence:
    """One thing that shows what the owner can do.

    ``title`` is Markdown of one line, ``kind`` one of `model.KINDS`. ``lines`` are the numbers of
    all lines that belong to it, and ``body`` the text that does: as many lines in the same order,
    empty where a title or a target stood alone, mended where Markdown would take them for something
    else, and with an empty line more where one was missing. ``prose`` is that text without the
    empty ones around it.
    """

    title: str
    kind: str
    line: int
    lines: range
    targets: tuple[Target, ...] = ()
    body: tuple[Line, ...] = ()

    @property
    def prose(self) -> str:
        """The words that belong to it, as Markdown."""
        return "\n".join(line.text for line in self.body).strip("\n")


@dataclass(frozen=True, slots=True)
class PlainReflection:
    """An account of an experience, in the parts of a reflection model.

    ``parts`` has the Markdown of each part by its id, as in `ReflectionModel.part_ids`; one that
    counts for two parts has its words in both. ``evidence`` are the positions, in the page's
    evidence, of what it is about. The rest is as in `PlainEvidence`.
    """

    title: str
    model: str
    line: int
    lines: range
    parts: dict[str, str] = field(default_factory=dict)
    body: tuple[Line, ...] = ()
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What could not be decided, or has to be looked at, in words for the author."""

    line: int
    message: str


class Topic(StrEnum):
    """What else portfolios hold; each has a sensible place of its own."""

    ABOUT = "about"
    CV = "cv"
    CONTACT = "contact"
    PROFILES = "profiles"
    COVER = "cover"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines about something that is neither evidence nor a reflection."""

    topic: Topic
    title: str
    lines: range


@dataclass(frozen=True, slots=True)
class PlainPage:
    """All that was found in one text. Items are in the order of their lines, and never overlap.

    ``has_directives``: the page has some of ours, so nothing was looked for.
    """

    title: str
    evidence: tuple[PlainEvidence, ...] = ()
    reflections: tuple[PlainReflection, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    has_directives: bool = False
