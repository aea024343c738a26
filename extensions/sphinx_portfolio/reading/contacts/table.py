"""Contacts in a table: CSV or TSV, as a spreadsheet saves it.

A row near the top names the columns, in any order and case: those of `written.MEANINGS`. The
separator is a comma, a semicolon or a tab. Cells are words: what looks like a formula or like HTML
is shown as it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...faults import WarningType
from ...tables import folded, read_table
from .written import MEANINGS, NEEDED, NEVER_SHOWN, contact_of, unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...contacts import Contact
    from .written import Notes


def read_contacts_table(text: str, docname: str, file: str, notes: Notes) -> Iterator[Contact]:
    """The contacts of a table; arguments as in `written.contact_of`."""
    table = read_table(text.encode(), MEANINGS, needed=NEEDED, as_written=True)
    for line, words in table.faults:
        notes.say(WarningType.BAD_CONTACT, words, words, line)
    for name in table.unknown:
        if folded(name) not in NEVER_SHOWN:
            unknown_name(name, 1, notes)
    for row in table.rows:
        if row.beyond:
            notes.say(
                WarningType.BAD_CONTACT,
                "beyond",
                "this row has more cells than there are columns, and they are not read. Put "
                "quotation marks around text that holds the separator.",
                row.line,
            )
        contact = contact_of(row.cells, docname, file, row.line, notes)
        if contact is not None:
            yield contact
