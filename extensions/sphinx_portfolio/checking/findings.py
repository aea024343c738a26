"""Findings: one for each thing that is to be mended or thought about, and their order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..faults import Concern, WarningType


class Group(Enum):
    """What there is to do: the headings under which findings are shown, in their order."""

    CONFIGURATION = Concern.CONFIGURATION.value
    MENUS = "In the menus"
    PAGES = Concern.PAGES.value
    OPTIONS = Concern.OPTIONS.value
    LISTINGS = Concern.LISTINGS.value
    REFLECTIONS = Concern.REFLECTIONS.value
    FILES = Concern.FILES.value
    LINKS = Concern.LINKS.value
    PRIVACY = Concern.PRIVACY.value
    OTHERS = "Elsewhere"


class Hint(Enum):
    """What is not wrong, but may be thin or forgotten: the subtypes of ``hint``."""

    group: Group
    heading: str
    meaning: str
    cure: str

    def __new__(cls, value: str, group: Group, heading: str, meaning: str, cure: str) -> Hint:
        """One hint; ``meaning`` and ``cure`` are Markdown, for the guide."""
        one = object.__new__(cls)
        one._value_ = value
        one.group, one.heading, one.meaning, one.cure = group, heading, meaning, cure
        return one

    LEFTOVER = (
        "leftover",
        Group.PAGES,
        "Left over from a template, or still to be done",
        "A text holds `TODO`, `xxx`, `[Insert …]`, `Lorem ipsum`, `Your Name` or the like; in the "
        "text of a page, in a fact, in alternative text, or in `conf.py`. Code and comments are "
        "not looked at.",
        "Write what belongs there, or take it out.",
    )
    THIN_PART = (
        "thin_part",
        Group.REFLECTIONS,
        "Parts with few words",
        "A part of a reflection has fewer words than `portfolio_part_words` in `conf.py` says, 20 "
        "unless you change it. Nobody counts words in a good answer; but so few seldom answer "
        "the question of the part.",
        "Read the question of the part again, and ask yourself: what exactly, how, how many?",
    )
    NO_OUTCOME = (
        "no_outcome",
        Group.REFLECTIONS,
        "Results that name no outcome",
        "A Result, or an Outcome, holds no number and none of some hundred words such as "
        "*passed*, *learned*, *faster*, *feedback*; in English, Afrikaans, Dutch and German. "
        "The words are a rough sieve, and yours may say it otherwise.",
        "Say what came of it: a number, a mark, what changed, what somebody said or you learned.",
    )
    WE_NOT_I = (
        "we_not_i",
        Group.REFLECTIONS,
        'Actions that say "we" more often than "I"',
        'An Action says "we" more often than "I", so a reader cannot tell what was yours; in '
        "English, Afrikaans, Dutch, German and French, by the `language` of `conf.py`.",
        "Say what you did yourself. What others did belongs into the Situation.",
    )
    NOT_REFLECTED_ON = (
        "not_reflected_on",
        Group.REFLECTIONS,
        "Evidence that no reflection is about",
        "No reflection names a piece of evidence in `:evidence:`.",
        "Write a reflection on it, or name it in one that there is. Not everything needs one.",
    )
    UNSHOWN_SKILL = (
        "unshown_skill",
        Group.REFLECTIONS,
        "Skills without evidence",
        "A skill is named by reflections only, or has less evidence than the [skill "
        "catalogue](skills.md) expects.",
        "Add evidence that shows it, or name the skill at evidence that you have.",
    )
    EXPIRED = (
        "expired",
        Group.OPTIONS,
        "Expired, or about to",
        "Evidence is past its `:expires:`, or will be within 60 days.",
        "Renew it, or say in the text what still counts.",
    )
    FUTURE_DATE = (
        "future_date",
        Group.OPTIONS,
        "Dates that lie ahead",
        "The `:date:` of evidence or of a reflection lies in the future.",
        "Check the year. For something that you are in the middle of, write `2025 to now`.",
    )
    EMPTY_ALT = (
        "empty_alt",
        Group.FILES,
        "Pictures that say nothing to who cannot see them",
        "The alternative text of a picture is missing, is the name of its file, or is a word such "
        "as `image`.",
        "Say in a sentence what the picture shows. [](#alternative-text) says how.",
    )
    UNSHOWN_PICTURE = (
        "unshown_picture",
        Group.FILES,
        "Pictures that browsers do not show",
        "A picture is a photo of an iPhone (`.heic`) or a scan (`.tif`), on a page where files are "
        "published as they are. Most browsers show nothing then.",
        'Save it as JPEG. Or write `portfolio_publish = "all"` into `conf.py`, which makes a JPEG '
        "of it for readers; those of iPhones need [a package](files.md#missing-packages).",
    )
    UNUSED_FILE = (
        "unused_file",
        Group.FILES,
        "Files that no page uses",
        "A picture, document or recording in the folder of your pages is named nowhere, or only "
        "where something is [private](privacy.md). It is not published.",
        "Name it in `:file:`, or move it out of the folder.",
    )
    NO_PAGE = (
        "no_page",
        Group.FILES,
        "Files that may be meant as pages",
        "The name of a file ends in `.MD`, `.markdown`, `.md.txt` or the like. Only what ends in "
        "`.md` is read as a page. Windows hides such endings unless you tell it to show them.",
        "Rename the file so that it ends in `.md`.",
    )


_ABOUT: dict[str, WarningType | Hint] = {
    **{f"portfolio.{one.value}": one for one in WarningType},
    **{f"hint.{one.value}": one for one in Hint},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    ``type`` is what ``suppress_warnings`` takes, ``file`` a path from the folder of ``conf.py`` (or
    from the root, if it lies elsewhere) and ``line`` counts from 1, 0 if it is of the whole file.
    ``words`` say what is wrong and what to do. ``source`` is the line itself.
    """

    type: str
    group: Group
    file: str
    line: int
    words: str
    source: str = ""
    is_hint: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """What findings of a kind are ordered by."""
        return (self.file, self.line, self.type, self.words)

    @property
    def about(self) -> WarningType | Hint | None:
        """What is told of its type; nothing of types of others."""
        return _ABOUT.get(self.type)


def hint(kind: Hint, file: str, line: int, words: str) -> Finding:
    """A finding that is a hint."""
    return Finding(f"hint.{kind.value}", kind.group, file, line, words, is_hint=True)


@dataclass(frozen=True, slots=True)
class Check:
    """All that was found in one portfolio, and how much was looked at.

    ``is_whole``: nothing stopped the reading half-way.
    """

    findings: tuple[Finding, ...]
    pages: int = 0
    evidence: int = 0
    reflections: int = 0
    is_whole: bool = True

    @property
    def to_mend(self) -> list[Finding]:
        """What is wrong, group by group, by page and line."""
        groups = list(Group)
        found = {one for one in self.findings if not one.is_hint}
        return sorted(found, key=lambda one: (groups.index(one.group), *one.order))

    @property
    def hints(self) -> list[Finding]:
        """What may be thin, kind by kind, by page and line."""
        kinds = [f"hint.{kind.value}" for kind in Hint]
        found = {one for one in self.findings if one.is_hint}
        return sorted(found, key=lambda one: (kinds.index(one.type), *one.order))
