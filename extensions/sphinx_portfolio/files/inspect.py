"""Find a file inside the source folder, and look whether it is what its name says.

How each kind is inspected stands in one table; how it is published, in `publish`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..model import Artefact, FileKind
from ..suggest import same_name, similar_file
from .copy_names import suffix_of
from .documents import read_document, strip_document
from .drawings import read_drawing
from .errors import ArtefactError, Fault, reason
from .images import read_image
from .kinds import kind_of
from .recordings import read_recording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Pages and programs for browsers, which would act under the address of the portfolio.
_ACTIVE = frozenset(
    (
        *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".hta"),
        *(".xml", ".xsl", ".xslt", ".svgz", ".swf", ".js", ".mjs", ".php"),
    )
)


# Bytes that tell text from other files.
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be used; ``removed`` says what its published copy does without.

    ``carries`` says what the copy still tells beside what is seen, since it cannot be taken out.
    """

    artefact: Artefact
    removed: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()


def find(srcdir: Path, path: str) -> Found:
    """Look at the file at ``path``, which is relative to the source folder.

    :raises ArtefactError: if it is missing, outside the source folder (also through a symbolic
        link), not a file, empty, not whole, of a kind that is not published, or if a package is
        missing that can read it.
    """
    real = located(srcdir, path)
    try:
        state = real.stat()
    except OSError as error:  # it went away in this moment, or its folder is closed
        raise ArtefactError(Fault.MISSING, reason(error)) from error
    return _inspect(path, real, state.st_mtime_ns, state.st_size)


def at_page(srcdir: Path, artefact: Artefact, page: int) -> Artefact:
    """A document of which another page is shown.

    :raises ArtefactError: if there is no such page.
    """
    try:
        seen = read_document(located(srcdir, artefact.path), page)
    except (OSError, ValueError) as error:
        raise ArtefactError(Fault.BAD, reason(error)) from error
    return replace(artefact, page=page, width=seen.width, height=seen.height)


def spellings(name: str) -> tuple[str, ...]:
    """How a file may be called that a name means, each once, and as it is written first.

    Markdown writes ``%20`` for a blank. A Mac takes "ü" for two characters, other systems for one,
    and both look the same.
    """
    written = (name, unquote(name))
    composed = (unicodedata.normalize(form, one) for form in ("NFC", "NFD") for one in written)
    return tuple(dict.fromkeys((*written, *composed)))


def located(srcdir: Path, path: str) -> Path:
    """The file itself, which stands inside the source folder; errors as `find`."""
    file = srcdir / path
    try:
        real = file.resolve()
        inside = real.is_relative_to(_resolved(srcdir))
        is_file = real.is_file()
        exists = is_file or real.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise ArtefactError(Fault.MISSING, "no file can have that name.") from error
    if not inside:
        raise ArtefactError(
            Fault.OUTSIDE,
            "it lies outside the folder of your pages, so it is not published. Copy it into that "
            "folder.",
        )
    if not exists:
        other = similar_file(file) or same_name(srcdir, file.name)
        raise ArtefactError(Fault.MISSING, f"there is no such file.{other}")
    if not is_file:
        what = "a folder. Name one file in it." if real.is_dir() else "not a file."
        raise ArtefactError(Fault.BAD, f"it is {what}")
    suffix = next((one for one in (suffix_of(path), suffix_of(real.name)) if one in _ACTIVE), "")
    if suffix:
        raise ArtefactError(
            Fault.UNSAFE,
            f"a file that ends in '{suffix}' can act in a reader's browser, so it is not "
            "published. Print it to PDF, or take a picture of it, and name that.",
        )
    return real


@lru_cache(maxsize=16)
def _resolved(srcdir: Path) -> Path:
    """The source folder itself, which stays where it is while a program runs."""
    return srcdir.resolve()


@lru_cache(maxsize=8192)
def _inspect(path: str, real: Path, _changed: int, size: int) -> Found:
    """Look at the file once per build, however many items show it."""
    if not size:
        raise ArtefactError(Fault.BAD, "the file is empty. Save or download it again.")
    kind = kind_of(path)
    known = Artefact(path, kind, size=size)
    try:
        return _INSPECTED[kind](real, known) if kind in _INSPECTED else Found(known)
    except ImportError as error:
        raise ArtefactError(Fault.NEEDS, reason(error)) from error
    except OSError as error:
        raise ArtefactError(Fault.BAD, f"it cannot be read: {reason(error)}") from error
    except ValueError as error:
        raise ArtefactError(Fault.BAD, _with_cure(str(error), kind)) from error


def _with_cure(words: str, kind: FileKind) -> str:
    """Add what to do to what a library says."""
    if words.endswith("."):
        return words
    if "too many" in words:
        return f"{words}. Save a smaller copy, and name that."
    return f"it is not a whole {_NAMES[kind]} ({words}). Save or download it again."


def _image(file: Path, known: Artefact) -> Found:
    measured = read_image(file)
    return Found(replace(known, width=measured.width, height=measured.height))


def _drawing(file: Path, known: Artefact) -> Found:
    drawing = read_drawing(file.read_bytes())
    return Found(replace(known, width=drawing.width, height=drawing.height), drawing.removed)


def _document(file: Path, known: Artefact) -> Found:
    document = read_document(file)
    stripped = strip_document(file.read_bytes())
    carries = ("its signature", *stripped.carries) if stripped.is_signed else ()
    seen = replace(known, width=document.width, height=document.height)
    return Found(replace(seen, page=1, pages=document.pages), stripped.removed, carries)


def _archive(_file: Path, known: Artefact) -> Found:
    return Found(known, carries=("files that nobody has looked into",))


def _unknown(file: Path, known: Artefact) -> Found:
    with file.open("rb") as stream:
        is_text = b"\0" not in stream.read(_HEAD)
    return Found(known, carries=() if is_text else ("what only its own program shows",))


def _recording(file: Path, known: Artefact) -> Found:
    made = read_recording(file)
    seen = replace(known, width=made.width, height=made.height)
    return Found(replace(seen, seconds=round(made.seconds), is_playable=made.is_playable))


_INSPECTED: dict[FileKind, Callable[[Path, Artefact], Found]] = {
    FileKind.IMAGE: _image,
    FileKind.DRAWING: _drawing,
    FileKind.DOCUMENT: _document,
    FileKind.RECORDING: _recording,
    FileKind.SOUND: _recording,
    FileKind.ARCHIVE: _archive,
    FileKind.UNKNOWN: _unknown,
}
_NAMES = {
    FileKind.IMAGE: "picture",
    FileKind.DRAWING: "picture",
    FileKind.DOCUMENT: "PDF",
    FileKind.RECORDING: "video",
    FileKind.SOUND: "recording",
}
