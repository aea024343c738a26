"""What reading has to know of the place where words were written."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from ..faults import Place
    from .settings import Settings


@dataclass
class Context:
    """The directive that is read, its page, and the settings of the portfolio.

    ``title`` is what stands on its first line.
    ``srcdir`` is the source folder and ``suffixes`` the endings of its pages. ``files`` collects
    the files that were looked at, relative to the source folder. ``fill`` puts in the words that
    names in a value stand for, and ``localised`` names the file that stands for another in the
    reader's language.
    """

    directive: str
    docname: str
    srcdir: Path
    settings: Settings
    title: str = ""
    suffixes: Collection[str] = (".md", ".rst")
    files: list[str] = field(default_factory=list)
    fill: Callable[[str, Place], str] = lambda words, _place: words
    localised: Callable[[str], str] = lambda path: path

    def path(self, written: str) -> str:
        """A file that is seen from the page, or with a slash from the top, seen from the top."""
        folder = posixpath.dirname(self.docname)
        return posixpath.normpath(
            written.lstrip("/") if written.startswith("/") else posixpath.join(folder, written)
        )

    def folder(self, written: str) -> str:
        """A folder, named as a file is, seen from the top; nothing for the top itself."""
        here = posixpath.dirname(self.docname)
        path = posixpath.normpath(posixpath.join(f"/{here}", written)).strip("/")
        return "" if path == "." else path

    def page(self, written: str) -> str:
        """The name of a page that is written as in a toctree or as a file."""
        path = PurePosixPath(self.folder(written))
        return str(path.with_suffix("") if path.suffix in self.suffixes else path)
