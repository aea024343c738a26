"""What all listings share: the records that they show, and the pieces that show them."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..kept_records import EVIDENCE_INDEX
from ..model import Evidence, Record, Reflection
from ..reading.listing import LISTING
from ..words import date_words, type_words
from .links import link_to, skill_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..domain import PortfolioDomain
    from ..fields import Field
    from ..selection import Listing

_ = get_translation("sphinx_portfolio")

#: The name of the listing that shows evidence best.
GALLERY = "evidence-gallery"


class ListingView:
    """What one kind of listing shows. Each is a class of its own, with a directive called ``name``.

    ``options`` are the options of the directive; ``usual`` has values for those that are not
    written. ``types`` are the records that it is about.

    `shown` is all that it says, as plain data: a page is written again when it changed, so what is
    not in it must not be in the `content`.
    """

    name: ClassVar[str]
    options: ClassVar[Sequence[Field]] = LISTING
    usual: ClassVar[Mapping[str, int]] = {}
    types: ClassVar[tuple[type, ...]] = (Evidence,)
    default_sort: ClassVar[str] = "newest"
    #: Whether it stands above the words that the owner wrote below its options.
    comes_first: ClassVar[bool] = False
    #: Whether readers can narrow it in the browser: each record is a card or a row.
    can_be_narrowed: ClassVar[bool] = False

    def __init__(self, listing: Listing, domain: PortfolioDomain) -> None:
        self.listing = listing
        self.domain = domain
        self.index = domain.index
        self.medium = domain.medium

    @classmethod
    def usual_for(cls, written: Mapping[str, Any]) -> Mapping[str, int]:
        """Values for options that are not written, beside those that are, by attribute."""
        return cls.usual

    @cached_property
    def records(self) -> list[Record]:
        """All records that pass the filters, in order, without what no listing shows."""
        chosen = self.listing.selection.choose(self.index, self.default_sort)
        return [_without_unseen(r) for r in chosen if isinstance(r, self.types)]

    @cached_property
    def limited(self) -> list[Record]:
        """As many of the records as the listing shows."""
        return self.records[: self.listing.limit or None]

    @property
    def shown(self) -> object:
        """What the listing says."""
        return self.shown_records()

    @property
    def is_daily(self) -> bool:
        """Whether it says something else every day."""
        return False

    def shown_records(self) -> object:
        """The records, what is said beside them, how many there are, and where all of them are."""
        shown = [(record, self.beside(record)) for record in self.limited]
        return len(self.records), shown, self.page_of_all

    def beside(self, record: Record) -> object:
        """What the listing says of a record that the record does not know."""
        return self.skills(record)

    def content(self) -> Sequence[nodes.Node]:
        """The nodes of the listing, none if there is nothing to show."""
        raise NotImplementedError

    def skills(self, record: Record) -> list[tuple[str, str]]:
        """Name and title of the skills of a record."""
        return [(skill.name, skill.title) for skill in self.index.skills_of(record)]

    def about(self, record: Record) -> list[Evidence]:
        """The evidence that a reflection cites."""
        return self.index.evidence(record.evidence) if isinstance(record, Reflection) else []

    def settle(self, node: pf.listing_block) -> None:
        """Fit into the page what is filled in, where it depends on what stands around it."""

    # -- pieces

    @property
    def page(self) -> str:
        """The page that is written, which in a document of many pages is the first."""
        return str(self.domain.env.current_document.docname)

    def empty(self) -> nodes.paragraph:
        """The line for a listing without a record."""
        return quiet(self.empty_words())

    def empty_words(self) -> str:
        """What a listing without a record says."""
        filters = self.listing.filters
        named = self.listing.selection.evidence
        if any(self.domain.is_absent(name, Evidence) for name in named):
            # Nor does it say what is called so that it cannot show.
            filters = tuple(one for one in filters if not one.startswith("evidence "))
        if not filters:
            return str(_("There is nothing to show here yet."))
        return str(_("Nothing passes these filters: %s.") % "; ".join(filters))

    def link(self, record: Record) -> nodes.Node:
        """A link to a record, under its title."""
        return link_to(record, self.listing.docname, self.domain)

    def skill_link(self, name: str, title: str) -> nodes.Node:
        """A link to a skill."""
        return skill_link(name, title, self.listing.docname, self.domain)

    def skill_links(self, record: Record) -> list[nodes.Node]:
        """The skills of a record as links with commas between them."""
        links = [self.skill_link(name, title) for name, title in self.skills(record)]
        return pf.with_commas(links)

    def date(self, iso_date: str) -> str:
        """A date for people."""
        return date_words(self.domain, iso_date)

    def type(self, record: Record) -> str:
        """What a record is, for people."""
        return type_words(self.domain, record)

    def sign(self, record: Record) -> str:
        """What the sign of a record shows: its kind; all reflections have the same."""
        return record.kind if isinstance(record, Evidence) else "reflection"

    def facts(self, record: Record, *, date: bool = True) -> pf.fact_line:
        """The few words about a record that every listing has room for."""
        words = [self.type(record)]
        if isinstance(record, Evidence):
            words.append(record.issuer)
        if date:
            words.append(self.date(record.date))
        return pf.facts_in_line([*words, self.validity(record)])

    def validity(self, record: Record) -> str:
        """Until when evidence holds, if it says so."""
        if not isinstance(record, Evidence) or not record.expires:
            return ""
        return str(_("valid until %s") % self.date(record.expires))

    def more(self) -> list[nodes.Element]:
        """A line that says how many there are, when a limit keeps some out."""
        lines = self.some_of(len(self.limited), len(self.records))
        if lines and (page := self.page_of_all):
            # Translators: a link to a page with all of it.
            link = self.medium.reference(self.listing.docname, *page, str(_("See all evidence")))
            lines[0] += [nodes.Text(" "), link, nodes.Text(".")]
        return lines

    def some_of(self, shown: int, every: int) -> list[nodes.Element]:
        """The line that says how many of them are shown, if that is not all."""
        if shown == every:
            return []
        return [quiet(_("%(shown)s of %(all)s are shown.") % {"shown": shown, "all": every})]

    @cached_property
    def page_of_all(self) -> tuple[str, str] | None:
        """Page and id of what has the evidence that a limit keeps out: a gallery, or the index."""
        if len(self.limited) == len(self.records) or Evidence not in self.types:
            return None
        for one in self.domain.all_listings():
            if one.docname != self.listing.docname and self.is_all_in(one):
                return one.docname, one.anchor
        has_index = EVIDENCE_INDEX in self.domain.index_pages
        return (EVIDENCE_INDEX, "") if has_index else None

    def is_all_in(self, other: Listing) -> bool:
        """Whether a listing is a gallery of this output that holds all evidence of this one."""
        return (
            other.view == GALLERY
            and other.selection.lets_pass(self.listing.selection)
            and (not other.limit or other.limit >= len(self.records))
            and self.domain.presence.has_page(other.docname)
        )


def _without_unseen(record: Record) -> Record:
    """A record without what no listing shows: its line moves with every edit above it."""
    if isinstance(record, Reflection):
        return dataclasses.replace(record, line=0, parts=(), next_steps=())
    return dataclasses.replace(record, line=0)


def quiet(words: str) -> pf.listing_text:
    """A line that is not what people came for."""
    return pf.listing_text("", str(words))


def table(
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[nodes.row],
    *,
    long: bool,
    classes: Sequence[str] = (),
) -> nodes.table:
    """A table; the first cell of each row names it.

    :param widths: of the columns, as shares of the whole.
    :param long: whether it may break across pages.
    """
    group = nodes.tgroup("", cols=len(heads))
    for number, width in enumerate(widths):
        group += nodes.colspec("", colwidth=width, **({"stub": 1} if number == 0 else {}))
    head = nodes.row("", *(cell(nodes.paragraph("", str(words))) for words in heads))
    group += [nodes.thead("", head), nodes.tbody("", *rows)]
    ours = ["pf-table", "colwidths-given", *(["longtable"] if long else []), *classes]
    return nodes.table("", group, classes=ours)


def cell(*children: nodes.Node, head: str = "") -> pf.listing_cell:
    """A cell of a table; ``head`` is that of its column if the cell makes no sense without."""
    return pf.listing_cell("", *children, head=str(head))


def line(*children: nodes.Node | str) -> nodes.paragraph:
    """A paragraph of nodes and words."""
    made = (nodes.Text(child) if isinstance(child, str) else child for child in children)
    return nodes.paragraph("", "", *made)
