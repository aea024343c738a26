"""The door between ``conf.py`` and `reading.settings`, where the values are declared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import version_info

from .reading.settings import PREFIX, SETTINGS, Settings, read_settings
from .warnings import WarningType, report, warn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config


def declare(app: Sphinx) -> None:
    """Add every value to the application."""
    for setting in SETTINGS.values():
        # All of them change what a page says, so all rebuild it. Any type: our own check says
        # more than "expected dict".
        app.add_config_value(setting.name, setting.default, "env", types=Any)


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
    settings, faults = read_settings(values, Path(app.srcdir), Path(app.confdir) / "conf.py")
    report(faults)
    return settings


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
