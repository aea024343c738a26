"""The command ``new``: a portfolio that builds at once, in any folder, and nothing overwritten."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from command import run
from project import Project, picture
from sphinx_portfolio.cli import COMMANDS
from sphinx_portfolio.fields import fields_of
from sphinx_portfolio.importing.editors import editor_files
from sphinx_portfolio.importing.scaffold import SCAFFOLD
from sphinx_portfolio.model import KINDS, Access, Evidence, Presentation, Reflection
from sphinx_portfolio.reflection_models import MODELS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: The oldest click gives tests no errors apart from what is printed.
pytestmark = pytest.mark.newest

HOSTILE = """\"'{x}` $HOME \\ <b> :name: [a](b) {evidence}`x` """


@pytest.mark.parametrize(
    ("folder", "name", "headline"),
    [
        ("mine", "Thandi Mokoena", "Software student"),
        ("mijn wêrk ✓ 作品", "李 小龍", "Ich baue Formulare – für alle"),
        ("hostile", HOSTILE, HOSTILE),
    ],
)
def test_it_builds_at_once_and_nothing_is_to_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str, headline: str
) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("new", folder, "--name", name, "--headline", headline, "--yes")
    assert made.exit_code == 0
    assert "  sphinx-portfolio serve\n" in made.stdout
    monkeypatch.chdir(tmp_path / folder)
    built = run("build", "html", "--strict")
    assert (built.exit_code, built.stderr) == (0, "")
    checked = run("check")
    assert checked.exit_code == 0, checked.stdout
    html = (tmp_path / folder / "build/html/index.html").read_text("utf-8")
    assert name.split()[0].replace('"', "").replace("'", "")[:3] in html
    assert html.count('class="pf-owner-name"') == html.count("<h1") == 1
    assert headline.split()[-1] in html
    assert (tmp_path / folder / "build/html/404.html").is_file()
    assert "<b>" not in html[html.index("<body") :]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("mine", "utf-8")
    result = run("new", tmp_path, "--yes")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir()] == [
        ("conf.py", "mine")
    ]


@pytest.mark.parametrize("folder", ["taken", "taken/below", "link"])
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, folder: str) -> None:
    """A file in the place of a folder stops everybody, also those who may write anywhere."""
    (tmp_path / "taken").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    result = run("new", tmp_path / folder, "--yes")
    assert result.exit_code == 2
    assert result.stderr.startswith(("Error: ", "Usage: "))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link", "taken"]
    assert (tmp_path / "taken").read_text("utf-8") == "mine"


def test_without_a_right_to_write_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    result = run("new", tmp_path / "mine", "--yes")
    assert result.exit_code == 2
    assert result.stderr == "Error: 'conf.py' cannot be written: Permission denied.\n"


# -- what stands beside the pages


def test_the_workflows_use_commands_that_there_are() -> None:
    for name, text in SCAFFOLD.items():
        if name.endswith((".yml", ".yaml")):
            assert isinstance(yaml.safe_load(text), dict)
        for command in re.findall(r"sphinx-portfolio (\w+)", text):
            assert command in COMMANDS
    pages = yaml.safe_load(SCAFFOLD[".github/workflows/pages.yml"])
    steps = pages["jobs"]["publish"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [
        "python -m pip install -r requirements.txt",
        "sphinx-portfolio build html",
    ]
    assert {"path": "build/html"} in [step.get("with") for step in steps]


def snippets() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(editor_files()[".vscode/portfolio.code-snippets"])
    return made


def test_snippets_know_all_that_is_declared() -> None:
    prefixes = {one["prefix"] for one in snippets().values()}
    options = {f":{one.option}" for one in fields_of(Evidence, Presentation, Access, Reflection)}
    models = {f"reflection-{model}" for model in MODELS if model != "star"}
    assert prefixes == {"evidence", "star-reflection", *options, *models}
    assert f"|{','.join(KINDS)}|" in "".join(snippets()["Evidence"]["body"])
    for text in editor_files().values():
        json.loads(text)


def filled(body: list[str]) -> str:
    """A snippet as it stands when Tab was pressed all the way."""
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", "\n".join(body))
    return re.sub(r"\$\{\d+:((?:\\.|[^}])*)\}", r"\1", text)


def test_snippets_build_as_they_are(project: Callable[..., Project]) -> None:
    blocks = [filled(one["body"]) for one in snippets().values() if one["body"][0][0] == "`"]
    text = "\n\n".join(blocks).replace("name-of-the-evidence", "a-name")
    text = text.replace("/files/certificate.pdf", "/a.png").replace("Title", "A title")
    tree = project({"index.md": f"# Home\n\n{text}\n", "a.png": picture()})
    warnings = tree.build("dummy").warnings
    assert not [one for one in warnings if "reflection-model" in one or "part" in one], warnings
    assert "$" not in text
