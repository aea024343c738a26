"""The commands ``build`` and ``add``: what they leave behind, what they say, and how they end."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click import shell_completion
from command import BAD, CONF, GOOD, run, write
from project import ROOT
from sphinx_portfolio.cli import COMMANDS, engines, sphinx_run
from sphinx_portfolio.cli.engines import Engine
from sphinx_portfolio.cli.sphinx_run import Built

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: The oldest click gives tests no errors apart from what is printed.
pytestmark = pytest.mark.newest


# -- build


@pytest.mark.parametrize(
    ("arguments", "made", "said"),
    [
        ([], "html/index.html", "Open build/html/index.html in a browser.\n"),
        (["text"], "text/index.txt", "The result is in build/text.\n"),
        (["xml", "text"], "xml/index.xml", "The result is in build/xml.\nThe result is in "),
        (["latex"], "latex/mine.tex", "The result is in build/latex.\n"),
        (["dirhtml"], "dirhtml/index.html", "Open build/dirhtml/index.html in a browser.\n"),
    ],
    ids=str,
)
def test_what_is_built_and_where(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    made: str,
    said: str,
) -> None:
    monkeypatch.chdir(write(tmp_path, {"conf.py": CONF, "docs/index.md": GOOD}))
    result = run("build", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(said.replace("/", os.sep))
    assert (tmp_path / "build" / made).is_file()


def test_it_works_below_with_programs_beside_the_pages_and_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path with blanks and other scripts; pages beside conf.py, and an environment of Python."""
    programs = {
        ".venv/pyvenv.cfg": "",
        ".venv/lib/page.md": "# Not mine\n",
        "a b/env/pyvenv.cfg": "",
        "a b/env/page.md": "# Not mine\n",
        "a b/app/node_modules/x/readme.md": "# Not mine\n",
    }
    folder = write(
        tmp_path / "mijn wêrk ✓",
        {"conf.py": CONF, "index.md": GOOD, "a b/c.md": "---\norphan:\n---\n# C\n", **programs},
    )
    monkeypatch.chdir(folder / "a b")
    result = run("build", "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert {one.name for one in folder.iterdir()} == {
        *("conf.py", "index.md", "a b", ".venv", "_build")
    }
    assert (folder / "_build/html/a b/c.html").is_file()
    built = {one.parent.name for one in (folder / "_build/html").rglob("*.html")}
    assert built == {"html", "a b"}


def test_sources_stay_as_they_are_with_a_folder_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "mine", {"conf.py": CONF, "docs/index.md": GOOD})
    monkeypatch.chdir(folder)
    result = run("build", "text", "--output", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout == f"The result is in {tmp_path / 'out' / 'text'}.\n"
    files = {one.relative_to(folder).as_posix() for one in folder.rglob("*")}
    assert files == {"conf.py", "docs", "docs/index.md"}


@pytest.mark.parametrize(
    ("options", "status"), [([], 0), (["--strict"], 1), (["--", "-W"], 1), (["--fresh"], 0)]
)
def test_warnings_stop_nothing_unless_you_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], status: int
) -> None:
    monkeypatch.chdir(write(tmp_path, {"conf.py": CONF, "index.md": BAD}))
    result = run("build", "text", *options)
    assert result.exit_code == status
    assert "index.md:4: WARNING: ':date: soon'" in result.stderr
    assert ("build without --strict" in result.stderr) == bool(status)


def test_what_stands_after_the_dashes_is_for_sphinx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, {"conf.py": CONF, "index.md": GOOD}))
    assert run("build", "--", "-D", "html_title=Of mine").exit_code == 0
    assert "Of mine" in (tmp_path / "_build/html/index.html").read_text("utf-8")
    assert run("build", "--", "--no-such-thing").exit_code == 2


@pytest.mark.parametrize(
    ("last_line", "said"),
    [
        ("x = (", "conf.py:6: conf.py cannot be read: '(' was never closed."),
        ("1 / 0", "conf.py:6: conf.py stops at this line: ZeroDivisionError"),
        ("import sys; sys.exit()", "conf.py:6: conf.py stops at this line: SystemExit"),
        ("extensions += ['myst_praser']", "the extension 'myst_praser' is not installed. Did you"),
        ("root_doc = 'nowhere'", "no first page"),
    ],
)
def test_what_stops_a_build_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last_line: str, said: str
) -> None:
    monkeypatch.chdir(write(tmp_path, {"conf.py": f"{CONF}{last_line}\n", "index.md": GOOD}))
    result = run("build", "text")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["htlm"], "there is no format 'htlm'. Did you mean 'html'?"),
        (["a/b"], "'a/b' is no format"),
        (["--stric"], "No such option"),
    ],
)
def test_wrong_use_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(write(tmp_path, {"conf.py": CONF, "index.md": GOOD}))
    result = run("build", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_without_a_portfolio_it_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 2
    assert "no conf.py" in result.stderr


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, {"conf.py": CONF, "index.md": GOOD, "taken": ""}))
    result = run("build", "--output", "taken/out")
    assert result.exit_code == 1
    assert result.stderr.startswith("The results cannot be written to ")
    assert "--output" in result.stderr


# -- build pdf

FAKE_TEX = """\
#!/bin/sh
echo what TeX said
[ -e stop ] && exit 1
echo made by TeX > mine.pdf
touch mine.log
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A machine with a portfolio and what is named of LaTeX and Typst; the folder of the former."""

    def make(*programs: str, typst: bool) -> Path:
        folder = write(tmp_path / "mine", {"conf.py": CONF, "index.md": GOOD})
        write(tmp_path, {f"bin/{name}": FAKE_TEX for name in ("nothing", *programs)})
        for program in (tmp_path / "bin").iterdir():
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
        monkeypatch.setattr(engines, "find_spec", lambda _name: typst or None)
        monkeypatch.chdir(folder)
        return folder

    return make


@pytest.fixture
def typst_builder(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """A stand-in for Sphinx with the builder; what it is run with."""
    runs: list[Sequence[str]] = []

    def run_sphinx(arguments: Sequence[str]) -> Built:
        runs.append(arguments)
        write(Path(arguments[-1]), {"mine.pdf": "made by Typst"})
        return Built(0, ("mine.tex",), ("mine.pdf",))

    monkeypatch.setattr(sphinx_run, "run_sphinx", run_sphinx)
    return runs


TEX = ("latexmk", "lualatex")
APT = "On Debian or Ubuntu: apt-get install latexmk "
PIP = "python -m pip install 'sphinx-portfolio[pdf]'"


@pytest.mark.parametrize(
    ("programs", "typst", "wanted", "engine", "why"),
    [
        (TEX, True, None, Engine.LATEX, "latexmk and lualatex are found."),
        (TEX, False, None, Engine.LATEX, "latexmk and lualatex are found."),
        (TEX, True, Engine.TYPST, Engine.TYPST, "as you asked."),
        ((), True, Engine.TYPST, Engine.TYPST, "as you asked."),
        (TEX, True, Engine.LATEX, Engine.LATEX, "as you asked."),
        (TEX[:1], True, None, Engine.TYPST, "LaTeX needs lualatex, which is not found."),
        ((), True, None, Engine.TYPST, "LaTeX needs latexmk and lualatex, which are not found."),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the stand-ins for TeX are shell scripts")
def test_one_rule_says_what_makes_the_pdf(
    machine: Callable[..., Path],
    programs: Sequence[str],
    typst: bool,
    wanted: Engine | None,
    engine: Engine,
    why: str,
) -> None:
    machine(*programs, typst=typst)
    choice = engines.choose(wanted)
    assert choice.engine is engine
    assert re.fullmatch(rf"(?i){engine.value} makes the PDF[:,] {re.escape(why)}", choice.why)


@pytest.mark.parametrize(
    ("programs", "typst", "wanted", "said"),
    [
        ((), False, None, f"A PDF needs Typst, which is one Python package: {PIP}; or TeX. {APT}"),
        (TEX, False, Engine.TYPST, f"Typst is not installed. It is one Python package: {PIP}"),
        (TEX[1:], True, Engine.LATEX, f"LaTeX needs latexmk, which is not found. {APT}"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the stand-ins for TeX are shell scripts")
def test_what_is_missing_is_said_in_one_line(
    machine: Callable[..., Path],
    programs: Sequence[str],
    typst: bool,
    wanted: Engine | None,
    said: str,
) -> None:
    machine(*programs, typst=typst)
    with pytest.raises(engines.NoEngineError, match=rf"^{re.escape(said)}.*\Z"):
        engines.choose(wanted)


def test_a_pdf_needs_something_that_makes_it(machine: Callable[..., Path]) -> None:
    machine(typst=False)
    result = run("build", "pdf")
    assert result.exit_code == 1
    assert result.stderr.startswith("A PDF needs Typst")
    assert APT in result.stderr
    assert result.stderr.count("\n") == 1


def test_typst_makes_the_pdf_where_there_is_no_tex(
    machine: Callable[..., Path], typst_builder: list[Sequence[str]]
) -> None:
    folder = machine(typst=True)
    result = run("build", "pdf", "--strict", "--", "-D", "language=af")
    assert (result.exit_code, result.stderr) == (0, "")
    why, where = result.stdout.splitlines()
    assert why.startswith("Typst makes the PDF: ")
    assert where == f"The PDF is {Path('_build/pdf/mine.pdf')}."
    (arguments,) = typst_builder
    assert "-b portfolio-pdf -W -n --keep-going -q -D language=af" in " ".join(arguments)
    assert arguments[-1] == str(folder / "_build" / "pdf")


def test_typst_itself_makes_one_without_tex(machine: Callable[..., Path]) -> None:
    """Again, too; and what it does not make, nobody says is there."""
    folder = machine(typst=True)
    for _time in range(2):
        assert run("build", "pdf", "--strict").stdout.endswith(
            f"The PDF is {Path('_build/pdf/mine.pdf')}.\n"
        )
        assert (folder / "_build/pdf/mine.pdf").read_bytes().startswith(b"%PDF-")


def test_a_pdf_that_was_not_made_is_not_said_to_be_there(
    machine: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = machine(typst=True)
    write(folder, {"_build/pdf/mine.pdf": "of yesterday"})
    monkeypatch.setattr(sphinx_run, "run_sphinx", lambda _arguments: Built(0, ("mine.tex",)))
    result = run("build", "pdf")
    assert result.exit_code == 1
    assert result.stderr == "There is no PDF; the warnings above say why.\n"
    assert "The PDF is" not in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for TeX is a shell script")
def test_a_pdf_is_made_of_each_document_also_again(
    machine: Callable[..., Path],
    typst_builder: list[Sequence[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = machine(*TEX, typst=True)
    pdf = folder / "_build/pdf/mine.pdf"
    assert run("build", "pdf", "--engine", "typst").exit_code == 0
    assert pdf.read_text() == "made by Typst"
    monkeypatch.undo()
    machine(*TEX, typst=True)
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}/bin{os.pathsep}/usr/bin")
    result = run("build", "pdf")
    assert result.stdout.splitlines()[1:] == [f"The PDF is {Path('_build/pdf/mine.pdf')}."]
    assert pdf.read_text() == "made by TeX\n"
    assert run("build", "pdf").stdout == result.stdout
    write(folder / "_build/latex", {"stop": ""})
    result = run("build", "pdf")
    assert result.exit_code == 1
    assert result.stderr.startswith("what TeX said\nTeX stopped; ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pdf", "--engine", "word"], "'word' is not one of 'latex', 'typst'"),
        (["html", "--engine", "typst"], "no PDF is asked for"),
    ],
)
def test_an_engine_is_for_a_pdf_and_one_of_two(
    machine: Callable[..., Path], arguments: list[str], said: str
) -> None:
    machine(typst=True)
    result = run("build", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


# -- all commands


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_and_says_how_it_ends(name: str) -> None:
    words = run(name, "--help").stdout
    assert re.search(r"Exit codes:\s+0 ", words)
    assert "-h, --help" in words


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_begins_its_help_as_the_list_of_all_does(name: str) -> None:
    assert COMMANDS[name] in " ".join(run(name, "--help").stdout.split())
    assert COMMANDS[name] in " ".join(run("--help").stdout.split())


def test_help_loads_nothing_that_takes_long() -> None:
    code = (
        "import sys\nfrom sphinx_portfolio.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(sorted({'sphinx', 'docutils', 'PIL', 'markdown_it'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", code]
    path = {**os.environ, "PYTHONPATH": str(ROOT / "extensions")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=path)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_misspelt_command_is_offered() -> None:
    result = run("chek")
    assert result.exit_code == 2
    assert "Did you mean 'check'?" in result.stderr


def test_the_guide_knows_all_commands_and_no_others() -> None:
    guide = "".join(one.read_text("utf-8") for one in (ROOT / "docs" / "guide").glob("*.md"))
    used = set(re.findall(r"(?:[$>] |`)sphinx-portfolio ([a-z]+)", guide))
    assert used == set(COMMANDS)
    page = (ROOT / "docs/guide/command-line.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"`sphinx-portfolio {name}" in page
        assert f"| `{name}` | " in page


def test_what_the_guide_shows_of_the_beginning_is_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    guide = (ROOT / "docs/guide/getting-started.md").read_text("utf-8")
    assert run("new", "--yes").stdout in guide


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_lines_for_completion_are_what_click_has(shell: str) -> None:
    guide = (ROOT / "docs/guide/command-line.md").read_text("utf-8")
    assert f"_SPHINX_PORTFOLIO_COMPLETE={shell}_source sphinx-portfolio" in guide
    assert shell_completion.get_completion_class(shell)
