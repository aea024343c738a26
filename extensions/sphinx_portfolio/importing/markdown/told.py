"""What the owner of a portfolio is told about its pages and files."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import TYPE_CHECKING

from ...files import ArtefactError, find
from ...files.errors import Fault
from ...files.kinds import kind_of
from ...leaks import LeakKind, find_in_file, find_in_name, find_leaks, find_links
from ...model import FileKind
from ..opening import open_file
from ..project import Concern, Finding
from ..report import shown
from .destinations import Leads
from .linking import FILES
from .page import address_of
from .read_pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...leaks import Leak, Patterns
    from ...reading.plain_markdown import PlainPage
    from .linking import Links
    from .page import Page
    from .source import Source, SourceFile

_CV = re.compile(r"(?<![a-z])(?:cv|r[eé]sum[eé]|curriculum|lebenslauf)(?![a-z])")
_ABOUT_CV = (
    "this may be a CV. Look whether it holds your address, your number or the names of others."
)
#: What is wrong with a file here and everywhere; a package may be missing here only.
_FAULTS = frozenset({Fault.BAD, Fault.UNSAFE})
#: Files of which nobody thinks that a portfolio shows them.
_NO_ARTEFACTS = frozenset({"license", "licence", "requirements", "robots", "package-lock"})


def about_page(page: Page, plain: PlainPage, links: Links, patterns: Patterns) -> Iterator[Finding]:
    """What is to be said of one page."""
    for line, words in page.faults:
        yield Finding(Concern.TO_DECIDE, page.path, line, words)
    for note in plain.notes:
        yield Finding(Concern.TO_DECIDE, page.path, note.line, note.message)
    for leak in find_leaks(page.text, patterns):
        yield Finding(Concern.PERSONAL, page.path, leak.line, _leak(leak))
    for leak in find_in_name(page.path, patterns):
        yield Finding(Concern.PERSONAL, page.path, 0, _in_name(leak))
    for leak in find_links(page.text):
        if leak.kind is not LeakKind.LOCAL_LINK:
            yield Finding(Concern.ROTTING, page.path, leak.line, f"{leak.found}: {leak.advice}")
    for link in page.links:
        found = links.destination(page.path, address_of(link))
        why = found.message or links.useless.get(found.target, "")
        if why:
            leads = found.leads is Leads.NOWHERE or found.target in links.useless
            rest = "" if leads else " The link stays."
            words = f"{shown(link.written)}: {why}{rest}"
            yield Finding(Concern.DEAD, page.path, link.line, words)


def _leak(leak: Leak) -> str:
    where = ", in a comment" if leak.is_comment else ""
    return f"this looks like {leak.kind.value}{where}: {leak.masked}. {leak.advice}"


def _in_name(leak: Leak) -> str:
    return f"its name holds what looks like {leak.kind.value}, so it has another name now."


def about_files(source: Source, links: Links, patterns: Patterns) -> Iterator[Finding]:
    """What is to be said of the files that are copied, and of those that are not."""
    first: dict[bytes, str] = {}
    for path in links.names:
        file = source.files[path]
        yield from _about_file(file, patterns)
        if not file.size:
            continue
        try:
            with open_file(file.file) as stream:
                digest = hashlib.file_digest(stream, "sha256").digest()
        except OSError:
            continue
        other = first.setdefault(digest, path)
        if other != path:
            yield Finding(Concern.DUPLICATE, path, 0, f"holds the same as {other!r}.")


def _about_file(file: SourceFile, patterns: Patterns) -> Iterator[Finding]:
    name = posixpath.basename(file.path)
    if _CV.search(posixpath.splitext(name)[0].lower()):
        yield Finding(Concern.PERSONAL, file.path, 0, _ABOUT_CV)
    try:
        find(file.file.parent, file.file.name)
    except ArtefactError as error:
        if error.fault in _FAULTS:
            yield Finding(Concern.FILE, file.path, 0, str(error))
    try:
        leaks = find_in_file(file.file, name, patterns)
    except (OSError, ValueError) as error:
        yield Finding(Concern.FILE, file.path, 0, f"it was not looked through: {error}")
        leaks = find_in_name(name, patterns)
    for leak in leaks:
        if leak.where == "in the name of the file":
            yield Finding(Concern.PERSONAL, file.path, 0, _in_name(leak))
        else:
            where = f"page {leak.page}, " if leak.page else ""
            words = f"{where}{leak.where + ', ' if leak.where else ''}{_leak(leak)}"
            yield Finding(Concern.PERSONAL, file.path, leak.line, words)


def unlinked(source: Source, links: Links, pages: Sequence[Page]) -> Iterator[Finding]:
    """The files that may be artefacts, and that no page names."""
    known = {page.path for page in pages} | links.names.keys() | links.useless.keys()
    others = 0
    for path, file in source.files.items():
        if path in known or path.lower().endswith(PAGES):
            continue  # of pages that are none, it was said why
        stem = posixpath.splitext(posixpath.basename(path))[0].lower()
        if kind_of(path) is FileKind.UNKNOWN or stem in _NO_ARTEFACTS:
            others += 1
        else:
            yield Finding(Concern.UNLINKED, path, 0, _size(file.size))
    if others:
        words = f"{others} more that are neither pages nor artefacts, such as programs."
        yield Finding(Concern.UNLINKED, "", 0, words)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size // 1000, 1)} kB"


def moved(
    names: Mapping[str, Sequence[str]], links: Links, written: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Where each page and file of the source stands now, and how links wrote it.

    :param names: the pages of the project that were made of each page of the source.
    """
    now = {path: [f"docs/{name}.md" for name in made] for path, made in names.items()}
    now |= {path: [f"docs/{FILES}/{name}"] for path, name in links.names.items()}
    for path, places in now.items():
        words = ", ".join(map(shown, places))
        forms = written.get(path, ())
        said = f" Links wrote it {', '.join(map(shown, forms))}." if forms else ""
        yield Finding(Concern.MOVED, path, 0, f"is {words}.{said}")
