"""All pages as one: ids that nothing else has, and links that lead where they say."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect
from project import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import BeautifulSoup
    from playwright.sync_api import Browser
    from project import Project, Result

INDEX = """\
    # Main

    ```{toctree}
    :numbered:
    one
    deep/two words
    lists
    ```

    {doc}`one` [](one.md#course) [Second](<deep/two words.md#course>) {evidence}`deep/two words/course`
    [](orphan.md) {ref}`portfolio-skills` {ref}`genindex` {evidence}`lost` {numref}`deep/two words/course` [](#start)

    (start)=
    ## Course

    Home.[^note]

    [^note]: First note.
    """


def page(number: int) -> str:
    """A page with the same ids as the others of its kind."""
    return f"""\
    # Page {number}

    [](#course) {{evidence}}`one/course` {{doc}}`/index` {{ref}}`start` Word.[^note]

    (label-{number})=
    ## Course

    ```{{evidence}} Course
    :file: /seal.png
    :alt: Seal of page {number}
    :skills: networking
    Words of page {number}.
    ```

    ```{{star-reflection}} Course
    :evidence: {"one" if number == 1 else "deep/two words"}/course
    **Situation:** S {number}

    **Task:** T

    **Action:** A

    **Result:** R
    ```

    ```{{reflection-list}} Listed
    ```

    ```{{evidence-gallery}}
    :name: gallery-{number}
    ```

    [^note]: Note of page {number}.
    """


def pages() -> dict[str, str | bytes]:
    return {
        "index.md": INDEX,
        "one.md": page(1),
        "deep/two words.md": page(2),
        "lists.md": "# Lists\n\n"
        + "".join(f"```{{evidence}} Item {n}\n:kind: course\n```\n" for n in range(7))
        + "".join(
            f"\n```{{{view}}} Title\n```\n" for view in ("evidence-gallery", "evidence-table")
        ),
        "orphan.md": "---\norphan: true\n---\n# Orphan\n\n```{evidence} Lost\n```\n",
        "seal.png": picture(),
    }


@pytest.fixture(params=["furo", "basic", "alabaster"])
def built(request: pytest.FixtureRequest, project: Callable[..., Project]) -> Result:
    return project(pages(), html_theme=request.param, myst_heading_anchors=2).build("singlehtml")


def ids(soup: BeautifulSoup) -> list[str]:
    return [str(tag["id"]) for tag in soup.find_all(id=True)]


def test_every_id_is_there_once(built: Result) -> None:
    count = Counter(ids(built.soup("index.html")))
    assert [one for one, times in count.items() if times > 1] == []
    assert {"course", "index-course", "evidence-course"} <= count.keys()
    assert {"deep-two-words-course", "deep-two-words-evidence-course"} <= count.keys()


def test_every_link_has_a_target(built: Result) -> None:
    soup = built.soup("index.html")
    there = {"", *ids(soup)}
    links = [str(a["href"]) for a in soup.find_all("a", href=True)]
    inside = [link for link in links if link.startswith("#")]
    assert len(inside) > 30
    assert [link for link in inside if unquote(link[1:]) not in there] == []
    for tag in soup.select("[aria-labelledby]"):
        assert tag["aria-labelledby"] in there
    for tag in soup.find_all("label"):
        assert tag.get("for") in {None, *there}


def test_links_lead_to_what_they_name(built: Result) -> None:
    soup = built.soup("index.html")
    items = soup.find_all("article", class_="pf-evidence")
    of_page = {n: next(i for i in items if f"of page {n}" in i.get_text()) for n in (1, 2)}
    for number, item in of_page.items():
        (back,) = item.select(".pf-fact-reflections a")
        reflection = soup.find(id=str(back["href"])[1:])
        assert reflection is not None
        assert f"S {number}" in reflection.get_text()
        (about,) = reflection.select(".pf-header .pf-fact-evidence a")
        assert about["href"] == f"#{item['id']}"
        figure = item.find("figure")
        assert figure is not None
        assert figure.find("span", class_="caption-number")
    first = soup.find("section", id="main")
    assert first is not None
    second = first.find("a", string="Fig. 2.1")
    figure = of_page[2].find("figure")
    assert second is not None
    assert figure is not None
    assert second["href"] == f"#{figure['id']}"
    listed = [a["href"] for a in soup.select(".pf-evidence-gallery a") if a.get_text() == "Course"]
    assert set(listed) == {f"#{item['id']}" for item in of_page.values()}


def test_links_to_headings_and_notes_of_one_name(built: Result) -> None:
    soup = built.soup("index.html")
    for number in (1, 2):
        heading = soup.find(
            "h1", string=lambda words, n=number: bool(words) and f"Page {n}" in words
        )
        heading = heading or next(
            h for h in soup.find_all(["h1", "h2"]) if f"Page {number}" in h.get_text()
        )
        section = heading.find_parent("section")
        assert section is not None
        note = section.select_one("a.footnote-reference")
        assert note is not None
        target = soup.find(id=str(note["href"])[1:])
        assert target is not None
        assert f"Note of page {number}" in target.get_text()
        back = target.find("a")
        assert back is not None
        assert soup.find(id=str(back["href"])[1:]) == note
        sub = section.find("section")
        assert sub is not None
        assert sub.find("span", class_="section-number").get_text().startswith(f"{number}.1")
        to_main = section.find("a", string="Main")
        assert to_main is not None
        assert soup.find(id=str(to_main["href"])[1:]).find_parent("section")["id"] == "main"


def test_links_to_headings_of_other_pages(built: Result) -> None:
    soup = built.soup("index.html")
    first = soup.find("section", id="main")
    assert first.find("a", string="Second")["href"] == "#deep-two-words-course"
    starts = [str(a["href"]) for a in soup.find_all("a", string="Course")]
    assert soup.find(id="index-course").find_parent("section")["id"] == "start"
    assert {"#course", "#start"} <= set(starts)


def test_what_is_on_no_page_is_not_linked(built: Result) -> None:
    section = built.soup("index.html").find("section", id="main")
    for words in ("Orphan", "Lost", "Skills index", "Index"):
        assert words in section.get_text()
        assert not [a for a in section.find_all("a") if a.get_text() == words]


def test_the_data_has_the_same_addresses(built: Result) -> None:
    soup = built.soup("index.html")
    data = json.loads((built.outdir / "portfolio.json").read_text("utf-8"))
    for record in [*data["evidence"], *data["reflections"]]:
        article = soup.find(id=unquote(record["address"].partition("#")[2]))
        if record["name"] == "lost":
            continue
        assert article is not None
        assert article.name == "article"
        if record["name"] == "deep/two words/course":
            assert "page 2" in article.get_text()


@pytest.mark.parametrize("many", [True, False])
def test_the_script_is_there_with_a_form(many: bool, project: Callable[..., Project]) -> None:
    files = pages() if many else {"index.md": "# P\n\n```{evidence-gallery}\n```\n"}
    result = project(files, myst_heading_anchors=2).build("singlehtml")
    soup = result.soup("index.html")
    scripts = [s for s in soup.find_all("script", type="module") if "class Filter" in str(s.string)]
    assert len(scripts) == many
    assert bool(soup.select("form.pf-filter")) == many


def test_the_filter_works(project: Callable[..., Project], browser: Browser) -> None:
    result = project(pages(), myst_heading_anchors=2).build("singlehtml")
    view = browser.new_page()
    view.goto((result.outdir / "index.html").as_uri())
    forms = view.locator("form.pf-filter")
    expect(forms.first).to_be_visible()
    table = view.locator(".pf-evidence-table").last
    table.locator("[type=search]").fill("item 3")
    expect(table.locator("[data-kind]:visible")).to_have_count(1)
    view.close()
