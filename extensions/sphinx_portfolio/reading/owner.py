"""Who the portfolio is about: ``portfolio_owner`` in ``conf.py``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..files import ArtefactError, find
from ..files.kinds import kind_of
from ..model import GUARDED, PICTURES, SHAPES, Owner, Profile, is_web_address
from ..suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    #: Says why something cannot be used.
    Refuse = Callable[[str], None]

_LINES = ("name", "headline", "summary", "email", "phone", "url", "location")
_FILES = ("picture", "cv")
#: All that can be said of an owner.
KNOWN = (*_LINES, *_FILES, "picture_shape", "pdf", "profiles", "people_only")


def read_owner(value: object, srcdir: Path, refuse: Refuse) -> Owner | None:
    """The owner, or None: without a name nobody is described.

    :param value: as it stands in ``conf.py``.
    :param srcdir: the source folder, which files are named from.
    """
    if not isinstance(value, Mapping):
        refuse(f"it must be a dictionary, not {value!r}.")
        return None
    said = dict(value)
    for key in [key for key in said if key not in KNOWN]:
        hint = nearest(str(key), KNOWN) or f" Known: {', '.join(KNOWN)}."
        refuse(f"there is no {key!r}.{hint}")
        del said[key]
    profiles = _profiles(said.pop("profiles", []), refuse)
    people_only = _people_only(said.pop("people_only", []), refuse)
    words: dict[str, Any] = {key: _line(key, text, refuse) for key, text in said.items()}
    for key, check in _CHECKS.items():
        if words.get(key):
            words[key] = check(key, words[key], srcdir, refuse)
    if not words.get("name"):
        if profiles or any(words.values()):
            refuse("a 'name' is needed.")
        return None
    given = {key: text for key, text in words.items() if text}
    return Owner(**given, profiles=profiles, people_only=people_only)


def _line(key: str, value: object, refuse: Refuse) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    refuse(f"{key}: it must be one line of text, not {value!r}.")
    return ""


def _address(_key: str, written: str, _srcdir: Path, refuse: Refuse) -> str:
    if is_web_address(written):
        return written
    refuse(f"{written!r} is not an address in full, like https://example.org.")
    return ""


def _file(key: str, written: str, srcdir: Path, refuse: Refuse) -> str:
    """A file of the owner's, relative to the source folder; nothing if it cannot be used."""
    path = written.lstrip("/")
    if key == "picture" and kind_of(path) not in PICTURES:
        refuse(f"picture {written!r}: it is no picture. Save it as JPEG or PNG.")
        return ""
    try:
        find(srcdir, path)
    except ArtefactError as error:
        refuse(f"{key} {written!r}: {error}")
        return ""
    return path


def _pdf(key: str, written: str, srcdir: Path, refuse: Refuse) -> str:
    """A web address, a file of the owner's, or what will be published beside the pages."""
    if is_web_address(written):
        return written
    path = written.lstrip("/")
    if (srcdir / path).is_file():
        return _file(key, written, srcdir, refuse)
    if urlsplit(path).scheme or ".." in path.split("/") or "\\" in path:
        refuse(
            f"pdf {written!r}: write a file, a web address, or a place on your web site such as "
            "'portfolio.pdf'."
        )
        return ""
    return path


def _shape(_key: str, written: str, _srcdir: Path, refuse: Refuse) -> str:
    if written in SHAPES:
        return written
    refuse(f"picture_shape: it must be {' or '.join(map(repr, SHAPES))}, not {written!r}.")
    return ""


_CHECKS = {
    "url": _address,
    "picture": _file,
    "picture_shape": _shape,
    "cv": _file,
    "pdf": _pdf,
}


def _people_only(value: object, refuse: Refuse) -> tuple[str, ...]:
    several = [value] if isinstance(value, str) else value
    if isinstance(several, list | tuple | set | frozenset) and set(several) <= set(GUARDED):
        return tuple(one for one in GUARDED if one in several)
    refuse(f"people_only: it must be a list of {' and '.join(map(repr, GUARDED))}, not {value!r}.")
    return GUARDED  # who asked for caution gets it


def _profiles(value: object, refuse: Refuse) -> tuple[Profile, ...]:
    found = []
    for entry in value if isinstance(value, list | tuple) else [value]:
        match entry:
            case {"network": str(network), "url": str(url)} if is_web_address(url):
                found.append(Profile(network, url))
            case _:
                example = {"network": "Example", "url": "https://example.org/you"}
                refuse(f"a profile is written {example}, not {entry!r}.")
    return tuple(found)
