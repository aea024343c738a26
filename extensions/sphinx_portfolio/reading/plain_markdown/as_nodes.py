"""Tokens as the docutils nodes that MyST makes of the same text.

So the room that reads accounts finds in plain Markdown what it finds in a directive.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from .tokens import Tokens

_CONTAINERS = {
    "bullet_list_open": nodes.bullet_list,
    "list_item_open": nodes.list_item,
    "blockquote_open": nodes.block_quote,
    "thead_open": nodes.thead,
    "tbody_open": nodes.tbody,
    "tr_open": nodes.row,
}
_INLINE = {"strong_open": nodes.strong, "em_open": nodes.emphasis}


class Nodes:
    """The nodes of a text, and the lines that each of them has in it, from 0."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._lines: dict[int, range] = {}
        self._quoted: dict[int, int] = {}  # in how many quotations a node stands
        self.children: list[nodes.Node] = []
        self._opened: list[nodes.Element] = []
        for number, token in enumerate(tokens.tokens):
            self._add(token, tokens.tokens[number - 1])

    def lines_of(self, node: nodes.Node) -> range | None:
        """The lines of a node; None for one that the reader of accounts has made."""
        return self._lines.get(id(node))

    def markdown(self, children: Iterable[nodes.Node]) -> str:
        """The source of some nodes, which may be pieces of those here."""
        return "\n\n".join(filter(str.strip, map(self._source, children))).strip("\n")

    def _source(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.paragraph):
            return node.rawsource or "".join(child.astext() for child in node.children)
        if (lines := self.lines_of(node)) is not None:
            return self._outdented(lines, self._quoted.get(id(node), 0))
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.TextElement):
            return "\n".join(filter(str.strip, map(self._source, node.children)))
        return node.astext()

    def _outdented(self, lines: range, quoted: int) -> str:
        """Some lines, without what the list or quotations around them begin them with."""
        source = self._tokens.lines[lines.start : lines.stop]
        if quoted:
            source = [
                re.sub(rf"(?:[ \t]*>[ ]?){{0,{quoted}}}", "", line, count=1) for line in source
            ]
        while source and not source[-1].strip():
            source.pop()
        return dedent("\n".join(source))

    def _add(self, token: Token, before: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._text(token, before)
        elif kind in {"paragraph_open", "heading_open", "th_open", "td_open"}:
            pass  # what stands in them makes them
        elif kind in _CONTAINERS:
            self._open(_CONTAINERS[kind](), token)
        elif kind == "ordered_list_open":
            start = token.attrGet("start")
            listing = nodes.enumerated_list(enumtype="arabic", prefix="")
            if start is not None:
                listing["start"] = int(start)
            self._open(listing, token)
        elif kind == "table_open":
            self._open(nodes.table(), token)
            self._open(nodes.tgroup(cols=1), token)
        elif kind == "table_close":
            self._opened.pop()
            self._opened.pop()
        elif token.nesting < 0 and f"{kind.removesuffix('_close')}_open" in {
            *_CONTAINERS,
            "ordered_list_open",
        }:
            self._opened.pop()
        elif token.nesting == 0:
            self._append(_block(token), token)

    def _open(self, node: nodes.Element, token: Token) -> None:
        self._append(node, token)
        self._opened.append(node)

    def _append(self, node: nodes.Node | None, token: Token) -> None:
        if node is None:
            return
        if token.map:
            node.line = token.map[0] + 1
            if not isinstance(node, nodes.bullet_list | nodes.enumerated_list):
                self._lines[id(node)] = range(*token.map)
                quotes = [one for one in self._opened if isinstance(one, nodes.block_quote)]
                if quotes:
                    self._quoted[id(node)] = len(quotes)
        if self._opened:
            self._opened[-1] += node
        else:
            self.children.append(node)

    def _text(self, token: Token, before: Token) -> None:
        children = inline_nodes(token.children or [])
        if before.type == "heading_open":
            level = int(before.tag[1])
            self._append(nodes.rubric(token.content, "", *children, level=level), before)
        elif before.type in {"th_open", "td_open"}:
            paragraph = nodes.paragraph(token.content, "", *children)
            paragraph.line = token.map[0] + 1 if token.map else None
            self._opened[-1] += nodes.entry("", paragraph)
        else:
            self._append(nodes.paragraph(token.content, "", *children), token)


def _block(token: Token) -> nodes.Node | None:
    """A block that holds no others."""
    match token.type:
        case "html_block":
            return nodes.raw("", token.content, format="html")
        case "hr":
            return nodes.transition()
        case "fence" | "code_block" | "colon_fence":
            return nodes.literal_block(token.content, token.content)
    return None


def inline_nodes(tokens: Iterable[Token]) -> list[nodes.Node]:
    """The nodes of some text in a line; what was opened before it may be closed in it."""
    root = nodes.Element()
    opened: list[nodes.Element] = [root]
    for token in tokens:
        if token.type in _INLINE:
            opened[-1] += (node := _INLINE[token.type]())
            opened.append(node)
        elif token.type == "link_open":
            opened[-1] += (node := nodes.reference(refuri=str(token.attrGet("href") or "")))
            opened.append(node)
        elif token.type in {"strong_close", "em_close", "link_close"}:
            opened = opened[:-1] or opened
        else:
            opened[-1] += _word(token)
    return list(root.children)


def _word(token: Token) -> list[nodes.Node]:
    """Words, a picture, a tag, or the end of a line."""
    match token.type:
        case "softbreak":
            return [nodes.Text("\n")]
        case "hardbreak":
            return [
                nodes.raw("", "<br />\n", format="html"),
                nodes.raw("", "\\\\\n", format="latex"),
            ]
        case "code_inline":
            return [nodes.literal(token.content, token.content)]
        case "image":
            return [nodes.image(uri=str(token.attrGet("src") or ""), alt=token.content)]
        case "html_inline":
            return [nodes.raw("", token.content, format="html")]
        case "s_open":
            return [nodes.raw("", "<s>", format="html")]
        case "s_close":
            return [nodes.raw("", "</s>", format="html")]
    return [nodes.Text(token.content)]
