"""What ``check`` says: hints where a portfolio is thin, others' messages in words for authors."""

from __future__ import annotations

import json
import re
from datetime import date
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.checking.as_json import as_json
from sphinx_portfolio.checking.facts import Facts, PartText, Passage, Picture
from sphinx_portfolio.checking.findings import Check, Finding, Group, Hint, hint
from sphinx_portfolio.checking.hints import hints
from sphinx_portfolio.checking.languages import LANGUAGES, language_of, names_outcome, says_we
from sphinx_portfolio.checking.others import Known, Message, told
from sphinx_portfolio.checking.text import report
from sphinx_portfolio.checking.unused import files_below, unused
from sphinx_portfolio.faults import Place, WarningType
from sphinx_portfolio.model import Evidence, Record, Reflection, Skill
from sphinx_portfolio.reading.template_words import template_words
from sphinx_portfolio.records import Index
from sphinx_portfolio.skills import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest

TODAY = date(2025, 6, 1)
LONG = "word " * 30


def found(facts: Facts) -> list[tuple[str, int]]:
    """The hints about a portfolio: their kinds and lines."""
    return [(one.type.removeprefix("hint."), one.line) for one in hints(facts, TODAY)]


def item(line: int = 1, **values: object) -> Evidence:
    return Evidence("page", line, title="One", **{"name": f"one-{line}", **values})  # type: ignore[arg-type]


def about(*names: str, **values: object) -> Reflection:
    return Reflection("page", 9, name="r", title="R", evidence=names, **values)  # type: ignore[arg-type]


def kept(*records: Record) -> Facts:
    return Facts(Index(records), {"page": "page.md"})


# -- records


@pytest.mark.parametrize(
    ("expires", "kind"),
    [
        ("2025-05-31", "expired"),
        ("2025-05", "expired"),
        ("2024", "expired"),
        ("2025-06-01", "expired"),  # today is its last day
        ("2025-07-31", "expired"),
        ("2025-08-01", ""),
        ("2025", ""),
        ("", ""),
    ],
)
def test_what_expires_within_sixty_days_is_named(expires: str, kind: str) -> None:
    facts = kept(item(3, expires=expires), about("one-3"))
    assert found(facts) == ([(kind, 3)] if kind else [])


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2025-06-02", "future_date"),
        ("2052", "future_date"),
        ("2025-07/2025-08", "future_date"),
        ("2025-06-01", ""),
        ("2025-06", ""),  # it has begun
        ("2025", ""),
        ("2025-01/now", ""),
        ("2025-01/2026", ""),
    ],
)
def test_a_date_that_lies_ahead_is_named(when: str, kind: str) -> None:
    facts = kept(item(3, date=when), about("one-3", date=when))
    assert found(facts) == ([(kind, 3), (kind, 9)] if kind else [])


def test_evidence_that_nobody_reflects_on_is_named() -> None:
    assert found(kept(item(1), item(2), about("one-2"))) == [("not_reflected_on", 1)]


def test_skills_without_evidence_are_named() -> None:
    both = kept(item(1, skills=("a",)), about("one-1", skills=("a", "b")))
    assert found(both) == [("unshown_skill", 9)]
    expected = Catalogue({n: Skill(n, n.upper(), expected=2) for n in ("b", "c")})
    index = Index((item(1, skills=("b",)), about("one-1")), expected)
    assert found(Facts(index, {"page": "page.md"})) == [("unshown_skill", 1), ("unshown_skill", 0)]


# -- parts


def part(text: str, name: str = "situation", **facts: object) -> list[str]:
    one = PartText(Place("page.md", 4), name, name.title(), text)
    return [kind for kind, _line in found(Facts(parts=(one,), **facts))]  # type: ignore[arg-type]


def test_a_part_with_few_words_is_thin() -> None:
    assert part("So few words.") == ["thin_part"]
    assert part(LONG) == []
    assert part("So few words.", part_words=3) == []
    assert part("") == []  # a warning says so


@pytest.mark.parametrize(
    ("text", "language", "says_one"),
    [
        ("It was nice.", "en", False),
        ("I passed with distinction.", "en", True),
        ("12 people came.", "en", True),
        ("We now answer within a day.", "en", True),
        ("Dit was lekker.", "af", False),
        ("Ek het geslaag.", "af", True),
        ("Het was leuk.", "nl", False),
        ("Ik ben geslaagd.", "nl", True),
        ("Es war schön.", "de", False),
        ("Ich habe viel gelernt.", "de", True),
    ],
)
def test_a_result_without_an_outcome_is_named(text: str, language: str, says_one: bool) -> None:
    kinds = part(f"{text} {LONG}", "result", language=language)
    assert kinds == ([] if says_one else ["no_outcome"])
    assert part(f"{text} {LONG}", "outcome", language=f"{language}_XX") == kinds
    assert part(f"{text} {LONG}", "situation", language=language) == []


@pytest.mark.parametrize(
    ("text", "language", "is_ours"),
    [
        ("We planned it, and then we built it.", "en", True),
        ("We planned it, and I built it.", "en", False),
        ("We’ve planned it.", "en", True),
        ("I wrote to the club.", "en", False),
        ("Ons het beplan.", "af", True),
        ("Ek het beplan.", "af", False),
        ("Wij hebben gepland.", "nl", True),
        ("Ik heb gepland.", "nl", False),
        ("Wir haben geplant.", "de", True),
        ("Ich habe geplant.", "de", False),
        ("Nous avons planifié.", "fr", True),
        ("J'ai planifié.", "fr", False),
        ("Мы планировали.", "ru", False),
    ],
)
def test_an_action_of_others_is_named(text: str, language: str, is_ours: bool) -> None:
    kinds = part(f"{text} {LONG}", "action", language=language)
    assert kinds == (["we_not_i"] if is_ours else [])
    assert part(f"{text} {LONG}", "situation", language=language) == []


def test_a_language_is_found_by_its_code() -> None:
    assert language_of("en_GB") is language_of("en-ZA") is LANGUAGES["en"]
    assert language_of("xh") is None


@given(st.text(), st.sampled_from(sorted(LANGUAGES)))
def test_a_digit_is_an_outcome_in_every_language(text: str, code: str) -> None:
    language = LANGUAGES[code]
    assert names_outcome(f"{text}7", language)
    assert not says_we("", language)


# -- words that were left


@pytest.mark.parametrize(
    "text",
    [
        "TODO: write this",
        "Here comes more (TODO)",
        "FIXME",
        "xxx",
        "My mark was XXXX.",
        "Lorem ipsum dolor sit amet",
        "[Insert your picture here]",
        "[Your name]",
        "[Name of the employer]",
        "[Voeg jou naam in]",
        "[Beschrijf de taak]",
        "<your name>",
        "Your Name",
        "Jou Naam",
        "{{ name }}",
        "Click or tap here to enter text.",
    ],
)
def test_what_a_template_left_is_named(text: str) -> None:
    facts = Facts(passages=(Passage(Place("page.md", 5), f"Words.\n{text}\nMore."),))
    assert found(facts) == [("leftover", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "I wrote a todo list, and a to do list.",
        "A TODO list on the wall",
        "Your name was on the list.",
        "Call me by your name",
        "See [1] and [the report].",
        "XX and xxl",
        "https://example.org/xxx",
        "a < b and c > d",
        "[insertion sort]",
        "The Todos Santos hike",
    ],
)
def test_what_only_looks_so_is_left_alone(text: str) -> None:
    assert list(template_words(text)) == []


@given(st.text())
def test_what_is_left_over_stands_in_the_text(text: str) -> None:
    for below, words in template_words(text):
        assert words in text
        assert 0 <= below <= text.count("\n")


def test_looking_for_it_takes_no_long_time() -> None:
    for text in ("[insert " * 5000, "<your " * 5000, "x" * 100_000, "{{ a " * 5000):
        started = process_time()
        list(template_words(text))
        assert process_time() - started < 2


# -- pictures and files


@pytest.mark.parametrize(
    ("alt", "is_named"),
    [
        ("", True),
        ("image", True),
        ("Screenshot", True),
        ("picture 2", True),
        ("IMG_20250301", True),
        ("course.png", True),
        ("course", True),
        ("afbeelding", True),
        ("...", True),
        ("A certificate with a mark of 80%", False),
        ("Image of three people at a table", False),
        ("Screenshot of the form", False),
    ],
)
def test_alternative_text_that_says_nothing_is_named(alt: str, is_named: bool) -> None:
    facts = Facts(pictures=(Picture(Place("page.md", 2), alt, "files/course.png"),))
    assert found(facts) == ([("empty_alt", 2)] if is_named else [])


@pytest.mark.parametrize(
    ("file", "is_converted", "is_named"),
    [
        ("IMG_1.HEIC", False, True),
        ("scan.tif", False, True),
        ("IMG_1.HEIC", True, False),
        ("a.jpg", False, False),
    ],
)
def test_a_picture_that_no_browser_shows_is_named(
    file: str, is_converted: bool, is_named: bool
) -> None:
    picture = Picture(Place("page.md", 2), "Three people", file, is_converted)
    assert found(Facts(pictures=(picture,))) == ([("unshown_picture", 2)] if is_named else [])


def test_files_that_no_page_uses_are_named() -> None:
    files = [
        *("a.png", "b.png", "sub/c.pdf", "page.md", "page.MD", "new.markdown", "new.md.txt"),
        *("excluded.md", "README.md", "requirements.txt", "Makefile", "conf.py", "notes.txt"),
    ]
    ones = list(unused(files, {"a.png"}, {"page.md"}))
    assert [(one.type.removeprefix("hint."), one.file) for one in ones] == [
        ("unused_file", "b.png"),
        ("unused_file", "sub/c.pdf"),
        ("no_page", "page.MD"),
        ("no_page", "new.markdown"),
        ("no_page", "new.md.txt"),
    ]
    assert "'new.md'" in ones[-1].words


def test_programs_and_hidden_files_are_no_files_of_the_owner(tmp_path: Path) -> None:
    for name in (".venv/a.png", "env/pyvenv.cfg", "env/b.png", ".c.png", "_build/d.png", "e/f.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list(files_below(tmp_path)) == ["e/f.png"]


# -- what others say


@pytest.mark.parametrize(
    ("message", "group", "words"),
    [
        (Message("toc.excluded", "…", ("drafts/x",)), Group.MENUS, "exclude_patterns"),
        (Message("toc.empty_glob", "…"), Group.MENUS, "no page"),
        (Message("toc.duplicate_entry", "…", ("page",)), Group.MENUS, "twice"),
        (Message("toc.not_readable", "…", ("paeg",)), Group.MENUS, "'page'"),
        (Message("download.not_readable", "…", ("/a/b.pdf",)), Group.FILES, "'b.pdf'"),
        (Message("myst.xref_missing", "'myst' … not found: 'paeg.md'"), Group.LINKS, "'page'"),
        (Message("myst.xref_missing", "'myst' … not found: 'a\\\\b.md'"), Group.LINKS, "'/'"),
        (Message("ref.ref", "undefined label: 'firts'", ("firts",)), Group.LINKS, "'first'"),
        (Message("myst.header", "Non-consecutive header level"), Group.PAGES, "skips a level"),
        (Message("myst.role_unknown", 'Unknown … "evidense".'), Group.PAGES, "'evidence'"),
        (Message("docutils", "Title underline too short."), Group.PAGES, "as long"),
        (Message("docutils", "Unexpected indentation."), Group.PAGES, "to the left"),
        (Message("portfolio.bad_date", "no date"), Group.OPTIONS, "no date"),
        (Message("myst.strange", "What nobody knows"), Group.PAGES, "What nobody knows"),
        (Message("", "What nobody knows"), Group.OTHERS, "What nobody knows"),
    ],
)
def test_messages_of_others_are_told_in_words_for_authors(
    message: Message, group: Group, words: str
) -> None:
    known = Known(pages=["page", "index"], names=["first"])
    said = told(message, known)
    assert said.group is group
    assert words in said.words


TYPES = st.sampled_from(
    ["toc.no_title", "myst.xref_missing", "docutils", "", "ref.ref", "myst.directive_option"]
    + [f"portfolio.{one.value}" for one in WarningType]
)


@given(TYPES, st.text(), st.lists(st.text(), max_size=2))
def test_every_message_is_told(kind: str, words: str, filled: list[str]) -> None:
    assert isinstance(told(Message(kind, words, tuple(filled)), Known()).group, Group)


# -- how they are shown

CHECK = Check(
    (
        hint(Hint.UNUSED_FILE, "docs/b.png", 0, "no page uses this file."),
        Finding("portfolio.bad_date", Group.OPTIONS, "docs/b.md", 4, "no date.", ":date: x"),
        Finding("portfolio.bad_date", Group.OPTIONS, "docs/a.md", 9, "no date.", ":date: y"),
        Finding("toc.not_included", Group.MENUS, "docs/b.md", 0, "in no menu."),
        hint(Hint.LEFTOVER, "docs/a.md", 2, "'TODO' stands here."),
    ),
    pages=3,
    evidence=1,
    reflections=1,
)


def test_a_person_reads_what_to_mend_first() -> None:
    text = re.sub(r"\x1b\[\d+m", "", report(CHECK, "../"))
    assert (
        text
        == """\
In the menus

  ../docs/b.md
    in no menu.
    [toc.not_included]

In the options of a directive

  ../docs/a.md:9
    > :date: y
    no date.
    [portfolio.bad_date]

  ../docs/b.md:4
    > :date: x
    no date.
    [portfolio.bad_date]

Hints: nothing here is wrong

  Left over from a template, or still to be done [hint.leftover]
  Write what belongs there, or take it out.
    ../docs/a.md:2  'TODO' stands here.

  Files that no page uses [hint.unused_file]
  Name it in :file:, or move it out of the folder.
    ../docs/b.png  no page uses this file.

3 to mend, 2 hints. 3 pages, 1 evidence, 1 reflection.
"""
    )


def test_it_is_explained_what_they_mean() -> None:
    text = report(CHECK, explain=True)
    assert "The date is in another form" in text
    assert "is named nowhere" in text
    assert "Nothing to mend, 0 hints" in report(Check(()), explain=True)


@given(st.integers(30, 200))
def test_no_line_of_words_is_wider_than_the_terminal(width: int) -> None:
    long = Finding("x.y", Group.PAGES, "a.md", 1, "word " * 60, "source " * 60)
    text = re.sub(r"\x1b\[\d+m", "", report(Check((long,)), width=width))
    assert all(len(line) <= width for line in text.splitlines()[:-1])


def test_programs_read_the_same() -> None:
    data = json.loads(as_json(CHECK))
    assert (data["version"], data["complete"], data["pages"]) == (1, True, 3)
    assert [one["file"] for one in data["to_mend"]] == ["docs/b.md", "docs/a.md", "docs/b.md"]
    assert data["hints"][1] == {
        "type": "hint.unused_file",
        "group": "With files",
        "file": "docs/b.png",
        "line": 0,
        "source": "",
        "message": "no page uses this file.",
    }


@given(st.permutations(CHECK.findings), st.integers(1, 3))
def test_what_was_found_first_makes_no_difference(findings: list[Finding], times: int) -> None:
    again = Check(tuple(findings * times), 3, 1, 1)
    assert (report(again), as_json(again)) == (report(CHECK), as_json(CHECK))
