"""How HTML shows our nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import items, listings, networks

if TYPE_CHECKING:
    from ..nodes import Visitors

VISITORS: Visitors = {**items.VISITORS, **listings.VISITORS, **networks.VISITORS}
