"""The evidence directive, read back from built pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from project import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project, Result

FULL = """
    # Page

    ```{evidence} Professional *Networking* module
    :name: networking-course
    :kind: course
    :file: files/my certificate.png
    :alt: Completion screen with a final mark of 100
    :issuer: Work Readiness Programme
    :date: 2025-03-21
    :expires: 2027-03
    :credential-id: WRP-7
    :url: https://www.example.org/verify/123
    :skills: networking, follow-up, iOS
    :class: Featured two
    :align: right
    :width: 80%

    What **this** shows.
    ```
"""


@pytest.fixture
def full(project: Callable[..., Project]) -> Result:
    result = project({"index.md": FULL, "files/my certificate.png": picture(800, 560)}).build()
    assert result.warnings == []
    return result


def test_an_item_is_an_article_named_by_its_heading(full: Result) -> None:
    article = full.article("index.html", "networking-course")
    heading = article.find(["h1", "h2", "h3"])
    assert heading
    assert heading.name == "h2"  # one below the page's own
    assert heading["id"] == article["aria-labelledby"]
    assert heading.get_text().startswith("Professional Networking module")
    assert heading.em
    link = heading.find("a", class_="headerlink")
    assert link
    assert link["href"] == "#networking-course"
    assert {"featured", "two"} <= set(article["class"])


def test_facts_are_names_and_values(full: Result) -> None:
    article = full.article("index.html", "networking-course")
    facts = {dt.get_text(): dt.find_next("dd") for dt in article.find_all("dt")}
    assert list(facts) == [
        "Issued by",
        "Date",
        "Valid until",
        "Credential ID",
        "Verify at",
        "Skills",
    ]
    date = facts["Date"].find("time")
    assert (date["datetime"], date.get_text()) == ("2025-03-21", "21 March 2025")
    expires = facts["Valid until"].find("time")
    assert (expires["datetime"], expires.get_text()) == ("2027-03", "March 2027")
    link = facts["Verify at"].find("a")
    assert (link["href"], link.get_text()) == ("https://www.example.org/verify/123", "example.org")
    assert [li.get_text() for li in facts["Skills"].find_all("li")] == [
        "Networking",
        "Follow-up",
        "iOS",
    ]
    kind = article.find(class_="pf-kind")
    assert kind
    assert kind.get_text() == "Course"


def test_the_certificate_figure_is_numbered_lazy_sized_and_one_click_away(full: Result) -> None:
    article = full.article("index.html", "networking-course")
    figure = article.figure
    assert figure
    image, link = figure.img, figure.a
    assert image
    assert link
    assert image["alt"] == "Completion screen with a final mark of 100"
    assert (image["width"], image["height"]) == ("800", "560")
    assert image["loading"] == "lazy"
    assert str(image["style"]).endswith("width: 80%")
    assert link["href"] != image["src"]
    for address in (link["href"], image["src"]):
        assert (full.outdir / unquote(str(address))).is_file()
    assert figure.figcaption
    words = " ".join(figure.figcaption.get_text().split())
    assert words.startswith(
        "Fig. 1 Professional Networking module, Work Readiness Programme, 21 March 2025"
    )
    assert "pf-figure-right" in article["class"]


def test_a_caption_of_your_own_may_hold_markup(project: Callable[..., Project]) -> None:
    page = """
        # Page

        ```{evidence} Course
        :file: a.png
        :alt: x
        :caption: Taken on *the* day
        ```
    """
    result = project({"index.md": page, "a.png": picture()}).build()
    caption = result.article("index.html", "course").figcaption
    assert caption
    assert caption.em
    assert "Taken on the day" in caption.get_text()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_picture_format_is_a_figure(project: Callable[..., Project], kind: str) -> None:
    page = f"# P\n\n```{{evidence}} It\n:file: it.{kind.lower()}\n:alt: x\n```\n"
    result = project({"index.md": page, f"it.{kind.lower()}": picture(kind=kind)}).build()
    assert result.warnings == []
    image = result.article("index.html", "it").img
    assert image
    assert (image["width"], image["height"]) == ("40", "28")


def test_a_drawing_is_a_figure_too(project: Callable[..., Project]) -> None:
    page = "# P\n\n```{evidence} It\n:file: it.svg\n:alt: x\n```\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0"/></svg>'
    result = project({"index.md": page, "it.svg": svg}).build()
    assert result.warnings == []
    image = result.article("index.html", "it").img
    assert image
    assert (image["width"], image["height"]) == ("90", "60")


def test_any_other_file_is_a_download(project: Callable[..., Project]) -> None:
    page = "# P\n\n```{evidence} It\n:file: files/plan & map.docx\n```\n"
    result = project({"index.md": page, "files/plan & map.docx": b"words"}).build()
    assert result.warnings == []
    article = result.article("index.html", "it")
    assert not article.figure
    link = article.find("a", class_="download")
    assert link
    assert link.get_text() == "plan & map.docx"
    assert (result.outdir / str(link["href"]).replace("%20", " ").replace("%26", "&")).read_bytes()


def test_restructuredtext_says_the_same(project: Callable[..., Project], full: Result) -> None:
    page = """
        Page
        ====

        .. evidence:: Professional *Networking* module
           :name: networking-course
           :kind: course
           :file: files/my certificate.png
           :alt: Completion screen with a final mark of 100
           :issuer: Work Readiness Programme
           :date: 2025-03-21
           :expires: 2027-03
           :credential-id: WRP-7
           :url: https://www.example.org/verify/123
           :skills: networking, follow-up, iOS
           :class: Featured two
           :align: right
           :width: 80%

           What **this** shows.
    """
    result = project({"index.rst": page, "files/my certificate.png": picture(800, 560)}).build()
    assert result.warnings == []
    assert result.article("index.html", "networking-course") == full.article(
        "index.html", "networking-course"
    )


def test_the_heading_stands_one_below_its_section(project: Callable[..., Project]) -> None:
    page = "# A\n\n## B\n\n### C\n\n```{evidence} It\n```\n\n#### D\n\n##### E\n\n###### F\n\n```{evidence} Deep\n```\n"
    result = project({"index.md": page}).build()
    assert result.article("index.html", "it").h4
    assert result.article("index.html", "deep").h6


def test_without_a_name_the_title_makes_one(project: Callable[..., Project]) -> None:
    page = "# P\n\n```{evidence} Δίκτυα και εγώ!\n```\n\n[](#δίκτυα-και-εγώ) {evidence}`δίκτυα-και-εγώ`\n"
    result = project({"index.md": page}).build()
    assert result.warnings == []
    links = result.soup("index.html").find_all("a", class_="reference internal")
    assert [a.get_text() for a in links] == ["Δίκτυα και εγώ!"] * 2


def test_a_heading_may_be_called_like_an_item(project: Callable[..., Project]) -> None:
    page = "# P\n\n## Course\n\n```{evidence} Course\n```\n\n{evidence}`course`\n"
    result = project({"index.md": page}).build()
    assert result.warnings == []
    assert result.article("index.html", "evidence-course")
    assert result.soup("index.html").find("a", href="#evidence-course", class_="reference")


def test_kinds_and_dates_follow_the_configuration(project: Callable[..., Project]) -> None:
    page = "# P\n\n```{evidence} Prize\n:kind: award\n:date: 2025-03-21\n```\n"
    result = project(
        {"index.md": page},
        portfolio_kinds={"award": "Award & prize"},
        portfolio_date_format="%B %-d, %Y",
    ).build()
    assert result.warnings == []
    article = result.article("index.html", "prize")
    assert article.p
    assert article.p.get_text() == "Award & prize"
    assert article.time
    assert article.time.get_text() == "March 21, 2025"
