"""The headings of a page, and the labels that are as good as headings: where something begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ...reflection_models import MODELS
from ..account.marks import OBJECT, Line, label_in
from .as_nodes import inline_nodes
from .folds import folds_of
from .headings import headings_in
from .survey import is_bold_line
from .vocabulary import (
    Role,
    only_evidence,
    only_reflection,
    role_of,
    says_evidence,
    says_reflection,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from .survey import Block, Survey

#: Two labels may be anything, three in order are an account.
ENOUGH = 3
#: How much deeper a label is than the heading above it.
LABEL = 0.5
# A title without any marks is a few words, and no name of a file.
_TITLE = re.compile(r"[^\W\d_a-z](?!.*\.\w{2,5}\Z)[^\n.!?:]{2,50}")
_STAR = MODELS["star"].parts
# "Using the STAR method:" introduces what is announced already.
_SAYS_HOW = re.compile(
    r"\W*(?:using|following|with|via|met|mit|gebruik|avec|con|com)\b", re.IGNORECASE
)
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Head:
    """Where something begins: a heading, or a label for evidence or a reflection.

    ``line`` counts from 0, and ``end`` is the line below. ``has_text`` is whether something stands
    in the line of a label after it. One without words ends what an element of HTML holds.
    """

    line: int
    end: int
    words: str
    level: float
    role: Role
    is_label: bool = False
    has_text: bool = False


def heads_of(survey: Survey) -> list[Head]:
    """All heads of a page but those that are the parts of an account."""
    found = [*_found(survey)]
    found = sorted([*found, *folded_heads(survey, found)], key=lambda head: head.line)
    found = sorted([*found, *_bold_titles(survey, found)], key=lambda head: head.line)
    parts = _parts_among(found, survey)
    return [head for head in found if head.line not in parts]


def _found(survey: Survey) -> Iterator[Head]:
    headings = {one.lines.start: one for one in headings_in(survey.tokens) if one.level}
    level = 0.0
    for block in survey.blocks:
        if block.kind in {"heading", "html", "paragraph"}:
            for number in block.lines:
                if one := headings.get(number):
                    level = one.level
                    end = one.lines.stop if block.kind == "heading" else number + 1
                    yield Head(number, end, one.words, level, role_of(one.words))
        if block.kind in {"paragraph", "list"}:
            for number in _label_lines(block):
                if number not in headings and (head := _label(survey, number, level)):
                    yield head


def folded_heads(survey: Survey, heads: list[Head]) -> Iterator[Head]:
    """The titles and ends of what can be folded away, where more than a text is in there."""
    levels = _levels_around(survey, heads)
    begins = {Role.EVIDENCE, Role.REFLECTION, Role.FILES}
    lines = [head.line for head in heads]
    for fold in folds_of(survey):
        role = role_of(fold.words)
        first, last = bisect_left(lines, fold.start), bisect_left(lines, fold.end)
        within = any(head.role in begins for head in heads[first:last])
        marks = survey.marks_between(fold.start, fold.end)
        if role not in begins and not within and not any(0 in mark.indices for mark in marks):
            continue
        level = levels[fold.line] + LABEL
        yield Head(fold.line, fold.start, fold.words, level, role, is_label=True)
        if fold.end < fold.stop:
            yield Head(fold.end, fold.stop, "", level, Role.MODULE, is_label=True)


def _levels_around(survey: Survey, heads: list[Head]) -> dict[int, float]:
    """The level that holds where each fold begins: what stood in one before does not count."""
    folds = folds_of(survey)
    events = [(head.line, 1, head.level) for head in heads if not head.is_label]
    events += [(fold.line, 0, 0.0) for fold in folds] + [(fold.end, 2, 0.0) for fold in folds]
    found: dict[int, float] = {}
    level, outer = 0.0, [0.0]
    for line, kind, own in sorted(events):
        if kind == 1:
            level = own
        elif kind == 0:
            found[line] = level
            outer.append(level)
        else:
            level = outer.pop() if len(outer) > 1 else level
    return found


def _bold_titles(survey: Survey, heads: list[Head]) -> Iterator[Head]:
    """Lines right above a label for evidence or a reflection, which name a module.

    They are in bold, or short where a page has no headings at all.
    """
    begins = {h.line: h for h in heads if h.is_label and h.role in {Role.EVIDENCE, Role.REFLECTION}}
    known = {head.line for head in heads} | {mark.line for mark in survey.marks}
    has_headings = any(not head.is_label for head in heads)
    for block, below in pairwise(survey.blocks):
        number = block.lines.start
        head = begins.get(below.lines.start)
        if not head or number in known or block.kind != "paragraph" or len(block.lines) > 1:
            continue
        words = survey.said.get(number, "").strip()
        is_plain = not has_headings and number not in survey.links and _TITLE.fullmatch(words)
        if is_plain or (is_bold_line(survey, block) and not words.endswith((":", "：", ".", "!"))):
            level = head.level - LABEL / 2
            yield Head(number, number + 1, words, level, role_of(words), is_label=True)


def _label_lines(block: Block) -> Iterator[int]:
    """The lines in which a label may stand: those of a paragraph, and the first of each entry."""
    if block.kind == "paragraph":
        yield from block.lines
        return
    for token in block.tokens:
        if token.type == "list_item_open" and token.level == 1 and token.map:
            yield token.map[0]


def _label(survey: Survey, number: int, level: float) -> Head | None:
    """The head that a line begins with, if it says evidence or reflection."""
    run = survey.runs.get(number)
    if not run:
        return None
    label = label_in(Line(inline_nodes(run)), _is_plain_label)
    if label is None or not (says_evidence(label.text) or says_reflection(label.text)):
        return None
    names_part = any(mark.indices for mark in survey.marks_between(number, number + 1))
    if names_part or _is_other_part(label.text):
        return None
    # A link in the label belongs to what follows it.
    text = OBJECT in label.text or Line(inline_nodes(run)).text[label.end :].strip()
    role = role_of(label.text)
    if role not in {Role.EVIDENCE, Role.REFLECTION}:
        return None
    return Head(number, number + 1, label.text, level + LABEL, role, True, bool(text))


def _is_plain_label(words: str) -> bool:
    if OBJECT in words or words.rstrip().endswith((".", "!", "?")) or _SAYS_HOW.match(words):
        return False
    return only_evidence(words) or only_reflection(words)


def _is_other_part(words: str) -> bool:
    """Whether words are a part of a model that has no STAR in it, as "Reflective observation"."""
    return any(
        model.names().exactly(words) for model in MODELS.values() if model.parts[:2] != _STAR[:2]
    )


# -- parts of accounts


def _parts_among(heads: list[Head], survey: Survey) -> set[int]:
    """The lines of heads that are no heads, but parts of an account or stand in one."""
    lines = _star_headings(heads, survey)
    for model in MODELS.values():
        if model.parts[:2] != _STAR[:2]:
            names = model.names()
            named = {h.line: found for h in heads if (found := names.several(h.words))}
            lines |= _runs(heads, named, max(3, len(model.parts) - 1), len(model.parts))
    return lines | _fifth_parts(heads, survey, lines)


def _star_headings(heads: list[Head], survey: Survey) -> set[int]:
    headings = {head.line for head in heads if not head.is_label}
    marks = [mark for mark in survey.marks if mark.line in headings and mark.indices]
    named = {mark.line: mark.indices for mark in marks}
    said = {mark.line for mark in marks if not mark.is_letters}
    runs = _runs(heads, named, 2, len(_STAR), said)
    return runs | _begun_by_heading(heads, named, survey)


def _runs(
    heads: list[Head],
    named: dict[int, tuple[int, ...]],
    enough: int,
    count: int,
    said: Container[int] | None = None,
) -> set[int]:
    """The lines of headings that name parts one after the other, and of what stands in them.

    :param enough: so many parts make an account of ``count``.
    :param said: the lines of those that name parts in words; of letters alone, more are needed.
    """
    accepted: set[int] = set()
    run: list[int] = []
    inner: list[int] = []
    seen: set[int] = set()
    level = 0.0

    def close() -> None:
        in_words = said is None or any(line in said for line in run)
        if len(seen) >= (min(enough, count) if in_words else ENOUGH):
            accepted.update(run)
        run.clear()
        inner.clear()
        seen.clear()

    for head in heads:
        indices = named.get(head.line, ())
        if indices and not head.is_label:
            if seen and (0 in indices or (min(indices) < max(seen) and count - 1 in seen)):
                close()
            level = level if seen else head.level
            run += [*inner, head.line]
            inner.clear()
            seen |= set(indices)
        elif seen and head.level > level and head.role in {Role.MODULE, Role.FRAME, Role.TAIL}:
            inner.append(head.line)
        else:
            close()
    close()
    return accepted


def _begun_by_heading(
    heads: list[Head], named: dict[int, tuple[int, ...]], survey: Survey
) -> set[int]:
    """The lines of headings that begin an account which goes on with other labels."""
    lines = [head.line for head in heads]
    found = set()
    for head, end in zip(heads, [*lines, len(survey.lines)][1:], strict=True):
        if 0 in named.get(head.line, ()):
            marks = survey.marks_between(head.line + 1, end)
            if {index for mark in marks if mark.is_sure for index in mark.indices} - {0}:
                found.add(head.line)
    return found


def _fifth_parts(heads: list[Head], survey: Survey, parts: set[int]) -> set[int]:
    """The lines of heads such as "Reflection" that are the part after a result.

    Where a situation follows, one begins an account instead.
    """
    others = {mark.line for mark in survey.marks if mark.other}
    levels = {head.line: head.level for head in heads}
    cuts = [head for head in heads if head.line not in parts]
    found: set[int] = set()
    start = 0
    for head, end in zip(cuts, [*(cut.line for cut in cuts), len(survey.lines)][1:], strict=True):
        if head.line in others and _goes_on(head, start, end, survey, levels):
            found.add(head.line)
        else:
            start = head.line + 1
    return found


def _goes_on(head: Head, start: int, end: int, survey: Survey, levels: dict[int, float]) -> bool:
    """Whether a head is a part of the account above it, and does not begin the one below."""
    above = [mark for mark in survey.marks_between(start, head.line) if mark.indices]
    below = [mark for mark in survey.marks_between(head.line + 1, end) if mark.indices]
    seen = {index for mark in above for index in mark.indices}
    if len(_STAR) - 1 not in seen or len(seen) < 2 or (below and 0 in below[0].indices):
        return False
    of_parts = [levels[mark.line] for mark in above if mark.line in levels]
    return head.level in (of_parts[-1], of_parts[-1] + LABEL) if of_parts else head.is_label
