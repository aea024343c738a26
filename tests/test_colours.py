"""Colours, fonts and the letter mark: pure, and right by the definitions they cite."""

from __future__ import annotations

import math
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.look.accent import AA, DEFAULT, WHITE, accent_of
from sphinx_portfolio.look.colours import Colour, colour_of, contrast, nearest, oklch
from sphinx_portfolio.look.fonts import STACKS
from sphinx_portfolio.look.letter_mark import initials, letter_mark
from sphinx_portfolio.look.style_sheet import style_sheet

pytestmark = pytest.mark.newest

BYTE = st.integers(0, 255)
COLOURS = st.builds(Colour, BYTE, BYTE, BYTE)
#: The grounds of furo's and PyData's pages and plates.
LIGHT = [Colour(255, 255, 255), Colour(0xF8, 0xF9, 0xFB), Colour(0xF3, 0xF4, 0xF5)]
DARK = [Colour(0x13, 0x14, 0x16), Colour(0x1A, 0x1C, 0x1E), Colour(0x29, 0x31, 0x3D)]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21),
        ("#fff", "#fff", 1),
        ("#777", "#fff", 4.48),  # the grey that just fails, as every checker says
        ("#767676", "#fff", 4.54),
        ("#00f", "#fff", 8.59),
        ("#f00", "#fff", 4.0),
        ("#0b6e6e", "#fff", 6.05),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    found = contrast(colour_of(one), colour_of(other))
    assert found == pytest.approx(ratio, abs=0.01)
    assert found == contrast(colour_of(other), colour_of(one))


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("#0b6e6e", "#0b6e6e"),
        ("#0B6", "#00bb66"),
        (" teal ", "#008080"),
        ("rgb(11, 110, 110)", "#0b6e6e"),
        ("hsl(0, 100%, 50%)", "#ff0000"),
    ],
)
def test_a_colour_is_read_as_css_writes_it(words: str, colour: str) -> None:
    assert str(colour_of(words)) == colour


@pytest.mark.parametrize("words", ["", "bluish", "#12", "#0b6e6e80", "0b6e6e", "url(x)", "#ggg"])
def test_what_is_no_colour_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        colour_of(words)


@given(COLOURS)
def test_every_accent_can_be_read_on_every_ground(colour: Colour) -> None:
    accent = accent_of(str(colour))
    assert min(contrast(accent.light, ground) for ground in LIGHT) >= AA
    assert min(contrast(accent.dark, ground) for ground in DARK) >= AA
    # The pair is worked out from either of its colours, so nothing drifts.
    assert accent_of(str(accent.light)).light == accent.light
    assert accent_of(str(accent.dark)).dark == accent.dark


@given(COLOURS)
def test_a_colour_that_can_be_read_stays_as_it_is(colour: Colour) -> None:
    accent = accent_of(str(colour))
    if min(contrast(colour, ground) for ground in LIGHT) >= AA:
        assert accent.light == colour
    assert accent.is_too_pale == (contrast(colour, WHITE) < AA)


@given(COLOURS, st.sampled_from([*LIGHT, *DARK]))
def test_the_nearest_is_not_further_than_it_must_be(colour: Colour, ground: Colour) -> None:
    found = nearest(colour, ground, AA)
    if found != colour:
        # The roundings of three bytes.
        assert contrast(found, ground) < AA + 0.15


@given(COLOURS)
def test_hue_stays(colour: Colour) -> None:
    _lightness, chroma, hue = oklch(colour)
    accent = accent_of(str(colour))
    for made in (accent.light, accent.dark):
        _lightness, strength, other = oklch(made)
        if min(chroma, strength) > 0.05:  # greys have none to speak of
            assert abs(math.remainder(other - hue, math.tau)) < 0.15


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Your Name", "YN"),
        ("Thandi van der Merwe", "TM"),
        ("thandi", "T"),
        ("Élodie Ångström", "ÉÅ"),
        ("E\u0301lodie", "É"),  # the accent is a sign of its own
        ("‘Abd (al-Rahman)", "AA"),
        ("王小明", "王"),
        ("मीरा शर्मा", "मश"),
        ("ßtrange name", "ßN"),
        ("  ", ""),
        ("!!! ???", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text(max_size=60))
def test_a_letter_mark_is_a_drawing_whatever_the_name(name: str) -> None:
    mark = letter_mark(name, DEFAULT)
    tree = ElementTree.fromstring("".join(c for c in mark if unicodedata.category(c) != "Cc"))
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert mark == letter_mark(name, DEFAULT)
    assert len(mark) < 1000


def test_the_letter_mark_can_be_read_by_day_and_by_night() -> None:
    mark = letter_mark("Your Name", accent_of("#7a1f5c"))
    assert "#7a1f5c" in mark
    assert str(accent_of("#7a1f5c").dark) in mark
    assert ">YN</text>" in mark


def test_a_style_sheet_has_what_is_chosen_and_nothing_else() -> None:
    accent = accent_of("#7a1f5c")
    assert style_sheet(None, "") == ""
    assert "font" not in style_sheet(accent, "").partition("*/")[2]
    assert f"light-dark({accent.light}, {accent.dark})" in style_sheet(accent, "")
    for stack in STACKS.values():
        sheet = style_sheet(None, stack)
        assert f"font-family: {stack};" in sheet
        assert "accent:" not in sheet
        assert sheet.count("{") == sheet.count("}")
        assert "url(" not in sheet
        assert stack.endswith("serif")  # what every device has
