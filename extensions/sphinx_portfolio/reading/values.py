"""What the options of a directive say, all together."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ..faults import Fault, WarningType
from ..fields import Value, fields_of
from ..suggest import nearest
from .readers import READERS, Reading, UnusableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..faults import Place
    from ..fields import Field
    from .context import Context
    from .options import Block, Written


@dataclass
class Values:
    """What the options of a directive say.

    ``known`` has the values by attribute, only of what was written and can be used. ``unusable``
    has the others as they were written, by option, so that they can be shown. ``places`` says
    where each option stands. ``withheld`` are files of which nothing may be published.
    """

    known: dict[str, Any] = field(default_factory=dict)
    unusable: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)

    def of(self, holder: type) -> dict[str, Any]:
        """The values of the fields that a dataclass declares, by attribute."""
        names = (one.attribute for one in fields_of(holder))
        return {name: self.known[name] for name in names if name in self.known}


def read_values(block: Block, fields: Iterable[Field], context: Context) -> Values:
    """The values of all options of a block."""
    declared = {one.option: one for one in fields}
    values = Values(faults=block.faults)
    for option, written in block.options.items():
        values.places[option] = written.place
        if option not in declared:
            if "redact" in declared and get_close_matches(option.lower(), ["redact"], cutoff=0.7):
                # To be safe: what is nearly an option to hide something hides it.
                values.known["redact"] = None
                values.places["redact"] = written.place
                values.faults.append(_nearly_redact(written))
                continue
            values.unusable[option] = as_text(written)
            values.faults.append(_unknown(written, declared, context))
            continue
        _read_one(written, declared[option], context, values)
    for written in block.again:
        if written.option == "redact":  # which of both was meant, nobody knows
            values.known["redact"] = None
            continue
        number = sum(key.split(" ")[0] == written.option for key in values.unusable) + 2
        values.unusable[f"{written.option} {number}"] = as_text(written)
    return values


def _read_one(written: Written, one: Field, context: Context, values: Values) -> None:
    # An empty ':redact:' is no wish to hide nothing; its reader says so.
    says_something = written.text or written.items or one.value in {Value.FLAG, Value.REDACT}
    if not says_something:
        return
    reading = Reading(written, one, context, values.faults)
    try:
        values.known[one.attribute] = READERS[one.value](reading)
    except UnusableError as error:
        reading.report(error.kind, str(error))
        if one.value is Value.REDACT:
            values.known[one.attribute] = None  # its words may be what nobody should see
        else:
            values.unusable[one.option] = as_text(written)
    if reading.left_over:
        values.unusable[one.option] = ", ".join(reading.left_over)


def as_text(written: Written) -> str:
    """An option in one line, as it was written."""
    return ", ".join(filter(None, (written.text, *written.items)))


def _nearly_redact(written: Written) -> Fault:
    return Fault(
        WarningType.BAD_REDACTION,
        f"':{written.option}:' is nearly ':redact:'. Correct it, or delete the line. Until then "
        "nothing of the file is published.",
        written.place,
    )


def _unknown(written: Written, declared: Mapping[str, Field], context: Context) -> Fault:
    return Fault(
        WarningType.UNKNOWN_OPTION,
        f"{context.directive} has no option ':{written.option}:'."
        f"{nearest(written.option, declared)} It is shown as it is written.",
        written.place,
    )
