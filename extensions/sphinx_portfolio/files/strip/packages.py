"""Documents that are ZIP archives: read within bounds, and written with nothing beside."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from .errors import BROKEN, CannotStripError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Bytes of all parts once they are unpacked, of one that is read as a whole, and their number.
_MOST, _LARGEST, _MOST_PARTS = 500_000_000, 250_000_000, 20_000
#: From so many bytes on, unpacked may be so many times packed: text of tables is 30.
_LARGE, _RATIO = 50_000_000, 150
_TOO_LARGE = "it is too large once it is unpacked. Save it with less in it, or as PDF."
_LOCKED = "it opens only with a password. Save a copy without one."


class Package:
    """The parts of a document, by name, as they stand."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        self.names = list(self._infos)
        self._left = _MOST

    def read(self, name: str) -> bytes:
        """A part; all that are read have a bound together.

        :raises ValueError: in words, if it is damaged or too large.
        """
        info = self._infos[name]
        if info.flag_bits & 1:
            raise CannotStripError(_LOCKED)
        if info.file_size > min(self._left, _LARGEST):
            raise ValueError(_TOO_LARGE)
        try:
            with self._archive.open(info) as part:
                data = part.read(info.file_size + 1)
        except MemoryError:
            raise
        except Exception as error:  # a broken archive can make the library raise anything
            raise ValueError(BROKEN) from error
        if len(data) != info.file_size:
            raise ValueError(BROKEN)
        self._left -= len(data)
        return data


def read_package(data: bytes) -> Package:
    """Open a package.

    :raises ValueError: in words, if it is none, not whole or too large once it is unpacked.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        infos = package.infolist()
    except MemoryError:
        raise
    except Exception as error:  # a broken archive can make the library raise anything
        raise ValueError(BROKEN) from error
    size = sum(info.file_size for info in infos)
    if size > _MOST or len(infos) > _MOST_PARTS or size > max(_LARGE, len(data) * _RATIO):
        raise ValueError(_TOO_LARGE)
    return Package(package)


def write_package(parts: Iterable[tuple[str, bytes]], plain: str = "") -> bytes:
    """A ZIP archive of parts that says nothing of when and by what it was made.

    :param plain: the name of the part that is not packed.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 0, 0o600 << 16
            is_packed = name != plain and len(zlib.compress(content[:4096], 1)) < len(content)
            info.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
            archive.writestr(info, content, compresslevel=6)
    return out.getvalue()
