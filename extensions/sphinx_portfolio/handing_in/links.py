"""What pages and style sheets load by themselves, and where their links lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a browser fetches when it shows a page, by element and attribute.
_LOADED = {
    "img": ("src",),
    "source": ("src",),
    "script": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "body": ("background",),
}
_FOLLOWED = {"a": "href", "area": "href", "form": "action"}
_LOADED_LINKS = frozenset(
    {
        *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "prefetch"),
        *("modulepreload", "preconnect", "dns-prefetch"),
    }
)
#: Links of a page to itself and to others that no reader follows.
_NO_LINKS = frozenset({"canonical", "alternate"})
_STYLE_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFRESH = re.compile(r"""\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address, where it stands, and whether it is loaded without being asked for.

    ``needs_server``: browsers do not load it for a page that is opened from a file.
    """

    line: int
    written: str
    is_loaded: bool
    needs_server: bool = False


@dataclass
class Page:
    """What a page names, and the places in it that links can lead to."""

    addresses: list[Address] = field(default_factory=list)
    places: set[str] = field(default_factory=set)


def read_page(text: str) -> Page:
    """The addresses of a page of HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


def read_style(text: str, line: int = 1) -> Iterator[Address]:
    """The addresses of a style sheet, all of which are loaded."""
    text = _STYLE_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for found in _STYLE_URL.finditer(text):
        written = next((one for one in found.groups() if one), "")
        if written:
            yield Address(line + text.count("\n", 0, found.start()), written, is_loaded=True)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        self._is_style = tag == "style"
        self.page.places.update(values[key] for key in ("id", "name") if values.get(key))
        if "style" in values:
            self.page.addresses += read_style(values["style"], line)
        for written, is_loaded in _addresses_of(tag, values):
            address = Address(line, written.strip(), is_loaded, _needs_server(tag, values))
            self.page.addresses.append(address)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._is_style = False

    def handle_endtag(self, tag: str) -> None:
        self._is_style = False

    def handle_data(self, data: str) -> None:
        if self._is_style:
            self.page.addresses += read_style(data, self.getpos()[0])


def _needs_server(tag: str, values: dict[str, str]) -> bool:
    """Whether a browser asks first if another site may read it, which no file answers."""
    relations = values.get("rel", "").lower().split()
    return (
        tag in {"track", "use"}
        or (tag == "script" and values.get("type") == "module")
        or (tag == "link" and bool({"manifest", "modulepreload"} & set(relations)))
        or (tag in {"audio", "img", "link", "script", "video"} and "crossorigin" in values)
    )


def _addresses_of(tag: str, values: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The addresses of an element, and whether each is loaded."""
    for name in _LOADED.get(tag, ()):
        if values.get(name):
            yield values[name], True
    for name in ("srcset", "imagesrcset"):
        # A comma ends a candidate where a blank follows it; others belong to the address.
        for candidate in re.split(r",\s+|,$", values.get(name, "")):
            if candidate.strip():
                yield candidate.split()[0], True
    if tag in _FOLLOWED and values.get(_FOLLOWED[tag]):
        yield values[_FOLLOWED[tag]], False
    if tag == "link" and values.get("href"):
        relations = set(values.get("rel", "").lower().split())
        if not relations & _NO_LINKS or relations & _LOADED_LINKS:
            yield values["href"], bool(relations & _LOADED_LINKS)
    is_refresh = tag == "meta" and values.get("http-equiv", "").lower() == "refresh"
    if is_refresh and (found := _REFRESH.match(values.get("content", ""))):
        yield found[1], False
