"""The forms in which people write parts: each reads a node, and takes it apart at its labels.

A form first lists its `Mark`s, without touching the node. When it is known which of them count,
it gives the node in pieces. Tables and HTML have rooms of their own.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from .labels import cut, label_of, labels_of
from .lines import lines_of, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .label import Label
    from .naming import Naming

    #: A mark, or None for what stands before the first, and what follows it.
    Pieces = Iterator[tuple["Mark | None", list[nodes.Node]]]

# The longest run of words that can be a label nobody knows: "Next steps", "What I learned".
LABEL_WORDS = 5


@dataclass(eq=False)
class Mark:
    """A place where a part may begin. ``form`` is ``bold`` where the look alone says so.

    ``level`` is that of a heading. ``is_warned`` says whether it is worth a warning that these
    words name no part, ``stands_alone`` that there is neither colon nor text on its line,
    ``group`` is the list that it stands in, and ``element`` the element of HTML.
    """

    words: str
    label: nodes.Element
    form: str = "bold"
    is_warned: bool = False
    has_text: bool = True
    level: int = 0
    is_heading: bool = False
    stands_alone: bool = False
    element: str = ""
    group: Form | None = None
    source: Label | None = None
    line: int | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it is a label by its look alone."""
        return self.form == "bold"


@dataclass(eq=False)
class Form:
    """A node that holds no label, and the base of those that may."""

    node: nodes.Node
    marks: list[Mark] = field(default_factory=list)

    def pieces(self, chosen: set[Mark]) -> Pieces:
        """The node in pieces, one for each mark that counts; the first has no mark."""
        yield None, [self.node]


@dataclass(eq=False)
class HeadingForm(Form):
    """A heading, which is a part or the tail as a whole."""

    node: nodes.rubric

    def pieces(self, chosen: set[Mark]) -> Pieces:
        """The heading is the label."""
        if self.marks[0] in chosen:
            yield self.marks[0], []
        else:
            yield None, [self.node]


@dataclass(eq=False)
class ParagraphForm(Form):
    """Lines that begin with labels."""

    node: nodes.Element

    def __post_init__(self) -> None:
        self.lines = lines_of(self.node)

    def pieces(self, chosen: set[Mark]) -> Pieces:
        """The paragraph, cut at each label."""
        marks = {id(mark.source): mark for mark in self.marks if mark in chosen}
        labels = [mark.source for mark in marks.values() if mark.source]
        if not labels:
            yield None, [self.node]
            return
        for label, piece in cut(self.node, self.lines, labels):
            yield marks.get(id(label)), [piece] if piece is not None else []


@dataclass(eq=False)
class ListForm(Form):
    """A list whose entries each begin with a label, or are a name and a text."""

    node: nodes.Element
    entries: list[tuple[nodes.Node, Form | None, list[nodes.Node]]] = field(default_factory=list)

    def pieces(self, chosen: set[Mark]) -> Pieces:
        """Entry by entry; one that does not count stays a list."""
        if not chosen.intersection(self.marks):
            yield None, [self.node]
            return
        for entry, form, others in self.entries:
            if form is None or not chosen.intersection(form.marks):
                yield None, [like(self.node, entry)]
                continue
            yield from form.pieces(chosen)
            yield None, others


@dataclass(eq=False)
class QuoteForm(Form):
    """An account that stands in a quotation or another frame as a whole."""

    node: nodes.Element
    forms: list[Form] = field(default_factory=list)

    def pieces(self, chosen: set[Mark]) -> Pieces:
        """What stands in it, if it holds parts; else the frame."""
        if not chosen.intersection(self.marks):
            yield None, [self.node]
            return
        for form in self.forms:
            for mark, children in form.pieces(chosen):
                # What only makes sense in a quotation stays in one.
                yield mark, [_framed(self.node, child) for child in children]


def heading_form(rubric: nodes.rubric) -> Form:
    """A heading of any level."""
    level = rubric.get("level", 0)
    mark = Mark(
        "".join(c.astext() for c in rubric.children if not isinstance(c, nodes.raw)),
        rubric,
        level=level,
        is_heading=True,
        line=rubric.line,
    )
    return HeadingForm(rubric, [mark])


def paragraph_form(paragraph: nodes.Element, naming: Naming, group: Form | None = None) -> Form:
    """A paragraph, or a line block of reStructuredText."""
    form = ParagraphForm(paragraph)
    form.lines = [one for line in form.lines for one in parted(line, naming.own.one)]
    labels = [
        label
        for label in labels_of(paragraph, form.lines, naming.may_be)
        # A letter on a line of its own is the text of a label above it.
        if label.form != "alone" or naming.exactly(label.text)
    ]
    starts = {label.line for label in labels}
    for label in labels:
        mark = _mark_of(label, form, group)
        is_followed = label.line + 1 < len(form.lines) and label.line + 1 not in starts
        mark.has_text = mark.has_text or is_followed
        form.marks.append(mark)
    return form


def _mark_of(label: Label, form: ParagraphForm, group: Form | None) -> Mark:
    alone = not form.lines[label.line].text[label.end :].strip()
    return Mark(
        label.text,
        label.node,
        label.form,
        is_warned=label.has_colon and len(label.text.split()) <= LABEL_WORDS,
        has_text=not alone,
        stands_alone=alone and not label.has_colon,
        group=group,
        source=label,
        line=label.node.line,
    )


def pairs_form(listing: nodes.Element, naming: Naming) -> Form:
    """A definition or field list: each known term starts a part, the others stay a list."""
    form = ListForm(listing)
    for entry, (name, body) in zip(listing.children, pairs(listing), strict=True):
        mark = Mark(name.astext(), name, is_warned=True, line=name.line, group=form)
        if not name.line:
            mark.line = entry.line
        form.entries.append((entry, HeadingForm(name, [mark]), body))  # type: ignore[arg-type]
        form.marks.append(mark)
    if not any(naming.exactly(mark.words) or naming.loosely(mark.words) for mark in form.marks):
        form.marks = []
    return form


def items_form(listing: nodes.Element, naming: Naming) -> Form:
    """A list whose items start with labels; in others they are text."""
    form = ListForm(listing)
    for number, entry in enumerate(listing.children):
        if isinstance(entry, nodes.Element):
            first, others = _start_of(listing, entry, number, naming, form)
            if first is not None:
                for mark in first.marks:
                    mark.has_text = mark.has_text or bool(others)
                form.marks += first.marks
            form.entries.append((entry, first, others))
    if not any(naming.exactly(mark.words) or naming.loosely(mark.words) for mark in form.marks):
        form.marks = []
    return form


def _start_of(
    listing: nodes.Element,
    entry: nodes.Element,
    number: int,
    naming: Naming,
    group: Form | None,
) -> tuple[Form | None, list[nodes.Node]]:
    """The label with which an item begins, if it does, and what follows its paragraph."""
    if letter := _enumerator(listing, number):
        mark = Mark(letter, nodes.inline("", letter), "letter", group=group, line=entry.line)
        if naming.exactly(letter):
            return HeadingForm(mark.label, [mark]), list(entry.children)  # type: ignore[arg-type]
    first = entry.children[0] if entry.children else None
    if isinstance(first, nodes.rubric):
        return heading_form(first), entry.children[1:]
    if isinstance(first, nodes.paragraph) and label_of(first, naming.may_be):
        return paragraph_form(first, naming, group), entry.children[1:]
    return None, []


def _enumerator(listing: nodes.Element, number: int) -> str:
    """The letter that reStructuredText takes for the number of an item: "S. text", "(T) text"."""
    if listing.get("enumtype") != "upperalpha":
        return ""
    return chr(ord("A") + (listing.get("start", 1) - 1 + number) % 26)


def pairs(listing: nodes.Element) -> Iterator[tuple[nodes.Element, list[nodes.Node]]]:
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


def like(listing: nodes.Element, entry: nodes.Node) -> nodes.Element:
    """A list like another with one entry; neighbours of the same kind may follow each other."""
    single = listing.copy()
    single += entry
    return single


def _framed(frame: nodes.Element, child: nodes.Node) -> nodes.Node:
    return like(frame, child) if isinstance(child, nodes.attribution) else child


def note_texts(forms: Sequence[Form]) -> None:
    """Note that there is a text under a label after which something else stands."""
    for form, following in itertools.pairwise(forms):
        if form.marks and not following.marks:
            form.marks[-1].has_text = True


def quote_form(quote: nodes.Element, forms: Iterable[Form]) -> Form:
    """A frame; its labels count only where they make an account."""
    form = QuoteForm(quote, forms=list(forms))
    note_texts(form.forms)
    for inner in form.forms:
        for mark in inner.marks:
            mark.form = f"quoted {mark.form}"
            mark.is_warned = False
            form.marks.append(mark)
    return form
