"""Find the parts of a reflection among the nodes that its text was parsed into.

People mark a part in many ways: a bold label (on the text's line, on a line of its own, several in
one paragraph, in a list), a heading, a definition list or a field list. Each way ends as a `Piece`.
Every node goes into exactly one piece or stays in the introduction: nothing is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from .labels import Label, cut, label_at, labels_of, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..reflection_models import ReflectionModel

# The longest run of words that can be a label nobody knows: "Next steps", "What I learned".
_LABEL_WORDS = 5


@dataclass
class Piece:
    """A label and what follows it. ``index`` is the part it names, None for the introduction."""

    index: int | None = None
    label: nodes.Element = field(default_factory=nodes.inline)
    children: list[nodes.Node] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the owner wrote nothing under the label."""
        return not any(
            child.astext().strip() or any(child.findall(_shows_without_text))
            for child in self.children
            if not _is_comment(child)
        )


@dataclass
class Found:
    """All pieces, the introduction first, and the labels that name no part."""

    pieces: list[Piece]
    unknown: list[tuple[str, nodes.Node]]


def find_parts(
    children: Sequence[nodes.Node], model: ReflectionModel, labels: Mapping[str, str]
) -> Found:
    """Split the parsed text of a reflection at its labels.

    :param labels: what the model's own labels are called in the reader's language.
    """
    return _Finder(model, labels).run(children)


def _is_comment(node: nodes.Node) -> bool:
    return isinstance(node, nodes.comment) or (
        isinstance(node, nodes.raw)
        and re.fullmatch(r"\s*<!--.*?-->\s*", node.astext(), re.DOTALL) is not None
    )


def _shows_without_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.image | nodes.raw | nodes.math | nodes.table)


class _Finder:
    def __init__(self, model: ReflectionModel, labels: Mapping[str, str]) -> None:
        self.model = model
        self.labels = labels
        self.found = Found([Piece()], [])

    def run(self, children: Sequence[nodes.Node]) -> Found:
        for child in _without_sections(children):
            for paragraph in child.findall(nodes.paragraph):
                # Markdown leaves empty texts around bold words.
                paragraph.children = [c for c in paragraph.children if c.astext() or says(c)]
            if isinstance(child, nodes.paragraph):
                self.paragraph(child)
            elif isinstance(child, nodes.rubric):
                self.heading(child)
            elif isinstance(child, nodes.definition_list | nodes.field_list):
                self.pairs(child)
            elif isinstance(child, nodes.bullet_list | nodes.enumerated_list):
                self.items(child)
            else:
                self.add(child)
        return self.found

    def add(self, *children: nodes.Node) -> None:
        self.found.pieces[-1].children.extend(children)

    def start(self, index: int | None, label: nodes.Element) -> None:
        self.found.pieces.append(Piece(index, label))

    def index_of(self, label: str) -> int | None:
        return self.model.find(label, self.labels)

    def heading(self, rubric: nodes.rubric) -> None:
        index = self.index_of(rubric.astext())
        if index is None:
            self.add(rubric)
        else:
            self.start(index, rubric)

    def pairs(self, listing: nodes.Element) -> None:
        """A definition or field list: each known term starts a part, the others stay a list."""
        if not any(self.index_of(name.astext()) is not None for name, _body in _pairs(listing)):
            self.add(listing)
            return
        for entry, (name, body) in zip(list(listing), list(_pairs(listing)), strict=True):
            index = self.index_of(name.astext())
            if index is None:
                self.found.unknown.append((name.astext(), entry))
                self.add(_like(listing, entry))
            else:
                self.start(index, name)
                self.add(*body)

    def items(self, listing: nodes.Element) -> None:
        """A list whose items start with labels; other lists are text."""
        entries = [entry for entry in listing.children if isinstance(entry, nodes.Element)]
        starts = [self.starts_part(entry) for entry in entries]
        if not any(starts):
            self.add(listing)
            return
        for entry, first in zip(entries, starts, strict=True):
            if first is None:
                self.add(_like(listing, entry))
            else:
                self.paragraph(first)
                self.add(*entry.children[1:])

    def starts_part(self, entry: nodes.Element) -> nodes.paragraph | None:
        """The first paragraph of a list item, if it starts with the label of a part."""
        first = entry.children[0] if entry.children else None
        if isinstance(first, nodes.paragraph):
            label = label_at(first, 0)
            if label is not None and self.index_of(label.text) is not None:
                return first
        return None

    def paragraph(self, paragraph: nodes.paragraph) -> None:
        """Split a paragraph at each line that starts with the label of a part."""
        known: list[Label] = []
        for label in labels_of(paragraph):
            if self.index_of(label.text) is not None:
                known.append(label)
            elif label.has_colon and len(label.text.split()) <= _LABEL_WORDS:
                self.found.unknown.append((label.text, label.node))
        if not known:
            self.add(paragraph)
            return
        for start, piece in cut(paragraph, known):
            if start is not None:
                self.start(self.index_of(start.text), start.node)
            if piece is not None:
                self.add(piece)


def _pairs(listing: nodes.Element) -> Iterator[tuple[nodes.Element, list[nodes.Node]]]:
    """The name and the body of each entry of a definition or field list."""
    for entry in listing.children:
        name, *others = (child for child in entry.children if isinstance(child, nodes.Element))
        body: list[nodes.Node] = []
        for other in others:
            if isinstance(other, nodes.TextElement):  # "term : classifier"
                body.append(nodes.paragraph(other.rawsource, "", *other.children))
            else:
                body.extend(other.children)
        yield name, body


def _like(listing: nodes.Element, entry: nodes.Node) -> nodes.Element:
    """A list like another with one entry; neighbours of the same kind may follow each other."""
    single = listing.copy()
    single += entry
    return single


def _without_sections(children: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """The same nodes with each section turned into a heading and what follows it."""
    for child in children:
        if isinstance(child, nodes.section):
            title = child.children[0]
            source = title.rawsource if isinstance(title, nodes.TextElement) else ""
            heading = nodes.rubric(source, "", *title.children, ids=child["ids"])
            heading.source, heading.line = title.source, title.line
            yield heading
            yield from _without_sections(child.children[1:])
        else:
            yield child
