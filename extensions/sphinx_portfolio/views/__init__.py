"""Views: functions from records to nodes, and the places where they enter a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .filter import add_script
from .indices import add_indices, show_index
from .items import ShowItems
from .listings import FillListings
from .single_page import SinglePageLinks
from .theme import add_files, complete_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Add the post-transforms and the domain indices."""
    app.add_post_transform(ShowItems)
    app.add_post_transform(FillListings)
    app.add_post_transform(SinglePageLinks)
    add_indices(app)
    # Before themes, which look at the finished page.
    app.connect("html-page-context", show_index, priority=400)
    app.connect("html-page-context", add_script)
    app.connect("builder-inited", add_files)
    # After all others: a template that one of them chooses comes before ours.
    app.connect("html-page-context", complete_page, priority=900)
