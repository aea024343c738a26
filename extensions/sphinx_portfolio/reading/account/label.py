"""One label, as it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes


@dataclass
class Label:
    """A label at the start of a line.

    ``text`` is all that belongs to it and ``node`` the same as nodes. Its own words end at
    ``words_end`` of its line, and the text begins at ``end``. ``form`` says how it is marked:
    ``bold``, or a form that is a label only in company. What ``follows`` another stands in its
    line.
    """

    text: str
    node: nodes.Element
    line: int
    words_end: int
    end: int
    has_colon: bool
    form: str = "bold"
    source: str = ""
    closing: str = ""
    is_inside_style: bool = False
    follows: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether it is a label by its look alone."""
        return self.form == "bold"
