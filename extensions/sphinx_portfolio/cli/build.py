"""``sphinx-portfolio build``: a web site, a PDF, an e-book, or what any builder of Sphinx makes."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .engines import Engine, NoEngineError, choose
from .project import NoProjectError, find_project
from .running import FAILED, BuildError, PassesOptions, check_status, flags, run_builder, shown
from .say import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .project import Project
    from .sphinx_run import Built


@click.command(cls=PassesOptions)
@click.argument("formats", metavar="[FORMAT]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Warnings fail the build; so do dead links.")
@click.option("--verbose", is_flag=True, help="Show all that Sphinx says.")
@click.option("--fresh", is_flag=True, help="Read and write every page again.")
@click.option(
    "--engine",
    type=click.Choice([one.value for one in Engine]),
    help="What makes the PDF; else LaTeX, if it is installed, and Typst if it is not.",
)
@click.option(
    "--light", is_flag=True, help="A zip for slow networks: small pictures, and no video."
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where results go, each in a folder of its own; else to build/ of your portfolio.",
)
def build(
    formats: tuple[str, ...],
    options: tuple[str, ...],
    strict: bool,
    verbose: bool,
    fresh: bool,
    engine: str | None,
    light: bool,
    output: Path | None,
) -> None:
    """Build your portfolio: the web site, or each FORMAT that you name.

    \b
      html   the web site (this, if you name none)
      pdf    one document to hand in and to print
      zip    the web site as one file to hand in, which opens without a server
      epub   an e-book
      text   plain text

    Any other builder of Sphinx works too, such as "linkcheck", which tries all addresses on the
    web. What stands after "--" is handed to Sphinx, as in "build html -- -D language=af".

    It works in the folder of your portfolio and in those below. Only what has changed is built
    again.

    \b
    Exit codes:
      0  built; there may be warnings
      1  not built, or built with warnings and --strict
      2  wrong use, such as a folder without a portfolio
    """  # noqa: D301 - click wants the sign itself
    formats = tuple(dict.fromkeys(formats)) or ("html",)
    for name in formats:
        if not re.fullmatch(r"[\w-]+", name):
            raise click.UsageError(f"{name!r} is no format, such as html or pdf.")
    if engine and "pdf" not in formats:
        raise click.UsageError("--engine says what makes the PDF, and no PDF is asked for.")
    if light and "zip" not in formats:
        raise click.UsageError("--light is for a zip. For html, set portfolio_light in conf.py.")
    try:
        project = find_project(Path())
    except NoProjectError as error:
        raise click.UsageError(str(error)) from error
    run = _Run(
        project,
        output or project.build,
        (*flags(strict=strict, fresh=fresh, verbose=verbose), *options),
        Engine(engine) if engine else None,
        light,
    )
    try:
        for name in formats:
            run.build(name)
    except BuildError as error:
        say(str(error), err=True)
        raise SystemExit(FAILED) from error


@dataclass(frozen=True, slots=True)
class _Run:
    project: Project
    output: Path
    options: Sequence[str]
    engine: Engine | None
    light: bool

    def build(self, name: str) -> None:
        """Build one format, and say where it is.

        :raises BuildError: if that was not possible.
        """
        match name:
            case "pdf":
                self._pdf()
            case "zip":
                self._zip()
            case _:
                self._sphinx(name, name)
                _say_where(name, self.output / name)

    def _pdf(self) -> None:
        """Make each document as a PDF, all in one folder, whatever typesets them."""
        try:
            choice = choose(self.engine)
        except NoEngineError as error:
            raise BuildError(str(error)) from error
        say(choice.why)
        made = self._with_typst if choice.engine is Engine.TYPST else self._with_latex
        for file in made(self.output / "pdf"):
            say(f"The PDF is {shown(file)}.")

    def _with_typst(self, folder: Path) -> Iterator[Path]:
        made = self._sphinx("portfolio-pdf", folder.name).pdfs
        if not made:
            raise BuildError("There is no PDF; the warnings above say why.")
        yield from (folder / name for name in made)

    def _with_latex(self, folder: Path) -> Iterator[Path]:
        # Only now: they take a second, and --help needs none of them.
        from ..latex.typeset import TypesetError, typeset

        for name in self._sphinx("latex", "latex").tex:
            try:
                made = typeset(self.output / "latex" / name)
            except TypesetError as error:
                raise BuildError(str(error)) from error
            folder.mkdir(exist_ok=True)
            yield Path(shutil.copy(made, folder))

    def _zip(self) -> None:
        """Pack the site as a build from nothing makes it, so that nothing else is in there."""
        # Only now: they take a second, and --help needs none of them.
        from .zipping import FOR_FILES, FOR_LIGHT, zip_site

        site = self.output / "zip" / ("light" if self.light else "site")
        _empty(site)
        said = (*FOR_FILES, *FOR_LIGHT) if self.light else FOR_FILES
        built = self._sphinx("html", f"zip/{site.name}", said)
        assert built.app is not None
        try:
            made = zip_site(built.app, site, light=self.light)
        except OSError as error:
            raise BuildError(f"The zip cannot be written: {error}.") from error
        for problem in made.problems:
            say(problem, err=True)
        say(f"The zip is {shown(made.file)} ({made.sizes}).")
        if made.problems and "-W" in self.options:
            raise BuildError("There are warnings above. Mend them, or build without --strict.")

    def _sphinx(self, builder: str, folder: str, said: Sequence[str] = ()) -> Built:
        """Run a builder into a folder of the output.

        :param said: what it is told besides; what people say comes after.
        """
        built = run_builder(
            self.project, self.output, builder, self.output / folder, (*said, *self.options)
        )
        check_status(built)
        return built


def _empty(folder: Path) -> None:
    """Take away what an earlier build made.

    :raises BuildError: if somebody else made what is there.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            if not (folder / ".buildinfo").is_file():
                raise BuildError(
                    f"{shown(folder)} is no build of ours. Take it away, or name another folder "
                    "with --output."
                )
            shutil.rmtree(folder)
    except OSError as error:
        raise BuildError(f"{shown(folder)} cannot be emptied: {error.strerror}.") from error


def _say_where(name: str, folder: Path) -> None:
    home = folder / "index.html"
    if home.is_file():
        say(f"Open {shown(home)} in a browser.")
    else:
        say(f"The result is in {shown(folder)}.")
