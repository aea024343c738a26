"""Directives of ours on a page of reStructuredText that are misspelt or written otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..faults import Fault, Place, WarningType

if TYPE_CHECKING:
    from .directive_names import Directives

_DIRECTIVE = re.compile(r"(\s*)\.\.(\s*)([^\W_][\w-]*)(:{1,2})(\s.*|)", re.DOTALL)


def mend_rest(text: str, file: str, directives: Directives) -> tuple[str, list[Fault]]:
    """The text as it was meant, line for line, and what is wrong with it.

    :param file: where the text stands.
    """
    lines, faults = text.split("\n"), []
    for at, line in enumerate(lines):
        match = _DIRECTIVE.fullmatch(line) if ".." in line else None
        if match is None:
            continue
        indent, blank, name, colons, rest = match.groups()
        is_form = bool(blank) and colons == "::"
        if is_form and directives.is_known(name):
            continue
        meant = directives.meant(name) if is_form else directives.own(name)
        if not meant:
            continue
        lines[at] = f"{indent}.. {meant}::{rest}"
        kind = WarningType.MISSPELT_DIRECTIVE if is_form else WarningType.MARKUP_FORM
        words = (
            f"there is no directive '{name}'. It is read as '{meant}'; correct the spelling."
            if is_form
            else f"'..{blank}{name}{colons}' is read as '.. {meant}::'. Write it so, with a blank "
            "behind the dots and two colons."
        )
        faults.append(Fault(kind, words, Place(file, at + 1)))
    return "\n".join(lines), faults
