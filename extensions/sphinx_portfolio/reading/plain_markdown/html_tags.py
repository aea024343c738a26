"""The tags of some HTML, and the addresses in them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..account.html_pieces import VOID, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The attributes of each tag that hold an address somebody may follow.
_ADDRESSES = {
    "a": ("href",),
    "img": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "track": ("src",),
    "image": ("href", "xlink:href"),
}
_ATTRIBUTE = re.compile(
    r"(?<=[\s\"'])(?P<name>[A-Za-z_:][\w:.-]*)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`]+)))?"
)
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s[^,]*)?(?:,|$)")
#: What is asked for its words.
_WITH_WORDS = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6"})
_VALUES = ("double", "single", "bare")
#: Elements whose content is none of the text.
NO_TEXT = frozenset({"script", "style", "template"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens, and where it stands; of a link or heading, what is ``inside``."""

    source: str
    name: str
    start: int
    end: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a tag: its span in there, the attribute, and what it says for it."""

    span: tuple[int, int]
    attribute: str
    words: str = ""


def tags_of(source: str) -> list[Tag]:
    """The tags of some HTML that open something, outside of comments and scripts."""
    found: list[Tag] = []
    at, skipped = 0, ""
    words: list[str] = []
    opened: dict[str, tuple[int, int]] = {}  # by name, which tag and how many words stood before
    for piece in tokens_of(without_open_comment(source)):
        start, at = at, at + len(piece.text)
        if skipped:
            skipped = "" if piece.closes and piece.name == skipped else skipped
            continue
        if piece.name in opened:
            number, before = opened.pop(piece.name)
            found[number] = replace(found[number], inside=_one_line(words[before:]))
        if piece.name and not piece.closes:
            skipped = piece.name if piece.name in NO_TEXT else ""
            if piece.name in _WITH_WORDS:
                opened[piece.name] = len(found), len(words)
            found.append(Tag(piece.text, piece.name, start, at))
            words.append(attribute_of(piece.text, "alt"))
        elif not piece.name and not piece.is_comment:
            words.append(html.unescape(piece.text))
    for number, before in opened.values():
        found[number] = replace(found[number], inside=_one_line(words[before:]))
    return found


def is_balanced(source: str) -> bool:
    """Whether some HTML closes what it opens, and nothing else."""
    opened: list[str] = []
    for piece in tokens_of(source):
        if not piece.name or piece.name in VOID or piece.text.endswith("/>"):
            continue
        if not piece.closes:
            opened.append(piece.name)
        elif not opened or opened.pop() != piece.name:
            return False
    return not opened


def without_open_comment(source: str) -> str:
    """Some HTML up to a comment that nothing closes, for which each search would go to the end."""
    opened = source.find("<!--", source.rfind("-->") + 1)
    return source if opened < 0 else source[:opened]


def addresses_of(tag: Tag) -> Iterator[Address]:
    """The addresses that a tag holds."""
    wanted = _ADDRESSES.get(tag.name, ())
    words = attribute_of(tag.source, "alt") or attribute_of(tag.source, "title")
    for match in _ATTRIBUTE.finditer(tag.source) if wanted else ():
        name = match["name"].lower()
        group = next((one for one in _VALUES if match[one] is not None), "")
        if name not in wanted or not group:
            continue
        start, end = match.span(group)
        if name == "srcset":
            for candidate in _CANDIDATE.finditer(match[group]):
                first, last = candidate.span(1)
                yield Address((start + first, start + last), name, words)
        else:
            # Browsers take blanks around an address away.
            value = match[group]
            start += len(value) - len(value.lstrip())
            yield Address((start, max(start, end - len(value) + len(value.rstrip()))), name, words)


def attribute_of(source: str, name: str) -> str:
    """The value of an attribute of a tag; nothing if it has none."""
    for match in _ATTRIBUTE.finditer(source):
        if match["name"].lower() == name:
            value = next((match[one] for one in _VALUES if match[one] is not None), "")
            return html.unescape(value)
    return ""


def _one_line(words: list[str]) -> str:
    return " ".join("".join(words).split())
