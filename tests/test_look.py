"""The demonstration in a real browser: accessible, fitting, and doing what it seems to."""

from __future__ import annotations

import gzip
import itertools
import re
from typing import TYPE_CHECKING, Literal

import pytest
from bs4 import BeautifulSoup
from paper import printed
from windows import violations, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.newest

PAGES = [
    "index.html",
    "portfolio/professional-networking.html",
    "portfolio/business-communication.html",
    "portfolio/interview-skills.html",
    "portfolio/mock-interview.html",
    "portfolio/workplace-etiquette.html",
    *(
        f"overview/{name}.html"
        for name in (
            "gallery",
            "table",
            "reflections",
            "skills",
            "timeline",
            "checklist",
            "follow-ups",
        )
    ),
    "guide/getting-started.html",
    "guide/evidence.html",
    "portfolio-evidence.html",
    "portfolio-skills.html",
    "search.html",
    "genindex.html",
]
Scheme = Literal["light", "dark"]
VIEWS: list[tuple[int, Scheme]] = [
    (width, scheme) for width in (390, 1280) for scheme in ("light", "dark")
]


@pytest.fixture(scope="module")
def site(demonstration: Callable[[str], Path]) -> Path:
    """The demonstration as a web site."""
    return demonstration("html")


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    with window(browser, width, 900, color_scheme=scheme, reduced_motion="reduce") as page:
        yield page


#: A page is opened in the first scheme, and then turned to the other.
SCHEMES: dict[int, tuple[Scheme, Scheme]] = {390: ("light", "dark"), 1280: ("dark", "light")}


@pytest.mark.parametrize("width", SCHEMES)
def test_no_accessibility_violation_no_sideways_scrolling_and_nothing_from_elsewhere(
    site: Path, browser: Browser, width: int
) -> None:
    found: list[str] = []
    asked: list[str] = []
    # A page of its own: whatever comes late is asked for here.
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for name, (number, scheme) in itertools.product(PAGES, enumerate(SCHEMES[width])):
        page.emulate_media(color_scheme=scheme)
        if number == 0:
            page.goto((site / name).as_uri())
        found += [f"{name}, {scheme}: {what}" for what in _wrong(page)]
    context.close()
    assert not found, "\n".join(found)
    assert len(asked) > len(PAGES)
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]


def _wrong(page: Page) -> Iterator[str]:
    """What a page should not have, as it is shown."""
    yield from violations(page)
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if overflow > 0:
        yield f"{overflow} px wider than the screen"
    yield from (f"too small for a finger: {link}" for link in page.evaluate(SMALL))


# What of ours is smaller than 24 pixels and stands in no sentence; a title makes its whole card a link.
SMALL = """() => {
  const ours = ".pf-item, .pf-listing, .pf-index";
  const inWords = (e) => getComputedStyle(e).display === "inline" &&
    [...e.parentElement.childNodes].some((other) => other !== e && other.textContent.trim());
  return [...document.querySelectorAll(`:is(${ours}) :is(a[href], button, input, summary)`)]
    .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((e) => !inWords(e) && !e.closest(".pf-card-title, .pf-body, .pf-part-body"))
    .filter((e) => {
      const box = e.getBoundingClientRect();
      return Math.min(box.width, box.height) < 23.9;
    })
    .map((e) => e.outerHTML.slice(0, 100));
}"""


def test_a_narrowed_gallery_is_accessible_and_fits(site: Path, page: Page) -> None:
    page.goto((site / "overview/gallery.html").as_uri() + "#skill=networking&q=network")
    assert page.locator('[aria-pressed="true"]').count() == 1
    cards = page.locator(".pf-evidence-gallery .pf-record")
    assert 0 < cards.locator("visible=true").count() < cards.count()
    assert not violations(page)
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) <= 0


def test_cards_of_a_gallery_are_of_one_size(site: Path, page: Page) -> None:
    page.goto((site / "overview/gallery.html").as_uri())
    cards = page.locator(".pf-evidence-gallery .pf-record")
    tops = [card.locator(".pf-card-top").bounding_box() for card in cards.all()]
    assert len(tops) > 6
    assert len({round(box["width"]) for box in tops if box}) == 1
    if page.viewport_size != {"width": 390, "height": 900}:  # there, cards lie
        heights = [box["height"] for box in tops if box]
        assert max(heights) - min(heights) < 2
    rows: dict[int, set[int]] = {}
    for card in cards.all():
        box = card.bounding_box()
        assert box
        rows.setdefault(round(box["y"]), set()).add(round(box["height"]))
    assert all(len(heights) == 1 for heights in rows.values())  # and as high as their neighbours


def test_cards_are_laid_out_as_meant(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/professional-networking.html").as_uri())
    boxes = {
        part: page.locator(f"#networking-course > {part}").bounding_box()
        for part in ("figure", "header", ".pf-body", "footer")
    }
    figure, header, body, foot = (boxes[p] for p in boxes)
    assert figure
    assert header
    assert body
    assert foot
    # A wide picture stands above; test_look_of_files.py looks at others.
    assert figure["y"] + figure["height"] <= header["y"] + 1
    assert header["y"] < body["y"] < foot["y"]
    sheet = page.locator("#networking-course .pf-sheet img")
    # A certificate stays white at night.
    assert sheet.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_marks_stand_on_one_line_that_ends_at_the_last(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/mock-interview.html").as_uri())
    for item in page.locator(".pf-reflection").all():
        marks = [mark.bounding_box() for mark in item.locator(".pf-mark").all()]
        assert len({round(box["x"]) for box in marks if box}) == 1
        rails = [
            part.evaluate("e => getComputedStyle(e, '::before').content")
            for part in item.locator(".pf-part").all()
        ]
        assert rails[-1] == "none"
        assert "none" not in rails[:-1]


def test_a_click_enlarges_and_links_lead_across_pages(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/professional-networking.html").as_uri())
    page.locator("#networking-course .pf-sheet").click()
    page.locator("dialog img").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Learning to network on purpose").first.click()
    page.wait_for_url("**#networking-reflection")
    page.locator("#networking-course .pf-skill a").first.click()
    page.wait_for_url("**/portfolio-skills.html#networking")
    page.locator("#networking").wait_for(state="visible")


def test_search_finds_an_item_and_says_what_it_is(site: Path, page: Page) -> None:
    page.goto(f"{(site / 'search.html').as_uri()}?q=network")
    results = page.locator("#search-results li")
    results.first.wait_for()
    text = page.locator("#search-results").inner_text()
    assert "Portfolio evidence" in text
    assert "Portfolio reflection" in text


def test_everything_can_be_reached_with_the_keyboard(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/professional-networking.html").as_uri())
    wanted = page.locator("#networking-course a:visible").count()
    page.locator("#networking-course").evaluate(
        "e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex') }"
    )
    reached = 0
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached += page.evaluate(
            "document.activeElement.closest('#networking-course') !== null ? 1 : 0"
        )
    assert reached == wanted


def test_paper_shows_where_to_verify(site: Path, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto((site / "portfolio/professional-networking.html").as_uri())
    shown = page.locator("#networking-course .pf-fact-url a").evaluate(
        "e => getComputedStyle(e, '::after').content"
    )
    assert "https://example.org/verify" in shown
    assert not page.locator(".pf-item .headerlink").first.is_visible()


def test_the_demonstration_is_worth_printing(site: Path, browser: Browser) -> None:
    for name, title, most in (
        ("index.html", "Your Name", 1),
        ("portfolio/professional-networking.html", "Professional networking", 3),
        ("portfolio/mock-interview.html", "Mock interview", 3),
        ("overview/gallery.html", "All evidence", 2),
        ("overview/checklist.html", "Checklist for assessors", 3),
        ("overview/timeline.html", "Timeline", 3),
    ):
        with window(browser) as page:
            sheets = printed(page, site, name)
        assert sheets[0].lines[0] == title
        assert len(sheets) <= most, name
        assert all(len(sheet.text) > 80 for sheet in sheets), name
        whole = " ".join(sheet.text for sheet in sheets)
        assert not [words for words in ("Skip to", "Made with", "Copyright") if words in whole]


# What still moves, and what for.
MOVES = """[...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  const slow = style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
  return slow || style.animationName !== "none" || style.scrollBehavior === "smooth";
}).map((e) => e.outerHTML.slice(0, 120))"""


def test_nothing_moves_for_those_who_want_it_still(site: Path, page: Page) -> None:
    for name in ("index.html", "portfolio/professional-networking.html"):
        page.goto((site / name).as_uri())
        assert page.evaluate(MOVES) == []


#: One page of each kind; all pages at all widths take half an hour.
KINDS_OF_PAGES = [
    "index.html",
    "portfolio/mock-interview.html",
    *(f"overview/{name}.html" for name in ("gallery", "skills", "timeline", "checklist")),
    "portfolio-skills.html",
]


def test_pages_can_be_read_in_colours_and_letters_of_the_readers_own(
    site: Path, browser: Browser
) -> None:
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    with window(browser, reduced_motion="reduce", forced_colors="active") as page:
        for name in KINDS_OF_PAGES:
            page.set_viewport_size({"width": 320, "height": 900})
            page.goto((site / name).as_uri())
            for scheme in SCHEMES[390]:
                page.emulate_media(color_scheme=scheme)
                assert not violations(page), (name, scheme)
            page.add_style_tag(content="html { font-size: 200% }")
            for size, scheme in itertools.product((320, 640), SCHEMES[390]):
                page.set_viewport_size({"width": size, "height": 900})
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate(width) <= 0, (name, size, scheme)


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_home_page_is_there_at_once_and_stays_where_it_is(
    site: Path, browser: Browser, width: int, scheme: Scheme
) -> None:
    """Less than 100 kB without pictures; and nothing is pushed about while they come."""
    asked: set[str] = set()
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.on("request", lambda request: asked.add(request.url))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((found) => found.getEntries().forEach("
        "(e) => (window.moved += e.value))).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto((site / "index.html").as_uri(), wait_until="networkidle")
    files = {site / url.partition("?")[0].removeprefix(f"{site.as_uri()}/") for url in asked}
    texts = [file for file in files if file.suffix in {".html", ".css", ".js"}]
    assert len(texts) > 5
    assert sum(len(gzip.compress(file.read_bytes())) for file in texts) < 100_000
    assert page.evaluate("window.moved") < 0.02
    context.close()


def _walk(page: Page, most: int = 150) -> list[str]:
    """What cannot be seen of all that the Tab key reaches."""
    hidden: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen is None:
            return hidden
        if seen:
            hidden.append(seen)
    raise AssertionError("the focus goes round and round")


# Says what the focused element is if it cannot be seen: nothing after the last, "" for one in sight.
SEEN = """() => {
  const e = document.activeElement;
  if (e === document.body || e.dataset.walked) return null;
  e.dataset.walked = "yes";
  // What moves into sight gets there.
  document.getAnimations().forEach((move) => move.finish());
  e.scrollIntoView({ block: "nearest", behavior: "instant" });
  const box = e.getBoundingClientRect();
  const inside = box.width && box.height && box.right > 0 && box.left < innerWidth
    && box.bottom > 0 && box.top < innerHeight;
  const shown = e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return inside && shown ? "" : e.outerHTML.slice(0, 120);
}"""


def test_the_focus_is_never_out_of_sight(site: Path, page: Page) -> None:
    for name in ("portfolio/professional-networking.html", "overview/table.html", "search.html"):
        page.goto((site / name).as_uri())
        assert not _walk(page), name


def test_the_focus_is_never_out_of_sight_without_scripts(site: Path, browser: Browser) -> None:
    for width in (390, 1280):
        with window(browser, width, 900) as page:
            # The pages do without; only the tests need a script.
            page.route("**/*.js*", lambda route: route.abort())
            page.goto((site / "portfolio/professional-networking.html").as_uri())
            page.evaluate("document.documentElement.classList.add('no-js')")
            assert not _walk(page)
            assert page.locator("#networking-course").is_visible()


def test_menus_open_and_close_with_keys(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/professional-networking.html").as_uri())
    for drawer, key in ((".sidebar-drawer", "Enter"), (".toc-drawer", "Space")):
        name = page.locator(drawer).get_attribute("aria-label")
        assert name
        button = page.locator(f"button[aria-label='{name}']:visible")
        if not button.count():  # it is open at all times
            assert page.locator(drawer).is_visible()
            continue
        assert button.get_attribute("aria-expanded") == "false"
        assert not page.locator(f"{drawer} a").first.is_visible()
        button.focus()
        page.keyboard.press(key)
        assert button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Tab")
        assert page.evaluate(f"document.activeElement.closest('{drawer}') !== null")
        page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert button.evaluate("e => e === document.activeElement")
        # Who walks out of an open menu closes it.
        page.keyboard.press(key)
        page.keyboard.press("Shift+Tab")
        assert button.get_attribute("aria-expanded") == "false"


def test_a_branch_of_the_menu_opens_with_keys(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    if page.viewport_size == {"width": 390, "height": 900}:
        page.locator("button.nav-overlay-icon").click()
    branch = page.locator(".sidebar-tree li.has-children", has=page.locator("input")).first
    assert not branch.locator("ul a").first.is_visible()
    branch.locator("a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert branch.locator("ul a").first.is_visible()


def test_the_focus_goes_where_the_eye_goes(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/professional-networking.html").as_uri())
    places = page.locator(".pf-with-figure").evaluate_all(
        """all => all.map((item) =>
          [...item.querySelectorAll("figure a, .pf-fact-url a")].map((link) => {
            const box = link.getBoundingClientRect();
            return [Math.round(box.x), Math.round(box.y)];
          }))"""
    )
    assert places
    for links in places:
        for before, after in itertools.pairwise(links):
            assert before[0] < after[0] or before[1] < after[1]


def test_wide_tables_and_code_take_the_focus_only_where_they_are_wide(
    site: Path, page: Page
) -> None:
    page.goto((site / "guide/configuration.html").as_uri())
    page.set_viewport_size({"width": 390, "height": 900})
    frames = page.locator("[role=main] :is(.table-wrapper, pre)")
    page.wait_for_function("document.querySelector('[role=main] [role=region][aria-label]')")
    for frame in frames.all():
        wide = frame.evaluate("e => e.scrollWidth > e.clientWidth")
        assert (frame.get_attribute("role") == "region") == wide
        if wide:
            assert frame.get_attribute("tabindex") == "0"
            assert frame.get_attribute("aria-label")


def test_one_small_picture_stands_beside_its_words(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/mock-interview.html").as_uri())
    figure = page.locator("#mock-interview-scorecard .pf-small-figure")
    picture, *words = (one.bounding_box() for one in figure.locator("img, p").all())
    assert picture
    assert words
    assert all(word and word["x"] > picture["x"] + picture["width"] for word in words)


def test_a_row_on_a_phone_has_no_gap_where_nothing_is_said(site: Path, page: Page) -> None:
    page.goto((site / "overview/table.html").as_uri())
    page.set_viewport_size({"width": 390, "height": 900})
    empty = page.locator(".pf-table td:empty")
    assert empty.count() > 3
    assert not empty.locator("visible=true").count()


def test_search_shows_words_with_blanks_between_them(site: Path) -> None:
    """It takes the text of a page as it is, and leaves out what is said of its looks."""
    soup = BeautifulSoup((site / "portfolio/mock-interview.html").read_text("utf-8"), "html5lib")
    main = soup.select_one("[role=main]")
    assert main
    words = " ".join(main.get_text().split())
    for said in ("Issued by Riverside", "Skills Interviewing Preparation", "S Situation"):
        assert said in words


def test_navigation_has_names(site: Path) -> None:
    for name in ("index.html", "overview/table.html", "search.html", "genindex.html"):
        soup = BeautifulSoup((site / name).read_text("utf-8"), "html5lib")
        found = soup.select("nav, [role=navigation]")
        names = [nav.get("aria-label") for nav in found]
        assert len(names) == len(set(names)) == 3
        assert all(names)


def test_tables_of_ours_say_what_their_heads_are_for(site: Path) -> None:
    for name in ("table", "skills", "checklist"):
        soup = BeautifulSoup((site / f"overview/{name}.html").read_text("utf-8"), "html5lib")
        tables = soup.select(".pf-table")
        assert tables
        for table in tables:
            assert {th.get("scope") for th in table.select("thead th")} == {"col"}
            for row in table.select("tbody tr"):
                assert [th.get("scope") for th in row.select("th")] == ["row"]


def test_no_column_is_without_a_name(site: Path) -> None:
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    heads = [head for page in pages for head in re.findall(r"<th\b[^>]*>(.*?)</th>", page)]
    assert len(heads) > 50
    assert not [head for head in heads if not re.sub(r"<[^>]*>", "", head).strip()]


def test_links_to_one_host_can_be_told_apart(site: Path) -> None:
    for name in ("overview/checklist", "portfolio/professional-networking", "overview/skills"):
        soup = BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html5lib")
        goals: dict[str, set[str]] = {}
        for link in soup.select(".pf-item a.external, .pf-listing a.external"):
            said = str(link.get("aria-label", ""))
            assert said.startswith(link.get_text())  # what is seen can be said to a computer
            goals.setdefault(said, set()).add(str(link["href"]))
        assert all(len(found) == 1 for found in goals.values())
