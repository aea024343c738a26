"""What a build publishes of files: what pages name is there, and nothing else leaves."""

from __future__ import annotations

import errno
import functools
import io
import json
import os
import random
import re
import shutil
import struct
import threading
import unicodedata
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from bs4 import BeautifulSoup
from PIL import Image
from project import Project, Result, document, picture
from sphinx_portfolio.files import publish
from test_crashes import start
from test_recordings import recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def item(*files: str, title: str = "My course") -> str:
    """Evidence whose first file stands in line 2."""
    lines = "".join(f":file: {file}\n:alt: What is seen\n" for file in files)
    return f"```{{evidence}} {title}\n{lines}\nMy words.\n```\n"


def page(*files: str) -> str:
    """A page with one item, whose first file stands in line 4."""
    return f"# Page\n\n{item(*files)}"


def addresses(html: Path, anchor: str = "") -> Iterator[tuple[str, str]]:
    """What a page of HTML, or an item of it, loads or leads to, with the name of its attribute."""
    soup = BeautifulSoup(html.read_text("utf-8"), "html5lib")
    shown = soup.find("article", id=anchor) if anchor else soup
    assert shown is not None, anchor
    for tag in shown.find_all(True):
        for name in ("src", "href", "poster"):
            if name in tag.attrs:
                yield name, str(tag[name])
        if "srcset" in tag.attrs:
            # As the standard of HTML splits it: an address ends at a blank.
            candidates = re.findall(r"\s*(\S+) (\d+)w(?:,|$)", str(tag["srcset"]))
            assert candidates
            assert ", ".join(f"{uri} {width}w" for uri, width in candidates) == tag["srcset"]
            yield from (("srcset", uri) for uri, _width in candidates)


def published(html: Path, anchor: str = "") -> list[Path]:
    """The files that a page, or an item of it, names, of those that we publish."""
    found = []
    for _name, address in addresses(html, anchor):
        if "_files/" in address and not urlsplit(address).netloc:
            file = Path(os.path.normpath(html.parent / unquote(urlsplit(address).path)))
            assert file.is_file(), f"{html.name}: {address}"
            found.append(file)
    return found


# -- names

NAMES = {
    "blanks": "My first  certificate (1).png",
    "quotes": 'Sam\'s "best" `work`.png',
    "number sign": "Part #1.png",
    "looks encoded": "100%41.png",
    "percent": "100% done.png",
    "ampersand": "R&D &amp; more.png",
    "question": "Done? Yes!.png",
    "emoji": "\U0001f393 \U0001f468\u200d\U0001f469\u200d\U0001f467.png",
    "composed": unicodedata.normalize("NFC", "Prüfung é.png"),
    "decomposed": unicodedata.normalize("NFD", "Prüfung é.png"),
    "leading dot": ".hidden.png",
    "blank before the dot": "certificate .png",
    "reserved": "CON.png",
    "reserved with more": "aux.first.png",
    "240 bytes": "x" * 236 + ".png",
    "240 bytes in another script": "証" * 78 + "ab.png",
    "emoji only": "\U0001f393" * 59 + ".png",
    "right to left": "photo\u202egnp.png",
    "arabic": "شهادة.png",
    "comma": "a,b, c 2w,.png",
    "semicolon": "a;b=c.png",
    "backslash": "a\\b.png",
    "less and greater": "<b>bold</b>.png".replace("/", ""),
    "tex": "$x_1^2$ {a} ~ 50%.png",
    "brackets": "[a](b).png",
    "capital letters": "SCAN.PNG",
    "dashes": "--help.png",
    "no letters": "---.png",
}
BOOK = {"version": "1", "copyright": "2026, Your Name", "epub_uid": "x"}
BUILDERS = ["html", "dirhtml", "singlehtml", "json", "epub", "latex", "texinfo"]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A page for each name, with a picture that is no other's."""
    files: dict[str, str | bytes] = {"index.md": "# Home\n\n```{toctree}\n:glob:\nwork/*\n```\n"}
    for n, name in enumerate(NAMES.values(), start=10):
        files[f"work/page{n}.md"] = f"# Page {n}\n\n{item(f'/files/{n}/{name}', title=f'Item {n}')}"
        files[f"files/{n}/{name}"] = photo(n, (740, 500))
    root = tmp_path_factory.mktemp("named")
    return Project(root / "project", files, {"latex_engine": "lualatex", **BOOK})


@pytest.mark.newest
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_file_of_any_name_is_where_the_page_says(named: Project, builder: str) -> None:
    result = named.build(builder)
    assert result.warnings == []
    if builder in {"latex", "texinfo"}:
        assert_all_named(builder, result)
        return
    for n in range(10, 10 + len(NAMES)):
        assert_named(builder, result, n)


def assert_named(builder: str, result: Result, n: int) -> None:
    """Look whether a page names files that are there, and pictures among them."""
    match builder:
        case "html" | "dirhtml" | "singlehtml":
            place = {"dirhtml": f"work/page{n}/index.html", "singlehtml": "index.html"}
            html = result.outdir / place.get(builder, f"work/page{n}.html")
            assert len(published(html, f"item-{n}")) >= 3
            published(html)  # all of it is there
        case "json":
            body = json.loads((result.outdir / f"work/page{n}.fjson").read_text("utf-8"))["body"]
            # It is shown where the page of the html builder would be in a folder.
            made = result.outdir / f"work/page{n}/shown.html"
            made.parent.mkdir(exist_ok=True)
            made.write_text(body, "utf-8")
            assert len(published(made)) >= 3
        case "epub":
            files = published(result.outdir / f"work/page{n}.xhtml")
            assert len(files) == 1
            manifest = BeautifulSoup((result.outdir / "content.opf").read_text("utf-8"), "xml")
            listed = {unquote(str(one["href"])) for one in manifest.find_all("item")}
            assert {file.relative_to(result.outdir).as_posix() for file in files} <= listed


def assert_all_named(builder: str, result: Result) -> None:
    """Look whether a document names a picture for each item, which is there."""
    match builder:
        case "latex":
            (tex,) = result.outdir.glob("*.tex")
            shown = re.findall(r"\\pfcertificate\{.*?\}\{\}\{(.*?)\}", tex.read_text("utf-8"))
            for one in shown:
                assert re.fullmatch(r"[A-Za-z0-9-]+\.(png|jpg)", one)
                assert (result.outdir / one).is_file(), one
        case "texinfo":
            (texi,) = result.outdir.glob("*.texi")
            shown = re.findall(r"@image\{([^,]*),.*?\}", texi.read_text("utf-8"))
            for one in shown:
                assert list(result.outdir.glob(f"{one}.*")), one
    assert len(set(shown)) == len(shown) == len(NAMES)


@functools.lru_cache(maxsize=20)
def photo(seed: int, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """A picture like no other of its size, of which smaller copies are made."""
    chance = random.Random(seed)
    small = Image.frombytes("RGB", (64, 48), chance.randbytes(64 * 48 * 3))
    data = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(data, "JPEG", quality=92)
    return data.getvalue()


DOWNLOADS = [
    "My report (final) & more.docx",
    "Zeugnis Übung.pdf",
    "Part #1.tar.gz",
    "100%41.csv",
    "a,b.zip",
    "証明書.xlsx",
    "notes",
]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_a_download_keeps_its_name(project: Callable[..., Project], builder: str) -> None:
    items = "\n".join(item(f"/{name}", title=f"Item {n}") for n, name in enumerate(DOWNLOADS))
    files: dict[str, str | bytes] = {name: f"words of {name}" for name in DOWNLOADS}
    files[DOWNLOADS[1]] = document()
    tree = project({"index.md": f"# Page\n\n{items}".replace(":alt:", ":caption:"), **files})
    result = tree.build(builder)
    names = {file.name for file in published(result.outdir / "index.html")}
    expected = set(DOWNLOADS)
    assert expected <= names
    for name in expected:
        assert name in result.body("index.html").get_text()


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_a_link_to_a_file_is_seen_from_its_page(
    project: Callable[..., Project], builder: str
) -> None:
    page = "# Page\n\n```{evidence} It\n```\n\n[here](a.txt) [there](../b.txt) [top](/a.txt)\n"
    tree = project(
        {
            "index.md": "# Home\n\n```{toctree}\nfolder/page\n```\n",
            "folder/page.md": page,
            "folder/a.txt": "beside the page",
            "a.txt": "at the top",
            "b.txt": "above the page",
        }
    )
    result = tree.build(builder)
    assert result.warnings == []
    shown = "folder/page.html" if builder == "html" else "index.html"
    links = {a.text: str(a["href"]) for a in result.soup(shown).find_all("a", class_="download")}
    read = {
        words: (result.outdir / shown).parent.joinpath(href).read_text()
        for words, href in links.items()
    }
    assert read == {"here": "beside the page", "there": "above the page", "top": "at the top"}


@pytest.mark.parametrize(
    "name",
    [
        "cv.html.",
        "cv.html. .",
        "cv.html\u200b",
        "cv.ht\u200bml",
        "cv.svgz.",
        "cv.\u202ehtml",
        "a.Js.",
    ],
)
def test_no_name_lets_a_web_page_out(project: Callable[..., Project], name: str) -> None:
    """Its published name would end otherwise than its own."""
    tree = project({"index.md": page(f"/files/{name}"), f"files/{name}": MARKED_PAGE})
    result = tree.build()
    assert not leaks(result.outdir, MARK)
    assert len([one for one in result.warnings if "[portfolio.unsafe_file]" in one]) == 1


@pytest.mark.parametrize("name", ["a.svg.", "a.svg\u200b", "a.SVG .", "a.s\u00advg"])
def test_no_name_lets_a_drawing_act(project: Callable[..., Project], name: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><script>{MARK.decode()}</script></svg>'
    tree = project({"index.md": page(f"/files/{name}"), f"files/{name}": svg})
    assert not leaks(tree.build().outdir, MARK)


# -- what leaves, and what does not

MARK = b"6f1a-secret-of-a-camera-77c0"
MARKED_PAGE = b"<script>" + MARK + b"</script>"


def leaks(folder: Path, mark: bytes) -> list[str]:
    """The files below a folder that hold a mark."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in files if mark in path.read_bytes())


@functools.cache
def marked(kind: str, size: tuple[int, int]) -> bytes:
    """A picture that holds a mark in every place that it has for one."""
    exif = Image.Exif()
    exif[0x010F] = exif[0x9286] = MARK.decode()
    data = io.BytesIO()
    with Image.open(io.BytesIO(photo(1, size))) as image:
        extra: dict[str, Any] = {"comment": MARK} if kind in {"JPEG", "GIF"} else {}
        if kind == "PNG":
            extra["compress_level"] = 1  # a tenth of the time
        image.save(data, kind, exif=exif, **extra)
    return data.getvalue() + MARK


TEXT = "![Seen](/a.{0})\n\n```{{figure}} /a.{0}\nWords\n```\n\n{{download}}`Mine </b.txt>`\n"
LARGE = (3000, 2250)


@pytest.mark.newest
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_no_copy_holds_what_a_camera_noted(project: Callable[..., Project], form: str) -> None:
    """The picture is so large that what is opened by a click is a copy, too."""
    name = f"a.{form.lower()}"
    tree = project(
        {
            "index.md": f"{page(f'/{name}')}\n![Seen](/{name})\n\n```{{evidence-gallery}}\n```\n",
            name: marked(form, LARGE),
        },
        latex_engine="lualatex",
        **BOOK,
    )
    for builder in ("html", "epub", "latex", "singlehtml"):
        result = tree.build(builder)
        assert result.warnings == [], builder
        assert leaks(result.outdir, MARK) == [], builder


PLAIN = ["myst_parser", "sphinx_design"]


def test_pages_without_items_are_left_to_sphinx(project: Callable[..., Project]) -> None:
    pages = {
        "index.md": "# Home\n\n```{toctree}\nplain\n```\n",
        "plain.md": f"# Plain\n\n{TEXT.format('png')}\n[Link](b.txt)\n\n![](c.svg)\n",
        "a.png": marked("PNG", (900, 600)),
        "b.txt": "words",
        "c.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    }
    with_us, without = project(pages), project(pages, extensions=PLAIN)
    ours, plain = with_us.build(), without.build()
    assert str(ours.body("plain.html")) == str(plain.body("plain.html"))
    for folder in ("_images", "_downloads"):
        assert contents(ours.outdir / folder) == contents(plain.outdir / folder)
    assert not (ours.outdir / "_files").exists()
    assert ours.warnings == plain.warnings


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_all_reaches_every_page(project: Callable[..., Project]) -> None:
    tree = project(
        {
            "index.md": f"# Plain\n\n{TEXT.format('png')}",
            "a.png": marked("PNG", LARGE),
            "b.txt": "words",
        },
        portfolio_publish="all",
    )
    result = tree.build()
    assert leaks(result.outdir, MARK) == []
    assert len(published(result.outdir / "index.html")) >= 3
    assert contents(result.outdir / "_images") == contents(result.outdir / "_downloads") == {}


def test_off_lets_pictures_out_as_they_are(project: Callable[..., Project]) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    heic = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "ivory")).save(heic)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>{}</script>'
        '<path d="M0 0"/></svg>'
    )
    names = ["a.jpg", "b.heic", "c.tiff", "d.svg"]
    original = marked("JPEG", (1600, 1200))
    tree = project(
        {
            "index.md": "# Page\n\n" + "\n".join(item(f"/{one}", title=one) for one in names),
            "a.jpg": original,
            "b.heic": heic.getvalue(),
            "c.tiff": marked("TIFF", (900, 600)),
            "d.svg": svg.format("alert('scripted')"),
        },
        portfolio_publish="off",
    )
    result = tree.build()
    files = published(result.outdir / "index.html")
    assert {file.read_bytes() for file in files if file.name == "a.jpg"} == {original}
    assert {file.suffix for file in files} <= {".jpg", ".webp", ".svg"}
    assert leaks(result.outdir / "_files", b"scripted") == []
    assert {path.parent.parent.name for path in result.outdir.rglob("a.jpg")} == {"_files"}


def test_what_is_refused_stays_at_home(project: Callable[..., Project]) -> None:
    """Neither we nor Sphinx publish it, whoever names it."""
    tree = project(
        {
            "index.md": f"{page('/cv.html')}\n{{download}}`Mine </cv.html>`\n\n"
            "![Seen](/bad.png)\n\n[Link](cv.html)\n",
            "cv.html": MARKED_PAGE,
            "bad.png": MARK,
        }
    )
    result = tree.build()
    assert leaks(result.outdir, MARK) == []
    assert [line.split(":")[0] for line in result.warnings] == ["index.md"] * len(result.warnings)
    text = result.body("index.html").get_text()
    assert "Mine" in text
    assert "Seen" in text
    assert "My words." in text


# -- any edits


KINDS: dict[str, Callable[[int], bytes]] = {
    "jpg": lambda seed: photo(seed, (800, 600)),
    "png": lambda seed: picture(40 + seed % 50, 30),
    "txt": lambda seed: f"words {seed}".encode(),
    "pdf": lambda seed: document(1 + seed % 3),
    "svg": lambda seed: (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{seed % 90 + 9}" height="9"/>'.encode()
    ),
}


class Edits:
    """A source tree that is edited at random, as people do."""

    def __init__(self, tree: Project, seed: int) -> None:
        self.tree = tree
        self.random = random.Random(seed)
        self.number = seed * 1000
        self.files: dict[str, bytes] = {}
        self.pages: dict[str, list[str]] = {"index": [], "one": [], "two": [], "work/three": []}
        self.publish = "items"
        for _n in range(6):
            self.add_file()
        for _n in range(6):
            self.add_block()
        self.save()

    def add_file(self) -> None:
        self.number += 1
        kind = self.random.choice(list(KINDS))
        # Some have the content, or the name, of others.
        name = f"{self.random.choice(['', 'more/'])}{self.number % 7} é.{kind}"
        self.files[name] = KINDS[kind](self.random.choice([self.number, 3]))

    def replace_file(self) -> None:
        name = self.random.choice(list(self.files))
        self.number += 1
        self.files[name] = KINDS[name.rpartition(".")[2]](self.number)

    def break_file(self) -> None:
        name = self.random.choice(list(self.files))
        self.files[name] = self.files[name][:-30]

    def delete_file(self) -> None:
        if len(self.files) > 3:
            self.files.pop(self.random.choice(list(self.files)))

    def add_block(self) -> None:
        """Add an item, or a picture or a file in the text."""
        page = self.random.choice(list(self.pages))
        name = self.random.choice(list(self.files))
        self.number += 1
        forms = [
            item(f"/{name}", title=f"Item {self.number}"),
            item(f"/{name}", title=f"Item {self.number}"),
            f"![Seen](</{name}>)",
            f"{{download}}`Mine </{name}>`",
            f"```{{figure}} /{name}\n:width: 90px\n```",
            "```{evidence-gallery}\n```",
        ]
        self.pages[page].append(self.random.choice(forms))

    def delete_block(self) -> None:
        blocks = self.pages[self.random.choice(list(self.pages))]
        if blocks:
            blocks.pop(self.random.randrange(len(blocks)))

    def delete_page(self) -> None:
        if len(self.pages) > 2:
            page = self.random.choice([page for page in self.pages if page != "index"])
            del self.pages[page]

    def add_page(self) -> None:
        self.number += 1
        self.pages[f"new{self.number}"] = []

    def configure(self) -> None:
        self.publish = self.random.choice(["items", "all", "off"])

    def edit(self) -> None:
        names = "add_file replace_file replace_file break_file delete_file add_block add_block "
        names += "delete_block delete_page add_page configure"
        getattr(self, self.random.choice(names.split()))()
        self.save()

    def save(self) -> None:
        wanted: dict[str, bytes] = dict(self.files)
        for page, blocks in self.pages.items():
            wanted[f"{page}.md"] = "\n\n".join([f"# Page {page}", *blocks]).encode()
        wanted["index.md"] += b"\n\n```{toctree}\n:glob:\n*\n*/*\n```\n"
        for path in self.tree.source.rglob("*"):
            name = path.relative_to(self.tree.source).as_posix()
            if path.is_file() and name != "conf.py" and name not in wanted:
                path.unlink()
        for name, data in wanted.items():
            path = self.tree.source / name
            if not path.is_file() or path.read_bytes() != data:
                self.tree.write(name, data)

    def build(self, builder: str, out: str = "") -> Result:
        return self.tree.build(builder, out=out, portfolio_publish=self.publish)


def kept(tree: Project) -> set[str]:
    """The folders of copies that are kept between builds."""
    return {path.name for path in (tree.root / "build/doctrees/portfolio-files").glob("*/")}


def ours(result: Result) -> dict[str, bytes]:
    """What we published, by name."""
    pattern = re.compile("_files/|[0-9a-f]{16}-")
    return {n: data for n, data in contents(result.outdir).items() if pattern.match(n)}


@pytest.mark.newest
@pytest.mark.parametrize("seed", range(4))
def test_any_edits(project: Callable[..., Project], seed: int) -> None:
    """Several outputs of one folder of doctrees, each as if it had been built alone."""
    tree = project({}, latex_engine="lualatex", nitpicky=False, **BOOK)
    edits = Edits(tree, seed)
    builders = ["html", "latex", "epub"]
    for step in range(8):
        for _edit in range(edits.random.randint(0, 3)):
            edits.edit()
        built = edits.random.sample(builders, edits.random.randint(1, 3))
        for builder in built:
            edits.build(builder)
        for builder in built:
            clean = edits.build(builder, out=f"clean{step}{builder}")
            assert ours(Result(tree.root / "build" / builder, [], "")) == ours(clean), builder
    used: set[str] = set()
    for builder in builders:
        used |= ours(edits.build(builder)).keys()
    edits.build("html")
    folders = {name.removeprefix("_files/")[:16] for name in used}
    assert kept(tree) <= folders


# -- disks that are full, files that change


class Disk:
    """Lets what we do with copies fail, from the n-th time on or only that time."""

    def __init__(self, patch: pytest.MonkeyPatch, error: OSError) -> None:
        self.patch, self.error = patch, error
        self.count, self.first, self.last = 0, 10**9, 10**9
        for owner, name in (
            (Path, "mkdir"),
            (Path, "replace"),
            (Path, "rename"),
            (Path, "write_bytes"),
            (shutil, "copyfile"),
        ):
            self._watch(owner, name)

    def _watch(self, owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def watched(*arguments: Any, **options: Any) -> Any:
            paths = " ".join(str(one) for one in arguments if isinstance(one, Path))
            if re.search(r"_files/|portfolio-files|/[0-9a-f]{16}-", paths):
                self.count += 1
                if self.first <= self.count <= self.last:
                    raise self.error
            return real(*arguments, **options)

        self.patch.setattr(owner, name, watched)

    def fail(self, first: int, last: int) -> None:
        self.count, self.first, self.last = 0, first, last


FULL = OSError(errno.ENOSPC, "No space left on device")
LOCKED = PermissionError(errno.EACCES, "Permission denied")
ODD_PAGE = f"""# Page

{item("/a.jpg", "/b.pdf")}
{item("/c.docx", title="My words in Word").replace(":alt:", ":caption:")}
![Seen](/a.jpg)

{{download}}`Mine </c.docx>`
"""
ODD_FILES: dict[str, str | bytes] = {
    "index.md": ODD_PAGE,
    "gallery.md": "---\norphan: true\n---\n\n# Gallery\n\n```{evidence-gallery}\n```\n",
    "a.jpg": photo(1, (900, 600)),
    "b.pdf": document(2),
    "c.docx": "words",
}


def pages_of(result: Result) -> dict[str, bytes]:
    return {
        n: d for n, d in contents(result.outdir).items() if n.endswith((".html", ".json", ".tex"))
    }


def without_dates(made: dict[str, bytes]) -> dict[str, bytes]:
    return {name: re.sub(rb"\\date\{.*?\}", b"", data) for name, data in made.items()}


@pytest.mark.newest
@pytest.mark.parametrize("error", [FULL, LOCKED], ids=["full", "locked"])
@pytest.mark.parametrize("goes_on", [True, False], ids=["for good", "once"])
@pytest.mark.parametrize("builder", ["html", "latex"])
def test_copies_that_cannot_be_written(
    project: Callable[..., Project],
    monkeypatch: pytest.MonkeyPatch,
    builder: str,
    *,
    goes_on: bool,
    error: OSError,
) -> None:
    """At whatever step: a warning, all words, and the next build is as a clean one."""
    disk = Disk(monkeypatch, error)
    clean = project(dict(ODD_FILES), latex_engine="lualatex").build(builder)
    # Each case begins elsewhere, so that together they meet more steps.
    for step in range(1 + 2 * goes_on + 4 * (error is FULL), 100, 8):
        tree = project(dict(ODD_FILES), latex_engine="lualatex")
        disk.fail(step, 10**9 if goes_on else step)
        failed = tree.build(builder)
        if disk.count < step:
            assert step > 8
            break
        disk.fail(10**9, 10**9)
        for warning in failed.warnings:
            assert re.match(r"index\.md:\d+: WARNING: '\S+' (is not|cannot be) ", warning), warning
            assert str(error.strerror) in warning
        assert len(set(failed.warnings)) == len(failed.warnings)
        about = [re.findall("'(.*?)'", one)[0] + one.split(":")[1] for one in failed.warnings]
        assert len(about) == len(set(about)), failed.warnings  # one for each place and file
        if builder == "html":
            text = failed.body("index.html").get_text()
            for words in ("My course", "My words.", "c.docx", "Mine"):
                assert words in text
            for name in ("index.html", "gallery.html"):
                published(failed.outdir / name)
        again = tree.build(builder)
        assert again.warnings == []
        assert ours(again) == ours(clean)
        assert without_dates(pages_of(again)) == without_dates(pages_of(clean))


def change_after_reading(tree: Project, change: str) -> None:
    """Let the build itself change a file once all pages are read."""
    conf = (tree.source / "conf.py").read_text("utf-8")
    tree.write(
        "conf.py",
        f"{conf}\n\ndef setup(app):\n    from pathlib import Path\n"
        f"    here = Path(__file__).parent\n    def change(app, env):\n        {change}\n"
        "    app.connect('env-updated', change)\n",
    )


CHANGES = {
    "deleted": "here.joinpath('{}').unlink(missing_ok=True)",
    "emptied": "here.joinpath('{}').write_bytes(b'')",
    "other words": "here.joinpath('{}').write_bytes(b'other words')",
    "a folder": "p = here / '{}'; p.unlink(missing_ok=True); p.mkdir(exist_ok=True)",
    "a link to outside": "p = here / '{}'; p.unlink(missing_ok=True); p.symlink_to('/etc/hostname')",
    "a link to itself": "p = here / '{}'; p.unlink(missing_ok=True); p.symlink_to(p)",
}


@pytest.mark.newest
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["a.jpg", "b.pdf", "c.docx", "d.svg", "e.mp4"])
def test_a_file_that_changes_while_the_build_runs(
    project: Callable[..., Project], name: str, change: str
) -> None:
    files = dict(ODD_FILES)
    files["d.svg"] = KINDS["svg"](1)
    files["e.mp4"] = recorded("mp4", "h264")
    alt = f"```{{evidence}} My course\n:file: /{name}\n\nMy words.\n```\n"
    if name != "c.docx":
        alt = alt.replace("\n\n", "\n:alt: What is seen\n\n")
    tree = project({**files, "index.md": f"# Page\n\n{alt}"})
    conf = (tree.source / "conf.py").read_text("utf-8")
    change_after_reading(tree, CHANGES[change].format(name))
    broken = tree.build()
    if not (change == "other words" and name == "c.docx") and not (
        change == "emptied" and name == "c.docx"
    ):
        assert len(broken.warnings) == 1, broken.warnings
        assert broken.warnings[0].startswith("index.md:4: WARNING: ")
        assert name in broken.warnings[0]
    assert "My words." in broken.body("index.html").get_text()
    published(broken.outdir / "index.html")
    assert leaks(broken.outdir, Path("/etc/hostname").read_bytes()) == []
    tree.write("conf.py", conf)
    path = tree.source / name
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)
    data = files[name]
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    again = tree.build()
    assert again.warnings == []
    clean = tree.build(out="clean")
    assert ours(again) == ours(clean)
    assert pages_of(again) == pages_of(clean)


DYING = """

import os, shutil
copies = 0
real = shutil.copyfile

def dying(source, to, **options):
    global copies
    copies += 1
    if "_files" in str(to) and copies >= {at}:
        real(source, to, **options)
        os.truncate(to, os.path.getsize(to) // 2)
        os._exit(9)
    return real(source, to, **options)

shutil.copyfile = dying
"""


@pytest.mark.newest
@pytest.mark.parametrize("at", [1, 3, 5])
def test_a_build_that_is_killed_among_its_copies(project: Callable[..., Project], at: int) -> None:
    """What it wrote is whole; and goes, if the next build has no use for it."""
    tree = project(dict(ODD_FILES))
    conf = (tree.source / "conf.py").read_text("utf-8")
    tree.write("conf.py", conf + DYING.format(at=at))
    build = start(tree, "html")
    build.join()
    assert build.exitcode == 9
    left = ours(Result(tree.root / "build/html", [], ""))
    tree.write("conf.py", conf)
    whole = ours(tree.build(out="whole"))
    assert len([name for name in left if name.endswith(".new")]) == 1
    assert {n: d for n, d in left.items() if not n.endswith(".new")}.items() <= whole.items()
    tree.write("index.md", f"# Page\n\n{item('/c.docx').replace(':alt:', ':caption:')}")
    after, clean = tree.build(), tree.build(out="clean")
    assert ours(after) == ours(clean)
    assert len(ours(clean)) == 1


@pytest.mark.newest
def test_a_file_that_cannot_be_taken_down(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, and the next build tries again."""
    tree = project(dict(ODD_FILES))
    tree.build()
    tree.write("index.md", page("/b.pdf"))
    unlink = Path.unlink

    def locked(path: Path, **options: Any) -> None:
        if "_files" in str(path):
            raise LOCKED
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", locked)
    result = tree.build()
    assert result.warnings
    assert all("cannot be removed: Permission denied." in one for one in result.warnings)
    monkeypatch.setattr(Path, "unlink", unlink)
    after = tree.build()
    assert after.warnings == []
    assert ours(after) == ours(tree.build(out="clean"))


# -- what people have


def test_letters_may_be_put_together_or_apart(project: Callable[..., Project]) -> None:
    """A Mac saves one, a keyboard writes the other; nobody sees which is which."""
    name = "Prüfung é.png"
    one, two = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
    for saved, written in ((one, two), (two, one)):
        text = f"{page(written)}\n![Seen](<{written}>)\n"
        tree = project({"index.md": text, saved: photo(1)})
        result = tree.build()
        assert result.warnings == []
        assert len(published(result.outdir / "index.html")) >= 4


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_fault_is_said_once(project: Callable[..., Project], builder: str) -> None:
    """A book prepares its first page four times; Sphinx says what it misses when it reads."""
    tree = project(
        {
            "index.md": f"{page()}\n![Seen](broken.png)\n\n![Gone](missing.png)\n\n"
            "{download}`Mine <missing.txt>`\n",
            "broken.png": picture()[:-9],
        },
        latex_engine="lualatex",
        **BOOK,
    )
    result = tree.build(builder)
    places = [re.match(r"index\.md:(\d+): ", one) for one in result.warnings]
    assert sorted(place[1] for place in places if place) == ["10", "12", "8"], result.warnings
    assert len(result.warnings) == 3


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (600, 400), colour) for colour in ("red", "green", "blue")]
    data = io.BytesIO()
    frames[0].save(data, form, save_all=True, append_images=frames[1:])
    return data.getvalue()


def made(mode: str, form: str, colour: Any) -> bytes:
    data = io.BytesIO()
    Image.new(mode, (900, 600), colour).save(data, form)
    return data.getvalue()


def locked_document() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(298, 420))
    data = io.BytesIO()
    pdf.save(data, encryption=pikepdf.Encryption(user="x", owner="y"))
    return data.getvalue()


def huge_header() -> bytes:
    """A PNG that says that it has 20,000 × 20,000 pixels."""
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return png_chunks((b"IHDR", header), (b"IDAT", zlib.compress(bytes(99))), (b"IEND", b""))


def png_chunks(*chunks: tuple[bytes, bytes]) -> bytes:
    made = b"\x89PNG\r\n\x1a\n"
    for kind, data in chunks:
        made += struct.pack(">I", len(data)) + kind + data
        made += struct.pack(">I", zlib.crc32(kind + data))
    return made


# name: (bytes, words of the one warning, if there is one)
ODD: dict[str, tuple[bytes, str]] = {
    "one.png": (picture(1, 1), ""),
    "tall.png": (picture(30, 5000), ""),
    "wide.png": (picture(5000, 3), ""),
    "moving.gif": (moving("GIF"), ""),
    "moving.webp": (moving("WEBP"), ""),
    "moving.png": (moving("PNG"), ""),
    "print.jpg": (made("CMYK", "JPEG", (9, 200, 3, 4)), ""),
    "glass.png": (made("RGBA", "PNG", (1, 2, 3, 40)), ""),
    "deep.png": (made("I;16", "PNG", 30_000), ""),
    "many.pdf": (document(500), ""),
    "jpeg.png": (photo(1), ""),
    "huge.png": (huge_header(), "too many pixels. Save a smaller copy"),
    "cut.jpg": (photo(1)[:-2000], "cut short"),
    "cut.pdf": (document(3)[:300], "cut short"),
    "document.png": (document(), "it is no PNG"),
    "picture.pdf": (picture(), "it is no PDF"),
    "zero.png": (b"", "empty"),
    "zero.docx": (b"", "empty"),
    "locked.pdf": (locked_document(), "password"),
    "a.svgz": (b"x", "can act"),
    "words.mp4": (b"words", "no video"),
    "page.svg": (b"<html/>", "not an SVG"),
}


@pytest.mark.newest
@pytest.mark.parametrize("name", ODD)
def test_odd_files_cost_one_warning_at_most(project: Callable[..., Project], name: str) -> None:
    data, words = ODD[name]
    text = f"{page(f'/{name}')}\n```{{evidence-gallery}}\n```\n"
    if not words or name.endswith(".docx"):
        text += f"\n![Seen](/{name})\n" * (not words)
        text = text.replace(":alt:", ":caption:") if name.endswith(".docx") else text
    tree = project({"index.md": text, name: data}, latex_engine="lualatex", **BOOK)
    for builder in ("html", "latex", "epub"):
        result = tree.build(builder)
        if builder == "html" and words:
            assert len(result.warnings) == 1, result.warnings
            assert result.warnings[0].startswith("index.md:4: WARNING: ")
            assert words in result.warnings[0]
        else:
            assert result.warnings == []
    html = tree.root / "build/html/index.html"
    published(html)
    assert "My words." in html.read_text("utf-8")
    if words:
        assert name in html.read_text("utf-8")


def test_copies_are_made_on_several_processors(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()
    together = threading.Barrier(2, timeout=30)
    real = publish.for_screen  # type: ignore[attr-defined]

    def watched(*arguments: Any, **options: Any) -> Any:
        if len(threads) < 2:
            threads.add(threading.current_thread().name)
            together.wait()
        return real(*arguments, **options)

    monkeypatch.setattr(publish, "for_screen", watched)
    items = "\n".join(item(f"/{n}.jpg", title=f"Item {n}") for n in range(4))
    files: dict[str, str | bytes] = {f"{n}.jpg": photo(n, (900, 600)) for n in range(4)}
    tree = project({"index.md": f"# Page\n\n{items}", **files})
    result = tree.build(parallel=2)
    assert result.warnings == []
    assert len(threads) == 2
    assert ours(result) == ours(tree.build(out="alone"))


def test_a_second_build_makes_no_copies(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = project({"index.md": ODD_PAGE, **ODD_FILES})
    before = ours(tree.build())

    def never(*_arguments: Any, **_options: Any) -> Any:
        raise AssertionError("a copy is made again")

    for name in ("for_screen", "enlarged", "draw_page", "without_actions", "read_drawing"):
        monkeypatch.setattr(publish, name, never)
    for name in ("a.jpg", "b.pdf", "c.docx"):
        os.utime(tree.source / name)
    tree.write("index.md", f"{ODD_PAGE}\nMore words.\n")
    assert ours(tree.build()) == before
    shutil.rmtree(tree.root / "build/html")
    assert ours(tree.build()) == before


def test_a_picture_that_leads_somewhere_leads_nowhere_else(
    project: Callable[..., Project],
) -> None:
    wall = "![A wall](wall.png)"
    links = " ".join(f"[{wall}]({to})" for to in ("notes.txt", "index.md", "https://example.org"))
    files = {"index.md": f"# Page\n\n{links} {wall}\n", "notes.txt": "x"}
    made = project({**files, "wall.png": picture(3000, 2000)}, portfolio_publish="all")
    *inside, outside = made.build().body("index.html").find_all("img")
    assert "pf-enlarge" in outside.find_parents("a")[0]["class"]
    for one in inside:
        (link,) = one.find_parents("a")
        assert "pf-enlarge" not in link["class"]
