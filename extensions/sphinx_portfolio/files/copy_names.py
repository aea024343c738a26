"""What a published file is called: as its owner called it, as far as every system can save it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from ..names import latin

# What cannot stand in the name of a file on Windows, where people save it.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)")
# Characters that nobody sees, that turn the direction of others, or that are none.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Bytes in UTF-8, of a name and of its ending. Systems take 255; some add to a name.
_LONGEST, _ENDING = 120, 20
_MOST = 255


def readable(name: str) -> str:
    """The name under which a file is published: the owner's, as every system can save it."""
    text = "".join(c for c in name if unicodedata.category(c) not in _UNSEEN)
    text = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", text)).strip(" .") or "file"
    if len(text.encode()) > _LONGEST:
        path = PurePosixPath(text)
        ending = _shortened(path.suffix, _ENDING)
        stem = _shortened(path.stem, _LONGEST - len(ending.encode()))
        text = f"{stem.rstrip(' .')}{ending.rstrip(' .')}"
    return f"_{text}" if _RESERVED.match(text) else text


def can_be_saved(name: str) -> bool:
    """Whether every system can save a file of this name."""
    is_whole = name == name.strip(" ").rstrip(".") and len(name.encode()) <= _MOST
    return is_whole and not _FORBIDDEN.search(name) and not _RESERVED.match(name)


def plain(name: str) -> str:
    """The name in letters, digits and hyphens, for programs that trip over others."""
    path = PurePosixPath(name)
    stem = re.sub(r"[^A-Za-z0-9]+", "-", latin(path.stem)).strip("-")[:60]
    return f"{stem or 'file'}{path.suffix}"


def suffix_of(path: str) -> str:
    """The end of the name under which a file is published, by which everybody knows its kind."""
    return PurePosixPath(readable(PurePosixPath(path).name)).suffix.lower()


def _shortened(text: str, most: int) -> str:
    """As much of a text as takes so many bytes, with no character cut."""
    return text.encode()[:most].decode(errors="ignore")
