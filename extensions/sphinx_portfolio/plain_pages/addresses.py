"""Where the links of a plain page lead: to a file or page of the portfolio, or elsewhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from ..files import ArtefactError
from ..files.inspect import located, spellings
from ..importing.markdown.repository import Repository, guessed, place_of
from ..model import is_web_address
from ..reading.plain_markdown.links import links_of, meant, with_addresses
from .project import is_readme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from ..reading.plain_markdown import Target

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
# What GitHub understands, or a person, and MyST does not.
_ODD = re.compile(r"[?\s]")
# What means something in an address.
_SIGNS = re.compile(r"[%#?]")


@dataclass(frozen=True, slots=True)
class Origin:
    """The owner's repository, as far as it is known, and the folder of the pages in it.

    ``is_certain``: it is named by the folder itself, and not by what links say.
    """

    repository: Repository | None = None
    folder: str = ""
    is_certain: bool = False


@dataclass
class Surroundings:
    """What is around one page.

    ``path`` is its file, from the source folder, and ``origin`` where that comes from.
    ``page_of`` is the name of the page that a file is: nothing for one that is not in this build,
    None for other files. ``asked`` collects the paths that were looked for, each with whether
    something was there.
    """

    srcdir: Path
    path: str
    origin: Origin = field(default_factory=Origin)
    page_of: Callable[[str], str | None] = lambda _path: None
    asked: dict[str, bool] = field(default_factory=dict)

    def with_near_addresses(self, text: str) -> str:
        """The text with links that lead to files and pages of the portfolio as seen from here."""
        links = {link: meant(link.written, link.way) for link in links_of(text)}
        self._settle_origin(links.values())
        near = {link: self._near(address) for link, address in links.items()}
        return with_addresses(text, {link: address for link, address in near.items() if address})

    def option_of(self, target: Target) -> tuple[str, str] | None:
        """The option that shows what a target leads to; None for a page, a folder or a place."""
        address = meant(target.written, target.way).strip()
        if is_web_address(address):
            return "url", address
        if address.lower().startswith("www."):
            return "url", f"https://{address}"
        if not address or _SCHEME.match(address):
            return None
        path = self._path(address)
        # A page that is not in this build may be private.
        if path and (self.page_of(path) is not None or self._is_folder(path)):
            return None
        return "file", self._seen_from_here(path) if path else unquote(address)

    # -- addresses

    def _settle_origin(self, addresses: Iterable[str]) -> None:
        """Take the repository for one's own whose files are here, if nothing says which it is."""
        if not self.origin.repository:
            folder = self.srcdir.name
            places = filter(None, map(place_of, addresses))
            found = guessed(places, lambda path: any(map(self._is_there, _within(path, folder))))
            self.origin = Origin(found, folder)

    def page_at(self, address: str) -> str:
        """The page that an address leads to, as it is called; nothing if it leads elsewhere."""
        path = self._led_to(address)
        return (self.page_of(path) or "") if path else ""

    def _near(self, address: str) -> str:
        """A better address for the same; nothing if there is none."""
        path = self._led_to(address)
        if self._is_folder(path):
            return self._on_github(path)
        is_odd = is_web_address(address) or _ODD.search(address) or is_readme(path)
        if not path or not is_odd:
            return ""
        place = address.partition("#")[2]
        near = _SIGNS.sub(lambda sign: quote(sign[0]), self._seen_from_here(path))
        return f"{near}#{place}" if place and self.page_of(path) else near

    def _led_to(self, address: str) -> str:
        """The file of the portfolio that an address leads to; nothing if it leads elsewhere."""
        if is_web_address(address):
            path = self._own(address)
        else:
            path = "" if not address or _SCHEME.match(address) else self._path(address)
        return (self._readme_in(path) or path) if self._is_folder(path) else path

    def _on_github(self, folder: str) -> str:
        """Where GitHub lists the files of a folder; no build does."""
        own = self.origin.repository
        if not own or not self.origin.is_certain:
            return ""
        path = posixpath.normpath(posixpath.join(self.origin.folder, folder))
        return f"https://github.com/{own.owner}/{own.name}/tree/HEAD/{quote(path)}"

    def _own(self, address: str) -> str:
        """The path that an address in the owner's repository means, if it can be shown."""
        place = place_of(address)
        if place is None or place.repository != self.origin.repository:
            return ""
        ways = (way for path in place.paths() for way in _within(path, self.origin.folder))
        return next(filter(self._can_be_shown, filter(None, ways)), "")

    def _path(self, address: str) -> str:
        """The path, from the source folder, that an address of this page means, if it is there."""
        bare = re.split("[?#]", address, maxsplit=1)[0]
        for written in dict.fromkeys((address, bare)):
            for name in spellings(written):
                path = self._from_top(name)
                if path and self._is_there(path):
                    return path
        return ""

    def _from_top(self, name: str) -> str:
        folder = "" if name.startswith("/") else posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, name.lstrip("/") or "."))
        return "" if path.startswith("..") or "\0" in path else path

    def _seen_from_here(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")

    # -- the source folder

    def _is_there(self, path: str) -> bool:
        if path not in self.asked:
            self.asked[path] = is_inside(self.srcdir, path)
        return self.asked[path]

    def _can_be_shown(self, path: str) -> bool:
        """Whether something is there that is a page, a folder of one, or may be published."""
        if not self._is_there(path):
            return False
        if self._is_folder(path):
            return bool(self._readme_in(path))
        page = self.page_of(path)
        return may_be_published(self.srcdir, path) if page is None else bool(page)

    def _is_folder(self, path: str) -> bool:
        return bool(path) and (self.srcdir / path).is_dir()

    def _readme_in(self, folder: str) -> str:
        """The page that GitHub shows for a folder."""
        self._is_there(posixpath.join(folder, "README.md"))  # so that it is known when it comes
        names = (file.name for file in (self.srcdir / folder).iterdir() if is_readme(file))
        paths = (posixpath.normpath(posixpath.join(folder, name)) for name in sorted(names))
        return next(filter(self.page_of, paths), "")


def _within(path: str, folder: str) -> tuple[str, str]:
    """What a path in a repository may be in the folder of the pages."""
    return path, path.removeprefix(f"{folder}/")


def is_inside(srcdir: Path, path: str) -> bool:
    """Whether a file or folder is there, and inside the source folder, links followed."""
    try:
        real = (srcdir / path).resolve()
        return real.exists() and real.is_relative_to(srcdir.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def may_be_published(srcdir: Path, path: str) -> bool:
    """Whether a file may leave the source folder at all."""
    try:
        located(srcdir, path)
    except ArtefactError:
        return False
    return True


def has_changed(srcdir: Path, asked: Mapping[str, bool]) -> bool:
    """Whether something has come or gone since it was looked for."""
    return any(is_inside(srcdir, path) != was for path, was in asked.items())
