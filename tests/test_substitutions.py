"""Names that stand for words, in options and titles: as MyST and docutils have them in text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from project import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project, Result

VALUES: dict[str, object] = {
    "acme": "ACME & Co.",
    "rich": "*The* [ACME](https://example.org)",
    "nested": "{{ acme }} ({{ year }})",
    "loop": "a {{ loop }}",
    "year": 2025,
    "site": "https://example.org/a_b_c",
    "skills": "Baking, selling",
    "words-with-hyphens": "hyphens",
    "folder": "files",
    "empty": "",
}
MARKDOWN: dict[str, object] = {
    "myst_enable_extensions": ["colon_fence", "substitution", "deflist"],
    "myst_substitutions": VALUES,
}
PROLOG = "".join(
    f".. |{name}| replace:: {words}\n"
    for name, words in {**VALUES, "rich": "*The* `ACME <https://example.org>`__", "nested": "|acme| (|year|)"}.items()
    if name not in {"loop", "empty"}
)  # fmt: skip
FILES: dict[str, str | bytes] = {"files/a.png": picture()}


def entry(result: Result) -> dict[str, Any]:
    data = json.loads((result.outdir / "portfolio.json").read_text("utf-8"))
    (one,) = data["evidence"]
    assert isinstance(one, dict)
    return one


def said(value: object) -> object:
    """A value of portfolio.json; of skills, their names."""
    if isinstance(value, str):
        return re.sub("_files/[0-9a-f]{16}/", "_files/", value)
    return [skill["name"] for skill in value] if isinstance(value, list) else value


#: An option with a name in it, and what portfolio.json has under a key then.
OPTIONS: list[tuple[str, str, object]] = [
    ("issuer: <acme>", "issuer", "ACME & Co."),
    ("issuer: At <acme>, since <year>", "issuer", "At ACME & Co., since 2025"),
    ("issuer: <rich>", "issuer", "The ACME"),
    ("issuer: <nested>", "issuer", "ACME & Co. (2025)"),
    ("issuer: <words-with-hyphens>", "issuer", "hyphens"),
    ("date: <year>-03", "date", "2025-03"),
    ("expires: <year>", "expires", "2025"),
    ("credential-id: <year>/7_x_y", "credential_id", "2025/7_x_y"),
    ("url: <site>/x", "url", "https://example.org/a_b_c/x"),
    ("skills: <skills>, thinking", "skills", ["baking", "selling", "thinking"]),
    ("name: x-<year>", "name", "x-2025"),
    ("file: <folder>/a.png", "file", "_files/a.png"),
]


def in_markdown(line: str) -> str:
    return line.replace("<", "{{ ").replace(">", " }}")


def in_rest(line: str) -> str:
    # reStructuredText wants a sign, or an escaped blank, around a name; options need none.
    return line.replace("<", "|").replace(">", "|")


@pytest.mark.parametrize(("line", "key", "value"), OPTIONS)
def test_a_name_in_an_option_of_markdown(
    project: Callable[..., Project], line: str, key: str, value: object
) -> None:
    page = f"# P\n\n:::{{evidence}} It\n:{in_markdown(line)}\n:alt: x\n:::\n"
    result = project({"index.md": page, **FILES}, **MARKDOWN).build()
    assert [one for one in result.warnings if "unused_option" not in one] == []
    assert said(entry(result)[key]) == value


@pytest.mark.parametrize("where", ["prolog", "above", "below"])
@pytest.mark.parametrize(("line", "key", "value"), OPTIONS)
def test_a_name_in_an_option_of_restructuredtext(
    project: Callable[..., Project], line: str, key: str, value: object, where: str
) -> None:
    if where == "below" and "rich" in line:
        value = "*The* `ACME <https://example.org>`__"  # as far as it can be known there
    line = in_rest(line)
    page = f".. evidence:: It\n   :{line}\n   :alt: x\n\n"
    page = {"prolog": page, "above": f"{PROLOG}\n{page}", "below": f"{page}\n{PROLOG}"}[where]
    prolog = PROLOG if where == "prolog" else ""
    result = project({"index.rst": f"P\n=\n\n{page}", **FILES}, rst_prolog=prolog).build()
    assert [one for one in result.warnings if "unused_option" not in one] == []
    assert said(entry(result)[key]) == value


def test_alternative_text_and_caption(project: Callable[..., Project]) -> None:
    options = ":file: files/a.png\n:alt: By {{ rich }}\n:caption: By {{ rich }}, {{ nope }}\n"
    page = f"# P\n\n:::{{evidence}} Of {{{{ acme }}}}\n{options}:::\n"
    result = project({"index.md": page, **FILES}, **MARKDOWN).build()
    article = result.soup("index.html").article
    assert article is not None
    assert article.select_one(".pf-title").get_text().startswith("Of ACME & Co.")  # type: ignore[union-attr]
    assert article.img is not None
    assert article.img["alt"] == "By The ACME"
    caption = article.select_one(".caption-text")
    assert caption is not None
    assert caption.get_text() == "By The ACME, {{ nope }}"
    assert caption.a is not None
    (warning,) = result.warnings
    assert warning.startswith("index.md:6: WARNING: Substitution error:UndefinedError: 'nope'")


def test_the_front_matter_counts_and_jinja_works(project: Callable[..., Project]) -> None:
    head = "---\nmyst:\n  substitutions:\n    acme: Mine\n    many: [a, b]\n---\n\n"
    options = (
        ":issuer: {{ acme | upper }}\n"
        ":skills: {{ many | join(', ') }}\n"
        ":credential-id: {{ env.docname }}\n"
    )
    page = f"{head}# P\n\n```{{evidence}} {{{{ acme }}}} it\n{options}```\n"
    result = project({"index.md": page}, **MARKDOWN).build()
    assert result.warnings == []
    found = entry(result)
    assert (found["title"], found["name"]) == ("Mine it", "mine-it")
    assert found["issuer"] == "MINE"
    assert said(found["skills"]) == ["a", "b"]
    assert found["credential_id"] == "index"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("{{ nope }}", "UndefinedError"),
        ("{{ what? }}", "TemplateSyntaxError"),
        ("{{ year / 0 }}", "ZeroDivisionError"),
        ("{{ loop }}", "circular"),
    ],
)
def test_a_name_for_nothing_is_shown_and_said_once_at_its_line(
    project: Callable[..., Project], written: str, kind: str
) -> None:
    page = f"# P\n\n```{{evidence}} It\n:kind: course\n:issuer: X {written} Y\n```\n"
    result = project({"index.md": page}, **MARKDOWN).build()
    (warning,) = result.warnings
    is_loop = "loop" in written  # of which MyST shows what it can, and says so a line below
    assert is_loop or warning.startswith("index.md:5: WARNING: ")
    assert kind in warning
    assert "[myst.substitution]" in warning
    if not is_loop:
        assert entry(result)["issuer"] == f"X {written} Y"
    page = f"# P\n\n```{{evidence}} It {written}\n```\n"
    result = project({"index.md": page}, **MARKDOWN).build()
    if not is_loop:
        (warning,) = result.warnings
        assert warning.startswith("index.md:3: WARNING: ")
        assert entry(result)["title"] == f"It {written}"


def test_a_name_for_nothing_in_restructuredtext(project: Callable[..., Project]) -> None:
    page = "P\n=\n\n.. evidence:: It\n   :kind: course\n   :issuer: X |nope| Y\n"
    result = project({"index.rst": page}).build()
    (warning,) = result.warnings
    assert warning.startswith("index.rst:6: WARNING: nothing says what '|nope|' stands for.")
    assert warning.endswith("[portfolio.unknown_substitution]")
    assert entry(result)["issuer"] == "X |nope| Y"


@pytest.mark.parametrize(
    ("written", "extensions", "shown"),
    [
        ("{{ acme }}", [], "{{ acme }}"),  # the owner did not ask for it
        ("{{*not this*}}", [], "{{*not this*}}"),
        (r"\{{ acme }}", ["substitution"], "{{ acme }}"),
        ("{ acme }", ["substitution"], "{ acme }"),
        ("{{ acme", ["substitution"], "{{ acme"),
        ("|acme|", ["substitution"], "|acme|"),
        ("x@example.org {{}}", ["substitution"], "x@example.org {{}}"),
    ],
)
def test_what_is_no_name_stays(
    project: Callable[..., Project], written: str, extensions: list[str], shown: str
) -> None:
    page = f"# P\n\n```{{evidence}} It\n:issuer: {written}\n```\n"
    config = {**MARKDOWN, "myst_enable_extensions": extensions}
    result = project({"index.md": page}, **config).build()
    assert result.warnings == []
    assert entry(result)["issuer"] == shown


@pytest.mark.parametrize("written", ["a | b | c", "| a |", "x|y|z", r"\|year|", "||", "|", "P(|"])
def test_what_is_no_name_of_restructuredtext_stays(
    project: Callable[..., Project], written: str
) -> None:
    page = f"{PROLOG}\nP\n=\n\n.. evidence:: It\n   :issuer: {written}\n"
    result = project({"index.rst": page}).build()
    assert result.warnings == []
    assert entry(result)["issuer"] == written.removeprefix("\\")


def test_listings_and_reflections(project: Callable[..., Project]) -> None:
    items = "```{evidence} It\n:issuer: {{ acme }}\n:name: it-{{ year }}\n:skills: {{ skills }}\n```\n\n"
    thoughts = (
        "```{star-reflection} On {{ acme }}\n:evidence: it-{{ year }}\n:date: {{ year }}\n\n"
        "**Situation:** {{ rich }}\n\n**Task:** b\n\n**Action:** c\n\n**Result:** d\n```\n\n"
    )
    table = (
        "```{evidence-table} By {{ acme }}\n:issuer: \"{{ acme }}\"\n:since: '{{ year }}'\n```\n"
    )
    result = project({"index.md": f"# P\n\n{items}{thoughts}{table}"}, **MARKDOWN).build()
    assert result.warnings == []
    page = result.text("index.html")
    assert "By ACME &amp; Co." in page
    assert "Nothing passes these filters: issuer ACME &amp; Co.; since 2025." in page
    data = json.loads((result.outdir / "portfolio.json").read_text("utf-8"))
    assert data["reflections"][0]["title"] == "On ACME & Co."
    assert data["reflections"][0]["evidence"] == ["it-2025"]


def test_other_words_for_a_name_are_seen_in_the_next_build(
    project: Callable[..., Project],
) -> None:
    tree = project(
        {"index.md": "# P\n\n```{evidence} {{ acme }}\n:issuer: {{ acme }}\n```\n"}, **MARKDOWN
    )
    assert entry(tree.build())["issuer"] == "ACME & Co."
    found = entry(tree.build(myst_substitutions={"acme": "Other"}))
    assert (found["issuer"], found["title"]) == ("Other", "Other")
