"""A small Sphinx project in a folder of its own, built in this process."""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import logging
import os
import re
import sys
import textwrap
import zipfile
import zlib
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import mock

import pikepdf
import sphinx_portfolio
from bs4 import BeautifulSoup, Tag
from jinja2.sandbox import SandboxedEnvironment
from PIL import Image
from sphinx import jinja2glue, registry, theming
from sphinx.testing.util import SphinxTestApp
from sphinx.util import template
from sphinx_portfolio.files import bounded, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


class _RememberingEnvironment(SandboxedEnvironment):
    """Compiles each template once for all builds of a run: a third of what one costs."""

    compiled: ClassVar[dict[object, Any]] = {}

    def compile(self, source: Any, name: str | None = None, *others: Any, **options: Any) -> Any:
        marks = self.variable_start_string, self.block_start_string, self.comment_start_string
        known = frozenset(self.extensions), frozenset(self.filters), frozenset(self.tests)
        asked = (source, name, others, *options.items(), marks, known)
        if asked not in self.compiled:
            self.compiled[asked] = super().compile(source, name, *others, **options)
        return self.compiled[asked]


for _module in (jinja2glue, template):
    vars(_module)["SandboxedEnvironment"] = _RememberingEnvironment


# Each build asks each installed package for its themes; none is installed meanwhile.
for _module in (registry, theming):
    vars(_module)["entry_points"] = functools.cache(entry_points)


def _remembering(run: Callable[[Path, tuple[str, ...], bytes], bytes]) -> Callable[..., bytes]:
    """A worker gives the same for the same bytes; tests have the same small files over and over."""
    remembered = functools.lru_cache(maxsize=2000)(run)

    def answer(worker: Path, arguments: Sequence[str], data: bytes) -> bytes:
        ask = remembered if len(data) < 20_000 else run
        return ask(worker, tuple(arguments), data)

    return answer


bounded.run = _remembering(bounded.run)


def here(worker: Path, arguments: Sequence[str], data: bytes) -> bytes:
    """What a worker of ours writes, without a process of its own: the start is most of its time."""
    path = worker.relative_to(Path(sphinx_portfolio.__file__).parent.parent).with_suffix("")
    module = importlib.import_module(".".join(path.parts))
    written = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    given = SimpleNamespace(buffer=io.BytesIO(data))
    with (
        mock.patch.multiple(sys, argv=[str(worker), *arguments], stdin=given),
        contextlib.redirect_stdout(written),
    ):
        module.main()
    assert isinstance(written.buffer, io.BytesIO)
    return written.buffer.getvalue()


def _remembering_copies(make: Callable[..., Any]) -> Callable[..., Any]:
    """So do copies of pictures, which take most of the time of a build that has some."""
    remembered = functools.lru_cache(maxsize=200)(make)

    def answer(pixels: bytes, *arguments: Any, **options: Any) -> Any:
        ask = remembered if len(pixels) < 500_000 else make
        hashable = (tuple(one) if isinstance(one, list) else one for one in arguments)
        return ask(pixels, *hashable, **options)

    return answer


for _name in ("for_screen", "enlarged", "for_print", "within_bytes"):
    setattr(publish, _name, _remembering_copies(getattr(publish, _name)))

# Sphinx tells of each of a thousand things that it registers, which nobody reads here.
logging.disable(logging.DEBUG)


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
