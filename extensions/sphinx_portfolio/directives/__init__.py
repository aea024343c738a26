"""The directives: each reads its options into plain data and returns nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain import PortfolioDomain
from .evidence import EvidenceDirective
from .listing import LISTINGS
from .reflection import ReflectionDirective, StarReflectionDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .base import PortfolioDirective


_DIRECTIVES: dict[str, type[PortfolioDirective]] = {
    "evidence": EvidenceDirective,
    "reflection": ReflectionDirective,
    "star-reflection": StarReflectionDirective,
    **LISTINGS,
}
#: The names of all directives.
NAMES = tuple(_DIRECTIVES)


def register(app: Sphinx) -> None:
    """Add every directive, and every role, under its plain name."""
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
    for name, role in PortfolioDomain.roles.items():
        app.add_role(name, role)
