"""Where things can be read: one answer for every format, and for paper.

All addresses are percent-encoded. A builder of a web site knows its own; every other builder names
those of the site that ``portfolio_site_builder`` says, with the suffix that ``conf.py`` gives it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from ..domain import is_web_site, portfolio
from ..model import is_web_address

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config


def address(docname: str, anchor: str, builder: Builder) -> str:
    """Where a place of a page can be read: a URL relative to the root of the site."""
    page = _own_page(docname, builder) if is_web_site(builder) else site_page(docname, builder)
    # An address of only a fragment would be a place in the file that holds it.
    return f"{page or './'}#{quote(anchor)}"


def full_address(docname: str, anchor: str, builder: Builder) -> str:
    """The same with ``html_baseurl`` before it; empty when that is no web address."""
    base = str(builder.config.html_baseurl or "").strip()
    if not is_web_address(base):
        return ""
    return f"{as_uri(base).rstrip('/')}/{address(docname, anchor, builder).removeprefix('./')}"


def _own_page(docname: str, builder: Builder) -> str:
    """The address of a page on the site that is being built."""
    if isinstance(builder, SingleFileHTMLBuilder):
        return quote(builder.config.root_doc) + builder.link_suffix
    page = builder.get_target_uri(docname)
    # Some builders quote the name of a page, others leave it as it is.
    return page if quote(docname) in page else quote(page)


def site_page(docname: str, builder: Builder) -> str:
    """The address of a page on the site that another builder makes."""
    match portfolio(builder.env).settings.site_builder:
        case "dirhtml":
            name = docname.rpartition("/")[2]
            return quote(docname.removesuffix("index") if name == "index" else f"{docname}/")
        case "singlehtml":
            docname = builder.config.root_doc
    return quote(docname) + _link_suffix(builder.config)


def _link_suffix(config: Config) -> str:
    """How links to pages end, as the html builder works it out."""
    given = (config.html_link_suffix, config.html_file_suffix, ".html")
    return next(str(suffix) for suffix in given if suffix is not None)


def as_uri(web_address: str) -> str:
    """A web address with only the characters of RFC 3986, for formats that ask for a URI."""
    parts = urlsplit(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", web_address))
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        host = parts.netloc
    rest = urlunsplit(("", "", *parts[2:]))
    signs = "!$%&'()*+,:;=@~"
    return f"{parts.scheme}://{quote(host, safe=f'{signs}[]')}{quote(rest, safe=f'{signs}#/?')}"
