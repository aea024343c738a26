"""The accounts in some lines of a page: which lines they have, in which model, and their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes

from ...faults import Place
from ...part_labels import plain
from ...reflection_models import MODELS
from ..account import read_account
from ..account.marks import Naming
from .artefacts import Near, artefacts_in, is_alone
from .as_nodes import Nodes
from .heads import ENOUGH
from .survey import is_bold_line
from .tokens import tokens_of, without_list
from .vocabulary import Role, promises_model, says_tail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...reflection_models import ReflectionModel
    from ..account import Account
    from .sections import Section
    from .survey import Block, Survey

STAR = MODELS["star"]
_PLACE = Place("", 1)
# A legend says what each letter stands for, in a few words that are no sentence.
_LEGEND_WORDS = 14
_LEGEND = re.compile(
    r"(?:the |your |my |a |an )?(?:describe|explain|outline|context|background|what|where|when|"
    r"which|who|how|why|set the scene|give|state|list|outcome|steps|challenge|goal|beskryf|"
    r"verduidelik|wat|waar|wanneer|wie|hoe|beschrijf|leg uit|was|wo|wann|wer|wie|beschreib\w*|"
    r"erklär\w*|quoi|où|quand|qui|comment|décri\w*|expliqu\w*|qué|dónde|cuándo|quién|cómo|"
    r"describ\w*|explic\w*|o que|onde|quando|"
    r"quem|como|descrev\w*|yintoni|phi|nini|kuphi|ini|chaza|cacisa)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|i've|me|we|our|us|ek|ons|ik|wij|ich|wir|je|nous|yo|nosotros|eu|nós)\b|\bj'",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An account: its lines, from 0, its model, and the Markdown of its parts by their ids."""

    lines: range
    model: str
    parts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Some lines as a directive would read them."""

    first: int
    model: ReflectionModel
    account: Account
    nodes: Nodes

    @property
    def seen(self) -> set[int]:
        return {index for piece in self.account.parts for index in piece.indices}

    def lines(self) -> list[int]:
        """The line of each label, from 0."""
        return [self.first + (piece.line or 1) - 1 for piece in self.account.parts]

    def tail_lines(self) -> set[int]:
        return {self.first + (piece.line or 1) - 1 for piece in self.account.tail}

    def is_said_at_label(self) -> bool:
        """Whether the text of the last part begins in the line of its label."""
        last = self.account.parts[-1]
        return any(one.line == last.line and one.astext().strip() for one in last.children[:1])

    def parts(self) -> dict[str, str]:
        parts: dict[str, str] = {}
        for piece in self.account.parts:
            children = piece.children
            while children and isinstance(children[-1], nodes.transition):
                children = children[:-1]
            text = self.nodes.markdown(children).strip(" ")
            for index in piece.indices:
                name = self.model.part_ids[index]
                parts[name] = f"{parts[name]}\n\n{text}".strip() if name in parts else text
        return parts


def read(survey: Survey, lines: range, model: ReflectionModel) -> _Reading:
    """Read some lines in a model; in a longer one, if they have its parts as well."""
    text = "\n".join(without_list(survey.lines[lines.start : lines.stop]))
    nodes = Nodes(tokens_of(text))
    account = _account(nodes, model)
    others = [piece.other for piece in account.tail if piece.other]
    longer = Naming(model, {}, MODELS.values()).relative_with(others) if others else None
    if longer is None and _ends_twice(account, model):
        # The second R of S, T, A, R, R
        longer = MODELS["starr"]
    if longer is not None and len(account.parts) > 1:
        nodes = Nodes(tokens_of(text))
        return _Reading(lines.start, longer, _account(nodes, longer), nodes)
    return _Reading(lines.start, model, account, nodes)


def _ends_twice(account: Account, model: ReflectionModel) -> bool:
    """Whether the last part is there a second time, each time as a letter and nothing more."""
    last = [piece for piece in account.parts if piece.indices == (len(model.parts) - 1,)]
    marks = [piece for piece in last if model.names().is_mark(piece.words)]
    return model is STAR and len(account.parts) > len(model.parts) and len(marks) == len(last) == 2


def _account(nodes: Nodes, model: ReflectionModel) -> Account:
    return read_account(nodes.children, model, {}, _PLACE, MODELS.values())


def accounts_in(survey: Survey, section: Section) -> list[Found]:
    """The accounts of a section, in order."""
    found: list[Found] = []
    start = section.start
    for stop in [*_starts(survey, section)[1:], section.stop]:
        if stop > start:
            found += _in_lines(survey, section, range(start, stop))
            start = stop
    return found


def _starts(survey: Survey, section: Section) -> list[int]:
    """The lines where one account after the other begins."""
    starts = [section.start]
    seen: set[int] = set()
    last = section.start
    for mark in survey.marks_between(section.start, section.stop):
        if not mark.indices:
            continue
        again = 0 in mark.indices and len(seen) > 1 and 0 in seen
        restarts = len(STAR.parts) - 1 in seen and min(mark.indices) <= 1
        if again or (restarts and min(mark.indices) in seen):
            start = _title_above(survey, last, mark.line)
            holder = _holder(survey, start)
            if holder is None or holder.lines.start >= last:
                starts.append(holder.lines.start if holder else start)
                seen = set()
        seen |= set(mark.indices)
        last = mark.line + 1
    return starts


def _holder(survey: Survey, line: int) -> Block | None:
    """The block in which a line stands, if it cannot be cut there."""
    block = next(iter(survey.blocks_between(line, line + 1)), None)
    return None if block is None or block.kind in {"paragraph", "list"} else block


def _title_above(survey: Survey, start: int, line: int) -> int:
    """Where what leads to an account begins: at a bold line or below a rule, or at its label."""
    for block in survey.blocks_between(start, line):
        if block.lines.start < start:
            continue
        if block.kind == "rule":
            return block.lines.stop
        if block.kind == "paragraph" and len(block.lines) == 1 and is_bold_line(survey, block):
            return block.lines.start
    return line


def _in_lines(survey: Survey, section: Section, lines: range) -> Iterator[Found]:
    reading = _best(survey, section, lines)
    if reading is None:
        return
    labels = reading.lines()
    start = _begin(survey, section, lines, labels[0])
    end = _without_wrapper(survey, labels[-1], _end(survey, reading, labels[-1], lines.stop))
    # What was cut off at the end may have been read as a part.
    final = read(survey, range(start, end), reading.model) if end < lines.stop else reading
    if len(final.seen) < len(reading.seen) and final.model is reading.model:
        final, start, end = reading, lines.start, lines.stop
    yield Found(survey.trimmed(range(start, end)), final.model.id, final.parts())


def _best(survey: Survey, section: Section, lines: range) -> _Reading | None:
    """The reading in which most parts of a model are there; STAR before others."""
    best: _Reading | None = None
    for model in _likely(survey, lines):
        reading = read(survey, lines, model)
        missing = len(reading.model.parts) - len(reading.seen)
        allowed = 1 if len(model.parts) > ENOUGH else 0
        if model is not STAR and missing > allowed:
            continue
        if best is None or len(reading.seen) > len(best.seen):
            best = reading
        if model is STAR and not missing:
            break
    if best is None or not _is_enough(best, section) or is_legend(best):
        return None
    return best


def _is_enough(reading: _Reading, section: Section) -> bool:
    """Whether labels make an account: three do, or two or one where it is due."""
    seen = reading.seen
    if len(seen) >= ENOUGH or not seen:
        return bool(seen)
    names = reading.model.names()
    if all(names.is_mark(piece.words) for piece in reading.account.parts):
        return False  # "S & T" may be anything
    if section.role is Role.REFLECTION:
        return len(seen) > 1 or (0 in seen and promises_model(section.words))
    return len(seen) > 1 and 0 in seen


def is_legend(reading: _Reading) -> bool:
    """Whether an account only says what the parts of a model are."""
    firsts = [text.strip().partition("\n")[0].strip() for text in reading.parts().values()]
    said = sum(1 for first in firsts if _explains(first, reading.model))
    return said > len(firsts) / 2 and all(len(first.split()) <= _LEGEND_WORDS for first in firsts)


def _explains(words: str, model: ReflectionModel) -> bool:
    """Whether words say what a part is: its name, or a question that is no sentence of an owner."""
    if words.startswith(("[", "<", "_[", "*[")):
        return False  # what a template has for the owner to fill in
    names = model.names()
    head, _colon, rest = words.partition(":")
    words = rest.strip() if rest and names.exactly(head) else words
    if not words or names.exactly(words):
        return True
    is_sentence = re.search(r"[.!]\W*\Z", words) and _FIRST_PERSON.search(words)
    return not is_sentence and (words.endswith("?") or _LEGEND.match(words) is not None)


@cache
def _first_words(*, of_star: bool) -> frozenset[str]:
    """With what the labels of the parts of STAR begin, or of the models without it."""
    models = [STAR] if of_star else _others()
    parts = [part for model in models for part in model.parts]
    names = [plain(name) for part in parts for name in (part.label, *part.aliases)]
    return frozenset(name.split()[0] for name in names if name)


def _others() -> list[ReflectionModel]:
    """The models that do not begin as STAR does."""
    return [model for model in MODELS.values() if model.parts[:2] != STAR.parts[:2]]


def _likely(survey: Survey, lines: range) -> list[ReflectionModel]:
    """The models in which there may be an account, since several lines begin as their labels."""
    begun = set()
    for number in lines:
        first = re.search(r"[^\W\d_]+", survey.said.get(number, "")[:80])
        begun.add(plain(first[0]) if first else "")
    marks = survey.marks_between(lines.start, lines.stop)
    is_star = any(mark.indices for mark in marks) or len(begun & _first_words(of_star=True)) > 1
    is_other = len(begun & _first_words(of_star=False)) > 1
    return [*([STAR] if is_star else ()), *(_others() if is_other else ())]


def _begin(survey: Survey, section: Section, lines: range, label: int) -> int:
    """Where an account begins: with its introduction, if its heading says that it is one."""
    holder = _holder(survey, label)
    first = max(lines.start, holder.lines.start) if holder else label
    if section.role is not Role.REFLECTION:
        return first
    start = lines.start
    for block in survey.blocks_between(lines.start, first):
        is_wrapper = block.kind == "html" and not survey.text(block.lines)
        ends = is_wrapper or block.kind in {"rule", "table"} or stands_alone(survey, block)
        start = max(start, min(block.lines.stop, first)) if ends else start
    return start


def _end(survey: Survey, reading: _Reading, label: int, stop: int) -> int:
    """Where an account ends: before a rule, a quotation or an artefact that follows its text."""
    tail = reading.tail_lines()
    said = reading.is_said_at_label()
    above: list[Block] = []  # of the last part, below its first words
    for block in survey.blocks_between(label, stop):
        if block.lines.start <= label < block.lines.stop:
            below = range(label + 1, min(block.lines.stop, stop))
            said = said or bool(survey.text(below))
            continue
        if said and block.kind in {"rule", "quote"}:
            return block.lines.start
        if said and stands_alone(survey, block):
            is_led_to = above and artefacts_in(survey, block.lines, Near.MODULE)
            leads = is_led_to and _leads(survey, reading, above[-1])
            return above[-1].lines.start if leads else block.lines.start
        closes = block.lines.start not in tail and says_tail(_label_of(survey, block))
        if said and closes:
            return block.lines.start
        if said:
            above.append(block)
        said = said or bool(survey.text(block.lines))
    return stop


def _without_wrapper(survey: Survey, label: int, end: int) -> int:
    """Where an account ends without what only closes an element of HTML around it."""
    for block in reversed(survey.blocks_between(label + 1, end)):
        if block.kind != "html" or survey.text(block.lines) or survey.links_in(block.lines):
            break
        end = block.lines.start
    return end


_CUE = re.compile(
    r"[:：]\W*\Z|\b(?:below|above|screenshots?|image|picture|photo|evidence|attached|attachment|"
    r"proof|certificate|following|shows?|here|see|link|video|recording|hieronder|onder|skermskoot|"
    r"bewys|bewijs|"
    r"unten|folgende|nachweis|ci-dessous|voici|preuve|abajo|siguiente|abaixo|seguinte)\b",
    re.IGNORECASE,
)


def _leads(survey: Survey, reading: _Reading, block: Block) -> bool:
    """Whether the last paragraph above an artefact speaks of it, and is none of the account.

    It does if it says so, or if no other part has a paragraph more than its first.
    """
    if block.kind != "paragraph" or block.lines.start in reading.tail_lines():
        return False
    if _CUE.search(survey.text(block.lines)):
        return True
    return all(len(piece.children) < 2 for piece in reading.account.parts[:-1])


def _label_of(survey: Survey, block: Block) -> str:
    """The words before a colon with which a block begins."""
    words = survey.said.get(block.lines.start, "")[:60]
    head, colon, _rest = words.partition(":")
    return head if colon and block.kind in {"paragraph", "list"} else ""


def stands_alone(survey: Survey, block: Block) -> bool:
    """Whether a block is nothing but pictures and links, and words that lead to them."""
    if block.kind not in {"paragraph", "html", "list"} or not survey.links_in(block.lines):
        return False
    said = [n for n in block.lines if survey.said.get(n, "").strip() or survey.links.get(n)]
    return all(is_alone(survey, number) for number in said)
