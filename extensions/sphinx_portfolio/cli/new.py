"""``sphinx-portfolio new``: a portfolio of one's own that builds at once."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from ..importing.starting import Answers, begin
from ..importing.write import CannotWriteError, files_of, write
from .say import say

_WRONG_USE = 2
#: A language as Sphinx names it: "en", "pt_BR", "zh_CN".
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Za-z]{2,4})?")


def _language(_context: object, _option: object, given: str | None) -> str | None:
    """A language that Sphinx may know."""
    if given is not None and not _LANGUAGE.fullmatch(given):
        raise click.BadParameter("write two letters, such as en, af, nl or de.")
    return given


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default="my-portfolio")
@click.option("--name", help="Who the portfolio is about.")
@click.option("--headline", help="What you do, in a few words.")
@click.option("--language", callback=_language, help="Language of your pages, in two letters.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def new(
    folder: Path, name: str | None, headline: str | None, language: str | None, yes: bool
) -> None:
    """Begin a portfolio in DIR, a new folder, or "my-portfolio".

    It asks your name, what you do, and the language of your pages, unless options say so.

    Exit codes: 0 when it is written, 2 when it is not.
    """
    asks = sys.stdin.isatty() and not yes
    begun = Answers()
    try:
        answers = Answers(
            name or _asked("Your name", begun.name, asks=asks),
            headline if headline is not None else _asked("What you do", "", asks=asks),
            language or _asked_language(begun.language, asks=asks),
        )
        write(files_of(begin(answers), ""), folder)
    except CannotWriteError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(_WRONG_USE) from error
    say(f"Your portfolio is in {folder}. See it while you write:")
    say("")
    if folder.resolve() != Path.cwd():
        say(f"  cd {_quoted(str(folder))}")
    say("  sphinx-portfolio serve")


def _asked(question: str, default: str, *, asks: bool) -> str:
    """The answer to a question, or its default if nobody is asked."""
    return str(click.prompt(question, default, show_default=bool(default))) if asks else default


def _asked_language(default: str, *, asks: bool) -> str:
    def usable(given: str) -> str:
        if not _LANGUAGE.fullmatch(given):
            raise click.UsageError("Write two letters, such as en, af, nl or de.")
        return given

    question = "Language of your pages (en, af, nl, …)"
    return str(click.prompt(question, default, value_proc=usable)) if asks else default


def _quoted(path: str) -> str:
    """A path as a terminal takes it, on Windows, too."""
    return path if re.fullmatch(r"[\w./\\:-]+", path) else f'"{path}"'
