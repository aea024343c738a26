"""The command ``check``: which portfolio is meant, what it says of one, and how it ends."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from command import BAD, CONF, GOOD, run, write
from project import picture
from sphinx_portfolio.cli import main
from sphinx_portfolio.cli.progress import Progress
from sphinx_portfolio.cli.project import NoProjectError, Project, find_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest


# -- where a portfolio is


@pytest.mark.parametrize(
    ("files", "start", "confdir", "source"),
    [
        (["conf.py", "index.md"], ".", ".", "."),
        (["conf.py", "docs/index.md", "README.md"], ".", ".", "docs"),
        (["conf.py", "docs/index.md"], "docs", ".", "docs"),
        (["conf.py", "docs/index.md", "docs/a/b.md"], "docs/a", ".", "docs"),
        (["conf.py", "docs/index.md"], "docs/index.md", ".", "docs"),
        (["conf.py", "docs/index.md"], "conf.py", ".", "docs"),
        (["docs/conf.py", "docs/index.md", "README.md"], ".", "docs", "docs"),
        (["docs/conf.py", "docs/index.md"], "docs", "docs", "docs"),
        (["source/conf.py", "source/index.rst"], ".", "source", "source"),
        (["conf.py", "source/index.ipynb"], ".", ".", "source"),
        (["conf.py", "docs/home.md"], ".", ".", "docs"),
        (["conf.py"], ".", ".", "."),
        (["mÿn werk ✓/conf.py", "mÿn werk ✓/index.md"], "mÿn werk ✓", "mÿn werk ✓", "mÿn werk ✓"),
        (["a/conf.py", "a/index.md", "a/b/conf.py", "a/b/index.md"], "a/b", "a/b", "a/b"),
    ],
)
def test_a_portfolio_is_found(
    tmp_path: Path, files: list[str], start: str, confdir: str, source: str
) -> None:
    write(tmp_path, dict.fromkeys(files, ""))
    root = tmp_path.resolve()
    expected = Project((root / confdir).resolve(), (root / source).resolve())
    assert find_project(tmp_path / start) == expected


def test_it_is_said_where_none_is(tmp_path: Path) -> None:
    write(tmp_path, {"a/index.md": GOOD})
    with pytest.raises(NoProjectError, match=r"no conf\.py"):
        find_project(tmp_path / "a")
    with pytest.raises(NoProjectError, match="no folder"):
        find_project(tmp_path / "nowhere")


# -- how it ends


def test_nothing_to_mend_is_0_also_with_hints(tmp_path: Path) -> None:
    result = run("check", write(tmp_path, {"conf.py": CONF, "index.md": f"{GOOD}\nTODO\n"}))
    assert result.exit_code == 0
    assert "Nothing to mend, 1 hint." in result.stdout
    assert result.stderr == ""


def test_something_to_mend_is_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "my work ✓", {"conf.py": CONF, "docs/index.md": BAD})
    monkeypatch.chdir(tmp_path)
    result = run("check", folder)
    assert result.exit_code == 1
    place = os.path.join("my work ✓", "docs/index.md")  # noqa: PTH118 - as it is shown
    assert f"{place}:4\n" in result.stdout
    assert "    > :date: soon\n" in result.stdout
    assert "\x1b[" not in result.stdout  # nobody looks at it


@pytest.mark.parametrize("arguments", [["nowhere"], ["--jsno"], ["--on", "soon"], [".", "another"]])
def test_wrong_use_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


def test_the_help_says_how_it_ends() -> None:
    words = run("check", "--help").stdout
    assert "0  nothing to mend" in words
    assert "2  wrong use" in words


class Terminal(io.StringIO):
    """What thinks that a person looks at it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_nobody_wants_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, is_coloured: bool
) -> None:
    write(tmp_path, {"conf.py": "extensions = ['a"})
    monkeypatch.setenv("NO_COLOR", no_color)
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    with pytest.raises(SystemExit) as ended:
        main(["check", str(tmp_path)])
    assert ended.value.code == 1
    assert ("\x1b[" in terminal.getvalue()) is is_coloured


def test_progress_is_shown_in_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in ((Terminal(), "Reading 1 of 2: page"), (io.StringIO(), "")):
        monkeypatch.setattr("sys.stderr", stream)
        with Progress("Reading") as progress:
            progress(1, 2, "page")
            assert stream.getvalue().replace("\r\x1b[K", "") == shown
        assert stream.getvalue().endswith("\r\x1b[K" if shown else "")


# -- what it looks at

THIN: dict[str, str | bytes] = {
    "conf.py": f"{CONF}portfolio_part_words = 3\nsuppress_warnings = ['hint.unused_file']\n"
    "print('Hello')\n",
    "index.md": "# Home\n\n```{toctree}\npages/one\n```\n\n{{ name }} is `TODO` in code.\n\n"
    "![Three people](files/photo.HEIC)\n",
    "pages/one.md": """\
# One

```{evidence} Course
:file: ../files/a.png
:alt: image
:date: 2025-07
:expires: 2025-07-15
:issuer: [Insert the school]
:skills: cooking
```

```{star-reflection} How it went
:skills: sewing

**Situation:** So it was.

**Task:** One

two.

**Action:** We built it, we tried it.

**Result:** It was nice then.
```

![](../files/b.png)

```python
# TODO
```

% TODO

Lorem ipsum,
or rather TODO.
""",
    "files/a.png": picture(),
    "files/b.png": picture(),
    "files/photo.HEIC": picture(),
    "files/unused.png": picture(),
    "pages/two.MD": GOOD,
    ".venv/pyvenv.cfg": "",
    ".venv/lib/page.md": BAD,
    "env/pyvenv.cfg": "",
    "env/lib/page.md": BAD,
}


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("thin portfolio"), THIN)


@pytest.fixture(scope="module")
def said(thin: Path) -> dict[str, object]:
    before = {path: path.lstat().st_mtime_ns for path in thin.rglob("*")}
    result = run("check", thin, "--json", "--on", "2025-06-01")
    assert result.exit_code == 0, result.stdout
    assert {path: path.lstat().st_mtime_ns for path in thin.rglob("*")} == before
    assert "Hello" not in result.stdout
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_every_hint_is_at_its_place(said: dict[str, object]) -> None:
    assert said["to_mend"] == []
    hints = said["hints"]
    assert isinstance(hints, list)
    assert [(one["type"].removeprefix("hint."), one["file"], one["line"]) for one in hints] == [
        ("leftover", "index.md", 7),
        ("leftover", "pages/one.md", 3),
        ("leftover", "pages/one.md", 34),
        ("leftover", "pages/one.md", 35),
        ("thin_part", "pages/one.md", 17),
        ("no_outcome", "pages/one.md", 23),
        ("we_not_i", "pages/one.md", 21),
        ("not_reflected_on", "pages/one.md", 3),
        ("unshown_skill", "pages/one.md", 12),
        ("expired", "pages/one.md", 3),
        ("future_date", "pages/one.md", 3),
        ("empty_alt", "pages/one.md", 4),
        ("empty_alt", "pages/one.md", 26),
        ("unshown_picture", "index.md", 9),
        ("no_page", "pages/two.MD", 0),
    ]


def test_programs_beside_the_pages_are_not_read(said: dict[str, object]) -> None:
    assert (said["pages"], said["evidence"], said["reflections"]) == (2, 1, 1)


def test_the_same_is_said_again(thin: Path, said: dict[str, object]) -> None:
    assert json.loads(run("check", thin, "--json", "--on", "2025-06-01").stdout) == said


def test_a_program_that_fails_is_no_traceback(tmp_path: Path) -> None:
    conf = f"{CONF}\ndef setup(app):\n    app.connect('env-updated', lambda *_: 1 / 0)\n"
    result = run("check", write(tmp_path, {"conf.py": conf, "index.md": BAD}))
    assert result.exit_code == 1
    assert "division by zero" in result.stdout
    assert "index.md:4" in result.stdout  # what was found before is told all the same
    assert "The reading stopped half-way." in result.stdout
    assert "Traceback" not in result.output
