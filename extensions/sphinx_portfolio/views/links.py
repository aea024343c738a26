"""Links to one thing, whatever else has taken its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..domain import object_type

if TYPE_CHECKING:
    from ..model import Record


def link_to(record: Record, page: str) -> addnodes.pending_xref:
    """A link to a record, under its title; ``page`` is where the link stands."""
    address = (record.docname, record.anchor)
    return reference(object_type(record), record.name, record.title, address, page)


def reference(
    kind: str, name: str, title: str, address: tuple[str, str], page: str
) -> addnodes.pending_xref:
    """A reference to ``address``, which is a page and an id in it."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", title),
        refdomain="portfolio",
        reftype=kind,
        reftarget=name,
        refexplicit=True,
        refwarn=False,
        refdoc=page,
        address=address,
    )
