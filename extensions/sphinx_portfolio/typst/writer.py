"""Typst code of a document: statements of a line each.

What Typst says of a line can so be told of the page that it comes from. What becomes of each node
stands in the tables of `text`, `blocks`, `pictures`, `items` and `listings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from .. import nodes as pf
from ..titles import words_of
from .code import Code, Value, arguments, array, call, string
from .survey import Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..nodes import Visitor, Visitors
    from .builder import PdfBuilder

# So many calls may stand in each other; Typst gives up at some 60 levels of what styles other
# things, and a list takes two.
_DEEPEST = 24
# PDF has six levels of headings.
_LEVELS = 6


class TypstTranslator(SphinxTranslator):
    """Writes a document.

    ``lines`` are statements, and ``places`` the node that each comes from. ``page`` is the page
    that is being written, and ``level`` how deep its section is; the document itself is at 0.
    ``is_inline`` says that paragraphs stand in a line, and ``is_heading`` that it is a heading.
    """

    builder: PdfBuilder

    def __init__(self, document: nodes.document, builder: PdfBuilder) -> None:
        super().__init__(document, builder)
        self.lines: list[str] = []
        self.places: list[nodes.Node | None] = []
        self.survey = Survey(document, builder)
        self.page = str(document["docname"])
        self.level = 0
        self.is_inline = False
        self.is_heading = False
        #: The pages that the page is in.
        self.pages: list[str] = []
        #: Footnotes and abbreviations that were explained.
        self.explained: set[str] = set()
        #: Footnotes that are being written.
        self.in_note: list[str] = []
        self._node: nodes.Node | None = None
        # The labels of the heading that is being written.
        self._of_heading: list[str] = []
        # What is open: how many lines there were, or None if nothing was written for it.
        self._open: list[int | None] = []

    # -- writing

    def write(self, code: str) -> None:
        """Add a statement."""
        self.lines.append(code)
        self.places.append(self._node)

    def open(self, name: str, *given: Value, **named: Value) -> None:
        """Begin a call, whose last argument is what is written until `close`.

        Deep inside of others, nothing is written for it but what is in it.
        """
        if len(self._open) >= _DEEPEST:
            self._open.append(None)
            return
        words = arguments(*given, **named)
        self.write(f"{name}({words}{', ' if words else ''}{{")
        self._open.append(len(self.lines))

    def close(self) -> None:
        """End the call that was begun last."""
        before = self._open.pop()
        if before is not None:
            if before == len(self.lines):
                self.write("[]")
            self.write("})")

    def call(self, name: str, *given: Value, **named: Value) -> None:
        """Write a whole call."""
        for line in call(name, *given, **named).split("\n"):
            self.write(line)

    def content(self, children: Iterable[nodes.Node], *, inline: bool = False) -> Code:
        """What nodes become, as one argument.

        :param inline: whether paragraphs among them stand in a line.
        """

        def write() -> None:
            for child in children:
                child.walkabout(self)

        was_inline, self.is_inline = self.is_inline, inline or self.is_inline
        made = self.written(write)
        self.is_inline = was_inline
        return made

    def written(self, write: Callable[[], None]) -> Code:
        """What a function writes, as one argument."""
        kept = self.lines, self.places, self._open
        self.lines, self.places, self._open = [], [], self._open[:]
        write()
        made = self.lines
        self.lines, self.places, self._open = kept
        return block(made)

    def anchors(self, node: nodes.Element) -> None:
        """Mark a place that links lead to; every node is one, if nothing marked it before."""
        self.mark(self.survey.labels_of(node, self.page))

    def mark(self, labels: list[str]) -> None:
        """Mark a place by its labels."""
        if self.is_heading:
            self._of_heading += labels
            return
        for name in labels:
            self.write(f"[#metadata(none)#label({string(name)})]")

    def heading(
        self, node: nodes.Element, level: int, labels: Iterable[str], **named: Value
    ) -> None:
        """Write a heading. The contents show it again, so what leads into it leads to all of it."""
        self.is_heading, self._of_heading = True, [*labels]
        content = self.content(node.children, inline=True)
        self.is_heading = False
        if not words_of(node):
            content = Code('"\u2013"')
        self.call("head", min(level, _LEVELS), array(*self._of_heading), content, **named)

    # -- pictures

    def picture_name(self, node: nodes.Element) -> str:
        """What the file of a picture is called; nothing if this document has none."""
        return self.builder.picture_name(str(node.get("uri", "")))

    def alt(self, node: nodes.Element) -> str | None:
        """What a picture shows, in words; None if nobody needs to know."""
        return " ".join(str(node.get("alt", "")).split()) or None

    # -- nodes

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Write a node, as the nearest of its classes that is known."""
        self._node = node
        try:
            super().dispatch_visit(node)
        finally:  # also of what is left out
            if isinstance(node, nodes.Element) and not isinstance(node, nodes.section):
                self.anchors(node)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Write what is in it."""

    def unknown_departure(self, node: nodes.Node) -> None:
        """Nothing is to be ended."""


def block(lines: Sequence[str]) -> Code:
    """Statements as one argument."""
    return Code("\n".join(["{", *lines, "}"])) if lines else Code("[]")


def learn(table: Visitors) -> None:
    """Let all writers know what becomes of docutils' and Sphinx's nodes."""
    for node, (visit, depart) in table.items():
        setattr(TypstTranslator, f"visit_{node.__name__}", visit)
        setattr(TypstTranslator, f"depart_{node.__name__}", depart)


# -- what tables are made of


def wrap(name: str) -> tuple[Visitor, Visitor]:
    """Visit and depart functions that write what is in a node into a call."""

    def visit(self: TypstTranslator, node: nodes.Element) -> None:
        self.open(name)

    return visit, closes


def words(name: str) -> tuple[Visitor, Visitor]:
    """The same for a node whose words stand in one line."""

    def visit(self: TypstTranslator, node: nodes.Element) -> None:
        self.anchors(node)
        self.call(name, self.content(node.children, inline=True))
        raise nodes.SkipNode

    return visit, pf.nothing


def closes(self: TypstTranslator, _node: nodes.Element) -> None:
    """End what was begun."""
    self.close()
