"""What typesets a PDF: LaTeX where it is installed, else Typst; or the one that is asked for."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from importlib.util import find_spec

_PROGRAMS = ("latexmk", "lualatex")
_PIP = "python -m pip install 'sphinx-portfolio[pdf]'"


class Engine(Enum):
    """What typesets; its name is that of the option."""

    LATEX = "latex"
    TYPST = "typst"


class NoEngineError(RuntimeError):
    """Nothing can typeset; ``str()`` says in one line what to install."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What typesets, and why, in one line."""

    engine: Engine
    why: str


def choose(wanted: Engine | None = None) -> Choice:
    """The engine that is asked for; else LaTeX, if it is there; else Typst.

    :raises NoEngineError: if that is not installed.
    """
    lacking = [name for name in _PROGRAMS if not shutil.which(name)]
    has_typst = find_spec("typst") is not None
    if wanted is Engine.TYPST and not has_typst:
        raise NoEngineError(f"Typst is not installed. It is one Python package: {_PIP}")
    if wanted is Engine.LATEX and lacking:
        raise NoEngineError(f"LaTeX needs {_not_found(lacking)}. {_tex()}")
    if wanted:
        return Choice(wanted, f"{_NAMES[wanted]} makes the PDF, as you asked.")
    if not lacking:
        return Choice(Engine.LATEX, f"LaTeX makes the PDF: {' and '.join(_PROGRAMS)} are found.")
    if has_typst:
        return Choice(Engine.TYPST, f"Typst makes the PDF: LaTeX needs {_not_found(lacking)}.")
    raise NoEngineError(f"A PDF needs Typst, which is one Python package: {_PIP}; or TeX. {_tex()}")


_NAMES = {Engine.LATEX: "LaTeX", Engine.TYPST: "Typst"}


def _not_found(programs: list[str]) -> str:
    return f"{' and '.join(programs)}, which {'is' if len(programs) == 1 else 'are'} not found"


def _tex() -> str:
    packages = files("sphinx_portfolio.latex") / "packages.txt"
    return f"On Debian or Ubuntu: apt-get install {' '.join(packages.read_text('utf-8').split())}"
