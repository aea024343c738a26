"""Is this in this output? One answer for views, indices, exports and writers.

Who may read an item is decided while its page is read: what is not for the readers of this build
never becomes a record. What ``only`` and ``ifconfig`` say differs between builders that share one
folder of doctrees, so it is asked anew in each build. Which pages a document is made of is known
when it is put together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from docutils.utils import Reporter
from sphinx.addnodes import only
from sphinx.ext.ifconfig import ifconfig, process_ifconfig_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.application import Sphinx


class Condition(NamedTuple):
    """What an output has to fulfil to show a block: of which directive, in its words."""

    directive: str
    expression: str


def conditions_of(node: nodes.Element) -> tuple[Condition, ...]:
    """The conditions of all blocks around a node, the outermost last."""
    found = []
    parent = node.parent
    while parent is not None:
        if isinstance(parent, only | ifconfig):
            found.append(Condition(type(parent).__name__, parent["expr"]))
        parent = parent.parent
    return tuple(found)


@dataclass(frozen=True)
class Presence:
    """What is in the output of one build.

    ``pages`` are those that the document at hand is made of, None if every page is written;
    ``items`` are those of them that are written, each as (page, id), None if all are.
    """

    app: Sphinx
    pages: Set[str] | None = None
    items: Set[tuple[str, str]] | None = None
    _known: dict[Condition, bool] = field(default_factory=dict)

    def of_pages(self, pages: Set[str]) -> Presence:
        """What is in one document."""
        return replace(self, pages=pages)

    def of_items(self, items: Set[tuple[str, str]]) -> Presence:
        """What is in a document that holds some items only."""
        return replace(self, items=items)

    def has_item(self, page: str, anchor: str) -> bool:
        """Whether an item of a page is there, if nothing around it says otherwise."""
        return self.has_page(page) and (self.items is None or (page, anchor) in self.items)

    def has_page(self, page: str) -> bool:
        """Whether a page is there."""
        return self.pages is None or page in self.pages

    def fulfils(self, conditions: Iterable[Condition]) -> bool:
        """Whether everything that blocks ask for is so."""
        return all(map(self._fulfils, conditions))

    def _fulfils(self, condition: Condition) -> bool:
        if condition not in self._known:
            ask = self._has_tags if condition.directive == only.__name__ else self._is_configured
            self._known[condition] = ask(condition.expression)
        return self._known[condition]

    def _has_tags(self, expression: str) -> bool:
        try:
            return self.app.builder.tags.eval_condition(expression)
        except Exception:
            return True  # Sphinx says what is wrong, and shows the block

    def _is_configured(self, expression: str) -> bool:
        """Let Sphinx decide about a block that nobody sees."""
        document = nodes.document(None, Reporter("", 5, 5))  # type: ignore[arg-type]
        block = ifconfig("", nodes.comment(), expr=expression)
        document += block
        process_ifconfig_nodes(self.app, document, "")
        return any(isinstance(child, nodes.comment) for child in document.children)
