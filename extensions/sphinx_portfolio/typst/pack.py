"""The builder ``portfolio-pack``: chosen items as one PDF to attach, no larger than it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util import logging

from ..dates import today
from ..domain import portfolio
from ..export.common import shown_skills
from ..export.resume import sections_of
from ..handing_in.file_names import called
from ..paper.budget import LEVELS, choose, to_leave_out
from ..paper.certificates import add_whole_files
from ..paper.document import Document
from ..paper.pack import Choice, leave_out_empty, tree_of, unlink
from ..paper.pack import choose as choose_items
from ..paper.pieces import Pieces
from ..publishing import ELSEWHERE
from ..warnings import WarningType, warn
from ..words import size_words
from . import pack_front
from .builder import LOOK, PdfBuilder

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from pathlib import Path

    from docutils import nodes

    from ..files.publish import Copy
    from ..paper.certificates import whole_page
    from .front import Line
    from .writer import TypstTranslator

_ = get_translation("sphinx_portfolio")
_logger = logging.getLogger(__name__)

# Bytes of text, tags and fonts before anything was typeset: of a document, and of an item.
_BARE, _BARE_ITEM = 150_000, 8_000
# Items that are named one by one, to be left out.
_TOLD = 10
# Tries to come nearer to what may be, once it is known how much text there is.
_TRIES = 3


class PackBuilder(PdfBuilder):
    """Writes what the owner chose as one PDF with certificates as whole pages."""

    name = "portfolio-pack"
    is_pack = True
    epilog = "The pack is in %(outdir)s."

    def init(self) -> None:
        """Begin with nothing chosen."""
        super().init()
        self._chosen: dict[str, Copy] = {}
        self._first = pack_front.First((), {})
        #: What is to be known of the pack, in a line each.
        self.said: list[str] = []
        #: Whether it is larger than it may be.
        self.is_too_large = False

    def write_documents(self, docnames: Set[str]) -> None:
        """Write and typeset the pack."""
        domain = portfolio(self.env)
        author = str(self.config.author or self.config.project)
        name = called(domain.settings, author, today().year)
        if name.without:  # a number is not said again
            self.say(_NUMBER % f"{name.stem}.pdf")
        self._take_down()
        choice = choose_items(domain)
        if not choice.records:
            warn(WarningType.EMPTY_PACK, _EMPTY, None)
            return
        sections = sections_of(domain.index.records)
        inside = {one.name for one in choice.records}
        certificates = [one for one in sections.get("certificates", ()) if one.name in inside]
        self._first = pack_front.First(
            [skill.title for skill in shown_skills(self.env)],
            {**sections, "certificates": certificates},
        )
        if choice.falls_back:
            self.say(_FALLS_BACK)
        project, words = str(self.config.project), str(_("Portfolio"))
        title = project if words.casefold() in project.casefold() else f"{project} \u2013 {words}"
        owner = domain.settings.owner
        author = owner.name if owner else author
        document = Document(str(self.config.root_doc), name.stem, title, author)
        tree = self._assemble(choice)
        pdf = self._within(document, tree, len(choice.records))
        if pdf:
            self.outdir.joinpath(f"{name.stem}.pdf").write_bytes(pdf)
            self.made.append(f"{name.stem}.pdf")

    def _take_down(self) -> None:
        """Remove what was made before, which others may have been allowed to read."""
        for code in self.outdir.glob("*.typ"):
            if code.name != LOOK:
                code.with_suffix(".pdf").unlink(missing_ok=True)
                code.unlink()

    def _assemble(self, choice: Choice) -> nodes.document:
        """The chosen items as one tree, with what is known when all pages are read."""
        domain = portfolio(self.env)
        self.docnames = {one.docname for one in choice.records}
        tree = tree_of(domain, choice.records)
        domain.show_items({(one.docname, one.anchor) for one in choice.records})
        self.env.resolve_references(tree, str(self.config.root_doc), self)
        add_whole_files(tree, domain, only_documents=False)
        leave_out_empty(tree)
        if number := unlink(tree):
            self.say(_UNLINKED % number)
        return tree

    # -- how large it is

    def _within(self, document: Document, tree: nodes.document, items: int) -> bytes:
        """The PDF, with pictures as fine as its size lets them be."""
        most = portfolio(self.env).settings.pack.max_size
        pieces = Pieces(portfolio(self.env).publishing)
        pieces.take(tree)
        self.post_process_images(tree)
        bare = _BARE + _BARE_ITEM * items
        best: tuple[bytes, tuple[int, ...]] = b"", ()
        tried: set[tuple[int, ...]] = set()
        for _try in range(_TRIES):
            coarsest = (len(LEVELS) - 1,) * len(pieces.pieces)
            levels = choose(len(LEVELS), pieces.sizes, most - bare) or coarsest
            if levels in tried:
                break
            tried.add(levels)
            self._take(pieces.chosen(levels))
            pdf = self.typeset(document, tree)
            if not pdf:
                return b""
            if not best[0] or _is_better(pdf, levels, best, most):
                best = pdf, levels
            pictures = sum(copy.file.stat().st_size for copy in self._chosen.values())
            bare = max(len(pdf) - pictures, 0)
        self._tell_size(document, best, pieces)
        return best[0]

    def _take(self, chosen: dict[str, Copy]) -> None:
        """Show these copies."""
        self._chosen = chosen
        publishing = portfolio(self.env).publishing
        for copy in chosen.values():
            if copy.file.suffix == ".pdf":  # that is placed when all is typeset
                publishing.keep(ELSEWHERE, copy)
            else:
                publishing.place(ELSEWHERE, copy)

    def _tell_size(
        self, document: Document, best: tuple[bytes, tuple[int, ...]], pieces: Pieces
    ) -> None:
        """Say how large it is and what was done, and if it is too large, what to leave out."""
        most = portfolio(self.env).settings.pack.max_size
        language = self.config.language
        size = len(best[0])
        said = {"name": f"{document.name}.pdf", "size": size_words(size, language)}
        said["most"] = size_words(most, language)
        self.say(_SIZE % said + _fineness(best[1]))
        if size <= most:
            return
        self.is_too_large = True
        sizes: dict[str, int] = {}
        for piece, copy in zip(pieces.pieces, self._chosen.values(), strict=True):
            sizes[piece.holder] = sizes.get(piece.holder, 0) + copy.file.stat().st_size
        sizes.pop("", None)
        found = to_leave_out(sizes, size - most)
        listed = [f"{title!r} ({size_words(one, language)})" for title, one in found[:_TOLD]]
        if len(found) > _TOLD:
            listed.append(_MORE % (len(found) - _TOLD))
        advice = [_LEAVE_OUT % ", ".join(listed)] if listed else []
        if sum(one for _title, one in found) < size - most:
            advice.append(_ALL_TEXT)
        warn(WarningType.PACK_TOO_LARGE, _TOO_LARGE % said + " ".join(advice), None)

    def say(self, words: str) -> None:
        """Say something about the pack."""
        self.said.append(words)
        _logger.info("%s", words)

    # -- what the writer asks

    def code_of(self, writer: TypstTranslator, document: Document) -> list[Line]:
        """The code of the pack, each line with what it comes from."""
        return pack_front.document_of(writer, document, self._first, LOOK)

    def picture_name(self, uri: str) -> str:
        """What the file of a picture is called in the output folder; nothing if it is not there."""
        if copy := self._chosen.get(uri):
            return portfolio(self.env).medium.published_uri(ELSEWHERE, copy.name)
        return super().picture_name(uri)

    def page_file(self, page: whole_page) -> Path | None:
        """The file that a whole page shows."""
        copy = self._chosen.get(str(page.get("uri", "")))
        return copy.file if copy else None


def _is_better(
    pdf: bytes, levels: Sequence[int], best: tuple[bytes, Sequence[int]], most: int
) -> bool:
    """Whether a PDF is no larger than it may be, or at least smaller, or finer than the best."""
    if len(best[0]) > most:
        return len(pdf) < len(best[0])
    return len(pdf) <= most and sum(levels) < sum(best[1])


def _fineness(levels: Sequence[int]) -> str:
    """In words, how fine pictures are."""
    if not levels:
        return "."
    finest, coarsest = LEVELS[min(levels)], LEVELS[max(levels)]
    if max(levels) == 0:
        return _FINEST
    dots = dict.fromkeys((coarsest.resolution, finest.resolution))
    quality = dict.fromkeys((coarsest.quality, finest.quality))
    return _FINE % ("–".join(map(str, dots)), "–".join(map(str, quality)))


_NUMBER = (
    "A number that may be yours is not in the name, since strangers read it: it is %r. Say in "
    "portfolio_file_name what it is called."
)
_EMPTY = "There is no pack: nothing was chosen for it."
_FALLS_BACK = "Nothing is ':featured:', so everything is in the pack."
_UNLINKED = "Links to files that lie elsewhere and need a login are words only: %d of them."
_SIZE = "%(name)s has %(size)s, of %(most)s that it may have"
_FINEST = "; its pictures are as fine as print needs."
_FINE = "; its pictures have up to %s dots per inch, and JPEG quality %s."
_TOO_LARGE = "%(name)s has %(size)s, more than the %(most)s that it may have. "
_LEAVE_OUT = "Leave out: %s."
_MORE = "and %d more like them"
_ALL_TEXT = "Its text alone needs more: choose fewer items."
