"""The text of an item of evidence: its lines, without what is said by its title and targets."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from .addresses import Leads
from .coverage import is_said
from .html_tags import is_balanced
from .page import Line, Note, Way
from .titles import is_useful

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .artefacts import Artefact
    from .survey import Block, Survey

#: What a line may hold beside targets and still be nothing but them.
_NAME = "evidence"
_NOTHING = re.compile(
    r"(?:[ \t>]*(?:[-*+]|\d{1,9}[.)])(?=\s|\Z))?[\s|&·•/\\,;:–—*_-]*(?:<br\s*/?>)?\s*\Z"
)
_TABLE = re.compile(r"<t(?:able|d|h)\b", re.IGNORECASE)
# An address says no words.
_BARE = re.compile(r"(?:https?://|www\.)\S+")


def body_of(
    survey: Survey,
    lines: range,
    artefacts: Sequence[Artefact],
    title: str,
    blank: Collection[int],
) -> tuple[Line, ...]:
    """The lines of an item, as many as there were; those of ``blank`` and of targets are empty.

    A picture is taken out of a line, a link only where nothing but targets stands there. Tables and
    quotations that say more stay as they are, with the pictures in them.
    """
    # A title says the words of the line that it was taken from, and of no other.
    title = "" if blank else title
    mine: dict[int, list[Artefact]] = defaultdict(list)
    for one in artefacts:
        mine[one.link.line - 1].append(one)
    text = {number: survey.lines[number] for number in lines}
    for block in survey.blocks_between(lines.start, lines.stop):
        within = range(max(block.lines.start, lines.start), min(block.lines.stop, lines.stop))
        if block.kind in {"paragraph", "list"}:
            for number in within:
                if mine[number]:
                    text[number] = _without(survey, number, mine[number], title)
        elif block.kind in {"html", "table", "quote"}:
            inside = [one for number in within for one in mine[number]]
            if inside and _says_nothing_else(survey, block, within, inside, title):
                text |= dict.fromkeys(within, "")
            elif block.kind == "html" and not _TABLE.search(block.tokens[0].content):
                for number in within:
                    text[number] = _without_pictures(survey, number, mine[number])
    text |= dict.fromkeys(blank, "")
    return tuple(Line(text[number], number + 1) for number in lines)


def _without(survey: Survey, number: int, mine: Sequence[Artefact], title: str) -> str:
    """A line without the pictures in it; nothing if no more than targets are left."""
    others = len(survey.links.get(number, ())) - len(mine)
    said = _BARE.sub(" ", survey.said.get(number, ""))
    if not others and is_said(said, title, _NAME, *map(_kept_words, mine)):
        return ""
    line = _without_pictures(survey, number, mine)
    return "" if _NOTHING.match(line) else line


def _without_pictures(survey: Survey, number: int, mine: Sequence[Artefact]) -> str:
    """A line without the pictures in it, but those on which one can click."""
    line, start = survey.lines[number], survey.tokens.starts[number]
    links = [link for link in survey.links.get(number, ()) if link.way is Way.LINK]
    for one in sorted(mine, key=lambda one: -one.link.start):
        first, last = one.link.start - start, one.link.end - start
        is_picture = one.link.way is Way.PICTURE or line[first:].startswith("<img")
        around = (link for link in links if link.start < one.link.start < link.end)
        is_linked = "<a " in line or any(around)
        if is_picture and not is_linked and first >= 0 and last <= len(line):
            line = line[:first].rstrip(" ") + line[last:]
    return line


def _kept_words(one: Artefact) -> str:
    """The words of a target that its options say: those of a file, if they are any good."""
    is_file = one.leads in {Leads.FILE, Leads.PICTURE}
    return one.link.words if is_file and is_useful(one.link.words) else ""


def _says_nothing_else(
    survey: Survey, block: Block, lines: range, inside: Sequence[Artefact], title: str
) -> bool:
    """Whether a block of HTML or a table holds nothing but targets."""
    if lines != block.lines or len(survey.links_in(lines)) > len(inside):
        return False
    source = block.tokens[0].content
    if block.kind == "html" and ("<!--" in source or not is_balanced(source)):
        return False
    return is_said(survey.text(lines), title, *map(_kept_words, inside))


def nameless(artefacts: Sequence[Artefact]) -> Iterator[Note]:
    """What to say of pictures whose description says nothing, which is left out."""
    for one in artefacts:
        words = one.link.words
        if one.is_shown and words and not is_useful(words):
            yield Note(
                one.link.line,
                f"{words!r} does not say what is to be seen in {one.link.written!r}. Describe "
                "it in a sentence.",
            )
