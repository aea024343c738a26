"""Drawings (SVG): safe to show, and drawn as pictures of dots."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import bounded
from .svg.errors import TooComplicatedError

__all__ = ["Drawing", "TooComplicatedError", "draw", "read_drawing"]

_WORKER = Path(__file__).parent / "workers" / "draw_svg.py"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that can neither act nor fetch anything.

    ``content`` is SVG in UTF-8; ``width`` and ``height`` are in pixels, 0 where it has none;
    ``removed`` says in words what was taken out, each once.
    """

    content: bytes
    width: int
    height: int
    removed: tuple[str, ...]


def read_drawing(data: bytes) -> Drawing:
    """A drawing written anew, with only what draws or describes.

    :raises TooComplicatedError: if it is beyond a bound; a `ValueError`, as the next.
    :raises ValueError: if it is not XML with an ``svg`` element at its root.
    """
    # Only a portfolio with drawings pays for what reads them.
    from .svg.rewriting import LARGEST, Rewriting
    from .svg.sizes import size_of

    if len(data) > LARGEST:
        raise TooComplicatedError
    rewriting = Rewriting()
    rewriting.parse(data)
    content = "".join(rewriting.out).encode("utf-8")
    return Drawing(content, *size_of(rewriting.root), tuple(rewriting.removed))


def draw(drawing: Drawing, limit: tuple[int, int]) -> bytes:
    """A drawing as PNG, as large as ``limit`` (width and height in pixels) lets it be.

    :raises ValueError: if it cannot be drawn, in words.
    :raises ImportError: if the package resvg-py is not installed.
    """
    return bounded.run(_WORKER, [str(side) for side in limit], drawing.content)
