"""Narrowing a listing in the browser: a form, and the script that makes it work.

The script is put into the page itself. Browsers refuse to load a module from a file:// address,
and that is how people look at their own pages.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..domain import portfolio
from ..selection import kind_of
from ..words import kind_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.jinja2glue import BuiltinTemplateLoader

    from .view import ListingView

_ = get_translation("sphinx_portfolio")

_SCRIPT = Path(__file__).parent.parent / "templates" / "portfolio-filter.js"
# Fewer records than this can be seen at a glance.
_MANY = 7


def filter_of(view: ListingView, number: int) -> list[nodes.Node]:
    """The form for a listing, if it is one that can be narrowed and holds many records.

    :param number: of the listing in its page.
    """
    if not view.can_be_narrowed or len(view.limited) < _MANY or not view.medium.is_site:
        return []
    kinds = Counter(map(kind_of, view.limited))
    skills = Counter(skill for record in view.limited for skill in view.skills(record))
    choices = {
        "kind": [
            {"name": kind, "title": kind_words(view.domain, kind), "count": count}
            for kind, count in _by_number(kinds)
        ],
        "skill": [
            {"name": name, "title": title, "count": count}
            for (name, title), count in _by_number(skills)
        ],
    }
    facets = [(facet, among) for facet, among in choices.items() if len(among) > 1]
    templates: BuiltinTemplateLoader = view.medium.builder.templates
    form = templates.render(
        "portfolio-filter.html",
        {
            "id": f"pf-listing-{number}",
            "facets": facets,
            "labels": _labels([facet for facet, _among in facets]),
        },
    )
    return [pf.listing_filter("", form, format="html")]


def _by_number(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """The most frequent first, then by name."""
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _labels(facets: Sequence[str]) -> dict[str, str]:
    named = {"kind": _("Kind"), "skill": _("Skills")}
    labels = {
        **named,
        "filter": _("Narrow this list"),
        "find": _("Find"),
        "choose": named[facets[0]] if len(facets) == 1 else _("Kinds and skills"),
        "more": _("{count} more"),
        "reset": _("Show all"),
        "status": _("{shown} of {all} shown"),
        "none": _("Nothing matches."),
    }
    return {name: str(words) for name, words in labels.items()}


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put the script into pages that have a form."""
    # Looking for one takes long on a page without; the one page of singlehtml holds all others.
    domain = portfolio(app.env)
    if pagename not in domain.listings and not domain.medium.pages_share_a_file:
        return
    if isinstance(doctree, nodes.document) and doctree.next_node(pf.listing_filter):
        app.add_js_file(None, body=_script(), type="module")


@cache
def _script() -> str:
    return _SCRIPT.read_text("utf-8")
