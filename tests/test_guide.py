"""The guide keeps its word: its examples run, and what it lists is what there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from project import ROOT
from sphinx_portfolio.export.jsonresume import JsonResumeBuilder
from sphinx_portfolio.export.needs import NeedsBuilder
from sphinx_portfolio.fields import fields_of
from sphinx_portfolio.model import KINDS, Presentation
from sphinx_portfolio.reading.conf_values import REACHES
from sphinx_portfolio.reading.contacts import from_file
from sphinx_portfolio.reading.owner import KNOWN
from sphinx_portfolio.reflection_models import MODELS
from sphinx_portfolio.selection import FORMS, SORTS
from sphinx_portfolio.skills import load
from sphinx_portfolio.skills.files import shipped
from sphinx_portfolio.skills.yaml_format import CATALOGUE_KEYS, SKILL_KEYS
from sphinx_portfolio.views import LISTINGS
from sphinx_portfolio.warnings import WarningType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project

pytestmark = pytest.mark.newest

GUIDE = ROOT / "docs" / "guide"
EXAMPLES = sorted((GUIDE / "examples").iterdir())
PAGES = [example for example in EXAMPLES if example.suffix in {".md", ".rst"}]
CONTACTS = [example for example in EXAMPLES if example.stem == "contacts"]
CATALOGUES = [e for e in EXAMPLES if e not in [*PAGES, *CONTACTS] and e.suffix != ".py"]
#: What an example needs in conf.py; catalogues lie beside it.
CONFIG: dict[str, dict[str, object]] = {
    "listings.md": {
        "portfolio_skills": ["skills.yaml"],
        "portfolio_declaration": "I made all of this myself.",
    },
}
FILES: dict[str, str | bytes] = {
    f"files/{path.name}": path.read_bytes() for path in (ROOT / "docs" / "files").iterdir()
}


@pytest.mark.parametrize("example", PAGES, ids=lambda path: path.name)
def test_example_builds_without_a_warning(project: Callable[..., Project], example: Path) -> None:
    text = example.read_text("utf-8")
    if not text.startswith("# "):
        text = ("Page\n====\n\n" if example.suffix == ".rst" else "# Page\n\n") + text
    catalogues = {path.name: path.read_bytes() for path in CATALOGUES}
    files = {f"index{example.suffix}": text, **FILES, **catalogues}
    result = project(files, **CONFIG.get(example.name, {})).build()
    assert result.warnings == []
    soup = result.soup("index.html")
    listings = soup.find_all(class_="pf-listing")
    assert soup.find("article") or listings
    assert not [one for one in listings if not one.find(["table", "li", "dl", "article", "strong"])]


@pytest.mark.parametrize("example", CATALOGUES, ids=lambda path: path.name)
def test_example_is_a_catalogue(example: Path) -> None:
    assert load(example.name, example.parent)


@pytest.mark.parametrize("example", CONTACTS, ids=lambda path: path.name)
def test_example_has_contacts(example: Path) -> None:
    contacts, faults = from_file(example.parent, example.name, "page")
    assert (len(contacts), faults) == (3, [])


def test_every_example_is_shown() -> None:
    text = "".join(path.read_text("utf-8") for path in GUIDE.glob("*.md"))
    for example in EXAMPLES:
        assert f"examples/{example.name}" in text


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("evidence", {f"`{kind}`" for kind in KINDS}),
        ("reflections", {f"`{model}`" for model in MODELS}),
        ("reflections", {part.label for model in MODELS.values() for part in model.parts}),
        ("listings", {f"`{view.name}`" for view in LISTINGS}),
        ("listings", {f"`{sort}`" for sort in SORTS}),
        ("listings", {f"`:form: {form}`" for form in FORMS}),
        ("machine-readable", set(KNOWN)),
        ("skills", {f"`{key}`" for key in (*CATALOGUE_KEYS, *SKILL_KEYS)}),
        ("skills", {f"`{name}`" for name in shipped()}),
        ("assessment", {f"`{option}`" for option in ("on", "months")}),
        ("machine-readable", {f"build {one.name}" for one in (JsonResumeBuilder, NeedsBuilder)}),
        ("files", {f'`"{reach}"`' for reach in REACHES}),
        ("files", {field.option for field in fields_of(Presentation)}),
        ("pdf", {"portfolio_subtitle", "portfolio_picture", "build pdf"}),
    ],
)
def test_the_guide_lists_all_there_is(page: str, words: set[str]) -> None:
    text = re.sub(r"[’`]?s cycle", "", (GUIDE / f"{page}.md").read_text("utf-8"))
    assert not {word for word in words if word.casefold() not in text.casefold()}


def test_the_guide_names_no_warning_that_is_gone() -> None:
    named = set(re.findall(r"portfolio\.([a-z_]+)\b", (GUIDE / "warnings.md").read_text("utf-8")))
    assert named <= {kind.value for kind in WarningType}
