"""The command ``add``: what a file says of itself, what its block is, and what stays as it was."""

from __future__ import annotations

import base64
import io
import json
import os
from typing import TYPE_CHECKING

import pikepdf
import pytest
from command import CONF, run, write
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from project import document, picture
from sphinx_portfolio.adding.about import Person, about
from sphinx_portfolio.adding.badges import read_badge
from sphinx_portfolio.adding.block import PageError, block, joined
from sphinx_portfolio.adding.plan import Plan
from sphinx_portfolio.leaks import Patterns
from sphinx_portfolio.writing.naming import file_names
from sphinx_portfolio.writing.neutral import without_owner

if TYPE_CHECKING:
    from pathlib import Path

#: The oldest click gives tests no errors apart from what is printed.
pytestmark = pytest.mark.newest

OWNER = Person(("Zoë van Wyk-Dlamini",))


def titled(title: str) -> bytes:
    """A PDF with a title."""
    made = pikepdf.open(io.BytesIO(document()))
    made.docinfo["/Title"] = title
    data = io.BytesIO()
    made.save(data, deterministic_id=True)
    return data.getvalue()


def badge_png(words: str, keyword: str = "openbadgecredential", *, packed: bool = False) -> bytes:
    """A picture with a badge baked into it."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt(keyword, words, zip=packed)
    data = io.BytesIO()
    Image.new("RGB", (9, 9)).save(data, "PNG", pnginfo=info)
    return data.getvalue()


THIRD = json.dumps(
    {
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "https://example.org", "name": "Example  College"},
        "validFrom": "2025-03-01T10:00:00Z",
        "validUntil": "2027-03-01T10:00:00Z",
        "credentialSubject": {"achievement": {"name": "Team work"}},
    }
)
SECOND = json.dumps(
    {
        "issuedOn": "2024-05-06T00:00:00Z",
        "badge": {"name": "Team work", "issuer": {"name": "Example College"}},
    }
)
SIGNED = f"e30.{base64.urlsafe_b64encode(json.dumps({'vc': json.loads(THIRD)}).encode()).decode().rstrip('=')}.c2ln"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{0}">{1}</svg>'
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def drawing(inside: str) -> bytes:
    return SVG.format(NAMESPACE, inside).encode()


# -- what a file says


@pytest.mark.parametrize(
    ("data", "date"),
    [
        (badge_png(THIRD), "2025-03-01"),
        (badge_png(THIRD, packed=True), "2025-03-01"),
        (badge_png(SIGNED), "2025-03-01"),
        (badge_png(SECOND, "openbadges"), "2024-05-06"),
        (
            drawing(f"<openbadges:credential><![CDATA[{THIRD}]]></openbadges:credential>"),
            "2025-03-01",
        ),
        (drawing(f'<openbadges:credential verify="{SIGNED}"/>'), "2025-03-01"),
    ],
    ids=["third", "packed", "signed", "second", "drawing", "signed drawing"],
)
def test_a_badge_says_what_it_is(data: bytes, date: str) -> None:
    badge = read_badge(data)
    assert badge
    assert (badge.title, badge.issuer, badge.date) == ("Team work", "Example College", date)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        picture(),
        badge_png("[" * 100_000),
        badge_png("{}"),
        badge_png("a.b.c"),
        badge_png('{"name": 3, "badge": "https://example.org/1", "issuedOn": []}'),
        badge_png(THIRD)[:60],
        drawing(""),
        drawing("<openbadges:credential>"),
        b'<!DOCTYPE a [<!ENTITY b "openbadges">' + b"<a>&b;" * 1000,
    ],
    ids=range(10),
)
def test_what_is_no_badge_says_nothing(data: bytes) -> None:
    assert read_badge(data) is None


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reading_of_badges(data: bytes) -> None:
    assert read_badge(b"\x89PNG\r\n\x1a\n" + data) is None
    assert read_badge(b"openbadges" + data) is None


@pytest.mark.parametrize(
    ("name", "data", "title", "kind"),
    [
        ("First_aid-course.pdf", document(), "First aid course", "course"),
        ("x.pdf", titled("Certificate of attendance"), "Certificate of attendance", "certificate"),
        ("My report.pdf", titled("Microsoft Word - tmp.docx"), "My report", "artefact"),
        ("My report.pdf", titled("Untitled-1"), "My report", "artefact"),
        ("My report.pdf", titled("Zoë van Wyk-Dlamini"), "My report", "artefact"),
        ("a.pdf", titled("Marks of Zoe van Wyk-Dlamini"), "Marks of", "assessment"),
        ("ZoeDlamini-TeamProject.png", picture(), "Team Project", "project"),
        ("21456789_first aid.png", picture(), "First aid", "artefact"),
        ("Dlamini.png", picture(), "A new piece of evidence", "artefact"),
        ("talk.mp4", b"", "Talk", "recording"),
        ("b.png", badge_png(THIRD), "Team work", "certificate"),
    ],
)
def test_what_a_file_says_of_itself(name: str, data: bytes, title: str, kind: str) -> None:
    told = about(name, data, OWNER)
    assert (told.title, told.kind) == (title, kind)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Zoë van Wyk-Dlamini's certificate", "certificate"),
        ("ZOE VAN WYK DLAMINI course", "course"),
        ("zoevanwykdlamini course", "course"),
        ("certificate (Zoë)", "certificate"),
        ("Vanilla Wykes", "Vanilla Wykes"),
        ("Your Name course", "Your Name course"),
    ],
)
def test_nobody_is_named(words: str, left: str) -> None:
    assert without_owner(words, [*OWNER.names, "Your Name"], Patterns()) == left


# -- the page


@pytest.mark.parametrize(
    ("page", "between"),
    [
        ("# A\n", "\n"),
        ("# A", "\n\n"),
        ("# A\n\n", ""),
        ("", ""),
        ("# A\r\n\r\nWords.\r\n", "\r\n"),
        ("# ë ✓\r\n\r\n", ""),
        ("\ufeff# A\n", "\n"),
    ],
)
def test_a_page_stays_byte_for_byte(page: str, between: str) -> None:
    end = "\r\n" if "\r\n" in page else "\n"
    assert joined(page.encode(), "a\nb\n") == f"{page}{between}a{end}b{end}".encode()


def test_a_page_in_another_encoding_is_left_alone() -> None:
    with pytest.raises(PageError, match="save it as UTF-8"):
        joined("# é\n".encode("cp1252"), "a\n")


@given(st.text(max_size=60))
def test_a_title_is_one_line_of_words(title: str) -> None:
    told = about(
        "a.png", badge_png(json.dumps({"name": title, "badge": {"name": title}})), Person()
    )
    lines = block(told, "a", "/files/a.png").splitlines()
    assert lines[0].startswith("```{evidence} ")
    assert lines[1] == ":name: a"


# -- the command

PAGE = "# Mine\r\n\r\nWords  \r\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    owner = 'portfolio_owner = {"name": "Zoe Dlamini"}\n'
    index = "# Home\n\n```{toctree}\nmine\n```\n"
    files = {"conf.py": f"{CONF}{owner}", "docs/index.md": index, "docs/mine.md": PAGE}
    made = write(tmp_path / "my work ✓", files)
    monkeypatch.chdir(made)
    return made


def test_files_join_a_page_which_builds_without_a_warning(folder: Path, tmp_path: Path) -> None:
    first = write(tmp_path, {"Zoe_Dlamini 21456789 First  aid.png": picture()})
    second = write(tmp_path, {"b/first-aid.png": badge_png(THIRD)})
    result = run("add", first / "Zoe_Dlamini 21456789 First  aid.png", second / "b/first-aid.png")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Added files/first-aid.png: First aid\nAdded files/first-aid-2.png: Team work\n"
        "Write over the TODO of 2 blocks at the end of mine.md.\n"
    )
    page = (folder / "docs/mine.md").read_bytes().decode()
    assert page.startswith(f"{PAGE}\r\n```{{evidence}} First aid\r\n:name: first-aid\r\n")
    assert page.count("\n") == page.count("\r\n")
    assert ":issuer: Example College\r\n:date: 2025-03-01\r\n:expires: 2027-03-01\r\n" in page
    assert (folder / "docs/files/first-aid-2.png").read_bytes() == badge_png(THIRD)
    built = run("build", "text", "--strict")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "TODO" in run("check").stdout


def test_the_same_file_twice_is_said(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, {"a.png": picture(), "b.png": picture()})
    result = run("add", tmp_path / "a.png", tmp_path / "b.png")
    assert result.exit_code == 1
    assert result.stderr.endswith("b.png' is not added: it is there already, as files/a.png.\n")
    page = (folder / "docs/mine.md").read_bytes()
    again = run("add", tmp_path / "a.png")
    assert again.exit_code == 1
    assert "there already" in again.stderr
    assert (folder / "docs/mine.md").read_bytes() == page


def test_a_dry_run_writes_nothing(folder: Path, tmp_path: Path) -> None:
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    result = run("add", write(tmp_path, {"a b.png": picture()}) / "a b.png", "--dry-run")
    assert result.exit_code == 0
    assert "would be copied to files/a-b.png." in result.stdout
    assert ":file: /files/a-b.png\n" in result.stdout
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize("page", ["mine.md", "docs/mine.md", "docs/../docs/mine.md"])
def test_a_page_can_be_named(folder: Path, tmp_path: Path, page: str) -> None:
    write(folder, {"docs/other.md": "# Other\n\n```{evidence} A\n:name: a\n```\n"})
    assert (
        run("add", write(tmp_path, {"a.png": picture()}) / "a.png", "--page", page).exit_code == 0
    )
    assert "```{evidence} A\r\n:name: a-2\r\n" in (folder / "docs/mine.md").read_bytes().decode()


@pytest.mark.parametrize("page", ["nowhere.md", "../outside.md", "files", "conf.py"])
def test_what_is_no_page_is_wrong_use(folder: Path, tmp_path: Path, page: str) -> None:
    write(tmp_path, {"outside.md": "# Not mine\n", "a.png": picture()})
    result = run("add", tmp_path / "a.png", "--page", page)
    assert result.exit_code == 2
    assert "there is no page" in result.stderr
    assert not (folder / "docs/files").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.pdf", None, "no such file"),
        ("broken.pdf", b"%PDF-1.7\n%%EOF\n", "broken"),
        ("bomb.png", picture()[:-20], "cut short"),
        ("empty.png", b"", "empty"),
        ("page.html", b"<p>", "can act in a reader's browser"),
        ("folder", b"/", "ordinary file"),
        ("link.png", b"->", "ordinary file"),
    ],
)
def test_a_file_that_cannot_be_added_is_one_line(
    folder: Path, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content == b"/":
        (tmp_path / name).mkdir()
    elif content == b"->":
        (tmp_path / name).symlink_to(write(tmp_path, {"a.png": picture()}) / "a.png")
    elif content is not None:
        write(tmp_path, {name: content})
    result = run("add", tmp_path / name)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert (folder / "docs/mine.md").read_bytes() == PAGE.encode()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_folder_that_leads_elsewhere_gets_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "docs/files").symlink_to(tmp_path / "elsewhere")
    result = run("add", write(tmp_path, {"a.png": picture()}) / "a.png")
    assert result.exit_code == 2
    assert "a link to somewhere else" in result.stderr
    assert not list((tmp_path / "elsewhere").iterdir())
    assert (folder / "docs/mine.md").read_bytes() == PAGE.encode()


def test_reStructuredText_gets_its_own_block(folder: Path, tmp_path: Path) -> None:  # noqa: N802
    write(folder, {"docs/mine.rst": "Mine\n====\n"})
    (folder / "docs/mine.md").unlink()
    write(tmp_path, {"a.png": picture(), "b*.png": picture(50)})
    assert run("add", tmp_path / "a.png", tmp_path / "b*.png").exit_code == 0
    built = run("build", "text", "--strict")
    assert (built.exit_code, built.stderr) == (0, "")


@pytest.mark.parametrize(
    "name",
    [
        *("Report 12345678.png", "0821234567.png", "a  b (final).PNG", "con.png", "-.png"),
        *("café ✓.png", "IMG_2031.png", "notes.md", "Screenshot 2025-05-23 210056.png"),
    ],
)
def test_a_file_is_called_the_same_whether_it_is_added_or_imported(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(picture())
    added = Plan(tmp_path / "files", Person()).add(tmp_path / name).name
    assert added == file_names([name], Patterns())[name].lower()
    assert "12345678" not in added
    assert "0821234567" not in added
