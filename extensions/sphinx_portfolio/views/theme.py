"""What the theme's page template needs from us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _ as sphinx_words
from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_portfolio")


def name_page_parts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give ``page.html`` the names of the parts of a page, in the reader's language."""
    context["portfolio_labels"] = {
        "pages": _("Pages"),
        "contents": _("On this page"),
        "tools": _("Page tools"),
        "search": sphinx_words("Search"),
    }
