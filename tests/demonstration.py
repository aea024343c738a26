"""The demonstration as its owner would build it, shared by all that look at it."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Seconds in which another process has built all that it wants.
_PATIENCE = 1800


class Demonstration:
    """Builds it strictly in a folder that several processes share, and says where it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, builder: str) -> Path:
        """The output of a builder; nobody may change it.

        All builders share what was read, as those of ``make`` do; gettext may not, says Sphinx.
        """
        kept = self.folder / ("of-gettext" if builder == "gettext" else "doctrees")

        def build(out: Path) -> None:
            command = [
                *(sys.executable, "-m", "sphinx", "-b", builder, "-c", str(ROOT), "-W", "-n"),
                *("--keep-going", "-d", str(kept), "-D", "linkcheck_ignore=.*"),
                *(str(ROOT / "docs"), str(out)),
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr

        return self.made(builder, build, kept.name)

    def made(self, name: str, make: Callable[[Path], None], lock: str = "") -> Path:
        """A folder that the first process that wants it makes of the demonstration."""
        out, whole = self.folder / name, self.folder / f"{name}.whole"
        if not whole.exists():
            with self._alone(lock or name):
                if not whole.exists():
                    make(out)
                    whole.touch()
        return out

    def lend(self, to: Path, *, all_of_it: bool = False) -> None:
        """What a build kept of it: copies of all pictures, which take long; or what it read, too.

        Copies are found by the content of a file, so another checkout has use of them as well.
        """
        self("html")
        with self._alone("doctrees"):
            kept = "" if all_of_it else "portfolio-files"
            shutil.copytree(self.folder / "doctrees" / kept, to / kept)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Only one process is here at a time; its lock goes away with it, whatever ends it."""
        file = self.folder / f"{name}.lock"
        with closing(sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
