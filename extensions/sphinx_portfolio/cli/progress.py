"""How far long work is: one line of a terminal that is written over and over."""

from __future__ import annotations

import shutil
import sys


class Progress:
    """Shows which thing is at hand, of how many, and takes the line away in the end.

    Nothing is shown where the errors of a program go elsewhere than to a terminal.
    """

    def __init__(self, verb: str) -> None:
        self._verb = verb
        self._shows = sys.stderr.isatty()

    def __call__(self, number: int, of: int, name: str) -> None:
        """Show one step."""
        self.show(f"{self._verb} {number} of {of}: {name}")

    def show(self, words: str) -> None:
        """Show what is done now."""
        if self._shows:
            room = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\x1b[K{words[:room]}")
            sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shows:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
