"""Blocks of Markdown that are misspelt, written otherwise or not closed: read as they were meant."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.reading.directive_names import Directives
from sphinx_portfolio.reading.fences import mend_fences
from sphinx_portfolio.reading.rest_slips import mend_rest

pytestmark = pytest.mark.newest

OURS = ("evidence", "reflection", "star-reflection", "evidence-gallery", "evidence-table")
OTHERS = {"note", "figure", "image", "table", "toctree"}
DIRECTIVES = Directives(OURS, lambda name: name.lower() in OTHERS)


def mend(text: str, directives: Directives = DIRECTIVES) -> tuple[str, list[tuple[int, str]]]:
    mended, faults = mend_fences(text, "page.md", directives)
    return mended, [(fault.place.line, fault.type.value) for fault in faults]


#: What somebody writes, and what is read.
NAMES = [
    ("```{evidense} One", "```{evidence} One", "misspelt_directive"),
    ("```{gallery}", "```{evidence-gallery}", "misspelt_directive"),
    ("```{star} One", "```{star-reflection} One", "misspelt_directive"),
    ("```{star_reflection} One", "```{star-reflection} One", "misspelt_directive"),
    ("> ```{reflexion} One", "> ```{reflection} One", "misspelt_directive"),
    ("- ```{evidense} One", "- ```{evidence} One", "misspelt_directive"),
    ("```{evidence}One", "```{evidence} One", "markup_form"),
    ("```evidence One", "```{evidence} One", "markup_form"),
    ("```evidence: One", "```{evidence} One", "markup_form"),
    (":::evidence One", ":::{evidence} One", "markup_form"),
    ("~~~evidence One", "~~~{evidence} One", "markup_form"),
    ("```{ evidence } One", "```{evidence} One", "markup_form"),
    ("```{evidence One", "```{evidence} One", "markup_form"),
    ("```(evidence) One", "```{evidence} One", "markup_form"),
    ("```[Star_Reflection] One", "```{star-reflection} One", "markup_form"),
    ("```{.evidence} One", "```{evidence} One", "markup_form"),
    ("```{Evidence} One", "```{evidence} One", ""),
    ("``` {evidence} One", "``` {evidence} One", ""),
    ("```{evidence}", "```{evidence}", ""),
    ("```{note} One", "```{note} One", ""),
    ("```{Table} One", "```{Table} One", ""),
    ("```{thermometer} One", "```{thermometer} One", ""),
    ("```{portfolio:evidence-table} One", "```{portfolio:evidence-table} One", ""),
    ("```python", "```python", ""),
    ("```{.python .evidence}", "```{.python .evidence}", ""),
    (":::card", ":::card", ""),
]


@pytest.mark.parametrize(("written", "read", "kind"), NAMES)
def test_a_directive_is_read_as_it_was_meant(written: str, read: str, kind: str) -> None:
    before = written[: len(written) - len(written.lstrip(" >-"))]
    marks = written.lstrip(" >-")[:3]
    below = f"{before.replace('-', ' ')}Words.\n{before.replace('-', ' ')}{marks}\n"
    mended, faults = mend(f"# Page\n\n{written}\n{below}")
    assert mended == f"# Page\n\n{read}\n{below}"
    assert faults == ([(3, kind)] if kind else [])


def test_what_may_stand_without_braces_may() -> None:
    directives = Directives(OURS, bare=["evidence"])
    assert mend("```evidence One\n```", directives) == ("```evidence One\n```", [])


@pytest.mark.parametrize(
    "line",
    [
        "'''{evidence} One",
        "‘‘‘{evidence} One",
        "´´´{evidence} One",
        "``{evidence} One",
        "::{evidence} One",
        "~~{evidence} One",
        "{evidence} One",
        "## {evidence} One",
        "> {evidence-gallery}",
        "{Evidence} One",
        ".. evidence:: One",
        ".. evidence: One",
        "    ```{evidence} One",
        "See {evidence} `one`.",
        "See {evidence}'one'.",
        "See {skill}“one”.",
        "(My paper)[files/paper.pdf]",
        "See (it)[https://example.org/a?b=c] there.",
        "[My paper] (files/paper.pdf)",
        "##Heading",
        "### Heading",
    ],
)
def test_a_line_that_was_meant_otherwise_is_named(line: str) -> None:
    text = f"Words.\n\n{line}\n"
    expected = [] if line == "### Heading" else [(3, "markup_form")]
    assert mend(text) == (text, expected)
    assert mend(f"```\n{line}\n```") == (f"```\n{line}\n```", [])
    assert mend(f"<!--\n{line}\n-->") == (f"<!--\n{line}\n-->", [])


@pytest.mark.parametrize(
    "line",
    [
        "Write the title after `{evidence}`, on the same line.",
        "`{evidence}` shows what you can do.",
        "`` {evidence} `` shows it.",
        "{evidence}`one` shows it.",
        "{{ evidence }}",
        "'{evidence}' is a directive.",
        "f(x)[0] and (a)[b]",
        "[one](two)[three](four)",
        "`(words)[files/a.pdf]` is wrong.",
        "[1] (see below)",
        "## Heading",
        "#hashtag",
        "######## eight",
        "1. one\n\n    ```{evidence} In a list\n    ```",
        "- one\n  - two\n\n    ```{evidence} In a list\n    ```",
        "<!-- {evidence} One -->",
    ],
)
def test_what_is_well_is_left_alone(line: str) -> None:
    assert mend(f"Words.\n\n{line}\n") == (f"Words.\n\n{line}\n", [])


def test_colons_begin_a_block_only_where_they_may() -> None:
    text = ":::{evidence} One\n:::\n"
    without = Directives(OURS, has_colons=False)
    assert mend(text) == (text, [])
    assert mend(text, without) == (text, [(1, "markup_form")])
    assert mend(":::note\n:::\n\n```{evidence} One\n```", without)[1] == []


#: Lines with "/" between them; what is read; the lines of faults.
CLOSINGS = [
    ("```{evidence} A/x/```", "", []),
    ("````{evidence} A/```{evidence} B/```/````", "", []),
    (":::{evidence} A/```{evidence} B/```/:::", "", []),
    ("~~~{evidence} A/~~~~", "", []),
    ("```{evidence} A/x", "", [1]),
    ("```{evidence} A/x//# Next", "", [1]),
    ("```{evidence} A/x```//More.", "", [1]),
    ("```{evidence} A/x/    ```//More.", "", [1]),
    ("````{evidence} A/x/```//More.", "````{evidence} A/x/````//More.", [1]),
    (":::{evidence} A/x/```//More.", ":::{evidence} A/x/:::/" + "/More.", [1]),
    # The end of the first was forgotten.
    (
        "```{evidence} A/x//```{evidence} B/y/```",
        "```{evidence} A/x/```/```{evidence} B/y/```",
        [1],
    ),
    ("```{evidence} A/x/```{evidence} B/y/```", "", [1]),
    (
        "```{evidence} A/x//```{note}/y/```//```{evidence} C/```",
        "```{evidence} A/x/```/```{note}/y/```//```{evidence} C/```",
        [1],
    ),
    ("```/code//```evidence B/y/```", "```/code/```/```{evidence} B/y/```", [1, 4]),
    ("```{evidence} A/```/```//```{evidence} B/```", "```{evidence} A/```/```/```/```{evidence} B/```", [3]),
    # The block inside was meant to be there.
    (
        "```{evidence} A/```{note}/x/```/y/```//More.",
        "````{evidence} A/```{note}/x/```/y/````//More.",
        [1],
    ),
    ("- ```{evidence} A/  ```python/  ```/  ```", "- ````{evidence} A/  ```python/  ```/  ````", [1]),
    # Longer marks close what is around, too.
    ("````{evidence} A/```python/x/````", "", [2]),
    # Pages without anything of ours may be as they like.
    ("```python/x", "", []),
    ("```{note}/x//```{note}/y/```", "", []),
    # Examples in code, and in quotations in it.
    ("```text/> ```{evidense} A/> ```/```", "", []),
    ("```text/  page.md:1/    > ```{evidense} A/```//```{evidence} B/```", "", []),
    ("> ```{evidence} A/> ```python/> ```/> ```", "> ````{evidence} A/> ```python/> ```/> ````", [1]),
    ("````markdown/```{evidense} A/```/````", "", []),
    ("````{code-block} markdown/```evidence A/x/````", "", []),
    ("~~~/```{evidence} A/~~~", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("written", "read", "lines"), CLOSINGS)
def test_blocks_that_are_not_closed(written: str, read: str, lines: list[int]) -> None:
    mended, faults = mend(written.replace("/", "\n"))
    assert mended.split("\n") == (read or written).split("/")
    assert [line for line, _kind in faults] == lines
    assert {kind for _line, kind in faults} <= {"open_fence", "markup_form"}


def test_the_message_names_what_looks_like_the_end() -> None:
    _, faults = mend_fences("````{evidence} A\nx\n```\n\nMore.", "page.md", DIRECTIVES)
    assert "Line 3 looks like its end: write ```` there" in faults[0].words
    _, faults = mend_fences("```{evidence} A\nx```\n\nMore.", "page.md", DIRECTIVES)
    assert "Line 2 looks like its end" in faults[0].words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("```{evidence} My `for` loop\n```", [1]),
        ("Words.\n\n````{star-reflection} On `x`\n````", [3]),
        ("- one\n\n  ```{evidence} `x`\n  ```", [3]),
        ("```{evidence} One\n```\n\n```{evidence} `x`\n```", [4]),
        (":::{evidence} `x`\n:::", []),
        ("```{evidence} One line```", [1]),
        ("```{note} `x`\n```", []),
        ("````markdown\n```{evidence} `x`\n```\n````", []),
        ("~~~\n```{evidence} `x`\n~~~", []),
        ("A line with ```{evidence} `x` in it.", []),
    ],
)
def test_a_directive_that_is_text_to_markdown_is_named(text: str, lines: list[int]) -> None:
    found = [(line, kind) for line, kind in mend(text)[1] if kind == "code_in_title"]
    assert [line for line, _kind in found] == lines


@pytest.mark.parametrize(
    ("written", "read", "kind"),
    [
        (".. evidense:: One", ".. evidence:: One", "misspelt_directive"),
        ("   .. star_reflection::", "   .. star-reflection::", "misspelt_directive"),
        (".. evidence: One", ".. evidence:: One", "markup_form"),
        ("..evidence:: One", ".. evidence:: One", "markup_form"),
        (".. evidence:: One", ".. evidence:: One", ""),
        (".. note:: One", ".. note:: One", ""),
        (".. note: One", ".. note: One", ""),
        (".. A comment: it says", ".. A comment: it says", ""),
        (".. _evidence: https://example.org", ".. _evidence: https://example.org", ""),
    ],
)
def test_restructuredtext_is_read_as_it_was_meant(written: str, read: str, kind: str) -> None:
    mended, faults = mend_rest(f"Page\n====\n\n{written}\n", "page.rst", DIRECTIVES)
    assert mended == f"Page\n====\n\n{read}\n"
    assert [(f.place.line, f.type.value) for f in faults] == ([(4, kind)] if kind else [])


# -- whatever is written

LINES = st.lists(
    st.sampled_from(
        [
            *("```", "````", ":::", "~~~", "", "words", "    ```", "- ```", "> ```", "<!--", "-->"),
            *("```{evidence} A", "```{note}", "```python", "````{evidence} B", ":::{evidence} C"),
            *("```evidence", "```{evidense} D", "'''{evidence}", "words```", "- one", "``` x `y`"),
        ]
    )
    | st.text(alphabet="`:~{}evidnc \t->.#()[]", max_size=20),
    max_size=20,
)


@given(LINES)
def test_every_line_keeps_its_place(lines: list[str]) -> None:
    text = "\n".join(lines)
    mended, faults = mend_fences(text, "page.md", DIRECTIVES)
    assert len(mended.split("\n")) == len(text.split("\n"))
    assert all(1 <= fault.place.line <= len(text.split("\n")) for fault in faults)
    if not faults:
        assert mended == text


@given(LINES)
def test_words_of_the_owner_stay(lines: list[str]) -> None:
    """Only marks, braces and names are mended."""
    text = "\n".join(lines)
    mended, _faults = mend_fences(text, "page.md", DIRECTIVES)
    assert mended.count("words") == text.count("words")


def test_a_page_of_fences_takes_no_long_time() -> None:
    for line in ("```{evidence} A", "````", "```{evidense", "(" * 50, "{" * 50, "[x] (" * 10):
        started = process_time()
        mend_fences("\n".join([line] * 5000), "page.md", DIRECTIVES)
        assert process_time() - started < 3


@given(st.sampled_from([line for line, _read, kind in NAMES if kind]), st.sampled_from(CLOSINGS))
def test_what_is_said_repeats_no_words_of_a_page(
    line: str, closing: tuple[str, str, list[int]]
) -> None:
    """Some of them may not be for everybody who reads the log of a build."""
    secret = "Zebra"
    for text in (
        f"{line} {secret}\n{line[:3]}",
        closing[0].replace("/", "\n").replace("x", secret),
        f"({secret})[files/{secret}.pdf]\n##{secret}\n{{evidence}} {secret}\n.. evidence:: {secret}",
        f"[{secret}] (files/{secret}.pdf) \n{{evidence}}'{secret}'\n'''{{evidence}} {secret}",
    ):
        assert not [f for f in mend_fences(text, "page.md", DIRECTIVES)[1] if secret in f.words]
        assert not [f for f in mend_rest(text, "page.rst", DIRECTIVES)[1] if secret in f.words]
