"""``IMPORT.md``: what the owner of an imported portfolio has to look at, with file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .project import Concern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .project import Finding, Project

_HEAD = """\
# What the import found

This portfolio was made from {source} by `sphinx-portfolio import`. Your files there are as they
were. Files and lines below are those of that source.

**This list names what may be private.** It stands beside the pages, so it is not published, and in
`.gitignore`, so it does not get into your repository. Delete it when you have gone through it.
"""
_NOTHING = "\nNothing was found that you have to look at.\n"
_PRIVATE = """
## How to reach you

This was found and is published nowhere. What everybody may know, copy into `portfolio_owner` in
`conf.py`:

"""


def report(project: Project, source: str) -> str:
    """The text of the report.

    :param source: what was imported, in words.
    """
    told = "".join((*_private(project), *_sections(project)))
    return _HEAD.format(source=shown(source)) + (told or _NOTHING)


def _private(project: Project) -> Iterator[str]:
    """How to reach the owner, which nobody is told unless the owner says so."""
    if project.private:
        yield _PRIVATE
        yield "".join(f"    {key!r}: {text!r},\n" for key, text in project.private.items())


def _sections(project: Project) -> Iterator[str]:
    by_concern: dict[Concern, list[Finding]] = {}
    for finding in project.findings:
        by_concern.setdefault(finding.concern, []).append(finding)
    for concern in Concern:
        if found := by_concern.get(concern):
            yield f"\n## {concern.value}\n\n{concern.advice}\n\n"
            yield from map(_entry, sorted(found, key=_place))


def _place(finding: Finding) -> tuple[str, int]:
    return finding.file, finding.line


def _entry(finding: Finding) -> str:
    where = [shown(finding.file)] if finding.file else []
    where += [f"line {finding.line}"] if finding.line else []
    words = f"- {', '.join(where)}{': ' if where else ''}{finding.message}\n"
    if not finding.quoted:
        return words
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", finding.quoted)), default=0))
    quoted = "".join(f"  {line}\n" for line in finding.quoted.split("\n"))
    return f"{words}\n  {fence}text\n{quoted}  {fence}\n\n"


def shown(name: str) -> str:
    """The name of a file as code of Markdown, with everything in it to be seen."""
    plain = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
    ticks = "`" * (1 + max(map(len, re.findall("`+", plain)), default=0))
    blank = " " if plain[:1] == "`" or plain[-1:] == "`" else ""
    return f"{ticks}{blank}{plain}{blank}{ticks}"
