"""Lines of Markdown that look as if something else was meant: a directive, a link, a heading.

What is said repeats no words of the line: it may not be for everybody who reads a log.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .directive_names import Directives

#: What telephones and word processors make of backticks.
_NO_MARKS = "'‘’´`ʼ′\"“”„"
_CODE = re.compile(r"(`+)[^`]*\1")
_ADDRESS = r"(?:https?://[^\s()\[\]]+|[^\s()\[\]]+\.[A-Za-z][A-Za-z0-9]{1,4})"
_SWAPPED = re.compile(rf"(?<!\])\([^()\[\]]+\)\[{_ADDRESS}\](?![(\[])")
_APART = re.compile(rf"\[[^\[\]]+\][ \t]+\({_ADDRESS}\)")
_HEADING = re.compile(r"(#{2,6})[^\W_][^#]*")
_QUOTED = "['‘’´\"“”][^'‘’´\"“”`]+['‘’´\"“”]"
_ROLE = re.compile(rf"(?<![`\w])\{{(evidence|reflection|skill)\}}(?:[ \t]+`[^`]+`|{_QUOTED})")
#: A longer line is no slip, and looking through it could take long.
_LONGEST = 2000


def slip_in(line: str, directives: Directives) -> str:
    """What is wrong with a line of text, and what to write; nothing if it is well."""
    if len(line) > _LONGEST:
        return ""
    if "{" in line:
        return _role(line) or _directive(line, directives)
    if line.lstrip().startswith(".."):
        return _rest(line, tuple(directives.ours))
    if ")[" in line or "] (" in line:
        return _link(_CODE.sub("", line))
    if line.startswith("##") and (match := _HEADING.fullmatch(line)):
        return f"a heading needs a blank between its marks and its words: '{match[1]} …'."
    return ""


@lru_cache(maxsize=8)
def _named(ours: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(ours, key=len, reverse=True)))


@lru_cache(maxsize=8)
def _unfenced(ours: tuple[str, ...]) -> re.Pattern[str]:
    name = rf"\{{\s*({_named(ours)})\s*\}}"
    marks = f"[{_NO_MARKS}]*|:+|~+"
    return re.compile(rf"[ >]*(?:#{{1,6}}\s+)?({marks})\s*{name}(.*)", re.IGNORECASE)


def _directive(line: str, directives: Directives) -> str:
    match = _unfenced(tuple(directives.ours)).fullmatch(line)
    if match is None:
        return ""
    marks, name, rest = match[1], match[2], match[3]
    if marks.startswith(":::") and not directives.has_colons:
        return (
            "':::' begins a block only if 'colon_fence' stands in 'myst_enable_extensions' in "
            "conf.py. Add it there, or begin and end the block with ```."
        )
    if rest.startswith("`") or (marks and marks in rest):
        return ""  # a link, or code
    return (
        f"{{{name}}} begins no block here, so this is shown as it is written. Begin the line with "
        "three backticks, ```, and write three below the block."
    )


def _role(line: str) -> str:
    match = _ROLE.search(line)
    if match is None:
        return ""
    return f"a link is written {{{match[1]}}}`name`: backticks, directly behind the brace."


def _rest(line: str, ours: tuple[str, ...]) -> str:
    match = re.fullmatch(rf"\s*\.\.\s+({_named(ours)})::?.*", line)
    if match is None:
        return ""
    return (
        f"'.. {match[1]}::' is reStructuredText, and this page is Markdown. Write "
        f"```{{{match[1]}}} and the title, and ``` below the block."
    )


def _link(line: str) -> str:
    if _SWAPPED.search(line):
        return "a link has its words first, in square brackets: [words](address)."
    if _APART.search(line):
        return "no blank stands in a link between its words and its address: [words](address)."
    return ""
