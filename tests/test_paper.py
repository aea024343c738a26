"""What every PDF needs: a builder of the format "typst" is given paper, as LaTeX's is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from project import CONFIG
from sphinx.builders.xml import PseudoXMLBuilder
from sphinx_portfolio.domain import portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project, Result
    from sphinx.application import Sphinx


class PrintingBuilder(PseudoXMLBuilder):
    """Writes nodes, and is of the format that the Typst builder has."""

    name = "printing"
    format = "typst"
    supported_image_types: ClassVar[list[str]] = ["image/png", "image/jpeg"]


def setup(app: Sphinx) -> None:
    app.add_builder(PrintingBuilder)
    app.connect("build-finished", _note)


def _note(app: Sphinx, _error: Exception | None) -> None:
    medium = portfolio(app.env).medium
    kinds = (medium.is_paper, medium.is_tex, medium.is_assembled, medium.pictures.value)
    (app.outdir / "medium.txt").write_text(repr(kinds), "utf-8")


PAGE = """
# Home

::::{grid} 1
:::{grid-item-card} Where to look
:link: other
:link-type: doc
{bdg-primary}`New` and {octicon}`star`
:::
::::

```{image} plan.eps
:alt: A plan
```
"""


@pytest.fixture
def printed(project: Callable[..., Project]) -> Result:
    """A page as a builder of a PDF gets it."""
    made = project(
        {
            "index.md": PAGE,
            "other.md": "---\norphan: true\n---\n# Other\n",
            "plan.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n",
        },
        extensions=[*CONFIG["extensions"], "test_paper"],  # type: ignore[misc]
    )
    return made.build("printing", sd_fontawesome_latex=True)


def test_a_builder_of_another_pdf_is_paper_and_not_tex(printed: Result) -> None:
    assert printed.text("medium.txt") == "(True, False, True, 'paper')"
    page = printed.text("index.pseudoxml")
    assert "<design_card>" in page
    assert "sd-" not in page
    assert "•" in page  # it has no font for icons, whatever is said of LaTeX's


def test_only_tex_is_left_alone_with_postscript(printed: Result) -> None:
    assert "A plan" in printed.text("index.pseudoxml")
    assert any("'plan.eps'" in line and "not published" in line for line in printed.warnings)
