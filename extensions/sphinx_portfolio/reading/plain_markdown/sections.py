"""A page in sections, and the module that each of them belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .heads import heads_of
from .vocabulary import Role, bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .heads import Head
    from .survey import Survey


@dataclass(eq=False, slots=True)
class Section:
    """What stands from a head up to the next; ``start`` and ``stop`` are lines from 0.

    ``module`` is the section whose head names what this one is about.
    """

    head: Head | None
    start: int
    stop: int
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)
    module: Section | None = None
    has_account: bool = False

    @property
    def level(self) -> float:
        """That of its head; a page itself has 0."""
        return self.head.level if self.head else 0

    @property
    def role(self) -> Role:
        """What its head says of it."""
        return self.head.role if self.head else Role.MODULE

    @property
    def words(self) -> str:
        """Those of its head."""
        return self.head.words if self.head else ""

    @property
    def line(self) -> int:
        """Where it begins, with its head."""
        return self.head.line if self.head else self.start

    def within(self) -> Iterator[Section]:
        """Itself and all that stand in it."""
        todo = [self]
        while todo:
            section = todo.pop()
            yield section
            todo += reversed(section.children)


def sections_of(survey: Survey) -> list[Section]:
    """All sections of a page, in order; what stands before the first head is one, too."""
    heads = heads_of(survey)
    stops = [*(head.line for head in heads), len(survey.lines)]
    sections = [Section(None, 0, stops[0])]
    opened: list[Section] = []
    for head, stop in zip(heads, stops[1:], strict=True):
        section = Section(head, head.line if head.has_text else min(head.end, stop), stop)
        while opened and opened[-1].level >= section.level:
            opened.pop()
        if opened:
            section.parent = opened[-1]
            section.parent.children.append(section)
        opened.append(section)
        sections.append(section)
    return sections


def assign_modules(sections: list[Section], survey: Survey) -> None:
    """Give every section its module, when it is known where accounts are."""
    flat: set[Section | None] = {None, *filter(_holds_several, sections)}
    last: dict[float, Section] = {}  # by level, the last section that may name a module
    recent: Section | None = None
    for section, below in zip(sections, [*sections[1:], None], strict=True):
        if _names_module(section, below, survey):
            section.module = recent = section
            last = {level: one for level, one in last.items() if level < section.level}
            last[section.level] = section
        else:
            is_flat = section.role in _BEGINNINGS and section.parent in flat
            section.module = recent if recent and is_flat else _module_of(section, last)


def _names_module(section: Section, below: Section | None, survey: Survey) -> bool:
    if section.role not in {Role.MODULE, Role.TOPIC} or not bare(section.words):
        return False
    if section.role is Role.MODULE and not is_below_evidence(section):
        return True
    # "CV" and "LinkedIn" may be modules. Below a heading for evidence, a heading names an item.
    if any(one.has_account or one.role in _BEGINNINGS for one in section.within()):
        return True
    leads_on = below is not None and below.role in _BEGINNINGS
    return leads_on and not survey.links_in(range(section.start, section.stop))


_BEGINNINGS = frozenset({Role.EVIDENCE, Role.REFLECTION})


def is_below_evidence(section: Section) -> bool:
    """Whether a section is deeper than a heading for evidence or files, and stands in it."""
    parent = section.parent
    while parent is not None:
        if parent.role in {Role.EVIDENCE, Role.FILES}:
            return True
        parent = parent.parent
    return False


def _module_of(section: Section, last: dict[float, Section]) -> Section | None:
    """The module of a section whose own head names none."""
    parent = section.parent
    while parent is not None and parent.module is not parent:
        parent = parent.parent
    if parent is None:
        # Where a heading is no higher than its module, the one above counts.
        above = [one for level, one in last.items() if level <= section.level]
        return above[-1] if above else None
    return parent


def _holds_several(section: Section) -> bool:
    """Whether evidence or reflections of several modules stand right below a heading."""
    roles = Counter(one.role for one in section.children)
    return max(roles[Role.EVIDENCE], roles[Role.REFLECTION]) > 1
