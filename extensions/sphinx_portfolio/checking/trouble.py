"""What stops the reading of a portfolio, in words for its author and never as a traceback."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError, ExtensionError, SphinxError

from ..faults import Place
from ..reading.conf_names import line_of, text_of
from ..suggest import did_you_mean
from .findings import Group
from .others import Told

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Extensions that portfolios name most.
_EXTENSIONS = ("myst_parser", "myst_nb", "sphinx_design", "sphinx_portfolio", "sphinx_needs")
_PACKAGES = {"sphinx_rtd_theme": "sphinx-rtd-theme", "myst_nb": "myst-nb"}
_MORE = "'python -m sphinx -T' shows more of it"


def trouble_of(error: BaseException, conf_py: Path) -> tuple[Told, Place]:
    """Why the reading stopped, and where to look.

    :param conf_py: the file that configures the portfolio.
    """
    source = text_of(conf_py)
    cause = error.__cause__ or error.__context__
    match error:
        case ExtensionError() if match := re.search(r"extension (\S+)", str(error)):
            name = match[1]
            place = Place(str(conf_py), _line_with(source, name))
            return Told(Group.CONFIGURATION, _no_extension(name, error)), place
        case ExtensionError() if "sphinx_portfolio" in str(error):
            place = Place(str(conf_py), line_of(source, "extensions"))
            words = f"{_first_line(error)} Without it nothing of a portfolio is read: add it there."
            return Told(Group.CONFIGURATION, words), place
        case ConfigError() if isinstance(cause, SyntaxError):
            place = Place(str(conf_py), cause.lineno or 1)
            return Told(Group.CONFIGURATION, _no_python(cause)), place
        case ConfigError() if cause is not None:
            place = Place(str(conf_py), _line_in(cause, conf_py))
            words = f"conf.py stops at this line: {type(cause).__name__}: {cause}. Text stands "
            return Told(Group.CONFIGURATION, f"{words}between quotation marks."), place
        case SphinxError() if re.search("master document|root (?:document|file)", str(error)):
            words = "the folder of your pages has no first page. Write one, 'index.md', with a "
            words += "{toctree} of the others; or name yours in 'root_doc' in conf.py."
            return Told(Group.MENUS, words), Place(str(conf_py), 0)
        case SphinxError():
            words = f"{_first_line(error)} No page can be built until that is mended."
            return Told(Group.CONFIGURATION, words), Place(str(conf_py), 1)
    words = f"the reading stopped: {type(error).__name__}: {_first_line(error)} This is a fault of "
    words += f"a program, not of yours; {_MORE}. Please report it."
    return Told(Group.OTHERS, words), Place(str(conf_py), 0)


def _no_extension(name: str, error: BaseException) -> str:
    if "No module named" in str(error):
        words = f"the extension {name!r} is not installed.{did_you_mean(name, _EXTENSIONS)}"
        package = _PACKAGES.get(name, name.replace("_", "-"))
        return f"{words} Correct its name, or run: python -m pip install {package}"
    return f"the extension {name!r} cannot be used: {_first_line(error)}"


def _no_python(error: SyntaxError) -> str:
    words = f"conf.py cannot be read: {error.msg}."
    if any(mark in (error.text or "") for mark in "‘’“”„"):
        return f"{words} Write straight quotation marks, \" or ', in place of curly ones."
    return f"{words} Look at this line and the one above: a quotation mark, a comma or a bracket?"


def _line_with(source: str, name: str) -> int:
    """The first line that holds a name in quotation marks."""
    at = max(source.find(f'"{name}"'), source.find(f"'{name}'"))
    return source.count("\n", 0, at) + 1 if at >= 0 else line_of(source, "extensions")


def _line_in(error: BaseException, file: Path) -> int:
    """The last line of a file that an error went through."""
    frames: Iterable[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    lines = [f.lineno for f in frames if Path(f.filename).name == file.name and f.lineno]
    return lines[-1] if lines else 1


def _first_line(error: BaseException) -> str:
    words = (str(error).strip() or type(error).__name__).splitlines()[0]
    return words if words.endswith(".") else f"{words}."
