"""Links from views, made when a page is written: whatever took a name, they lead to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from .. import nodes as pf
from ..domain import SKILLS_INDEX, has_index

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ..model import Record

#: When views enter a page: after references are resolved and other transforms have looked at the
#: page, which then have less to look at; before links are checked, at 800.
LATE = 700


def link_to(record: Record, page: str, builder: Builder) -> nodes.Element:
    """A link to a record, under its title; ``page`` is where the link stands."""
    return reference(*link_shown(record), page, builder)


def link_shown(record: Record) -> tuple[str, str, str]:
    """What a link to a record shows, as plain data."""
    return record.docname, record.anchor, record.title


def skill_link(name: str, title: str, page: str, builder: Builder, hint: str = "") -> nodes.Element:
    """A link to a skill in the index, or its title where there is no index."""
    if not has_index(builder, SKILLS_INDEX):
        return nodes.inline("", title)
    return reference(SKILLS_INDEX, name, title, page, builder, hint)


def reference(
    docname: str, anchor: str, words: str, page: str, builder: Builder, hint: str = ""
) -> nodes.Element:
    """A link to an id in a page; only its words where this builder writes no such page.

    :param hint: what browsers show beside the pointer.
    """
    try:
        return make_refnode(builder, page, docname, anchor, nodes.Text(words), hint or None)
    except NoUri:
        return nodes.inline("", words)


def web_link(url: str, about: str) -> pf.web_link:
    """A link to a web page, under the name of its host.

    :param about: what it leads to, for those who do not see where it stands.
    """
    host = host_of(url)
    return pf.web_link("", host, refuri=url, host=host, about=about, internal=False)


def host_of(url: str) -> str:
    """The host of a web address, as people know it."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
