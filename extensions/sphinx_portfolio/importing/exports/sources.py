"""What a source is: an export of another program, or else pages in Markdown."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from . import json_resume, linkedin
from .archives import ExportError, is_archive, open_export

if TYPE_CHECKING:
    from pathlib import Path

    from ..project import Project


class SourceKind(Enum):
    """What a source is, in words."""

    LINKEDIN = "a data export of LinkedIn"
    RESUME = "a JSON Resume"
    MARKDOWN = "pages in Markdown"


def source_kind(path: Path) -> SourceKind:
    """What a file or folder is, by its name and what is in it; Markdown if nothing else."""
    try:
        path = path.resolve()
        is_folder = path.is_dir()
    except (OSError, ValueError, RuntimeError):
        return SourceKind.MARKDOWN  # whose reader says what is wrong
    if is_folder:
        return SourceKind.LINKEDIN if _is_unpacked_export(path) else SourceKind.MARKDOWN
    if path.suffix.casefold() == ".json":
        return SourceKind.RESUME
    return SourceKind.LINKEDIN if is_archive(path) else SourceKind.MARKDOWN


def read_export(path: Path) -> Project:
    """The portfolio in an export that is no Markdown.

    :raises ExportError: if nothing of it can be read; the message names it.
    """
    read = json_resume.read if source_kind(path) is SourceKind.RESUME else linkedin.read
    try:
        return read(path.resolve())
    except ExportError as error:
        raise ExportError(f"{str(path)!r} cannot be imported: {error}") from error


def _is_unpacked_export(folder: Path) -> bool:
    try:
        with open_export(folder) as export:
            return linkedin.is_export(export.names)
    except ExportError:
        return False
