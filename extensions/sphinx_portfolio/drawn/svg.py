"""A picture as SVG: with class names for the style sheet of a page, or with colours of its own."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ..contacts import Status
from .picture import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .picture import Box, Label, Line, Picture

_CLASSES = {Status.IN_TOUCH: "", Status.PLANNED: " pf-planned", Status.QUIET: " pf-quiet-one"}
_DASHES = {Status.IN_TOUCH: "", Status.PLANNED: "5 4", Status.QUIET: "1.5 3.5"}
_RADIUS = {Kind.OWNER: 16.0, Kind.BRANCH: 8.0, Kind.SAMPLE: 5.0}


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a picture that stands alone, as CSS writes them, and its font."""

    accent: str
    tint: str
    ground: str = "#ffffff"
    text: str = "#1b1e21"
    quiet: str = "#5a5f66"
    line: str = "#9aa3aa"
    font: str = "sans-serif"


def svg_of(picture: Picture, label: str, css_class: str = "", look: Look | None = None) -> str:
    """The picture as one element of SVG.

    :param label: what it shows, in words; without any, it is for eyes only.
    :param css_class: of the element, for the style sheet of a page.
    :param look: without it, the style sheet gives colours.
    """
    width, height = _number(picture.width), _number(picture.height)
    size = f'viewBox="0 0 {width} {height}"'
    font = f' font-family="{escape(look.font)}" width="{width}" height="{height}"' if look else ""
    classes = f' class="{css_class}"' if css_class else ""
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{classes} {size}{font} {said}>'
        + "".join(_line(line, look) for line in picture.lines)
        + "".join(piece for box in picture.boxes for piece in _box(box, look))
        + "</svg>"
    )


def _line(line: Line, look: Look | None) -> str:
    x, y, to_x, to_y = map(_number, (line.x, line.y, line.to_x, line.to_y))
    if line.falls:
        corner = min(8.0, line.to_x - line.x, line.to_y - line.y)
        path = (
            f"M{x} {y}V{_number(line.to_y - corner)}Q{x} {to_y} {_number(line.x + corner)} {to_y}"
        )
        path += f"H{to_x}"
    else:
        middle = _number((line.x + line.to_x) / 2)
        path = f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"
    if look is None:
        main = " pf-way-main" if line.is_main else ""
        return f'<path class="pf-way{main}{_CLASSES[line.status]}" d="{path}"/>'
    colour = look.accent if line.status is Status.IN_TOUCH else look.quiet
    width = 2 if line.is_main else 1.4
    dashes = _attributes({"stroke-dasharray": _DASHES[line.status]})
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def _box(box: Box, look: Look | None) -> Iterator[str]:
    """An outline with its words."""
    kind = box.kind.value
    yield "<g>" if look else f'<g class="pf-node pf-node-{kind}{_CLASSES[box.status]}">'
    if box.hint:
        yield f"<title>{escape(box.hint, quote=False)}</title>"
    x, y, width, height = map(_number, (box.x, box.y, box.width, box.height))
    radius = _number(min(_RADIUS.get(box.kind, 9.0), box.height / 2))
    yield f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"'
    yield f"{_attributes(_paint(box, look)) if look else ''}/>"
    for label in box.labels:
        place = f'x="{_number(box.x + label.x)}" y="{_number(box.y + label.y)}"'
        size = f' font-size="{_number(label.size)}"'
        yield f"<text {place}{size}{_written(box, label, look)}>"
        yield f"{escape(label.words, quote=False)}</text>"
    yield "</g>"


def _written(box: Box, label: Label, look: Look | None) -> str:
    """How words are written."""
    if look is None:
        return _attributes({"class": "pf-node-detail" if label.is_quiet else ""})
    colour = look.quiet if label.is_quiet or box.kind is Kind.MORE else look.text
    return _attributes(
        {
            "font-weight": "700" if label.is_bold else "",
            "text-anchor": "middle",
            "fill": look.ground if box.kind is Kind.OWNER else colour,
        }
    )


def _paint(box: Box, look: Look) -> Mapping[str, str]:
    if box.kind is Kind.MORE:
        return {"fill": "none"}
    if box.kind is Kind.OWNER:
        return {"fill": look.accent}
    in_touch = box.status is Status.IN_TOUCH
    return {
        "fill": look.tint if box.kind is Kind.BRANCH else look.ground,
        "stroke": look.accent if in_touch else look.quiet,
        "stroke-width": "1.4",
        "stroke-dasharray": _DASHES[box.status],
    }


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items() if value)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
