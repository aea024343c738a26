"""The records: the plain data that outlives reading a page.

Everything another page, a listing or a machine may show of an item is here; nothing else is.
A field that people write as an option says so in its declaration, see `fields`. This module
imports no Sphinx, so a record can be made, compared and tested anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from .fields import Value, option
from .names import part_of

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
    "education": "Education",
    "employment": "Employment",
    "volunteering": "Volunteering",
}
DEFAULT_KIND = "artefact"
#: Kinds that somebody else awards.
CREDENTIALS = frozenset({"certificate", "course", "assessment"})

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})

#: The sides on which a figure can stand.
SIDES = ("left", "center", "right")

_NAME = "Letters, digits and hyphens"
_SKILLS = "Words with commas between them; a [catalogue](skills.md) may say which"
_SPAN = "A [date or a span](#dates)"


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

    ``date`` and ``expires`` are ISO 8601 as `dates` describes it, empty when not given; ``date``
    may be a span. ``line`` is where the item starts in its page. ``named`` is whether the owner
    gave the name; else it is made from the title, and an `Index` settles what links may call it.
    ``featured`` items come first where a listing chooses.
    """

    docname: str
    line: int
    name: str = option(
        Value.NAME,
        f"{_NAME}, such as `first-aid-2025`",
        "The name that links use. Without it, a [name is made from the title](#names), and changes "
        "when the title does",
    )
    anchor: str = ""
    title: str = ""
    kind: str = option(
        Value.KIND,
        "One of the [kinds](#kinds)",
        "The word above the title, and the group in the {ref}`evidence index "
        "<portfolio-evidence>`. Without it: artefact",
        default=DEFAULT_KIND,
        needs="kind",
        jsonld="credentialCategory",
    )
    issuer: str = option(
        Value.TEXT,
        "A name",
        '"Issued by …", and the group in the evidence index',
        label="Issued by",
        default="",
        needs="issuer",
    )
    date: str = option(
        Value.SPAN, _SPAN, "The date of the evidence", label="Date", default="", needs="date"
    )
    expires: str = option(
        Value.DATE,
        "A [date](#dates)",
        '"Valid until …"',
        label="Valid until",
        default="",
        needs="expires",
        jsonld="expires",
    )
    credential_id: str = option(
        Value.CODE,
        "The number on the certificate",
        '"Credential ID …"',
        label="Credential ID",
        default="",
        jsonld="identifier",
    )
    url: str = option(
        Value.ADDRESS,
        "An address that starts with `https://` or `http://`",
        'A link: "Verify at" for certificates, courses and assessments, "Online at" for the other '
        "kinds",
        label="Online at",
        default="",
        needs="url",
    )
    skills: tuple[str, ...] = option(
        Value.SKILLS,
        _SKILLS,
        "One chip for each skill, linked to the {ref}`skills index <portfolio-skills>`",
        default=(),
    )
    artefact: Artefact | None = option(
        Value.FILE,
        "A file in the folder of your pages",
        "A [certificate figure or a download link](#files)",
        option="file",
        label="File",
        default=None,
    )
    featured: bool = option(
        Value.FLAG,
        "Nothing; the word alone is enough",
        "It comes first in a [gallery](#featured)",
        default=False,
    )
    named: bool = True

    @property
    def figure_anchor(self) -> str:
        """The id of the certificate figure, empty when the item has none."""
        return part_of(self.anchor, "figure") if self.artefact and self.artefact.is_image else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """How the certificate figure of an item is shown; only its own page asks."""

    alt: str = option(
        Value.TEXT,
        "One or two sentences",
        "[Alternative text](#alternative-text) of the certificate figure",
        default="",
    )
    caption: str = option(
        Value.MARKUP,
        "Words, with markup if you like",
        "The caption of the figure. Without it: title, issuer and date",
        default="",
    )
    width: str = option(
        Value.WIDTH,
        "`80%`, `300px`, `12em` … A number alone means pixels",
        "The width of the picture in the figure",
        default="",
    )
    align: str = option(
        Value.SIDE,
        "`left`, `center` or `right`",
        "The side on which the figure stands. Without it: left",
        default=SIDES[0],
    )


@dataclass(frozen=True, slots=True)
class Style:
    """Hooks for style sheets."""

    classes: tuple[str, ...] = option(
        Value.CLASSES,
        "One or more words",
        "CSS classes, for a style sheet of your own",
        option="class",
        default=(),
    )


@dataclass(frozen=True, slots=True)
class Access:
    """Who may read an item; asked only while its page is read."""

    private: bool = option(
        Value.FLAG,
        "Nothing; the word alone is enough",
        "It is [left out](privacy.md) of every build",
        default=False,
    )
    audience: tuple[str, ...] = option(
        Value.WORDS,
        "Words with commas between them, such as `assessor`",
        "It is [left out](privacy.md#audience) of builds for others",
        default=(),
    )


@dataclass(frozen=True, slots=True)
class Reflection:
    """A structured account of an experience.

    ``evidence`` holds the names of the items it reflects on, in the order the owner gave.
    ``parts`` are the parts of its model that are there, each with how many words stand under it.
    The others are as in `Evidence`.
    """

    docname: str
    line: int
    name: str = option(
        Value.NAME,
        _NAME,
        "The name that links use. Without it, a [name is made from the title](#names)",
    )
    anchor: str = ""
    title: str = ""
    model: str = option(
        Value.MODEL,
        "One of the [models](#models); only with `{reflection}`",
        "The parts that are looked for. Without it: STAR",
        default="star",
    )
    evidence: tuple[str, ...] = option(
        Value.NAMES,
        "Names of evidence, with commas between them",
        '"About …" with links; and each of them says "Reflected on in …"',
        label="About",
        default=(),
    )
    skills: tuple[str, ...] = option(
        Value.SKILLS,
        _SKILLS,
        "One chip for each skill. Without it, [those of its evidence](#reflected-on) count",
        default=(),
    )
    date: str = option(
        Value.SPAN, _SPAN, "When you wrote it", label="Date", default="", needs="date"
    )
    named: bool = True
    parts: tuple[tuple[str, int], ...] = ()


Record = Evidence | Reflection

#: The type of record of each type of object.
OBJECTS: dict[str, type[Record]] = {"evidence": Evidence, "reflection": Reflection}


def object_type(record: Record) -> str:
    """The object type of a record: ``evidence`` or ``reflection``."""
    return "evidence" if isinstance(record, Evidence) else "reflection"


@dataclass(frozen=True, slots=True)
class Skill:
    """What evidence and reflections demonstrate: free words, or an entry of a skill catalogue.

    ``name`` is a `slug`. A catalogue may add a description, the group that the skill belongs to,
    the address of its definition (ESCO, O*NET, an institution), a scale of levels, lowest first,
    and how many pieces of evidence are expected. ``evidence`` is all that names the skill, in page
    order; ``reflections`` name it, or name none and are about such evidence. ``level`` is the
    highest level that one of them names.
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
    """The person a portfolio is about, as far as that person wants to be known to machines.

    ``picture`` and ``cv`` are files, relative to the source folder.
    """

    name: str
    headline: str = ""
    summary: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    location: str = ""
    picture: str = ""
    cv: str = ""
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
