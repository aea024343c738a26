"""E-books: only what every reader can show, and nothing that epubcheck calls an error."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from .design import component, is_for_dark, is_icon
from .order import AFTER_VIEWS, BEFORE_DESIGN
from .xhtml import as_xml, is_xml

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Components that work by forms or scripts, with what they are made of.
_MOVING = frozenset(
    {"tab-set", "tab-item", "tab-content", "accordion", "dropdown", "card-carousel"}
)


def register(app: Sphinx) -> None:
    """Add the builder, in place of Sphinx's, and what it needs."""
    app.add_builder(Book, override=True)
    app.add_post_transform(PlainDesign)
    app.add_post_transform(WholeMarkup)


class PlainDesign(SphinxPostTransform):
    """Show tabs and dropdowns of sphinx-design one below the other, each under its title.

    sphinx-design makes tabs of ``<input>`` elements without an end, which is no XHTML: readers
    show nothing of such a page. Of the rest, what is folded cannot be unfolded in many of them.
    This can go when sphinx-design writes e-books otherwise; it had no issue about them in 2026.
    """

    builders = ("epub",)
    default_priority = BEFORE_DESIGN

    def run(self, **kwargs: Any) -> None:
        """Mend the whole page."""
        for node in list(self.document.findall(nodes.Element)):
            if component(node) in _MOVING:
                _make_plain(node)
            elif is_icon(node):
                # A drawing in a page has to be declared, which Sphinx does not.
                node.parent.replace(node, nodes.Text("•"))
            elif is_for_dark(node):
                node.parent.remove(node)


def _make_plain(node: nodes.Element) -> None:
    """Take from a component, and its title, what style sheets and sphinx-design know it by."""
    del node["design_component"]
    for one in [node, *(child for child in node.children if isinstance(child, nodes.rubric))]:
        one["classes"] = [name for name in one["classes"] if not name.startswith("sd-")]


class WholeMarkup(SphinxPostTransform):
    """Let HTML that the owner wrote be XML: one ``<br>`` in it, and no reader shows the page."""

    builders = ("epub",)
    default_priority = AFTER_VIEWS

    def run(self, **kwargs: Any) -> None:
        """Mend the HTML of the page, as far as it belongs together."""
        found: dict[nodes.Element, list[nodes.raw]] = {}
        for node in self.document.findall(nodes.raw):
            if "html" in node.get("format", "").split():
                found.setdefault(node.parent, []).append(node)
        for parent, pieces in found.items():
            texts = [node.astext() for node in pieces]
            if not is_xml(texts):
                *made, rest = as_xml(texts)
                for node, text in zip(pieces, made, strict=True):
                    node.children = [nodes.Text(text)]
                if rest:
                    parent += nodes.raw("", rest, format="html")


class Book(Epub3Builder):
    """Sphinx's e-book, with the list of its files mended."""

    def build_content(self) -> None:
        """Write the list of files and the reading order."""
        self._leave_out_working_files()
        links = self.refnodes
        # The reading order is made of links, where Sphinx 9.0 takes "%20" for part of a name.
        self.refnodes = [{**node, "refuri": _file_of(node["refuri"])} for node in links]
        super().build_content()
        self.refnodes = links

    def _leave_out_working_files(self) -> None:
        """Keep out what is kept between builds; by default it is in the folder of the book."""
        folder, out = Path(self.doctreedir), Path(self.outdir)
        if folder.is_relative_to(out):
            files = [str(file.relative_to(out)) for file in folder.rglob("*") if file.is_file()]
            self.config.epub_exclude_files = [*self.config.epub_exclude_files, *files]


def _file_of(link: str) -> str:
    """The file that a link in the table of contents leads to; a link to a place in it stays."""
    return link if "#" in link else unquote(unescape(link))
