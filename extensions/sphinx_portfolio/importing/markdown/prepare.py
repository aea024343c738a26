"""One page of the source with its links, words and HTML as a project has them.

What is private is taken out, and everything that is no longer there is told, word for word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ...reading.directive_names import Directives
from ...reading.fences import mend_fences
from ...reading.plain_markdown.page import Topic
from ...reading.plain_markdown.tokens import matter_of
from ..project import Concern, Finding
from .edits import Edited, Edits
from .escapes import escape
from .opened_html import open_html
from .owner import private_lines
from .page import DIRECTIVES
from .relink import Relinking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...leaks import Patterns
    from ...reading.plain_markdown import PlainPage
    from .linking import Links
    from .page import Page

_MATTER = "these lines were settings for another program."
_COVER = "this names you, your course or your number."
_CONTACT = "everybody could write to you or call you. It is in 'conf.py', as a comment."
_HTML = "this could act in a reader's browser, or shows another site in a frame."
_TURNED = "here and below, this HTML is Markdown now, so that Sphinx sees where it leads."


@dataclass(frozen=True)
class Prepared:
    """A page, what was read in it, and its text for the project."""

    page: Page
    plain: PlainPage
    edited: Edited
    findings: tuple[Finding, ...] = ()


def prepared(
    page: Page, plain: PlainPage, links: Links, patterns: Patterns, told: Collection[str]
) -> Prepared:
    """A page for the project.

    :param plain: what was read in its text.
    :param told: what is published though it is private, as in `Project.private`.
    """
    edits = Edits(page.text)
    findings = []
    for lines, why in _left_out(page, plain, patterns, told):
        first, last = lines.start - 1, min(lines.stop - 1, len(page.tokens.lines))
        quoted = "\n".join(page.tokens.lines[first:last])
        findings.append(Finding(Concern.LEFT_OUT, page.path, lines.start, why, quoted))
        starts = page.tokens.starts
        edits.replace(starts[first], starts[last] if last < len(starts) else len(page.text), "")
    open_html(page, edits)
    opened = edits.made()
    edited, told_of_it = _turned(replace(page, text=opened.text), links)
    findings += [replace(one, line=opened.line(one.line)) for one in told_of_it]
    edited = edited.after(opened)
    _, slips = mend_fences(edited.text, page.path, Directives(DIRECTIVES))
    findings += [
        Finding(Concern.TO_DECIDE, page.path, edited.line(one.place.line), one.words)
        for one in slips
    ]
    return Prepared(page, plain, edited, tuple(findings))


def _turned(page: Page, links: Links) -> tuple[Edited, list[Finding]]:
    """A page with links, words and HTML of the project, and what is told of that."""
    edits = Edits(page.text)
    findings = []
    relinking = Relinking(page, links, edits)
    relinking.tell()
    if page.has_directives:
        words = "it has directives already. What MyST reads differently from GitHub stays."
        findings.append(Finding(Concern.TO_DECIDE, page.path, 1, words))
    else:
        escape(page.tokens, edits)
    for line, source in sorted(relinking.left_out):
        findings.append(Finding(Concern.LEFT_OUT, page.path, line, _HTML, source))
    if changed := sorted(relinking.changed):
        quoted = "\n".join(source for _, source in changed)
        findings.append(Finding(Concern.CHANGED, page.path, changed[0][0], _TURNED, quoted))
    return edits.made(), findings


def _left_out(
    page: Page, plain: PlainPage, patterns: Patterns, told: Collection[str]
) -> Iterator[tuple[range, str]]:
    """The lines, from 1, that stand in no page of the project, and why."""
    if matter := matter_of(page.tokens.lines):
        yield range(1, matter + 1), _MATTER
    for passage in plain.passages:
        if passage.topic is Topic.COVER:
            yield passage.lines, _COVER
    hidden = sorted(set(private_lines(page, plain, patterns, told)))
    for _, run in groupby(enumerate(hidden), lambda pair: pair[1] - pair[0]):
        lines = [line for _, line in run]
        yield range(lines[0], lines[-1] + 1), _CONTACT
