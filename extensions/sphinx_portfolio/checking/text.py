"""Findings as a person reads them in a terminal."""

from __future__ import annotations

import re
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

import click

from .findings import Hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .findings import Check, Finding

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_ROLE = re.compile(r"\{ref\}`([^<`]+?)\s*(?:<[^>`]*>)?`")
_FENCE = re.compile(r"(?s)(`+) ?(.+?) ?\1")


def report(check: Check, where: str = "", *, width: int = 0, explain: bool = False) -> str:
    """All findings, what to mend first.

    :param where: what stands before the path of a file, such as ``../``.
    :param width: of the terminal, to break lines; 0 for none.
    :param explain: also say what each type means.
    """
    writer = _Writer(where, width)
    lines = [*writer.to_mend(check.to_mend), *writer.hints(check.hints)]
    if explain:
        lines += writer.meanings([*check.to_mend, *check.hints])
    lines.append(_count(check))
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, where: str, width: int) -> None:
        self.where = where
        self.width = width

    def to_mend(self, findings: Iterable[Finding]) -> Iterator[str]:
        for group, ones in groupby(findings, key=lambda one: one.group):
            yield from (click.style(group.value, bold=True), "")
            for one in ones:
                yield f"  {self.place(one)}"
                if one.source:
                    yield self.quoted(one.source)
                yield from self.wrapped(one.words, "    ")
                yield from (f"    {_dim(f'[{one.type}]')}", "")

    def hints(self, findings: list[Finding]) -> Iterator[str]:
        if not findings:
            return
        yield from (click.style("Hints: nothing here is wrong", bold=True), "")
        for kind, ones in groupby(findings, key=lambda one: one.about):
            assert isinstance(kind, Hint)
            yield f"  {click.style(kind.heading, underline=True)} {_dim(f'[hint.{kind.value}]')}"
            yield from self.wrapped(_plain(kind.cure), "  ")
            for one in ones:
                place = f"{self.place(one)}  " if one.file else ""
                yield f"    {place}{one.words}"
            yield ""

    def meanings(self, findings: Iterable[Finding]) -> Iterator[str]:
        kinds = {one.type: one.about for one in findings if one.about}
        if kinds:
            yield from (click.style("What they mean", bold=True), "")
        for name, about in sorted(kinds.items()):
            assert about
            yield f"  {click.style(name, bold=True)}"
            yield from self.wrapped(_plain(about.meaning), "    ")
            yield from self.wrapped(_plain(about.cure), "    ")
            yield ""

    def place(self, one: Finding) -> str:
        file = f"{self.where}{one.file}" if one.file else "(no file)"
        line = f":{one.line}" if one.line else ""
        return click.style(f"{file}{line}", fg="cyan")

    def quoted(self, line: str) -> str:
        room = max(self.width - 8, 20) if self.width else 72
        return _dim(f"    > {line if len(line) <= room else line[: room - 1] + '…'}")

    def wrapped(self, words: str, indent: str) -> list[str]:
        if not self.width:
            return [f"{indent}{words}"]
        return textwrap.wrap(
            words,
            min(self.width, 100),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _count(check: Check) -> str:
    if not check.is_whole:
        return "The reading stopped half-way. Mend what stands above, then check again."
    mend, hints = len(check.to_mend), len(check.hints)
    found = f"{mend or 'Nothing'} to mend, {_number(hints, 'hint')}."
    looked = f"{_number(check.pages, 'page')}, {check.evidence} evidence, "
    return f"{found} {looked}{_number(check.reflections, 'reflection')}."


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _dim(words: str) -> str:
    return click.style(words, dim=True)


def _plain(markdown: str) -> str:
    """The Markdown of a meaning or a cure as plain words."""
    text = _ROLE.sub(r"\1", markdown)
    text = _LINK.sub(lambda match: match[1] or "the guide", text)
    return _FENCE.sub(r"\2", text).replace("*", "").replace("\\", "")
