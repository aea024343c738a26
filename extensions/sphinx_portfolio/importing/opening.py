"""Files of a source are opened here: only what is a file, and never something that acts."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

# A pipe without a writer would hold us up, and a link can have been put there in this moment.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)


def open_file(file: Path) -> BufferedReader:
    """Open a file to read its bytes.

    :raises OSError: if that cannot be done, or it is a link, a device or a pipe.
    """
    # Opening a device can do something, so it is looked at first.
    if not stat.S_ISREG(file.lstat().st_mode):
        raise OSError("it is no ordinary file")
    handle = os.open(file, _FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("it is no ordinary file")
    return open(handle, "rb")  # noqa: PTH123


def read_file(file: Path, most: int) -> bytes:
    """The bytes of a file.

    :raises OSError: as `open_file`, or if there are more than ``most``.
    """
    with open_file(file) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(f"it is larger than {most // 1_000_000} MB")
    return data
