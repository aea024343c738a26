"""HTML that holds an account: ``<li><strong>Situation:</strong> …``, ``<h3>``, a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from .forms import LABEL_WORDS, Form, Mark
from .html_pieces import NO_TEXT, Token, blocks_of, tokens_of
from .labels import label_in, without_bold, words_of_label
from .lines import Line
from .tables import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .forms import Pieces
    from .label import Label
    from .naming import Naming

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLES = _HEADINGS | {"summary", "dt"}
_CELLS = frozenset({"td", "th"})
# Longer HTML is a page of its own.
_LONGEST = 200_000


@dataclass
class _HtmlLine:
    """The tokens of one line; ``element`` is what it stands in, ``is_first`` in its row."""

    start: int
    end: int
    number: int
    element: str
    is_first: bool


@dataclass(eq=False)
class HtmlForm(Form):
    """HTML with labels."""

    node: nodes.raw
    tokens: list[Token] = field(default_factory=list)
    found: dict[Mark, tuple[_HtmlLine, Label | None]] = field(default_factory=dict)

    def pieces(self, chosen: set[Mark]) -> Pieces:
        """The HTML, cut at its labels; each piece stands on its own feet."""
        marks = [mark for mark in self.marks if mark in chosen]
        if not marks:
            yield None, [self.node]
            return
        yield None, blocks_of(self.tokens[: self.found[marks[0]][0].start], self.node.line)
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            line, label = self.found[mark]
            rest = self.take_label(mark, line, label)
            end = self.found[following][0].start if following else len(self.tokens)
            yield mark, [*rest, *blocks_of(self.tokens[line.end : end], mark.line)]

    def take_label(self, mark: Mark, line: _HtmlLine, label: Label | None) -> list[nodes.Node]:
        """Give the label its words; what else is in its line."""
        children = [token.node() for token in self.tokens[line.start : line.end]]
        if label is None:
            mark.label.extend(without_bold(children))
            return []
        head, body = Line(children).cut(label.end)
        mark.label.extend(words_of_label(head, label))
        if body and isinstance(body[0], nodes.Text):
            body[0] = nodes.Text(body[0].lstrip())
        if not any(node.astext().strip() for node in body):
            return []
        paragraph = nodes.paragraph("", "", *body)
        paragraph.source, paragraph.line = self.node.source, mark.line
        return [paragraph]


def html_form(node: nodes.raw, naming: Naming) -> Form:
    """HTML, if any label of a part is in it."""
    source = node.astext()
    if len(source) > _LONGEST or NO_TEXT.search(source):
        return Form(node)
    form = HtmlForm(node, tokens=tokens_of(source))
    for line in _lines(form.tokens):
        if mark := _mark_in(line, form, naming):
            mark.line = (node.line or 0) + line.number or None
            form.marks.append(mark)
    holds_any = (
        mark.stands_alone or naming.exactly(mark.words) or naming.loosely(mark.words)
        for mark in form.marks
    )
    return form if any(holds_any) else Form(node)


def _mark_in(line: _HtmlLine, form: HtmlForm, naming: Naming) -> Mark | None:
    """The mark of a line, if it has one."""
    whole = Line([token.node() for token in form.tokens[line.start : line.end]])
    words = whole.text.strip()
    if not words:
        return None
    if line.element in _TITLES or (line.element in _CELLS and line.is_first):
        if not naming.exactly(words) and len(words.split()) > LABEL_WORDS:
            return None
        kind = TABLE if line.element in _CELLS else "bold"
        mark = Mark(words, nodes.inline("", ""), kind, group=form)
        mark.is_heading = line.element in _HEADINGS
        mark.level = int(line.element[1]) if mark.is_heading else 0
        mark.stands_alone, mark.element = mark.is_sure, line.element
        form.found[mark] = line, None
        return mark
    if line.element in _CELLS:
        return None
    label = label_in(whole, naming.exactly)
    if label is None:
        return None
    mark = Mark(label.text, label.node, label.form, group=form)
    mark.is_warned = label.has_colon and len(label.text.split()) <= LABEL_WORDS
    form.found[mark] = line, label
    return mark


def _lines(tokens: Sequence[Token]) -> Iterator[_HtmlLine]:
    """The lines of HTML: what stands between two tags that end one."""
    start, number, element, cells = 0, 0, "", 0
    first = 0
    for at, token in enumerate([*tokens, Token("", "end")]):
        if token.is_break or token.is_comment:
            if at > start:
                skipped = _blank_lines(tokens[start])
                yield _HtmlLine(start, at, first + skipped, element, is_first=cells <= 1)
            start = at + 1
            if not token.closes and token.name != "br":
                element = token.name
            elif token.closes:
                element = ""
            cells = 0 if token.name == "tr" else cells + (token.name in _CELLS and not token.closes)
        number += token.text.count("\n")
        if start == at + 1:
            first = number


def _blank_lines(token: Token) -> int:
    words = token.text
    return 0 if token.name else len(words) - len(words.lstrip("\n"))
