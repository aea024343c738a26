"""Find an artefact inside the source folder and make sure that it is what its name says."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model import Artefact, is_image
from ..suggest import similar_file
from .images import measure
from .svg import UnsafeSvgError, measure_svg

if TYPE_CHECKING:
    from pathlib import Path


class Fault(Enum):
    """Why a file cannot be used."""

    MISSING = "missing"
    OUTSIDE = "outside"
    BAD = "bad"
    UNSAFE = "unsafe"


class ArtefactError(ValueError):
    """A file that cannot be used; ``str()`` says why and what to do."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


def find(srcdir: Path, path: str) -> Artefact:
    """Check the file at ``path``, which is relative to the source folder.

    :raises ArtefactError: if it is missing, outside the source folder (also through a symbolic
        link), not a file, empty, or an image that is broken or holds script.
    """
    file = srcdir / path
    try:
        real = file.resolve()
        inside = real.is_relative_to(srcdir.resolve())
        exists = real.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise ArtefactError(Fault.MISSING, "no file can have that name.") from error
    if not inside:
        raise ArtefactError(
            Fault.OUTSIDE,
            "it lies outside the folder of your pages, so it is not published. Copy it into that "
            "folder.",
        )
    if not exists:
        raise ArtefactError(Fault.MISSING, f"there is no such file.{similar_file(file)}")
    if not real.is_file():
        what = "a folder. Name one file in it." if real.is_dir() else "not a file."
        raise ArtefactError(Fault.BAD, f"it is {what}")
    return _inspect(path, real, real.stat().st_mtime_ns, real.stat().st_size)


@lru_cache(maxsize=4096)
def _inspect(path: str, real: Path, _changed: int, size: int) -> Artefact:
    """Read the file once per build, however many items show it."""
    if not size:
        raise ArtefactError(Fault.BAD, "the file is empty. Save or download it again.")
    if not is_image(path):
        return Artefact(path)
    try:
        width, height = (measure_svg if real.suffix.lower() == ".svg" else measure)(real)
    except UnsafeSvgError as error:
        raise ArtefactError(
            Fault.UNSAFE,
            f"the picture holds {error}, which could act in a reader's browser, so it is not "
            "shown. Export it again as plain SVG or as PNG.",
        ) from error
    except (OSError, ValueError) as error:
        raise ArtefactError(
            Fault.BAD, f"it is not a whole picture ({error}). Save or download it again."
        ) from error
    return Artefact(path, width, height)
