"""Names that several items would have: settled when all pages are read, the same for everybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.model import Evidence, Record, Reflection
from sphinx_portfolio.records import Index

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project, Result

pytestmark = pytest.mark.newest

PARTS = "**Situation:** a\n\n**Task:** b\n\n**Action:** c\n\n**Result:** d\n"
STAR = f"```{{star-reflection}} Reflection (STAR)\n\n{PARTS}```\n"


def course(title: str = "Course", *options: str) -> str:
    lines = "".join(f"{option}\n" for option in options)
    return f"```{{evidence}} {title}\n{lines}```\n\n"


def build(project: Callable[..., Project], **pages: str) -> Result:
    files: dict[str, str | bytes] = {
        f"{name}.md": f"# {name}\n\n{text}" for name, text in pages.items()
    }
    toctree = "".join(f"{name}\n" for name in pages if name != "index")
    files.setdefault("index.md", f"# Home\n\n```{{toctree}}\n{toctree}```\n")
    return project(files).build()


def links(result: Result, page: str) -> list[str]:
    body = result.body(page)
    return [str(a["href"]) for a in body.find_all("a", class_="reference") if "#" in str(a["href"])]


def test_many_pages_may_have_a_reflection_of_one_title(project: Callable[..., Project]) -> None:
    result = build(project, one=STAR, two=STAR, three=STAR)
    assert result.warnings == []
    data = json.loads((result.outdir / "portfolio.json").read_text())
    assert [one["name"] for one in data["reflections"]] == [
        "one/reflection-star", "three/reflection-star", "two/reflection-star",
    ]  # fmt: skip
    for page in ("one", "two", "three"):
        assert result.article(f"{page}.html", "reflection-star")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("{evidence}`one/course`", "one.html#course"),
        ("{evidence}`words <two/course>`", "two.html#course"),
        ("[](#two/course)", "two.html#course"),
        ("{any}`one/course`", "one.html#course"),
        ("{evidence}`one/course-2`", "one.html#evidence-course"),
        ("{evidence}`own`", "one.html#own"),
        ("{evidence}`alone`", "two.html#alone"),
        ("{evidence}`Alone!`", "two.html#alone"),
        ("{evidence}`two/alone`", "two.html#alone"),
        ("{evidence}`one/own`", "one.html#own"),
    ],
)
def test_page_and_title_always_lead_to_an_item(
    project: Callable[..., Project], link: str, target: str
) -> None:
    one = course() + course() + course("Named", ":name: own")
    result = build(project, one=one, two=course() + course("Alone"), three=f"{link}\n")
    assert result.warnings == []
    assert links(result, "three.html") == [target]


@pytest.mark.parametrize("link", ["{evidence}`course`", "[](#course)", "{any}`course`"])
def test_only_a_link_that_can_mean_several_is_a_warning(
    project: Callable[..., Project], link: str
) -> None:
    result = build(project, one=course(), two=course(), three=f"Words.\n\n{link}\n")
    (warning,) = result.warnings
    assert warning.startswith("three.md:5: WARNING: 'course' can mean 2 items.")
    assert "'one/course' or 'two/course'" in warning
    assert warning.endswith("[portfolio.ambiguous_link]")
    assert links(result, "three.html") == ["one.html#course"]


def test_a_link_that_comes_to_mean_several_is_named_at_the_next_build(
    project: Callable[..., Project],
) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "# Home\n\n```{toctree}\none\ntwo\nthree\n```\n",
        "one.md": f"# One\n\n{course()}",
        "two.md": "# Two\n",
        "three.md": "# Three\n\n{evidence}`course`\n",
    }
    tree = project(files)
    assert tree.build().warnings == []
    tree.write("two.md", f"# Two\n\n{course()}")
    (warning,) = tree.build().warnings
    assert warning.startswith("three.md:3: WARNING: 'course' can mean 2 items.")
    assert tree.build().warnings == []


def test_a_reflection_on_what_several_pages_have_is_a_warning(
    project: Callable[..., Project],
) -> None:
    about = f"```{{star-reflection}} Thoughts\n:skills: a\n:evidence: course\n\n{PARTS}```\n"
    result = build(project, one=course(), two=course(), three=about)
    (warning,) = result.warnings
    assert warning.startswith("three.md:5: WARNING: 'course' can mean 2 items.")
    assert "Thoughts" in result.article("one.html", "course").get_text()
    assert "Thoughts" not in result.article("two.html", "course").get_text()


def test_a_name_that_was_given_is_kept_from_titles(project: Callable[..., Project]) -> None:
    pages = {
        "one": course(),
        "two": course("Other", ":name: course"),
        "three": "{evidence}`course`\n",
    }
    result = build(project, **pages)
    assert result.warnings == []
    assert links(result, "three.html") == ["two.html#course"]


def test_the_type_of_a_link_tells_evidence_from_a_reflection(
    project: Callable[..., Project],
) -> None:
    thought = f"```{{star-reflection}} Course\n\n{PARTS}```\n"
    result = build(
        project, one=course(), two=thought, three="{evidence}`course` {reflection}`course`\n"
    )
    assert result.warnings == []
    assert links(result, "three.html") == ["one.html#course", "two.html#course"]


@pytest.mark.parametrize("first", ["a-title", "a-figure", "a--title"])
def test_no_id_stands_twice_on_a_page(project: Callable[..., Project], first: str) -> None:
    items = course("One", f":name: {first}") + course("Two", ":name: a") + course("A title")
    result = build(project, index=f"{items}\n## A\n\n## A figure\n")
    ids = [tag["id"] for tag in result.soup("index.html").find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_ids_are_made_of_the_letters_of_titles_in_every_script(
    project: Callable[..., Project],
) -> None:
    titles = ["Первая помощь", "急救证书", "شهادة الإسعافات", "2025 course", "🎉"]
    result = build(project, index="".join(map(course, titles)))
    assert [tag["id"] for tag in result.soup("index.html").find_all("article")] == [
        "первая-помощь", "急救证书", "شهادة-الإسعافات", "evidence-2025-course", "artefact",
    ]  # fmt: skip


def test_listings_have_ids_of_their_own_letters_too(project: Callable[..., Project]) -> None:
    names = ["обзор", "2025-list", "all", "All"]
    text = "".join(f"```{{evidence-table}} Title\n:name: {name}\n```\n\n" for name in names)
    links_to = " ".join(f"[](#{name})" for name in names[:3])
    result = build(project, index=f"{text}{course()}{links_to}\n")
    assert len(result.warnings) == 1  # two are called "all"
    found = result.body("index.html").find_all(class_="pf-listing-block")
    assert [tag["id"] for tag in found] == ["обзор", "listing-2025-list", "all", "listing-all"]


def test_an_item_above_moves_no_id(project: Callable[..., Project]) -> None:
    titles = ["Первая помощь", "急救证书", "2025 course"]
    items = "".join(map(course, titles))
    for above in ("", course("New"), course("Новый")):
        result = build(project, index=above + items)
        ids = [str(tag["id"]) for tag in result.soup("index.html").find_all("article")]
        assert ids[-3:] == ["первая-помощь", "急救证书", "evidence-2025-course"]


NAMES = st.sampled_from(["a", "b", "a-2", "one", "ж"])


@st.composite
def records(draw: st.DrawFn) -> tuple[Record, ...]:
    found: list[Record] = []
    for page in ("one", "two"):
        for number, name in enumerate(draw(st.lists(NAMES, max_size=5))):
            named = draw(st.booleans())
            anchor = f"id{number}"
            if draw(st.booleans()):
                found.append(Evidence(page, number, name, anchor, name, named=named))
            else:
                cited = tuple(draw(st.lists(NAMES, max_size=2)))
                found.append(
                    Reflection(page, number, name, anchor, name, evidence=cited, named=named)
                )
    return tuple(found)


@given(records())
def test_settled_names_are_unique_and_lead_to_their_records(found: tuple[Record, ...]) -> None:
    index = Index(found)
    names = [record.name for record in index.records]
    assert len(set(names)) == len(names)
    for record in index.records:
        assert index.meant(record.name) == [record]
    for path, record in index.paths.items():
        assert index.meant(path) == [record]
    first: dict[str, Record] = {}
    for before, record in zip(index.read, index.records, strict=True):
        # A given name is kept by the first, whatever others are called.
        if before.named and before.name not in first:
            first[before.name] = record
            assert record.name == before.name


@given(records())
def test_settling_again_changes_nothing(found: tuple[Record, ...]) -> None:
    once = Index(found).records
    assert [r.name for r in Index(once).records] == [r.name for r in once]
