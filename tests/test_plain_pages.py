"""Pages of plain Markdown in an ordinary build, as they would be with directives."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from project import document, picture
from sphinx.errors import SphinxError
from sphinx_portfolio.importing.markdown.repository import Repository
from sphinx_portfolio.plain_pages.addresses import Origin, Surroundings
from sphinx_portfolio.plain_pages.html_tokens import add_html_rules
from sphinx_portfolio.plain_pages.menu import pages_below
from sphinx_portfolio.plain_pages.text import title_of_file, with_directives
from sphinx_portfolio.plain_pages.tokens import OriginalPlaces
from sphinx_portfolio.reading.plain_markdown import Target
from test_rebuilds import different

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from project import Project, Result

pytestmark = pytest.mark.newest

STAR = "**Situation:** I was new.\n\n**Task:** To learn.\n\n**Action:** I asked.\n\n**Result:** I know.\n"
LETTERS = (
    "## 💼 Letters\n\n### Evidence\n\n[My letter](files/my%20letter.pdf)\n\n"
    f"I wrote it myself.\n\n### Reflection (STAR)\n\n{STAR}"
)
#: A portfolio as people write them, without a fault.
PAGES: dict[str, str | bytes] = {
    "README.md": "# My portfolio\n\nWelcome. First [interviews](<2 interviews.md>), then "
    "[letters](1-letters.md#reflection-star) and [more](modules/).\n\n"
    '<p align="center"><img src="files/me.png" width="90" alt="A chair"></p>\n',
    "1-letters.md": LETTERS,
    "2 interviews.md": f"![A mock interview](/files/me.png)\n\n{STAR}",
    "modules/Readme.md": "# Modules\n\nBack to [the start](../README.md).\n",
    "modules/ten 10.md": "# Ten\n\nAs [letters](../1-letters.md#evidence) say.\n",
    # What docutils warns of, what Sphinx cannot put into a menu, and what stops its LaTeX builder.
    "modules/ten 9.md": "# Nine\n\n---\n\n## [A chair](../files/me.png)\n\n"
    "| a | b |\n|---|---|\n\n---\n",
    "files/my letter.pdf": document(),
    "files/me.png": picture(),
    ".venv/notes.md": "# No page of mine\n",
}


def plain(
    project: Callable[..., Project], changes: Mapping[str, str | bytes], **config: object
) -> Project:
    return project({**PAGES, **changes}, **{"portfolio_plain_markdown": True, **config})


def menu(result: Result, page: str = "index.html") -> list[str]:
    (found,) = result.soup(page).select(".sidebar-tree")
    return [" ".join(link.text.split()) for link in found.find_all("a")]


# -- in a build


def test_a_portfolio_from_github_builds_as_it_is(project: Callable[..., Project]) -> None:
    result = plain(project, {}, html_theme="furo").build()
    assert result.warnings == []
    assert menu(result) == ["2 interviews", "💼 Letters", "Modules", "Nine", "Ten"]
    home = result.body("index.html")
    assert [link["href"] for link in home.find_all("a") if link.text] == [
        "#my-portfolio", "2%20interviews.html", "1-letters.html#reflection-star",
        "modules/Readme.html",
    ]  # fmt: skip
    assert home.find("img")["alt"] == "A chair"
    letters = result.soup("1-letters.html")
    assert [one["class"][1] for one in letters.select("article.pf-item")] == [
        "pf-evidence", "pf-reflection",
    ]  # fmt: skip
    assert "I wrote it myself." in letters.find(class_="pf-evidence").text
    assert letters.find(class_="pf-evidence").find("figure")
    assert len(letters.find_all(class_="pf-part")) == 4
    (back,) = [a for a in result.body("modules/Readme.html").find_all("a") if a.text == "the start"]
    assert back["href"] == "../index.html"
    ten = result.body("modules/ten 10.html")
    assert any(str(a["href"]).startswith("../1-letters.html#") for a in ten.find_all("a"))
    assert result.text("_sources/index.md.txt").startswith("# My portfolio")
    assert "No page of mine" not in result.text("searchindex.js")


@pytest.mark.parametrize(
    ("builder", "home", "letters"),
    [
        ("dirhtml", "index.html", "1-letters/index.html"),
        ("singlehtml", "index.html", "index.html"),
        ("latex", "testportfolio.tex", "testportfolio.tex"),
        ("text", "index.txt", "1-letters.txt"),
    ],
)
def test_the_readme_is_the_home_page_in_every_builder(
    project: Callable[..., Project], builder: str, home: str, letters: str
) -> None:
    result = plain(project, {}).build(builder, parallel=2)
    assert result.warnings == []
    assert "Welcome." in result.text(home)
    assert "I wrote it myself." in result.text(letters)
    if builder == "latex":
        parts = re.findall(r"\\(chapter|section)\{(.*?)\}", result.text(home))
        assert [" ".join(part) for part in parts if part[1] not in {"Evidence", "Reflection (STAR)"}] == [
            "chapter At a glance", "chapter 2 interviews", "chapter 💼 Letters", "chapter Modules",
            "section Nine", "section Ten",
        ]  # fmt: skip


def test_it_is_what_the_directives_make(project: Callable[..., Project]) -> None:
    """The pages with directives in them, as the import writes them, give the same site."""
    tree = plain(project, {})
    shown = tree.build()
    for name, text in PAGES.items():
        if isinstance(text, str) and name == "1-letters.md":
            around = Surroundings(tree.source, name)
            tree.write(name, with_directives(text, around, name[:-3]).text)
    again = tree.build(out="again", portfolio_plain_markdown=["README", "2*", "modules/*"])
    first, second = (items(one) for one in (shown, again))
    assert len(first) == 2
    assert first == second


def items(result: Result) -> list[str]:
    """The items of a page, as they are shown."""
    return [str(one) for one in result.soup("1-letters.html").select("article.pf-item")]


FAULTY = """\
---
title: My work
---
Words without a heading.

% A mail: someone@students.example.ac.za

## Evidence

![A picture of me](missing.png)

### Reflection

**Situation:** A {word}`of mine`.

**Task:** [Gone](gone.md)

**Action:** I did

```{figure} nowhere.png
:colour: red

With a {role}`that is none`.
```
"""


def test_a_warning_names_the_line_of_the_file(project: Callable[..., Project]) -> None:
    tree = plain(project, {"1-letters.md": FAULTY, "README.md": "# Home\n"})
    told = [re.sub(r"WARNING: .*\[", "[", one) for one in tree.build().warnings]
    assert sorted(told) == sorted(
        [
            "1-letters.md:6: [portfolio.leak_contact]",
            "1-letters.md:10: [portfolio.missing_file]",
            "1-letters.md:12: [portfolio.missing_part]",
            "1-letters.md:14: [myst.role_unknown]",
            "1-letters.md:16: [myst.xref_missing]",
            "1-letters.md:20: [image.not_readable]",
            "1-letters.md:21: [myst.directive_option]",
            "1-letters.md:23: [myst.role_unknown]",
        ]
    )


def test_lines_that_a_reader_put_in_come_from_the_line_above() -> None:
    parser = MarkdownIt()
    places = OriginalPlaces((1, 1, 4, 6, 6, 9), {4}, "")
    parser.core.ruler.after("block", "places", places)
    maps = [token.map for token in parser.parse("a\n\n```{evidence}\nb\n\n```\n") if token.map]
    assert maps == [[0, 1], [0, 1], [3, 9]]
    assert places.lines.numbers == {4: (6, 6, 9)}
    places.lines.next_text = (6, 6, 9)
    maps = [token.map for token in parser.parse("b\n\nc") if token.map]
    assert maps == [[5, 6], [5, 6], [8, 9], [8, 9]]
    assert [token.map for token in parser.parse("\nd") if token.map] == [[1, 2], [1, 2]]


def test_what_is_not_named_stays_as_it_is(project: Callable[..., Project]) -> None:
    page = "# Mine\n\n% nobody sees this\n\n## Evidence\n\n[My letter](files/my%20letter.pdf)\n"
    files = {"index.md": f"{page}\n```{{toctree}}\n:glob:\n*\nmodules/*\n```\n", "own.md": page}
    tree = plain(project, files, portfolio_plain_markdown=["1-letters", "modules/*"])
    result = tree.build("pseudoxml")
    assert "<evidence_item" in result.text("1-letters.pseudoxml")
    assert "<evidence_item" not in result.text("2 interviews.pseudoxml")
    assert (result.outdir / "README.pseudoxml").exists()
    without = tree.build("pseudoxml", out="without", portfolio_plain_markdown=False)
    for name in ("own", "2 interviews"):
        assert result.text(f"{name}.pseudoxml") == without.text(f"{name}.pseudoxml")


@pytest.mark.parametrize("builder", ["html", "text"])
def test_no_list_is_too_deep(project: Callable[..., Project], builder: str) -> None:
    words = [f"level {n}." for n in range(1, 17)]
    page = "# Plan\n\n" + "".join(f"{'  ' * n}- {words[n]}\n" for n in range(16))
    shown = (
        plain(project, {"plan.md": page})
        .build(builder)
        .text(f"plan.{'txt' if builder == 'text' else builder}")
    )
    assert not [one for one in words if one not in shown]


def test_a_page_with_directives_is_read_as_ever(project: Callable[..., Project]) -> None:
    page = f"# One\n\n% mine@students.example.ac.za\n\n## Evidence\n\n![A]({'files/me.png'})\n\n"
    page += "```{evidence} Written\n:name: letter\n```\n\n#### Deep\n"
    tree = plain(project, {"3-own.md": page}, html_copy_source=False)
    result = tree.build("pseudoxml")
    (told,) = result.warnings
    assert told.startswith("3-own.md:13: ")
    assert told.endswith("[myst.header]")
    assert len(re.findall("<evidence_item", result.text("3-own.pseudoxml"))) == 1


def test_what_is_private_stays_so(project: Callable[..., Project]) -> None:
    letters = f"---\nprivate: true\n---\n{LETTERS}"
    evidence = "# Others\n\n[My letter](1-letters.md)\n\nAnd {evidence}`my-letter`.\n"
    result = plain(project, {"1-letters.md": letters, "2 interviews.md": evidence}).build()
    assert result.warnings == []
    pages = [path.read_text("utf-8", "replace") for path in result.outdir.rglob("*.*")]
    assert not [text for text in pages if "I wrote it myself" in text]
    assert not [*result.outdir.rglob("*letter*")]


def test_nothing_is_home(project: Callable[..., Project]) -> None:
    tree = project({"one.md": "# 1\n", "two.md": "# 2\n"}, portfolio_plain_markdown=True)
    with pytest.raises(SphinxError, match=r"no home page. Write one, called README\.md"):
        tree.build()
    (tree.source / "one.md").unlink()
    assert "<h1>2" in tree.build().text("index.html")  # the only page
    tree.write("one.md", "# 1\n")
    tree.write("ReadMe.md", "# Home\n")
    result = tree.build(root_doc="ReadMe")
    assert result.warnings == []
    assert "<h1>Home" in result.text("index.html")
    assert (result.outdir / "two.html").exists()


def test_notebooks_have_a_parser_of_their_own(project: Callable[..., Project]) -> None:
    notebook = "---\nfile_format: mystnb\n---\n# Evidence\n\n[My letter](files/my%20letter.pdf)\n"
    tree = plain(
        project,
        {"3-notes.md": notebook},
        extensions=["myst_nb", "sphinx_portfolio"],
        source_suffix={".rst": "restructuredtext"},  # see `test_notebooks`
    )
    result = tree.build("pseudoxml")
    assert "<evidence_item" in result.text("1-letters.pseudoxml")
    assert "<evidence_item" not in result.text("3-notes.pseudoxml")


def test_a_build_after_an_edit_is_a_clean_one(project: Callable[..., Project]) -> None:
    letters = (
        "# Letters\n\n## Evidence\n\n[My letter](https://github.com/Me/mine/blob/main/late.pdf)\n\n"
        "See [all](files/) and [it](2%20interviews.md).\n"
    )
    tree = plain(project, {"1-letters.md": letters})
    old = tree.source / "README.md"

    def rearrange() -> None:
        tree.write("files/README.md", "# Files\n")
        (tree.source / "2 interviews.md").unlink()

    def add_index() -> None:
        tree.write("index.md", "# Another home\n")
        os.utime(tree.source / "index.md", (0, 0))

    def remove_index() -> None:
        (tree.source / "index.md").unlink()
        os.utime(old, (0, 0))

    edits: list[Callable[[], object]] = [
        lambda: tree.write(".git/config", '[remote "origin"]\nurl = git@github.com:me/mine.git\n'),
        lambda: tree.write("late.pdf", document(2)),
        rearrange,
        add_index,
        remove_index,
    ]
    tree.build(portfolio_plain_markdown=["README"])
    for number, edit in enumerate(edits):
        edit()
        incremental = tree.build()
        clean = tree.build(out=f"clean-{number}")
        assert different(incremental.outdir, clean.outdir) == []
        shutil.rmtree(tree.root / f"clean-{number}")
    assert "Welcome." in incremental.text("index.html")


# -- addresses


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    """A page ``modules/one.md``, and what lies around it."""
    source = tmp_path / "docs"
    for name in ("files/a b.png", "files/100% (1).pdf", "x.html", "modules/two.md", "secret.md"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("words")
    (source / "modules/README.md").write_text("words")
    (tmp_path / "outside.png").write_text("words")
    (source / "link.png").symlink_to(tmp_path / "outside.png")
    pages = {"modules/two.md": "modules/two", "modules/README.md": "modules/README"}

    def page_of(path: str) -> str | None:
        return pages.get(path, "") if path.endswith(".md") else None

    return Surroundings(
        source, "modules/one.md", Origin(Repository("me", "mine"), "docs", is_certain=True), page_of
    )


@pytest.mark.parametrize(
    ("written", "option"),
    [
        ("../files/a%20b.png", ("file", "../files/a b.png")),
        ("/files/a b.png", ("file", "../files/a b.png")),
        ("../files/a%20b.png?raw=true", ("file", "../files/a b.png")),
        ("../files/100%25%20(1).pdf", ("file", "../files/100% (1).pdf")),
        ("gone%20now.png", ("file", "gone now.png")),
        ("../../outside.png", ("file", "../../outside.png")),
        ("https://example.org/a.png", ("url", "https://example.org/a.png")),
        ("www.example.org", ("url", "https://www.example.org")),
        ("two.md#place", None),
        ("../secret.md", None),
        ("../files", None),
        ("#place", None),
        ("mailto:someone@example.org", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_target_is_a_file_an_address_or_neither(
    around: Surroundings, written: str, option: tuple[str, str] | None
) -> None:
    assert around.option_of(Target(written, 1)) == option


MINE = "https://github.com/me/mine"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[a]({MINE}/blob/main/docs/files/a%20b.png)", "[a](<../files/a b.png>)"),
        (f"![a]({MINE}/raw/x/y/docs/files/a%20b.png)", "![a](<../files/a b.png>)"),
        (f"[a]({MINE}/blob/main/docs/modules/two.md#b)", "[a](two.md#b)"),
        (f"[a]({MINE}/tree/main/docs/modules)", "[a](README.md)"),
        (f"[a]({MINE}/blob/main/docs/x.html)", ""),
        (f"[a]({MINE}/blob/main/docs/secret.md)", ""),
        (f"[a]({MINE}/blob/main/docs/gone.png)", ""),
        (f"[a]({MINE}/blob/main/docs/link.png)", ""),
        ("[a](https://github.com/you/yours/blob/main/docs/files/a%20b.png)", ""),
        ("[a](../files/)", f"[a]({MINE}/tree/HEAD/docs/files)"),
        ("[a](../modules/)", "[a](README.md)"),
        ("[a](../files/a%20b.png?raw=true)", "[a](<../files/a b.png>)"),
        ("[a](../files/a%20b.png)", ""),
        ("[a](../files/a b.png)", "[a](<../files/a b.png>)"),
        ("[a](two.md) [b](gone.md) [c](#d)", ""),
        ("`[a](../files/)`", ""),
    ],
)
def test_links_lead_as_on_github(around: Surroundings, before: str, after: str) -> None:
    assert around.with_near_addresses(before) == (after or before)


def test_the_repository_with_the_files_is_the_owners(around: Surroundings) -> None:
    around.origin = Origin()
    mine = f"[a]({MINE}/blob/main/docs/files/a%20b.png) [b]({MINE}/blob/main/docs/modules/two.md)"
    other = "[c](https://github.com/you/yours/blob/main/docs/gone.png) [d](../files/)"
    assert around.with_near_addresses(f"{mine} {other}") == (
        f"[a](<../files/a b.png>) [b](two.md) {other}"
    )


# -- HTML


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p align="center">\n  One *two* &amp; <b>three</b>\n</p>', "<p>One *two* &amp; <b>three</b></p>"),
        ('<h2 align="center">Me</h2>\n', "<h2>Me</h2>"),
        ('<div><p><img src="a.png"></p>words</div>', '<p><img src="a.png"></p>\n<p>words</p>'),
        ("<div>\n\n# One\n\n</div>\n\n</div>", "<h1>One</h1>"),
        ("<p><!-- mine -->One</p>", "<p>One</p>"),
        ('A <a href="b c">b *d*</a><br>e', '<p>A <a href="b%20c">b <em>d</em></a><br />\ne</p>'),
        ('<a name="x"></a> <a href="y">', '<p><a name="x"></a> <a href="y"></p>'),
        ('B <a href="javascript:x">c</a>', '<p>B <a href="javascript:x">c</a></p>'),
        ('**<a href="x">b** c</a>', '<p><strong><a href="x">b</strong> c</a></p>'),
        ('<a href="x">b [c](d)</a>', '<p><a href="x">b <a href="d">c</a></a></p>'),
        ('[b <a href="x">c</a>](d)', '<p><a href="d">b <a href="x">c</a></a></p>'),
        ('<a href="x">a <a href="y">**b**</a>', '<p><a href="x">a <a href="y"><strong>b</strong></a></p>'),
        ("<table><tr><td>x</td></tr></table>", "<table><tr><td>x</td></tr></table>"),
        ("<details>\n\nx\n\n</details>", "<details>\n<p>x</p>\n</details>"),
        ("- <p>x</p>", "<ul>\n<li>\n<p>x</p>\n</li>\n</ul>"),
    ],
)  # fmt: skip
def test_simple_html_is_markdown(before: str, after: str) -> None:
    parser = MarkdownIt()
    add_html_rules(parser)
    assert parser.render(before).strip() == after


# -- headings and the menu


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("## A\n#### B\n### C\n# D\n", "h1 A, h2 B, h2 C, h1 D"),
        ("# A\n# B\n", "h1 A, h1 B"),
        ("words\n# A\n", "h1 A"),
        ("words\n", "h1 Title"),
        ("- # A\n", "h1 Title, h1 A"),
        ("~~~{evidence} It\n~~~\n## A\n# B\n", "h1 Title, h2 A, h2 B"),
        ("", "h1 Title"),
    ],
)
def test_headings_have_levels_that_follow(text: str, levels: str) -> None:
    parser = MarkdownIt()
    parser.core.ruler.after("block", "places", OriginalPlaces(range(1, 9), (), "Title"))
    found = re.findall(r"<(h\d)>(.*?)<", parser.render(text))
    assert ", ".join(map(" ".join, found)) == levels


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("---\n\na\n\n---\n\n***\n\nb\n\n---\n", ["a", "<hr />", "b"]),
        ("a\n\n---\n# b\n---\nc\n", ["a", "<hr />", "b", "c"]),
        ("- a\n\n  ---\n\n  b\n", ["a", "b"]),
    ],
)
def test_a_line_across_the_page_separates_something(text: str, shown: list[str]) -> None:
    parser = MarkdownIt()
    parser.core.ruler.after("block", "places", OriginalPlaces(range(1, 19), (), ""))
    assert re.findall(r"<hr />|\b[abc]\b", parser.render(text)) == shown
    assert "<hr" not in parser.render(text)  # the same, in what a directive holds


def test_a_page_is_below_the_page_of_its_folder() -> None:
    heads = {"": "index", "b": "b/README", "b/c": "b/c/index"}
    pages = [
        *heads.values(), "a", "b/x", "b/c/y 10", "b/c/y 9", "d/z", "b/e/f",
    ]  # fmt: skip
    below = {page: pages_below(page, pages, heads) for page in pages}
    assert {page: under for page, under in below.items() if under} == {
        "index": ["a", "b/README", "d/z"],
        "b/README": ["b/c/index", "b/e/f", "b/x"],
        "b/c/index": ["b/c/y 9", "b/c/y 10"],
    }


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("business-communication.md", "Business communication"),
        ("a/my_first page.md", "My first page"),
        ("modules/README.md", "Modules"),
        ("README.md", ""),
    ],
)
def test_a_page_without_a_title_is_called_like_its_file(path: str, title: str) -> None:
    assert title_of_file(path) == title


HTML = ["<a href='x'>", "</a>", "<p>", "</p>", "<h2>", "</h2>", "<br>", "<img src=y>", "<b>", "<table>",
        "<!--", "-->", "**", "*", "[", "](z)", "`", "\n", "\n\n", "- ", "> ", "# ", "words", "<", "&lt;", "\\"]  # fmt: skip


@given(st.lists(st.sampled_from(HTML), max_size=14).map("".join))
def test_any_html_leaves_tokens_that_nest(text: str) -> None:
    parser = MarkdownIt()
    add_html_rules(parser)
    parser.core.ruler.after("block", "places", OriginalPlaces([1] * 99, (), "Title"))
    for token in parser.parse(text):
        SyntaxTreeNode(token.children or [])
    SyntaxTreeNode(parser.parse(text))
