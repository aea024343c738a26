"""JSON with lines: what the formats that are written in JSON share."""

from __future__ import annotations

import json
import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from .catalogue import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: An object of a list, with the line it starts at.
Located = tuple[int, dict[str, object]]

# Numbers stay the text that was written: there is nothing to count, and some cannot be read.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_SPACE = re.compile(r"[ \t\n\r]*")


def parse(text: str) -> object:
    """The value that JSON text is; numbers come as text.

    :raises CatalogueError: if it is not JSON.
    :raises RecursionError: if it is nested too deeply.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise CatalogueError(
            f"the JSON cannot be read here ({error.msg}). Look for a comma, a bracket or a "
            "quotation mark that is missing or one too many, or export the file again.",
            error.lineno,
        ) from error


def objects(text: str, document: object, *path: str) -> list[Located]:
    """The objects of the list to which the keys ``path`` lead; none if there is no such list.

    :param text: what ``document`` was made from.
    :raises CatalogueError: if something on the way, or in the list, has another type.
    """
    value = document
    for key in path:
        if not isinstance(value, dict):
            raise CatalogueError(f"{key!r} must stand in an object {{…}}, not in {kind(value)}.")
        value = value.get(key)
        if value is None:
            return []
    if not isinstance(value, list):
        raise CatalogueError(f"{path[-1]!r} must be a list, not {kind(value)}.", _line(text, path))
    found = list(zip(_lines(text, path), value, strict=True))
    for line, item in found:
        if not isinstance(item, dict):
            raise CatalogueError(f"{path[-1]!r} must hold objects {{…}}, not {kind(item)}.", line)
    return found


def text_of(located: Located, key: str) -> str:
    """A text, empty if it is not there or null.

    :raises CatalogueError: if it is no text.
    """
    line, item = located
    value = item.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    raise CatalogueError(f"{key!r} must be text, not {kind(value)}.", line)


def kind(value: object) -> str:
    """What a value is, in words."""
    kinds = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "text")


def refuse_circle(parents: Mapping[str, Sequence[str]], lines: Mapping[str, int]) -> None:
    """Make sure that nobody is their own ancestor.

    :param parents: the parents of each.
    :param lines: where each is; who is not there is not named.
    :raises CatalogueError: that names one of them.
    """
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        one = min(error.args[1], key=lambda item: lines.get(item, 0))
        raise CatalogueError(
            f"{one!r} stands under itself, through its own parent. Correct its parent.",
            lines.get(one, 1),
        ) from error


def _line(text: str, path: Sequence[str]) -> int:
    return text.count("\n", 0, _position(text, path)) + 1


def _lines(text: str, path: Sequence[str]) -> Iterator[int]:
    """The line of each value in a list."""
    line, before = 1, 0
    for _number, at in _members(text, _position(text, path)):
        line += text.count("\n", before, at)
        before = at
        yield line


def _position(text: str, path: Sequence[str]) -> int:
    """Where a value starts, in text that is known to be right."""
    at = _skip(text, 0)
    for key in path:
        at = dict(_members(text, at))[key]  # of keys that are there twice, the last counts
    return at


def _members(text: str, at: int) -> Iterator[tuple[str | int, int]]:
    """Each value in the object or list at ``at``: its key or number, and where it starts."""
    keyed = text[at] == "{"
    at = _skip(text, at + 1)
    number = 0
    while text[at] not in "]}":
        key: str | int = number
        if keyed:
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        yield key, at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _skip(text, at + 1)
        number += 1


def _skip(text: str, at: int) -> int:
    """The next place that is not white space."""
    space = _SPACE.match(text, at)
    return space.end() if space else at
