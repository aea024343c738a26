"""The directives for listings: each keeps what it is to show; a view does the rest in the end."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from .. import nodes as pf
from ..reading.listing import listing_of, read_listing
from ..titles import words_of
from .base import PortfolioDirective, facts_of

if TYPE_CHECKING:
    from ..views.view import ListingView


class ListingDirective(PortfolioDirective):
    """A view of all records that pass its filters, with a title and words of the owner's own."""

    view: ClassVar[type[ListingView]]

    def run(self) -> list[nodes.Node]:
        """Keep what the listing is to show, and build what the owner wrote."""
        draft = read_listing(self.source.lines, self.source.place, self.context, self.view.options)
        self.source.title = draft.title
        self.finish(draft)
        node = pf.listing_block(
            classes=list(draft.values.known.get("classes", ())), view=self.view.name
        )
        self.at(node)
        caption = self.caption()
        usual = self.view.usual_for(draft.values.known)
        listing = listing_of(draft, self.view.name, self.context.docname, **usual)
        if not listing.name and "name" in draft.written:
            # Nothing of what was written can be in a name.
            listing = dataclasses.replace(listing, name=self.view.name)
        node["listing"] = dataclasses.replace(
            listing,
            anchor=self.identify(node, listing.name),
            title=words_of(caption[0]) if caption else "",
        )
        node += caption
        node += self.parse(draft)
        if draft.values.unusable:
            node += pf.fact_list("", *facts_of(draft.values.unusable))
        return [node]

    def caption(self) -> list[nodes.Node]:
        """The title as a heading that is in no table of contents."""
        words = self.source.title
        if not words:
            return []
        caption = nodes.rubric(words, "", *self.parse_words(words))
        self.at(caption)
        return [caption]

    def identify(self, node: pf.listing_block, name: str) -> str:
        """Give the node the id that its name makes, if it has one."""
        if not name:
            return ""
        anchor = self.anchor(name, "listing")
        node["ids"].append(anchor)
        self.state.document.note_explicit_target(node)
        return anchor


def listing_directive(view: type[ListingView]) -> type[ListingDirective]:
    """The directive of a kind of listing."""
    return type(view.__name__, (ListingDirective,), {"view": view, "__doc__": view.__doc__})
