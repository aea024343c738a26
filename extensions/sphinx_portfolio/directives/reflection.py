"""The directives ``reflection`` and ``star-reflection``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.locale import get_translation

from .. import nodes as pf
from ..faults import Place
from ..model import Reflection
from ..part_labels import says_more
from ..reading.account import mark_of, read_account
from ..suggest import nearest
from ..warnings import WarningType, report
from .base import Options
from .item import ItemDirective

if TYPE_CHECKING:
    from ..reading.parts import Piece
    from ..reflection_models import ReflectionModel

    Label = TypeVar("Label", pf.part_label, pf.tail_label)

_ = get_translation("sphinx_portfolio")


class ReflectionDirective(ItemDirective):
    """A structured account of an experience, in any reflection model."""

    option_spec: ClassVar[Options] = Options("name", "model", "evidence", "skills", "date", "class")

    def run(self) -> list[nodes.Node]:
        """Read the options into a record and build the item."""
        model = self.model()
        kind = _("%s reflection") % _(model.title)
        title = self.title(fallback=kind)
        names = tuple(name.lower() for name in self.words("evidence"))
        docname = self.env.current_document.docname
        about = names[0] if names else docname
        words = title.astext() if self.arguments else ""
        record = Reflection(
            docname=docname,
            line=self.lineno,
            name=self.name_for(words, f"{about} reflection"),
            anchor="",
            title="",
            model=model.id,
            evidence=names,
            skills=self.skills(),
            date=self.date("date"),
        )
        node = pf.reflection_item(classes=self.classes(), model=model.id)
        self.at(node)
        self.identify(node, record, date=record.date)
        node += title
        node += self.account(model)
        return [node]

    def model(self) -> ReflectionModel:
        """The reflection model; STAR if there is none of that name."""
        models = self.settings.models
        written = self.options.get("model", "star").lower()
        if written not in models:
            self.warn(
                WarningType.UNKNOWN_MODEL,
                f"there is no reflection model {written!r}.{nearest(written, models)} "
                "It is read as STAR for now.",
                "model",
            )
            written = "star"
        return models[written]

    # -- the parts

    def account(self, model: ReflectionModel) -> list[nodes.Element]:
        """The owner's text: an introduction, if any, and the parts."""
        # Markdown turns a heading in here into a rubric; reST refuses it unless sections may be.
        children = self.parse_content_to_nodes(
            allow_section_headings=isinstance(self.state, RSTState)
        )
        labels = {part.label: _(part.label) for part in model.parts}
        found = read_account(
            children, model, labels, Place(*self.place()), self.settings.models.values()
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

    option_spec: ClassVar[Options] = Options("name", "evidence", "skills", "date", "class")

    def model(self) -> ReflectionModel:
        """STAR."""
        return self.settings.models["star"]
