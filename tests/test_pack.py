"""The application pack: what is in it, in which order, how large, and what is not in it."""

from __future__ import annotations

import io
import random
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
import typst
import zxingcpp
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from project import Project, document
from pypdf import PdfReader
from sphinx_portfolio.cli import main
from sphinx_portfolio.files.publish import Published, Publisher, Purpose, Source
from sphinx_portfolio.paper import certificates
from sphinx_portfolio.paper.budget import choose, to_leave_out
from sphinx_portfolio.reading.pack import Pack, read_pack, read_size
from test_typst import complaints, tree_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Result

pytestmark = pytest.mark.newest

EPOCH = "1760000000"  # in October 2025

# -- the budget

TABLES = st.integers(1, 6).flatmap(
    lambda levels: st.lists(
        st.lists(st.integers(0, 1000), min_size=levels, max_size=levels), max_size=8
    )
)
#: Sizes that become smaller, as those of pictures do.
FALLING = TABLES.map(lambda table: [sorted(piece, reverse=True) for piece in table])


def chosen(table: list[list[int]], room: int) -> tuple[tuple[int, ...] | None, int]:
    levels = len(table[0]) if table else 1
    made = choose(levels, lambda level: [piece[level] for piece in table], room)
    total = sum(piece[level] for piece, level in zip(table, made or (), strict=bool(made)))
    return made, total


@given(TABLES, st.integers(0, 8000))
def test_a_choice_fits_and_there_is_one_if_any_level_fits(
    table: list[list[int]], room: int
) -> None:
    made, total = chosen(table, room)
    levels = range(len(table[0]) if table else 1)
    fits = any(sum(piece[level] for piece in table) <= room for level in levels)
    assert (made is not None) == fits
    assert total <= room


@given(FALLING, st.integers(0, 8000), st.integers(0, 2000))
def test_more_room_makes_no_picture_coarser(table: list[list[int]], room: int, more: int) -> None:
    little, much = chosen(table, room)[0], chosen(table, room + more)[0]
    if little is not None:
        assert much is not None
        assert all(fine <= coarse for fine, coarse in zip(much, little, strict=True))


def test_the_largest_are_to_be_left_out_first() -> None:
    assert to_leave_out({"a": 10, "b": 30, "c": 20, "d": 0}, 35) == [("b", 30), ("c", 20)]
    assert to_leave_out({"a": 10}, 0) == []
    assert to_leave_out({"a": 10, "b": 0}, 50) == [("a", 10)]


# -- settings


@pytest.mark.parametrize(
    ("written", "size"),
    [("2MB", 2_000_000), ("800 kB", 800_000), ("1,5 mb", 1_500_000), ("2m", 2_000_000), ("9", 9)],
)
def test_sizes_are_read_as_people_write_them(written: str, size: int) -> None:
    assert read_size(written) == size


@pytest.mark.parametrize("written", ["", "much", "-2MB", "0", "2 TB", "MB"])
def test_what_is_no_size_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no size"):
        read_size(written)


def test_settings_that_cannot_be_used_are_told_and_left_out() -> None:
    said: list[str] = []
    pack = read_pack({"kid": "x", "max_size": "huge", "kind": ["certificate", "a, b"]}, said.append)
    assert pack == Pack({"kind": 'certificate, "a, b"'})
    assert len(said) == 2
    assert "'kind'" in said[0]
    assert read_pack([], said.append) == Pack()
    assert read_pack({"all": True, "kind": "course", "sort": "title"}, said.append) == Pack(
        {"sort": "title"}, True
    )


# -- a pack


def noise(width: int, height: int) -> bytes:
    """A photograph as hard to make small as there is."""
    data = io.BytesIO()
    image = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    image.save(data, "PNG")
    return data.getvalue()


def drawn(*pages: str) -> bytes:
    """A PDF with all its fonts; the second page is turned."""
    code = "#set page(width: 200pt, height: 120pt)\n" + "\n#pagebreak()\n".join(pages)
    with pikepdf.open(io.BytesIO(typst.compile(code.encode(), format="pdf"))) as pdf:
        if len(pages) > 1:
            pdf.pages[1].rotate(90, relative=False)
        data = io.BytesIO()
        pdf.save(data, deterministic_id=True)
    return data.getvalue()


def without_font() -> bytes:
    """A PDF that asks for a font of the reader's machine."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 120))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(b"BT /F1 20 Tf 20 50 Td (Borrowed letters) Tj ET")
    data = io.BytesIO()
    pdf.save(data, deterministic_id=True)
    return data.getvalue()


PAGE = """
# Home

```{evidence} Safety first
:name: safety
:kind: certificate
:file: safety.png
:alt: A certificate in safety
:caption: Seen by the examiner
:issuer: Example College
:date: 2025-03-21
:credential-id: SF-77
:url: https://example.org/verify/SF-77
:skills: first aid, climbing
:featured:

I learned to [hold a rope](https://drive.google.com/file/d/abc/view)[^rope].
```

[^rope]: A rope of ten metres.

```{evidence} Two pages
:name: two-pages
:kind: course
:file: two.pdf
:alt: A course in drawing
:issuer: Example College
:url: https://drive.google.com/file/d/xyz/view
:featured:
```

```{evidence} No font
:name: no-font
:kind: assessment
:file: nofont.pdf
:alt: Letters
:date: 2024
:featured:
```

```{evidence} Blackened
:name: blackened
:kind: certificate
:file: secret.pdf
:alt: Words, some black
:redact: text "topsecret"
:featured:
```

```{evidence} My drawing
:name: my-drawing
:kind: artefact
:file: map.png
:alt: A map
:featured:

It leads to [](#safety) and to [](#left-out).
```

```{evidence} Left out
:kind: project
:skills: networking

Nobody chose it.
```

```{evidence} Baker
:kind: employment
:issuer: Example Bakery
:date: 2023/2024
```

```{evidence} School
:kind: education
:issuer: Example School
:date: 2022
```

```{evidence} For assessors
:kind: certificate
:audience: assessor
:featured:

Words for assessors.
```

```{evidence} Mine alone
:kind: certificate
:private:
:featured:

Words for nobody.
```

```{star-reflection} What I learned
:evidence: safety, left-out

**Situation:** On a rock.

**Task:** To hold.

**Action:** I held.

**Result:** It held.
```
"""
OWNER = {
    "name": "Zoë Example 221045678",
    "headline": "Climber",
    "summary": "I hold ropes.",
    "email": "zoe@example.org",
    "phone": "+27 21 555 0123",
    "location": "Cape Town",
    "profiles": [{"network": "Photos", "url": "https://photos.google.com/zoe"}],
    "people_only": ["email", "phone"],
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("pack")
    files: dict[str, str | bytes] = {
        "index.md": PAGE,
        "safety.png": noise(700, 500),
        "map.png": noise(300, 200),
        "two.pdf": drawn("Vector words", "On the second page"),
        "nofont.pdf": without_font(),
        "secret.pdf": drawn("topsecret and open"),
    }
    return Project(
        root / "source", files, {"portfolio_owner": OWNER, "portfolio_leak_check": "off"}
    )


@pytest.fixture(scope="module")
def made(source: Project) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return source.build("portfolio-pack")


@pytest.fixture(scope="module")
def pdf(made: Result) -> Path:
    return made.outdir / "Zoe-Example-Portfolio-2025.pdf"


def test_a_pack_of_what_is_featured_is_made_without_a_warning(made: Result, pdf: Path) -> None:
    assert made.warnings == []
    assert [one.name for one in made.outdir.glob("*.pdf")] == [pdf.name]
    assert "its pictures are as fine as print needs" in made.status
    assert "A number that may be yours is not in the name" in made.status
    assert "221045678" not in made.status


def test_programs_read_the_first_page_in_order(pdf: Path) -> None:
    first = PdfReader(pdf).pages[0].extract_text()
    wanted = [
        *("Zoë Example", "Climber", "Place: Cape Town", "E-mail: zoe@example.org", "Phone: +27"),
        *("Summary", "I hold ropes.", "Skills", "Climbing, First aid, Networking"),
        *("Employment", "Baker", "Example Bakery, 2023", "Education", "School", "Example School"),
        *("Certificates", "Safety first", "Example College, 21 March 2025", "In this document"),
    ]
    places = [" ".join(first.split()).find(words) for words in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)
    assert "photos.google.com" not in first


def test_what_was_chosen_is_in_there_with_every_word(pdf: Path) -> None:
    words = words_of(pdf)
    for one in (
        "hold a rope",
        "ten metres",
        "Seen by the examiner",
        "SF-77",
        "On a rock",
        "It held",
    ):
        assert one in words
    for one in ("Nobody chose it", "Words for assessors", "Words for nobody", "Mine alone"):
        assert one not in words
    assert "leads to Safety first" in words
    assert "to Left out" in words  # words in place of a link


def test_nothing_leads_into_a_cloud(pdf: Path) -> None:
    uris = [
        str(note.A.URI)
        for page in pikepdf.open(pdf).pages
        for note in page.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    ]
    assert "https://example.org/verify/SF-77" in uris
    assert not [one for one in uris if "google" in one]


def test_pages_of_a_pdf_stay_drawn_and_upright(pdf: Path) -> None:
    words = words_of(pdf)
    assert "Vector words" in words
    assert "On the second page" in words
    assert "Borrowed letters" not in words  # it was painted: its font is not there
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert text.index("Certificates", text.index("In this document")) < text.index("Vector words")
    with pikepdf.open(pdf) as opened:
        forms = [
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
        ]
        assert len(forms) == 2
        marks = {"BDC", "BMC", "EMC"}
        for form in forms:
            assert not marks & {str(i.operator) for i in pikepdf.parse_content_stream(form)}
        told = bytes(opened.Root.Metadata.read_bytes()).decode()
    assert "pdfuaid:part" in told
    assert "pdfaid:part" not in told


def test_blackened_words_are_nowhere(pdf: Path) -> None:
    assert "topsecret" not in words_of(pdf)
    document = pypdfium2.PdfDocument(pdf)
    assert all("topsecret" not in page.get_textpage().get_text_range() for page in document)


def test_a_code_leads_to_where_a_certificate_is_checked(pdf: Path) -> None:
    found = [
        code.text
        for page in pypdfium2.PdfDocument(pdf)
        for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    ]
    assert found == ["https://example.org/verify/SF-77"]


def test_figures_have_words_and_headings_do_not_skip(pdf: Path) -> None:
    tree = tree_of(pdf)
    figures = [alt for kind, alt in tree if kind == "/Figure"]
    assert "A certificate in safety" in figures
    assert "A course in drawing" in figures
    assert "Two pages, page 2 of 2" in figures
    assert "QR code that leads to https://example.org/verify/SF-77" in figures
    levels = [int(kind[2:]) for kind, _alt in tree if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_checkers_of_accessibility_find_no_error(pdf: Path) -> None:
    assert complaints(pdf) == ""


def test_the_same_pack_has_the_same_bytes(
    source: Project, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    again = source.build("portfolio-pack", out="again")
    assert (again.outdir / pdf.name).read_bytes() == pdf.read_bytes()


def build(source: Project, **pack: object) -> tuple[Result, list[Path]]:
    made = source.build("portfolio-pack", out="other", portfolio_pack=pack)
    return made, sorted(made.outdir.glob("*.pdf"))


def test_a_size_is_kept(source: Project) -> None:
    made, (pdf,) = build(source, max_size="400kB")
    assert made.warnings == []
    assert 200_000 < pdf.stat().st_size <= 400_000
    assert "dots per inch" in made.status


def test_what_cannot_be_kept_is_told_with_what_to_leave_out(source: Project) -> None:
    made, (pdf,) = build(source, max_size="90kB")
    assert pdf.stat().st_size > 90_000
    (warning,) = made.warnings
    assert "[portfolio.pack_too_large]" in warning
    assert re.search(r"Leave out: 'Safety first' \(\d+.kB\)", warning)


def test_filters_choose_as_in_a_listing(source: Project) -> None:
    made, (pdf,) = build(source, skills="networking")
    assert made.warnings == []
    words = words_of(pdf)
    assert "Nobody chose it" in words
    assert "hold a rope" not in words


@pytest.mark.parametrize(
    ("pack", "words"),
    [
        ({"kind": "certficate"}, "Did you mean 'certificate'?"),
        ({"since": "last summer"}, "last summer"),
        ({"issuer": "Nobody"}, "'Nobody'"),
    ],
)
def test_half_a_filter_lets_nothing_out(
    source: Project, pack: dict[str, object], words: str
) -> None:
    made, files = build(source, **pack)
    assert files == []
    assert len(made.warnings) == 2
    assert words in made.warnings[0]
    assert "conf.py" in made.warnings[0]
    assert "[portfolio.empty_pack]" in made.warnings[1]


def test_an_audience_gets_what_is_for_it(source: Project) -> None:
    made = source.build("portfolio-pack", out="assessor", portfolio_audience="assessor")
    (pdf,) = (one for one in made.outdir.glob("Zoe*.pdf"))
    assert "Words for assessors" in words_of(pdf)
    assert "Words for nobody" not in words_of(pdf)


def test_without_anything_featured_everything_is_in_it(
    project: Callable[..., Project],
) -> None:
    page = "# Home\n\n```{evidence} One\n:kind: course\n\nBody.\n```\n"
    made = project({"index.md": page}).build("portfolio-pack")
    (pdf,) = made.outdir.glob("*.pdf")
    assert pdf.name.startswith("Your-Name-Portfolio-")
    assert "Body." in words_of(pdf)
    assert "Nothing is ':featured:'" in made.status
    assert made.warnings == []


def test_words_stand_where_a_page_cannot_be_shown(
    source: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = Publisher.published

    def published(self: Publisher, asked: Source, purpose: Purpose) -> Published:
        if asked.path == "safety.png":
            raise ValueError("it is broken.")
        return was(self, asked, purpose)

    monkeypatch.setattr(Publisher, "published", published)
    made, (pdf,) = build(source)
    (warning,) = made.warnings
    assert "index.md" in warning
    assert "'safety.png' cannot be shown: it is broken" in warning
    assert "A certificate in safety" in words_of(pdf)


# -- whole certificates in the PDF of everything


def test_whole_certificates_follow_in_the_pdf_where_they_are_wanted(source: Project) -> None:
    made = source.build("portfolio-pdf", portfolio_pdf_certificates="pages")
    pdf = made.outdir / "testportfolio.pdf"
    words = words_of(pdf)
    assert "On the second page" in words
    assert "topsecret" not in words
    assert "in full" in words
    figures = [alt for kind, alt in tree_of(pdf) if kind == "/Figure"]
    assert figures.count("A certificate in safety") == 1  # a picture stays with its item
    assert figures.count("A course in drawing") == 2
    assert "File: in full" not in words


def test_a_certificate_of_very_many_pages_is_not_printed_whole(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "# Home\n\n```{evidence} One\n:kind: course\n:file: long.pdf\n:alt: Pages\n```\n"
    monkeypatch.setattr(certificates, "MOST_PAGES", 2)
    made = project({"index.md": page, "long.pdf": document(4)}).build("portfolio-pack")
    (pdf,) = made.outdir.glob("*.pdf")
    assert len(PdfReader(pdf).pages) == 3
    (warning,) = made.warnings
    assert "only 2 of the 4 pages" in warning


# -- the command


def test_the_command_makes_a_pack_and_says_where(
    source: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.source)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    run = CliRunner().invoke(
        main, ["pack", "--kind", "artefact", "--max-size", "1MB", "--output", str(tmp_path)]
    )
    assert run.exit_code == 0, run.output
    assert "of 1 MB that it may have" in run.output.replace("\u00a0", " ")
    assert (tmp_path / "pack" / "Zoe-Example-Portfolio-2025.pdf").is_file()
    too_small = CliRunner().invoke(
        main, ["pack", "--kind", "artefact", "--max-size", "9kB", "--output", str(tmp_path)]
    )
    assert too_small.exit_code == 1
    assert "Traceback" not in too_small.output


@pytest.mark.parametrize(
    ("given_", "words"),
    [(["--max-size", "huge"], "is no size"), (["--all", "--kind", "course"], "leave out --kind")],
)
def test_wrong_use_of_the_command_is_told(
    source: Project, monkeypatch: pytest.MonkeyPatch, given_: list[str], words: str
) -> None:
    monkeypatch.chdir(source.source)
    run = CliRunner().invoke(main, ["pack", *given_])
    assert run.exit_code == 2
    assert words in run.output
