"""Evidence as cards with pictures of one size."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, ClassVar

from sphinx.locale import get_translation

from .. import nodes as pf
from ..files.publish import pictured
from ..mediums import Pictures
from ..model import Evidence
from ..publishing import Room
from .networks import sketch_of
from .view import GALLERY, ListingView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes

    from ..files.publish import Copy
    from ..model import Artefact

_ = get_translation("sphinx_portfolio")

#: The picture of a card.
CARD = Room(360, (3.0, 1.4), "(max-width: 30rem) 9rem, 15rem", 240)


class EvidenceGallery(ListingView):
    """One card for each piece of evidence, featured ones first."""

    name = GALLERY
    usual: ClassVar[Mapping[str, int]] = {"limit": 48}
    default_sort = "featured"
    can_be_narrowed = True

    @property
    def shown(self) -> object:
        """The records, and the pictures as they are now."""
        if self.medium.pictures is Pictures.NONE:
            return self.shown_records()
        artefacts = [r.artefact for r in self.limited if isinstance(r, Evidence)]
        self.domain.publishing.prepare((one, CARD) for one in artefacts if one)
        names = [copy.name for artefact in artefacts for copy in self.copies(artefact)]
        sketches = [sketch_of(r, self.domain) for r in self.limited if isinstance(r, Evidence)]
        return self.shown_records(), names, list(filter(None, sketches))

    def content(self) -> Sequence[nodes.Node]:
        """The cards, and how many are left out."""
        evidence = [r for r in self.limited if isinstance(r, Evidence)]
        if not evidence:
            return []
        cards = pf.card_list("", *(self.card(record) for record in evidence))
        return [cards, *self.more()]

    def card(self, record: Evidence) -> pf.card:
        """Picture, title, and a line of facts."""
        made = pf.card(kind=record.kind, skills=[name for name, _title in self.skills(record)])
        if self.medium.pictures is not Pictures.NONE:
            made += pf.card_top("", self.top(record))
        made += pf.card_title("", "", self.link(record))
        made += self.facts(record)
        return made

    def top(self, record: Evidence) -> nodes.Node:
        """The picture, or what the file is where there is none."""
        if (artefact := record.artefact) is not None and (copies := self.placed(artefact)):
            image = pf.card_image(alt="")
            self.domain.publishing.show(image, self.page, copies)
            image["sizes"] = CARD.sizes
            if artefact.width and artefact.height:
                image["pixels"] = (artefact.width, artefact.height)
            return image
        if artefact is None and (sketch := sketch_of(record, self.domain)):
            return pf.map_drawing("", sketch, format="html")
        suffix = PurePosixPath(artefact.path).suffix.lstrip(".").upper() if artefact else ""
        return pf.text_of(pf.verbatim("", suffix or self.type(record)))

    def copies(self, artefact: Artefact | None) -> tuple[Copy, ...]:
        """The copies of a picture; none if there is no picture."""
        publishing = self.domain.publishing
        if artefact is None or not artefact.is_pictured:
            return ()
        purpose = publishing.purpose(CARD, artefact)
        try:
            return publishing.publisher.published(pictured(artefact), purpose).copies
        except (ImportError, OSError, ValueError):
            return ()  # it went away since its page was read, which says so

    def placed(self, artefact: Artefact) -> tuple[Copy, ...]:
        """The same, put where readers of this output find them."""
        publishing = self.domain.publishing
        if not artefact.is_pictured:
            return ()
        purpose = publishing.purpose(CARD, artefact)
        try:
            return publishing.publish(self.page, pictured(artefact), purpose)[0]
        except (ImportError, OSError, ValueError):
            return ()  # the page of the item says why
