"""The PDF without TeX: read back by text, by structure, and by two checkers of accessibility."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from project import Project, picture
from pypdf import PdfReader
from sphinx_portfolio.typst.code import string
from sphinx_portfolio.typst.compiling import Said, is_mended
from sphinx_portfolio.typst.front import halves
from sphinx_portfolio.typst.memory import free, needed
from sphinx_portfolio.views.indices import Group

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.newest

EPOCH = "1760000000"
BIN = Path(sys.executable).parent


# -- reading a PDF


def words_of(pdf: Path) -> str:
    """All words, with white space folded."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages)


def tree_of(pdf: Path) -> list[tuple[str, str]]:
    """The structure: each element's type and its alternative text, in the order of reading."""
    found: list[tuple[str, str]] = []

    def walk(element: Any, depth: int = 0) -> None:
        if isinstance(element, pikepdf.Array):
            for one in element:
                walk(one, depth)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append((str(element.S), str(element.get("/Alt", ""))))
            if "/K" in element:
                walk(element.K, depth + 1)

    with pikepdf.open(pdf) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


def complaints(pdf: Path) -> str:
    """What two checkers call errors."""
    checked = [
        subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for command in (
            [str(BIN / "pdfua"), "check", "--min-severity", "error", str(pdf)],
            [str(BIN / "outloud"), str(pdf)],
        )
    ]
    assert "result:" in checked[0]
    assert "PDF/UA-1 checkpoints" in checked[1]
    lines = "\n".join(checked).splitlines()
    return "\n".join(line for line in lines if re.match(r"\s*(?:ERROR|\[error)", line))


# -- a portfolio with everything that is odd

DEEP = "\n\n".join(f"{'  ' * depth}level {depth}" for depth in range(100))
ODD_PAGE = r"""
# Home "x" #[y] $z$ {code}

```{toctree}
two
three
```

Text with `code "x" \ #` and *emph **strong*** and [a script](javascript:alert) and
<https://example.org/ü?q="x">. Again[^1] and again[^1] and of itself[^2].

[^1]: The *note* with `code`.

    Its second paragraph.
[^2]: It leads to itself[^2].

![](plan.png)

A picture ![in a line](plan.png) of text.

![A drawing](drawing.svg)

![A broken one](broken.png)

![A JPEG that is called PNG](jpeg.png)

| | |
|-|-|
| no | header |

| Head | |
|-|-|
| `c` | *d* |

Term
: Definition *one*

:field: value

3. three
4. four
   - nested

     and more

```{evidence} Certi"ficate <b> #x $y$ \
:name: c1
:file: broken.pdf
:issuer: "I #{1}"
:credential-id: 'x\y'
:url: https://example.org/?a=b&c=%22d"

Body with שלום and عربي and ⚠️ → ✓ Ṱḽḓṋṅ ệ. <b>Not HTML</b>

# Heading inside

Text under it.
```

```{star-reflection}
:evidence: c1

**Situation:** s1
**Task:** t1
**Action:** a1
**Result:** r1

**Next steps:** n1
```

::::{tab-set}
:::{tab-item} Tab A
In tab a.
:::
:::{tab-item} Tab B
In tab b.
:::
::::

:::{dropdown} What drops
Hidden words.
:::

:::{note}
A note.
:::

::::{grid} 2
:::{grid-item-card} A card
:link: two
:link-type: doc
Its words.
:::
::::
"""
ODD_RST = rf"""
Three
=====

:sub:`low` :sup:`high` :abbr:`LIFO (last-in, first-out)`

| line one
|   indented

.. hlist::

   * first
   * second

.. centered:: Centred

.. code-block:: python

   def f(x):
       return "x\n"

.. parsed-literal::

   parsed *words*

>>> doctest
1

.. function:: foo(a, b)

   Does things.

--long=x  an option

.. table:: A title of a table

   ===  ===
   a    b
   ===  ===
   1    2
   ===  ===

+-------+-------+
| tall  | right |
+       +-------+
|       | below |
+-------+-------+

.. figure:: plan.png
   :alt: What it shows

   A caption

   A legend

.. topic:: A topic

   In the topic.

   -- Somebody

Citation [CIT]_.

.. [CIT] What was cited.

.. rubric:: A rubric

.. raw:: html

   <b>only for browsers</b>

{DEEP}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/>'
    '<image href="../../../etc/passwd" width="5" height="5"/><text y="5">words</text></svg>'
)
OWNER = {
    "name": 'A "B" #{panic("x")} \\',
    "headline": "h*e*ad $x$",
    "email": "a@example.org",
    "url": "https://example.org/a?b=c&d=#e",
    "picture": "plan.png",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """It as a PDF, and the warnings."""
    made = Project(
        tmp_path_factory.mktemp("odd"),
        {
            "index.md": ODD_PAGE,
            "two.md": "# Two\n\n### No second level\n\nSee {numref}`c1` and {evidence}`c1`.\n",
            "three.rst": ODD_RST,
            "plan.png": picture(),
            "jpeg.png": picture(kind="JPEG"),
            "broken.png": picture()[:30],
            "broken.pdf": b"%PDF-1.4\nbroken",
            "drawing.svg": SVG,
        },
        {"project": 'Ho"st\\ile #1 $x$', "portfolio_owner": OWNER},
    )
    result = made.build("portfolio-pdf")
    (pdf,) = result.outdir.glob("*.pdf")
    return pdf, result.warnings


def test_odd_pages_keep_every_word(odd: tuple[Path, list[str]]) -> None:
    text = words_of(odd[0])
    for words in (
        'Ho"st\\ile #1 $x$',
        "h*e*ad $x$",
        'code "x" \\ #',
        "Its second paragraph.",
        "It leads to itself",
        "Certi”ficate #x $y$ \\",
        "I #{1}",
        "x\\y",
        "Text under it.",
        *("s1", "t1", "a1", "r1", "n1"),
        *("In tab a.", "Tab B", "Hidden words.", "A note.", "Its words."),
        *("last-in, first-out", "indented", "second", "Centred", 'return "x\\n"', "parsed words"),
        *("Does things.", "an option", "A title of a table", "below", "A caption", "A legend"),
        *("In the topic.", "What was cited.", "A rubric", "level 0", "level 50", "level 99"),
        *("A broken one", "Ṱḽḓṋṅ", "No second level"),
    ):
        assert words in text
    assert "only for browsers" not in text


def test_odd_pages_can_be_heard(odd: tuple[Path, list[str]]) -> None:
    pdf, warnings = odd
    assert not complaints(pdf)
    assert not [line for line in warnings if "not_typeset" in line]


def test_the_structure_says_what_things_are(odd: tuple[Path, list[str]]) -> None:
    found = tree_of(odd[0])
    kinds = [kind for kind, _alt in found]
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/BlockQuote"} <= {*kinds}
    assert kinds.count("/Table") == 2  # what has no header stands in rows only
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    alternatives = {alt for kind, alt in found if kind == "/Figure"}
    assert {"What it shows", "A drawing", "in a line"} <= alternatives
    with pikepdf.open(odd[0]) as opened:
        assert str(opened.Root.Lang) == "en"
        metadata = opened.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["pdfaid:part"] == "2"
        assert metadata["dc:title"] == 'Ho"st\\ile #1 $x$'


def test_nothing_outside_is_in_it(odd: tuple[Path, list[str]]) -> None:
    code = odd[0].with_suffix(".typ").read_text("utf-8")
    assert "passwd" not in code
    assert not list(odd[0].parent.glob("*passwd*"))
    links = re.findall(r'weblink\("([^"]*)"', code)
    assert all(link.startswith(("https:", "mailto:")) for link in links)


# -- words are words


def read_back(texts: list[str], folder: Path) -> list[str]:
    """Texts that Typst has read as code."""
    path = folder / "t.typ"
    lines = [f"#metadata(({', '.join(map(string, texts))},))<words>"]
    path.write_text("\n".join(lines), "utf-8")
    found = json.loads(typst.Compiler(str(path), root=str(folder)).query("<words>", field="value"))
    assert isinstance(found[0], list)
    return [str(one) for one in found[0]]


PIECES = [
    *("#", "$", "*", "_", "<", ">", "@", "\\", '"', "]", "[", "{", "}", "//", "/*", "*/", "`"),
    *("\\u{41}", '"+read("/etc/passwd")+"', '";panic("x");"', "\u2028", "\u202e", "\U0001f600"),
]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=9).map("".join),
        min_size=200,
        max_size=200,
    )
)
def test_every_text_reads_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    found = read_back(texts, tmp_path_factory.mktemp("words"))
    # A literal keeps all but what no PDF can hold; ends of lines are blanks.
    again = [json.loads(json.dumps(one)) for one in found]
    assert again == found
    for text, read in zip(texts, found, strict=True):
        if re.fullmatch(r"[^\n\r\ufe0e\ufe0f]*", text) and text.isprintable():
            kept = re.sub("[\ue000-\uf8ff\U000e0000-\U0010ffff]", "\ufffd", text)
            assert read == kept
        assert not re.search(r"[\x00-\x08\n\r\x7f]", read)


# -- the demonstration


@pytest.fixture(scope="module")
def shown(demonstration: Callable[[str], Path]) -> Path:
    """It as a PDF."""
    return demonstration("portfolio-pdf") / "portfolio.pdf"


def test_the_demonstration_can_be_heard(shown: Path) -> None:
    assert not complaints(shown)
    kinds = [kind for kind, _alt in tree_of(shown)]
    assert "/Figure" in kinds
    assert all(alt for kind, alt in tree_of(shown) if kind == "/Figure")


def test_it_begins_with_a_title_page_and_what_is_seen_at_a_glance(shown: Path) -> None:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(shown).pages]
    assert "Your Name" in pages[0]
    assert "your.name (at) example.org" in pages[0]
    assert "I made this portfolio myself." in pages[0]
    assert not re.search(r"\b20\d\d\b", pages[0])  # no date that nobody asked for
    assert pages[1].startswith("Contents")
    assert "List of evidence" in pages[1]
    assert pages[2].startswith("At a glance")
    assert "17 pieces of evidence" in pages[2]


def test_what_is_excluded_is_not_in_it(shown: Path) -> None:
    titles = [str(one.title) for one in PdfReader(shown).outline if not isinstance(one, list)]
    assert "Professional networking" in titles
    assert "Skills index" in titles
    assert "Guide" not in titles


def test_pages_that_links_name_are_right(shown: Path) -> None:
    reader = PdfReader(shown)
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    listed = next(text for text in pages if "List of evidence" in text)
    for title in ("Professional Networking module", "Answer timer"):
        number = re.search(rf"{title}[ .]*(\d+)", listed.partition("List of evidence")[2])
        assert number
        assert title in pages[int(number[1]) - 1]


# -- what can go wrong


def build(project: Callable[..., Project], page: str, **config: object) -> tuple[str, list[str]]:
    """The words of a page as a PDF, and the warnings."""
    result = project({"index.md": page}, **config).build("portfolio-pdf")
    (pdf,) = result.outdir.glob("*.pdf")
    return words_of(pdf), result.warnings


def test_a_sign_that_no_font_has_is_told_with_its_place(
    project: Callable[..., Project],
) -> None:
    text, warnings = build(project, "# Home\n\nFine.\n\nRare: \U00010570 and \U00010571.\n")
    assert "Fine." in text
    (sign,) = [line for line in warnings if "no font has" in line]
    assert sign.startswith("index.md:5: WARNING: no font has \U00010570 \U00010571:")
    assert any("promises no standard" in line for line in warnings)


@pytest.mark.parametrize(
    ("sign", "families", "mended"),
    [
        ("न", ["Noto Sans Mono"], False),
        ("न", ["Lohit Devanagari"], True),
        ("ส", ["Noto Sans Devanagari"], False),
        ("ส", ["Nirmala UI"], True),
        ("中", [], True),
        ("😀", [], True),
    ],
)
def test_scripts_that_need_a_font_of_their_own_are_told(
    sign: str, families: list[str], *, mended: bool
) -> None:
    said = Said(f'the text `"{sign}"` could not be displayed with font `"Inter"`')
    assert said.sign == sign
    assert is_mended(said, families) == mended


def test_letters_of_such_a_script_are_said_though_a_font_has_them(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typst.Fonts.families", lambda _self: ["DejaVu Sans"], raising=False)
    _text, warnings = build(project, "# Home\n\nनमस्ते\n")
    assert any("no font has न" in line for line in warnings)


def test_two_builds_are_the_same(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    made = project(
        {"index.md": "# Home\n\n```{evidence} One\n:file: a.png\n```\n", "a.png": picture()}
    )
    first = made.build("portfolio-pdf").outdir
    again = made.build("portfolio-pdf", out="again", fresh=True).outdir
    for name in ("testportfolio.pdf", "testportfolio.typ"):
        assert (first / name).read_bytes() == (again / name).read_bytes()


def test_without_the_package_it_says_what_to_install(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    result = project({"index.md": "# Home\n"}).build("portfolio-pdf")
    assert not list(result.outdir.glob("*.pdf"))
    assert any("pip install 'sphinx-portfolio[pdf]'" in line for line in result.warnings)


def test_a_document_that_is_too_large_is_refused(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_portfolio.typst.builder.free", lambda: 50_000_000)
    result = project({"index.md": "# Home\n"}).build("portfolio-pdf")
    assert not list(result.outdir.glob("*.pdf"))
    (line,) = result.warnings
    assert re.search(r"needs about \d+.MB of memory, and 50.MB are free. Make several", line)


def test_memory_grows_with_words_and_pictures(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture(1000, 500))
    assert needed("", [path]) - needed("", []) == 1000 * 500 * 4
    assert needed("x" * 1000, []) > needed("", [tmp_path / "none.png"])
    there = free()
    assert there is None or there > 0


def test_a_formula_is_shown_as_it_was_written(project: Callable[..., Project]) -> None:
    page = "# Home\n\n$\\unknown{x}$\n"
    text, warnings = build(project, page, myst_enable_extensions=["dollarmath"])
    assert "\\unknown{x}" in text
    assert any(line.startswith("index.md:3: WARNING: This formula") for line in warnings)


# Places that links lead to, in reST: those that the contents show again, and those left out.
TARGETS = {
    "in a heading": "A _`spot` here\n-------------\n\nSee spot_.",
    "before a heading": ".. _spot:\n.. _other:\n\nHeading\n-------\n\nSee :ref:`x <spot>` and other_.",
    "raw HTML": ".. _spot:\n\n.. raw:: html\n\n   <b>x</b>\n\nSee :ref:`x <spot>`.",
    "a comment": ".. _spot:\n\n.. a comment\n\nSee :ref:`x <spot>`.",
    "a table": ".. _spot:\n\n===  ===\na    b\n===  ===\n1    2\n===  ===\n\nSee :ref:`x <spot>`.",
    "a list": ".. _spot:\n\n- one\n- two\n\nSee :ref:`x <spot>`.",
    "a formula": ".. math:: a = b\n   :label: spot\n\nSee :eq:`spot`.",
    "a term": ".. glossary::\n\n   spot\n      Words.\n\nSee :term:`spot`.",
    "code": ".. _spot:\n\n::\n\n   code\n\nSee :ref:`x <spot>`.",
    "a picture": ".. _spot:\n\n.. image:: a.png\n   :alt: A\n\nSee :ref:`x <spot>`.",
    "a caption": ".. figure:: a.png\n   :alt: A\n\n   Words _`spot` here\n\nSee spot_.",
    "a cell": "===  =========\na    _`spot` b\n===  =========\n1    2\n===  =========\n\nSee spot_.",
    "a title of evidence": ".. evidence:: A _`spot` b\n\n   Words.\n\nSee spot_.",
}


@pytest.mark.parametrize("place", TARGETS)
def test_a_link_leads_to_every_kind_of_place(project: Callable[..., Project], place: str) -> None:
    source = f"Home\n====\n\n{TARGETS[place]}\n"
    result = project({"index.rst": source, "a.png": picture()}).build("portfolio-pdf")
    assert not [line for line in result.warnings if "not_typeset" in line]
    (pdf,) = result.outdir.glob("*.pdf")
    code = pdf.with_suffix(".typ").read_text("utf-8")
    led = set(re.findall(r'xref\("([^"]+)"', code))
    assert led
    assert all(code.count(f'"{one}"') > 1 for one in led)


@pytest.mark.parametrize(
    ("home", "parts"),
    [
        ("# Home\n\nHello.\n\n```{toctree}\na\nb\n```\n", ["At a glance", "A", "B"]),
        ("# Home\n\n## Modules\n\n```{toctree}\na\nb\n```\n", ["A", "B"]),
        ("# Home\n\n```{toctree}\na\n```\n\n## Late\n\nWords.\n\n```{toctree}\nb\n```\n",
         ["At a glance", "A", "B"]),
        ("# Home\n\nAlone.\n", ["At a glance"]),
    ],
)  # fmt: skip
def test_pages_are_parts_of_their_own(
    project: Callable[..., Project], home: str, parts: list[str]
) -> None:
    files = {"index.md": home, "a.md": "# A\n\nIn a.\n", "b.md": "---\norphan: true\n---\n# B\n"}
    result = project(files).build("portfolio-pdf")
    (pdf,) = result.outdir.glob("*.pdf")
    outline = PdfReader(pdf).outline
    titles = [str(one.title) for one in outline if not isinstance(one, list)]
    assert titles == ["Contents", *parts]


def test_documents_are_those_of_latex(project: Callable[..., Project]) -> None:
    files = {"index.md": "# Home\n\n```{toctree}\na\n```\n", "a.md": "# A\n\nIn a.\n"}
    documents = [
        ("index", "whole & all.tex", "The *whole*", "Me", "manual"),
        ("a", "part.tex", "Part", "Me", "manual", False),
        ("nowhere", "none.tex", "None", "Me", "manual"),
    ]
    result = project(files, latex_documents=documents).build("portfolio-pdf")
    assert {one.name for one in result.outdir.glob("*.pdf")} == {"whole-all.pdf", "part.pdf"}
    assert "The *whole*" in words_of(result.outdir / "whole-all.pdf")
    assert "At a glance In a." in words_of(result.outdir / "part.pdf")


def test_paper_accent_and_date_are_the_owners(project: Callable[..., Project]) -> None:
    made = project(
        {"index.md": "# Home\n\nHello.\n"},
        portfolio_paper="letter",
        portfolio_accent="#7a1fa2",
        today="May 2026",
    )
    result = made.build("portfolio-pdf")
    (pdf,) = result.outdir.glob("*.pdf")
    reader = PdfReader(pdf)
    assert [float(one) for one in reader.pages[0].mediabox[2:]] == [612, 792]
    assert "May 2026" in reader.pages[0].extract_text()


@pytest.mark.parametrize("language", ["af", "nl"])
def test_its_own_words_are_translated(project: Callable[..., Project], language: str) -> None:
    page = "# Home\n\nHello.\n\n```{evidence} One\n```\n"
    text, _warnings = build(project, page, language=language)
    assert not re.search(r"Contents|List of evidence|At a glance|Evidence index", text)


@pytest.mark.parametrize(("language", "side"), [("en", 1), ("ar", -1), ("he-IL", -1)])
def test_marks_stand_where_lines_begin(
    project: Callable[..., Project], language: str, side: int
) -> None:
    page = "# Home\n\n```{star-reflection}\n**Situation:** sss\n```\n"
    result = project({"index.md": page}, language=language).build("portfolio-pdf")
    (pdf,) = result.outdir.glob("*.pdf")
    with pdfium.PdfDocument(pdf) as opened:
        text = opened[2].get_textpage()

        def left(words: str) -> float:
            at, _length = text.search(words, match_case=True, match_whole_word=True).get_next()
            return float(text.get_charbox(at)[0])

        assert (left("Situation") - left("S")) * side > 0


# -- columns that balance


@given(st.lists(st.integers(0, 30), max_size=12))
def test_halves_are_as_even_as_their_groups_let_them_be(lengths: list[int]) -> None:
    groups = [
        Group(f"g{number}", "", tuple(None for _ in range(length)))  # type: ignore[misc]
        for number, length in enumerate(lengths)
    ]
    left, right = halves(groups)
    assert [*left, *right] == groups

    def high(part: list[Group]) -> int:
        return sum(2 + len(group.entries) for group in part)

    best = min(max(high(groups[:at]), high(groups[at:])) for at in range(len(groups) + 1))
    assert max(high([*left]), high([*right])) == best
