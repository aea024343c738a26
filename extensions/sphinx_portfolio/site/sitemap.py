"""``sitemap.xml``: the addresses of all pages, for search engines; see https://www.sitemaps.org.

It is our own for one reason: sphinx-sitemap lists the pages that the last build wrote, not those
that are there (https://github.com/jdillard/sphinx-sitemap/issues/13, open since 2018).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ..domain import portfolio

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "sitemap.xml"
_MARK = "<!-- sphinx-portfolio -->"


def write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """Write it where the site has an address; take down one of ours that is wanted no more."""
    domain = portfolio(app.env)
    if exception is not None or not domain.medium.is_site:
        return
    file = Path(app.outdir, FILE)
    if file.is_file() and _MARK not in file.read_text("utf-8", "replace"):
        return  # the owner's, or another extension's
    pages = sorted({*app.env.found_docs, *domain.index_pages} - {_missing(app)})
    addresses = dict.fromkeys(filter(None, map(domain.medium.full_page, pages)))
    if addresses:
        file.write_text(sitemap(addresses), "utf-8")
    else:
        file.unlink(missing_ok=True)


def _missing(app: Sphinx) -> str:
    """The owner's own page for wrong addresses, which is no place to go to."""
    return str(getattr(app.config, "notfound_pagename", "404"))


def sitemap(addresses: dict[str, None]) -> str:
    """The text of the file."""
    lines = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{_MARK}\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )
