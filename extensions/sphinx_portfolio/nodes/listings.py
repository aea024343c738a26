"""The nodes of listings."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from docutils import nodes

from ..titles import words_of

if TYPE_CHECKING:
    from ..selection import Listing


class listing_block(nodes.container):
    """A listing: the owner's words, then a `listing_view` when the page is written.

    ``listing`` is a `selection.Listing`; if it has a title, that is the first child.
    """

    def finished(self) -> Listing:
        """The listing, with the title as the reader's language has it."""
        listing: Listing = self["listing"]
        title = words_of(self.children[0]) if listing.title else ""
        return dataclasses.replace(listing, title=title)


class listing_view(nodes.container):
    """What a view makes of the records. Search leaves it out: it finds where that comes from."""


class listing_filter(nodes.raw):
    """The form that narrows a listing; only web sites have it."""


class card_list(nodes.bullet_list):
    """The cards of a gallery."""


class card(nodes.list_item):
    """One card: a `card_top`, then paragraphs. ``kind`` and ``skills`` are what it is found by."""


class card_top(nodes.container):
    """The picture of a card, or a word in its place. Only for eyes: the title says the same."""


class card_image(nodes.image):
    """The picture of a card, as ``pixels`` in width and height."""


class card_title(nodes.paragraph):
    """The title of a card, which is a link."""


class listing_row(nodes.row):
    """A row of a listing; one for a record may have ``kind`` and ``skills`` as a `card` does."""


class listing_cell(nodes.entry):
    """A cell; ``head`` is that of its column, if it says nothing without."""


class listing_text(nodes.paragraph):
    """A quiet line about a record."""


class fact_line(listing_text):
    """One whose pieces have a `fact_comma` between them."""


class timeline(nodes.definition_list):
    """Years, each with a list of what happened."""


class entry_list(nodes.bullet_list):
    """Records, one below the other: each a `list_entry`."""


class list_entry(nodes.list_item):
    """A record of such a list; HTML shows a sign of its ``kind``."""


class model_way(nodes.inline):
    """The ``marks`` of the parts of a reflection model, for eyes only."""


class mark_list(nodes.paragraph):
    """Records of a skill: each a `record_mark`, with a `list_separator` between two."""


class record_mark(nodes.inline):
    """A link to one record; HTML shows a sign of its ``kind``, LaTeX a mark."""


class mark_legend(nodes.paragraph):
    """What the signs mean: each a `record_mark` with the word for a kind."""


class bar_list(nodes.bullet_list):
    """Skills with bars."""


class bar_line(nodes.paragraph):
    """A skill, what is there of it in words, and a `skill_bar`."""


class skill_bar(nodes.inline):
    """How much there is of a skill, for eyes: ``have`` of the ``most`` of any."""


class numbers_line(nodes.paragraph):
    """How much of what there is."""


class owner_card(nodes.container):
    """Who the portfolio is about: an `owner_picture`, then lines; ``shape`` is of the picture."""


class owner_picture(nodes.image):
    """The picture of the owner, with ``srcset``, ``sizes`` and ``pixels`` as above."""


class owner_name(nodes.paragraph):
    """The name; ``heads`` is there if it is the heading of its page."""


class owner_headline(nodes.paragraph):
    """What the owner is."""


class guarded_text(nodes.inline):
    """An ``address`` that people can read and programs that collect such shall not.

    ``scheme`` is that of a link to it.
    """


class action_list(nodes.bullet_list):
    """Links to what the owner hands out: each an `action`."""


class action(nodes.list_item):
    """One of them."""


class skill_status(nodes.paragraph):
    """What is there of a skill; ``status`` is ``enough``, ``some`` or ``none``."""
