"""What is imported: the files of a folder, of which none outside of it is ever read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...folders import holds_programs
from ..opening import read_file
from ..project import Concern, Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

#: More files are not looked at, nor are folders so deep in others.
MOST_FILES, _DEEPEST = 20_000, 30
_MOST_OF_CONFIG = 1_000_000
_OF_GIT = ".git"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file: its path in the source, with ``/``, where it is, and how large."""

    path: str
    file: Path
    size: int


@dataclass(frozen=True)
class Source:
    """A folder, or one file; ``git_config`` is the text of ``.git/config``: whose it is."""

    name: str
    files: Mapping[str, SourceFile]
    findings: tuple[Finding, ...] = ()
    git_config: str = ""


class CannotReadError(ValueError):
    """A source cannot be read; the message says why and what to do, for a student."""


def read_source(path: Path, leave_out: Collection[Path] = ()) -> Source:
    """Look at a folder or a file; nothing is opened but ``.git/config``.

    :param leave_out: folders that are none of it.
    :raises CannotReadError: if there is nothing to read.
    """
    try:
        root = path.resolve()
        state = root.stat()
    except (OSError, ValueError, RuntimeError) as error:
        raise CannotReadError(f"{str(path)!r} cannot be read: {_why(error)}.") from error
    if stat.S_ISREG(state.st_mode):
        return Source(root.name, {root.name: SourceFile(root.name, root, state.st_size)})
    if not stat.S_ISDIR(state.st_mode):
        raise CannotReadError(f"{str(path)!r} is neither a folder nor a file.")
    walk = _Walk(root, frozenset(one.resolve() for one in leave_out))
    files = {file.path: file for file in walk.files()}
    return Source(root.name, files, tuple(walk.findings), _git_config(root))


@dataclass
class _Walk:
    """One way through a folder."""

    root: Path
    leave_out: frozenset[Path]
    findings: list[Finding] = field(default_factory=list)
    count: int = 0

    def files(self) -> Iterator[SourceFile]:
        """The files, folder by folder, by name; none that is hidden."""
        folders = [""]
        while folders:
            here = folders.pop(0)
            inner = []
            for entry in self._entries(here):
                self.count += 1
                if self.count > MOST_FILES:
                    words = (
                        f"there are more than {MOST_FILES:,} files. The rest was not looked at. "
                        "Import the folder of your pages alone."
                    )
                    self._note("", words)
                    return
                path = f"{here}{entry.name}"
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if self._is_searched(entry, path):
                            inner.append(f"{path}/")
                    elif (file := self._file(entry, path)) is not None:
                        yield file
                except OSError as error:
                    self._note(path, f"cannot be read: {_why(error)}.")
            folders[:0] = inner

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.root / folder) as entries:
                shown = [entry for _, entry in zip(range(MOST_FILES + 1), entries, strict=False)]
        except OSError as error:
            self._note(folder, f"cannot be read: {_why(error)}.")
            return []
        return sorted(
            (entry for entry in shown if not entry.name.startswith(".")),
            key=lambda entry: entry.name,
        )

    def _is_searched(self, entry: os.DirEntry[str], path: str) -> bool:
        if holds_programs(entry.path):
            return False
        if path.count("/") >= _DEEPEST:
            self._note(path, "is too deep in other folders. It was not looked at.")
            return False
        return Path(entry.path) not in self.leave_out

    def _file(self, entry: os.DirEntry[str], path: str) -> SourceFile | None:
        """A file as it is opened later; a link to one of the same folder counts as that."""
        real = Path(entry.path)
        if entry.is_symlink():
            try:
                real = real.resolve(strict=True)
            except (OSError, RuntimeError):
                self._note(path, "is a link that leads nowhere.")
                return None
            if not real.is_relative_to(self.root) or real.is_dir():
                words = (
                    "is a link to a folder, or out of the folder that is imported. It was not "
                    "followed. Put a copy of what you want to show in its place."
                )
                self._note(path, words)
                return None
        state = real.lstat()
        if not stat.S_ISREG(state.st_mode):
            self._note(path, "is no ordinary file.")
            return None
        return SourceFile(path, real, state.st_size)

    def _note(self, path: str, message: str) -> None:
        self.findings.append(Finding(Concern.UNREAD, path.rstrip("/"), 0, message))


def _git_config(root: Path) -> str:
    """The settings of a git checkout, as text: git itself is never started."""
    folder = root / _OF_GIT
    try:
        if folder.is_symlink() or not folder.is_dir():
            return ""
        return read_file(folder / "config", _MOST_OF_CONFIG).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
