"""The records: the plain data that outlives reading a page.

Everything another page, a listing or a machine may show of an item is here; nothing else is.
A field that people write as an option says so in its declaration, see `fields`. This module
imports no Sphinx, so a record can be made, compared and tested anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
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

#: Kinds that the owner made; the others tell what somebody else says of the owner.
OWN_WORK = frozenset({"artefact", "project", "activity", "recording"})

#: The sides on which a figure can stand.
SIDES = ("left", "center", "right")

_NAME = "Letters, digits and hyphens"
_SKILLS = "Words with commas between them; a [catalogue](skills.md) may say which"
_SPAN = "A [date or a span](#dates)"


class FileKind(Enum):
    """What a file is, as far as showing it goes."""

    IMAGE = "image"
    DRAWING = "drawing"
    DOCUMENT = "document"
    RECORDING = "recording"
    SOUND = "sound"
    OFFICE = "office"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"


#: What is a picture itself, and what plays.
PICTURES = frozenset({FileKind.IMAGE, FileKind.DRAWING})
PLAYED = frozenset({FileKind.RECORDING, FileKind.SOUND})


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file that an evidence item points to.

    ``path`` is relative to the source folder, with forward slashes, as are those of its ``poster``
    (a picture that stands for it) and ``captions``. ``width`` and ``height`` are what a reader
    sees, in pixels, 0 when unknown; ``page`` is the one that is seen, of so many ``pages``, 0 when
    it has none. ``size`` is in bytes and ``seconds`` how long it plays, ``is_playable`` whether it
    does so in browsers. ``keeps_metadata`` is whether its owner wants what it tells beside what is
    seen to be published, and ``redact`` says what is blackened, as `files.redactions` reads it.
    """

    path: str
    kind: FileKind = FileKind.UNKNOWN
    width: int = 0
    height: int = 0
    page: int = 0
    pages: int = 0
    size: int = 0
    seconds: int = 0
    is_playable: bool = False
    poster: str = ""
    captions: str = ""
    keeps_metadata: bool = False
    redact: str = ""

    @property
    def is_pictured(self) -> bool:
        """Whether a figure can show it."""
        match self.kind:
            case FileKind.IMAGE | FileKind.DRAWING | FileKind.DOCUMENT:
                return True
            case FileKind.RECORDING:
                return bool(self.poster)
        return False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that shows what the owner can do.

    ``date`` and ``expires`` are ISO 8601 as `dates` describes it, empty when not given; ``date``
    may be a span. ``line`` is where the item starts in its page. ``named`` is whether the owner
    gave the name; else it is made from the title, and an `Index` settles what links may call it.
    ``featured`` items come first where a listing chooses. ``drawing`` is the id of a figure in its
    text that is drawn when pages are written, as a network map is.
    """

    docname: str
    # No part of what is said: every edit above moves it.
    line: int = field(repr=False)
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
    artefacts: tuple[Artefact, ...] = option(
        Value.FILE,
        "A file in the folder of your pages; [several](#several-files), each in a line of its own",
        "What [its kind](files.md) asks for: a certificate figure, a player, a card to download it",
        option="file",
        label="File",
        default=(),
    )
    featured: bool = option(
        Value.FLAG,
        "Nothing; the word alone is enough",
        "It comes first in a [gallery](#featured)",
        default=False,
    )
    named: bool = True
    drawing: str = ""

    @property
    def artefact(self) -> Artefact | None:
        """The main one: the first that a figure can show, else the first."""
        pictured = (one for one in self.artefacts if one.is_pictured)
        return next(pictured, self.artefacts[0] if self.artefacts else None)

    @property
    def figure_anchor(self) -> str:
        """The id of the certificate figure, else of what is drawn; empty when there is neither."""
        shown = self.artefact
        return part_of(self.anchor, "figure") if shown and shown.is_pictured else self.drawing


@dataclass(frozen=True, slots=True)
class Presentation:
    """How one file of an item is shown; only its own page asks."""

    alt: str = option(
        Value.TEXT,
        "One or two sentences",
        "[Alternative text](#alternative-text) of the figure",
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
        "The [width of the picture](#layout) in the figure",
        default="",
    )
    align: str = option(
        Value.SIDE,
        "`left`, `center` or `right`",
        "The [place of the figure](#layout). Without it, the picture decides",
        default="",
    )
    page: int = option(
        Value.PAGE,
        "A number, such as `2`",
        "The page of a PDF that is shown. Without it: the first",
        default=0,
    )
    poster: str = option(
        Value.PICTURE,
        "A picture in the folder of your pages",
        "What stands for a [video](#videos) until it plays, in cards, and on paper",
        default="",
    )
    captions: str = option(
        Value.CAPTIONS,
        "A WebVTT file (`.vtt`) in the folder of your pages",
        "[Subtitles](#videos) of a video",
        default="",
    )
    redact: str | None = option(
        Value.REDACT,
        "Left, top, width and height, such as `55% 55% 40% 10%`; several with `;` between them",
        "What is [blackened](#redact) in everything that is published of the file",
        default="",
    )
    metadata: bool = option(
        Value.KEEP,
        "`keep`",
        "The file tells [who made it, when and where](#metadata), too, as it does on your disk",
        default=False,
    )
    sha256: str = option(
        Value.CODE,
        "64 digits and letters, as `sha256sum` prints them",
        "A warning when [the file has changed](#integrity) since you wrote it",
        default="",
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
    ``next_steps`` are what the owner wants to do next, each as (due, words); due is an ISO 8601
    date or empty.
    The others are as in `Evidence`.
    """

    docname: str
    # No part of what is said: every edit above moves it.
    line: int = field(repr=False)
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
    # Only what describes a portfolio to machines says so.
    parts: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    next_steps: tuple[tuple[str, str], ...] = ()


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


#: What an owner may want to tell people, and not the programs that collect it.
GUARDED = ("email", "phone")
#: The forms that the owner's picture can have.
SHAPES = ("round", "square")


@dataclass(frozen=True, slots=True)
class Owner:
    """The person a portfolio is about, as far as that person wants to be known.

    ``picture`` and ``cv`` are files, relative to the source folder; ``pdf`` is one, or a web
    address, or a place on the web site. ``people_only`` names what is not for programs, of
    `GUARDED`.
    """

    name: str
    headline: str = ""
    summary: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    location: str = ""
    picture: str = ""
    picture_shape: str = SHAPES[0]
    cv: str = ""
    pdf: str = ""
    profiles: tuple[Profile, ...] = ()
    people_only: tuple[str, ...] = ()

    @property
    def in_the_open(self) -> Owner:
        """The owner as programs may know that person."""
        hidden = {key: "" if key in self.people_only else getattr(self, key) for key in GUARDED}
        return replace(self, email=hidden["email"], phone=hidden["phone"])


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
