"""The transform that lets every listing of a page show the records as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..domain import portfolio
from ..order import BEFORE_VIEWS
from .filter import filter_of

if TYPE_CHECKING:
    from ..domain import PortfolioDomain
    from ..selection import Listing
    from .view import ListingView


def view_of(listing: Listing, domain: PortfolioDomain) -> ListingView:
    """The view that a listing asks for: that of its directive."""
    view = cast("type[ListingView]", vars(domain.directives[listing.view])["view"])
    return view(listing, domain)


class FillListings(SphinxPostTransform):
    """Let every listing of the page show the records as they are now."""

    default_priority = BEFORE_VIEWS

    def run(self, **kwargs: Any) -> None:
        """Fill in all listings."""
        for number, node in enumerate(list(self.document.findall(pf.listing_block)), start=1):
            # Taken from the node: places are on the owner's own disk.
            view = view_of(node.attributes.pop("listing"), portfolio(self.env))
            content = view.content() or [view.empty()]
            classes = [f"pf-{node['view']}", "no-search"]
            made = pf.listing_view("", *filter_of(view, number), *content, classes=classes)
            node.insert(0 if view.comes_first else len(node), made)
            view.settle(node)
