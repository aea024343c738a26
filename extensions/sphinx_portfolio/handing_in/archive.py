"""Pack a site: the same files give the same bytes, whenever and wherever."""

from __future__ import annotations

import shutil
import time
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: What only servers, and programs that fetch from them, have a use for.
_FOR_SERVERS = frozenset({"404.html", "CNAME", "objects.inv", "robots.txt", "sitemap.xml"})
#: What helps only those who work on a style sheet or script, and templates that
#: pydata-sphinx-theme and those made from it leave among their files.
_FOR_MAKERS = (".map", "webpack-macros.html")
# The first moment that a zip can name.
_FIRST = 315_532_800
#: Endings of what is packed already.
_PACKED = frozenset(
    {
        *(".webp", ".png", ".jpg", ".jpeg", ".gif", ".avif", ".mp4", ".m4v", ".mov", ".webm"),
        *(".mp3", ".m4a", ".ogg", ".opus", ".zip", ".docx", ".pptx", ".xlsx", ".odt"),
        *(".woff", ".woff2", ".gz"),
    }
)


def wanted(folder: Path) -> list[str]:
    """The files of a site that are handed in, by their path with ``/``, in order."""
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(
        path.as_posix()
        for path in found
        if path.as_posix() not in _FOR_SERVERS
        and not path.name.endswith(_FOR_MAKERS)
        and not any(part.startswith(".") for part in path.parts)
    )


def write_zip(folder: Path, names: Iterable[str], root: str, to: Path, moment: int = 0) -> None:
    """Pack files; what was there is replaced when all is written.

    :param names: their paths from ``folder``, in the order in which they are packed.
    :param root: the folder that they are unpacked into.
    :param moment: when they were made, in seconds since 1970; else as early as a zip can say.
    :raises OSError: if it cannot be written.
    """
    when = time.gmtime(max(moment, _FIRST))[:6]
    draft = to.with_suffix(".new")
    try:
        with zipfile.ZipFile(draft, "w") as archive:
            for name in names:
                entry = zipfile.ZipInfo(f"{root}/{name}", when)
                entry.create_system = 3  # Unix, wherever it is made
                entry.external_attr = 0o100644 << 16
                is_packed = f".{name.rpartition('.')[2].lower()}" in _PACKED
                entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
                file = folder / name
                entry.file_size = file.stat().st_size  # those above 2 GB are told at the start
                with file.open("rb") as source, archive.open(entry, "w") as packed:
                    shutil.copyfileobj(source, packed)
        draft.replace(to)
    finally:
        draft.unlink(missing_ok=True)
