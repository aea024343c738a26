"""Text: headings, paragraphs, what is in them, links and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .. import nodes as pf
from . import mathematics
from .code import Code, string
from .pictures import has_words, picture, pictures_in
from .survey import label_of
from .writer import learn, words, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..nodes import Visitors
    from .writer import TypstTranslator

# What a link may lead to.
_SCHEMES = re.compile(r"(?:https?|mailto|tel|ftps?):.", re.IGNORECASE)


# -- sections


def _visit_file(self: TypstTranslator, node: nodes.Element) -> None:
    self.pages.append(self.page)
    self.page = node["docname"]


def _depart_file(self: TypstTranslator, node: nodes.Element) -> None:
    self.page = self.pages.pop()


def _visit_section(self: TypstTranslator, node: nodes.Element) -> None:
    # The first one is the document.
    self.level += node.parent is not self.document
    if not any(isinstance(child, nodes.title) for child in node.children):
        self.anchors(node)


def _depart_section(self: TypstTranslator, node: nodes.Element) -> None:
    self.level -= node.parent is not self.document


def _visit_title(self: TypstTranslator, node: nodes.Element) -> None:
    parent = node.parent
    if not isinstance(parent, nodes.section):
        self.call("label-line", self.content(node.children, inline=True))
    elif self.level:
        self.heading(node, self.level, self.survey.section_labels(parent, self.page))
    else:
        self.anchors(parent)  # the title page says the rest
    raise nodes.SkipNode


# -- paragraphs


def _visit_text(self: TypstTranslator, node: nodes.Text) -> None:
    self.write(string(node.astext()))
    raise nodes.SkipNode


def _visit_paragraph(self: TypstTranslator, node: nodes.Element) -> None:
    if self.is_inline:
        return
    if not has_words(node) and (pictures := list(pictures_in([node]))):
        self.anchors(node)
        for one in pictures:
            picture(self, one)
        raise nodes.SkipNode
    self.open("p")


def _depart_paragraph(self: TypstTranslator, node: nodes.Element) -> None:
    if not self.is_inline:
        self.close()
    elif node.next_node(descend=False, siblings=True) is not None:
        self.write("linebreak()")


def _depart_abbreviation(self: TypstTranslator, node: nodes.Element) -> None:
    """Explain it once: nobody can point at paper."""
    explanation = node.get("explanation", "")
    if explanation and explanation not in self.explained:
        self.explained.add(explanation)
        self.write(string(f" ({explanation})"))


# -- links


def _visit_reference(self: TypstTranslator, node: nodes.Element) -> None:
    self.anchors(node)
    content = self.content(node.children, inline=True)
    uri = str(node.get("refuri", "")).strip()
    if self.is_heading or not (has_words(node) or list(pictures_in([node]))):
        self.call("plain", content)  # the contents show headings, and are links themselves
    elif label := self.survey.target_of(node, self.page):
        self.call("xref", label, content)
    elif _SCHEMES.match(uri):
        self.call("weblink", uri, content)
    else:
        self.call("plain", content)
    raise nodes.SkipNode


def _visit_note_mark(self: TypstTranslator, node: nodes.Element) -> None:
    label = label_of(self.page, str(node.get("refid", "")))
    note = self.survey.notes.get(label)
    name = f"note {label}"
    if note is None or self.is_heading or label in self.in_note:
        self.call("super", Code(string(node.astext())))
    elif name in self.explained:
        self.call("note-again", name)
    else:
        self.explained.add(name)
        self.in_note.append(label)
        body = [one for one in note.children if not isinstance(one, nodes.label)]
        self.call("note", name, self.content(body, inline=True))
        self.in_note.pop()
    raise nodes.SkipNode


def _visit_note(self: TypstTranslator, node: nodes.Element) -> None:
    """A footnote stands where it is called; one that is called nowhere, where it is written."""
    labels = [label_of(self.page, one) for one in node["ids"]]
    if any(f"note {label}" in self.explained for label in labels):
        raise nodes.SkipNode
    self.explained.update(f"note {label}" for label in labels)
    _visit_citation(self, node)


def _visit_citation(self: TypstTranslator, node: nodes.Element) -> None:
    label, *body = node.children
    self.anchors(node)
    self.call("entry", self.content([label], inline=True), self.content(body))
    raise nodes.SkipNode


# -- formulas


def _visit_math(self: TypstTranslator, node: nodes.Element) -> None:
    _formula(self, node, is_block=False)
    raise nodes.SkipNode


def _visit_math_block(self: TypstTranslator, node: nodes.Element) -> None:
    self.anchors(node)
    _formula(self, node, is_block=True)
    raise nodes.SkipNode


def _formula(self: TypstTranslator, node: nodes.Element, *, is_block: bool) -> None:
    """A formula as Typst sets it, else as it was written."""
    source = node.astext()
    if (code := mathematics.translated(source)) is not None:
        number = str(node.get("number") or "") if is_block else ""
        self.call("formula", code, source, is_block, number or None)
        return
    self.builder.note_formula(node)
    if is_block:
        self.call("code-block", Code(string(source, lines=True)))
    else:
        self.call("literal", Code(string(source)))


def _lines_in(node: nodes.Node) -> Iterator[nodes.Node]:
    parent = node.parent
    while isinstance(parent, nodes.line_block):
        yield parent
        parent = parent.parent


def _visit_line_block(self: TypstTranslator, node: nodes.Element) -> None:
    if not isinstance(node.parent, nodes.line_block) and not self.is_inline:
        self.open("p")


def _depart_line_block(self: TypstTranslator, node: nodes.Element) -> None:
    if not isinstance(node.parent, nodes.line_block) and not self.is_inline:
        self.close()


def _visit_line(self: TypstTranslator, node: nodes.Element) -> None:
    if deep := len(list(_lines_in(node))) - 1:
        self.write(f"h({deep * 1.5}em)")


def _depart_line(self: TypstTranslator, node: nodes.Element) -> None:
    self.write("linebreak()")


VISITORS: Visitors = {
    addnodes.start_of_file: (_visit_file, _depart_file),
    nodes.section: (_visit_section, _depart_section),
    nodes.title: (_visit_title, pf.nothing),
    nodes.subtitle: (_visit_title, pf.nothing),
    nodes.rubric: words("label-line"),
    nodes.Text: (_visit_text, pf.nothing),  # type: ignore[dict-item]
    nodes.paragraph: (_visit_paragraph, _depart_paragraph),
    nodes.target: (pf.nothing, pf.nothing),  # else it would be invisible
    nodes.emphasis: wrap("emph"),
    nodes.strong: wrap("strong"),
    nodes.literal: wrap("literal"),
    nodes.problematic: wrap("literal"),
    nodes.subscript: wrap("sub"),
    nodes.superscript: wrap("super"),
    nodes.title_reference: wrap("emph"),
    addnodes.literal_emphasis: wrap("emph"),
    addnodes.literal_strong: wrap("strong"),
    addnodes.manpage: wrap("emph"),
    nodes.abbreviation: (pf.nothing, _depart_abbreviation),
    nodes.raw: (pf.skip, pf.nothing),  # HTML, as in LaTeX
    nodes.reference: (_visit_reference, pf.nothing),
    addnodes.number_reference: (_visit_reference, pf.nothing),
    addnodes.download_reference: (pf.nothing, pf.nothing),
    nodes.footnote_reference: (_visit_note_mark, pf.nothing),
    nodes.footnote: (_visit_note, pf.nothing),
    nodes.citation: (_visit_citation, pf.nothing),
    nodes.math: (_visit_math, pf.nothing),
    nodes.math_block: (_visit_math_block, pf.nothing),
    nodes.line_block: (_visit_line_block, _depart_line_block),
    nodes.line: (_visit_line, _depart_line),
    nodes.Invisible: (pf.skip, pf.nothing),  # type: ignore[dict-item]
    nodes.system_message: (pf.skip, pf.nothing),
    nodes.meta: (pf.skip, pf.nothing),
    addnodes.toctree: (pf.skip, pf.nothing),
    addnodes.index: (pf.skip, pf.nothing),
}
learn(VISITORS)
