"""Pages of PDF files in a PDF of Typst's: they look as they did, whatever their box and turn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
import typst
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat
from sphinx_portfolio.files.documents import placeable_page
from sphinx_portfolio.typst.placing import size_of, stand_in, with_pages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest

# Four fields of four colours, in a form that is in a form, with marks around everything.
FIELDS = b"""/Artifact <</MCID 0>> BDC 1 0 0 rg 10 10 90 40 re f 0 1 0 rg 100 10 90 40 re f
0 0 1 rg 10 50 90 60 re f /Span BMC 0 g 100 50 90 60 re f EMC EMC"""


def page(rotate: int = 0, crop: list[int] | None = None, unit: float = 0) -> bytes:
    """A PDF whose page shows the fields."""
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=(200, 120)).obj
    inner = pdf.make_stream(FIELDS, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 120])
    outer = pdf.make_stream(
        b"/P <</MCID 3>> BDC /In Do EMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 200, 120],
        StructParents=7,
    )
    outer[Name.Resources] = Dictionary(XObject=Dictionary(In=inner))
    made.Resources = Dictionary(XObject=Dictionary(Out=outer))
    made.Contents = pdf.make_stream(b"/P <</MCID 1>> BDC q /Out Do Q EMC")
    made.Rotate = rotate
    if crop:
        made.CropBox = Array(crop)
    if unit:
        made.UserUnit = unit
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def drawn(data: bytes, size: tuple[int, int]) -> Image.Image:
    """The first page as a picture of a size."""
    found = pypdfium2.PdfDocument(data)[0]
    image: Image.Image = found.render(scale=3).to_pil()
    return image.convert("RGB").resize(size)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, [20, 15, 150, 100]])
@pytest.mark.parametrize("unit", [0, 2])
def test_a_page_looks_as_it_did(
    tmp_path: Path, rotate: int, crop: list[int] | None, unit: float
) -> None:
    data = page(rotate, crop, unit)
    alone = tmp_path / "page.pdf"
    alone.write_bytes(placeable_page(data, 1))
    width, height = size_of(alone)
    picture, signs = stand_in(alone)
    (tmp_path / "in.png").write_bytes(picture)
    code = (
        '#set document(title: "x")\n'
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        f'#image("in.png", alt: "x", width: {width}pt, height: {height}pt)'
    )
    (tmp_path / "x.typ").write_text(code)
    bare = typst.compile(str(tmp_path / "x.typ"), format="pdf", pdf_standards=["ua-1"])
    assert isinstance(bare, bytes)
    made = with_pages(bare, {signs: alone})
    size = (300, 180) if width > height else (180, 300)
    difference = ImageChops.difference(drawn(made, size), drawn(data, size))
    assert max(ImageStat.Stat(difference).mean) < 2
    assert made == with_pages(bare, {signs: alone})


def operators(data: bytes) -> set[str]:
    """The operators of all content of a document."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        holders = [pdf.pages[0].obj, *pdf.objects]
        for one in holders:
            if one.get("/Type") == Name.Page or one.get("/Subtype") == Name.Form:
                found |= {str(i.operator) for i in pikepdf.parse_content_stream(one)}
    return found


def test_marks_for_other_programs_go_from_forms_in_forms_too() -> None:
    assert {"BDC", "BMC"} <= operators(page())
    alone = placeable_page(page(), 1)
    assert operators(alone) == {"q", "Q", "Do", "rg", "g", "re", "f"}
    assert b"StructParents" not in alone


def with_font(**entries: object) -> bytes:
    """A PDF that writes with a font of its own making."""
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=(200, 120)).obj
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Some)
    described = Dictionary(Type=Name.FontDescriptor, FontName=Name.Some)
    if entries.pop("embedded", True):
        described[Name.FontFile2] = pdf.make_stream(b"no font at all")
    font[Name.FontDescriptor] = described
    for key, value in entries.items():
        font[f"/{key}"] = pdf.make_stream(b"") if key == "ToUnicode" else value
    made.Resources = Dictionary(Font=Dictionary(F1=font))
    made.Contents = pdf.make_stream(b"BT /F1 12 Tf (a) Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("entries", "is_whole"),
    [
        ({"Encoding": Name.WinAnsiEncoding}, True),
        ({"ToUnicode": True}, True),
        ({"Encoding": Dictionary(Differences=Array([65, Name.A, Name.eacute]))}, True),
        ({"Encoding": Dictionary(Differences=Array([65, Name.g12]))}, False),
        ({}, False),
        ({"Encoding": Name.WinAnsiEncoding, "embedded": False}, False),
        ({"Subtype": Name.Type0, "ToUnicode": True}, False),
        ({"Subtype": Name.Type3}, False),
    ],
)
def test_a_page_is_placed_only_with_all_its_letters(
    entries: dict[str, object], is_whole: bool
) -> None:
    data = with_font(**entries)
    if is_whole:
        assert placeable_page(data, 1).startswith(b"%PDF")
    else:
        with pytest.raises(ValueError, match="a font that is not in it"):
            placeable_page(data, 1)


def test_a_page_of_another_file_is_not_taken_for_it(tmp_path: Path) -> None:
    for name, turned in (("a.pdf", 0), ("b.pdf", 180)):
        (tmp_path / name).write_bytes(placeable_page(page(turned), 1))
    assert stand_in(tmp_path / "a.pdf")[1] != stand_in(tmp_path / "b.pdf")[1]
