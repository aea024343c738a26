"""Look through the text of a page."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from .keys import find_keys
from .kinds import Leak, LeakKind, Patterns, canonical
from .mails import find_mails
from .numbers import find_identity_numbers, find_student_numbers, numbers_in_name
from .page import Hit, Page
from .people import find_people
from .phones import find_phones
from .places import find_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Of two things at one place the one that is found by an earlier finder counts.
_FINDERS: tuple[Callable[[Page], Iterator[Hit]], ...] = (
    find_keys,
    find_mails,
    find_identity_numbers,
    find_student_numbers,
    find_places,
    find_phones,
    find_people,
)


def find_leaks(text: str, patterns: Patterns, *, is_code: bool = False) -> list[Leak]:
    """What a text gives away, in the order of the text; the same thing in one line once.

    :param text: Markdown, reStructuredText or plain words, with its titles, options and comments.
    :param is_code: whether all of it is code, in which no telephone number is looked for.
    """
    page = Page(text, patterns, is_code=is_code)
    leaks: dict[tuple[LeakKind, str, int], Leak] = {}
    for hit in _apart(hit for finder in _finders(patterns) for hit in finder(page)):
        start, end = page.plain.written(hit.start, hit.end)
        end = start + len(text[start:end].rstrip())
        value = canonical(page.text[hit.start : hit.end])
        if value not in patterns.known:
            line = page.plain.line(start)
            leak = Leak(hit.kind, text[start:end], line, is_comment=page.is_comment(hit.start))
            leaks.setdefault((hit.kind, value, line), leak)
    return list(leaks.values())


def find_in_name(name: str, patterns: Patterns) -> list[Leak]:
    """What the name of a file gives away, without its folder; the line is 0."""
    name = name.replace("\\", "/").rpartition("/")[2]
    page = Page(name.replace("_", " "), patterns)
    stem = Page(page.plain.source.rpartition(".")[0], patterns)
    looked = _finders(patterns)
    hits = [hit for one in (page, stem) for finder in looked for hit in finder(one)]
    hits = [hit for hit in hits if hit.kind is not LeakKind.PLACE]
    # "Last_First": a blank instead would mean nothing.
    hits += find_people(Page(name, patterns))
    if not patterns.only_people:
        hits += [Hit(LeakKind.STUDENT_NUMBER, *span) for span in numbers_in_name(page.text)]
    leaks = []
    for hit in _apart(hits):
        start, end = page.plain.written(hit.start, hit.end)
        if canonical(page.text[hit.start : hit.end]) not in patterns.known:
            leaks.append(Leak(hit.kind, name[start:end], where="in the name of the file"))
    return leaks


def _finders(patterns: Patterns) -> tuple[Callable[[Page], Iterator[Hit]], ...]:
    return (find_people,) if patterns.only_people else _FINDERS


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that do not overlap, by place; of two that do, the first that was found."""
    starts: list[int] = []
    kept: list[Hit] = []
    for hit in hits:
        index = bisect_left(starts, hit.start)
        is_free = (index == len(kept) or hit.end <= kept[index].start) and (
            not index or kept[index - 1].end <= hit.start
        )
        if is_free:
            starts.insert(index, hit.start)
            kept.insert(index, hit)
    return kept
