"""How a thing that can be written is declared: once, in the class that holds it.

A field of a record, a filter of a listing or a value of ``conf.py`` says with its declaration what
is written and what becomes of it. From there come its reading, "Did you mean …?", the fact on the
page, the entry in exports, the tables of the guide and the list for editors. This module imports
no Sphinx.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Value(Enum):
    """What kind of value an option has, and how machines call it."""

    TEXT = "text"
    CODE = "code"  # shown character by character
    MARKUP = "markup"
    NAME = "name"
    NAMES = "names"  # of evidence
    KINDS = "kinds"  # and models
    WORDS = "words"
    SKILLS = "skills"
    KIND = "kind"
    MODEL = "model"
    DATE = "date"
    SPAN = "date or span"
    ADDRESS = "address"
    FILE = "file"
    PICTURE = "picture"
    CAPTIONS = "captions"
    FLAG = "flag"
    NUMBER = "number"
    PAGE = "page"  # of a document
    WIDTH = "width"
    SIDE = "side"
    REDACT = "parts to blacken"
    KEEP = "keep"
    ORDER = "order"
    FORM = "form"
    PAGES = "pages"
    FOLDERS = "folders"
    CLASSES = "classes"


#: Values that are several words, with commas or bullets between them.
LISTS = frozenset(
    {Value.NAMES, Value.KINDS, Value.WORDS, Value.SKILLS, Value.PAGES, Value.FOLDERS, Value.CLASSES}
)


#: Values that are one text, the same for every reader.
PLAIN = frozenset({Value.TEXT, Value.CODE, Value.KIND, Value.DATE, Value.SPAN, Value.ADDRESS})


@dataclass(frozen=True, slots=True)
class Field:
    """One option: what is written, what becomes of it, and how others call it.

    ``attribute`` is its name in the record. ``written`` and ``effect`` are Markdown, for the guide.
    ``label`` is the word before it among the facts of an item; without one it is no fact.
    ``keys`` are its names in exports, by export; in portfolio.json it has that of the attribute.
    """

    attribute: str
    option: str
    value: Value
    written: str
    effect: str
    label: str = ""
    keys: Mapping[str, str] = dataclasses.field(default_factory=dict)


def option(
    value: Value,
    written: str,
    effect: str,
    *,
    option: str = "",
    label: str = "",
    default: Any = MISSING,
    **keys: str,
) -> Any:
    """A field of a dataclass that people write as an option; arguments as in `Field`.

    :param option: its name, if that is not the attribute with hyphens.
    """
    declared = (value, written, effect, option, label, keys)
    return dataclasses.field(default=default, metadata={"option": declared})


def fields_of(*holders: type) -> tuple[Field, ...]:
    """The options that dataclasses declare, in their order."""
    if len(holders) == 1:
        return _fields_of(holders[0])
    return tuple(one for holder in holders for one in _fields_of(holder))


@cache
def _fields_of(holder: type) -> tuple[Field, ...]:
    return tuple(
        _field(one.name, *one.metadata["option"])
        for one in dataclasses.fields(holder)
        if "option" in one.metadata
    )


def _field(
    attribute: str,
    value: Value,
    written: str,
    effect: str,
    option: str,
    label: str,
    keys: Mapping[str, str],
) -> Field:
    return Field(
        attribute, option or attribute.replace("_", "-"), value, written, effect, label, keys
    )
