"""What stands in an output folder: which pages, what each of them shows, and its files.

It is kept beside the doctrees, one file for each output, and holds only while all pages are as it
says: before a page is written the file says that it does not, and after the last one that it does
again. Where a build dies between the two, whatever the reason, the next one writes every page.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


# All of Sphinx's own loggers. The root of them loses its handlers in workers.
_LOGGER = logging.getLogger("sphinx.sphinx")


@dataclass
class Shown:
    """What an output folder shows.

    ``state`` tells one state of the environment from others. ``pages`` has a digest of what each
    page shows of others; ``files`` the names under which the files of a page are published;
    ``made`` a digest of what else is made from all records, by a name.
    ``is_whole``: every page is written as ``pages`` says.
    """

    state: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    is_whole: bool = False


class Output:
    """One output folder, between builds and while one runs.

    :param folder: where the file is kept.
    :param key: what tells this output from others.
    """

    def __init__(self, folder: Path, key: str) -> None:
        name = hashlib.sha256(key.encode()).hexdigest()[:16]
        self._file = folder / "portfolio-outputs" / f"{name}.json"
        self._intact = self._file.with_suffix(".intact")
        self.before = self._read()
        self.now = Shown()
        self._watch = _WriteErrors(self._intact)

    def _read(self) -> Shown:
        try:
            return Shown(**json.loads(self._file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return Shown()

    def begin(self, now: Shown) -> None:
        """Say that pages are about to be written.

        What is remembered of the time before stays, so that files of pages that go can be found.
        """
        self.now = now
        pages = dict.fromkeys([*self.before.pages, *now.pages], "")
        self._save(Shown(pages=pages, files=self.before.files))
        with suppress(OSError):
            self._intact.touch()
        _LOGGER.addHandler(self._watch)

    def note_files(self, page: str, names: Iterable[str]) -> None:
        """Remember under which names the files of a page are published."""
        self.now.files[page] = sorted(set(names))

    def is_as_before(self, name: str, digest: str) -> bool:
        """Whether what is made under a name is what the last build made; it is remembered."""
        self.now.made[name] = digest
        return self.before.is_whole and self.before.made.get(name) == digest

    def gone(self) -> list[str]:
        """Names of files that no page shows any more, once all pages are as they will be."""
        shown = {name for names in self._files().values() for name in names}
        return sorted({name for names in self.before.files.values() for name in names} - shown)

    def _files(self) -> dict[str, list[str]]:
        """The files of all pages: of those that were not written, as before."""
        files = {**self.before.files, **self.now.files}
        return {page: names for page, names in files.items() if names and self._is_shown(page)}

    def _is_shown(self, page: str) -> bool:
        """Whether a page is there; what belongs to none is noted under an empty name."""
        return not page or page in self.now.pages

    def published_anywhere(self) -> set[str]:
        """The names of all files that any output of these doctrees has."""
        names = {name for names in self._files().values() for name in names}
        for file in self._file.parent.glob("*.json"):
            if file != self._file:
                with suppress(OSError, ValueError, TypeError):
                    listed = Shown(**json.loads(file.read_text("utf-8"))).files.values()
                    names |= {name for names in listed for name in names}
        return names

    def end(self, *, succeeded: bool) -> None:
        """Say that all pages are written, if that is so."""
        _LOGGER.removeHandler(self._watch)
        if succeeded and self._intact.exists():
            self.now.files = self._files()
            self.now.is_whole = True
            self._save(self.now)

    def _save(self, shown: Shown) -> None:
        """Replace the file in one step; where there is no room, at least the old one goes."""
        draft = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("w", encoding="utf-8") as file:
                json.dump(asdict(shown), file)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._file)
        except OSError:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


class _WriteErrors(logging.Handler):
    """Notes when a page or file could not be written, which Sphinx warns of and goes on.

    Workers have a copy of this; so it takes a file away, which works on a full disk, too.
    """

    def __init__(self, intact: Path) -> None:
        super().__init__(logging.WARNING)
        self._intact = intact

    def emit(self, record: logging.LogRecord) -> None:
        """Look whether a message is about an error of the file system."""
        args = record.args if isinstance(record.args, tuple) else ()
        if any(isinstance(arg, OSError) for arg in args):
            with suppress(OSError):
                self._intact.unlink(missing_ok=True)
