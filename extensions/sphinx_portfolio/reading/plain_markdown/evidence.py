"""The evidence of a section: its items with their titles, kinds, targets and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .addresses import Leads, leads_to
from .artefacts import Near
from .body import body_of
from .coverage import escaped, title_for
from .items import Group, groups_in, picture_title
from .links import meant
from .page import Note, PlainEvidence, Target, Topic
from .sections import is_below_evidence
from .titles import kind_of, module_title, with_module, without_evidence
from .vocabulary import Role, bare, only_evidence, says_evidence, topic_of, undecorated, unnumbered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .artefacts import Artefact
    from .links import Link
    from .sections import Section
    from .survey import Survey


@dataclass(slots=True)
class Item:
    """Evidence that was found, before all titles of the page are known."""

    section: Section
    lines: range
    title: str
    artefacts: list[Artefact] = field(default_factory=list)
    blank: set[int] = field(default_factory=set)

    def made(self, survey: Survey, title: str) -> PlainEvidence:
        """The item as others see it."""
        links = [one.link for one in self.artefacts]
        return PlainEvidence(
            title=escaped(title),
            kind=kind_of(title, links),
            line=self.lines.start + 1,
            lines=range(self.lines.start + 1, self.lines.stop + 1),
            targets=tuple(Target(one.written, one.line, one.words, one.way) for one in links),
            body=body_of(survey, self.lines, self.artefacts, title, self.blank),
        )


def near_of(
    section: Section, reflected: Collection[Section | None], crowded: Collection[Section]
) -> Near:
    """How close to evidence the links of a section stand.

    :param reflected: the modules that have a reflection.
    :param crowded: the sections that hold several modules, or only lead to others.
    """
    around: Section | None = section
    while around is not None:
        is_module = around.module is around
        if around.role is Role.TOPIC and not is_module and topic_of(around.words) is not Topic.CV:
            return Near.NEVER
        if around.role in {Role.EVIDENCE, Role.FILES}:
            return Near.EVIDENCE
        around = None if is_module else around.parent
    if section.module in reflected:
        return Near.MODULE
    return Near.NEVER if section in crowded else Near.PAGE


def items_of(
    survey: Survey, section: Section, free: list[range], near: Near, names: Names
) -> Iterator[Item]:
    """The items in the lines of a section that no account has."""
    groups = [group for lines in free for group in groups_in(survey, lines, near)]
    for group in groups:
        title, blank = _title(survey, section, group, names, alone=len(groups) == 1)
        item = Item(section, group.lines, title, group.artefacts, blank)
        if blank and section.head and section.head.line in blank:
            item.lines = range(section.head.line, group.lines.stop)
        yield item


@dataclass(frozen=True, slots=True)
class Names:
    """What the modules of a page are called, and which say little, as they hold several."""

    modules: frozenset[str]
    crowded: frozenset[Section]

    def of(self, section: Section) -> str:
        """The module of a section as the title of what is in it."""
        module = section.module
        return module_title(module.words) if module and module not in self.crowded else ""

    def is_foreign(self, title: str, module: str) -> bool:
        """Whether a title is that of another module, copied with a picture."""
        return bare(title) in self.modules and bare(title) != bare(module)


def _title(
    survey: Survey, section: Section, group: Group, names: Names, *, alone: bool
) -> tuple[str, set[int]]:
    """What an item is called, and the lines that say no more than that."""
    module = names.of(section)
    if group.caption_line is not None:
        line = group.caption_line
        title, is_all = title_for(survey.said[line], survey.lines[line])
        is_same = is_all and unnumbered(title) == group.title
        return (title, {line}) if is_same else (group.title, set())
    head = section.head
    is_item = section.module is not section and is_below_evidence(section)
    if head and alone and section.role is Role.MODULE and is_item:
        title, is_all = title_for(head.words, survey.lines[head.line])
        covers = is_all and head.end == section.start and not head.is_label
        above = range(section.start, group.lines.start)
        covers = covers and not section.children and not survey.text(above)
        return (title, {head.line}) if covers else (unnumbered(head.words), set())
    says_more = bool(head) and says_evidence(section.words) and not only_evidence(section.words)
    if alone and says_more:
        return without_evidence(section.words), set()
    if group.title and not names.is_foreign(group.title, module):
        return with_module(group.title, module), set()
    title = picture_title(group.artefacts, is_needed=not alone or not module)
    if title and not names.is_foreign(title, module):
        return with_module(title, module), set()
    if section.role is Role.FILES and head:
        return with_module(unnumbered(head.words), module), set()
    return module, set()


def without_target(
    survey: Survey,
    section: Section,
    free: list[range],
    names: Names,
    following: list[Section],
) -> tuple[Item | None, Note | None]:
    """Evidence of which there are only words, or not even those.

    :param following: the section below, which may hold what this one announces.
    """
    deeper = [one for one in section.within() if one is not section]
    if any(survey.links_in(range(one.start, one.stop)) for one in deeper):
        return None, None
    if any(_leads_on(link) for lines in free for link in survey.links_in(lines)):
        return None, None
    words = undecorated(section.words)
    said = [n for lines in free for n in lines if survey.said.get(n, "").strip()]
    if said:
        item = Item(section, range(said[0], said[-1] + 1), names.of(section) or words)
        return item, Note(
            section.line + 1,
            f"no file and no link stands under {words!r}. If the evidence is in the repository, "
            "link to it here.",
        )
    if deeper or any(survey.links_in(range(one.start, one.stop)) for one in following):
        return None, None
    return None, Note(
        section.line + 1,
        f"nothing stands under {words!r}. Add the file or a link to it, or delete the heading.",
    )


def _leads_on(link: Link) -> bool:
    """Whether a link leads to a page where the evidence may be."""
    return leads_to(meant(link.written, link.way)) in {Leads.PAGE, Leads.FOLDER}
