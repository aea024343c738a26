"""The pages of a portfolio that was written for GitHub: ``README`` is the home page.

So is the only page at the top, if there is one and no other is the root.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.project import Project

from ..folders import PROGRAMS

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

#: The page that GitHub shows for a folder, in small letters.
README = "readme"
# What lies in a repository beside the pages of its owner.
_OTHERS = (".*", "**/.*", *(f"**/{name}" for name in sorted(PROGRAMS)))


class PlainProject(Project):
    """A project that takes another page for the root where there is none.

    Sphinx asks a project what a page is called, wherever it asks at all; so the home page has the
    name, and the address, that it would have if its file were called so.
    """

    def __init__(
        self,
        srcdir: str | os.PathLike[str],
        source_suffix: Iterable[str],
        root: str,
        outputs: Iterable[str | os.PathLike[str]] = (),
    ) -> None:
        """Note what to look for.

        :param root: the name of the root page.
        :param outputs: folders that a build writes to; no page is there.
        """
        super().__init__(srcdir, source_suffix)
        self._root = root
        self._home = ""
        self._outputs = [*_inside(Path(srcdir), outputs)]

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find all pages."""
        self._home = ""
        excluded = [*exclude_paths, *_OTHERS, *self._outputs]
        include_paths = [*include_paths]
        found = super().discover(excluded, include_paths)
        if self._root not in found and (home := _home_of(found)):
            self._home = home
            found = super().discover(excluded, include_paths)
        return found

    @property
    def home_page(self) -> str:
        """The name of the root page, if another one stands for it."""
        return self._root if self._home else ""

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """The name of the page that a file is; None if it is none."""
        page = super().path2doc(filename)
        return self._root if self._home and page == self._home else page


def _home_of(pages: Iterable[str]) -> str:
    """The page that visitors begin with; nothing if several could be that."""
    top = sorted(page for page in pages if "/" not in page)
    readmes = [page for page in top if page.lower() == README]
    return next(iter(readmes), top[0] if len(top) == 1 else "")


def _inside(srcdir: Path, folders: Iterable[str | os.PathLike[str]]) -> Iterable[str]:
    for folder in map(Path, folders):
        if folder != srcdir and folder.is_relative_to(srcdir):
            yield folder.relative_to(srcdir).as_posix()


def is_readme(path: str | os.PathLike[str]) -> bool:
    """Whether GitHub shows a file as the page of its folder."""
    return PurePosixPath(path).stem.lower() == README
