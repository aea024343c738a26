"""Who the portfolio is about: what people see of it, and what programs do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from project import Project, Result, document, picture
from sphinx_portfolio.model import Owner, Profile
from sphinx_portfolio.reading.owner import read_owner
from sphinx_portfolio.views.owner import sign_of, uri_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.newest

MAIL, PHONE = "wanda.quist@example.org", "+27 21 555 0123"
OWNER: dict[str, object] = {
    "name": "Wanda Quist",
    "headline": "Junior developer",
    "summary": "I build forms.",
    "location": "Cape Town",
    "email": MAIL,
    "phone": PHONE,
    "url": "https://www.example.org/wanda/",
    "profiles": [{"network": "GitHub", "url": "https://example.org/code/wanda"}],
    "picture": "files/me.png",
    "cv": "files/cv.pdf",
    "pdf": "portfolio.pdf",
}
FILES: dict[str, str | bytes] = {
    "index.md": """
        # Wanda Quist

        ```{portfolio-owner}
        My words.
        ```

        ```{toctree}
        work/other
        ```
    """,
    "work/other.md": "# Other\n\nBefore.\n\n```{portfolio-owner}\n:name: me\n```\n\n[](#me)\n",
    "files/me.png": picture(1200, 900),
    "files/cv.pdf": document(),
}


# -- what stands in conf.py


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"people_only": ["email"]}, ""),
        ({"people_only": "phone"}, ""),
        ({"people_only": ["e-mail"]}, "people_only: it must be a list of 'email' and 'phone'"),
        ({"people_only": True}, "people_only: it must be a list of 'email' and 'phone'"),
        ({"people_olny": ["email"]}, "there is no 'people_olny'. Did you mean 'people_only'?"),
        ({"picture_shape": "square"}, ""),
        ({"picture_shape": "oval"}, "picture_shape: it must be 'round' or 'square', not 'oval'."),
        ({"pdf": "https://example.org/p.pdf"}, ""),
        ({"pdf": "/later/portfolio.pdf"}, ""),
        ({"pdf": "javascript:alert(1)"}, "pdf 'javascript:alert(1)': write a file"),
        ({"pdf": "../p.pdf"}, "pdf '../p.pdf': write a file"),
        ({"pdf": "//example.org/p.pdf"}, ""),  # a place on the own site, whatever it was to be
        ({"profiles": {"network": "Example"}}, "a profile is written {'network': 'Example', 'url'"),
        ({"url": "example.org"}, "'example.org' is not an address in full"),
    ],
)
def test_what_cannot_be_used_is_told_once(
    tmp_path: Path, said: dict[str, object], wrong: str
) -> None:
    faults: list[str] = []
    owner = read_owner({"name": "Wanda Quist", **said}, tmp_path, faults.append)
    assert owner is not None
    assert [wrong in fault for fault in faults] == ([True] if wrong else [])
    if "people_only" in str(wrong) and "people_only" in said:
        assert owner.people_only == ("email", "phone")  # who asked for caution gets it
    assert not owner.pdf.startswith(("/", ".", "javascript"))


def test_what_is_for_people_only_is_not_in_the_open() -> None:
    owner = Owner("Wanda Quist", email=MAIL, phone=PHONE, people_only=("phone",))
    assert (owner.in_the_open.email, owner.in_the_open.phone) == (MAIL, "")
    assert owner.phone == PHONE


@pytest.mark.parametrize(
    ("scheme", "written", "uri"),
    [
        ("tel", "+27 (0)21 555-0123", "tel:+270215550123"),
        ("tel", "ask at the desk", ""),
        ("mailto", MAIL, f"mailto:{MAIL}"),
        ("mailto", 'a"b<c>@example.org', "mailto:a%22b%3Cc%3E@example.org"),
        ("mailto", "no address", ""),
    ],
)
def test_links_write_and_call(scheme: str, written: str, uri: str) -> None:
    assert uri_of(scheme, written) == uri


def test_a_profile_has_the_sign_of_its_kind_of_site() -> None:
    assert sign_of(Profile("GitHub", "https://example.org/x")) == "code"
    assert sign_of(Profile("Work", "https://www.linkedin.com/in/x")) == "people"
    assert sign_of(Profile("Blog", "https://example.org")) == "website"


# -- what people see


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("owner"), FILES, {"portfolio_owner": OWNER})


@pytest.fixture(scope="module")
def site(tree: Project) -> Result:
    """A site on which everything is told."""
    result = tree.build()
    assert result.warnings == []
    return result


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One whose owner wants no unwanted mail."""
    owner = {**OWNER, "people_only": ["email", "phone"]}
    return Project(tmp_path_factory.mktemp("guarded"), FILES, {"portfolio_owner": owner})


def said(card: Tag) -> list[str]:
    """What each element of a card says."""
    return [" ".join(one.get_text(" ").split()) for one in card.find_all(recursive=False)]


def test_the_card_holds_all_that_is_told(site: Result) -> None:
    card = site.soup("index.html").select_one(".pf-owner")
    assert card is not None
    assert said(card)[1:4] == ["Wanda Quist", "Junior developer", "I build forms."]
    facts = [
        tuple(" ".join(part.get_text().split()) for part in fact.select("dt, dd"))
        for fact in card.select(".pf-fact")
    ]
    assert facts == [
        ("Place", "Cape Town"),
        ("E-mail", MAIL),
        ("Phone", PHONE),
        ("Website", "example.org/wanda"),
        ("GitHub", "example.org/code/wanda"),
    ]
    links = {link.get_text(): unquote(str(link["href"])) for link in card.select("a")}
    assert links[MAIL] == f"mailto:{MAIL}"
    assert links[PHONE] == "tel:+27215550123"
    assert links["Download as PDF"] == "portfolio.pdf"
    (cv,) = [name for name in links if name.startswith("Download my CV (PDF, ")]
    assert (site.outdir / unquote(links[cv])).read_bytes().startswith(b"%PDF")


def test_the_name_is_the_heading_of_its_page(site: Result) -> None:
    body = site.body("index.html")
    (heading,) = body.find_all("h1")
    assert heading.get_text() == "Wanda Quist"
    assert heading.find_parent(class_="pf-owner")  # beside the picture
    words = body.get_text()
    assert words.index("I build forms.") < words.index("My words.")  # the card leads
    # Elsewhere it is a line, and links go from any folder.
    other = site.body("work/other.html")
    assert [h.get_text().rstrip("¶") for h in other.find_all("h1")] == ["Other"]
    name = other.select_one("p.pf-owner-name")
    assert name is not None
    assert name.get_text() == "Wanda Quist"
    assert other.find("a", string="Download as PDF")["href"] == "../portfolio.pdf"  # type: ignore[index]


def test_the_picture_is_small(site: Result) -> None:
    image = site.soup("index.html").select_one("img.pf-owner-picture")
    assert image is not None
    assert image["alt"] == "Portrait of Wanda Quist"
    sizes = []
    for one in str(image["srcset"]).split(", "):
        with Image.open(site.outdir / unquote(one.split()[0])) as copy:
            sizes.append(copy.size[0])
    assert sizes == [216, 432]
    assert image["sizes"] == "9rem"
    assert int(str(image["width"])) * 3 == int(str(image["height"])) * 4  # known before it comes


def test_a_name_is_enough(project: Callable[..., Project]) -> None:
    page = "# Portfolio\n\n```{portfolio-owner}\n```\n"
    result = project({"index.md": page}, portfolio_owner={"name": "Wanda Quist"}).build()
    assert result.warnings == []
    card = result.soup("index.html").select_one(".pf-owner")
    assert card is not None
    assert said(card) == ["Wanda Quist"]
    assert not card.select("img, dl, ul, a")


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Liam O'Quist", "Liam O'Quist"),
        ("李 小龍", "李 小龍"),
        ("Wanda Quist", "wanda  **Quist**"),
        ("W. 'Wanda' Quist", "W. “Wanda” Quist"),
    ],
)
def test_the_name_is_said_once_however_it_is_written(
    project: Callable[..., Project], name: str, heading: str
) -> None:
    page = f"# {heading}\n\n```{{portfolio-owner}}\n```\n"
    body = project({"index.md": page}, portfolio_owner={"name": name}).build().body("index.html")
    assert [one.get_text() for one in body.select("h1, .pf-owner-name")] == [name]


@pytest.mark.parametrize("heading", ["Portfolio", "Liam", "!"])
def test_another_heading_stands_beside_the_name(
    project: Callable[..., Project], heading: str
) -> None:
    page = f"# {heading}\n\n```{{portfolio-owner}}\n```\n"
    body = project({"index.md": page}, portfolio_owner={"name": "?"}).build().body("index.html")
    assert len(body.select("h1, .pf-owner-name")) == 2


@pytest.mark.parametrize(
    ("pdf", "link"),
    [
        ("https://example.org/p?a=1&b=2", "https://example.org/p?a=1&b=2"),
        ("files/my portfolio.pdf", "files/my%20portfolio.pdf"),
        ("files/cv.pdf", "_files/"),
    ],
)
def test_the_pdf_may_be_anywhere(project: Callable[..., Project], pdf: str, link: str) -> None:
    result = project(FILES, portfolio_owner={"name": "Wanda Quist", "pdf": pdf}).build()
    assert result.warnings == []
    (action,) = result.soup("index.html").select(".pf-actions a")
    assert str(action["href"]).startswith(link)
    assert action.get_text().startswith("Download as PDF")


def test_who_is_nobody_is_told(project: Callable[..., Project]) -> None:
    result = project({"index.md": "# P\n\n```{portfolio-owner}\n```\n"}).build()
    (warning,) = result.warnings
    assert warning.startswith("index.md:1: WARNING: this portfolio-owner shows nothing")
    assert "portfolio_owner = {'name': '…'}" in warning
    assert "There is nothing to show here yet." in result.body("index.html").get_text()


@pytest.mark.parametrize("json", [True, False])
def test_a_broken_file_costs_one_warning(project: Callable[..., Project], json: bool) -> None:
    tree = project(FILES, portfolio_owner=OWNER, portfolio_json=json)
    tree.write("files/cv.pdf", b"%PDF- no more of it")
    result = tree.build()
    (warning,) = result.warnings
    assert "files/cv.pdf" in warning
    assert warning.endswith("[portfolio.config]")
    assert "Download my CV" not in result.text("index.html")


@pytest.mark.parametrize("builder", ["text", "epub", "latex", "man", "texinfo", "singlehtml"])
def test_every_builder_says_it_once(tree: Project, builder: str) -> None:
    result = tree.build(builder, epub_show_urls="no", version="1", copyright="W")
    assert result.warnings == []
    names = {
        "text": "index.txt",
        "epub": "index.xhtml",
        "singlehtml": "index.html",
        "latex": "*.tex",
        "man": "*.1",
        "texinfo": "*.texi",
    }
    (file,) = result.outdir.glob(names[builder])
    words = file.read_text("utf-8")
    if builder == "latex":  # the title page says it
        words += file.with_name("sphinxportfolio.cfg").read_text("utf-8")
    if builder in {"epub", "singlehtml"}:
        words = BeautifulSoup(words, "html5lib").select_one("div.body").get_text()  # type: ignore[union-attr]
    for one in ("Junior developer", "I build forms.", "Cape Town", "example.org/code/wanda"):
        assert one in words.replace("\\sphinxhyphen{}", "-")
    assert ("Download as PDF" in words) == (builder == "singlehtml")
    if builder == "text":
        assert words.startswith("Wanda Quist\n***********\n")
        assert words.count("Wanda Quist") == 1


# -- what programs do not


def test_who_collects_addresses_finds_none(guarded: Project) -> None:
    for builder in ("html", "dirhtml", "portfolio-jsonresume"):
        result = guarded.build(builder)
        assert result.warnings == []
        for file in result.outdir.rglob("*"):
            if not file.is_file() or "_static" in file.parts:
                continue
            data = file.read_bytes()
            assert MAIL.encode() not in data, file
            assert PHONE.encode() not in data, file
            assert b"27215550123" not in data, file
            if file.suffix == ".html":
                seen = BeautifulSoup(data, "html5lib").get_text().encode()
                # Nor who takes the tags out.
                assert MAIL.encode() not in seen, file
                assert PHONE.encode() not in seen, file
    exported = json.loads((guarded.build().outdir / "portfolio.json").read_text("utf-8"))["owner"]
    assert (exported["email"], exported["phone"]) == ("", "")
    assert exported["location"] == "Cape Town"


@pytest.mark.newest
@pytest.mark.parametrize("scripts", [True, False])
def test_people_read_what_programs_do_not(
    guarded: Project, browser: Browser, scripts: bool
) -> None:
    result = guarded.build()
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((result.outdir / "index.html").as_uri())
    seen = page.locator(".pf-owner").inner_text()
    assert MAIL in seen
    assert PHONE in seen
    # The same for those who listen.
    tree: Any = page.locator(".pf-owner").aria_snapshot()
    assert MAIL in tree
    assert PHONE in tree
    links = page.locator(".pf-guarded a")
    assert links.count() == (2 if scripts else 0)
    if scripts:
        assert links.first.get_attribute("href") == f"mailto:{MAIL}"
        assert links.last.get_attribute("href") == "tel:+27215550123"
    context.close()


def test_elsewhere_the_address_is_written_in_words(guarded: Project) -> None:
    text = guarded.build("text").text("index.txt")
    assert "wanda.quist (at) example.org" in text
    assert MAIL not in text
