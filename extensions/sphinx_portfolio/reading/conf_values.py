"""A reader for each kind of value of ``conf.py``: what cannot be used costs one fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ..faults import Fault, Place, WarningType
from ..leaks import Patterns
from ..look.accent import AA, Accent, accent_of
from ..look.fonts import STACKS
from ..model import KINDS, Owner
from ..names import is_name
from ..reflection_models import MODELS, ReflectionModel, model_from_config
from ..skills import Catalogue, CatalogueError, load
from ..suggest import nearest
from .conf_names import line_of
from .front_matter import words_of
from .owner import read_owner
from .pack import Pack, read_pack

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Reading:
    """One value on its way; ``source`` is the text of conf.py, for the line of a fault."""

    srcdir: Path
    source: str
    file: str
    name: str = ""
    default: object = None
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, message: str, name: str = "") -> None:
        """Say why a value cannot be used."""
        self.add(f"conf.py: {name or self.name}: {message} The value is ignored.", self.name)

    def add(self, words: str, name: str, type_: WarningType = WarningType.CONFIG) -> None:
        """A fault at the line that sets a value."""
        place = Place(self.file, line_of(self.source, name))
        self.faults.append(Fault(type_, words, place))


def kinds(reading: Reading, value: object) -> Mapping[str, str]:
    """The kinds of evidence by their ids: ours, and those of the owner."""
    kinds: dict[str, str] = {}
    for kind, label in _mapping(reading, value).items():
        if isinstance(label, str) and label.strip():
            kinds[kind] = label.strip()
        else:
            reading.refuse(f"the label of {kind!r} must be some words, not {label!r}.")
    return {**KINDS, **kinds}


def models(reading: Reading, value: object) -> Mapping[str, ReflectionModel]:
    """The reflection models by their ids: ours, and those of the owner."""
    models: dict[str, ReflectionModel] = {}
    for model_id, entry in _mapping(reading, value).items():
        try:
            models[model_id] = model_from_config(model_id, entry)
        except ValueError as error:
            reading.refuse(f"model {model_id!r}: {error}.")
    return {**MODELS, **models}


def _mapping(reading: Reading, value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        reading.refuse(f"it must be a dictionary, not {value!r}.")
        return {}
    usable: dict[str, object] = {}
    for key, entry in value.items():
        if isinstance(key, str) and is_name(key) and key == key.lower():
            usable[key] = entry
        else:
            reading.refuse(f"{key!r} is not a name (small letters, digits and hyphens).")
    return usable


def words(reading: Reading, value: object) -> tuple[str, ...]:
    """Some words, in order; one alone may stand without a list."""
    several = words_of(value) if isinstance(value, str) else value
    if isinstance(several, list | tuple | set | frozenset) and all(
        isinstance(one, str) and one.strip() for one in several
    ):
        return tuple(sorted(one.strip() for one in several))
    reading.refuse(f"it must be some words in quotes, or a list of them, not {value!r}.")
    return words_of(reading.default or ())


def patterns(reading: Reading, value: object) -> tuple[str, ...]:
    """Regular expressions; those that are none are left out."""
    usable = []
    for one in words(reading, value):
        try:
            Patterns.of([one])
        except ValueError as error:
            reading.refuse(str(error))
        else:
            usable.append(one)
    return tuple(usable)


def date_format(reading: Reading, value: object) -> str:
    """A format of ``strftime``."""
    if isinstance(value, str) and "%" in value:
        return value
    reading.refuse(f"it must be a format like {reading.default!r}, not {value!r}.")
    return str(reading.default)


def line(reading: Reading, value: object) -> str:
    """One line of text."""
    return _line_of(reading, value, reading.name)


def _line_of(reading: Reading, value: object, name: str) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    reading.refuse(f"it must be one line of text, not {value!r}.", name)
    return ""


def path(reading: Reading, value: object) -> str:
    """The path of a file, from the source folder."""
    return line(reading, value).lstrip("/")


def yes_or_no(reading: Reading, value: object) -> bool:
    """True or False."""
    if value in _WRITTEN_SO and isinstance(value, str):
        return _WRITTEN_SO[value]
    if not isinstance(value, bool):
        reading.refuse(f"it must be True or False, not {value!r}.")
        return bool(reading.default)
    return value


#: Yes and no as they come from the command line, where all is text.
_WRITTEN_SO = {"1": True, "True": True, "0": False, "False": False}


#: The pattern that every page matches.
ALL_PAGES = "**"


def pages(reading: Reading, value: object) -> tuple[str, ...]:
    """Patterns of pages: of all for True, of none for False."""
    if isinstance(value, bool):
        return (ALL_PAGES,) if value else ()
    if isinstance(value, str | list | tuple | set | frozenset):
        return words(reading, value)
    reading.refuse(f"it must be True, False or a list of patterns, not {value!r}.")
    return ()


def count(reading: Reading, value: object) -> int:
    """A whole number."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    reading.refuse(f"it must be a whole number, not {value!r}.")
    return cast("int", reading.default)


def accent(reading: Reading, value: object) -> Accent | None:
    """The accent, or None if the theme's is to stay; one that is too pale is made darker."""
    words = line(reading, value)
    if not words:
        return None
    try:
        accent = accent_of(words)
    except ValueError:
        reading.refuse(f"{words!r} is no colour. Write one like '#0b6e6e' or 'teal'.")
        return None
    if accent.is_too_pale:
        reading.add(
            f"conf.py: {reading.name}: {words!r} is hard to read on white: its contrast is "
            f"{accent.contrast:.1f} to 1, and {AA} to 1 is needed. '{accent.light}' is used there, "
            "the nearest that can be read; on dark pages "
            f"'{accent.dark}'. Write '{accent.light}', and this message goes.",
            reading.name,
            WarningType.PALE_ACCENT,
        )
    return accent


def font(reading: Reading, value: object) -> str:
    """The name of a font stack; nothing if the theme's is to stay."""
    name = line(reading, value)
    if not name or name in STACKS:
        return name
    reading.refuse(f"there is no font {name!r}.{nearest(name, STACKS)}")
    return ""


#: Sizes of paper, the first of which is usual.
PAPERS = ("a4", "letter")


def paper(reading: Reading, value: object) -> str:
    """A size of paper."""
    if isinstance(value, str) and value.lower() in PAPERS:
        return value.lower()
    known = " or ".join(f"'{name}'" for name in PAPERS)
    reading.refuse(f"it must be {known}, not {value!r}.")
    return PAPERS[0]


#: How much of a certificate that is a PDF is printed.
CERTIFICATES = ("figure", "pages")


def certificates(reading: Reading, value: object) -> str:
    """How much of certificates is printed."""
    if isinstance(value, str) and value in CERTIFICATES:
        return value
    reading.refuse(f"it must be {' or '.join(map(repr, CERTIFICATES))}, not {value!r}.")
    return CERTIFICATES[0]


def pack(reading: Reading, value: object) -> Pack:
    """What an application pack holds."""
    return read_pack(value, reading.refuse)


#: The builders of web sites, one of which makes the portfolio's.
SITE_BUILDERS = ("html", "dirhtml", "singlehtml")


def site_builder(reading: Reading, value: object) -> str:
    """The name of a builder of web sites."""
    if isinstance(value, str) and value in SITE_BUILDERS:
        return value
    reading.refuse(f"it must be {', '.join(map(repr, SITE_BUILDERS))}, not {value!r}.")
    return str(reading.default)


#: How far the care for files reaches: to pages that hold items, to all pages, to none.
REACHES = ("items", "all", "off")


def reach(reading: Reading, value: object) -> str:
    """One of `REACHES`."""
    if isinstance(value, str) and value in REACHES:
        return value
    reading.refuse(f"it must be {', '.join(map(repr, REACHES))}, not {value!r}.")
    return str(reading.default)


def catalogue(reading: Reading, value: object) -> Catalogue:
    """The skills of all catalogues; where two have the same skill, the first keeps it."""
    files = [value] if isinstance(value, str) else value
    if not isinstance(files, list | tuple) or not all(isinstance(file, str) for file in files):
        reading.refuse(f"it must be a list of file names, not {value!r}.")
        return Catalogue()
    catalogue = Catalogue()
    for file in files:
        try:
            catalogue = catalogue.joined_by(load(file, reading.srcdir, reading.faults.append))
        except CatalogueError as error:
            if error.path is None:
                reading.refuse(f"{file!r}: {error}")
            else:
                message = f"{error} The whole catalogue is left out."
                place = Place(str(error.path), error.line)
                reading.faults.append(Fault(WarningType.BAD_CATALOGUE, message, place))
    return catalogue


def owner(reading: Reading, value: object) -> Owner | None:
    """Who the portfolio is about; None if nothing usable says so."""
    return read_owner(value, reading.srcdir, reading.refuse)
