"""``sphinx-portfolio check``: what is wrong with a portfolio, and where it is thin."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checking.as_json import as_json
from ..checking.run import check as look
from ..checking.text import report
from ..dates import today
from .progress import Progress
from .project import NoProjectError, find_project
from .say import say

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--json", "as_data", is_flag=True, help="Write one JSON object, for programs.")
@click.option("--explain", is_flag=True, help="Say what each kind of message means, too.")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Compare dates with this one, such as 2025-06-30, in place of today.",
)
@click.pass_context
def check(
    context: click.Context, folder: Path, as_data: bool, explain: bool, day: datetime | None
) -> None:
    """Say what is wrong with a portfolio, and what to do about it.

    All pages are read and nothing is written. DIR is the folder of your portfolio, of its pages,
    or one below; without it, the one you are in.

    What is to be mended comes first, group by group, with its page and line. Hints follow: they
    name what may be thin, such as a part with few words, and are no faults.

    \b
    Exit codes:
      0  nothing to mend; there may be hints
      1  something to mend
      2  wrong use, such as a folder without conf.py
    """  # noqa: D301 - click wants the sign itself
    try:
        project = find_project(folder)
    except NoProjectError as error:
        raise click.UsageError(str(error)) from error
    with Progress("Reading") as progress:
        when = day.date() if day else today()
        found = look(project.source, project.confdir, when, progress)
    if as_data:
        say(as_json(found).removesuffix("\n"))
    else:
        _show(report(found, _seen_from_here(project.confdir), width=_width(), explain=explain))
    context.exit(1 if found.to_mend else 0)


def _show(text: str) -> None:
    """Print in colours in a terminal, unless the reader wants none."""
    if sys.stdout.isatty():
        click.echo(text, nl=False, color=not os.environ.get("NO_COLOR"))
    else:
        say(click.unstyle(text).removesuffix("\n"))


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _seen_from_here(folder: Path) -> str:
    """What stands before the names of files in a folder, seen from the one we are in."""
    try:
        path = os.path.relpath(folder)
    except ValueError:  # another drive
        path = str(folder)
    return "" if path == "." else f"{path}{os.sep}"
