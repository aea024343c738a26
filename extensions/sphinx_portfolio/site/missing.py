"""The page that a reader gets who follows a wrong address; sphinx-notfound-page writes it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.locale import _ as sphinx_words
from sphinx.locale import get_translation

from ..config import written
from ..domain import portfolio
from ..kept_records import EVIDENCE_INDEX
from .defaults import owner_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_ = get_translation("sphinx_portfolio")

# For search engines.
_NOT_LISTED = '<meta name="robots" content="noindex" />\n'


def show_missing(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Say where to go on, in the reader's language, unless the owner has a page of that name."""
    config = app.config
    is_theirs = "notfound_context" in {*written(config), *config.overrides}
    if doctree is None and pagename == getattr(config, "notfound_pagename", None) and not is_theirs:
        context["title"] = str(_("There is no such page"))
        context["body"] = _body(app, context)
        context["metatags"] = f"{context.get('metatags') or ''}{_NOT_LISTED}"


def _body(app: Sphinx, context: dict[str, Any]) -> str:
    title = escape(context["title"])
    words = escape(str(_("The page has moved, or its address was copied only in part.")))
    links = "".join(
        f'<li><a class="reference internal" href="{escape(context["pathto"](page))}">'
        f"{escape(said)}</a></li>\n"
        for page, said in _ways(app)
    )
    return f"<section>\n<h1>{title}</h1>\n<p>{words}</p>\n<ul>\n{links}</ul>\n</section>\n"


def _ways(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Where a reader may want to go: pages with their names."""
    yield app.config.root_doc, owner_name(app.config)
    if EVIDENCE_INDEX in portfolio(app.env).index_pages:
        yield EVIDENCE_INDEX, str(_("Evidence index"))
    if getattr(app.builder, "search", False):
        yield "search", str(sphinx_words("Search"))
