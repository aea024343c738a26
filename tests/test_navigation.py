"""The menus of furo's pages are furo's, byte for byte, though they are made only once."""

from __future__ import annotations

import json
import random
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx_portfolio import navigation
from sphinx_portfolio.navigation.menu import Menu, Outline, UnknownMenuError, token

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project
    from sphinx.application import Sphinx

furo: Any = import_module("furo")

#: What conf.py has besides: it keeps menus, and what a case adds.
SETUP = """
from test_navigation import keep

def setup(app):
    app.connect("html-page-context", keep, priority=900)
{}
"""
#: The menus that were made without furo, in one process.
made: dict[str, str] = {}


@pytest.fixture(autouse=True)
def _watched(monkeypatch: pytest.MonkeyPatch) -> None:
    written = Menu.written

    def watched(self: Menu, page: str, address: str) -> str:
        made[page] = written(self, page, address)
        return made[page]

    monkeypatch.setattr(Menu, "written", watched)
    made.clear()


def keep(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Write down the menu of a page, furo's own, and whether furo made it; processes share this."""
    folder = Path(app.srcdir).parent / "menus" / app.builder.name
    folder.mkdir(parents=True, exist_ok=True)
    menu = context["furo_navigation_tree"]
    seen = [menu, furo._compute_navigation_tree(context), made.get(page) != menu]
    (folder / quote(page, safe="")).write_text(json.dumps(seen))


class strange(nodes.inline):  # noqa: N801
    """What an extension has in a title."""


def by_furo(tree: Project, builder: str = "html", parallel: int = 1) -> set[str]:
    """Build, compare the menus, and say for which pages furo made them."""
    tree.build(builder, parallel=parallel)
    return compared(tree, builder)


def compared(tree: Project, builder: str) -> set[str]:
    """Make sure that pages got what furo makes; those for which it had to."""
    pages = {unquote(one.name): one for one in (tree.root / "menus" / builder).iterdir()}
    assert pages.keys() >= {"index", "search"}
    slow = set()
    for page, path in pages.items():
        menu, furos, is_slow = json.loads(path.read_text())
        assert menu == furos, page
        if is_slow:
            slow.add(page)
        path.unlink()
    return slow


def contents(*entries: str, **options: object) -> str:
    """A table of contents."""
    lines = [f":{name}: {'' if value is True else value}" for name, value in options.items()]
    return "\n".join(["", "```{toctree}", *lines, "", *entries, "```", ""])


def only(condition: str, *text: str) -> str:
    """What is for some builders only."""
    return "\n".join(["", f"````{{only}} {condition}", *text, "````", ""])


Files = dict[str, str | bytes]
A, B, C = "# A\n", "# B\n", "# C\n"
DEEP: Files = {
    "one/index.md": "# One\n" + contents("two/index", "beside"),
    "one/beside.md": "# Beside\n\n## Section\n\nText.\n",
    "one/two/index.md": "# Two\n" + contents("three"),
    "one/two/three.md": "# Three\n" + contents("/a b"),
    "a b.md": "# Four\n" + contents("q&a", "it's é", "a<b>"),
    "q&a.md": "# Q&A\n",
    "it's é.md": "# It's é\n",
    "a<b>.md": "# a<b>\n",
    "orphan.md": "---\norphan: true\n---\n# Orphan\n",
    "hidden/orphan.md": "# Orphan\n" + contents("below"),
    "hidden/below.md": "# Below\n",
}
TITLES = {
    "words": "*Some* **words** `code` & \\<more>",
    "marks": """ "Quotes" 'single' &amp; &copy; – \\* """,
    "formula": "Area $x^2 < 3$ {math}`y`",
    "raw": 'An <a id="x"></a> <kbd>Esc</kbd> <s>old</s> <b class="current">',
    "picture": "![A picture](picture.png) and words",
    "link": "A [link](index.md) and <https://example.org>",
    "roles": "{kbd}`Ctrl` {abbr}`SQL (a language)` {sub}`2` {octicon}`rocket` {fas}`user` {index}`entry`",
    "script": "日本語 العربية \u200f é",
    "spoof": 'pfnav class="toctree-checkbox" checked="" current-page',
}
CASES: dict[str, Files] = {
    "nested, and pages in none": {"index.md": "# Home\n" + contents("one/index"), **DEEP},
    "captions, numbers, hidden, several": {
        "index.md": "# Home\n"
        + contents("a", caption="First & *second* <b>", numbered=True)
        + contents("b", "c", hidden=True, caption='"Quoted"')
        + contents("a", maxdepth=1, titlesonly=True),
        "a.md": A + contents("d", "e", numbered=True) + "\n## Section\n" + contents("f"),
        "b.md": B + contents("d", hidden=True, maxdepth=1) + "\n## Section\n\n### Deeper\n",
        "c.md": C,
        **{f"{name}.md": f"# {name}\n\n## Section of {name}\n" for name in "def"},
    },
    "pages included twice, and by each other": {
        "index.md": "# Home\n" + contents("a", "b", "a"),
        "a.md": A + contents("b", "c", "a"),
        "b.md": B + contents("c"),
        "c.md": C + contents("c"),
    },
    "itself, other sites, generated pages, other titles": {
        "index.md": "# Home\n"
        + contents("self", "Other <a>", "genindex", "search", "Index <genindex>", "modindex")
        + contents("https://example.org/?a=1&b=2", "Site <https://example.org/a>", "Home <self>"),
        "a.md": A + contents("self", "Up <b>", "b"),
        "b.md": B,
    },
    "glob, reversed": {
        "index.md": "# Home\n" + contents("sub/*", "b", glob=True, reversed=True),
        "sub/a.md": A,
        "sub/c.md": C + contents("../b"),
        "b.md": B,
    },
    "titles": {
        "index.md": "# *Home* & more\n" + contents(*TITLES),
        **{f"{name}.md": f"# {title}\n" + contents("below") for name, title in TITLES.items()},
        "below.md": "# Below\n",
        "picture.png": b"",
    },
    "conditions": {
        "index.md": "# Home\n"
        + only("html", contents("a"))
        + only("latex", contents("b"))
        + contents("c"),
        "a.md": A + contents("d") + only("latex", "## Never", contents("e")) + "\n## S\n",
        "b.md": B + only("html", contents("d")),
        "c.md": C + only("latex", contents("d", "e")) + only("html", contents("f")),
        "d.md": "# D\n" + contents("g"),
        "e.md": "# E\n",
        "f.md": "# F\n" + only("latex", contents("e")),
        "g.md": "# G\n",
    },
    "several titles in a page, no title, depth of a page": {
        "index.md": "# Home\n" + contents("a", "b", "c") + "\n# Second\n" + contents("d"),
        "a.md": "# A\n\n## S\n\n# A2\n" + contents("e"),
        "b.md": "Only words.\n" + contents("e"),
        "c.md": "---\ntocdepth: 1\n---\n# C\n\n## S\n" + contents("e") + "\n### T\n",
        "d.md": "---\ntocdepth: 2\n---\n# D\n\n## S\n\n### T\n" + contents("f"),
        "e.md": "# E\n",
        "f.md": "# F\n",
    },
    "nothing": {"index.md": "# Home\n", "a.md": A},
    "only pages that are not there": {"index.md": "# Home\n" + contents("x"), "a.md": A},
    "a menu of the portfolio, pages for others, and excluded ones": {
        "index.md": "# Home\n" + contents("a", "b", "drafts/c", "portfolio-evidence"),
        "a.md": A + "\n```{evidence} It\n:skills: care\n```\n",
        "b.md": "---\nprivate: true\n---\n# Secret\n",
        "drafts/c.md": C,
    },
}
EXTENSIONS = ["myst_parser", "sphinx_design", "sphinx_portfolio"]
CONFIG: dict[str, object] = {
    "html_theme": "furo",
    "nitpicky": False,
    "myst_enable_extensions": ["dollarmath", "colon_fence"],
}


@pytest.fixture
def made_of(project: Callable[..., Project]) -> Callable[..., Project]:
    """A project that keeps menus; ``setup`` is what its conf.py does besides."""

    def make(files: Files, setup: str = "", **config: object) -> Project:
        tree = project(files, **{**CONFIG, **config})
        conf = (tree.source / "conf.py").read_text("utf-8")
        tree.write("conf.py", conf + SETUP.format(setup))
        return tree

    return make


@pytest.mark.parametrize("case", CASES)
def test_menus_are_as_furo_makes_them(made_of: Callable[..., Project], case: str) -> None:
    tree = made_of(CASES[case], exclude_patterns=["drafts"])
    assert by_furo(tree) == set()
    assert by_furo(tree, "dirhtml", parallel=2) == set()


def a_tree(seed: int) -> Files:
    """Pages in folders, below each other as it comes, with all that a table of contents may have."""
    chance = random.Random(seed)
    folders = ["", "x/", "x/y/", "z/"]
    names = [f"{chance.choice(folders)}p{n}" for n in range(chance.randint(6, 14))]
    below: dict[str, list[str]] = {name: [] for name in ["index", *names]}
    for n, name in enumerate(names):
        # A page is below earlier ones only: Sphinx does not survive a circle.
        above = chance.sample(["index", *names[:n]], k=min(n + 1, chance.choice([0, 1, 1, 1, 2])))
        for one in above:
            below[one].append(f"/{name}")
    below["index"] = below["index"] or [f"/{names[0]}"]
    return {f"{name}.md": _a_page(chance, name, pages) for name, pages in below.items()}


def _a_page(chance: random.Random, name: str, below: list[str]) -> str:
    entries = list(below)
    for one in ("self", "genindex", "search", "https://example.org/x?a=1&b", "Site <https://x.y>"):
        if chance.random() < 0.15:
            entries.insert(chance.randint(0, len(entries)), one)
    cut = chance.randint(0, len(entries))
    blocks = []
    for some in (entries[:cut], entries[cut:]):
        options: dict[str, object] = {
            "hidden": True, "caption": chance.choice(["Some & *words*", '"C" <d>']), "maxdepth": 2,
            "titlesonly": True, "reversed": True, "includehidden": True,
        }  # fmt: skip
        chosen = {key: value for key, value in options.items() if chance.random() < 0.25}
        if name == "index" and chance.random() < 0.3:
            chosen["numbered"] = True
        named = [
            f"Other {chance.choice(list(TITLES))} <{one}>"
            if one.startswith("/") and chance.random() < 0.2
            else one
            for one in some
        ]
        block = contents(*named, **chosen) if some else ""
        if chance.random() < 0.25:
            block = only(chance.choice(["html", "latex"]), "\n## Only\n", block)
        if chance.random() < 0.3:
            block = f"\n## Section\n\n### Deeper\n{block}"
        blocks.append(block)
    title = chance.choice([name, *TITLES.values()])
    if chance.random() < 0.1:
        blocks.append(f"\n# Second {name}\n")
    depth = f"---\ntocdepth: {chance.randint(1, 3)}\n---\n" if chance.random() < 0.15 else ""
    return f"{depth}# {title}\n" + "\n".join(blocks)


@pytest.mark.newest
@pytest.mark.parametrize(
    ("seed", "config"),
    [
        (0, {}),
        (1, {"language": "nl", "html_link_suffix": ".htm?a=1&b"}),
        (2, {"language": "ar", "html_baseurl": "https://example.org/me/", "html_use_index": False}),
    ],
)
def test_any_menu_is_as_furo_makes_it(
    made_of: Callable[..., Project], seed: int, config: dict[str, object]
) -> None:
    tree = made_of(a_tree(seed), **config)
    assert by_furo(tree, parallel=2) == set()
    assert by_furo(tree, "dirhtml") == set()


# -- where furo makes them as ever

SMALL: Files = {
    "index.md": "# Home\n" + contents("a"),
    "a.md": "# A $x$\n" + contents("b"),
    "b.md": B,
}
#: Who writes something in another way: what conf.py does, its values, and what is said.
OTHERS: dict[str, tuple[str, dict[str, object], str]] = {
    "switched off": ("", {"portfolio_fast_navigation": False}, ""),
    "an element": (
        "    from docutils import nodes\n"
        '    def link(self, node): self.body.append(f\'<a href="{node["refuri"]}">\')\n'
        "    def end(self, node): self.body.append('</a>')\n"
        "    app.add_node(nodes.reference, override=True, html=(link, end))\n",
        {},
        "['reference']",
    ),
    "all HTML": (
        "    from sphinx.writers.html5 import HTML5Translator\n"
        "    class Own(HTML5Translator): pass\n"
        "    app.set_translator('html', Own)\n",
        {},
        "its own way",
    ),
    "formulas": (
        "    def formula(self, node): self.body.append(f'<img src=\"{self.builder.imgpath}\">')\n"
        "    app.add_html_math_renderer('own', inline_renderers=(formula, lambda self, node: None))\n",
        {"html_math_renderer": "own"},
        "formula",
    ),
    "the menus of all pages": (
        "    def replace(app, page, template, context, doctree):\n"
        "        make = context['toctree']\n"
        "        context['toctree'] = lambda **asked: make(**asked).replace('A', 'An A')\n"
        "    app.connect('html-page-context', replace, priority=100)\n",
        {},
        "",
    ),
}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said at debug level."""
    lines: list[str] = []
    monkeypatch.setattr(
        navigation._logger, "debug", lambda words, *about: lines.append(words % about)
    )
    return lines


def test_furo_makes_a_menu_once(made_of: Callable[..., Project], said: list[str]) -> None:
    assert by_furo(made_of(SMALL)) == set()
    assert said == []


@pytest.mark.newest
@pytest.mark.parametrize("who", OTHERS)
def test_where_others_have_a_hand_furo_makes_menus(
    made_of: Callable[..., Project], said: list[str], who: str
) -> None:
    setup, config, words = OTHERS[who]
    assert by_furo(made_of(SMALL, setup, **config)) == {"index", "a", "b", "genindex", "search"}
    assert [words in line for line in said] == ([True] if words else [])


@pytest.mark.parametrize("name", ["FURO", "SPHINX"])
def test_versions_that_nobody_compared_are_left_alone(
    made_of: Callable[..., Project], said: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(navigation, name, ("1.0",))
    assert by_furo(made_of(SMALL)) == {"index", "a", "b", "genindex", "search"}
    assert "was not compared" in said[0]


@pytest.mark.newest
@pytest.mark.parametrize(
    ("name", "title", "words"),
    [
        ("a", "Elements <more>", "HTML of its author"),
        ("a", 'Items <li class="current">', "HTML of its author"),
        ("a", "Comments <!-- <li> -->", "HTML of its author"),
        ("a", "{strange}`words`", "strange"),
        ('a"b', "Quoted", "a link to"),
        ("a", "Tokens [pfnavh0e](https://example.org/pfnava0e) {kbd}`pfnavu0e `", "there twice"),
    ],
)
def test_what_was_never_seen_in_a_menu_is_left_to_furo(
    made_of: Callable[..., Project], said: list[str], name: str, title: str, words: str
) -> None:
    files: Files = {"index.md": "# Home\n" + contents(name), f"{name}.md": f"# {title}\n"}
    setup = (
        "    from test_navigation import strange\n"
        "    app.add_node(strange, html=(lambda *_: None, lambda *_: None))\n"
        "    app.add_role('strange', lambda *said: ([strange('', said[2])], []))\n"
    )
    assert by_furo(made_of(files, setup), "dirhtml") == {"index", name, "genindex", "search"}
    assert words in said[0]
    assert len(said) == 1


@pytest.mark.parametrize(
    "html",
    [
        "",
        f'<li class="toctree-l1 {token("l", 0)} new">',
        f'<li class="toctree-l1 {token("l", 0)}"><li class="toctree-l1 {token("l", 0)}">',
        f'<li class="toctree-l1 {token("l", 0)}"><ul class="{token("u", 0)}">',
        f'<li class="toctree-l1 {token("l", 0)}"><b class="toctree-checkbox" id="toctree-checkbox-1">',
    ],
)
def test_html_that_is_not_as_expected_makes_no_menu(html: str) -> None:
    assert Menu(f'<li class="toctree-l1 {token("l", 0)}">', Outline(items=[False]))
    with pytest.raises(UnknownMenuError):
        Menu(html, Outline(items=[False]))


# -- neighbours, and builds after the first


@pytest.mark.newest
def test_the_page_for_wrong_addresses_has_its_own_menu(made_of: Callable[..., Project]) -> None:
    extensions = [*EXTENSIONS, "notfound.extension"]
    assert by_furo(made_of(SMALL, extensions=extensions)) == {"404"}


@pytest.mark.newest
def test_neighbours_may_change_a_menu_after_furo(project: Callable[..., Project]) -> None:
    tree = project(SMALL, **CONFIG)
    conf = (tree.source / "conf.py").read_text("utf-8")
    setup = """
def change(app, page, template, context, doctree):
    context["furo_navigation_tree"] += "<p>More</p>"

def setup(app):
    app.connect("builder-inited", lambda app: app.connect("html-page-context", change), priority=1)
"""
    tree.write("conf.py", conf + setup)
    assert "<p>More</p>" in (tree.build().outdir / "b.html").read_text("utf-8")
    assert made.keys() == {"index", "a", "b", "genindex", "search"}


def test_plain_pages_have_such_a_menu(made_of: Callable[..., Project]) -> None:
    files: Files = {
        "README.md": "# Portfolio\n\n[Two](two/README.md)\n",
        "one/README.md": "# One\n",
        "two/README.md": "# Two & *more*\n\n## Section\n",
        "two/deep.md": "# Deep\n",
    }
    tree = made_of(files, portfolio_plain_markdown=True)
    assert by_furo(tree) == set()
    assert by_furo(tree, "dirhtml") == set()


def test_menus_follow_edits(made_of: Callable[..., Project]) -> None:
    tree = made_of(SMALL)
    assert by_furo(tree) == set()
    tree.write("a.md", "# A new title\n" + contents("c"))
    tree.write("c.md", C)
    assert by_furo(tree) == set()


def test_an_application_may_build_again(made_of: Callable[..., Project]) -> None:
    tree = made_of(SMALL)
    app = SphinxTestApp("html", srcdir=tree.source, builddir=tree.root / "build")
    try:
        app.build()
        tree.write("b.md", "# Another title\n")
        tree.write("index.md", "# Home\n" + contents("a"))
        app.build()
    finally:
        app.cleanup()
    assert compared(tree, "html") == set()
    assert "Another title" in (tree.root / "build" / "html" / "index.html").read_text("utf-8")
