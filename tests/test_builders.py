"""The demonstration portfolio in every builder: no warning, and no word lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from project import ROOT, Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = "portfolio/professional-networking"

# Builder, and the files in which to look for the words of one page.
OUTPUTS = {
    "html": f"{PAGE}.html",
    "dirhtml": f"{PAGE}/index.html",
    "singlehtml": "index.html",
    "epub": f"{PAGE}.xhtml",
    "latex": "*.tex",
    "text": f"{PAGE}.txt",
    "man": "*.1",
    "texinfo": "*.texi",
    "xml": f"{PAGE}.xml",
    "pseudoxml": f"{PAGE}.pseudoxml",
    "json": f"{PAGE}.fjson",
    "gettext": "portfolio.pot",
}


@pytest.fixture(scope="session")
def words() -> set[str]:
    """Every word of one evidence item and one reflection, from their source."""
    source = (ROOT / "docs" / f"{PAGE}.md").read_text("utf-8")
    found = ""
    for name in ("networking-course", "networking-reflection"):
        match = re.search(rf"```{{[\w-]+}} (.*\n:name: {name}\n(?:.*\n)*?)```", source)
        assert match
        found += match[1]
    text = re.sub(r"^:(?:name|kind|file|date|evidence|skills): .*$", "", found, flags=re.MULTILINE)
    text = re.sub(r"^:[a-z-]+:", "", text, flags=re.MULTILINE)  # names of options
    text = re.sub(r"\{\w+\}`[^`]*`|https?://\S+", "", text)  # shown as something else
    return set(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("builder", OUTPUTS)
def test_builder_loses_no_word(
    builder: str, words: set[str], demonstration: Callable[[str], Path]
) -> None:
    files = list(demonstration(builder).glob(OUTPUTS[builder]))
    assert files
    text = "\n".join(file.read_text("utf-8") for file in files).casefold()
    if builder in {"man", "latex", "texinfo"}:
        text = re.sub(r"\\(?:sphinxhyphen|hyphen|\w+)?\{?\}?(?=\W)|\\|@(?=[{}@])", "", text)
    if builder == "gettext":
        text = re.sub(r'"\n"', "", text)
    found = set(re.findall(r"\w+", text))
    lost = words - found
    # Facts that are no language are not for translators.
    if builder == "gettext":
        lost -= {"work", "readiness", "programme", "wrp", "2025", "0312"}
        lost -= {"situation", "task", "action", "result"}  # our interface's own
    if builder == "latex":  # pictures have no alternative text there yet
        lost -= {"sample", "seal"}
    assert not lost


TASKS = """
# Tasks

- [x] The letter is *written*.
- [ ] It is sent.

```{evidence} Letter
- [X] A name stands in it.
- [ ] It has an address.
```
"""
# What stands for the box of the second of these, and of the first: pages for browsers have their own.
BOXES = {
    "html": ('type="checkbox">It', 'checked="checked"'),
    "epub": ('type="checkbox" />It', 'checked="checked"'),
    **dict.fromkeys(("text", "xml", "latex", "texinfo", "portfolio-pdf"), ("☐ ", "☒ ")),
}


@pytest.mark.parametrize("builder", BOXES)
def test_what_is_done_looks_other_than_what_is_not(
    project: Callable[..., Project], builder: str
) -> None:
    tree = project({"index.md": TASKS}, myst_enable_extensions=["tasklist"])
    result = tree.build(builder)
    names = ("index.*html", "index.txt", "index.xml", "*.tex", "*.texi", "*.typ")
    files = [file for name in names for file in result.outdir.glob(name)]
    text = "".join(file.read_text("utf-8") for file in files if "look" not in file.name)
    opened, done = BOXES[builder]
    assert (text.count(opened), text.count(done)) == (2, 2)


def test_our_nodes_tell_nothing_of_the_owners_disk(demonstration: Callable[[str], Path]) -> None:
    texts = [file.read_text("utf-8") for file in sorted(demonstration("xml").rglob("*.xml"))]
    assert any("evidence_item" in text for text in texts)
    assert any("listing_view" in text for text in texts)
    for text in texts:
        # docutils itself names the file of a document, and of what it included.
        assert str(ROOT) not in re.sub(r' source="[^"]*"', "", text)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_items_are_complete_in_reading_order(
    builder: str, demonstration: Callable[[str], Path]
) -> None:
    text = (demonstration(builder) / OUTPUTS[builder]).read_text("utf-8")
    if builder == "html":
        text = re.sub(r"<[^>]+>", " ", text)
    folded = " ".join(text.split())
    order = [
        "Course",
        "Professional Networking module",
        "Issued by",
        "21 March 2025",
        "I completed all six with a final mark",
        "Skills",
        "Reflected on in",
        "STAR reflection",
        "About",
        "Situation",
        "When the module began",
        "Task",
        "Action",
        "Result",
    ]
    position = 0
    for expected in order:
        position = folded.find(expected, position)
        assert position >= 0, f"{expected!r} is missing or out of order"


def test_linkcheck_sees_addresses_of_evidence(demonstration: Callable[[str], Path]) -> None:
    report = (demonstration("linkcheck") / "output.json").read_text("utf-8")
    assert "https://example.org/verify/WRP-2025-0312" in report


def test_links_work_on_one_page(demonstration: Callable[[str], Path]) -> None:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(
        (demonstration("singlehtml") / "index.html").read_text("utf-8"), "html5lib"
    )
    article = soup.find("article", id="networking-reflection")
    assert article
    for link in article.find_all("a"):
        target = str(link["href"])
        if target.startswith("#"):
            assert soup.find(id=target[1:]), target
        else:
            assert target.startswith("https://"), target
