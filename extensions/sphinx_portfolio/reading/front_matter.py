"""What the first lines of a page say about the whole page, before anybody parses it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

_NO = frozenset({"no", "false", "off", "0", "n"})
# Front matter of Markdown: from a line of hyphens to the next.
_BLOCK = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"(?m)^[ \t]*[\"']?([\w-]+)[\"']?[ \t]*:[ \t]*(.*?)[ \t]*$")
# A field list of reStructuredText, at the very top.
_FIELD = re.compile(r":([\w-]+):[ \t]*(.*)")


def front_matter(text: str, suffix: str = ".md") -> dict[str, Any]:
    """The entries of a page's front matter, by name in small letters; none if it has none.

    Front matter that is no YAML is read line by line: what it keeps private must not get out
    because of a mistake in another line.

    :param suffix: of the file, which tells its language.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if suffix == ".ipynb":
        return _of_notebook(text)
    if suffix == ".rst":
        return _of_fields(text)
    match = _BLOCK.match(text)
    if match is None:
        return {}
    try:
        entries = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError):
        entries = dict(_LINE.findall(match[1]))
    return _lowered(entries)


def _lowered(entries: object) -> dict[str, Any]:
    if not isinstance(entries, Mapping):
        return {}
    return {str(key).strip().lower(): value for key, value in entries.items()}


def _of_fields(text: str) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for line in text.lstrip().split("\n"):
        match = _FIELD.match(line)
        if match:
            entries[match[1].lower()] = match[2].strip()
        elif line.strip() and not line.startswith((" ", "..")):
            break
    return entries


def _of_notebook(text: str) -> dict[str, Any]:
    """That of the first cell, and of the whole notebook."""
    try:
        notebook = json.loads(text)
        entries = _lowered(notebook.get("metadata"))
        first = notebook["cells"][0]["source"]
    except (ValueError, LookupError, AttributeError, TypeError):
        return {}
    words = first if isinstance(first, str) else "".join(map(str, first))
    return {**entries, **front_matter(words)}


def is_no(value: object) -> bool:
    """Whether a value says no; everything else that is written says yes."""
    return str(value).strip().lower() in _NO


def words_of(value: object) -> tuple[str, ...]:
    """The words of a value: a list, or a line with commas."""
    several = value if isinstance(value, list | tuple | set | frozenset) else str(value).split(",")
    return tuple(filter(None, (str(word).strip() for word in several)))
