"""Options between ``---`` and ``---``: YAML, but only as much as options need.

Values are the text that was written: numbers, dates and ``yes`` are words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"
# So many brackets are no options; deeper ones exhaust readers of YAML.
_MAX_BRACKETS = 200


class YamlBlockError(ValueError):
    """Lines that are no YAML, or not such as options are; ``line`` counts from 0."""

    def __init__(self, words: str, line: int) -> None:
        super().__init__(f"{words} Each line is read by itself for now.")
        self.line = line


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, a text or the items of a list; ``comment`` is what YAML cuts off."""

    key: str
    text: str
    line: int
    items: tuple[str, ...] = ()
    comment: str = ""


def read_yaml_block(lines: Sequence[str]) -> list[Entry]:
    """The keys and values of a block.

    :raises YamlBlockError: if it cannot be read, or holds more than texts and lists of texts.
    """
    text = "\n".join(lines)
    brackets = text.count("[") + text.count("{")
    try:
        top = yaml.compose(text, Loader=_LOADER) if brackets <= _MAX_BRACKETS else None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlBlockError(
            "this is no YAML. Put quotation marks around text that holds ': ' or ' #' or starts "
            "with a sign, or write each option as ':name: value'.",
            mark.line if mark else 0,
        ) from error
    if top is None and not brackets:
        return []
    if not isinstance(top, yaml.MappingNode):
        raise YamlBlockError("these are no options. Write each as 'name: value'.", 0)
    return [_entry(key, value, lines) for key, value in top.value]


def _entry(key: yaml.Node, value: yaml.Node, lines: Sequence[str]) -> Entry:
    line = key.start_mark.line
    if not isinstance(key, yaml.ScalarNode):
        raise YamlBlockError("the name of an option must be a word.", line)
    if lines[value.start_mark.line][value.start_mark.column :].startswith(("&", "*", "!")):
        raise YamlBlockError(
            "YAML gives '&', '*' and '!' a meaning. Put quotation marks around it.", line
        )
    if isinstance(value, yaml.ScalarNode):
        text = "" if value.tag == _NULL and not value.style else str(value.value)
        return Entry(str(key.value), text.strip(), line, comment=_comment_after(value, lines))
    items = value.value if isinstance(value, yaml.SequenceNode) else [key, value]
    if not all(isinstance(item, yaml.ScalarNode) for item in items):
        raise YamlBlockError(f"the value of {str(key.value)!r} must be a text or a list.", line)
    return Entry(str(key.value), "", line, tuple(str(item.value).strip() for item in items))


def _comment_after(value: yaml.Node, lines: Sequence[str]) -> str:
    """What stands behind a value, which YAML takes for a comment."""
    mark = value.end_mark
    rest = lines[mark.line][mark.column :].strip() if mark.line < len(lines) else ""
    return rest if rest.startswith("#") and mark.column else ""
