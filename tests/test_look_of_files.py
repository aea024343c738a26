"""Evidence with files in a real browser: where pictures stand, how they enlarge, on paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal

import pytest
from PIL import Image
from playwright.sync_api import expect
from project import Project, picture, word_document
from windows import violations, window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.newest

VIEWS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]
LONG = "\n\n".join(["What I did there, and what it shows of me. " * 12] * 4)


def item(name: str, file: str, words: str = "Words.", **options: str) -> str:
    """A piece of evidence; its title is its name."""
    lines = "".join(f":{key}: {value}\n" for key, value in options.items())
    return (
        f"```{{evidence}} {name}\n:name: {name}\n:file: {file}\n:alt: Words of {name}\n"
        f":skills: writing\n{lines}\n{words}\n```\n\n"
    )


ITEMS = "".join(
    [
        item("wide", "wide.png"),
        item("portrait", "portrait.png"),
        item("long-text", "portrait.png", f"{LONG}\n\n- one\n- two\n\n> quoted"),
        item("badge", "badge.png"),
        item("badge-caption", "badge.png", caption="A caption that is far longer than " * 3),
        item("on-the-right", "portrait.png", align="right"),
        item("in-the-middle", "wide.png", align="center", width="50%"),
        item("tall-middle", "portrait.png", align="center"),
        item("share", "portrait.png", width="50%"),
        item("large", "portrait.png", width="360px"),
        item("too-large", "portrait.png", width="2000px"),
        item("ems", "portrait.png", width="12em"),
        item("chat", "chat.png"),
        "```{evidence} Report\n:name: report\n:file: report.docx\n:caption: As I handed it in\n```\n\n",
        "```{evidence} Set\n:name: set\n:file: portrait.png\n:alt: Main\n:file: wide.png\n:alt: A\n"
        ":caption: Another\n:file: report.docx\n\nWords.\n```\n\n",
        "- In a list:\n\n  " + item("nested", "portrait.png").replace("\n", "\n  ").strip(),
        "\n\n![In the text](wide.png)\n",
    ]
)
GALLERY = "# Gallery\n\n```{evidence-gallery}\n```\n\n```{toctree}\nitems\n```\n"


def drawn(width: int, height: int) -> bytes:
    """A picture whose quarters differ."""
    image = Image.new("RGB", (width, height), "ivory")
    image.paste("teal", (0, 0, width // 2, height // 2))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of evidence with pictures of every shape, and a gallery of it."""
    files: dict[str, str | bytes] = {
        "index.md": GALLERY,
        "items.md": f"# Items\n\n{ITEMS}",
        "wide.png": drawn(1600, 900),
        "portrait.png": drawn(620, 877),
        "badge.png": picture(96, 96),
        "chat.png": drawn(400, 2400),
        "report.docx": word_document(),
    }
    tree = Project(tmp_path_factory.mktemp("files"), files, {"html_theme": "furo"})
    result = tree.build(html_theme="furo")
    assert not result.warnings
    return result.outdir


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def page(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Page]:
    """The page of evidence, on a phone and on a large screen, by day and by night."""
    width, scheme = request.param
    with window(browser, width, 900, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto((site / "items.html").as_uri())
        yield page


@pytest.fixture
def wide(browser: Browser, site: Path) -> Iterator[Page]:
    """The page of evidence on a large screen."""
    with window(browser, 1280, 900) as page:
        page.goto((site / "items.html").as_uri())
        yield page


def box(place: Page | Locator, selector: str) -> dict[str, float]:
    """Where the first of what is selected stands, in pixels of the page."""
    found: dict[str, float] = place.locator(selector).first.evaluate(
        """(e) => {
          const { left, right, top, bottom, width, height } = e.getBoundingClientRect();
          return { left, right, width, height, top: top + scrollY, bottom: bottom + scrollY };
        }"""
    )
    return found


def shown_width(page: Page, selector: str) -> float:
    """How wide a picture is, in pixels, without its white edge."""
    width: str = page.locator(selector).evaluate("e => getComputedStyle(e).width")
    return float(width.removesuffix("px"))


# Where the last line of the text ends and the foot starts, and whether there are files between.
ENDS = """(item) => {
  const range = document.createRange();
  range.selectNodeContents(item.querySelector(".pf-body"));
  return {
    text: Math.max(...[...range.getClientRects()].map((line) => line.bottom)),
    foot: item.querySelector(".pf-foot")?.getBoundingClientRect().top,
    files: !!item.querySelector(".pf-files"),
  };
}"""


def test_no_plate_is_longer_than_what_it_holds(page: Page) -> None:
    figures = page.locator(".pf-evidence > figure")
    assert figures.count() > 10
    for figure in figures.all():
        plate = box(figure, "xpath=.")
        # The caption is the last thing in it.
        assert 0 <= plate["bottom"] - box(figure, "figcaption")["bottom"] < 40


def test_the_foot_follows_the_text(page: Page) -> None:
    for one in page.locator(".pf-evidence:has(> .pf-foot)").all():
        ends = one.evaluate(ENDS)
        if not ends["files"]:
            assert 0 < ends["foot"] - ends["text"] < 40, one.get_attribute("id")


def test_a_long_text_goes_on_below_its_picture(wide: Page) -> None:
    figure, body = box(wide, "#long-text > figure"), box(wide, "#long-text > .pf-body")
    lines = wide.locator("#long-text .pf-body p").evaluate_all(
        """all => all.flatMap((paragraph) => {
          const range = document.createRange();
          range.selectNodeContents(paragraph.firstChild);
          return [...range.getClientRects()].map((line) => [line.left, line.top + scrollY]);
        })"""
    )
    beside = [left for left, top in lines if top < figure["bottom"]]
    below = [left for left, top in lines if top > figure["bottom"] + 30]
    assert min(beside) > figure["right"]
    assert min(below) < figure["right"]
    assert body["bottom"] > figure["bottom"]


def test_a_wide_picture_takes_the_width_of_its_card(page: Page) -> None:
    card, shown = box(page, "#wide"), box(page, "#wide img")
    assert shown["width"] > card["width"] - 60
    assert shown["bottom"] < box(page, "#wide .pf-header")["top"]


def test_a_small_picture_stands_at_its_size_on_a_small_plate(wide: Page) -> None:
    for name in ("badge", "badge-caption"):
        assert shown_width(wide, f"#{name} img") == pytest.approx(96, abs=0.1)
        assert box(wide, f"#{name} > figure")["width"] < 200
        assert box(wide, f"#{name} > .pf-foot .pf-skills")["left"] > 200


def test_owners_say_where_and_how_wide(wide: Page) -> None:
    card = box(wide, "#portrait")
    text, figure = box(wide, "#on-the-right .pf-title"), box(wide, "#on-the-right > figure")
    assert figure["left"] > card["left"] + card["width"] / 2
    assert abs(figure["top"] - text["top"]) < 40

    middle = box(wide, "#in-the-middle img")
    assert 0.45 < middle["width"] / card["width"] < 0.55
    assert abs(middle["left"] + middle["right"] - card["left"] - card["right"]) < 3
    header, body = box(wide, "#in-the-middle header"), box(wide, "#in-the-middle .pf-body")
    assert header["bottom"] <= middle["top"] < middle["bottom"] <= body["top"]

    shares = box(wide, "#share img")["width"] / box(wide, "#share .pf-sheet")["width"]
    assert 0.45 < shares < 0.56
    assert shown_width(wide, "#large img") == pytest.approx(360, abs=0.1)
    assert shown_width(wide, "#ems img") == pytest.approx(12 * 16, abs=0.1)
    assert box(wide, "#too-large > figure")["width"] <= 0.6 * card["width"] + 1


def test_pictures_keep_their_shape(page: Page) -> None:
    shapes = page.locator("img.pf-certificate").evaluate_all(
        """all => all.map((e) => {
          const { width, height } = getComputedStyle(e);
          const shape = e.getAttribute("width") / e.getAttribute("height");
          return [!!e.closest(".pf-tall"), parseFloat(width) / parseFloat(height) / shape];
        })"""
    )
    assert all(is_tall or 0.98 < shape < 1.02 for is_tall, shape in shapes)
    chat = page.locator("#chat img")
    assert chat.evaluate("e => getComputedStyle(e).objectFit") == "cover"
    shown = box(page, "#chat img")
    assert 1.2 < shown["height"] / shown["width"] < 1.4


def test_narrow_places_have_the_picture_above(page: Page) -> None:
    names = ["portrait", "share"]
    if page.evaluate("innerWidth") > 700:
        page.add_style_tag(content="li .pf-item { max-width: 24rem; }")
        names = ["nested"]
    for name in names:
        assert box(page, f"#{name} > figure")["bottom"] <= box(page, f"#{name} > header")["top"]


def test_it_is_accessible_and_fits(page: Page) -> None:
    assert not violations(page)
    page.locator("#wide .pf-sheet").click()
    expect(page.locator("dialog img")).to_be_visible()
    assert not violations(page, "dialog")
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) <= 0


def test_what_is_to_be_hit_is_large_enough(page: Page) -> None:
    page.locator("#wide .pf-sheet").click()
    for target in page.locator(".pf-file-line > a, .pf-viewer-bar > :is(a, button)").all():
        if target.is_visible():
            size = box(target, "xpath=.")
            assert min(size["width"], size["height"]) >= 24


def test_a_click_enlarges_and_escape_goes_back(page: Page) -> None:
    address = page.url
    page.locator("#portrait .pf-sheet").click()
    dialog = page.locator("dialog")
    expect(dialog).to_have_attribute("aria-label", "Words of portrait")
    expect(dialog.locator("img")).to_have_attribute("alt", "Words of portrait")
    expect(dialog.locator(".pf-viewer-words")).to_contain_text("portrait")
    file = page.locator("#portrait .pf-sheet").evaluate("e => e.href")
    expect(dialog.get_by_role("link", name="Open the file")).to_have_attribute("href", file)
    assert page.evaluate("getComputedStyle(document.documentElement).overflow") == "hidden"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.url == address
    expect(page.locator("#portrait .pf-sheet")).to_be_focused()


def test_keys_open_walk_and_close(page: Page) -> None:
    links = page.locator("a[data-opens=picture], a.pf-enlarge")
    links.first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("ArrowRight")
    second = links.nth(1).locator("img").get_attribute("alt")
    expect(dialog.locator("img")).to_have_attribute("alt", str(second))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")  # round, to the last
    expect(dialog.locator("img")).to_have_attribute("alt", "In the text")
    expect(dialog.locator(".pf-viewer-number")).to_have_text(f"{links.count()} / {links.count()}")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(links.first).to_be_focused()


def test_a_click_beside_the_picture_closes(page: Page) -> None:
    page.locator("#badge .pf-sheet").click()
    dialog = page.locator("dialog")
    expect(dialog.get_by_role("button", name="Actual size")).to_be_hidden()  # it has its size
    room = box(page, ".pf-viewer-room")
    page.mouse.click(room["left"] + 5, room["top"] - page.evaluate("scrollY") + 5)
    expect(dialog).to_be_hidden()


def test_a_picture_is_zoomed_to_its_pixels_and_pushed(page: Page) -> None:
    page.locator("#wide .pf-sheet").click()
    image = page.locator("dialog img")
    room = page.locator(".pf-viewer-room")
    fits = room.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")
    assert fits
    image.click()
    assert box(page, "dialog img")["width"] == 1600
    expect(page.get_by_role("button", name="Actual size")).to_have_attribute("aria-pressed", "true")
    expect(room).to_be_focused()  # keys push it
    assert room.evaluate("e => { e.scrollTo(9999, 9999); return e.scrollLeft; }") > 100
    image.click()
    assert box(page, "dialog img")["width"] < 1600
    page.locator(".pf-viewer-next").click()
    expect(page.locator("dialog")).to_have_attribute("aria-label", "Words of portrait")


def test_other_clicks_are_those_of_a_link(wide: Page) -> None:
    keys: list[Literal["Control", "Shift"]] = ["Control", "Shift"]
    for key in keys:
        with wide.context.expect_page() as opened:
            wide.locator("#wide .pf-sheet").click(modifiers=[key])
        opened.value.wait_for_url("**/wide.png")
        opened.value.close()
    assert not wide.locator("dialog").count()


def test_without_scripts_it_is_a_link_to_the_file(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "items.html").as_uri())
    page.locator("#wide .pf-sheet").click()
    page.wait_for_url("**/wide.png")
    page.goto((site / "index.html").as_uri())
    expect(page.locator(".pf-filter")).to_be_hidden()
    assert box_without_scripts(page, ".pf-cards") - box_without_scripts(page, ".pf-listing") < 40
    context.close()


def box_without_scripts(page: Page, selector: str) -> float:
    """How far down something stands."""
    found = page.locator(selector).first.bounding_box()
    assert found
    return found["y"]


SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((shift) => [
    shift.value, shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80)),
  ]))).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["index.html", "items.html"])
def test_nothing_moves_while_a_page_loads(
    site: Path, browser: Browser, width: int, name: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto((site / name).as_uri())
    page.wait_for_timeout(400)
    for _ in range(8):  # pictures further down come when they are near
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(80)
    shifts: list[list[Any]] = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) < 0.02, shifts
    context.close()


def test_the_place_of_a_picture_is_kept_before_it_is_there(site: Path, browser: Browser) -> None:
    sizes = []
    for blocked in (True, False):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        if blocked:
            page.route("**/_files/**", lambda route: None)  # they never come
        page.goto((site / "items.html").as_uri(), wait_until="domcontentloaded")
        page.wait_for_timeout(300)
        names = ("wide", "portrait", "badge", "chat", "share", "large", "in-the-middle")
        boxes = [box(page, f"#{name} img") for name in names]
        sizes += [[value for one in boxes for value in (one["width"], one["height"])]]
        context.close()
    assert sizes[0] == pytest.approx(sizes[1], abs=0.5)


def test_paper_shows_pictures_whole_and_files_by_name(wide: Page) -> None:
    wide.emulate_media(media="print")
    wide.set_viewport_size({"width": 640, "height": 960})  # A4 with margins
    assert wide.locator("#chat img").evaluate(
        "e => parseFloat(getComputedStyle(e).height) / parseFloat(getComputedStyle(e).width)"
    ) == pytest.approx(6, abs=0.05)
    heights = wide.locator("img.pf-certificate").evaluate_all("all => all.map(e => e.clientHeight)")
    assert max(heights) < 900
    link = wide.locator("#report .pf-file-line a")
    assert link.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


def test_signs_are_seen_with_forced_colours(site: Path, browser: Browser) -> None:
    with window(browser, forced_colors="active") as page:
        page.goto((site / "items.html").as_uri())
        ground, sign = page.locator("#report .pf-file").evaluate(
            "e => [getComputedStyle(e).backgroundColor,"
            " getComputedStyle(e, '::before').backgroundColor]"
        )
    assert ground != sign
