"""Files that are whole or not there: what is written appears under its name in one step."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_numbers = count()
_DRAFT = re.compile(r"\.\d+-\d+\.new$")
# Bytes of a name that leave room for what tells a draft.
_LONGEST = 150


def _draft(file: Path) -> Path:
    """A name beside a file that nobody else uses, neither a thread nor another process."""
    name = file.name.encode(errors="replace")[:_LONGEST].decode(errors="ignore")
    return file.with_name(f"{name}.{os.getpid()}-{next(_numbers)}.new")


def copy_whole(source: Path, to: Path) -> None:
    """Copy a file; ``to`` is never there in part.

    :raises OSError: if that cannot be done.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(to)
    try:
        shutil.copyfile(source, draft)
        draft.replace(to)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def write_folder(
    folder: Path,
    contents: Mapping[str, bytes | Callable[[Path], None]],
    is_whole: Callable[[], object],
) -> None:
    """Write a folder of files; it is never there in part. One that is there and whole stays.

    :param contents: bytes, or what writes a file that may be too large for the memory.

    :raises OSError: if that cannot be done.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(folder)
    try:
        draft.mkdir()
        for name, content in contents.items():
            if isinstance(content, bytes):
                draft.joinpath(name).write_bytes(content)
            else:
                content(draft / name)
        if folder.exists() and not is_whole():  # a disk lost some of it
            remove(folder)
        try:
            draft.rename(folder)
        except OSError:
            if not is_whole():  # else another process was faster
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; what cannot be removed stays."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def is_draft(path: Path) -> bool:
    """Whether it is what a build left behind that died while it wrote."""
    return _DRAFT.search(path.name) is not None


class Digests:
    """The SHA-256 of files, which are read again only when they were touched.

    :param kept: where the digests stand between builds.
    """

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self._now: dict[str, list[object]] = {}
        try:
            self._before: dict[str, list[object]] = dict(json.loads(kept.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            self._before = {}

    def of(self, file: Path) -> str:
        """The digest of a file in hexadecimal.

        :raises OSError: if it cannot be read.
        """
        state = file.stat()
        touched: list[object] = [state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino]
        name = str(file)
        known = self._now.get(name) or self._before.get(name)
        if known is None or known[:-1] != touched:
            with file.open("rb") as stream:
                known = [*touched, hashlib.file_digest(stream, "sha256").hexdigest()]
        self._now[name] = known
        return str(known[-1])

    def keep(self) -> None:
        """Remember what was asked for; where there is no room, it is worked out again."""
        known = {**self._before, **self._now}
        known = {name: one for name, one in known.items() if Path(name).exists()}
        if known != self._before:
            with suppress(OSError):
                draft = _draft(self._kept)
                self._kept.parent.mkdir(parents=True, exist_ok=True)
                draft.write_text(json.dumps(known), "utf-8")
                draft.replace(self._kept)
