"""The site around the pages: whose it is, what others see of it, and what it never tells."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from project import CONFIG, picture
from sphinx_portfolio.look.accent import accent_of
from sphinx_portfolio.look.fonts import STACKS
from sphinx_portfolio.reading.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project, Result

BASE = "https://example.org/me/"
NEIGHBOURS = ["sphinxext.opengraph", "notfound.extension"]
OWNER = {
    "name": "Thandi Nkosi",
    "headline": "Tester & writer",
    "summary": 'I find what others miss, and say it "kindly".',
}
PAGES: dict[str, str | bytes] = {
    "index.md": """
        # Home

        Welcome to what I did.

        ```{toctree}
        work
        views
        plain
        own
        drafts/old
        ```
        """,
    "work.md": """
        # Work at \\<Acme> & Co

        Words of the page.

        ```{evidence} Meet-up talk
        :kind: certificate
        :file: talk.png
        :alt: A "talk"
        :issuer: Meet-up
        :date: 2025-03-21

        What I said there.
        ```

        ```{evidence} Secret report
        :private:

        Nobody reads this.
        ```

        ```{evidence} For assessors
        :audience: assessor

        Hidden words.
        ```

        ```{star-reflection} What I learned
        :date: 2025-04

        **Situation:** S.

        **Task:** T.

        **Action:** A.

        **Result:** R.
        ```
        """,
    "views.md": """
        # Everything

        ```{evidence-gallery}
        ```
        """,
    "plain.md": "# Plain\n\n```{note}\nNot this.\n```\n\nThe *first* words,\nup to here.\n\nMore.\n",
    "own.md": "---\nmyst:\n  html_meta:\n    description: In my own words.\n---\n# Own\n\nOther words.\n",
    "drafts/old.md": """
        # Old

        What the page says.

        ```{evidence} Old thing

        Words.
        ```
        """,
    "talk.png": picture(900, 600),
}


@pytest.fixture
def site(project: Callable[..., Project]) -> Callable[..., Project]:
    """A portfolio with an owner, an address, and the neighbours that write tags."""

    def make(files: dict[str, str | bytes] = PAGES, **config: Any) -> Project:
        extensions = [*CONFIG["extensions"], *NEIGHBOURS]  # type: ignore[misc]
        owned = {"extensions": extensions, "portfolio_owner": OWNER, "html_theme": "furo"}
        return project(files, **{**owned, "html_baseurl": BASE, **config})

    return make


def tags(result: Result, page: str) -> dict[str, str]:
    """The named tags in the head of a page, each of which stands there once."""
    found: dict[str, str] = {}
    for meta in result.soup(page).find_all("meta"):
        name = meta.get("name") or meta.get("property")
        if name and name != "viewport":
            assert name not in found, name
            found[str(name)] = str(meta["content"])
    return found


def test_search_engines_and_messengers_are_told_what_the_records_know(
    site: Callable[..., Project],
) -> None:
    result = site(portfolio_exclude=["drafts/*"]).build(html_theme="furo")
    assert result.warnings == []
    made = {
        "index": OWNER["summary"],
        "work": "Meet-up talk (Certificate, Meet-up, 21 March 2025); "
        "What I learned (STAR reflection, April 2025)",
        "views": OWNER["headline"],
        "plain": "The first words, up to here.",
        "own": "In my own words.",
        "drafts/old": "What the page says.",
    }
    for page, words in made.items():
        found = tags(result, f"{page}.html")
        assert found["description"] == found["og:description"] == words
        assert found["og:site_name"] == OWNER["name"]
        assert found["og:url"] == f"{BASE}{page}.html"
    work = tags(result, "work.html")
    assert work["og:title"] == "Work at <Acme> & Co"
    assert work["og:image:alt"] == 'A "talk"'
    (copy,) = (result.outdir / "_files").rglob(work["og:image"].rpartition("/")[2])
    assert work["og:image"] == f"{BASE}{copy.relative_to(result.outdir).as_posix()}"
    assert "og:image" not in tags(result, "plain.html")
    assert "Sitemap" not in result.status


def test_what_is_not_for_readers_is_told_to_nobody(site: Callable[..., Project]) -> None:
    tree = site({**PAGES, "secret.md": "---\nprivate: true\n---\n# A secret page\n\nSecret.\n"})
    result = tree.build(html_theme="furo")
    for file in result.outdir.rglob("*"):
        if file.suffix in {".html", ".xml", ".svg"}:
            text = file.read_text("utf-8").lower()
            assert "secret" not in text, file
            assert "for assessors" not in text, file
            assert "hidden words" not in text, file
    shown = tree.build(html_theme="furo", out="other", portfolio_audience="assessor")
    assert "For assessors (Artefact)" in tags(shown, "work.html")["description"]


def test_a_description_is_cut_between_its_entries(site: Callable[..., Project]) -> None:
    many = "\n".join(f"```{{evidence}} Piece of work number {n}\n\nWords.\n```" for n in range(9))
    long = f"```{{evidence}} {'Long words ' * 30}\n\nWords.\n```"
    files: dict[str, str | bytes] = {
        "index.md": f"# Home\n\n{many}\n\n```{{toctree}}\nlong\n```\n",
        "long.md": f"# Long\n\n{long}\n\n{many}\n",
    }
    result = site(files, portfolio_owner={}).build(html_theme="furo")
    said = tags(result, "index.html")["description"]
    assert len(said) <= 200
    assert said.startswith("Piece of work number 0 (Artefact); ")
    assert said.endswith("(Artefact); …")
    said = tags(result, "long.html")["description"]
    assert 150 < len(said) <= 200
    assert said.endswith("words…")


def test_titles_name_the_person(site: Callable[..., Project]) -> None:
    tree = site()
    result = tree.build(html_theme="furo")
    titles = {
        "index": "Thandi Nkosi – Tester & writer",
        "work": "Work at <Acme> & Co – Thandi Nkosi",
        "search": "Search – Thandi Nkosi",
        "genindex": "Index – Thandi Nkosi",
        "portfolio-evidence": "Evidence index – Thandi Nkosi",
        "404": "There is no such page – Thandi Nkosi",
    }
    for page, title in titles.items():
        head = result.soup(f"{page}.html").head
        assert head
        assert head.title
        assert head.title.get_text() == title
    assert not result.soup("plain.html").select(".view-this-page")
    # What the owner says in conf.py stays.
    own = tree.build(
        html_theme="furo", out="own", html_title="My site", html_show_sourcelink=True,
        ogp_site_name="Another", html_favicon="talk.png",
    )  # fmt: skip
    assert "<title>Home – My site" not in own.text("work.html")
    assert " – My site</title>" in own.text("work.html")
    assert own.soup("plain.html").select(".view-this-page")
    assert tags(own, "work.html")["og:site_name"] == "Another"


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "alabaster"])
def test_a_letter_mark_stands_in_the_tab(project: Callable[..., Project], theme: str) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "# P\n",
        "sub/page.md": "---\norphan: 1\n---\n# S\n",
    }
    tree = project(files, html_theme=theme, portfolio_owner=OWNER, portfolio_accent="#7a1f5c")
    result = tree.build(html_theme=theme)
    (link,) = result.soup("sub/page.html").select("link[rel~=icon]")
    assert link["href"] == "../_static/portfolio-icon.svg"
    mark = (result.outdir / "_static/portfolio-icon.svg").read_text("utf-8")
    assert ">TN</text>" in mark
    assert "#7a1f5c" in mark


def test_an_icon_of_the_owner_is_kept(project: Callable[..., Project]) -> None:
    tree = project({"index.md": "# P\n", "mine.png": picture()}, html_favicon="mine.png")
    (link,) = tree.build().soup("index.html").select("link[rel~=icon]")
    assert link["href"] == "_static/mine.png"


def test_a_wrong_address_leads_on(site: Callable[..., Project]) -> None:
    result = site(language="nl").build(html_theme="furo")
    body = result.body("404.html")
    assert body.get_text().strip().startswith("Die pagina bestaat niet")
    ways = [str(link["href"]) for link in body.select("a.internal")]
    assert ways == ["/me/index.html", "/me/portfolio-evidence.html", "/me/search.html"]
    (link,) = result.soup("404.html").select("link[rel~=icon]")
    assert link["href"] == "/me/_static/portfolio-icon.svg"
    assert tags(result, "404.html")["robots"] == "noindex"
    # The owner's own words, or page, come first.
    context = {"title": "Gone", "body": "<h1>Gone</h1>"}
    assert "Gone" in site(notfound_context=context).build(html_theme="furo").text("404.html")


def test_a_sitemap_lists_what_is_there_after_any_edit(site: Callable[..., Project]) -> None:
    def listed(result: Result) -> list[str]:
        tree = ElementTree.fromstring((result.outdir / "sitemap.xml").read_text("utf-8"))
        return [str(found.text) for found in tree.iter() if found.tag.endswith("loc")]

    tree = site({**PAGES, "404.md": "---\norphan: 1\n---\n# My own\n"})
    names = ["drafts/old", "index", "own", "plain", "portfolio-evidence", "views", "work"]
    assert listed(tree.build(html_theme="furo")) == [f"{BASE}{name}.html" for name in names]
    tree.write("plain.md", "# Plain\n\nOther words.\n")  # one page is written, all are listed
    assert len(listed(tree.build(html_theme="furo"))) == len(names)
    assert listed(tree.build("dirhtml", html_theme="furo"))[:2] == [f"{BASE}drafts/old/", BASE]
    # Without an address there is none, and the owner's own is never touched.
    result = tree.build(html_theme="furo", html_baseurl="")
    assert not (result.outdir / "sitemap.xml").exists()
    tree.write("extra/sitemap.xml", "<mine/>")
    result = tree.build(html_theme="furo", html_extra_path=["extra"])
    assert result.text("sitemap.xml") == "<mine/>"


def test_the_credit_is_quiet_and_can_go(project: Callable[..., Project]) -> None:
    def foot(**config: object) -> str:
        tree = project({"index.md": "# P\n"}, html_theme="furo", **config)
        (found,) = tree.build(html_theme="furo").soup("index.html").select(".left-details")
        return " ".join(found.get_text().split())

    assert foot(copyright="2025, Me").endswith(
        "2025, Me Made with sphinx-portfolio · Sphinx · Furo"
    )
    assert foot(copyright="2025, Me", portfolio_credit=False) == "Copyright © 2025, Me"
    assert foot(copyright="2025, Me", html_show_sphinx=False) == "Copyright © 2025, Me"
    assert foot(html_show_copyright=False, portfolio_credit=False) == ""
    assert foot(portfolio_credit=False) == ""  # no sign of a right that nobody claims
    assert "Last updated on 2025" in foot(html_last_updated_fmt="2025")
    tree = project({"index.md": "# P\n"}, html_theme="alabaster", portfolio_credit=False)
    assert "Powered by" not in tree.build(html_theme="alabaster").text("index.html")


def test_pages_that_are_no_html_are_left_to_themselves(site: Callable[..., Project]) -> None:
    result = site().build("json")
    page = json.loads((result.outdir / "work.fjson").read_text("utf-8"))
    assert "favicon_url" not in page
    assert page["meta"]["og:description"].startswith("Meet-up talk")


# -- one colour, one font


def test_one_colour_is_that_of_furo_and_of_ours(project: Callable[..., Project]) -> None:
    accent = accent_of("#7a1f5c")
    tree = project({"index.md": "# P\n"}, html_theme="furo", portfolio_accent="#7a1f5c")
    page = tree.build(html_theme="furo").text("index.html")
    for name in ("pf-accent", "color-brand-primary", "color-brand-content", "color-brand-visited"):
        assert re.findall(rf"--{name}: (\S+);", page) == [
            str(accent.light),
            *[str(accent.dark)] * 2,
        ]
    # What the owner gives to furo stays, and ours follows the accent all the same.
    own = {"light_css_variables": {"color-brand-content": "#123456"}}
    page = tree.build(html_theme="furo", out="own", html_theme_options=own).text("index.html")
    assert re.findall(r"--color-brand-\w+: (\S+);", page)[0] == "#123456"
    assert page.count(f"--pf-accent: {accent.light};") == 1
    assert "--pf-accent" not in tree.build(html_theme="furo", out="none", portfolio_accent="").text(
        "index.html"
    )


def test_one_colour_reaches_paper_and_books(project: Callable[..., Project]) -> None:
    config: dict[str, object] = {"portfolio_accent": "#ffd400"}
    tree = project({"index.md": "# P\n\n```{evidence} E\n```\n"}, **config)
    dark = accent_of("#ffd400").light
    latex = tree.build("latex").outdir
    assert f"\\definecolor{{pfAccent}}{{HTML}}{{{dark.digits}}}" in (
        latex / "sphinxportfolio.cfg"
    ).read_text("utf-8")
    (text,) = (file.read_text("utf-8") for file in latex.glob("*.tex"))
    assert f"InnerLinkColor={{HTML}}{{{dark.digits}}}" in text
    book = tree.build("epub", epub_show_urls="no", version="1")
    assert "portfolio-look.css" in book.text("index.xhtml")
    assert str(dark) in book.text("_static/portfolio-look.css")
    assert not (latex / "_static").exists()


def test_a_page_without_choices_loads_nothing_for_them(project: Callable[..., Project]) -> None:
    result = project({"index.md": "# P\n"}).build()
    assert "portfolio-look" not in result.text("index.html")
    result = project({"index.md": "# P\n"}, portfolio_font="slab").build()
    assert "portfolio-look.css?v=" in result.text("index.html")
    assert STACKS["slab"] in result.text("_static/portfolio-look.css")


@pytest.mark.parametrize(
    ("name", "value", "words", "type_"),
    [
        ("accent", "#ffd400", "its contrast is 1.4 to 1, and 4.5 to 1 is needed", "pale_accent"),
        ("accent", "#ffd400", f"'{accent_of('#ffd400').light}' is used there", "pale_accent"),
        ("accent", "bluish", "'bluish' is no colour", "config"),
        ("accent", 7, "it must be one line of text", "config"),
        ("font", "slap", "Did you mean 'slab'?", "config"),
        ("font", "comic", "Known: classical, geometric", "config"),
        ("credit", "no", "it must be True or False", "config"),
    ],
)
def test_a_choice_that_cannot_be_used_is_explained(
    tmp_path: Path, name: str, value: object, words: str, type_: str
) -> None:
    conf_py = tmp_path / "conf.py"
    conf_py.write_text(f"x = 1\nportfolio_{name} = {value!r}\n", "utf-8")
    settings, (fault,) = read_settings({f"portfolio_{name}": value}, tmp_path, conf_py)
    assert fault.type.value == type_
    assert fault.place.line == 2
    assert words in fault.words
    if type_ == "pale_accent":
        assert settings.accent == accent_of(str(value))
    else:
        assert getattr(settings, name) == {"accent": None, "font": "", "credit": True}[name]


def test_a_colour_that_can_be_read_is_not_spoken_of(tmp_path: Path) -> None:
    for words in ("#0b6e6e", "teal", "#2962ff", "darkred", "#767676"):
        assert read_settings({"portfolio_accent": words}, tmp_path, tmp_path / "conf.py")[1] == []
