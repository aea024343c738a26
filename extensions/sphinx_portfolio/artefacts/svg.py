"""Tell drawings from programs: an SVG may hold script, which is not welcome in a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from pathlib import Path

_ACTIVE_ELEMENTS = frozenset({"script", "iframe", "object", "embed", "handler", "listener"})
# Attributes that hold a link, or that an animation gives to one.
_TARGETS = frozenset({"href", "from", "to", "by", "values", "action", "formaction"})


class _Unsafe(Exception):
    """Stops the parser at the first thing that could act."""


def inspect_svg(file: Path) -> str:
    """What in the drawing could act in a reader's browser; empty if nothing.

    :raises ValueError: if the file is not XML with an ``svg`` element at its root.
    """
    root: list[str] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2].lower()
        root.append(local) if not root else None
        if local in _ACTIVE_ELEMENTS:
            raise _Unsafe(f"{'an' if local[0] in 'aeiou' else 'a'} <{local}> element")
        for key, value in attributes.items():
            attribute = key.rpartition(":")[2].lower()
            if attribute.startswith("on"):
                raise _Unsafe(f"an {attribute!r} action")
            scheme = "".join(value.split()).lower()
            if attribute in _TARGETS and any(
                target.startswith(("javascript:", "data:text", "vbscript:"))
                for target in scheme.split(";")
            ):
                raise _Unsafe("a link that runs script")

    def entity(*_declaration: object) -> None:
        raise _Unsafe("entity declarations")

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.EntityDeclHandler = entity
    try:
        with file.open("rb") as stream:
            parser.ParseFile(stream)
    except _Unsafe as found:
        return str(found)
    except (expat.ExpatError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise ValueError(f"not well-formed XML: {error}") from error
    if root[:1] != ["svg"]:
        raise ValueError("it is not an SVG drawing")
    return ""
