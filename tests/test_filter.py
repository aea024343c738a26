"""Narrowing a listing in a real browser: by chips, words and the address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect
from project import ROOT, Project
from windows import violations, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Error, Locator, Page

pytestmark = pytest.mark.newest

SCRIPT = ROOT / "extensions/sphinx_portfolio/templates/portfolio-filter.js"
Scheme = Literal["light", "dark"]
#: A page is opened in the first scheme, and then turned to the other.
SCHEMES: dict[int, tuple[Scheme, Scheme]] = {390: ("light", "dark"), 1280: ("dark", "light")}


@dataclass(frozen=True)
class Item:
    """A piece of evidence of the pages that are tried."""

    name: str
    kind: str
    title: str
    skills: tuple[str, ...] = ()
    words: str = ""

    def source(self) -> str:
        """The item as its owner writes it."""
        options = {"name": self.name, "kind": self.kind, "issuer": self.words}
        options["skills"] = ", ".join(self.skills)
        quoted = {key: value.replace("'", "''") for key, value in options.items() if value}
        lines = "".join(f":{key}: '{value}'\n" for key, value in quoted.items())
        return f"```{{evidence}} {self.title}\n{lines}```\n\n"


ITEMS = [
    Item("networking-course", "course", "Networking course", ("networking", "follow-up"), "May"),
    Item("cafe-map", "work-sample", "Map of a Café", ("mapping", "teamwork"), "Paris, in spring"),
    Item("interview", "course", "Mock interview", ("interviewing",), "A map of questions"),
    Item("street-plan", "work-sample", "Straße and ΟΔΟΣ", ("mapping",), "A plan of İzmir"),
    Item("fair", "attendance", "Careers fair", ("networking", "teamwork")),
    Item("choir", "hobby", "A year in a choir", ("singing",)),
    Item("medal", "hobby", "Bronze medal", ("swimming",)),
]
# The same without the fair, for a second listing.
OTHERS = [
    Item(f"table-{i.name}", i.kind, i.title, i.skills, i.words) for i in ITEMS if i.name != "fair"
] + [Item("table-poem", "hobby", "Poem", ("writing",))]
HOSTILE = [
    Item("one", 'a"b', '"><script>alert(1)</script>', ("c++", '"><script>x</script>', "a&b=c")),
    Item("two", "<i>", "</form> & 'quotes'", ("søster", "技能", "how?#why", "a&b=c")),
    Item("three", "it's", "\\&lt;b\\&gt; {shown} $&", ("100%", "कौशल")),
    *(Item(f"tame-{n}", "course", f"Tame {n}") for n in range(4)),
]
# What the skills of HOSTILE are called in addresses.
SLUGS = {
    "c++": "c-plus-plus", '"><script>x</script>': "script-x-script", "a&b=c": "a-b-c", "how?#why": "how-why",
    "100%": "100",
}  # fmt: skip
MANY = [
    Item(f"row-{n}", ("course", "work-sample")[n % 2], f"Row {n}", (f"skill-{n % 30}",))
    for n in range(300)
]
ALIKE = [Item(f"alike-{n}", "course", f"Alike {n}") for n in range(7)]

# Chromium loses the place of a reload in one of ten if it is on its way slowly, as furo wants it.
LINKS = """
```{raw} html
<style>html { scroll-behavior: auto }</style>
<p><a href="#">Top</a> <a href="#fair">The fair</a> <a href="#the-end">To the end</a>
<a href="#skill=mapping">Maps</a></p>
```
"""
END = """
```{raw} html
<div style="height: 200vh"></div>
```

## The end
"""
CONFIG: dict[str, object] = {
    "html_theme": "furo",
    "portfolio_kinds": {
        "work-sample": "Work sample", "attendance": "Attendance", "hobby": "Spare time",
    },
    "html_theme_options": {
        f"{scheme}_css_variables": {
            "color-brand-primary": color,
            "color-brand-content": color,
            "color-brand-visited": color,
        }
        for scheme, color in (("light", "#0b6e6e"), ("dark", "#5fd3c9"))
    },
}  # fmt: skip


def listing(view: str, page: str, *options: str) -> str:
    """A listing of the items of a page."""
    lines = "\n".join([f":page: items/{page}", ":sort: page", *options])
    return f"```{{evidence-{view}}}\n{lines}\n```\n\n"


@pytest.fixture(scope="module")
def page_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages that are tried."""
    left_out = [Item("left-out", "course", "Left out")]
    items: dict[str, Sequence[Item]] = {
        "some": [*ITEMS, *left_out], "others": OTHERS, "hostile": HOSTILE, "many": MANY,
        "alike": ALIKE,
    }  # fmt: skip
    pages = {
        "gallery": [listing("gallery", "some", ":limit: 7")],
        "table": [listing("table", "some", ":limit: 7")],
        "two": [listing("gallery", "some", ":limit: 7"), listing("table", "others")],
        "hostile": [listing("gallery", "hostile")],
        "many": [listing("table", "many")],
        "alike": [listing("gallery", "alike")],
        "few": [listing("gallery", "alike", ":limit: 6")],
    }
    files: dict[str, str | bytes] = {
        "index.md": "# Portfolio\n\n```{toctree}\n:glob:\n\n*\nitems/*\n```\n",
        **{
            f"{name}.md": f"# My work\n{LINKS}\n{''.join(some)}{END}"
            for name, some in pages.items()
        },
        **{
            f"items/{name}.md": f"# Items\n\n{''.join(item.source() for item in some)}"
            for name, some in items.items()
        },
    }
    project = Project(tmp_path_factory.mktemp("filter"), files, CONFIG)
    result = project.build()
    assert [w.rpartition("[")[2] for w in result.warnings] == ["portfolio.unknown_kind]"] * 3
    return result.outdir


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may not fail in silence."""
    errors: list[str] = []

    def failed(error: Error) -> None:
        errors.append(str(error))

    def asked(dialog: Dialog) -> None:
        errors.append(dialog.message)
        dialog.dismiss()

    with window(browser, 1280, 900) as page:
        page.on("pageerror", failed)
        page.on("dialog", asked)
        yield page
        page.remove_listener("pageerror", failed)
        page.remove_listener("dialog", asked)
    assert not errors


@pytest.fixture
def visit(page: Page, page_source: Path) -> Callable[..., Page]:
    """Open a page of the folder, at an address within it."""

    def visit(name: str, hash: str = "") -> Page:  # noqa: A002
        page.goto("about:blank")  # else the same page would only change its hash
        page.goto((page_source / f"{name}.html").as_uri() + hash)
        return page

    return visit


def shown(within: Page | Locator) -> list[str]:
    """The names of the records that can be seen."""
    records = within.locator("[data-kind]:visible")
    links = "all => all.map(e => decodeURIComponent(e.querySelector('a').hash.slice(1)))"
    return list(records.evaluate_all(links))


def chip(within: Page | Locator, value: str) -> Locator:
    """The chip of a kind or skill."""
    return within.locator(f'[data-facet][value="{value}"]')


def counts(page: Page) -> dict[str, str]:
    """The numbers on the chips."""
    pairs = page.locator("[data-facet]").evaluate_all(
        "all => all.map(e => [e.value, e.querySelector('.pf-count').textContent])"
    )
    return dict(pairs)


def at(page: Page, hash: str) -> None:  # noqa: A002
    """Wait until the address ends in a hash."""
    page.wait_for_function("wanted => location.hash === wanted", arg=hash, timeout=5000)


def focus(page: Page) -> str:
    """What has the focus, in a word."""
    return str(
        page.evaluate(
            "(e => e.value || e.getAttribute('role') || e.type || e.tagName)(document.activeElement)"
        )
    )


def tab_to(page: Page, place: Locator) -> None:
    """Go to a place with the Tab key."""
    for _ in range(60):
        if place.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("not reached with the Tab key")


ALL = [item.name for item in ITEMS]


def test_without_scripts_everything_is_shown(browser: Browser, page_source: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("gallery", "table"):
        page.goto((page_source / f"{name}.html").as_uri() + "#kind=course")
        assert page.locator("[data-kind]:visible").count() == len(ITEMS)
        assert not page.locator(".pf-filter").is_visible()
        assert page.locator(".pf-listing", has_text="7 of 8 are shown.").is_visible()
    context.close()


@pytest.mark.parametrize("view", ["gallery", "table"])
def test_chips_narrow_and_widen(visit: Callable[..., Page], view: str) -> None:
    page = visit(view)
    assert shown(page) == ALL
    expect(page.get_by_role("search", name="Narrow this list")).to_be_visible()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    chip(page, "course").click()
    assert shown(page) == ["networking-course", "interview"]
    expect(chip(page, "course")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pf-listing", has_text="7 of 8 are shown.")).to_be_visible()
    chip(page, "work-sample").click()  # or
    assert shown(page) == ["networking-course", "cafe-map", "interview", "street-plan"]
    chip(page, "networking").click()  # and
    assert shown(page) == ["networking-course"]
    chip(page, "teamwork").click()  # or
    assert shown(page) == ["networking-course", "cafe-map"]
    page.get_by_label("Find").fill("cafe")  # and
    assert shown(page) == ["cafe-map"]
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == ALL
    assert page.get_by_label("Find").input_value() == ""
    expect(page.locator('[aria-pressed="true"]')).to_have_count(0)
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_chips_are_named_and_grouped(visit: Callable[..., Page]) -> None:
    page = visit("gallery")
    kinds = page.get_by_role("group", name="Kind")
    expect(kinds.get_by_role("button", name="Course 2", pressed=False)).to_be_visible()
    expect(page.get_by_role("group", name="Skills").get_by_role("button")).to_have_count(7)
    visit("alike")
    assert page.get_by_label("Find").is_visible()
    assert not page.get_by_role("group").count()  # nothing to choose from


def test_counts_say_what_a_chip_would_show(visit: Callable[..., Page]) -> None:
    page = visit("gallery")
    kinds = {"course": "2", "work-sample": "2", "attendance": "1", "hobby": "2"}
    skills = {
        "networking": "2", "follow-up": "1", "mapping": "2", "teamwork": "2", "interviewing": "1",
        "singing": "1", "swimming": "1",
    }  # fmt: skip
    assert counts(page) == kinds | skills
    chip(page, "course").click()
    of_course = {
        "networking": "1", "follow-up": "1", "mapping": "0", "teamwork": "0", "interviewing": "1",
        "singing": "0", "swimming": "0",
    }  # fmt: skip
    assert counts(page) == kinds | of_course
    chip(page, "networking").click()
    of_networking = {"course": "1", "work-sample": "0", "attendance": "1", "hobby": "0"}
    assert counts(page) == of_networking | of_course
    page.get_by_label("Find").fill("interview")
    assert set(counts(page).values()) == {"0", "1"}
    assert counts(page)["interviewing"] == "1"
    for value, number in counts(page).items():
        if value in skills and number != "0":  # the number keeps its promise
            before = len(shown(page))
            chip(page, value).click()
            assert len(shown(page)) - before == int(number)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cafe", ["cafe-map"]),
        ("CAFÉ", ["cafe-map"]),
        ("cafe\u0301", ["cafe-map"]),
        ("  map   spring ", ["cafe-map"]),
        ("map", ["cafe-map", "interview"]),
        ("spring map interview", []),
        ("strasse", ["street-plan"]),
        ("οδοσ", ["street-plan"]),
        ("izmir", ["street-plan"]),
        ("ｍａｐ　spring", ["cafe-map"]),
        (".*", []),
        ("   ", ALL),
    ],
)
def test_words_are_found_whatever_their_accents(
    visit: Callable[..., Page], text: str, found: list[str]
) -> None:
    page = visit("gallery")
    page.get_by_label("Find").fill(text)
    assert shown(page) == found


def test_the_keyboard_is_enough(visit: Callable[..., Page]) -> None:
    page = visit("gallery")
    field = page.get_by_label("Find")
    tab_to(page, field)
    page.keyboard.type("map")
    assert shown(page) == ["cafe-map", "interview"]
    page.keyboard.press("Enter")
    assert shown(page) == ["cafe-map", "interview"]
    assert focus(page) == "map"
    page.keyboard.press("Escape")
    assert shown(page) == ALL
    assert field.input_value() == ""
    assert field.evaluate("e => e === document.activeElement")
    for key, value in (("Space", "course"), ("Enter", "interviewing")):
        tab_to(page, chip(page, value))
        page.keyboard.press(key)
        expect(chip(page, value)).to_have_attribute("aria-pressed", "true")
        assert focus(page) == value
    assert shown(page) == ["interview"]
    reset = page.get_by_role("button", name="Show all")
    for _ in range(60):
        if reset.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert shown(page) == ALL
    assert focus(page) == "status"
    page.keyboard.press("Tab")
    assert focus(page) == "course"
    assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_what_is_shown_is_said_in_a_live_region(visit: Callable[..., Page]) -> None:
    page = visit("gallery")
    status = page.get_by_role("status")
    expect(status).to_have_text("7 of 7 shown")
    status.evaluate(
        "e => { window.said = [];"
        " new MutationObserver(() => said.push(e.textContent)).observe(e, {childList: true}) }"
    )
    page.get_by_label("Find").press_sequentially("map")
    expect(status).to_have_text("2 of 7 shown")
    assert page.evaluate("said") == ["2 of 7 shown"]  # once, not for each letter
    page.get_by_label("Find").fill("nowhere")
    assert shown(page) == []
    expect(status).to_have_text("Nothing matches.")
    page.get_by_role("button", name="Show all").click()
    expect(status).to_have_text("7 of 7 shown")


def test_the_address_can_be_shared(visit: Callable[..., Page]) -> None:
    page = visit("gallery")
    before = page.evaluate("history.length")
    chip(page, "mapping").click()
    chip(page, "teamwork").click()
    at(page, "#skill=mapping,teamwork")
    chip(page, "work-sample").click()
    page.get_by_label("Find").fill("a & b=ç, #1 +")
    at(page, "#skill=mapping,teamwork&kind=work-sample&q=a+%26+b%3D%C3%A7,+%231+%2B")
    assert page.evaluate("history.length") == before
    visit("gallery", page.evaluate("location.hash"))
    assert page.get_by_label("Find").input_value() == "a & b=ç, #1 +"
    page.get_by_label("Find").fill("map")
    at(page, "#skill=mapping,teamwork&kind=work-sample&q=map")

    visit("gallery", page.evaluate("location.hash"))
    assert shown(page) == ["cafe-map"]
    assert page.locator('[aria-pressed="true"]').evaluate_all("all => all.map(e => e.value)") == [
        "work-sample", "mapping", "teamwork",
    ]  # fmt: skip
    expect(page.get_by_role("status")).to_have_text("1 of 7 shown")
    page.reload()
    assert shown(page) == ["cafe-map"]
    page.get_by_role("button", name="Show all").click()
    at(page, "")
    assert "#" not in page.url


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("#kind=course", ["networking-course", "interview"]),
        ("#kind=course,attendance&skill=networking", ["networking-course", "fair"]),
        ("#kind=course%2Cattendance&skill=networking", ["networking-course", "fair"]),
        ("#skill=mapping&skill=interviewing", ["cafe-map", "interview", "street-plan"]),
        ("#skill=mapping,%20interviewing", ["cafe-map", "interview", "street-plan"]),
        ("#kind=course,unknown&color=red", ["networking-course", "interview"]),
        ("#kind=unknown", ALL),
        ("#skill=course&kind=", ALL),
        ("#q=%E0%A4%A", []),
        ("#q=caf%C3%A9%20map", ["cafe-map"]),
        ("#q=cafe+map", ["cafe-map"]),
        ("#q", ALL),
        ("#%E0", ALL),
    ],
)
def test_addresses_are_read_with_patience(
    visit: Callable[..., Page], address: str, found: list[str]
) -> None:
    page = visit("gallery", address)
    assert shown(page) == found
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == address  # opening a page changes nothing


def test_the_listing_follows_the_address(visit: Callable[..., Page]) -> None:
    page = visit("gallery")
    page.get_by_role("link", name="Maps").click()
    expect(page.get_by_role("status")).to_have_text("2 of 7 shown")
    expect(chip(page, "mapping")).to_have_attribute("aria-pressed", "true")
    page.evaluate("location.hash = '#kind=attendance&q=fair'")
    expect(page.get_by_role("status")).to_have_text("1 of 7 shown")
    assert shown(page) == ["fair"]
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("2 of 7 shown")
    assert page.get_by_label("Find").input_value() == ""
    page.go_back()  # to the page as it was opened
    expect(page.get_by_role("status")).to_have_text("7 of 7 shown")


def test_ordinary_anchors_are_left_alone(visit: Callable[..., Page]) -> None:
    page = visit("gallery", "#the-end")
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == "#the-end"
    expect(page.locator("#the-end")).to_be_in_viewport()
    assert shown(page) == ALL

    chip(page, "course").click()
    at(page, "#kind=course")
    page.get_by_role("link", name="To the end").click()
    expect(page.locator("#the-end")).to_be_in_viewport()
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == "#the-end"
    assert shown(page) == ["networking-course", "interview"]  # none of its business
    page.get_by_role("button", name="Show all").click()
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == "#the-end"
    chip(page, "course").click()
    page.get_by_role("link", name="Top", exact=True).click()
    assert shown(page) == ["networking-course", "interview"]
    page.get_by_role("button", name="Show all").click()

    chip(page, "course").click()
    page.get_by_role("link", name="To the end").click()  # sooner than the address is written
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == "#the-end"
    expect(page.get_by_role("status")).to_have_text("2 of 7 shown")


def test_a_reload_keeps_the_place(visit: Callable[..., Page]) -> None:
    page = visit("many", "#the-end")
    expect(page.locator("#the-end")).to_be_in_viewport()
    page.evaluate("scrollTo({ top: 5000, behavior: 'instant' })")
    seen = page.evaluate(
        "document.elementFromPoint(innerWidth / 2, innerHeight / 2)"
        ".closest('[data-kind]').textContent"
    )
    page.wait_for_timeout(1500)  # browsers keep the place a little later
    page.reload()
    # The form may appear before or after the browser is back at the place.
    page.wait_for_function(
        "seen => [...document.querySelectorAll('[data-kind]')].some(record => {"
        "const { top, bottom } = record.getBoundingClientRect();"
        "return record.textContent === seen && bottom > 0 && top < innerHeight })",
        arg=seen,
    )
    expect(page.locator("#the-end")).not_to_be_in_viewport()


def test_an_anchor_in_a_hidden_record_shows_everything(visit: Callable[..., Page]) -> None:
    page = visit("two", "#kind=course")
    # As a theme or another extension may give places in a card.
    page.locator(".pf-record", has_text="Careers fair").evaluate("e => { e.id = 'fair' }")
    page.set_viewport_size({"width": 390, "height": 300})
    page.get_by_role("link", name="To the end").click()
    page.get_by_role("link", name="The fair").click()
    at(page, "#fair")
    expect(page.locator("#fair")).to_be_in_viewport()
    assert shown(page.locator(".pf-evidence-gallery")) == ALL
    expect(page.locator(".pf-evidence-gallery").get_by_role("status")).to_have_text("7 of 7 shown")
    # The other listing hides nothing that was asked for.
    assert shown(page.locator(".pf-evidence-table")) == [
        "table-networking-course",
        "table-interview",
    ]
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash") == "#fair"


def test_what_is_seen_at_a_glance_has_no_form(visit: Callable[..., Page]) -> None:
    page = visit("few")
    assert len(shown(page)) == 6
    assert not page.locator(".pf-filter").count()
    assert not page.locator("script", has_text="URLSearchParams").count()  # nor the script


def test_nothing_found(visit: Callable[..., Page]) -> None:
    page = visit("table", "#kind=course&skill=teamwork")
    assert shown(page) == []
    expect(page.get_by_role("status")).to_have_text("Nothing matches.")
    expect(page.get_by_role("button", name="Show all")).to_be_visible()
    assert counts(page)["work-sample"] == "1"
    chip(page, "work-sample").click()
    assert shown(page) == ["cafe-map"]


def test_two_listings_on_a_page(visit: Callable[..., Page]) -> None:
    page = visit("two", "#kind=course&skill=networking")
    gallery, table = page.locator(".pf-evidence-gallery"), page.locator(".pf-evidence-table")
    assert shown(gallery) == ["networking-course"]
    assert shown(table) == ["table-networking-course"]
    chip(table, "networking").click()
    assert shown(gallery) == ["networking-course"]
    assert shown(table) == ["table-networking-course", "table-interview"]
    at(page, "#kind=course")  # of the listing that was used last
    assert page.get_by_role("search", name="Narrow this list", exact=True).count() == 1
    assert page.get_by_role("search", name="Narrow this list 2", exact=True).count() == 1
    visit("two", "#kind=attendance")  # only one of them has any
    assert shown(gallery) == ["fair"]
    assert len(shown(table)) == 7
    doubled = "all => all.map(e => e.id).filter((id, n, ids) => ids.indexOf(id) !== n)"
    assert page.locator("[id]").evaluate_all(doubled) == []


def test_strange_names_do_no_harm(visit: Callable[..., Page]) -> None:
    page = visit("hostile")
    buttons = page.locator("[data-facet]")
    values = buttons.evaluate_all("all => all.map(e => e.value)")
    kinds = Counter(item.kind for item in HOSTILE)
    skills = Counter(SLUGS.get(skill, skill) for item in HOSTILE for skill in item.skills)
    assert values == [
        value for facet in (kinds, skills) for value in sorted(facet, key=lambda v: (-facet[v], v))
    ]
    before = ""
    for number, value in enumerate(values):
        if number:
            page.get_by_role("button", name="Show all").click()
            expect(page.locator('[aria-pressed="true"]')).to_have_count(0)
        buttons.nth(number).click()
        wanted = [
            i.name for i in HOSTILE if value in (i.kind, *(SLUGS.get(s, s) for s in i.skills))
        ]
        assert shown(page) == wanted
        page.wait_for_function("before => !['', before].includes(location.hash)", arg=before)
        before = page.evaluate("location.hash")
        visit("hostile", before)
        assert shown(page) == wanted
        pressed = page.locator('[aria-pressed="true"]')
        assert pressed.evaluate_all("all => all.map(e => e.value)") == [value]
    page.get_by_label("Find").fill("<script>")
    assert page.locator(".pf-listing script").count() == 0
    assert shown(page) == []
    visit("hostile", "#q=%3Cscript%3E")
    assert shown(page) == ["one"]
    assert unquote(page.url).endswith("#q=<script>")


@pytest.mark.parametrize("width", SCHEMES)
@pytest.mark.parametrize("name", ["gallery", "two", "many"])
def test_accessible_and_fitting(
    visit: Callable[..., Page], page: Page, name: str, width: int
) -> None:
    address = "#kind=course&skill=networking,skill-20&q=course"
    if name == "many":
        address = "#kind=course&skill=skill-2,skill-20&q=row+2"
    page.set_viewport_size({"width": width, "height": 900})
    for number, scheme in enumerate(SCHEMES[width]):
        page.emulate_media(color_scheme=scheme)
        if number == 0:
            visit(name, address)
        assert page.locator('[aria-pressed="true"]').count() > 1
        assert not violations(page)
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0
        sizes = page.locator(".pf-filter :is(button, input, summary):visible").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).flatMap(box => [box.width, box.height])"
        )
        assert sizes
        assert min(sizes) >= 24


def test_pressing_a_chip_moves_no_other(visit: Callable[..., Page]) -> None:
    page = visit("gallery")
    places = "all => all.map(e => [e.getBoundingClientRect().x, e.getBoundingClientRect().y])"
    before = page.locator("[data-facet]").evaluate_all(places)
    chip(page, "course").click()
    assert page.locator("[data-facet]").evaluate_all(places) == before
    mark = chip(page, "course").evaluate("e => getComputedStyle(e, '::before').content")
    assert "✓" in mark  # not by colour alone


def test_on_a_phone_the_form_leaves_the_screen_to_what_is_found(
    visit: Callable[..., Page],
) -> None:
    page = visit("gallery")
    page.set_viewport_size({"width": 390, "height": 900})
    visit("gallery", "#kind=course&skill=interviewing")
    form, cards = page.locator(".pf-filter"), page.locator(".pf-cards")
    top = "e => e.getBoundingClientRect().y"
    place = cards.evaluate(top)
    height = form.evaluate("e => e.offsetHeight")
    assert height < 110
    assert not page.locator("[data-facet]:visible").count()
    button = page.get_by_role("button", name="Kinds and skills")
    assert text_of(button) == "Kinds and skills 2"  # what is chosen is not forgotten
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    expect(chip(page, "course")).to_be_visible()
    button.click()
    page.get_by_role("button", name="Show all").click()
    assert text_of(button) == "Kinds and skills"
    assert cards.evaluate(top) == place  # nothing is pushed down, chosen or not
    page.evaluate("document.querySelector('.pf-filter').hidden = true")
    assert cards.evaluate(top) == place  # nor was it before the script ran


def text_of(place: Locator) -> str:
    return " ".join(place.inner_text().split())


def test_the_form_is_not_printed(visit: Callable[..., Page]) -> None:
    page = visit("gallery", "#kind=course")
    page.emulate_media(media="print")
    assert not page.locator(".pf-filter").is_visible()
    assert shown(page) == ["networking-course", "interview"]


def test_many_rows_and_many_skills(visit: Callable[..., Page]) -> None:
    page = visit("many")
    expect(page.get_by_role("status")).to_have_text("300 of 300 shown")
    assert page.locator("[data-facet=skill]:visible").count() == 12
    page.get_by_text("18 more").click()
    assert page.locator("[data-facet=skill]:visible").count() == 30
    chip(page, "skill-29").click()
    page.get_by_label("Find").fill("row 299")
    assert shown(page) == ["row-299"]
    expect(page.get_by_role("status")).to_have_text("1 of 300 shown")
    visit("many", "#skill=skill-29")  # folded chips that are chosen are unfolded
    expect(chip(page, "skill-29")).to_be_visible()


def test_the_script_is_small_and_can_stand_in_a_page() -> None:
    script = SCRIPT.read_text("utf-8")
    assert len(script.encode()) < 10_000
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert not {"import", "export", "innerHTML"} & set(script.replace(".", " ").split())
