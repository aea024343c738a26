"""No byte that any builder publishes tells what its owner did not mean to show."""

from __future__ import annotations

import hashlib
import io
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat
from project import Project, Result, picture
from published_bytes import found_in, found_under
from secrets_in import PLAIN
from test_documents import saved
from test_recordings import recorded
from test_redact import document as text_document
from test_strip import (
    BADGE,
    CHUNKS,
    PROFILE,
    SEGMENTS,
    TOLD,
    blocks,
    chunk,
    detailed,
    exif,
    jpeg,
    png,
    riff,
    segment,
    written,
)
from test_strip_documents import PLANTED, planted, signed
from test_strip_office import docx, odt, pptx, xlsx
from test_strip_recordings import movie, tagged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.newest

BUILDERS = (
    "html", "dirhtml", "singlehtml", "epub", "latex", "texinfo", "text", "man", "json", "pickle",
    "xml", "pseudoxml", "gettext", "portfolio-manifest", "portfolio-jsonresume", "portfolio-needs",
)  # fmt: skip
# Words of a page that no reader may see, each in another place.
HIDDEN, COMMENT, UNDER, FAILED = "Hid-0815-a", "Com-0815-b", "Und-0815-c", "Fail-0815-d"
SECRETS = (PLAIN, HIDDEN, COMMENT, UNDER, FAILED)


def photograph(turn: int = 6) -> bytes:
    """A photograph that tells in all ways in which a JPEG can, and stands on its side."""
    told = [one for name, one in SEGMENTS.items() if name != "Exif" and "APP14" not in name]
    return jpeg(segment(0xE1, b"Exif\0\0" + exif(turn)), *told) + TOLD


def badge() -> bytes:
    return png(
        CHUNKS["text"], CHUNKS["packed text"], CHUNKS["Exif"], CHUNKS["international text"],
        chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0" + BADGE),
    )  # fmt: skip


def svg() -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/'
        f'inkscape" width="40" height="30" i:export-filename="C:\\{PLAIN}.png"><!-- {PLAIN} -->'
        f"<metadata>{PLAIN}</metadata><i:namedview>{PLAIN}</i:namedview>"
        '<rect width="40" height="30" fill="teal"/></svg>'
    ).encode()


def heic() -> bytes:
    heif = pytest.importorskip("pillow_heif")
    out = io.BytesIO()
    made = heif.from_pillow(detailed())
    made.save(out, exif=b"Exif\0\0" + exif(), xmp=TOLD)
    return out.getvalue()


def webp() -> bytes:
    data = written("WEBP", exif=exif(), xmp=TOLD, icc_profile=PROFILE) + riff(b"PRVT", TOLD)
    return data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:]


def gif() -> bytes:
    data = written("GIF", "P")
    return data[:-1] + b"\x21\xfe" + blocks(TOLD) + b"\x3b" + TOLD


@cache
def files() -> dict[str, bytes]:
    """One file of each kind, with the secret in every place that the kind has."""
    return {
        "photo.jpg": photograph(),
        "badge.png": badge(),
        "web.webp": webp(),
        "anim.gif": gif(),
        "scan.tiff": written("TIFF", exif=Image.Exif(), tiffinfo={270: PLAIN, 315: PLAIN}),
        "new.avif": written("AVIF", exif=exif(), xmp=TOLD),
        "phone.heic": heic(),
        "drawing.svg": svg(),
        "paper.pdf": planted(*(name for name in PLANTED if name != "packed_photograph")),
        "packed.pdf": planted("packed_photograph"),
        "letter.docx": docx(),
        "table.xlsx": xlsx(),
        "slides.pptx": pptx(),
        "open.odt": odt(),
        "film.mp4": movie(),
        "sound.mp3": tagged(recorded("mp3", sound="libmp3lame"), "mp3"),
    }


def page() -> str:
    """A page with all files, and with words in every place that nobody is shown."""
    items = [
        f"```{{evidence}} Item {n}\n:file: files/{name}\n:alt: A picture\n```\n"
        for n, name in enumerate(files())
    ]
    return "\n".join(
        [
            "# Portfolio\n",
            *items,
            f"% {COMMENT}\n",
            "````{evidence} Blackened picture\n:file: files/black.png\n:alt: Black",
            ":redact: 0% 0% 50% 100%\n````\n",
            "````{evidence} Blackened document\n:file: files/black.pdf\n:alt: Black",
            f':redact: text "{UNDER}"; page=1 0% 0% 10% 10%\n````\n',
            f"````{{evidence}} {HIDDEN} title\n:private:\n:file: files/{HIDDEN}.txt",
            f":note: {HIDDEN}\n\n{HIDDEN} text with ![{HIDDEN}](files/{HIDDEN}.png)\n````\n",
            "Look: ![A photograph](files/text.jpg), [a letter](files/text.docx),",
            "{download}`a paper <files/text.pdf>`, {download}`sound <files/text.mp3>`.\n",
            "```{figure} files/figure.tiff\nA figure\n```\n",
        ]
    )


def sources() -> dict[str, str | bytes]:
    named = {f"files/{name}": data for name, data in files().items()}
    return {
        **named,
        "index.md": page(),
        "files/black.png": png(CHUNKS["text"]),
        "files/black.pdf": saved(text_document(f"number {UNDER}", "and more")),
        f"files/{HIDDEN}.txt": HIDDEN,
        f"files/{HIDDEN}.png": picture(),
        "files/text.jpg": photograph(1),
        "files/text.docx": docx(),
        "files/text.pdf": planted("info", "xmp", "notes"),
        "files/text.mp3": tagged(recorded("mp3", sound="libmp3lame"), "mp3"),
        "files/figure.tiff": files()["scan.tiff"],
    }


def digests(tree: Project) -> dict[str, str]:
    return {
        path.relative_to(tree.source).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tree.source.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(
        tmp_path_factory.mktemp("privacy"), sources(), {"html_copy_source": False,
        "epub_show_urls": "no", "portfolio_publish": "all", "portfolio_leak_check": "off",
        "man_pages": [("index", "portfolio", "Portfolio", ["Your Name"], 1)]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tree: Project) -> Result:
    """The web site of all files."""
    return tree.build("html", out="site")


def test_every_secret_is_in_the_sources(tree: Project) -> None:
    found = {line.rpartition(": ")[2] for line in found_under(tree.source, SECRETS)}
    assert found == {*SECRETS} - {FAILED}
    for name, data in files().items():
        assert found_in(data, [PLAIN]) or name == "packed.pdf", name


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_byte_tells(tree: Project, builder: str) -> None:
    before = digests(tree)
    out = "gettext" if builder == "gettext" else ""  # it wants doctrees of its own
    made = tree.build(builder, out=out)
    assert found_under(made.outdir, SECRETS) == []
    assert not [line for line in made.warnings if any(secret in line for secret in SECRETS)]
    assert digests(tree) == before


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json", "pickle"])
def test_no_copy_of_a_source_tells(tree: Project, builder: str) -> None:
    made = tree.build(builder, out="with-sources", html_copy_source=True)
    assert found_under(made.outdir, SECRETS) == []


@pytest.mark.parametrize("builder", ["html", "json"])
@pytest.mark.parametrize(
    "option", [f':redact: text "{FAILED}"', f":redact: text {FAILED}", ":redact: 5% 5% 5% 5%"]
)
def test_a_page_that_blackens_has_no_copy_of_its_source(
    project: Callable[..., Project], builder: str, option: str
) -> None:
    item = f"# P\n\n```{{evidence}} A\n:file: a.pdf\n:alt: x\n{option}\n```\n"
    data = saved(text_document(f"x {FAILED}"))
    tree = project({"index.md": item, "a.pdf": data, "other.md": "# Other"})
    made = tree.build(builder, html_copy_source=True)
    assert [file.name for file in made.outdir.rglob("_sources/*")] == ["other.md.txt"]
    assert found_under(made.outdir, [FAILED]) == []


def published(made: Result, name: str) -> bytes:
    (file,) = [file for file in made.outdir.glob(f"_files/*/{name}") if file.is_file()]
    return file.read_bytes()


def offered(made: Result, name: str) -> bytes:
    """The largest published copy of a file."""
    stem = name.rpartition(".")[0]
    found = [
        file.read_bytes()
        for file in made.outdir.glob("_files/*/*")
        if re.fullmatch(rf"{stem}(-\d+)?\.\w+", file.name)
    ]
    assert found, name
    return max(found, key=len)


def pixels(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        turned = {6: Image.Transpose.ROTATE_270}.get(image.getexif().get(0x0112, 1))
        seen = image.transpose(turned) if turned else image
        return seen.convert("RGB")


@pytest.mark.parametrize("name", ["badge.png", "web.webp", "anim.gif", "photo.jpg"])
def test_what_is_seen_stays(built: Result, name: str) -> None:
    """Pixels, colours and how a picture is turned."""
    before, after = pixels(files()[name]), pixels(offered(built, name))
    assert before.size == after.size
    assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) < 2
    if name in {"badge.png", "web.webp"}:
        assert Image.open(io.BytesIO(offered(built, name))).info.get("icc_profile")


def test_a_badge_can_still_be_verified(built: Result) -> None:
    assert BADGE in offered(built, "badge.png")
    assert b"openbadgecredential" in offered(built, "badge.png")


# -- what is to be blackened


def item(name: str, *options: str) -> str:
    lines = "\n".join(options)
    return f"# P\n\n```{{evidence}} A\n:file: {name}\n:alt: x\n{lines}\n```\n"


def yaml(name: str, words: str) -> str:
    return f"# P\n\n```{{evidence}} A\n---\nfile: {name}\nalt: x\nredact: '{words}'\n---\n```\n"


BLACK_PNG = png(CHUNKS["text"])
FAILING: dict[str, tuple[str, str]] = {
    "three numbers": ("a.png", ":redact: 5% 5% 5%"),
    "no numbers": ("a.png", f":redact: {FAILED}"),
    "no units": ("a.png", f":redact: 5 5 5 5 {FAILED}"),
    "nothing": ("a.png", ':redact: ""'),
    "open quotation": ("a.pdf", f':redact: text "{FAILED}'),
    "nowhere": ("a.pdf", f':redact: text "{FAILED} nowhere"'),
    "on another page": ("a.pdf", f':redact: page=9 text "{FAILED}"'),
    "one of two": ("a.pdf", f':redact: 5% 5% 5% 5%; text "{FAILED} nowhere"'),
    "outside": ("a.png", ":redact: 9000px 5px 5px 5px"),
    "outside of a page": ("a.pdf", ":redact: 9000px 5px 5px 5px"),
    "words in a picture": ("a.png", f':redact: text "{FAILED}"'),
    "a video": ("a.mp4", ":redact: 5% 5% 5% 5%"),
    "a sound": ("a.mp3", f':redact: text "{FAILED}"'),
    "a letter": ("a.docx", f':redact: text "{FAILED}"'),
    "a text": ("a.txt", f':redact: text "{FAILED}"'),
}


def sample(name: str) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "png": lambda: BLACK_PNG,
        "pdf": lambda: saved(text_document(f"number {FAILED}")),
        "mp4": movie,
        "mp3": lambda: files()["sound.mp3"],
        "docx": docx,
        "txt": FAILED.encode,
    }
    return makers[name.rpartition(".")[2]]()


def assert_nothing_of_it(made: Result, name: str) -> list[str]:
    """Nothing of a file is published, and no byte or warning repeats what is hidden."""
    stem, _, suffix = name.rpartition(".")
    assert [file for file in made.outdir.rglob(f"*{stem}*.{suffix}") if file.is_file()] == []
    assert [file for file in made.outdir.rglob("_files/*/*") if file.suffix != ".vtt"] == []
    assert found_under(made.outdir, [FAILED]) == []
    assert not [line for line in made.warnings if FAILED in line]
    return [line for line in made.warnings if "[portfolio.bad_redaction]" in line]


@pytest.mark.parametrize("form", ["options", "yaml"])
@pytest.mark.parametrize("case", FAILING)
def test_what_cannot_be_blackened_is_not_published(
    project: Callable[..., Project], case: str, form: str
) -> None:
    name, option = FAILING[case]
    name = name.replace("a.", "zzz.")
    words = option.partition(": ")[2]
    text = item(name, option) if form == "options" else yaml(name, words)
    tree = project({"index.md": text, name: sample(name)}, portfolio_leak_check="off")
    warnings = assert_nothing_of_it(tree.build(html_copy_source=True), name)
    assert len(warnings) == 1, warnings
    assert "nothing of the file is published" in warnings[0]


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_builder_publishes_what_cannot_be_blackened(
    project: Callable[..., Project], builder: str
) -> None:
    option = f':redact: text "{FAILED} nowhere"'
    tree = project({"index.md": item("zzz.pdf", option), "zzz.pdf": sample("zzz.pdf")})
    assert_nothing_of_it(tree.build(builder), "zzz.pdf")


@pytest.mark.parametrize("second", [f':redact: text "{FAILED}"', ":redact: 1% 1% 1% 1%"])
def test_twice_is_refused(project: Callable[..., Project], second: str) -> None:
    text = item("zzz.pdf", ":redact: 5% 5% 5% 5%", second)
    tree = project({"index.md": text, "zzz.pdf": sample("zzz.pdf")})
    made = tree.build()
    assert_nothing_of_it(made, "zzz.pdf")
    assert made.warnings


def test_only_the_file_that_fails_is_left_out(project: Callable[..., Project]) -> None:
    text = item(
        "good.png", ":file: zzz.pdf", ":alt: y", f':redact: text "{FAILED} nowhere"',
        ":file: third.png", ":alt: z",
    )  # fmt: skip
    files = {"good.png": picture(), "zzz.pdf": sample("zzz.pdf"), "third.png": picture(50, 50)}
    made = project({"index.md": text, **files}).build()
    names = {file.stem.partition("-")[0] for file in made.outdir.glob("_files/*/*")}
    assert names == {"good", "third"}
    assert found_under(made.outdir, [FAILED]) == []
    (warning,) = made.warnings
    assert FAILED not in warning
    assert warning.endswith("[portfolio.bad_redaction]")


# -- what is kept


def test_who_wants_it_all_keeps_every_byte(project: Callable[..., Project]) -> None:
    data = photograph(1)
    tree = project({"index.md": item("a.jpg", ":metadata: keep"), "a.jpg": data})
    made = tree.build()
    assert made.warnings == []
    assert offered(made, "a.jpg") == data


def test_a_signed_document_stays(project: Callable[..., Project]) -> None:
    data = signed(acts=False)
    tree = project({"index.md": item("a.pdf"), "a.pdf": data})
    made = tree.build()
    assert published(made, "a.pdf") == data
    (warning,) = made.warnings
    assert "its signature" in warning
    assert "the author" in warning
    assert "metadata (XMP)" in warning
    assert warning.endswith("[portfolio.carries_metadata]")


OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + TOLD
RICH = b"{\\rtf1{\\info{\\author " + TOLD + b"}}Hello}"
ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(3000) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.doc", OLD), ("a.xls", OLD), ("a.rtf", RICH), ("a.docx", ENCRYPTED)],
)
def test_what_cannot_be_stripped_is_not_published(
    project: Callable[..., Project], name: str, data: bytes
) -> None:
    tree = project({"index.md": item(name), name: data})
    made = tree.build()
    assert found_under(made.outdir, [PLAIN]) == []
    assert [*made.outdir.glob("_files/*/*")] == []
    (warning,) = [line for line in made.warnings if "carries_metadata" in line]
    assert warning.startswith("index.md:4: WARNING: ")
    assert "is not published" in warning
    assert "Save" in warning
    assert warning.endswith(
        "Or write ':metadata: keep' below ':file:'. [portfolio.carries_metadata]"
    )
    tree.write("index.md", item(name, ":metadata: keep"))
    made = tree.build()
    assert published(made, name) == data
    assert not [line for line in made.warnings if "carries_metadata" in line]


@pytest.mark.parametrize(
    ("name", "data"), [("a.zip", docx()), ("a.7z", b"7z\xbc\xaf" + bytes(9)), ("a.sb3", bytes(99))]
)
def test_what_nobody_can_look_into_is_said(
    project: Callable[..., Project], name: str, data: bytes
) -> None:
    tree = project({"index.md": item(name), name: data})
    made = tree.build()
    assert published(made, name) == data
    warnings = [line for line in made.warnings if "carries_metadata" in line]
    assert len(warnings) == 1
    assert "':metadata: keep'" in warnings[0]
    tree.write("index.md", item(name, ":metadata: keep"))
    made = tree.build()
    assert published(made, name) == data
    assert not [line for line in made.warnings if "carries_metadata" in line]


def test_in_the_text_nobody_is_told_of_an_option(project: Callable[..., Project]) -> None:
    """A link has no ``:metadata:``."""
    tree = project(
        {"index.md": "# P\n\n{download}`x <a.rtf>`\n", "a.rtf": RICH}, portfolio_publish="all"
    )
    made = tree.build()
    (warning,) = made.warnings
    assert warning.endswith("[portfolio.carries_metadata]")
    assert ":metadata:" not in warning
    assert found_under(made.outdir, [PLAIN]) == []


# -- a file that is to be hidden in part is so wherever it is named

BOXES = ":redact: 0% 0% 100% 100%"
SHOWN = "```{evidence} It\n:name: it\n:file: x.png\n:alt: x\n```\n"
ELSEWHERE = {
    "another item": SHOWN,
    "an item by a link": SHOWN.replace("x.png", "link.png"),
    "a further file": SHOWN.replace(":file: x.png", ":file: y.png\n:alt: y\n:file: x.png"),
    "a poster": "```{evidence} It\n:file: talk.mp4\n:alt: x\n:poster: x.png\n```\n",
    "a picture": "![x](x.png)\n",
    "a download": "{download}`x.png`\n",
    "a link": "[x](x.png)\n",
}


def secret_picture() -> bytes:
    """A picture with more than one colour, so that a black one is another."""
    image = Image.new("RGB", (64, 48), "white")
    image.paste((200, 30, 90), (8, 8, 56, 40))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def colours(folder: Path) -> set[tuple[int, int, int]]:
    """All colours, roughly, of the published pictures that are called so."""
    found: set[tuple[int, int, int]] = set()
    for file in folder.rglob("*"):
        if file.name.startswith(("x.", "x-", "link")) and file.suffix in {".png", ".webp", ".jpg"}:
            with Image.open(file) as image:
                small = image.convert("RGB").quantize(8).convert("RGB")
            data = small.tobytes()
            found |= {
                (data[n] // 64, data[n + 1] // 64, data[n + 2] // 64)
                for n in range(0, len(data), 3)
            }
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
@pytest.mark.parametrize("publish", ["items", "all", "off"])
@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_file_is_black_wherever_it_is_named(
    project: Callable[..., Project], where: str, publish: str, builder: str
) -> None:
    page = f"# P\n\n```{{toctree}}\nother\n```\n\n{SHOWN}".replace(":alt:", f"{BOXES}\n:alt:")
    files: dict[str, str | bytes] = {"x.png": secret_picture(), "y.png": picture()}
    files["talk.mp4"] = recorded("mp4", "libx264")
    files["other.md"] = f"# O\n\n{ELSEWHERE[where]}"
    tree = project(
        {"index.md": page, **files}, portfolio_publish=publish, version="1", copyright="x"
    )
    (tree.source / "link.png").symlink_to("x.png")
    out = tree.build(builder).outdir
    assert colours(out) == {(0, 0, 0)}


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.parametrize("written", [":redact: 1% 2%", ":redact:", ":redakt: 1% 1% 1% 1%"])
def test_what_cannot_be_blackened_is_published_nowhere(
    project: Callable[..., Project], where: str, written: str
) -> None:
    page = f"# P\n\n```{{toctree}}\nother\n```\n\n{SHOWN}".replace(":alt:", f"{written}\n:alt:")
    files: dict[str, str | bytes] = {"x.png": secret_picture(), "y.png": picture()}
    files["talk.mp4"] = recorded("mp4", "libx264")
    files["other.md"] = f"# O\n\n{ELSEWHERE[where]}"
    tree = project({"index.md": page, **files})
    (tree.source / "link.png").symlink_to("x.png")
    assert colours(tree.build().outdir) == set()


def test_pages_that_show_it_are_written_again(project: Callable[..., Project]) -> None:
    page = f"# P\n\n```{{toctree}}\nother\n```\n\n{SHOWN}"
    files: dict[str, str | bytes] = {"x.png": secret_picture(), "other.md": "# O\n\n![x](x.png)\n"}
    tree = project({"index.md": page, **files}, portfolio_publish="all")
    out = tree.build().outdir
    assert len(colours(out)) > 1
    tree.write("index.md", page.replace(":alt:", f"{BOXES}\n:alt:"))
    tree.build()
    assert colours(out) == {(0, 0, 0)}


@pytest.mark.parametrize(
    "second", [f"{BOXES}\n:redact: 1% 1% 2% 2%", ":redakt: 1% 1% 2% 2%", ":redact: 1%"]
)
@pytest.mark.parametrize("is_yaml", [False, True])
def test_what_is_wrong_for_a_further_file_is_of_that_file(
    project: Callable[..., Project], second: str, is_yaml: bool
) -> None:
    lines = f":file: y.png\n:alt: y\n:file: x.png\n:alt: x\n{second}\n"
    if is_yaml:
        lines = "---\n" + re.sub(r"(?m)^:([a-z]+):", r"\1:", lines) + "---\n"
    page = f"# P\n\n```{{evidence}} It\n{lines}\nMine.\n```\n"
    tree = project({"index.md": page, "x.png": secret_picture(), "y.png": picture()})
    result = tree.build()
    assert colours(result.outdir) == set()
    assert any(file.name.startswith("y.") for file in result.outdir.rglob("*"))
    assert "Mine." in result.text("index.html")
