"""``sphinx-portfolio add``: certificates and other files join a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..adding.about import Person
from ..adding.block import PageError, block, joined, names_in
from ..adding.plan import FILES, Addition, FileError, Plan
from ..encodings import decode
from ..folders import own_files
from ..importing.write import CannotWriteError, write
from ..leaks import Patterns
from ..reading.settings import read_settings
from .project import NoProjectError, find_project
from .say import many, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .project import Project

_NOT_ALL, _WRONG_USE = 1, 2
_SUFFIXES = (".md", ".rst")


@click.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--page", type=click.Path(path_type=Path), help="The page that gets the evidence.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def add(files: tuple[Path, ...], page: Path | None, dry_run: bool) -> None:
    """Copy each FILE into your portfolio, and put a block of evidence for it at the end of a page.

    The title comes from the file: its own, that of its Open Badge, or its name. Your name and
    numbers are left out of it. Then write over the words after "TODO"; "check" finds them, too.

    Without --page you are asked which page, or it is the one with evidence that you edited last.

    \b
    Exit codes:
      0  all are added
      1  some are not, and it is said why
      2  nothing is done, such as without a portfolio
    """  # noqa: D301 - click wants the sign itself
    try:
        project = find_project(Path())
    except NoProjectError as error:
        raise click.UsageError(str(error)) from error
    target = _named(project, page) if page else _chosen(project)
    plan = Plan(project.source / FILES, _person(project), _links(project))
    additions: list[Addition] = []
    for file in files:
        try:
            additions.append(plan.add(file))
        except FileError as error:
            say(f"{str(file)!r} is not added: {error}", err=True)
    if additions:
        _add(project, target, additions, dry_run=dry_run)
    if len(additions) < len(files):
        raise SystemExit(_NOT_ALL)


def _add(project: Project, target: Path, additions: Sequence[Addition], *, dry_run: bool) -> None:
    is_rest = target.suffix == ".rst"
    blocks = "\n".join(
        block(one.about, one.link, f"/{one.path}", is_rest=is_rest) for one in additions
    )
    page = target.relative_to(project.source).as_posix()
    try:
        content = joined(target.read_bytes(), blocks)
        if dry_run:
            for one in additions:
                say(f"{one.file} would be copied to {one.path}.")
            say(f"At the end of {page} would stand:\n\n{blocks}")
            return
        # The files first: a page never names what is not there.
        write({one.path: one.file for one in additions}, project.source, force=True)
        write({page: content}, project.source, force=True)
    except (PageError, CannotWriteError, OSError) as error:
        say(f"{page!r} gets nothing: {error}", err=True)
        raise SystemExit(_WRONG_USE) from error
    for one in additions:
        say(f"Added {one.path}: {one.about.title}")
    say(f"Write over the TODO of {many(len(additions), 'block')} at the end of {page}.")


def _person(project: Project) -> Person:
    """Who is not to be named, as far as ``conf.py`` says it."""
    from sphinx.config import eval_config_file
    from sphinx.errors import ConfigError
    from sphinx.util.tags import Tags

    conf_py = project.confdir / "conf.py"
    try:
        values = eval_config_file(conf_py, Tags())
    except ConfigError as error:
        words = "conf.py cannot be read; 'sphinx-portfolio check' says why."
        raise click.UsageError(words) from error
    ours = {name: value for name, value in values.items() if name.startswith("portfolio_")}
    settings, _faults = read_settings(ours, project.source, conf_py)
    author = values.get("author")
    names = {
        settings.owner.name if settings.owner else "",
        author if isinstance(author, str) else "",
    }
    return Person(sorted(filter(None, names)), Patterns.of(settings.student_numbers))


def _pages(project: Project) -> list[Path]:
    """The pages that are written by hand, as far as their folders say."""
    found = (project.source / one for one in own_files(project.source) if one.endswith(_SUFFIXES))
    return sorted(
        one
        for one in found
        if not one.is_relative_to(project.build)
        and one.name[0] not in "._"
        and one.is_file()
        and not one.is_symlink()
    )


def _text(page: Path) -> str:
    try:
        return decode(page.read_bytes()).text
    except OSError:
        return ""


def _links(project: Project) -> set[str]:
    return {name for page in _pages(project) for name in names_in(_text(page))}


def _named(project: Project, page: Path) -> Path:
    """The page that was named, from here or from the folder of the pages."""
    for base in (Path(), project.source, project.confdir):
        file = (base / page).resolve()
        if file.is_file() and file.suffix in _SUFFIXES and file.is_relative_to(project.source):
            return file
    raise click.UsageError(f"there is no page {str(page)!r}. Write one with a heading first.")


def _chosen(project: Project) -> Path:
    """The only page with evidence, the one that is asked for, or the one that was edited last."""
    pages = _pages(project)
    with_evidence = [one for one in pages if _has_evidence(_text(one))]
    pages = with_evidence or [one for one in pages if one.stem != "index"] or pages
    pages.sort(key=lambda one: one.stat().st_mtime, reverse=True)
    if not pages:
        raise click.UsageError("the portfolio has no page. Write one with a heading first.")
    if len(pages) == 1 or not sys.stdin.isatty():
        return pages[0]
    for number, one in enumerate(pages, 1):
        say(f"{number:>3}  {one.relative_to(project.source).as_posix()}")
    number = click.prompt("Number of the page", 1, type=click.IntRange(1, len(pages)))
    return pages[number - 1]


def _has_evidence(text: str) -> bool:
    return "{evidence}" in text or ".. evidence::" in text
