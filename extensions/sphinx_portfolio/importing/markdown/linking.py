"""What becomes of all addresses of a source: files get names, and pages are told apart.

Where a page stands in the project is known last, so an address in the project begins with a mark
that `Links.settle` takes away again.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...files.kinds import kind_of
from ...model import PICTURES, FileKind
from ...writing.naming import file_names
from .destinations import Leads
from .page import address_of
from .turned import Turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...leaks import Patterns
    from .destinations import Destination, Map
    from .page import Page
    from .source import Source

#: The folder of files, in that of the pages.
FILES = "files"
#: What a page can show in its text; of a document it is the first page.
_SHOWN = PICTURES | {FileKind.DOCUMENT}
#: Bytes; GitHub takes no larger ones.
_MOST = 200_000_000


@dataclass
class Links:
    """The links of all pages.

    ``names`` has the name of each file that is copied, by its path in the source, and ``useless``
    why others are not.
    """

    map: Map
    mark: str
    names: dict[str, str] = field(default_factory=dict)
    useless: dict[str, str] = field(default_factory=dict)
    #: The pages and places in them that links lead to, in the order of their numbers.
    places: list[tuple[str, str]] = field(default_factory=list)
    _known: dict[tuple[str, str], Destination] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def destination(self, page: str, address: str) -> Destination:
        """Where an address on a page leads."""
        key = (posixpath.dirname(page) if not address.startswith("#") else page, address)
        if key not in self._known:
            self._known[key] = self.map.destination(page, address)
        found = self._known[key]
        is_here = found.leads is Leads.PAGE and not found.target
        return type(found)(Leads.PAGE, page, found.anchor) if is_here else found

    def take_files(self, pages: Iterable[Page], source: Source, patterns: Patterns) -> None:
        """Look at all files that pages name, and give names to those that are copied."""
        addresses = {
            (page.path, address)
            for page in pages
            for address in (*map(address_of, page.links), *(file for _, _, file in page.files))
        }
        found = (self.destination(*address) for address in addresses)
        named = {one.target for one in found if one.leads is Leads.FILE}
        self.useless = {
            path: f"it is larger than {_MOST // 1_000_000} MB."
            for path in sorted(named)
            if source.files[path].size > _MOST
        }
        self.names = file_names(sorted(named - self.useless.keys()), patterns)

    def turned(self, page: str, address: str, *, is_shown: bool) -> Turned:
        """What becomes of an address on a page.

        :param is_shown: whether it is that of a picture.
        """
        found = self.destination(page, address.strip())
        name = posixpath.basename(found.target) or address
        if found.leads is Leads.FILE:
            if found.target not in self.names:
                return Turned(Leads.NOWHERE, name=name)
            new = f"{self.mark}/{FILES}/{self.names[found.target]}"
            is_picture = is_shown and kind_of(found.target) in _SHOWN
            return Turned(Leads.FILE, new, is_picture, name)
        if found.leads is Leads.PAGE:
            return Turned(Leads.PAGE, self._marked(found.target, found.anchor), name=name)
        if found.leads is Leads.ELSEWHERE:
            return Turned(Leads.ELSEWHERE, found.target, is_shown, found.target)
        return Turned(Leads.NOWHERE, name=name)

    def _marked(self, page: str, anchor: str) -> str:
        """The address of a page for now."""
        place = (page, anchor)
        if place not in self._numbers:
            self._numbers[place] = len(self.places)
            self.places.append(place)
        return f"{self.mark}/page-{self._numbers[place]}.md"

    def file_of(self, address: str) -> str:
        """The path, from the folder of the pages, of the file that a marked address leads to."""
        start = f"{self.mark}/{FILES}/"
        return f"{FILES}/{address.removeprefix(start)}" if address.startswith(start) else ""

    def settle(self, text: str, docname: str, place_of: Callable[[str, str], str]) -> str:
        """A text of the project with its addresses as they are.

        :param docname: the page that it stands in.
        :param place_of: the address, from the folder of the pages, of a place in a source page.
        """
        folder = posixpath.dirname(docname)
        start = "../" * (folder.count("/") + 1) if folder else ""

        def settled(match: re.Match[str]) -> str:
            if match["file"]:
                return f"{start}{FILES}/"
            path, _, anchor = place_of(*self.places[int(match["number"])]).partition("#")
            if anchor and path == f"{docname}.md":
                return f"#{anchor}"
            relative = posixpath.relpath(path, folder or ".")
            return f"{relative}#{anchor}" if anchor else relative

        mark = re.escape(self.mark)
        return re.sub(rf"{mark}/(?:(?P<file>{FILES}/)|page-(?P<number>\d+)\.md)", settled, text)


def unused_mark(texts: Iterable[str]) -> str:
    """A word that is in none of some texts."""
    texts = list(texts)
    number = 0
    while any(f"import-{number}" in text for text in texts):
        number += 1
    return f"import-{number}"


def written_forms(links: Links, pages: Iterable[Page]) -> Mapping[str, list[str]]:
    """For each file and page of the source, how links write it in other ways than its path."""
    found: dict[str, dict[str, None]] = {}
    for page in pages:
        for link in page.links:
            destination = links.destination(page.path, address_of(link))
            if destination.leads in {Leads.FILE, Leads.PAGE} and link.written != destination.target:
                found.setdefault(destination.target, {})[link.written] = None
    return {target: list(forms) for target, forms in found.items()}
