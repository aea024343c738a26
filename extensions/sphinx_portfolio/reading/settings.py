"""The ``portfolio_*`` values of ``conf.py``: each declared once, with its check and its help.

A value that cannot be used costs one fault and is replaced by its default, so that a typing error
in ``conf.py`` never stops a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from ..artefacts import ArtefactError, find
from ..faults import Fault, Place, WarningType
from ..model import KINDS, Owner, Profile, is_image, is_web_address
from ..names import is_name
from ..reflection_models import MODELS, ReflectionModel, model_from_config
from ..skills import Catalogue, CatalogueError, load
from ..suggest import nearest
from .front_matter import words_of

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "portfolio_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of ``conf.py``: its name, its default, what is written and what becomes of it."""

    name: str
    default: object
    read: Callable[[_Reading, object], Any]
    written: str
    effect: str


@dataclass
class _Reading:
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

    def add(self, words: str, name: str) -> None:
        """A fault at the line that sets a value."""
        match = re.search(rf"(?m)^[ \t]*{re.escape(name)}\b", self.source)
        line = self.source.count("\n", 0, match.start()) + 1 if match else 1
        self.faults.append(Fault(WarningType.CONFIG, words, Place(self.file, line)))


def _setting(
    name: str,
    default: object,
    read: Callable[[_Reading, object], Any],
    written: str,
    effect: str,
    empty: Callable[[], Any],
) -> Any:
    """A field of `Settings`; ``empty`` makes what stands there when nothing is set."""
    declared = Setting(PREFIX + name, default, read, written, effect)
    return field(default_factory=empty, metadata={"setting": declared})


# -- a reader for each kind of value


def _kinds(reading: _Reading, value: object) -> Mapping[str, str]:
    kinds: dict[str, str] = {}
    for kind, label in _mapping(reading, value).items():
        if isinstance(label, str) and label.strip():
            kinds[kind] = label.strip()
        else:
            reading.refuse(f"the label of {kind!r} must be some words, not {label!r}.")
    return {**KINDS, **kinds}


def _models(reading: _Reading, value: object) -> Mapping[str, ReflectionModel]:
    models: dict[str, ReflectionModel] = {}
    for model_id, entry in _mapping(reading, value).items():
        try:
            models[model_id] = model_from_config(model_id, entry)
        except ValueError as error:
            reading.refuse(f"model {model_id!r}: {error}.")
    return {**MODELS, **models}


def _mapping(reading: _Reading, value: object) -> dict[str, object]:
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


def _words(reading: _Reading, value: object) -> tuple[str, ...]:
    several = words_of(value) if isinstance(value, str) else value
    if isinstance(several, list | tuple | set | frozenset) and all(
        isinstance(one, str) and one.strip() for one in several
    ):
        return tuple(sorted(one.strip() for one in several))
    reading.refuse(f"it must be some words in quotes, or a list of them, not {value!r}.")
    return words_of(reading.default)


def _date_format(reading: _Reading, value: object) -> str:
    if isinstance(value, str) and "%" in value:
        return value
    reading.refuse(f"it must be a format like {reading.default!r}, not {value!r}.")
    return str(reading.default)


def _line(reading: _Reading, value: object) -> str:
    return _line_of(reading, value, reading.name)


def _line_of(reading: _Reading, value: object, name: str) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    reading.refuse(f"it must be one line of text, not {value!r}.", name)
    return ""


def _path(reading: _Reading, value: object) -> str:
    return _line(reading, value).lstrip("/")


def _yes_or_no(reading: _Reading, value: object) -> bool:
    if not isinstance(value, bool):
        reading.refuse(f"it must be True or False, not {value!r}.")
        return bool(reading.default)
    return value


#: The builders of web sites, one of which makes the portfolio's.
SITE_BUILDERS = ("html", "dirhtml", "singlehtml")


def _site_builder(reading: _Reading, value: object) -> str:
    if isinstance(value, str) and value in SITE_BUILDERS:
        return value
    reading.refuse(f"it must be {', '.join(map(repr, SITE_BUILDERS))}, not {value!r}.")
    return str(reading.default)


def _catalogue(reading: _Reading, value: object) -> Catalogue:
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


_LINES = ("name", "headline", "summary", "email", "phone", "url", "location")
_FILES = ("picture", "cv")


def _owner(reading: _Reading, value: object) -> Owner | None:
    """The owner, or None: without a name nobody is described."""
    if not isinstance(value, Mapping):
        reading.refuse(f"it must be a dictionary, not {value!r}.")
        return None
    said = dict(value)
    profiles = _profiles(reading, said.pop("profiles", []))
    known = (*_LINES, *_FILES, "profiles")
    for key in [key for key in said if key not in known]:
        hint = nearest(str(key), known) or f" Known: {', '.join(known)}."
        reading.refuse(f"there is no {key!r}.{hint}")
        del said[key]
    words = {key: _line_of(reading, text, f"{reading.name}: {key}") for key, text in said.items()}
    if (url := words.get("url")) and not is_web_address(url):
        reading.refuse(f"{url!r} is not an address in full, like https://example.org.")
        del words["url"]
    for key in _FILES:
        if key in words:
            words[key] = _own_file(reading, key, words[key])
    if not words.get("name"):
        if said or profiles:
            reading.refuse("a 'name' is needed.")
        return None
    return Owner(**words, profiles=profiles)


def _own_file(reading: _Reading, key: str, written: str) -> str:
    """A file of the owner's, relative to the source folder; nothing if it cannot be used."""
    path = written.lstrip("/")
    if not path:
        return ""
    try:
        find(reading.srcdir, path)
    except ArtefactError as error:
        reading.refuse(f"{key} {written!r}: {error}")
        return ""
    if key == "picture" and not is_image(path):
        reading.refuse(f"picture {written!r}: it is no picture. Save it as JPEG or PNG.")
        return ""
    return path


def _profiles(reading: _Reading, value: object) -> tuple[Profile, ...]:
    found = []
    for entry in value if isinstance(value, list | tuple) else [value]:
        match entry:
            case {"network": str(network), "url": str(url)} if is_web_address(url):
                found.append(Profile(network, url))
            case _:
                example = {"network": "Example", "url": "https://example.org/you"}
                reading.refuse(f"a profile is written {example}, not {entry!r}.")
    return tuple(found)


# -- the values


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration as the rest of the code uses it.

    ``kinds`` maps each kind to the word a reader sees. ``picture`` is relative to the source
    folder.
    """

    kinds: Mapping[str, str] = _setting(
        "kinds",
        {},
        _kinds,
        "A dictionary of ids and words",
        "[More kinds of evidence](#kinds-of-your-own), or other words for the built-in ones",
        lambda: KINDS,
    )
    models: Mapping[str, ReflectionModel] = _setting(
        "reflection_models",
        {},
        _models,
        "A dictionary of ids and models",
        "[Reflection models of your own](#own-models)",
        lambda: MODELS,
    )
    catalogue: Catalogue = _setting(
        "skills",
        [],
        _catalogue,
        "A list of files, or of `work-readiness`, which comes with the extension",
        "[Skill catalogues](skills.md). Without any, every word is a skill",
        Catalogue,
    )
    declaration: str = _setting(
        "declaration",
        "",
        _line,
        "A sentence",
        "Says that the work is your own, in the [checklist](#declaration)",
        str,
    )
    owner: Owner | None = _setting(
        "owner",
        {},
        _owner,
        "A dictionary",
        "[Who you are](#owner), for programs and search engines",
        lambda: None,
    )
    json: bool = _setting(
        "json",
        True,
        _yes_or_no,
        "`True` or `False`",
        "Whether a web site gets a [`portfolio.json`](#portfolio-json)",
        lambda: True,
    )
    audience: tuple[str, ...] = _setting(
        "audience",
        "public",
        _words,
        "A word, or a list of words",
        "[For whom](privacy.md#audience) this build is. What is for others only is left out",
        lambda: ("public",),
    )
    exclude: tuple[str, ...] = _setting(
        "exclude",
        [],
        _words,
        "A list of patterns, such as `drafts/*`",
        "[Pages](privacy.md#exclude) that are shown, but are no part of the portfolio",
        tuple,
    )
    site_builder: str = _setting(
        "site_builder",
        SITE_BUILDERS[0],
        _site_builder,
        "`html`, `dirhtml` or `singlehtml`",
        "What makes your web site, for the addresses of its pages in [`resume.json`](#json-resume) "
        "and on [paper](pdf.md)",
        lambda: SITE_BUILDERS[0],
    )
    slow_collector: bool = _setting(
        "slow_collector",
        True,
        _yes_or_no,
        "`True` or `False`",
        "Whether Python may [look for garbage less often](building.md#speed) while a build runs",
        lambda: True,
    )
    subtitle: str = _setting(
        "subtitle", "", _line, "A line", "The line under the [title of the PDF](#pdf-look)", str
    )
    picture: str = _setting(
        "picture",
        "",
        _path,
        "A file in the folder of your pages",
        "The picture on the [title page of the PDF](#pdf-look)",
        str,
    )
    date_format: str = _setting(
        "date_format",
        "%-d %B %Y",
        _date_format,
        "A format of `strftime`",
        "How a [full date](#date-format) is written",
        lambda: "%-d %B %Y",
    )


SETTINGS: dict[str, Setting] = {
    one.metadata["setting"].name: one.metadata["setting"] for one in fields(Settings)
}


def read_settings(
    values: Mapping[str, object], srcdir: Path, conf_py: Path
) -> tuple[Settings, list[Fault]]:
    """Read and check the values.

    :param values: by name; those that are missing have their default.
    :param srcdir: the source folder, which files are named from.
    :param conf_py: the file that the values come from.
    """
    try:
        source = conf_py.read_text("utf-8")
    except (OSError, UnicodeError):
        source = ""
    reading = _Reading(srcdir, source, str(conf_py))
    found: dict[str, Any] = {}
    for one in fields(Settings):
        setting: Setting = one.metadata["setting"]
        reading.name, reading.default = setting.name, setting.default
        found[one.name] = setting.read(reading, values.get(setting.name, setting.default))
    for name in sorted(set(values) - SETTINGS.keys()):
        reading.add(
            f"conf.py: there is no value {name!r}.{nearest(name, SETTINGS)} It is ignored.", name
        )
    return Settings(**found), reading.faults
