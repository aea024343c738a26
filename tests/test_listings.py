"""Listings: seven views of all evidence and reflections, read back from built pages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from project import Project, Result, picture
from sphinx_portfolio.files.drawings import read_drawing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.newest

LISTINGS = [
    "evidence-gallery",
    "evidence-table",
    "reflection-list",
    "skills-matrix",
    "portfolio-timeline",
    "portfolio-summary",
    "evidence-checklist",
]

STAR = "**Situation:** a\n\n**Task:** b\n\n**Action:** c\n\n**Result:** d\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h9"/></svg>'

ITEMS = f"""
# Items

```{{evidence}} Zebrafish course
:name: course
:kind: course
:file: files/course.png
:alt: Certificate
:issuer: ACME
:date: 2025-03-21
:expires: 2026-03
:url: https://www.example.org/verify/1
:skills: baking, shaping (on my own)
```

```{{evidence}} Quagga map
:name: map
:file: files/map.svg
:alt: Map
:date: 2024-05
:skills: shaping
:featured:
```

```{{evidence}} Undated plan
:name: plan
:kind: project
:file: files/plan.docx
:skills: baking
```

```{{star-reflection}} Thoughts on baking
:name: thoughts
:evidence: course, map
:date: 2025-04-02
:skills: baking

{STAR}
```
"""

MORE = f"""
# More

```{{evidence}} First aid
:name: aid
:kind: certificate
:issuer: Straße & Co.
:date: 2023
:expires: 2024-01-31
```

```{{star-reflection}} Second thoughts
:name: second

{STAR}
```
"""

CATALOGUE = """
    title: Bakery
    levels: [with help, on my own]
    skills:
      - id: shaping
        title: Shaping bread
        group: Bread
        description: Gives a loaf its form.
        expected: 2
      - id: proving
        title: Proving dough
        group: Bread
        expected: 1
        address: https://example.org/skills/proving
      - id: baking
        title: Baking
        group: Heat
        expected: 3
"""

FILES: dict[str, str | bytes] = {
    "work/items.md": ITEMS,
    "more.md": MORE,
    "work/files/course.png": picture(800, 600),
    "work/files/map.svg": DRAWING,
    "work/files/plan.docx": b"words",
    "skills.yaml": CATALOGUE,
}


def listing(view: str, *options: str, title: str = "", words: str = "") -> str:
    """The source of a listing."""
    lines = "".join(f"{option}\n" for option in options)
    return f"```{{{view}}} {title}\n{lines}\n{words}\n```\n\n"


def source(page: str, **files: str) -> dict[str, str | bytes]:
    """The items, and a page about them."""
    home = "# Home\n\n```{toctree}\nwork/items\nmore\nview\n```\n"
    return {**FILES, "index.md": home, "view.md": f"# View\n\n{page}", **files}


def views(result: Result, page: str = "view.html") -> list[Tag]:
    """What the views of a page have made."""
    return list(result.soup(page).find_all("div", class_="pf-listing"))


def text(tag: Tag | None) -> str:
    """The words of an element, with white space folded."""
    assert tag is not None
    return " ".join(tag.get_text().split())


def each(tag: Tag, selector: str) -> list[str]:
    return [text(found) for found in tag.select(selector)]


def rows(tag: Tag) -> list[list[str]]:
    """The cells of all rows below the head."""
    return [[text(cell) for cell in row.select("th, td")] for row in tag.select("tbody tr")]


@pytest.fixture
def look(project: Callable[..., Project]) -> Callable[..., Tag]:
    """What one listing of a page without catalogue has made."""

    def look(
        view: str, *options: str, files: dict[str, str] | None = None, **config: object
    ) -> Tag:
        if files:
            config["portfolio_skills"] = "skills.yaml"
        result = project(source(listing(view, *options), **(files or {})), **config).build(
            suppress_warnings=["portfolio.unknown_skill"] if files else []
        )
        assert result.warnings == []
        (found,) = views(result)
        return found

    return look


NAMED = ["the-gallery", "the-table", "the-thoughts", "the-matrix", "the-years", "the-numbers", "the-checks"]  # fmt: skip


@pytest.fixture(scope="module")
def all_seven(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A page with every listing, in a portfolio with a catalogue."""
    page = "".join(
        listing(
            view,
            f":name: {name}",
            *([":on: 2025-06-15"] if view == "evidence-checklist" else []),
            title=f"Title of *{name}*",
            words=f"Okapi words on {name}.",
        )
        for view, name in zip(LISTINGS, NAMED, strict=True)
    )
    links = "".join(f"{{ref}}`{name}` [](#{name}) [Mine](#{name})\n\n" for name in NAMED)
    files = source(page, **{"work/links.md": f"# Links\n\n{links}"})
    files["index.md"] = "# Home\n\n```{toctree}\nwork/items\nmore\nview\nwork/links\n```\n"
    project = Project(
        tmp_path_factory.mktemp("all"),
        files,
        {"portfolio_skills": ["skills.yaml"], "portfolio_declaration": "All this is mine."},
    )
    result = project.build()
    assert result.warnings == []
    return result


def seven(result: Result) -> dict[str, Tag]:
    return dict(zip(LISTINGS, views(result), strict=True))


# -- what all listings have in common


def test_every_link_leads_to_a_place_that_exists(all_seven: Result) -> None:
    found = 0
    for view in views(all_seven):
        for link in view.select("a.internal"):
            file, _, anchor = str(link["href"]).partition("#")
            assert all_seven.soup(file).find(id=anchor), link
            found += 1
    assert found > 30


def test_links_lead_to_what_they_say(all_seven: Result) -> None:
    for view in views(all_seven):
        for link in view.select('a[href$="items.html#course"]'):
            assert text(link) == "Zebrafish course"
        for link in view.select('a[href$="skills.html#shaping"]'):
            assert text(link) == "Shaping bread"


def test_the_owners_title_and_words_come_first(all_seven: Result) -> None:
    blocks = all_seven.soup("view.html").find_all("div", class_="pf-listing-block")
    for block, name in zip(blocks, NAMED, strict=True):
        title, words, view = block.find_all(recursive=False)
        assert "rubric" in title["class"]
        assert title.em
        assert text(title) == f"Title of {name}"
        assert text(words) == f"Okapi words on {name}."
        assert "pf-listing" in view["class"]


def test_a_listing_with_a_name_is_a_target_under_its_title(all_seven: Result) -> None:
    links = all_seven.body("work/links.html").select("p")
    for paragraph, name in zip(links, NAMED, strict=True):
        by_role, by_title, by_words = paragraph.select("a.internal")
        for link in (by_role, by_title, by_words):
            file, _, anchor = str(link["href"]).partition("#")
            assert file == "../view.html"
            block = all_seven.soup("view.html").find(id=anchor)
            assert isinstance(block, Tag)
            assert "pf-listing-block" in block["class"]
        for link in (by_role, by_title):
            assert text(link) == f"Title of {name}"
        assert text(by_words) == "Mine"


def test_a_title_is_in_no_table_of_contents(all_seven: Result) -> None:
    body = all_seven.body("view.html")
    assert [heading.name for heading in body.select("h1, h2, h3, h4, h5, h6")] == ["h1"]


def searched(result: Result) -> Callable[[str], list[str]]:
    """The pages that a search for one word finds."""
    data = json.loads(
        (result.outdir / "searchindex.js").read_text("utf-8").removeprefix("Search.setIndex(")[:-1]
    )

    def find(word: str) -> list[str]:
        pages = data["terms"].get(word, [])
        pages = pages if isinstance(pages, list) else [pages]
        return sorted(data["docnames"][page] for page in pages)

    return find


def test_search_finds_where_words_come_from_and_not_every_listing(all_seven: Result) -> None:
    find = searched(all_seven)
    assert find("zebrafish") == ["work/items"]
    assert find("quagga") == ["work/items"]
    assert find("straß") + find("straße") == ["more"]
    assert find("loaf") == []  # of the catalogue
    assert find("okapi") == ["view"]  # of the owner


@pytest.mark.parametrize("view", LISTINGS)
def test_where_nothing_passes_the_page_says_why(look: Callable[..., Tag], view: str) -> None:
    found = look(view, ":skills: baking", ":kind: certificate", ":since: 2025")
    assert text(found) == (
        "Nothing passes these filters: kind certificate; skills baking; since 2025."
    )


@pytest.mark.parametrize("view", LISTINGS)
def test_an_empty_portfolio_says_so(project: Callable[..., Project], view: str) -> None:
    result = project({"index.md": f"# View\n\n{listing(view, words='My words.')}"}).build()
    assert result.warnings == []
    (found,) = views(result, "index.html")
    assert text(found) == "There is nothing to show here yet."
    assert "My words." in text(result.body("index.html"))


TITLES = {
    "course": "Zebrafish course", "map": "Quagga map", "plan": "Undated plan", "aid": "First aid",
    "thoughts": "Thoughts on baking", "second": "Second thoughts",
}  # fmt: skip


@pytest.mark.newest
@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([":kind: course"], ["course"]),
        ([":kind: Project, CERTIFICATE"], ["aid", "plan"]),
        ([":skills: Baking"], ["course", "plan"]),
        ([":issuer: acme, STRASSE & CO."], ["course", "aid"]),
        ([":evidence: plan, course"], ["plan", "course"]),
        ([":evidence: Plan, Course", ":sort: newest"], ["course", "plan"]),
        ([":page: more"], ["aid"]),
        ([":page: /work/items.md, more.md"], ["course", "map", "aid", "plan"]),
        ([":under: work"], ["course", "map", "plan"]),
        ([":under: /"], ["course", "map", "aid", "plan"]),
        ([":since: 2024-05"], ["course", "map"]),
        ([":until: 2024"], ["map", "aid"]),
        ([":since: 2024", ":until: 2024-12-31"], ["map"]),
        ([":sort: oldest"], ["aid", "map", "course", "plan"]),
        ([":sort: Title"], ["aid", "map", "plan", "course"]),
        ([":sort: featured"], ["map", "course", "aid", "plan"]),
        ([":sort: issuer", ":limit: 2"], ["course", "aid"]),
        ([":under: work", ":skills: baking", ":sort: oldest"], ["course", "plan"]),
    ],
)
def test_filters_and_order_are_options(
    look: Callable[..., Tag], options: list[str], found: list[str]
) -> None:
    table = look("evidence-table", *options)
    assert each(table, "tbody th") == [TITLES[name] for name in found]


def test_pages_and_folders_are_seen_from_the_page_of_the_listing(
    project: Callable[..., Project],
) -> None:
    page = "# View\n\n" + "".join(
        listing("evidence-table", option)
        for option in (":page: items", ":page: ../more", ":under: .", ":under: ..")
    )
    result = project(source("", **{"work/inside.md": f"---\norphan: true\n---\n{page}"})).build()
    assert result.warnings == []
    inside = ["Zebrafish course", "Quagga map", "Undated plan"]
    tables = [each(view, "tbody th") for view in views(result, "work/inside.html")]
    assert tables[:3] == [inside, ["First aid"], inside]
    assert sorted(tables[3]) == sorted([*inside, "First aid"])


@pytest.mark.newest
@pytest.mark.parametrize(
    ("view", "shown", "said"),
    [
        ("evidence-gallery", [".pf-card-title"], "2 of 4 are shown."),
        ("evidence-table", ["tbody th"], "2 of 4 are shown."),
        ("portfolio-timeline", [".pf-entries a"], "2 of 6 are shown."),
        ("evidence-checklist", ["table:first-of-type tbody th"], "2 of 4 are shown."),
    ],
)
def test_a_limit_is_told_with_the_way_to_the_rest(
    look: Callable[..., Tag], view: str, shown: list[str], said: str
) -> None:
    found = look(view, ":limit: 2")
    assert len(each(found, shown[0])) == 2
    assert said in text(found)
    more = found.select_one('a[href="portfolio-evidence.html"]')
    assert text(more) == "See all evidence"
    assert "are shown." not in text(look(view, ":limit: all"))
    assert "are shown." not in text(look(view, ":limit: 6"))


def test_a_limit_leads_to_a_gallery_that_shows_the_rest(project: Callable[..., Project]) -> None:
    gallery = {"all.md": "# All\n\n" + listing("evidence-gallery", ":under: work", ":name: every")}
    page = "".join(
        listing("evidence-table", ":limit: 1", *more)
        for more in ([":under: work"], [], [":under: work", ":skills: baking"])
    )
    files = source(page, **gallery)
    files["index.md"] = "# Home\n\n```{toctree}\nwork/items\nmore\nview\nall\n```\n"
    tree = project(files)
    result = tree.build()
    assert result.warnings == []
    links = [view.find_all("a")[-1]["href"] for view in views(result)]
    # A gallery of one folder does not show what is in others.
    assert links == ["all.html#every", "portfolio-evidence.html", "all.html#every"]
    tree.write("all.md", "# All\n\n" + listing("evidence-gallery", ":under: work", ":limit: 2"))
    links = [view.find_all("a")[-1]["href"] for view in views(tree.build())]
    assert links == ["portfolio-evidence.html", "portfolio-evidence.html", "all.html"]


def test_a_limit_on_reflections_leads_to_no_index_of_evidence(look: Callable[..., Tag]) -> None:
    found = look("reflection-list", ":limit: 1")
    assert each(found, "li > p:first-child") == ["Thoughts on baking"]
    assert "1 of 2 are shown." in text(found)
    assert "index" not in text(found)


def test_two_items_of_one_name_each_get_their_own_link(project: Callable[..., Project]) -> None:
    page = "# P\n\n```{evidence} One\n:name: x\n```\n\n```{evidence} Two\n:name: x\n```\n\n"
    result = project({"index.md": page + listing("evidence-table") + listing("portfolio-timeline")})
    built = result.build()
    assert [w.rpartition("[")[2] for w in built.warnings] == ["portfolio.duplicate_name]"]
    for view in views(built, "index.html"):
        links = {text(link): str(link["href"]) for link in view.select("a.internal")}
        assert set(links) == {"One", "Two"}
        for title, address in links.items():
            anchor = address.partition("#")[2]
            assert text(built.article("index.html", anchor).select_one(".pf-title")).startswith(title)  # fmt: skip


def test_two_listings_of_one_name_are_told_at_the_line_of_the_second(
    project: Callable[..., Project],
) -> None:
    page = listing("evidence-table", ":name: x") + listing("evidence-gallery", ":name: x")
    (warning,) = project({"index.md": f"# P\n\n{page}"}).build().warnings
    assert warning.startswith("index.md:")


def test_titles_show_as_words_whatever_they_hold(project: Callable[..., Project]) -> None:
    title = "**Bold** & <b>x</b> {{x}} [link](https://example.org)"
    page = f"# P\n\n:::{{evidence}} {title}\n:skills: '<i>x</i>'\n:::\n\n"
    listings = "".join(listing(view) for view in LISTINGS)
    result = project({"index.md": page + listings}, myst_enable_extensions=["colon_fence"]).build()
    assert result.warnings == []
    for view in views(result, "index.html"):
        assert not view.select("b, i")
        if "pf-reflection-list" in view["class"] or "pf-portfolio-summary" in view["class"]:
            continue
        assert "Bold & x {{x}} link" in text(view)


def test_restructuredtext_says_the_same(project: Callable[..., Project]) -> None:
    options = [":under: work", ":limit: 2", ":on: 2025-06-15"]
    markdown, rst = "", "View\n====\n\n"
    for view in LISTINGS:
        mine = options if view == "evidence-checklist" else options[:2]
        markdown += listing(view, *mine, title="A *title*", words="My words.")
        lines = [f".. {view}:: A *title*", *(f"   {line}" for line in (*mine, "", "My words."))]
        rst += "\n".join(lines) + "\n\n"
    first = project(source(markdown)).build()
    second = project({k: v for k, v in source("").items() if k != "view.md"} | {"view.rst": rst})
    result = second.build()
    assert first.warnings == result.warnings == []
    made = [r.soup("view.html").find_all("div", class_="pf-listing-block") for r in (first, result)]
    assert made[0] == made[1]


# -- one after the other


def test_a_gallery_shows_cards_featured_ones_first(all_seven: Result) -> None:
    gallery = seven(all_seven)["evidence-gallery"]
    cards = gallery.select("ul.pf-cards > li")
    assert [[text(part) for part in card.select("p")] for card in cards] == [
        ["Quagga map", "Artefact, May 2024"],
        ["Zebrafish course", "Course, ACME, 21 March 2025, valid until March 2026"],
        ["First aid", "Certificate, Straße & Co., 2023, valid until 31 January 2024"],
        ["Undated plan", "Project"],
    ]
    tops = [card.select_one(".pf-card-top") for card in cards]
    assert [text(top) for top in tops] == ["", "", "Certificate", "DOCX"]  # where no picture is
    # The title says what a picture would.
    assert [image["alt"] for image in gallery.select("img")] == ["", ""]


def copies(image: Tag, folder: Path) -> list[tuple[int, int]]:
    """The sizes of the files that a browser can choose from."""
    offered = str(image.get("srcset") or f"{image['src']} 1w").split(", ")
    sizes = []
    for one in offered:
        with Image.open(folder / unquote(one.rpartition(" ")[0])) as picture:
            sizes.append(picture.size)
    return sizes


def test_pictures_of_a_gallery_are_small(all_seven: Result) -> None:
    drawing, photograph = seven(all_seven)["evidence-gallery"].select("img")
    published = (all_seven.outdir / str(drawing["src"])).read_text("utf-8")
    assert published == read_drawing(DRAWING.encode()).content.decode()
    assert (drawing["width"], drawing["height"]) == ("90", "60")
    assert copies(photograph, all_seven.outdir) == [(320, 240), (640, 480)]
    assert (all_seven.outdir / str(photograph["src"])).stat().st_size < 50_000
    # The browser learns the shape before the picture comes.
    assert int(str(photograph["width"])) * 3 == int(str(photograph["height"])) * 4
    assert photograph["loading"] == "lazy"


@pytest.mark.parametrize(
    ("size", "kind", "shown"),
    [
        ((4000, 3000), "JPEG", [(320, 240), (640, 480)]),
        ((3000, 300), "PNG", [(360, 36), (720, 72)]),
        ((300, 3000), "WEBP", [(24, 240), (48, 480)]),
        ((40, 28), "PNG", [(40, 28)]),
        ((40, 28), "GIF", [(40, 28)]),
    ],
)
def test_no_picture_is_larger_than_its_card(
    project: Callable[..., Project], size: tuple[int, int], kind: str, shown: list[tuple[int, int]]
) -> None:
    name = f"it.{kind.lower()}"
    page = f"# P\n\n```{{evidence}} It\n:file: {name}\n:alt: x\n```\n\n"
    files = {"index.md": page + listing("evidence-gallery"), name: picture(*size, kind)}
    result = project(files).build()
    assert result.warnings == []
    (image,) = views(result, "index.html")[0].select("img")
    assert copies(image, result.outdir) == shown


def test_a_table_has_a_row_for_each_piece_of_evidence(all_seven: Result) -> None:
    table = seven(all_seven)["evidence-table"]
    assert each(table, "thead th") == ["Evidence", "Kind", "Issued by", "Date", "Skills"]
    assert rows(table) == [
        [
            "Zebrafish course", "Course", "ACME", "21 March 2025 valid until March 2026",
            "Baking, Shaping bread",
        ],
        ["Quagga map", "Artefact", "", "May 2024", "Shaping bread"],
        ["First aid", "Certificate", "Straße & Co.", "2023 valid until 31 January 2024", ""],
        ["Undated plan", "Project", "", "", "Baking"],
    ]  # fmt: skip


def test_a_column_that_would_be_empty_is_left_out(look: Callable[..., Tag]) -> None:
    plan = look("evidence-table", ":evidence: plan")
    assert each(plan, "thead th") == ["Evidence", "Kind", "Skills"]
    aid = look("evidence-table", ":evidence: aid")
    assert each(aid, "thead th") == ["Evidence", "Kind", "Issued by", "Date"]


def test_reflections_are_listed_with_what_they_are_about(all_seven: Result) -> None:
    entries = seven(all_seven)["reflection-list"].select("li")
    assert [[text(line) for line in entry.select("p")] for entry in entries] == [
        ["Thoughts on baking", "STAR reflection, 2 April 2025", "About Zebrafish course, Quagga map", "Skills Baking"],
        ["Second thoughts", "STAR reflection"],
    ]  # fmt: skip


def test_reflections_on_one_piece_of_evidence(look: Callable[..., Tag]) -> None:
    assert each(look("reflection-list", ":evidence: map"), "li > p:first-child") == [
        "Thoughts on baking"
    ]


def test_a_timeline_goes_by_years_and_ends_with_what_has_no_date(all_seven: Result) -> None:
    years = seven(all_seven)["portfolio-timeline"]
    said = [
        (text(term), [text(entry) for entry in term.find_next("dd").select("li")])  # type: ignore[union-attr]
        for term in years.select("dt")
    ]
    assert said == [
        ("2025", [
            "2 April 2025 Thoughts on baking STAR reflection",
            "21 March 2025 Zebrafish course Course, ACME, valid until March 2026",
        ]),
        ("2024", ["May 2024 Quagga map Artefact"]),
        ("2023", ["2023 First aid Certificate, Straße & Co., valid until 31 January 2024"]),
        ("No date", ["Second thoughts STAR reflection", "Undated plan Project"]),
    ]  # fmt: skip
    times = [time["datetime"] for time in years.select("time")]
    assert times == ["2025-04-02", "2025-03-21", "2024-05", "2023"]


def test_a_matrix_sets_what_there_is_beside_what_is_expected(all_seven: Result) -> None:
    matrix = seven(all_seven)["skills-matrix"]
    assert each(matrix, ".rubric") == ["Bread", "Heat"]  # groups, in the order of the catalogue
    assert each(matrix, "thead th") == ["Skill", "Evidence", "Reflections", "Status"] * 2
    assert [[*row[:1], *row[3:]] for row in rows(matrix)] == [
        ["Shaping bread Level: on my own", "2 of 2 expected"],
        ["Proving dough", "0 of 1 expected"],
        ["Baking", "2 of 3 expected"],
    ]
    marks = [each(row, "td:nth-of-type(1) .pf-sign") for row in matrix.select("tbody tr")]
    assert marks == [["Zebrafish course", "Quagga map"], [], ["Zebrafish course", "Undated plan"]]
    states = [status["class"][1] for status in matrix.select(".pf-have")]
    assert states == ["pf-have-enough", "pf-have-none", "pf-have-some"]
    # A mark leads to what it stands for, and says so to who points at it.
    link = matrix.select_one('.pf-sign[data-kind="course"] a')
    assert link is not None
    assert (link["href"], link["title"]) == ("work/items.html#course", "Zebrafish course (Course)")
    # What the signs mean is written below.
    assert each(matrix, ".pf-legend > .pf-sign") == ["Course", "Artefact", "Project", "Reflection"]


def test_a_matrix_as_a_list_says_more(look: Callable[..., Tag]) -> None:
    matrix = look("skills-matrix", ":form: list", portfolio_skills=["skills.yaml"])
    assert not matrix.select(".pf-legend")
    assert rows(matrix) == [
        [
            "Shaping bread Level: on my own Gives a loaf its form.",
            "2: Zebrafish course, Quagga map",
            "0",
            "2 of 2 expected Not reflected on yet",
        ],
        ["Proving dough Defined at example.org", "0", "0", "0 of 1 expected Not reflected on yet"],
        [
            "Baking",
            "2: Zebrafish course, Undated plan",
            "1: Thoughts on baking",
            "2 of 3 expected Reflected on",
        ],
    ]


def test_a_matrix_as_bars_shows_what_there_is(look: Callable[..., Tag]) -> None:
    matrix = look("skills-matrix", ":form: bars", portfolio_skills=["skills.yaml"])
    # What is expected and missing is not for employers.
    assert each(matrix, ".pf-bar-line") == [
        "Shaping bread 2 pieces of evidence",
        "Baking 2 pieces of evidence",
    ]
    widths = [bar["width"] for bar in matrix.select("svg .pf-bar-have")]
    assert widths == ["100%", "100%"]
    assert {svg["aria-hidden"] for svg in matrix.select("svg")} == {"true"}  # the words say it
    few = look("skills-matrix", ":form: bars", ":limit: 1", ":sort: title")
    assert each(few, ".pf-bar-line") == ["Baking 2 pieces of evidence"]
    assert "1 of 3 are shown. See all skills." in text(few)
    assert few.find_all("a")[-1]["href"] == "portfolio-skills.html"


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ([], ["Baking", "Shaping", "Shaping (on my own)"]),
        ([":sort: title"], ["Baking", "Shaping", "Shaping (on my own)"]),
        ([":skills: shaping", ":kind: artefact"], ["Shaping"]),
    ],
)
def test_a_matrix_without_catalogue_has_the_skills_that_items_name(
    look: Callable[..., Tag], options: list[str], order: list[str]
) -> None:
    matrix = look("skills-matrix", *options)
    assert not matrix.select(".rubric")
    assert each(matrix, "tbody th") == order
    assert {row[3] for row in rows(matrix)} <= {"1 piece of evidence", "2 pieces of evidence"}


def test_skills_with_the_most_evidence_come_first(look: Callable[..., Tag]) -> None:
    catalogue = {
        "skills.yaml": "- {title: Proving}\n- {title: Shaping, levels: [on my own]}\n"
        "- {title: Knitting}\n- {title: Baking}\n",
        "more.md": "# More\n\n```{evidence} Cake\n:skills: baking\n```\n",
    }

    def order(*options: str) -> list[str]:
        return each(look("skills-matrix", *options, files=catalogue), "tbody th p:first-child")

    assert order() == ["Baking", "Shaping"]
    assert order(":sort: page") == ["Shaping", "Baking"]  # as in the catalogue
    assert order(":sort: title") == ["Baking", "Shaping"]


def test_who_reflects_on_evidence_has_reflected_on_its_skills(
    project: Callable[..., Project],
) -> None:
    page = listing("skills-matrix", ":skills: shaping", ":form: list") + listing(
        "reflection-list", ":skills: shaping"
    )
    borrowing = f"# B\n\n```{{star-reflection}} Borrowed\n:evidence: map\n\n{STAR}\n```\n"
    files = source(page, **{"more.md": borrowing})
    result = project(files).build()
    assert result.warnings == []
    matrix, thoughts = views(result)
    assert rows(matrix) == [
        ["Shaping", "1: Quagga map", "1: Borrowed", "1 piece of evidence Reflected on"]
    ]
    assert each(thoughts, "li > p:first-child") == ["Borrowed"]
    # Nobody says for the owner what the reflection shows.
    assert not result.article("more.html", "borrowed").select(".pf-skill")
    data = json.loads((result.outdir / "portfolio.json").read_text("utf-8"))
    (entry,) = [one for one in data["reflections"] if one["title"] == "Borrowed"]
    assert entry["skills"] == []
    skills = {one["name"]: one.get("reflections") for one in data["skills"]}
    assert skills["shaping"] == ["borrowed"]


def test_a_cell_with_many_links_leads_to_the_rest(look: Callable[..., Tag]) -> None:
    matrix = look("skills-matrix", ":form: list", ":limit: 1", ":skills: baking")
    ((_skill, evidence, reflections, _status),) = rows(matrix)
    assert evidence == "2: Zebrafish course, 1 more"
    assert reflections == "1: Thoughts on baking"
    links = {text(link): link["href"] for link in matrix.select("a")}
    assert links["1 more"] == "portfolio-skills.html#baking"
    grid = look("skills-matrix", ":limit: 1", ":skills: baking")
    assert each(grid, "td:nth-of-type(1) li") == ["Zebrafish course", "1 more"]


def test_expected_skills_are_missed_unless_a_filter_asks_for_something_special(
    look: Callable[..., Tag],
) -> None:
    def skills(*options: str) -> list[str]:
        matrix = look("skills-matrix", *options, portfolio_skills=["skills.yaml"])
        return each(matrix, "tbody tr > :first-child > p:first-child")

    assert skills() == ["Shaping bread", "Proving dough", "Baking"]
    assert skills(":under: work") == ["Shaping bread", "Proving dough", "Baking"]
    assert skills(":skills: proving, Baking") == ["Proving dough", "Baking"]
    assert skills(":evidence: map") == ["Shaping bread", "Baking"]  # with its reflection
    assert skills(":kind: artefact") == ["Shaping bread"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "4 pieces of evidence, 2 reflections, 3 skills, last added in April 2025"),
        ([":kind: certificate"], "1 piece of evidence, last added in 2023"),
        ([":evidence: plan"], "1 piece of evidence, 1 skill"),
        ([":evidence: map", ":kind: star"], "1 reflection, last added in April 2025"),
    ],
)
def test_a_summary_is_a_sentence(look: Callable[..., Tag], options: list[str], said: str) -> None:
    summary = look("portfolio-summary", *options)
    assert text(summary) == said
    assert each(summary, "strong") == re.findall(r"\d+(?= [prs])", said)


def test_a_summary_speaks_other_languages(project: Callable[..., Project]) -> None:
    tree = project(source(listing("portfolio-summary")), language="nl")
    (summary,) = views(tree.build())
    assert text(summary) == (
        "4 bewijsstukken, 2 reflecties, 3 vaardigheden, laatst aangevuld in april 2025"
    )


def test_what_is_missing_is_told_to_assessors(all_seven: Result) -> None:
    gaps = "More evidence is expected for Proving dough, Baking"
    assert gaps in each(seven(all_seven)["evidence-checklist"], "p.pf-quiet")
    assert "expected" not in text(seven(all_seven)["portfolio-summary"])
    assert "portfolio: more evidence is expected for Proving dough (0 of 1), Baking (2 of 3)" in (
        all_seven.status
    )


def test_a_checklist_says_when_nothing_is_missing(project: Callable[..., Project]) -> None:
    enough = {"skills.yaml": "- {title: Shaping, expected: 1}\n- {title: Baking, expected: 2}\n"}
    page = listing("evidence-checklist", ":on: 2025-06")
    tree = project(source(page, **enough), portfolio_skills="skills.yaml")
    result = tree.build(suppress_warnings=["portfolio.unknown_skill"])
    assert result.warnings == []
    (checks,) = views(result)
    assert "All evidence that is expected is here." in text(checks)
    assert "portfolio: more evidence" not in result.status


def test_a_checklist_says_what_assessors_look_for(all_seven: Result) -> None:
    checks = seven(all_seven)["evidence-checklist"]
    assert text(checks.blockquote) == "All this is mine."
    assert text(checks).count("All this is mine.") == 1
    assert "Checked for 15 June 2025. Current means dated within the 24 months before." in text(checks)  # fmt: skip
    evidence, skills = checks.select("table")
    assert each(evidence, "thead th") == ["Evidence", "Valid", "Authentic", "Current"]
    assert rows(evidence) == [
        [
            "Zebrafish course", "Shows Baking, Shaping bread",
            "Declared, can be checked at example.org", "Yes: 21 March 2025",
        ],
        ["Quagga map", "Shows Shaping bread", "Declared", "Yes: May 2024"],
        [
            "First aid", "Names no skill", "Declared, issued by Straße & Co.",
            "Expired: 31 January 2024",
        ],
        ["Undated plan", "Shows Baking", "Declared", "Has no date"],
    ]  # fmt: skip
    link = evidence.select_one("a.external")
    assert link is not None
    assert link["href"] == "https://www.example.org/verify/1"
    assert rows(skills) == [
        ["Shaping bread", "2 of 2 expected"],
        ["Proving dough", "0 of 1 expected"],
        ["Baking", "2 of 3 expected"],
    ]
    assert each(checks, ".rubric") == ["Each piece of evidence", "Each skill"]


def test_without_a_declaration_nothing_is_declared(look: Callable[..., Tag]) -> None:
    checks = look("evidence-checklist", ":on: 2025")
    assert not checks.blockquote
    assert {row[2] for row in rows(checks.select("table")[0])} == {
        "Not declared, can be checked at example.org", "Not declared",
        "Not declared, issued by Straße & Co.",
    }  # fmt: skip


@pytest.mark.newest
@pytest.mark.parametrize(
    ("options", "current"),
    [
        # A date of any precision: its last day, which is kind to the owner.
        ([":on: 2025-03-21"], ["Yes", "Yes", "Expired", "Has no date"]),
        ([":on: 2025-03-20"], ["Dated later", "Yes", "Expired", "Has no date"]),
        ([":on: 2025-03"], ["Yes", "Yes", "Expired", "Has no date"]),
        ([":on: 2026-03-31"], ["Yes", "Yes", "Expired", "Has no date"]),
        ([":on: 2026-04-01"], ["Expired", "Yes", "Expired", "Has no date"]),
        ([":on: 2024-01-31"], ["Dated later", "Dated later", "Yes", "Has no date"]),
        ([":on: 2026-06-30", ":months: 24"], ["Expired", "Older", "Expired", "Has no date"]),
        ([":on: 2026-05-31", ":months: 24"], ["Expired", "Yes", "Expired", "Has no date"]),
        ([":on: 2025-06-15", ":months: 3"], ["Yes", "Older", "Expired", "Has no date"]),
        ([":on: 2025-06-22", ":months: 3"], ["Older", "Older", "Expired", "Has no date"]),
        ([":on: 2026", ":months: 999999"], ["Expired", "Yes", "Expired", "Has no date"]),
        ([":on: 9999", ":months: ALL"], ["Expired", "Yes", "Expired", "Has no date"]),
    ],
)
def test_what_is_current_depends_on_the_day_and_the_months(
    look: Callable[..., Tag], options: list[str], current: list[str]
) -> None:
    checks = look("evidence-checklist", *options)
    assert [row[3].partition(":")[0] for row in rows(checks.select("table")[0])] == current


def test_any_age_may_count_as_current(look: Callable[..., Tag]) -> None:
    checks = look("evidence-checklist", ":on: 2025-06-15", ":months: all")
    assert "Checked for 15 June 2025." in text(checks)
    assert "months" not in text(checks)


def test_without_a_day_it_is_that_of_the_build(
    look: Callable[..., Tag], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")  # as reproducible builds set it
    assert "Checked for 15 June 2025." in text(look("evidence-checklist"))


# -- other builders


@pytest.mark.parametrize(
    ("builder", "files"),
    [
        ("text", "view.txt"),
        ("man", "*.1"),
        ("latex", "*.tex"),
        ("epub", "view.xhtml"),
        ("xml", "view.xml"),
        ("pseudoxml", "view.pseudoxml"),
        ("texinfo", "*.texi"),
        ("singlehtml", "index.html"),
        ("dirhtml", "view/index.html"),
        ("json", "view.fjson"),
    ],
)
def test_other_builders_say_the_same(
    project: Callable[..., Project], builder: str, files: str
) -> None:
    page = "".join(
        listing(
            view,
            ":limit: 3",
            *([":on: 2025-06-15"] if view == "evidence-checklist" else []),
            title=f"My {view.replace('-', ' ')}",
        )
        for view in LISTINGS
    )
    about = {"version": "1", "copyright": "2025, Your Name"}  # e-books want them
    tree = project(source(page), portfolio_skills=["skills.yaml"], **about)
    result = tree.build(builder)
    assert result.warnings == []
    (file,) = result.outdir.glob(files)
    content = file.read_text("utf-8")
    if builder == "json":
        content = json.loads(content)["body"]
    said = _letters(re.sub(r"<[^>]+>|\\f[A-Z]", "", content))
    for words in (
        "Zebrafish course", "Thoughts on baking", "Shaping bread", "STAR reflection",
        "0 of 1 expected", "Expired: 31 January 2024", "none yet", "pieces of evidence",
        "last added in April 2025", "3 of 4 are shown.", *(f"My {view}" for view in LISTINGS),
    ):  # fmt: skip
        # Tables of text break lines within cells.
        parts = words.split() if builder == "text" else [words]
        assert [part for part in parts if _letters(part) not in said] == []


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words)


def test_text_and_e_books_have_no_form_and_text_has_no_pictures(
    project: Callable[..., Project],
) -> None:
    items = "".join(f"```{{evidence}} Item {n}\n```\n\n" for n in range(9))
    page = listing("evidence-gallery")
    tree = project(source(page, **{"more.md": f"# More\n\n{items}"}), version="1", copyright="2025")
    assert "[image" not in (tree.build("text").outdir / "view.txt").read_text("utf-8")
    for builder, file, forms in (("html", "view.html", 1), ("epub", "view.xhtml", 0)):
        soup = BeautifulSoup((tree.build(builder).outdir / file).read_text("utf-8"), "html5lib")
        assert len(soup.select("form.pf-filter")) == forms
        scripts = [
            script for script in soup.select("script") if "data-facet" in (script.string or "")
        ]
        assert len(scripts) == forms
        assert len(soup.select(".pf-card-top img")) == 2  # pictures are not only for browsers


def test_links_work_when_all_pages_are_one(project: Callable[..., Project]) -> None:
    page = "".join(listing(view, ":limit: 3") for view in LISTINGS)
    result = project(source(page), portfolio_skills=["skills.yaml"]).build("singlehtml")
    assert result.warnings == []
    soup = result.soup("index.html")
    links = [link for view in views(result, "index.html") for link in view.select("a.internal")]
    assert len(links) > 15
    for link in links:
        assert str(link["href"]).startswith("#")
        assert soup.find(id=str(link["href"])[1:]), link


# -- the catalogue, and other languages


def test_the_index_of_skills_shows_groups_descriptions_and_addresses(all_seven: Result) -> None:
    index = all_seven.body("portfolio-skills.html")
    assert each(index, "h2") == ["Bread", "Heat"]
    shaping, proving, baking = index.select(".pf-index-group")
    assert [section["id"] for section in (shaping, proving, baking)] == [
        "shaping", "proving", "baking",
    ]  # fmt: skip
    assert "Gives a loaf its form." in text(shaping)
    assert each(shaping, "li a") == ["Zebrafish course", "Quagga map"]
    assert "More evidence expected: 0 of 1" in text(proving)
    assert not proving.select("ul")
    address = proving.select_one("a.external")
    assert text(address) == "https://example.org/skills/proving"
    assert "More evidence expected: 2 of 3" in text(baking)


def pages_of(result: Result) -> dict[str, str]:
    return {
        path.relative_to(result.outdir).as_posix(): path.read_text("utf-8")
        for path in sorted(result.outdir.rglob("*.html"))
    }


def test_an_edit_of_the_catalogue_reaches_every_page_that_shows_skills(
    project: Callable[..., Project],
) -> None:
    page = listing("skills-matrix") + listing("portfolio-summary") + "{skill}`proving`\n"
    tree = project(source(page), portfolio_skills=["skills.yaml"])
    tree.build()
    edited = CATALOGUE.replace("Shaping bread", "Forming bread").replace(
        "expected: 3", "expected: 2"
    )
    for catalogue in (edited, edited.replace("group: Bread", "group: Dough"), CATALOGUE):
        tree.write("skills.yaml", catalogue)
        again = tree.build()
        clean = tree.build(out=f"clean-{len(catalogue)}")
        assert again.warnings == clean.warnings == []
        assert pages_of(again) == pages_of(clean)
        # Only the page with items that name skills is read again.
        status = re.sub(r"\x1b\[[0-9;]*m", "", again.status)
        assert re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", status) == ["work/items"]
    assert "Shaping bread" in text(views(tree.build())[0])


@pytest.mark.parametrize("language", ["nl", "af", "de", "ar"])
def test_listings_in_the_readers_language(
    project: Callable[..., Project], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    page = "".join(listing(view, ":limit: 2") for view in LISTINGS)
    page += listing("evidence-table", ":until: 1999")
    tree = project(source(page), language=language, portfolio_skills=["skills.yaml"])
    result = tree.build()
    assert result.warnings == []
    found = views(result)
    assert len(found) == 8
    if language == "nl":
        heads = each(found[3], "thead th")
        assert heads[:4] == ["Vaardigheid", "Bewijsstukken", "Reflecties", "Status"]
        assert "2 van 3 verwacht" in text(found[3])
        assert "21 maart 2025" in text(found[0])
    english = re.compile(
        "[Ee]vidence|reflection|none yet|expected|shown|added|Checked|Nothing passes|Each"
    )
    assert not [text(view) for view in found if language in {"nl", "af"} and english.search(text(view))]  # fmt: skip


@pytest.mark.parametrize("name", ["my plan.svg", "plan #1.svg", "50% plan?.svg", "plan & map.svg"])
def test_the_address_of_a_picture_on_a_card_is_quoted(
    project: Callable[..., Project], name: str
) -> None:
    page = (
        f"# P\n\n```{{evidence}} It\n:file: {name}\n:alt: x\n```\n\n```{{evidence-gallery}}\n```\n"
    )
    result = project({"index.md": page, name: DRAWING}).build()
    assert result.warnings == []
    (image,) = result.body("index.html").select(".pf-listing img")
    address = str(image["src"])
    assert not re.search(r"[ #?]|%(?![0-9A-F]{2})", address)
    assert (result.outdir / unquote(address)).is_file()
