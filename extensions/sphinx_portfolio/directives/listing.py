"""The directives for listings: each keeps what it is to show; a view does the rest in the end."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from .. import nodes as pf
from ..reading.listing import CHECKLIST, LISTING, listing_of, read_listing
from ..titles import words_of
from .base import PortfolioDirective, facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..fields import Field

#: How many cards a gallery shows, and how many links a cell of a matrix, unless told otherwise.
GALLERY_LIMIT = 48
MATRIX_LIMIT = 5
#: Evidence older than this many months is not called current, unless told otherwise.
CURRENT_MONTHS = 24


class ListingDirective(PortfolioDirective):
    """A view of all records that pass its filters, with a title and words of the owner's own."""

    fields: ClassVar[Sequence[Field]] = LISTING
    #: Values of options that are not written.
    usual: ClassVar[dict[str, int]] = {}

    def run(self) -> list[nodes.Node]:
        """Keep what the listing is to show, and build what the owner wrote."""
        draft = read_listing(self.source.lines, self.source.place, self.context, self.fields)
        self.finish(draft)
        node = pf.listing(classes=list(draft.values.known.get("classes", ())), view=self.name)
        self.at(node)
        caption = self.caption()
        listing = listing_of(draft, self.name, self.context.docname, **self.usual)
        if not listing.name and "name" in draft.written:
            # Nothing of what was written can be in a name.
            listing = dataclasses.replace(listing, name=self.name)
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

    def identify(self, node: pf.listing, name: str) -> str:
        """Give the node the id that its name makes, if it has one."""
        if not name:
            return ""
        anchor = self.anchor(name, "listing")
        node["ids"].append(anchor)
        self.state.document.note_explicit_target(node)
        return anchor


class GalleryDirective(ListingDirective):
    """Evidence as cards."""

    usual: ClassVar[dict[str, int]] = {"limit": GALLERY_LIMIT}


class MatrixDirective(ListingDirective):
    """Skills with what shows them."""

    usual: ClassVar[dict[str, int]] = {"limit": MATRIX_LIMIT}


class ChecklistDirective(ListingDirective):
    """Whether evidence is valid, authentic, current and sufficient."""

    fields: ClassVar[Sequence[Field]] = CHECKLIST
    usual: ClassVar[dict[str, int]] = {"months": CURRENT_MONTHS}


LISTINGS: dict[str, type[ListingDirective]] = {
    "evidence-gallery": GalleryDirective,
    "evidence-table": ListingDirective,
    "reflection-list": ListingDirective,
    "skills-matrix": MatrixDirective,
    "portfolio-timeline": ListingDirective,
    "portfolio-summary": ListingDirective,
    "evidence-checklist": ChecklistDirective,
}
