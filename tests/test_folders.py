"""Which folders are the owner's, and which hold programs: everybody who looks is told the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx_portfolio import folders
from sphinx_portfolio.checking.unused import files_below
from sphinx_portfolio.folders import holds_programs, own_files, programs_below
from sphinx_portfolio.importing.markdown.source import read_source
from sphinx_portfolio.plain_pages.project import PlainProject
from sphinx_portfolio.suggest import same_name

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest

PROGRAMS = {
    ".venv": "pyvenv.cfg",
    "a/env": "pyvenv.cfg",
    "a/b/node_modules": "x.js",
    "my venv": "pyvenv.cfg",
    "venv": "x.py",
    "c/__pycache__": "x.pyc",
}


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    for folder, file in PROGRAMS.items():
        for name in (file, "lib/page.md"):
            (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / name).touch()
    for name in ("a/mine.md", "a/b/c/mine.md", "environment/mine.md", "_build/page.md", ".x/p.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


MINE = ["a/mine.md", "a/b/c/mine.md", "environment/mine.md"]


def test_programs_are_told_from_what_is_the_owners(portfolio: Path) -> None:
    assert sorted(programs_below(portfolio)) == sorted(PROGRAMS)
    assert all(holds_programs(portfolio / folder) for folder in PROGRAMS)
    assert list(own_files(portfolio)) == MINE


def test_nobody_looks_into_programs(portfolio: Path) -> None:
    assert list(files_below(portfolio)) == MINE
    assert same_name(portfolio, "page.md") == ""
    assert sorted(set(read_source(portfolio).files) - {"_build/page.md"}) == sorted(MINE)
    named = [f"{one}/**" for one in programs_below(portfolio)]
    pages = PlainProject(portfolio, [".md"], "index").discover([*named, "_build"])
    assert sorted(f"{page}.md" for page in pages) == sorted(MINE)


def test_not_more_files_are_looked_at(portfolio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST", 2)
    assert list(own_files(portfolio)) == MINE[:2]
