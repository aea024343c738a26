"""The one way to give a warning.

The types of warnings stand in `faults`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.utils import get_source_line
from sphinx.util import logging

from .faults import Fault, Place, WarningType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node

__all__ = ["WarningType", "report", "warn"]

_logger = logging.getLogger(__name__)

# Lines of a notebook have no number of their own; MyST-NB counts so many for each cell before.
CELL = 10_000


def warn(kind: WarningType, message: str, location: Node | Place | None = None) -> None:
    """Log one warning.

    :param message: what is wrong and what to do, in words a student understands.
    :param location: the node or the place that the person has to look at.
    """
    place = str(location) if isinstance(location, Place) else location
    # The message is an argument, not a format: people's words may hold a "%".
    words = f"{message}{_cell(location)}"
    _logger.warning("%s", words, location=place, type="portfolio", subtype=kind.value)


def _cell(location: Node | Place | None) -> str:
    """Words for the cell of a notebook that a place is in, since its line says that to nobody."""
    if location is None:
        return ""
    file, line = (
        (location.file, location.line) if isinstance(location, Place) else get_source_line(location)
    )
    if line is None or line < CELL or not str(file).endswith(".ipynb"):
        return ""
    return f" Look at cell {line // CELL} of the notebook."


def report(faults: Iterable[Fault]) -> None:
    """Log a warning for each fault, at its place."""
    for fault in faults:
        warn(fault.type, fault.words, fault.place)
