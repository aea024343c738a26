"""OpenDocument texts, tables and slides without who wrote them, when and with what."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from .errors import BROKEN, CannotStripError
from .images import strip_image
from .packages import write_package
from .xml_text import (
    change_attributes,
    element,
    fill_elements,
    read_text,
    replace_elements,
    without_elements,
)

if TYPE_CHECKING:
    from .packages import Package

_MANIFEST = "META-INF/manifest.xml"
_META = (
    '<?xml version="1.0"?>\n<office:document-meta '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
    "<office:meta/></office:document-meta>"
)
#: Small pictures of pages, old versions, places of lines, signatures.
_DROPPED = re.compile(
    r"Thumbnails/|Versions/|VersionList\.xml|layout-cache$|META-INF/(?!manifest\.xml$)"
)
#: Settings that name printers, persons and sessions.
_SETTINGS = re.compile(r"(?i)printer|rsid|author|user|databasename|currentdatabase|linkbase")
#: Of comments and changes; fields of the text have other prefixes.
_PERSONS = ("dc:creator", "meta:creator-initials", "loext:sender-initials")
_PATHS = re.compile(r"full-path\s*=\s*([\"'])(.*?)\1")
_NAMED = re.compile(r"[\w.-]+:name\s*=\s*([\"'])(.*?)\1")
_LOCKED = "it opens only with a password. Save a copy without one."
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


def strip_odf(package: Package) -> bytes:
    """The document, with the persons of comments and changes called "Author".

    :raises ValueError: in words, if it is not whole or has a password.
    """
    if _MANIFEST not in package.names or "content.xml" not in package.names:
        raise ValueError(BROKEN)
    manifest = read_text(package.read(_MANIFEST))
    if re.search(r"<(?:[\w.-]+:)?encryption-data[\s/>]", manifest):
        raise CannotStripError(_LOCKED)
    listed = {unescape(match[2]) for match in _PATHS.finditer(manifest)} - {"mimetype", _MANIFEST}
    names = [name for name in package.names if name in listed and not _DROPPED.match(name)]
    kept = {*names, *(name for name in listed if name.endswith("/"))}

    def entry(tag: str, inner: str) -> str:
        path = _PATHS.search(tag)
        name = unescape(path[2]) if path else ""
        return element(tag, inner) if name in kept and not _DROPPED.match(name) else ""

    manifest = replace_elements(manifest, ("file-entry",), entry)
    parts = [("mimetype", package.read("mimetype")), (_MANIFEST, manifest.encode())]
    parts += [(name, _part(name, package.read(name))) for name in names]
    return write_package(parts, plain="mimetype")


def _part(name: str, data: bytes) -> bytes:
    last = name.rpartition("/")[2].lower()
    if last == "meta.xml":
        return _META.encode()
    if last == "settings.xml":
        return _settings(read_text(data)).encode()
    if last in {"content.xml", "styles.xml"}:
        text = fill_elements(read_text(data), _PERSONS, "Author")
        text = fill_elements(text, ("dc:date",), "1980-01-01T00:00:00")
        text = without_elements(text, ("meta:date-string",))
        return change_attributes(text, {"rsid": None, "paragraph-rsid": None}).encode()
    if last.endswith(_PICTURES):
        try:
            return strip_image(data)
        except ValueError:
            return data
    return data


def _settings(text: str) -> str:
    """Settings without those of printers and persons."""

    def item(tag: str, inner: str) -> str:
        name = _NAMED.search(tag)
        return "" if name and _SETTINGS.search(name[2]) else element(tag, inner)

    return replace_elements(text, ("config-item",), item)
