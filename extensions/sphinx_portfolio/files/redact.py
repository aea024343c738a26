"""Make parts of pictures and pages black, so that nobody can find out what was there.

What is under a black box of a PDF can still be copied; so pages become pictures first, with their
pixels black. What is published has to be made of the result, and of nothing else.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import FileKind
from . import bounded
from .compression import has_few_colours, is_flat
from .documents import page_count, read_document
from .images import opened_picture
from .redactions import Box, Length, Redaction, read_redactions
from .scaled_pixels import upright, within_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from ..model import Artefact

__all__ = [
    "Box",
    "Length",
    "Redaction",
    "pictures_as_document",
    "read_redactions",
    "redact_document",
    "redact_image",
]

_WORKERS = Path(__file__).parent / "workers"
_DRAW = _WORKERS / "redact_pdf.py"
_BIND = _WORKERS / "bind_pictures.py"

#: Pixels of a picture; a larger one is scaled down.
_MOST_PIXELS = 24_000_000
_QUALITY = 90
#: Pixels. JPEG mixes those of squares; a smaller picture mixes those beside each other.
_SQUARE, _BLUR = 8, 4
_MOST_PAGES = 200
# Says nothing of the text itself: logs of builds are public, too.
_NOWHERE = (
    "a text that you want to hide is nowhere in it. If it is part of a picture, say where: left, "
    "top, width and height, such as `55% 55% 40% 10%`."
)


def redact_image(data: bytes, redactions: Sequence[Redaction]) -> bytes:
    """A picture with black boxes as PNG or JPEG, upright, in sRGB, and with nothing but its pixels.

    Of pictures that move, it is the first one. Pixels are those of the picture as a reader sees it.

    :raises ValueError: in words, if it is not whole, or a box lies outside of it; or if words are
        to be hidden, which cannot be found in a picture.
    :raises ImportError: as `read_image`.
    """
    boxes = [_box_of(redaction) for redaction in redactions]
    with opened_picture(io.BytesIO(data)) as picture:
        whole = picture.measured.width, picture.measured.height
        size = within_area(whole, _MOST_PIXELS)
        is_photograph = picture.measured.format in {"JPEG", "HEIF"}
        image = upright(picture, size)
    if not is_photograph and image.mode in {"L", "RGB"}:
        is_photograph = not is_flat(image) and not has_few_colours(image)
    scale = size[0] / whole[0]
    margin, grid = 1 if size == whole else _BLUR, _SQUARE if is_photograph else 1
    for box in boxes:
        blacken(image, box.pixels(size, scale, margin, grid))
    return _saved(image, is_photograph)


def blacken(image: Image.Image, sides: tuple[int, int, int, int]) -> None:
    """Make a rectangle black, and nothing of it transparent."""
    has_alpha = image.mode in {"LA", "RGBA"}
    image.paste((*[0] * (len(image.getbands()) - has_alpha), *[255] * has_alpha), sides)


def _box_of(redaction: Redaction) -> Box:
    if redaction.page > 1:
        raise ValueError(f"a picture has no page {redaction.page}. Leave `page` out.")
    if redaction.box is None:
        raise ValueError(
            f"words such as `{redaction.text[:1]}…` cannot be found in a picture. Write left, top, "
            "width and height, such as `55% 55% 40% 10%`."
        )
    return redaction.box


def _saved(image: Image.Image, is_photograph: bool) -> bytes:
    out = io.BytesIO()
    image.info.clear()
    if is_photograph:  # with as much colour as light, so that squares are of 8 pixels
        image.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    else:
        image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def redact_document(data: bytes, redactions: Sequence[Redaction]) -> list[bytes]:
    """Every page of a PDF as a picture (PNG, 200 dots for an inch, or less if it is very large).

    Pages are drawn as a reader sees them: turned and cropped, with what is filled in. Their size
    on paper is in the picture. ``px`` are CSS pixels, 96 for an inch, as in `read_document`. A text
    is found whatever its capitals, across lines, and with spaces and hyphens in numbers; but only
    if it is text, not if it is part of a picture.

    :raises ValueError: in words, as `draw_page`; or if a text is nowhere, a box lies outside of a
        page, or there is no such page: then nothing may be published.
    """
    pages = _pages(data, redactions)
    found, made = [0] * len(redactions), []
    for page in range(1, pages + 1):
        numbers = [n for n, one in enumerate(redactions) if one.page in {0, page}]
        wanted = [_wanted(redactions[number]) for number in numbers]
        said = bounded.run(_DRAW, [str(page), json.dumps(wanted)], data)
        head, _, picture = said.partition(b"\n")
        for number, count in zip(numbers, json.loads(head), strict=True):
            found[number] += count
        made.append(picture)
    for redaction, count in zip(redactions, found, strict=True):
        if not count:
            where = f"on page {redaction.page}" if redaction.page else "in it"
            words = redaction.text or str(redaction.box)
            raise ValueError(
                f"what you want to hide is nowhere {where}: `{words}`. If it is part of a picture, "
                "say where: left, top, width and height, such as `55% 55% 40% 10%`."
            )
    return made


def placed(srcdir: Path, artefact: Artefact, wanted: Sequence[Redaction]) -> tuple[Redaction, ...]:
    """The redactions of a file, all as boxes that lie in it.

    :raises ValueError: in words, if that cannot be, or the file is no picture and no PDF.
    :raises OSError: if it cannot be read.
    """
    match artefact.kind:
        case FileKind.DOCUMENT:
            file = srcdir / artefact.path
            boxes = place_texts(file.read_bytes(), wanted)
            on_all = any(one.page == 0 for one in boxes)
            numbers = range(1, artefact.pages + 1) if on_all else {one.page for one in boxes}
            for number in numbers:
                sheet = read_document(file, number)
                for one in boxes:
                    if one.box and one.page in {0, number}:
                        one.box.pixels((sheet.width, sheet.height))
            return boxes
        case FileKind.IMAGE | FileKind.DRAWING:
            size = artefact.width or 100, artefact.height or 100
            for one in wanted:
                _box_of(one).pixels(size)
            return tuple(wanted)
    raise ValueError("parts can only be blackened in pictures and in PDF.")


def place_texts(data: bytes, redactions: Sequence[Redaction]) -> tuple[Redaction, ...]:
    """The same redactions of a PDF, with boxes in place of texts, which nobody needs to keep.

    :raises ValueError: as `redact_document`.
    """
    pages = _pages(data, redactions)
    placed: list[Redaction] = []
    for one in redactions:
        if not one.text:
            placed.append(one)
            continue
        chosen = [one.page] if one.page else list(range(1, pages + 1))
        found = [
            Redaction(Box(*(Length(side, "%") for side in sides)), page=page)
            for page in chosen
            for sides in json.loads(bounded.run(_DRAW, [str(page), json.dumps(one.text)], data))
        ]
        if not found:
            raise ValueError(_NOWHERE)
        placed += found
    return tuple(placed)


def _pages(data: bytes, redactions: Sequence[Redaction]) -> int:
    """How many pages a document has; errors as `redact_document`, of numbers of pages."""
    pages = page_count(data)
    if pages > _MOST_PAGES:
        raise ValueError(
            f"it has {pages} pages; parts of at most {_MOST_PAGES} can be hidden. Take out the "
            "pages that you want to show."
        )
    for redaction in redactions:
        if redaction.page > pages:
            raise ValueError(f"there is no page {redaction.page}: it has only {pages}.")
    return pages


def _wanted(redaction: Redaction) -> dict[str, object]:
    """A redaction for another process."""
    if redaction.box is None:
        return {"text": redaction.text}
    box = redaction.box
    sides = (box.left, box.top, box.width, box.height)
    return {"sides": [[side.number, side.unit] for side in sides]}


def pictures_as_document(pages: Sequence[bytes]) -> bytes:
    """A PDF of pictures, one on each page, and nothing else: no text, no metadata.

    :param pages: PNG or JPEG; pages are as large as the pictures say, else 96 pixels are an inch.
    :raises ValueError: in words, if one is not whole.
    """
    if not pages:
        raise ValueError("it has no pages. Save it again.")
    packed = b"".join(len(page).to_bytes(4, "big") + page for page in pages)
    return bounded.run(_BIND, [], packed)
