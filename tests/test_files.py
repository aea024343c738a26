"""A file on its way to a page: found, checked, measured."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sphinx_portfolio.files import ArtefactError, find
from sphinx_portfolio.files.errors import Fault
from sphinx_portfolio.model import Artefact, FileKind

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"{}>{}</svg>'


def picture(format_: str, size: tuple[int, int] = (40, 30), orientation: int = 0) -> bytes:
    """Draw a picture with some detail, so that cutting it short loses something."""
    image = Image.new("RGB", size)
    image.putdata([(x * 6 % 256, x * 7 % 256, x * 11 % 256) for x in range(size[0] * size[1])])
    stream = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    image.save(stream, format_, exif=exif)
    return stream.getvalue()


def sides(folder: Path, path: str) -> tuple[int, int]:
    """Width and height of a file that can be used."""
    artefact = find(folder, path).artefact
    assert artefact.path == path
    return artefact.width, artefact.height


def refusal(folder: Path, path: str) -> ArtefactError:
    """Tell why a file cannot be used."""
    with pytest.raises(ArtefactError) as caught:
        find(folder, path)
    return caught.value


# -- pictures that are what they say


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("A.JPEG", "JPEG"), ("a.gif", "GIF"), ("a.webp", "WEBP")],
)
def test_a_picture_is_measured(tmp_path: Path, name: str, format_: str) -> None:
    (tmp_path / name).write_bytes(picture(format_))
    assert sides(tmp_path, name) == (40, 30)


def test_a_picture_is_known_by_its_content_and_not_by_its_suffix(tmp_path: Path) -> None:
    """Phones and chat programs name a JPEG .png; a browser shows it all the same."""
    (tmp_path / "a.png").write_bytes(picture("JPEG"))
    assert sides(tmp_path, "a.png") == (40, 30)


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(0, (40, 30)), (1, (40, 30)), (3, (40, 30)), (5, (30, 40)), (6, (30, 40)), (8, (30, 40))],
)
@pytest.mark.parametrize("format_", ["JPEG", "WEBP"])
def test_a_photograph_is_measured_as_it_is_shown(
    tmp_path: Path, format_: str, orientation: int, size: tuple[int, int]
) -> None:
    """A telephone held upright saves a wide photograph and a note to turn it."""
    (tmp_path / "a.jpg").write_bytes(picture(format_, orientation=orientation))
    assert sides(tmp_path, "a.jpg") == size


def test_a_large_photograph_keeps_its_full_size(tmp_path: Path) -> None:
    """Only an eighth of it is decoded, which must not be what is measured."""
    (tmp_path / "a.jpg").write_bytes(picture("JPEG", (1600, 1200), orientation=6))
    assert sides(tmp_path, "a.jpg") == (1200, 1600)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("notes.docx", FileKind.OFFICE),
        ("marks.XLSX", FileKind.OFFICE),
        ("work.ipynb", FileKind.OFFICE),
        ("work.tar.gz", FileKind.ARCHIVE),
        ("game.blend", FileKind.UNKNOWN),
        ("README", FileKind.UNKNOWN),
    ],
)
def test_a_file_that_nobody_looks_into_is_taken_as_it_is(
    tmp_path: Path, name: str, kind: FileKind
) -> None:
    (tmp_path / name).write_bytes(b"anything")
    found = find(tmp_path, name)
    assert found.artefact == Artefact(name, kind, size=8)
    # Text tells what it says, and no more.
    assert bool(found.carries) is (kind is FileKind.ARCHIVE)


def test_a_file_of_an_unknown_program_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.blend").write_bytes(b"BLENDER\0")
    assert find(tmp_path, "a.blend").carries


@pytest.mark.parametrize("name", ["a.pdf", "talk.mp4", "talk.mp3", "scan.tiff", "photo.heic"])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"anything")
    assert refusal(tmp_path, name).fault is Fault.BAD


@pytest.mark.parametrize("name", ["cv.html", "cv.HTM", "a.svgz", "page.mhtml", "data.xml", "x.js"])
def test_what_acts_by_itself_is_not_published(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"<p>Hello</p>")
    error = refusal(tmp_path, name)
    assert error.fault is Fault.UNSAFE
    assert "Print it to PDF" in str(error)


def test_nor_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "cv.html").write_bytes(b"<p>Hello</p>")
    (tmp_path / "cv.txt").symlink_to("cv.html")
    assert refusal(tmp_path, "cv.txt").fault is Fault.UNSAFE


def test_a_file_in_a_folder_with_spaces_is_found(tmp_path: Path) -> None:
    (tmp_path / "my files").mkdir()
    (tmp_path / "my files" / "CV & more (1).png").write_bytes(picture("PNG"))
    path = "my files/CV & more (1).png"
    assert sides(tmp_path, path) == (40, 30)


def test_dots_that_stay_inside_are_welcome(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    assert sides(tmp_path, "pages/../a.png")[0] == 40


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(picture("PNG"))
    (tmp_path / "link.png").symlink_to("real.png")
    assert sides(tmp_path, "link.png") == (40, 30)


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(picture("PNG"))
    assert sides(tmp_path, "a.png")[0] == 40
    file.write_bytes(picture("PNG", (20, 10)))
    os.utime(file, ns=(1, 1))
    assert sides(tmp_path, "a.png") == (20, 10)


def test_a_file_that_was_mended_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    refusal(tmp_path, "a.png")
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    assert sides(tmp_path, "a.png")[0] == 40


# -- files that are not there, or not welcome


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("certificate.png", "Certificate.PNG"),
        ("certficate.png", "certificate.png"),
        ("certificate.jpg", "certificate.jpeg"),
        ("my-certificate.png", "my certificate.png"),
    ],
)
def test_a_missing_file_brings_the_name_that_was_meant(
    tmp_path: Path, written: str, there: str
) -> None:
    (tmp_path / there).write_bytes(picture("PNG"))
    error = refusal(tmp_path, written)
    assert error.fault is Fault.MISSING
    assert str(error) == f"there is no such file. Did you mean {there!r}?"


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("zebra.png", ""),
        ("nowhere/a.png", " There is no folder 'nowhere'."),
        ("certificate.png/a.png", " There is no folder 'certificate.png'."),
        ("Files/deep/a.png", " There is no folder 'Files'. Did you mean 'files'?"),
        ("certificate", " Did you mean 'certificate.png'?"),
        ("certificate.jpg", " Did you mean 'certificate.png'?"),
        ("Badge.png", " Did you mean '/files/deep/badge.png'?"),
    ],
)
def test_a_missing_file_brings_what_is_like_it(tmp_path: Path, path: str, hint: str) -> None:
    for name in ("certificate.png", "files/deep/badge.png", ".venv/zebra.png", "env/zebra.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(picture("PNG"))
    (tmp_path / "env/pyvenv.cfg").touch()
    error = refusal(tmp_path, path)
    assert (error.fault, str(error)) == (Fault.MISSING, f"there is no such file.{hint}")


def test_a_missing_file_brings_no_folder_as_its_name(tmp_path: Path) -> None:
    (tmp_path / "certificate.pn").mkdir()
    assert "Did you mean" not in str(refusal(tmp_path, "certificate.png"))


@pytest.mark.skipif(os.sep == "\\", reason="it separates folders here")
def test_a_path_copied_from_windows_is_explained(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.png").write_bytes(picture("PNG"))
    error = refusal(tmp_path, "files\\a.png")
    assert error.fault is Fault.MISSING
    assert "'/'" in str(error)


@pytest.mark.parametrize("path", ["a\0.png", "\0", "x" * 300 + ".png", "\ud800.png"])
def test_a_name_that_no_file_can_have_is_missing(tmp_path: Path, path: str) -> None:
    assert refusal(tmp_path, path).fault is Fault.MISSING


def test_links_in_a_circle_are_missing(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to("b.png")
    (tmp_path / "b.png").symlink_to("a.png")
    assert refusal(tmp_path, "a.png").fault is Fault.MISSING


@pytest.mark.parametrize("path", ["../secret.png", "pages/../../secret.png", ".."])
def test_a_file_outside_the_pages_is_not_published(tmp_path: Path, path: str) -> None:
    (tmp_path / "source" / "pages").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(picture("PNG"))
    error = refusal(tmp_path / "source", path)
    assert error.fault is Fault.OUTSIDE
    assert "Copy it into that folder" in str(error)


def test_a_folder_with_a_like_name_is_outside_too(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source-private").mkdir()
    (tmp_path / "source-private" / "a.png").write_bytes(picture("PNG"))
    assert refusal(tmp_path / "source", "../source-private/a.png").fault is Fault.OUTSIDE


def test_an_absolute_path_is_outside(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    assert refusal(tmp_path / "source", str(tmp_path / "a.png")).fault is Fault.OUTSIDE


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_link_does_not_lead_outside(tmp_path: Path, linked: str) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "a.png").write_bytes(picture("PNG"))
    if linked == "file":
        (source / "a.png").symlink_to(tmp_path / "private" / "a.png")
    else:
        (source / "link").symlink_to(tmp_path / "private")
    path = "a.png" if linked == "file" else "link/a.png"
    assert refusal(source, path).fault is Fault.OUTSIDE


def test_it_is_not_told_whether_a_file_outside_exists(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "there.png").write_bytes(picture("PNG"))
    there = refusal(tmp_path / "source", "../there.png")
    missing = refusal(tmp_path / "source", "../missing.png")
    assert (there.fault, str(there)) == (missing.fault, str(missing))


@pytest.mark.parametrize("path", ["files", "files.png", ".", ""])
def test_a_folder_is_no_artefact(tmp_path: Path, path: str) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files.png").mkdir()
    error = refusal(tmp_path, path)
    assert error.fault is Fault.BAD
    assert "it is a folder" in str(error)


# -- pictures that are not whole


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf", "a.txt"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    error = refusal(tmp_path, name)
    assert error.fault is Fault.BAD
    assert "the file is empty" in str(error)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.svg"])
@pytest.mark.parametrize(
    "content", [b"This is no picture.", b"%PDF-1.7", b"<!DOCTYPE html><html></html>", b"\0" * 64]
)
def test_another_file_called_a_picture_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    error = refusal(tmp_path, name)
    assert error.fault is Fault.BAD
    assert "it is not a whole picture" in str(error)


def test_a_message_shows_nothing_of_the_computer_it_was_made_on(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"This is no picture.")
    assert str(tmp_path) not in str(refusal(tmp_path, "a.png"))


WHOLE = {format_: picture(format_) for format_ in ("PNG", "JPEG", "GIF", "WEBP")}
#: The last bytes of these only say that the picture ends, or sum up its last chunk.
TRAILERS = {"PNG": 4, "JPEG": 0, "GIF": 2, "WEBP": 0}


@pytest.mark.parametrize("format_", WHOLE)
@settings(deadline=None)
@given(data=st.data())
def test_a_picture_cut_anywhere_is_refused(
    tmp_path_factory: pytest.TempPathFactory, format_: str, data: st.DataObject
) -> None:
    """An interrupted download; a browser would show its upper half and say nothing."""
    whole = WHOLE[format_]
    length = data.draw(st.integers(1, len(whole) - 1 - TRAILERS[format_]))
    folder = tmp_path_factory.mktemp("cut")
    (folder / "a.png").write_bytes(whole[:length])
    assert refusal(folder, "a.png").fault is Fault.BAD


@pytest.mark.parametrize("format_", WHOLE)
@settings(deadline=None)
@given(data=st.data())
def test_a_picture_with_damage_is_measured_or_refused_but_never_trips(
    tmp_path_factory: pytest.TempPathFactory, format_: str, data: st.DataObject
) -> None:
    damaged = bytearray(WHOLE[format_])
    positions = st.integers(0, len(damaged) - 1)
    for position in data.draw(st.lists(positions, min_size=1, max_size=8)):
        damaged[position] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "a.png").write_bytes(damaged)
    try:
        artefact = find(folder, "a.png").artefact
    except ArtefactError as error:
        outcome: object = error.fault
    else:
        outcome = artefact.width > 0 and artefact.height > 0
    assert outcome in (Fault.BAD, True)


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=200), st.sampled_from(["a.png", "a.jpg", "a.svg"]))
def test_any_bytes_at_all_are_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / name).write_bytes(content)
    assert refusal(folder, name).fault is Fault.BAD


def test_a_picture_that_claims_to_be_huge_is_refused_at_once(tmp_path: Path) -> None:
    """A header of a few bytes can ask for gigabytes of memory."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        total = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + total

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    start = time.perf_counter()
    error = refusal(tmp_path, "a.png")
    assert time.perf_counter() - start < 1
    assert error.fault is Fault.BAD
    assert "too many pixels" in str(error)
