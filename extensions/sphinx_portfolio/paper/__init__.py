"""What every PDF needs, whoever typesets it: sphinx-design on paper, the order of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .design import PrintDesign
from .document import ArrangePages

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Make pages fit for paper."""
    app.add_post_transform(PrintDesign)
    app.add_post_transform(ArrangePages)
