"""A project becomes files: all of them in one folder, and none outside of it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .conf_py import conf_py
from .opening import open_file
from .report import report
from .scaffold import SCAFFOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .project import Content, Project

#: The folder of the pages, in that of the project.
PAGES = "docs"
REPORT = "IMPORT.md"


class CannotWriteError(ValueError):
    """A project cannot be written; the message says why and what to do, for a student."""


def files_of(project: Project, source: str) -> dict[str, Content]:
    """All files of a project, by path with ``/``, in the order in which they are told.

    :param source: what was imported, in words.
    """
    made: dict[str, Content] = {"conf.py": conf_py(project), **SCAFFOLD, **project.others}
    pages = {f"{PAGES}/{path}": project.pages[path] for path in sorted(project.pages)}
    if project.begins:
        return {**made, **pages}
    return {**made, **pages, REPORT: report(project, source)}


def write(files: Mapping[str, Content], folder: Path, *, force: bool = False) -> None:
    """Write files into a folder, which is made if it is missing.

    :param force: whether the folder may hold something; of that, only files that are written are
        replaced.
    :raises CannotWriteError: if it holds something all the same, or a file cannot be written.
    """
    if not force and is_taken(folder):
        raise CannotWriteError(
            f"{str(folder)!r} is there already. Name another folder, or write --force to replace "
            "what is written there."
        )
    for path, content in files.items():
        try:
            _write(folder, path, content)
        except OSError as error:
            why = error.strerror or str(error)
            raise CannotWriteError(f"{path!r} cannot be written: {why}.") from error


def is_taken(folder: Path) -> bool:
    """Whether there is something in a folder, or something else of its name."""
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return folder.is_symlink()
    except NotADirectoryError:
        return True


def _write(folder: Path, path: str, content: Content) -> None:
    """Write one file; what has its name is replaced, and never followed."""
    file = _placed(folder, PurePosixPath(path))
    draft = file.with_name(f".{os.getpid()}.import")
    try:
        with draft.open("xb") as stream:
            if isinstance(content, Path):
                with open_file(content) as source:
                    shutil.copyfileobj(source, stream, 1 << 20)
            else:
                stream.write(content.encode() if isinstance(content, str) else content)
        draft.replace(file)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _placed(folder: Path, path: PurePosixPath) -> Path:
    """Where a file stands in a folder, whose folders are made; none of them is a link."""
    if path.is_absolute() or ".." in path.parts:
        raise OSError("it would lie outside of the folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name in path.parts[:-1]:
        folder = folder / name
        if folder.is_symlink():
            raise OSError(f"the folder {name!r} is a link to somewhere else")
        folder.mkdir(exist_ok=True)
    return folder / path.name
