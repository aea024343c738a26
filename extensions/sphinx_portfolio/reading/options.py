"""The options of a directive, by one set of rules for Markdown and reStructuredText.

A line costs only itself: what cannot be read is text, and what is text is kept. Rules:

* A value is the text as it is written; quotation marks go where one pair encloses all of it.
* A value may go on in indented lines, a list in lines that start with a bullet.
* Between ``---`` and ``---`` the rules of YAML hold; else each line is an option.
* Options stand first. One of ours further down, at the top level of the text, counts, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..faults import Fault, WarningType
from .blocks import top_level
from .option_lines import (
    BARE,
    BULLET,
    HALF,
    ODD,
    OPTION,
    ROLE,
    SCALARS,
    indentation,
    short,
    unquoted,
)
from .yaml_block import YamlBlockError, read_yaml_block

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ..faults import Place


@dataclass(frozen=True, slots=True)
class Written:
    """One option as it was written; ``items`` are its lines where it was written as a list."""

    option: str
    text: str
    place: Place
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Options that may stand there again together: ``first``, then any of its ``others``."""

    first: str
    others: frozenset[str]


_NO_GROUP = Group("", frozenset())


@dataclass
class Block:
    """What a directive holds: its options, and the lines of its text.

    ``more`` are the further sets of a `Group`, ``again`` options that stood there a second time.
    ``text`` starts at the line with the index ``start``; where options stood in it, it has empty
    lines, so that every line keeps its place.
    """

    options: dict[str, Written] = field(default_factory=dict)
    more: list[Block] = field(default_factory=list)
    again: list[Written] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    start: int = 0
    faults: list[Fault] = field(default_factory=list)


def read_block(
    lines: Sequence[str],
    place: Callable[[int], Place],
    known: Collection[str],
    lists: Collection[str] = (),
    is_label: Callable[[str], bool] = lambda _words: False,
    group: Group = _NO_GROUP,
) -> Block:
    """Tell the options of a directive from its text.

    :param lines: what stands below the first line of the directive, without line ends.
    :param place: where the line with an index stands.
    :param known: the names of the options that the directive has.
    :param lists: those that are lists.
    :param is_label: whether words are the label of a part, which wins over an option further down.
    :param group: the options of which there may be several sets.
    """
    return _Reader(lines, place, known, lists, is_label, group).run()


class _Found(NamedTuple):
    """An option line: its name, the value, and whether it was written in another form."""

    name: str
    value: str
    is_odd: bool = False


class _Reader:
    def __init__(
        self,
        lines: Sequence[str],
        place: Callable[[int], Place],
        known: Collection[str],
        lists: Collection[str],
        is_label: Callable[[str], bool],
        group: Group,
    ) -> None:
        self.lines = lines
        self.place = place
        self.known = frozenset(known)
        self.lists = lists
        self.is_label = is_label
        self.group = group
        self.block = Block()
        self.taken: set[int] = set()
        self.stray: list[int] = []  # lines of text between the options
        self.odd_end = 0  # the index of the line below a paragraph of options in another form

    def run(self) -> Block:
        at = self.yaml_block() if self.lines and self.lines[0].rstrip() == "---" else 0
        at = self.options(at)
        self.text(at)
        text = ["" if n in self.taken else line for n, line in enumerate(self.lines)]
        said = [n for n in range(min([*self.stray, at]), len(text)) if text[n].strip()]
        if said:
            self.block.text, self.block.start = text[said[0] : said[-1] + 1], said[0]
        return self.block

    def report(self, kind: WarningType, words: str, at: int) -> None:
        self.block.faults.append(Fault(kind, words, self.place(at)))

    def keep(self, name: str, text: str, at: int, items: tuple[str, ...] = ()) -> None:
        """Keep an option; the first of that name counts."""
        written = Written(name, text, self.place(at), items)
        if name == self.group.first and name in self.block.options:
            self.block.more.append(Block({name: written}))
            return
        # What nobody knows may be misspelt, and belongs to where it stands, too.
        is_of_set = name in self.group.others or name not in self.known
        there = self.block.more[-1] if is_of_set and self.block.more else self.block
        if name not in there.options:
            there.options[name] = written
            return
        there.again.append(written)
        first = there.options[name].place.line
        self.report(
            WarningType.REPEATED_OPTION,
            f"':{name}:' stands here a second time; the first, at line {first}, counts. Delete one "
            "of the two. This one is shown as it is written.",
            at,
        )

    # -- between "---" and "---"

    def yaml_block(self) -> int:
        """Read the block, and return the index of the line after it."""
        ends = (n for n in range(1, len(self.lines)) if self.lines[n].rstrip() == "---")
        end = next(ends, 0)
        if not end and not self.is_option(1):
            return 0  # a line across the page
        self.taken.update({0, end})
        if not end:
            blanks = (n for n in range(1, len(self.lines)) if not self.lines[n].strip())
            self.report(
                WarningType.BAD_YAML,
                "the options that start here have no second '---' below them. Write one, or write "
                "each option as ':name: value'. Each line is read by itself for now.",
                0,
            )
            return self.plain_lines(1, next(blanks, len(self.lines)))
        try:
            entries = read_yaml_block(self.lines[1:end])
        except YamlBlockError as fault:
            self.report(WarningType.BAD_YAML, str(fault), 1 + min(fault.line, end - 1))
            return self.plain_lines(1, end) + 1
        for entry in entries:
            self.keep(self.name_of(entry.key.strip(":")), entry.text, 1 + entry.line, entry.items)
            if entry.comment:
                self.report(
                    WarningType.OPTION_FORM,
                    f"{entry.comment!r} is a comment to YAML and is not shown. If it belongs to "
                    "the value, put quotation marks around all of it.",
                    1 + entry.line,
                )
        return end + 1

    def plain_lines(self, at: int, end: int) -> int:
        """Read lines of YAML as options; what is none is text."""
        while at < end:
            found = OPTION.fullmatch(self.lines[at]) or BARE.fullmatch(self.lines[at])
            if found:
                at = self.take(at, _Found(self.name_of(found[1]), found[2]), end)
            else:
                if self.lines[at].strip():
                    self.stray.append(at)
                at += 1
        return end

    # -- where options belong

    def options(self, at: int) -> int:
        """Read the options from a line on, and return the index of the line where text starts."""
        while at < len(self.lines):
            if not self.lines[at].strip():
                following = self.after_blank(at)
                if following == at:
                    return at
                if self.is_ours(following, in_text=True):
                    self.report_misplaced(following, "below an empty line")
                at = following
            elif found := self.option_at(at):
                at = self.take(at, found)
            elif self.is_stray(at):
                self.stray.append(at)
                self.report(
                    WarningType.OPTION_FORM,
                    f"{short(self.lines[at])} starts with a colon, but is no option. It is shown "
                    "as text. Put an empty line above it if that is right.",
                    at,
                )
                at += 1
            else:
                return at
        return at

    def after_blank(self, at: int) -> int:
        """The index of an option of ours below blank lines; ``at`` if something else is there."""
        following = at
        while following < len(self.lines) and not self.lines[following].strip():
            following += 1
        there = following < len(self.lines) and (
            self.is_ours(following, in_text=True) or self.are_several(following)
        )
        return following if there else at

    def are_several(self, at: int) -> bool:
        """Whether a paragraph is nothing but options in another form; one alone may be text."""
        more = at + 1 < len(self.lines) and self.lines[at + 1].strip()
        return bool(more) and not self.block.options and self.are_odd(at)

    def option_at(self, at: int) -> _Found | None:
        """The option that a line is, among options."""
        line = self.lines[at]
        if "`" in line and ROLE.match(line):
            return None
        if match := OPTION.fullmatch(line):
            name = self.name_of(match[1])
            if name in self.known or not self.is_label(match[1]):
                return _Found(name, match[2])
            return None
        match = HALF.fullmatch(line)
        if not match and (self.block.options or self.is_option(at + 1)):
            match = BARE.fullmatch(line)
        if not match and self.are_odd(at):
            match = ODD.fullmatch(line)
        if match and self.name_of(match[1]) in self.known:
            return _Found(self.name_of(match[1]), match[2], is_odd=True)
        return None

    def are_odd(self, at: int) -> bool:
        """Whether all lines of a paragraph, from one on, are options of ours in another form.

        One alone is, if it is written in small letters; "Date: see below." is text.
        """
        end = max(at, self.odd_end)
        while end < len(self.lines) and self.lines[end].strip():
            match = ODD.fullmatch(self.lines[end]) or OPTION.fullmatch(self.lines[end])
            if not match or self.name_of(match[1]) not in self.known or self.is_label(match[1]):
                return False
            end += 1
        if end == at + 1 and self.odd_end < end and not self.names_exactly(at):
            return False
        self.odd_end = end
        return end > at

    def names_exactly(self, at: int) -> bool:
        match = ODD.fullmatch(self.lines[at])
        return match is not None and match[1] in self.known

    def is_option(self, at: int) -> bool:
        """Whether a line is an option of ours, with one colon or two."""
        if at >= len(self.lines):
            return False
        match = OPTION.fullmatch(self.lines[at]) or BARE.fullmatch(self.lines[at])
        return match is not None and self.name_of(match[1]) in self.known

    def is_stray(self, at: int) -> bool:
        """Whether a line looks like an option, starts no block, and no label or role."""
        line = self.lines[at].lstrip()
        if not line.startswith((":", "：")) or line.startswith((":::", "：：")):
            return False
        return not OPTION.fullmatch(line) and not ROLE.match(line)

    def name_of(self, words: str) -> str:
        """The name of an option: "Credential ID" and "credential_id" are credential-id, too."""
        if words in self.known:
            return words
        name = re.sub(r"[\s_]+", "-", words.strip().casefold())
        return name if name in self.known else words.strip()

    def take(self, at: int, found: _Found, end: int | None = None) -> int:
        """Keep the option at a line, with the lines that it goes on in."""
        end = len(self.lines) if end is None else end
        rest = self.rest_of(at, found, end)
        self.taken.update(range(at, rest))
        following = [self.lines[n].strip() for n in range(at + 1, rest)]
        bullets = [BULLET.fullmatch(line) for line in following]
        value = found.value.strip()
        if following and value in SCALARS:
            value = ""
        if found.name in self.lists and following and all(bullets):
            items = tuple(unquoted(b[1].strip()) for b in bullets if b)
            self.keep(found.name, value, at, items)
        elif found.name in self.lists and not value and not re.search("[,;]", "".join(following)):
            self.keep(found.name, "", at, tuple(map(unquoted, following)))
        else:
            self.keep(found.name, unquoted(" ".join(filter(None, [value, *following]))), at)
        if found.is_odd:
            self.report(
                WarningType.OPTION_FORM,
                f"{short(self.lines[at])} is read as ':{found.name}: {value}'. Write it with a "
                "colon on both sides of the name.",
                at,
            )
        return rest

    def rest_of(self, at: int, found: _Found, end: int) -> int:
        """The index of the first line below an option that does not belong to it."""
        indent = indentation(self.lines[at])
        is_list = found.name in self.lists and not found.value.strip()
        below = at + 1
        while below < end and self.lines[below].strip() and not self.is_ours(below):
            indented = indentation(self.lines[below]) > indent
            if not indented and not (is_list and BULLET.fullmatch(self.lines[below])):
                break
            below += 1
        return below

    # -- further down

    def text(self, at: int) -> None:
        """Find options of ours in the text, but not in what has options or code of its own."""
        run_end = -1
        for n in top_level(self.lines, at, self.taken):
            if not self.is_ours(n, in_text=True):
                continue
            match = OPTION.fullmatch(self.lines[n])
            assert match  # it is one of ours
            if run_end < 0 or any(self.lines[k].strip() for k in range(run_end, n)):
                self.report_misplaced(n, "after the text")
            run_end = self.take(n, _Found(match[1], match[2]))

    def is_ours(self, at: int, *, in_text: bool = False) -> bool:
        """Whether a line is an option that the directive has.

        In a text it may be the label of a part, and a capital letter or an indentation makes it
        the owner's own.
        """
        line = self.lines[at]
        match = None if "`" in line and ROLE.match(line) else OPTION.fullmatch(line)
        if not match:
            return False
        if not in_text:
            return self.name_of(match[1]) in self.known
        return match[1] in self.known and line == line.lstrip() and not self.is_label(match[1])

    def report_misplaced(self, at: int, where: str) -> None:
        match = OPTION.fullmatch(self.lines[at])
        assert match  # it is one of ours
        self.report(
            WarningType.MISPLACED_OPTION,
            f"':{match[1]}:' stands {where}. It counts all the same. Move it up to the first line "
            "of the directive; if it is meant as text, write '\\:' for its first colon.",
            at,
        )
