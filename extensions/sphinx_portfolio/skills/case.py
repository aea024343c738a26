"""Skills in CASE 1.1 JSON, as frameworks of competencies are exchanged.

The format is "Competencies and Academic Standards Exchange" of 1EdTech, version 1.1, a CFPackage
(https://www.imsglobal.org/spec/case/v1p1): CFDocument, CFItems and CFAssociations. An association
"isChildOf" says that its origin is a child of its destination. Items without children are the
skills; the item above one is its group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import is_web_address
from ..names import slug
from .catalogue import CatalogueError
from .entries import Entry, short
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


def read_case(text: str) -> Iterator[Entry]:
    """The entries of a catalogue in CASE.

    :raises CatalogueError: if it is not JSON, or not a CASE package.
    """
    package = parse(text)
    if not isinstance(package, dict) or "CFItems" not in package:
        raise CatalogueError(
            "it is not a CASE package: there is no 'CFItems'. Export the framework as CASE JSON."
        )
    items = _items(objects(text, package, "CFItems"))
    parents = _parents(objects(text, package, "CFAssociations"), items)
    refuse_circle(parents, {identifier: item.line for identifier, item in items.items()})
    groups = {parent for of_one in parents.values() for parent in of_one}
    for identifier, item in items.items():
        if identifier not in groups:
            above = parents.get(identifier)
            yield _entry(identifier, item, items[above[0]].title if above else "")


def _entry(identifier: str, item: _Item, group: str) -> Entry:
    return Entry(
        line=item.line,
        id=item.code if slug(item.code) else item.title,
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
        statement = text_of(located, "fullStatement").strip()
        title = text_of(located, "abbreviatedStatement").strip() or statement
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


def _parents(found: list[Located], items: Mapping[str, _Item]) -> dict[str, list[str]]:
    """The parents of each item that are items; the document is none, nor what is elsewhere."""
    parents: dict[str, list[str]] = {}
    for located in found:
        if text_of(located, "associationType") == "isChildOf":
            child, parent = _end(located, "originNodeURI"), _end(located, "destinationNodeURI")
            if child in items and parent in items:
                parents.setdefault(child, []).append(parent)
    return parents


def _end(located: Located, key: str) -> str:
    """The identifier of one end of an association."""
    line, association = located
    end = association.get(key)
    if not isinstance(end, dict):
        raise CatalogueError(f"{key!r} must be an object {{…}}, not {kind(end)}.", line)
    return text_of((line, end), "identifier")
