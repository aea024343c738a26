"""What Markdown makes of lines: which are text, and which fences it does not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..faults import Fault, Place, WarningType

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

_OPENING = re.compile(r" {0,3}(`{3,}|~{3,}|:{3,})(.*)", re.DOTALL)
_LIST_OR_QUOTE = re.compile(r" {0,3}(?:[-*+•>]|\d{1,9}[.)])(?:\s|$)")
#: A fence anywhere, also in a list or a quotation.
_FENCE = re.compile(r"[ >]*(?:[-*+]\s+)?(`{3,}|~{3,}|:{3,})(.*)", re.DOTALL)


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


def lost_fences(text: str, file: str, names: Iterable[str]) -> Iterator[Fault]:
    """A fault for each directive of ours that is text to Markdown, outside of code.

    :param names: of the directives.
    """
    ours = re.compile(rf"\{{(?:{'|'.join(map(re.escape, names))})\}}.*`")
    opened: list[tuple[str, bool]] = []  # marks, and whether they hold code
    for number, line in enumerate(text.split("\n"), start=1):
        match = _FENCE.match(line)
        if match is None:
            continue
        marks, rest = match[1], match[2].strip()
        if opened and marks.startswith(opened[-1][0]) and not rest:
            opened.pop()
        elif opened and opened[-1][1]:
            continue
        elif marks[0] == "`" and "`" in rest:
            if ours.match(rest):
                yield Fault(
                    WarningType.CODE_IN_TITLE,
                    "a title behind three backticks cannot hold a backtick, so Markdown shows all "
                    "of this block as text. Begin and end it with ':::' instead.",
                    Place(file, number),
                )
        else:
            opened.append((marks, marks[0] != ":" and not rest.startswith("{")))
