"""The ``portfolio`` domain: records by page, and what can be asked of them.

The stored data is plain (records, names of link targets) and kept by page, so that forgetting a
page is a ``pop`` and merging a worker's pages is a copy. Everything derived from it lives in an
`Index` that is made when first asked for and dropped when a page changes.
"""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation
from sphinx.roles import XRefRole
from sphinx.util import docname_join, logging
from sphinx.util.nodes import clean_astext, make_refnode

from . import config
from .faults import Place
from .model import Evidence, Record, Reflection, Skill
from .names import slug
from .nodes import listing, portfolio_item
from .records import Index
from .selection import unknown_values
from .suggest import nearest
from .titles import Named, joined, pieces_of
from .warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils.nodes import Element, Node, document, system_message
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .reading.settings import Settings
    from .selection import Listing
    from .titles import Piece

_ = get_translation("sphinx_portfolio")
_logger = logging.getLogger(__name__)

#: The type of record of each type of object.
OBJECTS: dict[str, type[Record]] = {"evidence": Evidence, "reflection": Reflection}

SKILLS_INDEX = "portfolio-skills"
EVIDENCE_INDEX = "portfolio-evidence"

# What is stored by docname.
_BY_PAGE = ("records", "listings", "titles", "links")


class PortfolioRole(XRefRole):
    """A role of the domain that also works without the ``portfolio:`` prefix."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Add the prefix where the owner left it out."""
        if ":" not in self.name:
            self.name = f"portfolio:{self.name}"
        return super().run()


def _role() -> PortfolioRole:
    return PortfolioRole(lowercase=True, innernodeclass=nodes.inline, warn_dangling=True)


class PortfolioDomain(Domain):
    """Records of all pages; resolves references to evidence, reflections and skills."""

    name = "portfolio"
    label = "Portfolio"
    object_types: ClassVar[dict[str, ObjType]] = {
        "evidence": ObjType(_("evidence"), "evidence"),
        "reflection": ObjType(_("reflection"), "reflection"),
        "skill": ObjType(_("skill"), "skill"),
    }
    roles: ClassVar[dict[str, Any]] = {name: _role() for name in object_types}
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},  # docname -> tuple of records, in page order
        "listings": {},  # docname -> tuple of listings, in page order
        "titles": {},  # docname -> anchor -> pieces of a title that shows other titles
        "links": {},  # docname -> what the page links to, each as "type:name"
        "pages": {},  # builder name -> docname -> digest of what the page shows
        "current": [],  # builders whose pages show the records as they are now
        "catalogues": "",  # digest of the skill catalogues that pages were read with
    }
    data_version = 3

    #: The builder of this build; views show some things only where they can be seen.
    builder: Builder

    _index: Index | None = None

    @cached_property
    def settings(self) -> Settings:
        """The validated configuration, read once for all directives of this build."""
        return config.read(self.env.config, self.builder)

    @property
    def records(self) -> dict[str, tuple[Record, ...]]:
        """Records by docname."""
        return cast("dict[str, tuple[Record, ...]]", self.data["records"])

    @property
    def listings(self) -> dict[str, tuple[Listing, ...]]:
        """Listings by docname."""
        return cast("dict[str, tuple[Listing, ...]]", self.data["listings"])

    @property
    def links(self) -> dict[str, tuple[str, ...]]:
        """What each page links to, each as ``type:name``, by docname."""
        return cast("dict[str, tuple[str, ...]]", self.data["links"])

    @property
    def index(self) -> Index:
        """Answers about all records as they are now."""
        if self._index is None:
            pages = sorted(self.records)
            records = tuple(r for page in pages for r in self.records[page])
            index = Index(records, self.settings.catalogue)
            if any(self.titles.values()):
                titled = (dataclasses.replace(r, title=self._title(r, index)) for r in records)
                index = Index(tuple(titled), self.settings.catalogue)
            self._index = index
        return self._index

    @property
    def titles(self) -> dict[str, dict[str, tuple[Piece, ...]]]:
        """Titles that show other titles, by docname and anchor."""
        return cast("dict[str, dict[str, tuple[Piece, ...]]]", self.data["titles"])

    def _title(self, one: Record | Listing, index: Index) -> str:
        """A title with those that it shows, as far as there are such."""
        pieces = self.titles.get(one.docname, {}).get(one.anchor)
        if not pieces:
            return one.title
        return joined(pieces, lambda named: self._title_of(named, one.docname, index))

    def _title_of(self, named: Named, page: str, index: Index) -> str:
        """What a reference on a page shows, nothing if only Sphinx knows.

        :param index: has titles as they were read.
        """
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
        record = index.find(target, *types)
        if record and (is_any or types):
            return record.title
        skill = index.skills.get(index.skill_name(target))
        return skill.title if skill and (is_any or kind == "skill") else ""

    def _page_title(self, page: str, part: str) -> str:
        """The title of a page, or of the part of it that has a slug of MyST."""
        if page not in self.env.titles:
            return ""
        if not part:
            return clean_astext(self.env.titles[page])
        slugs: dict[str, Any] = self.env.metadata[page].get("myst_slugs", {})
        return str(slugs[part][-1]) if part in slugs else ""

    def skill(self, words: str) -> Skill | None:
        """The skill that words name, if any record shows it or evidence is expected for it."""
        return self.index.skills.get(self.index.skill_name(words))

    # -- keeping the records

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self._changed()
        for store in _BY_PAGE:
            self.data[store].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a worker read."""
        self._changed()
        for store in _BY_PAGE:
            for docname in docnames:
                if docname in otherdata[store]:
                    self.data[store][docname] = otherdata[store][docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: document) -> None:
        """Keep what the finished, translated page says of its items."""
        self._changed()
        records = tuple(self._finished(node) for node in document.findall(portfolio_item))
        if records:
            self.records[docname] = records
        listings = tuple(node.finished() for node in document.findall(listing))
        if listings:
            self.listings[docname] = listings
        if titles := dict(_titles_with_titles(document)):
            self.titles[docname] = titles

    def _finished(self, node: portfolio_item) -> Record:
        """The record of an item, with the title as the reader's language has it."""
        record: Record = dataclasses.replace(
            node["record"], title=node.title_text(), anchor=node["ids"][0]
        )
        # The record lives on in the domain; one kept in the page could only be out of date.
        del node["record"]
        node.complete(record, final=not _shows_titles(node))
        return record

    def _changed(self) -> None:
        self._index = None
        self.data["current"] = []

    def check_consistency(self) -> None:
        """Report what can only be seen when all pages are read."""
        self._check_names()
        self._check_filters()
        self._report_gaps()

    def _check_names(self) -> None:
        """Names that two items or listings claim, with both places."""
        for first, again in self.index.duplicates:
            place = Place(str(self.env.doc2path(again.docname)), again.line)
            self._warn_of_duplicate(again.name, first.docname, place, f":{first.line}")
        owners = {name: record.docname for name, record in self.index.items.items()}
        for one in filter(lambda one: one.name, self._all_listings()):
            if one.name in owners:
                place = dict(one.places)["name"]
                self._warn_of_duplicate(one.name, owners[one.name], place)
            owners.setdefault(one.name, one.docname)

    def _warn_of_duplicate(self, name: str, first: str, place: Place, line: str = "") -> None:
        warn(
            WarningType.DUPLICATE_NAME,
            f"the name {name!r} is used twice: here and at "
            f"{self.env.doc2path(first, base=False)}{line}. Links go to the first; give this one "
            "a ':name:' of its own.",
            place,
        )

    def _all_listings(self) -> Iterable[Listing]:
        return (one for page in sorted(self.listings) for one in self.listings[page])

    def name_listings(self) -> None:
        """Make listings targets of links, as headings are; of two with a name, the first is."""
        std = self.env.domains.standard_domain
        listings = [one for one in self._all_listings() if one.name]
        for one in listings:
            if std.anonlabels.get(one.name) == (one.docname, one.anchor):
                std.anonlabels.pop(one.name)
                std.labels.pop(one.name, None)
        for one in listings:
            if one.name not in std.anonlabels:
                std.anonlabels[one.name] = (one.docname, one.anchor)
                if one.title:
                    title = self._title(one, self.index)
                    std.labels[one.name] = (one.docname, one.anchor, title)
        if self.titles:
            self._index = None  # some of its titles may show those of listings

    def _check_filters(self) -> None:
        """Filters of listings with values that nothing has."""
        kinds = [*self.settings.kinds, *self.settings.models]
        for one in self._all_listings():
            found = unknown_values(one.selection, self.index, kinds, self.env.found_docs)
            for option, value, known in found:
                warn(
                    WarningType.UNKNOWN_FILTER,
                    f"':{option}:' of this {one.view} asks for {value!r}, which there is not."
                    f"{nearest(value, known)}",
                    dict(one.places).get(option),
                )

    def _report_gaps(self) -> None:
        """Say which skills have less evidence than the catalogue expects."""
        gaps = [skill for skill in self.index.skills.values() if skill.missing]
        if gaps:
            listed = ", ".join(f"{s.title} ({len(s.evidence)} of {s.expected})" for s in gaps)
            _logger.info("portfolio: more evidence is expected for %s", listed)

    # -- answering references

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve a reference of one of our roles; None if there is no such thing."""
        if typ == "skill":
            found = self._skill_reference(builder, fromdocname, self.skill(target), node, contnode)
            return cast("nodes.reference | None", found)
        record = self.index.find(target, OBJECTS[typ])
        if record is None:
            return None
        self.check_link(target, node, OBJECTS[typ])
        return self._reference(builder, fromdocname, record, node, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a reference that may mean anything, as in ``[](#name)``."""
        record = self.index.find(target.lower())
        if record is not None:
            self.check_link(target.lower(), node)
            reference = self._reference(builder, fromdocname, record, node, contnode)
            return [(f"portfolio:{object_type(record)}", reference)]
        # An item may be called like the skill it shows; then the item is meant.
        found = self._skill_reference(builder, fromdocname, self.skill(target), node, contnode)
        return [("portfolio:skill", cast("nodes.reference", found))] if found is not None else []

    def resolve_numref(
        self, env: BuildEnvironment, builder: Builder, node: pending_xref, contnode: Element
    ) -> Element | None:
        """Resolve ``{numref}`` to the certificate figure of an item."""
        if node["reftype"] != "numref" or node.get("refdomain") != "std":
            return None
        record = self.index.find(node["reftarget"].lower(), Evidence)
        if not isinstance(record, Evidence) or not record.figure_anchor:
            return None
        self.check_link(node["reftarget"].lower(), node, Evidence)
        std = env.domains.standard_domain
        label = f"portfolio figure {record.name}"
        # The standard domain numbers figures; lend it a label for the length of one question.
        std.labels[label] = (record.docname, record.figure_anchor, record.title)
        try:
            return std.resolve_xref(env, node["refdoc"], builder, "numref", label, node, contnode)
        finally:
            del std.labels[label]

    def check_link(self, words: str, location: Node | Place | None, *types: type[Record]) -> None:
        """Say so if a link could mean several items."""
        meant = self.index.meant(words, *types)
        if len(meant) > 1:
            names = " or ".join(repr(record.name) for record in meant[:3])
            warn(
                WarningType.AMBIGUOUS_LINK,
                f"{words!r} can mean {len(meant)} items. Write {names}, or give the one you mean a "
                "':name:'. The link leads to the first.",
                location,
            )

    def _reference(
        self,
        builder: Builder,
        fromdocname: str,
        record: Record,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference:
        return make_refnode(
            builder,
            fromdocname,
            record.docname,
            record.anchor,
            _content(node, contnode, record.title),
        )

    def _skill_reference(
        self,
        builder: Builder,
        fromdocname: str,
        skill: Skill | None,
        node: pending_xref,
        contnode: Element,
    ) -> Element | None:
        """A link to the skill in the index, or just its title in a builder without one."""
        if skill is None:
            return None
        content = _content(node, contnode, skill.title)
        if not has_index(builder, SKILLS_INDEX):
            return content
        return make_refnode(builder, fromdocname, SKILLS_INDEX, skill.name, content)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """What search, ``objects.inv`` and so other portfolios find."""
        for record in self.index.items.values():
            kind = object_type(record)
            yield record.name, record.title, kind, record.docname, record.anchor, 1
        for path, record in self.index.paths.items():
            if path != record.name and not record.named:
                # For other portfolios; search has it already.
                kind = object_type(record)
                yield path, record.title, kind, record.docname, record.anchor, -1
        if self.env.config.html_domain_indices:
            for skill in self.index.skills.values():
                yield skill.name, skill.title, "skill", SKILLS_INDEX, skill.name, 1

    def explain_missing(self, node: pending_xref) -> bool:
        """Say what an unresolved reference could have meant. True if it was one of ours."""
        typ, target = node["reftype"], node["reftarget"]
        if node.get("refdomain") != self.name or typ not in self.object_types:
            return False
        if typ == "skill":
            hint = nearest(slug(target), self.index.skills)
        else:
            items = self.index.items
            other = self.index.find(target)
            hint = (
                f" There is a piece of {object_type(other)} with that name."
                if isinstance(other, Evidence)
                else f" There is a {object_type(other)} with that name."
                if other
                else nearest(target, (n for n, r in items.items() if object_type(r) == typ))
            )
        subtype = WarningType[f"UNKNOWN_{typ.upper()}"]
        warn(subtype, f"no {typ} is called {target!r}.{hint}", node)
        return True


def portfolio(env: BuildEnvironment) -> PortfolioDomain:
    """The portfolio domain of an environment."""
    return cast("PortfolioDomain", env.domains["portfolio"])


def object_type(record: Record) -> str:
    """The object type of a record: ``evidence`` or ``reflection``."""
    return "evidence" if isinstance(record, Evidence) else "reflection"


def _shows_titles(node: Element) -> bool:
    """Whether the title of a node shows other titles, which are known when all pages are read."""
    return any(isinstance(piece, Named) for piece in _title_pieces(node))


def _title_pieces(node: Element) -> tuple[Piece, ...]:
    title = next(iter(node.children), None)
    return pieces_of(title) if isinstance(title, nodes.rubric) else ()


def _titles_with_titles(document: document) -> Iterable[tuple[str, tuple[Piece, ...]]]:
    """The titles of items and listings that show other titles, by anchor."""
    for node in (*document.findall(portfolio_item), *document.findall(listing)):
        if node["ids"] and _shows_titles(node):
            yield node["ids"][0], _title_pieces(node)


def is_web_site(builder: Builder) -> bool:
    """Whether a builder writes pages for browsers (and not, say, an e-book made of HTML)."""
    return builder.format == "html" and not getattr(builder, "embedded", False)


def has_index(builder: Builder, name: str) -> bool:
    """Whether ``builder`` writes the domain index ``name`` (one-page HTML writes none)."""
    indices = getattr(builder, "domain_indices", ())
    return builder.name != "singlehtml" and any(info[0] == name for info in indices)


def _content(node: pending_xref, contnode: Element, title: str) -> Element:
    """What to show in a link: the words given, else the title."""
    if node.get("refexplicit"):
        return contnode
    return nodes.inline("", title, classes=contnode.get("classes", []))
