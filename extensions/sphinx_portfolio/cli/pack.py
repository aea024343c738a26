"""``sphinx-portfolio pack``: what you choose as one PDF to attach, no larger than it may be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..reading.pack import read_size
from .project import NoProjectError, find_project
from .running import FAILED, BuildError, PassesOptions, check_status, flags, run_builder, shown
from .say import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .project import Project

_BUILDER = "portfolio-pack"
#: Filters of listings, each with what is written.
_FILTERS = {
    "kind": "Kinds of evidence, or reflection models, with commas between them.",
    "skills": "Skills.",
    "issuer": "Names of issuers.",
    "evidence": "Names of evidence.",
    "page": "Pages that it stands on.",
    "under": "Folders of pages that it stands in.",
    "since": "A date: what is of that day or later.",
    "until": "A date: what is of that day or earlier.",
    "sort": "The order, as in a listing.",
}


def _filters(command: Any) -> Any:
    """Add the options that choose."""
    for name, help_ in reversed(_FILTERS.items()):
        command = click.option(f"--{name}", metavar="WORDS", help=help_)(command)
    return command


def _size(_context: click.Context, _option: click.Parameter, written: str | None) -> str | None:
    if written is not None:
        try:
            read_size(written)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return written


@click.command(cls=PassesOptions)
@_filters
@click.option("--all", "everything", is_flag=True, help="Everything that is in the portfolio.")
@click.option(
    "--max-size",
    metavar="SIZE",
    callback=_size,
    help="How large it may be, such as 2MB; else what conf.py says, or 5MB.",
)
@click.option("--name", metavar="NAME", help='Its name, such as "{name}-Portfolio-{year}".')
@click.option("--audience", metavar="WORDS", help="For whom it is; else for the public.")
@click.option("--strict", is_flag=True, help="Warnings fail the build; so do dead links.")
@click.option("--verbose", is_flag=True, help="Show all that Sphinx says.")
@click.option("--fresh", is_flag=True, help="Read every page again.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where it goes, in a folder of its own; else to build/ of your portfolio.",
)
def pack(
    options: tuple[str, ...],
    everything: bool,
    max_size: str | None,
    name: str | None,
    audience: str | None,
    strict: bool,
    verbose: bool,
    fresh: bool,
    output: Path | None,
    **filters: str | None,
) -> None:
    """Make one PDF to attach to an application: what is ':featured:', or what you choose.

    Its first page tells who you are in plain text, for people and for the programs that read
    applications. Then come evidence and reflections, and your certificates as whole pages. All
    that a reader needs is inside. Its pictures become as coarse as its size asks for.

    What 'portfolio_pack' in conf.py says holds, as far as no option says otherwise.

    \b
    Exit codes:
      0  written; there may be warnings
      1  not written, larger than it may be, or written with warnings and --strict
      2  wrong use, such as a folder without a portfolio
    """  # noqa: D301 - click wants the sign itself
    try:
        project = find_project(Path())
    except NoProjectError as error:
        raise click.UsageError(str(error)) from error
    if everything and (one := next((name for name, words in filters.items() if words), "")):
        raise click.UsageError(f"--all leaves nothing to choose; leave out --{one}.")
    said = {**filters, "all": "1" if everything else None, "max_size": max_size}
    given = [*_overrides(said), *flags(strict=strict, fresh=fresh, verbose=verbose), *options]
    for value, words in (("audience", audience), ("file_name", name)):
        if words is not None:
            given += ["-D", f"portfolio_{value}={words}"]
    try:
        _make(project, output or project.build, given)
    except BuildError as error:
        say(str(error), err=True)
        raise SystemExit(FAILED) from error


def _overrides(said: Mapping[str, str | None]) -> Iterator[str]:
    """What Sphinx is told."""
    for key, words in said.items():
        if words is not None:
            yield "-D"
            yield f"portfolio_pack.{key}={words}"


def _make(project: Project, output: Path, given: list[str]) -> None:
    """Let Sphinx make the pack, and say what came of it.

    :raises BuildError: if that was not possible, or not as it was asked for.
    """
    folder = output / "pack"
    built = run_builder(project, output, _BUILDER, folder, given)
    builder: Any = built.app.builder if built.app else None
    for words in builder.said:
        say(words)
    if not builder.made:
        raise BuildError("There is no pack. The warnings above say why.")
    for name in builder.made:
        say(f"The pack is {shown(folder / name)}.")
    check_status(built)
    if builder.is_too_large:
        raise SystemExit(FAILED)
