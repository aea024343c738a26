"""What may stay of the attributes of an element of a drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import addresses
from .names import (
    ADDRESSED,
    ANIMATIONS,
    PICTURES,
    STYLED,
    WORDED,
    WORDED_BEGINNINGS,
    XLINK,
    XML,
    words,
)
from .sizes import is_beyond_measure

if TYPE_CHECKING:
    from .styles import Style, StyleReader

# Letters of a value, but for the few that can be long: paths, styles, pictures.
_LONGEST = 100_000
_LONG = words("d points path values style href tableValues keyTimes keySplines")
_MEASURES = words("width height viewBox markerWidth markerHeight")
#: Values that programs draw with ever more work, and the largest of them.
_CLAMPED = {"numOctaves": 10}

_TOO_LARGE = "a size that is too large"
# Without these letters no style can refer to anything.
_SUSPECT = re.compile(
    r"\\|url|src|image|expression|import|element|paint|attr|cross-fade|script|//|@|data:",
    re.IGNORECASE,
)
_SPACED = re.compile(r"[\w:.-]+")


@dataclass(slots=True)
class Attributes:
    """Attributes as they are written, what was removed, and the ids to which they refer.

    ``is_acting`` says that the element is an animation of something that can act.
    """

    written: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    is_acting: bool = False


def rewritten(tag: str, given: dict[str, str], styles: StyleReader) -> Attributes:
    """What may stay of ``given``, whose names are as expat tells them: "namespace local"."""
    kept = Attributes()
    for name, value in given.items():
        namespace, _, local = name.rpartition(" ")
        lower = local.lower()
        if lower.startswith("on") and namespace in {"", XLINK, XML}:
            kept.removed.append(f"the action {lower[:40]!r}")
        elif local == "href" and namespace in {"", XLINK}:
            _href("xlink:href" if namespace else "href", tag, value, kept)
        elif namespace == XML:
            if lower in {"space", "lang"} and _SPACED.fullmatch(value):
                kept.written[f"xml:{lower}"] = value
        elif not namespace:
            _plain(tag, local, value, kept, styles)
    return kept


def _href(name: str, tag: str, value: str, kept: Attributes) -> None:
    address, wrong = addresses.checked(value, pictures=tag in PICTURES)
    if wrong and (tag != "a" or wrong == addresses.SCRIPT):
        kept.removed.append(wrong)
    if not address:
        return
    kept.written[name] = address
    if address.startswith("#") and tag != "a":
        kept.targets.append(address[1:])


def _plain(tag: str, name: str, value: str, kept: Attributes, styles: StyleReader) -> None:
    """An attribute without a namespace."""
    if name == "attributeName" and tag in ANIMATIONS:
        target = value.strip().rpartition(":")[2].lower()
        if target in ADDRESSED or target == "style" or target.startswith("on"):
            kept.is_acting = True
            kept.removed.append(f"an animation of the attribute {target[:40]!r}")
            return
    if len(value) > _LONGEST and name not in _LONG:
        if name in STYLED or name in WORDED:
            kept.removed.append(f"a very long value of {name!r}")
    elif name == "style":
        _style(name, styles.declarations(value), kept)
    elif name in WORDED or name.lower().startswith(WORDED_BEGINNINGS):
        if _NAME.fullmatch(name):
            kept.written[name] = value
    elif name in STYLED:
        _styled(name, value, kept, styles)
    elif name.lower() in ADDRESSED and value.strip():
        kept.removed.append(addresses.checked(value)[1] or addresses.ELSEWHERE)


_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_.-]{0,99}")


def _styled(name: str, value: str, kept: Attributes, styles: StyleReader) -> None:
    """An attribute that could refer to something, as a property of CSS can."""
    if name in _MEASURES and is_beyond_measure(name, value):
        kept.removed.append(_TOO_LARGE)
    elif name in _CLAMPED:
        number = re.fullmatch(r"\s*\+?0*(\d{1,20})\d*(?:\.\d*)?\s*", value)
        kept.written[name] = str(min(int(number[1]), _CLAMPED[name])) if number else "1"
    elif not _SUSPECT.search(value):
        kept.written[name] = value
    elif addresses.runs_script(value):
        kept.removed.append(addresses.SCRIPT)
    else:
        _style(name, styles.value(value), kept)


def _style(name: str, style: Style, kept: Attributes) -> None:
    kept.removed += style.removed
    kept.targets += style.targets
    if style.text:
        kept.written[name] = style.text
