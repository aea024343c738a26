"""A small Sphinx project in a folder of its own, built in this process."""

from __future__ import annotations

import io
import os
import re
import textwrap
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import shortcuts  # noqa: F401 (makes builds quicker)
from bs4 import BeautifulSoup, Tag
from PIL import Image
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent

CONFIG: dict[str, object] = {
    "project": "Test portfolio",
    "author": "Your Name",
    "extensions": ["myst_parser", "sphinx_design", "sphinx_portfolio"],
    "myst_enable_extensions": ["attrs_inline", "colon_fence", "deflist", "fieldlist"],
    "numfig": True,
    "html_theme": "basic",
    "nitpicky": True,
}


def picture(width: int = 40, height: int = 28, kind: str = "PNG") -> bytes:
    """A whole picture as bytes."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), "ivory").save(data, kind)
    return data.getvalue()


def document(pages: int = 1) -> bytes:
    """A PDF of so many empty pages of A6."""
    made = pikepdf.new()
    for _number in range(pages):
        made.add_blank_page(page_size=(298, 420))
    data = io.BytesIO()
    made.save(data, deterministic_id=True)
    return data.getvalue()


def word_document(text: str = "My report.") -> bytes:
    """The least that Word opens, with a text."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t>'
        "</w:r></w:p></w:body></w:document>",
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@dataclass
class Result:
    """What a build left behind."""

    outdir: Path
    warnings: list[str]
    status: str

    def soup(self, page: str) -> BeautifulSoup:
        """A page as browsers parse it."""
        return BeautifulSoup((self.outdir / page).read_text("utf-8"), "html5lib")

    def body(self, page: str) -> Tag:
        """The text of a page, without what the theme puts around it."""
        soup = self.soup(page)
        found = soup.find("div", class_="body") or soup.find("article", role="main")
        assert isinstance(found, Tag)
        return found

    def article(self, page: str, anchor: str) -> Tag:
        """An item of a page."""
        found = self.soup(page).find("article", id=anchor)
        assert isinstance(found, Tag), f"no item {anchor} in {page}"
        return found

    def text(self, page: str) -> str:
        """A file, with white space folded."""
        return " ".join((self.outdir / page).read_text("utf-8").split())

    def inventory(self) -> list[str]:
        """The lines of objects.inv."""
        data = (self.outdir / "objects.inv").read_bytes()
        return zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()


class Project:
    """Source files and configuration; ``build`` may be called again after edits."""

    def __init__(self, root: Path, files: dict[str, str | bytes], config: dict[str, object]):
        self.root = root
        self.source = root / "source"
        self.source.mkdir(parents=True)
        self.write("conf.py", "\n".join(f"{k} = {v!r}" for k, v in {**CONFIG, **config}.items()))
        for name, content in files.items():
            self.write(name, content)

    def write(self, name: str, content: str | bytes) -> None:
        """Write one source file; text may be indented as it stands in a test."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = (
            textwrap.dedent(content).lstrip("\n").encode() if isinstance(content, str) else content
        )
        path.write_bytes(data)

    def build(
        self,
        builder: str = "html",
        *,
        out: str = "",
        parallel: int = 0,
        fresh: bool = False,
        tags: Sequence[str] = (),
        **overrides: object,
    ) -> Result:
        """Build in this process; ``out`` names another build folder than the usual one."""
        build = self.root / (out or "build")
        app = SphinxTestApp(
            builder,
            srcdir=self.source,
            builddir=build,
            freshenv=fresh,
            parallel=parallel,
            tags=tags,
            confoverrides=overrides,
            warningiserror=False,
        )
        try:
            app.build()
        finally:
            app.cleanup()
        return Result(build / builder, _lines(app, self.source), app.status.getvalue())


def _lines(app: SphinxTestApp, source: Path) -> list[str]:
    """Warnings as people see them, with places relative to the source folder."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue())
    text = text.replace(f"{source}{os.sep}", "").replace(f"{source.resolve()}{os.sep}", "")
    return [line for line in text.splitlines() if line.strip()]
