"""What is said of files whose metadata cannot be taken out."""

from __future__ import annotations

CUT_SHORT = "it is cut short. Save or download it again."
BROKEN = "it is broken. Save or download it again."


class CannotStripError(ValueError):
    """There is no way to take metadata out of such a file; ``str()`` says what to do."""
