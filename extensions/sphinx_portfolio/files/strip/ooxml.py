"""Documents of Word, PowerPoint and Excel without who wrote them, when and with what.

Parts of the package are those of ECMA-376, part 2 (OPC): what no relation leads to is left out.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree

from .errors import BROKEN
from .images import strip_image
from .office_text import strip_part
from .packages import write_package
from .xml_text import escaped, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from .packages import Package

_TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OF_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
#: The last words of relations whose parts say nothing of what a reader sees.
_DROPPED = frozenset(
    (
        *("core-properties", "extended-properties", "custom-properties", "thumbnail"),
        *("customXml", "customXmlProps", "printerSettings", "attachedTemplate", "people"),
        *("origin", "signature", "certificate", "classificationlabels", "userXmlData"),
        *("revisionHeaders", "revisionLog", "usernames", "changesInfo", "revisionInfo"),
        *("mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData", "recipientData"),
        *("frameProperties", "docPart-thumbnail", "metadata-thumbnail"),
    )
)
_IMAGES = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp")
_INNER = (".docx", ".docm", ".dotx", ".pptx", ".pptm", ".ppsx", ".xlsx", ".xlsm", ".sldx")
_DEPTH = 3
# Places on the disk of the person who wrote it: a scheme, a drive, a computer.
_LOCAL = re.compile(r"(?i)file:|[a-z]:[\\/]|[\\/]{2}")


@dataclass
class _Part:
    """A part that stays: the name of its relations, and those that are kept."""

    name: str
    relations: list[dict[str, str]] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)  # ids of relations


def strip_ooxml(package: Package, strip_inner: Callable[[bytes], bytes], depth: int) -> bytes:
    """The document, with all persons called "Author".

    :param strip_inner: strips a document inside this one.
    :raises ValueError: in words, if it is not whole.
    """
    known = {name.lower(): name for name in package.names}
    parts = _reached(package, known)
    if len(parts) < 2:
        raise ValueError(BROKEN)
    kept = [name for name in package.names if name in parts]
    contents = [(_TYPES, _types(package.read(_TYPES), {name.lower() for name in kept}))]
    for part in (parts[""], *(parts[name] for name in kept)):
        if part.name:
            contents.append((part.name, _content(package, part, strip_inner, depth)))
        if part.relations:
            contents.append((_relations_of(part.name), _written(part.relations)))
    return write_package(contents)


def _reached(package: Package, known: dict[str, str]) -> dict[str, _Part]:
    """All parts that relations lead to, from the package itself, which has no name."""
    parts: dict[str, _Part] = {}
    waiting = [""]
    while waiting:
        name = waiting.pop()
        if name in parts:
            continue
        part = parts[name] = _Part(name)
        listed = known.get(_relations_of(name).lower())
        for relation in _relations(package.read(listed)) if listed else ():
            if relation["Type"].rpartition("/")[2] in _DROPPED:
                part.dropped.add(relation["Id"])
                continue
            if relation.get("TargetMode") == "External":
                relation["Target"] = _without_place(relation["Target"])
            else:
                target = _resolved(name, relation["Target"])
                if target not in known:
                    # Programs write "NULL" for a picture that is nowhere.
                    part.relations.append(relation)
                    continue
                waiting.append(known[target])
            part.relations.append(relation)
    return parts


def _relations_of(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels".lstrip("/")


def _resolved(source: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    joined = posixpath.join("/" + posixpath.dirname(source), path)
    return posixpath.normpath(joined).lstrip("/").lower()


def _relations(data: bytes) -> list[dict[str, str]]:
    read_text(data)  # refuses what could be dangerous
    found = [dict(one.attrib) for one in ElementTree.fromstring(data).iter(_RELATION)]
    if any(not {"Id", "Type", "Target"} <= one.keys() for one in found):
        raise ValueError(BROKEN)
    return found


def _without_place(target: str) -> str:
    """An address; of a file on a disk only its name."""
    if not _LOCAL.match(unescape(unquote(target))):
        return target
    return re.split(r"[\\/]|%5C", target)[-1] or "file"


def _written(relations: list[dict[str, str]]) -> bytes:
    lines = [
        "<Relationship "
        + " ".join(f'{key}="{escaped(value)}"' for key, value in relation.items())
        + "/>"
        for relation in relations
    ]
    return _xml("Relationships", _RELATION, lines)


def _types(data: bytes, kept: set[str]) -> bytes:
    """The types of the parts that stay."""
    read_text(data)
    lines = []
    for one in ElementTree.fromstring(data):
        tag = one.tag.removeprefix(_OF_TYPES)
        is_kept = one.get("PartName", "").lstrip("/").lower() in kept
        if tag == "Default" or (tag == "Override" and is_kept):
            pairs = " ".join(f'{key}="{escaped(value)}"' for key, value in one.attrib.items())
            lines.append(f"<{tag} {pairs}/>")
    return _xml("Types", _OF_TYPES, lines)


def _xml(root: str, tag: str, lines: list[str]) -> bytes:
    space = tag[1:].partition("}")[0]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<{root} xmlns="{space}">{"".join(lines)}</{root}>'.encode()


def _content(
    package: Package, part: _Part, strip_inner: Callable[[bytes], bytes], depth: int
) -> bytes:
    data = package.read(part.name)
    name = part.name.lower()
    if name.endswith(".xml"):
        return strip_part(name, data, part.dropped)
    try:
        if name.endswith(_IMAGES):
            return strip_image(data)
        if name.endswith(_INNER) and depth < _DEPTH:
            return strip_inner(data)
    except ValueError:
        pass  # a part with faults does not make the document one
    return data
