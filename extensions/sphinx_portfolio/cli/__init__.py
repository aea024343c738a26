"""The ``sphinx-portfolio`` command. Each command is a module of its own, a thin door to a room."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from ..suggest import did_you_mean
from ..version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The commands, each with the first sentence of its help.
COMMANDS: Mapping[str, str] = {
    "add": "Copy each FILE into your portfolio, and put a block of evidence for it at the end of a "
    "page.",
    "build": "Build your portfolio: the web site, or each FORMAT that you name.",
    "check": "Say what is wrong with a portfolio, and what to do about it.",
    "import": "Make a project of a portfolio that is written in Markdown, or of an export.",
    "new": 'Begin a portfolio in DIR, a new folder, or "my-portfolio".',
    "pack": "Make one PDF to attach to an application: what is ':featured:', or what you choose.",
    "serve": "See your portfolio while you write: the page in the browser follows each edit.",
}
#: Words that Python has taken.
_MODULES = {"import": ("importing", "import_")}


class _Commands(click.Group):
    """Loads a command when it is asked for: some take a second, and help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = _MODULES.get(cmd_name, (cmd_name, cmd_name))
        command = getattr(import_module(f".{module}", __name__), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if "Did you mean" in error.message:  # as later versions of click may say
                raise
            words = f"{error.message}{did_you_mean(args[0], COMMANDS)}"
            raise click.UsageError(words, ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sphinx-portfolio")
def main() -> None:
    """Show what you can do, with evidence and honest reflection, from plain text that you own."""
