"""Links from views, made when a page is written: whatever took a name, they lead to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes

from .. import nodes as pf
from ..kept_records import SKILLS_INDEX

if TYPE_CHECKING:
    from ..domain import PortfolioDomain
    from ..model import Record


def link_to(record: Record, page: str, domain: PortfolioDomain, hint: str = "") -> nodes.Element:
    """A link to a record, under its title; ``page`` is where the link stands."""
    docname, anchor, title = link_shown(record)
    return domain.medium.reference(page, docname, anchor, title, hint)


def link_shown(record: Record) -> tuple[str, str, str]:
    """What a link to a record shows, as plain data."""
    return record.docname, record.anchor, record.title


def skill_link(
    name: str, title: str, page: str, domain: PortfolioDomain, hint: str = ""
) -> nodes.Element:
    """A link to a skill in the index, or its title where the index does not have it."""
    if SKILLS_INDEX not in domain.index_pages or name not in domain.index.skills:
        return nodes.inline("", title)
    return domain.medium.reference(page, SKILLS_INDEX, name, title, hint)


def web_link(url: str, about: str) -> pf.web_link:
    """A link to a web page, under the name of its host.

    :param about: what it leads to, for those who do not see where it stands.
    """
    host = host_of(url)
    return pf.web_link("", host, refuri=url, host=host, about=about, internal=False)


def shown_address(url: str) -> str:
    """A web address as short as people write it: ``example.org/you``."""
    parts = urlsplit(url)
    return f"{host_of(url)}{parts.path}".rstrip("/") if not parts.query else url


def host_of(url: str) -> str:
    """The host of a web address, as people know it."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
