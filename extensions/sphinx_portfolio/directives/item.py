"""What the directives for evidence and for reflections share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain import portfolio
from ..model import object_type
from ..names import slug
from ..nodes import item_body, item_title, portfolio_item
from ..reading.access import is_for
from ..reading.outline import outline
from ..titles import words_of
from ..warnings import report
from .base import PortfolioDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..fields import Field
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
        is_given = bool(given) and not self.source.is_made
        return given or next(filter(None, map(slug, candidates)), ""), is_given

    def identify(self, node: portfolio_item, record: Record, draft: Draft) -> None:
        """Tie the node to its record, and give it an id that no other node of the page has."""
        node["record"], node["docname"] = record, record.docname
        node["unusable"] = draft.values.unusable
        # Links that are made from the record say where it was written.
        places = draft.values.places
        node["places"] = {o: places[o] for o in ("url", "file", "evidence") if o in places}
        node["ids"].append(self.anchor(record.name, object_type(record)))
        self.state.document.note_explicit_target(node)

    def is_shown(self, draft: Draft, fields: Iterable[Field]) -> bool:
        """Whether the item is for the readers of this build; else only what it is called is kept.

        Nothing else is said of one that is not, since others may read what a build says.
        """
        self.source.title = draft.title
        options = [one.option for one in fields]
        allowed, faults = is_for(self.settings.audience, draft, options, self.source.place(-1))
        if allowed:
            self.finish(draft)
            return True
        report(faults)
        lines = [self.source.title, *self.source.lines]
        given = draft.values.known.get("name", "")
        kind = "reflection" if self.name.endswith("reflection") else "evidence"
        called = {(kind, name) for name in (given, slug(self.source.title)) if name}
        inside = outline(lines)
        first = self.source.place(-1).line
        domain = portfolio(self.env)
        domain.hide(self.context.docname, sorted({*called, *inside}))
        domain.hide_lines(self.context.docname, first, len(lines))
        return False

    def body(self, children: list[nodes.Node]) -> list[item_body]:
        """The owner's text, if any."""
        return [item_body("", *children)] if children else []
