"""What the commands that build share: their options, a run of Sphinx, and why it stopped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .project import Project
    from .sphinx_run import Built

_FORMATS = ("html", "pdf", "zip", "epub", "text", "dirhtml", "singlehtml", "latex", "linkcheck")
_STRICT = ("-W", "-n", "--keep-going")
FAILED = 1


class PassesOptions(click.Command):
    """A command that leaves all that stands after ``--`` to Sphinx."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what stands after it out of what click reads."""
        at = args.index("--") if "--" in args else len(args)
        ctx.params["options"] = tuple(args[at + 1 :])
        return super().parse_args(ctx, args[:at])


class BuildError(RuntimeError):
    """Nothing was built, or not all; the message says what else there is to know."""


def flags(*, strict: bool, fresh: bool, verbose: bool) -> Iterator[str]:
    """What Sphinx is told of these options."""
    if strict:
        yield from _STRICT
    if not verbose:
        yield "-q"
    if fresh:
        yield "-E"
        yield "-a"


def run_builder(
    project: Project, output: Path, builder: str, folder: Path, options: Sequence[str]
) -> Built:
    """Run a builder of Sphinx; all that go to one output share what was read.

    :param output: where all results go.
    :param folder: where those of this builder go.
    :raises BuildError: if the build stopped.
    :raises click.UsageError: if there is no such builder.
    """
    # Only now: it takes a second, and --help needs none of it.
    from .sphinx_run import StoppedError, run_sphinx

    _check_writable(output)
    told = ("-c", project.confdir, "-d", output / "doctrees", "-b", builder)
    try:
        return run_sphinx([*map(str, told), *options, str(project.source), str(folder)])
    except StoppedError as error:
        raise _reason(error.__cause__ or error, project.confdir / "conf.py", builder) from error


def check_status(built: Built) -> None:
    """Say that warnings fail the build, if they do.

    :raises BuildError: then.
    """
    if built.status:
        raise BuildError("There are warnings above. Mend them, or build without --strict.")


def _check_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise BuildError(
            f"The results cannot be written to {shown(folder)}: {why}. Name a folder of yours "
            "with --output."
        ) from error


def _reason(error: BaseException, conf_py: Path, builder: str) -> Exception:
    """Why a build stopped, in words for its author."""
    from ..checking.trouble import trouble_of

    if isinstance(error, KeyboardInterrupt):
        return BuildError("Stopped. The next build goes on from here.")
    if isinstance(error, OSError):
        return BuildError(f"The build stopped: {error}.")
    if f"Builder name {builder} " in str(error):
        like = did_you_mean(builder, _FORMATS)
        return click.UsageError(f"there is no format {builder!r}.{like}")
    told, place = trouble_of(error, conf_py)
    line = f":{place.line}" if place.line else ""
    return BuildError(f"{shown(Path(place.file))}{line}: {told.words}")


def shown(path: Path) -> str:
    """A path as it is shortest from here."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return str(path)
    return str(path) if near.startswith("..") else near
