"""No byte that any builder publishes names a contact whom its readers may not know.

All names are invented, and none of their words is another word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from project import Project, picture, word_document
from published_bytes import found_under

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Result

pytestmark = pytest.mark.newest

BUILDERS = (
    "html", "dirhtml", "singlehtml", "epub", "latex", "texinfo", "text", "man", "json", "pickle",
    "xml", "pseudoxml", "gettext", "portfolio-manifest", "portfolio-jsonresume", "portfolio-needs",
)  # fmt: skip
FIRST, LAST = "Qwendoline", "Zyxwovska"
NAME = f"{FIRST} {LAST}"
OTHER = "Vorbold Xantippel"
MAIL, PHONE = "qz4711@mail.sample-host.co.za", "082 391 4467"
SECRETS = (FIRST, LAST, "Vorbold", "Xantippel", MAIL, PHONE, FIRST.lower(), LAST.lower())
# A name alone, one in texts of its own and of others, columns that are never shown.
CSV = f"""\
name,role,organisation,branch,status,since,last contact,next action,due,email,phone
{NAME},Mentor,Example Ltd,Industry,in touch,2024,2026-01-10,Call {FIRST} on {PHONE},2026-02-01,{MAIL},{PHONE}
{OTHER},,,Industry,planned,,,Write to {MAIL} with {OTHER.upper()},,,
,Friend of {NAME},{LAST}-{FIRST} Ltd,{FIRST}_{LAST},asleep {OTHER},,,Ask {NAME},soon {NAME},,
"""
YAML = f"""\
Industry:
  - {NAME}
  - name: {OTHER}
    role: Recruiter
    next-action: Ask {OTHER} for a talk
    due: 2026-04-01
"""
NET = """\
# Network

```{network-map} My network
:name: my-network
:file: contacts.csv
```

```{network-map} By hand
:names-for: assessor
:file: more.yaml
```

```{evidence} A map
:name: map

My map.
```

{numref}`my-network`, [](#my-network), {evidence}`map`
"""
SOURCES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\nnet\nnext\nlast\n```\n",
    "net.md": NET,
    "next.md": "# Next\n\n```{follow-ups} What is next\n:on: 2026-03-05\n```\n\n"
    "```{portfolio-timeline}\n```\n",
    "last.md": "---\nprivate: true\n---\n"
    f"# {NAME}\n\n```{{network-map}}\n:file: contacts.csv\n```\n",
    "contacts.csv": CSV,
    "more.yaml": YAML,
}
CONFIG: dict[str, object] = {
    "copyright": "Your Name",
    "version": "1",
    "epub_show_urls": "no",
    "html_copy_source": True,
    "man_pages": [("index", "portfolio", "Portfolio", ["Your Name"], 1)],
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("names"), SOURCES, CONFIG)


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_byte_names_a_contact(tree: Project, builder: str) -> None:
    out = "gettext" if builder == "gettext" else ""  # it wants doctrees of its own
    made = tree.build(builder, out=out)
    assert found_under(made.outdir, SECRETS) == []
    # Nor do the logs, and what is kept for the next build.
    assert not [line for line in made.warnings if any(secret in line for secret in SECRETS[:4])]
    assert found_under(made.outdir.parent, SECRETS) == []


def test_something_is_shown_of_them(tree: Project) -> None:
    text = tree.build("text", out="words").text("net.txt")
    assert "Mentor, Example Ltd" in text
    assert "V. X. (planned)" in text
    assert "Q. Z." in text
    text = tree.build("text", out="words").text("next.txt")
    assert "Write to …" in text


@pytest.mark.parametrize("builder", ["html", "json", "text", "latex"])
def test_who_may_read_names_reads_them(tree: Project, builder: str) -> None:
    made = tree.build(builder, out="assessor", portfolio_audience=["assessor"])
    found = {line.rpartition(": ")[2] for line in found_under(made.outdir, [*SECRETS, OTHER])}
    # Those of the file whose map says so; in a picture, a name may stand in two lines.
    assert found >= {FIRST, LAST, "Vorbold", "Xantippel"}
    assert found.isdisjoint({MAIL, PHONE})


# -- what the owner wrote


def leaks(result: Result) -> list[str]:
    return [line for line in result.warnings if "[portfolio.leak_name]" in line]


NAMES = {"net.md": "# Net\n\n```{network-map} Net\n:file: c.csv\n```\n", "c.csv": f"name\n{NAME}\n"}
HOME = "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n"
PLACES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "a text": ({"a.md": f"# A\n\nI met {NAME.upper()}.\n"}, "a.md:3: "),
    "a heading": ({"a.md": f"# {LAST}, {FIRST}\n"}, "a.md:1: "),
    "another alphabet's accents": ({"a.md": "# A\n\nQwéndolîne *Zyxwovská*\n"}, "a.md:3: "),
    "alternative text": (
        {"a.md": f"# A\n\n```{{evidence}} B\n:file: a.png\n:alt: With {NAME}\n```\n"}
        | {"a.png": picture()},
        "a.md:5: ",
    ),
    "alternative text of a picture": (
        {"a.md": f"# A\n\n![{NAME}](a.png)\n", "a.png": picture()},
        "a.md:3: ",
    ),
    "an option": ({"a.md": f"# A\n\n```{{evidence}} B\n:issuer: {NAME}\n```\n"}, "a.md:4: "),
    "a name for links": (
        {"a.md": f"# A\n\n```{{evidence}} B\n:name: {FIRST.lower()}-{LAST.lower()}\n```\n"},
        "a.md:4: ",
    ),
    "the name of a file": (
        {"a.md": "# A\n\n```{evidence} B\n:file: x-Qwendoline_zyxwovska.png\n:alt: x\n```\n"}
        | {"x-Qwendoline_zyxwovska.png": picture()},
        "a.md:3: ",
    ),
    "the name of a page": ({f"{FIRST.lower()}-{LAST.lower()}.md": "# A\n"}, "md:1: "),
    "the name of a folder": ({f"{LAST}-{FIRST}/a.md": "---\norphan: true\n---\n# A\n"}, "a.md:1: "),
    "the words of a file": (
        {"a.md": "# A\n\n```{evidence} B\n:file: a.docx\n```\n"}
        | {"a.docx": word_document(f"To {NAME}")},
        "a.md:3: ",
    ),
    "a file in the text": ({"a.md": "# A\n\n{download}`a.txt`\n", "a.txt": NAME}, "a.md:1: "),
    "a file that is included": (
        {"a.md": "# A\n\n```{include} a.txt\n```\n", "a.txt": f"I met {NAME}.\n"},
        "a.md:1: ",
    ),
    "a program": (
        {"a.md": "# A\n\n```{literalinclude} a.py\n```\n", "a.py": f"x = '{NAME}'\n"},
        "a.md:1: ",
    ),
    "the contacts themselves": (
        {"net.md": f"{NAMES['net.md']}\n```{{csv-table}}\n:file: c.csv\n```\n"},
        "net.md:1: ",
    ),
    "a comment": ({"a.md": f"# A\n\n% {NAME}\n"}, "a.md:3: "),
    "next steps": (
        {
            "a.md": "# A\n\n```{star-reflection} B\n**Situation:** s\n\n**Task:** t\n\n"
            f"**Action:** a\n\n**Result:** r\n\n**Next steps:** Write to {NAME}\n```\n"
        },
        "a.md:12: ",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_wherever_it_stands(project: Callable[..., Project], place: str) -> None:
    files, where = PLACES[place]
    tree = project({"index.md": HOME, **NAMES, **files}, exclude_patterns=["a.txt"])
    found = leaks(tree.build())
    assert found, place
    assert any(where in one for one in found), found
    assert len(found) <= 2, found
    assert not any(f"{FIRST} {LAST}" in one for one in found)


QUIET: dict[str, tuple[dict[str, Any], dict[str, object]]] = {
    "a single word": ({"a.md": f"# A\n\n{FIRST} came. {LAST} went.\n"}, {}),
    "what may be known": ({"a.md": f"# A\n\n{NAME}\n"}, {"portfolio_known": [NAME.lower()]}),
    "nothing is to be looked for": ({"a.md": f"# A\n\n{NAME}\n"}, {"portfolio_leak_check": "off"}),
    "private": ({"a.md": f"# A\n\n```{{evidence}} {NAME}\n:private:\n```\n\nWords.\n"}, {}),
    "a page for others": ({"a.md": f"---\naudience: assessor\n---\n# {NAME}\n"}, {}),
    "names for these readers": (
        {"net.md": NAMES["net.md"].replace(":file:", ":names-for: public\n:file:")}
        | {"a.md": f"# A\n\n{NAME}\n"},
        {},
    ),
    "nobody": ({"a.md": f"# A\n\n{NAME}\n", "c.csv": "role\nMentor\n"}, {}),
}


@pytest.mark.parametrize("case", QUIET)
def test_nothing_else_is_found(project: Callable[..., Project], case: str) -> None:
    files, config = QUIET[case]
    tree = project({"index.md": HOME, **NAMES, **files}, **config)
    assert leaks(tree.build()) == []


@pytest.mark.parametrize(
    "page",
    [
        "---\naudience: assessor\n---\n# N\n\n```{network-map} N\n:file: c.csv\n```\n",
        "---\nprivate: true\n---\n# N\n\n```{network-map}\n:alt: x\n:file: /c.csv\n```\n",
        "# N\n\n```{network-map} N\n:audience: assessor\n:file: c.csv\n```\n",
        "# N\n\n```{network-map} N\n:private:\n:names-for: public\n:file: c.csv\n```\n",
    ],
)
def test_names_of_a_map_that_is_not_shown_are_found(
    project: Callable[..., Project], page: str
) -> None:
    tree = project({"index.md": HOME, **NAMES, "net.md": page, "a.md": f"# A\n\n{NAME}\n"})
    (found,) = leaks(tree.build())
    assert "a.md:3: " in found


def test_a_page_is_looked_through_when_it_or_a_name_changed(
    project: Callable[..., Project],
) -> None:
    tree = project({"index.md": HOME, **NAMES, "a.md": f"# A\n\n{OTHER}\n", "b.md": "# B\n"})
    assert leaks(tree.build()) == []
    tree.write("b.md", f"# B\n\n{NAME}\n")
    (found,) = leaks(tree.build())
    assert "b.md:3: " in found
    tree.write("c.csv", f"name\n{NAME}\n{OTHER}\n")
    assert sorted(one.partition(":")[0] for one in leaks(tree.build())) == ["a.md", "b.md"]
    assert leaks(tree.build()) == []


def test_it_is_the_same_on_several_processors(project: Callable[..., Project]) -> None:
    pages = {f"p{n}.md": f"# P\n\n{NAME}\n\n```{{evidence}} E{n}\n```\n" for n in range(8)}
    tree = project({"index.md": HOME, **NAMES, **pages})
    one = leaks(tree.build(out="one"))
    assert len(one) == len(pages)
    assert leaks(tree.build(out="many", parallel=2)) == one
