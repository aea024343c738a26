"""Exports of other programs: LinkedIn's data and JSON Resume.

Their entries become `Item`, which holds only what can be written as it is, and `pages` writes it.
All words of an export are plain words: nothing in them is ever markup.
"""

from __future__ import annotations
