"""What is in a document, which has to be known before its first word is written.

Typst stops at a label that is missing or there twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .builder import PdfBuilder


def label_of(page: str, place: str) -> str:
    """The label of a place on a page; without a place, of the page."""
    return f"{page}#{place}"


class Survey:
    """The labels of a document, its footnotes, and the numbers of its figures."""

    def __init__(self, document: nodes.document, builder: PdfBuilder) -> None:
        self.env = builder.env
        self.config = builder.config
        #: Footnotes by their label.
        self.notes: dict[str, nodes.Element] = {}
        self._there: set[str] = set()
        self._wanted: set[str] = set()
        self._written: set[str] = set()
        for node, page in _with_pages(document):
            self._look(node, page)

    def _look(self, node: nodes.Element, page: str) -> None:
        labels = [label_of(page, one) for one in node["ids"]]
        self._there.update(labels)
        if isinstance(node, nodes.footnote):
            self.notes.update(dict.fromkeys(labels, node))
        elif isinstance(node, nodes.section):
            self._there.add(label_of(page, ""))
        if isinstance(node, nodes.reference | addnodes.number_reference):
            self._wanted.add(_named_by(node, page))

    def want(self, label: str) -> None:
        """Note a label that something leads to which is no node of the document."""
        self._wanted.add(label)

    def left(self) -> list[str]:
        """The labels that links lead to and that no place got."""
        return sorted((self._wanted & self._there) - self._written)

    def has(self, label: str) -> bool:
        """Whether a place is in the document."""
        return label in self._there

    def labels_of(self, node: nodes.Element, page: str) -> list[str]:
        """The labels to write at a node, of which each stands in the document once."""
        return list(self._new(label_of(page, one) for one in node["ids"]))

    def section_labels(self, section: nodes.Element, page: str) -> list[str]:
        """The same for a section, of which the first of a page is the page."""
        ids = [*section["ids"], *_ids_before(section)]
        return list(self._new(label_of(page, one) for one in ["", *ids]))

    def _new(self, labels: Iterable[str]) -> Iterator[str]:
        for label in labels:
            if label in self._wanted and label not in self._written:
                self._written.add(label)
                yield label

    def target_of(self, node: nodes.Element, page: str) -> str:
        """The label that a reference leads to; nothing if that is not in the document."""
        label = _named_by(node, page)
        return label if label in self._there else ""

    def number_of(self, figure: nodes.Element, page: str) -> str:
        """The number of a figure, in words; nothing if it has none."""
        numbers = self.env.toc_fignumbers.get(page, {}).get("figure", {})
        found = next((numbers[one] for one in figure["ids"] if one in numbers), None)
        if not self.config.numfig or found is None:
            return ""
        form = cast("str", self.config.numfig_format.get("figure", "%s"))
        return form.replace("%s", ".".join(map(str, found)), 1)


def _named_by(node: nodes.Element, page: str) -> str:
    if refid := node.get("refid"):
        return label_of(page, refid)
    uri = str(node.get("refuri", ""))
    if uri.startswith("%"):
        other, _, place = uri[1:].partition("#")
        return label_of(other, place)
    if uri.startswith("#"):
        return label_of(page, uri[1:])
    return ""


def _ids_before(section: nodes.Element) -> list[str]:
    """Ids of targets at the head of a section that name nothing else."""
    return [
        one
        for child in section.children[:1]
        if isinstance(child, nodes.title)
        for one in child["ids"]
    ]


def _with_pages(document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """All elements in the order of reading, each with the page that it comes from."""
    waiting: list[tuple[nodes.Node, str]] = [(document, str(document["docname"]))]
    while waiting:
        node, page = waiting.pop()
        if isinstance(node, nodes.Element):
            if isinstance(node, addnodes.start_of_file):
                page = node["docname"]
            yield node, page
            waiting += [(child, page) for child in reversed(node.children)]
