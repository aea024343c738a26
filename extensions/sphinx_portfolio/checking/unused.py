"""Files that no page uses, and those that may be meant as pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..files.kinds import kind_of
from ..folders import own_files
from ..model import FileKind
from .findings import Finding, Hint, hint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_PAGE = re.compile(r"(.+)\.(?:md|mdown|mkdn?|markdown|md\.txt|mdx)", re.IGNORECASE)
#: What stands beside pages and is none, nor evidence.
_BESIDE = re.compile(
    r"readme|licen[cs]e|changelog|contributing|requirements|makefile|notes?\b|robots\.txt|cname",
    re.IGNORECASE,
)


def files_below(source: Path) -> Iterator[str]:
    """The files of the owner in a folder, seen from it; none whose name is hidden."""
    return (one for one in own_files(source) if one.rpartition("/")[2][0] not in "._")


def unused(
    files: Iterable[str], used: Collection[str], pages: Collection[str]
) -> Iterator[Finding]:
    """A hint for each file that nothing names.

    :param files: all that there are, seen from the source folder, as are the others.
    :param used: those that pages or ``conf.py`` name.
    :param pages: those that are read as pages.
    """
    for file in files:
        name = file.rpartition("/")[2]
        if file in used or file in pages or _BESIDE.match(name):
            continue
        if match := _PAGE.fullmatch(name):
            if not name.endswith(".md"):  # else somebody excluded it
                words = "this is no page, since its name does not end in '.md'. If it is meant as "
                words += f"one, call it '{match[1]}.md'."
                yield hint(Hint.NO_PAGE, file, 0, words)
        elif kind_of(file) is not FileKind.UNKNOWN:
            yield hint(Hint.UNUSED_FILE, file, 0, "no page uses this file.")
