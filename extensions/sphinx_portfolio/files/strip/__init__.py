"""Take out of a file what its owner did not mean to show: who, where, when, with what.

Each kind is taken apart by its own structure, with the standard library alone, so nothing that is
seen or heard changes. PDF documents, which need a library, are in `documents`.
"""

from __future__ import annotations

from .errors import CannotStripError
from .images import strip_image
from .office import strip_office
from .recordings import strip_recording

__all__ = ["CannotStripError", "strip_image", "strip_office", "strip_recording"]
