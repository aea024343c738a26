"""The title of a directive, which belongs on its first line, wherever it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..faults import Fault, WarningType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..faults import Place
    from .context import Context
    from .options import Block

TITLE = "title"
_OPTION = re.compile(r"[:：][\w -]+[:：](?!`).*", re.DOTALL)
#: Words, and no mark of Markdown.
_WORDS = re.compile(r"[\"'“‘]?[^\W_].*", re.DOTALL)
_IN_TITLE = re.compile(r"\s:([\w-]+):(?=\s|$)")


@dataclass(frozen=True, slots=True)
class FirstLine:
    """The title, and what follows for the lines below.

    ``skipped`` lines are the title's; ``place`` says where the others stand. ``options`` may stand
    among them in its place.
    """

    title: str
    place: Callable[[int], Place]
    skipped: int = 0
    options: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_first_line(
    lines: Sequence[str],
    place: Callable[[int], Place],
    known: Sequence[str],
    context: Context,
) -> FirstLine:
    """Look at the first line of a directive.

    :param known: the options that it has.
    """
    if context.title:
        return FirstLine(context.title, place, faults=_in_title(context.title, place, known))
    if len(lines) > 1 and _is_title(lines[0], known) and _OPTION.fullmatch(lines[1]):
        words = f"this line is read as the title. Write it behind {{{context.directive}}}, on the "
        fault = Fault(WarningType.MISSING_TITLE, f"{words}same line.", place(0))
        return FirstLine(lines[0].strip(), lambda n: place(n + 1 if n >= 0 else n), 1, [], [fault])
    return FirstLine("", place, options=[TITLE])


def _is_title(line: str, known: Sequence[str]) -> bool:
    """Whether a line is words, and no option in another form."""
    return bool(_WORDS.fullmatch(line)) and re.split(r"\s*[:=]", line)[0].lower() not in known


def _in_title(title: str, place: Callable[[int], Place], known: Sequence[str]) -> list[Fault]:
    found = [match[1] for match in _IN_TITLE.finditer(title) if match[1] in known]
    if not found:
        return []
    words = f"the title holds ':{found[0]}:'. Options stand below it, each on a line of its own."
    return [Fault(WarningType.OPTION_FORM, words, place(-1))]


def title_of(block: Block, context: Context) -> str:
    """What stands in an option for the title; nothing if there is none."""
    written = block.options.pop(TITLE, None)
    if written is None:
        return ""
    words = f"there is no option ':{TITLE}:'. Its words are read as the title; write them behind "
    words += f"{{{context.directive}}}, on the same line."
    block.faults.append(Fault(WarningType.MISSING_TITLE, words, written.place))
    return written.text
