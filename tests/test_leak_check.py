"""What a build says of things that a portfolio should not give away. All of it is invented."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image
from project import ROOT, Project, document, picture, word_document
from sphinx_portfolio import leak_check

if TYPE_CHECKING:
    from collections.abc import Callable

MAIL = "sample.person@mail.sample-host.co.za"
PHONE = "082 391 4467"
PLACE = "-33.91873, 18.42274"
TOKEN = "https://files.sample-host.net/a?access_token=k3J9fQ2xW8vB7nM5tR1yL0pZ"
DRIVE = "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view"


def identity_number(first: str = "030412518808") -> str:
    """Thirteen digits with a right sum (Luhn), of a day that there was."""
    digits = [int(digit) for digit in first]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return first + str(-(sum(digits[::2]) + sum(doubled)) % 10)


NUMBER = identity_number()
SECRETS = {
    NUMBER: "leak_number",
    f"Student number: {219}{487}{65}": "leak_number",
    MAIL: "leak_contact",
    PHONE: "leak_contact",
    PLACE: "leak_place",
    TOKEN: "leak_secret",
    DRIVE: "weak_link",
}
ITEM = "# P\n\n```{{evidence}} A{title}\n:file: {file}\n:alt: x{alt}\n{option}\n\nMy words{text}.\n```\n"


def page(**words: str) -> str:
    usual = {"title": "", "file": "a.png", "alt": "", "option": ":issuer: An institute", "text": ""}
    return ITEM.format(**{**usual, **words})


def leaks(warnings: list[str]) -> list[str]:
    return [one for one in warnings if "[portfolio.leak_" in one or "[portfolio.weak_" in one]


@pytest.mark.parametrize("secret", SECRETS)
def test_it_is_found_with_its_line_and_not_repeated(
    project: Callable[..., Project], secret: str
) -> None:
    tree = project({"index.md": page(text=f" {secret} "), "a.png": picture()})
    found = leaks(tree.build().warnings)
    assert len(found) == 1, found
    assert found[0].startswith("index.md:8: WARNING: this line holds what looks like ")
    assert found[0].endswith(f"[portfolio.{SECRETS[secret]}]")
    if SECRETS[secret] != "weak_link":  # a link has to be found again
        assert secret.rpartition(": ")[2] not in found[0]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ({"title": f" {NUMBER}"}, 3),
        ({"alt": f" {NUMBER}"}, 5),
        ({"option": f":caption: Of {NUMBER}"}, 6),
        ({"option": f":issuer: {MAIL}"}, 6),
        ({"text": f"\n<!-- {NUMBER} -->\n"}, 9),
    ],
)
def test_it_is_found_wherever_it_stands(
    project: Callable[..., Project], words: dict[str, str], line: int
) -> None:
    tree = project({"index.md": page(**words), "a.png": picture()})
    (found,) = leaks(tree.build().warnings)
    assert found.startswith(f"index.md:{line}: WARNING: ")


@pytest.mark.parametrize("is_copied", [True, False])
def test_a_comment_counts_where_readers_get_the_source(
    project: Callable[..., Project], is_copied: bool
) -> None:
    text = f"{page()}\n% {NUMBER}\n"
    tree = project({"index.md": text, "a.png": picture()}, html_copy_source=is_copied)
    found = leaks(tree.build().warnings)
    assert len(found) == is_copied
    assert all(one.startswith("index.md:11:") and "in a comment" in one for one in found)


def pdf_with(text: str) -> bytes:
    """A page that says something."""
    made = pikepdf.Pdf.open(io.BytesIO(document(2)))
    sheet = made.pages[1]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    sheet.Contents = made.make_stream(f"BT /F 12 Tf 20 200 Td ({text}) Tj ET".encode())
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("219487653-cv.png", picture(), "in the name of the file"),
        ("a.pdf", pdf_with(f"My number is {NUMBER}"), "'a.pdf', page 2"),
        ("a.docx", word_document(f"My number is {NUMBER}"), "'a.docx'"),
        ("a.csv", f"name,number\nme,{NUMBER}\n".encode(), "'a.csv', line 2"),
    ],
)
def test_files_of_evidence_are_looked_through(
    project: Callable[..., Project], name: str, content: bytes, words: str
) -> None:
    tree = project({"index.md": page(file=name), name: content})
    # The line that names the file may hold it, too.
    found = [one for one in leaks(tree.build().warnings) if not one.startswith("index.md:4:")]
    assert len(found) == 1
    assert found[0].startswith("index.md:3: WARNING: ")
    assert words in found[0]
    assert NUMBER not in found[0]


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_file_that_gives_nothing_away_is_looked_through_once(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, parallel: int
) -> None:
    files = {f"{n}.md": page(file=f"{n}.csv") for n in range(8)}
    tree = project({"index.md": "# P", **files, **{f"{n}.csv": f"a,{n}\n" for n in range(8)}})
    assert not leaks(tree.build(parallel=parallel).warnings)
    monkeypatch.setattr("sphinx_portfolio.leaks.find_in_file", lambda *_: [][0])  # nothing asks it
    leak_check._looked_through.cache_clear()
    tree.write("1.md", page(file="1.csv", text="!"))
    assert not leaks(tree.build(parallel=parallel).warnings)
    monkeypatch.undo()
    # The same size, and another student number may be in it.
    tree.write("1.csv", "a,2\n")
    tree.write("2.csv", f"a,{NUMBER}\n")
    tree.write("2.md", page(file="2.csv", text="!"))
    found = leaks(tree.build(parallel=parallel).warnings)
    assert len(found) == 1
    assert "'2.csv', line 1" in found[0]
    # What gives something away is said whenever its page is read.
    tree.write("2.md", page(file="2.csv", text="?"))
    leak_check._looked_through.cache_clear()
    assert leaks(tree.build(parallel=parallel).warnings) == found


def test_what_is_blackened_is_not_given_away(project: Callable[..., Project]) -> None:
    option = f':redact: text "{NUMBER}"'
    files = {"a.pdf": pdf_with(f"My number is {NUMBER}")}
    tree = project({"index.md": page(file="a.pdf", option=option), **files})
    assert tree.build().warnings == []


def test_an_included_file_is_looked_through(project: Callable[..., Project]) -> None:
    files: dict[str, str | bytes] = {"a.png": picture(), "more.txt": f"One\n\n{NUMBER}\n"}
    tree = project({"index.md": f"{page()}\n```{{include}} more.txt\n```\n", **files})
    (found,) = leaks(tree.build().warnings)
    assert found.startswith("more.txt:3: WARNING: ")


@pytest.mark.parametrize(
    ("reach", "pages"), [("items", {"index"}), ("all", {"index", "other"}), ("off", set())]
)
def test_it_reaches_as_far_as_it_is_told(
    project: Callable[..., Project], reach: str, pages: set[str]
) -> None:
    files: dict[str, str | bytes] = {"a.png": picture(), "other.md": f"# O\n\n{NUMBER}\n"}
    text = f"{page(text=f' {NUMBER}')}\n```{{toctree}}\nother\n```\n"
    tree = project({"index.md": text, **files}, portfolio_leak_check=reach)
    found = leaks(tree.build().warnings)
    assert {one.partition(".md:")[0] for one in found} == pages


def test_pages_beside_the_portfolio_are_published_too(project: Callable[..., Project]) -> None:
    files: dict[str, str | bytes] = {"a.png": picture(), "other.md": f"# O\n\n{NUMBER}\n"}
    text = f"{page()}\n```{{toctree}}\nother\n```\n"
    reach = {"portfolio_leak_check": "all", "portfolio_exclude": ["other"]}
    (found,) = leaks(project({"index.md": text, **files}, **reach).build().warnings)
    assert found.startswith("other.md:3:")


def test_what_may_be_known_is_silent(project: Callable[..., Project]) -> None:
    other = "other.person@mail.sample-host.co.za"
    text = page(text=f" {MAIL} {other.upper()} +27 82 391 4467")
    owner = {"name": "Your Name", "email": MAIL, "phone": PHONE}
    tree = project(
        {"index.md": text, "a.png": picture()}, portfolio_owner=owner, portfolio_known=[other]
    )
    assert tree.build().warnings == []


def test_student_numbers_look_as_the_owner_says(project: Callable[..., Project]) -> None:
    files: dict[str, str | bytes] = {"index.md": page(text=" B7-20415"), "a.png": picture()}
    assert project(files).build().warnings == []
    (found,) = project(files, portfolio_student_numbers=[r"B\d-\d{5}"]).build().warnings
    assert "a student number" in found
    (found,) = project(files, portfolio_student_numbers=["(", r"C\d{9}"]).build().warnings
    assert "portfolio_student_numbers" in found
    assert found.endswith("[portfolio.config]")


def test_what_is_left_out_is_not_given_away(project: Callable[..., Project]) -> None:
    text = page() + f"\n```{{evidence}} B\n:private:\n\nCall {PHONE}.\n```\n"
    assert project({"index.md": text, "a.png": picture()}).build().warnings == []


def photo_with_place() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "S", 2: (33.0, 55.0, 7.0), 3: "E", 4: (18.0, 25.0, 22.0)})
    data = io.BytesIO()
    Image.new("RGB", (40, 30)).save(data, "JPEG", exif=exif)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("extra/me.jpg", {"html_extra_path": ["extra"]}),
        ("_static/me.jpg", {"html_static_path": ["_static"]}),
        ("me.jpg", {"html_logo": "me.jpg"}),
    ],
)
def test_what_goes_around_is_looked_at(
    project: Callable[..., Project], name: str, config: dict[str, object]
) -> None:
    tree = project({"index.md": page(), "a.png": picture(), name: photo_with_place()}, **config)
    (found,) = leaks(tree.build().warnings)
    assert "tells where it was taken" in found


@pytest.mark.parametrize("kind", sorted(set(SECRETS.values())))
def test_it_can_be_silenced(project: Callable[..., Project], kind: str) -> None:
    text = page(text=" ".join(["", *(one for one in SECRETS if SECRETS[one] == kind), ""]))
    tree = project({"index.md": text, "a.png": picture()}, suppress_warnings=[f"portfolio.{kind}"])
    assert tree.build().warnings == []


def test_the_demonstration_sets_it_and_gives_nothing_away() -> None:
    conf = (ROOT / "conf.py").read_text("utf-8")
    assert 'portfolio_leak_check = "all"' in conf
    assert "html_copy_source = False" in conf
