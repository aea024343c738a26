"""Titles with more than words in them: what people read elsewhere is what the heading says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from project import Project, picture
from test_pdf import needs_tex, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag
    from project import Result

pytestmark = pytest.mark.newest

HOME = "# Home\n\n```{toctree}\nitems\nother\nlists\nmore\n```\n"
OTHER = """
# Other *page*

(a-section)=
## The section

```{evidence} Second thing
:name: second
:skills: public speaking
```

```{glossary}
Portfolio
: What one has to show.
```

```{star-reflection} My thoughts
:name: thoughts

**Situation:** a

**Task:** b

**Action:** c

**Result:** d
```
"""
#: What a title holds in Markdown and in reStructuredText, the words in its heading, and its name.
FORMS: dict[str, tuple[str, str, str, str]] = {
    "link": ("My [*big* course](https://example.org)", "My `big course <https://example.org>`_", "My big course", "my-big-course"),
    "address": ("See <https://example.org/a_b>", "See https://example.org/a_b", "See https://example.org/a_b", "see-https-example-org-a_b"),
    "abbr": ("About {abbr}`HTML (Hypertext)`", "About :abbr:`HTML (Hypertext)`", "About HTML", "about-html"),
    "doc": ("After {doc}`other`", "After :doc:`other`", "After Other page", "after-other"),
    "doc-words": ("After {doc}`it <other>`", "After :doc:`it <other>`", "After it", "after-it"),
    "ref": ("From {ref}`a-section`", "From :ref:`a-section`", "From The section", "from-a-section"),
    "term": ("A {term}`portfolio`", "A :term:`portfolio`", "A portfolio", "a-portfolio"),
    "evidence": ("Like {evidence}`second`", "Like :evidence:`second`", "Like Second thing", "like-second"),
    "reflection": ("On {reflection}`thoughts`", "On :reflection:`thoughts`", "On My thoughts", "on-thoughts"),
    "skill": ("With {skill}`public speaking`", "With :skill:`public speaking`", "With Public speaking", "with-public-speaking"),
    "only-role": ("{evidence}`second`", ":evidence:`second`", "Second thing", "second"),
    "footnote": ("Course[^n] done", "Course [#n]_ done", "Course done", "course-done"),
    "math": ("On {math}`x^2` here", "On :math:`x^2` here", "On x^2 here", "on-x-2-here"),
    "kbd": ("Press {kbd}`Ctrl+C`", "Press :kbd:`Ctrl+C`", "Press Ctrl+C", "press-ctrl-plus-c"),
    "sub": ("H{sub}`2`O", r"H\ :sub:`2`\ O", "H2O", "h2o"),
    "code": ("Of `a_b`", "Of ``a_b``", "Of a_b", "of-a_b"),
    "image": ("With ![dot](dot.png) in", "With |dot| in", "With dot in", "with-dot-in"),
    "emoji": ("Party 🎉", "Party 🎉", "Party 🎉", "party"),
    "only-emoji": ("🎉", "🎉", "🎉", "artefact"),
    "quotes": ("\"Yes\" it's -- so", "\"Yes\" it's -- so", "“Yes” it’s – so", "yes-it-s-so"),
    "strong": ("**Bold** _and_ `code`", "**Bold** *and* ``code``", "Bold and code", "bold-and-code"),
    "guilabel": ("Click {guilabel}`&Save`", "Click :guilabel:`&Save`", "Click Save", "click-save"),
    "entity": ("A &amp; B &copy;", "A & B ©", "A & B ©", "a-b"),
    "download": ("Get {download}`it <dot.png>`", "Get :download:`it <dot.png>`", "Get it", "get-it"),
    "command": ("Run {command}`make`", "Run :command:`make`", "Run make", "run-make"),
    "menu": ("Use {menuselection}`A --> B`", "Use :menuselection:`A --> B`", "Use A ‣ B", "use-a-b"),
}  # fmt: skip
#: What only Markdown has.
MARKDOWN: dict[str, tuple[str, str, str]] = {
    "bare-link": ("More of [](other.md)", "More of Other page", "more-of-other"),
    "bare-anchor": ("More of [](#a-section)", "More of The section", "more-of-a-section"),
    "bare-item": ("More of [](#second)", "More of Second thing", "more-of-second"),
    "autolink": ("More of <project:#second>", "More of Second thing", "evidence-more-of-second"),
    "comment": ("Seen <!-- not --> words", "Seen words", "seen-words"),
    "break": ("One<br>two", "One two", "one-two"),
    "html": ("H<sub>2</sub>O <b>now</b>", "H2O now", "h2o-now"),
    "no-tag": ("Seen <course> words", "Seen <course> words", "seen-course-words"),
    "value": ("By {{ who }} now", "By Nobody now", "by-nobody-now"),
    "value-markup": ("By {{ rich }}", "By big site", "by-big-site"),
    "attributes": ("A [span]{.x} here", "A span here", "a-span-here"),
    "image-only": ("![dot](dot.png)", "dot", "dot"),
    "image-bare": ("![](dot.png)", "Artefact", "evidence-artefact"),
    "note-only": ("[^n]", "Artefact", "evidence-artefact-2"),
}
NOTE = "\n[^n]: Words of the note.\n"


def markdown() -> dict[str, tuple[str, str, str]]:
    return {
        **{key: (md, words, name) for key, (md, _rst, words, name) in FORMS.items()},
        **MARKDOWN,
    }


def rest() -> dict[str, tuple[str, str, str]]:
    return {key: (rst, words, name) for key, (_md, rst, words, name) in FORMS.items()}


def source(syntax: str) -> dict[str, str | bytes]:
    """A page of items, each with a picture, and pages with listings of them."""
    if syntax == "md":
        items = "".join(
            f":::{{evidence}} {title}\n:issuer: {key}\n:file: dot.png\n:alt: x\n:::\n\n"
            for key, (title, _words, _name) in markdown().items()
        )
        page: dict[str, str | bytes] = {"items.md": f"# Items\n\n{items}{NOTE}"}
    else:
        items = "".join(
            f".. evidence:: {title}\n   :issuer: {key}\n   :file: dot.png\n   :alt: x\n\n"
            for key, (title, _words, _name) in rest().items()
        )
        tail = ".. [#n] Words of the note.\n\n.. |dot| image:: dot.png\n   :alt: dot\n"
        page = {"items.rst": f"Items\n=====\n\n{items}{tail}"}
    lists = "# Lists\n\n```{evidence-gallery}\n:page: items\n:limit: all\n```\n"
    return {
        **page,
        "index.md": HOME.replace("more\n", ""),
        "other.md": OTHER,
        "lists.md": lists,
        "dot.png": picture(),
    }


CONFIG: dict[str, object] = {
    "myst_enable_extensions": ["attrs_inline", "colon_fence", "deflist", "substitution"],
    "myst_substitutions": {"who": "Nobody", "rich": "*big* [site](https://example.org)"},
    "latex_documents": [("index", "p.tex", "Title", "Author", "manual")],
}


def built(project: Callable[..., Project], syntax: str) -> tuple[Result, Project]:
    tree = project(source(syntax), **CONFIG)
    names = {entry["issuer"]: entry["name"] for entry in entries(tree.build())}
    links = "\n\n".join(f"[](#{name}) {{numref}}`{name}`" for name in names.values())
    tree.write("more.md", f"# More\n\n{links}\n")
    tree.write("index.md", HOME)
    return tree.build(), tree


def entries(result: Result) -> list[dict[str, str]]:
    data = json.loads((result.outdir / "portfolio.json").read_text("utf-8"))
    return [entry for entry in data["evidence"] if entry["address"].startswith("items")]


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_everybody_reads_the_words_of_the_heading(
    project: Callable[..., Project], syntax: str
) -> None:
    forms = markdown() if syntax == "md" else rest()
    result, _tree = built(project, syntax)
    assert result.warnings == []
    found = {entry["issuer"]: entry for entry in entries(result)}
    assert {key: entry["title"] for key, entry in found.items()} == {
        key: words for key, (_title, words, _name) in forms.items()
    }
    page = result.soup("items.html")
    cards = [text(card) for card in result.soup("lists.html").select(".pf-card-title")]
    index = [
        text(link) for link in result.soup("portfolio-evidence.html").select("article a, li a")
    ]
    links = [text(link) for link in result.soup("more.html").select(".body a.internal")]
    for key, (_title, words, _name) in forms.items():
        anchor = found[key]["address"].partition("#")[2]
        article = result.article("items.html", anchor)
        heading = article.select_one(".pf-title")
        assert heading is not None
        assert not heading.select("a a")
        for mark in heading.select(".headerlink, .footnote-reference, a.brackets"):
            mark.decompose()
        for image in heading.select("img"):
            image.replace_with(str(image.get("alt", "")))
        for odd in heading.select("course"):  # nothing of which a browser shows
            odd.insert(0, "<course>")
        for line in heading.select("br"):
            line.replace_with(" ")
        shown = text(heading).replace(r"\(", "").replace(r"\)", "")
        assert shown == words, key
        caption = article.select_one("figcaption .caption-text")
        assert text(caption) == f"{words}, {key}", key
        assert words in cards, key
        assert words in index, key
        assert words in links, key
        assert page.find(id=anchor) is not None
    anchors = {key: entry["address"].partition("#")[2] for key, entry in found.items()}
    assert anchors == {key: quote(name) for key, (_title, _words, name) in forms.items()}


@pytest.fixture(scope="module")
def chapters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """A book with the titles of both syntaxes: the bookmarks of each chapter."""
    pages = {
        **source("md"),
        "rest.rst": str(source("rst")["items.rst"]).replace("Items", "Rest ", 1),
    }
    pages["index.md"] = HOME.replace("other\n", "rest\nother\nlists-of-rest\n")
    pages["lists-of-rest.md"] = str(pages["lists.md"]).replace(":page: items", ":page: rest")
    tree = Project(tmp_path_factory.mktemp("book"), {**pages, "more.md": "# More\n"}, CONFIG)
    result = tree.build("latex")
    assert [line for line in result.warnings if "more" not in line] == []
    pdf, _log = typeset(result.outdir, "p")
    titles: dict[str, set[str]] = {}

    def walk(outline: list, chapter: str = "") -> None:  # type: ignore[type-arg]
        last = ""
        for one in outline:
            if isinstance(one, list):
                walk(one, chapter or last)
            else:
                last = str(one.title)
                titles.setdefault(chapter, set()).add(last)

    walk(pdf.outline)
    return titles


@needs_tex
@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_all_of_them_are_printed(chapters: dict[str, set[str]], syntax: str) -> None:
    titles = chapters["Items" if syntax == "md" else "Rest"]
    forms = markdown() if syntax == "md" else rest()
    wanted = {words for _title, words, _name in forms.values()}
    assert wanted <= titles, wanted - titles


def test_a_title_follows_the_title_that_it_shows(project: Callable[..., Project]) -> None:
    """Wherever that is, and without a page being read again."""
    pages: dict[str, str | bytes] = {
        "index.md": HOME.replace("more", "zoo"),
        "items.md": "# Items\n\n:::{evidence} Like {evidence}`second`, {doc}`zoo` and {ref}`a-list`\n"
        ":file: dot.png\n:alt: x\n:::\n",
        "other.md": OTHER,
        "zoo.md": "# Zoo\n",
        "lists.md": "# Lists\n\n:::{evidence-gallery} All of {doc}`zoo`\n:name: a-list\n:page: items\n:::\n",
        "dot.png": picture(),
    }
    tree = project(pages, **CONFIG)

    def shown() -> tuple[str, str, str]:
        result = tree.build()
        assert result.warnings == []
        return (
            text(result.soup("lists.html").select_one(".pf-card-title")),
            text(result.soup("items.html").select_one("figcaption .caption-text")),
            result.soup("items.html").select_one(".pf-certificate")["alt"],  # type: ignore[index,return-value]
        )

    assert shown() == (*["Like Second thing, Zoo and All of Zoo"] * 2, "x")
    tree.write("other.md", OTHER.replace("Second thing", "Two"))
    assert shown() == (*["Like Two, Zoo and All of Zoo"] * 2, "x")
    tree.write("zoo.md", "# Animals\n")
    assert shown() == (*["Like Two, Animals and All of Animals"] * 2, "x")
    tree.write("items.md", str(pages["items.md"]).replace(":alt: x\n", ""))
    result = tree.build()
    alt = result.soup("items.html").select_one(".pf-certificate")["alt"]  # type: ignore[index]
    assert alt == "Like Two, Animals and All of Animals"


#: What headings of pages may hold beside what titles of items do.
HEADINGS = (
    *(title for title, _words, _name in markdown().values()),
    *("A [file](cv.zip) of mine", "A [picture](dot.png)", "A [![dot](dot.png)](cv.zip)"),
    *("*A* **[file](cv.zip)** and {download}`another <cv.zip>`", "[](cv.zip) x"),
    *('By <a href="cv.zip">HTML</a>', "A [file](none.zip) that is not there"),
)


@pytest.mark.parametrize("plain", [False, True])
def test_headings_may_hold_anything(project: Callable[..., Project], *, plain: bool) -> None:
    """In menus are only their words; each builder writes them."""
    names = [f"page-{number}" for number in range(len(HEADINGS))]
    pages: dict[str, str | bytes] = {
        f"{name}.md": f"# {heading}\n\n## More: {heading}\n\nText.\n\n{NOTE if '[^n]' in heading else ''}"
        for name, heading in zip(names, HEADINGS, strict=True)
    }
    contents = "\n".join(["other", *names])
    home = f"# Home\n\n```{{contents}}\n```\n\n```{{toctree}}\n{contents}\n```\n\n## [CV](cv.zip)\n"
    pages |= {"index.md": home, "other.md": OTHER, "dot.png": picture(), "cv.zip": b"PK"}
    tree = project(pages, **CONFIG, portfolio_plain_markdown=plain, epub_show_urls="no")
    result = tree.build()
    known = re.compile(r"none.zip|'\{\{ \w+ \}\}' is from a template")
    assert [line for line in result.warnings if not known.search(line)] == []
    assert not result.soup("index.html").select(".toctree-wrapper a a")
    links = [text(link) for link in result.soup("index.html").select(".toctree-wrapper a")]
    assert {"A file of mine", "More: A file of mine", "A picture"} <= {*links}
    for builder in ("latex", "epub", "singlehtml", "text"):
        tree.build(builder)
