"""Is this in this output? What is private, for others, conditional or excluded."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from project import picture
from sphinx_portfolio.reading.access import may_read
from sphinx_portfolio.reading.front_matter import front_matter, is_no, words_of
from sphinx_portfolio.reading.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project, Result

#: Every builder that writes what a page says; our own exports, too.
BUILDERS = (
    "html", "dirhtml", "singlehtml", "epub", "text", "latex", "xml", "pseudoxml", "json", "man",
    "texinfo", "gettext", "portfolio-needs", "portfolio-jsonresume",
)  # fmt: skip

SECRET = "zanzibar"
#: What an e-book wants to know.
BOOK: dict[str, object] = {"copyright": "Your Name", "version": "1"}
HOME = "# Home\n\n```{toctree}\n:glob:\n*\n```\n"
LISTINGS = "\n".join(
    f"```{{{name}}}\n{options}```\n"
    for name, options in {
        "evidence-gallery": "", "evidence-table": "", "reflection-list": "", "skills-matrix": "",
        "portfolio-timeline": "", "portfolio-summary": "",
        "evidence-checklist": ":on: 2025-06-01\n", "follow-ups": ":on: 2025-06-01\n",
    }.items()
)  # fmt: skip


def secret_item(option: str, name: str = "hush") -> str:
    """An item that gives itself away wherever it is."""
    option = f"{option}\n" if option else ""
    return f"""
````{{evidence}} The {SECRET} course
:name: {name}
:issuer: {SECRET} College
:skills: {SECRET} skill
:file: {SECRET}.png
:alt: {SECRET}
:credential-id: {SECRET}
:url: https://{SECRET}.example.org
{option}
About {SECRET}.

```{{evidence}} Inner {SECRET}
:file: {SECRET}.txt
```
````

````{{star-reflection}} Thoughts of {SECRET}
{option}:evidence: {name}

**Situation:** {SECRET}

**Task:** {SECRET}

**Action:** {SECRET}

**Result:** {SECRET}

**Next steps:** {SECRET}
````
"""


def tree_of(secret_page: str, links: str = "") -> dict[str, str | bytes]:
    """A portfolio with an open item, all listings, and a page that holds something secret."""
    return {
        "index.md": HOME,
        "open.md": "# Page\n\n```{evidence} An open course\n:name: open\n:skills: talking\n```\n\n"
        "```{star-reflection} Open thoughts\n:evidence: open, hush\n\n**Situation:** s\n\n"
        "**Task:** t\n\n**Action:** a\n\n**Result:** r\n```\n\n" + links,
        "all.md": f"# All\n\n{LISTINGS}",
        "some.md": secret_page,
        f"{SECRET}.png": picture(),
        f"{SECRET}.txt": SECRET,
    }


def traces(folder: Path, word: str = SECRET) -> list[str]:
    """Files whose name or content has a word; doctrees are nobody else's."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and (
            word in str(path.relative_to(folder)).lower()
            or word.encode() in path.read_bytes().lower()
        )
    ]


LINKS = (
    "[](#hush) [my words](#hush) {evidence}`hush` {evidence}`own words <hush>` {any}`hush` "
    "{numref}`hush`\n"
)


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize(
    ("page", "links"),
    [
        ("# Some\n" + secret_item(":private:"), LINKS),
        ("# Some\n" + secret_item(":audience: assessor"), LINKS),
        ("# Some\n" + secret_item(":privat: yes"), ""),
        (f"---\nprivate: true\n---\n# {SECRET}\n" + secret_item(""), LINKS + "[](some.md)\n"),
        (f"---\naudience: [assessor, me]\n---\n# {SECRET}\n" + secret_item(""), LINKS),
    ],
    ids=["private", "audience", "misspelt", "private-page", "audience-page"],
)
def test_a_secret_is_in_no_byte_of_any_output(
    project: Callable[..., Project], builder: str, page: str, links: str
) -> None:
    result = project(tree_of(page, links), **BOOK).build(builder)
    assert traces(result.outdir) == []
    if "privat:" not in page:
        assert result.warnings == []


def test_what_was_private_goes_when_it_becomes_so(project: Callable[..., Project]) -> None:
    tree = project(tree_of("# Some\n" + secret_item("")))
    for builder in ("html", "text", "epub"):
        assert traces(tree.build(builder).outdir)
    tree.write("some.md", "# Some\n" + secret_item(":private:"))
    for builder in ("html", "text"):
        assert traces(tree.build(builder).outdir) == []
    tree.write("some.md", "# Some\n" + secret_item(""))
    assert traces(tree.build().outdir)
    tree.write("some.md", f"---\nprivate: yes\n---\n# {SECRET}\n" + secret_item(""))
    for builder in ("html", "text"):
        assert traces(tree.build(builder).outdir) == []


def test_links_to_what_is_private_keep_their_words(project: Callable[..., Project]) -> None:
    links = (
        LINKS + "{reflection}`thoughts-of-zanzibar`\n\n[](some.md) {doc}`some` {doc}`it <some>`\n"
    )
    tree = project(tree_of("# Some\n" + secret_item(":private:"), LINKS))
    text = tree.build("text").text("open.txt").replace("*", "")
    assert "evidence my words evidence own words evidence evidence" in text
    tree = project(tree_of("---\nprivate: on\n---\n# S\n" + secret_item(""), links))
    result = tree.build()
    assert result.warnings == []
    body = " ".join(result.body("open.html").get_text(" ").split())
    assert "evidence my words evidence own words evidence evidence reflection page page it" in body
    assert not [a for a in result.body("open.html").find_all("a") if "some" in str(a.get("href"))]


def test_every_kind_of_link_to_a_private_page_keeps_its_words(
    project: Callable[..., Project],
) -> None:
    links = (
        "[](sub/zanzibar.md) [a](./sub/zanzibar.md#top) [b](sub/zanzibar) [c](/sub/zanzibar.md) "
        "{doc}`sub/zanzibar` {doc}`d </sub/zanzibar>` {any}`sub/zanzibar` {ref}`inside` "
        "[e](path:sub/zanzibar.md) <project:sub/zanzibar.md> {download}`sub/zanzibar.md` "
        "{download}`f <sub/zanzibar.md>` [](#inside)"
    )
    table = "```{evidence-table}\n:evidence: zanzibar-course\n```\n"
    tree = project(
        {
            "index.md": f"# H\n\n```{{toctree}}\nsub/zanzibar\n```\n\n{links}\n\n{table}\n"
            "```{include} sub/zanzibar.md\n```\n",
            "sub/zanzibar.md": "---\nprivate: true\n---\n(inside)=\n# Zanzibar\n\n"
            "```{evidence} Zanzibar course\n```\n",
        },
        html_copy_source=False,
    )
    result = tree.build()
    assert result.warnings == []
    assert traces(result.outdir) == []
    words = " ".join(result.body("index.html").get_text(" ").split())
    assert "page a b c page d page page e page page f page" in words
    assert "There is nothing to show here yet." in words


def test_a_private_page_silences_no_other_build(project: Callable[..., Project]) -> None:
    home = "# H\n\n```{toctree}\nsome\n```\n"
    private = project({"index.md": home, "some.md": "---\nprivate: true\n---\n# S\n"})
    assert private.build().warnings == []
    [warning] = project({"index.md": home}).build().warnings
    assert "toctree contains reference to nonexisting document 'some'" in warning


def test_a_title_does_not_name_what_is_private(project: Callable[..., Project]) -> None:
    page = (
        "# P\n\n:::{evidence} More about {evidence}`zanzibar-course` and [](#zanzibar-course)\n:name: more\n:::\n\n"
        "```{evidence} Zanzibar course\n:private:\n```\n\n```{evidence-table}\n```\n"
    )
    result = project({"index.md": page}, html_copy_source=False).build()
    assert traces(result.outdir) == []
    assert "More about evidence and evidence" in result.text("portfolio.json")


def test_an_audience_sees_what_is_for_it(project: Callable[..., Project]) -> None:
    page = "# Some\n\n" + "\n".join(
        f"```{{evidence}} For {who or 'all'}\n{f':audience: {who}' if who else ''}\n```\n"
        for who in ("", "assessor", "public", "Assessor, employer")
    )
    tree = project({"index.md": page})

    def seen(*audience: str) -> set[str]:
        out = "-".join(audience) or "usual"
        given = list(audience) or ["public"]
        result = tree.build("text", out=out, portfolio_audience=given)
        assert result.warnings == []
        return {line[5:] for line in result.text("index.txt").split("Artefact ") if "For" in line}

    def titles(*audience: str) -> int:
        return len(seen(*audience))

    assert titles() == titles("public") == 2
    assert titles("assessor") == 3
    assert titles("employer") == 2
    assert titles("public", "assessor") == 4


@pytest.mark.parametrize(
    ("readers", "private", "audience", "allowed"),
    [
        (["public"], False, [], True),
        (["public"], True, [], False),
        (["public"], True, ["public"], False),
        (["public"], False, ["assessor"], False),
        (["Public"], False, ["PUBLIC", "x"], True),
        ([], False, [], True),
        ([], False, ["public"], False),
    ],
)
def test_who_may_read(
    readers: list[str], private: bool, audience: list[str], allowed: bool
) -> None:
    assert may_read(readers, private=private, audience=audience) is allowed


@pytest.mark.parametrize(
    "options",
    [
        ":private:", ":private: yes", ":Private: true", ":private: ja", ":privat:", ":privte: yes",
        "private: true", "Audience = me", ":audience:", ":audiance: assessor", ":audience: asessor",
        ":private: no\n:private: yes", "---\nprivate: true\n---", ":audience:\n- assessor\n- me",
        ":PRIVATE:", ":name: x\n:private:",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_reflection", [False, True])
def test_in_doubt_it_is_left_out(
    project: Callable[..., Project], options: str, is_reflection: bool
) -> None:
    name = "star-reflection" if is_reflection else "evidence"
    page = f"# P\n\n```{{{name}}} {SECRET}\n{options}\n\nAbout {SECRET}.\n```\n"
    assert traces(project({"index.md": page}).build().outdir) == []


@pytest.mark.parametrize(
    "option",
    ["since", "audio", "price", "evidence", "public", "primary", "place", "audited", "prize"],
)
def test_another_word_hides_nothing(project: Callable[..., Project], option: str) -> None:
    result = project(
        {"index.md": f"# P\n\n```{{evidence}} {SECRET}\n:{option}: 2024\n```\n"}
    ).build()
    assert traces(result.outdir)
    assert "unclear_access" not in "".join(result.warnings)


@pytest.mark.parametrize("options", [":private: no", ":private: false", ":audience: public"])
def test_what_is_said_to_be_open_is_shown(project: Callable[..., Project], options: str) -> None:
    result = project({"index.md": f"# P\n\n```{{evidence}} {SECRET}\n{options}\n```\n"}).build()
    assert result.warnings == []
    assert traces(result.outdir)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("s.md", "---\nprivate: true\n---\n# zanzibar\n"),
        ("s.md", "\ufeff---\r\nPrivate: Yes\r\n---\r\n# zanzibar\r\n"),
        ("s.md", "---\ntitle: a: b: c\nprivate: true\n---\n# zanzibar\n"),
        ("s.md", "---\nprivate:\n---\n# zanzibar\n"),
        ("s.rst", ":private: yes\n\nzanzibar\n========\n"),
        ("s.rst", ":author: Your Name\n:private:\n\nzanzibar\n========\n"),
        ("some folder/s [1].md", "---\nprivate: true\n---\n# zanzibar\n"),
    ],
)
def test_a_page_says_at_its_top_that_it_is_private(
    project: Callable[..., Project], name: str, text: str
) -> None:
    contents = f"# H\n\n```{{toctree}}\n{name.rpartition('.')[0]}\n```\n"
    files: dict[str, str | bytes] = {"index.md": contents, name: text.encode()}
    result = project(files, source_suffix={".md": "markdown", ".rst": "restructuredtext"}).build()
    assert result.warnings == []
    assert traces(result.outdir) == []
    assert not list(result.outdir.rglob("s*.html")) or not (result.outdir / "s.html").exists()


@pytest.mark.parametrize(
    ("text", "suffix", "entries"),
    [
        ("# No\n", ".md", {}),
        ("---\na: 1\nB: [x, y]\n---\n", ".md", {"a": 1, "b": ["x", "y"]}),
        ("---\na: b: c\nprivate: yes\n---\n", ".md", {"a": "b: c", "private": "yes"}),
        ("---\n- a\n---\n", ".md", {}),
        (":a: 1\n:B: two\n\nTitle\n", ".rst", {"a": "1", "b": "two"}),
        ("Title\n=====\n\n:a: 1\n", ".rst", {}),
        (
            '{"cells": [{"source": ["---\\n", "private: true\\n", "---\\n"]}]}',
            ".ipynb",
            {"private": True},
        ),
        ('{"metadata": {"private": true}, "cells": []}', ".ipynb", {}),
        ("{", ".ipynb", {}),
    ],
)
def test_front_matter(text: str, suffix: str, entries: dict[str, object]) -> None:
    assert front_matter(text, suffix) == entries


def test_words_of_a_value() -> None:
    assert words_of("a, b") == words_of(["a", " b "]) == ("a", "b")
    assert words_of("") == ()
    assert all(map(is_no, ("no", False, "FALSE", 0, "off")))
    assert not any(map(is_no, ("yes", True, "", None, "x", 1)))


def test_what_lines_hold_is_told_without_parsing() -> None:
    page = """
(my-place)=
## Heading
```{evidence} A *fine* course
:issuer: x
:name: Fine
```
> ````{star-reflection} Thoughts
> ````
:::{evidence}
:::
.. evidence:: Other
   :name: other-one
.. _there:
"""
    assert list(dict.fromkeys(outline(page.split("\n")))) == [
        ("target", "my-place"),
        ("evidence", "a-fine-star-course"), ("evidence", "a-fine-course"), ("evidence", "fine"), ("reflection", "thoughts"),
        ("evidence", "other"), ("evidence", "other-one"), ("target", "there"),
    ]  # fmt: skip


# -- only and ifconfig


def conditional(directive: str, condition: str, name: str = "hush") -> str:
    item = secret_item("", name).replace("About", f"(hold)=\n## {SECRET}\n\nAbout")
    return f"# Some\n\n``````{{{directive}}} {condition}\n{item}\n``````\n"


# The builder for JSON publishes the environment, too, which is Sphinx's own.
@pytest.mark.parametrize("builder", [one for one in BUILDERS[:11] if one != "json"])
@pytest.mark.parametrize(
    ("directive", "condition"),
    [("only", "nothing"), ("only", "not html and not latex and nothing"), ("ifconfig", "1 == 2")],
)
def test_a_block_that_is_left_out_has_no_evidence(
    project: Callable[..., Project], builder: str, directive: str, condition: str
) -> None:
    extensions = ["myst_parser", "sphinx_design", "sphinx_portfolio", "sphinx.ext.ifconfig"]
    page = conditional(directive, condition).replace("(hold)=\n## zanzibar\n", "")
    tree = project(tree_of(page, LINKS), extensions=extensions, html_copy_source=False, **BOOK)
    result = tree.build(builder)
    assert traces(result.outdir) == []
    assert result.warnings == []


def test_builders_in_one_folder_do_not_mix(project: Callable[..., Project]) -> None:
    page = conditional("only", "html").replace("(hold)=\n## zanzibar\n", "")
    tree = project(tree_of(page, LINKS), html_copy_source=False)
    for _again in range(2):
        assert traces(tree.build("html").outdir)
        for builder in ("text", "latex", "portfolio-needs"):
            assert traces(tree.build(builder).outdir) == [], builder
        assert "An open course" in tree.build("text").text("all.txt")
    site = json.loads((tree.build("html").outdir / "portfolio.json").read_text())
    assert {one["name"] for one in site["evidence"]} == {"open", "hush", "inner-zanzibar"}


def test_tags_in_one_folder_do_not_mix(project: Callable[..., Project]) -> None:
    page = conditional("only", "draft").replace("(hold)=\n## zanzibar\n", "")
    tree = project(tree_of(page, LINKS), html_copy_source=False)

    def build(builder: str, *tags: str) -> Result:
        return tree.build(builder, tags=tags)

    for builder in ("html", "text"):
        for _again in range(2):
            assert traces(build(builder).outdir) == []
            assert traces(build(builder, "draft").outdir)


# -- pages outside


EXAMPLE = """
```{evidence} An example
:name: example
:skills: sampling
:issuer: Nobody
```

```{star-reflection} About it all
:evidence: example, open

**Situation:** s

**Task:** t

**Action:** a

**Result:** r
```
"""


@pytest.mark.parametrize(
    ("top", "config"),
    [
        ("---\nportfolio: false\n---\n", {}),
        ("", {"portfolio_exclude": ["some"]}),
        ("", {"portfolio_exclude": "so*"}),
        ("", {"portfolio_exclude": ["some.md", "other/**"]}),
    ],
)
def test_a_page_may_be_no_part_of_the_portfolio(
    project: Callable[..., Project], top: str, config: dict[str, object]
) -> None:
    links = "[](#example) {evidence}`example` {reflection}`about-it-all` [](some.md)\n"
    tree = project(tree_of(f"{top}# Some\n{EXAMPLE}", links), **config)
    tree.write("open.md", (tree.source / "open.md").read_text().replace("open, hush", "open"))
    result = tree.build()
    assert result.warnings == []
    # It is shown where it stands, and knows who cites it.
    article = result.article("some.html", "example")
    assert "About it all" in article.get_text()
    assert article.find("li", class_="pf-skill").find("a") is None  # type: ignore[union-attr]
    assert "About it all" not in result.article("open.html", "open").get_text()
    # Links lead to it.
    hrefs = [str(a["href"]) for a in result.body("open.html").find_all("a")]
    assert hrefs.count("some.html#example") == 2
    assert "some.html#about-it-all" in hrefs
    # Nothing counts it.
    for page in ("all.html", "portfolio-evidence.html", "portfolio-skills.html", "portfolio.json"):
        text = result.text(page)
        assert "An example" not in text
        assert "sampling" not in text.lower()
        assert "About it all" not in text
    assert not [line for line in result.inventory() if "example" in line or "about-it-all" in line]
    for builder, file in (
        ("portfolio-needs", "needs.json"),
        ("portfolio-jsonresume", "resume.json"),
    ):
        assert "An example" not in tree.build(builder).text(file)
    tex = tree.build("latex").text("testportfolio.tex")
    assert "{evidence}{An example}" not in tex  # only as the words of a link
    assert "An open course" in tex


def test_an_example_takes_no_name_from_the_portfolio(project: Callable[..., Project]) -> None:
    item = "```{evidence} First aid\n```\n"
    files = {
        "index.md": HOME + "[](#first-aid)\n",
        "a.md": f"# A\n\n{item}",
        "b.md": f"# B\n\n{item}",
    }
    result = project(files, portfolio_exclude=["a"]).build()
    assert result.warnings == []
    assert result.body("index.html").find("a", href="b.html#first-aid")
    assert json.loads(result.text("portfolio.json"))["evidence"][0]["name"] == "first-aid"


# -- several documents


def test_each_pdf_lists_what_is_in_it(project: Callable[..., Project]) -> None:
    item = "```{evidence} Course %s\n:name: %s\n:file: a.png\n:alt: x\n:skills: talking\n```\n"
    page = (
        "# %s\n\n" + item + LISTINGS + "\n{evidence}`a` {numref}`a` {numref}`b` [](#b) {ref}`top`\n"
    )
    tree = project(
        {
            "index.md": f"(top)=\n{HOME}".replace(":glob:\n*", "a\nb") + item % ("Home", "home"),
            "a.md": page % ("A", "A", "a"),
            "b.md": page % ("B", "B", "b"),
            "c.md": "---\norphan: true\n---\n# C\n\n" + item % ("C", "c"),
            "a.png": picture(),
        },
        latex_documents=[
            ("a", "a.tex", "A", "Your Name", "howto"),
            ("b", "b.tex", "B", "Your Name", "howto"),
            ("index", "all.tex", "All", "Your Name", "manual", True),
        ],
        latex_show_pagerefs=True,
    )
    result = tree.build("latex")
    for name, here, others in (("a", "A", "BC"), ("b", "B", "AC"), ("all", "AB", "C")):
        tex = result.text(f"{name}.tex")
        index = tex.partition(r"\renewcommand{\indexname}")[2]
        for title in here:
            assert f"Course {title}" in index
        for title in [*others, "Home"]:
            assert f"Course {title}" not in index
        labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", tex))
        labels |= set(re.findall(r"\\phantomsection\\label\{([^}]*)\}", tex))
        asked = set(re.findall(r"\\(?:page)?ref\{\\detokenize\{([^}]*)\}\}", tex))
        asked |= set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", tex))
        bare = tex.replace(r"\detokenize{", "")
        asked |= set(re.findall(r"indexpageref\{([^}]*)\}", bare))
        assert {one.replace(r"\_", "_") for one in asked} <= labels, name
    assert "Course B" in result.text("a.tex")  # by its title, without a page
