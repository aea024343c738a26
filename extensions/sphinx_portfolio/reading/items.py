"""Evidence and reflections: from their lines to what a record holds of them."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..dates import first_day, last_day
from ..faults import Fault, Place, WarningType
from ..fields import LISTS, Value, fields_of
from ..model import Access, Evidence, Presentation, Reflection, Style
from .file_options import FILE_GROUP, FileDraft, apart, read_files
from .first_line import read_first_line, title_of
from .options import read_block
from .values import Values, as_text, read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..fields import Field
    from .context import Context
    from .options import Written

# Few options hold a name, and making each anew takes long.
_MAY_HOLD_NAME = re.compile(r"\{\{|\|")

EVIDENCE = fields_of(Evidence, Presentation, Access, Style)
REFLECTION = fields_of(Reflection, Access, Style)
#: A star-reflection has its model already.
STAR_REFLECTION = tuple(one for one in REFLECTION if one.attribute != "model")


@dataclass
class Draft:
    """What was written of an item: its values, and the lines of its text.

    ``title`` is that of the first line, or what stands elsewhere in its place. ``written`` has the
    options as they were written. ``text`` starts at the line with the index ``start``. ``files``
    are the files that can be used, each with how it is shown, and ``withheld`` those of which
    nothing may be published.
    """

    values: Values
    written: dict[str, str]
    text: list[str]
    start: int
    title: str = ""
    files: list[FileDraft] = dataclasses.field(default_factory=list)
    withheld: tuple[str, ...] = ()

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
    first = read_first_line(lines, place, [one.option for one in fields], context)
    lines, place = lines[first.skipped :], first.place
    known = [one.option for one in fields] + first.options
    lists = [one.option for one in fields if one.value in LISTS or one.value is Value.FILE]
    block = read_block(lines, place, known, lists, is_label, FILE_GROUP)
    block.faults += first.faults
    title = first.title or title_of(block, context)
    apart(block)
    _fill(block.options, fields, context)
    values = read_values(block, fields, context)
    sets = [values]
    for further in block.more:
        _fill(further.options, fields, context)
        sets.append(read_values(further, fields, context))
    files = read_files(sets, context)
    if files:
        values.known["artefacts"] = tuple(file.artefact for file in files)
    written = {option: as_text(one) for option, one in block.options.items()}
    written = {option: text for option, text in written.items() if text}
    withheld = tuple(path for one in sets for path in one.withheld)
    start = block.start + first.skipped
    return Draft(values, written, block.text, start, title, files, withheld)


def _fill(options: dict[str, Written], fields: Sequence[Field], context: Context) -> None:
    """Put words in place of the names in values; those with markup are read by a parser."""
    for one in fields:
        written = options.get(one.option)
        if not written or one.value is Value.MARKUP:
            continue
        if any(map(_MAY_HOLD_NAME.search, (written.text, *written.items))):
            options[one.option] = dataclasses.replace(
                written,
                text=context.fill(written.text, written.place),
                items=tuple(context.fill(item, written.place) for item in written.items),
            )


def read_evidence(lines: Sequence[str], place: Callable[[int], Place], context: Context) -> Draft:
    """Read an evidence item, and look at what its options say together."""
    draft = read_draft(lines, place, EVIDENCE, context)
    _check_dates(draft.values)
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
