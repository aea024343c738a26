"""What happens to a file on its way to a reader: found, inspected, copied, published.

This room imports no Sphinx. `inspect` finds files, `publish` is the one door through which a byte
leaves. A file that cannot be used raises `ArtefactError`, which says why in words for the person
who named it.
"""

from __future__ import annotations

from .errors import ArtefactError, Fault
from .inspect import find

__all__ = ["ArtefactError", "Fault", "find"]
