"""Words of conf.py in LaTeX: what is words is escaped, what is LaTeX stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util import texescape

if TYPE_CHECKING:
    from sphinx.config import Config

# Values that are words; people name them again in ``latex_documents``.
_WORDS = ("project", "author", "html_title", "html_short_title", "portfolio_subtitle")
# Where title and author stand in an entry of ``latex_documents``.
_TITLE, _AUTHOR = 2, 3

# What TeX can take: commands, formulas, and characters that mean nothing to it alone.
_COMMAND = r"\\(?:[A-Za-z@]+|[^A-Za-z@])"
_FORMULA = rf"\$(?:{_COMMAND}|[^\\$&%#])+\$"
_TEX = re.compile(rf"(?:{_COMMAND}|{_FORMULA}|[^\\$&%#_^])*", re.DOTALL)
_BRACES = re.compile(rf"{_COMMAND}|([{{}}])", re.DOTALL)

_SPECIAL = {
    **{ord(sign): rf"\{sign}" for sign in "$&%#_{}"},
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    ord("\\"): r"\textbackslash{}",
    ord("-"): r"\sphinxhyphen{}",  # two would become a dash
}


def escaped(words: str, config: Config) -> str:
    """Words, to be printed as they are."""
    return texescape.escape(words, config.latex_engine)


def described(words: str) -> str:
    """Words for what a PDF says of itself, where formulas and ligatures are unknown."""
    return words.translate(_SPECIAL)


def documents(config: Config) -> list[tuple[object, ...]]:
    """``latex_documents`` as the owner wrote it, with words in place of what TeX cannot take.

    Sphinx takes title and author for LaTeX. Most people write their own name there, or ``project``.
    """
    return [_document(tuple(entry), config) for entry in config.latex_documents]


def _document(entry: tuple[object, ...], config: Config) -> tuple[object, ...]:
    words = {getattr(config, name, None) for name in _WORDS}
    return tuple(
        texescape.escape_abbr(escaped(value, config))
        if at in {_TITLE, _AUTHOR}
        and isinstance(value, str)
        and (value in words or not _is_tex(value))
        else value
        for at, value in enumerate(entry)
    )


def _is_tex(text: str) -> bool:
    """Whether TeX can take a line, so that somebody may have meant it as LaTeX."""
    if not _TEX.fullmatch(text):
        return False
    depth = 0
    for found in _BRACES.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[1], 0)
        if depth < 0:
            return False
    return depth == 0
