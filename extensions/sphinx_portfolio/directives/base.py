"""What all directives share: options that are read as they are written, warnings at their line."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..domain import portfolio
from ..model import first_day
from ..suggest import nearest
from ..warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..config import Settings


def _as_written(value: str | None) -> str:
    return " ".join((value or "").split())


def _lines(source: str) -> list[str]:
    """The lines of a source file; none if it is no file, as a doc string is none."""
    try:
        return _read_lines(source, Path(source).stat().st_mtime_ns)
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=1)
def _read_lines(source: str, _changed: int) -> list[str]:
    """Read a file once for all items of a page."""
    return Path(source).read_text("utf-8").splitlines()


class Options(dict[str, "Callable[[str], Any]"]):
    """An option specification that reads every option as it is written.

    A wrong value, or an option that does not exist, then gets a message of ours instead of an
    error of docutils that would drop the whole item.
    """

    def __init__(self, *names: str) -> None:
        super().__init__(dict.fromkeys(names, _as_written))

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return _as_written


class PortfolioDirective(SphinxDirective):
    """Base class: an optional title, options, content."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Options]
    options: dict[str, str]

    @property
    def settings(self) -> Settings:
        """The validated configuration."""
        return portfolio(self.env).settings

    def warn(self, kind: WarningType, message: str, option: str = "") -> None:
        """Give a warning at the line of ``option``, or of the directive."""
        warn(kind, message, self.place(option))

    def place(self, option: str = "") -> tuple[str, int]:
        """File and line of an option, or of the directive (also in an included file)."""
        source, line = self.get_source_info()
        if option:
            # The text that a directive gets may be without its options, so look in the file.
            pattern = re.compile(rf"\W*{re.escape(option)}:", re.IGNORECASE)
            options = _lines(source)[line : line + 40]
            for number, text in enumerate(options, start=line + 1):
                if pattern.match(text):
                    return source, number
        return source, line

    def at(self, node: nodes.Element, option: str = "") -> None:
        """Give a node a source and line, so that warnings about it say where."""
        self.set_source_info(node)
        if option:
            node.line = self.place(option)[1]

    # -- reading options

    def words(self, option: str) -> tuple[str, ...]:
        """The comma-separated words of an option, each once."""
        words = (word.strip() for word in self.options.get(option, "").split(","))
        return tuple(dict.fromkeys(filter(None, words)))

    def date(self, option: str) -> str:
        """A date in ISO 8601, or nothing when it is missing or wrong (which is said)."""
        written = self.options.get(option, "")
        if written:
            try:
                first_day(written)
            except ValueError as error:
                message = f"':{option}: {written}' is not a date: {error}."
                self.warn(WarningType.BAD_DATE, message, option)
                return ""
        return written

    def classes(self) -> list[str]:
        """The owner's own CSS classes."""
        return [c for c in map(nodes.make_id, self.options.get("class", "").split()) if c]

    def unknown_options(self) -> dict[str, str]:
        """Options that do not exist: said, and kept to be shown, so that no word is lost."""
        unknown = {o: words for o, words in self.options.items() if o not in self.option_spec}
        for option in unknown:
            self.warn(
                WarningType.UNKNOWN_OPTION,
                f"{self.name} has no option ':{option}:'."
                f"{nearest(option, self.option_spec)} It is shown as it is written.",
                option,
            )
        return unknown
