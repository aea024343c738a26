"""Making nodes, and visitors that every writer can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .items import (
    date_text,
    fact,
    fact_comma,
    fact_name,
    fact_text,
    fact_value,
    portfolio_item,
    verbatim,
)
from .listings import fact_line

if TYPE_CHECKING:
    from collections.abc import Iterable


def fact_of(kind: str, name: str, value: fact_text) -> fact:
    """A name and value as a node."""
    label = fact_name("", name, translatable=False)
    return fact("", label, fact_value("", value), kind=kind)


def text_of(*children: nodes.Node) -> fact_text:
    """The words of a value, which are facts and not for translators."""
    return fact_text("", "", *children, translatable=False)


def exactly(words: str) -> fact_text:
    """A value that is shown as it was written, character by character."""
    return text_of(verbatim("", words))


def dated(pieces: Iterable[tuple[str, str]]) -> list[nodes.Node]:
    """The words of a date or span, each with the date that it is, if it is one."""
    return [
        date_text("", words, datetime=iso) if iso else nodes.Text(words) for words, iso in pieces
    ]


def links(references: Iterable[nodes.Node]) -> fact_text:
    """References with commas between them, as a value."""
    return text_of(*with_commas(references))


def with_number(number: int, words: str) -> list[nodes.Node]:
    """Words with their number marked, wherever the language puts it."""
    before, figure, after = words.partition(str(number))
    if not figure:
        return [nodes.Text(words)]
    return [nodes.Text(before), nodes.strong("", figure), nodes.Text(after)]


def with_commas(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Nodes with commas between them."""
    line: list[nodes.Node] = []
    for part in parts:
        line += [nodes.Text(", "), part] if line else [part]
    return line


def facts_in_line(words: Iterable[str]) -> fact_line:
    """What there is of some words, each a fact of its own, as one line."""
    return fact_line("", "", *in_line(nodes.inline("", word) for word in words if word))


def in_line(facts: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Facts with what stands between those of one line."""
    line: list[nodes.Node] = []
    for one in facts:
        line += [fact_comma("", ", "), one] if line else [one]
    return line


def owner_of(node: nodes.Element) -> portfolio_item:
    """The item that a node of ours is part of."""
    parent = node.parent
    while not isinstance(parent, portfolio_item):
        parent = parent.parent
    return parent


# -- visitors that every writer can use


def nothing(_writer: object, _node: nodes.Element) -> None:
    """Write nothing for the node itself, only what is in it."""


def skip(_writer: object, _node: nodes.Element) -> None:
    """Leave the node out, with what is in it."""
    raise nodes.SkipNode
