"""References to what is not in this output: words take their place, before anybody warns.

Sphinx and MyST resolve all other references, and our domain those to items and skills.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from .domain import PortfolioDomain, portfolio
from .kept_records import INDICES
from .mediums import PAPER_FORMATS, pages_of
from .order import AFTER_LINKS, BEFORE_LINKS, WHILE_READING
from .warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from docutils.nodes import Element
    from sphinx.application import Sphinx

_ = get_translation("sphinx_portfolio")

# Reference types that find a label or an index.
_BY_LABEL = frozenset({"any", "myst", "numref", "ref"})


def register(app: Sphinx) -> None:
    """Add the transforms."""
    app.add_transform(HidePages)
    app.add_post_transform(ShowPages)
    app.add_post_transform(ReplaceReferences)
    app.add_post_transform(ReplaceLostLinks)


class HidePages(SphinxTransform):
    """Offer no page for download that is not for the readers of this build."""

    default_priority = WHILE_READING

    def apply(self, **kwargs: Any) -> None:
        """Keep only the words of such a link."""
        hidden = portfolio(self.env).hidden_pages
        if not hidden:
            return
        for node in list(self.document.findall(addnodes.download_reference)):
            _path, file = self.env.relfn2path(node["reftarget"], self.env.current_document.docname)
            if self.env.path2doc(file) in hidden:
                _keep_words(node, str(_("page")))


class ShowPages(SphinxPostTransform):
    """Settle of which pages the document at hand is made, and tell the domain."""

    default_priority = BEFORE_LINKS - 1

    def run(self, **kwargs: Any) -> None:
        """Tell it when a document is put together."""
        domain = portfolio(self.env)
        if domain.medium.is_paper:
            self.leave_out(domain.outside)
        if domain.medium.is_assembled:
            domain.show_pages(pages_of(self.document, self.env.current_document.docname))

    def leave_out(self, pages: Collection[str]) -> None:
        """Take pages out, but not those below them."""
        for page in reversed(list(self.document.findall(addnodes.start_of_file))):
            if page["docname"] in pages:
                page.replace_self(list(_below(page)))


class ReplaceReferences(SphinxPostTransform):
    """Put words in place of references to hidden pages, and to indices that are no page."""

    default_priority = BEFORE_LINKS

    def run(self, **kwargs: Any) -> None:
        """Look at every reference, where there may be one to replace."""
        domain = portfolio(self.env)
        links = domain.links.get(self.env.current_document.docname, ())
        to_index = any(link.partition(":")[2] in INDICES for link in links)
        if not (to_index or domain.medium.is_assembled or domain.hides_something):
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            target = node.get("reftarget")
            if not isinstance(target, str):
                continue
            if node.get("reftype") in _BY_LABEL and target in INDICES:
                self.show_index(node, target, domain)
            elif self.is_hidden(node, target, domain):
                _keep_words(node, str(_("page")))

    def show_index(self, node: Element, name: str, domain: PortfolioDomain) -> None:
        """Leave a reference to an index that is a page; one by its number has none."""
        labels = self.env.domains.standard_domain.labels
        page, _anchor, title = labels.get(name, (name, name, name))
        if page != name:
            return  # it is the owner's
        if own := domain.page_like(name):
            _keep_words(node, self.env.titles[own].astext())
            return
        if name in domain.index_pages:
            node["reftype"] = "ref" if node["reftype"] == "numref" else node["reftype"]
            return
        if domain.medium.has_index_pages and not domain.medium.wants_index(name):
            warn(
                WarningType.INDEX_OFF,
                f"the index {name!r} is switched off by 'html_domain_indices' in conf.py, so this "
                "link leads nowhere. Its words are shown.",
                node,
            )
        _keep_words(node, str(title))

    def is_hidden(self, node: Element, target: str, domain: PortfolioDomain) -> bool:
        """Whether a reference leads to what is not for the readers of this build."""
        kind = node.get("reftype")
        if kind in {"any", "doc", "myst"}:
            page = docname_join(node.get("refdoc", ""), target)
            if {page, target} & domain.hidden_pages.keys():
                return True
        if kind not in _BY_LABEL:
            return False
        known = self.env.domains.standard_domain.anonlabels
        return target.lower() not in known and domain.is_hidden("target", target.lower())


class ReplaceLostLinks(SphinxPostTransform):
    """Print the words of links to pages that are not in the document at hand."""

    formats = PAPER_FORMATS
    default_priority = AFTER_LINKS

    def run(self, **kwargs: Any) -> None:
        """Look at every link that was resolved."""
        presence = portfolio(self.env).presence
        for node in list(self.document.findall(nodes.reference)):
            # Builders of a PDF write links as "%page#place".
            page, _, _place = node.get("refuri", "").partition("#")
            if page.startswith("%") and not presence.has_page(page[1:]):
                node.replace_self(node.children)


def _below(page: Element) -> Iterator[Element]:
    """The pages in a page that are in no other of them."""
    for child in page.children:
        if isinstance(child, addnodes.start_of_file):
            yield child
        elif isinstance(child, nodes.Element):
            yield from _below(child)


def _keep_words(node: Element, words: str) -> None:
    """Put the words that the owner gave a reference in its place, or others."""
    is_own = node.get("refexplicit") and node.astext().strip()
    node.replace_self(node.children if is_own else nodes.inline("", words))
