"""Listings: from their lines to what they are to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fields import fields_of
from ..model import Style
from ..selection import Listing, Selection
from .items import read_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..faults import Place
    from ..fields import Field
    from .context import Context
    from .items import Draft

FILTERS = tuple(one for one in fields_of(Selection) if one.attribute != "sort")
#: All that can be written of some listing.
EVERY = fields_of(Selection, Listing, Style)
CHECKLIST = tuple(one for one in EVERY if one.option not in {"form", "branch"})
SKILLS = tuple(one for one in EVERY if one.option not in {"on", "months", "branch"})
#: Actions have neither a kind nor an issuer, and one order.
FOLLOW_UPS = tuple(
    one for one in EVERY if one.option not in {"kind", "issuer", "sort", "months", "form"}
)
#: The others have no day of a check, and one form.
LISTING = tuple(one for one in CHECKLIST if one in SKILLS)
#: What does not choose among records.
PLAIN = tuple(one for one in EVERY if one.option in {"name", "class"})


def read_listing(
    lines: Sequence[str],
    place: Callable[[int], Place],
    context: Context,
    fields: Sequence[Field] = LISTING,
) -> Draft:
    """Read the options of a listing."""
    return read_draft(lines, place, fields, context)


def listing_of(draft: Draft, view: str, docname: str, **usual: int) -> Listing:
    """The listing that a draft describes, as yet without anchor and title.

    :param usual: values of options that are not written.
    """
    values = draft.values
    selection = Selection(**values.of(Selection))
    return Listing(
        view,
        docname,
        selection,
        **{**usual, **values.of(Listing)},
        filters=tuple(
            f"{one.option} {draft.written[one.option]}"
            for one in EVERY
            if one.option in draft.written and (one in FILTERS or one.option == "branch")
        ),
        places=tuple(values.places.items()),
    )
