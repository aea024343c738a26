"""Evidence as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx.locale import get_translation

from .. import nodes as pf
from ..model import Evidence
from .view import ListingView, cell, line, quiet, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils import nodes

_ = get_translation("sphinx_portfolio")

# Rows that fit on one page of a PDF.
_PAGE = 12


class Column(NamedTuple):
    """A column: its head, its share of the width, and what it says of a record."""

    head: str
    width: int
    says: Callable[[Evidence], list[nodes.paragraph]]


class EvidenceTable(ListingView):
    """One row for each piece of evidence. A column that would be empty is left out."""

    name = "evidence-table"
    can_be_narrowed = True

    def content(self) -> Sequence[nodes.Node]:
        """The table, and how many are left out."""
        evidence = [r for r in self.limited if isinstance(r, Evidence)]
        if not evidence:
            return []
        columns = self.columns(evidence)
        rows = [self.row(record, columns) for record in evidence]
        heads, widths = [c.head for c in columns], [c.width for c in columns]
        return [table(heads, widths, rows, long=len(rows) > _PAGE), *self.more()]

    def columns(self, evidence: list[Evidence]) -> list[Column]:
        """The columns that say something."""
        columns = [
            Column(_("Evidence"), 27, lambda r: [line(self.link(r))]),
            Column(_("Kind"), 14, lambda r: [line(self.type(r))]),
        ]
        if any(r.issuer for r in evidence):
            columns.append(Column(_("Issued by"), 19, lambda r: [line(r.issuer)] * bool(r.issuer)))
        if any(r.date or r.expires for r in evidence):
            columns.append(Column(_("Date"), 17, self.dates))
        if any(r.skills for r in evidence):
            columns.append(Column(_("Skills"), 23, self.skill_line))
        return columns

    def row(self, record: Evidence, columns: list[Column]) -> pf.listing_row:
        """The cells of one piece of evidence."""
        cells = (cell(*column.says(record)) for column in columns)
        skills = [name for name, _title in self.skills(record)]
        return pf.listing_row("", *cells, kind=record.kind, skills=skills)

    def dates(self, record: Evidence) -> list[nodes.paragraph]:
        """When it was, and until when it holds."""
        date = [line(self.date(record.date))] if record.date else []
        return [*date, quiet(self.validity(record))] if record.expires else date

    def skill_line(self, record: Evidence) -> list[nodes.paragraph]:
        """The skills that it shows."""
        return [line(*self.skill_links(record))] if record.skills else []
