"""The directives for listings: each reads its filters; a view does the rest in the end."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import ClassVar

from docutils import nodes
from sphinx.util.nodes import make_id

from .. import nodes as pf
from ..names import is_name, slug
from ..selection import SORTS, Listing, Selection
from ..suggest import nearest
from ..warnings import WarningType
from .base import Options, PortfolioDirective

FILTERS = ("kind", "skills", "issuer", "evidence", "page", "under", "since", "until")
_SHARED = ("name", "class", *FILTERS, "sort", "limit")

#: How many cards a gallery shows, and how many links a cell of a matrix, unless told otherwise.
GALLERY_LIMIT = 48
MATRIX_LIMIT = 5
#: Evidence older than this many months is not called current, unless told otherwise.
CURRENT_MONTHS = 24


class ListingDirective(PortfolioDirective):
    """A view of all records that pass its filters, with a title and words of the owner's own."""

    option_spec: ClassVar[Options] = Options(*_SHARED)
    default_limit = 0

    def run(self) -> list[nodes.Node]:
        """Keep what the listing is to show, and build what the owner wrote."""
        node = pf.listing(classes=self.classes(), view=self.name)
        self.at(node)
        caption = self.caption()
        name, anchor = self.identify(node)
        node["listing"] = Listing(
            view=self.name,
            docname=self.env.current_document.docname,
            name=name,
            anchor=anchor,
            title=caption[0].astext() if caption else "",
            selection=self.selection(),
            limit=self.number("limit", self.default_limit),
            filters=tuple(f"{o} {self.options[o]}" for o in FILTERS if self.options.get(o)),
            months=self.months(),
            on=self.day(),
            places=tuple(
                (option, self.place(option))
                for option in ("name", *FILTERS)
                if option in self.options
            ),
        )
        node += caption
        node += self.parse_content_to_nodes()
        if unknown := self.unknown_options():
            facts = (pf.fact_of("unknown", o, pf.exactly(words)) for o, words in unknown.items())
            node += pf.fact_list("", *facts)
        return [node]

    def caption(self) -> list[nodes.Node]:
        """The title as a heading that is in no table of contents."""
        if not self.arguments:
            return []
        children, messages = self.parse_inline(self.arguments[0])
        caption = nodes.rubric(self.arguments[0], "", *children)
        self.at(caption)
        return [caption, *messages]

    def identify(self, node: pf.listing) -> tuple[str, str]:
        """The name of the listing and its id in the page, nothing if it has none."""
        name = self.options.get("name", "")
        if not name:
            return "", ""
        if not is_name(name):
            made = slug(name) or slug(self.name)
            self.warn(
                WarningType.BAD_NAME,
                f"':name: {name}' cannot be a name: use letters, digits and hyphens. "
                f"It is called {made!r} for now.",
                "name",
            )
            name = made
        anchor = make_id(self.env, self.state.document, term=name)
        node["ids"].append(anchor)
        self.state.document.note_explicit_target(node)
        return name.lower(), anchor

    # -- reading options

    def selection(self) -> Selection:
        """The filters; a value that cannot be one is said and left out."""
        return Selection(
            kinds=tuple(kind.lower() for kind in self.words("kind")),
            skills=self.words("skills"),
            issuers=self.words("issuer"),
            evidence=tuple(name.lower() for name in self.words("evidence")),
            pages=tuple(map(self.page, self.words("page"))),
            folders=tuple(map(self.folder, self.words("under"))),
            since=self.date("since"),
            until=self.date("until"),
            sort=self.sort(),
        )

    def page(self, written: str) -> str:
        """The name of a page that is written as in a toctree or as a file."""
        path = PurePosixPath(self.folder(written))
        return str(path.with_suffix("") if path.suffix in self.config.source_suffix else path)

    def folder(self, written: str) -> str:
        """A path that is seen from this page, or with a slash from the top, seen from the top."""
        here = posixpath.dirname(self.env.current_document.docname)
        path = posixpath.normpath(posixpath.join(f"/{here}", written)).strip("/")
        return "" if path == "." else path

    def sort(self) -> str:
        """The order, or nothing for the usual one."""
        sort = self.options.get("sort", "").lower()
        if sort and sort not in SORTS:
            self.warn(
                WarningType.UNKNOWN_FILTER,
                f"':sort: {sort}' is no order.{nearest(sort, SORTS)}",
                "sort",
            )
            return ""
        return sort

    def months(self) -> int:
        """How old evidence may be; only a checklist asks."""
        return 0

    def day(self) -> str:
        """The day on which evidence is to be current; only a checklist asks."""
        return ""

    def number(self, option: str, default: int) -> int:
        """A whole number; ``all`` is 0."""
        written = self.options.get(option, "").lower()
        if not written:
            return default
        if written == "all":
            return 0
        if written.isascii() and written.isdigit() and 0 < len(written) < 7 and int(written):
            return int(written)
        self.warn(
            WarningType.BAD_LIMIT,
            f"':{option}: {written}' is not a number. Write a whole number, like 12, or 'all'.",
            option,
        )
        return default


class GalleryDirective(ListingDirective):
    """Evidence as cards."""

    default_limit = GALLERY_LIMIT


class MatrixDirective(ListingDirective):
    """Skills with what shows them."""

    default_limit = MATRIX_LIMIT


class ChecklistDirective(ListingDirective):
    """Whether evidence is valid, authentic, current and sufficient."""

    option_spec: ClassVar[Options] = Options(*_SHARED, "months", "on")

    def months(self) -> int:
        """How old current evidence may be, in months; 0 for any age."""
        return self.number("months", CURRENT_MONTHS)

    def day(self) -> str:
        """The day of the check; nothing for the day of the build."""
        return self.date("on")


LISTINGS: dict[str, type[ListingDirective]] = {
    "evidence-gallery": GalleryDirective,
    "evidence-table": ListingDirective,
    "reflection-list": ListingDirective,
    "skills-matrix": MatrixDirective,
    "portfolio-timeline": ListingDirective,
    "portfolio-summary": ListingDirective,
    "evidence-checklist": ChecklistDirective,
}
