"""Whole names of people are found in every spelling, and single words never. All are invented."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.leaks import LeakKind, Patterns, find_in_file, find_in_name, find_leaks
from sphinx_portfolio.people import People, initials, without_words

pytestmark = pytest.mark.newest

PEOPLE = People.of(
    [
        "Nomsa Dlamini",
        "Pieter van der Merwe",
        "Seán O'Brien",
        "Will May",
        "Dr Zoë Ølund",
        "Ms May",
        "Anne-Marie Botha",
        "山田太郎",
        "प्रिया शर्मा",
        # Who has one word only is not looked for, nor is one with an initial.
        "Nomsa",
        "May",
        "N. Will",
        "",
        "123",
    ]
)

FOUND = [
    ("I met Nomsa Dlamini.", "Nomsa Dlamini"),
    ("NOMSA  DLAMINI", "NOMSA  DLAMINI"),
    ("nómsa **Dlamini**", "nómsa **Dlamini"),
    ("*Nomsa* *Dlamini*", "Nomsa* *Dlamini"),
    ("with Nomsa\n  Dlamini", "Nomsa\n  Dlamini"),
    ("Nomsa P. Dlamini", "Nomsa P. Dlamini"),
    ("Nomsa P Dlamini", "Nomsa P Dlamini"),
    ("Dlamini, Nomsa", "Dlamini, Nomsa"),
    ("Dlamini,\nNomsa", "Dlamini,\nNomsa"),
    ("Nomsa,Dlamini,2025", "Nomsa,Dlamini"),
    ("| Nomsa | Dlamini |", "Nomsa | Dlamini"),
    ("https://example.org/in/nomsadlamini", "nomsadlamini"),
    ("nomsa.dlamini-2", "nomsa.dlamini"),
    ("van der Merwe, Pieter", "van der Merwe, Pieter"),
    ("Merwe, Pieter van der", "Merwe, Pieter van der"),
    ("sean obrien", "sean obrien"),
    ("Sean O’Brien", "Sean O’Brien"),
    ("will May", "will May"),
    ("zoe olund", "zoe olund"),
    ("Ølund, Zoë", "Ølund, Zoë"),
    ("ms may", "ms may"),
    ("Anne Marie Botha", "Anne Marie Botha"),
    ("山田太郎さんに", "山田太郎"),
    ("प्रिया शर्मा जी", "प्रिया शर्मा"),
]
NOT_FOUND = [
    "Nomsa and Dlamini",
    "Dlamini Nomsa",
    "Nomsa\n\nDlamini",
    "I trust Will. May is a month.",
    "we will, and may",
    "Nomsa Dlaminis",
    "Nomsas Dlamini",
    "Pieter Merwe",
    "I met Nomsa in May",
    "May will be warm.",
    "n. will",
    "山田",
    "",
]


def hits(text: str) -> list[str]:
    return [text[start:end] for start, end in PEOPLE.find(text)]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_name_is_found(text: str, name: str) -> None:
    assert hits(text) == [name]
    apart = unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", one) for one in hits(apart)] == [name]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_nothing_else_is_found(text: str) -> None:
    assert hits(text) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Nomsa Dlamini", "N. D."),
        ("Prof. Seán O'Brien", "S. O."),
        ("anne-marie botha", "a. m. b."),
        ("山田太郎", "山."),
        ("42", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_a_text_without_names() -> None:
    text = "Nomsa Dlamini wrote to Botha, Anne-Marie. I met Nomsa Dlamini."
    assert PEOPLE.without(text) == "N. D. wrote to B. A. M. I met N. D."
    assert PEOPLE.without("Nobody is named.") == "Nobody is named."


@pytest.mark.parametrize(
    ("text", "name", "without"),
    [
        ("Ask Nomsa about it", "Nomsa Dlamini", "Ask N. about it"),
        ("Ask Ms Dlamini. Then wait", "Ms Nomsa Dlamini", "Ask Ms D. Then wait"),
        ("Ask Pieter for van der Merwe", "Pieter van der Merwe", "Ask P. for van der M."),
        ("Ask if he will come in may", "Will May", "Ask if he will come in may"),
        ("Ask Willem", "Will May", "Ask Willem"),
        ("Ask N.", "N. Naidoo", "Ask N."),
        ("", "", ""),
    ],
)
def test_a_text_about_somebody_without_the_words_of_the_name(
    text: str, name: str, without: str
) -> None:
    assert without_words(text, name) == without


def test_who_may_be_named_is_not_found() -> None:
    people = People.of(["Nomsa Dlamini", "Will May"], known=["dlamini, NÓMSA", "you@example.org"])
    assert people.names == {"Will May"}


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=80))
def test_any_names_and_any_text(names: list[str], text: str) -> None:
    people = People.of(names)
    end = 0
    for start, after in sorted(people.find(text)):
        assert start < after <= len(text)
        assert start >= end or people._undivided
        end = after
    for name in names:
        found = [name[start:stop] for start, stop in people.find(name)]
        assert all(len(one) > 1 for one in found)
    people.without(text)


@given(
    st.lists(st.sampled_from(["Nomsa", "Dlamini", "Pieter", "Botha", "May", "Will"]), min_size=2)
)
def test_a_name_is_found_in_itself(words: list[str]) -> None:
    name = " ".join(words)
    assert list(People.of([name]).find(name)) == [(0, len(name))]


def test_thousands_of_names_cost_little() -> None:
    letters = "abcdefghij"
    names = [f"A{a}{b} B{c}{d}" for a in letters for b in letters for c in letters for d in letters]
    people = People.of(names)
    text = "Some words of a page, of which none is a name. " * 5000
    start = time.process_time()
    assert list(people.find(text)) == []
    assert time.process_time() - start < 2


def test_it_is_a_leak_wherever_it_stands() -> None:
    patterns = Patterns(people=PEOPLE)
    (leak,) = find_leaks("# Page\n\nI met Nomsa&nbsp;Dlamini.\n", patterns)
    assert (leak.kind, leak.found, leak.line) == (LeakKind.NAME, "Nomsa&nbsp;Dlamini", 3)
    assert "Nomsa" not in leak.masked
    assert "Dlamini" not in leak.masked
    for name in ("letter-nomsa-dlamini.pdf", "NomsaDlamini.png", "Dlamini_Nomsa_2025.jpg"):
        assert [leak.kind for leak in find_in_name(name, patterns)] == [LeakKind.NAME], name
    (leak,) = find_in_file(b"name,role\nNomsa Dlamini,mentor\n", "a.csv", patterns)
    assert (leak.kind, leak.line) == (LeakKind.NAME, 2)


def test_only_people_are_looked_for_if_nothing_else_is() -> None:
    text = "jan@mail.org, 082 391 4467, Nomsa Dlamini, 219487653.pdf"
    only = Patterns(people=PEOPLE, only_people=True)
    assert [leak.kind for leak in find_leaks(text, only)] == [LeakKind.NAME]
    assert [leak.kind for leak in find_in_name("219487653 nomsa dlamini.pdf", only)] == [
        LeakKind.NAME
    ]
