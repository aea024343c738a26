"""What a page says of itself in search results and in links that are passed on.

It is made of the records of this output, and of what the page shows; so what is not for its
readers is not in it.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes
from markupsafe import Markup
from sphinx.util.nodes import clean_astext

from .. import nodes as pf
from ..domain import portfolio
from ..model import Evidence
from ..words import date_words, type_words
from .defaults import owner_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from ..domain import PortfolioDomain
    from ..model import Record

#: How many characters search engines and messengers show.
LENGTH = 200
_MORE = "…"
# What is shown of records, and what stands beside the text of a page.
_ASIDE = (pf.portfolio_item, pf.listing_block, nodes.Admonition, nodes.sidebar, nodes.topic)


def describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put the description of a page into its head, and tell sphinxext-opengraph the same."""
    domain = portfolio(app.env)
    if not domain.medium.is_site or not isinstance(doctree, nodes.document):
        return
    # A copy: Sphinx keeps the original with what it read, and Open Graph takes entries out.
    meta = dict(context.get("meta") or {})
    own = _written(doctree)
    said = own or description(domain, pagename, doctree)
    if said and not own:
        tag = f'<meta name="description" content="{escape(said)}" />\n'
        context["metatags"] = f"{context.get('metatags') or ''}{tag}"
    found = {
        "og:title": escape(Markup(context.get("title") or "").striptags()),
        "og:description": escape(said),
        **_picture(domain, pagename, doctree),
    }
    context["meta"] = {**{name: value for name, value in found.items() if value}, **meta}
    if "pagename" not in context:
        # A page of JSON or pickles has no head, and stops sphinxext-opengraph 0.13 with a KeyError.
        # This can go when that looks whether the page is HTML.
        context["meta"]["ogp_disable"] = True


def _written(doctree: nodes.document) -> str:
    """The description that the owner wrote as metadata of the page."""
    return next(
        (
            str(one["content"])
            for one in doctree.findall(nodes.meta)
            if one.get("name") == "description"
        ),
        "",
    )


def description(domain: PortfolioDomain, page: str, doctree: nodes.document) -> str:
    """One or two lines of plain text that say what a page is about; nothing if it says nothing."""
    owner = domain.settings.owner
    if page == domain.env.config.root_doc and owner and (owner.summary or owner.headline):
        return _cut(owner.summary or owner.headline)
    own = [r for r in domain.index.by_page.get(page, ()) if page not in domain.index.outside]
    if own:
        return _listed(_of_record(domain, record) for record in own)
    headline = owner.headline if owner else ""
    return _cut(_lead(doctree) or headline or owner_name(domain.env.config))


def _of_record(domain: PortfolioDomain, record: Record) -> str:
    """Title, kind, issuer and date."""
    issuer = record.issuer if isinstance(record, Evidence) else ""
    facts = (type_words(domain, record), issuer, date_words(domain, record.date))
    return f"{record.title} ({', '.join(filter(None, facts))})"


def _listed(entries: Iterable[str]) -> str:
    """As many entries as there is room for, at least the beginning of the first."""
    first, *others = entries
    said = first
    for entry in others:
        if len(said) + len(entry) > LENGTH - len(f"; {_MORE}"):
            return f"{said}; {_MORE}" if len(said) < LENGTH else _cut(said)
        said = f"{said}; {entry}"
    return _cut(said)


def _lead(doctree: nodes.document) -> str:
    """The first words of the page itself, outside of items and listings."""
    for paragraph in doctree.findall(nodes.paragraph):
        if not _is_aside(paragraph) and (words := clean_astext(paragraph).strip()):
            return words
    return ""


def _is_aside(node: nodes.Node | None) -> bool:
    """Whether a paragraph is no text of the page itself."""
    while node is not None and not isinstance(node, _ASIDE):
        node = node.parent
    return node is not None


def _cut(words: str) -> str:
    return textwrap.shorten(words, LENGTH, placeholder=_MORE)


def _picture(domain: PortfolioDomain, page: str, doctree: nodes.document) -> dict[str, str]:
    """The first picture that the page shows, with its address in full if the site has one."""
    here = domain.medium.full_page(page)
    for node in doctree.findall(nodes.image) if here else ():
        if domain.medium.is_published(node):
            address = {"og:image": urljoin(here, _largest(node))}
            return {**address, "og:image:alt": escape(node["alt"])} if node.get("alt") else address
    return {}


def _largest(node: nodes.image) -> str:
    """The copy of a picture with most pixels; messengers show it large."""
    copies = node.get("srcset", [(node["uri"], 0)])
    return str(max(copies, key=lambda copy: copy[1])[0])
