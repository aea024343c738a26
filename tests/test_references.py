"""References of every form, back-links, the two indices, and what other tools find."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from project import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import BeautifulSoup
    from project import Project, Result

EVIDENCE = """
    # Evidence page

    ```{evidence} Networking module
    :name: networking-course
    :kind: course
    :file: a.png
    :alt: x
    :issuer: Work Readiness Programme
    :date: 2025-03
    :skills: networking, follow-up
    ```

    ```{evidence} Network map
    :kind: artefact
    :date: 2024
    ```

    ```{evidence} Unread & unloved
    :kind: project
    :skills: networking
    ```
"""

REFLECTION = """
    # Reflection page

    ```{star-reflection} Learning to network
    :evidence: networking-course, network-map
    :skills: Networking, listening

    **Situation:** a

    **Task:** b

    **Action:** c

    **Result:** d
    ```

    ```{star-reflection} Second thoughts
    :evidence: networking-course

    **Situation:** a

    **Task:** b

    **Action:** c

    **Result:** d
    ```
"""

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\none\ntwo\nlinks\n```\n",
    "one.md": EVIDENCE,
    "two.md": REFLECTION,
    "a.png": picture(),
}


def links(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """Address and text of each link in the body of a page."""
    body = soup.find("div", class_="body") or soup
    return [
        (str(a["href"]), a.get_text())
        for a in body.find_all("a")
        if "headerlink" not in (a.get("class") or [])
    ]


def test_every_form_of_reference(project: Callable[..., Project]) -> None:
    page = """
        # Links

        {evidence}`networking-course` {evidence}`the module <networking-course>`
        {reflection}`learning-to-network` {portfolio:evidence}`network-map`
        {skill}`follow-up` {skill}`how I follow up <follow-up>`
        [](#networking-course) [the map](#network-map) {any}`network-map`
        {numref}`networking-course` {numref}`Picture {number} <networking-course>`
        [](#follow-up)
    """
    result = project({**FILES, "links.md": page}).build()
    assert result.warnings == []
    assert links(result.soup("links.html")) == [
        ("one.html#networking-course", "Networking module"),
        ("one.html#networking-course", "the module"),
        ("two.html#learning-to-network", "Learning to network"),
        ("one.html#network-map", "Network map"),
        ("portfolio-skills.html#follow-up", "Follow-up"),
        ("portfolio-skills.html#follow-up", "how I follow up"),
        ("one.html#networking-course", "Networking module"),
        ("one.html#network-map", "the map"),
        ("one.html#network-map", "Network map"),
        ("one.html#networking-course--figure", "Fig. 1"),
        ("one.html#networking-course--figure", "Picture 1"),
        ("portfolio-skills.html#follow-up", "Follow-up"),
    ]


def test_links_back_are_written_by_nobody(project: Callable[..., Project]) -> None:
    result = project({**FILES, "links.md": "# L\n"}).build()
    course = result.article("one.html", "networking-course")
    facts = {dt.get_text(): dt.find_next("dd") for dt in course.find_all("dt")}
    assert [(a["href"], a.get_text()) for a in facts["Reflected on in"].find_all("a")] == [
        ("two.html#learning-to-network", "Learning to network"),
        ("two.html#second-thoughts", "Second thoughts"),
    ]
    network_map = result.article("one.html", "network-map")
    assert "Learning to network" in network_map.get_text()
    assert "Second thoughts" not in network_map.get_text()
    assert "Reflected" not in result.article("one.html", "unread-unloved").get_text()
    about = result.article("two.html", "learning-to-network").dd
    assert about
    assert [a["href"] for a in about.find_all("a")] == [
        "one.html#networking-course",
        "one.html#network-map",
    ]


def test_the_evidence_index_sorts_by_kind_date_and_issuer(project: Callable[..., Project]) -> None:
    soup = project({**FILES, "links.md": "# L\n"}).build().soup("portfolio-evidence.html")
    found = {
        section.h2.get_text(): [
            (
                " ".join(group.h3.get_text().split()).rstrip("¶ "),
                [" ".join(li.get_text().split()) for li in group.find_all("li")],
            )
            for group in section.find_all("section")
        ]
        for section in soup.find("section", class_="pf-index").find_all("section", recursive=False)
    }
    assert found == {
        "By kind": [
            ("Course", ["Networking module March 2025, Work Readiness Programme"]),
            ("Artefact", ["Network map 2024"]),
            ("Project", ["Unread & unloved"]),
        ],
        "By date": [
            ("2025", ["Networking module Course, March 2025, Work Readiness Programme"]),
            ("2024", ["Network map Artefact, 2024"]),
            ("No date", ["Unread & unloved Project"]),
        ],
        "By issuer": [
            ("Work Readiness Programme", ["Networking module Course, March 2025"]),
            ("No issuer", ["Network map Artefact, 2024", "Unread & unloved Project"]),
        ],
    }


def test_the_skills_index_has_all_that_shows_a_skill(project: Callable[..., Project]) -> None:
    result = project({**FILES, "links.md": "# L\n"}).build()
    soup = result.soup("portfolio-skills.html")
    found = {
        group["id"]: [a["href"] for a in group.find_all("a")[1:]]
        for group in soup.find_all("section", class_="pf-index-group")
    }
    assert found == {
        # The second reflection names no skill, so it is about those of its evidence.
        "follow-up": ["one.html#networking-course", "two.html#second-thoughts"],
        "listening": ["two.html#learning-to-network"],
        "networking": [
            "one.html#networking-course",
            "one.html#unread-unloved",
            "two.html#learning-to-network",
            "two.html#second-thoughts",
        ],
    }
    assert soup.title
    assert "Skills index" in soup.title.get_text()


def test_an_item_may_be_called_like_a_skill(project: Callable[..., Project]) -> None:
    page = """
        # L

        ```{evidence} Networking
        :skills: networking
        ```

        [](#networking) {any}`networking` {skill}`networking`
    """
    result = project({"index.md": page}).build()
    assert result.warnings == []
    assert [address for address, _text in links(result.soup("index.html"))][-3:] == [
        "#networking",
        "#networking",
        "portfolio-skills.html#networking",
    ]


def test_the_inventory_serves_a_second_portfolio(project: Callable[..., Project]) -> None:
    first = project({**FILES, "links.md": "# L\n"}).build()
    assert (
        "networking-course portfolio:evidence 1 one.html#$ Networking module" in first.inventory()
    )
    assert (
        "learning-to-network portfolio:reflection 1 two.html#$ Learning to network"
        in first.inventory()
    )
    assert "networking portfolio:skill 1 portfolio-skills.html#$ Networking" in first.inventory()
    page = """
        # Second

        {evidence}`networking-course` {reflection}`learning-to-network` {skill}`networking`
        {external+first:portfolio:evidence}`the module <networking-course>`
        [](#networking-course) {any}`network-map`

        ```{star-reflection} Looking back
        :evidence: network-map, networking-course

        **Situation:** One.

        **Task:** Two.

        **Action:** Three.

        **Result:** Four.
        ```
    """
    second = project(
        {"index.md": page},
        extensions=["sphinx_portfolio", "sphinx.ext.intersphinx"],
        intersphinx_mapping={
            "first": ("https://example.org/first/", str(first.outdir / "objects.inv"))
        },
    ).build()
    assert second.warnings == []
    base = "https://example.org/first/"
    assert links(second.soup("index.html")) == [
        (f"{base}one.html#networking-course", "Networking module"),
        (f"{base}two.html#learning-to-network", "Learning to network"),
        (f"{base}portfolio-skills.html#networking", "Networking"),
        (f"{base}one.html#networking-course", "the module"),
        (f"{base}one.html#networking-course", "Networking module"),
        (f"{base}one.html#network-map", "Network map"),
        (f"{base}one.html#network-map", "Network map"),
        (f"{base}one.html#networking-course", "Networking module"),
    ]


def test_search_names_the_object_type(project: Callable[..., Project]) -> None:
    result = project({**FILES, "links.md": "# L\n"}).build()
    index = search_index(result)
    names = {tuple(value) for value in index["objnames"].values()}
    assert ("portfolio", "evidence", "Portfolio evidence") in names
    assert ("portfolio", "reflection", "Portfolio reflection") in names
    found = [entry[-1] for entry in index["objects"][""]]
    assert "Networking module" in found
    assert "Learning to network" in found


def search_index(result: Result) -> Any:
    """The search index as data."""
    text = (result.outdir / "searchindex.js").read_text("utf-8")
    return json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))


def test_issuers_of_nearly_one_name_are_groups_of_their_own(
    project: Callable[..., Project],
) -> None:
    issuers = ["Udemy", "Udemy 2", "Udemy®", "Udemy!", "udemy", "®", ""]
    items = "".join(
        f"```{{evidence}} Item {number}\n:issuer: {issuer}\n```\n\n"
        for number, issuer in enumerate(issuers)
    )
    result = project({"index.md": f"# P\n\n{items}"}).build()
    assert result.warnings == []
    section = result.soup("portfolio-evidence.html").find_all("h2")[2].find_parent("section")
    anchors = [group["id"] for group in section.find_all("section")]
    assert len(anchors) == len(set(anchors)) == len(issuers)


def test_a_number_of_an_index_is_a_link_to_it(project: Callable[..., Project]) -> None:
    page = "# P\n\n```{evidence} It\n:skills: a\n```\n\n{numref}`portfolio-skills` {numref}`x <portfolio-evidence>`\n"
    result = project({"index.md": page}).build()
    assert result.warnings == []
    assert links(result.soup("index.html"))[-2:] == [
        ("portfolio-skills.html", "Skills index"),
        ("portfolio-evidence.html", "x"),
    ]
