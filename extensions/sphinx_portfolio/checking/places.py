"""Places of findings: files as they are seen from the folder of ``conf.py``, and their lines."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..encodings import decode
from .findings import Finding

if TYPE_CHECKING:
    from ..faults import Place
    from .others import Told

# A longer line is cut.
_LONGEST = 200


class Places:
    """Names files for readers.

    :param source: the folder of the pages.
    :param confdir: the folder of ``conf.py``.
    """

    def __init__(self, source: Path, confdir: Path) -> None:
        self._source = source.resolve()
        self._confdir = confdir.resolve()

    @cached_property
    def _texts(self) -> dict[Path, list[str]]:
        return {}

    def finding(self, kind: str, told: Told, place: Place) -> Finding:
        """What is told of a place."""
        return self.seen_from_conf(Finding(kind, told.group, place.file, place.line, told.words))

    def seen_from_conf(self, one: Finding) -> Finding:
        """A finding with its file as it is seen from the folder of ``conf.py``, and its line.

        A path that is not absolute is seen from the source folder.
        """
        if not one.file:
            return one
        file = Path(self._source, one.file)
        real = file.resolve()
        inside = real.is_relative_to(self._confdir)
        name = (real.relative_to(self._confdir) if inside else file).as_posix()
        return dataclasses.replace(one, file=name, source=self._line(real, one.line))

    def _line(self, file: Path, number: int) -> str:
        if file not in self._texts:
            self._texts[file] = self._lines(file) if number else []
        lines = self._texts[file]
        return lines[number - 1].strip()[:_LONGEST] if 0 < number <= len(lines) else ""

    def _lines(self, file: Path) -> list[str]:
        """The lines of a page or of conf.py; none of what is no text."""
        try:
            data = file.read_bytes()
        except OSError:
            return []
        is_text = file.suffix != ".ipynb" and b"\0" not in data[:1000]
        return decode(data).text.split("\n") if is_text else []
