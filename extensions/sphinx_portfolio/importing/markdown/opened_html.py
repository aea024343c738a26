"""Markdown that stands in HTML by mistake, with no empty line between.

GitHub shows its signs, which nobody means: ``<img src="a.png">`` and ``**Situation:** …`` in the
next line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...reading.plain_markdown.page import Way

if TYPE_CHECKING:
    from markdown_it.token import Token

    from .edits import Edits
    from .page import Page

_SIGNS = re.compile(r"\*\*\S|__\S|`|^[ \t]*(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)[ \t]", re.MULTILINE)
_VERBATIM = re.compile(r"\s*<(?:!|\?|pre|script|style|textarea)\b", re.IGNORECASE)


def open_html(page: Page, edits: Edits) -> None:
    """Tell where empty lines part the words of a page from HTML around them."""
    linked = {link.line for link in page.links if link.way is not Way.HTML}
    for token in page.tokens.tokens:
        if token.type == "html_block" and token.map and not _VERBATIM.match(token.content):
            lines = _lines_of_words(token)
            if _SIGNS.search("\n".join(lines.values())) or any(
                line + 1 in linked for line in lines
            ):
                _part(page, token, edits)


def _lines_of_words(token: Token) -> dict[int, str]:
    """The lines of a block, from 0, that do not begin with a tag."""
    assert token.map
    lines = enumerate(token.content.split("\n"), start=token.map[0])
    return {number: line for number, line in lines if line.strip() and not _is_tag(line)}


def _is_tag(line: str) -> bool:
    return line.lstrip().startswith("<")


def _part(page: Page, token: Token, edits: Edits) -> None:
    """Put an empty line wherever words follow a tag, or a tag words."""
    assert token.map
    content = token.content.rstrip("\n").split("\n")
    for number, line in enumerate(content):
        here = token.map[0] + number
        if here >= len(page.tokens.lines) or not line.strip():
            continue
        start = page.tokens.starts[here]
        column = page.tokens.lines[here].rfind(line.strip())
        before = re.sub(r"[^>\s]", " ", page.tokens.lines[here][:column])
        if number and _is_tag(line) != _is_tag(content[number - 1]) and content[number - 1].strip():
            edits.insert(start, f"{before.rstrip()}\n")
        indent = len(line) - len(line.lstrip())
        if indent and not _is_tag(line):
            # Markdown would take it for code.
            edits.replace(start + column - indent, start + column, "")
