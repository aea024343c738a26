"""Plain portfolios are read as a careful person reads them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from plain_corpus import generated
from plain_forms import LABELS, LAYOUTS, MERGED, REFLECTION_HEADINGS, TARGETS, Place, Syntax
from plain_measure import Measure, Tally, alike, words
from plain_repository import (
    Expected,
    ExpectedEvidence,
    ExpectedReflection,
    Repository,
    excerpt,
    written_by_hand,
)
from sphinx_portfolio.reading.plain_markdown import (
    PlainEvidence,
    PlainPage,
    PlainReflection,
    Target,
    read_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.newest

SOURCES: dict[str, Callable[[], list[Repository]]] = {
    "counted": generated,
    "by hand": written_by_hand,
}


@cache
def measured(source: str) -> Measure:
    measure = Measure()
    for repository in SOURCES[source]():
        add(measure, repository)
    return measure


def add(measure: Measure, repository: Repository) -> None:
    for name, text in repository.pages.items():
        expected = repository.expected.get(name, Expected())
        measure.add(f"{repository.name}/{name}", text, expected, read_page(text))


def report(tally: Tally) -> str:
    return "\n".join([str(tally), *tally.wrong[:40]])


@pytest.mark.parametrize("source", SOURCES)
def test_the_parts_of_reflections_are_found(source: str) -> None:
    parts = measured(source).parts
    print(f"parts, {source}: {parts}")
    assert parts.recall >= 0.95, report(parts)
    assert parts.precision >= 0.97, report(parts)


@pytest.mark.parametrize("source", SOURCES)
def test_the_targets_of_evidence_are_found(source: str) -> None:
    targets = measured(source).targets
    print(f"targets, {source}: {targets}")
    assert targets.recall >= 0.9, report(targets)
    assert targets.precision >= 0.97, report(targets)


@pytest.mark.parametrize("source", SOURCES)
def test_models_and_titles_are_those_a_person_would_give(source: str) -> None:
    """Titles are a matter of taste: they have to share a word with ours, nearly always."""
    measure = measured(source)
    assert measure.models.recall >= 0.95, report(measure.models)
    assert measure.titles.recall >= 0.9, report(measure.titles)


def test_the_corpus_has_what_was_counted() -> None:
    assert sum(LAYOUTS.values()) == 57
    assert sum(one.count for one in LABELS) + MERGED.count == 291
    assert len(REFLECTION_HEADINGS) >= 58
    places: Counter[Place] = Counter()
    forms: Counter[Syntax] = Counter()
    for (place, syntax), count in TARGETS.items():
        places[place] += count
        forms[syntax] += count
    assert places[Place.OWN_FILE] == 162
    assert places[Place.ATTACHMENT] == 71
    assert places[Place.BLOB] + places[Place.PINNED] == 73
    assert forms[Syntax.LINK] == 172
    assert forms[Syntax.PICTURE] == 162
    assert forms[Syntax.BARE] == 14


def test_the_corpus_is_large_and_the_same_each_time() -> None:
    made = generated()
    by_hand = written_by_hand()
    assert made == generated()
    assert len(made) + len(by_hand) >= 80
    assert len(by_hand) >= 30
    counted = [page for one in made[:57] for page in one.expected.values()]
    assert sum(len({id(b) for b in page.reflections}) for page in counted) >= 291
    assert sum(len(item.targets) for page in counted for item in page.evidence) == 412


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_expected_is_in_the_pages(source: str) -> None:
    for repository in SOURCES[source]():
        for name, page in repository.expected.items():
            text = repository.pages[name]
            seen = words(text)
            for item in page.evidence:
                assert all(target in text for target in item.targets), (repository.name, name)
            for block in page.reflections:
                assert all(words(part) <= seen for part in block.parts.values()), name


def test_the_measure_sees_what_is_missing_and_what_is_too_much() -> None:
    expected = Expected(
        (ExpectedEvidence("Certificate", ("a.pdf", "b.pdf")),),
        (ExpectedReflection({"situation": "A box of parts.", "result": "It started."}),),
        frozenset({"c.pdf"}),
    )
    targets = tuple(Target(written, 1) for written in ("a.pdf", "c.pdf", "d.pdf"))
    parts = {"situation": "A *box* of parts.", "result": "It did not.", "task": "Build it."}
    found = PlainPage(
        "",
        (PlainEvidence("My certificate", "certificate", 1, range(1, 2), targets),),
        (PlainReflection("", "star", 2, range(2, 3), parts),),
    )
    measure = Measure()
    measure.add("page", "a.pdf b.pdf c.pdf d.pdf", expected, found)
    assert (measure.parts.recalled, measure.parts.expected) == (1, 2)
    assert (measure.parts.right, measure.parts.found) == (1, 3)
    assert (measure.targets.recalled, measure.targets.expected) == (1, 2)
    assert (measure.targets.right, measure.targets.found) == (1, 2)
    assert measure.titles.recall == measure.models.recall == 1


def test_parts_are_compared_by_their_words() -> None:
    assert alike("I *did* [it](x.md).", "I did it.")
    assert alike("**S**ituation <b>new</b>", "situation\nnew")
    assert not alike("I did it", "I did")
    assert not alike("", "I did it")


def test_an_excerpt_is_from_the_first_words_to_the_last() -> None:
    assert excerpt("a b c  d\ne", "b … d e") == ("b c  d\ne", 2)
    assert excerpt("a b a", "a", 1) == ("a", 4)
    with pytest.raises(ValueError, match="'x' is not in the page"):
        excerpt("a", "x")
