"""Warnings where the whole name of a contact stands that readers of this build may not know.

Names are in no record, since some builders publish what is stored; so their files are read again
once all pages are. A page is looked through when it was read, and all are when a page with contacts
was, since other names may be on it.
"""

from __future__ import annotations

import os
import posixpath
import re
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from . import leaks
from .domain import portfolio
from .encodings import decode
from .faults import Place
from .leak_check import COMMENT, files_around, in_files, in_one, in_text, told
from .leaks import Patterns
from .model import Evidence
from .people import People
from .reading.contacts import ContactsError, from_file, names_are_for
from .warnings import report

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import PortfolioDomain
    from .faults import Fault


# A map, and the file of its contacts, in Markdown and in reStructuredText.
_MAP = re.compile(
    r"(?:\{network-map\}|network-map::)[^\n]*\n(?:(?![ \t>]*(?:`{3}|~{3}|:{3}))[^\n]*\n){0,40}?"
    r"[ \t>]*:?file:[ \t]*(?P<file>[^\n]+)"
)


def register(app: Sphinx) -> None:
    """Connect the events."""
    check = NameCheck()
    app.connect("env-before-read-docs", check.note_pages)
    app.connect("env-check-consistency", check.look)


class NameCheck:
    """Looks for the names of contacts in one build."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def note_pages(self, _app: Sphinx, _env: BuildEnvironment, pages: list[str]) -> None:
        """Remember which pages are about to be read."""
        self.read = set(pages)

    def look(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Look through pages, the files that they name, and what goes out beside them."""
        domain = portfolio(env)
        if domain.settings.leak_check == "off":
            return
        unseen = sorted(files_of_hidden_pages(domain))
        people = People.of(names_of(domain, unseen), domain.settings.known)
        if not people.names:
            return
        patterns = Patterns(people=people, only_people=True)
        # Nobody tells when a page changed that is not for these readers.
        every = bool(unseen) or not self.read.isdisjoint(domain.contact_files)
        kept = {file for file, redact in domain.kept_back.items() if redact is None}
        for page in sorted(env.found_docs if every else env.found_docs & self.read):
            report(in_page(env, page, patterns, kept))
        for file in files_around(app):
            # Of the contacts themselves it was said where the map is.
            if file.resolve() not in kept:
                place = Place(str(file), 1)
                report(told(leak, place, file.name) for leak in in_one(file, patterns, set()))


def names_of(domain: PortfolioDomain, unseen: Iterable[str]) -> set[str]:
    """The names of contacts that the readers of this build may not know.

    :param unseen: files of contacts that no page names which is read.
    """
    readers, srcdir = domain.settings.audience, Path(domain.env.srcdir)
    hidden: set[str] = set()
    known: set[str] = set()
    for path, names_for in chain.from_iterable(domain.contact_files.values()):
        names = known if names_are_for(readers, names_for) else hidden
        names |= _names_in(srcdir, path)
    for path in unseen:
        hidden |= _names_in(srcdir, path)
    return hidden - known


def files_of_hidden_pages(domain: PortfolioDomain) -> set[str]:
    """The files of contacts that pages name which are not for these readers."""
    srcdir = Path(domain.env.srcdir)
    suffixes = domain.env.config.source_suffix
    pages = (srcdir / f"{page}{suffix}" for page in domain.hidden_pages for suffix in suffixes)
    return {
        _from_top(page.relative_to(srcdir), found["file"].strip("\"' "))
        for page in pages
        for found in _MAP.finditer(_text(page))
    }


def _from_top(page: Path, written: str) -> str:
    """A file that is seen from a page, or with a slash from the top, seen from the top."""
    folder = "" if written.startswith("/") else page.parent.as_posix()
    return posixpath.normpath(posixpath.join(folder, written.lstrip("/")))


def _names_in(srcdir: Path, path: str) -> set[str]:
    try:
        contacts, _faults = from_file(srcdir, path, "")
    except ContactsError:
        return set()  # it was said when the page was read
    return {one.name for one in contacts if one.name}


def _text(page: Path) -> str:
    try:
        return decode(page.read_bytes()).text
    except OSError:
        return ""


def in_page(
    env: BuildEnvironment, page: str, patterns: Patterns, kept: Container[Path]
) -> Iterator[Fault]:
    """Where a page names somebody: its own name, its text, and the files that it shows.

    :param kept: files of which nothing is published, by real path.
    """
    domain = portfolio(env)
    path = Path(env.doc2path(page))
    name = path.relative_to(env.srcdir).as_posix()
    for part in PurePosixPath(name).parts:
        for leak in leaks.find_in_name(part, patterns):
            yield told(leak, Place(str(path), 1), part)
    comment = None if env.config.html_copy_source else COMMENT
    yield from in_text(path, patterns, domain.hidden_lines(page), comment)
    yield from in_files(env, page, patterns, kept)
    for file in _others(env, page, path):
        found = in_one(file, patterns, set())  # of names, nothing is kept for later
        yield from (told(leak, Place(str(path), 1), file.name) for leak in found)


def _others(env: BuildEnvironment, page: str, path: Path) -> Iterator[Path]:
    """Files of words that a page includes: those that are part of its text.

    The file of contacts is one only if the page takes it in more often than its maps do.
    """
    domain = portfolio(env)
    items = domain.records.get(page, ())
    artefacts = (record.artefacts for record in items if isinstance(record, Evidence))
    shown = {artefact.path for files in artefacts for artefact in files}
    shown |= {str(file) for file, (pages, _name) in env.dlfiles.items() if page in pages}
    maps = [file for file, _names_for in domain.contact_files.get(page, ())]
    for written in sorted(map(str, env.dependencies.get(page, ()))):
        file = Path(env.srcdir, written)
        # Sphinx keeps some as they are seen from where the build was started.
        relative = Path(os.path.relpath(file, env.srcdir)).as_posix()
        if relative in shown or not leaks.can_look_through(file.name):
            continue
        if relative not in maps or _inclusions(_text(path), file.name) > maps.count(relative):
            yield file


def _inclusions(text: str, name: str) -> int:
    """How often a page takes a file in, be it for a map; a link to it shows words only."""
    before = r"(?:include(?:\}|::)[ \t]*|:file:[ \t]*|^file:[ \t]*)"
    return len(re.findall(rf"(?m){before}[\w./\"'-]*{re.escape(name)}", text))
