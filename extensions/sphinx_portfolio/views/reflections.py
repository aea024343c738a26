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
    """One entry for each reflection: what it is, when, what it is about, and what it shows."""

    name = "reflection-list"
    types: ClassVar[tuple[type, ...]] = (Reflection,)

    def content(self) -> Sequence[nodes.Node]:
        """The list, and how many are left out."""
        if not self.limited:
            return []
        reflections = [r for r in self.limited if isinstance(r, Reflection)]
        items = (
            pf.list_entry("", *self.entry(record), kind="reflection") for record in reflections
        )
        return [pf.entry_list("", *items, bullet="*"), *self.more()]

    def beside(self, record: Record) -> object:
        """What it is about, and its skills."""
        return [link_shown(item) for item in self.about(record)], self.skills(record)

    def entry(self, record: Reflection) -> list[nodes.Node]:
        """The way it goes, title, facts, the evidence that it is about, and skills."""
        model = self.domain.settings.models[record.model]
        way = pf.model_way(marks=[part.mark for part in model.parts])
        made: list[nodes.Node] = [
            nodes.paragraph("", "", way, self.link(record)),
            self.facts(record),
        ]
        if about := pf.with_commas(map(self.link, self.about(record))):
            made.append(pf.listing_text("", str(_("About")) + " ", *about))
        if skills := self.skill_links(record):
            made.append(pf.listing_text("", str(_("Skills")) + " ", *skills))
        return made
