"""What is offered in place of a word that nobody knows."""

from __future__ import annotations

import time
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_portfolio.suggest import did_you_mean, nearest, similar_file

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.newest

VERBS = ("manage", "design", "analyse", "install", "advise", "teach", "inspect", "write", "clean")
WHAT = ("electrical", "wooden", "digital", "financial", "medical", "marine", "textile", "musical")
THINGS = ("equipment", "systems", "contracts", "records", "events", "budgets", "samples", "tools")
#: As many skills as a large catalogue has, all made of the same few words.
MANY = tuple(
    f"{verb}-{what}-{thing}-{n}" for verb in VERBS for what in WHAT for thing in THINGS
    for n in range(33)
)  # fmt: skip


def offered(word: str, known: tuple[str, ...]) -> str:
    """Give the word that is offered, or nothing."""
    return did_you_mean(word, known).partition(" Did you mean '")[2].removesuffix("'?")


@pytest.mark.parametrize(
    ("word", "known", "answer"),
    [
        ("netwroking", ["networking", "writing"], " Did you mean 'networking'?"),
        ("NETWORKING", ["Networking"], " Did you mean 'Networking'?"),
        ("xyz", ["networking"], ""),
        ("", ["networking"], ""),
        ("networking", [], ""),
        ("ab", ["ab", "AB"], " Did you mean 'AB'?"),
    ],
)
def test_the_word_most_alike_is_offered(word: str, known: list[str], answer: str) -> None:
    assert did_you_mean(word, known) == answer
    assert did_you_mean(word, iter(known)) == answer
    assert did_you_mean(word, dict.fromkeys(known)) == answer


def test_of_few_words_all_are_named() -> None:
    assert nearest("xyz", ["b", "a", "b"]) == " Known: a, b."
    assert nearest("xyz", (f"{n}" for n in range(13))) == ""
    assert nearest("xyz", ["a"] * 1000) == " Known: a."


@settings(deadline=2000, max_examples=25)
@given(
    word=st.sampled_from(MANY),
    at=st.integers(0, 30),
    change=st.sampled_from(["swap", "drop", "double", "other", "capital"]),
)
def test_a_typing_error_among_many_words_finds_what_looking_at_all_would_find(
    word: str, at: int, change: str
) -> None:
    at %= len(word) - 1
    before, one, two, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    wrong = {
        "swap": before + two + one + after,
        "drop": before + two + after,
        "double": before + one + one + two + after,
        "other": before + "e" + two + after,
        "capital": word.upper(),
    }[change]
    found = offered(wrong, MANY)
    some = tuple(w for w in MANY if w[:5] == word[:5]) if at > 5 else (word,)
    (best,) = get_close_matches(wrong.casefold(), some, n=1)
    assert _likeness(found, wrong) >= _likeness(best, wrong)


def _likeness(known: str, word: str) -> float:
    matcher = SequenceMatcher()
    matcher.set_seq2(word.casefold())
    matcher.set_seq1(known)
    return matcher.ratio()


def test_thousands_of_wrong_words_cost_little_each() -> None:
    assert len(MANY) > 19_000
    known = dict.fromkeys(MANY)
    start = time.process_time()
    for n in range(500):
        nearest(f"mangae-wooden-recrods-{n}", known)
    assert time.process_time() - start < 10  # looking at all took half a second for each


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("a" * 200, tuple("a" * n for n in range(1, 400))),
        ("ab" * 5000, tuple("ab" * n for n in range(1, 400))),
        ("x" + "abcdefgh" * 24, tuple(f"{'abcdefgh' * 24}{n}" for n in range(19_000))),
        ("y" * 10_000, tuple(f"y{n}" * 2000 for n in range(1000))),
    ],
)
def test_words_made_to_be_slow_are_not(word: str, known: tuple[str, ...]) -> None:
    start = time.process_time()
    for n in range(10):
        did_you_mean(f"{n}{word}", known)
    assert time.process_time() - start < 3


def test_what_is_known_may_change_between_two_questions() -> None:
    known = dict.fromkeys(MANY)
    assert nearest("zzyzx-raod", known) == ""
    known["zzyzx-road"] = None
    assert nearest("zzyzx-raod", known) == " Did you mean 'zzyzx-road'?"
    del known["zzyzx-road"]
    assert nearest("zzyzx-raod", known) == ""


def test_a_file_that_was_refused_is_never_offered(tmp_path: Path) -> None:
    (tmp_path / "skills.pdf").touch()
    assert similar_file(tmp_path / "skills.pdf") == ""
    assert similar_file(tmp_path / "Skills.pdf") == " Did you mean 'skills.pdf'?"
    assert similar_file(tmp_path / "Skills.pdf", endings=[".csv"]) == ""
    (tmp_path / "skills.CSV").touch()
    assert similar_file(tmp_path / "skills.pdf", endings=[".csv"]) == " Did you mean 'skills.CSV'?"
    assert similar_file(tmp_path / "none" / "a.csv", ["b.csv"]) == " Did you mean 'b.csv'?"
