"""Values as other programs write them: links of Markdown, hashtags, places on a disk."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[[^\[\]]*\]\(\s*<?([^()<>]+?)>?\s*\)")
_HASHTAG = re.compile(r"#[^\W_][\w-]*")
_DISK = re.compile(
    r"[A-Za-z]:[\\/]|\\\\|file:|~[\\/]|/(?:Users|home|storage|sdcard|Volumes)/", re.IGNORECASE
)


def linked(text: str) -> str:
    """The address in a link or picture of Markdown; nothing if the text is none."""
    match = _LINK.fullmatch(text)
    return match[1].strip() if match else ""


def hashtags(text: str) -> tuple[str, ...]:
    """The words of a text that is nothing but hashtags: "#team #python"."""
    words = re.split(r"[\s,]+", text.strip())
    return tuple(word[1:] for word in words) if all(map(_HASHTAG.fullmatch, words)) else ()


def is_on_disk(text: str) -> bool:
    """Whether a text is a place on somebody's own disk, under a drive or the folder of a user."""
    return _DISK.match(text) is not None
