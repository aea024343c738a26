"""What is right at every width, by the style sheets alone: lines of facts, and rows of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.newest

STATIC = ROOT / "extensions" / "sphinx_portfolio" / "static"
SHEETS = sorted(STATIC.glob("portfolio*.css"))
STYLE = "".join(sheet.read_text("utf-8") for sheet in SHEETS if "print" not in sheet.name)


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """A page with nothing but our style."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    yield page
    page.close()


def show(sheet: Page, body: str, text_direction: str = "ltr") -> None:
    sheet.set_content(
        f"<!doctype html><html dir={text_direction}><style>{STYLE}</style>"
        f"<body><div id=room style='font: 16px sans-serif'>{body}</div></body></html>"
    )


FACTS = "".join(
    f"{'<span class=pf-comma>, </span>' * bool(number)}<span>{words}</span>"
    for number, words in enumerate(
        ["Certificate", "Riverside Careers Centre", "20 June 2025", "valid until 20 June 2027"]
    )
)

# For each width: facts that start a line and whose dot can be seen, and the others whose cannot.
SEEN_DOTS = """(direction) => {
  const room = document.getElementById("room"), line = room.querySelector(".pf-dotted");
  const pieces = [...line.querySelectorAll("span:not(.pf-comma)")], wrong = [];
  for (let width = 90; width < 700; width += 7) {
    room.style.width = `${width}px`;
    const gap = parseFloat(getComputedStyle(pieces[0], "::before").width);
    const cut = line.getBoundingClientRect();
    pieces.forEach((piece, number) => {
      const box = piece.getBoundingClientRect(), before = pieces[number - 1];
      const starts = !before || before.getBoundingClientRect().bottom <= box.top;
      const start = direction === "rtl" ? cut.right - box.right : box.left - cut.left;
      const isCut = start - gap < gap - 0.5;  // what is left of the first gap is cut off
      if (starts !== isCut) wrong.push([width, piece.textContent]);
    });
  }
  return wrong;
}"""


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_line_of_facts_begins_or_ends_with_a_dot(sheet: Page, direction: str) -> None:
    show(sheet, f"<p class=pf-quiet><span class=pf-dotted>{FACTS}</span></p>", direction)
    assert sheet.evaluate(SEEN_DOTS, direction) == []
    cut = sheet.locator(".pf-dotted").evaluate("e => getComputedStyle(e).clipPath")
    left, right = ("-16px", "16px") if direction == "rtl" else ("16px", "-16px")
    assert cut == f"inset(-16px {right} -16px {left})"
    # Who copies the line, or listens to it, gets commas.
    copied = sheet.locator(".pf-dotted").evaluate("e => e.textContent")
    assert copied == "Certificate, Riverside Careers Centre, 20 June 2025, valid until 20 June 2027"


CARD = """<li class=pf-record data-kind=course><div class=pf-card-top>Course</div>
<p class=pf-card-title><a href=#>A title</a></p>
<p class=pf-quiet><span class=pf-dotted><span>Course</span></span></p></li>"""
# How many cards stand in each row, and whether a card that has a row to itself fills it.
ROWS = """() => {
  const list = document.querySelector(".pf-cards").getBoundingClientRect(), rows = new Map();
  for (const card of document.querySelectorAll(".pf-record")) {
    const box = card.getBoundingClientRect(), row = rows.get(box.top) ?? [];
    rows.set(box.top, [...row, Math.round(list.width - box.width)]);
  }
  return [...rows.values()].map((row) => row.length === 1 && row[0] > 1 ? "forlorn" : row.length);
}"""


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (320, {n: [1] * n for n in range(1, 8)}),
        (
            600,
            {1: [1], 2: [2], 3: [2, 1], 4: [2, 2], 5: [2, 2, 1], 6: [2, 2, 2], 7: [2, 2, 2, 1]},
        ),
        (736, {1: [1], 2: [2], 3: [3], 4: [2, 2], 5: [3, 2], 6: [3, 3], 7: [3, 3, 1]}),
    ],
)
def test_no_card_is_left_over(sheet: Page, width: int, rows: dict[int, list[int]]) -> None:
    for number, wanted in rows.items():
        cards = CARD * number
        show(sheet, f"<div class=pf-listing style=width:{width}px><ul class=pf-cards>{cards}</ul></div>")  # fmt: skip
        assert sheet.evaluate(ROWS) == wanted, number
