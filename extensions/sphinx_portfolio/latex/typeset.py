"""TeX makes a PDF of what the LaTeX builder wrote."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from .log import warn_of_missing_characters

if TYPE_CHECKING:
    from pathlib import Path

_OPTIONS = ("-lualatex", "-interaction=nonstopmode", "-halt-on-error", "-silent")
# So many lines of what TeX said tell where it stopped.
_TAIL = 30


class TypesetError(RuntimeError):
    """There is no PDF; the message says why and what to do."""


def typeset(tex: Path) -> Path:
    """Make a PDF, and give its path.

    :raises TypesetError: if TeX stops.
    """
    log = tex.with_name("latexmk.log")
    with log.open("wb") as stream:
        done = subprocess.run(
            ["latexmk", *_OPTIONS, tex.name],
            cwd=tex.parent,
            stdout=stream,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        said = log.read_text("utf-8", errors="replace").splitlines()[-_TAIL:]
        raise TypesetError("\n".join([*said, f"TeX stopped; {log} has all that it said."]))
    warn_of_missing_characters(tex.with_suffix(".log"))
    return tex.with_suffix(".pdf")
