"""The pictures of a document, each in several sizes to choose from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docutils import nodes

from .. import nodes as pf
from ..files.kinds import kind_of
from ..files.publish import Form
from ..model import FileKind
from .budget import LEVELS
from .certificates import purpose_of, say_why_not, whole_file, whole_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..files.publish import Copy, Purpose, Source
    from ..publishing import Publishing

# What pictures on pages are prepared for, beside the levels.
_RESOLUTION = 300
# Bytes of a drawing or of a page of PDF that nobody has to make smaller.
_SMALL = 60_000
_DRAWN = frozenset({FileKind.DRAWING, FileKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Piece:
    """One picture: what it is made of and for, at its finest; ``holder`` is whose it is."""

    uri: str
    source: Source
    purpose: Purpose
    holder: str = ""


@dataclass
class Pieces:
    """All pictures of a document; ``publishing`` makes their copies."""

    publishing: Publishing
    pieces: list[Piece] = field(default_factory=list)

    def take(self, tree: nodes.document) -> None:
        """Find the pictures of a document."""
        known: dict[str, Piece] = {}
        for image in tree.findall(nodes.image):
            uri = str(image.get("uri", ""))
            if isinstance(image, whole_page):
                if piece := self._page(image):
                    known[piece.uri] = piece
            elif uri in self.publishing.asked:
                source, purpose = self.publishing.asked[uri]
                known.setdefault(uri, Piece(uri, source, purpose, _holder(image)))
        self.pieces = list(known.values())

    def _page(self, page: whole_page) -> Piece | None:
        """A whole page; None if it cannot be shown, and then it says why."""
        source = page["source"]
        piece = Piece(f"{source.path}#{source.page}", source, purpose_of(page), _holder(page))
        try:
            copy = self._copy(piece, len(LEVELS) - 1)
        except (ImportError, OSError, ValueError) as error:
            say_why_not(self.publishing, page, error)
            return None
        page["uri"] = piece.uri
        page["candidates"] = {"?": ""}
        if copy.width and copy.height:
            page["pixels"] = (copy.width, copy.height)
        return replace(piece, purpose=purpose_of(page))

    def copies(self, level: int) -> list[Copy]:
        """The copy of each picture at a level of `LEVELS`."""
        wanted = [(one.source, _at(one, level)) for one in self.pieces]
        self.publishing.publisher.publish_all(wanted, self.publishing.threads)
        return [self._copy(one, level) for one in self.pieces]

    def sizes(self, level: int) -> Sequence[int]:
        """The bytes of each picture at a level."""
        return [one.file.stat().st_size for one in self.copies(level)]

    def chosen(self, levels: Sequence[int]) -> dict[str, Copy]:
        """The copy of each picture at a level of its own, by what the document calls it."""
        return {
            piece.uri: self._copy(piece, level)
            for piece, level in zip(self.pieces, levels, strict=True)
        }

    def _copy(self, piece: Piece, level: int) -> Copy:
        """A picture at a level; what is drawn stays so unless that costs more."""
        published = self.publishing.publisher.published
        if kind_of(piece.source.path) in _DRAWN:
            drawn = published(piece.source, piece.purpose).copies[0]
            if drawn.file.suffix in {".pdf", ".svg"}:
                size = drawn.file.stat().st_size
                if level == 0 or size <= _SMALL:
                    return drawn
                made = published(piece.source, _at(piece, level)).copies[0]
                return drawn if size <= made.file.stat().st_size else made
        return published(piece.source, _at(piece, level)).copies[0]


def _at(piece: Piece, level: int) -> Purpose:
    """What a copy at a level is for."""
    if level == 0 and piece.purpose.form is not Form.PAGE:
        return piece.purpose  # as any document has it
    resolution, quality = LEVELS[level].resolution, LEVELS[level].quality
    sizes = tuple(max(size * resolution // _RESOLUTION, 1) for size in piece.purpose.sizes)
    return replace(piece.purpose, sizes=sizes, quality=quality)


def _holder(image: nodes.Element) -> str:
    """The title of the item that a picture belongs to; nothing if it belongs to none."""
    node: nodes.Element | None = image
    while node is not None:
        if isinstance(node, whole_file):
            return str(node["name"])
        if isinstance(node, pf.portfolio_item):
            title = next(iter(node.findall(pf.item_title)), None)
            return title.astext() if title is not None else ""
        node = node.parent
    return ""
