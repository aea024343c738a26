"""What visitors for LaTeX are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.latex import LaTeXTranslator

    from ..nodes import Visitor


def wrap(before: str, after: str) -> tuple[Visitor, Visitor]:
    """Visit and depart functions that write something before and after a node."""

    def visit(self: LaTeXTranslator, node: nodes.Element) -> None:
        self.body.append(before)

    def depart(self: LaTeXTranslator, node: nodes.Element) -> None:
        self.body.append(after)

    return visit, depart


def written_as(name: str) -> tuple[Visitor, Visitor]:
    """Visit and depart functions that write a node as the docutils node of that name."""

    def visit(self: LaTeXTranslator, node: nodes.Element) -> None:
        getattr(self, f"visit_{name}")(node)

    def depart(self: LaTeXTranslator, node: nodes.Element) -> None:
        getattr(self, f"depart_{name}")(node)

    return visit, depart
