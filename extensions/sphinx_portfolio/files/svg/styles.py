"""Rewrite the CSS of a drawing, so that it fetches nothing.

CSS has escapes, comments and strings, which hide an address from whoever looks for words. So a
style is taken apart into tokens (CSS Syntax 3), each is looked at, and what stays is written anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import tinycss2
from tinycss2 import ast
from tinycss2.serializer import serialize_string_value

from . import addresses
from .errors import TooComplicatedError
from .names import (
    ACTING_PROPERTIES,
    DECLARING_RULES,
    FUNCTIONS,
    HOLDING_RULES,
    SELECTOR_FUNCTIONS,
    UNSEEN_RULES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Letters of all styles of a drawing that are taken apart; fonts in them cost less.
_MOST = 1_500_000
_FONT = re.compile(r"data:[\w/;,=+-]*")
# Brackets within brackets, and rules within rules.
_DEEPEST = 20

# What most programs write. Nothing in it can be an address, so that it need not be taken apart:
# no letter hides another, and each function is known.
_TOKENS = (
    r"[\w-]++(?!\()|[\s#.,%+:;!*()-]++|/(?![/*])|'[\w\s.,-]*+'|\"[\w\s.,-]*+\"|(?i:"
    + "|".join(sorted(FUNCTIONS, key=len, reverse=True))
    + r")\("
)
_PLAIN = re.compile(rf"(?:{_TOKENS}|url\(#[\w.:-]++\))*+")
# A sheet with `url()` is taken apart, to see what it gives it to.
_PLAIN_SHEET = re.compile(
    rf"(?:{_TOKENS}|[{{}}>~]++|@(?:media|keyframes|font-face)(?![\w-]))*+",
)
_ACTING = re.compile("|".join(map(re.escape, ACTING_PROPERTIES)), re.IGNORECASE)
_OWN = re.compile(r"url\(#([\w.:-]++)\)")
_NAME = re.compile(r"--[\w-]*|-?[a-zA-Z][a-zA-Z0-9-]*")

_UNQUOTED = re.compile(r"[\w#.:;,/+=-]+")
_BLOCKS = frozenset({"() block", "[] block", "{} block"})

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Words that act only for a reader who does not know what a string is; nobody needs them.
_HIDDEN = re.compile(r"(?:url|src|image(?:-set)?|expression)\s*\(|@import|binding", re.IGNORECASE)

_UNREADABLE = "a style that cannot be read"
_DEEP = "a style with too many brackets"


class _RemoveError(ValueError):
    """A part of a style that cannot stay; ``str()`` names it."""


@dataclass(slots=True)
class Style:
    """CSS that fetches nothing; what was taken out of it; the ids to which it refers.

    ``selected`` has these ids by what a style sheet gives them to: ``.class``, ``#id``, an element,
    or ``*``.
    """

    text: str = ""
    removed: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    selected: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class StyleReader:
    """Reads the styles of one drawing, which often come again."""

    _known: dict[tuple[str, str], Style] = field(default_factory=dict)
    _read: int = 0

    def value(self, text: str) -> Style:
        """The value of an attribute that CSS knows as a property."""
        return _plain(text) or self._taken_apart("value", text)

    def declarations(self, text: str) -> Style:
        """The value of ``style``."""
        return _plain(text) or self._taken_apart("declarations", text)

    def sheet(self, text: str) -> Style:
        """The text of a ``<style>``."""
        if _PLAIN_SHEET.fullmatch(text) and not _ACTING.search(text) and not _is_deep(text):
            return Style(text)
        return self._taken_apart("sheet", text)

    def _taken_apart(self, kind: str, text: str) -> Style:
        """A style of a kind.

        :raises TooComplicatedError: if the drawing has too much of it.
        """
        style = self._known.get((kind, text))
        if style is None:
            self._read += len(_FONT.sub("", text))
            if self._read > _MOST:
                raise TooComplicatedError
            style = self._known[kind, text] = _read(kind, text)
        return style


def _plain(text: str) -> Style | None:
    """A style without anything to look at, which is nearly every one."""
    if not _PLAIN.fullmatch(text) or _ACTING.search(text) or _is_deep(text):
        return None
    return Style(text, targets=_OWN.findall(text) if "url" in text else [])


def _read(kind: str, text: str) -> Style:
    style = Style()
    try:
        if _is_deep(text):
            raise _RemoveError(_DEEP)
        if kind == "value":
            parts = tinycss2.parse_component_value_list(text, skip_comments=True)
            style.text = _written(parts, style)
        elif kind == "declarations":
            parts = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
            # Only declarations: a rule has no place here.
            style.text = _body([part for part in parts if part.type == "declaration"], style, 0)
        else:
            parts = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            style.text = _body(parts, style, 0)
    except _RemoveError as error:
        return Style(removed=[str(error)])
    return style


def _is_deep(text: str) -> bool:
    """Whether brackets stand in too many others, for us and for browsers."""
    depth = 0
    if sum(map(text.count, "([{")) > _DEEPEST:
        for bracket in re.findall(r"[()\[\]{}]", text):
            depth = max(depth + (1 if bracket in "([{" else -1), 0)
            if depth > _DEEPEST:
                return True
    return False


def _body(parts: Iterable[Any], style: Style, depth: int) -> str:
    """Rules and declarations, without those that cannot stay."""
    written = []
    for part in parts:
        writer = _WRITERS.get(part.type)
        if writer is None:
            continue  # what CSS cannot read, browsers leave out, too
        try:
            if depth > _DEEPEST:
                raise _RemoveError(_DEEP)
            written.append(writer(part, style, depth))
        except _RemoveError as error:
            style.removed.append(str(error))
    return "".join(written)


def _declaration(part: Any, style: Style, _depth: int, *, fonts: bool = False) -> str:
    if not _NAME.fullmatch(part.name):
        return ""
    if part.lower_name in ACTING_PROPERTIES:
        raise _RemoveError(f"the style property {part.lower_name!r}")
    found = Style()
    value = _written(part.value, found, fonts=fonts and part.lower_name == "src")
    style.targets += found.targets
    name = part.name if part.name.startswith("--") else part.lower_name
    important = "!important" if part.important else ""
    return f"{name}:{value}{important};"


def _rule(part: Any, style: Style, depth: int) -> str:
    """A rule; the ids in it are noted with what its selectors are about."""
    inner = Style()
    selector = _written(part.prelude, inner, selector=True)
    body = _body(tinycss2.parse_blocks_contents(part.content, True, True), inner, depth + 1)
    style.removed += inner.removed
    if inner.selected:  # rules within a rule
        inner.targets += [target for targets in inner.selected.values() for target in targets]
    if inner.targets:
        for subject in ["*"] if inner.selected else _subjects(part.prelude):
            style.selected.setdefault(subject, []).extend(inner.targets)
    return f"{selector}{{{body}}}"


def _at_rule(part: Any, style: Style, depth: int) -> str:
    name = part.lower_at_keyword
    if name in UNSEEN_RULES:
        return ""
    if part.content is None or name not in HOLDING_RULES | DECLARING_RULES:
        raise _RemoveError(f"the style rule '@{name}'")
    prelude = _written(part.prelude, Style(), selector=True)
    contents = tinycss2.parse_blocks_contents(part.content, True, True)
    if name in DECLARING_RULES:
        declared = [part for part in contents if part.type == "declaration"]
        body = _font_face(declared, style, depth)
    else:
        body = _body(contents, style, depth + 1)
    return f"@{name} {prelude}{{{body}}}" if prelude else f"@{name}{{{body}}}"


def _font_face(parts: Sequence[Any], style: Style, depth: int) -> str:
    """The declarations of a font; one that must be fetched is left out as a whole."""
    return "".join(_declaration(part, style, depth, fonts=True) for part in parts)


_WRITERS: dict[str, Callable[[Any, Style, int], str]] = {
    "declaration": _declaration,
    "qualified-rule": _rule,
    "at-rule": _at_rule,
}


def _written(
    parts: Iterable[Any], style: Style, *, fonts: bool = False, selector: bool = False
) -> str:
    """Tokens as text.

    :raises _RemoveError: if one of them cannot stay.
    """
    kept = _checked(parts, style, fonts=fonts, selector=selector)
    while kept and kept[-1].type == "whitespace":
        kept.pop()
    # Only at its start: a space at its end can belong to what is escaped before it.
    text: str = tinycss2.serialize(kept).lstrip()
    if _NOT_XML.search(text):  # CSS can say what XML cannot
        raise _RemoveError(_UNREADABLE)
    return text


def _checked(
    parts: Iterable[Any],
    style: Style,
    depth: int = 0,
    *,
    fonts: bool = False,
    selector: bool = False,
) -> list[Any]:
    """Tokens that may be written; addresses in them become plain ones.

    :raises _RemoveError: if one of them cannot stay.
    """
    if depth > _DEEPEST:
        raise _RemoveError(_DEEP)
    kept: list[Any] = []
    for part in parts:
        if part.type == "comment":
            continue
        if part.type in {"error", "at-keyword"} or part == "\\":
            raise _RemoveError(_UNREADABLE)
        if part.type in {"ident", "string", "hash"} and _HIDDEN.search(part.value):
            raise _RemoveError(addresses.ELSEWHERE)
        if part.type == "url":
            part = _address(part, part.value, style, fonts)
        elif part.type == "function" and part.lower_name == "url":
            inner = [one for one in part.arguments if one.type not in {"whitespace", "comment"}]
            if [one.type for one in inner] != ["string"]:
                raise _RemoveError(addresses.ELSEWHERE)
            part = _address(part, inner[0].value, style, fonts)
        elif part.type == "function":
            if part.lower_name not in (SELECTOR_FUNCTIONS if selector else FUNCTIONS):
                raise _RemoveError(f"the style function '{part.lower_name}()'")
            part.arguments = _checked(
                part.arguments, style, depth + 1, fonts=fonts, selector=selector
            )
        elif part.type == "() block" and kept and kept[-1].type not in {"whitespace", "literal"}:
            raise _RemoveError(_UNREADABLE)  # it looks like a function, and is none
        elif part.type in _BLOCKS:
            part.content = _checked(part.content, style, depth + 1, fonts=fonts, selector=selector)
        kept.append(part)
    return kept


def _address(part: Any, address: str, style: Style, fonts: bool) -> Any:
    """The token of an address, if it may stay."""
    kept, wrong = addresses.checked(address, pictures=True, fonts=fonts)
    if wrong:
        raise _RemoveError(wrong)
    if kept.startswith("#"):
        style.targets.append(kept[1:])
    quoted = kept if _UNQUOTED.fullmatch(kept) else f'"{serialize_string_value(kept)}"'
    return ast.URLToken(part.source_line, part.source_column, kept, f"url({quoted})")


def _subjects(prelude: Iterable[Any]) -> list[str]:
    """What the selectors of a rule are about: for each an id, a class, an element, or ``*``.

    Every element that a rule applies to has one of them; others can have them, too.
    """
    subjects: list[str] = []
    names: dict[str, str] = {}
    spaced, before = False, ""
    for part in [*prelude, ast.LiteralToken(0, 0, ",")]:
        if part.type == "literal" and part.value in {",", ">", "+", "~"}:
            if part.value == ",":
                subjects.append(next((names[kind] for kind in "#.x" if kind in names), "*"))
            names = {}
        elif part.type == "whitespace":
            spaced = True
            continue
        else:
            if spaced:
                names = {}
            if part.type == "hash":
                names["#"] = f"#{part.value}"
            elif part.type == "ident" and before == ".":
                names["."] = f".{part.value}"
            elif part.type == "ident" and before != ":":
                names["x"] = part.value
        spaced = False
        before = part.value if part.type == "literal" else ""
    return subjects
