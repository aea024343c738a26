"""What an Open Badge says: the data that is baked into a PNG or SVG (versions 2.0 and 3.0)."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from ..dates import first_day
from ..files.strip.png import SIGNATURE, badge_in
from ..files.svg.names import BADGES

# Letters of a badge that is read.
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Badge:
    """What is told of an award; empty where it says nothing. Dates are ISO 8601."""

    title: str = ""
    issuer: str = ""
    date: str = ""
    expires: str = ""


def read_badge(data: bytes) -> Badge | None:
    """The badge in a picture, if there is one.

    :param data: all bytes of a file of any kind.
    """
    try:
        said = badge_in(data) if data.startswith(SIGNATURE) else _in_svg(data)
        told = json.loads(said if said.lstrip().startswith("{") else _payload(said))
    except (ValueError, RecursionError):
        return None
    return _badge(told) if isinstance(told, dict) else None


def _badge(told: dict[str, Any]) -> Badge | None:
    told = told["vc"] if isinstance(told.get("vc"), dict) else told
    subject = _object(told.get("credentialSubject"))
    award = _object(subject.get("achievement")) or _object(told.get("badge"))
    issuer = _object(told.get("issuer")) or _object(award.get("issuer"))
    title = _words(award.get("name")) or _words(told.get("name"))
    if not title:
        return None
    date = _day(told, "awardedDate", "validFrom", "issuanceDate", "issuedOn")
    return Badge(title, _words(issuer.get("name")), date, _day(told, "validUntil", "expires"))


def _object(value: object) -> dict[str, Any]:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _words(value: object) -> str:
    """A text, or the first of those in several languages."""
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(told: dict[str, Any], *keys: str) -> str:
    """The day of the first of these moments that is one."""
    for key in keys:
        day = _words(told.get(key))[:10]
        with suppress(ValueError):
            first_day(day)
            return day
    return ""


def _payload(signed: str) -> str:
    """What a signed badge (JWS) says; nobody checks the signature here."""
    parts = signed.strip().split(".")
    if len(parts) != 3:
        raise ValueError("it is no badge")
    payload = parts[1] + "=" * (-len(parts[1]) % 4)
    return base64.urlsafe_b64decode(payload).decode("utf-8")


def _in_svg(data: bytes) -> str:
    """The badge in a drawing: the text of its element, or what that has in ``verify``."""
    if b"openbadges" not in data and b"purl.imsglobal.org" not in data:
        raise ValueError("it is no badge")
    texts: list[str] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth or name.rpartition(" ")[0] in BADGES:
            depth += 1
            texts.append(attributes.get("verify", "") if not any(texts) else "")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= depth > 0

    def text(words: str) -> None:
        if depth:
            texts.append(words)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError("it is no XML") from error
    verify, *inside = texts or [""]
    return ("".join(inside).strip() or verify)[:_LARGEST]
