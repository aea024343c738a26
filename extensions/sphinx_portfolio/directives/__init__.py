"""The directives: each reads its options into plain data and returns nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain import PortfolioDomain
from ..views import LISTINGS
from .evidence import EvidenceDirective
from .listing import listing_directive
from .network import NetworkDirective
from .reflection import ReflectionDirective, StarReflectionDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..views.view import ListingView
    from .base import PortfolioDirective


_ITEMS: dict[str, type[PortfolioDirective]] = {
    "evidence": EvidenceDirective,
    "reflection": ReflectionDirective,
    "star-reflection": StarReflectionDirective,
    "network-map": NetworkDirective,
}
#: The names of all directives.
NAMES = (*_ITEMS, *(view.name for view in LISTINGS))


def register(app: Sphinx) -> None:
    """Add every directive, and every role, under its plain name."""
    for name, directive in _ITEMS.items():
        app.add_directive(name, directive)
    for view in LISTINGS:
        add_listing(app, view)
    for name, role in PortfolioDomain.roles.items():
        app.add_role(name, role)


def add_listing(app: Sphinx, view: type[ListingView]) -> None:
    """Add a kind of listing: a directive with the name of the view, also as ``portfolio:name``.

    :param view: the class of the listing; one of the same name is replaced.
    """
    directive = listing_directive(view)
    app.add_directive(view.name, directive, override=True)
    app.add_directive_to_domain("portfolio", view.name, directive, override=True)
