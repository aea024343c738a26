"""The menu of a portfolio whose pages have no tables of contents: made from links and folders."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..domain import portfolio
from ..reading.plain_markdown.links import links_of, meant
from .project import README

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from .addresses import Surroundings

_INDICES = frozenset({README, "index"})


def add_menu(document: nodes.document, text: str, around: Surroundings) -> None:
    """Add a hidden table of contents to the home page, or to the page of a folder.

    It has the pages that belong below the page: first those that it links to, in that order. One
    of the owner's own is left as it is.
    """
    env: BuildEnvironment = document.settings.env
    page = env.current_document.docname
    below = pages_below(page, env.found_docs, _heads(env))
    if not below or next(document.findall(addnodes.toctree), None):
        return
    addresses = (meant(link.written, link.way) for link in links_of(text))
    linked = filter(set(below).__contains__, map(around.page_at, addresses))
    pages = [*dict.fromkeys([*linked, *below])]
    tree = addnodes.toctree(
        parent=page,
        entries=[(None, one) for one in pages],
        includefiles=pages,
        maxdepth=-1,
        caption=None,
        # Sphinx reads the page again when others come or go.
        glob=True,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
    tree.source, tree.line = document["source"], 1
    # Chapters of a book are beside the sections of the home page, and others below their page.
    section = next((one for one in document if isinstance(one, nodes.section)), None)
    above = document if page == env.config.root_doc or section is None else section
    above.append(nodes.compound("", tree, classes=["toctree-wrapper"]))


def pages_below(page: str, pages: Iterable[str], heads: Mapping[str, str]) -> list[str]:
    """The pages that a page leads to, by the folders that they are in.

    :param heads: the page of each folder that has one; that of the top is under "".
    """
    return sorted((one for one in pages if _head_of(one, heads) == page), key=_natural)


def _head_of(page: str, heads: Mapping[str, str]) -> str:
    """The page that another one belongs below; nothing for the topmost."""
    folder = posixpath.dirname(page)
    while heads.get(folder) in {None, page}:
        if not folder:
            return ""
        folder = posixpath.dirname(folder)
    return heads[folder]


def _heads(env: BuildEnvironment) -> Mapping[str, str]:
    """The plain pages that stand for their folders; none if the home page is no plain one."""
    root = env.config.root_doc
    if not portfolio(env).is_plain(root):
        return {}
    heads: dict[str, str] = {}
    for page in sorted(env.found_docs):
        folder, name = posixpath.split(page)
        if name.lower() in _INDICES and portfolio(env).is_plain(page):
            heads.setdefault(folder, page)
    return {**heads, "": root}


def _natural(page: str) -> tuple[tuple[int, str], ...]:
    """What sorts ``module-2`` before ``module-10``, and a folder where its page is."""
    name = posixpath.dirname(page) if posixpath.basename(page).lower() in _INDICES else page
    parts = re.findall(r"\d+|\D+", name.lower())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
