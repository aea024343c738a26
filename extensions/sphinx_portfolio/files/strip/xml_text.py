"""Change attributes and elements of XML without writing anew what nobody asked to change.

Office programs are strict about prefixes and the order of things, which a library would change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from .errors import BROKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL
)
_ATTRIBUTE = re.compile(r"\s+(?:[\w.-]+:)?([\w.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAME = re.compile(r"</?((?:[\w.-]+:)?([\w.-]+))")
_ENCODING = re.compile(r"(<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_REFERENCES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}


def read_text(data: bytes) -> str:
    """The text of a part.

    :raises ValueError: in words, if it is no XML, or declares a type, which no office program does.
    """
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError(BROKEN)

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
        is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise ValueError(BROKEN) from error
    return _ENCODING.sub(r"\1", text, count=1)


def escaped(text: str) -> str:
    """A text as it stands in XML."""
    return "".join(_REFERENCES.get(letter, letter) for letter in text)


def change_attributes(
    text: str, changes: Mapping[str, str | None], elements: Collection[str] = ()
) -> str:
    """Give attributes new values, or take them out, whatever their prefixes.

    :param changes: a value by the name of the attribute, in small letters; `None` takes it out.
    :param elements: the elements whose attributes are meant, all if there are none.
    """

    def changed(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name not in changes:
            return match[0]
        value = changes[name]
        return "" if value is None else f'{match[0][: match.start(2) - match.start()]}"{value}"'

    def in_tag(match: re.Match[str]) -> str:
        tag = match[0]
        if tag[1] in "!?/" or "=" not in tag:
            return tag
        if elements and ((name := _NAME.match(tag)) is None or name[2] not in elements):
            return tag
        return _ATTRIBUTE.sub(changed, tag)

    return _TAG.sub(in_tag, text)


def element(tag: str, content: str) -> str:
    """An element that begins with a tag, with this in it."""
    name = _NAME.match(tag)
    return tag if tag.endswith("/>") or name is None else f"{tag}{content}</{name[1]}>"


def without_elements(text: str, names: Collection[str]) -> str:
    """Take elements out, with all that is in them."""
    return replace_elements(text, names, lambda _tag, _inner: "")


def fill_elements(text: str, names: Collection[str], content: str) -> str:
    """Replace all that is in elements by a text."""
    return replace_elements(text, names, lambda tag, _inner: element(tag, content))


def replace_elements(text: str, names: Collection[str], make: Callable[[str, str], str]) -> str:
    """Put what is made of the first tag of an element, and of all in it, in its place.

    :param names: names of elements, with a prefix or for all prefixes.
    """
    parts: list[str] = []
    depth, opening, start, last = 0, "", 0, 0
    for match in _TAG.finditer(text):
        tag = match[0]
        name = _NAME.match(tag)
        if name is None or not (name[1] in names or name[2] in names):
            continue
        if tag.startswith("</"):
            depth -= 1
            if depth == 0:
                parts.append(make(opening, text[start : match.start()]))
                last = match.end()
        elif depth == 0:
            parts.append(text[last : match.start()])
            last = match.end()
            if tag.endswith("/>"):
                parts.append(make(tag, ""))
            else:
                opening, start, depth = tag, match.end(), 1
        elif not tag.endswith("/>"):
            depth += 1
    parts.append(text[last:])
    return "".join(parts)
