"""Addresses on GitHub: which of them lead to files of the repository that is imported."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Files that many repositories have, so that they tell nothing of which one it is.
_COMMON = frozenset({"readme", "license", "index", "contributing", ".gitignore"})
_SITES = frozenset({"github.com", "www.github.com"})
_RAW = frozenset({"raw.githubusercontent.com", "raw.github.com"})
_MEDIA = "media.githubusercontent.com"
#: What stands before the branch in an address.
_VIEWS = frozenset({"blob", "raw", "tree", "blame", "edit"})
# The address of a repository, as `git` has it: over the web, or over SSH.
_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^/@\s]{0,200}@)?|(?:[\w.-]{1,40}@))"
    r"(?:www\.)?github\.com(?::\d+)?[/:]+(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub; the names are in small letters, which count for nothing there."""

    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address of GitHub leads: a repository, and the names after its branch.

    ``rest`` begins with the branch, whose name may hold slashes; ``is_folder`` is whether the
    address is that of a folder.
    """

    repository: Repository
    rest: tuple[str, ...]
    fragment: str = ""
    is_folder: bool = False

    def paths(self) -> list[str]:
        """The paths that may be meant: the branch takes one name, or more."""
        return ["/".join(self.rest[count:]) for count in range(1, len(self.rest) + 1)]


def place_of(address: str) -> Place | None:
    """Where an address leads; None if it does not lead to a file or folder of a repository."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"}:
        return None
    names = [name for name in unquote(parts.path).split("/") if name]
    if host == _MEDIA and names[:1] == ["media"]:
        host, names = next(iter(_RAW)), names[1:]
    if len(names) < 3:
        return None
    repository = Repository(names[0].lower(), names[1].lower())
    rest = names[2:]
    is_folder = False
    if host in _SITES:
        if rest[0] not in _VIEWS:
            return None
        is_folder = rest[0] == "tree"
        rest = rest[1:]
    elif host not in _RAW:
        return None
    if rest[:2] == ["refs", "heads"]:
        rest = rest[2:]
    return Place(repository, tuple(rest), unquote(parts.fragment), is_folder)


def repository_of(config: str) -> Repository | None:
    """The repository that a ``.git/config`` names as its origin, or else the first one."""
    found: dict[str, Repository] = {}
    section = ""
    for line in config.splitlines():
        words = line.strip()
        if words.startswith("["):
            section = words.strip("[]").strip()
        elif section.lower().startswith("remote"):
            key, _, value = words.partition("=")
            remote = _REMOTE.match(value.strip().strip('"'))
            if key.strip().lower() == "url" and remote:
                name = section[6:].strip(' "')
                found.setdefault(name, Repository(remote["owner"].lower(), remote["name"].lower()))
    return found.get("origin") or next(iter(found.values()), None)


def guessed(places: Iterable[Place], exists: Callable[[str], bool]) -> Repository | None:
    """The repository to which most addresses lead whose files are here; None if few are."""
    here: Counter[Repository] = Counter()
    every: Counter[Repository] = Counter()
    for place in places:
        paths = [path for path in place.paths() if path]
        if not paths or _is_common(paths[0]):
            continue
        every[place.repository] += 1
        here[place.repository] += any(map(exists, paths))
    for repository, count in here.most_common(1):
        if count and count * 2 >= every[repository]:
            return repository
    return None


def _is_common(path: str) -> bool:
    return posixpath.splitext(posixpath.basename(path))[0].lower() in _COMMON
