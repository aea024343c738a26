"""Network maps: from their lines to what is to be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..contacts import MapOptions
from ..fields import fields_of
from ..model import Access, Style
from .items import read_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..faults import Place
    from .context import Context
    from .items import Draft

NETWORK = fields_of(MapOptions, Access, Style)


def read_network(lines: Sequence[str], place: Callable[[int], Place], context: Context) -> Draft:
    """Read the options of a network map; its text may hold the list of contacts."""
    return read_draft(lines, place, NETWORK, context)
