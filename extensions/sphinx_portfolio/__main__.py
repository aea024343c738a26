"""``python -m sphinx_portfolio`` is ``sphinx-portfolio``."""

from __future__ import annotations

from .cli import main

main(prog_name="sphinx-portfolio")
