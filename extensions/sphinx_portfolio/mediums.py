"""What a builder can show, and where it publishes a thing.

The only room that asks for a builder's name, format or class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.dummy import DummyBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.builders.manpage import ManualPageBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.builders.texinfo import TexinfoBuilder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from .model import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder
    from sphinx.config import Config

# Builders whose documents are made of many pages.
_ASSEMBLED = (LaTeXBuilder, ManualPageBuilder, SingleFileHTMLBuilder, TexinfoBuilder)
#: Formats of builders whose output becomes a PDF.
PAPER_FORMATS = ("latex", "typst")


class Pictures(Enum):
    """What becomes of pictures."""

    NONE = "none"
    SCREEN = "screen"  # in browsers, which choose among copies
    BOOK = "book"  # in pages that are kept as one file
    PAPER = "paper"  # of a document that another program typesets


@dataclass(frozen=True)
class Medium:
    """What one builder can show.

    ``is_site``: pages for browsers, with scripts, and with files beside them. ``is_paper``: it
    is printed, so a link has to say its page. ``is_assembled``: one document is made of many
    pages. ``has_index_pages``: an index is a page that a link can lead to. ``only_looks``: nothing
    is written, so files are looked at and not published. ``is_pack``: it holds chosen items, with
    certificates as whole pages in place of figures. ``places`` has the ids that places got
    where all pages are one, by page and id there.
    """

    builder: Builder
    site_builder: str
    is_site: bool
    is_paper: bool
    is_assembled: bool
    has_index_pages: bool
    pictures: Pictures
    only_looks: bool = False
    is_pack: bool = False
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells this output from others of the same pages."""
        return f"{self.builder.name} {self.builder.outdir}"

    @property
    def pages_share_a_file(self) -> bool:
        """Whether all pages of a site are one."""
        return self.is_site and self.is_assembled

    @property
    def is_tex(self) -> bool:
        """Whether TeX typesets it."""
        return self.builder.format == "latex"

    @property
    def shows_drawings(self) -> bool:
        """Whether its program draws SVG."""
        return "image/svg+xml" in self.builder.supported_image_types

    @property
    def takes_postscript(self) -> bool:
        """Whether its program prints PostScript, which only TeX does, without a copy of ours."""
        return self.pictures is Pictures.PAPER and (self.is_tex or not self.is_paper)

    @property
    def has_icons(self) -> bool:
        """Whether sphinx-design finds a font for its icons."""
        return self.is_tex and self.builder.config.sd_fontawesome_latex not in {"none", False}

    @property
    def has_styles(self) -> bool:
        """Whether pages have style sheets: those of a site, and of an e-book."""
        return self.is_site or self.pictures is Pictures.BOOK

    def wants_index(self, name: str) -> bool:
        """Whether the owner lets this builder write an index as a page."""
        wanted = self.builder.config.html_domain_indices
        return self.has_index_pages and (name in wanted if _is_list(wanted) else bool(wanted))

    def reference(
        self, page: str, docname: str, anchor: str, content: nodes.Element | str, hint: str = ""
    ) -> nodes.Element:
        """A link from a page to an id; only its content where no such page is written.

        :param hint: what browsers show beside the pointer.
        """
        child = nodes.Text(content) if isinstance(content, str) else content
        try:
            return make_refnode(self.builder, page, docname, anchor, child, hint or None)
        except NoUri:
            return nodes.inline("", content) if isinstance(content, str) else content

    def address(self, docname: str, anchor: str) -> str:
        """Where a place of a page can be read: a URL relative to the root of the site.

        Addresses are percent-encoded. A builder of a site knows its own; every other names those
        of the site that ``portfolio_site_builder`` says.
        """
        page = self._own_page(docname) if self.is_site else self.site_page(docname)
        anchor = self.places.get((docname, anchor), anchor)
        # An address of only a fragment would be a place in the file that holds it.
        return f"{page or './'}#{quote(anchor)}"

    def full_address(self, docname: str, anchor: str) -> str:
        """The same with ``html_baseurl`` before it; empty when that is no web address."""
        base = str(self.builder.config.html_baseurl or "").strip()
        if not is_web_address(base):
            return ""
        return f"{as_uri(base).rstrip('/')}/{self.address(docname, anchor).removeprefix('./')}"

    def full_page(self, docname: str) -> str:
        """The address of a page with ``html_baseurl`` before it; empty as `full_address`."""
        return self.full_address(docname, "").partition("#")[0]

    def _own_page(self, docname: str) -> str:
        if self.pages_share_a_file:
            return quote(self.builder.config.root_doc) + _link_suffix(self.builder.config)
        page = self.builder.get_target_uri(docname)
        # Some builders quote the name of a page, others leave it as it is.
        return page if quote(docname) in page else quote(page)

    def site_page(self, docname: str) -> str:
        """The address of a page on the site that another builder makes."""
        match self.site_builder:
            case "dirhtml":
                name = docname.rpartition("/")[2]
                return quote(docname.removesuffix("index") if name == "index" else f"{docname}/")
            case "singlehtml":
                docname = self.builder.config.root_doc
        return quote(docname) + _link_suffix(self.builder.config)

    # -- files

    def file_of(self, page: str) -> Path | None:
        """The file that a page is written to; None where pages have none of their own."""
        builder: Any = self.builder
        if self.is_assembled:
            return None
        for locate in ("get_output_path", "get_outfilename"):
            if hasattr(builder, locate):
                return Path(self.builder.outdir, getattr(builder, locate)(page))
        suffix = getattr(builder, "out_suffix", "")
        return Path(self.builder.outdir, f"{page}{suffix}") if suffix else None

    def files_of(self, page: str) -> Iterable[Path]:
        """The file of a page, and the copies of its source beside it."""
        if file := self.file_of(page):
            yield file
            config = self.builder.config
            for source in config.source_suffix:
                suffix = config.html_sourcelink_suffix if source != ".txt" else ""
                yield self.builder.outdir / "_sources" / f"{page}{source}{suffix}"

    def picture_name(self, name: str) -> str:
        """Where a picture is published, from the output folder, as Sphinx calls it ``name``."""
        folder = getattr(self.builder, "imagedir", "")
        return f"{folder}/{name}" if folder else name

    def download_name(self, name: str) -> str:
        """Where a download is published, from the output folder, as Sphinx calls it ``name``."""
        return f"_downloads/{name}"

    def published_name(self, name: str) -> str:
        """Where a file that we publish is, from the output folder; nothing if Sphinx puts it there.

        :param name: ``<digest>/<name>``.
        """
        if self.pictures is Pictures.PAPER:
            return _flat(name) if self.is_paper else ""
        return self.site_file(name)

    def site_file(self, name: str) -> str:
        """Where the web site has a file that we publish, from its root."""
        return f"_files/{name}"

    def published_files(self) -> tuple[str, re.Pattern[str]]:
        """Where files can be that we publish, as a pattern of paths, and what their names are like.

        Names are as `published_name` has them.
        """
        if self.pictures is Pictures.PAPER:
            return "*", re.compile(f"{_DIGEST}-")
        return "_files/*/*", re.compile(f"_files/{_DIGEST}/")

    def published_uri(self, page: str, name: str) -> str:
        """How a page names a file that we publish; for paper, as its program will find it."""
        if self.pictures is Pictures.PAPER:
            return _flat(name)
        return self.site_uri(page, self.published_name(name))

    def site_uri(self, page: str, name: str) -> str:
        """How a page names a file of its site, which is named from the root."""
        here = "" if self.pages_share_a_file else self.builder.get_target_uri(page)
        return relative_uri(here, quote(name))

    def is_published(self, node: nodes.image) -> bool:
        """Whether a picture of a site shows a file that we publish."""
        return re.search(rf"(?:^|/)_files/{_DIGEST}/", str(node.get("uri", ""))) is not None

    def show_picture(self, node: nodes.image, file: Path, uri: str) -> None:
        """Let a picture be the file that is published under an address."""
        # Sphinx leaves alone what is not local, and other programs ask it for names of pictures.
        node["candidates"] = {"?": ""}
        node["uri"] = uri
        if self.pictures is Pictures.PAPER:
            node["uri"] = str(file)
            self.builder.images[node["uri"]] = uri


_DIGEST = "[0-9a-f]{16}"


def medium_of(builder: Builder, site_builder: str) -> Medium:
    """What a builder can show.

    :param site_builder: the name of the builder that makes the web site.
    """
    html = builder.format == "html"
    paper = builder.format in PAPER_FORMATS
    assembled = paper or isinstance(builder, _ASSEMBLED)
    return Medium(
        builder,
        site_builder,
        # Help files and e-books are made of HTML, too, and are "embedded".
        is_site=html and not getattr(builder, "embedded", False),
        is_paper=paper,
        is_assembled=assembled,
        has_index_pages=html and not assembled,
        pictures=_pictures(builder),
        only_looks=isinstance(builder, DummyBuilder),
        is_pack=getattr(builder, "is_pack", False),
    )


def _flat(name: str) -> str:
    """A name without a folder, for programs that look in one only."""
    return name.replace("/", "-")


def _pictures(builder: Builder) -> Pictures:
    if builder.format == "html":
        return Pictures.BOOK if getattr(builder, "embedded", False) else Pictures.SCREEN
    return Pictures.PAPER if builder.supported_image_types else Pictures.NONE


def pages_of(document: nodes.document, root: str) -> frozenset[str]:
    """The pages that an assembled document is made of.

    :param root: the page that it starts from, which may be there for its table of contents only.
    """
    pages = {node["docname"] for node in document.findall(addnodes.start_of_file)}
    # Appendices of LaTeX are documents in the document.
    appendices = (part for part in document.children if isinstance(part, nodes.document))
    pages |= {part["docname"] for part in appendices}
    if not document.get("source", "").startswith("<"):
        pages.add(root)
    return frozenset(pages)


def _link_suffix(config: Config) -> str:
    """How links to pages end, as the html builder works it out."""
    given = (config.html_link_suffix, config.html_file_suffix, ".html")
    return next(str(suffix) for suffix in given if suffix is not None)


def as_uri(web_address: str) -> str:
    """A web address with only the characters of RFC 3986, for formats that ask for a URI."""
    parts = urlsplit(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", web_address))
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        host = parts.netloc
    rest = urlunsplit(("", "", *parts[2:]))
    signs = "!$%&'()*+,:;=@~"
    return f"{parts.scheme}://{quote(host, safe=f'{signs}[]')}{quote(rest, safe=f'{signs}#/?')}"


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset)
