"""``sphinx-portfolio import``: a portfolio from elsewhere becomes a project."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..importing.exports.archives import ExportError
from ..importing.exports.sources import SourceKind, read_export, source_kind
from ..importing.markdown.as_data import as_data
from ..importing.markdown.folder import import_folder
from ..importing.markdown.source import CannotReadError, read_source
from ..importing.project import Concern
from ..importing.write import PAGES, REPORT, CannotWriteError, files_of, is_taken, write
from .say import many, say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ..importing.markdown.source import Source
    from ..importing.project import Content, Project

#: Exit codes, as the help tells them.
_NOT_ALL, _WRONG_USE = 1, 2
_ASKED = {"email": "e-mail address", "phone": "telephone number", "location": "address"}


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("dest", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print what is read in the pages, and write nothing."
)
@click.option("--force", is_flag=True, help="Replace files in DEST that are written anew.")
@click.option("--yes", is_flag=True, help="Ask nothing. What is private stays private.")
def import_(
    source: Path, dest: Path | None, dry_run: bool, as_json: bool, force: bool, yes: bool
) -> None:
    """Make a project of a portfolio that is written in Markdown, or of an export.

    SOURCE is a folder, a checkout of git, or one page; or the data export of LinkedIn as a ZIP
    archive or a folder; or a JSON Resume. Nothing in it is changed. DEST is the folder
    of the project, or else one beside SOURCE whose name ends in "-portfolio".

    What you have to look at stands in IMPORT.md in DEST.

    Exit codes: 0 when all is done, 1 when something of SOURCE could not be read and the rest is
    done, 2 when nothing was done.
    """
    try:
        _import(source, dest, dry_run=dry_run, as_json=as_json, force=force, asks=not yes)
    except (CannotReadError, ExportError, CannotWriteError) as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(_WRONG_USE) from error


def _import(
    source: Path, dest: Path | None, *, dry_run: bool, as_json: bool, force: bool, asks: bool
) -> None:
    _look_at(source)
    dest = dest or _beside(source)
    if as_json:
        say(json.dumps(as_data(_pages(source, dest)), ensure_ascii=False, indent=2))
        return
    _check(source, dest, force=force or dry_run)
    name, importing = _importing(source, dest)
    project = importing(())
    if asks and not dry_run and (told := _asked(project)):
        project = importing(told)
    files = files_of(project, name)
    if dry_run:
        for path, content in files.items():
            say(f"{dest / path}{_from(content)}")
    else:
        write(files, dest, force=force)
    _say(project, dest, dry_run=dry_run)
    if any(finding.concern is Concern.UNREAD for finding in project.findings):
        raise SystemExit(_NOT_ALL)


def _look_at(source: Path) -> None:
    """Say if there is nothing to import."""
    try:
        source.stat()
    except (OSError, ValueError) as error:
        why = isinstance(error, OSError) and error.strerror
        raise CannotReadError(f"{str(source)!r} cannot be read: {why or error}.") from error


def _importing(source: Path, dest: Path) -> tuple[str, Callable[[Collection[str]], Project]]:
    """What a source is called, and how a project is made of it, with what private is told."""
    if source_kind(source) is SourceKind.MARKDOWN:
        read = read_source(source, [dest])
        return read.name, lambda told: import_folder(read, told)
    return source.name, read_export(source).telling


def _pages(source: Path, dest: Path) -> Source:
    """The pages of a source that are Markdown."""
    kind = source_kind(source)
    if kind is not SourceKind.MARKDOWN:
        raise ExportError(
            f"{str(source)!r} is {kind.value}, and --json tells what is read in Markdown. Write "
            "--dry-run in its place."
        )
    return read_source(source, [dest])


def _beside(source: Path) -> Path:
    try:
        real = source.resolve()
    except (OSError, ValueError, RuntimeError):
        real = source
    return real.with_name(f"{real.stem if real.is_file() else real.name or 'my'}-portfolio")


def _check(source: Path, dest: Path, *, force: bool) -> None:
    """Refuse to write where something is that is not to be lost."""
    if source.resolve().is_relative_to(dest.resolve()):
        raise CannotWriteError("DEST holds SOURCE. Name another folder, so that it stays as it is.")
    if not force and is_taken(dest):
        raise CannotWriteError(
            f"{str(dest)!r} is there already. Name another folder, or write --force to replace "
            "what is written there."
        )


def _asked(project: Project) -> Collection[str]:
    """What its owner wants to be published though it is private."""
    if not project.private or not sys.stdin.isatty():
        return ()
    click.echo("Your pages tell how to reach you. Everybody could read it on the web.")
    return [
        name
        for name, value in project.private.items()
        if click.confirm(f"Publish your {_ASKED[name]} {value}?", default=False)
    ]


def _from(content: Content) -> str:
    return f"  (a copy of {str(content)!r})" if isinstance(content, Path) else ""


def _say(project: Project, dest: Path, *, dry_run: bool) -> None:
    """What was done, and what comes next."""
    pages = sum(path.endswith(".md") for path in project.pages)
    copies = len(project.pages) - pages
    count = sum(finding.concern not in _FINE for finding in project.findings)
    what = f"{many(pages, 'page')} and {many(copies, 'file')}"
    if dry_run:
        say(f"Nothing was written. It would be {what}.")
        return
    say(f"Wrote {what} to {dest}.")
    say(f"{many(count, 'thing')} to look at: {dest / REPORT}")
    say(f"Build it:  python -m sphinx -c {dest} -b html {dest / PAGES} {dest / 'build' / 'html'}")


#: What nobody needs to look at.
_FINE = frozenset({Concern.CHANGED, Concern.MOVED})
