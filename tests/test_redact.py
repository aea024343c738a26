"""What is made black is black in every copy, and nowhere to be found."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from secrets_in import assert_words, holds_secret
from sphinx_portfolio.files.copies import enlarged, for_print, for_screen
from sphinx_portfolio.files.documents import read_document
from sphinx_portfolio.files.redact import (
    Box,
    Length,
    Redaction,
    pictures_as_document,
    read_redactions,
    redact_document,
    redact_image,
)
from test_documents import put, saved
from test_strip import exif, written

pytestmark = pytest.mark.newest

BLACK = {"L": 0, "LA": (0, 255), "RGB": (0, 0, 0), "RGBA": (0, 0, 0, 255)}


def one(words: str) -> Redaction:
    (redaction,) = read_redactions(words)
    return redaction


# -- what is written


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("55% 55% 40% 10%", "55% 55% 40% 10%"),
        ("55%,55%,40%,10%", "55% 55% 40% 10%"),
        (" 5.5 % 0,5% 40px 10 px ", "5.5% 0.5% 40px 10px"),
        ("-5% 0% 10% 10%", "-5% 0% 10% 10%"),
    ],
)
def test_a_box_is_read(words: str, read: str) -> None:
    assert str(one(words).box) == read


def test_several_are_read() -> None:
    made = read_redactions('1% 2% 3% 4%; page=2 1px 2px 3px 4px ;text "a;b"; page 1 text „Ω“;')
    sides = [Length(number, "px") for number in (1.0, 2.0, 3.0, 4.0)]
    assert made[1:] == (
        Redaction(Box(*sides), page=2),
        Redaction(text="a;b"),
        Redaction(text="Ω", page=1),
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "left, top, width and height"),
        (";;", "left, top, width and height"),
        ("10% 10% 10%", "left, top, width and height"),
        ("10 10 10 10", "left, top, width and height"),
        ("10% 10% 10% 10% 10%", "left, top, width and height"),
        ("10% 10% 10em 10%", "left, top, width and height"),
        ("10% 10% 0% 10%", "more than 0"),
        ("10% 10% 10% -4%", "more than 0"),
        ("10% 10% 101% 10%", "100%"),
        ("page=0 1% 1% 1% 1%", "page=1"),
        ('text "', "quotation mark"),
        ('text "a', "quotation mark"),
        ('text ""', "no text"),
        ("text -", "no text"),
        ("the whole face", "left, top, width and height"),
    ],
)
def test_what_cannot_be_read_is_said(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_redactions(words)


@given(st.text(alphabet='0159 %px;,."“text page=-', max_size=60))
def test_any_words_are_read_or_refused(words: str) -> None:
    try:
        made = read_redactions(words)
    except ValueError as error:
        assert_words(error)
        return
    assert all((redaction.box is None) != (redaction.text == "") for redaction in made)


# -- pictures


def image_of(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def assert_black(data: bytes, box: tuple[float, float, float, float]) -> None:
    """All pixels of a box, given in parts of the picture, are black, also those on its edge."""
    image = image_of(data)
    sides = [part * side for part, side in zip(box, image.size * 2, strict=True)]
    area = image.crop((int(sides[0]), int(sides[1]), -int(-sides[2] // 1), -int(-sides[3] // 1)))
    assert area.getcolors() == [(area.width * area.height, BLACK[area.mode])]


MODES = {
    "JPEG": ["RGB", "L", "1", "CMYK"],
    "PNG": ["RGB", "L", "RGBA", "P", "1"],
    "WEBP": ["RGB", "L", "RGBA", "P", "1"],
}


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
@pytest.mark.parametrize(
    ("form", "mode"), [(form, mode) for form, modes in MODES.items() for mode in modes]
)
def test_a_box_is_black_and_nothing_is_said(form: str, mode: str, turn: int) -> None:
    data = written(form, mode, exif=exif(turn))
    made = redact_image(data, read_redactions("50% 25% 20.5% 30%"))
    assert not holds_secret(made)
    image = image_of(made)
    assert image.format in {"PNG", "JPEG"}
    assert image.size == ((61, 47) if turn < 5 else (47, 61))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert_black(made, (0.5, 0.25, 0.705, 0.55))
    assert image.convert("L").getextrema() != (0, 0)


@settings(deadline=None, max_examples=60)
@given(
    *(st.floats(-50, 100) for _ in range(2)),
    *(st.floats(0.1, 100) for _ in range(2)),
    st.booleans(),
)
def test_a_box_covers_all_that_was_meant(
    left: float, top: float, width: float, height: float, is_photograph: bool
) -> None:
    size = (61, 47)
    box = Box(Length(left), Length(top), Length(width), Length(height))
    if left + width <= 0 or top + height <= 0 or left >= 100 or top >= 100:
        with pytest.raises(ValueError, match="outside"):
            box.pixels(size)
        return
    grid = 8 if is_photograph else 1
    a, b, c, d = box.pixels(size, grid=grid)
    assert 0 <= a < c <= 61
    assert 0 <= b < d <= 47
    assert a == 0 or a <= left * 0.61 - 1
    assert b == 0 or b <= top * 0.47 - 1
    assert c == 61 or c >= (left + width) * 0.61 + 1
    assert d == 47 or d >= (top + height) * 0.47 + 1


def test_every_copy_is_black() -> None:
    picture = Image.effect_noise((1200, 900), 90).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    made = redact_image(out.getvalue(), read_redactions("100px 90px 600px 300px"))
    assert_black(made, (100 / 1200, 0.1, 700 / 1200, 390 / 900))
    copies = [*for_screen(made, [320, 640]), enlarged(made, 400_000), for_print(made, (400, 400))]
    for copy in copies:
        image = image_of(copy.content).convert("L")
        x, y = image.width / 1200, image.height / 900
        area = image.crop((int(110 * x) + 8, int(100 * y) + 8, int(690 * x) - 8, int(380 * y) - 8))
        assert area.getextrema()[1] <= 4  # type: ignore[operator]


def test_only_the_first_picture_is_shown() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    made = image_of(redact_image(out.getvalue(), read_redactions("0% 0% 50% 50%")))
    assert getattr(made, "n_frames", 1) == 1
    assert made.convert("RGB").getpixel((19, 19)) == (255, 0, 0)


def test_what_was_transparent_is_black() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (200, 10, 10, 0)).save(out, "PNG")
    made = redact_image(out.getvalue(), read_redactions("0% 0% 50% 50%"))
    assert_black(made, (0, 0, 0.5, 0.5))


@pytest.mark.parametrize(
    ("words", "said"),
    [("100% 0% 1% 1%", "outside"), ("0px 0px 1px 1px; 900px 0px 5px 5px", "outside"),
     ('text "a"', "cannot be found"), ("page=2 1% 1% 1% 1%", "no page 2")],
)  # fmt: skip
def test_what_cannot_be_hidden_in_a_picture(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        redact_image(written("PNG"), read_redactions(words))


# -- documents


def document(*texts: str, size: tuple[int, int] = (400, 300), **entries: Any) -> Pdf:
    """A page with texts, one below the other, for each turn."""
    pdf = Pdf.new()
    pdf.docinfo["/Author"] = "SAMPLE-4711"
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    for turn in (0, 90, 180, 270):
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1].obj
        page[Name.Resources] = Dictionary(Font=Dictionary(F=font))
        shown = b"".join(b"(%s) Tj 0 -20 Td " % text.encode("latin-1") for text in texts)
        page[Name.Contents] = pdf.make_stream(b"BT /F 14 Tf 80 200 Td " + shown + b"ET")
        page[Name.Rotate] = turn
        for key, value in entries.items():
            page[Name(f"/{key}")] = value
    return pdf


def black(data: bytes) -> int:
    return image_of(data).convert("L").histogram()[0]


def dark(data: bytes) -> int:
    """Pixels of letters: neither white nor in a large black box."""
    return sum(image_of(data).convert("L").histogram()[1:230])


@pytest.mark.usefixtures("workers_here")
@pytest.mark.newest
@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["800101 5009 087"], "8001015009087"),
        (["8001015009087"], "800101-5009-087"),
        (["800101-5009-", "087"], "8001015009087"),
        (["YOUR NAME"], "your name"),
        (["Your", "Name"], "Your  Name"),
        (["Your Na-", "me"], "Your Name"),
        (["Andr\xe9"], "André"),
        (["Andr\xe9"], "ANDRE"),
        (["sample@example.org"], "Sample@Example.org"),
    ],
)
@pytest.mark.parametrize("entries", [{}, {"CropBox": Array([50, 40, 390, 290])}])
def test_a_text_is_hidden_wherever_it_stands(
    texts: list[str], wanted: str, entries: dict[str, Any]
) -> None:
    made = redact_document(saved(document(*texts, **entries)), [Redaction(text=wanted)])
    assert len(made) == 4
    for page in made:
        assert black(page) > 1000
        assert dark(page) < 40  # no letter is left
    whole = redact_document(
        saved(document(*texts, "and more", **entries)), [Redaction(text=wanted)]
    )
    assert all(dark(page) > 150 for page in whole)


@pytest.mark.usefixtures("workers_here")
def test_all_places_of_a_text_are_hidden() -> None:
    pdf = document("secret", "secret  Secret", "SECRET")
    for page in redact_document(saved(pdf), read_redactions('text "secret"')):
        assert dark(page) < 40


@pytest.mark.usefixtures("workers_here")
def test_what_is_filled_in_is_hidden() -> None:
    pdf = document("name:")
    form = pdf.make_stream(
        b"BT /F 14 Tf 4 4 Td (SAMPLE-4711) Tj ET",
        Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 120, 20]),
            Resources=pdf.pages[0].obj.Resources,
        ),
    )  # fmt: skip
    for page in pdf.pages:
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("n"), F=4,
            V=String("SAMPLE-4711"), Rect=Array([80, 100, 200, 120]), AP=Dictionary(N=form),
        )  # fmt: skip
        page.obj[Name.Annots] = Array([pdf.make_indirect(field)])
    made = redact_document(saved(pdf), read_redactions('text "sample-4711"; text "name:"'))
    assert all(dark(picture) < 60 for picture in made)
    assert all(black(picture) > 1000 for picture in made)


@pytest.mark.usefixtures("workers_here")
@pytest.mark.parametrize(
    "words", ['text "nowhere"', 'page=2 text "1234"; text "nobody"', 'text "secrets"']
)
def test_a_text_that_is_nowhere_is_an_error(words: str) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        redact_document(saved(document("secret 1234")), read_redactions(words))


@pytest.mark.usefixtures("workers_here")
def test_boxes_are_those_of_a_reader(tmp_path: Any) -> None:
    data = saved(document("secret", CropBox=Array([50, 40, 390, 290])))
    made = redact_document(data, read_redactions("10% 20% 30% 40%; page=2 0px 0px 10px 10px"))
    for page in made:
        assert_black(page, (0.1, 0.2, 0.4, 0.6))
    first, second = (image_of(page) for page in made[:2])
    assert first.size == (945, 695)
    assert second.size == first.size[::-1]
    assert_black(made[1], (0, 0, 10 / 333, 10 / 453))
    assert first.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("words", "said"), [("page=9 1% 1% 1% 1%", "only 4"), ("2000px 1% 1% 1%", "outside")]
)
def test_what_cannot_be_hidden_in_a_document(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        redact_document(saved(document("a")), read_redactions(words))


@pytest.mark.usefixtures("workers_here")
def test_a_document_of_pictures_holds_nothing_else(tmp_path: Any) -> None:
    data = saved(document("SAMPLE-4711", "kept", size=(595, 842)))
    made = redact_document(data, read_redactions('text "SAMPLE-4711"'))
    bound = pictures_as_document(made)
    assert pictures_as_document(made) == bound
    assert not any(holds_secret(page) for page in made)
    for page in range(1, 5):
        assert read_document(put(tmp_path, bound), page) == read_document(put(tmp_path, data), page)
    for page in pypdfium2.PdfDocument(bound):
        assert page.get_textpage().get_text_range() == ""
    with Pdf.open(io.BytesIO(bound)) as pdf:
        assert "/Info" not in pdf.trailer
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                assert not holds_secret(thing.read_bytes())
            elif isinstance(thing, Dictionary):
                assert "/Metadata" not in thing
                assert "/Font" not in thing


def test_photographs_can_be_bound_too() -> None:
    with Pdf.open(io.BytesIO(pictures_as_document([written("JPEG"), written("PNG", "L")]))) as pdf:
        assert [float(side) for side in pdf.pages[1].mediabox] == [0, 0, 45.75, 35.25]
    for broken in ([], [written("PNG")[:99]], [b"no picture"]):
        with pytest.raises(ValueError, match=r"\.$"):
            pictures_as_document(broken)


def test_a_very_large_page_is_drawn_smaller() -> None:
    pdf = document("a", size=(14_400, 14_400))
    (page, *_) = redact_document(saved(pdf), read_redactions("0% 0% 10% 10%"))
    image = image_of(page)
    assert image.width * image.height < 17_000_000
