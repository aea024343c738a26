"""Warnings of what a portfolio should not give away, before somebody else finds it.

What is looked for is told in `leaks`. A page is looked through when it is read, with the files that
it names; what goes out around our door, such as ``html_extra_path``, in every build.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import leaks
from .domain import portfolio
from .encodings import decode
from .faults import Fault, Place, WarningType
from .files.errors import OPTIONAL
from .leaks import LeakKind, Patterns
from .model import Evidence
from .order import LAST
from .version import __version__
from .warnings import report

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .leaks import Leak
    from .reading.settings import Settings

_TYPES = {
    LeakKind.IDENTITY: WarningType.LEAK_NUMBER,
    LeakKind.STUDENT_NUMBER: WarningType.LEAK_NUMBER,
    LeakKind.EMAIL: WarningType.LEAK_CONTACT,
    LeakKind.PHONE: WarningType.LEAK_CONTACT,
    LeakKind.NAME: WarningType.LEAK_NAME,
    LeakKind.PLACE: WarningType.LEAK_PLACE,
    LeakKind.TOKEN: WarningType.LEAK_SECRET,
    LeakKind.LOGIN_LINK: WarningType.WEAK_LINK,
    LeakKind.ROTTING_LINK: WarningType.WEAK_LINK,
    LeakKind.LOCAL_LINK: WarningType.WEAK_LINK,
}
# What is to be hidden stands there, and is no part of the page.
_REDACTIONS = re.compile(r"(?m)^[ \t]*:?redact:.*$")
# Options that take files, and refuse what is elsewhere.
_OF_FILE = re.compile(r"[ \t>]*:(?:file|poster|captions):")
#: Comments of Markdown, which only readers of the source of a page see.
COMMENT = re.compile(r"[ \t]*(?:%|\+\+\+|\.\. )")


def register(app: Sphinx) -> None:
    """Connect the events."""
    check = LeakCheck()
    app.connect("include-read", check.note_included)
    app.connect("doctree-read", check.look_at_page, priority=LAST)
    app.connect("env-check-consistency", look_around)


class LeakCheck:
    """Looks through pages as they are read."""

    def __init__(self) -> None:
        #: Files that pages include, by page.
        self.included: dict[str, set[Path]] = {}

    def note_included(self, app: Sphinx, path: Path, page: str, _content: list[str]) -> None:
        """Remember a file that a page includes."""
        self.included.setdefault(page, set()).add(Path(app.srcdir, path))

    def look_at_page(self, app: Sphinx, _document: nodes.document) -> None:
        """Look through a page that was read, and through the files that it names."""
        env, page = app.env, app.env.current_document.docname
        included = self.included.pop(page, set())
        settings = portfolio(env).settings
        if not _is_looked_at(env, page, settings):
            return
        patterns = patterns_of(settings)
        path = Path(env.doc2path(page))
        hidden = portfolio(env).hidden_lines(page)
        unseen = None if app.config.html_copy_source else COMMENT
        for file in [path, *sorted(included)]:
            is_page = file == path
            comment = None if is_page and page in portfolio(env).data["asked"] else unseen
            report(in_text(file, patterns, hidden if is_page else (), comment))
        report(in_files(env, page, patterns))


def _is_looked_at(env: BuildEnvironment, page: str, settings: Settings) -> bool:
    match settings.leak_check:
        case "off":
            return False
        case "all":
            return True
    return page in portfolio(env).records


def patterns_of(settings: Settings) -> Patterns:
    """What the owner lets be known, and how student numbers look."""
    owner = settings.owner
    known = [*settings.known, *((owner.email, owner.phone) if owner else ())]
    return Patterns.of(settings.student_numbers, filter(None, known))


def in_text(
    file: Path, patterns: Patterns, hidden: Iterable[range], comment: re.Pattern[str] | None
) -> Iterator[Fault]:
    """What the text of a page gives away.

    :param comment: how comments begin that nobody can see.
    """
    try:
        text = decode(file.read_bytes()).text
    except OSError:
        return  # Sphinx says so
    if file.suffix == ".ipynb":
        found = leaks.find_in_file(text.encode(), file.name, patterns)
    else:
        shown = _REDACTIONS.sub("", text)
        links = () if patterns.only_people else leaks.find_links(shown)
        found = [*leaks.find_leaks(shown, patterns), *links]
    lines = text.splitlines()
    for leak in sorted(found, key=lambda leak: leak.line):
        if any(leak.line in lines_of_item for lines_of_item in hidden):
            continue
        written = lines[leak.line - 1] if 0 < leak.line <= len(lines) else ""
        if leak.is_comment and comment and comment.match(written):
            continue  # nobody can see it
        if leak.kind is LeakKind.LOCAL_LINK and _OF_FILE.match(written):
            continue  # the option itself is refused
        yield told(leak, Place(str(file), max(leak.line, 1)), "")


def in_files(
    env: BuildEnvironment, page: str, patterns: Patterns, kept: Container[Path] = ()
) -> Iterator[Fault]:
    """What the files that a page names give away: those of items, and their names.

    :param kept: files of which nothing is published, by real path.
    """
    place = Place(str(env.doc2path(page)), 1)
    # Of names, nothing is kept for later.
    harmless = set() if patterns.only_people else portfolio(env).data["harmless"]
    seen: set[str] = set()
    for record in portfolio(env).records.get(page, ()):
        for artefact in record.artefacts if isinstance(record, Evidence) else ():
            seen.add(artefact.path)
            where = Place(place.file, record.line)
            file = Path(env.srcdir, artefact.path)
            # Parts of a file that are hidden are not in what is published, nor is its text.
            look = () if artefact.redact else in_one(file, patterns, harmless)
            found = look or leaks.find_in_name(file.name, patterns)
            yield from (told(leak, where, file.name) for leak in found)
    others = [path for path, (pages, _name) in env.images.items() if page in pages]
    others += [str(path) for path, (pages, _name) in env.dlfiles.items() if page in pages]
    for path in sorted({*others} - seen):
        file = Path(env.srcdir, path)
        if not kept or file.resolve() not in kept:
            found = in_one(file, patterns, harmless)
            yield from (told(leak, place, file.name) for leak in found)


def in_one(file: Path, patterns: Patterns, harmless: set[int]) -> tuple[Leak, ...]:
    """What a file and its name give away; what is wrong with it is said elsewhere.

    :param harmless: what is known of files that give nothing away, by earlier builds, too; one that
        was looked through joins them.
    """
    try:
        state = file.stat()
        asked = (file, state.st_mtime_ns, state.st_size, patterns)
        one = _digest(*asked)
        if one in harmless:
            return ()
        found = _looked_through(*asked)
    except (OSError, ValueError):
        return tuple(leaks.find_in_name(file.name, patterns))
    if not found:
        harmless.add(one)
    return found


@lru_cache(maxsize=4096)
def _looked_through(file: Path, _changed: int, _size: int, patterns: Patterns) -> tuple[Leak, ...]:
    """The same, once per build, however many items show it."""
    return tuple(leaks.find_in_file(file, file.name, patterns))


def _digest(file: Path, changed: int, size: int, patterns: Patterns) -> int:
    """A small number for a file as it is; nothing about it can be read from that."""
    content = (str(file), changed, size, _looks_for(patterns))
    return int.from_bytes(hashlib.sha256(repr(content).encode()).digest()[:8], "big")


@lru_cache(maxsize=16)
def _looks_for(patterns: Patterns) -> tuple[object, ...]:
    """What decides what is found in a file: what is looked for, and what can be read."""
    numbers = [one.pattern for one in patterns.student_numbers]
    return __version__, numbers, sorted(patterns.known), [*filter(find_spec, OPTIONAL)]


def look_around(app: Sphinx, env: BuildEnvironment) -> None:
    """Look through what Sphinx publishes of the owner's without asking anybody."""
    settings = portfolio(env).settings
    if settings.leak_check == "off":
        return
    patterns = patterns_of(settings)
    for file in files_around(app):
        place = Place(str(file), 1)
        found = in_one(file, patterns, portfolio(env).data["harmless"])
        report(told(leak, place, file.name) for leak in found)
        try:
            data = file.read_bytes() if file.stat().st_size < _MOST else b""
        except OSError:
            continue
        if leaks.gps_of(data):
            words = f"{file.name!r} tells where it was taken, and goes out as it is."
            report([Fault(WarningType.LEAK_PLACE, f"{words} Save it without that.", place)])
        if author := leaks.author_of(data):
            words = f"{file.name!r} names its author ({author[:1]}…), and goes out as it is."
            report([Fault(WarningType.LEAK_CONTACT, f"{words} Name it in ':file:'.", place)])


# Bytes of a file whose metadata is looked for.
_MOST = 50_000_000


def files_around(app: Sphinx) -> list[Path]:
    """The files of the owner's that go out around our door."""
    config: Any = app.config
    named = [*config.html_extra_path, *config.html_static_path, config.html_logo]
    named += [config.html_favicon, config.latex_logo, *config.epub_cover[:1]]
    roots = [Path(app.confdir, name) for name in named if name and "://" not in str(name)]
    inside = [root for root in roots if _is_theirs(app, root)]
    files = {file for root in inside for file in (root.rglob("*") if root.is_dir() else [root])}
    return sorted(file for file in files if file.is_file())


def _is_theirs(app: Sphinx, path: Path) -> bool:
    """Whether a file is the owner's, and not one of an extension or a theme."""
    folders = [Path(app.confdir).resolve(), Path(app.srcdir).resolve()]
    ours = Path(__file__).parent
    real = path.resolve()
    return any(map(real.is_relative_to, folders)) and not real.is_relative_to(ours)


def told(leak: Leak, place: Place, file: str) -> Fault:
    """What was found, in words."""
    where = f"{file!r}" if file else "this line"
    if leak.page:
        where += f", page {leak.page}"
    elif file and leak.line:
        where += f", line {leak.line}"
    if leak.where:
        where += f", {leak.where}"
    if leak.is_comment:
        where += ", in a comment"
    words = f"{where} holds what looks like {leak.kind.value}: {leak.masked}"
    kind = _TYPES[leak.kind]
    known = _KNOWN if kind in _MAY_BE_KNOWN else ""
    return Fault(kind, f"{words}. {leak.advice}{known}", place)


_MAY_BE_KNOWN = {WarningType.LEAK_CONTACT, WarningType.LEAK_NAME, WarningType.LEAK_NUMBER}
_KNOWN = " If everybody may know it, write it into 'portfolio_known' in conf.py."
