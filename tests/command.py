"""The ``sphinx-portfolio`` command in this process, and small portfolios for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result
from sphinx_portfolio.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONF = """\
project = "My portfolio"
author = "Me"
extensions = ["myst_parser", "sphinx_portfolio"]
html_theme = "basic"
latex_documents = [("index", "mine.tex", project, author, "howto", True)]
"""
GOOD = "# Home\n\nWords.\n"
BAD = "# Home\n\n```{evidence} A\n:date: soon\n```\n"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def run(*arguments: str | Path) -> Result:
    """Run the command, which never ends with a traceback."""
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result
