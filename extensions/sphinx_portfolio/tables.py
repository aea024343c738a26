"""Tables: CSV as it was saved, with whatever stands above the names of its columns."""

from __future__ import annotations

import csv
import html
import io
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from .encodings import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_SEPARATORS = ",;\t"
#: In so many rows the names of the columns have to come.
_TOP = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A row with text, the line it starts at, and its cells by what they mean.

    ``beyond`` are cells to the right of all columns.
    """

    line: int
    cells: Mapping[str, str]
    beyond: str = ""

    def __getitem__(self, meaning: str) -> str:
        """A cell; empty if the table has no such column."""
        return self.cells.get(meaning, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table.

    ``unknown`` are the names of columns that mean nothing here, where a row has text in them.
    ``faults`` are what is wrong with it, each with its line, and ``encoding`` with how it is saved.
    """

    rows: tuple[Row, ...] = ()
    unknown: tuple[str, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()
    encoding: str = ""


def read_table(
    data: bytes,
    meanings: Mapping[str, Sequence[str]],
    *,
    needed: Collection[str] = (),
    as_written: bool = False,
) -> Table:
    """The rows of a CSV file.

    :param meanings: for each meaning, the names that a column of it may have, see `folded`.
    :param needed: there is no table without one of these meanings; by default, the first.
    :param as_written: whether ``&amp;`` is text, and no sign of HTML as programs export it.
    """
    decoded = decode(data)
    text, faults = decoded.text, []
    needed = frozenset(needed or [next(iter(meanings))])
    separator = max(_SEPARATORS, key=lambda one: _head(_rows(text, one), meanings, needed)[0])
    try:
        rows = list(_rows(text, separator, strict=True))
    except csv.Error:
        rows, fault = _as_far_as_possible(text, separator)
        faults.append(fault)
    known, head = _head(iter(rows), meanings, needed)
    if not known:
        if rows:
            names = ", ".join(repr(names[0]) for names in meanings.values())
            faults.append((rows[0][0], f"no row near its top names columns such as {names}."))
        return Table(faults=tuple(faults), encoding=decoded.fault)
    if not as_written:
        rows = [(line, list(map(html.unescape, cells))) for line, cells in rows]
    (_, names_of), below = rows[head], rows[head + 1 :]
    places = _places(names_of, meanings)
    return Table(
        tuple(_row(line, cells, places, len(names_of)) for line, cells in below),
        tuple(_unknown(names_of, below, places)),
        tuple(faults),
        decoded.fault,
    )


def folded(name: str) -> str:
    """The name of a file or column without what differs: ``"Started On"`` is ``"startedon"``."""
    return "".join(c for c in name.casefold() if c.isalnum())


_Rows = list[tuple[int, list[str]]]


def _rows(text: str, separator: str, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Each row with text, and the line it starts at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    start = 1
    for row in reader:
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield start, cells
        start = reader.line_num + 1


def _as_far_as_possible(text: str, separator: str) -> tuple[_Rows, tuple[int, str]]:
    """The rows of a table in which a quotation mark is wrong, and what is said of it."""
    at = 1
    try:
        for line, _cells in _rows(text, separator, strict=True):
            at = line
    except csv.Error:
        pass
    found: _Rows = []
    said = "a quotation mark is missing here or below. Look whether each row is where it belongs."
    try:
        for row in _rows(text, separator):
            found.append(row)
    except csv.Error as error:
        said = f"below this row nothing can be read ({error})."
    return found, (at, said)


def _head(
    rows: Iterator[tuple[int, list[str]]],
    meanings: Mapping[str, Sequence[str]],
    needed: frozenset[str],
) -> tuple[int, int]:
    """How many columns the row names that names most, and its place."""
    best = (0, 0)
    try:
        for number, (_line, cells) in enumerate(islice(rows, _TOP)):
            places = _places(cells, meanings)
            if not needed.isdisjoint(places) and len(places) > best[0]:
                best = len(places), number
    except csv.Error:
        pass
    return best


def _places(cells: Sequence[str], meanings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The place of the column of each meaning."""
    there = {folded(name): place for place, name in reversed(list(enumerate(cells)))}
    return {
        meaning: there[name]
        for meaning, names in meanings.items()
        for name in map(folded, reversed(names))
        if name in there
    }


def _row(line: int, cells: Sequence[str], places: Mapping[str, int], width: int) -> Row:
    found = {meaning: cells[at] for meaning, at in places.items() if at < len(cells)}
    return Row(line, found, " ".join(filter(None, cells[width:])))


def _unknown(names: Sequence[str], rows: _Rows, places: Mapping[str, int]) -> Iterator[str]:
    known = set(places.values())
    for place, name in enumerate(names):
        if place not in known and any(place < len(cells) and cells[place] for _, cells in rows):
            yield name or f"column {place + 1}"
