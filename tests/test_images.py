"""Pictures made of pixels: measured, found to be whole, copied in the right colours."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms
from sphinx_portfolio.files.colours import plain
from sphinx_portfolio.files.copies import Encoded, enlarged, for_print, for_screen
from sphinx_portfolio.files.images import Measured, read_image

if TYPE_CHECKING:
    from collections.abc import Callable

Colour = tuple[int, ...]
PAPER = (2000, 3000)
RED, BLUE = (200, 40, 30), (20, 60, 180)
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "HEIF")
WEB = {"PNG", "JPEG", "GIF", "WEBP", "AVIF"}
MADE: dict[str, Callable[[bytes], Encoded]] = {
    "screen": lambda data: for_screen(data, [16, 720])[-1],
    "enlarged": enlarged,
    "small": lambda data: enlarged(data, 300),
    "print": lambda data: for_print(data, PAPER),
    "small print": lambda data: for_print(data, (20, 20)),
}


def written(image: Image.Image, format_: str, **options: Any) -> bytes:
    out = io.BytesIO()
    if format_ == "HEIF":
        pillow_heif.from_pillow(image).save(out, quality=-1, **options)
    else:
        image.save(out, format_, **options)
    return out.getvalue()


def decoded(made: Encoded) -> Image.Image:
    image = Image.open(io.BytesIO(made.content))
    image.load()
    assert image.size == (made.width, made.height)
    return image


def detailed(size: tuple[int, int] = (40, 30)) -> Image.Image:
    """Draw so much detail that cutting it short loses something."""
    image = Image.new("RGB", size)
    pixels = size[0] * size[1]
    image.putdata([(x * 6 % 256, x * 7 % 256, x * 11 % 256) for x in range(pixels)])
    return image


def noise(size: tuple[int, int], sigma: float = 40) -> Image.Image:
    """Colours that have nothing to do with each other, of noise that is made once."""
    made = Image.effect_noise(size, sigma)
    return Image.merge("RGB", [ImageChops.offset(made, 7 * n, 11 * n) for n in range(3)])


def halves(mode: str, left: Any, right: Any) -> Image.Image:
    image = Image.new(mode, (48, 32), left)
    image.paste(right, (24, 0, 48, 32))
    return image


def chunk(kind: bytes, content: bytes) -> bytes:
    total = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + total


def png(size: tuple[int, int], depth: int, colour: int, rows: bytes, *more: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(more) + body


def halves_of_16_bits(colour: int, left: Colour, right: Colour) -> bytes:
    row = b"\0" + struct.pack(f">{len(left)}H", *left) * 24
    row += struct.pack(f">{len(right)}H", *right) * 24
    return png((48, 32), 16, colour, row * 32)


def big_endian(left: int, right: int) -> Image.Image:
    row = struct.pack(">24H24H", *[left] * 24, *[right] * 24)
    return Image.frombytes("I;16B", (48, 32), row * 32)


def assert_near(got: Any, expected: Colour, tolerance: int) -> None:
    full = (*expected, 255)[:4]
    if full[3] == 0:  # nobody sees its colour
        assert got[3] == 0
    else:
        assert all(abs(a - b) <= tolerance for a, b in zip(got, full, strict=True)), (got, full)


# -- colours


def palette(left: Colour, right: Colour) -> Image.Image:
    image = halves("P", 0, 1)
    image.putpalette([*left, *right])
    return image


def in_lab(image: Image.Image) -> Image.Image:
    srgb, lab = (ImageCms.ImageCmsProfile(ImageCms.createProfile(s)) for s in ("sRGB", "LAB"))
    return ImageCms.ImageCmsTransform(srgb, lab, "RGB", "LAB").apply(image)


INKS = halves("CMYK", (0, 200, 220, 30), (230, 120, 0, 40))
NAIVE = ((225, 49, 31), (21, 114, 215))
#: name: a file, its left and its right colour as a viewer shows them, the tolerance.
COLOURS: dict[str, tuple[bytes, Colour, Colour, int]] = {
    **{
        f"RGB {format_}": (written(halves("RGB", RED, BLUE), format_, **options), RED, BLUE, near)
        for format_, near, options in (
            ("PNG", 1, {}),
            ("BMP", 1, {}),
            ("TIFF", 1, {}),
            ("TIFF", 1, {"compression": "tiff_lzw"}),
            ("GIF", 1, {}),
            ("JPEG", 6, {"quality": 95, "subsampling": 0}),
            ("WEBP", 6, {}),
            ("AVIF", 8, {"quality": 90}),
            ("HEIF", 8, {}),
        )
    },
    **{
        f"L {format_}": (written(halves("L", 30, 190), format_), (30,) * 3, (190,) * 3, 4)
        for format_ in FORMATS
    },
    **{
        f"RGBA {format_}": (
            written(halves("RGBA", (*RED, 255), (*BLUE, 0)), format_),
            RED,
            (*BLUE, 0),
            8,
        )
        for format_ in ("PNG", "WEBP", "AVIF", "TIFF", "HEIF")
    },
    "I;16 PNG": (
        written(halves("I;16", 30 * 257, 190 * 257), "PNG"),
        (30,) * 3,
        (190,) * 3,
        1,
    ),
    "I;16 TIFF": (
        written(halves("I;16", 30 * 257, 190 * 257), "TIFF"),
        (30,) * 3,
        (190,) * 3,
        1,
    ),
    "I;16B TIFF": (
        written(big_endian(30 * 257, 190 * 257), "TIFF"),
        (30,) * 3,
        (190,) * 3,
        1,
    ),
    "I TIFF": (written(halves("I", 30 * 257, 190 * 257), "TIFF"), (30,) * 3, (190,) * 3, 1),
    "F of 1": (written(halves("F", 0.2, 1.0), "TIFF"), (51,) * 3, (255,) * 3, 1),
    "F of 255": (written(halves("F", 51.0, 255.0), "TIFF"), (51,) * 3, (255,) * 3, 1),
    "F of 65535": (written(halves("F", 13107.0, 65535.0), "TIFF"), (51,) * 3, (255,) * 3, 1),
    "RGB of 16 bits": (
        halves_of_16_bits(2, tuple(v * 257 for v in RED), tuple(v * 257 for v in BLUE)),
        RED,
        BLUE,
        1,
    ),
    "RGBA of 16 bits": (
        halves_of_16_bits(6, (*(v * 257 for v in RED), 65535), (*(v * 257 for v in BLUE), 0)),
        RED,
        (*BLUE, 0),
        1,
    ),
    "LA of 16 bits": (
        halves_of_16_bits(4, (30 * 257, 65535), (190 * 257, 128 * 257)),
        (30,) * 3,
        (190, 190, 190, 128),
        1,
    ),
    **{
        f"1 {format_}": (written(halves("1", 0, 1), format_), (0,) * 3, (255,) * 3, 0)
        for format_ in ("PNG", "BMP", "TIFF", "GIF")
    },
    "1 G4": (
        written(halves("1", 0, 1), "TIFF", compression="group4"),
        (0,) * 3,
        (255,) * 3,
        0,
    ),
    "LA PNG": (
        written(halves("LA", (30, 255), (190, 100)), "PNG"),
        (30,) * 3,
        (190, 190, 190, 100),
        1,
    ),
    "P PNG": (written(palette(RED, BLUE), "PNG"), RED, BLUE, 0),
    "P TIFF": (written(palette(RED, BLUE), "TIFF"), RED, BLUE, 0),
    "P BMP": (written(palette(RED, BLUE), "BMP"), RED, BLUE, 0),
    "P GIF": (written(palette(RED, BLUE), "GIF"), RED, BLUE, 0),
    "P one transparent": (
        written(palette(RED, BLUE), "PNG", transparency=1),
        RED,
        (*BLUE, 0),
        0,
    ),
    "P GIF transparent": (
        written(palette(RED, BLUE), "GIF", transparency=1),
        RED,
        (*BLUE, 0),
        0,
    ),
    "P all transparent by half": (
        written(palette(RED, BLUE), "PNG", transparency=bytes([255, 128])),
        RED,
        (*BLUE, 128),
        1,
    ),
    "L one grey transparent": (
        written(halves("L", 30, 190), "PNG", transparency=190),
        (30,) * 3,
        (190, 190, 190, 0),
        0,
    ),
    "RGB one colour transparent": (
        written(halves("RGB", RED, BLUE), "PNG", transparency=BLUE),
        RED,
        (*BLUE, 0),
        0,
    ),
    "CMYK TIFF": (written(INKS, "TIFF"), *NAIVE, 1),
    "CMYK JPEG of Adobe": (written(INKS, "JPEG", quality=100), *NAIVE, 6),
    "YCbCr TIFF": (
        written(halves("RGB", RED, BLUE), "TIFF", compression="jpeg", quality=95),
        RED,
        BLUE,
        6,
    ),
    "LAB TIFF": (
        written(
            in_lab(halves("RGB", RED, BLUE)),
            "TIFF",
        ),
        RED,
        BLUE,
        8,
    ),
}


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("name", COLOURS)
def test_a_copy_has_the_colours_that_a_viewer_shows(name: str, made: str) -> None:
    data, left, right, tolerance = COLOURS[name]
    copy = MADE[made](data)
    if copy.suffix in {".jpg", ".webp"} and made != "screen":
        tolerance += 5
    if (own := copy.content == data) and name.startswith(("CMYK", "YCbCr", "LAB", "HEIF")):
        raise AssertionError("no browser shows it")
    image = decoded(copy)
    if own and "16" in name:
        return  # Pillow shows it less well than browsers
    image = image.convert("RGBA")
    if made.endswith("print") and copy.suffix == ".jpg" and len(right) == 4:
        right = (255, 255, 255)
    assert_near(image.getpixel((3, 3)), left, tolerance)
    assert_near(image.getpixel((image.width - 4, image.height - 4)), right, tolerance)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        *[(mode, mode) for mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB")],
        *[("1", "L"), ("I", "L"), ("I;16", "L"), ("F", "L"), ("P", "RGB"), ("PA", "RGBA")],
        *[("La", "LA"), ("RGBa", "RGBA"), ("RGBX", "RGB"), ("YCbCr", "RGB"), ("HSV", "RGB")],
    ],
)
def test_every_mode_of_pillow_becomes_a_plain_one(mode: str, expected: str) -> None:
    assert plain(Image.new(mode, (3, 2))).mode == expected


# -- profiles

#: XYZ of red, green and blue, seen in the light of D50, as the profiles of these spaces say.
PRIMARIES = {
    "Display P3": ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407)),
    "Adobe RGB": ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
}  # fmt: skip
D50 = (0.9642, 1.0, 0.8249)
#: From XYZ in the light of D50 to linear sRGB; Bruce Lindbloom.
TO_SRGB = ((3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.033454), (0.0719453, -0.2289914, 1.4052427))  # fmt: skip


def encoded(light: float) -> int:
    light = min(max(light, 0), 1)
    return round(
        255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)
    )


def srgb_of(xyz: tuple[float, ...]) -> Colour:
    return tuple(encoded(sum(a * b for a, b in zip(row, xyz, strict=True))) for row in TO_SRGB)


def fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def profile(
    space: bytes, tags: dict[bytes, bytes], kind: bytes = b"mntr", pcs: bytes = b"XYZ "
) -> bytes:
    """Write an ICC profile of version 2 (ICC.1:2001-04)."""
    name = b"SAMPLE\0"
    text = b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(78)
    tags = {b"desc": text, b"wtpt": b"XYZ " + bytes(4) + fixed(*D50), **tags}
    offset = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        table += tag + struct.pack(">II", offset + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">I4sI", offset + len(body), bytes(4), 0x02100000) + kind + space + pcs
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(*D50)
    return head.ljust(128, b"\0") + table + body


def curve(gamma: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)


def matrix_profile(name: str) -> bytes:
    tags = {}
    for letter, xyz in zip((b"r", b"g", b"b"), PRIMARIES[name], strict=True):
        tags[letter + b"XYZ"] = b"XYZ " + bytes(4) + fixed(*xyz)
        tags[letter + b"TRC"] = curve(2.2)
    return profile(b"RGB ", tags)


def lab_of(c: int, m: int, y: int, k: int) -> tuple[float, float, float]:
    """Some press: what its inks look like."""
    return (
        (1 - k) * (100 - 30 * c - 40 * m - 5 * y),
        (1 - k) * (50 * m - 40 * c),
        (1 - k) * (60 * y - 30 * c),
    )


def press_profile() -> bytes:
    """A table with the corners alone, lut8 of ICC.1:2001-04, 6.5.7."""
    same = bytes(range(256))
    corners = [lab_of(i >> 3, i >> 2 & 1, i >> 1 & 1, i & 1) for i in range(16)]
    table = b"".join(
        bytes([round(light * 2.55), round(a + 128), round(b + 128)]) for light, a, b in corners
    )
    lut = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    return profile(b"CMYK", {b"A2B0": lut + same * 4 + table + same * 3}, b"prtr", b"Lab ")


def xyz_of_lab(light: float, a: float, b: float) -> tuple[float, ...]:
    y = (light + 16) / 116
    cubes = [
        v**3 if v > 6 / 29 else 3 * (6 / 29) ** 2 * (v - 4 / 29)
        for v in (y + a / 500, y, y - b / 200)
    ]
    return tuple(white * cube for white, cube in zip(D50, cubes, strict=True))


def through(name: str, colour: Colour) -> Colour:
    light = [(value / 255) ** 2.2 for value in colour]
    return srgb_of(
        tuple(sum(p[i] * v for p, v in zip(PRIMARIES[name], light, strict=True)) for i in range(3))
    )


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "AVIF", "TIFF", "HEIF"])
@pytest.mark.parametrize("name", PRIMARIES)
def test_a_profile_is_obeyed(name: str, format_: str) -> None:
    left, right = (190, 90, 70), (90, 150, 120)
    expected = through(name, left), through(name, right)
    assert max(abs(a - b) for a, b in zip(left, expected[0], strict=True)) > 12, "a weak test"
    options = {"icc_profile": matrix_profile(name)} if format_ != "HEIF" else {}
    image = halves("RGB", left, right)
    image.info["icc_profile"] = matrix_profile(name)
    data = written(image, format_, **options)
    shown = decoded(for_print(data, PAPER))
    assert not shown.info.get("icc_profile")
    shown = shown.convert("RGBA")
    assert_near(shown.getpixel((3, 3)), expected[0], 7)
    assert_near(shown.getpixel((44, 28)), expected[1], 7)


@pytest.mark.parametrize("transparent", [True, False])
def test_a_profile_is_obeyed_beside_transparency(transparent: bool) -> None:
    other = (*BLUE, 0 if transparent else 255)
    image = halves("RGBA", (190, 90, 70, 255), other)
    data = written(image, "PNG", icc_profile=matrix_profile("Display P3"))
    shown = decoded(for_print(data, PAPER)).convert("RGBA")
    assert_near(shown.getpixel((3, 3)), through("Display P3", (190, 90, 70)), 3)
    assert_near(shown.getpixel((44, 28)), (*through("Display P3", BLUE), other[3]), 3)


def test_the_profile_of_grey_pixels_is_obeyed() -> None:
    data = written(halves("L", 60, 190), "PNG", icc_profile=profile(b"GRAY", {b"kTRC": curve(1.0)}))
    shown = decoded(for_print(data, PAPER)).convert("RGBA")
    assert_near(shown.getpixel((3, 3)), (encoded(60 / 255),) * 3, 3)
    assert_near(shown.getpixel((44, 28)), (encoded(190 / 255),) * 3, 3)


@pytest.mark.parametrize("format_", ["JPEG", "TIFF"])
@pytest.mark.parametrize("inks", [(1, 0, 0, 0), (0, 1, 1, 0), (0, 0, 0, 1), (0, 0, 0, 0)])
def test_the_profile_of_a_press_is_obeyed(format_: str, inks: tuple[int, int, int, int]) -> None:
    image = halves("CMYK", tuple(255 * ink for ink in inks), (0, 0, 0, 0))
    data = written(image, format_, icc_profile=press_profile())
    assert not read_image(io.BytesIO(data)).is_web
    expected = srgb_of(xyz_of_lab(*lab_of(*inks)))
    for copy in (for_print(data, PAPER), enlarged(data), for_screen(data, [48])[0]):
        assert_near(decoded(copy).convert("RGBA").getpixel((8, 8)), expected, 10)


@pytest.mark.parametrize(
    "content", [b"", b"broken", bytes(200), matrix_profile("Display P3")[:200]]
)
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_broken_profile_is_ignored(mode: str, content: bytes) -> None:
    image = halves("RGB", RED, BLUE).convert(mode)
    assert for_print(written(image, "TIFF", icc_profile=content), PAPER) == for_print(
        written(image, "TIFF"), PAPER
    )


@pytest.mark.parametrize("content", [press_profile(), profile(b"GRAY", {b"kTRC": curve(1.0)})])
def test_a_profile_for_other_pixels_is_ignored(content: bytes) -> None:
    image = halves("RGB", RED, BLUE)
    shown = decoded(for_print(written(image, "PNG", icc_profile=content), PAPER)).convert("RGB")
    assert ImageChops.difference(shown, image).getbbox() is None


def test_the_gamma_of_a_png_is_obeyed() -> None:
    row = b"\0" + bytes(RED * 24) + bytes(BLUE * 24)
    data = png((48, 32), 8, 2, row * 32, chunk(b"gAMA", struct.pack(">I", 100_000)))
    shown = decoded(for_print(data, PAPER)).convert("RGBA")
    assert_near(shown.getpixel((3, 3)), tuple(encoded(v / 255) for v in RED), 1)


# -- upright


def quarters() -> Image.Image:
    image = halves("RGB", RED, BLUE)
    image.paste((230, 230, 40), (0, 16, 24, 32))
    image.paste((20, 160, 60), (24, 16, 48, 32))
    return image.resize((480, 320), Image.Resampling.NEAREST)


TURNED = {
    1: lambda image: image,
    2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_270),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_90),
}


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_a_copy_stands_upright(format_: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = quarters()
    if format_ == "HEIF":
        data = written(image, format_, exif=exif.tobytes())
    else:
        data = written(image, format_, exif=exif)
    expected = TURNED[orientation](quarters())
    measured = read_image(io.BytesIO(data))
    assert (measured.width, measured.height) == expected.size
    width = expected.width // 4
    for copy in (for_print(data, PAPER), for_print(data, (width, 999)), enlarged(data, 9999)):
        shown = decoded(copy)
        assert abs(shown.width / shown.height - expected.width / expected.height) < 0.02
        for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)):
            got = shown.convert("RGBA").getpixel((int(shown.width * x), int(shown.height * y)))
            wanted = expected.getpixel((int(expected.width * x), int(expected.height * y)))
            assert isinstance(wanted, tuple)
            assert_near(got, wanted, 12)


@pytest.mark.parametrize(
    "exif",
    [b"Exif\0\0MM\0*\0\0", b"Exif\0\0garbage", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(40)],
)
def test_broken_exif_data_turns_nothing(exif: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_image(io.BytesIO(written(quarters(), "JPEG", exif=exif))).width == 480


# -- what is said of a picture


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_turned_picture_is_for_browsers_where_all_turn_it(format_: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = written(quarters(), format_, exif=exif)
    assert read_image(io.BytesIO(data)).is_web == (format_ in {"JPEG", "AVIF"})
    assert (enlarged(data).content == data) == (format_ == "JPEG")


def test_what_is_in_a_file_is_said_and_not_what_its_name_says(tmp_path: Path) -> None:
    for format_ in FORMATS:
        file = tmp_path / "a.docx"
        file.write_bytes(written(detailed(), format_))
        assert read_image(file) == Measured(40, 30, format_, False, format_ in WEB)


@pytest.mark.parametrize("brand", [b"mif1", b"msf1"])
@pytest.mark.parametrize("format_", ["AVIF", "HEIF"])
def test_a_picture_with_a_general_brand_is_known_by_the_others(format_: str, brand: bytes) -> None:
    data = bytearray(written(detailed(), format_))
    data[8:12] = brand
    assert read_image(io.BytesIO(data)).format == format_


def test_two_pictures_in_one_of_a_telephone_are_a_jpeg() -> None:
    data = written(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (99, 99))])
    assert read_image(io.BytesIO(data)) == Measured(480, 320, "JPEG", False, True)
    assert for_print(data, PAPER).width == 480


def test_of_a_tiff_with_pages_the_first_is_shown() -> None:
    pages = [Image.new("RGB", (9, 9), color) for color in ("red", "green")]
    data = written(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert read_image(io.BytesIO(data)) == Measured(9, 9, "TIFF", False, False)
    assert decoded(for_print(data, PAPER)).convert("RGB").getpixel((4, 4)) == (255, 0, 0)


def test_a_heic_without_its_package_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(detailed(), "HEIF")
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(ImportError, match=r"^pillow-heif$"):
        read_image(io.BytesIO(data))


def test_an_avif_never_goes_out_itself() -> None:
    # What it says beside its pixels cannot be taken out.
    exif = Image.Exif()
    exif[0x013B] = "SAMPLE-4711"
    for more in ({}, {"save_all": True, "append_images": [noise((40, 30))]}):
        data = written(detailed(), "AVIF", exif=exif, **more)
        assert b"SAMPLE-4711" in data
        for copy in (enlarged(data), *for_screen(data, [16, 720]), for_print(data, PAPER)):
            assert copy.suffix != ".avif"
            assert b"SAMPLE-4711" not in copy.content


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_what_moves_is_left_as_it_is(format_: str) -> None:
    frames = [Image.new("RGB", (900, 60), color) for color in ("red", "green", "blue")]
    data = written(frames[0], format_, save_all=True, append_images=frames[1:], duration=99)
    assert read_image(io.BytesIO(data)).is_animated
    assert for_screen(data, [100, 300]) == [enlarged(data, 100)]
    assert enlarged(data).content == data
    printed = decoded(for_print(data, PAPER))
    assert not getattr(printed, "is_animated", False)
    assert_near(printed.convert("RGBA").getpixel((30, 30)), (255, 0, 0), 6)


# -- whole


@cache
def whole(format_: str, moving: bool = False) -> bytes:
    more = {"save_all": True, "append_images": [noise((40, 30))]} if moving else {}
    return written(detailed(), format_, **more)


#: The last bytes of these only say that the picture ends, or sum up its last chunk.
TRAILERS = {"PNG": 4, "GIF": 1}


@pytest.mark.parametrize("moving", [False, True])
@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_picture_cut_anywhere_is_refused(format_: str, moving: bool, data: st.DataObject) -> None:
    content = whole(format_, moving and format_ in WEB - {"JPEG"})
    if format_ == "TIFF":  # its table stands at the end of what Pillow writes
        content = written(detailed(), "TIFF", compression="tiff_lzw")
    # A moving GIF that ends after a picture is a whole one of fewer pictures.
    second = content.rindex(b"!\xf9") if format_ == "GIF" and moving else None
    cuts = st.integers(0, len(content) - 1 - TRAILERS.get(format_, 0))
    cut = data.draw(cuts.filter(lambda cut: cut != second))
    with pytest.raises(ValueError, match=r"^it is (cut short|damaged|no PNG)"):
        read_image(io.BytesIO(content[:cut]))


def test_a_moving_gif_is_whole_after_each_picture_and_not_before_one_that_it_announces() -> None:
    content = whole("GIF", moving=True)
    second = content.rindex(b"!\xf9")
    assert read_image(io.BytesIO(content[:second])).format == "GIF"
    for cut in range(second + 1, second + 30):
        with pytest.raises(ValueError, match=r"^it is cut short"):
            read_image(io.BytesIO(content[:cut]))


def test_the_sums_of_a_png_are_checked() -> None:
    data = bytearray(whole("PNG"))
    data[data.index(b"IDAT") + 20] ^= 1
    with pytest.raises(ValueError, match=r"^it is damaged$"):
        read_image(io.BytesIO(data))


@pytest.mark.parametrize("moving", [False, True])
@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_damage_brings_nothing_but_words(format_: str, moving: bool, data: st.DataObject) -> None:
    damaged = bytearray(whole(format_, moving and format_ in WEB - {"JPEG"}))
    places = st.one_of(st.integers(0, len(damaged) - 1), st.integers(0, 60))
    for place in data.draw(st.lists(places, min_size=1, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    made = data.draw(st.sampled_from(sorted(MADE)))
    for function in (lambda content: read_image(io.BytesIO(content)), MADE[made]):
        try:
            result = function(bytes(damaged))
        except ValueError as error:
            outcome = str(error).startswith("it ")
        else:
            assert isinstance(result, (Measured, Encoded))
            outcome = result.width > 0 < result.height
        assert outcome


@settings(deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"",
            b"BM",
            b"GIF89a",
            b"II*\0",
            b"\xff\xd8\xff",
            b"\0\0\0\x18ftypheic",
            b"\0\0\0\x18ftypavif",
            b"RIFF\x40\0\0\0WEBPVP8X",
        ]
    ),
)
def test_any_bytes_are_refused_in_words(content: bytes, start: bytes) -> None:
    for function in (lambda data: read_image(io.BytesIO(data)), *MADE.values()):
        with pytest.raises(ValueError, match=r"."):
            function(start + content)


def jpeg_with(size: tuple[int, int], frame: int, scans: int = 1) -> bytes:
    data = written(detailed(), "JPEG", progressive=frame == 0xC2)
    at = data.index(bytes([0xFF, frame]))
    data = data[: at + 5] + struct.pack(">HH", *size) + data[at + 9 :]
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + data[-2:]


def tiff_with_tile(side: int) -> bytes:
    entries = {256: 8, 257: 8, 258: 8, 259: 5, 262: 1, 277: 1, 322: side, 323: side, 324: 8, 325: 9}
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries.items())
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + table + bytes(40)


@pytest.mark.parametrize(
    "data",
    [
        png((60_000, 60_000), 8, 2, b"\0"),
        png((60_000, 60_000), 1, 0, b"\0"),
        b"BM"
        + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 1, 1, 0, 0),
        b"GIF89a"
        + struct.pack("<HHBBB", 60_000, 60_000, 0, 0, 0)
        + b",\0\0\0\0\x60\xea\x60\xea\0\x02\x02\x44\x01\0;",
        jpeg_with((60_000, 60_000), 0xC0),
        jpeg_with((12_000, 12_000), 0xC2),
        tiff_with_tile(60_000),
    ],
    ids=["png", "png of bits", "bmp", "gif", "jpeg", "progressive", "tile"],
)
def test_what_claims_to_be_huge_is_refused_at_once(data: bytes) -> None:
    start = time.perf_counter()
    for function in (lambda content: read_image(io.BytesIO(content)), *MADE.values()):
        with pytest.raises(ValueError, match="too many pixels"):
            function(data)
    assert time.perf_counter() - start < 1


def test_a_jpeg_of_many_scans_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="too many scans"):
        read_image(io.BytesIO(jpeg_with((6000, 6000), 0xC2, 2000)))


# -- copies


def test_nothing_but_pixels_is_in_a_copy() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    exif[0x0112] = 6
    for format_ in ("PNG", "JPEG", "TIFF", "WEBP", "AVIF", "GIF"):
        options: dict[str, Any] = {
            "exif": exif,
            "icc_profile": matrix_profile("Display P3"),
            "comment": b"SECRET",
        }
        options |= {"xmp": b"<SECRET/>"} if format_ != "TIFF" else {}
        data = written(detailed((600, 400)), format_, **options)
        for copy in (
            *for_screen(data, [300]),
            enlarged(data, 100_000),
            for_print(data, PAPER),
            for_print(data, (99, 99)),
        ):
            if copy.content != data:
                assert b"SECRET" not in copy.content
                kept = set(decoded(copy).info) - {
                    "jfif",
                    "jfif_version",
                    "jfif_unit",
                    "jfif_density",
                }
                assert kept <= {"loop", "background", "timestamp", "duration", "transparency"}


@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
def test_nothing_that_follows_a_picture_is_printed(format_: str) -> None:
    data = written(detailed(), format_)
    assert for_print(data, PAPER).content == data
    for more in (b"SECRET", b"SECRET\xff\xd9", b"SECRET IEND\xaeB`\x82"):
        assert b"SECRET" not in for_print(data + more, PAPER).content


def test_opaque_alpha_is_left_out() -> None:
    image = detailed((800, 600)).convert("RGBA")
    for copy in (*for_screen(written(image, "PNG"), [99]), for_print(written(image, "PNG"), PAPER)):
        assert decoded(copy).mode in {"RGB", "P"}


def test_a_copy_of_each_width_and_none_wider_than_the_picture() -> None:
    data = written(noise((1000, 500)), "BMP")
    copies = for_screen(data, [1440, 2880, 720, 720, 0])
    assert [copy.width for copy in copies] == [1, 720, 1000]
    assert [copy.height for copy in copies][1:] == [360, 500]
    assert for_screen(data, []) == []


@pytest.mark.parametrize("format_", sorted(WEB - {"AVIF"}))
def test_a_copy_never_has_more_bytes_than_what_it_is_of(format_: str) -> None:
    for image in (
        noise((300, 200)),
        halves("RGB", RED, BLUE).resize((2000, 900)),
        detailed((1500, 200)),
    ):
        data = written(image, format_, quality=20)
        assert all(len(copy.content) <= len(data) for copy in for_screen(data, [100, 720, 1440]))


def test_a_narrow_copy_has_fewer_bytes_than_a_wide_one() -> None:
    image = Image.new("1", (1440, 1000))
    image.putdata([(x * x // 7) % 2 for x in range(1440)] * 1000)
    sizes = [len(copy.content) for copy in for_screen(written(image, "TIFF"), [360, 720, 1440])]
    assert sizes == sorted(set(sizes))


def test_what_is_drawn_stays_exact_and_what_is_photographed_gets_small() -> None:
    drawn = halves("RGB", RED, BLUE).resize((1200, 800), Image.Resampling.NEAREST)
    copy = for_screen(written(drawn, "BMP"), [1440])[0]
    assert ImageChops.difference(decoded(copy).convert("RGB"), drawn).getbbox() is None
    photographed = noise((1200, 800), 10)
    copy = for_screen(written(photographed, "PNG"), [1440])[0]
    assert len(copy.content) < 1200 * 800 / 3
    grey = photographed.convert("L")
    assert len(for_screen(written(grey, "PNG"), [1440])[0].content) < 1200 * 800 / 3


@pytest.mark.parametrize("size", [(1, 1), (1, 20_000), (20_000, 1), (3, 17_000), (17_000, 3)])
@pytest.mark.parametrize("format_", ["PNG", "JPEG", "TIFF"])
def test_a_side_never_becomes_nothing(size: tuple[int, int], format_: str) -> None:
    data = written(Image.new("RGB", size, RED), format_)
    copies = [
        *for_screen(data, [1, 720]),
        enlarged(data, 100),
        enlarged(data),
        for_print(data, (300, 300)),
    ]
    for copy in copies:
        assert_near(decoded(copy).convert("RGBA").getpixel((0, 0)), RED, 12)
    assert max(copies[-1].width, copies[-1].height) <= 300


def test_the_picture_to_look_at_closely_has_the_pixels_that_were_asked_for() -> None:
    data = written(noise((900, 600)), "JPEG")
    assert enlarged(data).content == data
    copy = enlarged(data, 60_000)
    assert (copy.suffix, copy.width, copy.height) == (".jpg", 300, 200)
    for format_ in ("HEIF", "TIFF"):
        assert enlarged(written(noise((900, 600)), format_)).suffix == ".jpg"
    assert enlarged(written(halves("RGB", RED, BLUE), "TIFF")).suffix == ".webp"


@pytest.mark.parametrize(
    ("image", "format_"),
    [
        (lambda: noise((2600, 3600), 10), "JPEG"),
        (lambda: noise((2600, 3600), 80), "PNG"),
        (lambda: noise((1600, 1600), 80).convert("RGBA"), "PNG"),
        (
            lambda: Image.merge(
                "RGBA", (*noise((1600, 1600), 80).split(), Image.effect_noise((1600, 1600), 99))
            ),
            "PNG",
        ),
        (lambda: noise((1600, 1600), 80).convert("P"), "GIF"),
        (lambda: noise((2600, 3600), 90).convert("1"), "TIFF"),
    ],
    ids=["scan", "noise", "opaque", "transparent", "palette", "bits"],
)
def test_a_copy_for_paper_is_never_large(image: Callable[[], Image.Image], format_: str) -> None:
    """200 certificates make a PDF that can be sent."""
    options = {"compress_level": 1} if format_ == "PNG" else {}
    copy = for_print(written(image(), format_, **options), PAPER)
    assert copy.suffix in {".png", ".jpg"}
    assert len(copy.content) <= 250_000
    assert copy.width >= 500


def test_a_small_picture_without_secrets_is_printed_as_it_is() -> None:
    for format_ in ("PNG", "JPEG"):
        data = written(detailed(), format_)
        assert for_print(data, PAPER).content == data
    short = written(noise((300, 300)), "JPEG")
    with pytest.raises(ValueError, match=r"."):
        for_print(short[: len(short) // 2], PAPER)


def test_copies_are_the_same_each_time_and_in_each_thread(tmp_path: Path) -> None:
    """Some at once, also such as have to wait for each other."""
    image = noise((600, 400))
    data = [written(image, format_) for format_ in ("PNG", "JPEG", "WEBP", "TIFF", "AVIF", "HEIF")]
    data.append(
        written(image.resize((4100, 4000), Image.Resampling.NEAREST), "PNG", compress_level=1)
    )
    data.append(written(image.resize((2100, 2000)), "WEBP", method=0))
    jobs = [(made, content) for content in data for made in ("small print", "screen")]

    def work(job: tuple[str, bytes]) -> Encoded:
        return MADE[job[0]](job[1])

    alone = [work(job) for job in jobs]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, jobs)) == alone
    file = tmp_path / "a"
    file.write_bytes(data[0])
    assert work(("small print", file.read_bytes())) == for_print(file, (20, 20)) == alone[0]


def test_the_filters_of_warnings_are_not_changed_by_each_picture() -> None:
    """Other threads rely on them."""
    read_image(io.BytesIO(written(detailed(), "JPEG")))
    before = list(warnings.filters)
    read_image(io.BytesIO(written(detailed(), "JPEG", exif=b"Exif\0\0MM\0*\0\0")))
    assert list(warnings.filters) == before


MEMORY = """
import resource, sys
from pathlib import Path
from PIL import ImageCms
from sphinx_portfolio.files.copies import enlarged, for_print, for_screen
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
file = Path(sys.argv[1])
for_screen(file, [720, 1440]), enlarged(file), for_print(file, (2000, 3000))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other ways there")
def test_a_large_photograph_takes_little_memory(tmp_path: Path) -> None:
    """48 million pixels are 192 MB when they are decoded as they are."""
    image = noise((1008, 756)).resize((8064, 6048), Image.Resampling.BICUBIC)
    image.save(tmp_path / "a.jpg", quality=90)
    command = [sys.executable, "-c", MEMORY, str(tmp_path / "a.jpg")]
    package = Path(__file__).parents[1] / "extensions"
    done = subprocess.run(
        command, env={"PYTHONPATH": str(package)}, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 130
