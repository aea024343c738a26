"""The reflection directives, read back from built pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx_portfolio.reflection_models import MODELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag
    from project import Project, Result


def parts(article: Tag) -> list[tuple[str, str, str]]:
    """Mark, label and text of each part."""
    return [
        (
            part.find(class_="pf-mark").get_text(),
            part.find(class_="pf-label").get_text(),
            " ".join(part.find(class_="pf-part-body").get_text().split()),
        )
        for part in article.find_all("li", class_="pf-part")
    ]


STAR = [
    ("S", "Situation", "I was there."),
    ("T", "Task", "Find a way."),
    ("A", "Action", "I wrote a plan."),
    ("R", "Result", "Six new contacts."),
]

WAYS = {
    "one line": """
        **Situation:** I was there.

        **Task:** Find a way.

        **Action:** I wrote a plan.

        **Result:** Six new contacts.
    """,
    "two lines": """
        **Situation**:
        I was there.

        **Task:**\x20\x20
        Find a way.

        **ACTION:**\\
        I wrote a plan.

        **R – Result**
        Six new contacts.
    """,
    "separate paragraphs": """
        **Situation**

        I was there.

        **Task**

        Find a way.

        **Action:**

        I wrote a plan.

        **R:**

        Six new contacts.
    """,
    "one paragraph": """
        **Situation:** I was there.
        **Task:** Find a way.
        **Action:** I wrote a plan.
        **Result:** Six new contacts.
    """,
    "headings": """
        ### Situation
        I was there.
        ### **Task:**
        Find a way.
        ### ACTION
        I wrote a plan.
        ### Result
        Six new contacts.
    """,
    "definition list": """
        Situation
        : I was there.

        Task
        : Find a way.

        Action
        : I wrote a plan.

        Result
        : Six new contacts.
    """,
    "field list": """
        ---
        date: 2025
        ---
        :Situation: I was there.
        :Task: Find a way.
        :Action: I wrote a plan.
        :Result: Six new contacts.
    """,
    "bullets": """
        - **Situation:** I was there.
        - **Task:** Find a way.
        - **S**hort words are no labels.
        - **Action:** I wrote a plan.
        - **R**esult: Six new contacts.
    """,
}

REST_WAYS = {
    "one line": WAYS["one line"],
    "two lines": """
        **Situation:**
        I was there.

        **Task:**
        Find a way.

        **Action**
        I wrote a plan.

        **Result**
        Six new contacts.
    """,
    "headings": """
        Situation
        ---------
        I was there.

        Task
        ----
        Find a way.

        Action
        ------
        I wrote a plan.

        Result
        ------
        Six new contacts.
    """,
    "definition list": """
        Situation
            I was there.
        Task
            Find a way.
        Action
            I wrote a plan.
        Result
            Six new contacts.
    """,
    "field list": """
        :Situation: I was there.
        :Task: Find a way.
        :Action: I wrote a plan.
        :Result: Six new contacts.
    """,
}


def markdown(body: str, options: str = "", directive: str = "star-reflection") -> str:
    from textwrap import dedent

    return f"# P\n\n```{{{directive}}} How\n{options}\n{dedent(body).strip()}\n```\n"


def rest(body: str) -> str:
    from textwrap import dedent, indent

    return "P\n=\n\n.. star-reflection:: How\n\n" + indent(dedent(body), "   ")


@pytest.mark.parametrize("way", WAYS)
def test_parts_may_be_written_in_many_ways(project: Callable[..., Project], way: str) -> None:
    source = markdown(WAYS[way]).replace("How\n\n---", "How\n---")
    result = project({"index.md": source}).build()
    assert result.warnings == []
    found = parts(result.article("index.html", "how"))
    if way == "bullets":
        assert found[1][2] == "Find a way. Short words are no labels."
        found[1] = STAR[1]
    assert found == STAR


@pytest.mark.parametrize("way", REST_WAYS)
def test_restructuredtext_knows_them_too(project: Callable[..., Project], way: str) -> None:
    result = project({"index.rst": rest(REST_WAYS[way])}).build()
    assert result.warnings == []
    assert parts(result.article("index.html", "how")) == STAR


@pytest.mark.parametrize("model", MODELS)
def test_every_model_works(project: Callable[..., Project], model: str) -> None:
    body = "\n\n".join(
        f"**{part.label}** text {n}" if part.label.endswith("?") else f"**{part.label}:** text {n}"
        for n, part in enumerate(MODELS[model].parts)
    )
    body = body.replace("?** text", "?**\ntext")
    result = project({"index.md": markdown(body, f":model: {model}\n", "reflection")}).build()
    assert result.warnings == []
    article = result.article("index.html", "how")
    assert parts(article) == [
        (part.mark, part.label, f"text {n}") for n, part in enumerate(MODELS[model].parts)
    ]
    assert article.p
    assert MODELS[model].title in article.p.get_text()


def test_a_model_of_your_own(project: Callable[..., Project]) -> None:
    models = {
        "story": {
            "title": "Before and after",
            "parts": ["Before", {"label": "After", "mark": "→", "aliases": ["Nowadays"]}],
        }
    }
    body = "**Before:** little\n\n**Nowadays:** more"
    result = project(
        {"index.md": markdown(body, ":model: story\n", "reflection")},
        portfolio_reflection_models=models,
    ).build()
    assert result.warnings == []
    assert parts(result.article("index.html", "how")) == [
        ("1", "Before", "little"),
        ("→", "Nowadays", "more"),
    ]


def test_words_before_the_first_part_are_an_introduction(project: Callable[..., Project]) -> None:
    body = "In short.\n" + WAYS["one line"].replace("        ", "")
    article = project({"index.md": markdown(body)}).build().article("index.html", "how")
    introduction = article.find(class_="pf-body")
    assert introduction
    assert introduction.get_text().strip() == "In short."
    assert parts(article) == STAR


def test_a_part_holds_any_content(project: Callable[..., Project]) -> None:
    body = """
        **Situation:** I was there.

        - one
        - two

        | a | b |
        |---|---|
        | c | d |

        **Task:** Find a way.

        ```python
        print("plan")
        ```

        **Action:** See {evidence}`how-map`.

        > a quotation

        **Result:** Six.

        :::{evidence} How map
        A map.
        :::
    """
    source = markdown(body).replace("```{star", "````{star")[:-4] + "````\n"
    result = project({"index.md": source}).build()
    assert result.warnings == []
    article = result.article("index.html", "how")
    first, second, third, fourth = article.find_all("div", class_="pf-part-body")
    assert first.table
    assert [li.get_text() for li in first.find_all("li")] == ["one", "two"]
    assert second.find("div", class_="highlight")
    assert third.blockquote
    assert third.find("a", href="#how-map")
    assert fourth.article


def test_labels_are_headings_one_below_the_title(project: Callable[..., Project]) -> None:
    result = project({"index.md": markdown(WAYS["one line"])}).build()
    article = result.article("index.html", "how")
    assert article.h2
    assert [h.get_text() for h in article.find_all("h3")] == [label for _m, label, _t in STAR]
    marks = article.find_all(class_="pf-mark")
    assert all(mark["aria-hidden"] == "true" for mark in marks)  # the label says it already


def test_without_a_title_the_model_names_it(project: Callable[..., Project]) -> None:
    source = markdown(WAYS["one line"]).replace("} How", "}")
    result = project({"index.md": source}).build()
    assert result.warnings == []
    article = result.article("index.html", "index-reflection")
    assert article.h2
    assert article.h2.get_text().startswith("STAR reflection")
    assert not article.find(class_="pf-kind")


def test_facts_and_foot(project: Callable[..., Project]) -> None:
    source = markdown(
        WAYS["one line"], ":evidence: course, course\n:date: 2025-04\n:skills: networking\n"
    )
    result: Result = project({"index.md": source + "\n```{evidence} Course\n```\n"}).build()
    assert result.warnings == []
    article = result.article("index.html", "how")
    facts = {dt.get_text(): dt.find_next("dd").get_text().strip() for dt in article.find_all("dt")}
    assert facts == {"About": "Course", "Date": "April 2025", "Skills": "Networking"}


MERGED_AND_MORE = """
    **Situation:** I was there.

    **Task & Actions**
    I found a way and wrote a plan.

    **Result:** Six new contacts.

    **Next steps:** Write to *all*.

    - one

    **Key takeaway**: Ask.
"""


def test_a_merged_part_and_a_tail(project: Callable[..., Project]) -> None:
    result = project({"index.md": markdown(MERGED_AND_MORE)}).build()
    (warning,) = result.warnings
    assert "index.md:7" in warning
    assert "portfolio.merged_part" in warning
    article = result.article("index.html", "how")
    assert parts(article) == [
        STAR[0],
        ("T·A", "Task & Actions", "I found a way and wrote a plan."),
        STAR[3],
    ]
    tail = article.find(class_="pf-tail")
    assert [h.get_text() for h in tail.find_all("h3")] == ["Next steps", "Key takeaway"]
    assert tail.find("em")
    assert not tail.find(class_="pf-mark")
    assert not tail.find_parent("ol")


@pytest.mark.parametrize(
    ("builder", "words"),
    [
        ("text", ["Task & Actions", "-[ Next steps ]-", "Write to *all*."]),
        ("latex", [r"\pfmarks{T·A}", r"\begin{pftail}", r"\pftaillabel{Next steps}"]),
    ],
)
def test_other_builders_write_them(
    project: Callable[..., Project], builder: str, words: list[str]
) -> None:
    result = project({"index.md": markdown(MERGED_AND_MORE)}).build(builder)
    name = "index.txt" if builder == "text" else "*.tex"
    (page,) = result.outdir.glob(name)
    text = page.read_text("utf-8")
    assert [one for one in words if one not in text] == []


def test_html_parts_are_words_and_nothing_new_gets_through(project: Callable[..., Project]) -> None:
    body = """
        <ul>
        <li><strong>Situation:</strong> I was &lt;there&gt;.</li>
        <li><strong>Task:</strong> Find <em onclick="x()">a</em> way.</li>
        <li><strong>Action:</strong> I wrote a plan.</li>
        <li><strong>Result:</strong> Six.</li>
        </ul>
    """
    result = project({"index.md": markdown(body)}).build()
    assert result.warnings == []
    found = parts(result.article("index.html", "how"))
    assert [text for _mark, _label, text in found] == [
        "I was <there>.",
        "Find a way.",
        "I wrote a plan.",
        "Six.",
    ]
