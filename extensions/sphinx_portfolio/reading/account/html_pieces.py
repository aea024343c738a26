"""HTML in a text: its tags and words, and pieces of it that stand on their own feet."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from .lines import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TOKEN = re.compile(
    r"<!--(?s:.*?)-->"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"
    r"(?:[^<>\"']|\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}')*+>"
)
#: Elements with words that are none of the owner's text.
NO_TEXT = re.compile(r"<(?:script|style|pre|textarea|svg|iframe|math|template)\b", re.IGNORECASE)
INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark"}
    | {"q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"}
)
#: Elements that hold nothing and are never closed.
VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Browsers close these by themselves.
_CLOSED_BY_OTHERS = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "tfoot"})
# What makes sense only inside of another element.
_INSIDE_OF = {
    "li": {"ul", "ol", "menu"},
    "tr": {"table"},
    "td": {"table"},
    "th": {"table"},
    "tbody": {"table"},
    "thead": {"table"},
    "tfoot": {"table"},
    "caption": {"table"},
    "dt": {"dl"},
    "dd": {"dl"},
    "summary": {"details"},
}


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or comment of HTML, or the words between two; ``name`` is that of the tag."""

    text: str
    name: str = ""
    closes: bool = False
    is_comment: bool = False

    @property
    def is_break(self) -> bool:
        """Whether a line ends here."""
        return bool(self.name) and self.name not in INLINE

    def node(self) -> nodes.Node:
        """The same as docutils has it, and Markdown makes it of HTML in a line."""
        if self.name or self.is_comment:
            return nodes.raw("", self.text, format="html")
        return nodes.Text(html.unescape(self.text))


def tokens_of(source: str) -> list[Token]:
    """The tags, comments and words of some HTML."""
    tokens: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(source):
        if match.start() > at:
            tokens.append(Token(source[at : match.start()]))
        name = (match["name"] or "").lower()
        tokens.append(Token(match[0], name, bool(match["close"]), is_comment=not name))
        at = match.end()
    if at < len(source):
        tokens.append(Token(source[at:]))
    return tokens


def whole(tokens: Sequence[Token]) -> list[Token]:
    """The same without tags that are not closed here, or not opened."""
    pairs = _pairs(tokens)
    opened: list[str] = []
    kept: list[Token] = []
    for number, token in enumerate(tokens):
        if not token.name or token.name in VOID:
            kept.append(token)
        elif number in pairs:
            inside = _INSIDE_OF.get(token.name)
            if inside is None or inside.intersection(opened):
                kept.append(token)
                if token.closes:
                    opened.pop()
                else:
                    opened.append(token.name)
                continue
            kept.append(Token(" "))
        elif token.is_break:
            kept.append(Token(" "))  # the words on either side stay apart
    return kept


def _pairs(tokens: Sequence[Token]) -> set[int]:
    """The numbers of tags that are opened and closed."""
    found: set[int] = set()
    opened: list[int] = []
    depth: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if not token.name or token.name in VOID:
            continue
        if not token.closes:
            opened.append(number)
            depth[token.name] = depth.get(token.name, 0) + 1
        elif depth.get(token.name):
            # What is still open inside is not closed any more.
            while opened:
                last = opened.pop()
                depth[tokens[last].name] -= 1
                if tokens[last].name == token.name:
                    found |= {last, number}
                    break
    return found


def blocks_of(tokens: Sequence[Token], line: int | None) -> list[nodes.Node]:
    """Some HTML as nodes: paragraphs if it is plain text, so that every builder can write it."""
    tokens = whole(tokens)
    if not any(token.text.strip() for token in tokens if not token.name) and not any(
        token.name in {"img", "input", "hr"} for token in tokens
    ):
        return []
    if any(token.is_break and token.text.lower() not in _PLAIN for token in tokens):
        source = "".join(token.text for token in tokens)
        return [nodes.raw("", source.strip(), format="html")]
    blocks: list[nodes.Node] = []
    paragraph: list[Token] = []
    for token in [*tokens, Token("<p>", "p")]:
        if token.name == "p":
            blocks += paragraph_of(paragraph, line)
            paragraph = []
        else:
            paragraph.append(token)
    return blocks


_PLAIN = frozenset({"<p>", "</p>", "<br>", "<br/>", "<br />"})


def paragraph_of(tokens: Iterable[Token], line: int | None) -> list[nodes.Node]:
    """One paragraph, if it says anything."""
    children = joined(token.node() for token in tokens)
    while children and isinstance(children[0], nodes.Text) and not children[0].strip():
        children.pop(0)
    while children and isinstance(children[-1], nodes.Text) and not children[-1].strip():
        children.pop()
    if not children:
        return []
    paragraph = nodes.paragraph("", "", *children)
    paragraph.line = line
    return [paragraph]


def balance(children: list[nodes.Node]) -> list[nodes.Node]:
    """The nodes of a piece without HTML tags that another piece opens or closes."""
    raw = {id(node): tokens_of(node.astext()) for node in children if is_html(node)}
    every = [token for tokens in raw.values() for token in tokens]
    pairs = _pairs(every)
    if len(pairs) == sum(bool(token.name) and token.name not in VOID for token in every):
        return children
    result: list[nodes.Node] = []
    number = 0
    for node in children:
        if id(node) not in raw:
            result.append(node)
            continue
        kept = []
        for token in raw[id(node)]:
            is_alone = bool(token.name) and number not in pairs and token.name not in VOID
            number += 1
            if not is_alone or (token.name in _CLOSED_BY_OTHERS and not token.closes):
                kept.append(token.text)
        if "".join(kept).strip():
            result.append(nodes.raw("", "".join(kept), format="html"))
    return result


def is_html(node: nodes.Node) -> bool:
    """Whether a node is HTML as somebody wrote it."""
    return type(node) is nodes.raw and node.get("format") == "html"
