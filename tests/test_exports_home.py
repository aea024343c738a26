"""What exports become can be built, and the command takes them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from exported import HOSTILE, LINKEDIN, archive, build, from_linkedin, from_resume
from sphinx_portfolio.cli import main
from sphinx_portfolio.importing.exports.sources import SourceKind, source_kind
from sphinx_portfolio.writing.plain_words import one_line

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest


# -- built


def test_what_came_from_linkedin_is_a_web_site(tmp_path: Path) -> None:
    out = build(from_linkedin(tmp_path, LINKEDIN), tmp_path)
    told = json.loads((out / "portfolio.json").read_text("utf-8"))
    assert [one["title"] for one in told["evidence"] if one["kind"] == "employment"] == [
        "Technician",
        "Weekend job",
    ]
    for file in out.rglob("*.*"):
        assert not re.search(b"SECRET|Reviewer|Cape Town", file.read_bytes()), file


def test_what_came_from_a_resume_is_a_web_site(tmp_path: Path) -> None:
    hostile = {
        "basics": {
            "name": 'Sam \\ \'Example\'\n"""',
            "label": "{{ x }}",
            "summary": "\n".join(HOSTILE),
        }
    }
    work = [{"position": words, "name": words, "summary": words} for words in HOSTILE]
    projects = [
        {"name": "A", "url": "https://example.org", "keywords": HOSTILE, "highlights": HOSTILE}
    ]
    out = build(
        from_resume({**hostile, "work": work, "projects": projects, "skills": HOSTILE}), tmp_path
    )
    told = json.loads((out / "portfolio.json").read_text("utf-8"))
    assert {one["issuer"] for one in told["evidence"]} >= set(map(one_line, HOSTILE))
    titles = {one_line(words) for words in HOSTILE if any(map(str.isalnum, words))}
    assert {one["title"] for one in told["evidence"]} >= titles
    for file in out.glob("*.html"):
        soup = BeautifulSoup(file.read_text("utf-8"), "html5lib")
        assert not soup.select(".body script, .body img, a[href^=javascript]")


# -- the command


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["import", *map(str, arguments)])
    return result.exit_code, result.output


def test_the_command_takes_exports(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(archive(LINKEDIN))
    (tmp_path / "resume.json").write_text('{"basics": {"name": "Sam", "label": "Student"}}')
    (tmp_path / "unpacked").mkdir()
    for name in ("Profile.csv", "Skills.csv"):
        (tmp_path / "unpacked" / name).write_text(LINKEDIN[name])
    (tmp_path / "link").symlink_to("export.zip")
    for source, words in {
        "export.zip": "Certificates",
        "link": "Certificates",
        "resume.json": "Student",
        "unpacked": "Python",
    }.items():
        code, said = run(tmp_path / source, tmp_path / f"{source}-made")
        assert (code, said.startswith("Wrote ")) == (0, True)
        pages = (tmp_path / f"{source}-made" / "docs").glob("*.md")
        assert any(words in one.read_text("utf-8") for one in pages)


def test_the_command_says_what_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "portfolio.zip").write_bytes(archive({"README.md": "# Me"}))
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "broken.json").write_text('{\n"basics": {,\n')
    for name, words in {
        "portfolio.zip": "unpack it, and import the folder",
        "package.json": "no JSON Resume",
        "broken.json": "line 2",
    }.items():
        code, said = run(tmp_path / name, tmp_path / "made")
        assert code == 2
        assert said.startswith(f"Error: {str(tmp_path / name)!r} cannot be imported: ")
        assert words in said
    code, said = run(tmp_path / "package.json", "--json")
    assert (code, "--dry-run" in said) == (2, True)
    assert not (tmp_path / "made").exists()


SOURCES = {
    "LinkedIn": (["Positions.csv", "Basic/Profile.csv"], SourceKind.LINKEDIN),
    "a table of skills": (["Skills.csv", "notes.txt"], SourceKind.MARKDOWN),
    "pages beside tables": (["Positions.csv", "Profile.csv", "README.md"], SourceKind.MARKDOWN),
    "nothing": ([], SourceKind.MARKDOWN),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_folder_is_an_export_or_pages(name: str, tmp_path: Path) -> None:
    files, kind = SOURCES[name]
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    assert source_kind(tmp_path) is kind
