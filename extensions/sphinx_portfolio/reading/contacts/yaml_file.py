"""Contacts in YAML, the format to write them in by hand.

A list, in which each contact has keys; or branches as keys, each with its list::

    University:
      - role: Lecturer, web development
        status: in touch
        last-contact: 2025-03-07
        next-action: Ask to look at my project
        due: 2025-04-01
      - role: Career adviser
        status: planned
    Industry:
      - Thandi Example          # words alone are a name

``contacts.schema.json`` describes the format to editors. Numbers and dates are the text that was
written. Anchors (``&``, ``*``), by which a small file can grow without end, are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from ...faults import WarningType
from ...tables import folded
from .written import MEANINGS, NEVER_SHOWN, contact_of, quoted, unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...contacts import Contact
    from .written import Notes

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"
# What may stand around a list of contacts.
_AROUND = ("contacts",)
_ATTRIBUTES = {folded(name): attribute for attribute, names in MEANINGS.items() for name in names}
# Deeper lists are no contacts, and exhaust readers of YAML.
_MAX_DEPTH = 20


class YamlContactsError(ValueError):
    """What is not YAML, or not such as contacts are; ``line`` counts from 1."""

    def __init__(self, words: str, line: int) -> None:
        super().__init__(words)
        self.line = line


def read_contacts_yaml(text: str, docname: str, file: str, notes: Notes) -> Iterator[Contact]:
    """The contacts of a file in YAML; arguments as in `written.contact_of`.

    :raises YamlContactsError: if nothing of it can be read.
    """
    for branch, node in _pairs(_composed(text), notes):
        words = {"branch": branch, **_words(node, notes)}
        contact = contact_of(words, docname, file, _line(node), notes)
        if contact is not None:
            yield contact


def _composed(text: str) -> yaml.Node | None:
    try:
        _check(text)
        return yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlContactsError(
            "the YAML cannot be read here. Indent alike what belongs together, with blanks, and "
            "put quotation marks around text that holds ': ' or starts with a sign.",
            mark.line + 1 if mark else 1,
        ) from error


def _check(text: str) -> None:
    """Refuse what could make a small file large, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if getattr(event, "anchor", None) is not None:
            raise YamlContactsError(
                "a value that starts with '&' or '*' is a reference to another one, which contacts "
                "may not have. Put quotation marks around text that starts so.",
                line,
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise YamlContactsError("lists stand inside lists, far too deep for contacts.", line)


def _pairs(top: yaml.Node | None, notes: Notes) -> Iterator[tuple[str, yaml.Node]]:
    """Each contact, with the branch that it stands below."""
    if isinstance(top, yaml.MappingNode):
        for key, value in top.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name.casefold() in _AROUND:
                yield from _pairs(value, notes)
            else:
                yield from ((name, node) for node in _items(value, notes))
    elif top is not None:
        yield from (("", node) for node in _items(top, notes))


def _items(node: yaml.Node, notes: Notes) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    if node.tag != _NULL:
        notes.say(
            WarningType.BAD_CONTACT,
            "list",
            "contacts are a list, each on a line that starts with '- '. What stands here is not "
            "read.",
            _line(node),
        )
    return []


def _words(node: yaml.Node, notes: Notes) -> dict[str, str]:
    """What is written of a contact, by attribute."""
    if isinstance(node, yaml.ScalarNode):
        return {"name": str(node.value)}
    found: dict[str, str] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "…"
        attribute = _ATTRIBUTES.get(folded(name))
        if attribute is None:
            if folded(name) not in NEVER_SHOWN:
                unknown_name(name, _line(key), notes)
        elif isinstance(value, yaml.ScalarNode):
            found[attribute] = "" if value.tag == _NULL else str(value.value)
        else:
            notes.say(
                WarningType.BAD_CONTACT,
                "text",
                f"{quoted(name)} must be words. What stands here is not read.",
                _line(value),
            )
    return found


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
