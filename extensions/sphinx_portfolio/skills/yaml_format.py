"""Skills in YAML, the format to write a catalogue in.

A mapping; a key that is not needed may be left out::

    title: Skills of my course          # for people who read the file
    expected: 1                         # pieces of evidence expected, unless a skill says more
    levels: [with help, on my own]      # the scale, lowest first, unless a skill has its own
    skills:
      - Teamwork                        # a title is enough
      - id: networking                  # what :skills: names; else made from the title
        title: Networking               # else made from the id
        description: Meets people and keeps in touch with them.
        group: Working with others
        address: https://example.org/skills/networking
        levels: [sometimes, often]
        expected: 2                     # 0 to 1000

A list by itself is a list of skills. ``skills.schema.json`` describes the format to editors.

YAML can do more than data needs: anchors (``&``, ``*``), by which a small file can grow without
end, tags (``!``) and several documents are refused. Numbers, dates and ``yes`` are the text that
was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from ..suggest import did_you_mean
from .catalogue import CatalogueError
from .entries import MAX_SKILLS, Entry, read_expected, read_levels, short, too_many

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The keys of a catalogue, and those of a skill.
CATALOGUE_KEYS = ("title", "expected", "levels", "skills")
SKILL_KEYS = ("id", "title", "description", "group", "address", "levels", "expected")

_MAX_DEPTH = 20
#: So many values are enough for the most skills with all keys and ten levels.
_MAX_VALUES = MAX_SKILLS * 25
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


def read_yaml(text: str) -> Iterator[Entry]:
    """The entries of a catalogue in YAML.

    :raises CatalogueError: if it is not YAML, or not a catalogue.
    """
    try:
        _check_events(text)
        top = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise _syntax_error(error, text) from error
    levels: tuple[str, ...] = ()
    expected = 0
    skills = top
    if isinstance(top, yaml.MappingNode):
        keys = _keys(top, CATALOGUE_KEYS)
        _text(keys, "title")
        levels = _levels(keys, ())
        expected = _expected(keys, 0)
        if "skills" not in keys:
            raise CatalogueError("the list 'skills:' is missing. Add it.", _line(top))
        skills = keys["skills"]
    for node in _items(skills):
        yield _entry(node, levels, expected)


# -- before anything is built


def _check_events(text: str) -> None:
    """Refuse what could make a small file large, and what a catalogue has no use for."""
    depth = values = documents = 0
    sizes: list[int] = []  # of the collections that are open
    for event in yaml.parse(text, Loader=_LOADER):
        line = _line(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise CatalogueError(
                    "a second document starts here. Delete the line '---' or '...'.", line
                )
        if isinstance(event, yaml.NodeEvent):
            _check_node(event, line)
            values += 1
            if sizes:
                sizes[-1] += 1
                if sizes[-1] > MAX_SKILLS or values > _MAX_VALUES:
                    raise too_many(line)
        if isinstance(event, yaml.CollectionStartEvent):
            sizes.append(0)
            depth += 1
            if depth > _MAX_DEPTH:
                raise _too_deep(line)
        if isinstance(event, yaml.CollectionEndEvent):
            sizes.pop()
            depth -= 1


def _check_node(event: yaml.NodeEvent, line: int) -> None:
    if event.anchor is not None:
        raise CatalogueError(
            "a value that starts with '&' or '*' is a reference to another one, which a catalogue "
            "may not have. Put quotation marks around text that starts so.",
            line,
        )
    if getattr(event, "tag", None) is not None:
        raise CatalogueError(
            "a value that starts with '!' has a type of its own, which a catalogue may not have. "
            "Put quotation marks around text that starts so.",
            line,
        )


def _too_deep(line: int) -> CatalogueError:
    return CatalogueError(
        f"lists stand inside lists, more than {_MAX_DEPTH} deep. A catalogue is one list of "
        "skills.",
        line,
    )


def _syntax_error(error: yaml.YAMLError, text: str) -> CatalogueError:
    """What YAML says, in plain words and at the line to look at."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or "it holds what is not text")
    if "nesting depth" in problem:  # the newest libyaml looks ahead, and stops before we can
        return _too_deep(mark.line + 1 if mark else 1)
    if "quoted scalar" in str(getattr(error, "context", "")):
        mark = error.context_mark  # type: ignore[attr-defined]
        cure = "A quotation mark that opens here is not closed, or holds a '\\' too many."
    elif mark and "\t" in _indentation(text, mark.line):
        cure = "Indent with blanks, not with tabs."
    elif "mapping values" in problem:
        cure = "Put quotation marks around text that holds ': ', and indent all keys alike."
    else:
        cure = f"Indent alike what belongs together, and close all brackets (YAML: {problem})."
    return CatalogueError(f"the YAML cannot be read here. {cure}", mark.line + 1 if mark else 1)


def _indentation(text: str, number: int) -> str:
    line = next(iter(text.splitlines()[number : number + 1]), "")
    return line[: len(line) - len(line.lstrip())]


# -- reading what was built


def _entry(node: yaml.Node, levels: tuple[str, ...], expected: int) -> Entry:
    """One skill, with the scale and the number of all skills where it has none of its own."""
    if isinstance(node, yaml.ScalarNode) and not _is_null(node):
        return Entry(_line(node), title=node.value, levels=levels, expected=expected)
    if not isinstance(node, yaml.MappingNode):
        raise CatalogueError(
            f"a skill must be a title, or keys such as 'title: …', not {_kind(node)}.", _line(node)
        )
    keys = _keys(node, SKILL_KEYS)
    return Entry(
        line=_line(node),
        id=_text(keys, "id"),
        title=_text(keys, "title"),
        description=_text(keys, "description"),
        group=_text(keys, "group"),
        address=_text(keys, "address"),
        levels=_levels(keys, levels),
        expected=_expected(keys, expected),
        lines={key: _line(value) for key, value in keys.items()},
    )


def _keys(node: yaml.MappingNode, known: tuple[str, ...]) -> dict[str, yaml.Node]:
    """The values of a mapping; those that are null are left out, but for the list of skills."""
    values: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise CatalogueError(f"a key must be a word, not {_kind(key)}.", _line(key))
        if key.value not in known:
            raise CatalogueError(
                f"there is no key {short(key.value)}.{did_you_mean(key.value, known)} "
                f"Known: {', '.join(known)}.",
                _line(key),
            )
        if key.value in values:
            raise CatalogueError(f"the key {key.value!r} is there twice. Delete one.", _line(key))
        values[key.value] = value
    return {key: value for key, value in values.items() if key == "skills" or not _is_null(value)}


def _text(keys: dict[str, yaml.Node], key: str) -> str:
    node = keys.get(key)
    if node is None:
        return ""
    if not isinstance(node, yaml.ScalarNode):
        raise CatalogueError(f"{key!r} must be text, not {_kind(node)}.", _line(node))
    return str(node.value)


def _expected(keys: dict[str, yaml.Node], default: int) -> int:
    if "expected" not in keys:
        return default
    return read_expected(_text(keys, "expected") or "nothing", _line(keys["expected"]))


def _levels(keys: dict[str, yaml.Node], default: tuple[str, ...]) -> tuple[str, ...]:
    node = keys.get("levels")
    if node is None:
        return default
    if not isinstance(node, yaml.SequenceNode):
        raise CatalogueError(
            f"'levels' must be a list like [with help, on my own], not {_kind(node)}.", _line(node)
        )
    levels = []
    for level in node.value:
        if not isinstance(level, yaml.ScalarNode):
            raise CatalogueError(f"a level must be text, not {_kind(level)}.", _line(level))
        levels.append(("" if _is_null(level) else level.value, _line(level)))
    return read_levels(levels)


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    if node is None or _is_null(node):
        return []
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    raise CatalogueError(
        f"the skills must be a list, each on a line that starts with '- ', not {_kind(node)}.",
        _line(node),
    )


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == _NULL)


def _kind(node: yaml.Node) -> str:
    """What a value is, in words for the person who wrote it."""
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    return "nothing" if _is_null(node) else f"the text {short(node.value)}"


def _line(what: yaml.Node | yaml.Event) -> int:
    return what.start_mark.line + 1 if what.start_mark else 1
