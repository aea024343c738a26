"""The evidence in some lines: which lines are one item, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .addresses import Leads
from .artefacts import Artefact, Near, artefacts_in
from .coverage import seen_in
from .links import meant
from .survey import is_bold_line
from .titles import good_title, title_of_file, title_of_link
from .vocabulary import says_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .survey import Block, Survey

# A caption is short, and does not go on as a sentence.
_CAPTION_WORDS = 12
# A longer description of a picture is no title.
_PICTURE_WORDS = 8
_BLOCK_TAG = re.compile(r"<(/?)(?:details|div|center|section|article|table|p)\b", re.IGNORECASE)
_MARKS = re.compile(r"(?<!\w)[*_`]+|[*_`]+(?!\w)|[!\[]\Z")
_BRACKETED = re.compile(r"\[([^\[\]]*)\](?:\[\])?")


@dataclass(slots=True)
class Unit:
    """Lines that belong together: a paragraph, an entry of a list, a line with a link.

    ``caption`` is its title if it is one for what follows, ``own`` the title that its own words
    give to its artefacts.
    """

    lines: range
    artefacts: list[Artefact] = field(default_factory=list)
    caption: str = ""
    own: str = ""


@dataclass(slots=True)
class Group:
    """One item of evidence: its lines, its artefacts, and the title that it has by itself."""

    lines: range
    artefacts: list[Artefact]
    title: str = ""
    caption_line: int | None = None


def groups_in(survey: Survey, lines: range, near: Near) -> list[Group]:
    """The items of evidence in some lines; none if there is no artefact in them."""
    units = _shown_again(_trimmed_units(survey, [*_units(survey, lines, near)]))
    found = [one for unit in units for one in unit.artefacts]
    # A list of nothing but pages leads to evidence, and is none.
    if all(one.leads is Leads.PAGE for one in found):
        return []
    starts = _starts(units)
    if len(starts) < 2:
        return [_whole(units)]
    if any(unit.artefacts for unit in units[: starts[0]]):
        starts.insert(0, 0)
    groups = []
    for start, stop in zip(starts, [*starts[1:], len(units)], strict=True):
        groups.append(_group(units[start:stop]))
    return groups


def _trimmed_units(survey: Survey, units: list[Unit]) -> list[Unit]:
    """Units without those around them that hold no words, such as a ``<div>``, and its end."""
    said = [n for n, unit in enumerate(units) if unit.artefacts or survey.text(unit.lines)]
    if not said:
        return []
    kept = units[said[0] : said[-1] + 1]
    for unit in units[said[-1] + 1 :]:
        # "<details><summary>More</summary>" holds words, and its end belongs to it.
        if _opened(survey, _span(kept)) <= 0:
            break
        kept.append(unit)
    return kept


def _opened(survey: Survey, lines: range) -> int:
    """How many elements of HTML begin in some lines, more than end there."""
    text = "\n".join(survey.lines[lines.start : lines.stop])
    return sum(-1 if end else 1 for end in _BLOCK_TAG.findall(text))


def _shown_again(units: list[Unit]) -> list[Unit]:
    """Units in which a link to what was shown above is no title of its own: "View full size"."""
    named: set[str] = set()
    for unit in units:
        addresses = {_address(one) for one in unit.artefacts}
        if addresses and addresses <= named:
            unit.own = ""
        named |= {_address(one) for one in unit.artefacts if unit.own or title_of_link(one.link)}
    return units


def _address(one: Artefact) -> str:
    return meant(one.link.written, one.link.way)


def _whole(units: list[Unit]) -> Group:
    """One item of all that stands there."""
    first = next(number for number, unit in enumerate(units) if unit.artefacts)
    captions = [unit for unit in units[:first] if unit.caption]
    holders = [unit for unit in units if unit.artefacts]
    artefacts = [one for unit in holders for one in unit.artefacts]
    title, line = "", None
    if captions:
        nearest = captions[-1] if units[first - 1] is captions[-1] else captions[0]
        title, line = nearest.caption, nearest.lines.start
    if not title:
        title = holders[0].own
    return Group(_span(units), artefacts, title, line)


def _group(units: list[Unit]) -> Group:
    artefacts = [one for unit in units for one in unit.artefacts]
    captions = [unit for unit in units if unit.caption and not unit.artefacts]
    if captions:
        return Group(_span(units), artefacts, captions[0].caption, captions[0].lines.start)
    return Group(_span(units), artefacts, next((unit.own for unit in units if unit.own), ""))


def _span(units: list[Unit]) -> range:
    return range(units[0].lines.start, units[-1].lines.stop)


def _starts(units: list[Unit]) -> list[int]:
    """The numbers of the units with which an item begins; fewer than two if all is one item."""
    starts: list[int] = []
    for number, unit in enumerate(units):
        if unit.caption and not unit.artefacts:
            following = _until_caption(units, number + 1)
            # What stands above several that have titles introduces them.
            if any(one.artefacts for one in following) and sum(map(_is_named, following)) < 2:
                starts.append(number)
        elif unit.artefacts and unit.own and not _has_caption(units, number, starts):
            starts.append(number)
    if len(starts) < 2:
        return starts
    return _with_prose_above(units, starts)


def _is_named(unit: Unit) -> bool:
    return bool(unit.artefacts and unit.own)


def _until_caption(units: list[Unit], start: int) -> list[Unit]:
    end = start
    while end < len(units) and not (units[end].caption and not units[end].artefacts):
        end += 1
    return units[start:end]


def _has_caption(units: list[Unit], number: int, starts: list[int]) -> bool:
    """Whether what stands directly above is the caption of an artefact."""
    return (
        bool(starts)
        and bool(units[starts[-1]].caption)
        and not any(unit.artefacts for unit in units[starts[-1] : number])
    )


def _with_prose_above(units: list[Unit], starts: list[int]) -> list[int]:
    """Where each link ends what is said of it, an item begins with its prose."""
    if units[starts[0]].caption or units[0].artefacts or not units[-1].artefacts:
        return starts
    moved, known = [], set(starts)
    for number in starts:
        at = number
        while at and not units[at - 1].artefacts and at - 1 not in known:
            at -= 1
        moved.append(at)
    return moved


# -- units


def _units(survey: Survey, lines: range, near: Near) -> Iterator[Unit]:
    blocks = survey.blocks_between(lines.start, lines.stop)
    for block in blocks:
        within = range(max(block.lines.start, lines.start), min(block.lines.stop, lines.stop))
        if block.kind in {"rule", "definition"}:
            continue
        if block.kind == "paragraph":
            yield from _of_paragraph(survey, within, near)
        elif block.kind == "list":
            yield from _of_list(survey, block, within, near)
        else:
            is_code = block.kind in {"code", "directive"}
            found = [] if is_code else artefacts_in(survey, within, near)
            yield Unit(within, found, own=_own_title(found))


def _of_paragraph(survey: Survey, lines: range, near: Near) -> Iterator[Unit]:
    """A paragraph as a whole, or its lines where each link has one of its own."""
    found = {number: artefacts_in(survey, range(number, number + 1), near) for number in lines}
    holding = [number for number in lines if found[number]]
    every = [one for number in lines for one in found[number]]
    if not holding or not all(one.is_alone for one in every):
        yield _paragraph_unit(survey, lines, every)
        return
    start = lines.start
    for number in holding:
        if start < number:
            yield _paragraph_unit(survey, range(start, number), [], leads=True)
        line = range(number, number + 1)
        yield Unit(line, found[number], own=_line_title(survey, number, found[number]))
        start = number + 1
    if start < lines.stop:
        yield _paragraph_unit(survey, range(start, lines.stop), [])


def _paragraph_unit(
    survey: Survey, lines: range, found: list[Artefact], *, leads: bool = False
) -> Unit:
    if found:
        return Unit(lines, found, own=_own_title(found) if len(found) == 1 else "")
    return Unit(lines, caption=_caption(survey, lines, leads=leads))


def _of_list(survey: Survey, block: Block, lines: range, near: Near) -> Iterator[Unit]:
    """A list as a whole, or its entries where several have links."""
    entries = [survey.trimmed(entry) for entry in _entries(block, lines)]
    found = [artefacts_in(survey, entry, near) for entry in entries]
    if sum(map(bool, found)) < 2:
        every = artefacts_in(survey, lines, near)
        holder = next((n for n, several in enumerate(found) if several), 0)
        own = _line_title(survey, entries[holder].start, every) if every and entries else ""
        yield Unit(lines, every, own=own)
        return
    for entry, several in zip(entries, found, strict=True):
        yield Unit(entry, several, own=_line_title(survey, entry.start, several))


def _entries(block: Block, lines: range) -> list[range]:
    """The entries of a list in some lines: those at the top, or deeper ones where these begin."""
    every = [
        (token.level, range(token.map[0], min(token.map[1], lines.stop)))
        for token in block.tokens
        if token.type == "list_item_open" and token.map and token.map[0] in lines
    ]
    top = min((level for level, _entry in every), default=0)
    return [entry for level, entry in every if level == top]


def _line_title(survey: Survey, number: int, found: list[Artefact]) -> str:
    """What a line calls the artefact that stands in it: the words before it, or its own."""
    if not found:
        return ""
    link = found[0].link
    start = survey.tokens.starts[number]
    if link.start >= start and link.line - 1 == number:
        before = seen_in(survey.tokens.text[start : link.start].strip())
        # The marks are of what ends behind the link, the brackets of what is defined elsewhere.
        before = _BRACKETED.sub(r"\1", _MARKS.sub("", before))
        head, _colon, rest = before.partition(":")
        before = (rest if says_evidence(head) else before).strip(" \t>#-–—:|([")
        words = "" if _INTRODUCES.match(before) else good_title(before)
        if words and len(words.split()) <= _CAPTION_WORDS:
            return words
    elif (first := survey.said.get(number, "").strip()) and len(first.split()) <= _CAPTION_WORDS:
        return good_title(first) or _own_title(found)
    return _own_title(found)


def _own_title(found: list[Artefact]) -> str:
    """What the links call what they lead to, if they agree; pictures have descriptions instead."""
    titles = {title for one in found if not one.is_shown and (title := title_of_link(one.link))}
    return titles.pop() if len(titles) == 1 else ""


def picture_title(found: list[Artefact], *, is_needed: bool) -> str:
    """What pictures are called in their descriptions, and files in their names.

    :param is_needed: whether there is no other title, so that the name of the first file will do.
    """
    first = {_address(one): one for one in reversed(found)}  # others say it again
    described = (title_of_link(one.link) for one in found if first[_address(one)] is one)
    titles = [title for title in described if 0 < len(title.split()) <= _PICTURE_WORDS]
    if len(set(titles)) == 1 or (titles and is_needed):
        return titles[0]
    files = (title for one in found if (title := title_of_file(one.link)))
    return next(files, "") if is_needed else ""


def _caption(survey: Survey, lines: range, *, leads: bool) -> str:
    """The title that some words are for what follows them."""
    if len(lines) != 1:
        return ""
    said = survey.said.get(lines.start, "").strip()
    words = said.split()
    if not 0 < len(words) <= _CAPTION_WORDS:
        return ""
    block = next(iter(survey.blocks_between(lines.start, lines.stop)))
    is_bold = is_bold_line(survey, block) or _is_bold(survey, lines.start)
    ends = re.search(r"[:：]\W*\Z", said) is not None
    if not (is_bold or ends or (leads and not re.search(r"[.!?]\W*\Z", said))):
        return ""
    return "" if _INTRODUCES.match(said) else good_title(said)


# A line that speaks of what follows, and does not name it.
_INTRODUCES = re.compile(
    r"\W*(?:i|we|these|those|there|ek|ik|wij|ich|je|nous|yo|eu)\b", re.IGNORECASE
)


def _is_bold(survey: Survey, number: int) -> bool:
    said, bold = survey.said.get(number, ""), survey.bold.get(number, "")
    return bool(bold) and re.findall(r"\w+", bold) == re.findall(r"\w+", said)
