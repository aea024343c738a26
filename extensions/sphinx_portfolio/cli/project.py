"""Where a portfolio is: the folder of its ``conf.py``, and that of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Folders that hold pages, where they do not stand beside conf.py.
_FOLDERS = ("docs", "source", "doc")
_PAGES = (".md", ".rst", ".ipynb")


@dataclass(frozen=True, slots=True)
class Project:
    """A portfolio on the disk: ``confdir`` holds ``conf.py``, ``source`` the pages."""

    confdir: Path
    source: Path

    @property
    def build(self) -> Path:
        """Where builds go: beside the pages, or among them under the name that Sphinx gives it."""
        return self.confdir / ("_build" if self.source == self.confdir else "build")


class NoProjectError(ValueError):
    """There is no portfolio; ``str()`` says where was looked and what to do."""


def find_project(start: Path) -> Project:
    """The portfolio that a folder belongs to, or holds.

    :param start: its folder, the folder of its pages, one below, or a file in there.
    :raises NoProjectError: if there is none.
    """
    try:
        folder = start.resolve(strict=True)
    except OSError as error:
        raise NoProjectError(f"there is no folder {str(start)!r}.") from error
    folder = folder if folder.is_dir() else folder.parent
    for confdir in _places(folder):
        if (confdir / "conf.py").is_file():
            return Project(confdir, _source(confdir, folder))
    raise NoProjectError(
        f"no portfolio is in {str(start)!r}: there is no conf.py, nor in the folders above it. Go "
        "to the folder of your portfolio, or name it."
    )


def _places(folder: Path) -> Iterator[Path]:
    """Where conf.py may be: here, in a folder of pages, or above."""
    yield folder
    yield from (folder / name for name in _FOLDERS)
    yield from folder.parents


def _source(confdir: Path, start: Path) -> Path:
    """The folder of the pages: the one with the first page, else the first with any."""
    folders = [confdir, *(confdir / name for name in _FOLDERS)]
    folders = [folder for folder in folders if folder.is_dir()]
    for has_pages in (_has_first_page, _has_pages):
        for folder in folders:
            if has_pages(folder):
                return folder
    return confdir


def _has_first_page(folder: Path) -> bool:
    return any((folder / f"index{suffix}").is_file() for suffix in _PAGES)


def _has_pages(folder: Path) -> bool:
    return any(one.suffix in _PAGES for one in folder.iterdir())
