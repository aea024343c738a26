"""What others add: a listing, an export, a reflection model, as the guide says."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING

import sphinx_portfolio
from project import CONFIG, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project

GUIDE = (ROOT / "docs/guide/extending.md").read_text("utf-8")
EXAMPLE = (ROOT / "docs/guide/examples/issuers.py").read_text("utf-8")
ITEMS = "\n".join(
    f"```{{evidence}} Item {n}\n:issuer: {issuer}\n:kind: course\n```\n"
    for n, issuer in enumerate(["City College", "Acme", "City College", ""])
)
PAGES: dict[str, str | bytes] = {
    "index.md": "# H\n\n```{toctree}\na\nb\n```\n\n```{issuer-list} Who says so\n:name: who\n```\n"
    "\n```{issuer-list}\n:kind: project\n```\n\n```{portfolio:issuer-list}\n```\n\n[](#who)\n",
    "a.md": f"# A\n\n{ITEMS}",
    "b.md": "# B\n",
}


def made(project: Callable[..., Project], name: str, code: str = EXAMPLE) -> Project:
    """A project with an extension under a name of its own: Python keeps modules."""
    tree = project(PAGES, extensions=[*CONFIG["extensions"], name])  # type: ignore[misc]
    tree.write(f"{name}.py", code)
    config = (tree.source / "conf.py").read_text()
    path = f"import sys\nsys.path.insert(0, {str(tree.source)!r})\n"
    tree.write("conf.py", path + config)
    return tree


def test_the_example_is_short() -> None:
    code = [line for line in EXAMPLE.splitlines() if line.strip() and '"""' not in line]
    assert len(code) <= 30


def test_a_listing_of_ones_own(project: Callable[..., Project]) -> None:
    tree = made(project, "issuers_of_one")
    result = tree.build()
    assert result.warnings == []
    first, second, third = result.body("index.html").find_all("div", class_="pf-issuer-list")
    assert [item.get_text(strip=True) for item in first.find_all("li")] == [
        "City College: 2",
        "Acme: 1",
    ]
    assert "Nothing passes these filters" in second.get_text()
    assert third.find_all("li")
    assert result.body("index.html").find("a", href="#who")


def test_its_page_is_written_again_when_it_shows_something_else(
    project: Callable[..., Project],
) -> None:
    tree = made(project, "issuers_again")
    tree.build()
    tree.write("a.md", str(PAGES["a.md"]).replace("Acme", "Other Ltd"))
    assert "Other Ltd: 1" in tree.build().text("index.html")


def test_every_builder_shows_it(project: Callable[..., Project]) -> None:
    tree = made(project, "issuers_everywhere")
    for builder, file in (("text", "index.txt"), ("latex", "testportfolio.tex")):
        assert "City College: 2" in tree.build(builder).text(file)


def test_its_options_are_those_of_all_listings(project: Callable[..., Project]) -> None:
    tree = made(project, "issuers_wrong")
    tree.write("b.md", "# B\n\n```{issuer-list}\n:knd: course\n:issuer: Acmee\n```\n")
    warnings = tree.build().warnings
    assert any("issuer-list has no option ':knd:'. Did you mean 'kind'?" in one for one in warnings)
    assert any("asks for 'Acmee'" in one and "'Acme'" in one for one in warnings)


def example_of(words: str) -> str:
    """The block of Python in the guide that holds some words."""
    blocks = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    [found] = [block for block in blocks if words in block]
    return str(found)


def test_an_export_of_ones_own(project: Callable[..., Project]) -> None:
    tree = made(project, "titles_of_all", example_of("portfolio-titles"))
    tree.write("index.md", "# H\n\n```{toctree}\na\nb\n```\n")
    result = tree.build("portfolio-titles")
    assert json.loads(result.text("titles.json")) == {"titles": [f"Item {n}" for n in range(4)]}


def test_a_reflection_model_of_ones_own(project: Callable[..., Project]) -> None:
    page = "# P\n\n```{reflection}\n:model: what\n\n**What:** a\n\n**So what:** b\n\n**Now what:** c\n```\n"
    tree = project({"index.md": page})
    config = (tree.source / "conf.py").read_text()
    tree.write("conf.py", config + "\n\n" + example_of("add_reflection_model"))
    result = tree.build()
    assert result.warnings == []
    assert "What? reflection" in result.body("index.html").get_text()
    own = 'portfolio_reflection_models = {"what": {"title": "Mine", "parts": ["What", "So what", "Now what"]}}'
    tree.write("conf.py", f"{config}\n{own}\n\n{example_of('add_reflection_model')}")
    assert "Mine reflection" in tree.build().body("index.html").get_text()


def test_what_is_public_is_there_and_in_the_guide() -> None:
    for name in sphinx_portfolio.__all__:
        assert getattr(sphinx_portfolio, name).__doc__ or name == "__version__"
    code = [EXAMPLE, *re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)]
    used = {
        alias.name
        for block in code
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and node.module == "sphinx_portfolio"
        for alias in node.names
    }
    assert used <= set(sphinx_portfolio.__all__)
