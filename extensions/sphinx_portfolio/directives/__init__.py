"""The directives: each reads its options into plain data and returns nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain import PortfolioDomain
from .evidence import EvidenceDirective
from .listing import LISTINGS
from .reflection import ReflectionDirective, StarReflectionDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Add every directive, and every role, under its plain name."""
    app.add_directive("evidence", EvidenceDirective)
    app.add_directive("reflection", ReflectionDirective)
    app.add_directive("star-reflection", StarReflectionDirective)
    for name, directive in LISTINGS.items():
        app.add_directive(name, directive)
    for name, role in PortfolioDomain.roles.items():
        app.add_role(name, role)
