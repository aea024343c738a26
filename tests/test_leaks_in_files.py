"""What files give away: their words, their properties, their codes; and files that are broken."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sphinx_portfolio.leaks import (
    LeakKind,
    Patterns,
    author_of,
    can_look_through,
    find_in_file,
    gps_of,
    in_files,
    office,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest

NONE = Patterns()
MAIL, OTHER = "jan@mail.org", "piet@mail.org"


def pdf(*pages: str, **info: str) -> bytes:
    """A document with these words on its pages."""
    made = pikepdf.Pdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for words in pages:
        made.add_blank_page(page_size=(400, 200))
        page = made.pages[-1].obj
        page[pikepdf.Name.Resources] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page[pikepdf.Name.Contents] = made.make_stream(
            f"BT /F 12 Tf 10 100 Td ({words}) Tj ET".encode()
        )
    for key, value in info.items():
        made.docinfo[f"/{key}"] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def seen(data: bytes | Path, name: str) -> list[tuple[str, int, int, str]]:
    return [(one.found, one.line, one.page, one.where) for one in find_in_file(data, name, NONE)]


def test_a_pdf_by_its_pages_and_properties() -> None:
    data = pdf("nothing", f"Write to {MAIL} now", Author=f"Jan ({OTHER})")
    assert seen(data, "a.pdf") == [(OTHER, 0, 0, "in its properties"), (MAIL, 1, 2, "")]
    assert author_of(data) == f"Jan ({OTHER})"
    assert author_of(b"%PDF-1.7") == ""


def test_notes_and_links_in_a_pdf() -> None:
    with pikepdf.open(io.BytesIO(pdf("nothing"))) as made:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]),
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"mailto:{MAIL}")),
        )  # fmt: skip
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([0, 0, 9, 9]),
            Contents=pikepdf.String(f"ask {OTHER}"),
        )  # fmt: skip
        made.pages[0].obj[pikepdf.Name.Annots] = pikepdf.Array([link, note])
        out = io.BytesIO()
        made.save(out)
    assert {one[0] for one in seen(out.getvalue(), "a.pdf")} == {MAIL, OTHER}


WORD = {
    "word/document.xml": "<w:p><w:r><w:t>call 082 5</w:t></w:r><w:r><w:t>55 7777</w:t></w:r></w:p>",
    "word/comments.xml": f"<w:comment><w:p><w:r><w:t>{MAIL}</w:t></w:r></w:p></w:comment>",
    "docProps/core.xml": f"<cp:p><dc:creator>{OTHER}</dc:creator></cp:p>",
    "word/_rels/document.xml.rels": '<Relationship Target="mailto:rel@mail.org"/>',
    "word/theme/theme1.xml": "<a:p>theme@mail.org</a:p>",
}


def test_a_document_of_word() -> None:
    assert seen(archive(**WORD), "a.docx") == [
        ("082 555 7777", 0, 0, ""),
        (MAIL, 0, 0, "in a comment"),
        (OTHER, 0, 0, "in its properties"),
        ("rel@mail.org", 0, 0, ""),
    ]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.pptx", {"ppt/slides/slide1.xml": f"<a:p><a:r><a:t>{MAIL}</a:t></a:r></a:p>"}),
        ("a.pptx", {"ppt/notesSlides/n1.xml": f"<a:p><a:r><a:t>{MAIL}</a:t></a:r></a:p>"}),
        ("a.xlsx", {"xl/sharedStrings.xml": f"<si><t>{MAIL}</t></si><si><t>x</t></si>"}),
        ("a.odt", {"content.xml": f"<text:p>Dear <text:span>{MAIL}</text:span></text:p>"}),
        ("a.docx", {"word/document.xml": "<w:t>jan&#64;mail.org</w:t>".replace("&#64;", "@")}),
    ],
)
def test_other_office_files(name: str, parts: dict[str, str]) -> None:
    assert [one[0] for one in seen(archive(**parts), name)] == [MAIL]


def test_numbers_in_cells_of_a_table() -> None:
    row = '<row><c t="s"><v>12</v></c><c><v>0825557777</v></c><c><v>5</v></c></row>'
    assert [one[0] for one in seen(archive(**{"xl/worksheets/sheet1.xml": row}), "a.xlsx")] == [
        "0825557777"
    ]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.csv", f"name,mail\nJan,{MAIL}\n", 2),
        ("a.vtt", f"WEBVTT\n\n00:00.000 --> 00:01.000\n{MAIL}\n", 4),
        ("a.html", f"<p>\n<a href='mailto:{MAIL}'>me</a>\n</p>", 2),
        ("a.html", f"<p>\n<!-- {MAIL} -->\n</p>", 2),
        (
            "a.svg",
            f"<svg><path d='M 12.34567,45.67891 082 555 7777'/>\n<text>{MAIL}</text></svg>",
            2,
        ),
        ("a.py", f"# {MAIL}\nphone = '082 555 7777'\n", 1),
    ],
)
def test_files_of_text(name: str, text: str, line: int) -> None:
    assert [one[:2] for one in seen(text.encode(), name)] == [(MAIL, line)]


def test_a_notebook_by_its_cells() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["call ", "082 555 7777"]},
        {"cell_type": "code", "source": f"x = '082 555 8888'\n# {MAIL}", "outputs": [
            {"text": [OTHER]}, {"data": {"text/plain": "12.34567, 45.67891", "image/png": "x@y.org"}},
        ]},
    ]  # fmt: skip
    data = json.dumps({"cells": cells}).encode()
    assert [(one[0], one[3]) for one in seen(data, "a.ipynb")] == [
        ("082 555 7777", "in cell 1"), (MAIL, "in cell 2"), (OTHER, "in cell 2"),
    ]  # fmt: skip


def test_the_name_counts_and_a_path_does() -> None:
    assert seen(b"", "files/cv_219876543.bin") == [("219876543", 0, 0, "in the name of the file")]
    assert not can_look_through("a.bin")
    assert can_look_through("A.PDF")


def test_a_file_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(MAIL, "utf-8")
    assert [one[0] for one in seen(file, "a.txt")] == [MAIL]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_broken_file_says_so_in_words(name: str) -> None:
    with pytest.raises(ValueError, match=r"^it is no .*\.$"):
        find_in_file(b"PK\x03\x04 nothing", name, NONE)


@pytest.mark.newest
def test_a_bomb_is_not_unpacked() -> None:
    # Each part is one tag: it swells as much as words would, and is looked through sooner.
    data = archive(**{f"word/{n}.xml": f"<{'0' * 19_000_000}>" for n in range(5)})
    with pytest.raises(ValueError, match="too large"):
        find_in_file(data, "a.docx", NONE)
    with pytest.raises(ValueError, match="too large"):
        find_in_file(b"a" * (in_files._MOST_OF_TEXT + 1), "a.txt", NONE)
    assert office._MOST < 100_000_000


def faults(data: bytes, name: str) -> int:
    """How many faults there are, one at most, which has to be in whole sentences."""
    words = ""
    try:
        find_in_file(data, name, NONE)
    except ValueError as error:
        words = str(error)
    assert not words or words.endswith(".")
    return bool(words)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.docx", "a.svg", "a.ipynb", "a.txt", "a.html"]))
def test_no_bytes_are_too_odd(data: bytes, name: str) -> None:
    assert faults(data, name) <= 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 255))
def test_a_broken_office_file_never_fails_in_another_way(place: int, byte: int) -> None:
    data = bytearray(archive(**WORD))
    data[place % len(data)] = byte
    assert faults(bytes(data), "a.docx") <= 1


@pytest.mark.parametrize("unit", ["<", '<a "', "<style ", '<c t="s" ', "<a b='", "<!--", "<a b=c "])
@pytest.mark.parametrize("name", ["a.html", "a.xlsx"])
def test_time_grows_with_length_only(unit: str, name: str) -> None:
    def cost(size: int) -> float:
        text = (unit * size)[:size]
        data = archive(**{"xl/a.xml": text}) if name == "a.xlsx" else text.encode()
        start = time.process_time()
        find_in_file(data, name, NONE)
        return time.process_time() - start

    cost(1000)
    small, large = min(cost(20_000), cost(20_000)), cost(160_000)
    assert large < 30 * max(small, 0.005)


def picture(gps: bool) -> bytes:
    image = Image.new("RGB", (8, 8))
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    if gps:
        exif.get_ifd(0x8825).update({1: "S", 2: (33.0, 55.0, 0.0), 3: "E", 4: (18.0, 25.0, 0.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_where_a_picture_was_taken() -> None:
    assert gps_of(picture(gps=True))
    assert not gps_of(picture(gps=False))
    assert not gps_of(b"nothing")


def test_codes_in_pictures() -> None:
    for text, kinds in (
        (f"mailto:{MAIL}", [LeakKind.EMAIL]),
        ("https://x.org/a?token=a8s7d6f5", [LeakKind.TOKEN]),
        ("https://x.org/verify/123", []),
    ):
        out = io.BytesIO()
        segno.make(text).save(out, kind="png", scale=4)
        leaks = find_in_file(out.getvalue(), "a.png", NONE)
        assert [leak.kind for leak in leaks] == kinds


def test_without_the_package_pictures_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> bytes:
        raise ImportError(name="zxingcpp")

    monkeypatch.setattr("sphinx_portfolio.leaks.in_files.bounded.run", missing)
    assert find_in_file(picture(gps=False), "a.jpg", NONE) == []
