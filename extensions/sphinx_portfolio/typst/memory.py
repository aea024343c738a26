"""Whether a document fits into the memory of this machine, which Typst does not ask."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable

# Measured with typst 0.15.2: 1,000 items are 0.77 MB of code, and take 1.14 GB.
_AT_LEAST = 60_000_000
_A_SIGN = 1500
# Bytes that a dot of a picture takes.
_A_DOT = 4
_MEMINFO = Path("/proc/meminfo")


def needed(code: str, pictures: Iterable[Path]) -> int:
    """The bytes that Typst takes for a document, about.

    :param pictures: the files of it that are no drawings.
    """
    return _AT_LEAST + _A_SIGN * len(code) + sum(map(_dots, pictures)) * _A_DOT


def _dots(file: Path) -> int:
    with suppress(OSError, ValueError, Image.DecompressionBombError), Image.open(file) as image:
        return image.width * image.height
    return 0


def free() -> int | None:
    """The bytes that are free on this machine; None where nobody tells."""
    with suppress(OSError):
        found = re.search(r"^MemAvailable:\s*(\d+) kB", _MEMINFO.read_text("ascii"), re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None
