"""What a label names: a part of the model, of a longer model, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...part_labels import names_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...part_labels import Part
    from ...reflection_models import ReflectionModel


class Naming:
    """The names of the parts of a model, and of those that its longer relatives add."""

    def __init__(
        self,
        model: ReflectionModel,
        labels: Mapping[str, str],
        models: Iterable[ReflectionModel] = (),
    ) -> None:
        self.model = model
        self.own = model.names(labels)
        self.relatives = [other for other in models if _goes_on(other, model)]
        added: dict[str, Part] = {}
        for other in self.relatives:
            for part in other.parts[len(model.parts) :]:
                added.setdefault(part.label, part)
        self.added = tuple(added.values())
        self.others = names_of(self.added, tuple(labels.items())) if added else None

    def exactly(self, words: str) -> bool:
        """Whether words are just the label of a part, here or in a relative."""
        return bool(self.own.exactly(words) or self.own.options(words) or self.other(words))

    def may_be(self, words: str) -> bool:
        """As `exactly`, or a letter, which may say that those around it are of something else."""
        return is_letter(words) or self.exactly(words)

    def loosely(self, words: str) -> tuple[int, ...]:
        """The parts that the words of a sure label name."""
        return self.own.loosely(words, (self.model.title, self.model.id))

    def other(self, words: str) -> str:
        """The label of the part that words name in a relative of the model; or nothing."""
        found = () if self.others is None else self.others.several(words)
        # A mark says nothing of a model that nobody named.
        is_mark = self.others is None or self.others.is_mark(words)
        return "" if not found or is_mark else self.added[found[0]].label

    def relative_with(self, labels: Iterable[str]) -> ReflectionModel | None:
        """The shortest relative that has all of these parts, or else the first."""
        wanted = set(labels)
        found = [one for one in self.relatives if wanted & {part.label for part in one.parts}]
        return min(
            found,
            key=lambda one: (-len(wanted & {part.label for part in one.parts}), len(one.parts)),
            default=None,
        )


def is_letter(words: str) -> bool:
    """Whether words are nothing but one letter."""
    word = plain(words)
    return len(word) == 1 and word.isalpha()


def _goes_on(other: ReflectionModel, model: ReflectionModel) -> bool:
    """Whether a model begins with all parts of another, and has more."""
    count = len(model.parts)
    return len(other.parts) > count and [part.label for part in other.parts[:count]] == [
        part.label for part in model.parts
    ]
