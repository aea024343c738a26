"""Look through files: documents, office files, text, and codes in pictures."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..encodings import decode
from ..files import bounded
from .kinds import Leak, LeakKind
from .markup import words_of_markup
from .office import parts_of
from .texts import find_in_name, find_leaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .kinds import Patterns

_WORKERS = Path(__file__).parent / "workers"
_READ_PDF, _READ_CODES = _WORKERS / "read_pdf.py", _WORKERS / "read_codes.py"
#: Bytes; what is larger is not looked through.
_MOST, _MOST_OF_TEXT = 200_000_000, 20_000_000
_LARGE = "it is too large to look through."


def _suffixes(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TEXTS = _suffixes(
    ".txt .md .rst .csv .tsv .json .yaml .yml .toml .ini .cfg .tex .bib .log .srt .vtt .eml .ics "
    ".vcf .rtf"
)
_PROGRAMS = _suffixes(".py .js .ts .css .java .c .cpp .cs .h .r .sql .sh .ps1 .bat .go .rs .php")
_MARKUP = _suffixes(".html .htm .xhtml .svg .xml .drawio")
_OFFICE = _suffixes(".docx .docm .dotx .pptx .pptm .ppsx .xlsx .xlsm .odt .odp .ods .odg .epub")
_PICTURES = _suffixes(".png .jpg .jpeg .webp .gif .bmp .tif .tiff")
#: What counts in a code of a picture: a ticket or a certificate has an address in it, too.
_IN_CODES = frozenset(
    {LeakKind.IDENTITY, LeakKind.EMAIL, LeakKind.TOKEN, LeakKind.PHONE, LeakKind.NAME}
)


def find_in_file(source: bytes | Path, name: str, patterns: Patterns) -> list[Leak]:
    """What the words of a file give away, and its name.

    Lines are those of text files and of pages of a PDF; others have none. Codes in pictures are
    read if the package zxing-cpp is installed, and left alone else.

    :param source: the file, or what it holds.
    :param name: how it is called, with its suffix; other than that, nothing is read by it.
    :raises ValueError: in words, if it cannot be looked through: it is broken, too large, has a
        password, or takes too long.
    :raises OSError: if it cannot be read.
    """
    named = find_in_name(name, patterns)
    look = _looks(PurePosixPath(name.replace("\\", "/")).suffix.lower())
    if look is None:
        return named
    return named + _once(look(_content(source), patterns))


def can_look_through(name: str) -> bool:
    """Whether words are looked for in files of such a name."""
    return _looks(PurePosixPath(name).suffix.lower()) is not None


def _content(source: bytes | Path) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > _MOST:
        raise ValueError(_LARGE)
    return source if isinstance(source, bytes) else source.read_bytes()


def _looks(suffix: str) -> Callable[[bytes, Patterns], Iterator[Leak]] | None:
    """What looks through files that end so."""
    table: tuple[tuple[frozenset[str], Callable[[bytes, Patterns], Iterator[Leak]]], ...] = (
        (frozenset({".pdf"}), _in_pdf),
        (_OFFICE, _in_office),
        (_TEXTS, _in_text),
        (_PROGRAMS, partial(_in_text, is_code=True)),
        (_MARKUP, _in_markup),
        (frozenset({".ipynb"}), _in_notebook),
        (_PICTURES, _in_picture),
    )
    return next((look for suffixes, look in table if suffix in suffixes), None)


def _once(leaks: Iterable[Leak]) -> list[Leak]:
    return list(dict.fromkeys(leaks))


def _text(data: bytes) -> str:
    if len(data) > _MOST_OF_TEXT:
        raise ValueError(_LARGE)
    return decode(data).text


def _in_text(data: bytes, patterns: Patterns, *, is_code: bool = False) -> Iterator[Leak]:
    yield from find_leaks(_text(data), patterns, is_code=is_code)


def _in_markup(data: bytes, patterns: Patterns) -> Iterator[Leak]:
    yield from find_leaks(words_of_markup(_text(data)), patterns)


def _in_pdf(data: bytes, patterns: Patterns) -> Iterator[Leak]:
    properties, *pages = json.loads(bounded.run(_READ_PDF, [], data))
    for leak in find_leaks("\n".join(value for _, value in properties), patterns):
        yield replace(leak, line=0, where="in its properties")
    for number, words in enumerate(pages, start=1):
        for leak in find_leaks(words, patterns):
            yield replace(leak, page=number)


def _in_office(data: bytes, patterns: Patterns) -> Iterator[Leak]:
    for part in parts_of(data):
        for leak in find_leaks(part.words, patterns):
            yield replace(leak, line=0, where=part.where)


def _in_notebook(data: bytes, patterns: Patterns) -> Iterator[Leak]:
    """A notebook by its cells, so that code is told from text."""
    text = _text(data)
    try:
        cells = json.loads(text)["cells"]
        found = [leak for n, cell in enumerate(cells, 1) for leak in _in_cell(n, cell, patterns)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        found = find_leaks(text, patterns, is_code=True)
    yield from found


def _in_cell(number: int, cell: dict[str, Any], patterns: Patterns) -> Iterator[Leak]:
    is_code = cell.get("cell_type") == "code"
    texts = [(_joined(cell.get("source")), is_code)]
    for output in cell.get("outputs") or []:
        texts.append((_joined(output.get("text")), True))
        for kind, content in (output.get("data") or {}).items():
            if kind.startswith("text/"):
                words = _joined(content)
                texts.append((words_of_markup(words) if kind == "text/html" else words, True))
    for text, code in texts:
        for leak in find_leaks(text, patterns, is_code=code):
            yield replace(leak, line=0, where=f"in cell {number}")


def _joined(lines: object) -> str:
    return "".join(map(str, lines)) if isinstance(lines, list) else str(lines or "")


def _in_picture(data: bytes, patterns: Patterns) -> Iterator[Leak]:
    if find_spec("zxingcpp") is None:
        return
    try:
        codes = json.loads(bounded.run(_READ_CODES, [], data))
    except ImportError:
        return
    for text in codes:
        for leak in find_leaks(text, patterns):
            if leak.kind in _IN_CODES:
                yield replace(leak, line=0, where="in a code in the picture")


# -- what files say of their author and place


def gps_of(data: bytes) -> bool:
    """Whether a picture says in its Exif data where it was taken; `False` if it is no picture."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            places = image.getexif().get_ifd(_GPS)
            xmp = image.info.get("xmp", b"")
    except Exception:  # a broken file can make the library raise anything
        return False
    if any(tag in places for tag in _COORDINATES):
        return True
    text = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else str(xmp)
    return bool(re.search(r"exif:GPSL(?:at|ong)itude", text))


_GPS = 0x8825  # Exif 2.3, the place of the part about places
_COORDINATES = (2, 4)  # of it: latitude and longitude


def author_of(data: bytes) -> str:
    """Whom a PDF names as its author; empty if it names nobody or cannot be read."""
    return property_of(data, "Author")


def property_of(data: bytes, name: str) -> str:
    """What a PDF says of itself, such as its Title; empty if nothing, or it cannot be read."""
    try:
        properties, *_ = json.loads(bounded.run(_READ_PDF, ["properties"], data))
    except (ValueError, ImportError, OSError):
        return ""
    return str(dict(properties).get(name, "")).strip()
