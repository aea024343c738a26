"""The one way to give a warning.

The types of warnings stand in `faults`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from .faults import Fault, Place, WarningType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node

__all__ = ["WarningType", "report", "warn"]

_logger = logging.getLogger(__name__)


def warn(kind: WarningType, message: str, location: Node | Place | None = None) -> None:
    """Log one warning.

    :param message: what is wrong and what to do, in words a student understands.
    :param location: the node or the place that the person has to look at.
    """
    place = str(location) if isinstance(location, Place) else location
    # The message is an argument, not a format: people's words may hold a "%".
    _logger.warning("%s", message, location=place, type="portfolio", subtype=kind.value)


def report(faults: Iterable[Fault]) -> None:
    """Log a warning for each fault, at its place."""
    for fault in faults:
        warn(fault.type, fault.words, fault.place)
