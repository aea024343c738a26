"""What a portfolio lacks: everything that is wrong, and hints where it is thin.

`run` lets Sphinx read all pages and collects what is said; `others` tells in words for authors what
Sphinx and MyST say; `hints` and `unused` look where nothing is wrong. `text` and `as_json` show the
findings.
"""

from __future__ import annotations
