"""Portfolios of plain Markdown: a folder, a git checkout or one page becomes a project."""

from __future__ import annotations
