"""Evidence and reflections: from their lines to what a record holds of them."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..dates import first_day, last_day
from ..faults import Fault, Place, WarningType
from ..fields import LISTS, Value, fields_of
from ..model import Access, Evidence, Picture, Reflection, Style
from .options import read_block
from .values import Values, as_text, read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..fields import Field
    from .context import Context
    from .options import Block

# Few options hold a name, and making each anew takes long.
_MAY_HOLD_NAME = re.compile(r"\{\{|\|")

EVIDENCE = fields_of(Evidence, Picture, Access, Style)
REFLECTION = fields_of(Reflection, Access, Style)
#: A star-reflection has its model already.
STAR_REFLECTION = tuple(one for one in REFLECTION if one.attribute != "model")


@dataclass
class Draft:
    """What was written of an item: its values, and the lines of its text.

    ``written`` has the options as they were written. ``text`` starts at the line with the index
    ``start``.
    """

    values: Values
    written: dict[str, str]
    text: list[str]
    start: int

    @property
    def faults(self) -> list[Fault]:
        """All that is wrong with it, in the order of the lines."""
        return sorted(self.values.faults, key=lambda fault: fault.place.line)


def read_draft(
    lines: Sequence[str],
    place: Callable[[int], Place],
    fields: Sequence[Field],
    context: Context,
    is_label: Callable[[str], bool] = lambda _words: False,
) -> Draft:
    """Read the lines below the first line of a directive.

    :param fields: the options that it has; others as in `options.read_block`.
    """
    known = [one.option for one in fields]
    lists = [one.option for one in fields if one.value in LISTS]
    block = read_block(lines, place, known, lists, is_label)
    _fill(block, fields, context)
    values = read_values(block, fields, context)
    written = {option: as_text(one) for option, one in block.options.items()}
    return Draft(values, {o: text for o, text in written.items() if text}, block.text, block.start)


def _fill(block: Block, fields: Sequence[Field], context: Context) -> None:
    """Put words in place of the names in values; those with markup are read by a parser."""
    for one in fields:
        written = block.options.get(one.option)
        if not written or one.value is Value.MARKUP:
            continue
        if any(map(_MAY_HOLD_NAME.search, (written.text, *written.items))):
            block.options[one.option] = dataclasses.replace(
                written,
                text=context.fill(written.text, written.place),
                items=tuple(context.fill(item, written.place) for item in written.items),
            )


def read_evidence(lines: Sequence[str], place: Callable[[int], Place], context: Context) -> Draft:
    """Read an evidence item, and look at what its options say together."""
    draft = read_draft(lines, place, EVIDENCE, context)
    _check_dates(draft.values)
    _check_picture(draft.values, context)
    return draft


def read_reflection(
    lines: Sequence[str],
    place: Callable[[int], Place],
    context: Context,
    *,
    star: bool = False,
) -> Draft:
    """Read the options of a reflection; labels of parts of any model are text."""
    models = context.settings.models.values()
    fields = STAR_REFLECTION if star else REFLECTION

    def is_label(words: str) -> bool:
        return any(model.find(words) is not None for model in models)

    return read_draft(lines, place, fields, context, is_label)


def _check_dates(values: Values) -> None:
    date, expires = values.known.get("date", ""), values.known.get("expires", "")
    if date and expires and last_day(expires) < first_day(date):
        values.faults.append(
            Fault(
                WarningType.EXPIRES_BEFORE_DATE,
                f"it expires ({expires}) before it starts ({date}). Look at both dates again.",
                values.places["expires"],
            )
        )


def _check_picture(values: Values, context: Context) -> None:
    """Show what is said of a picture that is not there, and what a picture lacks."""
    artefact = values.known.get("artefact")
    if artefact and artefact.is_image:
        if not values.known.get("alt"):
            values.faults.append(
                Fault(
                    WarningType.MISSING_ALT,
                    "say in ':alt:' what the picture shows, for those who cannot see it. Until "
                    "then the title stands in.",
                    values.places["file"],
                )
            )
        return
    for one in fields_of(Picture):
        if one.attribute not in values.known:
            continue
        words = str(values.known.pop(one.attribute))
        values.unusable[one.option] = context.fill(words, values.places[one.option])
        if "file" not in values.unusable:  # then something was said already
            values.faults.append(
                Fault(
                    WarningType.UNUSED_OPTION,
                    f"':{one.option}:' is about a picture, and there is none. Name one in "
                    "':file:'. The words are shown among the facts.",
                    values.places[one.option],
                )
            )
