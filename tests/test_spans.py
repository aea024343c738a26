"""Spans of time: as people write them, and wherever dates are shown, sorted or exported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.dates import (
    OPEN,
    end_of,
    first_day,
    is_span,
    last_day,
    order_of,
    read_date,
    read_span,
    start_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from project import Project, Result

pytestmark = pytest.mark.newest


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025", "2025"),
        ("2025/03", "2025-03"),
        ("2025/3/1", "2025-03-01"),
        ("2025-3-1", "2025-03-01"),
        ("2025-3 to 2025-10", "2025-03/2025-10"),
        ("2025/03/21", "2025-03-21"),
        ("2025-01 to 2025-06", "2025-01/2025-06"),
        ("2025-01 - 2025-06", "2025-01/2025-06"),
        ("2025-01–2025-06", "2025-01/2025-06"),
        ("2025-01 — 2025-06", "2025-01/2025-06"),
        ("2025-01/2025-06", "2025-01/2025-06"),
        ("2025-01-05/2025-06-07", "2025-01-05/2025-06-07"),
        ("2025/01/05 to 2025/06/07", "2025-01-05/2025-06-07"),
        ("from 2024 until 2025", "2024/2025"),
        ("2024/2025", "2024/2025"),
        ("2024-2025", "2024/2025"),
        ("2025-03 – now", "2025-03/.."),
        ("2025-03 to present", "2025-03/.."),
        ("2025-03 –", "2025-03/.."),
        ("2025-03/..", "2025-03/.."),
        ("since 2025-03", "2025-03/.."),
        ("2025-03 tot heden", "2025-03/.."),
        ("2025 to 2025", "2025"),
    ],
)
def test_a_span_is_two_dates(written: str, iso: str) -> None:
    assert read_span(written) == iso
    assert read_span(iso) == iso


@pytest.mark.parametrize(
    "written",
    ["", "to", "now", "last spring", "2025 to spring", "– 2025", "2025-06 to 2025-01", "2025-13 to 2026",
     "2025-01 to 2025-02 to 2025-03", "2025-03-21/22", "1/2/2025", "2025/26", "٢٠٢٥"],
)  # fmt: skip
def test_what_is_no_span_is_refused_in_words(written: str) -> None:
    with pytest.raises(ValueError, match=r"write it as|it ends|there is no month"):
        read_span(written)


def test_a_day_has_no_span() -> None:
    with pytest.raises(ValueError, match="write it as 2025-03-21"):
        read_date("2025-01 to 2025-06")


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_a_span_covers_all_days_between_its_ends(
    one: date, other: date, first: int, last: int
) -> None:
    start, end = sorted([one, other])
    iso = read_span(f"{start.isoformat()[:first]} to {end.isoformat()[:last]}")
    assert first_day(iso) <= start
    assert last_day(iso) >= end
    assert read_span(iso) == iso
    assert order_of(iso)[0] == end_of(iso)
    assert (start_of(iso) == end_of(iso)) == (not is_span(iso))


def test_what_goes_on_comes_last() -> None:
    isos = ["2025-03/..", "2024", "2025-06", "2020/2025-07", "2025-01/2025-06"]
    assert sorted(isos, key=order_of) == [
        "2024", "2025-01/2025-06", "2025-06", "2020/2025-07", "2025-03/..",
    ]  # fmt: skip
    assert end_of("2025/..") == OPEN


PAGE = """
    # P

    ```{evidence} Ended
    :kind: employment
    :issuer: Acme
    :date: 2025-01 to 2025-06
    ```

    ```{evidence} Goes on
    :kind: volunteering
    :issuer: Shelter
    :date: 2023-02 – now
    ```

    ```{evidence} A day
    :kind: education
    :issuer: College
    :date: 2025/03/21
    ```

    ```{evidence} Paper
    :kind: certificate
    :date: 2024/2025
    ```

    ```{portfolio-timeline}
    ```

    ```{evidence-checklist}
    :on: 2025-07-01
    :months: 3
    ```
"""


@pytest.fixture
def tree(project: Callable[..., Project]) -> Project:
    return project({"index.md": PAGE}, portfolio_owner={"name": "Your Name"})


@pytest.fixture
def site(tree: Project) -> Result:
    result = tree.build()
    assert result.warnings == []
    return result


def test_both_ends_are_dates_to_machines(site: Result) -> None:
    article = site.article("index.html", "ended")
    times = [(t["datetime"], t.get_text()) for t in article.find_all("time")]
    assert times == [("2025-01", "January 2025"), ("2025-06", "June 2025")]
    assert "January 2025 – June 2025" in article.get_text()
    going = site.article("index.html", "goes-on")
    assert "February 2023 – now" in going.get_text()


def test_a_timeline_is_sorted_by_the_end(site: Result) -> None:
    timeline = site.body("index.html").find(class_="pf-timeline")
    assert timeline
    found = [
        (
            year.get_text(),
            [a.get_text() for a in year.find_next_sibling("dd").find_all("a")],
        )
        for year in timeline.find_all("dt")
    ]
    assert found == [("Now", ["Goes on"]), ("2025", ["Ended", "A day", "Paper"])]


def test_an_index_puts_what_goes_on_first(site: Result) -> None:
    section = site.soup("portfolio-evidence.html").find_all("h2")[1].find_parent("section")
    heads = [h.get_text().rstrip("¶ \n") for h in section.find_all("h3")]
    assert [" ".join(h.split()).rstrip("¶ ") for h in heads] == ["Now", "2025"]


def test_what_goes_on_is_current(site: Result) -> None:
    table = site.body("index.html").find_all("table")[0]
    rows = {tr.find("a").get_text(): tr.get_text(" ") for tr in table.tbody.find_all("tr")}
    assert "Yes: February 2023 – now" in rows["Goes on"]
    assert "Older: 21 March 2025" in rows["A day"]


def test_exports_have_the_span(tree: Project, site: Result) -> None:
    data = json.loads((site.outdir / "portfolio.json").read_text("utf-8"))
    dates = {one["name"]: one["date"] for one in data["evidence"]}
    assert dates == {
        "ended": "2025-01/2025-06",
        "goes-on": "2023-02/..",
        "a-day": "2025-03-21",
        "paper": "2024/2025",
    }
    script = site.soup("index.html").find("script", type="application/ld+json")
    assert script
    (credential,) = json.loads(str(script.string))["hasCredential"]
    assert credential["temporalCoverage"] == "2024/2025"
    resume: dict[str, Any] = json.loads(
        (tree.build("portfolio-jsonresume").outdir / "resume.json").read_text("utf-8")
    )
    assert resume["work"] == [
        {"name": "Acme", "position": "Ended", "startDate": "2025-01", "endDate": "2025-06"}
    ]
    assert resume["volunteer"] == [
        {"organization": "Shelter", "position": "Goes on", "startDate": "2023-02"}
    ]
    assert resume["education"] == [
        {"institution": "College", "area": "A day", "endDate": "2025-03-21"}
    ]
    assert resume["certificates"] == [{"name": "Paper", "date": "2025"}]
