"""Where parts may begin in a text of which nobody knows yet where its accounts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .labels import label_in
from .lines import OBJECT, Line
from .naming import Naming
from .parts import form_of

if TYPE_CHECKING:
    from docutils import nodes

    from .forms import Mark

__all__ = ["OBJECT", "Line", "Naming", "label_in", "marks_of"]


def marks_of(node: nodes.Node, naming: Naming) -> list[Mark]:
    """The labels in a node that may name a part; `read_account` says which of them do."""
    return form_of(node, naming).marks
