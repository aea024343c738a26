"""What becomes of a link: the address that it has in the project, and whether it is one still."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from .destinations import Leads

#: Signs that mean something to Markdown in a line, and at its start.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~$]")
_AT_START = re.compile(r"(?:[#+=%:>-]|\d{1,9}(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Turned:
    """A link of a page in the project; ``is_picture`` is whether a page can show what it leads to.

    ``name`` is what the thing is called, for a link without words.
    """

    leads: Leads
    address: str = ""
    is_picture: bool = False
    name: str = ""


#: Turns an address, with the words of its link; the last says whether it was meant to be shown.
Turn = Callable[[str, str, bool], Turned]


def link(words: str, turned: Turned) -> str:
    """A link as Markdown, or its words alone.

    :param words: Markdown; nothing for a link without words.
    """
    if turned.leads is Leads.NOWHERE:
        return words
    if not words.strip():
        words = escaped(turned.name)
    return f"[{words.strip()}]({target(turned.address)})"


def target(address: str) -> str:
    """An address as Markdown reads it back."""
    if re.search(r"[\s()<>]", address):
        return "<" + re.sub(r"[<>\s]", lambda sign: f"%{ord(sign[0]):02X}", address) + ">"
    return address


def escaped(words: str) -> str:
    """Plain words as Markdown of one line that reads the same."""
    line = _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(words.split()))
    return at_start(html.escape(line, quote=False) if "&" in line else line)


def at_start(line: str) -> str:
    """A line that does not begin a list, a heading or anything else of Markdown."""
    match = _AT_START.match(line)
    if not match:
        return line
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match[0].isdigit() else f"\\{line}"
