"""The words of a heading, as people read them in a list, a link or a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders.latex.nodes import footnotemark, footnotetext
from sphinx.locale import get_translation
from sphinx.util import docname_join
from sphinx.util.nodes import clean_astext

from .model import OBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .model import Record
    from .records import Index
    from .selection import Listing


_ = get_translation("sphinx_portfolio")


class Named(NamedTuple):
    """A reference that shows the title of its target, which may be on a page yet to be read.

    ``words`` are what was written. The others are as in a `pending_xref`.
    """

    words: str
    domain: str
    type: str
    target: str
    page: str = ""
    part: str = ""  # of a page that is the target


#: What words are made of.
Piece = str | Named

# Marks that lead to a note, and what is no part of the text.
_MARKS = (
    nodes.footnote_reference
    | nodes.footnote
    | footnotemark  # what LaTeX has in their place
    | footnotetext
    | nodes.citation_reference
    | nodes.system_message
    | nodes.comment
    | nodes.substitution_definition
)
_NEW_LINE = re.compile(r"<br\b|^\\\\", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][\w-]*)", re.IGNORECASE)
# HTML that only says how words look. Other tags may be what a title is about, as in
# "Forms with <input> and <select>".
_LOOKS = (
    "a abbr acronym b bdi bdo big br center cite code data del dfn em font i img ins kbd mark nobr "
    "q rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
)
_TAGS = frozenset(_LOOKS.split())
_BLANKS = re.compile(r"[ \t\r\n]+")


def words_of(node: nodes.Node) -> str:
    """The words of a heading, without marks of footnotes."""
    return joined(pieces_of(node))


def pieces_of(node: nodes.Node) -> tuple[Piece, ...]:
    """The words of a heading, and the references that show a title in it."""
    return tuple(_pieces(node))


def joined(pieces: Iterable[Piece], title: Callable[[Named], str] | None = None) -> str:
    """Pieces as one line.

    :param title: gives the title of a reference, or nothing if it is not known.
    """
    words = (
        piece if isinstance(piece, str) else (title and title(piece)) or piece.words
        for piece in pieces
    )
    return _BLANKS.sub(" ", "".join(words)).strip()


def _pieces(node: nodes.Node) -> Iterable[Piece]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.image):
        yield node.get("alt", "")
    elif isinstance(node, nodes.raw):
        yield _of_raw(node.astext())
    elif isinstance(node, pending_xref) and not (node.get("refexplicit") and node.astext()):
        yield _named(node)
    elif isinstance(node, nodes.reference) and node.get("id_link") and not node.astext():
        # MyST finds out later what "[](#target)" is.
        target = str(node.get("refuri", ""))[1:]
        yield Named(target, "", "myst", target)
    elif isinstance(node, nodes.Element) and not isinstance(node, _MARKS):
        for child in node.children:
            yield from _pieces(child)


def _of_raw(text: str) -> str:
    """Tags say nothing, but one that breaks the line parts two words; "<course>" is no tag."""
    if _NEW_LINE.search(text):
        return " "
    tag = _TAG.match(text)
    return text if tag and tag[1].lower() not in _TAGS else ""


def _named(node: pending_xref) -> Named:
    target = str(node.get("reftarget", ""))
    return Named(
        joined(piece for child in node.children for piece in _pieces(child)) or target,
        node.get("refdomain") or "",
        node.get("reftype", ""),
        target,
        node.get("refdoc", ""),
        node.get("reftargetid") or "",
    )


def keep_words_in_menus(app: Sphinx, _document: nodes.document) -> None:
    """Show only the words of headings in menus: the links in there would be links in links.

    At one to a file, Sphinx stops (``KeyError: 'anchorname'``), as it takes out those of exactly
    the type ``reference``. This can go when it does so with all. No issue about it was known in
    2026.
    """
    env, page = app.env, app.env.current_document.docname
    for link in list(env.tocs[page].findall(nodes.reference)):
        for inner in list(link.findall(nodes.reference))[1:]:
            inner.replace_self(inner.children)
    for title in (env.titles[page], env.longtitles[page]):
        for link in list(title.findall(nodes.reference)):
            link.replace_self(link.children)


def shows_titles(title: nodes.Node) -> bool:
    """Whether a title shows other titles, which are known when all pages are read."""
    is_title = isinstance(title, nodes.rubric)
    return is_title and any(isinstance(piece, Named) for piece in _pieces(title))


class ShownTitles:
    """Titles with those that they show.

    :param titles: the pieces of such titles, by page and id.
    :param index: has titles as they were read.
    :param is_hidden: whether something of a type and name is not for the readers of this build.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        titles: Mapping[str, Mapping[str, tuple[Piece, ...]]],
        index: Index,
        is_hidden: Callable[[str, str], bool],
    ) -> None:
        self.env = env
        self.titles = titles
        self.index = index
        self.is_hidden = is_hidden

    def title_of(self, one: Record | Listing) -> str:
        """The title of an item or listing."""
        pieces = self.titles.get(one.docname, {}).get(one.anchor)
        if not pieces:
            return one.title
        return joined(pieces, lambda named: self._shown(named, one.docname))

    def _shown(self, named: Named, page: str) -> str:
        """What a reference on a page shows, nothing if only Sphinx knows."""
        target, kind = named.target.lower(), named.type
        if kind == "doc" or named.domain == "doc":
            return self._page_title(docname_join(named.page or page, named.target), named.part)
        is_any = kind in {"any", "myst"}  # these look for headings first
        label = self.env.domains.standard_domain.labels.get(target)
        if label and (is_any or kind == "ref"):
            return str(label[2])
        if is_any and (title := self._page_title(page, named.target)):
            return title
        types = (OBJECTS[kind],) if kind in OBJECTS else ()
        record = self.index.find(target, *types)
        if record and (is_any or types):
            return record.title
        skill = self.index.skills.get(self.index.skill_name(target))
        if skill and (is_any or kind == "skill"):
            return skill.title
        asked = (one for one in OBJECTS if is_any or one == kind)
        return next((str(_(one)) for one in asked if self.is_hidden(one, target)), "")

    def _page_title(self, page: str, part: str) -> str:
        """The title of a page, or of the part of it that has a slug of MyST."""
        if page not in self.env.titles:
            return ""
        if not part:
            return clean_astext(self.env.titles[page])
        slugs: dict[str, Any] = self.env.metadata[page].get("myst_slugs", {})
        return str(slugs[part][-1]) if part in slugs else ""
