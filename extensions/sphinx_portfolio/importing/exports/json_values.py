"""Values of JSON that people and programs write in many ways, as words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...skills import CatalogueError
from ...skills.json_text import objects, parse
from ...tables import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...writing.plain_words import Block

#: What names a thing that is written as an object.
_NAMES = ("name", "title", "label", "value")
_LONGEST_SHOWN = 2000
_DEEPEST = 20
_TOO_DEEP = "it is nested far deeper than a résumé is."


@dataclass(frozen=True)
class Object:
    """An object, and the line it starts at; its keys are compared as `folded` gives them."""

    line: int
    values: Mapping[str, object]
    meanings: Mapping[str, Sequence[str]]

    def __getitem__(self, meaning: str) -> object:
        """The value of a key with that meaning; None if there is none, or it says nothing."""
        names = map(folded, self.meanings.get(meaning, ()))
        return next((self.values[n] for n in names if self.values.get(n) not in _EMPTY), None)

    def unknown(self, closed: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
        """Keys that mean nothing here, and what they hold."""
        known = {folded(name) for names in self.meanings.values() for name in names}
        for name, value in self.values.items():
            if name not in known.union(map(folded, closed)) and value not in _EMPTY:
                yield name, json.dumps(value, ensure_ascii=False)[:_LONGEST_SHOWN]


_EMPTY: tuple[object, ...] = (None, "", [], {})


def object_of(value: object, meanings: Mapping[str, Sequence[str]], line: int = 0) -> Object:
    """An object; of something else, one in which it is the first thing that has a meaning."""
    if isinstance(value, dict):
        return Object(line, {folded(key): one for key, one in value.items()}, meanings)
    first = next(iter(meanings.values()))[0]
    return Object(line, {folded(first): value}, meanings)


def objects_of(
    text: str, document: Mapping[str, object], key: str, meanings: Mapping[str, Sequence[str]]
) -> list[Object]:
    """The objects in a list, with their lines; one that is in no list counts, too."""
    value = document[key]
    try:
        return [object_of(one, meanings, line) for line, one in objects(text, document, key)]
    except CatalogueError:  # it holds something else than objects
        several = value if isinstance(value, list) else [value]
        return [object_of(one, meanings) for one in several if one not in _EMPTY]


def parsed(text: str) -> object:
    """The value that JSON text is; numbers come as text.

    :raises ValueError: in words, with the line, if it is not JSON.
    """
    try:
        document = parse(text)
    except CatalogueError as error:
        raise ValueError(f"line {error.line}: {error}") from error
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    level = [document]
    for _depth in range(_DEEPEST):
        level = [inner for value in level for inner in _inner(value)]
    if level:
        raise ValueError(_TOO_DEEP)
    return document


def _inner(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def words(value: object) -> str:
    """A value in words."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(filter(None, map(words, value)))
    if isinstance(value, dict):
        return next((words(value[name]) for name in _NAMES if value.get(name)), "")
    return ""  # null, true and false


def several(value: object) -> list[str]:
    """The words of a list; one that was written as a text has commas between them."""
    parts = value.split(",") if isinstance(value, str) else value
    return [words(one) for one in parts] if isinstance(parts, list) else [words(parts)]


def text(value: object) -> Block:
    """A text, or a list with as many items."""
    return tuple(map(words, value)) if isinstance(value, list) else words(value)
