"""A site as one file: what it is called, what is wrong with it, how it is packed, how it opens."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from command import run, write
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import expect
from project import picture
from sphinx_portfolio.handing_in import called, check, wanted, write_zip
from sphinx_portfolio.handing_in.links import read_page, read_style
from sphinx_portfolio.model import Owner, Profile
from sphinx_portfolio.reading.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

#: The oldest click gives tests no errors apart from what is printed.
pytestmark = pytest.mark.newest

# -- names

OWNER = Owner(
    "Zoë van der Ødegård",
    phone="+27 (0)21 555 0123",
    email="219012345@example.org",
    profiles=(Profile("X", "https://example.org/u/4711"),),
)


def stem(file_name: str = "{name}-Portfolio-{year}", **more: object) -> str:
    settings = Settings(**{"owner": OWNER, "file_name": file_name, **more})  # type: ignore[arg-type]
    return called(settings, "Nobody", 2026).stem


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{name}-Portfolio-{year}", "Zoe-van-der-Odegard-Portfolio-2026"),
        ("{name} 2025/2026", "Zoe-van-der-Odegard-2025-2026"),
        ("INF301_{name}", "INF301_Zoe-van-der-Odegard"),
        ("handed in 2026-11-27", "handed-in-2026-11-27"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "_con"),
        ("李明", "Portfolio"),
        ("{nickname}", "nickname"),
        ("", "Portfolio"),
        ("a" * 300, "a" * 60),
    ],
)
def test_a_name_has_letters_that_every_system_takes(pattern: str, name: str) -> None:
    assert stem(pattern) == name


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{name}-219012345", "Zoe-van-der-Odegard"),
        ("219-012-345 mine", "mine"),
        ("219 012 345", "Portfolio"),
        ("２１９０１２３４５", "Portfolio"),
        ("8001015009087", "Portfolio"),
        ("+27 21 555 0123", "Portfolio"),
        ("a 555_0123 b", "a-b"),
        ("a 4711 b", "a-b"),
        ("20010503", "Portfolio"),
        ("st4821x {year}", "x-2026"),
        ("a/4821 {year}", "a-2026"),
    ],
)
def test_a_name_holds_no_number_of_its_owner(pattern: str, name: str) -> None:
    assert stem(pattern, student_numbers=(r"st\d{4}", r"/\d{4}")) == name
    settings = Settings(owner=OWNER, file_name=pattern, student_numbers=(r"st\d{4}", r"/\d{4}"))
    assert called(settings, "", 2026).without


def test_a_name_of_its_owner_may_hold_a_number_too() -> None:
    assert stem(owner=Owner("Jane 219012345")) == "Jane-Portfolio-2026"
    assert called(Settings(), "Jane 219012345", 2026).stem == "Jane-Portfolio-2026"


@given(st.text(), st.text(), st.lists(st.integers(10_000, 10**13), max_size=3))
@example("{year}", "1{year}2", [])
def test_whatever_is_asked_for_is_a_name(name: str, pattern: str, numbers: list[int]) -> None:
    owner = Owner(name or "x", phone=" ".join(map(str, numbers)))
    pattern = f"{pattern}{{name}}{' '.join(map(str, numbers))}"
    made = stem(pattern, owner=owner)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,61}", made)
    assert not [number for number in map(str, numbers) if number in made]


# -- addresses

PAGE = """<!doctype html><html><head>
<link rel="stylesheet" href="_static/a.css"><link rel=canonical href="https://example.org/">
<style>
body { background: url("b.png") }
</style></head><body id=top>
<a href="c.html#x">c</a><a name="y"></a>
<img src="d.png" srcset="d.png 1x, d%202.png 2x" style="background: url(e.png)">
<!-- <img src="no.png"> -->
<script>var a = '<img src="no.png">';</script>
<meta http-equiv="refresh" content="0; url=f.html">
</body></html>
"""


def test_what_a_page_names_is_found_with_its_line() -> None:
    page = read_page(PAGE)
    assert [(one.line, one.written, one.is_loaded) for one in page.addresses] == [
        (2, "_static/a.css", True),
        (4, "b.png", True),
        (6, "c.html#x", False),
        (7, "e.png", True),
        (7, "d.png", True),
        (7, "d.png", True),
        (7, "d%202.png", True),
        (10, "f.html", False),
    ]
    assert page.places == {"top", "y"}


def test_what_a_style_sheet_names_is_found_with_its_line() -> None:
    text = "@import 'a.css';\n/* url(no.png)\n*/ a { b: url( \"c d.png\" ), URL(e.png) }"
    assert [(one.line, one.written) for one in read_style(text)] == [
        (1, "a.css"),
        (3, "c d.png"),
        (3, "e.png"),
    ]


RIGHT = [
    *("", "#", "#top", "#here", "b/c.html#there", "b/../a.html", "./a.html?x=1#here"),
    *("b/c.html#%C3%A9", "mailto:a@example.org", "tel:+27", "javascript:void(0)", "data:,a"),
    *("https://example.org/x", "b/d%20e.png", "HTTPS://example.org"),
]
WRONG = {
    "/b/c.html": "root of the reader's disk",
    "//example.org/a": "no 'https:'",
    "file:///C:/a.pdf": "on your machine only",
    "C:\\a.pdf": "on your machine only",
    "http://localhost:8000/": "on your machine only",
    "https://127.0.0.1": "on your machine only",
    "gone.html": "no file",
    "../a.html": "no file",
    "b/C.html": "capital letters",
    "b/": "a folder",
    "b": "a folder",
    ".": "a folder",
    "#nowhere": "a place",
    "b/c.html#here": "a place",
    "../_sources/": "Markdown",
}
LOADED = {
    "https://example.org/a.js": "loaded from the web",
    "//example.org/a.js": "loaded from the web",
    "gone.png": "no file",
    "/a.png": "root of the reader's disk",
    "https://cdn.example.org/MathJax.js": "formulas",
}


def site(folder: Path, body: str) -> list[str]:
    """The files of a small site, one page of which is given."""
    there = f'<p id="here"></p>{body}'
    write(
        folder,
        {
            "a.html": there,
            "b/c.html": '<p id="there"></p><p id="é"></p>',
            "b/d e.png": picture(),
            "s.css": "",
        },
    )
    return wanted(folder)


@pytest.mark.parametrize("address", RIGHT)
def test_what_works_from_a_file_is_right(tmp_path: Path, address: str) -> None:
    assert check(tmp_path, site(tmp_path, f'<a href="{address}">x</a>'), "x") == []


@pytest.mark.parametrize(("address", "said"), WRONG.items())
def test_what_fails_from_a_file_is_said(tmp_path: Path, address: str, said: str) -> None:
    (problem,) = check(tmp_path, site(tmp_path, f'\n<a href="{address}">x</a>'), "x")
    assert (problem.file, problem.line, problem.address) == ("a.html", 2, address)
    assert said in problem.message


@pytest.mark.parametrize(("address", "said"), LOADED.items())
@pytest.mark.parametrize(
    "form",
    [
        '<img src="{}">',
        '<img srcset="{} 2x">',
        '<video poster="{}"></video>',
        '<link rel="preload stylesheet" href="{}">',
        '<iframe src="{}"></iframe>',
        "<style>a {{ b: url({}) }}</style>",
        '<p style="background: url({})"></p>',
        '<svg><use xlink:href="{}"/></svg>',
    ],
)
def test_what_is_loaded_has_to_be_there(tmp_path: Path, form: str, address: str, said: str) -> None:
    (problem,) = check(tmp_path, site(tmp_path, form.format(address)), "x")
    assert problem.address == address
    assert said in problem.message


@pytest.mark.parametrize(
    "body",
    [
        '<script type="module" src="s.css"></script>',
        '<track src="s.css">',
        '<svg><use href="s.css#a"/></svg>',
        '<link rel="manifest" href="s.css">',
        '<link rel="preload" href="s.css" as="font" crossorigin>',
    ],
)
def test_what_browsers_load_from_servers_only_is_said(tmp_path: Path, body: str) -> None:
    names = site(tmp_path, f'<svg><use href="#here"/></svg>{body}')
    (problem,) = check(tmp_path, names, "x")
    assert "opened from a file" in problem.message


def test_the_same_is_said_once(tmp_path: Path) -> None:
    site(tmp_path, '<a href="gone.html">x</a>')
    for number in range(3):
        write(tmp_path, {f"more/{number}.html": '<a href="gone.html"></a>'})
    (problem,) = check(tmp_path, wanted(tmp_path), "x")
    assert (problem.file, problem.others) == ("a.html", 3)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("aux.html", "Windows cannot save"),
        ("com1/a.html", "Windows cannot save"),
        ("what?.html", "Windows cannot save"),
        ("a:b.html", "Windows cannot save"),
        ("end./a.html", "Windows cannot save"),
        ("A.html", "cannot tell it from"),
        ("/".join(["folder" * 5] * 6) + "/a.html", "Windows takes 259"),
        ("mijn wêrk ✓/李明.html", ""),
    ],
)
def test_names_that_some_system_cannot_save_are_said(name: str, said: str, tmp_path: Path) -> None:
    site(tmp_path, "")
    write(tmp_path, {name: "<p>"})
    problems = check(tmp_path, wanted(tmp_path), "Zoe-Portfolio-2026")
    assert len(problems) == bool(said)
    assert not problems or said in problems[0].message


def test_a_light_site_has_no_heavy_picture_and_no_video(tmp_path: Path) -> None:
    names = [*site(tmp_path, ""), "large.png", "talk.mp4"]
    write(tmp_path, {"large.png": b"x" * 60_001, "talk.mp4": b"x"})
    assert [one.file for one in check(tmp_path, names, "x", 60_000)] == ["large.png", "talk.mp4"]
    assert check(tmp_path, names, "x") == []


def test_nothing_is_wrong_with_the_demonstration(demonstration: Callable[[str], Path]) -> None:
    folder = demonstration("html")
    assert check(folder, wanted(folder), "Your-Name-Portfolio-2026") == []


# -- packing


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    names = site(tmp_path / "site", "")
    write_zip(tmp_path / "site", names, "Mine", tmp_path / "1.zip")
    site(tmp_path / "other", "")
    (tmp_path / "other" / "a.html").chmod(0o600)
    write_zip(tmp_path / "other", names, "Mine", tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"Mine/{name}" for name in sorted(names)]
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    write_zip(tmp_path / "site", names, "Mine", tmp_path / "1.zip", 1_800_000_000)
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert {one.date_time[:3] for one in archive.infolist()} == {(2027, 1, 15)}
    assert {file.name for file in tmp_path.iterdir()} == {"site", "other", "1.zip", "2.zip"}


def test_what_only_servers_need_stays_out(tmp_path: Path) -> None:
    names = ["404.html", ".buildinfo", "objects.inv", "a.css.map", ".git/config", "CNAME"]
    names.append("_static/webpack-macros.html")
    write(tmp_path, dict.fromkeys([*names, "guide/404.html"], ""))
    assert wanted(tmp_path) == ["guide/404.html"]


# -- the command

CONF = """\
project = "My portfolio"
author = "Me"
extensions = ["myst_parser", "sphinx_design", "sphinx_portfolio", "notfound.extension"]
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_static_path = ["docs/static"]
portfolio_owner = {"name": "Zoë Example", "phone": "021 555 0123"}
"""
INDEX = """\
# Home

```{toctree}
about
```

```{evidence-gallery}
```

```{evidence} First aid
:name: first-aid
:file: files/First aid ✓.png
:alt: A certificate
:skills: care
```

```{star-reflection} What I learnt
:evidence: first-aid

**Situation:** Words about zebras.

**Task:** More.

**Action:** More.

**Result:** More.
```

```{evidence} Xylograph
:name: xylograph
:audience: assessor
:file: files/xylograph.png
:alt: A secret table
```
"""
ABOUT = "# About\n\n[Home](index.md) and [the web](https://example.org).\n"
FILES: dict[str, str | bytes] = {
    "conf.py": CONF,
    "docs/index.md": INDEX,
    "docs/about.md": ABOUT,
    "docs/files/First aid ✓.png": picture(900, 600),
    "docs/files/xylograph.png": picture(41, 29),
    "docs/static/own.css": "",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A portfolio, and what a zip of it says."""
    folder = write(tmp_path_factory.mktemp("zip"), FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", "1800000000")
        result = run("build", "zip", "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    return folder, result.stdout


ZIP = "build/zip/Zoe-Example-Portfolio-2027.zip"


def test_the_zip_holds_what_this_build_shows(built: tuple[Path, str]) -> None:
    folder, said = built
    assert re.fullmatch(
        rf"The zip is {ZIP} \([\d.]+ [kM]B, \d+ files\)\.\n", said.replace("\\", "/")
    )
    with zipfile.ZipFile(folder / ZIP) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
    assert {name.partition("/")[0] for name in names} == {"Zoe-Example-Portfolio-2027"}
    assert any(name.endswith("First aid ✓.png") for name in names)
    # What is for others is nowhere: no file, no word, not in the index of the search.
    assert not [name for name in names if "xylograph" in name or "_sources" in name]
    for words in (b"secret", b"xylograph", b"Xylograph"):
        assert words not in everything


def test_it_opens_from_its_files(built: tuple[Path, str], tmp_path: Path, browser: Browser) -> None:
    """No error, no request that fails or leaves the machine; and it can be searched."""
    folder, _said = built
    with zipfile.ZipFile(folder / ZIP) as archive:
        archive.extractall(tmp_path / "a b ✓")
    root = next((tmp_path / "a b ✓").iterdir())
    wrong: list[str] = []
    page = browser.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # What is aborted was still on its way when the next page was opened; what is not there fails.
    page.on(
        "requestfailed",
        lambda request: (
            None
            if "ABORTED" in str(request.failure)
            else wrong.append(f"{request.failure} {request.url}")
        ),
    )
    page.on(
        "request",
        lambda request: wrong.append(request.url) if request.url.startswith("http") else None,
    )
    for file in sorted(root.rglob("*.html")):
        page.goto(file.as_uri(), wait_until="networkidle")
    assert wrong == []
    page.goto((root / "index.html").as_uri())
    page.get_by_role("link", name="About").first.click()
    expect(page).to_have_url(re.compile("/about.html$"))
    page.goto(f"{(root / 'search.html').as_uri()}?q=zebras")
    page.get_by_role("link", name="Home").filter(has_text="Home").last.wait_for()
    page.locator("#search-results li a").first.click()
    expect(page).to_have_url(re.compile("index.html"))
    expect(page.locator("body")).to_contain_text("zebras")
    assert wrong == []
    page.close()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Sequence[str]]:
    """Zips a portfolio with a theme that costs little; what is said."""
    monkeypatch.chdir(tmp_path)
    conf = CONF.replace("furo", "basic")

    def build(*arguments: str, conf: str = conf, status: int = 0, **files: str) -> Sequence[str]:
        write(tmp_path, {**FILES, "conf.py": conf, "docs/about.md": files.get("about", ABOUT)})
        result = run("build", "zip", *arguments)
        assert result.exit_code == status, result.stderr
        return [*result.stderr.splitlines(), *result.stdout.splitlines()]

    return build


def test_what_is_wrong_is_said_where_its_author_wrote_it(
    small: Callable[..., Sequence[str]], tmp_path: Path
) -> None:
    about = (
        f"{ABOUT}\n<img src='https://cdn.example.org/a.png'>\n\n<a href='/cv.pdf'>CV</a>\n\n"
        "<video src='_static/talk.mp4'></video>\n"
    )
    write(tmp_path, {"docs/static/talk.mp4": b"no video", "docs/static/own.png": b"x" * 70_000})
    said = small("--light", "--strict", about=about, status=1)
    assert [line.partition(" ")[0] for line in said[:4]] == [
        "build/zip/light/_static/own.png:",
        "build/zip/light/_static/talk.mp4:",
        "docs/about.md:5:",
        "docs/about.md:7:",
    ]
    assert said[4].startswith("There are warnings above.")
    # It is there all the same.
    assert said[5].startswith("The zip is build/zip/Zoe-Example-Portfolio-")
    assert re.search(r"; pictures: \d+ kB of your files became 7\d kB\)\.$", said[5])


def test_what_was_there_before_is_not_in_the_zip(
    small: Callable[..., Sequence[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    small("--", "-D", "portfolio_audience=assessor")
    with zipfile.ZipFile(tmp_path / ZIP) as archive:
        assert [name for name in archive.namelist() if name.endswith("xylograph.png")]
    write(tmp_path / "build/zip/site", {"left/over.html": "words"})
    small()
    first = (tmp_path / ZIP).read_bytes()
    with zipfile.ZipFile(tmp_path / ZIP) as archive:
        assert not [name for name in archive.namelist() if "over" in name or "xylograph" in name]
    small("--fresh")
    assert (tmp_path / ZIP).read_bytes() == first


def test_sizes_are_told_in_one_line(small: Callable[..., Sequence[str]]) -> None:
    (full,) = small()
    (light,) = small("--light")
    size = re.search(r"\(([^,]+), \d+ files\)", full)
    assert size
    assert f", the full one {size[1]}; pictures: " in light
    assert "video" not in light


def test_a_number_in_the_name_is_taken_out_and_said_once(
    small: Callable[..., Sequence[str]], tmp_path: Path
) -> None:
    said = small(
        conf=f'{CONF.replace("furo", "basic")}portfolio_file_name = "219012345 {{name}}"\n'
    )
    assert said[0].startswith(f"{tmp_path / 'conf.py'}: ")
    assert "called 'Zoe-Example'" in said[0]
    assert "219012345" not in " ".join(said)
    assert (tmp_path / "build/zip/Zoe-Example.zip").is_file()


def test_a_folder_of_somebody_else_stays(
    small: Callable[..., Sequence[str]], tmp_path: Path
) -> None:
    write(tmp_path / "build/zip/site", {"mine.txt": "words"})
    assert "no build of ours" in small(status=1)[0]
    assert (tmp_path / "build/zip/site/mine.txt").is_file()


def test_light_is_for_a_zip(small: Callable[..., Sequence[str]]) -> None:
    result = run("build", "html", "--light")
    assert result.exit_code == 2
    assert "portfolio_light" in result.stderr
