"""Read the account in a reflection: its introduction, parts and tail, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...faults import Fault, Place, WarningType
from ...suggest import nearest
from .naming import Naming
from .parts import Found, Piece, find_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docutils import nodes

    from ...part_labels import Part
    from ...reflection_models import ReflectionModel


@dataclass
class Account:
    """What a person wrote of an experience.

    Each piece of ``parts`` names one part of the model or several; those of the ``tail``, after
    the last part, have titles of their own.
    """

    introduction: list[nodes.Node]
    parts: list[Piece]
    tail: list[Piece]
    faults: list[Fault] = field(default_factory=list)


def read_account(
    children: Sequence[nodes.Node],
    model: ReflectionModel,
    labels: Mapping[str, str],
    place: Place,
    models: Iterable[ReflectionModel] = (),
) -> Account:
    """Find the parts in the text of a reflection.

    :param labels: what the model's own labels are called in the reader's language.
    :param place: where the reflection begins.
    :param models: all models, for a part that another one has.
    """
    every = list(models)
    found = find_parts(children, model, labels, every)
    faults = list(_Checker(model, every, place).check(found))
    introduction, *parts = found.pieces
    return Account(introduction.children, parts, found.tail, faults)


def mark_of(piece: Piece, model: ReflectionModel) -> str:
    """The letter or number beside a part; of a merged one, both: "T·A"."""
    marks = [model.parts[index].mark for index in piece.indices]
    return f"{marks[0]}–{marks[-1]}" if len(marks) > _MOST_MARKS else "·".join(marks)


# More do not fit in a circle.
_MOST_MARKS = 2


class _Checker:
    """Says what is missing, empty, repeated, out of order, merged or unknown."""

    def __init__(
        self, model: ReflectionModel, models: Sequence[ReflectionModel], place: Place
    ) -> None:
        self.model = model
        self.models = models
        self.place = place
        self.names = [part.label for part in model.parts]

    def check(self, found: Found) -> Iterator[Fault]:
        """All faults, those of pieces in the order of the text."""
        pieces = found.pieces[1:]
        if not pieces:
            example = " ".join(map(_as_label, self.names))
            yield self.fault(
                WarningType.MISSING_PART,
                f"no part of {self.model.title} was found. Write each after its label: {example}",
            )
        yield from self.pieces(pieces)
        if pieces:
            yield from self.missing({index for piece in pieces for index in piece.indices})
        yield from self.other_model(found.tail)
        for words, _node, line in found.unknown:
            hint = nearest(words.strip(": "), self.names)
            yield self.fault(
                WarningType.UNKNOWN_PART,
                f"{words!r} is not a part of {self.model.title}.{hint} Its text stays where it is. "
                "If it is not meant as a part, leave out the colon.",
                line,
            )

    def pieces(self, pieces: Sequence[Piece]) -> Iterator[Fault]:
        """What is wrong with each piece, or with its place among the others."""
        seen: list[int] = []
        for piece in pieces:
            if piece.is_empty:
                yield self.empty(piece)
            if len(piece.indices) > 1:
                yield self.merged(piece)
            if piece.is_guessed:
                yield self.guessed(piece)
            if fault := self.misplaced(piece, seen):
                yield fault
            seen += piece.indices

    def empty(self, piece: Piece) -> Fault:
        parts = [self.model.parts[index] for index in piece.indices]
        prompts = "".join(_prompt(part) for part in parts)
        words = f"nothing stands under {_listed([part.label for part in parts])}.{prompts}"
        return self.fault(WarningType.EMPTY_PART, words, piece.line)

    def merged(self, piece: Piece) -> Fault:
        names = _listed([self.names[index] for index in piece.indices])
        return self.fault(
            WarningType.MERGED_PART,
            f"{piece.words!r} names more than one part. The text counts for {names}. If they are "
            "assessed one by one, give each a label and a text of its own.",
            piece.line,
        )

    def guessed(self, piece: Piece) -> Fault:
        name = self.names[piece.indices[0]]
        return self.fault(
            WarningType.UNKNOWN_PART,
            f"{piece.words!r} is not a part of {self.model.title}. Did you mean {name!r}? "
            "It counts as that for now. Correct the spelling.",
            piece.line,
        )

    def misplaced(self, piece: Piece, seen: Sequence[int]) -> Fault | None:
        """A part that was there already, or stands after one that should follow it."""
        repeated = [self.names[index] for index in piece.indices if index in seen]
        if repeated:
            return self.fault(
                WarningType.REPEATED_PART,
                f"{_listed(repeated)} stands here a second time. Join the two, or give one "
                "another label.",
                piece.line,
            )
        if seen and min(piece.indices) < max(seen):
            name, after = self.names[min(piece.indices)], self.names[max(seen)]
            return self.fault(
                WarningType.PART_ORDER,
                f"{name!r} stands after {after!r}. {self.model.title} goes: "
                f"{', '.join(self.names)}.",
                piece.line,
            )
        return None

    def missing(self, seen: set[int]) -> Iterator[Fault]:
        for index, part in enumerate(self.model.parts):
            if index not in seen:
                yield self.fault(
                    WarningType.MISSING_PART,
                    f"the part {part.label!r} of {self.model.title} is missing.{_prompt(part)} "
                    f"Add it as {_as_label(part.label)}",
                )

    def other_model(self, tail: Sequence[Piece]) -> Iterator[Fault]:
        """Parts, after the last one, that a longer model has."""
        others = [piece for piece in tail if piece.other]
        if not others:
            return
        naming = Naming(self.model, {}, self.models)
        better = naming.relative_with(piece.other for piece in others)
        for piece in others:
            if better is not None:
                yield self.fault(
                    WarningType.PART_OF_OTHER_MODEL,
                    f"{piece.words!r} is not a part of {self.model.title}, but of {better.title}. "
                    "It is shown after the parts. To make it one of them, begin with "
                    f"'{{reflection}}' and the option ':model: {better.id}'.",
                    piece.line,
                )

    def fault(self, kind: WarningType, words: str, line: int | None = None) -> Fault:
        """A fault at a line, or where the reflection begins."""
        return Fault(kind, words, Place(self.place.file, line or self.place.line))


def _prompt(part: Part) -> str:
    return f" {part.prompt}" if part.prompt else ""


def _listed(names: Sequence[str]) -> str:
    """Names in quotation marks: "'Task' and 'Action'"."""
    *first, last = map(repr, names)
    return f"{', '.join(first)} and {last}" if first else last


def _as_label(words: str) -> str:
    """A label as people write it."""
    return f"**{words}** …" if words.endswith("?") else f"**{words}:** …"
