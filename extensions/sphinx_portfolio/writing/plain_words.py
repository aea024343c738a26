"""Plain words become Markdown that says just these words: no sign in them is ever markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import is_web_address
from ..reading.option_lines import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: What begins something inside of a line, wherever it stands; and where MyST would see a link.
_INLINE = re.compile(
    r"[\\`*\[\]<>{@]|&(?=#?\w{1,40};)|~(?=~)|(?<![^\W_])_|_(?![^\W_])"
    r"|(?:(?<=http)|(?<=https)|(?<=mailto)|(?<=xmpp)):|(?<=www)\."
    r"|(?<=\s):(?=[a-z-]+:)",  # an option that slipped into a title
    re.IGNORECASE,
)
#: What begins a block, or an option, at the start of a line.
_AT_START = re.compile(r"[-+=#:%~|]|\d{1,9}(?=[.)])")
_TARGET = re.compile(r"\(.*=", re.DOTALL)
_FENCES = ("```", "~~~", ":::")
_FULL_WIDTH_COLON = "："
_BULLET = re.compile(r"[•·▪◦‣●○∙]\s*|[-*–]\s+")
_ADDRESS = re.compile(r"https?://[^\s<>]{1,2000}")
_SHOWN_AS_IT_IS = re.compile(r"(?!.*xn--)[\x21-\x24\x26-\x7e]*", re.IGNORECASE)
#: What ends a sentence rather than an address.
_AFTER = ".,;:!?'\"”’"
#: Words of a list that need no mark around them.
_SIMPLE_WORD = re.compile(r"[^\W_](?:[\w .+#&/()-]*[\w+#)])?")

#: A paragraph as its lines, or the items of a list.
Block = str | tuple[str, ...]


def one_line(words: str) -> str:
    """Words with one blank wherever there is white space."""
    return " ".join(words.split())


def escaped(words: str) -> str:
    """Words inside of a line of Markdown."""
    return _escaped(one_line(words))


def value(words: str) -> str:
    """Words as the value of an option, in which only quotation marks around all of it count."""
    words = one_line(words)
    is_plain = unquoted(words) == words and not words.startswith(_FENCES)
    return words if is_plain else "'" + words.replace("'", "''") + "'"


def listed(option: str, words: Sequence[str]) -> Iterator[str]:
    """The lines of an option that is a list; each of its words may hold commas."""
    if all(map(_SIMPLE_WORD.fullmatch, words)):
        yield f":{option}: {', '.join(words)}"
        return
    yield f":{option}:"
    yield from (f"  - {value(word)}" for word in words)


def prose(text: str) -> list[Block]:
    """The paragraphs and lists that somebody wrote as plain text, with bullets typed by hand."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    items: list[str] = []

    def end() -> None:
        if paragraph:
            blocks.append("\n".join(paragraph))
        if items:
            blocks.append(tuple(items))
        paragraph.clear()
        items.clear()

    for line in map(one_line, text.splitlines()):
        bullet = _BULLET.match(line)
        item = line[bullet.end() :] if bullet else ""
        if not line or (items if not item else paragraph):
            end()
        if line:
            (items if item else paragraph).append(item or line)
    end()
    return blocks


def markdown(blocks: Iterable[Block]) -> str:
    """Paragraphs and lists as Markdown, without a line end."""
    return "\n\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    if isinstance(block, str):
        return "\\\n".join(map(_line, filter(None, map(one_line, block.splitlines()))))
    return "\n".join(f"- {_line(one_line(item))}" for item in block)


def _line(words: str) -> str:
    """A line that begins a paragraph or goes on in one."""
    if words.startswith(_FULL_WIDTH_COLON):
        return f"&#xFF1A;{_linked(words[1:])}"
    start = _AT_START.match(words)
    if start and start[0].isdigit():
        return f"{start[0]}\\{_linked(words[start.end() :])}"
    if start or _TARGET.fullmatch(words):
        return f"\\{words[0]}{_linked(words[1:])}"
    return _linked(words)


def _linked(words: str) -> str:
    """Words in which addresses are links."""
    made, at = [], 0
    for match in _ADDRESS.finditer(words):
        address = _without_end(match[0])
        if is_web_address(address) and "@" not in address:
            made.append(_before_link(_escaped(words[at : match.start()])))
            made.append(_link(address))
            at = match.start() + len(address)
    return "".join([*made, _escaped(words[at:])])


def _before_link(words: str) -> str:
    """Words before a link, which would be a picture after an exclamation mark."""
    return f"{words[:-1]}\\!" if words.endswith("!") else words


def _link(address: str) -> str:
    """A link; in the short form, some signs would be shown as others."""
    short = _SHOWN_AS_IT_IS.fullmatch(address)
    return f"<{address}>" if short else f"[{_escaped(address)}](<{address}>)"


def _escaped(words: str) -> str:
    """Part of a line, whose blanks count."""
    return _INLINE.sub(r"\\\g<0>", words)


def _without_end(address: str) -> str:
    """An address without the signs behind it; a bracket stays if it was opened in there."""
    while address and (
        address[-1] in _AFTER
        or any(
            address[-1] == closing and address.count(closing) > address.count(opening)
            for opening, closing in ("()", "[]")
        )
    ):
        address = address[:-1]
    return address
