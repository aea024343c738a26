"""The folders of a portfolio: which are its owner's, and which only hold programs.

This module imports no Sphinx.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Folders that are called so hold what was installed.
PROGRAMS = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})
#: More files are not looked at.
MOST = 20_000


def holds_programs(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder holds programs, such as an environment of Python, whatever it is called."""
    return Path(folder).name in PROGRAMS or Path(folder, "pyvenv.cfg").is_file()


def programs_below(root: Path) -> Iterator[str]:
    """The folders in another that hold programs, seen from it; none of their own folders."""
    for folder, inner, _files in _walk(root):
        for name in sorted(inner):
            if holds_programs(Path(folder, name)):
                yield _seen_from(root, folder, name)


def own_files(root: Path) -> Iterator[str]:
    """The files of the owner in a folder, seen from it, folder by folder, up to `MOST`.

    There are none of programs, and none in folders whose name begins with a dot or underscore.
    """
    found = ((folder, name) for folder, _inner, files in _walk(root) for name in sorted(files))
    for folder, name in islice(found, MOST):
        yield _seen_from(root, folder, name)


def _walk(root: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder of the owner's, the names of all folders in it, and of all files."""
    for folder, folders, files in os.walk(root):
        yield folder, folders, files
        folders[:] = sorted(
            name
            for name in folders
            if name[0] not in "._" and not holds_programs(Path(folder, name))
        )


def _seen_from(root: Path, folder: str, name: str) -> str:
    return PurePosixPath(Path(os.path.relpath(folder, root)).as_posix(), name).as_posix()
