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

A list by itself is a list of skills. In place of a list, groups may be keys; and a skill that has
``skills`` of its own is the group of these::

    Working with others: [Teamwork, Listening]
    Finding work:
      - title: Before the interview
        expected: 2
        skills: [Preparation, Networking]

``skills.schema.json`` describes the format to editors.

YAML can do more than data needs: anchors (``&``, ``*``), by which a small file can grow without
end, tags (``!``) and several documents are refused. Numbers, dates and ``yes`` are the text that
was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

import yaml

from ..suggest import did_you_mean
from .catalogue import CatalogueError
from .entries import MAX_SKILLS, Entry, read_expected, read_levels, short, too_many

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The keys of a catalogue, those of a skill, and those of a group that holds skills.
CATALOGUE_KEYS = ("title", "expected", "levels", "skills")
SKILL_KEYS = ("id", "title", "description", "group", "address", "levels", "expected")
GROUP_KEYS = ("title", "group", "description", "levels", "expected", "skills")

_MAX_DEPTH = 20
#: So many values are enough for the most skills with all keys and ten levels.
_MAX_VALUES = MAX_SKILLS * 25
#: A key and its value.
_Pair = tuple[yaml.Node, yaml.Node]
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
    yield from _catalogue(top) if isinstance(top, yaml.MappingNode) else _skills(top, _Scope())


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


@dataclass(frozen=True, slots=True)
class _Scope:
    """What holds for all skills of a list, unless they say otherwise."""

    group: str = ""
    levels: tuple[str, ...] = ()
    expected: int = 0


def _catalogue(top: yaml.MappingNode) -> Iterator[Entry]:
    """The skills of a mapping, in its list or in keys that are groups."""
    groups: list[_Pair] = []
    others: list[_Pair] = []
    named = _has(top, "skills")
    for pair in top.value:
        (groups if not named and _is_group(*pair) else others).append(pair)
    keys = _keys(others, CATALOGUE_KEYS)
    _text(keys, "title")
    scope = _Scope(levels=_levels(keys, ()), expected=_expected(keys, 0))
    if groups:
        yield from _in_groups(groups, scope)
    elif "skills" in keys:
        yield from _skills(keys["skills"], scope)
    else:
        raise CatalogueError("the list 'skills:' is missing. Add it.", _line(top))


def _skills(node: yaml.Node | None, scope: _Scope) -> Iterator[Entry]:
    """The skills of a list, with those of its groups, or of keys that are groups."""
    if isinstance(node, yaml.MappingNode):
        yield from _in_groups(node.value, scope)
        return
    for one in _items(node):
        if not isinstance(one, yaml.MappingNode):
            yield _entry(one, scope)
        elif _has(one, "skills"):
            yield from _in_group(one, scope)
        elif one.value and all(_is_group(*pair) for pair in one.value):
            yield from _in_groups(one.value, scope)
        else:
            yield _entry(one, scope)


def _in_groups(pairs: list[_Pair], scope: _Scope) -> Iterator[Entry]:
    """The skills of groups, each with its name as a key."""
    for name, skills in _keys(pairs, None).items():
        _refuse_empty(name, skills)
        yield from _skills(skills, replace(scope, group=name))


def _in_group(node: yaml.MappingNode, scope: _Scope) -> Iterator[Entry]:
    """The skills of a group that is written like a skill."""
    keys = _keys(node.value, GROUP_KEYS)
    _text(keys, "description")
    group = _text(keys, "title") or _text(keys, "group") or scope.group
    _refuse_empty(group, keys["skills"])
    inner = _Scope(group, _levels(keys, scope.levels), _expected(keys, scope.expected))
    yield from _skills(keys["skills"], inner)


def _refuse_empty(group: str, skills: yaml.Node) -> None:
    """Refuse a group without a list: it may be meant as a skill."""
    if _is_null(skills):
        raise CatalogueError(
            f"the group {short(group)} has no skills. Write them below it, each on a line that "
            f"starts with '- '; if it is a skill, write '- {group[:60]}'.",
            _line(skills),
        )


def _is_group(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether a key is the name of a group with a list, and no key that is spelt wrongly.

    A group may have groups in place of a list.
    """
    if isinstance(value, yaml.MappingNode):
        return bool(value.value) and all(_is_group(*pair) for pair in value.value)
    if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.SequenceNode):
        return False
    known = {*CATALOGUE_KEYS, *SKILL_KEYS}
    one_word = key.value.casefold()[:20]
    return " " in key.value.strip() or not get_close_matches(one_word, known, n=1, cutoff=0.8)


def _has(node: yaml.MappingNode, name: str) -> bool:
    return any(key.value == name for key, _value in node.value)


def _entry(node: yaml.Node, scope: _Scope) -> Entry:
    """One skill, with what its scope says where it says nothing itself."""
    if isinstance(node, yaml.ScalarNode) and not _is_null(node):
        return Entry(
            _line(node),
            title=node.value,
            group=scope.group,
            levels=scope.levels,
            expected=scope.expected,
        )
    if not isinstance(node, yaml.MappingNode):
        raise CatalogueError(
            f"a skill must be a title, or keys such as 'title: …', not {_kind(node)}.", _line(node)
        )
    keys = _keys(node.value, SKILL_KEYS)
    return Entry(
        line=_line(node),
        id=_text(keys, "id"),
        title=_text(keys, "title"),
        description=_text(keys, "description"),
        group=_text(keys, "group") or scope.group,
        address=_text(keys, "address"),
        levels=_levels(keys, scope.levels),
        expected=_expected(keys, scope.expected),
        lines={key: _line(value) for key, value in keys.items()},
    )


def _keys(pairs: list[_Pair], known: tuple[str, ...] | None) -> dict[str, yaml.Node]:
    """The values by their keys; those that are null are left out, but for lists of skills.

    :param known: the keys that there may be; all if it is None.
    """
    values: dict[str, yaml.Node] = {}
    for key, value in pairs:
        if not isinstance(key, yaml.ScalarNode):
            raise CatalogueError(f"a key must be a word, not {_kind(key)}.", _line(key))
        if known is not None and key.value not in known:
            raise CatalogueError(
                f"there is no key {short(key.value)}.{did_you_mean(key.value, known)} "
                f"Known: {', '.join(known)}.{_missing_list(key.value, value)}",
                _line(key),
            )
        if key.value in values:
            raise CatalogueError(
                f"the key {short(key.value)} is there twice. Delete one.", _line(key)
            )
        values[key.value] = value
    kept = {"skills"} if known else values.keys()
    return {key: value for key, value in values.items() if key in kept or not _is_null(value)}


def _missing_list(name: str, value: yaml.Node) -> str:
    """What to do where a skill, or a group without skills, is written like a key."""
    if not _is_null(value):
        return ""
    return f" A skill is written '- {name[:60]}'; a group has its skills below it, in a list."


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
