"""Views: functions from records to nodes, and the places where they enter a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .backlinks import BackLinks
from .indices import EvidenceIndex, SkillsIndex, show_index
from .single_page import SinglePageLinks
from .theme import name_page_parts

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Add the post-transforms and the domain indices."""
    app.add_post_transform(BackLinks)
    app.add_post_transform(SinglePageLinks)
    app.add_index_to_domain("portfolio", EvidenceIndex)
    app.add_index_to_domain("portfolio", SkillsIndex)
    # Before themes, which look at the finished page.
    app.connect("html-page-context", show_index, priority=400)
    app.connect("html-page-context", name_page_parts)
