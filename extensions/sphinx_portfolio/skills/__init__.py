"""Skill catalogues: which skills there are, what they are called, how much evidence they need.

This room imports no Sphinx. A file that cannot be used raises `CatalogueError`, which says why
and at which line.
"""

from __future__ import annotations

from .catalogue import Catalogue, CatalogueError
from .files import load

__all__ = ["Catalogue", "CatalogueError", "load"]
