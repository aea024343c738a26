"""Where the links of a page lead: to a page or a file of the source, elsewhere, or nowhere."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ...model import is_web_address
from ...suggest import did_you_mean
from .repository import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .repository import Repository

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_OTHERS = ("mailto:", "tel:", "sms:", "ftp:")
_WEB = ("http://", "https://")
#: Names that are meant for an address though nothing tells so.
_HOST = re.compile(r"www\.[^\s/]+\.[a-z]{2,}(?:[/?#]|$)", re.IGNORECASE)
#: How the page of a folder is called, by what GitHub shows first.
FOLDER_PAGES = ("readme", "index")


class Leads(Enum):
    """What a link leads to."""

    PAGE = "page"
    FILE = "file"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads.

    ``target`` is the path of a page or file in the source, or the address of something else;
    ``anchor`` a place in the page. ``message`` says why it leads nowhere, or what was made of it.
    """

    leads: Leads
    target: str = ""
    anchor: str = ""
    message: str = ""


def folded(path: str) -> str:
    """One form of all names that people take for the same: in any case, as Windows and Macs do."""
    return unicodedata.normalize("NFC", path).casefold()


class Map:
    """The files of a source, as links find them."""

    def __init__(
        self, files: Iterable[str], pages: Collection[str], own: Collection[Repository] = ()
    ) -> None:
        self.files = tuple(files)
        self.pages = frozenset(pages)
        self.own = frozenset(own)
        self._exact = frozenset(self.files)
        self._folded: dict[str, str] = {}
        self._folders = {""}
        for path in self.files:
            self._folded.setdefault(folded(path), path)
            while "/" in path:
                path = posixpath.dirname(path)
                self._folders.add(folded(path))

    def file(self, path: str) -> str:
        """The file that a path means, in whatever case; nothing if there is none."""
        return path if path in self._exact else self._folded.get(folded(path), "")

    def page(self, path: str) -> str:
        """The page that a path means: its file, or that of the folder; nothing if there is none."""
        path = path.strip("/")
        stem = path.removesuffix(".html").removesuffix(".htm")
        inside = [posixpath.join(path, name) for name in FOLDER_PAGES]
        for name in (path, f"{stem}.md", *(f"{one}.md" for one in inside), *inside):
            if (found := self.file(name)) in self.pages:
                return found
        return ""

    def destination(self, page: str, address: str) -> Destination:
        """Where an address on a page leads."""
        address = address.strip()
        lower = address.lower()
        if lower.startswith(_WEB) or lower.startswith("//"):
            return self._web(f"https:{address}" if lower.startswith("//") else address)
        if lower.startswith(_OTHERS):
            return Destination(Leads.ELSEWHERE, address)
        if _HOST.match(address):
            return Destination(Leads.ELSEWHERE, f"https://{address}")
        if not address:
            return Destination(Leads.NOWHERE, message="it names nothing.")
        if _SCHEME.match(address):
            return Destination(Leads.NOWHERE, message="it leads to your own computer, or runs.")
        return self._here(page, address)

    def _here(self, page: str, address: str) -> Destination:
        """Where a path leads, seen from a page or from the top."""
        tried = []
        for path, fragment in _pieces(address):
            if not path:
                return Destination(Leads.PAGE, page, fragment)
            start = "" if path.startswith("/") else posixpath.dirname(page)
            whole = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
            whole = "" if whole == "." else whole
            if whole.startswith(".."):
                continue
            tried.append(whole)
            if found := self._found(whole, fragment):
                return found
        if not tried:
            return Destination(Leads.NOWHERE, message="it leads out of the folder of your files.")
        return Destination(Leads.NOWHERE, message=self._missing(tried[-1]))

    def _found(self, path: str, fragment: str) -> Destination | None:
        if page := self.page(path):
            return Destination(Leads.PAGE, page, fragment)
        if file := self.file(path):
            return Destination(Leads.FILE, file)
        return None

    def _missing(self, path: str) -> str:
        if folded(path) in self._folders:
            return "it is a folder without a page of its own."
        name = posixpath.basename(path)
        same = [file for file in self.files if folded(posixpath.basename(file)) == folded(name)]
        if same:
            return f"there is no such file. Did you mean {same[0]!r}?"
        folder = posixpath.dirname(path)
        near = [file for file in self.files if posixpath.dirname(file) == folder]
        return f"there is no such file.{did_you_mean(path, near)}"

    def _web(self, address: str) -> Destination:
        place = place_of(address)
        if place is not None and place.repository in self.own:
            for path in place.paths():
                if found := self._found(path, place.fragment):
                    return found
            words = "it leads to your repository, to something that is not in this folder."
            return Destination(Leads.ELSEWHERE, address, message=words)
        if is_web_address(address):
            return Destination(Leads.ELSEWHERE, address)
        usable = re.sub(r"[\s<>\"`{}|\\^]", lambda sign: _percent(sign[0]), address)
        if is_web_address(usable):
            return Destination(Leads.ELSEWHERE, usable)
        return Destination(Leads.NOWHERE, message="it is no address.")


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))


def _pieces(address: str) -> Iterable[tuple[str, str]]:
    """What may be the path and the place in it; a name may hold a number sign or a percent."""
    path, _, fragment = address.partition("#")
    plain = path.partition("?")[0]
    for one, rest in ((address, ""), (path, fragment), (plain, fragment)):
        for form in (one, unquote(one)):
            yield form.replace("\\", "/"), unquote(rest)
