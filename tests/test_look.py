"""The demonstration in a real browser: accessible, fitting, and doing what it seems to."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from test_builders import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = [
    "index.html",
    "portfolio/professional-networking.html",
    "portfolio/business-communication.html",
    "portfolio/interview-skills.html",
    "portfolio/mock-interview.html",
    "portfolio/workplace-etiquette.html",
    *(
        f"overview/{name}.html"
        for name in ("gallery", "table", "reflections", "skills", "timeline", "checklist")
    ),
    "guide/getting-started.html",
    "guide/evidence.html",
    "portfolio-evidence.html",
    "portfolio-skills.html",
    "search.html",
    "genindex.html",
]
VIEWS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as a web site."""
    out = tmp_path_factory.mktemp("site") / "html"
    done = run("html", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_no_accessibility_violation_and_no_sideways_scrolling(site: Path, page: Page) -> None:
    found: list[str] = []
    for name in PAGES:
        page.goto((site / name).as_uri())
        for violation in Axe().run(page).response["violations"]:
            places = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append(f"{name}: {violation['id']}: {places}")
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            found.append(f"{name}: {overflow} px wider than the screen")
    assert not found, "\n".join(found)


def test_a_narrowed_gallery_is_accessible_and_fits(site: Path, page: Page) -> None:
    page.goto((site / "overview/gallery.html").as_uri() + "#skill=networking&q=network")
    assert page.locator('[aria-pressed="true"]').count() == 1
    cards = page.locator(".pf-evidence-gallery .pf-record")
    assert 0 < cards.locator("visible=true").count() < cards.count()
    violations = Axe().run(page).response["violations"]
    assert not [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations]
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) <= 0


def test_cards_of_a_gallery_are_of_one_size(site: Path, page: Page) -> None:
    page.goto((site / "overview/gallery.html").as_uri())
    cards = page.locator(".pf-evidence-gallery .pf-record")
    tops = [card.locator(".pf-card-top").bounding_box() for card in cards.all()]
    assert len(tops) > 6
    assert len({(round(box["width"]), round(box["height"])) for box in tops if box}) == 1
    rows: dict[int, set[int]] = {}
    for card in cards.all():
        box = card.bounding_box()
        assert box
        rows.setdefault(round(box["y"]), set()).add(round(box["height"]))
    assert all(len(heights) == 1 for heights in rows.values())  # and as high as their neighbours


def test_nothing_is_fetched_from_elsewhere(site: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto((site / name).as_uri())
    assert asked
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]


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
    assert header["y"] < body["y"] < foot["y"]
    assert page.viewport_size
    if page.viewport_size["width"] > 700:
        assert figure["x"] + figure["width"] <= header["x"] + 1  # side by side
    else:
        assert figure["y"] + figure["height"] <= header["y"] + 1  # one above the other
    sheet = page.locator("#networking-course .pf-sheet")
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


def test_a_click_opens_the_full_size_and_links_lead_across_pages(site: Path, page: Page) -> None:
    page.goto((site / "portfolio/professional-networking.html").as_uri())
    page.locator("#networking-course .pf-sheet").click()
    page.wait_for_url("**/_images/networking-course.png")
    page.go_back()
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
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        # The pages do without; only the tests need a script.
        page.route("**/*.js*", lambda route: route.abort())
        page.goto((site / "portfolio/professional-networking.html").as_uri())
        page.evaluate("document.documentElement.classList.add('no-js')")
        assert not _walk(page)
        assert page.locator("#networking-course").is_visible()
        context.close()


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


def test_links_to_one_host_can_be_told_apart(site: Path) -> None:
    for name in ("overview/checklist", "portfolio/professional-networking", "overview/skills"):
        soup = BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html5lib")
        goals: dict[str, set[str]] = {}
        for link in soup.select(".pf-item a.external, .pf-listing a.external"):
            said = str(link.get("aria-label", ""))
            assert said.startswith(link.get_text())  # what is seen can be said to a computer
            goals.setdefault(said, set()).add(str(link["href"]))
        assert all(len(found) == 1 for found in goals.values())
