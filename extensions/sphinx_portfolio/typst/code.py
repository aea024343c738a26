"""Typst code: all words are string literals, so that no text is ever markup.

Typst is Laurenz Mädje's and Martin Haug's, https://typst.app/docs/reference/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What an argument can be; `Code` is written as it is.
Value = str | float | bool | None

# What no PDF can hold: controls, halves of pairs, what is no character, and (in PDF/A) signs for
# private use.
_NO_SIGNS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# They choose between a sign in colour and one in ink; without the other font, they are signs alone.
_CHOOSERS = re.compile("[\ufe0e\ufe0f]")
_LINES = re.compile(r"\s*[\n\r]\s*")


class Code(str):
    """Code that is no text."""

    __slots__ = ()


def string(text: str, *, lines: bool = False) -> str:
    """Text as a string literal.

    :param lines: whether ends of lines stay; else they are blanks.
    """
    text = _CHOOSERS.sub("", _NO_SIGNS.sub("\ufffd", text))
    if not lines:
        text = _LINES.sub(" ", text)
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def value(given: Value) -> str:
    """A value as code."""
    match given:
        case Code():
            return given
        case str():
            return string(given)
        case None:
            return "none"
        case bool():
            return "true" if given else "false"
        case _:
            return f"{given:g}" if isinstance(given, float) else str(given)


def arguments(*given: Value, **named: Value) -> str:
    """Arguments of a call; ``_`` in names is ``-``."""
    words = [value(one) for one in given]
    words += [f"{name.replace('_', '-')}: {value(one)}" for name, one in named.items()]
    return ", ".join(words)


def call(name: str, *given: Value, **named: Value) -> Code:
    """A call of a function."""
    return Code(f"{name}({arguments(*given, **named)})")


def dictionary(entries: Mapping[str, Value]) -> Code:
    """A dictionary with words as keys."""
    inside = ", ".join(f"{string(key)}: {value(one)}" for key, one in entries.items())
    return Code(f"({inside})" if entries else "(:)")


def array(*entries: Value) -> Code:
    """An array; one of one entry has a comma."""
    inside = ", ".join(map(value, entries))
    return Code(f"({inside},)" if entries else "()")
