"""Which of the marks in a reflection are parts, and which only look like one.

A bold label, a heading or an entry of a list is one by its look. Other words that could be a label
("Task: …", a letter, a cell of a table) count only in company: together with the sure ones they
have to name several parts, in order, none of them twice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .forms import LABEL_WORDS, ListForm
from .naming import is_letter
from .tables import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .forms import Mark
    from .naming import Naming

# So many parts make an account of plain words, and so many one of single letters.
_COMPANY = 2
_MUCH_COMPANY = 3
# Forms that stand for other things, too.
_COMMON_FORMS = frozenset({TABLE, "alone", "quoted alone", "run-in", "bracket", "stop"})


@dataclass
class Choice:
    """What the marks mean. ``guessed`` are misspelt, ``others`` are parts of a longer model."""

    parts: dict[Mark, tuple[int, ...]] = field(default_factory=dict)
    tail: list[Mark] = field(default_factory=list)
    guessed: set[Mark] = field(default_factory=set)
    others: dict[Mark, str] = field(default_factory=dict)
    unknown: list[Mark] = field(default_factory=list)

    @property
    def chosen(self) -> set[Mark]:
        """All marks at which something begins."""
        return {*self.parts, *self.tail}


def choose(marks: Sequence[Mark], naming: Naming) -> Choice:
    """Decide about all marks of a reflection, which are in the order of the text."""
    return _Chooser(marks, naming).run()


class _Chooser:
    def __init__(self, marks: Sequence[Mark], naming: Naming) -> None:
        self.marks = marks
        self.naming = naming
        self.count = len(naming.model.parts)
        self.named = {mark: self.parts_of(mark) for mark in marks}
        self.choice = Choice()

    def run(self) -> Choice:
        strange = self.letters_of_others()
        for mark in strange:
            self.named[mark] = ()
        sure = [mark for mark in self.marks if mark.is_sure and self.named[mark]]
        together = Counter(mark.group for mark in sure)
        single = [mark for mark in sure if together[mark.group] == 1]
        facts = {mark for mark in single if self.is_metadata(mark, sure)}
        sure = [mark for mark in sure if mark not in facts]
        accepted = {*sure, *self.in_company(sure)}
        self.settle([mark for mark in self.marks if mark in accepted])
        self.guess()
        self.find_tail()
        chosen = self.choice.chosen
        holding = {mark.group for mark in chosen}
        self.choice.unknown = [
            mark
            for mark in self.marks
            if mark.is_sure and mark.is_warned and mark not in chosen and not self.named[mark]
            if mark not in strange
            # A list without a part is text.
            if mark.group is None or mark.group in holding
        ]
        return self.choice

    def parts_of(self, mark: Mark) -> tuple[int, ...]:
        """The parts that a mark may name; for the R of STARR there are two that it may."""
        own = self.naming.own
        if mark.is_sure:
            return self.naming.loosely(mark.words) or own.options(mark.words)
        return own.exactly(mark.words) or own.options(mark.words)

    def letters_of_others(self) -> set[Mark]:
        """Letters of another list of words, such as SMART, since it has letters between them.

        Where all parts stand in order, what stands between them changes nothing.
        """
        strange: set[Mark] = set()
        letters = [mark for mark in self.marks if is_letter(mark.words)]
        for form in dict.fromkeys(mark.form for mark in letters):
            family = [mark for mark in letters if mark.form == form]
            parts = [number for number, mark in enumerate(family) if self.named[mark]]
            if not parts or len(parts) == parts[-1] - parts[0] + 1:
                continue
            own = [family[number] for number in parts]
            held = {index for mark in own for index in self.named[mark]}
            if len(held) < self.count or not self.is_in_order(own):
                strange.update(family)
        return strange

    def is_metadata(self, mark: Mark, sure: Sequence[Mark]) -> bool:
        """Whether the only part in a list is a fact: "**Task:** Essay" after "**Module:** …"."""
        group = mark.group
        if not isinstance(group, ListForm) or 0 in self.named[mark]:
            return False
        before = group.marks[: group.marks.index(mark)]
        elsewhere = (one for one in sure if one is not mark)
        return bool(before) or any(self.named[one] == self.named[mark] for one in elsewhere)

    # -- labels that count in company

    def in_company(self, sure: Sequence[Mark]) -> list[Mark]:
        """The plain marks that make an account, all together or those of one form."""
        plain = [mark for mark in self.marks if not mark.is_sure and self.named[mark]]
        if self.make_account(plain, sure):
            return plain
        accepted: list[Mark] = []
        for form in dict.fromkeys(mark.form for mark in plain):
            family = [mark for mark in plain if mark.form == form]
            if self.make_account(family, [*sure, *accepted]):
                accepted += family
        return accepted

    def make_account(self, plain: Sequence[Mark], sure: Sequence[Mark]) -> bool:
        """Whether plain marks, with the sure ones, are the labels of an account."""
        if not any(mark.has_text for mark in plain):
            return False  # a legend
        held = {index for mark in sure for index in self.certain(mark)}
        seen: set[int] = set()
        repeats = False
        for mark in plain:
            parts = set(self.certain(mark))
            repeats = repeats or bool(parts & seen)
            seen |= parts
        if not seen or seen & held:
            return False
        letters = [mark for mark in plain if self.naming.own.is_mark(mark.words)]
        if letters and repeats:
            return False  # two people talk
        needed = _COMPANY
        if letters or any(mark.form in _COMMON_FORMS for mark in plain):
            needed = min(_MUCH_COMPANY, self.count)
        if any(mark.form == "hyphen" for mark in plain):
            needed = self.count  # "Task- based work"
        if len(seen | held) < min(needed, self.count) or self.count < _COMPANY:
            return False
        together = {*plain, *sure}
        in_order = self.is_in_order([mark for mark in self.marks if mark in together])
        return in_order or (len(seen | held) == self.count >= _MUCH_COMPANY)

    def certain(self, mark: Mark) -> tuple[int, ...]:
        """The parts of a mark that can mean nothing else."""
        return () if self.naming.own.options(mark.words) else self.named[mark]

    def is_in_order(self, marks: Iterable[Mark]) -> bool:
        """Whether parts come in the order of the model, when each is first named."""
        last = -1
        seen: set[int] = set()
        for mark in marks:
            new = set(self.certain(mark)) - seen
            if new:
                if min(new) < last:
                    return False
                last = max(new)
                seen |= new
        return True

    # -- what each means

    def settle(self, accepted: Sequence[Mark]) -> None:
        """Give each mark its parts; a letter that may be two takes the first that is free."""
        taken = {index for mark in accepted for index in self.certain(mark)}
        for mark in accepted:
            parts = self.certain(mark)
            if not parts:
                free = [index for index in self.named[mark] if index not in taken]
                parts = (free[0] if free else self.named[mark][-1],)
                taken.update(parts)
            self.choice.parts[mark] = parts

    def guess(self) -> None:
        """Take a misspelt label for the part it nearly names, if that is missing just there."""
        parts = self.choice.parts
        last = -1
        following = self.next_parts()
        for mark in self.marks:
            if mark in parts:
                last = max(last, *parts[mark])
            elif mark.is_sure and not self.named[mark]:
                index = self.naming.own.almost(mark.words)
                if index is not None and last < index < following[mark]:
                    parts[mark] = (index,)
                    self.choice.guessed.add(mark)
                    last = index
        order = {mark: number for number, mark in enumerate(self.marks)}
        self.choice.parts = dict(sorted(parts.items(), key=lambda item: order[item[0]]))

    def next_parts(self) -> dict[Mark, int]:
        """For each mark, the least part that is named after it."""
        least = self.count
        following: dict[Mark, int] = {}
        for mark in reversed(self.marks):
            following[mark] = least
            if mark in self.choice.parts:
                least = min(least, *self.choice.parts[mark])
        return following

    def find_tail(self) -> None:
        """What stands, with a title of its own, after the last part."""
        parts = self.choice.parts
        if not parts:
            return
        last = list(parts)[-1]
        seen = {index for indices in parts.values() for index in indices}
        if self.count - 1 not in seen:
            return
        is_whole = len(seen) == self.count
        forms = {mark.form for mark in parts}
        after = False
        for mark in self.marks:
            if mark is last:
                after = True
            elif after:
                other = self.naming.other(mark.words)
                if other and mark.form in {*forms, "bold"}:
                    self.choice.others[mark] = other
                    self.choice.tail.append(mark)
                elif is_whole and self.is_title(mark, last):
                    self.choice.tail.append(mark)

    def is_title(self, mark: Mark, last: Mark) -> bool:
        """Whether a mark that names nothing is the title of something of its own."""
        if self.naming.own.almost(mark.words) is not None or self.named[mark]:
            return False
        if mark.form == TABLE:
            return mark.group is last.group and last.form == TABLE
        if not mark.is_sure:
            return False
        if mark.level or mark.is_heading:
            return not last.is_heading or mark.level <= last.level
        if mark.is_warned:
            return True
        # "**Next steps**" on a line of its own, where parts stand so, too
        is_alike = last.stands_alone and mark.stands_alone and last.element == mark.element
        return is_alike and len(mark.words.split()) <= LABEL_WORDS
