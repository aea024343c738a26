"""A zip of the site that was built to be handed in: named, checked, packed, and its sizes told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..dates import moment, today
from ..domain import portfolio
from ..files.kinds import kind_of
from ..handing_in import Problem, called, check, wanted, write_zip
from ..model import PICTURES, Evidence, FileKind
from ..publishing import LIGHT
from ..words import size_words
from .running import shown
from .say import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What a site needs to be told that is opened from its files: browsers fetch nothing there, and
#: the Markdown of pages also holds comments.
FOR_FILES = ("-D", "html_show_search_summary=0", "-D", "html_copy_source=0")
FOR_LIGHT = ("-D", "portfolio_light=1")
#: How the name of a light one ends.
LIGHTER = "-light"


@dataclass(frozen=True, slots=True)
class Zipped:
    """The zip, what is wrong with what is in it, and what there is to say of it."""

    file: Path
    problems: tuple[str, ...]
    sizes: str


def zip_site(app: Sphinx, site: Path, *, light: bool) -> Zipped:
    """Pack a site beside its folder.

    :raises OSError: if there is no room.
    """
    settings = portfolio(app.env).settings
    name = called(settings, app.config.author or app.config.project, today().year)
    root = f"{name.stem}{LIGHTER}" if light else name.stem
    names = wanted(site)
    problems = check(site, names, root, LIGHT if light else 0)
    said = [_said(problem, site, app.env) for problem in problems]
    if name.without:
        said.insert(0, _numbers_left_out(app, name.stem))
    file = site.parent / f"{root}.zip"
    write_zip(site, names, root, file, moment() or 0)
    return Zipped(file, tuple(said), _sizes(app.env, site, names, file, light=light))


def _numbers_left_out(app: Sphinx, stem: str) -> str:
    """A number is not said again."""
    return (
        f"{Path(app.confdir, 'conf.py')}: the name of the zip would hold a number that may be "
        f"yours, which strangers would read. It is called {stem!r} instead. Say in "
        "portfolio_file_name what it is called."
    )


# -- where something is wrong


def _said(problem: Problem, site: Path, env: BuildEnvironment) -> str:
    """A problem with its place: the line that its author wrote, if that can be found."""
    place = _source_of(problem, env)
    if not place:
        file = site / problem.file
        place = f"{shown(file)}:{problem.line}" if problem.line else shown(file)
    address = f"{problem.address!r} " if problem.address else ""
    others = f" So it is on {many(problem.others, 'more page')}." if problem.others else ""
    return f"{place}: {address}{problem.message}.{others}"


def _source_of(problem: Problem, env: BuildEnvironment) -> str:
    """The line of a page that holds an address; nothing if none does."""
    page = problem.file.removesuffix(".html")
    if not problem.address or page not in env.found_docs:
        return ""
    source = Path(env.doc2path(page))
    with suppress(OSError):
        lines = source.read_text("utf-8", errors="replace").splitlines()
        for words in dict.fromkeys((problem.address, unquote(problem.address))):
            for number, line in enumerate(lines, 1):
                if words in line:
                    return f"{shown(source)}:{number}"
    return ""


# -- sizes


def _sizes(env: BuildEnvironment, site: Path, names: list[str], file: Path, *, light: bool) -> str:
    """How large it is; what there was and what is left of it, if it is light."""
    whole = file.stat().st_size
    if not light:
        return f"{_size(whole)}, {many(len(names), 'file')}"
    shown = {path: Path(env.srcdir, path) for path in _files(env)}
    sizes = {path: real.stat().st_size for path, real in shown.items() if real.is_file()}
    before = sum(size for path, size in sizes.items() if kind_of(path) in PICTURES)
    after = sum((site / name).stat().st_size for name in names if kind_of(name) in PICTURES)
    videos = [size for path, size in sizes.items() if kind_of(path) is FileKind.RECORDING]
    out = f"; {many(len(videos), 'video')} of {_size(sum(videos))} left out" if videos else ""
    full = file.with_name(f"{file.stem.removesuffix(LIGHTER)}.zip")
    beside = f", the full one {_size(full.stat().st_size)}" if full.is_file() else ""
    pictures = f"{_size(before)} of your files became {_size(after)}"
    return f"{_size(whole)}{beside}; pictures: {pictures}{out}"


def _files(env: BuildEnvironment) -> Iterator[str]:
    """The files that pages of this build show and offer, by their path among the pages."""
    domain = portfolio(env)
    for record in domain.index.records:
        for artefact in record.artefacts if isinstance(record, Evidence) else ():
            yield from filter(None, (artefact.path, artefact.poster))
    for path, (pages, _name) in [*env.images.items(), *env.dlfiles.items()]:
        if any(map(domain.presence.has_page, pages)):
            yield str(path)
    if domain.settings.owner and domain.settings.owner.picture:
        yield domain.settings.owner.picture


def _size(number: int) -> str:
    return (size_words(number, "en") or "0 kB").replace("\u00a0", " ")
