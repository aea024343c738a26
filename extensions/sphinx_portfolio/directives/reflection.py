"""The directives ``reflection`` and ``star-reflection``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.locale import get_translation

from .. import nodes as pf
from ..model import Reflection
from ..reading.parts import Found, Piece, find_parts
from ..reflection_models import says_more
from ..suggest import nearest
from ..warnings import WarningType, warn
from .base import Options
from .item import ItemDirective

if TYPE_CHECKING:
    from ..reflection_models import ReflectionModel

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
        found = find_parts(children, model, labels)
        introduction, *pieces = found.pieces
        self.check(model, found)
        account: list[nodes.Element] = [*self.body(introduction.children)]
        if pieces:
            account.append(pf.reflection_parts("", *(self.part(piece, model) for piece in pieces)))
        return account

    def part(self, piece: Piece, model: ReflectionModel) -> pf.reflection_part:
        """One part as a node."""
        part = model.parts[piece.index or 0]
        node = pf.reflection_part("", mark=part.mark, ids=piece.label["ids"])
        written = piece.label.astext()
        plain = not any(piece.label.findall(_is_more_than_words))
        if plain and not says_more(written, part):
            node["label"] = _(part.label)
        else:
            words = written.strip().rstrip(":：").strip() if plain else ""
            others = [] if plain else piece.label.children
            label = pf.part_label(words or written, words, *others)
            self.at(label)
            label.line = piece.label.line or label.line
            node += label
        node += piece.children
        return node

    def check(self, model: ReflectionModel, found: Found) -> None:
        """Say what is missing, empty, repeated, out of order or unknown."""
        source, first_line = self.place()
        pieces = found.pieces[1:]
        names = [part.label for part in model.parts]
        if not pieces:
            example = " ".join(map(_as_label, names))
            self.warn(
                WarningType.MISSING_PART,
                f"no part of {model.title} was found. Write each after its label: {example}",
            )
        seen: list[int] = []
        for piece in pieces:
            index = piece.index or 0
            place = (source, piece.label.line or first_line)
            part = model.parts[index]
            if piece.is_empty:
                prompt = f" {part.prompt}" if part.prompt else ""
                warn(
                    WarningType.EMPTY_PART,
                    f"nothing stands under {part.label!r}.{prompt}",
                    place,
                )
            if index in seen:
                warn(
                    WarningType.REPEATED_PART,
                    f"{part.label!r} stands here a second time. Join the two, or give one "
                    "another label.",
                    place,
                )
            elif seen and index < max(seen):
                after = names[max(seen)]
                warn(
                    WarningType.PART_ORDER,
                    f"{part.label!r} stands after {after!r}. {model.title} goes: "
                    f"{', '.join(names)}.",
                    place,
                )
            seen.append(index)
        if pieces:
            for index, part in enumerate(model.parts):
                if index not in seen:
                    prompt = f" {part.prompt}" if part.prompt else ""
                    self.warn(
                        WarningType.MISSING_PART,
                        f"the part {part.label!r} of {model.title} is missing.{prompt} "
                        f"Add it as {_as_label(part.label)}",
                    )
        for words, node in found.unknown:
            hint = nearest(words.strip(": "), names)
            line = node.line or (node.parent.line if node.parent is not None else None)
            warn(
                WarningType.UNKNOWN_PART,
                f"{words!r} is not a part of {model.title}.{hint} Its text stays where it is. If "
                "it is not meant as a part, leave out the colon.",
                (source, line or first_line),
            )


def _as_label(words: str) -> str:
    """A label as people write it."""
    return f"**{words}** …" if words.endswith("?") else f"**{words}:** …"


def _is_more_than_words(node: nodes.Node) -> bool:
    """Whether a node in a label would be missed if only its words were kept."""
    return isinstance(node, nodes.reference | nodes.image | nodes.literal | nodes.math)


class StarReflectionDirective(ReflectionDirective):
    """A reflection in Situation, Task, Action and Result."""

    option_spec: ClassVar[Options] = Options("name", "evidence", "skills", "date", "class")

    def model(self) -> ReflectionModel:
        """STAR."""
        return self.settings.models["star"]
