"""Points on the map: coordinates, addresses of maps, and Plus Codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .kinds import LeakKind
from .page import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .page import Page

_DECIMAL = r"[-+]?[0-9]{1,3}\.[0-9]{4,15}"
_FRACTION = re.compile(r"\.[0-9]{4}")
_PAIR = re.compile(
    rf"(?<![\w.,+-])({_DECIMAL})([ ]?°?[ ]?[NSns]?)[ ]{{0,2}}[,;/ ][ ]{{0,2}}"
    rf"({_DECIMAL})([ ]?°?[ ]?[EWOewo]?)(?!\w|\.[0-9]|[,;][ ]?[-+]?[0-9])"
)
_BEFORE_LIST = re.compile(r"[0-9][,;][ ]{0,2}\Z")
_LABEL = re.compile(
    r"(?:lat|long?|gps|coord\w*|koordin\w*|location|ligging|position|locatie|geo)\b[^\n]{0,20}\Z",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\blat(?:itude)?[\"']?[ ]{0,2}[:=][ ]{0,2}[-+]?[0-9]{1,2}\.[0-9]{3,15}[^\n0-9]{1,30}?"
    r"\b(?:lon|lng|long|longitude)[\"']?[ ]{0,2}[:=][ ]{0,2}[-+]?[0-9]{1,3}\.[0-9]{3,15}",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?<![0-9])[0-9]{1,3}[ ]?[°º][ ]?[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?['′’][ ]?"
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?(?:[\"″”]|''|′′)[ ]?)?[NSEWOZ](?![a-z])"
    r"(?:[ ,;/]{1,3}[0-9]{1,3}[ ]?[°º][ ]?[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?['′’][ ]?"
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?(?:[\"″”]|''|′′)[ ]?)?[NSEWOZ](?![a-z]))?"
)
_MAPS = re.compile(
    r"\bgeo:-?[0-9]{1,2}(?:\.[0-9]{1,15})?,-?[0-9]{1,3}(?:\.[0-9]{1,15})?"
    r"|/@-?[0-9]{1,2}\.[0-9]{1,15},-?[0-9]{1,3}\.[0-9]{1,15}(?:,[0-9.]{1,9}[zmay])?"
    r"|!3d-?[0-9]{1,2}\.[0-9]{2,15}!4d-?[0-9]{1,3}\.[0-9]{2,15}"
    r"|[?&](?:q|ll|sll|center|query|destination|daddr|saddr|cp|mlat)=(?:loc:)?-?[0-9]{1,2}\.[0-9]{3,15}"
    r"(?:,|~|&mlon=)[ +]?-?[0-9]{1,3}\.[0-9]{3,15}"
    r"|#map=[0-9]{1,2}/-?[0-9]{1,2}\.[0-9]{3,15}/-?[0-9]{1,3}\.[0-9]{3,15}",
    re.IGNORECASE,
)
_CODE = re.compile(r"\+[23456789CFGHJMPQRVWX]{2}")
#: Open Location Code: the first is of one point of the earth, the second needs a town.
_FULL_CODE = re.compile(
    r"(?<![\w+])[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])"
)
_SHORT_CODE = re.compile(
    r"(?<![\w+])[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3}(?=,?[ ][^\W\d_a-z]\w)"
)


def find_places(page: Page) -> Iterator[Hit]:
    """Points on the map that are exact to ten metres or so."""
    text = page.text
    for pattern, words in (
        (_MAPS, ("geo:", "/@", "!3d", "=-", "=loc:", "map=", "q=", "ll=", "lat=", "addr=", "cp=")),
        (_LABELLED, ("lat",)),
        (_DEGREES, ("°", "º")),
    ):
        for found in pattern.finditer(text) if page.has(*words) else ():
            start = found.start() + found[0].startswith("/")
            yield Hit(LeakKind.PLACE, start, found.end())
    for found in _PAIR.finditer(text) if _FRACTION.search(text) else ():
        if _is_place(page, found):
            yield Hit(LeakKind.PLACE, *found.span())
    for pattern in (_FULL_CODE, _SHORT_CODE) if _CODE.search(text) else ():
        for found in pattern.finditer(text):
            code = found[0].replace("+", "")
            if found.start() not in page.code and not code.isdigit() and not code.isalpha():
                yield Hit(LeakKind.PLACE, *found.span())


def _is_place(page: Page, found: re.Match[str]) -> bool:
    """Whether two numbers are degrees, and not results of some measurement."""
    latitude, longitude = float(found[1]), float(found[3])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return False
    before = page.text[max(found.start() - 60, 0) : found.start()]
    if _LABEL.search(before) or (found[2].strip() and found[4].strip()):
        return True
    if found.start() in page.code or _BEFORE_LIST.search(before):
        return False
    return abs(latitude) >= 2 and abs(longitude) >= 2
