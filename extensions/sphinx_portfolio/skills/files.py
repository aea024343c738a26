"""Find and read the file of a catalogue."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..encodings import decode
from ..faults import Fault, Place, WarningType
from ..suggest import similar_file
from .case import read_case
from .catalogue import CatalogueError
from .csv_format import read_table
from .entries import NO_TEXT, skills_from
from .mahara_format import read_matrix
from .yaml_format import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model import Skill

#: The most bytes that the file of a catalogue may have.
MAX_BYTES = 20_000_000

_READERS = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".csv": read_table,
    ".tsv": read_table,
    ".txt": read_table,
    ".json": read_case,
    ".matrix": read_matrix,
}
_FOLDER = Path(__file__).parent


def _keep_quiet(_fault: Fault) -> None:
    """Tell nobody."""


def load(name: str, srcdir: Path, tell: Callable[[Fault], None] = _keep_quiet) -> tuple[Skill, ...]:
    """The skills of one catalogue, in the order of the file.

    :param name: the name of a catalogue that comes with us (``work-readiness``), or a file,
        relative to the source folder. Its suffix says its format: ``.yaml`` or ``.yml``, ``.csv``,
        ``.tsv`` or ``.txt``, ``.json`` (CASE 1.1) or ``.matrix`` (Mahara).
    :param tell: is called with what is wrong with a file that can be used all the same.
    :raises CatalogueError: if there is no such file, or it is outside the source folder, too large
        or not a file (without ``path``); if what it holds cannot be used (with ``path``).
    """
    file = _find(name, srcdir)
    decoded = decode(_read(file))
    try:
        skills = skills_from(_READERS[file.suffix.lower()](_text(decoded.text)))
    except CatalogueError as error:
        error.path = file
        raise
    except RecursionError as error:
        raise CatalogueError(
            "brackets stand inside brackets, far too deep for a catalogue. Export the file again.",
            path=file,
        ) from error
    if decoded.fault:
        tell(Fault(WarningType.ENCODING, decoded.fault, Place(str(file), 1)))
    return skills


def shipped() -> list[str]:
    """The names of the catalogues that come with us."""
    return sorted(file.stem for file in _FOLDER.glob("*.yaml"))


def _find(name: str, srcdir: Path) -> Path:
    """The file of a catalogue, which is inside the source folder or ours."""
    path = name.strip().lstrip("/")
    if path in shipped():
        return _FOLDER / f"{path}.yaml"
    file = srcdir / path
    suffix = PurePosixPath(path).suffix
    if not suffix:
        raise CatalogueError(
            f"there is no catalogue of that name.{similar_file(file, shipped(), _READERS)} "
            f"These come with us: {', '.join(shipped())}. A file of your own is named with its "
            "ending, like 'skills.yaml'."
        )
    if suffix.lower() not in _READERS:
        raise CatalogueError(
            f"a catalogue cannot be a file that ends in {suffix!r}, but in {', '.join(_READERS)}."
            f"{similar_file(file, endings=_READERS)}"
        )
    _check_place(file, srcdir)
    return file


def _check_place(file: Path, srcdir: Path) -> None:
    """Make sure that a file is there, in the source folder, and not too large."""
    try:
        real = file.resolve()
        inside = real.is_relative_to(srcdir.resolve())
        exists = real.exists()
        size = real.stat().st_size if inside and real.is_file() else 0
    except (OSError, ValueError, RuntimeError) as error:
        raise CatalogueError("no file can have that name.") from error
    if not inside:
        raise CatalogueError("it lies outside the folder of your pages. Copy it into that folder.")
    if not exists:
        raise CatalogueError(f"there is no such file.{similar_file(file, endings=_READERS)}")
    if not real.is_file():
        what = "a folder. Name one file in it." if real.is_dir() else "not a file."
        raise CatalogueError(f"it is {what}")
    if size > MAX_BYTES:
        raise CatalogueError(
            f"it is larger than {MAX_BYTES // 1_000_000} MB. Keep only the skills that you need."
        )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CatalogueError(f"it cannot be read ({error.strerror}).") from error


def _text(text: str) -> str:
    """The text of a file, which holds nothing that is no text.

    :raises CatalogueError: if it does, or is empty.
    """
    if found := NO_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CatalogueError(
            f"this line holds {found[0]!r}, which is not text. Save it again as text in UTF-8 (in "
            "a spreadsheet: 'CSV UTF-8').",
            line,
        )
    if not text.strip():
        raise CatalogueError("the file is empty. Save or download it again.")
    return text
