"""The web site around the pages: whose it is, what others see of it, and how it looks.

What Open Graph, the page for wrong addresses and other extensions do well is left to them; they
are told what only the records know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..order import BEFORE_OTHERS
from .about import describe_page
from .defaults import load_quietly, set_defaults
from .missing import show_missing
from .sitemap import write_sitemap
from .style import add_style, show_icon, write_style

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Connect the events."""
    load_quietly(app)
    app.connect("config-inited", set_defaults, priority=BEFORE_OTHERS)
    app.connect("builder-inited", add_style)
    app.connect("write-started", write_style)
    # Before Sphinx works out where the icon is, and before Open Graph looks for a description.
    app.connect("html-page-context", show_icon, priority=BEFORE_OTHERS)
    app.connect("html-page-context", describe_page, priority=BEFORE_OTHERS)
    app.connect("html-page-context", show_missing)
    app.connect("build-finished", write_sitemap)
