"""The records: the plain data that outlives reading a page.

Everything another page, a listing or a machine may show of an item is here; nothing else is.
This module imports no Sphinx, so a record can be made, compared and tested anywhere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

#: What an evidence item can be, and the word a reader sees for it.
KINDS: dict[str, str] = {
    "certificate": "Certificate",
    "course": "Course",
    "artefact": "Artefact",
    "project": "Project",
    "activity": "Activity",
    "recording": "Recording",
    "testimony": "Testimony",
    "assessment": "Assessment",
}
DEFAULT_KIND = "artefact"
#: Kinds that somebody else awards.
CREDENTIALS = frozenset({"certificate", "course", "assessment"})

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Artefact:
    """The file an evidence item points to.

    ``path`` is relative to the source folder, with forward slashes.
    ``width`` and ``height`` are pixels, 0 when unknown or not an image.
    """

    path: str
    width: int = 0
    height: int = 0

    @property
    def is_image(self) -> bool:
        """Whether the file can be shown as a figure."""
        return is_image(self.path)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that shows what the owner can do.

    ``date`` and ``expires`` are ISO 8601 with the precision the owner gave (``2025``, ``2025-03``
    or ``2025-03-21``), empty when not given. ``line`` is where the item starts in its page.
    ``featured`` items come first where a listing chooses.
    """

    docname: str
    line: int
    name: str
    anchor: str
    title: str
    kind: str = DEFAULT_KIND
    issuer: str = ""
    date: str = ""
    expires: str = ""
    credential_id: str = ""
    url: str = ""
    skills: tuple[str, ...] = ()
    artefact: Artefact | None = None
    featured: bool = False

    @property
    def figure_anchor(self) -> str:
        """The id of the certificate figure, empty when the item has none."""
        return f"{self.anchor}-figure" if self.artefact and self.artefact.is_image else ""


@dataclass(frozen=True, slots=True)
class Reflection:
    """A structured account of an experience.

    ``evidence`` holds the names of the items it reflects on, in the order the owner gave.
    """

    docname: str
    line: int
    name: str
    anchor: str
    title: str
    model: str = "star"
    evidence: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    date: str = ""


Record = Evidence | Reflection


@dataclass(frozen=True, slots=True)
class Skill:
    """What evidence and reflections demonstrate: free words, or an entry of a skill catalogue.

    ``name`` is a `slug`. A catalogue may add a description, the group that the skill belongs to,
    the address of its definition (ESCO, O*NET, an institution), a scale of levels, lowest first,
    and how many pieces of evidence are expected. ``evidence`` and ``reflections`` are all records
    that name the skill, in page order; ``level`` is the highest level that one of them names.
    """

    name: str
    title: str
    description: str = ""
    group: str = ""
    address: str = ""
    levels: tuple[str, ...] = ()
    expected: int = 0
    level: str = ""
    evidence: tuple[Evidence, ...] = ()
    reflections: tuple[Reflection, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """The evidence, then the reflections."""
        return (*self.evidence, *self.reflections)

    @property
    def missing(self) -> int:
        """How many pieces of evidence are expected and not there."""
        return max(0, self.expected - len(self.evidence))


@dataclass(frozen=True, slots=True)
class Profile:
    """A page about the owner on another site."""

    network: str
    url: str


@dataclass(frozen=True, slots=True)
class Owner:
    """The person a portfolio is about, as far as that person wants to be known to machines."""

    name: str
    headline: str = ""
    summary: str = ""
    email: str = ""
    url: str = ""
    location: str = ""
    profiles: tuple[Profile, ...] = ()


def is_image(path: str) -> bool:
    """Whether the name of a file ends like an image that a page can show."""
    return PurePosixPath(path).suffix.lower() in IMAGE_SUFFIXES


def is_web_address(text: str) -> bool:
    """Whether ``text`` is an address that is safe to link to: http or https, with a host."""
    if re.search(r"[\s\x00-\x1f\x7f<>\"`{}|\\^]", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def skill_title(text: str) -> str:
    """The words a reader sees for a free skill: ``networking`` → ``Networking``, ``iOS`` stays."""
    return text[:1].upper() + text[1:] if text.islower() else text


def first_day(iso_date: str) -> date:
    """The first day that an ISO 8601 date of any precision covers.

    :raises ValueError: if it is not a real date, with words for the person who wrote it.
    """
    return _days(iso_date)[0]


def last_day(iso_date: str) -> date:
    """The last day that an ISO 8601 date of any precision covers; errors as `first_day`."""
    return _days(iso_date)[1]


def _days(iso_date: str) -> tuple[date, date]:
    match = _DATE.fullmatch(iso_date)
    if not match:
        raise ValueError("write it as 2025-03-21, 2025-03 or 2025")
    year, month, day = (int(group) if group else 0 for group in match.groups())
    if year == 0:
        raise ValueError("there is no year 0")
    if month > 12 or (match[2] and month == 0):
        raise ValueError(f"there is no month {month}")
    first_month, last_month = (month, month) if month else (1, 12)
    length = monthrange(year, last_month)[1]
    if match[3] and not 1 <= day <= length:
        raise ValueError(f"that month has no day {day}")
    return date(year, first_month, day or 1), date(year, last_month, day or length)
