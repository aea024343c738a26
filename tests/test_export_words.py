"""Words, dates and tables of other programs: what is read is what is written, and no more."""

from __future__ import annotations

import re

import pytest
from exported import HOSTILE, PARSER, drafts, tokens
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_portfolio.importing.exports.items import Item, plain
from sphinx_portfolio.importing.exports.pages import evidence
from sphinx_portfolio.importing.exports.written_dates import read_written
from sphinx_portfolio.model import KINDS
from sphinx_portfolio.names import slug
from sphinx_portfolio.tables import read_table
from sphinx_portfolio.writing.plain_words import escaped, markdown, one_line, prose

pytestmark = pytest.mark.newest

#: The first example of a run may have to wait for others that use the machine.
calm = settings(deadline=None)


# -- dates

DATES = {
    "Mar 2025": "2025-03",
    "March 2025": "2025-03",
    "mrt. 2025": "2025-03",
    "Maart 2025": "2025-03",
    "marzo de 2025": "2025-03",
    "2025": "2025",
    "03/2025": "2025-03",
    "2025-03": "2025-03",
    "2025-3-7": "2025-03-07",
    "Mar 4, 1990": "1990-03-04",
    "21st March 2025": "2025-03-21",
    "01/19/13, 12:10 AM": "2013-01-19",
    "06/01/25 12:00 PM": "2025-06-01",
    "13/06/2025": "2025-06-13",
    "06.05.2025": "2025-05-06",
    "2024/11/15 10:00:00 UTC": "2024-11-15",
    "2026-07-20T10:25:25.000Z": "2026-07-20",
}


@pytest.mark.parametrize("written", DATES)
def test_dates_as_programs_write_them(written: str) -> None:
    assert read_written(written, month_first=True) == DATES[written]


@pytest.mark.parametrize("written", ["05/06/2025", "5-6-2025"])
def test_a_date_that_could_be_two_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="cannot be told apart"):
        read_written(written)


@pytest.mark.parametrize("written", ["Spring 2024", "Mar", "Mar 20", "13/2025", "31 Feb 2025", "x"])
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match=r"date|month"):
        read_written(written)


@calm
@given(st.text(max_size=40))
def test_any_words_are_a_date_or_none(written: str) -> None:
    try:
        date = read_written(written)
    except ValueError:
        return
    assert read_written(date) == date


# -- words stay words

#: What plain words may become.
HARMLESS = {
    *("paragraph", "bullet_list", "list_item", "blockquote", "link", "inline", "text"),
    *("softbreak", "hardbreak", "text_special"),
}
SIGNS = st.lists(
    st.sampled_from(
        [
            *"ab1 \n\\`*_[](){}<>&;#~|:=+-%.!$^\"'/：•–\t\u2028\x0b…é",
            "www.",
            "https://",
            "a.org/",
            "@",
            "%C3%A9",
            "xn--",
            "mailto:",
        ]
    ),
    max_size=60,
).map("".join)
WORDS = SIGNS | st.text(max_size=60)


def shown(text: str) -> str:
    """What a reader sees of Markdown, without white space."""
    parts = [token.content for token in tokens(text) if token.type in {"text", "text_special"}]
    return "".join("".join(parts).split())


def without_bullets(text: str) -> str:
    lines = (
        re.sub(r"^(?:[•·▪◦‣●○∙]\s*(?=.)|[-*–] (?=.))", "", one_line(line))
        for line in text.splitlines()
    )
    return "".join("".join(lines).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_just_words(text: str) -> None:
    made = markdown(prose(text))
    assert {
        token.type.removesuffix("_open").removesuffix("_close") for token in tokens(made)
    } <= HARMLESS
    assert shown(made) == without_bullets(text)


@calm
@given(WORDS)
def test_any_words_are_just_words(text: str) -> None:
    text = text.replace("\x00", "")
    made = markdown(prose(text))
    assert {
        token.type.removesuffix("_open").removesuffix("_close") for token in tokens(made)
    } <= HARMLESS
    assert shown(made) == without_bullets(text)


@calm
@given(WORDS)
def test_any_title_is_just_words(text: str) -> None:
    text = one_line(text.replace("\x00", ""))
    children = [t for token in PARSER.parseInline(escaped(text)) for t in token.children or []]
    assert {t.type for t in children} <= {"text", "text_special"}
    assert "".join(t.content for t in children) == text


# -- an item, there and back

LINE = st.text(max_size=30).map(plain)
DATE = st.dates().map(lambda day: day.isoformat())


@calm
@given(
    st.builds(
        Item,
        title=(LINE | SIGNS.map(one_line)).filter(lambda words: any(map(str.isalnum, words))),
        kind=st.sampled_from(sorted(KINDS)),
        issuer=LINE
        | SIGNS.map(one_line)
        | st.sampled_from(['"a"', "'a'", "''", "---", "|", ": x"]),
        date=st.just("") | DATE | st.just("2024-03/.."),
        credential_id=LINE | SIGNS.map(one_line),
        url=st.sampled_from(["", "https://example.org/x?a=1&b=(2)#:c:"]),
        skills=st.lists(
            (LINE | SIGNS.map(one_line)).filter(slug), max_size=4, unique_by=str.casefold
        ).map(tuple),
        text=SIGNS.map(lambda words: tuple(prose(words))),
        is_quoted=st.booleans(),
    )
)
def test_an_item_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, item: Item
) -> None:
    written = evidence(item, "its-name")
    ((_title, draft),) = drafts(written, tmp_path_factory.getbasetemp())
    assert draft.faults == []
    assert draft.values.unusable == {}
    known: dict[str, object] = {"name": "its-name", "kind": item.kind, "issuer": item.issuer}
    known |= {"date": item.date, "credential_id": item.credential_id, "url": item.url}
    known |= {"skills": item.skills}
    assert draft.values.known == {key: value for key, value in known.items() if value}
    mark = "> " if item.is_quoted else ""
    text = "\n".join(f"{mark}{line}".rstrip(" ") for line in markdown(item.text).split("\n"))
    assert "\n".join(draft.text) == (text if item.text else "")


# -- tables

NAMES = {"title": ("Name", "Title"), "start": ("Started On",), "text": ("Description",)}
TABLES: dict[str, tuple[bytes, list[tuple[int, str, str]]]] = {
    "plain": (b"Name,Started On\nA,2025\n", [(2, "A", "2025")]),
    "mark of UTF-8": (b"\xef\xbb\xbfName,Started On\nA,2025\n", [(2, "A", "2025")]),
    "UTF-16": ("\ufeffName,Started On\nÉ,2025\n".encode("utf-16-le"), [(2, "É", "2025")]),
    "Windows": ("Name,Started On\nÉ,2025\n".encode("cp1252"), [(2, "É", "2025")]),
    "preamble": (
        b'Notes:\n"When exporting, a\nfew may be missing."\n\nName,Started On\nA,2025\n',
        [(6, "A", "2025")],
    ),
    "other order and case": (b"STARTED_ON,name\n2025,A\n", [(2, "A", "2025")]),
    "other name": (b"Title,Started On\nA,2025\n", [(2, "A", "2025")]),
    "best name": (b"Title,Name\nB,A\n", [(2, "A", "")]),
    "column missing": (b"Name\nA\n", [(2, "A", "")]),
    "cells missing": (b"Name,Started On\nA\n", [(2, "A", "")]),
    "semicolons": (b"sep=;\nName;Started On\nA;2025\n", [(3, "A", "2025")]),
    "tabs": (b"Name\tStarted On\nA\t2025\n", [(2, "A", "2025")]),
    "line ends": (b"Name,Started On\r\nA,2025\r\rB,\r\n", [(2, "A", "2025"), (4, "B", "")]),
    "lines in a cell": (b'Name,Started On\n"A\nB",1\nC,2\n', [(2, "A\nB", "1"), (4, "C", "2")]),
    "entities": (b"Name\nA &amp; B&#39;s\n", [(2, "A & B's", "")]),
    "empty rows": (b"Name,Started On\n,\nA,\n,,,\n", [(3, "A", "")]),
    "nothing": (b"", []),
    "no row": (b"Name,Started On\n", []),
    "no table": (b"No conversations found\n", []),
    "open mark": (b'Name,Started On\nA,1\n"B,2\nC,3\n', [(2, "A", "1"), (3, "B,2\nC,3", "")]),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_as_they_are_saved(name: str) -> None:
    data, rows = TABLES[name]
    found = read_table(data, NAMES).rows
    assert [(row.line, row["title"], row["start"]) for row in found] == rows


def test_what_is_wrong_with_a_table_is_told() -> None:
    assert "no row" in read_table(b"No conversations found\n", NAMES).faults[0][1]
    assert read_table(b'Name\n"A\n', NAMES).faults[0][0] == 1
    table = read_table(b"Name,Colour,Empty\nA,red,,beyond\n", NAMES)
    assert table.unknown == ("Colour",)
    assert table.rows[0].beyond == "beyond"
    assert "Windows-1252" in read_table(b"Name\n\xc9\n", NAMES).encoding
