"""Fences that Markdown does not see: a title behind backticks that holds a backtick."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..faults import Fault, Place, WarningType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FENCE = re.compile(r"[ >]*(?:[-*+]\s+)?(`{3,}|~{3,}|:{3,})(.*)", re.DOTALL)


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
