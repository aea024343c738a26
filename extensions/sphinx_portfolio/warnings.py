"""Every kind of warning this extension gives, and the one way to give it.

The values of `WarningType` are what ``suppress_warnings`` in ``conf.py`` takes, each after
``portfolio.``; the guide lists them with their cures.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils.nodes import Node

_logger = logging.getLogger(__name__)


class WarningType(Enum):
    """The subtypes of ``portfolio`` warnings."""

    CONFIG = "config"
    UNKNOWN_OPTION = "unknown_option"
    MISSING_TITLE = "missing_title"
    BAD_NAME = "bad_name"
    DUPLICATE_NAME = "duplicate_name"
    UNKNOWN_KIND = "unknown_kind"
    BAD_DATE = "bad_date"
    EXPIRES_BEFORE_DATE = "expires_before_date"
    BAD_URL = "bad_url"
    BAD_WIDTH = "bad_width"
    BAD_ALIGN = "bad_align"
    MISSING_FILE = "missing_file"
    FILE_OUTSIDE = "file_outside"
    BAD_FILE = "bad_file"
    UNSAFE_SVG = "unsafe_svg"
    UNPRINTABLE_PICTURE = "unprintable_picture"
    MISSING_ALT = "missing_alt"
    UNKNOWN_MODEL = "unknown_model"
    MISSING_PART = "missing_part"
    EMPTY_PART = "empty_part"
    REPEATED_PART = "repeated_part"
    PART_ORDER = "part_order"
    UNKNOWN_PART = "unknown_part"
    UNKNOWN_EVIDENCE = "unknown_evidence"
    UNKNOWN_REFLECTION = "unknown_reflection"
    UNKNOWN_SKILL = "unknown_skill"
    BAD_CATALOGUE = "bad_catalogue"
    UNKNOWN_FILTER = "unknown_filter"
    BAD_LIMIT = "bad_limit"


def warn(kind: WarningType, message: str, location: Node | tuple[str, int] | None = None) -> None:
    """Log one warning.

    :param message: what is wrong and what to do, in words a student understands.
    :param location: a node, or the file and line that the person has to look at.
    """
    place = ":".join(map(str, location)) if isinstance(location, tuple) else location
    # The message is an argument, not a format: people's words may hold a "%".
    _logger.warning("%s", message, location=place, type="portfolio", subtype=kind.value)
