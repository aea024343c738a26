"""Tables that hold an account: a label in the first cell of each row, or at the head of columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from .forms import LABEL_WORDS, Form, Mark

if TYPE_CHECKING:
    from .forms import Pieces
    from .naming import Naming

#: How the marks of tables are told from others.
TABLE = "table"
# So many labels at the head of a table are no chance.
_COLUMNS = 2


@dataclass(eq=False)
class TableForm(Form):
    """A table; ``rows`` has, for each row or column, its mark, its text, and what it is else."""

    node: nodes.table
    rows: list[tuple[Mark | None, list[nodes.Node], nodes.Element]] = field(default_factory=list)
    before: list[nodes.Node] = field(default_factory=list)

    def pieces(self, chosen: set[Mark]) -> Pieces:
        """Row by row; one that does not count stays a table."""
        if not chosen.intersection(self.marks):
            yield None, [self.node]
            return
        yield None, self.before
        for mark, body, row in self.rows:
            if mark in chosen:
                yield mark, body
            elif row.astext().strip() or any(row.findall(nodes.image)):
                yield None, [row]


def table_form(table: nodes.table, naming: Naming) -> Form:
    """A table, read by rows or else by columns."""
    group = next(iter(table.findall(nodes.tgroup)), None)
    every = table.findall(nodes.row)
    rows = [row for row in every if row.parent is not None and row.parent.parent is group]
    # What somebody may refer to, or what spans, is a real table.
    is_plain = not table["ids"] and not any(
        isinstance(entry, nodes.entry) and ("morecols" in entry or "morerows" in entry)
        for row in rows
        for entry in row.children
    )
    if group is None or not is_plain or not rows or len(rows) > 100:
        return Form(table)
    return _by_columns(table, rows, naming) or _by_rows(table, rows, naming) or Form(table)


def _by_rows(table: nodes.table, rows: list[nodes.row], naming: Naming) -> Form | None:
    form = TableForm(table, before=_titles(table))
    for number, row in enumerate(rows):
        cells = list(row.children)
        words, taken = _label_in(cells, naming)
        known = bool(words) and naming.exactly(words)
        if number == 0 and not known and isinstance(row.parent, nodes.thead):
            form.before += _head(row)
            continue
        mark = None
        if known or 0 < len(words.split()) <= LABEL_WORDS:
            mark = _mark(words, cells[taken - 1], row, form)
            mark.has_text = any(cell.astext().strip() for cell in cells[taken:])
        body = [child for cell in cells[taken:] for child in _children(cell)]
        form.rows.append((mark, body, _row_alone(table, row)))
    form.marks = [mark for mark, _body, _row in form.rows if mark]
    return form if any(naming.exactly(mark.words) for mark in form.marks) else None


def _by_columns(table: nodes.table, rows: list[nodes.row], naming: Naming) -> Form | None:
    """Labels side by side, with one row of text below them."""
    if len(rows) != 2 or len(rows[0].children) != len(rows[1].children):
        return None
    form = TableForm(table, before=_titles(table))
    for head, cell in zip(rows[0].children, rows[1].children, strict=True):
        words = head.astext().strip()
        if not words and not cell.astext().strip():
            continue
        if not 0 < len(words.split()) <= LABEL_WORDS:
            return None
        mark = _mark(words, head, rows[0], form)
        mark.has_text = bool(cell.astext().strip())
        label = nodes.paragraph("", "", *(child.deepcopy() for child in mark.label.children))
        aside = nodes.container("", label, *(child.deepcopy() for child in _children(cell)))
        form.rows.append((mark, _children(cell), aside))
    form.marks = [mark for mark, _body, _row in form.rows if mark]
    # In a table of rows, only the first of the heads is a label.
    is_account = all(naming.exactly(mark.words) for mark in form.marks[:_COLUMNS])
    return form if len(form.marks) >= _COLUMNS and is_account else None


def _label_in(cells: list[nodes.Node], naming: Naming) -> tuple[str, int]:
    """The label of a row and how many cells hold it: "Situation", or "S" and "Situation"."""
    words = [cell.astext().strip() for cell in cells[:2]]
    if not words:
        return "", 1
    both = " ".join(words)
    if len(cells) > 2 and len(words[0]) <= 4 and len(both) < 60 and naming.exactly(both):
        return both, 2
    return words[0], 1


def _mark(words: str, cell: nodes.Node, row: nodes.Element, group: Form) -> Mark:
    """The mark of a row; its label has the words of the cell, and all that is in them."""
    label = nodes.inline("", "")
    assert isinstance(cell, nodes.Element)
    for paragraph in cell.children:
        if isinstance(paragraph, nodes.TextElement):
            only = paragraph.children
            if len(only) == 1 and isinstance(only[0], nodes.strong | nodes.emphasis):
                only = only[0].children
            label.extend(child.deepcopy() for child in only)
    if label.astext().strip() != words:
        label = nodes.inline("", words)
    line = next((node.line for node in row.findall(nodes.paragraph) if node.line), row.line)
    label.line = line
    return Mark(words, label, TABLE, group=group, line=line)


def _children(cell: nodes.Node) -> list[nodes.Node]:
    return list(cell.children)


def _titles(table: nodes.table) -> list[nodes.Node]:
    """The caption of a table as words."""
    return [
        nodes.paragraph(child.rawsource, "", *child.children)
        for child in table.children
        if isinstance(child, nodes.title)
    ]


def _head(row: nodes.row) -> list[nodes.Node]:
    """The words at the head of columns, in one line, so that none is lost."""
    words = nodes.paragraph("", "")
    for cell in row.children:
        for paragraph in cell.children:
            if words.children and paragraph.astext():
                words += nodes.Text(" · ")
            words.extend(child.deepcopy() for child in paragraph.children)
    words.rawsource = words.astext()
    return [words] if words.children else []


def _row_alone(table: nodes.table, row: nodes.row) -> nodes.table:
    """A table like another with one of its rows."""
    alone = table.copy()
    group = next(iter(table.findall(nodes.tgroup)))
    body = nodes.tbody("", row.deepcopy())
    columns = [child.deepcopy() for child in group.children if isinstance(child, nodes.colspec)]
    alone += nodes.tgroup("", *columns, body, **group.attributes)
    return alone
