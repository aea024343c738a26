"""Records, names and dates: the plain data that everything else is made from."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.dates import first_day, last_day
from sphinx_portfolio.files.kinds import kind_of
from sphinx_portfolio.model import (
    Artefact,
    Evidence,
    FileKind,
    Record,
    Reflection,
    Skill,
    is_web_address,
    skill_title,
)

pytestmark = pytest.mark.newest

EVIDENCE = Evidence(
    "page", 3, "course", "course", "A course", artefacts=(Artefact("a.png", FileKind.IMAGE, 4, 3),)
)
REFLECTION = Reflection("page", 9, "thought", "thought", "A thought", evidence=("course",))
SKILL = Skill("networking", "Networking", evidence=(EVIDENCE,), reflections=(REFLECTION,))
RECORDS = [EVIDENCE, REFLECTION, SKILL, EVIDENCE.artefact]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-04", date(2025, 4, 1), date(2025, 4, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-03-21", date(2025, 3, 21), date(2025, 3, 21)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_covers_all_days_of_its_precision(written: str, first: date, last: date) -> None:
    assert (first_day(written), last_day(written)) == (first, last)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_date_cut_to_any_precision_still_covers_its_day(day: date, length: int) -> None:
    written = day.isoformat()[:length]
    assert first_day(written) <= day <= last_day(written)
    assert first_day(written).isoformat()[:length] == written
    assert last_day(written).isoformat()[:length] == written


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "write it as 2025-03-21, 2025-03 or 2025"),
        ("21-03-2025", "write it as"),
        ("2025-3-1", "write it as"),
        ("March 2025", "write it as"),
        ("2025-03-21T10:00", "write it as"),
        ("2025\n", "write it as"),
        ("٢٠٢٥", "write it as"),
        ("0000", "no year 0"),
        ("2025-00", "no month 0"),
        ("2025-13", "no month 13"),
        ("2025-00-10", "no month 0"),
        ("2025-02-29", "no day 29"),
        ("2025-04-31", "no day 31"),
        ("2025-04-00", "no day 0"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_in_words(written: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        first_day(written)
    with pytest.raises(ValueError, match=words):
        last_day(written)


@given(st.text(alphabet="0123456789-", max_size=12))
def test_digits_and_hyphens_are_a_real_date_or_a_value_error(written: str) -> None:
    try:
        words = first_day(written).isoformat()
    except ValueError as error:
        words = str(error)
    assert words.startswith((written or "-", "write it as", "there is no", "that month has no"))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("networking", "Networking"),
        ("follow-up", "Follow-up"),
        ("élan vital", "Élan vital"),
        ("iOS", "iOS"),
        ("eBay selling", "eBay selling"),
        ("HTML", "HTML"),
        ("c++", "C++"),
        ("3d printing", "3d printing"),
        ("", ""),
    ],
)
def test_a_free_skill_gets_a_capital_unless_its_owner_chose_some(words: str, title: str) -> None:
    assert skill_title(words) == title


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.png", FileKind.IMAGE),
        ("b/c.JPEG", FileKind.IMAGE),
        ("IMG_1.HEIC", FileKind.IMAGE),
        ("d.SVG", FileKind.DRAWING),
        ("e.pdf", FileKind.DOCUMENT),
        ("f.mov", FileKind.RECORDING),
        ("g.m4a", FileKind.SOUND),
        ("png", FileKind.UNKNOWN),
    ],
)
def test_a_kind_of_file_is_known_by_the_end_of_its_name(path: str, kind: FileKind) -> None:
    assert kind_of(path) is kind


@pytest.mark.parametrize(
    ("artefacts", "anchor", "main"),
    [
        ([Artefact("a.webp", FileKind.IMAGE)], "course--figure", 0),
        ([Artefact("a.pdf", FileKind.DOCUMENT)], "course--figure", 0),
        ([Artefact("a.docx", FileKind.OFFICE)], "", 0),
        ([Artefact("a.mp4", FileKind.RECORDING)], "", 0),
        ([Artefact("a.mp4", FileKind.RECORDING, poster="a.png")], "course--figure", 0),
        ([Artefact("a.zip"), Artefact("a.svg", FileKind.DRAWING)], "course--figure", 1),
        ([], "", None),
    ],
)
def test_an_item_has_a_figure_of_the_first_file_that_can_be_pictured(
    artefacts: list[Artefact], anchor: str, main: int | None
) -> None:
    record = dataclasses.replace(EVIDENCE, artefacts=tuple(artefacts))
    assert record.figure_anchor == anchor
    assert record.artefact == (None if main is None else artefacts[main])


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_cannot_be_changed(record: Record) -> None:
    for field in dataclasses.fields(record):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, field.name, "other")


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_holds_nothing_but_its_fields(record: Record) -> None:
    assert not hasattr(record, "__dict__")


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_comes_back_equal_from_a_pickle(record: Record) -> None:
    """Sphinx keeps records in its environment between builds and between processes."""
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    assert hash(again) == hash(record)


def test_records_that_differ_anywhere_are_not_equal() -> None:
    assert dataclasses.replace(EVIDENCE, line=4) != EVIDENCE
    assert (
        dataclasses.replace(EVIDENCE, artefacts=(Artefact("a.png", FileKind.IMAGE, 4, 4),))
        != EVIDENCE
    )
    assert {EVIDENCE, dataclasses.replace(EVIDENCE)} == {EVIDENCE}


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a?b=c#d", True),
        ("https://example.org:65535", True),
        ("https://example.org:65536", False),
        ("https://example.org:0", False),
        ("https://example.org:port", False),
        ("https://:80/x", False),
        ("https://[::1/x", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("https://example.org/a b", False),
        ("//example.org", False),
    ],
)
def test_an_address_to_link_to_is_whole(address: str, is_one: bool) -> None:
    assert is_web_address(address) == is_one
