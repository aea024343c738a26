"""The builder ``portfolio-pdf``: one accessible document, without TeX."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.locale import get_translation
from sphinx.util.docutils import new_document
from sphinx.util.nodes import inline_all_toctrees

from ..dates import moment
from ..domain import portfolio
from ..paper.certificates import add_whole_files, show_page
from ..paper.document import Document, documents_of
from ..publishing import ELSEWHERE
from ..warnings import WarningType, warn
from ..words import size_words
from . import front
from .codes import code_of
from .compiling import ACCESSIBLE, ARCHIVED, NotTypesetError, Typeset, look, typeset
from .memory import free, needed
from .writer import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Set

    from ..paper.certificates import whole_page

_ = get_translation("sphinx_portfolio")

# What Typst calls the papers of ``portfolio_paper``.
PAPERS = {"a4": "a4", "letter": "us-letter"}

LOOK = "portfolio-look.typ"

# Languages that are written from right to left, as Typst has them.
_FROM_THE_RIGHT = frozenset(["ar", "dv", "fa", "he", "ks", "pa", "ps", "sd", "ug", "ur", "yi"])


class PdfBuilder(Builder):
    """Writes each document of ``latex_documents``, or the whole portfolio, as a PDF."""

    name = "portfolio-pdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
    ]
    default_translator_class = TypstTranslator

    def init(self) -> None:
        """Begin with no pages."""
        self.docnames: set[str] = set()
        self._formulas: list[nodes.Node] = []
        self._told: set[tuple[str, nodes.Node | None]] = set()
        #: The names of the documents that were made, in the output folder.
        self.made: list[str] = []
        #: Pages of PDF files to be placed in the document, by what tells what stands in for them.
        self.placed: dict[bytes, Path] = {}

    def get_outdated_docs(self) -> str:
        """Words instead of pages: a document is made of all of them."""
        return "the whole document"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """A page of the document; as LaTeX names it.

        :raises NoUri: if it is not in the document.
        """
        if docname not in self.docnames:
            raise NoUri(docname, typ)
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The same from everywhere."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Put the look beside the documents."""
        self.outdir.joinpath(LOOK).write_text(look(), "utf-8")

    def write_documents(self, docnames: Set[str]) -> None:
        """Write and typeset every document."""
        for document in documents_of(self.config, self.env):
            self._write(document)

    def _write(self, document: Document) -> None:
        tree = self.assemble(document)
        self.post_process_images(tree)
        if pdf := self.typeset(document, tree):
            self.outdir.joinpath(f"{document.name}.pdf").write_bytes(pdf)
            self.made.append(f"{document.name}.pdf")

    def typeset(self, document: Document, tree: nodes.document) -> bytes:
        """The PDF of a tree; nothing if that cannot be, and then it says why."""
        self.placed.clear()
        self._formulas.clear()
        writer = self.create_translator(tree, self)
        assert isinstance(writer, TypstTranslator)
        code = self.code_of(writer, document)
        path = self.outdir / f"{document.name}.typ"
        text = "\n".join(line for line, _node in code) + "\n"
        path.write_text(text, "utf-8")
        if not self._fits(document, text):
            return b""
        # Nobody knows what colours and fonts pages of others have, so archives get no promise.
        standards = (ACCESSIBLE,) if self.placed else (ACCESSIBLE, ARCHIVED)
        try:
            made = typeset(path, moment(), self._arguments(), standards)
        except ImportError:
            message = (
                "A PDF without TeX needs the package typst: pip install 'sphinx-portfolio[pdf]'"
            )
            warn(WarningType.MISSING_PACKAGE, message, None)
            return b""
        except NotTypesetError as error:
            warn(WarningType.NOT_TYPESET, f"There is no PDF. Typst says: {error}", None)
            return b""
        self._tell(made, tree, [node for _line, node in code])
        if not self.placed:
            return made.pdf
        from .placing import with_pages  # pikepdf is large, and only this builder needs it

        return with_pages(made.pdf, self.placed)

    def _fits(self, document: Document, text: str) -> bool:
        """Whether a document fits into the memory; else it says what to do."""
        shown = (self.outdir / name for name in set(self.images.values()) if name in text)
        size, room = needed(text, shown), free()
        if room is None or size <= room:
            return True
        language = self.config.language
        there = (size_words(size, language), size_words(room, language))
        warn(WarningType.NOT_TYPESET, _TOO_LARGE % (document.name, *there), None)
        return False

    def code_of(self, writer: TypstTranslator, document: Document) -> list[front.Line]:
        """The code of a document, each line with what it comes from."""
        return front.document_of(writer, document, LOOK)

    def _arguments(self) -> dict[str, str]:
        """What the look asks for."""
        settings = portfolio(self.env).settings
        arguments = {"paper": PAPERS[settings.paper], "page": str(_("p. %s"))}
        language = str(self.config.language).replace("_", "-").partition("-")[0]
        if language.lower() in _FROM_THE_RIGHT:
            arguments["direction"] = "rtl"
        if accent := settings.accent:
            arguments["accent"] = f"#{accent.light.digits}"
        return arguments

    def assemble(self, document: Document) -> nodes.document:
        """All pages of a document as one tree, with what is known when all are read."""
        start = document.start
        self.docnames = {start}
        tree = self.env.get_doctree(start)
        if document.only_pages:
            pages = new_document("<portfolio-pdf>")
            section = nodes.section("", nodes.title("", document.title))
            section += list(tree.findall(addnodes.toctree))
            pages += section
            tree = pages
        tree["docname"] = start
        whole = inline_all_toctrees(self, self.docnames, start, tree, str, [start])
        whole["docname"] = start
        self.env.resolve_references(whole, start, self)
        domain = portfolio(self.env)
        if domain.settings.pdf_certificates == "pages":
            for page in add_whole_files(whole, domain, only_documents=True):
                show_page(domain.publishing, page)
        return whole

    # -- what the writer asks

    def page_file(self, page: whole_page) -> Path | None:
        """The file that a whole page shows: a picture, or one page of a PDF; None if none can."""
        uri = str(page.get("uri", ""))
        return Path(uri) if uri in self.images else None

    def sheet_of(self, page: whole_page) -> tuple[str, float]:
        """What the file of a whole page is called in the output folder, and how wide it is.

        The name is nothing if there is none; the width is a share of the height.
        """
        file = self.page_file(page)
        if file is None:
            return "", 1.0
        if file.suffix != ".pdf":
            width, height = page["pixels"] if all(page["pixels"]) else (1, 1)
            return self.picture_name(str(page["uri"])), width / height
        from .placing import size_of, stand_in

        width, height = size_of(file)
        picture, signs = stand_in(file)
        self.placed[signs] = file
        return self.put(picture, ".png"), width / height

    def code_name(self, address: str) -> str:
        """What the file of the QR code of an address is called; nothing if there is none."""
        try:
            return self.put(code_of(address), ".svg")
        except ImportError:
            warn(WarningType.MISSING_PACKAGE, _NO_CODE, None)
        except ValueError:
            pass  # too long for any camera
        return ""

    def put(self, content: bytes, suffix: str) -> str:
        """Put a file beside the documents; what it is called."""
        name = f"{hashlib.sha256(content).hexdigest()[:16]}-made{suffix}"
        file = self.outdir / name
        if not file.is_file():
            file.write_bytes(content)
        portfolio(self.env).publishing.names.setdefault(ELSEWHERE, set()).add(name)
        return name

    def picture_name(self, uri: str) -> str:
        """What the file of a picture is called in the output folder; nothing if it is not there."""
        name = self.images.get(uri, "")
        return name if name and self.outdir.joinpath(name).is_file() else ""

    def note_formula(self, node: nodes.Node) -> None:
        """Note a formula that is shown as its source."""
        self._formulas.append(node)

    # -- what is said

    def _tell(self, made: Typeset, tree: nodes.document, places: list[nodes.Node | None]) -> None:
        """Say what Typst said, with places of the owner's pages."""
        if self._formulas:
            message = _FORMULA if len(self._formulas) == 1 else _FORMULAS % len(self._formulas)
            self._warn(message, self._formulas[0])
        missing: dict[nodes.Node | None, list[str]] = {}
        for one in made.said:
            node = places[one.line - 1] if 0 < one.line <= len(places) else None
            if sign := one.sign:
                missing.setdefault(_holder_of(sign, tree) or node, []).append(sign)
            else:
                self._warn(f"Typst says: {one.words}", node)
        for node, signs in missing.items():
            self._warn(_NO_SIGN % " ".join(dict.fromkeys(signs)), node)
        if not made.standards:
            self._warn(_NO_STANDARD, None)

    def _warn(self, message: str, node: nodes.Node | None) -> None:
        """Say what is not as it was written, once, however often the document is typeset."""
        if (message, node) not in self._told:
            self._told.add((message, node))
            warn(WarningType.NOT_TYPESET, message, node)


_FORMULA = "This formula is shown as it was written: a PDF without TeX cannot typeset it."
_FORMULAS = (
    "This formula and the others of the document, %d in all, are shown as they were written: a PDF "
    "without TeX cannot typeset them."
)
_NO_SIGN = (
    "no font has %s: install one that has it, such as Noto Color Emoji or Noto Sans CJK, or write "
    "it otherwise."
)
_NO_CODE = (
    "QR codes beside certificates need the package segno: pip install 'sphinx-portfolio[pdf]'"
)
_TOO_LARGE = (
    "There is no PDF %r: it needs about %s of memory, and %s are free. Make several documents with "
    "'latex_documents' in conf.py, close other programs, or let LaTeX make it."
)
_NO_STANDARD = (
    "The PDF is whole, but promises no standard (PDF/UA and PDF/A), for the reasons above."
)


def _holder_of(sign: str, tree: nodes.document) -> nodes.Node | None:
    """The first node of a document whose words hold a sign."""
    return next((text.parent for text in tree.findall(nodes.Text) if sign in text), None)
