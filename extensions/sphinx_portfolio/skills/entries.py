"""What every catalogue format comes down to, and the checks that hold for all of them.

A reader of a format gives one `Entry` for each skill; `skills_from` makes skills of them, or says
what is wrong with the first one that cannot be used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model import Skill, is_web_address, skill_title
from ..names import slug
from .catalogue import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The most skills that one catalogue may hold. ESCO, the largest in wide use, has about 14,000.
MAX_SKILLS = 20_000
#: The most pieces of evidence that may be expected of one skill.
MAX_EXPECTED = 1000
#: The most characters that one text may have.
MAX_TEXT = 10_000

#: Characters that are no text: controls but for tab and line ends, halves of pairs, non-characters.
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One skill as its file has it: texts as they were written, an empty one for nothing.

    ``line`` is where the entry starts, and ``lines`` where its values are, if that is known.
    ``spare_id`` is used where another skill has the name already, or the id has no letter.
    """

    line: int
    id: str = ""
    title: str = ""
    description: str = ""
    group: str = ""
    address: str = ""
    levels: tuple[str, ...] = ()
    expected: int = 0
    spare_id: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A text without line breaks.

        :raises CatalogueError: if it cannot be shown.
        """
        return clean(getattr(self, key), self.lines.get(key, self.line))


def skills_from(entries: Iterable[Entry]) -> tuple[Skill, ...]:
    """The skills of a catalogue, in the order of its entries.

    :raises CatalogueError: at the first entry that cannot be used; if there are none or too many.
    """
    skills: dict[str, Skill] = {}
    taken: dict[str, Entry] = {}
    for entry in entries:
        if len(skills) == MAX_SKILLS:
            raise too_many(entry.line)
        skill = _skill(entry, taken)
        skills[skill.name] = skill
        taken[skill.name] = entry
    if not skills:
        raise CatalogueError("it holds no skill. Add at least one.")
    return tuple(skills.values())


def too_many(line: int) -> CatalogueError:
    """The error about more skills than a catalogue may hold."""
    return CatalogueError(
        f"it holds more than {MAX_SKILLS:,} skills. Keep only the ones that you need.", line
    )


def clean(text: str, line: int) -> str:
    """``text`` with each white space made one blank.

    :raises CatalogueError: if it is too long, or holds characters that no page can show.
    """
    if len(text) > MAX_TEXT:
        raise CatalogueError(
            f"the text {short(text)} is longer than {MAX_TEXT:,} characters. Shorten it.", line
        )
    text = " ".join(text.split())
    if found := NO_TEXT.search(text):
        raise CatalogueError(
            f"{short(text)} holds a character that cannot be shown ({found[0]!r}). Delete it.", line
        )
    return text


def read_levels(levels: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """A scale of levels, lowest first, from texts and their lines.

    :raises CatalogueError: if one is empty, is there twice, or cannot be named in ``:skills:``.
    """
    scale: dict[str, str] = {}
    for words, line in levels:
        level = clean(words, line)
        if not level:
            raise CatalogueError("a level is empty. Name it or delete it.", line)
        if re.search(r"[(),]", level):
            # It is named in a list, in parentheses: "networking (on my own), teamwork".
            raise CatalogueError(
                f"the level {short(level)} holds a comma or parentheses. Name it without.", line
            )
        if level.casefold() in scale:
            raise CatalogueError(f"the level {short(level)} is there twice. Delete one.", line)
        scale[level.casefold()] = level
    return tuple(scale.values())


def read_expected(text: str, line: int) -> int:
    """How many pieces of evidence are expected; nothing written is 0.

    :raises CatalogueError: if it is not a whole number from 0 to 1000.
    """
    number = text.strip()
    if re.fullmatch(r"[0-9]{0,4}", number) and int(number or 0) <= MAX_EXPECTED:
        return int(number or 0)
    raise CatalogueError(
        f"'expected' must be a whole number from 0 to {MAX_EXPECTED}, not {short(text)}.", line
    )


def short(text: str) -> str:
    """``text`` in quotation marks as a message can show it, cut if long."""
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


def _skill(entry: Entry, taken: Mapping[str, Entry]) -> Skill:
    """One skill; ``taken`` are the entries before it, by the names of their skills."""
    words = entry.text("id")
    title = entry.text("title") or skill_title(words)
    if not title:
        raise CatalogueError("a skill needs a 'title' or an 'id'. Write one.", entry.line)
    return Skill(
        name=_name(entry, words or title, taken),
        title=title,
        description=entry.text("description"),
        group=entry.text("group"),
        address=_address(entry),
        levels=entry.levels,
        expected=entry.expected,
    )


def _name(entry: Entry, words: str, taken: Mapping[str, Entry]) -> str:
    """The name of a skill, which no skill before it has."""
    names = [slug(words), _name_in_group(entry, words, taken), slug(entry.text("spare_id"))]
    name = next((name for name in names if name and name not in taken), "") or names[0]
    line = entry.lines.get("id", entry.line)
    if not name:
        raise CatalogueError(
            f"{short(words)} cannot be the id of a skill: it has no letter and no digit. "
            "Give the skill another 'id'.",
            line,
        )
    if name in taken:
        raise CatalogueError(
            f"two skills have the id {short(name)}: one at line {taken[name].line}, one at line "
            f"{line}. Give one of them another 'id', or delete it.",
            line,
        )
    return name


def _name_in_group(entry: Entry, title: str, taken: Mapping[str, Entry]) -> str:
    """A name with the group, where a skill of another group has the title; or nothing."""
    first = taken.get(slug(title))
    if entry.id.strip() or first is None or not entry.group.strip() or first.group == entry.group:
        return ""
    return slug(f"{title} {entry.text('group')}")


def _address(entry: Entry) -> str:
    address = entry.address.strip()
    line = entry.lines.get("address", entry.line)
    if address and not (len(address) <= MAX_TEXT and is_web_address(clean(address, line))):
        raise CatalogueError(
            f"the address {short(address)} is not a web address in full, like "
            "https://example.org/skill. Correct it or delete it.",
            line,
        )
    return address
