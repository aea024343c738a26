"""Every listing by the name of its directive, and the transform that fills them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..domain import portfolio
from .checklist import Checklist
from .filter import filter_of
from .gallery import EvidenceGallery
from .links import LATE
from .matrix import SkillsMatrix
from .reflections import ReflectionList
from .summary import Summary
from .table import EvidenceTable
from .timeline import Timeline

if TYPE_CHECKING:
    from ..domain import PortfolioDomain
    from ..selection import Listing
    from .listing import View

VIEWS: dict[str, type[View]] = {
    "evidence-gallery": EvidenceGallery,
    "evidence-table": EvidenceTable,
    "reflection-list": ReflectionList,
    "skills-matrix": SkillsMatrix,
    "portfolio-timeline": Timeline,
    "portfolio-summary": Summary,
    "evidence-checklist": Checklist,
}


def view_of(listing: Listing, domain: PortfolioDomain) -> View:
    """The view that a listing asks for."""
    return VIEWS[listing.view](listing, domain)


class FillListings(SphinxPostTransform):
    """Let every listing of the page show the records as they are now."""

    default_priority = LATE

    def run(self, **kwargs: Any) -> None:
        """Fill in all listings."""
        for number, node in enumerate(list(self.document.findall(pf.listing)), start=1):
            # Taken from the node: places are on the owner's own disk.
            view = view_of(node.attributes.pop("listing"), portfolio(self.env))
            content = view.content() or [view.empty()]
            classes = [f"pf-{node['view']}", "no-search"]
            node += pf.listing_view("", *filter_of(view, number), *content, classes=classes)
