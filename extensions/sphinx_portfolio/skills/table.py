"""Skills in a table: CSV or TSV, as a spreadsheet saves it.

The first row names the columns, in any order and case: id, title, description, group, address,
levels (with ``|`` between two, lowest first) and expected; at least id or title. Other columns do
not count. The separator is a comma, a semicolon or a tab, whichever the first row has most of.
Rows without any text are skipped.

The files of ESCO can be used as they are: ``preferredLabel`` is the title, ``conceptUri`` the
address (https://esco.ec.europa.eu/en/use-esco/download).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from .catalogue import CatalogueError
from .entries import Entry, read_expected, read_levels, short

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What each column is, by its name in small letters.
COLUMNS = {
    **{
        name: name
        for name in ("id", "title", "description", "group", "address", "levels", "expected")
    },
    "preferredlabel": "title",
    "concepturi": "address",
}


def read_table(text: str) -> Iterator[Entry]:
    """The entries of a catalogue in CSV or TSV.

    :raises CatalogueError: if it is no table, or its first row does not name columns.
    """
    head = text.strip().partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = _rows(text, separator)
    line, names = next(rows, (1, []))
    meanings = [COLUMNS.get(name.strip().casefold(), "") for name in names]
    if not {"id", "title"} & set(meanings):
        raise CatalogueError(
            "the first row must name the columns, and one of them must be 'title' or 'id'. "
            f"It is {short(separator.join(names))}.",
            line,
        )
    for line, cells in rows:
        if any(cell.strip() for cell in cells[len(names) :]):
            raise CatalogueError(
                f"this row has {len(cells)} cells, but the first row names {len(names)} columns. "
                f"Put quotation marks around text that holds {short(separator)}.",
                line,
            )
        yield _entry(line, list(zip(meanings, cells, strict=False)))


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds text, with the line it starts at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise CatalogueError(
                f"the row that starts here cannot be read ({error}). Close every quotation mark, "
                'and write "" for one inside a text.',
                start,
            ) from error
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield start, row
        start = reader.line_num + 1


def _entry(line: int, cells: list[tuple[str, str]]) -> Entry:
    """One skill from its cells, each with what its column is."""

    def text(meaning: str) -> str:
        return next((cell for what, cell in cells if what == meaning and cell.strip()), "")

    given, levels, address = text("id"), text("levels"), text("address")
    return Entry(
        line=line,
        id=given,
        title=text("title"),
        description=text("description"),
        group=text("group"),
        address=address,
        levels=read_levels((level, line) for level in levels.split("|")) if levels else (),
        expected=read_expected(text("expected"), line),
        # ESCO tells C++ and C# apart by their addresses only, as far as names can tell.
        spare_id="" if given else address.rstrip("/").rpartition("/")[2],
    )
