"""Network maps in pages: drawn, listed, numbered, and never more than readers may see."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from test_rebuilds import different, written
from windows import violations, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Browser, Page
    from project import Project, Result

pytestmark = pytest.mark.newest

CSV = """\
name,role,organisation,branch,status,e-mail,phone
Thandi Example,Lecturer,Example University,University,in touch,thandi@example.org,555 0100
Sam Sample,,,Work,planned,sam@example.org,555 0101
Pat Person,Recruiter,Example Works,Industry,quiet,,
"""
#: What nobody may find who is not meant to.
SECRETS = ("Thandi", "Sample", "Pat Person", "example.org", "0100")
FILES: dict[str, str | bytes] = {
    "index.md": """
        # Home

        ```{network-map} Everybody I know
        :name: everybody
        :file: contacts.csv
        :names-for: assessor
        ```

        ```{toctree}
        one
        two
        three
        ```
        """,
    "one.md": """
        # One

        ````{evidence} My map
        :name: my-map

        What it shows.

        ```{network-map} My network in March
        :alt: A map of two branches

        - University
          - Lecturer of <b>web</b> & more
          - {evidence}`my-map`
          - Alumni society (planned)
        - Work
          - Former manager (quiet)

        Words of mine below it.
        ```
        ````
        """,
    "two.md": """
        # Two

        See {numref}`everybody`, [](#everybody), {evidence}`everybody` and {numref}`my-map`.

        ```{star-reflection} What I saw
        :evidence: everybody, my-map

        **Situation:** A.

        **Task:** B.

        **Action:** C.

        **Result:** D.
        ```

        ```{evidence-gallery}
        ```
        """,
    "three.md": "# Three\n",
    "contacts.csv": CSV,
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Project:
    from project import Project

    return Project(tmp_path_factory.mktemp("network") / "project", FILES, {})


@pytest.fixture(scope="module")
def site(tree: Project) -> Result:
    result = tree.build()
    assert result.warnings == []
    return result


def words(svg: Tag) -> list[str]:
    return [text.get_text() for text in svg.find_all("text")]


def found_in(folder: Path, secrets: tuple[str, ...] = SECRETS) -> set[str]:
    """Which words stand in the files of a folder, whatever these are."""
    data = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return {secret for secret in secrets if secret.encode() in data}


def test_a_file_of_contacts_is_drawn_and_listed(site: Result) -> None:
    body = site.body("index.html")
    wide, narrow = body.find_all("svg")
    assert wide["role"] == "img"
    assert wide["aria-label"] == narrow["aria-label"]
    assert "University (1), Work (1), Industry (1)" in str(wide["aria-label"])
    drawn = ["Me", "University", "Lecturer", "Example University", "Industry", "Recruiter"]
    assert set(drawn) <= set(words(wide))
    assert {"S. S.", "planned", "Example Works · quiet"} <= set(words(wide))
    entries = [entry.get_text(" ", strip=True) for entry in body.select("details ul ul > li")]
    assert entries == [
        "Lecturer, Example University",
        "S. S. (planned)",
        "Recruiter, Example Works (quiet)",
    ]


def test_nothing_of_the_file_is_published(tree: Project, site: Result) -> None:
    assert site.warnings == []
    # What is kept between builds is published by some builders.
    assert found_in(tree.root / "build") == set()
    assert not list((tree.root / "build").rglob("contacts*"))


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "text", "epub", "latex", "xml"])
def test_other_builders_say_the_same(tree: Project, site: Result, builder: str) -> None:
    result = tree.build(builder, epub_copyright="x", version="1")
    assert result.warnings == []
    assert found_in(tree.root / "build") == set()
    if builder == "text":
        text = result.text("index.txt")
        assert "Recruiter, Example Works (quiet)" in text
        assert "Everybody I know" in text
    if builder == "latex":
        source = next(result.outdir.glob("*.tex")).read_text("utf-8")
        assert source.count(r"\begin{pfmap}") == 2
        assert "{Recruiter}" in source
        assert r"\pfmapbox{contact}{planned}" in source
    if builder == "epub":
        page = result.soup("index.xhtml")
        assert not page.find("svg")
        assert page.select_one(".pf-map-list li li") is not None


def test_names_are_for_those_whom_the_owner_names(project: Callable[..., Project]) -> None:
    tree = project(FILES)
    result = tree.build(portfolio_audience="assessor")
    (wide, _narrow) = result.body("index.html").find_all("svg")
    assert {"Thandi Example", "Sam Sample", "Pat Person"} <= set(words(wide))
    assert found_in(tree.root / "build", ("thandi@", "0100")) == set()
    # The next build, for others, forgets them.
    tree.build(portfolio_audience="employer")
    assert found_in(tree.root / "build") == set()


def test_a_link_to_the_file_shows_words_only(project: Callable[..., Project]) -> None:
    linked = {"three.md": "# Three\n\n[My contacts](contacts.csv), {download}`contacts.csv`\n"}
    tree = project({**FILES, **linked})
    result = tree.build()
    assert result.warnings
    assert all("contacts, which are never published" in line for line in result.warnings)
    assert "My contacts" in result.body("three.html").get_text()
    assert found_in(tree.root / "build") == set()


def test_a_folder_that_is_published_as_it_is_gets_a_warning(
    project: Callable[..., Project],
) -> None:
    page = "# Home\n\n```{network-map}\n:file: open/contacts.csv\n```\n"
    tree = project({"index.md": page, "open/contacts.csv": CSV}, html_extra_path=["open"])
    (warning,) = tree.build().warnings
    assert "index.md:4" in warning
    assert "portfolio.leak_contact" in warning


def test_a_list_is_drawn_and_kept_as_it_is_written(site: Result) -> None:
    item = site.article("one.html", "my-map")
    figure = item.select_one(".pf-map figure")
    assert figure is not None
    wide = figure.find("svg")
    assert wide is not None
    assert wide["aria-label"] == "A map of two branches"
    drawn = " ".join(words(wide))
    for said in ("Lecturer of web & more", "My map", "Alumni society planned", "manager quiet"):
        assert said in drawn
    listed = item.select("details > ul > li > ul > li")
    assert [one.get_text(strip=True) for one in listed][2:] == [
        "Alumni society (planned)",
        "Former manager (quiet)",
    ]
    assert listed[1].find("a") is not None
    assert "Words of mine below it." in item.get_text()


def test_maps_are_numbered_and_links_lead_to_them(site: Result) -> None:
    caption = site.body("index.html").find("figcaption")
    assert caption is not None
    assert caption.get_text(" ", strip=True).startswith("Fig. 1 Everybody I know")
    body = site.body("two.html")
    links = {(a["href"], a.get_text()) for a in body.select("p > a")}
    assert ("index.html#everybody", "Fig. 1") in links
    assert ("index.html#everybody", "Everybody I know") in links
    figure = site.body("one.html").find("figure")
    assert figure is not None
    assert (f"one.html#{figure['id']}", "Fig. 2") in links
    about = body.select_one(".pf-fact-evidence dd")
    assert about is not None
    assert about.get_text() == "Everybody I know, My map"
    assert site.article("one.html", "my-map").select_one('footer a[href^="two.html"]')


def test_a_gallery_has_a_small_drawing(site: Result) -> None:
    sketch = site.body("two.html").select_one(".pf-card-top svg")
    assert sketch is not None
    assert sketch["aria-hidden"] == "true"
    assert not sketch.find("text")


@pytest.mark.parametrize("option", [":private:", ":audience: assessor", ":audiense: assessor"])
def test_a_map_for_others_is_not_there(project: Callable[..., Project], option: str) -> None:
    page = f"""
        # Home

        ```{{network-map}} A secret circle
        :name: circle
        {option}

        - Work
          - Somebody special
        ```

        See [](#circle) and {{numref}}`circle`.
        """
    tree = project({"index.md": page}, html_copy_source=True)
    result = tree.build()
    assert all("unclear_access" in line for line in result.warnings)
    assert found_in(result.outdir, ("secret circle", "Somebody special")) == set()


def test_words_of_a_list_are_translated_and_drawn(project: Callable[..., Project]) -> None:
    catalog = Catalog(locale="nl")
    catalog.add("My network in March", "Mijn netwerk in maart")
    catalog.add("Alumni society (planned)", "Alumnivereniging (gepland)")
    data = io.BytesIO()
    write_mo(data, catalog)
    files = {**FILES, "locales/nl/LC_MESSAGES/one.mo": data.getvalue()}
    tree = project(files, language="nl", locale_dirs=["locales"])
    (wide, _narrow) = tree.build().body("one.html").find_all("svg")
    assert {"Ik", "Alumnivereniging", "gepland", "stil", "in contact"} <= set(words(wide))


@pytest.mark.parametrize(
    ("name", "old", "new", "rewritten"),
    [
        ("contacts.csv", "Recruiter", "Talent scout", {"index"}),
        ("contacts.csv", "Pat Person", "Another Person", {"index"}),
        ("one.md", "Former manager", "Manager", {"one", "two", "index"}),
        ("one.md", "My network in March", "My network", {"one", "index"}),
        ("index.md", "Everybody I know", "Everybody", {"index", "two"}),
    ],
)
# (Sphinx writes the page with the menu again when it reads one of its pages.)
def test_a_changed_contact_rewrites_the_pages_that_show_it(
    project: Callable[..., Project], name: str, old: str, new: str, rewritten: set[str]
) -> None:
    tree = project(FILES)
    tree.build()
    text = (tree.source / name).read_text()
    assert old in text
    tree.write(name, text.replace(old, new).encode())
    result = tree.build()
    clean = tree.build(out="clean", parallel=2)
    assert different(result.outdir, clean.outdir) == []
    assert written(result) == rewritten


def test_a_number_elsewhere_follows(project: Callable[..., Project]) -> None:
    tree = project(FILES)
    tree.build()
    first = "```{figure} a.svg\nA picture\n```\n"
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    tree.write("a.svg", drawing)
    text = (tree.source / "index.md").read_text()
    tree.write("index.md", text.replace("# Home\n", f"# Home\n\n{first}").encode())
    result = tree.build()
    clean = tree.build(out="clean")
    assert different(result.outdir, clean.outdir) == []
    assert "Fig. 2" in result.body("two.html").get_text()


def test_the_same_map_in_restructuredtext(project: Callable[..., Project]) -> None:
    page = """
        Home
        ====

        .. network-map:: My network
           :name: mine

           - Work

             - Manager
             - Recruiter (planned)

        See :numref:`mine`.
        """
    result = project({"index.rst": page}).build()
    assert result.warnings == []
    (wide, _narrow) = result.body("index.html").find_all("svg")
    assert {"Work", "Manager", "Recruiter", "planned"} <= set(words(wide))


def test_thousands_of_contacts_are_told_and_all_listed(project: Callable[..., Project]) -> None:
    rows = "".join(f"Contact {n},Branch {n % 9}\n" for n in range(5000))
    page = "# Home\n\n```{network-map}\n:file: contacts.csv\n```\n"
    tree = project({"index.md": page, "contacts.csv": f"role,branch\n{rows}"})
    result = tree.build()
    (warning,) = result.warnings
    assert "5,000" in warning
    assert warning.startswith("contacts.csv:1")
    body = result.body("index.html")
    assert len(body.select("details li li")) == 5000
    assert any("more" in text for text in words(body.find_all("svg")[0]))


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("```{network-map} My map\n\nWords alone.\n```\n", 3),
        ("```{network-map} My map\n:file: none.csv\n```\n", 4),
        ("```{network-map} My map\n- Somebody\n```\n", 4),
        ("```{network-map} My map\n- Work\n  - A recruiter (planed)\n```\n", 5),
        ("```{network-map} My map\n- Work\n  - A recruiter\n  - A recruiter\n```\n", 6),
        ("```{network-map} My map\n:shape: round\n- Work\n  - A recruiter\n```\n", 4),
    ],
)
def test_what_is_wrong_with_a_map_is_one_warning(
    project: Callable[..., Project], page: str, line: int
) -> None:
    result = project({"index.md": f"# Page\n\n{page}"}).build()
    (warning,) = result.warnings
    assert warning.startswith(f"index.md:{line}: ")
    text = result.body("index.html").get_text()
    assert "My map" in text
    for word in ("Words alone", "Somebody", "A recruiter (planed)"):
        assert (word in text) == (word in page)


# -- in a browser

#: Texts that stick out of their box or the picture, and pairs of boxes or texts that overlap.
GEOMETRY = """() => {
  const wrong = [];
  for (const svg of document.querySelectorAll(".pf-map-picture > svg")) {
    if (getComputedStyle(svg).display === "none") continue;
    const all = svg.viewBox.baseVal, texts = [...svg.querySelectorAll("text")];
    const boxes = [...svg.querySelectorAll("rect")].map((one) => one.getBBox());
    const lies = (one, other) => one.x >= other.x - 0.5 && one.y >= other.y - 0.5
      && one.x + one.width <= other.x + other.width + 0.5
      && one.y + one.height <= other.y + other.height + 0.5;
    const meet = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width
      && one.y < other.y + other.height && other.y < one.y + one.height;
    for (const text of texts) {
      const box = text.getBBox(), node = text.closest(".pf-node");
      if (!lies(box, all)) wrong.push(["outside", text.textContent]);
      const own = node.querySelector("rect").getBBox();
      if (!node.classList.contains("pf-node-sample") && !lies(box, own))
        wrong.push(["sticks out", text.textContent, box.width, own.width]);
    }
    boxes.forEach((one, n) => {
      if (boxes.slice(n + 1).some((other) => meet(one, other))) wrong.push(["boxes", n]);
    });
    const words = texts.map((one) => one.getBBox());
    // (Rows of letters may touch: what is measured holds room for marks above and below.)
    words.forEach((one, n) => {
      const core = {x: one.x, width: one.width, y: one.y + one.height * 0.2,
                    height: one.height * 0.6};
      if (words.some((other, m) => m !== n && meet(core, {x: other.x, width: other.width,
          y: other.y + other.height * 0.2, height: other.height * 0.6})))
        wrong.push(["words", texts[n].textContent]);
    });
  }
  return wrong;
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Maps of several sizes in furo."""
    from project import Project

    def listed(count: int, branches: int) -> str:
        lines = []
        for b in range(branches):
            lines.append(f"- Branch number {b}")
            for n in range(b, count, branches):
                status = ("", " (planned)", " (quiet)")[n % 3]
                lines.append(f"  - Someone who does thing {n} {'very well' * (n % 2)}{status}")
        return "\n".join(lines)

    maps = "\n\n".join(
        f"```{{network-map}} A map of {count}\n{listed(count, branches)}\n```"
        for count, branches in ((3, 1), (14, 4), (60, 5), (150, 6))
    )
    tree = Project(
        tmp_path_factory.mktemp("maps") / "project",
        {"index.md": f"# Maps\n\n{maps}\n"},
        {"html_theme": "furo"},
    )
    return tree.build().outdir


@pytest.fixture
def page(browser: Browser, pages: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    with window(browser, width, 900, color_scheme=scheme) as page:
        page.goto((pages / "index.html").as_uri())
        yield page


VIEWS = [(390, "light"), (1280, "light"), (320, "light"), (390, "dark"), (1280, "dark")]


@pytest.mark.newest
@pytest.mark.parametrize("page", VIEWS, indirect=True)
@pytest.mark.parametrize("font", ["", "DejaVu Sans", "DejaVu Serif"])
def test_labels_stand_in_their_boxes_and_apart(page: Page, font: str) -> None:
    if font:
        page.add_style_tag(content=f"svg text {{ font-family: '{font}' }}")
    assert page.evaluate(GEOMETRY) == []


@pytest.mark.newest
@pytest.mark.parametrize("page", VIEWS, indirect=True)
def test_words_can_be_read_at_every_width(page: Page) -> None:
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".pf-map-picture > svg")]
          .filter((svg) => getComputedStyle(svg).display !== "none")
          .map((svg) => [svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
                         svg.getBoundingClientRect().right <= window.innerWidth])"""
    )
    assert len(sizes) == 4
    for scale, is_inside in sizes:
        assert is_inside
        assert scale * 12 > 9.5


@pytest.mark.newest
@pytest.mark.parametrize("page", [(390, "light"), (1280, "dark")], indirect=True)
def test_axe_finds_nothing(page: Page) -> None:
    assert not violations(page, "main, [role=main]")


@pytest.mark.newest
@pytest.mark.parametrize("page", [(1280, "light"), (1280, "dark")], indirect=True)
def test_colours_have_contrast(page: Page) -> None:
    """Axe does not look into SVG."""
    ratios = page.evaluate(
        """() => {
          const light = (text) => {
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = 1;
            const paint = canvas.getContext("2d");
            paint.fillStyle = text;
            paint.fillRect(0, 0, 1, 1);
            const parts = [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => {
              const part = byte / 255;
              return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
          };
          const contrast = (one, other) => {
            const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
            return (high + 0.05) / (low + 0.05);
          };
          const ground = getComputedStyle(document.body).backgroundColor, worst = {};
          for (const node of document.querySelectorAll(".pf-map-wide .pf-node")) {
            const box = getComputedStyle(node.querySelector("rect"));
            const paper = box.fill === "none" ? ground : box.fill;
            for (const text of node.querySelectorAll("text")) {
              const ratio = contrast(getComputedStyle(text).fill, paper);
              worst.text = Math.min(worst.text ?? 99, ratio);
            }
            if (box.stroke !== "none")
              worst.line = Math.min(worst.line ?? 99, contrast(box.stroke, ground));
          }
          return worst;
        }"""
    )
    assert ratios["text"] >= 4.5
    assert ratios["line"] >= 3
