"""Reflections as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..model import Reflection
from .links import link_shown
from .view import ListingView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Record

_ = get_translation("sphinx_portfolio")


class ReflectionList(ListingView):
    """One entry for each reflection: what it is, when, and what it is about."""

    name = "reflection-list"
    types: ClassVar[tuple[type, ...]] = (Reflection,)

    def content(self) -> Sequence[nodes.Node]:
        """The list, and how many are left out."""
        if not self.limited:
            return []
        items = (nodes.list_item("", *self.entry(record)) for record in self.limited)
        return [pf.entry_list("", *items, bullet="*"), *self.more()]

    def beside(self, record: Record) -> object:
        """What it is about."""
        return [link_shown(item) for item in self.about(record)]

    def entry(self, record: Record) -> list[nodes.Node]:
        """Title, facts, and the evidence that it is about."""
        made: list[nodes.Node] = [
            nodes.paragraph("", "", self.link(record)),
            pf.listing_text("", self.facts(record)),
        ]
        if about := pf.with_commas(map(self.link, self.about(record))):
            made.append(pf.listing_text("", str(_("About")) + " ", *about))
        return made
