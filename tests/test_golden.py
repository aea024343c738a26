"""What a page becomes, step by step, to be read: ``tests/golden``.

Each page there is Markdown; beside it lie the doctree after reading, the HTML and the LaTeX of what the
directive made. After a change that is meant, ``pytest tests/test_golden.py --regenerate`` writes them
anew; ``git diff`` then shows what the change does.
"""

from __future__ import annotations

import difflib
import pickle
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from project import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(path.stem for path in GOLDEN.glob("*.md"))
#: What each page is about, in HTML.
SELECTORS = {
    "evidence": ".pf-evidence",
    "reflection": ".pf-reflection",
    "listing": ".pf-listing-block",
}


def doctree(tree: Project, page: str) -> str:
    """The page as it is kept when it was read, without what only docutils and Sphinx need."""
    tree.build("pseudoxml")
    with (tree.root / "build" / "doctrees" / "index.doctree").open("rb") as file:
        text = pickle.load(file).pformat()
    text = re.sub(r"<document [^\n]*>", "<document>", text)
    text = re.sub(r' (?:backrefs|dupnames|names|source|translated)="[^"\n]*"', "", text)
    # docutils 0.22 writes truth as a number.
    text = text.replace('="True"', '="1"').replace('="False"', '="0"')
    return text.replace(str(tree.source), "…")


def html(tree: Project, page: str) -> str:
    """What the directive of the page shows in a browser."""
    found = tree.build("html").soup("index.html").select(SELECTORS[page])[-1]
    # As a document of its own, so that every version of the parser indents it alike.
    return BeautifulSoup(str(found), "html.parser").prettify(formatter="minimal")


def latex(tree: Project, page: str) -> str:
    """What TeX gets between the heading of the page and its end."""
    (file,) = tree.build("latex").outdir.glob("*.tex")
    text = file.read_text("utf-8")
    body = text.partition(r"\label{\detokenize{index::doc}}")[2]
    return re.sub(r"\n{2,}", "\n\n", body.partition(r"\renewcommand{\indexname}")[0]).strip() + "\n"


FORMS: dict[str, Callable[[Project, str], str]] = {
    "doctree.txt": doctree, "html": html, "tex": latex,
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_becomes_what_stands_beside_it(
    project: Callable[..., Project], page: str, form: str, request: pytest.FixtureRequest
) -> None:
    files: dict[str, str | bytes] = {
        "index.md": (GOLDEN / f"{page}.md").read_bytes(),
        "picture.png": picture(120, 84),
    }
    # The folder of a copy follows from its content, which differs between versions of encoders.
    made = re.sub(r"\b[0-9a-f]{16}(?=[/-])", "DIGEST", FORMS[form](project(files), page))
    golden = GOLDEN / f"{page}.{form}"
    if request.config.getoption("--regenerate"):
        golden.write_text(made, "utf-8")
    expected = golden.read_text("utf-8")
    diff = difflib.unified_diff(
        expected.splitlines(), made.splitlines(), golden.name, "what it became", lineterm=""
    )
    assert made == expected, "\n".join(diff)
