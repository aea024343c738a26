"""The reflections of a page: their titles, their text, and what they are about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...reflection_models import MODELS
from .coverage import escaped, title_for, words_in
from .page import Line, Note, PlainReflection
from .titles import module_title
from .vocabulary import Role, bare, only_evidence, only_reflection, promises_model, undecorated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .accounts import Found
    from .evidence import Item
    from .sections import Section
    from .survey import Survey

# Fewer words are no account.
_FEW_WORDS = 12


def reflection_of(
    survey: Survey, section: Section, found: Found, modules: Modules, page: str
) -> PlainReflection:
    """An account as others see it.

    :param page: the title of the page.
    """
    title, takes_head = _title(survey, section, found, page)
    lines = range(section.line if takes_head else found.lines.start, found.lines.stop)
    gone = range(section.line, section.start) if takes_head else ()
    return PlainReflection(
        title=escaped(title),
        model=found.model,
        line=lines.start + 1,
        lines=range(lines.start + 1, lines.stop + 1),
        parts=found.parts,
        body=tuple(Line("" if n in gone else survey.lines[n], n + 1) for n in lines),
        evidence=modules.evidence(section),
    )


def _title(survey: Survey, section: Section, found: Found, page: str) -> tuple[str, bool]:
    """What a reflection is called, and whether the line of its heading says no more than that."""
    module = module_title(section.module.words) if section.module else page
    module = "" if only_evidence(module) else module
    head = section.head
    if head is None or section.role is not Role.REFLECTION:
        model = MODELS[found.model].title
        return f"{module}: {model}" if module else model, False
    own, is_all = title_for(head.words, survey.lines[head.line])
    if not only_reflection(head.words) or not module:
        is_first = not any(survey.lines[n].strip() for n in range(section.start, found.lines.start))
        return own, is_all and is_first and not head.has_text
    return module if only_reflection(module) else f"{module}: {_without_remark(own)}", False


def _without_remark(words: str) -> str:
    """The words of a heading without what stands in brackets."""
    return words.partition("(")[0].strip(" –—-:|") or words


class Modules:
    """Which evidence belongs to which module, as positions in the evidence of a page."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._by_section: dict[Section | None, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(items):
            module = item.section.module
            self._by_section[module].append(number)
            for name in {bare(item.section.words), bare(module.words) if module else ""}:
                self._by_name[name].append(number)

    def evidence(self, section: Section) -> tuple[int, ...]:
        """That of the module of a section, or else of one of the same name."""
        module = section.module
        found = self._by_section.get(module)
        if not found and module is not None:
            found = self._by_name.get(bare(module.words))
        return tuple(found or ())


def unkept_promise(survey: Survey, section: Section) -> Note | None:
    """What to say of a heading that announces a reflection, below which nobody found a part."""
    lines = (range(one.start, one.stop) for one in section.within())
    if sum(words_in(survey.text(several)).total() for several in lines) < _FEW_WORDS:
        return None
    wanted = " in the parts of a model" if promises_model(section.words) else ""
    return Note(
        section.line + 1,
        f"{undecorated(section.words)!r} announces a reflection{wanted}, but no part was found. "
        "The text stays as it is. To make it a reflection, write each part after its label: "
        "**Situation:** … **Task:** … **Action:** … **Result:** …",
    )
