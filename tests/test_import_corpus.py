"""Plain portfolios of the corpus become projects that build, with warnings as errors.

Each builds once, so only some are here: those whose pages differ most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from plain_corpus import generated
from plain_repository import written_by_hand
from sphinx.cmd.build import build_main
from sphinx_portfolio.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest

SAMPLE = (
    "awkward-names",
    "everything-else",
    "folder-per-module",
    "html-page",
    "levels-upside-down",
    "one-readme-emoji",
    "counted-08",
)
REPOSITORIES = {one.name: one for one in (*generated(), *written_by_hand())}


@pytest.mark.parametrize("name", SAMPLE)
def test_an_imported_portfolio_builds(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    REPOSITORIES[name].write(tmp_path / name)
    made = tmp_path / "made"
    result = CliRunner().invoke(main, ["import", str(tmp_path / name), str(made)])
    assert result.exit_code == 0, result.output
    options = ["-q", "-W", "--keep-going", "-n", "-b", "html", "-c", str(made)]
    code = build_main([*options, str(made / "docs"), str(tmp_path / "html")])
    assert code == 0, capsys.readouterr().err
    assert (tmp_path / "html" / "index.html").is_file()
