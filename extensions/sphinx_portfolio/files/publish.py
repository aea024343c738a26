"""The one door through which the bytes of a file leave.

What is published of a file depends on its kind and on what it is for. A copy is made once for its
content and purpose, and kept between builds under ``<digest>/``; readers see it under the name that
the owner gave the file.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..model import PICTURES, PLAYED, FileKind
from .captions import read_captions
from .copies import Encoded, enlarged, for_print, for_screen, within_bytes
from .copy_names import plain, readable, suffix_of
from .documents import (
    draw_page,
    placeable_page,
    printable_page,
    strip_document,
    without_actions,
)
from .drawings import draw, read_drawing
from .errors import ArtefactError, Fault
from .images import read_image
from .inspect import located
from .kinds import kind_of
from .recordings import poster_of
from .redact import pictures_as_document, redact_document, redact_image
from .redactions import read_redactions
from .storage import Digests, copy_whole, is_draft, remove, write_folder
from .strip import CannotStripError, strip_image, strip_office, strip_recording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..model import Artefact

#: Counts up when a copy of the same file would come out different.
VERSION = 4
_LIST = "copies.json"
# Pixels of a drawing that is blackened, which has to become a picture.
_LARGE = (2400, 2400)
# And of one that is drawn only to see that it can be.
_TRIED = (600, 600)
# Kinds whose bytes are read to make a copy; others may be too large for the memory.
_READ = PICTURES | {FileKind.DOCUMENT}
_CAPTIONS = frozenset({".vtt", ".srt"})
_KEPT_BACK = (
    "it holds contacts, which are never published, or parts of it are to be blackened and that "
    "failed; then there is a warning about ':redact:'."
)
# Pixels of a side of a picture that many documents need to be drawn for.
_TALL = 4


class Form(Enum):
    """What a copy is for."""

    SCREEN = "screen"  # a picture for browsers
    BOOK = "book"  # a picture for e-books, which show PNG and JPEG
    PAPER = "paper"  # a picture for TeX: PNG, JPEG, or a page of PDF
    PRINT = "print"  # a picture for print: PNG, JPEG or SVG
    PAGE = "page"  # a page in a PDF: PNG, JPEG, SVG, or what can be placed in it
    OFFER = "offer"  # the file itself: to look at closely, to play, to open, to keep


@dataclass(frozen=True, slots=True)
class Purpose:
    """What copies are for: ``sizes`` are widths for screens, else the largest width and height.

    ``quality`` is that of a JPEG for print; 0 lets it be as good as it can without being large.
    """

    form: Form
    sizes: tuple[int, ...] = ()
    quality: int = 0


OFFER = Purpose(Form.OFFER)
_FOR_PAPER = frozenset({Form.PAPER, Form.PRINT, Form.PAGE})
# What a browser shows.
_ON_SCREEN = frozenset({Form.SCREEN, Form.OFFER})


@dataclass(frozen=True, slots=True)
class Source:
    """What is asked for: a file, by its ``path`` from the source folder, and the ``page`` of it.

    ``keeps_metadata`` is as in `Artefact`.
    """

    path: str
    page: int = 0
    keeps_metadata: bool = False


def offered(artefact: Artefact) -> Source:
    """The file of an artefact itself."""
    return Source(artefact.path, 0, artefact.keeps_metadata)


def pictured(artefact: Artefact) -> Source:
    """The file that the picture of an artefact is made of."""
    if artefact.poster and artefact.poster != artefact.path:
        return Source(artefact.poster)
    return Source(artefact.path, artefact.page, artefact.keeps_metadata)


@dataclass(frozen=True, slots=True)
class Copy:
    """What is published of a file: the ``file`` itself, and the ``name`` that readers see.

    The name is ``<digest>/<name>``. ``width`` and ``height`` are in pixels, 0 when unknown.
    """

    file: Path
    name: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """The copies for one purpose, and what they do without, in words."""

    copies: tuple[Copy, ...]
    removed: tuple[str, ...] = ()


@dataclass
class Publisher:
    """Makes copies, or finds those that are there.

    ``srcdir`` is the source folder and ``folder`` the one in which copies are kept. ``as_is`` lets
    pictures out byte for byte where a reader can see them so. ``kept_back`` says of files, by their
    real path, which parts are blackened wherever they are shown (as `redactions` reads it); None
    keeps a file back as a whole. ``most`` are the bytes that a picture may have, 0 for as many as
    it takes.
    """

    srcdir: Path
    folder: Path
    as_is: bool = False
    kept_back: Callable[[], Mapping[Path, str | None]] = dict
    most: int = 0
    _known: dict[tuple[Source, Purpose], Published] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._start = time.time()
        self._digests = Digests(self.folder / "digests.json")

    def published(self, source: Source, purpose: Purpose) -> Published:
        """What may be published of a file, for a purpose.

        :raises ValueError: in words, if it cannot be used; `ArtefactError` is one.
        :raises ImportError: if a package is missing that reads it.
        :raises OSError: if there is no room.
        """
        asked = (source, purpose)
        if asked not in self._known:
            self._known[asked] = self._published(source, purpose)
        return self._known[asked]

    def _published(self, source: Source, purpose: Purpose) -> Published:
        path, file = source.path, located(self.srcdir, source.path)
        kind = kind_of(path)
        redact = self.kept_back().get(file, "")
        if redact is None:
            raise ArtefactError(Fault.KEPT_BACK, _KEPT_BACK)
        if redact:
            return self._copies(file, kind, source, purpose, redact)
        if purpose.form is Form.OFFER and self._goes_as_it_is(kind, source):
            digest = self._digests.of(file)
            name = f"{digest[:16]}/{readable(PurePosixPath(path).name)}"
            return Published((Copy(file, name),))
        return self._copies(file, kind, source, purpose, "")

    def _copies(
        self, file: Path, kind: FileKind, source: Source, purpose: Purpose, redact: str
    ) -> Published:
        """The copies that are made of a file."""
        path, asked = source.path, (source, purpose, redact)
        folder = self._folder_for(self._digests.of(file), kind, *asked)
        if (found := self._listed(folder, path, purpose)) is None:
            is_played = kind in PLAYED and suffix_of(path) not in _CAPTIONS
            data = b"" if is_played else file.read_bytes()
            if data:  # it may have changed since
                folder = self._folder_for(hashlib.sha256(data).hexdigest(), kind, *asked)
            contents = self._made(file, data, kind, *asked)
            write_folder(folder, contents, lambda: self._listed(folder, path, purpose))
            found = self._listed(folder, path, purpose)
        if found is None:
            raise OSError(f"the copies in {folder} cannot be read")
        return found

    def _goes_as_it_is(self, kind: FileKind, source: Source) -> bool:
        """Whether the bytes of a file that is offered are its owner's."""
        if suffix_of(source.path) in _CAPTIONS or kind in _READ:
            return False
        if kind is FileKind.OFFICE or kind in PLAYED:
            return source.keeps_metadata or self.as_is
        return True

    def _folder_for(
        self, digest: str, kind: FileKind, source: Source, purpose: Purpose, redact: str
    ) -> Path:
        asked: tuple[object, ...] = (source.page, source.keeps_metadata, redact)
        asked += (purpose.form.value, purpose.sizes, *filter(None, (self.most,)))
        asked += (("quality", purpose.quality),) if purpose.quality else ()
        key = (VERSION, digest, kind.value, asked, self.as_is)
        return self.folder / hashlib.sha256(repr(key).encode()).hexdigest()[:16]

    def _listed(self, folder: Path, path: str, purpose: Purpose) -> Published | None:
        """The copies in a folder, if they are there."""
        try:
            listed, removed = _read_list(folder)
        except (KeyError, OSError, TypeError, ValueError):
            return None
        stem = PurePosixPath(path).stem
        copies = []
        for file, width, height in listed:
            several = f"-{width}" if len(listed) > 1 else ""
            name = f"{stem}{several}{file.suffix}"
            called = plain(name) if purpose.form in _FOR_PAPER else readable(name)
            copies.append(Copy(file, f"{folder.name}/{called}", width, height))
        return Published(tuple(copies), removed)

    def _made(
        self,
        file: Path,
        data: bytes,
        kind: FileKind,
        source: Source,
        purpose: Purpose,
        redact: str,
    ) -> dict[str, bytes | Callable[[Path], None]]:
        """The files of a folder: the copies, and a list of them."""
        if kind in PLAYED and purpose.form is Form.OFFER and not data:
            suffix = suffix_of(source.path)
            whole = _list_of([(suffix, 0, 0, None)], ())
            return {f"0{suffix}": partial(strip_recording, file), _LIST: whole}
        made, removed = self._encoded(file, data, kind, source, purpose, redact)
        contents = {f"{one.width}{one.suffix}": one.content for one in made}
        listed = [(one.suffix, one.width, one.height, len(one.content)) for one in made]
        return {**contents, _LIST: _list_of(listed, removed)}

    def _encoded(
        self,
        file: Path,
        data: bytes,
        kind: FileKind,
        source: Source,
        purpose: Purpose,
        redact: str,
    ) -> tuple[list[Encoded], tuple[str, ...]]:
        """The copies for a purpose, and what they do without."""
        if redact:
            return _blackened(data, kind, redact, source.page, purpose, self.most), ()
        match kind, purpose.form:
            case FileKind.IMAGE, _:
                return self._image(data, source, purpose), ()
            case FileKind.DRAWING, Form.SCREEN | Form.OFFER:
                drawing = read_drawing(data)
                if self.most and len(drawing.content) > self.most:
                    with suppress(ImportError):  # it goes as it is, and has too many bytes
                        return _shown(draw(drawing, _LARGE), purpose, self.most), drawing.removed
                safe = Encoded(drawing.content, ".svg", drawing.width, drawing.height)
                return [safe], drawing.removed
            case FileKind.DRAWING, Form.PRINT | Form.PAGE if not purpose.quality:
                drawing = read_drawing(data)
                draw(drawing, _TRIED)  # what a program of its own cannot draw stops the document
                return [Encoded(drawing.content, ".svg", drawing.width, drawing.height)], ()
            case FileKind.DOCUMENT, Form.OFFER:
                return _document(data, keep=source.keeps_metadata or self.as_is)
            case FileKind.DOCUMENT, Form.PAPER:
                with suppress(ValueError):
                    printed = printable_page(data, source.page or 1)
                    if not (source.keeps_metadata or self.as_is):
                        printed = strip_document(printed).content
                    return [Encoded(printed, ".pdf", 0, 0)], ()
            case FileKind.DOCUMENT, Form.PAGE if not purpose.quality:
                with suppress(ValueError):
                    placed = placeable_page(data, source.page or 1)
                    if not (source.keeps_metadata or self.as_is):
                        placed = strip_document(placed).content
                    return [Encoded(placed, ".pdf", 0, 0)], ()
            case FileKind.OFFICE, Form.OFFER:
                return [Encoded(strip_office(data), suffix_of(source.path), 0, 0)], ()
            case _, Form.OFFER:
                return [Encoded(read_captions(data), ".vtt", 0, 0)], ()
        pixels = _pixels(file, data, kind, source.page, _limit(purpose))
        return _shown(pixels, purpose, self.most), ()

    def _image(self, data: bytes, source: Source, purpose: Purpose) -> list[Encoded]:
        """Copies of a picture; what is in its own bytes beside the pixels may be among them."""
        measured = read_image(io.BytesIO(data))
        is_small = not self.most or len(data) <= self.most
        if self.as_is and measured.is_web and is_small and purpose.form in _ON_SCREEN:
            return [Encoded(data, suffix_of(source.path), measured.width, measured.height)]
        if source.keeps_metadata or self.as_is:
            return _shown(data, purpose, self.most)
        with suppress(CannotStripError):  # of such formats only fresh copies are made
            data = strip_image(data)
        return _shown(data, purpose, self.most)

    def publish_all(self, wanted: Iterable[tuple[Source, Purpose]], threads: int) -> None:
        """Make copies that will be asked for, on several processors; faults come when they are."""
        waiting = [one for one in dict.fromkeys(wanted) if one not in self._known]

        def make(one: tuple[Source, Purpose]) -> None:
            with suppress(ImportError, OSError, ValueError):
                self.published(*one)

        if threads > 1 and len(waiting) > 1:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(make, waiting))

    def digest(self, copy: Copy) -> str:
        """The SHA-256 of a copy, in hexadecimal."""
        return self._digests.of(copy.file)

    # -- between builds

    def place(self, copy: Copy, to: Path) -> None:
        """Put a copy where readers find it; its name says its content, so one that is there stays.

        :raises OSError: if that cannot be done.
        """
        if not to.is_file():
            copy_whole(copy.file, to)

    def tidy(self, used: Iterable[str]) -> None:
        """Keep what has to be remembered, and remove copies that nothing uses any more.

        :param used: names of copies in all outputs.
        """
        self._digests.keep()
        wanted = {part for name in used for part in re.split("[/-]", name)}
        for path in self.folder.glob("*"):
            is_unused = is_draft(path) or (path.is_dir() and path.name not in wanted)
            if is_unused and self.is_old(path):
                remove(path)

    def is_old(self, path: Path) -> bool:
        """Whether it was there before; another build may be about to use what is new."""
        try:
            return path.lstat().st_mtime < self._start
        except OSError:
            return False


def _list_of(copies: Sequence[tuple[str, int, int, int | None]], removed: Sequence[str]) -> bytes:
    """The list of the copies in a folder: suffix, width, height, and length if it is known."""
    return json.dumps({"copies": copies, "removed": removed}).encode()


def _read_list(folder: Path) -> tuple[list[tuple[Path, int, int]], tuple[str, ...]]:
    """The copies in a folder, each with its width and height, and what they do without.

    :raises ValueError: if one is not whole, as after a loss of power; also the errors of a list
        that is none.
    """
    listed = json.loads(folder.joinpath(_LIST).read_text("utf-8"))
    copies = []
    for suffix, width, height, length in listed["copies"]:
        file = folder / f"{width}{suffix}"
        if length is not None and file.stat().st_size != length:
            raise ValueError(f"{file} is not whole")
        copies.append((file, width, height))
    return copies, tuple(listed["removed"])


def _document(data: bytes, *, keep: bool) -> tuple[list[Encoded], tuple[str, ...]]:
    """A PDF that is offered, and what it does without."""
    if keep:
        safe = without_actions(data)
        return [Encoded(safe.content or data, ".pdf", 0, 0)], safe.removed
    stripped = strip_document(data)
    return [Encoded(stripped.content, ".pdf", 0, 0)], stripped.removed


def _limit(purpose: Purpose) -> tuple[int, int]:
    """The largest width and height of a picture for a purpose."""
    if purpose.form is Form.SCREEN:
        widest = max(purpose.sizes)
        return widest, widest * _TALL
    return purpose.sizes[0], purpose.sizes[1]


def _shown(pixels: bytes, purpose: Purpose, most: int) -> list[Encoded]:
    """Copies of a picture for a purpose; only the smallest where bytes count."""
    if most:
        limit = _limit(purpose) if purpose.form is not Form.OFFER else _LARGE
        if purpose.form is Form.SCREEN:
            limit = (min(purpose.sizes), limit[1])
        return [within_bytes(pixels, limit, most, for_web=purpose.form in _ON_SCREEN)]
    match purpose.form:
        case Form.SCREEN:
            return for_screen(pixels, purpose.sizes)
        case Form.OFFER:
            return [enlarged(pixels)]
    return [for_print(pixels, _limit(purpose), purpose.quality)]


def _blackened(
    data: bytes, kind: FileKind, redact: str, page: int, purpose: Purpose, most: int
) -> list[Encoded]:
    """Copies of what is left of a file when parts of it are black: of pixels, and no more."""
    redactions = read_redactions(redact)
    match kind:
        case FileKind.IMAGE:
            return _shown(redact_image(data, redactions), purpose, most)
        case FileKind.DRAWING:
            drawn = draw(read_drawing(data), _LARGE)
            return _shown(redact_image(drawn, redactions), purpose, most)
        case FileKind.DOCUMENT:
            pages = _blackened_pages(data, redact)
            if purpose.form is Form.OFFER:
                return [Encoded(pictures_as_document(pages), ".pdf", 0, 0)]
            return _shown(pages[max(page, 1) - 1], purpose, most)
    raise ValueError("parts can only be blackened in pictures and in PDF.")


@lru_cache(maxsize=2)
def _blackened_pages(data: bytes, redact: str) -> list[bytes]:
    """All pages of a PDF; each of several copies needs them."""
    return redact_document(data, read_redactions(redact))


def _pixels(file: Path, data: bytes, kind: FileKind, page: int, limit: tuple[int, int]) -> bytes:
    """A picture of a file, in a form that Pillow reads."""
    match kind:
        case FileKind.DRAWING:
            return draw(read_drawing(data), limit)
        case FileKind.DOCUMENT:
            return draw_page(data, page or 1, limit)
        case FileKind.RECORDING:
            return poster_of(file, limit)
        case FileKind.IMAGE:
            return data
    raise ValueError("no picture can be made of it.")
