"""PDF documents without who made them."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from secrets_in import SECRET, assert_words, holds_secret
from sphinx_portfolio.files.documents import strip_document
from test_documents import action, drawn, note, pages, saved
from test_strip import exif, jpeg, segment

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.newest

TOLD = SECRET.encode()


def told(pdf: Pdf) -> pikepdf.Object:
    return pdf.make_stream(TOLD, Type=Name.Metadata, Subtype=Name.XML)


def info(pdf: Pdf) -> None:
    for key in ("/Author", "/Title", "/Producer", "/Secret"):
        pdf.docinfo[key] = SECRET


def xmp(pdf: Pdf) -> None:
    for holder in (pdf.Root, pdf.pages[0].obj, pdf.pages[0].obj.Contents):
        holder[Name.Metadata] = told(pdf)


def private(pdf: Pdf) -> None:
    program = Dictionary(Private=TOLD, LastModified=String(SECRET))
    pdf.pages[0].obj[Name.PieceInfo] = Dictionary(Program=program)
    pdf.pages[0].obj[Name.LastModified] = String(SECRET)


def small(pdf: Pdf) -> None:
    pdf.pages[0].obj[Name.Thumb] = picture_of(pdf, jpeg(segment(0xFE, TOLD)), Name.DCTDecode)


def picture_of(pdf: Pdf, data: bytes, filters: pikepdf.Object) -> pikepdf.Object:
    entries = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=61, Height=47, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB, Filter=filters, Metadata=told(pdf),
    )  # fmt: skip
    return pdf.make_stream(data, entries)


def show(pdf: Pdf, picture: pikepdf.Object) -> None:
    page = pdf.pages[0].obj
    page[Name.Resources] = Dictionary(XObject=Dictionary(Thumb=picture))
    page[Name.Contents] = pdf.make_stream(b"q 300 0 0 200 0 0 cm /Thumb Do Q")


def photograph(pdf: Pdf) -> None:
    data = jpeg(segment(0xE1, b"Exif\0\0" + exif(6)), segment(0xFE, TOLD))
    show(pdf, picture_of(pdf, data, Name.DCTDecode))


def packed_photograph(pdf: Pdf) -> None:
    data = jpeg(segment(0xE1, b"Exif\0\0" + exif(6))).hex().encode() + b">"
    show(pdf, picture_of(pdf, data, Array([Name.ASCIIHexDecode, Name.DCTDecode])))


def notes(pdf: Pdf) -> None:
    person = {"T": String(SECRET), "M": String(SECRET), "NM": String(SECRET)}
    popup = note("/Popup", **person)
    pdf.pages[0].obj[Name.Annots] = Array(
        [
            note(
                "/Text", CreationDate=String(SECRET), Contents=String("Kept"), Popup=popup, **person
            ),
            note("/Square", **{"AAPL:AKExtras": Dictionary(A=String(SECRET))}, **person),
            note("/Widget", FT=Name.Tx, T=String("field"), M=String(SECRET), NM=String(SECRET)),
        ]
    )


def taken_from_the_web(pdf: Pdf) -> None:
    pdf.Root.SpiderInfo = Dictionary(C=Array([String(SECRET)]))
    pdf.Root.Names = Dictionary(URLS=Dictionary(Names=Array([String(SECRET), Dictionary()])))


def attached(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, TOLD, filename="a.txt")


PLANTED: dict[str, Callable[[Pdf], None]] = {
    one.__name__: one
    for one in (
        info, xmp, private, small, photograph, packed_photograph, notes, taken_from_the_web, attached,
    )
}  # fmt: skip


def planted(*names: str) -> bytes:
    pdf = pages(2)
    for name in names:
        PLANTED[name](pdf)
    return saved(pdf, static_id=True)


def all_of(data: bytes) -> bytes:
    """The bytes of a document, and of all its streams and texts."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                out.write(thing.read_raw_bytes())
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            qdf=True,
        )
    return data + out.getvalue()


@pytest.mark.parametrize("name", PLANTED)
def test_no_secret_is_left(name: str) -> None:
    data = planted(name)
    assert holds_secret(all_of(data)) or name == "packed_photograph"
    made = strip_document(data)
    assert not made.is_signed
    assert made.removed == (("the attached file 'a.txt'",) if name == "attached" else ())
    assert not holds_secret(all_of(made.content))
    with Pdf.open(io.BytesIO(made.content)) as pdf:
        assert "/Info" not in pdf.trailer
        assert not pdf.check_pdf_syntax()
    assert drawn(made.content).tobytes() == drawn(data).tobytes()
    assert strip_document(data) == made
    assert strip_document(made.content).content == made.content


def test_earlier_states_go() -> None:
    data = planted()
    start = data.rfind(b"startxref") + 10
    place = len(data)
    more = b"1 0 obj\n<< /Type /Catalog /Pages 9 0 R /Author (%s) >>\nendobj\n" % TOLD
    later = data + more.replace(b"1 0 obj", b"77 0 obj") + b"xref\n77 1\n%010d 00000 n \n" % place
    later += b"trailer\n<< /Size 78 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        int(data[start:].split()[0]),
        place + len(more) + 1,
    )
    assert holds_secret(later)
    assert not holds_secret(all_of(strip_document(later).content))


def test_what_helps_readers_stays() -> None:
    pdf = pages(2)
    pdf.Root.Lang = String("en")
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Chapter", 1))
    PLANTED["notes"](pdf)
    with Pdf.open(io.BytesIO(strip_document(saved(pdf)).content)) as made:
        assert {"/Lang", "/PageLabels", "/StructTreeRoot", "/Outlines"} <= set(made.Root.keys())
        notes_of_page = made.pages[0].obj.Annots
        assert str(notes_of_page[0].Contents) == "Kept"
        assert str(notes_of_page[2].T) == "field"


def signed(*, acts: bool) -> bytes:
    pdf = pages()
    PLANTED["info"](pdf)
    PLANTED["xmp"](pdf)
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Name=String(SECRET))
    field = note("/Widget", FT=Name.Sig, T=String("s"), V=pdf.make_indirect(signature))
    pdf.pages[0].obj[Name.Annots] = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]), SigFlags=3)
    if acts:
        pdf.Root.OpenAction = action("/JavaScript", JS=String("app.alert(1)"))
    return saved(pdf)


def test_a_signed_document_stays_and_says_what_it_carries() -> None:
    data = signed(acts=False)
    made = strip_document(data)
    assert made.content == data
    assert made.is_signed
    assert f"the author {SECRET!r}" in made.carries
    assert "metadata (XMP)" in made.carries


def test_a_signature_of_what_acts_goes_with_all_it_says() -> None:
    made = strip_document(signed(acts=True))
    assert made.removed == ("a script", "its digital signature")
    assert not made.is_signed
    assert not holds_secret(all_of(made.content))


@cache
def whole() -> bytes:
    return planted(*PLANTED)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=4),
    st.none() | st.floats(0, 1, exclude_max=True),
)
def test_damage_gives_words_or_a_document(damage: list[tuple[int, int]], cut: float | None) -> None:
    data = bytearray(whole())
    for place, value in damage:
        data[place % len(data)] = value
    try:
        made = strip_document(bytes(data[: None if cut is None else int(len(data) * cut)]))
    except ValueError as error:
        assert_words(error)
        return
    with Pdf.open(io.BytesIO(made.content)) as pdf:
        assert len(pdf.pages)
