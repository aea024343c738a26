"""Skills in a table: CSV or TSV, as a spreadsheet or the site of a framework saves it.

A row near the top names the columns, in any order and case; `columns` knows by which names. What
stands above it is a title for people, and other columns do not count. The separator is a comma, a
semicolon, a tab or ``|``, with which that row has most known columns, or what a first line
``sep=;`` says. Rows without any text are skipped, and so are rows that say the same again.

A column may name the parent of a skill, by its id or title. A row that is a parent is the group of
its children and no skill, as in CASE.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from ..model import is_web_address
from ..names import slug
from .catalogue import CatalogueError
from .columns import Columns
from .entries import MAX_SKILLS, Entry, read_expected, read_levels, short, too_many
from .html_text import plain_if_html
from .json_text import refuse_circle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SEPARATORS = ",;\t|"
#: In so many rows the names of the columns have to come.
_TOP = 12
_TOP_SIZE = 200_000
#: The most rows; the largest table of O*NET has about 75,000, for 41 activities.
_MOST_ROWS = 400_000
#: So many levels an outline may have.
_DEEPEST = 20
_SAYS_SEPARATOR = re.compile(r'\s*"?sep=([^"\r\n])"?[,;\t|]*(?:\r\n?|\n|$)', re.IGNORECASE)
# A number of a database, or an address: nobody would write it to name a skill.
_OPAQUE = re.compile(r"[0-9a-f-]{32,36}|.*://.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that says something new.

    ``names`` are all by which another row may call it: its ids, then its title. ``parent`` is what
    it calls its own parent, and ``outline`` a code that says what stands above.
    """

    entry: Entry
    names: tuple[str, ...]
    parent: str
    outline: str
    is_framework: bool

    @property
    def title(self) -> str:
        """What readers see of it as a group."""
        return self.entry.title or self.entry.id


def read_table(text: str) -> Iterator[Entry]:
    """The entries of a catalogue in CSV or TSV.

    :raises CatalogueError: if it is no table, or no row near its top names columns.
    """
    said = _SAYS_SEPARATOR.match(text)
    start = said.end() if said else 0
    first = len(text[:start].splitlines()) + 1
    text = text[start:]
    separator, columns, above = _head(text, said[1] if said else _SEPARATORS)
    rows = _rows(text, separator, first)
    if columns is None:
        line, names = next(rows, (first, []))
        found = ", ".join(short(name.strip()) for name in names[:_TOP] if name.strip())
        raise CatalogueError(
            "the first row must name the columns, and one of them must be 'title' or 'id'. "
            f"It names {found or 'none'}.",
            line,
        )
    yield from _skills(_distinct(islice(rows, above + 1, None), columns, separator))


# -- rows and the names of columns


def _head(text: str, separators: str) -> tuple[str, Columns | None, int]:
    """What parts the cells, the columns, and how many rows with text stand above their names."""
    likely = max(separators, key=text.lstrip().partition("\n")[0].count)
    best: tuple[str, Columns | None, int] = (likely, None, 0)
    most = (0, 0, 0)
    for separator in separators:
        rank, columns, above = _names(_top(text, separator))
        if rank > most:
            best, most = (separator, columns, above), rank
    return best


def _names(rows: list[list[str]]) -> tuple[tuple[int, int, int], Columns | None, int]:
    """The row that names the columns, with its place, and how sure that is."""
    best: tuple[tuple[int, int, int], Columns | None, int] = ((0, 0, 0), None, 0)
    titles_only = True  # so far: a table may have a title, and a date, above it
    for number, row in enumerate(rows):
        columns = Columns(row)
        cells = sum(bool(name.strip()) for name in row)
        sure = min(columns.known, 1) + (columns.known > 0 and columns.meaning > 1) + (cells > 1)
        if columns and (titles_only or sure == 3) and sure > best[0][0]:
            best = (sure, columns.known, cells), columns, number
        titles_only = titles_only and cells == 1
    return best


def _top(text: str, separator: str) -> list[list[str]]:
    """The cells of the first rows, as far as they can be read."""
    found: list[list[str]] = []
    with suppress(CatalogueError):  # what comes before counts; the rest is told in its turn
        for _line, cells in islice(_rows(text[:_TOP_SIZE], separator), _TOP):
            found.append(cells)
    return found


def _rows(text: str, separator: str, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds text, with the line it starts at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = first
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
        start = first + reader.line_num


def _distinct(
    rows: Iterator[tuple[int, list[str]]], columns: Columns, separator: str
) -> list[_Row]:
    """The rows, but those that say of a skill what another row said before."""
    found: dict[object, _Row] = {}
    for number, (line, cells) in enumerate(rows):
        if number == _MOST_ROWS:
            raise CatalogueError(
                f"it has more than {_MOST_ROWS:,} rows. Keep only the ones that you need.", line
            )
        if any(cell.strip() for cell in cells[columns.width :]):
            raise CatalogueError(
                f"this row has {len(cells)} cells, but the first row names {columns.width} "
                f"columns. Put quotation marks around text that holds {short(separator)}.",
                line,
            )
        said = tuple(" ".join(text.split()) for text in columns.all_texts(cells))
        if said not in found:
            if len(found) == 2 * MAX_SKILLS:  # with all groups
                raise too_many(line)
            found[said] = _row(line, cells, columns)
    return list(found.values())


def _row(line: int, cells: Sequence[str], columns: Columns) -> _Row:
    ids = list(columns.texts("id", cells))
    title = plain_if_html(columns.text("title", cells), line)
    description = plain_if_html(columns.text("description", cells), line)
    address = columns.text("address", cells)
    link = next(filter(is_web_address, map(str.strip, columns.texts("link", cells))), "")
    entry = Entry(
        line=line,
        id=_id(ids, title),
        title=title,
        description=description if description.strip() != title.strip() else "",
        group=columns.text("group", cells),
        address=address or link,
        levels=_levels(cells, columns, line),
        expected=read_expected(columns.text("expected", cells), line),
        spare_id=next((one for one in ids if _OPAQUE.fullmatch(one.strip())), "")
        or link.rstrip("/").rpartition("/")[2],
    )
    return _Row(
        entry,
        names=tuple(map(_plain, (*ids, title))),
        parent=_plain(columns.text("parent", cells)),
        outline=_plain(columns.text("outline", cells)).casefold(),
        is_framework=_plain(columns.text("framework", cells)) in {"1", "true", "yes"},
    )


def _id(ids: Sequence[str], title: str) -> str:
    """The id that people would write: a code rather than a number, no address; or nothing."""
    usable = [one for one in ids if slug(one) and not _OPAQUE.fullmatch(one.strip())]
    with_letter = (one for one in usable if any(c.isalpha() for c in one))
    return next(with_letter, "") or next(iter(usable), "") or (ids[0] if ids and not title else "")


def _levels(cells: Sequence[str], columns: Columns, line: int) -> tuple[str, ...]:
    if text := columns.text("levels", cells):
        return read_levels((level, line) for level in text.split("|"))
    there = {columns.scale[p] for p in columns.scale if p < len(cells) and cells[p].strip()}
    return tuple(f"Level {number}" for number in sorted(there))


# -- which rows are groups of others


def _skills(rows: list[_Row]) -> Iterator[Entry]:
    """The entries of the rows that are no parents, each in the group of its own."""
    parents = _parents(rows)
    calls = [f"{row.title} (line {row.entry.line})" for row in rows]
    refuse_circle(
        {calls[child]: [calls[parent]] for child, parent in parents.items()},
        {call: row.entry.line for call, row in zip(calls, rows, strict=True)},
    )
    groups = set(parents.values())
    for number, row in enumerate(rows):
        if number not in groups and not row.is_framework:
            above = rows[parents[number]] if number in parents else None
            yield replace(row.entry, group=row.entry.group or _group(row, above))


def _parents(rows: list[_Row]) -> dict[int, int]:
    """The place of the parent of each row that has one."""
    places: dict[str, int] = {}
    for title in (False, True):  # an id is surer than a title
        for number, row in enumerate(rows):
            for name in row.names[-1:] if title else row.names[:-1]:
                places.setdefault(name.casefold(), number)
    places.pop("", None)
    parents: dict[int, int] = {}
    for number, row in enumerate(rows):
        above = places.get(row.parent.casefold()) if row.parent else _outer(row.outline, places)
        if above is not None and above != number:
            parents[number] = above
    return parents


def _outer(outline: str, places: Mapping[str, int]) -> int | None:
    """Where the row is that a code in an outline stands under."""
    parts = outline.split(".")
    return places.get(".".join(parts[:-1])) if 1 < len(parts) <= _DEEPEST else None


def _group(row: _Row, above: _Row | None) -> str:
    """The title of the parent; or its name, where it has no row and a name with letters."""
    if above is not None:
        return "" if above.is_framework else above.title
    named = row.parent
    return named if any(c.isalpha() for c in named) and not _OPAQUE.fullmatch(named) else ""


def _plain(name: str) -> str:
    return " ".join(name.split())
