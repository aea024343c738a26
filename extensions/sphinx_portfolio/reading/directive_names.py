"""What directives there are, and which of ours a name may mean that none has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..suggest import most_like

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

#: Directives that hold no Markdown.
_CODE = frozenset(
    (
        *("code", "code-block", "sourcecode", "literalinclude", "parsed-literal", "raw", "math"),
        *("eval-rst", "mermaid", "graphviz", "digraph", "graph", "prompt", "csv-table"),
    )
)
# So much of two names has to be the same.
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Directives:
    """What directives there are: ``ours`` by name, and whether any other has a name.

    ``options`` are all that ours have. ``bare`` are those that the owner lets stand without braces;
    ``has_colons`` is whether ``:::`` is a fence on the page.
    """

    ours: Collection[str]
    is_other: Callable[[str], bool] = lambda _name: False
    options: Collection[str] = ()
    bare: Collection[str] = ()
    has_colons: bool = True

    def own(self, name: str) -> str:
        """The name of ours that this is but for capital letters and hyphens; else nothing."""
        folded = name.casefold().replace("_", "-")
        return folded if folded in self.ours else ""

    def meant(self, name: str) -> str:
        """The name of ours that is meant by one which no directive has; else nothing."""
        if own := self.own(name):
            return own
        if self.is_known(name):
            return ""
        folded = name.casefold().replace("_", "-")
        longer = [one for one in self.ours if one.endswith(f"-{folded}")]
        longer += [one for one in self.ours if one.startswith(f"{folded}-")]
        return longer[0] if longer else most_like(folded, self.ours, _ALIKE)

    def is_known(self, name: str) -> bool:
        """Whether there is such a directive."""
        return name.lower() in self.ours or self.holds_code(name) or self.is_other(name)

    def holds_code(self, name: str) -> bool:
        """Whether what stands in such a directive is no Markdown."""
        return name.lower() in _CODE
