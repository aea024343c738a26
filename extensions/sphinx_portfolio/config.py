"""The ``portfolio_*`` values of ``conf.py``: declared once, validated once.

A value that cannot be used costs one warning and is replaced by its default, so that a typing
error in ``conf.py`` never stops a build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from .model import KINDS, Owner, Profile, is_web_address
from .names import is_name
from .reflection_models import MODELS, ReflectionModel, model_from_config
from .skills import Catalogue, CatalogueError, load
from .warnings import WarningType, report, warn

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Name and default of every value. All of them change what a page says, so all rebuild it.
VALUES: dict[str, object] = {
    "portfolio_kinds": {},
    "portfolio_reflection_models": {},
    "portfolio_date_format": "%-d %B %Y",
    "portfolio_subtitle": "",
    "portfolio_picture": "",
    "portfolio_skills": [],
    "portfolio_owner": {},
    "portfolio_declaration": "",
    "portfolio_json": True,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration as the rest of the code uses it.

    ``kinds`` maps each kind to the word a reader sees. ``date_format`` is a strftime format for a
    full date, as in Sphinx's ``html_last_updated_fmt``. ``subtitle`` and ``picture``, a file in the
    source folder, stand on the title page of the PDF. ``declaration`` says that the work is the
    owner's own. ``json`` is whether web sites get a portfolio.json.
    """

    kinds: Mapping[str, str] = field(default_factory=lambda: KINDS)
    models: Mapping[str, ReflectionModel] = field(default_factory=lambda: MODELS)
    date_format: str = "%-d %B %Y"
    subtitle: str = ""
    picture: str = ""
    catalogue: Catalogue = field(default_factory=Catalogue)
    owner: Owner | None = None
    declaration: str = ""
    json: bool = True


def declare(app: Sphinx) -> None:
    """Add every value to the application."""
    for name, default in VALUES.items():
        # Any type: our own check below says more than "expected dict".
        app.add_config_value(name, default, "env", types=Any)


def read(config: Config, srcdir: Path) -> Settings:
    """Read and validate the values; each fault is one warning.

    :param srcdir: the source folder, which files are named from.
    """
    return Settings(
        kinds={**KINDS, **_kinds(config.portfolio_kinds)},
        models={**MODELS, **_models(config.portfolio_reflection_models)},
        date_format=_date_format(config.portfolio_date_format),
        subtitle=_line("portfolio_subtitle", config.portfolio_subtitle),
        picture=_line("portfolio_picture", config.portfolio_picture).lstrip("/"),
        catalogue=_catalogue(config.portfolio_skills, srcdir),
        owner=_owner(config.portfolio_owner),
        declaration=_line("portfolio_declaration", config.portfolio_declaration),
        json=_yes_or_no("portfolio_json", config.portfolio_json),
    )


def refuse(name: str, message: str) -> None:
    """Say why a value of ``conf.py`` cannot be used."""
    warn(WarningType.CONFIG, f"conf.py: {name}: {message} The value is ignored.")


def _mapping(name: str, value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        refuse(name, f"it must be a dictionary, not {value!r}.")
        return {}
    usable: dict[str, object] = {}
    for key, entry in value.items():
        if isinstance(key, str) and is_name(key) and key == key.lower():
            usable[key] = entry
        else:
            refuse(name, f"{key!r} is not a name (small letters, digits and hyphens).")
    return usable


def _kinds(value: object) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, label in _mapping("portfolio_kinds", value).items():
        if isinstance(label, str) and label.strip():
            kinds[kind] = label.strip()
        else:
            refuse("portfolio_kinds", f"the label of {kind!r} must be some words, not {label!r}.")
    return kinds


def _models(value: object) -> dict[str, ReflectionModel]:
    name = "portfolio_reflection_models"
    models: dict[str, ReflectionModel] = {}
    for model_id, entry in _mapping(name, value).items():
        try:
            models[model_id] = model_from_config(model_id, entry)
        except ValueError as error:
            refuse(name, f"model {model_id!r}: {error}.")
    return models


def _date_format(value: object) -> str:
    if isinstance(value, str) and "%" in value:
        return value
    default = str(VALUES["portfolio_date_format"])
    refuse("portfolio_date_format", f"it must be a format like {default!r}, not {value!r}.")
    return default


def _line(name: str, value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    refuse(name, f"it must be one line of text, not {value!r}.")
    return ""


def _yes_or_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        refuse(name, f"it must be True or False, not {value!r}.")
        return bool(VALUES[name])
    return value


def _catalogue(value: object, srcdir: Path) -> Catalogue:
    """The skills of all catalogues; where two have the same skill, the first keeps it."""
    files = [value] if isinstance(value, str) else value
    if not isinstance(files, list | tuple) or not all(isinstance(file, str) for file in files):
        refuse("portfolio_skills", f"it must be a list of file names, not {value!r}.")
        return Catalogue()
    catalogue = Catalogue()
    for file in files:
        try:
            catalogue = catalogue.joined_by(load(file, srcdir, lambda fault: report([fault])))
        except CatalogueError as error:
            if error.path is None:
                refuse("portfolio_skills", f"{file!r}: {error}")
            else:
                place = (str(error.path), error.line)
                message = f"{error} The whole catalogue is left out."
                warn(WarningType.BAD_CATALOGUE, message, place)
    return catalogue


_OWNER = tuple(one.name for one in fields(Owner) if one.name != "profiles")


def _owner(value: object) -> Owner | None:
    """The owner, or None: without a name nobody is described."""
    name = "portfolio_owner"
    if not isinstance(value, Mapping):
        refuse(name, f"it must be a dictionary, not {value!r}.")
        return None
    said = dict(value)
    profiles = _profiles(said.pop("profiles", []))
    for key in [key for key in said if key not in _OWNER]:
        refuse(name, f"there is no {key!r}; known: {', '.join((*_OWNER, 'profiles'))}.")
        del said[key]
    words = {key: _line(f"{name}: {key}", text) for key, text in said.items()}
    if (url := words.get("url")) and not is_web_address(url):
        refuse(name, f"{url!r} is not an address in full, like https://example.org.")
        del words["url"]
    if not words.get("name"):
        if said or profiles:
            refuse(name, "a 'name' is needed.")
        return None
    return Owner(**words, profiles=profiles)


def _profiles(value: object) -> tuple[Profile, ...]:
    found = []
    for entry in value if isinstance(value, list | tuple) else [value]:
        match entry:
            case {"network": str(network), "url": str(url)} if is_web_address(url):
                found.append(Profile(network, url))
            case _:
                example = {"network": "Example", "url": "https://example.org/you"}
                refuse("portfolio_owner", f"a profile is written {example}, not {entry!r}.")
    return tuple(found)
