"""Evidence and reflections by date."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..model import Evidence, Reflection
from ..words import date_pieces, year_words
from .view import ListingView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Record

_ = get_translation("sphinx_portfolio")


class Timeline(ListingView):
    """Years with what happened in them, newest first; what has no date comes last."""

    name = "portfolio-timeline"
    types: ClassVar[tuple[type, ...]] = (Evidence, Reflection)

    def content(self) -> Sequence[nodes.Node]:
        """The years, and how many records are left out."""
        if not self.limited:
            return []
        years = pf.timeline()
        for year, records in groupby(self.limited, key=lambda r: year_words(r.date)):
            items = (
                pf.list_entry("", *self.entry(record), kind=self.sign(record)) for record in records
            )
            entries = pf.entry_list("", *items, bullet="*")
            term = nodes.term("", year or str(_("No date")))
            years += nodes.definition_list_item("", term, nodes.definition("", entries))
        return [years, *self.more()]

    def beside(self, record: Record) -> object:
        """Nothing."""
        return ()

    def entry(self, record: Record) -> list[nodes.Node]:
        """When, what, and a line of facts."""
        title = nodes.paragraph("", "", self.link(record))
        when: list[nodes.Node] = []
        if record.date:
            when = [pf.listing_text("", "", *pf.dated(date_pieces(self.domain, record.date)))]
        return [*when, title, self.facts(record, date=False)]
