"""What is wrong with a site that is opened from its files, on any machine."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..files.copy_names import can_be_saved
from ..files.kinds import kind_of
from ..model import PICTURES, FileKind
from .links import Address, Page, read_page, read_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_LOCAL = re.compile(r"(?i)https?://(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1\])(?:[:/]|\Z)")
#: Schemes of what is loaded without a network.
_WITHIN = frozenset({"data", "blob", "about", "javascript"})
#: Signs of a path on Windows, and of a folder into which many people unpack.
_LONGEST_PATH = 259
_HOME = "C:\\Users\\a.long.user.name\\Downloads\\"


_MATHJAX = (
    "shows formulas and is loaded from the web; without a connection they are read as they were "
    "typed. Save MathJax in a folder of 'html_static_path', and name it in 'mathjax_path'"
)
_SOURCES = (
    "leads to the Markdown of the page, which is not handed in. With sphinx-book-theme, set "
    "'use_download_button' to False in 'html_theme_options'"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file of the site, by its path there with ``/``.

    ``line`` is 0 for the file itself. ``address`` is what is written there, and ``message`` one
    line of plain words that say what to do. ``others`` counts further files with the same.
    """

    file: str
    line: int
    address: str
    message: str
    others: int = 0


def check(folder: Path, names: Sequence[str], root: str, most: int = 0) -> list[Problem]:
    """What is wrong with a site, in the order of its files; the same is said once.

    :param names: its files, by their path from ``folder`` with ``/``.
    :param root: the folder that they will be unpacked into.
    :param most: the bytes that a picture may have, if the site is to be light; then no video may
        be there either.
    """
    site = _Site(folder, names)
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in (*_names(names, root), *_sizes(folder, names, most), *site.problems()):
        key = (problem.address, problem.message) if problem.address else (problem.file, "")
        found.setdefault(key, []).append(problem)
    return [
        Problem(one.file, one.line, one.address, one.message, len({p.file for p in same}) - 1)
        for same in found.values()
        for one in same[:1]
    ]


class _Site:
    """The files of a site, and what leads from one to another."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.names = frozenset(names)
        self.small = {_folded(name) for name in names}
        self.folders = {parent for name in names for parent in _parents(name)}
        self.pages: dict[str, Page] = {}
        self.styles: dict[str, list[Address]] = {}
        for name in names:
            if name.endswith((".html", ".htm")):
                self.pages[name] = read_page(_text(folder / name))
            elif name.endswith(".css"):
                self.styles[name] = list(read_style(_text(folder / name)))

    def problems(self) -> Iterator[Problem]:
        """What is wrong with addresses."""
        for name in sorted({*self.pages, *self.styles}):
            addresses = self.pages[name].addresses if name in self.pages else self.styles[name]
            for address in dict.fromkeys(addresses):
                if message := self.fault_of(address, name):
                    yield Problem(name, address.line, address.written, message)

    def fault_of(self, address: Address, page: str) -> str:
        """What is wrong with an address, as seen from a file; nothing if it is right."""
        written = address.written.replace("\\", "/") if address.is_loaded else address.written
        if _DRIVE.match(written) or _LOCAL.match(written) or written.lower().startswith("file:"):
            return "is on your machine only. Put the file in the folder of your pages and name that"
        scheme = _SCHEME.match(written)
        if scheme or written.startswith("//"):
            if address.is_loaded and not (scheme and scheme[1].lower() in _WITHIN):
                if "mathjax" in written.lower():
                    return _MATHJAX
                return (
                    "is loaded from the web, so it is not in the zip. Save it in the folder of "
                    "your pages and name that file"
                )
            if not scheme:
                return "has no 'https:' before it, which a page that is opened from a file needs"
            return ""
        if written.startswith("/"):
            return "begins with '/', which is the root of the reader's disk. Name it from the page"
        fault = self._fault_within(written, page)
        if not fault and address.needs_server and not written.startswith("#"):
            return "is nothing that browsers load where a page is opened from a file"
        return fault

    def _fault_within(self, written: str, page: str) -> str:
        """What is wrong with an address that leads to this site."""
        path, _, place = written.partition("#")
        path = unquote(path.partition("?")[0])
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        if path.endswith("_sources/"):
            return _SOURCES
        if path.endswith("/") or target in self.folders or target == ".":
            return "leads to a folder, which a browser lists. Name a page or a file in it"
        if target not in self.names:
            if _folded(target) in self.small:
                return "is spelt otherwise than its file: capital letters, or accents, are others"
            return "leads to no file in the zip"
        known = self.pages.get(target)
        if place and known and not {place, unquote(place)} & known.places and place != "top":
            return "leads to a place that its page does not have"
        return ""


def _names(names: Iterable[str], root: str) -> Iterator[Problem]:
    """Names that not every system can save."""
    seen: dict[str, str] = {}
    for name in names:
        message = ""
        if not all(map(can_be_saved, name.split("/"))):
            message = "Windows cannot save a file of this name. Call it otherwise"
        elif (length := len(_HOME) + 2 * (len(root) + 1) + len(name)) > _LONGEST_PATH:
            message = (
                f"where people unpack it, its path has {length} signs, and Windows takes "
                f"{_LONGEST_PATH}. Shorten names of files and folders"
            )
        elif (other := seen.setdefault(_folded(name), name)) != name:
            message = f"Windows and macOS cannot tell it from {other!r}. Call one otherwise"
        if message:
            yield Problem(name, 0, "", message)


def _sizes(folder: Path, names: Iterable[str], most: int) -> Iterator[Problem]:
    """What is too heavy for a light site."""
    for name in names if most else ():
        kind, size = kind_of(name), (folder / name).stat().st_size
        if kind in PICTURES and size > most:
            message = (
                f"this picture has {size // 1000} kB and goes into the zip as it is, since it is "
                f"not named by a page in Markdown. Make it smaller than {most // 1000} kB"
            )
            yield Problem(name, 0, "", message)
        elif kind is FileKind.RECORDING:
            message = (
                f"this video of {size // 1000} kB is named past Markdown, and stays in the zip"
            )
            yield Problem(name, 0, "", message)


def _text(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")


def _parents(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
