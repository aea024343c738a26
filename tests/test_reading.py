"""From what a person wrote to what a reader sees: nothing is lost on the way.

``READING_EXAMPLES=5000`` tries that many items, each of a few options, labels and words.
"""

from __future__ import annotations

import html
import itertools
import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from project import picture
from sphinx_portfolio.reading.items import EVIDENCE, REFLECTION
from sphinx_portfolio.reading.listing import CHECKLIST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from project import Project, Result

FILES: dict[str, str | bytes] = {"a.png": picture(), "plot 1  of 2.PNG": picture()}

# -- the same from every form of a directive


def backticks(options: Sequence[str], body: str, title: str = "My course") -> str:
    return f"```{{evidence}} {title}\n{lines(options)}\n{body}\n```\n"


def colons(options: Sequence[str], body: str, title: str = "My course") -> str:
    return f":::{{evidence}} {title}\n{lines(options)}\n{body}\n:::\n"


def rest(options: Sequence[str], body: str, title: str = "My course") -> str:
    text = f".. evidence:: {title}\n{lines(options)}\n{body}\n"
    first, *others = text.split("\n")
    return "\n".join([first, *(f"   {line}".rstrip(" ") for line in others)]) + "\n"


def lines(options: Sequence[str]) -> str:
    return "".join(f"{option}\n" for option in options)


FORMS = {"backticks": backticks, "colons": colons, "rest": rest}


def page(form: str, text: str) -> dict[str, str | bytes]:
    if form == "rest":
        return {"index.rst": f"Page\n====\n\n{text}", **FILES}
    return {"index.md": f"# Page\n\n\n{text}", **FILES}


def facts(result: Result) -> dict[str, str]:
    article = result.soup("index.html").find("article")
    assert article
    return {
        dt.get_text(): " ".join(dt.find_next("dd").get_text(" ").split())
        for dt in article.find_all("dt")
    }


#: Options, the facts that they become, and the lines and types of warnings; the directive stands
#: at line 4.
OPTIONS: dict[str, tuple[list[str], dict[str, str], list[tuple[int, str]]]] = {
    "an apostrophe": (
        [":issuer: 'n Sertifikaat", ":date: 2025"],
        {"Issued by": "'n Sertifikaat", "Date": "2025"}, [],
    ),
    "marks of quotation": ([':issuer: "Acme" Ltd'], {"Issued by": '"Acme" Ltd'}, []),
    "signs": (
        [":issuer: | Acme #1 shop", ":credential-id: #4711"],
        {"Issued by": "| Acme #1 shop", "Credential ID": "#4711"}, [],
    ),
    "list": ([":skills: a, b"], {"Skills": "A B"}, []),
    "list with semicolons": ([":skills: a; b"], {"Skills": "A B"}, [(5, "option_form")]),
    "list in brackets": ([":skills: [a, b]"], {"Skills": "A B"}, []),
    "list with commas of other scripts": ([":skills: a，b、c"], {"Skills": "A B C"}, []),
    "list with a quoted word": ([':skills: "a, b", c'], {"Skills": "A, b C"}, []),
    "bullets": ([":skills:", "  - a", "  - b, c"], {"Skills": "A B, c"}, []),
    "bullets and words": ([":skills: a", "  - b"], {"Skills": "A B"}, []),
    "skills without a letter": (
        [":skills: ++, C++"], {"skills": "++", "Skills": "C++"}, [(5, "bad_skill")],
    ),
    "skills that differ by a sign": (
        [":skills: C, C++, C#, F#, .NET, Net"], {"Skills": "C C++ C# F# .NET Net"}, [],
    ),
    "span": ([":date: 2025-01 to 2025-06"], {"Date": "January 2025 – June 2025"}, []),
    "ISO span": ([":date: 2025-01/2025-06"], {"Date": "January 2025 – June 2025"}, []),
    "span that goes on": ([":date: 2025-03 – now"], {"Date": "March 2025 – now"}, []),
    "slashes": ([":date: 2025/03/21"], {"Date": "21 March 2025"}, []),
    "backward span": (
        [":date: 2025-06 to 2025-01"], {"Date": "2025-06 to 2025-01"}, [(5, "bad_date")],
    ),
    "span for an end": ([":expires: 2025 to 2026"], {"Valid until": "2025 to 2026"}, [(5, "bad_date")]),
    "alternative text of nothing": ([":alt: My words"], {"alt": "My words"}, [(5, "unused_option")]),
    "caption of nothing": (
        [":kind: course", ":caption: My words", ":width: 80%"],
        {"caption": "My words", "width": "80%"}, [(6, "unused_option"), (7, "unused_option")],
    ),
    "caption of a missing file": (
        [":file: b.png", ":caption: My words"],
        {"File": "b.png", "caption": "My words"}, [(5, "missing_file")],
    ),
    "one bad line": (
        [":issuer: Acme", ":) fun", ":date: soon", ":isuer: x", ":url: http//x", ":skills: a"],
        {"Issued by": "Acme", "Date": "soon", "Verify at": "", "isuer": "x", "Skills": "A"},
        [(6, "option_form"), (7, "bad_date"), (8, "unknown_option"), (9, "bad_url")],
    ),
    "repeated": (
        [":issuer: Acme", ":issuer: Other"], {"Issued by": "Acme", "issuer 2": "Other"},
        [(6, "repeated_option")],
    ),
    "words for a flag": (
        [":featured: my best"], {"featured": "my best"}, [(5, "option_form")],
    ),
    "empty line first": (
        ["", ":issuer: Acme", ":date: 2025"], {"Issued by": "Acme", "Date": "2025"},
        [(6, "misplaced_option")],
    ),
    "YAML": (
        ["---", 'issuer: "Acme: Ltd"', "date: 2025-03-21", "skills: [a, b]", "---"],
        {"Issued by": "Acme: Ltd", "Date": "21 March 2025", "Skills": "A B"}, [],
    ),
    "broken YAML": (
        ["---", "issuer: Acme: Ltd", "date: 2025-03-21", "---"],
        {"Issued by": "Acme: Ltd", "Date": "21 March 2025"}, [(6, "bad_yaml")],
    ),
    "class in another script": ([":class: красный"], {}, [(5, "option_form")]),
}  # fmt: skip
OPTIONS["one bad line"][1].pop("Verify at")
OPTIONS["one bad line"][1]["Online at"] = "http//x"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", OPTIONS)
def test_an_option_is_the_same_in_every_form(
    project: Callable[..., Project], case: str, form: str
) -> None:
    options, shown, said = OPTIONS[case]
    result = project(page(form, FORMS[form](options, "\nWords of mine."))).build()
    assert facts(result) == shown
    assert "Words of mine." in result.soup("index.html").find("article").get_text()
    reported = [
        re.fullmatch(r"index\.\w+:(\d+): .*\[portfolio\.(\w+)\]", w) for w in result.warnings
    ]
    assert all(reported), result.warnings
    assert [(int(r[1]), r[2]) for r in reported if r] == said


@pytest.mark.parametrize("form", FORMS)
def test_blanks_in_the_name_of_a_file_stay(project: Callable[..., Project], form: str) -> None:
    options = [":file: plot 1  of 2.PNG", ":alt: A plot"]
    result = project(page(form, FORMS[form](options, "\nWords."))).build()
    assert result.warnings == []
    image = result.article("index.html", "my-course").img
    assert image
    assert (result.outdir / str(image["src"]).replace("%20", " ")).is_file()


@pytest.mark.parametrize("form", FORMS)
def test_an_option_after_the_text_counts_and_leaves_other_lines_alone(
    project: Callable[..., Project], form: str
) -> None:
    result = project(
        page(form, FORMS[form]([], "\nFirst *words*.\n\n:date: 2025\n\nLast."))
    ).build()
    assert facts(result) == {"Date": "2025"}
    body = result.article("index.html", "my-course").find(class_="pf-body")
    assert body
    assert [p.get_text() for p in body.find_all("p")] == ["First words.", "Last."]
    (warning,) = result.warnings
    assert ":9: WARNING: ':date:' stands after the text." in warning


def test_options_of_what_stands_inside_are_left_to_it(project: Callable[..., Project]) -> None:
    body = (
        "Words.\n\n```{figure} a.png\n:alt: Inner\n:name: inner\n\nCaption.\n```\n\n"
        "- point\n\n  ```{evidence} Inner item\n  :date: 2024\n  ```\n"
    )
    text = "# Page\n\n````{evidence} Outer\n:kind: course\n\n" + body + "````\n"
    result = project({"index.md": text, **FILES}).build()
    assert result.warnings == []
    outer = result.article("index.html", "outer")
    assert outer.find(id="inner").name == "figure"
    assert [t.get_text() for t in outer.find_all("time")] == ["2024"]


def test_labels_of_parts_win_over_options(project: Callable[..., Project]) -> None:
    model = {"own": {"parts": ["Name", "Date", "Skills"]}}
    text = "# P\n\n```{reflection} It\n:model: own\n\n:name: one\n:date: two\n:skills: three\n```\n"
    result = project({"index.md": text}, portfolio_reflection_models=model).build()
    assert result.warnings == []
    parts = result.article("index.html", "it").find_all("li", class_="pf-part")
    assert [" ".join(p.get_text(" ").split()) for p in parts] == [
        "1 Name one",
        "2 Date two",
        "3 Skills three",
    ]


@pytest.mark.parametrize("start", [".", "source", "elsewhere/deep"])
def test_a_warning_in_an_included_file_names_it(
    project: Callable[..., Project], start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {
        "index.rst": "P\n=\n\n.. include:: parts/a.txt\n",
        "parts/a.txt": "Words.\n\n.. evidence:: It\n   :kind: course\n   :date: soon\n\n   Text.\n",
        "two.md": ":orphan:\n\n# Q\n\n```{include} parts/b.txt\n```\n",
        "parts/b.txt": "Words.\n\n```{evidence} It\n:date: soon\n\nText\x0bhere.\n```\n",
    }
    files["two.md"] = "---\norphan: true\n---\n# Q\n\n```{include} parts/b.txt\n```\n"
    tree = project(files, exclude_patterns=["parts/*"])
    (tree.root / start).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tree.root / start)
    result = tree.build()
    places = sorted(w.partition(" WARNING")[0] for w in result.warnings)
    assert places == ["parts/a.txt:5:", "parts/b.txt:4:", "parts/b.txt:6:"]


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_control_characters_reach_no_output(
    project: Callable[..., Project], builder: str, suffix: str
) -> None:
    options = [":issuer: Ac\x1fme", ":date: 2025\x0b"]
    form = "rest" if suffix == "rst" else "backticks"
    text = FORMS[form](options, "\nOne\x0btwo\x07.", title="My\x0ctitle")
    result = project(page(form, text)).build(builder)
    lines = sorted(int(w.split(":")[1]) for w in result.warnings if "control_character" in w)
    assert lines == [4, 5, 6, 9]
    for path in result.outdir.rglob("*"):
        if "_sources" in path.parts:
            continue  # the owner's own file, as it is
        if path.suffix in {".html", ".xhtml", ".tex", ".txt", ".opf", ".ncx"}:
            assert not re.search("[\x07\x0b\x0c\x1f]", path.read_text("utf-8", "replace"))


def test_pages_without_items_keep_their_characters(project: Callable[..., Project]) -> None:
    assert project({"index.rst": "P\n=\n\nOne\x0c\n\nTwo.\n"}).build().warnings == []


# -- any text in any option, label and body

#: What trips readers, between the words.
SIGNS = st.sampled_from(
    ["'", '"', ": ", " #", "| ", "[", "]", "{", "}}", "&", "*", "!", "%", "@", "\\", ",", ";", "-",
     "–", "=", "(", ")", "  ", "\t", "\u00a0", "，", "：", "~", "$", "^", "/", "?", "_", "+", "'s ",
     " \u2028 ", " \x0b ", "\x1f", " ... ", "//", "``", "<", ">"]
)  # fmt: skip
#: What is text to Markdown and reStructuredText alike.
QUIET = st.sampled_from(
    ["'", '"', ": ", "& ", "! ", "@ ", ", ", "; ", " – ", "= ", "(", ") ", "? ", " ... "]
)


def words(signs: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Text that ends in a word, with signs before each; words are numbered when it is used."""
    return st.lists(signs, min_size=1, max_size=4).map(
        lambda found: "".join(f"{s}@@" for s in found)
    )


def numbered(text: str) -> str:
    """The text with a word of its own in each gap."""
    numbers = itertools.count()
    return re.sub("@@", lambda _gap: f" word{next(numbers)}x ", text)


#: Not those that keep an item from its readers, words and all.
NAMES = sorted(
    # What is to be hidden is neither shown nor named.
    {one.option for one in (*EVIDENCE, *REFLECTION, *CHECKLIST)} - {"private", "audience", "redact"}
    | {"nonsense", "Two words"}
)
OPTION = st.one_of(
    st.tuples(st.sampled_from(NAMES), words(SIGNS)).map(lambda o: f":{o[0]}: {o[1]}"),
    st.tuples(st.sampled_from(NAMES), words(SIGNS)).map(lambda o: f":{o[0]}:{o[1]}"),
    st.tuples(st.sampled_from(NAMES), words(QUIET), words(QUIET)).map(
        lambda o: f":{o[0]}: {o[1]}\n   {o[2]}"
    ),
    words(QUIET).map(lambda text: f":) {text}"),
)
# The caption is markup, and so may be words of ours that are no option.
OPTIONS_OF_ONE = st.lists(OPTION, max_size=4).map(
    lambda options: [o for o in options if not o.startswith((":caption", ":Two"))]
)
LABELS = (
    "**Situation:**",
    "**Task**",
    "**A** –",
    "Result:",
    "**Next:**",
    "S:",
    "## Situation",
    "- **T:**",
)
BODY = st.lists(
    st.tuples(st.sampled_from(["", "", *LABELS]), words(QUIET)).map(" ".join), max_size=4
).map("\n\n".join)
ITEM = st.tuples(
    st.sampled_from(["evidence", "star-reflection", "reflection", "evidence-table"]),
    st.sampled_from(["```", ":::", "rest"]),
    words(QUIET),
    OPTIONS_OF_ONE,
    BODY,
)
EXAMPLES = int(os.environ.get("READING_EXAMPLES", "300"))
#: Items of one build.
TOGETHER = 25


def source(item: tuple[str, str, str, list[str], str]) -> str:
    name, form, title, options, body = item
    if form == "rest":
        inner = f"{lines(options)}\n{re.sub('^#+ ', '', body, flags=re.MULTILINE)}"
        below = "\n".join(f"   {line}".rstrip(" ") for line in inner.split("\n"))
        return f".. {name}:: {title}\n{below}\n\n"
    return f"{form}{{{name}}} {title}\n{lines(options)}\n{body}\n{form}\n\n"


@settings(
    max_examples=max(1, EXAMPLES // TOGETHER),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate],  # the message names the place; builds are slow to shrink
)
@given(st.lists(ITEM, min_size=TOGETHER, max_size=TOGETHER))
def test_every_word_is_shown_or_named(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[str, str, str, list[str], str]]
) -> None:
    from project import Project

    markdown = "# P\n\n" + "".join(source(item) for item in items if item[1] != "rest")
    rest = ":orphan:\n\nP\n=\n\n" + "".join(source(item) for item in items if item[1] == "rest")
    markdown, _mark, rest = numbered(f"{markdown}\x00{rest}").partition("\x00")
    files: dict[str, str | bytes] = {"index.md": markdown.encode(), "other.rst": rest.encode()}
    tree = Project(tmp_path_factory.mktemp("any"), files, {"nitpicky": False})
    shown = tree.build("html")
    text = tree.build("text")
    seen = _seen(
        [*shown.warnings, *(_all_of(shown, page) for page in ("index.html", "other.html"))]
    )
    read = _seen(
        [
            *shown.warnings,
            *text.warnings,
            *((text.outdir / name).read_text("utf-8") for name in ("index.txt", "other.txt")),
        ]
    )
    # Ids and classes are no text.
    unseen = re.findall(
        r"word\d+x",
        " ".join(re.findall(r"(?m)^ *:(?:class|name):.*(?:\n +\S.*)?$", markdown + rest)),
    )
    for word in re.findall(r"word\d+x", markdown + rest):
        assert word in seen, f"{word} of {_around(word, markdown + rest)}"
        assert word in read or word in unseen, f"{word} of {_around(word, markdown + rest)}"


def _around(word: str, text: str) -> str:
    at = text.index(word)
    return repr(text[max(0, at - 300) : at + 100])


def _seen(texts: Sequence[str]) -> str:
    return " ".join(texts).casefold()


def _all_of(result: Result, page: str) -> str:
    """What a page says, also to those who cannot see it."""
    return html.unescape((result.outdir / page).read_text("utf-8"))
