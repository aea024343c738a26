"""What would be copied and written, before anything is."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..files.errors import ArtefactError
from ..files.inspect import find
from ..importing.opening import open_file, read_file
from ..names import slug
from ..writing.naming import file_name, unlike
from .about import About, Person, about

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The folder of files, in that of the pages.
FILES = "files"
#: Bytes of a file: GitHub takes no more.
LARGEST = 100_000_000


class FileError(ValueError):
    """A file cannot be added; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A file to copy: its new name in the folder of files, and its block."""

    file: Path
    name: str
    about: About
    link: str

    @property
    def path(self) -> str:
        """Where it goes, from the folder of the pages."""
        return f"{FILES}/{self.name}"


@dataclass
class Plan:
    """Adds files one by one, each under a name that is free.

    :param folder: the folder of files.
    :param links: names that items have already.
    """

    folder: Path
    person: Person
    links: Iterable[str] = ()
    _names: set[str] = field(default_factory=set)
    _contents: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._taken = set(self.links)
        if self.folder.is_dir():
            self._names = {one.name for one in self.folder.iterdir()}

    def add(self, file: Path) -> Addition:
        """Look at a file, and choose its name.

        :raises FileError: if it cannot be added, or is there already.
        """
        try:
            with open_file(file):
                pass
            find(file.parent, file.name)
            data = read_file(file, LARGEST)
        except ArtefactError as error:
            raise FileError(str(error)) from error
        except (OSError, ValueError) as error:
            words = getattr(error, "strerror", None) or str(error)
            raise FileError(f"{words[:1].lower()}{words[1:].rstrip('.')}.") from error
        if there := self._same(data):
            raise FileError(f"it is there already, as {FILES}/{there}.")
        told = about(file.name, data, self.person)
        name = self._free_name(file.name)
        self._names.add(name)
        self._contents[name] = data
        return Addition(file, name, told, self._free_link(told))

    def _same(self, data: bytes) -> str:
        """The file that holds just this, empty if none does."""
        for name, content in self._contents.items():
            if content == data:
                return name
        for one in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if one.is_file() and one.stat().st_size == len(data) and one.read_bytes() == data:
                return one.name
        return ""

    def _free_name(self, name: str) -> str:
        made = file_name(name, self.person.patterns, self.person.names)
        stem, suffix = posixpath.splitext(made)
        return unlike([f"{stem.lower()}{suffix}"], self._names)[0]

    def _free_link(self, told: About) -> str:
        first = slug(told.title)[:60].strip("-._") or told.kind
        link = unlike([first], self._taken)[0]
        self._taken.add(link)
        return link
