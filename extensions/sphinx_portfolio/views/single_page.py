"""Ids and links that work when all pages are one.

Sphinx joins pages as they are: what has the same id on two of them cannot be told apart, and a link
to a place on another page becomes ``#document-page#place``, which is no place at all. That can go
when its issues 13149 and 14221 are mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain import portfolio
from ..names import anchor_for, slug
from ..order import AFTER_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    #: The ids of places on the one page, by the page they come from and their id there.
    Places = Mapping[tuple[str, str], str]

# What Sphinx calls the beginning of a page, before its name.
_PAGE = "document-"


class OnePage(SphinxPostTransform):
    """Give every place an id of its own, and let every link lead there."""

    builders = ("singlehtml",)
    default_priority = AFTER_ALL

    def run(self, **kwargs: Any) -> None:
        """Mend the whole page."""
        root = self.config.root_doc
        found = list(_by_page(self.document, root))
        pages = {root, *(page for _, page in found)}
        not_made = self._not_made()
        self._name_beginning(root)
        places = _settle(found, {f"{_PAGE}{page}" for page in pages - {root}})
        for node, page in found:
            if "refid" in node:
                node["refid"] = places.get((page, node["refid"]), node["refid"])
            if node.get("backrefs"):
                node["backrefs"] = [places.get((page, old), old) for old in node["backrefs"]]
            if isinstance(node, nodes.reference):
                # To a page that is in no table of contents, or to an index.
                if _page_of(node) not in {"", *pages} or node.get("refuri") in not_made:
                    node.replace_self(nodes.inline("", "", *node.children))
                mend(node, page, places)
        self._keep_numbers(places)
        portfolio(self.env).medium.places.update(places)

    def _not_made(self) -> set[str]:
        """Addresses of indices and the like, which can be linked to but are not made here."""
        targets = self.env.domains.standard_domain.anonlabels.values()
        names = {name for name, _ in targets} - self.env.found_docs
        names -= self.config.html_additional_pages.keys()
        return {portfolio(self.env).medium.builder.get_target_uri(name) for name in names}

    def _name_beginning(self, root: str) -> None:
        """Let links to the first page lead to its beginning, which Sphinx names on others only."""
        first = self.document.next_node(nodes.section)
        if first is not None:
            first["ids"].append(f"{_PAGE}{root}")

    def _keep_numbers(self, places: Places) -> None:
        """Let headings and figures that got another id keep their number."""
        for (page, old), new in places.items():
            if old != new:
                for figures in self.env.toc_fignumbers.get(page, {}).values():
                    if old in figures:
                        figures[new] = figures[old]
                numbers = self.env.toc_secnumbers.get(page, {})
                if f"#{old}" in numbers:
                    numbers[f"#{new}"] = numbers[f"#{old}"]


class OnePageBuilder(SingleFileHTMLBuilder):
    """Sphinx's builder, with a table of contents whose links lead to the places in the page."""

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Write a part of the page that is not in the text."""
        if node is not None:
            for reference in node.findall(nodes.reference):
                mend(reference, self.config.root_doc, portfolio(self.env).medium.places)
        return super().render_partial(node)


def _by_page(document: nodes.document, root: str) -> Iterator[tuple[nodes.Element, str]]:
    """All elements in the order of reading, each with the page that it comes from."""
    waiting: list[tuple[nodes.Node, str]] = [(document, root)]
    while waiting:
        node, page = waiting.pop()
        if isinstance(node, nodes.Element):
            if isinstance(node, addnodes.start_of_file):
                page = node["docname"]
            yield node, page
            waiting += [(child, page) for child in reversed(node.children)]


def _settle(found: list[tuple[nodes.Element, str]], taken: set[str]) -> Places:
    """Give what has the id of something before it another one, with the name of its page."""
    places: dict[tuple[str, str], str] = {}
    for node, page in found:
        if node["ids"]:
            ids = [_free(old, page, taken) for old in node["ids"]]
            for old, new in zip(node["ids"], ids, strict=True):
                places.setdefault((page, old), new)
            node["ids"] = ids
    return places


def _free(wanted: str, page: str, taken: set[str]) -> str:
    """An id that nothing has, which is taken now."""
    named = f"{anchor_for(slug(page), 'page')}-{wanted}"
    new, number = wanted, 1
    while new in taken:
        new = named if number == 1 else f"{named}-{number}"
        number += 1
    taken.add(new)
    return new


def _page_of(link: nodes.reference) -> str:
    """The page that a link inside the one page leads to, if it names one."""
    uri = str(link.get("refuri", ""))
    if not uri.startswith(f"#{_PAGE}"):
        return ""
    page, mark, place = uri.removeprefix(f"#{_PAGE}").rpartition("#")
    return page if mark else place


def mend(link: nodes.reference, page: str, places: Places) -> None:
    """Let a link lead to the place that it means.

    :param page: where the link stands.
    """
    uri = str(link.get("refuri", ""))
    place = uri.rpartition("#")[2]
    target = _page_of(link)
    if target and place != f"{_PAGE}{target}":
        link["refuri"] = f"#{places.get((target, place), place)}"
    elif uri == f"#{place}":
        link["refuri"] = f"#{places.get((page, place), place)}"
