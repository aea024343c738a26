"""The records of all pages, kept by page, and those of them that are in this output.

The stored data is plain (records, names of link targets), so that forgetting a page is a ``pop``
and merging a worker's pages is a copy. Everything derived from it is worked out when first asked
for, and dropped when a page changes.
"""

from __future__ import annotations

import dataclasses
import hashlib
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.matching import Matcher

from . import config
from .mediums import Medium, Pictures, medium_of
from .model import Evidence, Record, Skill
from .nodes import listing_block, network_map, portfolio_item
from .presence import Condition, Presence, conditions_of
from .publishing import Publishing
from .reading.front_matter import is_no
from .records import Index
from .titles import ShownTitles, pieces_of, shows_titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

    from docutils.nodes import Element, document
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .contacts import Network
    from .reading.settings import Settings
    from .selection import Listing
    from .titles import Piece

SKILLS_INDEX = "portfolio-skills"
EVIDENCE_INDEX = "portfolio-evidence"
INDICES = frozenset({EVIDENCE_INDEX, SKILLS_INDEX})

# What is stored by docname.
_BY_PAGE = (
    "records",
    "listings",
    "networks",
    "contacts",
    "titles",
    "links",
    "conditions",
    "hidden",
    "hidden_lines",
    "withheld",
    "asked",
)


# What is worked out of it when first asked for.
_ANSWERS = (
    *("index", "everywhere", "index_pages", "_hidden", "outside"),
    *("kept_back", "_pages_with_kept_back", "_networks_by_place", "_networks_by_name"),
    "said",
)


class KeptRecords(Domain):
    """What pages say of their items, by page, and answers about it for the output of this build."""

    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},  # docname -> tuple of records, in page order
        "listings": {},  # docname -> tuple of listings, in page order
        "networks": {},  # docname -> tuple of network maps, in page order
        "contacts": {},  # docname -> files of contacts, each with those who may read the names
        "titles": {},  # docname -> anchor -> pieces of a title that shows other titles
        "links": {},  # docname -> what the page links to, each as "type:name"
        "conditions": {},  # docname -> id, or "" for the page -> conditions of blocks around it
        "hidden": {},  # docname -> digests of (type, name) of what is not for the readers
        "hidden_lines": {},  # docname -> first line and number of lines of each of those
        "withheld": {},  # docname -> files of which nothing is published
        "catalogues": "",  # digest of the skill catalogues that pages were read with
        "packages": "",  # the optional ones that pages were read with
        "asked": {},  # docname -> paths that a plain page looked for -> whether they were there
        "origin": None,  # the owner's repository, that plain pages were read with
        "home": "",  # the file of the root page
        "harmless": set(),  # numbers of files that give nothing away
    }
    data_version = 8

    #: What this build can show, and what is in its output.
    medium: Medium
    presence: Presence
    #: Whether what is made under a name, of what has a digest, is there as the last build made it.
    is_as_before: Callable[[str, str], bool]
    #: Pages that are not read at all, with what they hold, each as (type, name).
    hidden_pages: Mapping[str, tuple[tuple[str, str], ...]]

    def prepare(self, app: Sphinx, hidden_pages: Mapping[str, tuple[tuple[str, str], ...]]) -> None:
        """Get ready for a build, and say what is wrong in conf.py before workers start."""
        self.presence = Presence(app)
        self.hidden_pages = hidden_pages
        self.is_as_before = lambda _name, _digest: False
        self.medium = medium_of(app.builder, self.settings.site_builder)

    @cached_property
    def settings(self) -> Settings:
        """The validated configuration, read once for all directives of this build."""
        return config.read(self.presence.app)

    @cached_property
    def publishing(self) -> Publishing:
        """The way of files into this output."""
        reach, light = self.settings.publish, self.is_light
        app, medium = self.presence.app, self.medium
        return Publishing(app, medium, reach, lambda: self.kept_back, is_light=light)

    @property
    def is_light(self) -> bool:
        """Whether pages are for slow networks."""
        return self.settings.light and self.medium.pictures is Pictures.SCREEN

    @cached_property
    def kept_back(self) -> Mapping[Path, str | None]:
        """What is blackened of files, wherever they are named, by real path.

        None if nothing of a file is published, since it cannot be told what is to be black.
        """
        wanted: dict[Path, str | None] = {}
        for record in self._every():
            for artefact in record.artefacts if isinstance(record, Evidence) else ():
                if artefact.redact:
                    file = self._real(artefact.path)
                    before = wanted.get(file)
                    wanted[file] = f"{before}; {artefact.redact}" if before else artefact.redact
        paths = chain.from_iterable(self.data["withheld"].values())
        return {**wanted, **dict.fromkeys(map(self._real, paths))}

    def _real(self, path: str) -> Path:
        return Path(self.env.srcdir, path).resolve()

    @cached_property
    def _pages_with_kept_back(self) -> frozenset[str]:
        """The pages that show or offer such a file in their text."""
        if not self.kept_back:
            return frozenset()
        shown = [*self.env.images.items(), *self.env.dlfiles.items()]
        found = (pages for path, (pages, _) in shown if self._real(str(path)) in self.kept_back)
        return frozenset(chain.from_iterable(found))

    def withhold(self, docname: str, paths: Iterable[str]) -> None:
        """Remember files of which nothing is published, by the page that names them."""
        if paths := tuple(paths):
            self.data["withheld"][docname] = (*self.data["withheld"].get(docname, ()), *paths)
            self._forget_answers()

    def publishes_files_of(self, page: str) -> bool:
        """Whether pictures and downloads in the text of a page go through our door.

        On paper and in e-books all do, since few kinds of pictures can be shown there, and so they
        do where bytes count; and wherever a file is shown that its owner keeps back.
        """
        if self.medium.pictures in {Pictures.PAPER, Pictures.BOOK} or self.is_light:
            return True
        if self.medium.pictures is Pictures.NONE and not self.medium.only_looks:
            return False
        share = self.medium.pages_share_a_file
        if self._pages_with_kept_back if share else page in self._pages_with_kept_back:
            return True
        match self.settings.publish:
            case "off":
                return False
            case "all":
                return True
        return bool(self.records) if share else page in self.records

    @property
    def records(self) -> dict[str, tuple[Record, ...]]:
        """Records by docname, of every output."""
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
    def conditions(self) -> dict[str, dict[str, tuple[Condition, ...]]]:
        """The conditions of blocks around items, by docname and id; those of a page under ""."""
        return cast("dict[str, dict[str, tuple[Condition, ...]]]", self.data["conditions"])

    # -- what is asked of them

    @cached_property
    def index(self) -> Index:
        """Answers about the records of this output."""
        return self._index_of(self.present())

    @cached_property
    def everywhere(self) -> Index:
        """Answers about the records of every output: what a link may mean that leads nowhere."""
        return self._index_of(self._every())

    @cached_property
    def said(self) -> str:
        """A digest of all records of this output, wherever they stand in their pages."""
        said = "\n".join(map(repr, self.index.records))
        return hashlib.sha256(said.encode(errors="replace")).hexdigest()

    def _every(self) -> Iterable[Record]:
        return (record for page in sorted(self.records) for record in self.records[page])

    def present(self) -> Iterable[Record]:
        """The records of this output as they were read."""
        return filter(self._is_present, self._every())

    def _index_of(self, read: Iterable[Record]) -> Index:
        records = tuple(read)
        index = Index(records, self.settings.catalogue, self.outside)
        if not self.titles:
            return index
        find = ShownTitles(self.env, self.titles, index, self.is_hidden).title_of
        titled = (dataclasses.replace(record, title=find(record)) for record in records)
        return Index(tuple(titled), self.settings.catalogue, self.outside)

    def _is_present(self, record: Record) -> bool:
        return self.presence.has_item(record.docname, record.anchor) and self._is_shown(record)

    def _is_shown(self, one: Record | Network) -> bool:
        """Whether what stands around something on a page is in this output."""
        if not self.presence.has_page(one.docname):
            return False
        page = self.conditions.get(one.docname)
        return not page or self.presence.fulfils(page.get(one.anchor, ()))

    @cached_property
    def outside(self) -> frozenset[str]:
        """The pages that are no part of the portfolio."""
        is_excluded = Matcher(self.settings.exclude)
        return frozenset(
            page
            for page in self.env.found_docs
            if is_excluded(page)
            or is_excluded(str(self.env.doc2path(page, base=False)))
            or is_no(self.env.metadata[page].get("portfolio", ""))
        )

    def show_pages(self, pages: Set[str]) -> None:
        """Take what a document is made of for all that there is."""
        self.presence = self.presence.of_pages(pages)
        self._forget_answers()

    def show_items(self, items: Set[tuple[str, str]]) -> None:
        """Take some items, each as (page, id), for all that there are."""
        self.presence = self.presence.of_items(items)
        self._forget_answers()

    @cached_property
    def _hidden(self) -> frozenset[str]:
        pages = chain.from_iterable(self.hidden_pages.values())
        stored = chain.from_iterable(self.data["hidden"].values())
        return frozenset((*stored, *(_digest(*one) for one in pages)))

    @property
    def hides_something(self) -> bool:
        """Whether anything is not for the readers of this build."""
        return bool(self._hidden or self.hidden_pages)

    def is_hidden(self, kind: str, name: str) -> bool:
        """Whether an item or target of that type and name is not for the readers of this build."""
        return bool(self._hidden) and _digest(kind, name) in self._hidden

    @cached_property
    def index_pages(self) -> frozenset[str]:
        """The indices that are pages of this output."""
        evidence = any(isinstance(record, Evidence) for record in self.index.records)
        filled = {EVIDENCE_INDEX: evidence, SKILLS_INDEX: bool(self.index.skills)}
        return frozenset(
            name
            for name, is_filled in filled.items()
            if is_filled and self.medium.wants_index(name) and not self.page_like(name)
        )

    def page_like(self, index: str) -> str:
        """The page of the owner's that would be written where an index is; nothing if none is."""
        file = str(self.medium.file_of(index)).lower()
        return next(
            (
                page
                for page in sorted(self.env.found_docs)
                if page.lower() in {index, f"{index}/index"}
                and str(self.medium.file_of(page)).lower() == file
            ),
            "",
        )

    @property
    def titles(self) -> dict[str, dict[str, tuple[Piece, ...]]]:
        """Titles that show other titles, by docname and anchor."""
        return cast("dict[str, dict[str, tuple[Piece, ...]]]", self.data["titles"])

    def skill(self, words: str) -> Skill | None:
        """The skill that words name, if any record shows it or evidence is expected for it."""
        return self.index.skills.get(self.index.skill_name(words))

    def record_of(self, node: portfolio_item) -> Record | None:
        """The record that an item shows; None if the item is not in this output."""
        return self.index.by_place.get((node["docname"], node["ids"][0]))

    # -- keeping the records

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self._forget_answers()
        for store in _BY_PAGE:
            self.data[store].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a worker read."""
        self._forget_answers()
        self.data["harmless"] |= otherdata["harmless"]
        for store in _BY_PAGE:
            for docname in docnames:
                if docname in otherdata[store]:
                    self.data[store][docname] = otherdata[store][docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: document) -> None:
        """Keep what the finished, translated page says of its items."""
        self._forget_answers()
        records, listings, networks = [], [], []
        kept: list[Element] = []
        # All are containers, which docutils finds faster than several classes.
        for node in document.findall(nodes.container):
            if isinstance(node, portfolio_item):
                records.append(self._finished(node))
                kept.append(node)
            elif isinstance(node, listing_block):
                listings.append(node.finished())
                kept.append(node)
            elif isinstance(node, network_map):
                networks.append(node.finished())
                kept.append(node)
        conditions = {node: found for node in kept if (found := conditions_of(node))}
        if conditions:
            self.conditions[docname] = {
                "": tuple(dict.fromkeys(chain.from_iterable(conditions.values()))),
                **{_anchor(node): found for node, found in conditions.items() if _anchor(node)},
            }
        if records:
            self.records[docname] = tuple(records)
        if networks:
            self.data["networks"][docname] = tuple(networks)
        if listings:
            self.listings[docname] = tuple(listings)
        titles = {
            node["ids"][0]: pieces_of(node[0])
            for node in kept
            if node["ids"] and node.children and shows_titles(node[0])
        }
        if titles:
            self.titles[docname] = titles

    def _finished(self, node: portfolio_item) -> Record:
        """The record of an item, with the title as the reader's language has it."""
        record = node.finished()
        node.complete(record, final=not shows_titles(node[0]))
        return record

    def hide(self, docname: str, items: Iterable[tuple[str, str]]) -> None:
        """Remember what items are called that are not for the readers of this build.

        Some builders publish what is stored, so it does not say their names.
        """
        digests = (_digest(*one) for one in items)
        self.data["hidden"][docname] = (*self.data["hidden"].get(docname, ()), *digests)
        vars(self).pop("_hidden", None)

    def hide_lines(self, docname: str, first: int, number: int) -> None:
        """Remember the lines of an item that is not for the readers of this build."""
        lines = self.data["hidden_lines"]
        lines[docname] = (*lines.get(docname, ()), (first, number))

    def hidden_lines(self, docname: str) -> list[range]:
        """The lines of a page that are not for the readers of this build."""
        found = self.data["hidden_lines"].get(docname, ())
        return [range(first, first + number) for first, number in found]

    def _forget_answers(self) -> None:
        for answer in _ANSWERS:
            vars(self).pop(answer, None)

    def all_listings(self) -> Iterable[Listing]:
        """All listings, page by page."""
        return (one for page in sorted(self.listings) for one in self.listings[page])

    def name_listings(self) -> None:
        """Make listings targets of links, as headings are; of two with a name, the first is."""
        std = self.env.domains.standard_domain
        listings = [one for one in self.all_listings() if one.name]
        for one in listings:
            if std.anonlabels.get(one.name) == (one.docname, one.anchor):
                std.anonlabels.pop(one.name)
                std.labels.pop(one.name, None)
        # Without such titles no index is needed yet.
        find = (
            ShownTitles(self.env, self.titles, self.index, self.is_hidden).title_of
            if self.titles
            else lambda one: one.title
        )
        for one in listings:
            if one.name not in std.anonlabels:
                std.anonlabels[one.name] = (one.docname, one.anchor)
                if one.title:
                    std.labels[one.name] = (one.docname, one.anchor, find(one))
        if self.titles:
            self._forget_answers()  # some titles may show those of listings


def _anchor(node: Element) -> str:
    """The id by which a record, listing or network map is known on its page."""
    owner = node.figure if isinstance(node, network_map) else node
    return owner["ids"][0] if owner["ids"] else ""


def _digest(kind: str, name: str) -> str:
    return hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()[:16]
