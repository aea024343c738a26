"""Tables: with a header they are tables for all readers, else they only stand in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .code import Code, array, call
from .pictures import has_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .writer import TypstTranslator

# Characters that a column can need, at most; longer texts have more than one line.
_WIDE = 40
_NARROW = 4


def write(writer: TypstTranslator, node: nodes.Element) -> None:
    """Write a table, its title over it."""
    for title in (child for child in node.children if isinstance(child, nodes.title)):
        writer.call("table-title", writer.content(title.children, inline=True))
    for group in node.findall(nodes.tgroup):
        _write_group(writer, node, group)
        return


def _write_group(writer: TypstTranslator, table: nodes.Element, group: nodes.Element) -> None:
    head = [row for part in group.findall(nodes.thead) for row in _rows(part)]
    body = [row for part in group.findall(nodes.tbody) for row in _rows(part)]
    if not any(has_words(row) for row in head):
        head = []  # Markdown knows no table without one
    specs = [one for one in group.children if isinstance(one, nodes.colspec)]
    stubs = sum(bool(spec.get("stub")) for spec in specs)
    columns = array(*(Code(f"{share:g}fr") for share in _shares(table, specs, [*head, *body])))
    header = array(*(cell for row in head for cell in _cells(writer, row, 0))) if head else None
    cells = array(*(cell for row in body for cell in _cells(writer, row, stubs)))
    writer.call("rows", columns, header, cells)


def _rows(part: nodes.Element) -> Iterator[nodes.Element]:
    return (row for row in part.children if isinstance(row, nodes.row))


def _cells(writer: TypstTranslator, row: nodes.Element, stubs: int) -> Iterator[Code]:
    for place, cell in enumerate(one for one in row.children if isinstance(one, nodes.entry)):
        content = writer.content(cell.children)
        if place < stubs:
            content = Code(f"strong({content})")
        columns, rows = int(cell.get("morecols", 0)) + 1, int(cell.get("morerows", 0)) + 1
        yield call("cell", content, columns=columns, rows=rows)


def _shares(
    table: nodes.Element, specs: list[nodes.colspec], rows: Iterable[nodes.Element]
) -> Iterable[float]:
    """How wide each column is beside the others: as its author says, else by what is in it."""
    if "colwidths-given" in table["classes"]:
        return [max(float(spec.get("colwidth", 1)), 1) for spec in specs]
    widths = [float(_NARROW)] * len(specs)
    for row in rows:
        place = 0
        for cell in row.children:
            more = int(cell.get("morecols", 0)) if isinstance(cell, nodes.Element) else 0
            if not more and place < len(widths):
                lines = cell.astext().split("\n")
                longest = max((len(line) for line in lines), default=0)
                widths[place] = max(widths[place], min(longest, _WIDE))
            place += more + 1
    return widths
