"""Skills in CASE 1.1 JSON, as frameworks of competencies are exchanged.

The format is "Competencies and Academic Standards Exchange" of 1EdTech, version 1.1, a CFPackage
(https://www.imsglobal.org/spec/case/v1p1): CFDocument, CFItems and CFAssociations, by themselves
or in an object "CFPackage". An association "isChildOf" says that its origin is a child of its
destination, and by "sequenceNumber" which one. Items without children are the skills; the item
above one is its group. Statements may be HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from ..model import is_web_address
from ..names import slug
from .catalogue import CatalogueError
from .entries import Entry, short
from .html_text import plain_if_html
from .json_text import kind, objects, parse, refuse_circle, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .json_text import Located


@dataclass(frozen=True, slots=True)
class _Item:
    line: int
    title: str
    statement: str
    code: str
    uri: str


@dataclass(frozen=True, slots=True)
class _Tree:
    """What stands under what: the parents of an item, and its number among their children."""

    parents: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)


def read_case(text: str) -> Iterator[Entry]:
    """The entries of a catalogue in CASE.

    :raises CatalogueError: if it is not JSON, or not a CASE package.
    """
    document = parse(text)
    path = _path(document)
    items = _items(objects(text, document, *path, "CFItems"))
    tree = _tree(objects(text, document, *path, "CFAssociations"), items)
    refuse_circle(tree.parents, {identifier: item.line for identifier, item in items.items()})
    groups = {parent for of_one in tree.parents.values() for parent in of_one}
    for identifier in _ordered(items, tree):
        if identifier not in groups:
            above = tree.parents.get(identifier)
            group = items[above[0]].title if above else ""
            yield _entry(identifier, items[identifier], group)


def _path(document: object) -> tuple[str, ...]:
    """The keys that lead to the package: none, or the one of a wrapper."""
    if isinstance(document, dict):
        if "CFItems" in document:
            return ()
        wrapped = document.get("CFPackage")
        if isinstance(wrapped, dict) and "CFItems" in wrapped:
            return ("CFPackage",)
    raise CatalogueError(
        "it is not a CASE package: there is no 'CFItems'. Export the framework as CASE JSON."
    )


def _entry(identifier: str, item: _Item, group: str) -> Entry:
    return Entry(
        line=item.line,
        id=item.code if slug(item.code) else "",
        title=item.title,
        description=item.statement if item.statement != item.title else "",
        group=group,
        address=item.uri if is_web_address(item.uri) else "",
        spare_id=identifier,
    )


def _items(found: list[Located]) -> dict[str, _Item]:
    """The items by their identifiers."""
    items: dict[str, _Item] = {}
    for located in found:
        line = located[0]
        identifier = text_of(located, "identifier")
        statement = plain_if_html(text_of(located, "fullStatement"), line).strip()
        title = plain_if_html(text_of(located, "abbreviatedStatement"), line).strip() or statement
        if not identifier or not title:
            raise CatalogueError(
                "each item needs an 'identifier' and a 'fullStatement'. Export the file again.",
                line,
            )
        if identifier in items:
            raise CatalogueError(
                f"two items have the identifier {short(identifier)}: one at line "
                f"{items[identifier].line}, one at line {line}. Export the file again.",
                line,
            )
        code, uri = text_of(located, "humanCodingScheme"), text_of(located, "uri")
        items[identifier] = _Item(line, title, statement, code, uri)
    return items


def _tree(found: list[Located], items: Mapping[str, _Item]) -> _Tree:
    """What stands under what; the document is no parent, nor is what is elsewhere."""
    tree = _Tree()
    by_uri = {item.uri: identifier for identifier, item in items.items() if item.uri}
    for located in found:
        if text_of(located, "associationType") == "isChildOf":
            child = _end(located, "originNodeURI", by_uri)
            parent = _end(located, "destinationNodeURI", by_uri)
            if child not in items:
                continue
            if child not in tree.parents:  # an item above says more than the document
                tree.numbers[child] = _number(located[1].get("sequenceNumber"))
            if parent in items:
                tree.parents.setdefault(child, []).append(parent)
    return tree


def _end(located: Located, key: str, by_uri: Mapping[str, str]) -> str:
    """The identifier of one end of an association, which is an object or an address."""
    line, association = located
    end = association.get(key)
    if isinstance(end, dict):
        if identifier := text_of((line, end), "identifier"):
            return identifier
        end = text_of((line, end), "uri")
    if not isinstance(end, str):
        raise CatalogueError(f"{key!r} must be an object {{…}} or text, not {kind(end)}.", line)
    return by_uri.get(end) or re.split(r"[/:]", re.split(r"[?#]", end)[0].rstrip("/"))[-1]


def _number(value: object) -> float:
    """A number to sort by; what has none comes last."""
    is_number = isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", value)
    return float(is_number[0]) if is_number else inf


def _ordered(items: Mapping[str, _Item], tree: _Tree) -> Iterator[str]:
    """The items in the order of their numbers, those under one parent together.

    Where nothing has a number, the order is that of the file.
    """
    if all(number == inf for number in tree.numbers.values()):
        yield from items
        return
    children: dict[str, list[str]] = {}
    for identifier in items:
        children.setdefault(tree.parents.get(identifier, [""])[0], []).append(identifier)
    open_items = [""]
    while open_items:
        one = open_items.pop()
        if one:
            yield one
        below = sorted(children.get(one, []), key=lambda item: tree.numbers.get(item, inf))
        open_items += reversed(below)
