"""The documents that both engines make, and the order of what is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import make_filename_from_project

from ..config import written
from ..mediums import PAPER_FORMATS
from ..order import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_portfolio")

# What stands in an entry of ``latex_documents``.
_START, _NAME, _TITLE, _AUTHOR, _ONLY_PAGES = 0, 1, 2, 3, 5
_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF.

    ``start`` is the page it begins with, or the one whose table of contents it follows if
    ``only_pages``; ``name`` is that of its file, without an ending.
    """

    start: str
    name: str
    title: str
    author: str
    only_pages: bool = False


def documents_of(config: Config, env: BuildEnvironment) -> list[Document]:
    """The documents that ``latex_documents`` in ``conf.py`` names; else one of all pages."""
    # Not from the value itself, where words are TeX by now.
    entries = written(config).get("latex_documents")
    made = [_document(tuple(one), config) for one in _lists(entries)]
    found = [one for one in made if one.start in env.all_docs]
    if found:
        return found
    name = make_filename_from_project(str(config.project))
    return [Document(str(config.root_doc), name, str(config.project), str(config.author))]


def _lists(entries: object) -> Iterator[list[Any] | tuple[Any, ...]]:
    if isinstance(entries, list | tuple):
        yield from (one for one in entries if isinstance(one, list | tuple) and one)


def _document(entry: tuple[Any, ...], config: Config) -> Document:
    def at(place: int, usual: object) -> Any:
        return entry[place] if len(entry) > place and entry[place] else usual

    name = PurePosixPath(str(at(_NAME, config.project))).name
    name = _NO_NAME.sub("-", name.removesuffix(".tex")).strip("-.") or "portfolio"
    return Document(
        str(entry[_START]),
        name,
        str(at(_TITLE, config.project)),
        str(at(_AUTHOR, config.author)),
        bool(at(_ONLY_PAGES, False)),
    )


class ArrangePages(SphinxPostTransform):
    """Put the home page before the pages it leads to, as a part of its own.

    Sphinx puts pages where their table of contents stands, so all would be parts of the home page,
    or of a heading on it such as "Modules".
    """

    formats = PAPER_FORMATS
    default_priority = LAYOUT

    def run(self, **kwargs: Any) -> None:
        """Mend the whole document."""
        home = next((one for one in self.document if isinstance(one, nodes.section)), None)
        if home is None or self.document.get("source", "").startswith("<"):
            return
        pages = list(_pages(home))
        for page in pages:
            _take_out(page, home)
        head = [one for one in home.children if isinstance(one, nodes.title)][:1]
        rest = [one for one in home.children if one not in head]
        if any(map(_says_something, rest)):
            # Translators: the first part of a PDF: the person, numbers, selected evidence.
            words = str(_("At a glance"))
            glance = nodes.section("", nodes.title("", words), *rest, ids=home["ids"])
            glance["names"] = home["names"]
            home["ids"], home["names"] = [], []
            rest = [glance]
        home.children = []
        home += [*head, *rest, *pages]


def _pages(node: nodes.Element) -> Iterator[addnodes.start_of_file]:
    """The pages in a page, without those in them."""
    for child in node.children:
        if isinstance(child, addnodes.start_of_file):
            yield child
        elif isinstance(child, nodes.Element):
            yield from _pages(child)


def _take_out(page: nodes.Element, home: nodes.Element) -> None:
    """Take a page out of what holds it, with what then is empty."""
    parent = page.parent
    parent.remove(page)
    while parent is not home and not any(map(_says_something, parent.children)):
        above = parent.parent
        above.remove(parent)
        parent = above


def _says_something(node: nodes.Node) -> bool:
    """Whether there is more than a heading or a mark."""
    if isinstance(node, nodes.title | nodes.target | nodes.Invisible):
        return False
    if isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]:
        return any(map(_says_something, node.children))
    return not isinstance(node, nodes.Text) or bool(node.astext().strip())
