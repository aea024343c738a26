"""The files of an export: in a ZIP archive or in a folder, each read only when it is asked for.

Nothing is unpacked to the disk, so a name that leads elsewhere leads nowhere. An archive can lie
about everything; what is read of it has bounds, and every fault of it becomes words.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol

from ..opening import open_file, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: Bytes of one file of an export, and of all that are read.
LARGEST, _MOST = 20_000_000, 60_000_000
#: Files in an export; and bytes that are read at once, of which the longest is the list of them.
_MOST_FILES, _LONGEST_READ, _CHUNK = 20_000, 4_000_000, 1 << 20
#: From so many bytes on, unpacked may be so many times packed: text is 10.
_LARGE, _RATIO = 2_000_000, 100
#: How deep files stand in a folder that an export was unpacked to.
_DEEPEST = 2
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = "it is damaged. Download the export again."
_TOO_LARGE = "it is far larger than such a file is."


class ExportError(ValueError):
    """An export, or a file of it, cannot be read; the message says why, for a student."""


class Export(Protocol):
    """The files of an export."""

    @property
    def names(self) -> list[str]:
        """Their names with ``/`` in one order, each a path below the export."""

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        :raises ExportError: if they cannot be read, or are too many.
        """


@contextmanager
def open_export(path: Path) -> Iterator[Export]:
    """The files of a folder or a ZIP archive.

    :raises ExportError: if it is neither, or cannot be read.
    """
    with ExitStack() as opened:
        try:
            if path.is_dir():
                export: Export = _Folder(_files_in(path))
            else:
                stream = opened.enter_context(open_file(path))
                export = _Archive(_opened(_Bounded(stream)))
        except OSError as error:
            raise ExportError(f"it cannot be read: {error.strerror or error}.") from error
        yield export


def is_archive(path: Path) -> bool:
    """Whether a file starts as a ZIP archive does."""
    try:
        with open_file(path) as stream:
            return stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    except OSError:
        return False


# -- a folder


class _Folder:
    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._left = _MOST

    @property
    def names(self) -> list[str]:
        return sorted(self._files)

    def read(self, name: str) -> bytes:
        try:
            data = read_file(self._files[name], min(LARGEST, self._left))
        except OSError as error:
            raise ExportError(f"{error.strerror or error}.") from error
        self._left -= len(data)
        return data


def _files_in(folder: Path) -> dict[str, Path]:
    """The ordinary files of a folder and of the folders in it; links are not followed."""
    found: dict[str, Path] = {}
    folders = [(folder, "", 1)]
    for here, prefix, depth in folders:
        with os.scandir(here) as entries:
            for entry in entries:
                if len(found) + len(folders) > _MOST_FILES:
                    raise ExportError("it holds far more files than an export does.")
                if entry.is_file(follow_symlinks=False):
                    found[prefix + entry.name] = here / entry.name
                elif depth < _DEEPEST and entry.is_dir(follow_symlinks=False):
                    folders.append((here / entry.name, f"{prefix}{entry.name}/", depth + 1))
    return found


# -- a ZIP archive


class _Bounded(io.RawIOBase):
    """A file of which nobody can read much at once: how long its lists are, it says itself."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        most = _LONGEST_READ + 1
        data = self._stream.read(most if size < 0 else min(size, most))
        if len(data) == most:
            raise ExportError(_TOO_LARGE)
        return data


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        # Of two of one name the last counts, as for everything that unpacks archives.
        self._infos = {info.filename: info for info in archive.infolist() if _is_file(info)}
        self._left = _MOST

    @property
    def names(self) -> list[str]:
        return sorted(self._infos)

    def read(self, name: str) -> bytes:
        info = self._infos[name]
        _refuse(info)
        try:
            with self._archive.open(info) as member:
                data = b"".join(self._chunks(member))
        except (MemoryError, ExportError):
            raise
        except Exception as error:  # a broken archive can make the library raise anything
            raise ExportError(_BROKEN) from error
        self._left -= len(data)
        return data

    def _chunks(self, member: IO[bytes]) -> Iterator[bytes]:
        left = min(LARGEST, self._left)
        while chunk := member.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise ExportError(_TOO_LARGE)
            yield chunk


def _opened(stream: _Bounded) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(stream)
        count = len(archive.infolist())
    except (MemoryError, ExportError):
        raise
    except Exception as error:  # a broken archive can make the library raise anything
        raise ExportError(f"it is no whole ZIP archive: {_BROKEN}") from error
    if count > _MOST_FILES:
        raise ExportError("it holds far more files than an export does.")
    return archive


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether this is an ordinary file below the archive: no folder, no link, no way out."""
    parts = info.filename.replace("\\", "/").split("/")
    is_below = all(parts) and ".." not in parts and ":" not in parts[0]
    return is_below and not stat.S_ISLNK(info.external_attr >> 16)


def _refuse(info: zipfile.ZipInfo) -> None:
    """Find what is wrong with a file by what the archive says of it."""
    if info.flag_bits & 1:
        raise ExportError("it opens only with a password. Import an archive without one.")
    if info.compress_type not in _PACKED:
        raise ExportError("it is packed in a way that is not known here. Unpack the archive first.")
    if info.file_size > max(_LARGE, _RATIO * info.compress_size):
        raise ExportError(_TOO_LARGE)
