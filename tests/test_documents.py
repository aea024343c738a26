"""PDF documents: measured, drawn, prepared for paper, and offered without what acts."""

from __future__ import annotations

import io
import re
import threading
import time
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from sphinx_portfolio.files import bounded
from sphinx_portfolio.files.documents import (
    Document,
    Safe,
    draw_page,
    printable_page,
    read_document,
    without_actions,
)
from sphinx_portfolio.files.workers import draw_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pikepdf import Object

SLOW = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
RED = b"1 0 0 rg 10 10 30 30 re f"


def saved(pdf: Pdf, **options: Any) -> bytes:
    """The bytes of a document, the same each time unless it is locked."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def pages(number: int = 1, size: tuple[float, float] = (300, 200), **entries: Any) -> Pdf:
    """A document whose pages have a red square at the bottom on the left."""
    pdf = Pdf.new()
    for _ in range(number):
        pdf.add_blank_page(page_size=(3, 3))
        page = pdf.pages[-1].obj
        page[Name.MediaBox] = Array([0, 0, *size])
        page[Name.Contents] = pdf.make_stream(RED)
        for key, value in entries.items():
            page[Name(f"/{key}")] = value
    return pdf


def form_of(pdf: Pdf, content: bytes, **entries: Any) -> Object:
    """A drawing of 100 by 100."""
    return pdf.make_stream(
        content,
        Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]), **entries),
    )


def note(subtype: str, **entries: Any) -> Dictionary:
    return Dictionary(
        Type=Name.Annot, Subtype=Name(subtype), Rect=Array([100, 100, 180, 180]), F=4, **entries
    )


def action(kind: str, **entries: Any) -> Dictionary:
    return Dictionary(S=Name(kind), **entries)


def put(folder: Path, data: bytes) -> Path:
    file = folder / "a.pdf"
    file.write_bytes(data)
    return file


def drawn(data: bytes, limit: tuple[int, int] = (300, 200), page: int = 1) -> Image.Image:
    with Image.open(io.BytesIO(draw_page(data, page, limit))) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def refusal(work: Callable[..., object], *arguments: object) -> str:
    """Why something is refused, if it is; all else that is raised fails the test."""
    try:
        work(*arguments)
    except ValueError as error:
        return str(error)
    return ""


# -- measured


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize(
    ("entries", "size"),
    [
        ({}, (400, 267)),
        ({"Rotate": 90}, (267, 400)),
        ({"Rotate": 180}, (400, 267)),
        ({"Rotate": -90}, (267, 400)),
        ({"CropBox": Array([0, 0, 150, 75])}, (200, 100)),
        ({"CropBox": Array([0, 0, 150, 75]), "Rotate": 270}, (100, 200)),
        ({"CropBox": Array([-90, -90, 9000, 9000])}, (400, 267)),  # no more than the page
    ],
)
def test_a_page_is_measured_as_a_reader_sees_it(
    tmp_path: Path, entries: dict[str, Any], size: tuple[int, int]
) -> None:
    data = saved(pages(3, **entries))
    assert read_document(put(tmp_path, data), 2) == Document(3, *size)
    assert drawn(data, size, 2).size == size
    assert read_document(put(tmp_path, printable_page(data, 2))) == Document(1, *size)


def test_what_the_pages_inherit_counts(tmp_path: Path) -> None:
    pdf = pages(2)
    for page in pdf.pages:
        del page.obj[Name.MediaBox]
    pdf.Root.Pages[Name.MediaBox] = Array([0, 0, 75, 150])
    pdf.Root.Pages[Name.Rotate] = 90
    assert read_document(put(tmp_path, saved(pdf)), 2) == Document(2, 200, 100)
    made = printable_page(saved(pdf), 2)
    assert read_document(put(tmp_path, made)) == Document(1, 200, 100)


def test_500_pages_are_fast(tmp_path: Path) -> None:
    file = put(tmp_path, saved(pages(500)))
    start = time.perf_counter()
    for page in range(1, 101):
        assert read_document(file, page).pages == 500
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("page", [0, -1, 4, 10**30])
def test_a_page_that_is_not_there(tmp_path: Path, page: int) -> None:
    data = saved(pages(3))
    for work, *arguments in (
        (read_document, put(tmp_path, data), page),
        (draw_page, data, page, (9, 9)),
        (printable_page, data, page),
    ):
        assert refusal(work, *arguments) == "it has only 3 pages."


def test_threads_may_ask_at_once(tmp_path: Path) -> None:
    file = put(tmp_path, saved(pages(20)))
    found: list[Document] = []
    threads = [
        threading.Thread(target=lambda: found.extend(read_document(file, n) for n in range(1, 20)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {Document(20, 400, 267)}
    assert len(found) == 8 * 19


# -- refused


def locked(user: str) -> bytes:
    return saved(
        pages(2, Annots=Array([note("/Link", A=action("/Launch", F=String("a.exe")))])),
        encryption=pikepdf.Encryption(owner="owner", user=user, R=6),
    )


def test_a_password_is_asked_for_in_words(tmp_path: Path) -> None:
    data = locked("secret")
    for work, *arguments in (
        (read_document, put(tmp_path, data)),
        (draw_page, data, 1, (99, 99)),
        (printable_page, data, 1),
        (without_actions, data),
    ):
        words = refusal(work, *arguments)
        assert words == "it opens only with a password. Save a copy without one."


def test_a_document_that_only_its_owner_may_change_opens(tmp_path: Path) -> None:
    data = locked("")
    assert read_document(put(tmp_path, data)).pages == 2
    assert drawn(data).getpixel((20, 180)) == (255, 0, 0)
    assert drawn(printable_page(data, 2)).getpixel((20, 180)) == (255, 0, 0)
    safe = without_actions(data)
    assert safe.removed == ("a program that it would start",)
    assert safe.content
    with Pdf.open(io.BytesIO(safe.content)) as pdf:
        assert not pdf.is_encrypted
        assert len(pdf.pages) == 2
    whole = saved(pages(), encryption=pikepdf.Encryption(owner="owner", user=""))
    assert without_actions(whole) == Safe(None, ())


@pytest.mark.parametrize(
    "data",
    [b"", b"no document", b"<!doctype html><title>Sign in</title>", b"%PDF-", b"%PDF-1.7\n%%EOF",
     b"%PDF-1.7\nstartxref\n0\n%%EOF", b"PK\x03\x04", b"\0" * 5000],
)  # fmt: skip
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes) -> None:
    for work, *arguments in (
        (read_document, put(tmp_path, data)),
        (draw_page, data, 1, (99, 99)),
        (printable_page, data, 1),
        (without_actions, data),
    ):
        words = refusal(work, *arguments)
        assert re.fullmatch(r"it is .*\. Save or download it again\.", words)


def test_a_document_without_pages_is_refused(tmp_path: Path) -> None:
    words = refusal(read_document, put(tmp_path, saved(Pdf.new())))
    assert words == "it has no pages. Save it again."


@pytest.mark.parametrize("options", [{}, {"linearize": True}], ids=["plain", "for the web"])
@given(part=st.floats(0, 0.98))
@SLOW
def test_a_document_that_is_cut_anywhere_is_refused(
    tmp_path: Path, options: dict[str, bool], part: float
) -> None:
    pdf = pages(30)
    for number, page in enumerate(pdf.pages):
        page.obj.Contents = pdf.make_stream(RED + b" % " + bytes(str(number), "ascii") * 50)
    data = saved(pdf, static_id=True, **options)
    words = refusal(read_document, put(tmp_path, data[: int(len(data) * part)]))
    assert re.fullmatch(r"it is .*\. Save or download it again\.", words)


@pytest.mark.parametrize("tail", [b"\n", b"\r\n\0\0\0", b"<!-- served by a proxy -->" * 200])
def test_what_stands_after_the_end_does_no_harm(tmp_path: Path, tail: bytes) -> None:
    assert read_document(put(tmp_path, saved(pages(2)) + tail)).pages == 2


def test_a_wrong_table_of_objects_is_mended(tmp_path: Path) -> None:
    data = saved(pages(2), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = re.sub(rb"startxref\n\d+", b"startxref\n7", data)
    assert read_document(put(tmp_path, data)).pages == 2
    assert read_document(put(tmp_path, printable_page(data, 2))).pages == 1
    assert without_actions(data) == Safe(None, ())


@given(data=st.binary(max_size=300), place=st.floats(0, 1))
@settings(SLOW, max_examples=300)
def test_changed_bytes_give_a_document_or_words(tmp_path: Path, data: bytes, place: float) -> None:
    whole = _whole()
    at = int(len(whole) * place)
    words = refusal(read_document, put(tmp_path, whole[:at] + data + whole[at + len(data) :]))
    assert not words or words.endswith(".")


@given(data=st.binary(min_size=1, max_size=30), place=st.floats(0, 1))
@settings(SLOW, max_examples=8)
def test_changed_bytes_never_end_in_a_traceback(data: bytes, place: float) -> None:
    whole = _whole()
    at = int(len(whole) * place)
    broken = whole[:at] + data + whole[at + len(data) :]
    for work, *arguments in (
        (draw_page, 1, (99, 99)),
        (printable_page, 1),
        (without_actions,),
    ):
        words = refusal(work, broken, *arguments)
        assert not words or words.startswith("it ")


@cache
def _whole() -> bytes:
    return acting()[0]


def bomb() -> bytes:
    """A small document whose objects are 200 MB once they are unpacked."""
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 75 75]>>")  # fmt: skip
    table = b"1 0 2 60 3 120 "
    packer = zlib.compressobj(9)
    packed = packer.compress(table + b"".join(thing.ljust(60) for thing in objects))
    packed += b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    out = b"%PDF-1.5\n"
    place = len(out)
    out += b"4 0 obj\n<</Type/Obj#53tm/N 3/First %d/Filter/FlateDecode/Length %d>>\nstream\n" % (
        len(table),
        len(packed),
    )
    out += packed + b"\nendstream\nendobj\n"
    rows = [(0, 0, 9), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, place, 0), (1, len(out), 0)]
    index = b"".join(bytes([a]) + b.to_bytes(4, "big") + bytes([0, c]) for a, b, c in rows)
    end = len(out)
    out += b"5 0 obj\n<</Type/XRef/W[1 4 2]/Size 6/Root 1 0 R/Length %d>>\nstream\n" % len(index)
    return out + index + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % end


def test_a_document_that_swells_is_opened_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def run(worker: Path, arguments: list[str], _data: bytes) -> bytes:
        asked.append(f"{worker.name} {arguments}")
        raise ValueError("it needs too much memory")

    monkeypatch.setattr(bounded, "run", run)
    assert "memory" in refusal(read_document, put(tmp_path, bomb()))
    assert asked == ["draw_pdf.py ['1']"]
    for options in ({}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}):
        assert read_document(put(tmp_path, saved(pages(40), **options))).pages == 40
    assert len(asked) == 1


def test_a_document_that_swells_a_little_is_measured(tmp_path: Path) -> None:
    assert read_document(put(tmp_path, bomb())) == Document(1, 100, 100)


# -- drawn


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ((300, 200), (600, 400)),
        ((70, 100), (280, 400)),  # a stamp
        ((2384, 3370), (283, 400)),  # A0
        ((100_000, 100_000), (400, 400)),
        ((3, 14_400), (1, 400)),
        ((14_400, 3), (600, 1)),
        ((612.283, 858.898), (286, 400)),
    ],
)
def test_never_more_pixels_than_the_limit(
    size: tuple[float, float], pixels: tuple[int, int]
) -> None:
    image = drawn(saved(pages(1, size)), (600, 400))
    assert image.width <= 600
    assert image.height <= 400
    assert image.size == pytest.approx(pixels, abs=1)


@given(st.floats(1, 20_000), st.floats(1, 20_000), st.integers(1, 900), st.integers(1, 900))
def test_the_scale_fits(width: float, height: float, most: int, highest: int) -> None:
    scale = draw_pdf._scale((width, height), (most, highest))
    assert -(-width * scale // 1) <= most
    assert -(-height * scale // 1) <= highest


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1e39, 1e39], ["a"], [0, 0, -5, 5], []])
def test_a_page_with_a_box_that_is_none_is_drawn_or_refused(box: list[object]) -> None:
    pdf = pages()
    pdf.pages[0].obj.MediaBox = Array([String(x) if isinstance(x, str) else x for x in box])
    words = refusal(draw_page, saved(pdf), 1, (50, 50))
    assert not words or words.startswith("it ")


def test_behind_a_page_it_is_white() -> None:
    assert drawn(saved(pages())).getpixel((250, 20)) == (255, 255, 255)


def filled_in(appearance: bool = True) -> bytes:
    """A page with a stamp, a field that is filled in, a hidden note, and a window."""
    pdf = pages()
    green, blue = (
        form_of(pdf, b"0 1 0 rg 0 0 100 100 re f"),
        form_of(pdf, b"0 0 1 rg 0 0 100 100 re f"),
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), F=4,
            V=String("WWWWWWWW"), DA=String("/Helv 24 Tf 0 0 1 rg"), Rect=Array([200, 20, 290, 60]),
        )
    )  # fmt: skip
    if appearance:
        field[Name.AP] = Dictionary(N=blue)
    stamp = note("/Stamp", AP=Dictionary(N=green))
    hidden = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([10, 100, 90, 180]), F=2,
        AP=Dictionary(N=blue),
    )  # fmt: skip
    window = Dictionary(
        Type=Name.Annot, Subtype=Name.Popup, Rect=Array([10, 100, 90, 180]), Open=True,
        AP=Dictionary(N=green), Contents=String("a remark"),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([stamp, field, hidden, window]))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=not appearance, DA=String("/Helv 0 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=font)),
    )  # fmt: skip
    return saved(pdf)


@pytest.mark.parametrize("appearance", [True, False])
def test_what_is_filled_in_and_stamped_is_shown(appearance: bool) -> None:
    data = filled_in(appearance)
    made = printable_page(data, 1)
    for image in (drawn(data), drawn(made)):
        assert image.getpixel((20, 180)) == (255, 0, 0)
        assert image.getpixel((140, 60)) == (0, 255, 0)
        assert image.getpixel((50, 60)) == (255, 255, 255)
        colours = {image.getpixel((x, y)) for x in range(200, 290, 2) for y in range(140, 180, 2)}
        assert (0, 0, 255) in colours
    assert b"a remark" not in plain(made)
    with Pdf.open(io.BytesIO(made)) as pdf:
        assert Name.Annots not in pdf.pages[0].obj
        assert Name.AcroForm not in pdf.Root


# -- for paper


def plain(data: bytes) -> bytes:
    """All that is in a document, unpacked."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return saved(
            pdf,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            qdf=True,
        )


def test_one_page_and_nothing_else_is_printed() -> None:
    pdf = pages(200)
    secret = b"(SECRET)"
    shared = Dictionary()
    for number in range(200):
        shared[f"/X{number}"] = form_of(pdf, b"0 1 0 rg 0 0 9 9 re f % " + secret * (number != 3))
    for number, page in enumerate(pdf.pages):
        page.obj.Resources = Dictionary(XObject=shared)
        page.obj.Contents = pdf.make_stream(RED + b" /X%d Do" % number)
        page.obj.PieceInfo = Dictionary(Adobe=Dictionary(Private=String("SECRET")))
        page.obj.Metadata = pdf.make_stream(secret)
        page.obj.Thumb = pdf.make_stream(secret)
        page.obj.B = Array([String("SECRET")])
        page.obj.Annots = Array([note("/Link", Contents=String("SECRET"), P=page.obj)])
        page.obj.AA = Dictionary(O=action("/JavaScript", JS=String("SECRET")))
    shared["/X3"][Name.Metadata] = pdf.make_stream(secret)
    shared["/X3"][Name.PieceInfo] = Dictionary(A=String("SECRET"))
    pdf.docinfo[Name.Author] = "SECRET"
    pdf.attachments["a.txt"] = secret
    pdf.Root.OpenAction = action("/JavaScript", JS=String("SECRET"))
    data = saved(pdf)
    made = printable_page(data, 4)
    assert made == printable_page(data, 4)
    assert len(made) < 2000
    assert b"SECRET" not in plain(made)
    assert not re.search(rb"Date|Producer", plain(made))
    assert drawn(made).tobytes() == drawn(data, page=4).tobytes()


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize(
    "name", ["A", "AA", "AF", "F", "EF", "V", "Metadata", "Ref", "OPI", "Next"]
)
def test_a_resource_may_have_any_name(name: str) -> None:
    """It is no action and no file because it is called as one."""
    pdf = pages()
    pdf.pages[0].obj.Contents = pdf.make_stream(f"/{name} Do".encode())
    form = form_of(pdf, b"0 1 0 rg 0 0 100 100 re f")
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary({f"/{name}": form}))
    data = saved(pdf)
    assert without_actions(data) == Safe(None, ())
    assert drawn(printable_page(data, 1)).getpixel((50, 150)) == (0, 255, 0)


def test_a_layer_that_is_hidden_is_not_printed() -> None:
    """TeX forgets which layers are hidden, so what they hide would be seen."""
    pdf = pages()
    off, on = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(n))) for n in "ab")
    pdf.Root.OCProperties = Dictionary(OCGs=Array([off, on]), D=Dictionary(OFF=Array([off])))
    either = Dictionary(Type=Name.OCMD, OCGs=Array([off, on]), P=Name.AllOn)
    page = pdf.pages[0].obj
    page.Resources = Dictionary(
        Properties=Dictionary(A=off, B=on, C=either),
        XObject=Dictionary(X=form_of(pdf, b"(SECRET) pop 0 0 1 rg 0 0 99 99 re f", OC=off)),
    )
    page.Contents = pdf.make_stream(
        b"/OC /A BDC 0 1 0 rg 200 10 50 50 re f BT (SECRET) Tj ET EMC "
        b"/OC /C BDC 0 1 0 rg 200 100 50 50 re f EMC /X Do /OC /B BDC 1 0 0 rg 10 10 30 30 re f EMC"
    )
    data = saved(pdf)
    made = printable_page(data, 1)
    assert drawn(made).tobytes() == drawn(data).tobytes()
    assert drawn(made).getpixel((20, 180)) == (255, 0, 0)
    assert drawn(made).getpixel((220, 180)) == (255, 255, 255)
    assert b"(SECRET) Tj" not in plain(made)


def test_a_stamp_on_a_hidden_layer_is_not_printed() -> None:
    pdf = pages()
    off = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([off]), D=Dictionary(BaseState=Name.OFF))
    stamp = note("/Stamp", OC=off, AP=Dictionary(N=form_of(pdf, b"0 0 99 99 re f % SECRET")))
    pdf.pages[0].obj.Annots = Array([stamp])
    assert b"SECRET" not in plain(printable_page(saved(pdf), 1))


# -- offered


def hang_open(pdf: Pdf, thing: Dictionary) -> None:
    pdf.Root.OpenAction = thing


def hang_page(pdf: Pdf, thing: Dictionary) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=pdf.make_indirect(thing))


def hang_link(pdf: Pdf, thing: Dictionary) -> None:
    pdf.pages[0].obj.Annots = Array([note("/Link", A=thing)])


def hang_chain(pdf: Pdf, thing: Dictionary) -> None:
    first = action("/GoTo", D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([thing]))
    hang_link(pdf, first)


def hang_outline(pdf: Pdf, thing: Dictionary) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("a"), A=thing))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def hang_field(pdf: Pdf, thing: Dictionary) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=thing)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


PLACES = [hang_open, hang_page, hang_link, hang_chain, hang_outline, hang_field]
ACTS: dict[str, Any] = {
    "a script": action("/JavaScript", JS=String("app.alert(1)")),
    "a program that it would start": action("/Launch", F=String("a.exe")),
    "a link to another file": action("/GoToR", F=String("b.pdf"), D=Array([0, Name.Fit])),
    "a link to an attached file": action("/GoToE", D=Array([0, Name.Fit])),
    "a command to read a file": action("/ImportData", F=String("b.fdf")),
    "a command to send what is filled in": action("/SubmitForm", F=String("https://example.org")),
    "a command to the program that shows it": action("/Named", N=Name.Print),
    "a link that does not lead to the web": action(
        "/URI", URI=String("file:///C:/Users/me/a.docx")
    ),
    "a sound": action("/Sound"),
    "a film": action("/Movie"),
    "a film or a sound": action("/Rendition", JS=String("app.alert(1)")),
    "a command that nobody knows": action("/Whatever"),
}


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", ACTS)
def test_what_acts_is_taken_out(place: Callable[[Pdf, Dictionary], None], what: str) -> None:
    pdf = pages(2)
    place(pdf, Dictionary(ACTS[what]))
    safe = without_actions(saved(pdf))
    assert safe.removed == (what,)
    assert safe.content
    assert ACTS[what].S.unparse() not in plain(safe.content)
    assert without_actions(safe.content) == Safe(None, ())
    assert drawn(safe.content).getpixel((20, 180)) == (255, 0, 0)


HARMLESS: list[Any] = [
    *(
        action("/URI", URI=String(address))
        for address in (
            "https://example.org/a?b#c", "http://example.org", "HTTPS://EXAMPLE.ORG", "tel:+31",
            "mailto:you@example.org", "www.example.org", "example.org:8080/a", "a.html", "#top",
        )
    ),
    *(action("/Named", N=Name(f"/{turn}Page")) for turn in ("Next", "Prev", "First", "Last")),
    action("/SetOCGState", State=Array([])),
    action("/Hide", T=String("a")),
]  # fmt: skip


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize("thing", HARMLESS, ids=lambda thing: str(thing.get("/URI", thing.S)))
@pytest.mark.parametrize("place", PLACES)
def test_links_stay(place: Callable[[Pdf, Dictionary], None], thing: Any) -> None:
    pdf = pages(2)
    place(pdf, Dictionary(thing))
    pdf.pages[1].obj.Annots = Array([note("/Link", Dest=Array([pdf.pages[0].obj, Name.Fit]))])
    assert without_actions(saved(pdf)) == Safe(None, ())


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "java\nscript:alert(1)", " FILE:///etc/passwd", "\\\\server\\share",
     "//server/share", "smb://server", "ms-word:ofe|u|https://example.org", "vbscript:a"],
)  # fmt: skip
def test_links_that_lead_elsewhere_go(address: str) -> None:
    pdf = pages()
    hang_link(pdf, action("/URI", URI=String(address)))
    assert without_actions(saved(pdf)).removed == ("a link that does not lead to the web",)


def test_a_document_may_open_at_a_page() -> None:
    """All that LaTeX writes does."""
    pdf = pages(2)
    pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])
    assert without_actions(saved(pdf)) == Safe(None, ())


def test_attached_files_are_taken_out_and_named() -> None:
    pdf = pages()
    for name in ("marks.xlsx", "/home/me/naïve 文.txt"):
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"SECRET", filename=name)
    inner: Any = Dictionary(
        Type=Name.Filespec, F=String("notes.txt"), EF=Dictionary(F=pdf.make_stream(b"SECRET"))
    )
    pdf.pages[0].obj.Annots = Array([note("/FileAttachment", FS=pdf.make_indirect(inner))])
    pdf.Root.AF = Array([Dictionary(inner)])
    pdf.Root.Collection = Dictionary(View=Name.D)
    safe = without_actions(saved(pdf))
    assert sorted(safe.removed) == [
        "the attached file 'marks.xlsx'",
        "the attached file 'naïve 文.txt'",
        "the attached file 'notes.txt'",
    ]
    assert safe.content
    assert b"SECRET" not in plain(safe.content)
    assert b"EmbeddedFile" not in plain(safe.content)
    assert without_actions(safe.content) == Safe(None, ())


def test_many_attached_files_are_counted() -> None:
    pdf = pages()
    for number in range(40):
        pdf.attachments[f"{number:02}.txt"] = b"a"
    removed = without_actions(saved(pdf)).removed
    assert len(removed) == 11
    assert "30 more attached files" in removed


def test_how_a_formula_is_read_aloud_stays() -> None:
    """LaTeX attaches MathML to the tags, for those who do not see."""
    pdf = pages()
    spoken = pdf.make_stream(b"<math/>", Dictionary(Subtype=Name("/application/mathml+xml")))
    file = Dictionary(Type=Name.Filespec, UF=String("m.xml"), EF=Dictionary(F=spoken))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = pdf.make_indirect(Dictionary(S=Name.Formula, P=root, AF=Array([file])))
    pdf.Root.StructTreeRoot = root
    assert without_actions(saved(pdf)) == Safe(None, ())
    root.K.AF[0].EF.F.Subtype = Name("/text/plain")
    assert without_actions(saved(pdf)).removed == ("the attached file 'm.xml'",)


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize("kind", ["RichMedia", "3D", "Screen", "Movie", "Sound"])
def test_films_and_models_are_taken_out(kind: str) -> None:
    pdf = pages()
    thing = pdf.make_indirect(note(f"/{kind}", Stuff=pdf.make_stream(b"SECRET")))
    pdf.pages[0].obj.Annots = Array([thing, note("/Text", Contents=String("stays"))])
    pdf.Root.StructTreeRoot = Dictionary(K=Dictionary(Type=Name.OBJR, Obj=thing))
    safe = without_actions(saved(pdf))
    assert len(safe.removed) == 1
    assert safe.content
    assert b"SECRET" not in plain(safe.content)
    assert b"stays" in plain(safe.content)
    assert without_actions(safe.content) == Safe(None, ())


def test_scripts_of_the_document_and_forms_of_adobe() -> None:
    pdf = pages()
    script = action("/JavaScript", JS=pdf.make_stream(b"SECRET"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"SECRET"))
    safe = without_actions(saved(pdf))
    assert set(safe.removed) == {"a script", "a form that only Adobe Reader shows (XFA)"}
    assert safe.content
    assert b"SECRET" not in plain(safe.content)


def test_empty_lists_of_scripts_and_files_are_nothing() -> None:
    pdf = pages()
    empty: Any = Dictionary(Names=Array([]))
    pdf.Root.Names = Dictionary(JavaScript=empty, EmbeddedFiles=Dictionary(empty))
    assert without_actions(saved(pdf)) == Safe(None, ())


def signed(pdf: Pdf) -> Pdf:
    """As a program for signatures leaves it."""
    value = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("0" * 20),
        ByteRange=Array([0, 10, 30, 40]),
    )  # fmt: skip
    shown = Dictionary(N=form_of(pdf, b"0 1 0 rg 0 0 100 100 re f"))
    field = pdf.make_indirect(
        note("/Widget", FT=Name.Sig, T=String("s"), AP=shown, V=pdf.make_indirect(value))
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    pdf.Root.Perms = Dictionary(DocMDP=value)
    return pdf


def test_a_signature_stays_where_nothing_acts() -> None:
    assert without_actions(saved(signed(pages()))) == Safe(None, ())


def test_a_signature_goes_with_what_acts_and_is_still_seen() -> None:
    pdf = signed(pages())
    hang_open(pdf, action("/JavaScript", JS=String("a")))
    safe = without_actions(saved(pdf))
    assert safe.removed == ("a script", "its digital signature")
    assert safe.content
    assert b"ByteRange" not in plain(safe.content)
    assert drawn(safe.content).getpixel((140, 60)) == (0, 255, 0)
    assert drawn(printable_page(safe.content, 1)).getpixel((140, 60)) == (0, 255, 0)
    assert without_actions(safe.content) == Safe(None, ())


def test_data_and_pages_of_other_files_are_taken_out() -> None:
    pdf = pages()
    form = form_of(pdf, b"", Ref=Dictionary(F=String("b.pdf"), Page=0))
    stream = pdf.make_stream(b"", Dictionary(F=String("//server/a")))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form, Y=stream))
    assert without_actions(saved(pdf)).removed == ("a part that lies in another file",)


def test_a_long_chain_of_actions_is_followed_to_its_end() -> None:
    pdf = pages()
    link = action("/JavaScript", JS=String("SECRET"))
    for _ in range(3000):
        link = pdf.make_indirect(action("/Named", N=Name.NextPage, Next=link))
    hang_link(pdf, link)
    safe = without_actions(saved(pdf))
    assert safe.removed == ("a script",)
    assert safe.content
    assert b"SECRET" not in plain(safe.content)


def acting() -> tuple[bytes, set[str]]:
    """A document in which everything acts."""
    pdf = signed(pages(3))
    hang_outline(pdf, action("/Launch", F=String("a.exe")))
    hang_open(pdf, action("/JavaScript", JS=String("a")))
    pdf.attachments["a.txt"] = b"a"
    return saved(pdf, static_id=True), {
        "a script",
        "a program that it would start",
        "the attached file 'a.txt'",
        "its digital signature",
    }


def test_each_thing_is_told_once_and_the_pages_stay(tmp_path: Path) -> None:
    data, what = acting()
    safe = without_actions(data)
    assert set(safe.removed) == what
    assert len(safe.removed) == len(what)
    assert safe == without_actions(data)
    assert safe.content
    assert read_document(put(tmp_path, safe.content)) == read_document(put(tmp_path, data))
