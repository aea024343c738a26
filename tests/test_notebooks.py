"""Evidence in notebooks: MyST-NB reads Markdown in place of MyST, whoever is named first."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project

MAIN = """\
    # Portfolio

    ```{toctree}
    notebook
    text
    ```

    ```{evidence} Course
    :skills: maths
    ```
    """
# A notebook as text; the wrong option is in line 16.
TEXT = """\
    ---
    file_format: mystnb
    kernelspec:
      name: python3
    ---

    # Text

    ```{code-cell}
    1 + 1
    ```

    After that.

    ```{evidence} Plot
    :bad: words
    ```

    ```{star-reflection} On the plot
    :evidence: plot, course, chart

    **Situation:** It began.

    **Task:** I had to.

    **Action:** I did.

    **Result:** It ended.
    ```
    """
CHART = "# Notebook\n\n```{evidence} Chart\n:bad: words\n\nSeen in {evidence}`nothing`.\n```"


def notebook(*cells: str) -> str:
    """A notebook of text cells with a cell of code before them."""
    made = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "c0",
            "metadata": {},
            "outputs": [],
            "source": "1 + 1",
        },
        *(
            {
                "cell_type": "markdown",
                "id": f"c{n}",
                "metadata": {},
                "source": text.splitlines(keepends=True),
            }
            for n, text in enumerate(cells, start=1)
        ),
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def config(*extensions: str) -> dict[str, object]:
    # Sphinx writes the suffixes of extensions into its default, which all builds of a process share.
    suffixes = {".rst": "restructuredtext"}
    return {"extensions": list(extensions), "source_suffix": suffixes, "nb_execution_mode": "off"}


@pytest.mark.parametrize(
    "extensions", itertools.permutations(["myst_nb", "sphinx_portfolio"]), ids=" ".join
)
def test_evidence_in_notebooks(
    extensions: tuple[str, ...], project: Callable[..., Project]
) -> None:
    pages = {"index.md": MAIN, "text.md": TEXT, "notebook.ipynb": notebook(CHART)}
    result = project(pages, **config(*extensions)).build()
    assert result.article("notebook.html", "chart").find(class_="pf-fact-reflections")
    assert result.article("text.html", "plot").find(class_="pf-fact-reflections")
    reflection = result.article("text.html", "on-the-plot")
    assert {str(a["href"]) for a in reflection.select(".pf-header a[href]")} >= {
        "#plot",
        "index.html#course",
        "notebook.html#chart",
    }
    ours = [line for line in result.warnings if "[portfolio." in line]
    assert [line.split(" WARNING")[0] for line in ours] == [
        "notebook.ipynb:20005:",  # MyST-NB counts so
        "text.md:16:",
        "notebook.ipynb:20007:",
    ]
    assert [("Look at cell 2" in line) for line in ours] == [True, False, True]


@pytest.mark.parametrize(
    "extensions",
    [
        ["sphinx_portfolio"],
        ["sphinx_portfolio", "myst_parser"],
        ["myst_parser", "sphinx_portfolio"],
        ["myst_parser", "sphinx_portfolio", "myst_nb"],
        ["myst_parser", "myst_nb", "sphinx_portfolio"],
    ],
    ids=" ".join,
)
def test_markdown_is_read_whoever_is_named_first(
    extensions: list[str], project: Callable[..., Project]
) -> None:
    page = "# P\n\n```{evidence} Course\n```\n"
    result = project({"index.md": page}, **config(*extensions)).build()
    assert not result.warnings
    assert result.article("index.html", "course")


def test_text_cells_are_cleaned(project: Callable[..., Project]) -> None:
    cells = (
        "# Notebook\n\nNothing of ours: `\x0b`",
        "Line\n\n```{evidence} A\x0btitle — “quoted”\n:issuer: Zoë\n```",
        "Ten\n\n```{evidence} With `code`\n```",
    )
    pages = {"index.md": "# P\n\n```{toctree}\nnb\n```\n", "nb.ipynb": notebook(*cells)}
    result = project(pages, **config("myst_nb", "sphinx_portfolio")).build()
    article = result.article("nb.html", "a-title-quoted")
    assert "A title — “quoted”" in article.get_text()
    assert "Zoë" in article.get_text()
    ours = [line for line in result.warnings if "[portfolio." in line]
    assert [line.split(" WARNING")[0] for line in ours] == ["nb.ipynb:30004:", "nb.ipynb:40004:"]
    assert "vertical tab" in ours[0]
    assert "Look at cell 3" in ours[0]


@pytest.mark.parametrize(
    "text", ["{evidence} no JSON", '["{evidence}"]', '{"cells": "{evidence}"}']
)
def test_what_is_no_notebook_is_left_to_others(text: str) -> None:
    from sphinx_portfolio.pages import _clean_notebook
    from sphinx_portfolio.reading.directive_names import Directives

    content = [text]
    _clean_notebook(content, "nb.ipynb", Directives(("evidence",)))
    assert content == [text]
