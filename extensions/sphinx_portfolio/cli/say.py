"""What the commands print."""

from __future__ import annotations

import click


def say(text: str, *, err: bool = False) -> None:
    """Print in UTF-8, whatever the terminal takes; no name of a file can stop it."""
    click.echo(text.encode("utf-8", "backslashreplace"), err=err)


def many(count: int, word: str) -> str:
    """So many of a thing."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
