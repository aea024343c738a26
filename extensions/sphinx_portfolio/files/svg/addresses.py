"""What a drawing may refer to: parts of itself, and pictures and fonts inside it."""

from __future__ import annotations

import base64
import binascii
import re

from .names import words

ELSEWHERE = "an address outside the drawing"
SCRIPT = "a link that runs script"
DRAWING = "a drawing inside the drawing"
NO_PICTURE = "something inside the drawing that is no picture"

_DATA = re.compile(r"data:([\w/.+-]*)((?:;[\w.+-]+=[\w.+-]*)*);base64,", re.IGNORECASE)
# How the bytes of a file begin, and its type; the bytes decide, whatever a drawing says.
_RASTERS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"RIFF": "image/webp",
}
_FONTS = {
    b"wOFF": "font/woff",
    b"wOF2": "font/woff2",
    b"\x00\x01\x00\x00": "font/ttf",
    b"true": "font/ttf",
    b"OTTO": "font/otf",
}
_RASTER_TYPES = words("image/png image/jpeg image/jpg image/gif image/webp")
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
# At the beginning of an address, or of one of several.
_SCRIPTS = re.compile(
    r"(?:^|[;,'\"(])(?:java|vb|live)script:|data:text|data:application/xhtml", re.IGNORECASE
)


def runs_script(text: str) -> bool:
    """Whether an address, or one of several, runs script; browsers overlook space in it."""
    return ":" in text and bool(_SCRIPTS.search(_SPACE.sub("", text)))


def checked(address: str, *, pictures: bool = False, fonts: bool = False) -> tuple[str, str]:
    """The address as it may stay, or "" and what is wrong with it in words.

    :param pictures: whether it may be a picture in the address itself (RFC 2397).
    :param fonts: whether it may be a font in the address itself.
    """
    # Browsers leave out what is no printable character, so it cannot hide anything here.
    plain = address.strip("\x00 \t\r\n\f\v")
    if plain.startswith("#") or not plain:
        return plain, ""
    if runs_script(plain):
        return "", SCRIPT
    found = _DATA.match(plain)
    if plain[:5].lower() != "data:":
        return "", ELSEWHERE
    if plain[:40].lower().startswith("data:image/svg"):
        return "", DRAWING
    if not found:
        return "", NO_PICTURE
    raster = pictures and found[1].lower() in _RASTER_TYPES
    kinds = (_RASTERS if raster else {}) | (_FONTS if fonts else {})
    content = _SPACE.sub("", plain[found.end() :])
    kind = _kind(content, kinds)
    return (f"data:{kind};base64,{content}", "") if kind else ("", NO_PICTURE)


def _kind(content: str, kinds: dict[bytes, str]) -> str:
    """The type of a file in base64 by its first bytes, or ""."""
    try:
        start = base64.b64decode(content[:16], validate=True)
    except (binascii.Error, ValueError):  # ValueError: letters beyond ASCII
        return ""
    kind = next((kind for magic, kind in kinds.items() if start.startswith(magic)), "")
    whole = re.fullmatch(r"[A-Za-z0-9+/]*+={0,2}", content)
    if not whole or (kind == "image/webp" and start[8:12] != b"WEBP"):
        return ""
    return kind
