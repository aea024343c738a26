"""What is read of a source and written of a project: nothing outside of either, and no word less."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import body, everything, files, found, imported, page, write_source
from project import document, picture
from sphinx.cmd.build import build_main
from sphinx_portfolio.cli import main
from sphinx_portfolio.importing.markdown import source as source_room
from sphinx_portfolio.importing.markdown.folder import import_folder
from sphinx_portfolio.importing.markdown.source import CannotReadError, read_source
from sphinx_portfolio.importing.project import Concern, Project
from sphinx_portfolio.importing.write import CannotWriteError, files_of, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

pytestmark = pytest.mark.newest

PNG = picture()
HOME: Mapping[str, str | bytes] = {"README.md": "# Home\n\nHello.\n", "a.png": PNG}


def run(*words: str | Path, text: str = "") -> Result:
    return CliRunner().invoke(main, ["import", *map(str, words)], input=text)


# -- nothing outside of the source is read

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the file system has no such things")


@ON_POSIX
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    secret = write_source(tmp_path / "secret", {"a.md": "# Secret\n", "s.png": PNG})
    folder = write_source(tmp_path / "it", HOME)
    (folder / "out.md").symlink_to(secret / "a.md")
    (folder / "out").symlink_to(secret)
    (folder / "round").symlink_to(folder)
    (folder / "gone.md").symlink_to("nowhere")
    (folder / "same.png").symlink_to("a.png")
    project = imported(folder, {"b.md": "# B\n\n![](same.png) ![](out/s.png) ![](round/a.png)\n"})
    assert files(project) == ["same.png"]
    assert "Secret" not in everything(project)
    told = {file for file, *_ in found(project, Concern.UNREAD)}
    assert told == {"out.md", "out", "round", "gone.md"}


@ON_POSIX
def test_pipes_and_devices_are_never_opened(tmp_path: Path) -> None:
    folder = write_source(tmp_path, HOME)
    os.mkfifo(folder / "pipe.md")
    project = import_folder(read_source(folder))
    assert found(project, Concern.UNREAD) == [("pipe.md", 0, "is no ordinary file.")]


@ON_POSIX
def test_a_file_that_became_a_link_in_the_meantime_is_not_followed(tmp_path: Path) -> None:
    folder = write_source(tmp_path / "it", {"README.md": "# A\n\n![](a.png)\n", "a.png": PNG})
    project = import_folder(read_source(folder))
    secret = write_source(tmp_path, {"secret": "secret"}) / "secret"
    (folder / "a.png").unlink()
    (folder / "a.png").symlink_to(secret)
    with pytest.raises(CannotWriteError, match=r"'docs/files/a.png' cannot be written"):
        write(files_of(project, "it"), tmp_path / "made")


@ON_POSIX
@pytest.mark.parametrize(
    "name", ["new\nline.md", "bell\x07.md", "a" * 200 + ".md", "%00#?.md", "`.md"]
)
def test_any_name_of_a_file_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    project = imported(tmp_path, {**HOME, name: "# Odd\n"})
    (made,) = (one for one in project.pages if one not in {"index.md", "files/a.png"})
    assert re.fullmatch(r"[a-z0-9-]{1,60}\.md", made)
    assert len([line for line in everything(project).split("\n") if f"docs/{made}" in line]) == 1


@ON_POSIX
def test_a_name_that_is_no_text_stops_nobody(tmp_path: Path) -> None:
    folder = write_source(tmp_path / "it", HOME)
    try:
        (folder / os.fsdecode(b"caf\xe9.md")).write_text("# Caf\n")
    except OSError:
        pytest.skip("the file system takes text only")
    result = run(folder, "--dry-run")
    assert result.exit_code == 0
    assert json.loads(run(folder, "--json").output)[1]["file"] == "caf\udce9.md"
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert "caf\\udce9.md" in (tmp_path / "it-portfolio" / "IMPORT.md").read_text("utf-8")


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    folder = write_source(tmp_path, HOME)
    read = read_source(folder)
    monkeypatch.setattr(os, "open", refuse)
    project = import_folder(read)
    assert ("README.md", 0, "cannot be read: Permission denied.") in found(project, Concern.UNREAD)


def test_folders_without_end_are_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = write_source(tmp_path / "deep", {"/".join(["d"] * 35) + "/x.md": "x"})
    assert "too deep" in read_source(deep).findings[0].message
    monkeypatch.setattr(source_room, "MOST_FILES", 3)
    read = read_source(write_source(tmp_path / "many", {f"{n}.txt": "x" for n in range(9)}))
    assert len(read.files) == 3
    assert [finding.message for finding in read.findings] == [
        "there are more than 3 files. The rest was not looked at. Import the folder of your pages "
        "alone."
    ]


def test_programs_and_what_is_hidden_are_no_part_of_it(tmp_path: Path) -> None:
    names = (".github/a.md", "node_modules/b.md", "env/pyvenv.cfg", "env/c.md", ".hidden.md")
    read = read_source(write_source(tmp_path, {**HOME, **dict.fromkeys(names, "# X\n")}))
    assert list(read.files) == ["README.md", "a.png"]


@pytest.mark.parametrize(
    "git", ["gitdir: /etc\n", "\0\xff[remote\nurl = \n[", '[remote "origin"]\nurl=']
)
def test_odd_folders_of_git_are_only_text(tmp_path: Path, git: str) -> None:
    at = ".git" if git.startswith("gitdir") else ".git/config"
    folder = write_source(
        tmp_path,
        {**HOME, at: git, ".git/hooks/post-checkout": "exit 1"}
        if at != ".git"
        else {**HOME, at: git},
    )
    assert body(import_folder(read_source(folder))) == "Hello."


@pytest.mark.parametrize("path", ["gone", "nul\0"])
def test_a_source_that_is_not_there_is_told(tmp_path: Path, path: str) -> None:
    with pytest.raises(CannotReadError, match="cannot be read"):
        read_source(tmp_path / path)
    if "\0" not in path:  # no command can be given that
        assert run(tmp_path / path).exit_code == 2


# -- whatever saved a page

TEXT = "# Über mich\n\nIch heiße Ann.\n"
SAVED = {
    "UTF-16": TEXT.encode("utf-16"),
    "with a mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "Windows": TEXT.replace("\n", "\r\n").encode("cp1252"),
    "an old Mac": TEXT.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("how", SAVED)
def test_a_page_is_read_whatever_saved_it(tmp_path: Path, how: str) -> None:
    project = imported(tmp_path, {"README.md": SAVED[how]})
    assert page(project) == TEXT


def test_characters_that_nobody_sees_are_taken_out_and_told(tmp_path: Path) -> None:
    project = imported(tmp_path, {"README.md": "# A\n\none\x0btwo\u2028three\n"})
    assert body(project) == "one two three"
    assert [
        line for _, line, words in found(project, Concern.TO_DECIDE) if "nobody sees" in words
    ] == [3]


def test_what_is_no_page_is_told(tmp_path: Path) -> None:
    project = imported(tmp_path, {**HOME, "b.md": PNG, "c.md": " \n", "d.md": HOME["README.md"]})
    assert found(project, Concern.UNREAD) == [
        ("b.md", 0, "is no page of text. It may be a picture or a document under a wrong name."),
    ]
    assert ("c.md", 0, "is empty, so it is no page.") in found(project, Concern.TO_DECIDE)
    assert found(project, Concern.DUPLICATE) == [("d.md", 0, "holds the same as 'README.md'.")]


# -- nothing outside of the folder is written

PROJECT = Project("T", {"index.md": "# T\n", "files/a.txt": b"a"})


def test_a_folder_that_holds_something_is_kept(tmp_path: Path) -> None:
    write_source(tmp_path, {"conf.py": "mine", "mine.txt": "mine"})
    with pytest.raises(CannotWriteError, match="is there already"):
        write(files_of(PROJECT, "it"), tmp_path)
    assert (tmp_path / "conf.py").read_text() == "mine"
    write(files_of(PROJECT, "it"), tmp_path, force=True)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert "extensions" in (tmp_path / "conf.py").read_text("utf-8")


@ON_POSIX
def test_links_in_the_folder_are_replaced_and_never_followed(tmp_path: Path) -> None:
    outside = write_source(tmp_path / "outside", {"conf.py": "mine", "docs/index.md": "mine"})
    made = tmp_path / "made"
    made.mkdir()
    (made / "conf.py").symlink_to(outside / "conf.py")
    write({"conf.py": "new"}, made, force=True)
    assert ((made / "conf.py").is_symlink(), (made / "conf.py").read_text()) == (False, "new")
    (made / "docs").symlink_to(outside / "docs")
    with pytest.raises(CannotWriteError, match="the folder 'docs' is a link to somewhere else"):
        write(files_of(PROJECT, "it"), made, force=True)
    assert (outside / "conf.py").read_text() == (outside / "docs/index.md").read_text() == "mine"


@pytest.mark.parametrize("path", ["../a.md", "/a.md", "docs/../../a.md"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(CannotWriteError, match="outside of the folder"):
        write({path: "x"}, tmp_path / "made")


# -- the command


def test_import_says_what_it_wrote_and_what_comes_next(tmp_path: Path) -> None:
    folder = write_source(tmp_path / "it", HOME)
    result = run(folder)
    made = tmp_path / "it-portfolio"
    assert result.exit_code == 0
    assert f"Wrote 1 page and 0 files to {made}." in result.output
    assert {path.name for path in made.iterdir()} >= {
        *(".gitignore", ".readthedocs.yaml", "IMPORT.md", "conf.py", "docs", "requirements.txt")
    }
    ignored = (made / ".gitignore").read_text("utf-8").split()
    assert {"/IMPORT.md", "/build/"} <= set(ignored)
    assert run(folder).exit_code == 2
    assert run(folder, "--force").exit_code == 0
    assert run(folder, folder.parent).exit_code == 2  # it would be written around the source


def test_a_project_in_its_source_is_no_part_of_it(tmp_path: Path) -> None:
    folder = write_source(tmp_path, HOME)
    made = folder / "made"
    assert run(folder, made).exit_code == 0
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert run(folder, made, "--force").exit_code == 0
    assert before == {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    folder = write_source(tmp_path / "it", {"README.md": "# A\n\n![](a.png)\n", "a.png": PNG})
    result = run(folder, "--dry-run")
    assert result.exit_code == 0
    assert f"docs{os.sep}files{os.sep}a.png  (a copy of " in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["it"]


def test_something_that_was_not_read_shows_in_the_exit_code(tmp_path: Path) -> None:
    result = run(write_source(tmp_path / "it", {**HOME, "b.md": b"\0"}))
    assert result.exit_code == 1
    assert (tmp_path / "it-portfolio" / "docs" / "index.md").is_file()


def test_json_tells_what_is_read_and_writes_nothing(tmp_path: Path) -> None:
    text = (
        "# Über\n\n## Evidence\n\n![Certificate](a%20b.png)\n\n## Reflection\n\n**Situation:** There was "
        "much.\n\n**Task:** To do it.\n\n**Action:** I did it all.\n\n**Result:** It was done.\n"
    )
    folder = write_source(
        tmp_path / "it", {"b/README.md": text, "a.md": "# A\n\n[Insert link here]\n"}
    )
    result = CliRunner().invoke(main, ["import", str(folder), "--json"])
    first, second = json.loads(result.stdout_bytes.decode())
    assert (first["file"], first["evidence"], first["reflections"]) == ("a.md", [], [])
    assert [note["line"] for note in first["notes"]] == [3]
    assert second["file"] == "b/README.md"
    (evidence,), (reflection,) = second["evidence"], second["reflections"]
    assert set(evidence) == {"title", "kind", "line", "targets", "prose"}
    assert (evidence["targets"], evidence["line"]) == (["a%20b.png"], 5)
    assert set(reflection) == {"title", "model", "line", "parts"}
    assert list(reflection["parts"]) == ["situation", "task", "action", "result"]
    assert reflection["parts"]["result"] == "It was done."
    assert [path.name for path in tmp_path.iterdir()] == ["it"]


def test_what_is_private_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Ann's portfolio\n\n## Contact\n\n- ann@uni.ac.za\n- 021 555 1234\n"
    folder = write_source(tmp_path / "it", {"README.md": text})
    terminal = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("sphinx_portfolio.cli.importing.sys", terminal)
    assert "Publish your" not in run(folder, "--yes", "--dry-run").output
    result = run(folder, text="y\nn\n")
    assert "Publish your e-mail address ann@uni.ac.za? [y/N]" in result.output
    assert "Publish your telephone number 021 555 1234? [y/N]" in result.output
    made = tmp_path / "it-portfolio"
    home = (made / "docs" / "index.md").read_text("utf-8")
    assert "ann@uni.ac.za" in home
    assert "021 555 1234" not in home
    assert "'email': 'ann@uni.ac.za'" in (made / "conf.py").read_text("utf-8").replace('"', "'")


# -- no word is lost, and nothing changes the second time

ATOMS = (
    "# Title", "## Evidence", "### **📎 Evidence:**", "## Reflection", "**Situation:** it was",
    "- **S:** so\n- **T:** to\n- **A:** at\n- **R:** ran", "% comment", "+++ break", "(place)=",
    "::: note\nwords\n:::", "{role}`code`", "{{ name }}", "$x^2$", "$$\nx\n$$", "```{r}\ncode\n```",
    "```", "~~gone~~", "[^1] cites", "[^1]: note [m](x.md)", "[ref]: a.png", "![p][ref]", "![](a.png)",
    "![alt](missing.png)", "[c](c.pdf)", "[m](missing.md)", "[o](p1.md#title)", "[a](#title)", "[a]()",
    "[b](my file.png)", "[![alt](a.png)](c.pdf)", "# [t](c.pdf)", "<project:foo>", "www.example.org",
    '<div align="center">', "</div>", '<p align="center"><img src="a.png" width="300"></p>',
    '<a href="c.pdf">CV</a>', '<h1 align="center">Hi</h1>', "<details><summary>More</summary>",
    "</details>", "<script>act()</script>", '<video src="a.png"></video>', "<b>bold", "<!-- open",
    "<table><tr><td><img src='a.png'></td></tr></table>", "<pre>\n\nx\n</pre>", "---", "- ---",
    "- [x] done", "> [!NOTE]\n> note", "> # quoted", "##No blank", "## ", "Set\n===",
    "| a | b |\n|---|---|\n| ![](a.png) | {x}`y` |", "    code", "two  \nbreaks", ":field: words",
    "Term\n: words", ":smile: words", "**Name:** Ann Example\n**Student number:** 219000000",
    "## Contact\n\n- ann@uni.ac.za", "## About me", "---\ntitle: words\n---", "## 1. Module",
    "## 2. Module", "[Insert link]", "`open", "![open(", "{.cls}", "<img src='a.png'>\n**bold** words",
)  # fmt: skip
PAGE = st.lists(
    st.tuples(
        st.sampled_from(ATOMS) | st.text(max_size=12),
        st.sampled_from(("", "", "", "> ", "- ", "1. ")),
        st.sampled_from(("\n\n", "\n\n", "\n", " ")),
    ),
    max_size=12,
).map(lambda atoms: "".join(f"{start}{atom}{end}" for atom, start, end in atoms))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_source(tmp_path_factory.mktemp("around"), {"a.png": PNG, "p1.md": "# P\n"})


@settings(max_examples=60, deadline=None)
@given(text=PAGE)
def test_every_word_is_in_the_project_or_the_report(text: str, around: Path) -> None:
    (around / "README.md").write_text(text, "utf-8", newline="")
    project = import_folder(read_source(around))
    read = (around / "README.md").read_bytes().decode()
    if "\0" not in read:
        assert not words(read) - words(everything(project))


def test_importing_the_result_changes_nothing(tmp_path: Path) -> None:
    folder = write_source(tmp_path / "it", {"README.md": "\n\n".join(ATOMS[:40]), "a.png": PNG})
    made = tmp_path / "made"
    write(files_of(import_folder(read_source(folder)), "it"), made)
    again = import_folder(read_source(made))
    write(files_of(again, "made"), tmp_path / "again")
    for path in made.rglob("*"):
        if path.is_file() and path.name != "IMPORT.md":
            assert (tmp_path / "again" / path.relative_to(made)).read_bytes() == path.read_bytes()


# -- and all of it builds


def test_pages_of_all_sorts_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each piece that people write stands in the company of others, in 40 pages."""
    pages = {
        f"p{n}.md": "\n\n".join(ATOMS[(n * step) % len(ATOMS)] for step in range(1, 9))
        for n in range(1, 41)
    }
    folder = write_source(
        tmp_path / "it", {**pages, "README.md": "# Home\n", "a.png": PNG, "c.pdf": document()}
    )
    made = tmp_path / "made"
    write(files_of(import_folder(read_source(folder)), "it"), made)
    options = ["-q", "-W", "--keep-going", "-n", "-b", "html", "-c", str(made)]
    code = build_main([*options, str(made / "docs"), str(tmp_path / "html")])
    assert code == 0, capsys.readouterr().err
