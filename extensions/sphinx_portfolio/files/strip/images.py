"""Pictures without what says who took them, when, where and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import CannotStripError
from .gif import strip_gif
from .jpeg import strip_jpeg
from .png import SIGNATURE, strip_png
from .webp import strip_webp

if TYPE_CHECKING:
    from collections.abc import Callable

_STRIP: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (b"\xff\xd8\xff", strip_jpeg),
    (SIGNATURE, strip_png),
    (b"GIF87a", strip_gif),
    (b"GIF89a", strip_gif),
)


def strip_image(data: bytes) -> bytes:
    """The same pixels, colour profile and turn, movement and Open Badge; nothing else.

    JPEG, of which only the first picture stays, PNG, WebP and GIF are taken apart, not decoded.
    The result of what was stripped is the same.

    :raises CannotStripError: if it is another format, of which a fresh copy has to be made.
    :raises ValueError: in words, if it is not whole.
    """
    for start, strip in _STRIP:
        if data.startswith(start):
            return strip(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return strip_webp(data)
    raise CannotStripError(
        "what it says beside the picture cannot be taken out. Save it as PNG or JPEG."
    )
