"""What this build publishes of files, and for which page: the way from `files` into an output."""

from __future__ import annotations

import dataclasses
import re
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.utils import get_source_line

from .files.errors import ArtefactError, Fault, reason
from .files.kinds import kind_of
from .files.publish import OFFER, Copy, Form, Publisher, Purpose, Source, offered, pictured
from .files.strip import CannotStripError
from .mediums import Pictures
from .model import FileKind
from .warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set

    from docutils import nodes
    from sphinx.application import Sphinx

    from .mediums import Medium
    from .model import Artefact, Evidence

#: In place of a page, for what is published beside the pages.
ELSEWHERE = ""
#: Bytes of a picture on a page that is made light.
LIGHT = 60_000
#: Inches of A4 and letter paper that a picture can take, and dots per inch that print needs.
TEXT_AREA = (6.5, 9.5)
_RESOLUTION = 300
# CSS pixels that no column of text is wider than.
WIDEST = 1440
# Pixels that are enough for the page of an e-book.
_BOOK_AREA = (1440, 1920)


def pixels_of(width: str) -> float | None:
    """The CSS pixels of a width that is written in them; a number alone means pixels, too."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", width)
    return float(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Room:
    """The place that a picture can take: CSS pixels, and inches of paper.

    ``sizes`` tells a browser the width; ``height`` is 0 where nothing bounds it.
    """

    width: int
    inches: tuple[float, float] = TEXT_AREA
    sizes: str = ""
    height: int = 0

    def widened(self, width: str) -> Room:
        """The same for a picture that its owner wants so wide; only pixels are more than a share.

        :param width: a CSS width, or nothing.
        """
        pixels = pixels_of(width)
        if pixels is None or pixels <= self.width:
            return self
        wanted = int(min(pixels, WIDEST))
        sizes = f"(max-width: {wanted}px) 100vw, {wanted}px"
        return dataclasses.replace(self, width=wanted, sizes=sizes)

    def width_of(self, artefact: Artefact) -> int:
        """The width that a picture takes in it, in CSS pixels."""
        if not self.height or not artefact.height:
            return self.width
        return max(min(self.width, self.height * artefact.width // artefact.height), 1)


class Publishing:
    """Publishes files in the output of one build.

    ``is_light``: pictures have few bytes, and videos are left out. ``names`` has what was published
    for each page. ``has_failed`` says that a page lacks a file for
    a reason that has nothing to do with it, such as a full disk.
    """

    def __init__(
        self,
        app: Sphinx,
        medium: Medium,
        reach: str,
        kept_back: Callable[[], Mapping[Path, str | None]],
        *,
        is_light: bool = False,
    ) -> None:
        self.medium = medium
        self.is_light = is_light
        self.outdir = Path(app.outdir)
        self.threads = max(app.parallel, 1)
        folder = Path(app.doctreedir, "portfolio-files")
        self.publisher = Publisher(
            Path(app.srcdir), folder, reach == "off", kept_back, LIGHT if is_light else 0
        )
        self.names: dict[str, set[str]] = {}
        #: What copies were made for, by their file.
        self.asked: dict[str, tuple[Source, Purpose]] = {}
        self.has_failed = False
        self._said: set[tuple[object, ...]] = set()

    def purpose(self, room: Room, artefact: Artefact) -> Purpose:
        """What the copies for a place are for, in this output."""
        match self.medium.pictures:
            case Pictures.SCREEN:
                width = room.width_of(artefact)
                return Purpose(Form.SCREEN, (width, width * 2))
            case Pictures.BOOK:
                return Purpose(Form.BOOK, _BOOK_AREA)
            case _:
                width, height = (round(inches * _RESOLUTION) for inches in room.inches)
                form = Form.PRINT if self.medium.shows_drawings else Form.PAPER
                return Purpose(form, (width, height))

    def publish(
        self, page: str, source: Source, purpose: Purpose = OFFER
    ) -> tuple[tuple[Copy, ...], tuple[str, ...]]:
        """Put the copies of a file where readers of this output find them.

        :param page: the page that shows it.
        :returns: the copies, and what they do without, in words.
        :raises ValueError, ImportError, OSError: as `Publisher.published`.
        """
        try:
            made = self.publisher.published(source, purpose)
            for copy in made.copies:
                self.asked[str(copy.file)] = (source, purpose)
                self.place(page, copy)
        except OSError:
            self.has_failed = True
            raise
        return made.copies, made.removed

    def embedded(self, source: Source, media_type: str) -> str:
        """A file as an address that holds it, for what browsers fetch from servers only.

        :raises ValueError, ImportError, OSError: as `Publisher.published`.
        """
        copy = self.publisher.published(source, OFFER).copies[0]
        return f"data:{media_type};base64,{b64encode(copy.file.read_bytes()).decode('ascii')}"

    def offered(self, record: Evidence) -> Iterator[tuple[Artefact, Copy, str]]:
        """The files of evidence that readers can have, each with the SHA-256 in hexadecimal."""
        for artefact in record.artefacts:
            if self.leaves_out(artefact.path):
                continue
            try:
                copy = self.publisher.published(offered(artefact), OFFER).copies[0]
                digest = self.publisher.digest(copy)
            except (ImportError, OSError, ValueError):
                continue  # its page says why
            yield artefact, copy, digest

    def leaves_out(self, path: str) -> bool:
        """Whether a file is too heavy for these pages, which say so in its place."""
        return self.is_light and kind_of(path) is FileKind.RECORDING

    def place(self, page: str, copy: Copy) -> None:
        """Put a copy into the output."""
        if name := self.medium.published_name(copy.name):
            self.publisher.place(copy, self.outdir / name)
            self.names.setdefault(page, set()).add(name)

    def keep(self, page: str, copy: Copy) -> None:
        """Keep a copy between builds that is part of a file of this output."""
        if name := self.medium.published_name(copy.name):
            self.names.setdefault(page, set()).add(name)

    def take_down(self, name: str) -> None:
        """Remove a file from the output that no page shows any more.

        :param name: from the output folder.
        """
        file = self.outdir / name
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            self.has_failed = True  # so that the next build tries again
            message = f"{name!r} is shown no more, and cannot be removed: {reason(error)}"
            warn(WarningType.UNREADABLE_PICTURE, f"{message} Do not publish it.", None)
        with suppress(OSError):
            file.parent.rmdir()  # if that was the last one

    def sweep(self, used: Set[str]) -> None:
        """Remove copies from the output that a build left which died before it noted them.

        :param used: names from the output folder.
        """
        wanted = set(used).union(*self.names.values())
        pattern, ours = self.medium.published_files()
        for file in self.outdir.glob(pattern):
            name = file.relative_to(self.outdir).as_posix()
            if ours.match(name) and name not in wanted and self.publisher.is_old(file):
                self.take_down(name)

    def uri(self, page: str, copy: Copy) -> str:
        """How a page names a copy."""
        return self.medium.published_uri(page, copy.name)

    def show(self, node: nodes.image, page: str, copies: Iterable[Copy]) -> None:
        """Let a picture show the first of some copies, and offer all of them to a browser."""
        copies = tuple(copies)
        self.medium.show_picture(node, copies[0].file, self.uri(page, copies[0]))
        if len(copies) > 1:
            node["srcset"] = [(self.uri(page, copy), copy.width) for copy in copies]

    def warn(self, kind: WarningType, message: str, node: nodes.Node) -> None:
        """Say what is wrong with a file, once: Sphinx prepares some pages of a book four times."""
        said = (kind, message, *get_source_line(node))
        if said not in self._said:
            self._said.add(said)
            warn(kind, message, node)

    def fault_of(self, error: Exception) -> WarningType:
        """What type of warning it is that a file cannot be published."""
        match error:
            case CannotStripError():
                return WarningType.CARRIES_METADATA
            case ImportError() | ArtefactError(fault=Fault.NEEDS):
                return WarningType.MISSING_PACKAGE
            case ArtefactError(fault=Fault.UNSAFE):
                return WarningType.UNSAFE_FILE
            case ArtefactError(fault=Fault.KEPT_BACK):
                return WarningType.BAD_REDACTION
        on_paper = self.medium.pictures is Pictures.PAPER
        return WarningType.UNPRINTABLE_PICTURE if on_paper else WarningType.UNREADABLE_PICTURE

    def prepare(self, wanted: Iterable[tuple[Artefact, Room]]) -> None:
        """Make copies of several artefacts at once, since many will be asked for."""
        shown = [(artefact, room) for artefact, room in wanted if artefact.is_pictured]
        asked = [(pictured(artefact), self.purpose(room, artefact)) for artefact, room in shown]
        if self.medium.pictures is Pictures.SCREEN:
            asked += [(offered(artefact), OFFER) for artefact, _room in shown]
        self.publisher.publish_all(asked, self.threads)
