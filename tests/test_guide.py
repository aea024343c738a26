"""The guide keeps its word: its examples run, and what it lists is what there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from project import ROOT
from sphinx_portfolio.config import VALUES
from sphinx_portfolio.directives.evidence import EvidenceDirective
from sphinx_portfolio.directives.reflection import ReflectionDirective
from sphinx_portfolio.model import KINDS
from sphinx_portfolio.reflection_models import MODELS
from sphinx_portfolio.warnings import WarningType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project

GUIDE = ROOT / "docs" / "guide"
EXAMPLES = sorted((GUIDE / "examples").iterdir())
FILES: dict[str, str | bytes] = {
    f"files/{path.name}": path.read_bytes() for path in (ROOT / "docs" / "files").iterdir()
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example_builds_without_a_warning(project: Callable[..., Project], example: Path) -> None:
    text = example.read_text("utf-8")
    if not text.startswith("# "):
        text = ("Page\n====\n\n" if example.suffix == ".rst" else "# Page\n\n") + text
    result = project({f"index{example.suffix}": text, **FILES}).build()
    assert result.warnings == []
    assert result.soup("index.html").find("article")


def test_every_example_is_shown() -> None:
    text = "".join(path.read_text("utf-8") for path in GUIDE.glob("*.md"))
    for example in EXAMPLES:
        assert f"examples/{example.name}" in text


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("evidence", {f"`{option}`" for option in EvidenceDirective.option_spec}),
        ("evidence", {f"`{kind}`" for kind in KINDS}),
        ("reflections", {f"`{option}`" for option in ReflectionDirective.option_spec}),
        ("reflections", {f"`{model}`" for model in MODELS}),
        ("reflections", {part.label for model in MODELS.values() for part in model.parts}),
        ("configuration", set(VALUES)),
        ("pdf", {"portfolio_subtitle", "portfolio_picture", "make pdf"}),
        ("warnings", {f"portfolio.{kind.value}" for kind in WarningType}),
    ],
)
def test_the_guide_lists_all_there_is(page: str, words: set[str]) -> None:
    text = re.sub(r"[’`]?s cycle", "", (GUIDE / f"{page}.md").read_text("utf-8"))
    assert not {word for word in words if word.casefold() not in text.casefold()}


def test_the_guide_names_no_warning_that_is_gone() -> None:
    named = set(re.findall(r"portfolio\.([a-z_]+)\b", (GUIDE / "warnings.md").read_text("utf-8")))
    assert named <= {kind.value for kind in WarningType}
