"""The demonstration as a PDF: made by LuaLaTeX, read back with a PDF reader."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image
from project import ROOT, Project, picture
from pypdf import PdfReader, PdfWriter
from sphinx_portfolio.latex.log import warn_of_missing_characters
from test_bad_input import NESTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from demonstration import Demonstration

pytestmark = pytest.mark.newest

needs_tex = pytest.mark.skipif(
    shutil.which("lualatex") is None and not os.environ.get("CI"),
    reason="PDF tests skipped: apt-get install $(make -s tex-packages) to run them",
)


def typeset(folder: Path, name: str) -> tuple[PdfReader, str]:
    """Run LaTeX; the PDF and the log."""
    command = [
        *("latexmk", "-lualatex", "-interaction=nonstopmode", "-halt-on-error"),
        # Tests that run beside each other write one cache of fonts; that is no reason to run again.
        *("-e", '$hash_calc_ignore_pattern{"luc"} = "^";', f"{name}.tex"),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-1500:].decode(errors="replace")
    return read(folder, name)


def read(folder: Path, name: str) -> tuple[PdfReader, str]:
    """What LaTeX made: the PDF and the log."""
    log = (folder / f"{name}.log").read_text("utf-8", errors="replace")
    return PdfReader(folder / f"{name}.pdf"), log


@pytest.fixture(scope="module")
def built(demonstration: Demonstration) -> tuple[PdfReader, str]:
    """The demonstration."""

    def make(out: Path) -> None:
        shutil.copytree(demonstration("latex"), out, dirs_exist_ok=True)
        typeset(out, "portfolio")

    return read(demonstration.made("typeset", make), "portfolio")


@pytest.fixture
def pdf(built: tuple[PdfReader, str]) -> PdfReader:
    return built[0]


@pytest.fixture
def log(built: tuple[PdfReader, str]) -> str:
    return built[1]


def text(pdf: PdfReader, page: int) -> str:
    """The words of a page, with white space folded."""
    return " ".join(pdf.pages[page].extract_text().split())


def bookmarks(pdf: PdfReader) -> dict[str, int]:
    """Titles of all bookmarks and the pages they lead to."""
    found: dict[str, int] = {}

    def walk(entries: list) -> None:  # type: ignore[type-arg]
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                number = pdf.get_destination_page_number(entry)
                assert number is not None
                found[str(entry.title)] = number

    walk(pdf.outline)
    return found


@needs_tex
def test_latex_has_nothing_to_complain_of(log: str) -> None:
    folded = log.replace("\n", " ")
    assert "Missing character" not in log
    assert not re.search(r"LaTeX Warning: (?:Reference|There were undefined)", folded)
    wide = [float(points) for points in re.findall(r"Overfull \\[hv]box \(([\d.]+)pt", log)]
    assert not [points for points in wide if points > 2]


@needs_tex
def test_every_item_has_a_bookmark_on_its_page(pdf: PdfReader) -> None:
    found = bookmarks(pdf)
    for title in (
        "Professional Networking module",
        "Question bank",
        "Seventeen out of twenty-five",
    ):
        assert title in text(pdf, found[title])


@needs_tex
def test_the_list_of_evidence_has_the_right_pages(pdf: PdfReader) -> None:
    found = bookmarks(pdf)
    listed = pdf.pages[found["List of evidence"]].extract_text()
    for title in ("Professional Networking module", "Interview Skills assessment", "Answer timer"):
        match = re.search(rf"{title}[ .]*(\d+)", listed)
        assert match
        assert pdf.page_labels[found[title]] == match[1]


@needs_tex
def test_an_item_is_complete_in_reading_order(pdf: PdfReader) -> None:
    page = text(pdf, bookmarks(pdf)["Professional Networking module"])
    position = 0
    for words in (
        "Professional networking", "COURSE", "Professional Networking module",
        "Issued by Work Readiness Programme", "21 March 2025", "WRP-2025-0312",
        "https://example.org/verify/WRP-2025-0312", "Fig. 1", "I completed all six",
        "Networking", "Follow-up", "Reflected on in",
    ):  # fmt: skip
        position = page.find(words, position)
        assert position >= 0, words


@needs_tex
def test_every_item_is_complete(pdf: PdfReader) -> None:
    """Each word of each item's source is on its pages, in the order in which it was written."""
    found = bookmarks(pdf)
    words = " ".join(text(pdf, page) for page in range(len(pdf.pages)))
    # Kerning looks like a space to the reader, and lines end in hyphens.
    words = re.sub(r"p\. ?\d+|[\s-]", "", words)
    count = 0
    for path in sorted((ROOT / "docs" / "portfolio").glob("*.md")):
        source = path.read_text("utf-8")
        for match in re.finditer(r"```{[\w-]+} (.*)\n((?::.*\n)*)\n((?:.*\n)*?)```", source):
            title, _options, body = match.groups()
            assert title in found
            count += 1
            for sentence in re.findall(r"[A-Z][a-z]+ [a-z]+ [a-z]+ [a-z]+", body):
                assert re.sub(r"\s", "", sentence) in words, (title, sentence)
    assert count == 23


@needs_tex
def test_links_land_on_the_right_page(pdf: PdfReader) -> None:
    found = bookmarks(pdf)
    page: Any = pdf.pages[found["Professional Networking module"]]
    landed = set()
    for annotation in page["/Annots"]:
        target = annotation.get_object().get("/A", {}).get("/D") or annotation.get_object().get(
            "/Dest"
        )
        if target in pdf.named_destinations:
            landed.add(pdf.get_destination_page_number(pdf.named_destinations[target]))
    assert found["Learning to network on purpose"] in landed


@needs_tex
def test_figures_are_never_too_large(pdf: PdfReader) -> None:
    sizes: list[tuple[float, float]] = []

    def note(operator: bytes, _operands: Any, matrix: Any, _text: Any) -> None:
        if operator == b"Do":
            sizes.append((abs(matrix[0]), abs(matrix[3])))

    for page in pdf.pages:
        page.extract_text(visitor_operand_before=note)
    pictures = [size for size in sizes if size[0] > 72]
    assert len(pictures) >= 9
    text_width, text_height = 595 - 2 * 72, 842 - 2 * 72  # A4, with margins of an inch
    for width, height in pictures:
        assert width <= text_width
        assert height <= 0.4 * text_height + 1


@needs_tex
def test_pictures_have_alternative_text(pdf: PdfReader) -> None:
    contents = pdf.pages[bookmarks(pdf)["Professional Networking module"]].get_contents()
    assert contents is not None
    match = re.search(rb"/Alt\((.*?)\)>>BDC", contents.get_data(), re.DOTALL)
    assert match
    octal = re.sub(rb"\\(\d{3})", lambda code: bytes([int(code[1], 8)]), match[1])
    assert octal.decode("utf-16").startswith("Certificate of completion for Your Name")


@needs_tex
def test_references_say_the_page(pdf: PdfReader) -> None:
    found = bookmarks(pdf)
    page = text(pdf, found["Professional Networking module"])
    target = pdf.page_labels[found["Learning to network on purpose"]]
    assert f"Reflected on in Learning to network on purpose p. {target}" in page


@needs_tex
def test_addresses_can_be_clicked(pdf: PdfReader) -> None:
    page = pdf.pages[bookmarks(pdf)["Professional Networking module"]]
    uris = {
        annotation.get_object().get("/A", {}).get("/URI")
        for annotation in page["/Annots"]  # type: ignore[attr-defined]
    }
    assert "https://example.org/verify/WRP-2025-0312" in uris


@needs_tex
def test_the_pdf_says_what_it_is(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata
    assert pdf.metadata.title == "Your Name"
    assert pdf.metadata.author == "Your Name"
    assert pdf.metadata.subject == "Final-year software development student"
    assert "Networking" in str(pdf.metadata.keywords)
    assert "Final-year software development student" in text(pdf, 0)


#: Every sign that TeX takes for something else, and some that it has to be told.
SIGNS = r"A & % # $ _ { } ~ ^ \ [x] -- '' `` «∞→€½₂» é Ω Ж 🎓 B"


@needs_tex
@pytest.mark.parametrize("own", [True, False])
def test_words_of_conf_py_are_printed_as_they_are(
    project: Callable[..., Project], own: bool
) -> None:
    """In the PDF, and in what it says of itself."""
    conf = {
        name: f"{name} {SIGNS}"
        for name in ("project", "author", "version", "release", "html_title", "project_copyright")
    }
    if own:  # as the demonstration has it
        entry = ("index", "p.tex", conf["project"], conf["author"], "manual")
        conf["latex_documents"] = [entry]  # type: ignore[assignment]
    tree = project(
        {
            "index.md": "# Home\n\n```{evidence} It\n:kind: own\n```\n\n```{evidence-checklist}\n```\n"
        },
        portfolio_subtitle=f"subtitle {SIGNS}",
        portfolio_declaration=f"declaration {SIGNS}",
        portfolio_owner={"name": f"owner {SIGNS}", "headline": SIGNS},
        portfolio_kinds={"own": f"kind {SIGNS}"},
        **conf,
    )
    result = tree.build("latex")
    assert result.warnings == []
    (source,) = result.outdir.glob("*.tex")
    pdf, log = typeset(result.outdir, source.stem)
    assert "Missing character" not in log
    assert pdf.metadata
    assert pdf.metadata.title == f"project {SIGNS}"
    assert pdf.metadata.author == f"author {SIGNS}"
    assert pdf.metadata.subject == f"subtitle {SIGNS}"
    shown = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    # Emoji are pictures.
    printed = "".join(SIGNS.replace("🎓", "").split())
    for words in ("project", "author", "subtitle", "declaration"):
        assert f"{words}{printed}" in shown.replace("🎓", ""), words


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        # What is LaTeX stays.
        ("Plain words", "Plain words"),
        (r"R\&D at 100\%", r"R\&D at 100\%"),
        (r"\textbf{Bold} words", r"\textbf{Bold} words"),
        (r"Dr.~Who", r"Dr.~Who"),
        (r"$x^2_1 + \$5$ and {\LaTeX}", r"$x^2_1 + \$5$ and {\LaTeX}"),
        (r"A\\B", r"A\\B"),
        (r"\{x\}", r"\{x\}"),
        # TeX could take none of these.
        ("R&D", r"R\&D"),
        ("100%", r"100\%"),
        ("C#", r"C\#"),
        ("a_b", r"a\_b"),
        ("a^b", r"a\textasciicircum{}b"),
        ("5 $", r"5 \$"),
        ("$x & y$", r"\$x \& y\$"),
        ("{open", r"\{open"),
        ("shut}", r"shut\}"),
        ("}{", r"\}\{"),
        (r"\{x}}", r"\textbackslash{}\{x\}\}"),
        ("C:\\", r"C:\textbackslash{}"),
        (r"\textbf{R & D", r"\textbackslash{}textbf\{R \& D"),
        # What is the name of the portfolio is words, whatever TeX would make of it.
        ("My ~ name", r"My \textasciitilde{} name"),
        ("Your Name, M.Sc. (hons)", r"Your Name, M.Sc.\@{} (hons)"),
    ],
)
def test_a_title_that_tex_cannot_take_is_words(
    project: Callable[..., Project], title: str, latex: str
) -> None:
    name = title if title.endswith(("name", "(hons)")) else "P"
    entry = ["index", "p.tex", title, title, "manual"]
    tree = project({"index.md": "# H\n"}, project=name, latex_documents=[entry])
    written = (tree.build("latex").outdir / "p.tex").read_text("utf-8")
    assert f"\\title{{{latex}}}\n" in written
    assert f"\\author{{{latex}}}\n" in written


HOSTILE = r"\input{/etc/passwd} $x$ 100% #1 ^^5c ~ _ & { é Ω Ж 👩🏽‍💻"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h9v9z"/></svg>'
PICTURES: dict[str, str | bytes] = {
    "a #1 %~ é.png": picture(),
    "b.jpg": picture(kind="JPEG"),
    "c.gif": picture(kind="GIF"),
    "d.webp": picture(kind="WEBP"),
    "e.svg": SVG,
}
TALK = "# P\n\n```{evidence} My talk\n:file: talk & more.docx\n```\n"


@dataclass(frozen=True)
class Book:
    """A book of chapters that each have trouble of their own, and what was said of it."""

    pdf: PdfReader
    log: str
    warnings: list[str]

    def of(self, page: str) -> list[str]:
        """What was said of a page."""
        return [warning for warning in self.warnings if warning.startswith(f"{page}.md")]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """One run of LaTeX costs as much as all else in these tests."""
    items = "\n".join(
        f"```{{evidence}} Item {n} {HOSTILE}\n:file: '{name}'\n:alt: '{HOSTILE}'\n"
        f":issuer: '{HOSTILE}'\n```\n"
        for n, name in enumerate(PICTURES)
    )
    documents = "# Documents\n\n```{evidence} Plan\n:file: 'my plan #1.pdf'\n:alt: My plan\n```\n\n"
    documents += "```{evidence} Broken\n:file: broken.pdf\n```\n"
    branches = "".join(
        f"- Branch {b}\n" + "".join(f"  - Kontakt{b}x{n} (planned)\n" for n in range(5))
        for b in range(6)
    )
    nested = {
        f"{place}.md": source.replace("Inner", f"Inner {place}").replace(":name: outer\n", "")
        for place, source in NESTED.items()
    }
    contents = "\n".join(["hostile", "documents", "maps", *NESTED])
    project = Project(
        tmp_path_factory.mktemp("book"),
        {
            "index.md": f"{TALK}\n```{{toctree}}\n{contents}\n```\n",
            "hostile.md": f"# Hostile\n\n{items}",
            "documents.md": documents,
            "maps.md": f"# Maps\n\n```{{network-map}} My map\n{branches}```\n",
            **nested,
            **PICTURES,
            "a.png": picture(),
            "talk & more.docx": b"film",
            "my plan #1.pdf": two_pages(),
            "broken.pdf": b"no document",
            "files/me & you.png": picture(300, 300),
        },
        {
            "portfolio_picture": "/files/me & you.png",
            "html_baseurl": "https://example.org/me/",
            "latex_documents": [("index", "p.tex", "Title", "Author", "manual")],
        },
    )
    result = project.build("latex")
    return Book(*typeset(result.outdir, "p"), result.warnings)


def two_pages() -> bytes:
    """A PDF of two empty pages."""
    writer = PdfWriter()
    writer.add_blank_page(300, 400)
    writer.add_blank_page(300, 400)
    document = io.BytesIO()
    writer.write(document)
    return document.getvalue()


@needs_tex
def test_the_title_page_has_a_picture_if_you_want(book: Book) -> None:
    known = ("broken.pdf", "duplicate")
    assert not [one for one in book.warnings if not any(word in one.lower() for word in known)]
    assert len(book.pdf.pages[0].images) == 1


@pytest.mark.parametrize("path", ["none.png", "../secret.png", "words.png"])
def test_a_picture_that_cannot_be_used_is_said(project: Callable[..., Project], path: str) -> None:
    tree = project({"index.md": "# P\n\nWords.\n", "words.png": b"words"}, portfolio_picture=path)
    (tree.root / "secret.png").write_bytes(picture())
    (warning,) = tree.build("latex").warnings
    assert "portfolio_picture" in warning
    assert warning.endswith("[portfolio.config]")


@needs_tex
def test_no_page_is_empty_and_no_font_is_missing(pdf: PdfReader) -> None:
    for number, page in enumerate(pdf.pages):
        assert len(page.extract_text().split()) > 4, f"page {number + 1} is empty"
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            font = font.get_object()
            font = font.get("/DescendantFonts", [font])[0].get_object()
            descriptor = font["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


@needs_tex
def test_hostile_words_and_every_picture_format_are_printed(book: Book) -> None:
    assert book.of("hostile") == []
    shown = "".join(page.extract_text() for page in book.pdf.pages)
    assert shown.count(r"\input{/etc/passwd}") >= 10
    for character in "éΩЖ":
        assert character in shown
    # One picture each, and none replaced by its text; emoji are pictures, too, but small.
    chapter = [book.pdf.pages[number] for number in pages_between(book.pdf, "Hostile", "Documents")]
    sizes = [image.image.size for page in chapter for image in page.images if image.image]
    assert len([size for size in sizes if size[0] in {40, 1800}]) == 5, sizes
    assert "Missing character" not in book.log


@needs_tex
def test_an_item_may_stand_anywhere(book: Book) -> None:
    found = bookmarks(book.pdf)
    for place in NESTED:
        assert not [one for one in book.of(place) if "duplicate" not in one.lower()]
        assert f"Inner {place}" in text(book.pdf, found[f"Inner {place}"])


DESIGN = """
# Page

::::{grid} 2
:::{grid-item-card} Card one
:img-top: a.png
:link: https://example.org/very/long
Body of one.
:::
:::{grid-item-card} Card two
:link: second
:link-type: ref
Body of two {bdg-primary}`New badge` {octicon}`alert` {fas}`star` end.
:::
::::

```{button-link} https://example.org/button
Click me
```

::::{tab-set}
:::{tab-item} Tab A
Words of A.
:::
:::{tab-item} Tab B
Words of B.
:::
::::

:::{dropdown} Drop title
Hidden words.
:::

```{image} a.png
:class: only-light
```
```{image} b.png
:class: only-dark
```

(second)=
## Second
"""


@needs_tex
def test_a_file_can_be_found_from_paper(book: Book, project: Callable[..., Project]) -> None:
    shown = " ".join("".join(page.extract_text() for page in book.pdf.pages).split())
    assert "talk & more.docx · Word document, 1 kB" in shown
    assert "https://example.org/me/index.html#my-talk" in shown
    without = project({"index.md": TALK, "talk & more.docx": b"film"}).build("latex")
    (tex,) = without.outdir.glob("*.tex")
    assert "pfonline" not in tex.read_text("utf-8")


@needs_tex
def test_every_sign_of_an_address_reaches_the_paper(project: Callable[..., Project]) -> None:
    item = "```{{evidence}} My talk\n:name: {}\n:file: /talk.docx\n```\n"
    tree = project(
        {
            "index.md": "# P\n\n```{toctree}\nä b/my talk\n```\n\n" + item.format("talk_1"),
            "ä b/my talk.md": "# T\n\n" + item.format("näme"),
            "talk.docx": b"film",
        },
        html_baseurl="https://exämple.org/~me_x/a&b/",
        latex_documents=[("index", "p.tex", "Title", "Author", "howto")],
    )
    pdf, log = typeset(tree.build("latex").outdir, "p")
    annotations = [a.get_object() for page in pdf.pages for a in page.get("/Annots", [])]
    site = "https://xn--exmple-cua.org/~me_x/a&b"
    addresses = [
        f"{site}/index.html#talk_1",
        f"{site}/%C3%A4%20b/my%20talk.html#n%C3%A4me",
    ]
    assert {a["/A"]["/URI"] for a in annotations if "/URI" in a.get("/A", {})} == set(addresses)
    log = log.replace("\n", "")
    for one in addresses:
        assert f'QR code requested for "{one}"' in log


def test_items_of_one_name_print_their_own_documents(project: Callable[..., Project]) -> None:
    files: dict[str, str | bytes] = {}
    for number in range(2):
        writer = PdfWriter()
        writer.add_blank_page(300 + number, 400)
        document = io.BytesIO()
        writer.write(document)
        files[f"{number}.pdf"] = document.getvalue()
    items = "".join(
        f"```{{evidence}} It\n:name: it\n:file: {n}.pdf\n:alt: x\n```\n\n" for n in range(2)
    )
    result = project({"index.md": f"# P\n\n{items}", **files}).build("latex")
    assert [w for w in result.warnings if "duplicate_name" not in w] == []
    (tex,) = result.outdir.glob("*.tex")
    assert len(set(re.findall(r"[0-9a-f]{16}-\d\.pdf", tex.read_text("utf-8")))) == 2


@needs_tex
def test_the_first_page_of_a_pdf_is_printed(book: Book) -> None:
    (warning,) = book.of("documents")
    assert "broken.pdf" in warning
    assert warning.endswith("[portfolio.bad_file]")
    number = bookmarks(book.pdf)["Plan"]
    forms: Any = book.pdf.pages[number]["/Resources"]
    assert any(form.get_object()["/Subtype"] == "/Form" for form in forms["/XObject"].values())
    shown = text(book.pdf, number)
    assert "my plan #1.pdf · PDF, page 1 of 2" in shown
    assert "broken.pdf" in text(book.pdf, bookmarks(book.pdf)["Broken"])


def test_characters_that_no_font_has_are_named_with_their_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    log = tmp_path / "p.log"
    log.write_text(
        "[1{pdftex.map}]\nMissing character: There is no 中 (U+4E2D) in font [a.otf]\n[2] [3\n\n]\n"
        "Missing character: There is no 文 (U+6587) in font [a.otf]:+tlig\n"
        "Missing character: There is no 中 (U+4E2D) in font [a.otf]\n[4]"
    )
    warn_of_missing_characters(log)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "'中' (U+4E2D), first on page 2" in said[0]
    assert "'文' (U+6587), first on page 4" in said[1]


@needs_tex
def test_components_of_sphinx_design_print_sensibly(project: Callable[..., Project]) -> None:
    tree = project(
        {"index.md": DESIGN, "a.png": picture(30, 20), "b.png": picture(31, 20)},
        latex_documents=[("index", "p.tex", "Title", "Author", "howto")],
    )
    result = tree.build("latex")
    assert result.warnings == []
    pdf, log = typeset(result.outdir, "p")
    shown = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    for words in (
        "Card one", "Body of one.", "Card two", "New badge • • end.", "Click me", "Tab A",
        "Words of A.", "Tab B", "Words of B.", "Drop title", "Hidden words.",
    ):  # fmt: skip
        assert words in shown
    assert "https://example.org/very/long" not in shown  # the title is the link
    assert "List of evidence" not in shown  # there is none
    uris = [
        note.get_object().get("/A", {}).get("/URI")
        for page in pdf.pages
        for note in page.get("/Annots", [])
    ]
    assert "https://example.org/very/long" in uris
    widths = [image.image.size[0] for page in pdf.pages for image in page.images if image.image]
    assert set(widths) == {30}  # not the one for dark screens
    assert not re.search(r"Overfull \\[hv]box \(([1-9]\d|[3-9])", log)


def test_pictures_are_shrunk_to_what_print_needs(project: Callable[..., Project]) -> None:
    tree = project(
        {
            "index.md": "# P\n\n```{evidence} Photo\n:file: large.jpg\n:alt: Sample\n```\n",
            "large.jpg": picture(6000, 4000, "JPEG"),
        }
    )
    result = tree.build("latex")
    (made,) = result.outdir.glob("*-large.jpg")
    with Image.open(made) as image:
        assert image.size == (1800, 1200)  # 4 inches high at 300 dots per inch


def test_a_picture_that_cannot_be_printed_is_said_and_its_words_stay(
    project: Callable[..., Project],
) -> None:
    tree = project({"index.md": "# P\n\n![My *plan*](broken.png)\n", "broken.png": b"no picture"})
    result = tree.build("latex")
    assert len(result.warnings) == 1, result.warnings
    (warning,) = result.warnings
    assert "broken.png" in warning
    assert warning.endswith("[portfolio.unprintable_picture]")
    (tex,) = result.outdir.glob("*.tex")
    assert "My plan" in tex.read_text("utf-8")


LONG = "Incomprehensibilities of electroencephalographic Donaudampfschifffahrtsgesellschaft"
LISTED = f"""
# Items

```{{evidence}} Networking course
:name: course
:kind: course
:file: wide.png
:alt: x
:issuer: Work Readiness Programme
:date: 2025-03-21
:expires: 2025-05
:url: https://example.org/verify/{"0123456789" * 8}
:skills: networking, listening (on my own)
:featured:
```

```{{evidence}} {LONG}
:name: long
:file: tall.png
:alt: x
:issuer: {LONG}
:date: 2025
:skills: networking
```

```{{evidence}} Plan & map, 100% #1
:name: plan
:kind: project
:file: plan.docx
```

```{{star-reflection}} Thoughts on networking
:evidence: course, long
:date: 2025-04
:skills: networking

**Situation:** a

**Task:** b

**Action:** c

**Result:** d
```
"""
SKILLS = """
skills:
  - {id: networking, group: People & places, expected: 3, description: Meets people.}
  - {id: listening, group: People & places, expected: 1, levels: [with help, on my own]}
  - {id: presenting, expected: 1}
"""
SHOWN = (
    "evidence-gallery", "evidence-table", "reflection-list", "skills-matrix",
    "portfolio-timeline", "portfolio-summary", "evidence-checklist", "follow-ups",
)  # fmt: skip


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> tuple[PdfReader, str]:
    """A page with all listings, then one with many records."""
    listings = "".join(
        f"```{{{view}}} All of {view.replace('-', ' ')}\n:name: all-{view}\n:under: work\n"
        + {
            "evidence-checklist": ":on: 2025-06-15\n",
            "follow-ups": ":on: 2025-06-15\n",
            "skills-matrix": ":form: list\n",
        }.get(view, "")
        + "```\n\n"
        for view in SHOWN
    )
    listings += "".join(
        f"```{{skills-matrix}}\n:form: {form}\n```\n\n" for form in ("grid", "bars")
    )
    listings += "```{portfolio-owner}\n```\n"
    links = " ".join(f"[](#all-{view})" for view in SHOWN)
    rows = "".join(
        f"```{{evidence}} Row number {n}\n:issuer: School\n:date: 2025\n```\n\n" for n in range(60)
    )
    many = "```{evidence-table}\n:under: many\n:sort: page\n```\n"
    many += "\n```{evidence-gallery}\n:under: many\n:sort: page\n:limit: 30\n```\n"
    project = Project(
        tmp_path_factory.mktemp("listed"),
        {
            "index.md": "# Home\n\n```{toctree}\nview\nwork/items\ntable\nmany/rows\n```\n",
            "view.md": f"# View\n\n{links}\n\n{listings}",
            "table.md": f"# Table of many\n\n{many}",
            "many/rows.md": f"# Rows\n\n{rows}",
            "work/items.md": LISTED,
            "work/wide.png": picture(3000, 200),
            "work/tall.png": picture(200, 3000),
            "work/me.png": picture(300, 300),
            "work/plan.docx": b"words",
            "skills.yaml": SKILLS,
        },
        {
            "portfolio_skills": "skills.yaml",
            "portfolio_owner": {
                "name": "Wanda Quist",
                "email": "wanda@example.org",
                "picture": "work/me.png",
            },
            "portfolio_declaration": "All of this is my own work.",
            "latex_documents": [("index", "p.tex", "Title", "Author", "manual")],
            "latex_table_style": ["booktabs"],
        },
    )
    result = project.build("latex")
    assert result.warnings == [], result.warnings
    return typeset(result.outdir, "p")


def pages_between(pdf: PdfReader, first: str, after: str) -> list[int]:
    """The pages of a chapter, up to the next one."""
    found = bookmarks(pdf)
    return list(range(found[first], found[after]))


@needs_tex
def test_listings_are_typeset_without_complaint(listed: tuple[PdfReader, str]) -> None:
    log = listed[1].replace("\n", " ")
    assert "Missing character" not in log
    assert not re.search(r"LaTeX Warning: (?:Reference|Hyper reference|There were undefined)", log)
    wide = [float(points) for points in re.findall(r"Overfull \\[hv]box \(([\d.]+)pt", log)]
    assert not [points for points in wide if points > 2]


@needs_tex
def test_a_page_of_listings_has_titles_facts_and_status_in_words(
    listed: tuple[PdfReader, str],
) -> None:
    pdf = listed[0]
    shown = [0, *pages_between(pdf, "View", "Items")]  # the title page says who it is
    said = "".join(text(pdf, page) for page in shown)
    folded = re.sub(r"\W", "", re.sub(r"p\. ?\d+", "", said))
    for words in (
        *(f"All of {view.replace('-', ' ')}" for view in SHOWN),
        "Networking course", "Plan & map, 100% #1", "Thoughts on networking", "electroencephalographic",
        "Donaudampf", "DOCX", "21 March 2025", "STAR reflection", "People & places",
        "Level: on my own", "Meets people", "2 of 3 expected",
        "1 of 1 expected", "0 of 1 expected", "Not reflected on yet", "none yet", "No date",
        "pieces of evidence", "last added in", "All of this is my own work.", "wanda@example.org",
        "Checked for 15 June 2025", "Expired: May 2025", "Has no date", "Names no skill",
        "can be checked at example.org",
    ):  # fmt: skip
        assert re.sub(r"\W", "", words) in folded, words


@needs_tex
def test_links_of_listings_lead_to_the_pages_of_items(listed: tuple[PdfReader, str]) -> None:
    pdf = listed[0]
    found = bookmarks(pdf)
    first, *rest = pages_between(pdf, "View", "Items")
    landed: dict[int, set[int]] = {}
    for number in (first, *rest):
        page: Any = pdf.pages[number]
        for annotation in page.get("/Annots", []):
            target = annotation.get_object().get("/A", {}).get("/D")
            assert target is None or target in pdf.named_destinations, target
            if target is not None:
                place = pdf.get_destination_page_number(pdf.named_destinations[target])
                assert place is not None
                landed.setdefault(number, set()).add(place)
    everywhere = set().union(*landed.values())
    assert {found["Networking course"], found["Thoughts on networking"]} <= everywhere
    assert landed[first] & set(rest)  # listings further on, which are targets of links


@needs_tex
def test_cards_stay_within_the_page(listed: tuple[PdfReader, str]) -> None:
    pdf = listed[0]
    boxes: list[tuple[float, float, float, float]] = []

    def note(operator: bytes, _operands: Any, matrix: Any, _text: Any) -> None:
        if operator == b"Do":
            width, height, left, bottom = matrix[0], matrix[3], matrix[4], matrix[5]
            boxes.append((left, bottom, left + width, bottom + height))

    for number in pages_between(pdf, "View", "Items"):
        pdf.pages[number].extract_text(visitor_operand_before=note)
    assert len(boxes) == 2  # a wide picture and a tall one
    for left, bottom, right, top in boxes:
        assert left >= 72
        assert right <= 595 - 72
        assert bottom >= 72
        assert top <= 842 - 72
        assert right - left <= (595 - 2 * 72) / 3  # three cards in a row
        assert top - bottom <= 2.7 / 2.54 * 72 + 1


@needs_tex
def test_a_long_table_breaks_across_pages_and_repeats_its_head(
    listed: tuple[PdfReader, str],
) -> None:
    pdf = listed[0]
    pages = [text(pdf, number) for number in pages_between(pdf, "Table of many", "Rows")]
    with_rows = [page for page in pages if re.search(r"Row number \d+ .*Artefact School", page)]
    assert len(with_rows) > 1
    for page in with_rows:
        assert "Evidence Kind Issued by Date" in page
    words = " ".join(pages)
    shown = [int(n) for n in re.findall(r"Row number (\d+)\s*p\. ?\d+ Artefact School", words)]
    assert shown == list(range(60))
    assert "30 of 60 are shown." in words  # of the gallery, which breaks between rows of cards


@needs_tex
def test_no_page_of_listings_is_empty(listed: tuple[PdfReader, str]) -> None:
    for number, page in enumerate(listed[0].pages):
        assert len(page.extract_text().split()) > 3, f"page {number + 1} is empty"


@needs_tex
@pytest.mark.newest
def test_no_two_labels_of_a_network_map_overlap(book: Book) -> None:
    assert book.pdf.stream
    page = next(
        page
        for page in pypdfium2.PdfDocument(book.pdf.stream)
        if "Kontakt0x0" in page.get_textpage().get_text_range()
    )
    words = page.get_textpage()
    width, height = page.get_size()
    found = {}
    for name in (f"Kontakt{b}x{n}" for b in range(6) for n in range(5)):
        at = words.search(name).get_next()
        assert at is not None, name
        corners = [words.get_charbox(n) for n in range(at[0], at[0] + at[1])]
        lefts, feet, rights, tops = zip(*corners, strict=True)
        found[name] = box = min(lefts), min(feet), max(rights), max(tops)
        assert 50 < box[0] < box[2] < width - 50
        assert 50 < box[1] < box[3] < height - 50
        assert box[3] - box[1] > 5  # large enough to be read
    boxes = sorted(found.values())
    for n, (left, foot, right, top) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = right <= other[0] or top <= other[1] or other[3] <= foot
            assert apart, (left, foot, other)
