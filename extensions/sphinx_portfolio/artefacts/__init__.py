"""What happens to a file on its way to a page: found, checked, measured.

This room imports no Sphinx. A file that cannot be used raises `ArtefactError`, which says why in
words for the person who named it.
"""

from __future__ import annotations

from .check import ArtefactError, Fault, find

__all__ = ["ArtefactError", "Fault", "find"]
