"""What Markdown makes of lines: which are text by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_OPENING = re.compile(r" {0,3}(`{3,}|~{3,}|:{3,})(.*)", re.DOTALL)
_LIST_OR_QUOTE = re.compile(r" {0,3}(?:[-*+•>]|\d{1,9}[.)])(?:\s|$)")


def top_level(lines: Sequence[str], start: int, skip: Container[int]) -> Iterator[int]:
    """The indices of lines that are text by themselves: in no fence, list, quotation or comment.

    :param skip: indices of lines that are no text; there may be more while this goes on.
    """
    fence = ""
    in_comment = lazy = False
    for n in range(start, len(lines)):
        line = lines[n]
        if n in skip:
            continue
        if fence:
            fence = "" if _closes(line, fence) else fence
        elif in_comment:
            in_comment = "-->" not in line
        elif match := _OPENING.fullmatch(line):
            fence = match[1] if "`" not in match[1] or "`" not in match[2] else ""
        elif "<!--" in line and "-->" not in line.partition("<!--")[2]:
            in_comment = True
        elif not line.strip():
            lazy = False
        elif _LIST_OR_QUOTE.match(line):
            lazy = True  # what follows without an empty line belongs to it
        elif not lazy:
            yield n


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    is_indented = len(line) - len(line.lstrip()) > 3
    return len(bare) >= len(fence) and not bare.strip(fence[0]) and not is_indented
