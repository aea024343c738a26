"""The directives ``reflection`` and ``star-reflection``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..model import Reflection
from ..part_labels import says_more
from ..reading.account import mark_of, names_next_steps, read_account
from ..reading.items import REFLECTION, read_reflection
from ..titles import words_of
from ..warnings import report
from .item import ItemDirective

if TYPE_CHECKING:
    from ..reading.account.parts import Piece
    from ..reflection_models import ReflectionModel

    Label = TypeVar("Label", pf.part_label, pf.tail_label)

_ = get_translation("sphinx_portfolio")


class ReflectionDirective(ItemDirective):
    """A structured account of an experience, in any reflection model."""

    is_star = False

    def run(self) -> list[nodes.Node]:
        """Make the record and the nodes of what was written."""
        draft = read_reflection(
            self.source.lines, self.source.place, self.context, star=self.is_star
        )
        if not self.is_shown(draft, REFLECTION):
            return []
        values = draft.values.of(Reflection)
        model = self.settings.models[values.get("model", "star")]
        title = self.title(fallback=_("%s reflection") % _(model.title))
        page = self.context.docname
        about = next(iter(values.get("evidence", ())), page).removeprefix(f"{page.lower()}/")
        words = words_of(title) if self.source.title else ""
        name, named = self.name_for(draft, words, f"{about} reflection")
        record = Reflection(
            docname=self.context.docname,
            line=self.lineno,
            anchor="",
            title="",
            named=named,
            **{**values, "name": name},
        )
        node = pf.reflection_item(
            classes=list(draft.values.known.get("classes", ())), model=model.id
        )
        self.at(node)
        self.identify(node, record, draft)
        node += title
        node += self.account(model, self.parse(draft, headings=True))
        return [node]

    # -- the parts

    def account(self, model: ReflectionModel, children: list[nodes.Node]) -> list[nodes.Element]:
        """The owner's text: an introduction, if any, the parts, and what comes after."""
        labels = {part.label: _(part.label) for part in model.parts}
        found = read_account(
            children, model, labels, self.source.place(-1), self.settings.models.values()
        )
        report(found.faults)
        account: list[nodes.Element] = [*self.body(found.introduction)]
        if found.parts:
            parts = (self.part(piece, model) for piece in found.parts)
            account.append(pf.reflection_parts("", *parts))
        if found.tail:
            account.append(pf.reflection_tail("", *map(self.remark, found.tail)))
        return account

    def part(self, piece: Piece, model: ReflectionModel) -> pf.reflection_part:
        """One part as a node, or several under one label."""
        part = model.parts[piece.indices[0]]
        merged = len(piece.indices) > 1
        node = pf.reflection_part("", mark=mark_of(piece, model), ids=piece.label["ids"])
        node["names_parts"] = tuple(model.part_ids[index] for index in piece.indices)
        if merged:
            node["merged"] = True
        if not merged and _is_plain(piece.label) and not says_more(piece.label.astext(), part):
            node["label"] = _(part.label)
        else:
            node += self.label(piece, pf.part_label)
        node += piece.children
        return node

    def remark(self, piece: Piece) -> pf.tail_remark:
        """What the owner adds after the last part, under a title of its own."""
        node = pf.tail_remark("", ids=piece.label["ids"])
        node["are_next"] = names_next_steps(piece.words)
        node += self.label(piece, pf.tail_label)
        node += piece.children
        return node

    def label(self, piece: Piece, kind: type[Label]) -> Label:
        """The label of a piece as it is written, without a colon."""
        written = piece.label.astext()
        plain = _is_plain(piece.label)
        words = written.strip().rstrip(":：").strip() if plain else ""
        others = [] if plain else piece.label.children
        label = kind(words or written, words, *others)
        self.at(label)
        label.line = piece.line or label.line
        return label


_MORE_THAN_WORDS = nodes.reference | nodes.image | nodes.literal | nodes.math | nodes.raw


def _is_plain(label: nodes.Element) -> bool:
    """Whether a label is nothing but words."""
    return not any(label.findall(_is_more_than_words))


def _is_more_than_words(node: nodes.Node) -> bool:
    """Whether a node in a label would be missed if only its words were kept."""
    return isinstance(node, _MORE_THAN_WORDS)


class StarReflectionDirective(ReflectionDirective):
    """A reflection in Situation, Task, Action and Result."""

    is_star = True
