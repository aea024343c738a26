"""Names in ``conf.py`` that nothing knows, and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..faults import Fault, Place, WarningType
from ..suggest import most_like

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

# So much of two names has to be the same: people have names of their own, too.
_ALIKE = 0.85


def line_of(source: str, name: str) -> int:
    """The line of ``conf.py`` that sets a value, from 1; the first if there is none."""
    match = re.search(rf"(?m)^[ \t]*{re.escape(name)}\b", source)
    return source.count("\n", 0, match.start()) + 1 if match else 1


def misspelt_names(
    names: Iterable[str], known: Collection[str], source: str, file: str
) -> Iterator[Fault]:
    """A fault for each name that is nearly that of a value which is not set.

    :param names: all that ``conf.py`` sets.
    :param known: the values of Sphinx and of all extensions.
    :param source: the text of ``conf.py``.
    """
    written = set(names)
    missing = sorted(set(known) - written)
    for name in sorted(written - set(known)):
        if name.startswith("_"):
            continue
        if meant := most_like(name, missing, _ALIKE):
            words = f"conf.py: nothing has a use for {name!r}. Did you mean {meant!r}? If it is a "
            words += "name of your own, begin it with '_'."
            yield Fault(WarningType.CONFIG, words, Place(file, line_of(source, name)))


def text_of(conf_py: Path) -> str:
    """The text of ``conf.py``; nothing if it cannot be read."""
    try:
        return conf_py.read_text("utf-8")
    except (OSError, UnicodeError):
        return ""
