"""Video and sound without who recorded it, when, where and with what."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from ..mp4 import FIRST
from .errors import BROKEN, CannotStripError
from .matroska import edits_of_matroska
from .movie import edits_of_movie
from .ogg import edits_of_ogg
from .sounds import edits_of_flac, edits_of_frames, edits_of_wave

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    from .edits import Edits

_CANNOT = "Where and with what it was recorded cannot be taken out of it. Save it as {0}."


def strip_recording(file: Path, to: Path) -> None:
    """Write a copy of a recording that says nothing beside what is seen and heard.

    Nothing is encoded anew. Of MP4, QuickTime, WebM, Matroska, Ogg, MP3, AAC, FLAC and WAV. Titles,
    covers, places, dates and programs go, and tracks that are neither seen nor heard.

    :param to: is not there at the end if anything is raised.
    :raises CannotStripError: if there is no way for this kind of file.
    :raises ValueError: in words, if it is not whole.
    :raises OSError: if it cannot be read, or the copy not be written.
    """
    try:
        with file.open("rb") as source:
            end = source.seek(0, os.SEEK_END)
            edits = _edits_of(source)
            with to.open("wb") as copy:
                edits.copy(source, copy, end)
    except ValueError as error:
        to.unlink(missing_ok=True)
        # Those of Python are about numbers that the file has wrong.
        if str(error).endswith("."):
            raise
        raise ValueError(BROKEN) from error
    except BaseException:
        with suppress(OSError):
            to.unlink(missing_ok=True)
        raise


def _edits_of(source: BinaryIO) -> Edits:
    source.seek(0)
    head = source.read(16)
    source.seek(0)
    try:
        return _way(head)(source)
    except (IndexError, OverflowError) as error:
        raise ValueError(BROKEN) from error


def _way(head: bytes) -> Callable[[BinaryIO], Edits]:
    if head[4:8] in FIRST:
        return edits_of_movie
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return edits_of_wave
    for start, way in (
        (b"\x1a\x45\xdf\xa3", edits_of_matroska),
        (b"OggS", edits_of_ogg),
        (b"fLaC", edits_of_flac),
        (b"ID3", edits_of_frames),
    ):
        if head.startswith(start):
            return way
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return edits_of_frames
    is_sound = head.startswith((b"#!AMR", b"RF64", b"BW64", b"FORM"))
    raise CannotStripError(_CANNOT.format("MP3 or M4A" if is_sound else "MP4"))
