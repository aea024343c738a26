"""The door between ``conf.py`` and `reading.settings`, where the values are declared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import version_info

from .reading.conf_names import misspelt_names, text_of
from .reading.settings import PREFIX, SETTINGS, Settings, read_settings
from .warnings import WarningType, report, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from .faults import Fault


def declare(app: Sphinx) -> None:
    """Add every value to the application."""
    for setting in SETTINGS.values():
        # Any type: our own check says more than "expected dict".
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=Any)


def add_reflection_model(app: Sphinx, name: str, model: Mapping[str, object]) -> None:
    """Add a reflection model for a whole extension.

    :param name: its id. A model of that id in ``conf.py`` comes before this one.
    :param model: as an entry of ``portfolio_reflection_models``; it is checked like one.
    """

    def add(_app: Sphinx, config: Config) -> None:
        own = config.portfolio_reflection_models
        if isinstance(own, dict):  # else it is reported
            config.portfolio_reflection_models = {name: model, **own}

    app.connect("config-inited", add)


def read(app: Sphinx) -> Settings:
    """Read and check the values; each fault is one warning."""
    values = {name: getattr(app.config, name) for name in SETTINGS} | _strangers(app.config)
    conf_py = Path(app.confdir) / "conf.py"
    settings, faults = read_settings(values, Path(app.srcdir), conf_py)
    report(faults)
    report(_misspelt(app.config, conf_py))
    return settings


def _misspelt(config: Config, conf_py: Path) -> Iterator[Fault]:
    """Names that are nearly those of values of Sphinx or of another extension."""
    names = [
        name
        for name, value in written(config).items()
        if not name.startswith(PREFIX) and not _is_code(value)
    ]
    return misspelt_names(names, list(config.values), text_of(conf_py), str(conf_py))


def written(config: Config) -> Mapping[str, object]:
    """All that stands in ``conf.py``.

    Sphinx keeps it for itself: `Config` has no public name for what it does not know, nor for what
    is as by default. Sphinx 8.2 to 9.x have it under this name; in another one nothing is said.
    """
    found = vars(config).get("_raw_config") if (8, 2) <= version_info < (10,) else None
    return found if isinstance(found, dict) else {}


def _strangers(config: Config) -> dict[str, object]:
    """Values that start like ours and belong to nobody; functions and modules are no values."""
    return {
        name: value
        for name, value in written(config).items()
        if name.startswith(PREFIX) and name not in config.values and not _is_code(value)
    }


def _is_code(value: object) -> bool:
    return callable(value) or type(value).__name__ == "module"


def refuse(name: str, message: str) -> None:
    """Say why a value of ``conf.py`` cannot be used, where only a builder finds out."""
    warn(WarningType.CONFIG, f"conf.py: {name}: {message} The value is ignored.")
