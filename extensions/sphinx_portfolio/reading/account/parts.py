"""Find the parts of a reflection among the nodes that its text was parsed into.

People mark a part in many ways: a bold label (on the text's line, on a line of its own, several in
one paragraph, in a list), a heading, a definition list, a table. Each way is a form (see `forms`)
and ends as a `Piece`. Every node goes into exactly one piece: nothing is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from .choice import Choice, choose
from .forms import (
    Form,
    heading_form,
    items_form,
    note_texts,
    pairs_form,
    paragraph_form,
    quote_form,
)
from .html_form import html_form
from .html_pieces import balance, is_html
from .naming import Naming
from .tables import table_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...reflection_models import ReflectionModel
    from .forms import Mark

# An account does not stand in a quotation in a quotation in …
_DEEPEST = 6


@dataclass
class Piece:
    """A label and what follows it.

    ``indices`` are the parts it names: one, or several if the label is merged; none for the
    introduction and in the tail. ``other`` is the part of another model that it names, and
    ``is_guessed`` says that the label is misspelt.
    """

    indices: tuple[int, ...] = ()
    label: nodes.Element = field(default_factory=nodes.inline)
    children: list[nodes.Node] = field(default_factory=list)
    words: str = ""
    line: int | None = None
    other: str = ""
    is_guessed: bool = False

    @property
    def index(self) -> int | None:
        """The part it names, or the first of them."""
        return self.indices[0] if self.indices else None

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
    """All pieces, the introduction first; those after the last part; labels that name no part."""

    pieces: list[Piece]
    tail: list[Piece]
    unknown: list[tuple[str, nodes.Element, int | None]]


def find_parts(
    children: Sequence[nodes.Node],
    model: ReflectionModel,
    labels: Mapping[str, str],
    models: Iterable[ReflectionModel] = (),
) -> Found:
    """Split the parsed text of a reflection at its labels.

    :param labels: what the model's own labels are called in the reader's language.
    :param models: all models, one of which may have the parts that this one has not.
    """
    naming = Naming(model, labels, models)
    forms = [form_of(child, naming) for child in _without_sections(children)]
    note_texts(forms)
    choice = choose([mark for form in forms for mark in form.marks], naming)
    return _assemble(forms, choice)


def _assemble(forms: Iterable[Form], choice: Choice) -> Found:
    """Take the forms apart at the marks that count, and put pieces together."""
    pieces, chosen, tail = [Piece()], choice.chosen, set(choice.tail)
    in_tail = 0
    for form in forms:
        for mark, children in form.pieces(chosen):
            if mark is not None:
                pieces.append(_piece_for(mark, choice))
                in_tail += mark in tail
            pieces[-1].children.extend(children)
    if len(pieces) > 1:
        for piece in pieces:
            piece.children = balance(piece.children)
    unknown = [(mark.words, mark.label, mark.line) for mark in choice.unknown]
    first = len(pieces) - in_tail
    return Found(pieces[:first], pieces[first:], unknown)


def _piece_for(mark: Mark, choice: Choice) -> Piece:
    return Piece(
        choice.parts.get(mark, ()),
        mark.label,
        words=mark.words,
        line=mark.line,
        other=choice.others.get(mark, ""),
        is_guessed=mark in choice.guessed,
    )


def form_of(node: nodes.Node, naming: Naming, depth: int = 0) -> Form:
    """The form in which a node is written."""
    if isinstance(node, nodes.rubric):
        return heading_form(node)
    if isinstance(node, nodes.paragraph | nodes.line_block):
        return _text_form(node, naming)
    if isinstance(node, nodes.definition_list | nodes.field_list):
        return pairs_form(node, naming)
    if isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        return items_form(node, naming)
    if isinstance(node, nodes.table):
        return table_form(node, naming)
    if is_html(node):
        return html_form(node, naming)  # type: ignore[arg-type]
    if isinstance(node, nodes.block_quote) and depth < _DEEPEST:
        return quote_form(node, [form_of(child, naming, depth + 1) for child in node.children])
    return Form(node)


def _text_form(node: nodes.Element, naming: Naming) -> Form:
    if isinstance(node, nodes.paragraph):
        return paragraph_form(node, naming)
    lines = [_as_paragraph(line) for line in node.children]
    if not all(lines):
        return Form(node)
    return quote_form(node, [paragraph_form(line, naming) for line in lines if line is not None])


def _as_paragraph(line: nodes.Node) -> nodes.paragraph | None:
    """A line of a line block as a paragraph; None if it is a block of its own."""
    if not isinstance(line, nodes.line):
        return None
    paragraph = nodes.paragraph(line.rawsource, "", *(c.deepcopy() for c in line.children))
    paragraph.source, paragraph.line = line.source, line.line
    return paragraph


def _is_comment(node: nodes.Node) -> bool:
    return isinstance(node, nodes.comment) or (
        isinstance(node, nodes.raw)
        and re.fullmatch(r"\s*<!--.*?-->\s*", node.astext(), re.DOTALL) is not None
    )


def _shows_without_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.image | nodes.raw | nodes.math | nodes.table)


def _without_sections(children: Sequence[nodes.Node], level: int = 1) -> Iterator[nodes.Node]:
    """The same nodes with each section turned into a heading and what follows it."""
    for child in children:
        if isinstance(child, nodes.section):
            title = child.children[0]
            source = title.rawsource if isinstance(title, nodes.TextElement) else ""
            heading = nodes.rubric(source, "", *title.children, ids=child["ids"], level=level)
            heading.source, heading.line = title.source, title.line
            yield heading
            yield from _without_sections(child.children[1:], level + 1)
        else:
            yield child
