"""Whether there is the theme that ``conf.py`` names: only builders of web sites ask."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import package_dir

from ..suggest import did_you_mean
from .findings import Group
from .others import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def missing_theme(app: Sphinx) -> Told | None:
    """What to say of a theme that is not there; None if it is. No theme is loaded."""
    name = app.config.html_theme
    themes = set(_themes(app))
    if name in themes:
        return None
    words = f"there is no theme {name!r}, so no web site can be built.{did_you_mean(name, themes)} "
    return Told(Group.CONFIGURATION, f"{words}Correct 'html_theme', or install the theme.")


def _themes(app: Sphinx) -> Iterator[str]:
    yield from app.registry.html_themes
    yield from (one.name for one in entry_points(group="sphinx.html_themes"))
    own = [Path(app.confdir, folder) for folder in app.config.html_theme_path]
    for folder in (Path(package_dir, "themes"), *own):
        if folder.is_dir():
            yield from (
                one.stem for one in folder.iterdir() if one.is_dir() or one.suffix == ".zip"
            )
