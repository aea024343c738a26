"""A listing of our own: who issued how much of the evidence."""

from collections import Counter

from docutils import nodes
from sphinx_portfolio import ListingView, add_listing


class IssuerList(ListingView):
    """Issuers, the most frequent first, each with the number of its evidence."""

    name = "issuer-list"

    @property
    def shown(self):
        """All that the listing says: its page is written again when this changes."""
        return Counter(record.issuer for record in self.records if record.issuer).most_common()

    def content(self):
        """The same as nodes; none if there is nothing to show."""
        if not self.shown:
            return []
        lines = (f"{issuer}: {number}" for issuer, number in self.shown)
        items = (nodes.list_item("", nodes.paragraph("", line)) for line in lines)
        return [nodes.bullet_list("", *items)]


def setup(app):
    """Add the directive."""
    add_listing(app, IssuerList)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
