"""A portfolio of plain Markdown becomes a project: what its pages say, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from importing import GIT, body, files, found, imported, page, quoted
from myst_parser.slugs import github_slugify, unique_slug
from project import document, picture
from sphinx_portfolio.importing.markdown.destinations import Leads
from sphinx_portfolio.importing.markdown.edits import Edits
from sphinx_portfolio.importing.markdown.escapes import escape
from sphinx_portfolio.importing.markdown.finish import finished, finished_body
from sphinx_portfolio.importing.markdown.html_blocks import rewritten
from sphinx_portfolio.importing.markdown.language import language_of
from sphinx_portfolio.importing.markdown.owner import name_in
from sphinx_portfolio.importing.markdown.page import page_of
from sphinx_portfolio.importing.markdown.places import headings_of_page
from sphinx_portfolio.importing.markdown.repository import Repository, place_of, repository_of
from sphinx_portfolio.importing.markdown.turned import Turned
from sphinx_portfolio.importing.project import Concern
from sphinx_portfolio.importing.write import files_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_portfolio.importing.project import Project

pytestmark = pytest.mark.newest

PNG, PDF = picture(), document()
BLOB = "https://github.com/your-name/Portfolio"

# -- where links lead

#: A link in the text of a page, what it is in the project, and the file that is copied.
LINKS = {
    "a file": ("[CV](my-cv.pdf)", "[CV](files/my-cv.pdf)", "my-cv.pdf"),
    "without words": ("[](my-cv.pdf)", "[my-cv.pdf](files/my-cv.pdf)", "my-cv.pdf"),
    "%20": ("![a](images/Big%20Day.PNG)", "![a](files/Big-Day.png)", "Big-Day.png"),
    "raw blanks": ("[a](images/Big Day.PNG)", "[a](files/Big-Day.png)", "Big-Day.png"),
    "brackets": ("![a](<images/Big Day.PNG>)", "![a](<files/Big-Day.png>)", "Big-Day.png"),
    "another case": ("![a](Images/big%20day.png)", "![a](files/Big-Day.png)", "Big-Day.png"),
    "backslashes": (r"![a](images\Big%20Day.PNG)", "![a](files/Big-Day.png)", "Big-Day.png"),
    "from the top": ("![a](/images/Big%20Day.PNG)", "![a](files/Big-Day.png)", "Big-Day.png"),
    "blob": (f"[CV]({BLOB}/blob/main/my-cv.pdf)", "[CV](files/my-cv.pdf)", "my-cv.pdf"),
    "pinned": (f"[CV]({BLOB}/blob/0a1b2c3d/my-cv.pdf)", "[CV](files/my-cv.pdf)", "my-cv.pdf"),
    "branch with slash": (f"[CV]({BLOB}/blob/a/b/my-cv.pdf)", "[CV](files/my-cv.pdf)", "my-cv.pdf"),
    "picture on blob": (
        f"![a]({BLOB}/blob/main/images/Big%20Day.PNG?raw=true)",
        "![a](files/Big-Day.png)",
        "Big-Day.png",
    ),
    "raw": (
        "![a](https://raw.githubusercontent.com/your-name/portfolio/main/images/Big%20Day.PNG)",
        "![a](files/Big-Day.png)",
        "Big-Day.png",
    ),
    "bare": (
        f"See {BLOB}/blob/main/my-cv.pdf",
        f"See [{BLOB}/blob/main/my-cv.pdf](files/my-cv.pdf)",
        "my-cv.pdf",
    ),
    "a PDF as picture": ("![CV](my-cv.pdf)", "![CV](files/my-cv.pdf)", "my-cv.pdf"),
    "a table as picture": ("![marks](marks.xlsx)", "[marks](files/marks.xlsx)", "marks.xlsx"),
    "picture in a link": (
        "[![a](images/Big%20Day.PNG)](my-cv.pdf)",
        "[![a](files/Big-Day.png)](files/my-cv.pdf)",
        "Big-Day.png my-cv.pdf",
    ),
    "by reference": (
        "[CV][1] and text\n\n[1]: my-cv.pdf",
        "[CV][1] and text\n\n[1]: files/my-cv.pdf",
        "my-cv.pdf",
    ),
    "a page": ("[m](Module 1.md)", "[m](module-1.md)", ""),
    "a page by reference": ("[m](Module%201.md#my-goals)", "[m](module-1.md#my-goals)", ""),
    "a folder": ("[f](second)", "[f](second.md)", ""),
    "the page of a folder": ("[f](second/README.md#ups--downs)", "[f](second.md#ups--downs)", ""),
    "a page on GitHub": (f"[m]({BLOB}/blob/main/Module%201.md)", "[m](module-1.md)", ""),
    "without its ending": ("[m](second/more)", "[m](second/more.md)", ""),
    "elsewhere": ("[x](https://example.org/a_b)", "[x](https://example.org/a_b)", ""),
    "another repository": (
        "[x](https://github.com/else/other/blob/main/my-cv.pdf)",
        "[x](https://github.com/else/other/blob/main/my-cv.pdf)",
        "",
    ),
    "what is not here": (f"[x]({BLOB}/blob/main/gone.pdf)", f"[x]({BLOB}/blob/main/gone.pdf)", ""),
    "without https": ("[x](www.example.org/a)", "[x](https://www.example.org/a)", ""),
    "a picture elsewhere": (
        "![x](https://example.org/x.png)",
        "![x](https://example.org/x.png)",
        "",
    ),
    "dead": ("[my words](gone.pdf) stay", "my words stay", ""),
    "dead picture": ("![my words](gone.png)", "my words", ""),
    "dead picture in a link": (
        "[![my words](gone.png)](https://example.org)",
        "[my words](https://example.org)",
        "",
    ),
    "a folder without a page": ("[my words](images/)", "my words", ""),
    "out of the folder": ("[my words](../../etc/passwd)", "my words", ""),
    "nothing": ("[my words]()", "my words", ""),
    "a script": ("[my words](javascript:alert)", "my words", ""),
    "code": ("`[a](my-cv.pdf)`", "`[a](my-cv.pdf)`", ""),
    "a MyST address": ("<project:index> stays", r"\<project:index> stays", ""),
    "picture in HTML": (
        'A <img src="images/Big Day.PNG" width="50%"> picture',
        'A <img src="files/Big-Day.png" alt="" width="50%"> picture',
        "Big-Day.png",
    ),
    "link in HTML": (
        'My <a href="my-cv.pdf" target="_blank">CV</a>',
        "My [CV](files/my-cv.pdf)",
        "my-cv.pdf",
    ),
    "dead link in HTML": ('My <a href="gone.pdf">words</a>', "My words", ""),
    "video in HTML": (
        '<video controls>\n<source src="talk.mp4">\n</video>',
        "[talk.mp4](files/talk.mp4)",
        "talk.mp4",
    ),
}
AROUND: Mapping[str, str | bytes] = {
    ".git/config": GIT,
    "my-cv.pdf": PDF,
    "marks.xlsx": b"x",
    "talk.mp4": b"x",
    "images/Big Day.PNG": PNG,
    "Module 1.md": "# Module 1\n\nHello.\n\n## My goals\n\nMany.\n",
    "second/README.md": "# Second\n\nWords.\n\n## Ups & downs\n\nMore words.\n",
    "second/more.md": "# About me\n\n[m](<../Module 1.md#my-goals>) ![a](../images/Big%20Day.PNG)\n",
}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All links, each in a page of its own: looking at files takes time, so they are there once."""
    pages = {f"n{n}.md": f"# About me\n\n{link[0]}\n" for n, link in enumerate(LINKS.values())}
    return imported(tmp_path_factory.mktemp("links"), {**AROUND, **pages})


@pytest.mark.parametrize("name", LINKS)
def test_where_a_link_leads(name: str, linked: Project) -> None:
    _, expected, copied = LINKS[name]
    assert body(linked, f"n{list(LINKS).index(name)}") == expected
    assert set(copied.split()) <= set(files(linked))


def test_links_lead_from_folder_to_folder(linked: Project) -> None:
    assert body(linked, "second/more") == (
        "[m](<../module-1.md#my-goals>) ![a](../files/Big-Day.png)"
    )


def test_what_leads_nowhere_is_told_with_its_line(linked: Project) -> None:
    told = {message for _, line, message in found(linked, Concern.DEAD) if line == 3}
    assert "`gone.pdf`: there is no such file." in told
    assert "`images/`: it is a folder without a page of its own." in told
    assert "`../../etc/passwd`: it leads out of the folder of your files." in told
    link = f"`{BLOB}/blob/main/gone.pdf`"
    words = "it leads to your repository, to something that is not in this folder. The link stays."
    assert f"{link}: {words}" in told


def test_where_each_file_is_now(linked: Project) -> None:
    told = {file: message for file, _, message in found(linked, Concern.MOVED)}
    assert told["images/Big Day.PNG"].startswith("is `docs/files/Big-Day.png`. Links wrote it `")
    assert "`Images/big%20day.png`" in told["images/Big Day.PNG"]
    assert told["second/README.md"].startswith("is `docs/second.md`.")


def test_nearly_the_name_of_a_file_is_offered(tmp_path: Path) -> None:
    project = imported(tmp_path, {"README.md": "# A\n\n[x](cv.png) [y](b.png)\n", "a/cv.png": PNG})
    assert [message for *_, message in found(project, Concern.DEAD)] == [
        "`cv.png`: there is no such file. Did you mean 'a/cv.png'?",
        "`b.png`: there is no such file.",
    ]


# -- whose repository it is

REMOTES = {
    "https://github.com/Your-Name/Port.folio.git": ("your-name", "port.folio"),
    "https://token@github.com/a/b": ("a", "b"),
    "git@github.com:a/b.git": ("a", "b"),
    "ssh://git@github.com:22/a/b/": ("a", "b"),
    "https://gitlab.com/a/b": None,
    "../elsewhere": None,
}


@pytest.mark.parametrize("url", REMOTES)
def test_whose_repository_it_is(url: str) -> None:
    names = REMOTES[url]
    config = f'[remote "fork"]\n\turl = x\n[remote "origin"]\n\tfetch = y\n\turl = {url}\n'
    assert repository_of(config) == (Repository(*names) if names else None)


def test_without_git_most_links_to_what_is_here_tell(tmp_path: Path) -> None:
    text = (
        "# A\n\n[a](https://github.com/me/mine/blob/main/a.png)\n"
        "[b](https://github.com/other/theirs/blob/main/b.png)\n"
        "[r](https://github.com/other/theirs/blob/main/README.md)\n"
    )
    project = imported(tmp_path, {"README.md": text, "a.png": PNG})
    assert files(project) == ["a.png"]
    assert "https://github.com/other/theirs/blob/main/README.md" in page(project)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/a",
        "https://github.com/a/b/issues/3",
        "https://example.org/a/b/blob/main/c",
        "https://[bad",
        "file:///github.com/a/b/blob/c",
    ],
)
def test_addresses_that_lead_to_no_file_of_a_repository(address: str) -> None:
    assert place_of(address) is None


# -- words that MyST reads in another way

#: As it stands on GitHub, and as both read it.
ESCAPED = {
    "% no comment": r"\% no comment",
    "words\n  % go on": "words\n  \\% go on",
    "- % in a list\n\n> % in a quotation": "- \\% in a list\n\n> \\% in a quotation",
    "+++ words": r"\+++ words",
    "+ + + words": "- + + words",
    "(my-place)=": r"\(my-place)=",
    "(my place)= and more": "(my place)= and more",
    "::: note\nwords\n:::": "\\::: note\nwords\n\\:::",
    ":::{note}\nwords\n:::": "\\:::{note}\nwords\n\\:::",
    "{name}`code` and `{name}` and {name}": r"\{name}`code` and `{name}` and {name}",
    r"\{name}`code`": r"\{name}`code`",
    "```{r}\nx\n```": "```r\nx\n```",
    "```math\nx\n```": "```{math}\nx\n```",
    "##Heading": "## Heading",
    "#topic and #tag": "#topic and #tag",
    "~~gone~~ `~~not~~`": "<del>gone</del> `~~not~~`",
    "$x^2$ costs $5 and $10": "{math}`x^2` costs $5 and $10",
    "a $`x`$ b": "a {math}`x` b",
    "$$\nx = 2\n$$": "```{math}\nx = 2\n```",
    "Yes[^1] no[^2]\n\n[^1]: note": "Yes[^1] no\\[^2]\n\n[^1]: note",
    "[^1]: one\n[^1]: two [^1]": "[^1]: one\n\\[^1]: two [^1]",
    "[a]: https://a.org\n[a]: https://b.org": "[a]: https://a.org\n<!-- [a]: https://b.org -->",
    "> ---\n\n- a\n\n  ***": "> <hr>\n\n- a\n\n  <hr>",
    "- --- words": r"- -\-- words",
    "```\n% code\n{name}`x`\n```": "```\n% code\n{name}`x`\n```",
    "| % a | b |\n|---|---|\n| {x}`y` | |": "| % a | b |\n|---|---|\n| \\{x}`y` | |",
    "# % words": "# % words",
    "{{ name }} :smile: $5 @you": "{{ name }} :smile: $5 @you",
}


def escaped(text: str) -> str:
    page = page_of("a.md", text.encode())
    assert page is not None
    edits = Edits(page.text)
    escape(page.tokens, edits)
    return edits.made().text


@pytest.mark.parametrize("written", ESCAPED)
def test_what_myst_reads_differently_is_written_for_both(written: str) -> None:
    assert escaped(written) == ESCAPED[written]


@pytest.mark.parametrize(
    "written", [one for one in ESCAPED if "$" not in one and "math" not in one]
)
def test_what_is_written_for_both_is_not_written_anew(written: str) -> None:
    assert escaped(ESCAPED[written]) == ESCAPED[written]


def test_lines_of_a_changed_text_are_known() -> None:
    edits = Edits("a\nb\nc\nd\n")
    edits.replace(2, 4, "")
    edits.insert(4, "x\ny\n")
    edits.replace(3, 4, "dropped with what it lies in")
    made = edits.made()
    assert made.text == "a\nx\ny\nc\nd\n"
    assert [made.line(number) for number in range(1, 7)] == [1, 2, 3, 3, 4, 5]


# -- headings

#: The headings of a page as they stand, and as they are in the project.
LEVELS = {
    "# A\n\n## B\n\n### C": "# A\n\n## B\n\n### C",
    "## A\n\n### B": "# A\n\n## B",
    "# A\n\n#### B\n\n### C": "# A\n\n## B\n\n## C",
    "# A\n\n# B\n\n## C": "# A\n\n## B\n\n### C",
    "## A\n\n## B": "# Title\n\n## A\n\n## B",
    "# About me\n\n# Contact": "# Title\n\n## About me\n\n## Contact",
    "### A\n\n# B": "# Title\n\n## A\n\n## B",
    "words": "# Title\n\nwords",
    "": "# Title",
    "A\n=\n\nB\n-\n\n### C": "A\n=\n\nB\n-\n\n### C",
    "A\nb\n---": "# A b",
    "## \n\n# A": "# A",
    "> # A\n\n- # B": "# Title\n\n> # A\n\n- # B",
    "```\n# A\n```": "# Title\n\n```\n# A\n```",
    # rules part things, and stand nowhere else
    "---\n\n# A\n\n---\n\nx\n\n---\n\ny\n\n---\n\n## B\n\nz\n\n***": (
        "# A\n\nx\n\n---\n\ny\n\n## B\n\nz"
    ),
    # tags that have no partner, or that hold a heading
    "<div>\n\n# A\n\n</div>\n\n</div>": "# A",
    "# A\n\n<div>\n\nx\n\n</div>": "# A\n\n<div>\n\nx\n\n</div>",
    "# A\n\n<details>\n<summary>S</summary>\n\n## B\n\n</details>": (
        "# A\n\n<div></div>\nS\n\n## B"
    ),
    "# A\n\nx </b> <b>y</b> <i>z": "# A\n\nx  <b>y</b> z",
}


@pytest.mark.parametrize("text", LEVELS)
def test_a_page_has_one_title_and_no_gap_between_levels(text: str) -> None:
    assert finished(text, "Title") == f"{LEVELS[text]}\n"
    assert finished(LEVELS[text], "Title") == f"{LEVELS[text]}\n"


def test_the_text_of_a_directive_keeps_its_lines() -> None:
    lines = ["---", "<div>", "", ":issuer: x", "", "- a", "</p></div></div>", "", ":b:"]
    made = finished_body(lines)
    assert made == [
        "<hr>",
        "<div>",
        "",
        "\\:issuer: x",
        "",
        "- a",
        "<div></div></div>",
        "",
        "\\:b:",
    ]


TITLES = ("A B", "A  B", "🎯 Goals & Plans", "⚙️ Settings", "1. Über_uns!", "A B", "`code` *it*")


def test_headings_have_the_anchors_that_myst_gives_them() -> None:
    text = "".join(f"# {title}\n\n" for title in TITLES)
    text += "```{evidence} X\n### A B\n```\n\n> # A B\n"
    taken: list[str] = []
    for title in (*TITLES, "A B", "A B"):
        shown = title.replace("`", "").replace("*", "")
        taken.append(unique_slug(github_slugify(shown), taken))
    assert [anchor for _, anchor in headings_of_page(text)] == taken


# -- HTML


def turn(address: str, _words: str, is_shown: bool) -> Turned:
    if address.startswith("gone"):
        return Turned(Leads.NOWHERE, name=address)
    is_web = "://" in address
    return Turned(Leads.ELSEWHERE if is_web else Leads.FILE, address, is_shown, address)


#: A block of HTML, what stands there in the project, and what is left out.
HTML = {
    "harmless": ('<p align="center">words<br></p>', None, ()),
    "a picture": (
        '<p align="center">\n  <img src="a.png" width="300">\n</p>',
        '<div align="center">\n\n<img src="a.png" alt="" width="300">\n\n</div>',
        (),
    ),
    "a picture in a link": (
        '<a href="https://x.org"><img src=a.png alt="A & B" width=99vw></a>',
        '[<img src="a.png" alt="A &amp; B">](https://x.org)',
        (),
    ),
    "words stay words": (
        "<p>a *b* [c] <img src='a.png'></p>",
        'a \\*b\\* \\[c\\] <img src="a.png" alt="">',
        (),
    ),
    "headings": (
        '<div align="center"><h1>Hi, <i>Ann</i></h1><p>more</p></div>',
        "# Hi, <i>Ann</i>\n\nmore",
        (),
    ),
    "a heading that links a file": (
        '<h3><a href="a.pdf">CV</a></h3>',
        "### CV\n\n[a.pdf](a.pdf)",
        (),
    ),
    "a table": (
        "<table>\n<tr><td><img src=a.png></td><td>words</td></tr>\n</table>",
        '<table>\n<tr>\n<td>\n\n<img src="a.png" alt="">\n\n</td>\n<td>\n\nwords\n\n</td>\n</tr>\n</table>',
        (),
    ),
    "dead": (
        '<p><img src="gone.png" alt="my words"> <a href="gone">too</a></p>',
        "my words too",
        (),
    ),
    "a video": ('<video src="a.mp4"></video>', "[a.mp4](a.mp4)", ()),
    "a frame": (
        '<iframe src="https://x.org/f"></iframe>',
        "[https://x.org/f](https://x.org/f)",
        ('<iframe src="https://x.org/f">',),
    ),
    "a script": ("<script>\nact()\n</script>", "", ("<script>\nact()\n</script>",)),
    "what acts": ('<p onclick="act()">words</p>', "words", ('<p onclick="act()">',)),
    "an address that acts": (
        '<b style="background: url(x)">a</b> <img src=a.png>',
        '<b>a</b> <img src="a.png" alt="">',
        ('<b style="background: url(x)">',),
    ),
    "details": (
        "<details>\n<summary>More <b>!</b></summary>\n<img src=a.png>\n</details>",
        '<details>\n<summary>More <b>!</b></summary>\n\n<img src="a.png" alt="">\n\n</details>',
        (),
    ),
}


@pytest.mark.parametrize("name", HTML)
def test_html_lets_sphinx_see_where_it_leads(name: str) -> None:
    source, expected, left_out = HTML[name]
    made = rewritten(source, turn)
    assert (made.text if made else None) == expected
    assert (made.left_out if made else ()) == left_out


def test_code_in_html_stays_code() -> None:
    made = rewritten("<pre>\n<img src=a.png>\n</pre>\n<img src=b.png>", turn)
    assert made
    assert made.text == '<pre>\n<img src=a.png>\n</pre>\n\n<img src="b.png" alt="">'


def test_html_in_lists_and_quotations_stays_there(tmp_path: Path) -> None:
    text = "# About me\n\n- <p><img src='a.png'></p>\n\n> x\n> <img src='a.png'>\n"
    project = imported(tmp_path, {"README.md": text, "a.png": PNG})
    picture = '<img src="files/a.png" alt="">'
    assert body(project) == f"- {picture}\n\n> x\n> {picture}"


def test_markdown_that_html_swallows_is_meant_as_markdown(tmp_path: Path) -> None:
    text = (
        "# About me\n\n<img src='a.png'>\n**I** have [a CV](b.txt)\n\n> <p>\n>     - one\n> </p>\n"
    )
    project = imported(tmp_path, {"README.md": text, "a.png": PNG, "b.txt": "x"})
    assert body(project) == (
        '<img src="files/a.png" alt="">\n\n**I** have [a CV](files/b.txt)\n\n'
        "> <p>\n>\n> - one\n>\n> </p>"
    )


def test_what_html_is_left_out_is_told_word_for_word(tmp_path: Path) -> None:
    text = (
        "# About me\n\nHi <script>act()</script> <b onclick='x'>there</b>\n\n<style>b {}</style>\n"
    )
    project = imported(tmp_path, {"README.md": text})
    assert body(project) == "Hi  <b>there</b>"
    assert "<style>b {}</style>" in quoted(project, Concern.LEFT_OUT)
    assert "<b onclick='x'>" in quoted(project, Concern.LEFT_OUT)
    assert "act" in quoted(project, Concern.CHANGED)


# -- what stands where

STAR = "**Situation:** There was much to do.\n\n**Task:** I had to do it.\n\n**Action:** I did it.\n\n**Result:** It was done.\n"
MODULE = "## {}. {}\n\n### Evidence\n\n![Certificate of {}](a.png)\n\n### Reflection\n\n" + STAR


def modules(*names: str) -> str:
    return "\n".join(MODULE.format(n, name, name) for n, name in enumerate(names, start=1))


def test_one_readme_becomes_a_page_for_each_module(tmp_path: Path) -> None:
    text = (
        "# My portfolio\n\nI am new here[^1].\n\n- [one](#1-first-aid)\n- [her](#contact)\n\n"
        + modules("First Aid", "Networking 🎯")
        + "\nSee [site] and note[^1].\n\n## Contact\n\nAsk me.\n\n[^1]: A note.\n[site]: https://example.org\n"
    )
    project = imported(tmp_path, {"readme.md": text, "a.png": PNG})
    assert project.title == "My portfolio"
    home = page(project)
    assert home.startswith(
        "# My portfolio\n\n[^1]: A note.\n[site]: https://example.org\n\nI am new here[^1].\n\n"
        "- [one](1-first-aid.md)\n- [her](#contact)\n"
    )
    assert home.endswith(
        "## Contact\n\nAsk me.\n\n---\n\n```{evidence-gallery}\n:limit: 6\n```\n\n"
        "```{toctree}\n:hidden:\n\n1-first-aid\n2-networking\n```\n"
    )
    assert page(project, "2-networking").startswith(
        "# 2. Networking 🎯\n\n[^1]: A note.\n[site]: https://example.org\n\n## Evidence\n\n"
        "```{evidence} Certificate of Networking"
    )
    assert "```{star-reflection}" in page(project, "2-networking")


def test_a_portfolio_is_called_as_its_first_page(tmp_path: Path) -> None:
    text = "<h1 align='center'>👋 Ann's <i>portfolio</i></h1>\n\nHello.\n"
    assert imported(tmp_path, {"README.md": text}).title == "Ann's portfolio"


def test_a_page_about_one_thing_is_not_cut(tmp_path: Path) -> None:
    project = imported(tmp_path, {"README.md": "# My module\n\n" + modules("One"), "a.png": PNG})
    assert [name for name in project.pages if name.endswith(".md")] == ["index.md"]


def test_folders_and_names_of_windows_become_pages(tmp_path: Path) -> None:
    project = imported(
        tmp_path,
        {
            "README.md": "# Home\n\n[b](2.%20Interview/README.md)\n",
            "10 Etiquette & More.md": "# E\n",
            "2. Interview/README.md": "# Interview\n",
            "2. Interview/Mock (final).MD": "words\n",
            "2. Interview/con.md": "# C\n",
            "Extra/219000000 Ünïcode.md": "# U\n",
            "Extra/Index.markdown": "# X\n",
            "index.md": "# Not home\n",
            "reflections/first": "# Reflection\n\n" + STAR,
            "LICENSE": "words\n",
        },
    )
    assert sorted(name for name in project.pages if name.endswith(".md")) == [
        "10-etiquette-more.md",
        "2-interview.md",
        "2-interview/con-page.md",
        "2-interview/mock-final.md",
        "extra.md",
        "extra/unicode.md",
        "index-page.md",
        "index.md",
        "reflections/first.md",
    ]
    assert page(project, "2-interview/mock-final").startswith("# Mock (final)\n")
    assert page(project, "2-interview").endswith(
        "```{toctree}\n:maxdepth: 1\n\n2-interview/con-page\n2-interview/mock-final\n```\n"
    )
    assert page(project).endswith(
        "```{toctree}\n:maxdepth: 1\n\n2-interview\nindex-page\n10-etiquette-more\nextra\n```\n\n"
        "```{toctree}\n:maxdepth: 1\n:caption: Reflections\n\nreflections/first\n```\n"
    )


def test_a_folder_without_a_first_page_gets_one(tmp_path: Path) -> None:
    folder = tmp_path / "my_portfolio-2"
    project = imported(folder, {"a.md": "# A\n", "b.md": "# B\n"})
    assert project.title == "My portfolio 2"
    assert page(project) == "# My portfolio 2\n\n```{toctree}\n:maxdepth: 1\n\na\nb\n```\n"


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    text = "# A\n\n![](one/a.png) ![](two/A.PNG) ![](two/219000000.png) ![](two/notes.rst) [](x.md.txt)\n"
    names = ("one/a.png", "two/A.PNG", "two/219000000.png", "two/notes.rst", "x.md.txt")
    project = imported(tmp_path, {"README.md": text, **dict.fromkeys(names, PNG)})
    assert files(project) == ["one-a.png", "file.png", "two-A.png", "notes-rst.txt", "x-md.txt"]


def test_a_page_with_directives_keeps_them(tmp_path: Path) -> None:
    text = (
        "```{evidence} Mine\n:file: images/a.png\n```\n\n{math}`x` ![](images/a.png)\n\n% comment\n"
    )
    project = imported(tmp_path, {"README.md": text, "images/a.png": PNG})
    assert body(project) == (
        "```{evidence} Mine\n:file: /files/a.png\n```\n\n{math}`x` ![](files/a.png)\n\n% comment"
    )


# -- what is private

PRIVATE = """\
**Name:** Ann Example
**Student number:** 219000000
**Course:** PRP370S

# Ann's portfolio

## Contact

- E-mail: ann@uni.ac.za
- Phone: 021 555 1234
- [LinkedIn](https://www.linkedin.com/in/ann-example)
"""


def test_cover_and_contact_are_kept_back_and_told(tmp_path: Path) -> None:
    project = imported(tmp_path, {"README.md": PRIVATE})
    assert body(project) == "## Contact\n\n- [LinkedIn](https://www.linkedin.com/in/ann-example)"
    left_out = quoted(project, Concern.LEFT_OUT)
    assert "**Student number:** 219000000\n**Course:** PRP370S" in left_out
    assert "- E-mail: ann@uni.ac.za\n- Phone: 021 555 1234" in left_out
    assert project.private == {"email": "ann@uni.ac.za", "phone": "021 555 1234"}
    assert project.owner
    assert project.owner.name == "Ann Example"
    assert [(one.network, one.url) for one in project.owner.profiles] == [
        ("LinkedIn", "https://www.linkedin.com/in/ann-example")
    ]
    conf = files_of(project, "it")["conf.py"]
    assert "ann@uni.ac.za" not in str(conf)


def test_contact_is_published_if_its_owner_says_so(tmp_path: Path) -> None:
    project = imported(tmp_path, {"README.md": PRIVATE}, ["email"])
    assert "- E-mail: ann@uni.ac.za\n- [LinkedIn]" in page(project)
    assert project.owner
    assert (project.owner.email, project.owner.phone) == ("ann@uni.ac.za", "")
    assert project.private == {"phone": "021 555 1234"}


def test_numbers_in_names_and_pages_are_told(tmp_path: Path) -> None:
    text = "# A\n\nI am 219000000.\n\n![](219000000_CV.png) [d](https://drive.google.com/x)\n"
    project = imported(tmp_path, {"README.md": text, "219000000_CV.png": PNG, "hidden.pdf": PDF})
    assert files(project) == ["CV.png"]
    lines = {(file, line) for file, line, _ in found(project, Concern.PERSONAL)}
    assert {("219000000_CV.png", 0), ("README.md", 3)} <= lines
    assert [(file, line) for file, line, _ in found(project, Concern.ROTTING)] == [("README.md", 5)]
    assert [file for file, *_ in found(project, Concern.UNLINKED)] == ["hidden.pdf"]


def test_settings_for_other_programs_are_left_out(tmp_path: Path) -> None:
    project = imported(tmp_path, {"README.md": "---\nlayout: default\n---\n# A\n\nWords.\n"})
    assert page(project) == "# A\n\nWords.\n"
    assert "layout: default" in quoted(project, Concern.LEFT_OUT)


NAMES = {
    "Ann Example's Digital Portfolio": "Ann Example",
    "Portfolio of Ann van Example": "Ann van Example",
    "👋 Hi, I'm Ann": "Ann",
    "My portfolio": "",
    "The student's portfolio": "",
    "Work Readiness": "",
}


@pytest.mark.parametrize("title", NAMES)
def test_whose_portfolio_it_is(title: str) -> None:
    assert name_in(title) == NAMES[title]


LANGUAGES = {
    "en": "I learned to write the first line of a mail, and it was the best that I did.",
    "nl": "Ik heb een brief geschreven en het was niet het beste dat ik op school deed.",
    "af": "Ek het 'n brief geskryf en dit was nie die beste wat ek vir die skool gedoen het nie.",
    "de": "Ich habe einen Brief geschrieben, und das war nicht der beste, den ich für die Schule schrieb.",
    "fr": "Je suis une personne qui aime les lettres et les mots, et je travaille dans une école.",
    "es": "Mi carta es para la escuela, y en ella hay las palabras que me gustan de los libros.",
    "pt_BR": "A minha carta é para a escola, e em casa não há uma palavra que eu não tenha escrito.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_say_in_which_language_they_are(code: str) -> None:
    assert language_of([LANGUAGES[code]] * 3) == code
    assert language_of([LANGUAGES[code]]) == "en"  # a few words tell nothing
