"""What becomes of a source: the files of a project, and what its owner has to look at.

Every reader of a source makes a `Project`; `write` puts it into a folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: A text, bytes, or the path of a file that is copied when the project is written.
Content = str | bytes | Path


class Concern(Enum):
    """What a finding is about: the headings of ``IMPORT.md``; ``advice`` says what to do."""

    advice: str

    def __new__(cls, value: str, advice: str) -> Concern:
        """One concern; its advice is its docstring, too."""
        one = object.__new__(cls)
        one._value_ = value
        one.advice = one.__doc__ = advice
        return one

    UNREAD = (
        "What could not be read",
        "Nothing of this is in your portfolio. Look at each, and import again.",
    )
    PERSONAL = (
        "Personal data",
        "Strangers will read your portfolio. Take out what they need not know, in the pages in "
        "`docs/` and in your files.",
    )
    LEFT_OUT = (
        "Left out of the pages",
        "This stood in your pages, and is in none of them now. Put back what everybody may read.",
    )
    UNLINKED = (
        "Files that no page names",
        "They were not copied, since they may be private. Copy what you want to show into "
        "`docs/files/`, and name it in `:file:` of an evidence.",
    )
    DEAD = (
        "Links that lead nowhere",
        "Their words stand in the page, without a link. Find the file, put it into `docs/files/`, "
        "and name it.",
    )
    ROTTING = (
        "Links that need a login or go away",
        "Download what they lead to while you can, put it into `docs/files/`, and name it in "
        "`:file:`.",
    )
    DUPLICATE = (
        "Twice the same",
        "Both are there. Delete one of them, if it was not meant.",
    )
    TO_DECIDE = (
        "What to look at in your pages",
        "A program cannot decide these, or they are left over from a template.",
    )
    FILE = (
        "About your files",
        "Save or download them again as the message says.",
    )
    CHANGED = (
        "Written in another way",
        "It reads the same. You need not do anything.",
    )
    MOVED = (
        "What stands where now",
        "You need not do anything.",
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the owner has to look at.

    ``file`` is relative to the source, with ``/``, and empty for the source itself; ``line`` counts
    from 1 and is 0 when there is none. ``message`` is one line of plain words, and ``quoted`` what
    stood there, word for word.
    """

    concern: Concern
    file: str
    line: int
    message: str
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """The files of a project, and what is told beside them.

    ``pages`` are the files of ``docs/`` and what they hold, by their path in there with ``/``:
    pages, and artefacts in ``files/``. ``title`` is what the portfolio is called. ``owner`` holds
    what may be published without asking: a name, a headline, profiles. What was found of
    ``email``, ``phone`` and ``location`` is in ``private``, by these names, and is published only
    if its owner says so. ``others`` are files beside ``docs/`` that take the place of those that
    are written for every project, such as ``conf.py``. ``language`` is that of the words, as Sphinx
    names it. A project that ``begins`` comes from nowhere: nothing was found in it, and no warning
    about its words is silenced.
    """

    title: str
    pages: Mapping[str, Content]
    owner: Owner | None = None
    private: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    others: Mapping[str, Content] = field(default_factory=dict)
    language: str = "en"
    begins: bool = False

    def telling(self, private: Iterable[str]) -> Project:
        """The same, of which some of what is private is published after all."""
        told = {name: self.private[name] for name in private}
        if not told:
            return self
        owner = replace(self.owner or Owner(self.title), **told)  # type: ignore[arg-type]
        kept = {name: text for name, text in self.private.items() if name not in told}
        return replace(self, owner=owner, private=kept)
