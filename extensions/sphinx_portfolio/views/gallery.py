"""Evidence as cards with pictures of one size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.locale import get_translation

from .. import nodes as pf
from ..artefacts.scaling import scaled
from ..mediums import Pictures
from ..model import Evidence
from .view import ListingView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from ..model import Artefact

_ = get_translation("sphinx_portfolio")

# Pixels: a card is at most 360 wide, and screens have two for one.
_PICTURE = (720, 480)


class EvidenceGallery(ListingView):
    """One card for each piece of evidence, featured ones first."""

    name = "evidence-gallery"
    usual: ClassVar[Mapping[str, int]] = {"limit": 48}
    default_sort = "featured"
    can_be_narrowed = True

    @property
    def shown(self) -> object:
        """The records, and the pictures as they are now."""
        return self.shown_records(), [
            self.picture(r.artefact) for r in self.limited if isinstance(r, Evidence)
        ]

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
        made += pf.listing_text("", self.facts(record))
        return made

    def top(self, record: Evidence) -> nodes.Node:
        """The picture, or what the file is where there is none."""
        picture = self.picture(record.artefact)
        if self.medium.pictures is Pictures.PRINT and record.artefact and record.artefact.is_image:
            picture = record.artefact.path  # scaled for print, later on
        if picture:
            self.domain.env.images.add_file(self.listing.docname, picture)
            image = pf.card_image(uri=picture, candidates={"*": picture}, alt="")
            if record.artefact and record.artefact.width:
                image["pixels"] = (record.artefact.width, record.artefact.height)
            return image
        suffix = Path(record.artefact.path).suffix.lstrip(".").upper() if record.artefact else ""
        return pf.text_of(pf.verbatim("", suffix or self.type(record)))

    def picture(self, artefact: Artefact | None) -> str:
        """The file to show in a browser, nothing if there is none; its name tells its content."""
        if artefact is None or not artefact.is_image:
            return ""
        if self.medium.pictures is not Pictures.SCREEN:
            return ""
        if artefact.path.lower().endswith(".svg"):
            return artefact.path
        env = self.domain.env
        try:
            return str(scaled(env.srcdir / artefact.path, _folder(env), _PICTURE))
        except (OSError, ValueError):
            return ""  # it went away since its page was read


def _folder(env: BuildEnvironment) -> Path:
    """Where small copies are kept between builds."""
    return Path(env.doctreedir) / "portfolio-cards"
