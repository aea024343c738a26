"""One line of a directive: which form of an option it has, and what of it is the value."""

from __future__ import annotations

import re

_BLANK = r"[ \t\u00a0\u3000]"
#: ":name: value", also with full-width colons.
OPTION = re.compile(
    rf"{_BLANK}*[:：]{_BLANK}*([^\W_][\w.\- ]{{0,40}}?){_BLANK}*[:：](.*)", re.DOTALL
)
#: ":evidence:`name`" is a role at the start of a text.
ROLE = re.compile(r"\s*:[\w.+:-]+:`[^`]+`")
#: ":name value", which lacks the second colon.
HALF = re.compile(
    rf"{_BLANK}*[:：]{_BLANK}*([^\W_][\w\-]*)(?:{_BLANK}*=|{_BLANK}+|$)(.*)", re.DOTALL
)
#: "name=value", "- name: value" and "**name:** value", as other programs write lists of facts.
ODD = re.compile(
    rf"(?:[-*+•]{_BLANK}+)?[*_]{{0,3}}([^\W_](?:[\w\-]*[^\W_])?)[*_]{{0,3}}{_BLANK}*[:：=][*_]{{0,3}}(.*)",
    re.DOTALL,
)
#: "name: value", which lacks the first one.
BARE = re.compile(rf"([^\W_][\w\-]*){_BLANK}*[:：](?:{_BLANK}+|$)(.*)", re.DOTALL)
BULLET = re.compile(r"\s*(?:[-*•+]|\d{1,3}[.)])\s+(.*)", re.DOTALL)
#: How YAML starts a value of several lines.
SCALARS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})


def starts_with_role(line: str) -> bool:
    """Whether a line of reStructuredText starts with a role, and so not with an option."""
    return ROLE.match(line) is not None


def unquoted(text: str) -> str:
    """A value without the quotation marks that enclose all of it."""
    mark = text[:1]
    if mark not in {'"', "'"} or len(text) < 2 or not text.endswith(mark):
        return text
    inside = text[1:-1]
    if mark == "'":
        rest = inside.replace("''", "")
        return text if "'" in rest else inside.replace("''", "'")
    rest = inside.replace('\\"', "")
    return text if '"' in rest or rest.endswith("\\") else inside.replace('\\"', '"')


def indentation(line: str) -> int:
    """How far a line stands in."""
    return len(line) - len(line.lstrip())


def short(line: str) -> str:
    """A line in quotation marks, cut if long."""
    line = line.strip()
    return repr(line if len(line) <= 60 else f"{line[:59]}…")
