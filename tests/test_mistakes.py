"""What students do wrong: each costs one message, at its place and with a cure, in both commands.

Those of options, files and parts are in ``test_bad_input``; these come from people who know some
Markdown, write on Windows or on a telephone, and copy from a word processor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from project import Project, picture
from sphinx_portfolio.checking.run import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_portfolio.checking.findings import Check

pytestmark = pytest.mark.newest

TODAY = date(2025, 6, 1)
PARTS = "**Situation:** one\n\n**Task:** two\n\n**Action:** three\n\n**Result:** four"
FILES: dict[str, str | bytes] = {
    "files/badge.png": picture(),
    "files/course.png": picture(),
    "other/medal.png": picture(),
}


@dataclass(frozen=True)
class Mistake:
    """A page, the line to look at, the type of the message, and a word of its cure.

    ``build`` is how the ordinary build begins its message, where Sphinx or MyST give it.
    """

    page: str
    line: int
    type: str
    cure: str
    build: str = ""
    suffix: str = ".md"


def evidence(
    name: str, options: str = "", *, begin: str = "```{evidence} ", end: str = "```"
) -> str:
    return f"# Page\n\n{begin}{name}\n{options}\n\nMy words.\n{end}\n"


def text(line: str) -> str:
    return f"# Page\n\n{line}\n"


#: By what was done. Titles differ, so that none of the items has the name of another.
DIRECTIVES = {
    "misspelt name": Mistake(
        evidence("A1", begin="```{evidense} "), 3, "portfolio.misspelt_directive", "{evidence}"
    ),
    "half of a name": Mistake(
        "# Page\n\n```{gallery}\n```\n", 3, "portfolio.misspelt_directive", "{evidence-gallery}"
    ),
    "underscore": Mistake(
        f"# Page\n\n```{{star_reflection}} A2\n\n{PARTS}\n```\n", 3, "portfolio.misspelt_directive",
        "{star-reflection}",
    ),
    "no blank before the title": Mistake(
        evidence("A3", begin="```{evidence}"), 3, "portfolio.markup_form", "a blank before the title"
    ),
    "no braces": Mistake(
        evidence("A4", begin="```evidence "), 3, "portfolio.markup_form", "braces"
    ),
    "blanks in braces": Mistake(
        evidence("A5", begin="```{ evidence } "), 3, "portfolio.markup_form", "braces"
    ),
    "round brackets": Mistake(
        evidence("A6", begin="```(evidence) "), 3, "portfolio.markup_form", "braces"
    ),
    "square brackets": Mistake(
        evidence("A7", begin="```[evidence] "), 3, "portfolio.markup_form", "braces"
    ),
    "half a brace": Mistake(
        evidence("A8", begin="```{evidence "), 3, "portfolio.markup_form", "braces"
    ),
    "as a class": Mistake(
        evidence("A9", begin="```{.evidence} "), 3, "portfolio.markup_form", "braces"
    ),
    "colons without braces": Mistake(
        evidence("A10", begin=":::evidence ", end=":::"), 3, "portfolio.markup_form", "braces"
    ),
    "apostrophes": Mistake(
        evidence("A11", begin="'''{evidence} ", end="'''"), 3, "portfolio.markup_form", "backticks"
    ),
    "quotation marks of a telephone": Mistake(
        evidence("A12", begin="‘‘‘{evidence} ", end="’’’"), 3, "portfolio.markup_form", "backticks"
    ),
    "accents": Mistake(
        evidence("A13", begin="´´´{evidence} ", end="´´´"), 3, "portfolio.markup_form", "backticks"
    ),
    "two backticks": Mistake(
        evidence("A14", begin="``{evidence} ", end="``"), 3, "portfolio.markup_form", "three backticks"
    ),
    "two colons": Mistake(
        evidence("A15", begin="::{evidence} ", end="::"), 3, "portfolio.markup_form", "three backticks"
    ),
    "no marks": Mistake(
        evidence("A16", begin="{evidence} ", end=""), 3, "portfolio.markup_form", "three backticks"
    ),
    "marks of a heading": Mistake(
        evidence("A17", begin="## {evidence} ", end=""), 3, "portfolio.markup_form", "three backticks"
    ),
    "four blanks": Mistake(
        "# Page\n\n    ```{evidence} A18\n    My words.\n    ```\n", 3, "portfolio.markup_form",
        "to the left",
    ),
    "reStructuredText on a page of Markdown": Mistake(
        text(".. evidence:: A19"), 3, "portfolio.markup_form", "```{evidence}"
    ),
    "one colon": Mistake(
        "Page\n====\n\n.. evidence: A20\n   :kind: course\n", 4, "portfolio.markup_form",
        "two colons", suffix=".rst",
    ),
    "no blank behind the dots": Mistake(
        "Page\n====\n\n..evidence:: A21\n   :kind: course\n", 4, "portfolio.markup_form", "a blank",
        suffix=".rst",
    ),
    "misspelt name in reStructuredText": Mistake(
        "Page\n====\n\n.. evidense:: A22\n   :kind: course\n", 4, "portfolio.misspelt_directive",
        "'evidence'", suffix=".rst",
    ),
    "another directive misspelt": Mistake(
        text("```{imgae} files/badge.png\n```"), 3, "myst.directive_unknown", "'image'",
        build="Unknown directive type: 'imgae'",
    ),
}  # fmt: skip
ENDS = {
    "no end": Mistake(
        evidence("B1", end="\n## Next\n\nMore."), 3, "portfolio.open_fence", "on a line of its own"
    ),
    "no end before the next": Mistake(
        "# Page\n\n```{evidence} B2\n\nMy words.\n\n```{evidence} B3\n```\n", 3,
        "portfolio.open_fence", "line 7",
    ),
    "too few backticks": Mistake(
        evidence("B4", begin="````{evidence} ", end="```\n\nMore."), 3, "portfolio.open_fence",
        "Line 7 looks like its end",
    ),
    "other marks": Mistake(
        evidence("B5", begin=":::{evidence} ", end="```\n\nMore."), 3, "portfolio.open_fence",
        "Line 7 looks like its end: write :::",
    ),
    "the end behind the text": Mistake(
        "# Page\n\n```{evidence} B6\n\nMy words.```\n\nMore.\n", 3, "portfolio.open_fence",
        "Line 5 looks like its end",
    ),
    "the end moved in": Mistake(
        evidence("B7", end="    ```\n\nMore."), 3, "portfolio.open_fence", "not moved in"
    ),
    "two ends": Mistake(
        evidence("B8", end="```\n```\n\nMore.\n\n```{evidence} B9\n```"), 8, "portfolio.open_fence",
        "Delete it",
    ),
    "code without an end": Mistake(
        "# Page\n\n```\ncode\n\n```{evidence} B10\n```\n", 3, "portfolio.open_fence", "Delete it"
    ),
    "a block in a block": Mistake(
        f"# Page\n\n```{{star-reflection}} B11\n\n```{{note}}\nOne.\n```\n\n{PARTS}\n```\n", 3,
        "portfolio.open_fence", "````",
    ),
}  # fmt: skip
OPTIONS = {
    "no colon before the name": Mistake(
        evidence("C1", "kind: course"), 4, "portfolio.option_form", "':kind: course'"
    ),
    "an equals sign": Mistake(
        evidence("C2", "kind = course"), 4, "portfolio.option_form", "':kind: course'"
    ),
    "a list of options": Mistake(
        evidence("C3", "- kind: course"), 4, "portfolio.option_form", "':kind: course'"
    ),
    "options in bold": Mistake(
        evidence("C4", "**kind:** course"), 4, "portfolio.option_form", "':kind: course'"
    ),
    "an option in the title": Mistake(
        evidence("C5 :kind: course"), 3, "portfolio.option_form", "a line of its own"
    ),
    "an option below the end": Mistake(
        evidence("C6", end="```\n:kind: course"), 8, "portfolio.misplaced_option", "Move it"
    ),
    "an option above the block": Mistake(
        "# Page\n\n:kind: course\n```{evidence} C7\n```\n", 3, "portfolio.misplaced_option", "Move it"
    ),
    "the title below": Mistake(
        evidence("", "C8\n:kind: course"), 4, "portfolio.missing_title", "on the same line"
    ),
    "the title as an option": Mistake(
        evidence("", ":title: C9"), 4, "portfolio.missing_title", "on the same line"
    ),
    "a place on the disk": Mistake(
        evidence("C10", ":file: C:\\Users\\me\\Desktop\\badge.png"), 4, "portfolio.file_outside",
        "Copy the file",
    ),
    "a file to be opened": Mistake(
        evidence("C11", ":file: file:///home/me/badge.png"), 4, "portfolio.file_outside",
        "Copy the file",
    ),
    "a link for a file": Mistake(
        evidence("C12", ":file: [badge](files/badge.png)\n:alt: A badge"), 4, "portfolio.option_form",
        "':file: files/badge.png'",
    ),
    "a picture for a file": Mistake(
        evidence("C13", ":file: ![badge](files/badge.png)\n:alt: A badge"), 4,
        "portfolio.option_form", "':file: files/badge.png'",
    ),
    "a link for an address": Mistake(
        evidence("C14", ":url: [here](https://example.org/a)"), 4, "portfolio.option_form",
        "':url: https://example.org/a'",
    ),
    "hashtags": Mistake(
        evidence("C15", ":skills: #teamwork #python"), 4, "portfolio.option_form",
        "teamwork, python",
    ),
    "a folder in capital letters": Mistake(
        evidence("C16", ":file: Files/badge.png"), 4, "portfolio.missing_file", "'files'"
    ),
    "no ending": Mistake(
        evidence("C17", ":file: files/badge"), 4, "portfolio.missing_file", "'badge.png'"
    ),
    "another ending": Mistake(
        evidence("C18", ":file: files/course.jpeg"), 4, "portfolio.missing_file", "'course.png'"
    ),
    "another folder": Mistake(
        evidence("C19", ":file: files/medal.png"), 4, "portfolio.missing_file", "'/other/medal.png'"
    ),
    "a date as people write it": Mistake(
        evidence("C20", ":date: 21/03/2025"), 4, "portfolio.bad_date", "2025-03-21"
    ),
    "two kinds": Mistake(
        evidence("C21", ":kind: course, certificate"), 4, "portfolio.unknown_kind", "'certificate'"
    ),
    "an option of a picture misspelt": Mistake(
        text("```{image} files/badge.png\n:wdth: 30px\n:alt: A badge\n```"), 4,
        "myst.directive_option", "'width'", build="'image': Unknown option key",
    ),
}  # fmt: skip
TEXTS = {
    "a link the wrong way round": Mistake(
        text("See (my badge)[files/badge.png]."), 3, "portfolio.markup_form",
        "[words](address)",
    ),
    "a blank in a link": Mistake(
        text("See [my badge] (files/badge.png)."), 3, "portfolio.markup_form", "no blank"
    ),
    "no blank in a heading": Mistake(
        text("##Next"), 3, "portfolio.markup_form", "'## …'"
    ),
    "a link to evidence between apostrophes": Mistake(
        text("See {evidence}'c1'."), 3, "portfolio.markup_form", "{evidence}`name`"
    ),
    "a blank in a link to evidence": Mistake(
        text("See {evidence} `c1`."), 3, "portfolio.markup_form", "{evidence}`name`"
    ),
    "a misspelt link to evidence": Mistake(
        text("See {evidense}`c1`."), 3, "myst.role_unknown", "'evidence'",
        build="Unknown interpreted text role",
    ),
    "a picture that is not there": Mistake(
        text("![A badge](files/budge.png)"), 3, "image.not_readable", "capital letters",
        build="image file not readable: files/budge.png",
    ),
    "a picture behind a backslash": Mistake(
        text("![A badge](files\\badge.png)"), 3, "image.not_readable", "'/'",
        build="image file not readable: files%5Cbadge.png",
    ),
    "a link to no page": Mistake(
        text("[More](d01-paeg.md)"), 3, "myst.xref_missing", "the page 'd01-paeg.md'",
        build="'myst' cross-reference target not found: 'd01-paeg.md'",
    ),
    "a link to what is built": Mistake(
        text("[More](index.html)"), 3, "myst.xref_missing", "'index.md'",
        build="'myst' cross-reference target not found: 'index.html'",
    ),
    "a link to no heading": Mistake(
        text("[More](#first-adi)"), 3, "myst.xref_missing", "nothing on any page is called so",
        build="'myst' cross-reference target not found: 'first-adi'",
    ),
    "a link to no file": Mistake(
        text("[More](files/badge.pdf)"), 3, "myst.xref_missing", "the file 'files/badge.pdf'",
        build="'myst' cross-reference target not found: 'files/badge.pdf'",
    ),
    "a mark without a footnote": Mistake(
        text("Words.[^1]"), 3, "docutils", "'[^1]: '", build="Unknown target name: \"1\"."
    ),
    "lines about the page without an end": Mistake(
        "---\nauthor: Me\n\n# Page\n\nWords.\n", 1, "docutils", "a second ---",
        build="Document or section may not begin with a transition.",
    ),
    "lines about the page that are no YAML": Mistake(
        "---\nauthor: Me: myself\n---\n# Page\n\nWords.\n", 1, "myst.topmatter", "quotation marks",
        build="Malformed YAML",
    ),
    "a small heading first": Mistake(
        "### Page\n\nWords.\n", 1, "myst.header", "one #", build="Document headings start at H3"
    ),
    "no heading": Mistake(
        "#Page\n\nWords.\n", 1, "toc.no_title", "'# '", build="toctree contains reference to document"
    ),
    "a menu with a page that is not there": Mistake(
        text("```{toctree}\nnowhere\n```"), 3, "toc.not_readable", "'nowhere'",
        build="toctree contains reference to nonexisting document 'nowhere'",
    ),
    "code in no language": Mistake(
        text("```pyhton\nx = 1\n```"), 3, "misc.highlighting_failure", "'text'",
        build="Pygments lexer name 'pyhton' is not known",
    ),
}  # fmt: skip
MISTAKES = {**DIRECTIVES, **ENDS, **OPTIONS, **TEXTS}
#: The file of each page, in the order of the table.
NAMES = {name: f"p{n:02}{one.suffix}" for n, (name, one) in enumerate(MISTAKES.items())}
LONELY = "zz-lonely.md"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One portfolio with every mistake on a page of its own."""
    pages: dict[str, str | bytes] = {NAMES[name]: one.page for name, one in MISTAKES.items()}
    menu = "\n".join(page.rpartition(".")[0] for page in NAMES.values())
    index = f"# Home\n\n```{{toctree}}\n{menu}\n```\n"
    files = {"index.md": index, **pages, **FILES, LONELY: "# Lonely\n\nWords.\n"}
    return Project(tmp_path_factory.mktemp("mistakes"), files, {})


@pytest.fixture(scope="module")
def built(tree: Project) -> list[str]:
    """What the ordinary build says."""
    return tree.build().warnings


@pytest.fixture(scope="module")
def checked(tree: Project) -> Check:
    """What the command says."""
    return check(tree.source, tree.source, TODAY)


@pytest.mark.parametrize("name", MISTAKES)
def test_the_build_gives_one_message(built: list[str], name: str) -> None:
    mistake = MISTAKES[name]
    page = NAMES[name]
    about = page.rpartition(".")[0]
    starts = f"{page}:{mistake.line}: "
    if mistake.type == "toc.no_title":  # Sphinx says so where the menu is
        starts = "index.md:3: "
    found = [one for one in built if one.startswith(page) or f"{about!r}" in one]
    assert len(found) == 1, found
    assert found[0].startswith(starts)
    assert (mistake.build or mistake.cure) in found[0]
    assert found[0].endswith(f"[{mistake.type}]")


@pytest.mark.parametrize("name", MISTAKES)
def test_the_check_gives_one_message_with_a_cure(checked: Check, name: str) -> None:
    mistake = MISTAKES[name]
    found = [one for one in checked.to_mend if one.file == NAMES[name]]
    assert [(one.line, one.type) for one in found] == [(mistake.line, mistake.type)], found
    assert mistake.cure in found[0].words
    written = mistake.page.split("\n")[mistake.line - 1].strip()
    assert found[0].source == written


def test_a_page_in_no_menu(built: list[str], checked: Check) -> None:
    assert [one for one in built if one.startswith(LONELY)] == [
        f"{LONELY}: WARNING: document isn't included in any toctree [toc.not_included]"
    ]
    (found,) = (one for one in checked.to_mend if one.file == LONELY)
    assert (found.type, found.line) == ("toc.not_included", 0)
    assert "{toctree}" in found.words


def test_nothing_else_is_said(built: list[str], checked: Check) -> None:
    assert len(built) == len(MISTAKES) + 1
    assert {one.file for one in checked.to_mend} == {*NAMES.values(), LONELY}
    assert checked.is_whole


def test_there_are_sixty() -> None:
    assert len(MISTAKES) + len(CONFIGURATIONS) >= 60


# -- in conf.py: some stop the build, which Sphinx itself says; the command says all of them

GOOD = """\
extensions = ["myst_parser", "sphinx_portfolio"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
"""
#: By what was done: conf.py, the line to look at, the type, and a word of the cure.
CONFIGURATIONS = {
    "a misspelt value of ours": (f"{GOOD}portfolio_ownr = {{}}", 4, "portfolio.config", "'portfolio_owner'"),
    "a misspelt value of another": (
        GOOD.replace("extensions = [\"c", "extension = [\"c"), 2, "portfolio.config",
        "'myst_enable_extensions'",
    ),
    "a misspelt extension": (
        GOOD.replace("sphinx_portfolio", "sphinx_portfolo"), 1, "stopped", "'sphinx_portfolio'"
    ),
    "the extension is not named": (
        GOOD.replace(', "sphinx_portfolio"', ""), 1, "stopped", "add it there"
    ),
    "a theme that is not there": (GOOD.replace('"basic"', '"bsaic"'), 3, "theme", "'basic'"),
    "no quotation marks": (f"{GOOD}project = My portfolio", 4, "stopped", "quotation mark"),
    "curly quotation marks": (f"{GOOD}project = “My portfolio”", 4, "stopped", "straight"),
    "a word without quotation marks": (
        f"{GOOD}project = Portfolio", 4, "stopped", "between quotation marks"
    ),
    "a missing comma": (f"{GOOD}portfolio_known = ['a' 1]", 4, "stopped", "a comma"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_mistake_in_conf_py(tmp_path: Path, name: str) -> None:
    source, line, kind, cure = CONFIGURATIONS[name]
    (tmp_path / "conf.py").write_text(source, "utf-8")
    (tmp_path / "index.md").write_text("# Home\n\n```{evidence} A\n```\n", "utf-8")
    found = check(tmp_path, tmp_path, TODAY)
    assert [(one.file, one.line, one.type) for one in found.to_mend] == [("conf.py", line, kind)]
    assert cure in found.to_mend[0].words
    assert found.is_whole is (kind != "stopped")
    assert "Traceback" not in found.to_mend[0].words


def test_no_first_page(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(GOOD, "utf-8")
    (tmp_path / "home.md").write_text("# Home\n", "utf-8")
    found = check(tmp_path, tmp_path, TODAY)
    assert found.to_mend
    assert not found.is_whole
    assert "index" in found.to_mend[0].words


def test_colons_where_they_begin_no_block(project: Callable[..., Project]) -> None:
    page = ":::{evidence} A\n:::\n"
    tree = project({"index.md": text(page)}, myst_enable_extensions=["deflist"])
    (warning,) = tree.build().warnings
    assert warning.startswith("index.md:3: WARNING: ")
    assert "'colon_fence'" in warning
