"""A menu with gaps: what all pages share stands there once, and each page fills in the rest.

The gaps are for addresses, which are relative to the page, and for the marks of what is current.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The addresses that all programs between here and the page write in the same way.
_PLAIN = re.compile(r"[^\"#\x00-\x1f\x7f-\x9f]*")
# A token is the last class of an item, where furo adds more, and of others the first or the last.
_GAP = re.compile(
    r' (?P<item>pfnavl\d+e)(?P<more>(?: has-children)?)(?=">)'
    r'| class="(?P<only>pfnav[ua]\d+e)"'
    r"|(?P<first>pfnav[ua]\d+e) "
    r"| (?P<last>pfnav[ua]\d+e)"
    r'|(?<= href=")(?P<link>pfnavh\d+e)'
    r'|(?=class="toctree-checkbox" id="toctree-(?P<box>checkbox-\d+)")'
)
#: What is said in a gap of each form on the page that it is about.
_SAID = {"only": ' class="current"', "first": "current ", "last": " current", "link": "#"}


def token(kind: str, number: int) -> str:
    """What stands in a gap while others make HTML of the menu.

    :param kind: ``l`` and ``u`` for the class of a ``<li>`` or ``<ul>``, ``a`` and ``h`` for the
        class and the address of a link.
    """
    return f"pfnav{kind}{number}e"


class UnknownMenuError(ValueError):
    """A menu that is not as those that were known when this was written."""


@dataclass
class Outline:
    """What a menu consists of; each kind is numbered in the order in which it stands there."""

    #: Where each link leads, from the top of the site; and whether to a section there.
    links: list[tuple[str, bool]] = field(default_factory=list)
    lists: int = 0
    #: For each item, whether there is a list in it.
    items: list[bool] = field(default_factory=list)
    #: What is current on each page, as kinds and numbers.
    current: dict[str, set[tuple[str, int]]] = field(default_factory=dict)

    def gaps(self) -> set[str]:
        """The names of the gaps that its HTML has."""
        numbers = {"l": len(self.items), "u": self.lists} | dict.fromkeys("ah", len(self.links))
        names = {token(kind, n) for kind, count in numbers.items() for n in range(count)}
        ends = {_end_of(token("l", n)) for n in range(len(self.items))}
        return names | ends | set(self.boxes().values())

    def boxes(self) -> dict[int, str]:
        """What opens an item that has a list: furo numbers these from one."""
        opened = [number for number, has_list in enumerate(self.items) if has_list]
        return {number: f"checkbox-{n}" for n, number in enumerate(opened, start=1)}


def _escaped(address: str) -> str:
    return escape(address, quote=False)


def _end_of(item: str) -> str:
    return f"end of {item}"


class Menu:
    """The menu of all pages.

    :param html: with a token for each gap.
    :raises UnknownMenuError: if pages cannot be made of it.
    """

    def __init__(self, html: str, outline: Outline) -> None:
        self._parts: list[str] = []
        self._gaps: dict[str, tuple[int, str]] = {}
        for address, _anchored in outline.links:
            if not _PLAIN.fullmatch(address):
                raise UnknownMenuError(f"a link to {address!r}")
        self._take_apart(html)
        if self._gaps.keys() != outline.gaps():
            raise UnknownMenuError("its HTML is not as expected")
        self._links = [(_escaped(address), anchored) for address, anchored in outline.links]
        self._own: dict[str, list[int]] = defaultdict(list)
        for number, (address, _anchored) in enumerate(self._links):
            self._own[address].append(number)
        boxes = outline.boxes()
        self._marks = {
            page: list(self._marked(current, boxes)) for page, current in outline.current.items()
        }
        # Pages are written in the order of their names, so mostly one folder after the other.
        self._shared: tuple[str, list[str]] = "", []

    def _take_apart(self, html: str) -> None:
        end = 0
        for found in _GAP.finditer(html):
            before = html[end : found.start()]
            end = found.end()
            form = found.lastgroup or ""
            if item := found["item"]:
                self._add(before, item, " current")
                self._add(found["more"], _end_of(item), " current-page")
            else:
                self._add(before, found[form], _SAID.get(form, 'checked="" '))
        self._parts.append(html[end:])

    def _add(self, before: str, gap: str, said: str) -> None:
        if gap in self._gaps:
            raise UnknownMenuError(f"{gap} stands there twice")
        self._parts += before, ""
        self._gaps[gap] = len(self._parts) - 1, said

    def _marked(
        self, current: set[tuple[str, int]], boxes: dict[int, str]
    ) -> Iterator[tuple[int, str]]:
        """What a page says in the gaps of what is current there; furo marks the last item more."""
        items = sorted(number for kind, number in current if kind == "l")
        yield from (self._gaps[token(kind, number)] for kind, number in current)
        yield from (self._gaps[boxes[number]] for number in items if number in boxes)
        yield self._gaps[_end_of(token("l", items[-1]))]

    def written(self, page: str, address: str) -> str:
        """The menu of a page.

        :param address: of the page, from the top of the site.
        """
        own = _escaped(address)
        parts = self._in_folder(own.rpartition("/")[0]).copy()
        for number in self._own.get(own, ()):
            place, said = self._gaps[token("h", number)]
            parts[place] = "" if self._links[number][1] else said
        for place, said in self._marks.get(page, ()):
            parts[place] = said
        return "".join(parts)

    def _in_folder(self, folder: str) -> list[str]:
        """The parts for a page of a folder that the menu does not lead to."""
        if not self._shared[1] or self._shared[0] != folder:
            # No page has this name, so none of the addresses is its own.
            page = f"{folder}/\0" if folder else "\0"
            parts = self._parts.copy()
            for number, (address, _anchored) in enumerate(self._links):
                place, _said = self._gaps[token("h", number)]
                parts[place] = relative_uri(page, address)
            self._shared = folder, parts
        return self._shared[1]
