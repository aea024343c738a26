"""How much is drawn when every reference inside a drawing is followed.

``<use>`` of a group of ten ``<use>`` of a group of ten … makes a billion shapes of a page of text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Elements that are drawn, and elements within elements.
MOST_DRAWN, DEEPEST = 100_000, 500
# Marks and clips of a large drawing are no attack: so many are drawn for each element in it.
_FOR_EACH = 10
# These are read once, however often they are used.
_READ_ONCE = frozenset({"linearGradient", "radialGradient", "solidcolor"})
# These are drawn where something refers to them, not where they stand.
_UNSEEN = _READ_ONCE | {"defs", "symbol", "clipPath", "mask", "pattern", "marker", "filter"}


@dataclass(slots=True)
class References:
    """The elements of a drawing by number, as they come, and what refers to what."""

    children: list[list[int]] = field(default_factory=list)
    targets: dict[int, list[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    read_once: set[int] = field(default_factory=set)

    def add(self, parent: int, tag: str, identifier: str, targets: list[str]) -> int:
        """Note an element; ``parent`` is -1 for the first. The number of it."""
        number = len(self.children)
        self.children.append([])
        if parent >= 0 and tag not in _UNSEEN:
            self.children[parent].append(number)
        if identifier:
            self.numbers.setdefault(identifier, number)
        if targets:
            self.targets[number] = targets
        if tag in _READ_ONCE:
            self.read_once.add(number)
        return number

    def refer(self, number: int, targets: list[str]) -> None:
        """Note that an element refers to more."""
        self.targets.setdefault(number, []).extend(targets)

    def is_too_much(self) -> bool:
        """Whether too much is drawn, or too deep. A circle ends where it closes, as in browsers."""
        count = len(self.children)
        most = max(MOST_DRAWN, _FOR_EACH * count)
        drawn, depth = [0] * count, [0] * count  # 0: not known yet
        open_: set[int] = set()
        stack = [0] if count else []
        while stack:
            number = stack[-1]
            parts = self._parts(number)
            if number not in open_ and not drawn[number]:
                open_.add(number)
                stack += [part for part in parts if not drawn[part] and part not in open_]
                continue
            stack.pop()
            if drawn[number]:
                continue
            open_.discard(number)
            drawn[number] = 1 + sum(drawn[part] for part in parts)
            depth[number] = 1 + max((depth[part] for part in parts), default=0)
            if drawn[number] > most or depth[number] > DEEPEST:
                return True
        return False

    def _parts(self, number: int) -> list[int]:
        targets = self.targets.get(number)
        if not targets:
            return self.children[number]
        found = (self.numbers.get(target) for target in targets)
        return self.children[number] + [
            part for part in found if part is not None and part not in self.read_once
        ]
