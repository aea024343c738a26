"""A site as one file to hand in: it opens without a server, and whoever gets it can unpack it.

This room imports no Sphinx. `called` says what such a file is called; `wanted` which files of a
site are for it, `check` what is wrong with them, and `write_zip` packs them.
"""

from __future__ import annotations

from .archive import wanted, write_zip
from .check import Problem, check
from .file_names import Called, called

__all__ = ["Called", "Problem", "called", "check", "wanted", "write_zip"]
