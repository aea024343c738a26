"""What the directives for evidence and for reflections share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain import object_type
from ..names import slug
from ..nodes import item_body, item_title, portfolio_item
from ..titles import words_of
from .base import PortfolioDirective

if TYPE_CHECKING:
    from ..model import Record
    from ..reading.items import Draft


class ItemDirective(PortfolioDirective):
    """Base class: a title, a name and an id; what stands around them is a view."""

    def title(self, fallback: str) -> item_title:
        """The title as a node, with markup; ``fallback`` when there is none."""
        words = self.source.title
        title = item_title(words)
        self.at(title)
        if words:
            title.extend(self.parse_words(words))
        if not words_of(title):
            title += nodes.Text(fallback)
            title["translatable"] = False
        return title

    def name_for(self, draft: Draft, *candidates: str) -> tuple[str, bool]:
        """The item's name, and whether the owner gave it; else the first that candidates make."""
        given = draft.values.known.get("name", "")
        return given or next(filter(None, map(slug, candidates)), ""), bool(given)

    def identify(self, node: portfolio_item, record: Record, draft: Draft) -> None:
        """Tie the node to its record, and give it an id that no other node of the page has."""
        node["record"], node["docname"] = record, record.docname
        node["unusable"] = draft.values.unusable
        # Links that are made from the record say where it was written.
        places = draft.values.places
        node["places"] = {o: places[o] for o in ("url", "evidence") if o in places}
        node["ids"].append(self.anchor(record.name, object_type(record)))
        self.state.document.note_explicit_target(node)

    def body(self, children: list[nodes.Node]) -> list[item_body]:
        """The owner's text, if any."""
        return [item_body("", *children)] if children else []
