"""Prepare artefacts for paper."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from .scaling import scaled

if TYPE_CHECKING:
    from pathlib import Path

#: Dots per inch that print needs.
RESOLUTION = 300


def for_print(source: Path, folder: Path, inches: tuple[float, float]) -> Path:
    """Write a printable copy of a picture into ``folder``; errors as `scaled`.

    :param inches: the largest width and height at which it will be printed.
    """
    return scaled(source, folder, (round(inches[0] * RESOLUTION), round(inches[1] * RESOLUTION)))


def first_page(source: Path, folder: Path) -> Path:
    """Write the first page of a PDF into ``folder``, under a name that is safe in TeX.

    :raises ValueError: if it is no PDF, or one that cannot be opened without a password.
    :raises ImportError: if the package pypdf is not installed.
    """
    from pypdf import PdfReader, PdfWriter

    made = folder / f"{hashlib.sha256(source.read_bytes()).hexdigest()[:20]}.pdf"
    if made.exists():
        return made
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # we say what is wrong
    try:
        page = PdfReader(source).pages[0]
        writer = PdfWriter()
        writer.add_page(page)
        # Nothing that could act, and nothing but what is seen.
        writer.remove_annotations(subtypes=None)
        folder.mkdir(parents=True, exist_ok=True)
        writer.write(made)
    except Exception as error:  # a broken file can make a reader raise anything
        made.unlink(missing_ok=True)
        raise ValueError(str(error) or "it has no page") from error
    return made
