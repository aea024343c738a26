"""The bytes of a text file become its text, however it was saved."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sphinx_portfolio.encodings import Decoded, decode

WORDS = "Bäckerei „Spaß“ – 5 €\r\nnaïve\n"
MARKED = [
    ("utf-8", codecs.BOM_UTF8, "UTF-8"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
    ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
    ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32"),
]


@pytest.mark.parametrize(("codec", "mark", "name"), MARKED)
@pytest.mark.parametrize("text", [WORDS, "", "a", "急救证书 🎉", "\ufeffx"])
def test_a_mark_says_how_to_read(codec: str, mark: bytes, name: str, text: str) -> None:
    assert decode(mark + text.encode(codec)) == Decoded(text, name)


@pytest.mark.parametrize("text", ["", "plain", WORDS, "急救证书", "Ã©", "\x00\x81"])
def test_without_a_mark_it_is_utf_8_if_it_can_be(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "UTF-8")
    assert decode(text.encode()).fault == ""


@pytest.mark.parametrize("text", [WORDS, "é", "„Spaß“", "ÿ", "Š‰", "caf\xe9 «É»"])
def test_else_it_is_what_older_programs_save(text: str) -> None:
    found = decode(text.encode("cp1252"))
    assert found == Decoded(text, "Windows-1252")
    assert found.fault.startswith("the file is not saved as UTF-8. It is read as Windows-1252, so")


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_a_byte_that_is_no_letter_is_seen(byte: int) -> None:
    assert decode(b"a" + bytes([byte]) + b"\xe9") == Decoded("a\ufffdé", "Windows-1252")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + b"caf\xe9", "café"),
        ("äöü".encode() + b"\xe9", "äöüé"),  # two files were put together
        ("äöü".encode() + "ß".encode()[:1], "äöüÃ"),  # a file was cut
    ],
)
def test_a_stray_byte_does_not_spoil_the_rest(data: bytes, text: str) -> None:
    assert decode(data) == Decoded(text, "Windows-1252")


@pytest.mark.parametrize(("codec", "mark", "name"), MARKED[1:])
def test_what_a_mark_promises_may_be_cut(codec: str, mark: bytes, name: str) -> None:
    found = decode(mark + "ab".encode(codec) + b"\x00")
    assert found == Decoded("ab\ufffd", name)
    assert "letters may be wrong" not in found.fault


@given(st.binary() | st.sampled_from(MARKED).flatmap(lambda m: st.binary().map(m[1].__add__)))
@example(b"\xed\xa0\x80")  # half of a pair
@example(codecs.BOM_UTF16_LE + b"\x00\xd8")
def test_whatever_the_bytes_are_there_is_text(data: bytes) -> None:
    found = decode(data)
    found.text.encode()
    assert bool(found.fault) == (found.encoding != "UTF-8")


@given(st.text(st.characters(codec="cp1252"), min_size=1))
def test_all_letters_of_windows_are_read(letters: str) -> None:
    """A blank after each makes sure that no two are a letter in UTF-8."""
    text = "é " + " ".join(letters)
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("piece", [b"\xe9", b"\xc3\xa9", b"\xff", b"a\x81", b"\xf0\x9f"])
def test_a_large_file_is_read_in_no_time(piece: bytes) -> None:
    start = time.process_time()
    decode(piece * 1_000_000)
    assert time.process_time() - start < 3
