"""Portfolios that are not like the demonstration: names without end, sixty skills, one thing only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paper import printed
from project import Project, picture
from windows import violations, window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.newest

#: The longest word of the name still has room in a line of the smallest telephone.
NAME = "Wilhelmina-Nomathamsanqa van der Westhuizen y Montalbán de la Fontaine"
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
OWNER: dict[str, object] = {
    "name": NAME,
    "headline": f"{ENDLESS}, second year",
    "summary": "I weld, and write down what I learn. " * 9,
    "location": f"{ENDLESS}, Wales",
    "email": f"{ENDLESS[:40].lower()}@an-organisation-with-a-long-name.example.org",
    "url": f"https://example.org/people/{'a-long-path/' * 9}",
    "profiles": [
        {"network": "GitHub", "url": f"https://example.org/code/{'x' * 70}"},
        {"network": "LinkedIn", "url": "https://example.org/in/somebody"},
    ],
    "picture": "picture.png",
}
SKILLS = [f"Skill number {n} of a long name" if n % 6 else f"Skill{n}" * 8 for n in range(60)]
EVIDENCE = "\n".join(
    f"""\
```{{evidence}} {("Short", "One with a title that goes on for three lines or more", ENDLESS)[n % 3]} {n}
:name: piece-{n}
:kind: {("certificate", "recording")[n % 2]}
:issuer: {("X", "The International Institute for Long Names and Their Subsidiaries", ENDLESS)[n % 3]}
:date: 2025-0{n + 1}-0{n + 1}
:expires: 2027-12
:credential-id: {"ABCDEFGHIJKLMNOP" * 4}
:url: https://example.org/verify/{"deep/" * 12}{n}
:featured:
:skills: {", ".join(SKILLS[n::7])}

Words.
```
"""
    for n in range(7)
)
LONG = "Words that fill a line or two of any sheet of paper. "
PARTS = "\n\n".join(
    f"**{part}:** {LONG * 22}" for part in ("Situation", "Task", "Action", "Result")
)
REFLECTION = f"""
```{{star-reflection}} {ENDLESS} for the first time
:name: first-time
:evidence: {", ".join(f"piece-{n}" for n in range(7))}
:date: 2025-05-01
:skills: {SKILLS[0]}

{PARTS}
```
"""
LISTINGS = (
    "evidence-gallery", "skills-matrix", "portfolio-timeline", "reflection-list", "evidence-table",
    "evidence-checklist",
)  # fmt: skip
HOME = "```{portfolio-owner}\n```\n\n```{portfolio-summary}\n```\n"
VIEWS = "\n".join(f"```{{{name}}}\n```\n" for name in LISTINGS)
FORMS = "```{skills-matrix}\n:form: bars\n```\n\n```{skills-matrix}\n:form: list\n```\n"
TREE = "\n```{toctree}\nwork\nviews\n```\n"


def _site(folder: Path, owner: dict[str, object], items: str) -> Path:
    files: dict[str, str | bytes] = {
        "index.md": f"# {owner['name']}\n\n{HOME}{TREE}",
        "work.md": f"# My work\n\n## Evidence\n\n{items}",
        "views.md": f"# Views\n\n{VIEWS}\n{FORMS}",
        "picture.png": picture(400, 400),
    }
    config = {"html_theme": "furo", "project": owner["name"], "portfolio_owner": owner}
    tree = Project(folder, files, config)
    return tree.build("html").outdir


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of it is long, and there is much of it."""
    return _site(
        tmp_path_factory.mktemp("endless"), OWNER, f"{EVIDENCE}\n## Reflection\n{REFLECTION}"
    )


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A name, and one piece of evidence that says nothing of itself."""
    return _site(tmp_path_factory.mktemp("bare"), {"name": "Ada"}, "```{evidence} Welding\n```\n")


@pytest.fixture(params=["endless", "bare"])
def site(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


WIDTHS = (320, 768, 1280)


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with window(browser, request.param, 900, reduced_motion="reduce") as page:
        yield page


# What of ours is cut off or sticks out; furo lets wide blocks of the owner's scroll.
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth, wrong = [];
  if (document.documentElement.scrollWidth > width) wrong.push("the page");
  for (const e of document.querySelectorAll(":is(.pf-item, .pf-listing, .mobile-header) *")) {
    if (!e.checkVisibility() || e.closest(".pf-comma, thead, dt")) continue;
    const box = e.getBoundingClientRect();
    const card = e.closest(".pf-card-top, .pf-record, .pf-item, .mobile-header");
    const room = card ? card.getBoundingClientRect() : { right: width, left: 0, bottom: 1e6 };
    if (box.right > room.right + 1 || box.left < room.left - 17 || box.bottom > room.bottom + 1)
      wrong.push(e.outerHTML.slice(0, 100));
  }
  for (const top of document.querySelectorAll(".pf-card-top"))
    if (top.scrollWidth > top.clientWidth) wrong.push(`cut off: ${top.textContent}`);
  return wrong;
}"""


def test_nothing_sticks_out_or_is_cut_off(site: Path, page: Page) -> None:
    for name in ("index", "work", "views"):
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate(OUTSIDE) == [], name


# Words of a name that are broken though they have room in a line of their own.
BROKEN = """() => {
  const name = document.querySelector(".pf-owner-name"), text = name.firstChild;
  const broken = [];
  for (const { 0: word, index } of text.data.matchAll(/[^ -]+-?/g)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    if (range.getClientRects().length > 1) broken.push(word);
  }
  return broken;
}"""


def test_a_name_is_broken_between_its_words(endless: Path, page: Page) -> None:
    page.goto((endless / "index.html").as_uri())
    assert page.evaluate(BROKEN) == []


# Dots that can be seen at the beginning of a line: the first gap of a line is cut off.
DOTS = """() => [...document.querySelectorAll(".pf-dotted")].filter((e) => e.checkVisibility())
  .flatMap((line) => {
    const left = line.getBoundingClientRect().left;
    const pieces = [...line.children].filter((e) => !e.matches(".pf-comma"));
    return pieces.filter((piece, number) => {
      const box = piece.getBoundingClientRect(), before = pieces[number - 1];
      const starts = !before || before.getBoundingClientRect().bottom <= box.top + 1;
      return starts && box.left - left > 17;
    }).map((piece) => piece.outerHTML);
  })"""
# Cards that have a row to themselves and do not fill it.
FORLORN = """() => [...document.querySelectorAll(".pf-cards")].flatMap((list) => {
  const width = list.getBoundingClientRect().width, rows = new Map();
  for (const card of list.children) {
    const box = card.getBoundingClientRect();
    rows.set(box.top, [...(rows.get(box.top) ?? []), box.width]);
  }
  return [...rows.values()].filter((row) => row.length === 1 && row[0] < width - 1);
})"""
# What is to be hit with a finger, and stands in no sentence.
SMALL = """() => [...document.querySelectorAll(":is(.pf-item, .pf-listing) :is(a, button, input, summary)")]
  .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .filter((e) => !e.closest(".pf-card-title, .pf-body, .pf-part-body"))
  .filter((e) => getComputedStyle(e).display !== "inline")
  .filter((e) => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 23.9)
  .map((e) => e.outerHTML.slice(0, 100))"""


def test_lines_cards_and_what_is_to_be_hit_are_as_they_should(site: Path, page: Page) -> None:
    for name in ("index", "work", "views"):
        page.goto((site / f"{name}.html").as_uri())
        for what in (DOTS, FORLORN, SMALL):
            assert page.evaluate(what) == [], name


def test_it_is_accessible(site: Path, browser: Browser) -> None:
    with window(browser, 390, 900) as page:
        for name in ("index", "work", "views"):
            page.emulate_media(color_scheme="dark", forced_colors="none")
            page.goto((site / f"{name}.html").as_uri())
            assert not violations(page)
            page.emulate_media(color_scheme="light", forced_colors="active")
            assert not violations(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_pushes_nothing(endless: Path, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((found) => found.getEntries().forEach("
        "(e) => (window.moved += e.value))).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto((endless / "views.html").as_uri(), wait_until="networkidle")
    assert page.locator(".pf-filter").first.is_visible()
    assert page.evaluate("window.moved") < 0.02
    page.close()


def test_paper_has_heads_and_whole_addresses(endless: Path, browser: Browser) -> None:
    with window(browser) as page:
        views = printed(page, endless, "views.html")
        work = printed(page, endless, "work.html")
    tables = [sheet for sheet in views if sheet.has("Certificate X")]
    assert len(tables) > 1
    assert all(sheet.has("Issued by") for sheet in tables)  # the head comes again
    assert any(sheet.has(f"Verify at https://example.org/verify/{'deep/' * 12}0") for sheet in work)
    # No line of a text stands alone where a sheet begins or ends.
    for sheet in work:
        for lines in (sheet.lines, sheet.lines[::-1]):
            whole = [set(line.split()) <= set(LONG.split()) for line in lines]
            assert whole[:2] != [True, False]
