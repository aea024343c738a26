"""A portfolio in the themes that people choose, in a real browser, by day, by night and on paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

import pytest
from bs4 import BeautifulSoup
from paper import printed
from project import Project, picture
from sphinx_portfolio.look.accent import accent_of
from sphinx_portfolio.look.fonts import STACKS
from sphinx_portfolio.look.style_sheet import style_sheet
from windows import violations, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

#: Themes with a dark mode; the others stay light at night.
DARK = ("furo", "pydata_sphinx_theme", "sphinx_book_theme")
THEMES = (*DARK, "sphinx_rtd_theme", "alabaster", "basic")
VIEWS = [*((theme, "light") for theme in THEMES), *((theme, "dark") for theme in DARK)]

ITEMS = """
# My work

## Evidence

```{evidence} Networking course
:name: course
:kind: course
:file: certificate.png
:alt: A certificate
:issuer: Some College
:date: 2025-03-21
:credential-id: AVERYLONGCREDENTIALIDENTIFIERTHATHASNOPLACETOBREAK-0123456789
:url: https://example.org/verify
:skills: networking, listening

What I did there, with **weight** and a [link](https://example.org).

1. First
2. Second

| One | Two | Three |
|---|---|---|
| a word | another | WIDE |
```

```{evidence} Report
:name: report
:kind: artefact
:file: report.pdf
:alt: The first page of a report
:date: 2024-11
:url: https://example.org/report
:skills: writing

What I wrote.
```

## Reflection

```{star-reflection} What I learned
:name: learned
:evidence: course, report
:date: 2025-04-01
:skills: listening

:situation: It began.
:task: I had to.
:action: I did.

   - First this
   - Then that
:result: It worked.
```
"""
MORE = "\n".join(
    f"```{{evidence}} Piece {number}\n:name: piece-{number}\n:kind: artefact\n"
    f":date: 2025-0{number}\n:skills: skill {number}\n\nWords.\n```\n"
    for number in range(1, 8)
)
LISTINGS = "\n".join(
    f"## {name.title()}\n\n```{{{name}}}\n```\n"
    for name in (
        "evidence-gallery", "evidence-table", "evidence-checklist", "reflection-list",
        "skills-matrix", "portfolio-timeline", "portfolio-summary", "follow-ups",
    )
)  # fmt: skip
INDEX = "# Portfolio\n\nWelcome.\n\n```{toctree}\nwork\nplain\nmore\nlistings\n```\n"
PAGES = (
    "index.html", "work.html", "listings.html", "portfolio-evidence.html", "portfolio-skills.html",
    "genindex.html", "search.html",
)  # fmt: skip
#: The pages with something of ours, and what that is.
OURS_ON = PAGES[1:5]
OURS = (".pf-item", ".pf-listing-block", ".pf-index")
# A list of ours, of which a theme must not mark the entries.
LISTS = ":is(.pf-parts, .pf-skills, .pf-cards, .pf-entries, .pf-index-entries)"


# What sticks out of the screen, or of a card that would cut it off.
WIDER = """(usual) => {
  const page = document.documentElement;
  const ours = document.querySelectorAll(".pf-item, .pf-record, .pf-listing-block");
  const scrolls = (e, top) =>
    e !== top && (getComputedStyle(e).overflowX === "auto" || scrolls(e.parentElement, top));
  const found = page.scrollWidth > Math.max(page.clientWidth, usual) ? ["the page"] : [];
  for (const card of ours) {
    const edge = card.getBoundingClientRect().right + 1;
    for (const part of card.querySelectorAll(":not(thead, thead *, .headerlink)")) {
      if (part.getBoundingClientRect().right > edge && !scrolls(part, card)) {
        found.push(part.outerHTML.slice(0, 120));
      }
    }
  }
  return found;
}"""

# The colour of an element's ground, whatever way it was written.
PIXEL = """(element) => {
  const paper = document.createElement("canvas").getContext("2d");
  paper.fillStyle = getComputedStyle(element).backgroundColor;
  paper.fillRect(0, 0, 1, 1);
  return [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The portfolio in a theme; each is built once."""

    @cache
    def build(theme: str) -> Path:
        files: dict[str, str | bytes] = {
            "index.md": INDEX,
            "work.md": ITEMS.replace("WIDE", 40 * "unbroken"),
            "more.md": f"# More\n\n{MORE}",
            "plain.md": "# Plain\n\nOnly words.\n",
            "listings.md": f"# Listings\n\n{LISTINGS}",
            "certificate.png": picture(600, 420),
            "report.pdf": picture(kind="PDF"),
        }
        tree = Project(tmp_path_factory.mktemp(theme), files, {"html_theme": theme})
        result = tree.build(html_theme=theme)
        assert not result.warnings
        return result.outdir

    return build


@pytest.fixture(params=VIEWS, ids="-".join)
def view(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A theme, and light or dark."""
    theme, scheme = request.param
    return theme, scheme


@pytest.fixture
def site(view: tuple[str, str], site_of: Callable[[str], Path]) -> Path:
    """The portfolio in the theme of the view."""
    return site_of(view[0])


@pytest.fixture
def page(view: tuple[str, str], browser: Browser) -> Iterator[Page]:
    """A browser of somebody who likes it light or dark."""
    scheme: Literal["light", "dark"] = "dark" if view[1] == "dark" else "light"
    with window(browser, color_scheme=scheme, reduced_motion="reduce") as page:
        yield page


def luminance(page: Page, selector: str) -> float:
    """How bright the ground of an element is, from 0 to 1."""
    red, green, blue = page.locator(selector).first.evaluate(PIXEL)
    return float(2126 * red + 7152 * green + 722 * blue) / 2_550_000


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_ours_is_accessible(
    theme: str, site_of: Callable[[str], Path], browser: Browser
) -> None:
    """By day on a large screen, and by night on a phone; no page is opened twice for that."""
    found = []
    with window(browser, 1280, 900, reduced_motion="reduce") as page:
        for name in OURS_ON[:3]:
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto((site_of(theme) / name).as_uri())
            if name == "work.html":  # a table that is too wide for any card
                page.locator(".pf-item [role=region][aria-label][tabindex='0']").wait_for()
            ours = [selector for selector in OURS if page.locator(selector).count()]
            found += [f"{name}, light: {violation}" for violation in violations(page, *ours)]
            if theme in DARK:
                page.emulate_media(color_scheme="dark")
                page.set_viewport_size({"width": 390, "height": 900})
                found += [f"{name}, dark: {violation}" for violation in violations(page, *ours)]
    assert not found, "\n".join(found)


def test_cards_are_as_dark_as_the_page(site: Path, page: Page, view: tuple[str, str]) -> None:
    for name, card in (("listings.html", ".pf-cards > li"), ("work.html", ".pf-item")):
        page.goto((site / name).as_uri())
        for selector in (card, f"{card} > :is(figure, .pf-card-top)"):
            bright = luminance(page, selector)
            assert bright < 0.25 if view[1] == "dark" else bright > 0.9
    # A certificate stays white, and what it shows has its own colours.
    assert luminance(page, ".pf-sheet img") == 1
    filters = page.locator(".pf-sheet img").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).filter)"
    )
    assert set(filters) == {"none"}


@pytest.mark.parametrize("theme", DARK)
def test_cards_follow_what_the_reader_chose(
    theme: str, site_of: Callable[[str], Path], browser: Browser
) -> None:
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    for scheme, chosen in zip(schemes, reversed(schemes), strict=True):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.add_init_script(f"localStorage.theme = localStorage.mode = '{chosen}'")
        page.goto((site_of(theme) / "work.html").as_uri())
        bright = luminance(page, ".pf-item")
        assert bright < 0.25 if chosen == "dark" else bright > 0.9
        context.close()


def test_cards_follow_the_color_scheme_of_any_other_theme(
    site_of: Callable[[str], Path], browser: Browser
) -> None:
    words = [".pf-kind", ".pf-fact > dt", ".pf-mark", ".pf-label", "figcaption"]
    with window(browser) as page:
        page.goto((site_of("basic") / "work.html").as_uri())
        page.add_style_tag(content="html { color-scheme: dark; background: #111; }")
        assert luminance(page, ".pf-item") < 0.25
        assert not violations(page, *words)


def test_a_colour_and_a_font_of_the_owner_are_those_of_any_theme(
    site: Path, page: Page, view: tuple[str, str]
) -> None:
    accent = accent_of("#7a1f5c")
    page.goto((site / "work.html").as_uri())
    page.add_style_tag(content=style_sheet(accent, STACKS["serif"]))
    wanted = accent.dark if view[1] == "dark" else accent.light
    for selector, name in ((".pf-kind", "color"), (".pf-mark", "background-color")):
        shown = page.locator(selector).first.evaluate(
            "(e, name) => getComputedStyle(e).getPropertyValue(name)", name
        )
        assert shown == f"rgb({wanted.red}, {wanted.green}, {wanted.blue})"
    for selector in ("h1", ".pf-title", ".pf-body p"):
        font = page.locator(selector).first.evaluate("e => getComputedStyle(e).fontFamily")
        assert font.startswith("Charter,")


def test_lists_of_ours_have_no_marks_of_the_theme(site: Path, page: Page) -> None:
    for name in reversed(OURS_ON):
        page.goto((site / name).as_uri())
        entries = page.locator(f"{LISTS} > li")
        assert entries.count()
        styles = entries.evaluate_all(
            "all => all.map((e) => getComputedStyle(e).listStyleType + getComputedStyle(e).marginLeft)"
        )
        assert set(styles) == {"none0px"}
    # What the owner wrote has them, on the page that was opened last.
    assert page.url.endswith("work.html")
    for tag, style in (("ol", "decimal"), ("ul", "disc")):
        written = page.locator(f":is(.pf-body, .pf-part-body) > {tag} > li").first
        shown = written.evaluate("e => getComputedStyle(e).listStyleType")
        assert shown in {style, "circle", "square"}


@pytest.mark.newest
def test_nothing_is_wider_than_a_small_phone(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    # Some themes are wider than that with any page.
    page.goto((site / "plain.html").as_uri())
    usual = page.evaluate("document.documentElement.scrollWidth")
    found = []
    for name in OURS_ON:
        page.goto((site / name).as_uri())
        found += [f"{name}: {what}" for what in page.evaluate(WIDER, usual)]
    assert not found, "\n".join(found)


#: What stands around the text of a page, in all themes together.
AROUND = (
    *("Skip to", "Back to top", "On this page", "Contents", "Navigation", "Search", "Previous"),
    *("Next", "Copyright", "©", "Made with", "Built with", "Created using", "Powered by", "¶"),
    *("Plain", "More", "Find"),  # other pages, and the form of a gallery
)
HEADINGS = {"Evidence", "Reflection", *(name.title() for name in LISTINGS.split() if "{" in name)}


@pytest.mark.newest
@pytest.mark.parametrize("theme", THEMES)
def test_a_page_can_be_printed(
    theme: str, site_of: Callable[[str], Path], browser: Browser
) -> None:
    with window(browser, color_scheme="dark") as page:
        work, listings = (printed(page, site_of(theme), name) for name in OURS_ON[:2])
    for sheets, title in ((work, "My work"), (listings, "Listings")):
        assert sheets[0].lines[0] == title
        for sheet in sheets:
            assert len(sheet.text) > 40
            assert not [words for words in AROUND if f" {words} " in f" {sheet.text} "]
            assert sheet.lines[-1] not in HEADINGS
    # A piece of evidence is in one piece, with its picture, and says where it can be checked.
    for title, body in (("Networking course", "What I did there"), ("Report", "What I wrote")):
        (sheet,) = (one for one in work if one.has(body))
        assert sheet.has(title)
        assert sheet.has("Reflected on in")
        assert sheet.pictures
    assert any(sheet.has("Verify at https://example.org/verify") for sheet in work)
    assert not any(sheet.has("#") for sheet in work)  # addresses of pages that are not at hand


@pytest.mark.parametrize("theme", DARK)
def test_the_night_ends_on_paper(
    theme: str, site_of: Callable[[str], Path], browser: Browser
) -> None:
    with window(browser, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        page.goto((site_of(theme) / "work.html").as_uri())
        words = page.locator(".pf-item :is(.pf-title, .pf-body p, dt), h1").evaluate_all(
            "all => all.map((e) => getComputedStyle(e).color.match(/\\d+/g).map(Number))"
        )
    assert words
    assert all(max(colour[:3]) < 130 for colour in words)


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_has_one_heading_of_the_first_level(
    theme: str, site_of: Callable[[str], Path]
) -> None:
    for name in PAGES:
        soup = BeautifulSoup((site_of(theme) / name).read_text("utf-8"), "html5lib")
        # Besides the name over a side bar, and what only paper shows.
        found = [
            h1 for h1 in soup.select("h1:not(.logo)") if not h1.find_parent(class_="onlyprint")
        ]
        none = theme == "sphinx_rtd_theme" and name == "search.html"  # it has a title elsewhere
        assert len(found) == (0 if none else 1), name


@pytest.mark.parametrize("theme", THEMES)
def test_what_completes_furo_is_for_furo_alone(theme: str, site_of: Callable[[str], Path]) -> None:
    for name in PAGES:
        text = (site_of(theme) / name).read_text("utf-8")
        assert ("portfolio-furo" in text) == (theme == "furo")


def test_a_theme_that_inherits_from_furo_is_completed_too(
    project: Callable[..., Project],
) -> None:
    files = {"index.md": "# Page\n", "themes/mine/theme.toml": '[theme]\ninherit = "furo"\n'}
    tree = project(files, html_theme="mine", html_theme_path=["themes"])
    result = tree.build(html_theme="mine")
    assert not result.warnings
    for name in ("index.html", "search.html", "genindex.html"):
        assert "portfolio-furo.js" in result.text(name)
        assert result.soup(name).find("nav", class_="sidebar-drawer")
        assert len(result.soup(name).find_all("h1")) == 1


def test_templates_of_the_owner_are_kept(project: Callable[..., Project]) -> None:
    for theme in ("furo", "alabaster"):
        files = {
            "index.md": "# Page\n",
            "mine/page.html": '{% extends "!page.html" %}{% block body %}{{ super() }}My own{% endblock %}',
        }
        tree = project(files, html_theme=theme, templates_path=["mine"])
        assert "My own" in tree.build(html_theme=theme).text("index.html")
