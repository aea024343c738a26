"""The directives ``reflection`` and ``star-reflection``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..faults import Place
from ..model import Reflection
from ..reading.items import read_reflection
from ..reading.parts import Found, Piece, find_parts
from ..reflection_models import says_more
from ..suggest import nearest
from ..warnings import WarningType, warn
from .item import ItemDirective

if TYPE_CHECKING:
    from ..reflection_models import ReflectionModel

_ = get_translation("sphinx_portfolio")


class ReflectionDirective(ItemDirective):
    """A structured account of an experience, in any reflection model."""

    is_star = False

    def run(self) -> list[nodes.Node]:
        """Make the record and the nodes of what was written."""
        draft = read_reflection(
            self.source.lines, self.source.place, self.context, star=self.is_star
        )
        self.finish(draft)
        values = draft.values.of(Reflection)
        model = self.settings.models[values.get("model", "star")]
        title = self.title(fallback=_("%s reflection") % _(model.title))
        about = next(iter(values.get("evidence", ())), self.context.docname)
        words = title.astext() if self.source.title else ""
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
        """The owner's text: an introduction, if any, and the parts."""
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
        start = self.source.place(-1)
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
            place = Place(start.file, piece.label.line or start.line)
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
                Place(start.file, line or start.line),
            )


def _as_label(words: str) -> str:
    """A label as people write it."""
    return f"**{words}** …" if words.endswith("?") else f"**{words}:** …"


def _is_more_than_words(node: nodes.Node) -> bool:
    """Whether a node in a label would be missed if only its words were kept."""
    return isinstance(node, nodes.reference | nodes.image | nodes.literal | nodes.math)


class StarReflectionDirective(ReflectionDirective):
    """A reflection in Situation, Task, Action and Result."""

    is_star = True
