"""Measure drawings, and tell them from programs: an SVG may hold script, which is not welcome."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from pathlib import Path

_ACTIVE_ELEMENTS = frozenset({"script", "iframe", "object", "embed", "handler", "listener"})
# Attributes that hold a link, or that an animation gives to one.
_TARGETS = frozenset({"href", "from", "to", "by", "values", "action", "formaction"})
_INCLUDING_ELEMENTS = frozenset({"image", "feimage", "use", "cursor"})
_ACTIVE_SCHEMES = ("javascript:", "data:text", "vbscript:")


class UnsafeSvgError(ValueError):
    """Something in a drawing could act in a reader's browser; ``str()`` names it."""


def measure_svg(file: Path) -> tuple[int, int]:
    """Width and height in pixels, from ``width`` and ``height`` or else ``viewBox``.

    A drawing without a size gives (0, 0).

    :raises UnsafeSvgError: if it holds script or anything like it.
    :raises ValueError: if the file is not XML with an ``svg`` element at its root.
    """
    root: dict[str, str] = {}

    def element(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2].lower()
        if not root:
            root.update({"": local}, **attributes)
        if local in _ACTIVE_ELEMENTS:
            raise UnsafeSvgError(f"the element <{local}>")
        for key, value in attributes.items():
            attribute = key.rpartition(":")[2].lower()
            _check_attribute(attribute, value)
            if attribute == "href" and local in _INCLUDING_ELEMENTS:
                _check_inclusion(value)

    def instruction(target: str, data: str) -> None:
        if target == "xml-stylesheet" and "text/css" not in data:
            raise UnsafeSvgError("a style sheet that can hold script")

    def entity(*_declaration: object) -> None:
        raise UnsafeSvgError("entity declarations")

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.ProcessingInstructionHandler = instruction
    parser.EntityDeclHandler = entity
    try:
        with file.open("rb") as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise ValueError(f"not well-formed XML: {error}") from error
    if root.get("") != "svg":
        raise ValueError("it is not an SVG drawing")
    return _size(root)


def _check_attribute(name: str, value: str) -> None:
    """Refuse actions and links that run script."""
    if name.startswith("on"):
        raise UnsafeSvgError(f"the action {name!r}")
    targets = "".join(value.split()).lower().split(";") if name in _TARGETS else ()
    if any(target.startswith(_ACTIVE_SCHEMES) for target in targets):
        raise UnsafeSvgError("a link that runs script")


def _check_inclusion(href: str) -> None:
    """Refuse pictures from elsewhere, which would be read when the drawing is printed."""
    if not href.strip().lower().startswith(("#", "data:image/")):
        raise UnsafeSvgError("a picture that is not inside the drawing")


def _size(root: dict[str, str]) -> tuple[int, int]:
    """The size in pixels of an ``svg`` element (SVG 2, section 8)."""
    sides = [re.fullmatch(r"\s*([\d.]+)(?:px)?\s*", root.get(k, "")) for k in ("width", "height")]
    box = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    try:
        width, height = (round(float(side[1])) if side else 0 for side in sides)
    except (ValueError, OverflowError):
        return 0, 0
    if not (width and height) and len(box) == 4:
        width, height = round(box[2]), round(box[3])
    return (width, height) if width > 0 and height > 0 else (0, 0)
