"""What every form of contacts comes down to: words by their meaning become a contact."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...contacts import Contact, Status
from ...dates import read_date
from ...faults import Fault, Place, WarningType
from ...fields import Value, fields_of
from ...suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: What can be written of a contact.
FIELDS = fields_of(Contact)
#: More are read and listed all the same, but no picture of them says anything.
MANY = 1000

#: Other words for what can be written, as `tables.folded` has them.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "name": ("fullname", "contact", "person", "naam"),
    "role": ("position", "jobtitle", "rol", "functie"),
    "organisation": ("organization", "company", "organisasie", "organisatie", "bedrijf"),
    "branch": ("group", "tak", "groep"),
    "status": (),
    "since": ("sedert", "sinds"),
    "last_contact": ("lastcontacted", "laastekontak", "laatstecontact"),
    "next_action": ("nextstep", "volgendestap", "volgendeaksie", "volgendeactie"),
    "due": ("dueby", "duedate", "vervaldatum"),
}
#: The names of columns and keys by what they mean.
MEANINGS: Mapping[str, tuple[str, ...]] = {
    one.attribute: (one.option, *_ALSO[one.attribute]) for one in FIELDS
}
#: Without one of these there is nobody.
NEEDED = frozenset(("name", "role", "organisation"))
#: Columns of other programs that are never shown, so nothing has to be said of them.
NEVER_SHOWN = frozenset(
    ("email", "emailaddress", "mail", "phone", "phonenumber", "mobile", "cell", "address", "url")
)
_STATUSES: Mapping[str, Status] = {
    **{status.value: status for status in Status},
    **dict.fromkeys(("connected", "active", "in contact", "in kontak"), Status.IN_TOUCH),
    **dict.fromkeys(("to reach", "potential", "beplan", "gepland"), Status.PLANNED),
    **dict.fromkeys(("dormant", "stil"), Status.QUIET),
}
_STATUS_AT_END = re.compile(r"\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$")
# How a spreadsheet begins what it works out.
_FORMULA = re.compile(r"[=@]|[+-](?=[A-Za-z(])")


@dataclass
class Notes:
    """What is wrong with the contacts of one file or list: each kind is said once.

    ``file`` is where they are written, for people.
    """

    file: str
    faults: list[Fault] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)

    def say(self, kind: WarningType, what: str, words: str, line: int) -> None:
        """Say what is wrong at a line; how often the same is wrong below is said with the first.

        :param what: tells one kind of trouble from others.
        """
        if what in self._places:
            self._more[what] += 1
            return
        self._places[what] = len(self.faults)
        self.faults.append(Fault(kind, words, Place(self.file, line)))

    def finished(self) -> list[Fault]:
        """All faults."""
        for what, more in self._more.items():
            at = self._places[what]
            one = self.faults[at]
            also = "one more line" if more == 1 else f"{more:,} more lines"
            self.faults[at] = Fault(one.type, f"{one.words} So it is in {also} below.", one.place)
        self._more.clear()
        return self.faults


def contact_of(
    words: Mapping[str, str], docname: str, file: str, line: int, notes: Notes
) -> Contact | None:
    """The contact that words are, by attribute; None if they name nothing.

    :param file: where it is written, relative to the source folder.
    :param notes: collect what is wrong.
    """
    known: dict[str, Any] = {}
    unread: list[tuple[str, str]] = []
    for one in FIELDS:
        text = " ".join(words.get(one.attribute, "").split())
        if not text:
            continue
        _check_formula(one.option, text, line, notes)
        if one.attribute == "status":
            value: Any = _status(text, line, notes)
        elif one.value is Value.DATE:
            value = _date(one.option, text, line, notes)
        else:
            value = text
        if value is None:
            unread.append((one.option, text))
        else:
            known[one.attribute] = value
    if NEEDED.isdisjoint(known):
        if known or unread:
            notes.say(
                WarningType.BAD_CONTACT,
                "nobody",
                "this contact has no name, no role and no organisation, so there is nothing to "
                "show. Write one of them.",
                line,
            )
        return None
    if "branch" not in known:
        notes.say(
            WarningType.BAD_CONTACT,
            "branch",
            "this contact has no 'branch', so it stands with others that have none. Write one, "
            "such as University or Industry.",
            line,
        )
    return Contact(docname, line, file, **known, unread=tuple(unread))


def status_of(words: str) -> Status | None:
    """The status that some words name."""
    return _STATUSES.get(" ".join(words.casefold().replace("-", " ").split()))


def apart(words: str) -> tuple[str, Status | None]:
    """Words without a status in parentheses at their end, and that status."""
    if match := _STATUS_AT_END.search(words):
        status = status_of(match[1])
        if status is not None and match.start():
            return words[: match.start()], status
    return words, None


def nearly_status(words: str) -> str:
    """What to say of words whose last ones are nearly a status; else nothing."""
    match = _STATUS_AT_END.search(words)
    if match is None or not match.start():
        return ""
    offered = did_you_mean(match[1].casefold(), _STATUSES)
    return f"'({match[1][:40]})' is read as words, and not as a status.{offered}" if offered else ""


def check_all(contacts: Iterable[Contact], notes: Notes) -> None:
    """Say what is wrong with contacts together: two alike, too many for a picture."""
    first: dict[tuple[str, ...], int] = {}
    contacts = tuple(contacts)
    for one in contacts:
        who = (one.words, one.name, one.role, one.organisation, one.branch)
        key = tuple(map(str.casefold, who))
        if key in first:
            # What it is called is not repeated: others may read what a build says.
            notes.say(
                WarningType.BAD_CONTACT,
                "alike",
                f"this contact is the same as the one at line {first[key]}. Both are shown. "
                "Delete one, or say how they differ.",
                one.line,
            )
        first.setdefault(key, one.line)
    if len(contacts) > MANY:
        notes.say(
            WarningType.BAD_CONTACT,
            "many",
            f"these are {len(contacts):,} contacts. The picture sums up, and the list below "
            "it has all. Keep those that matter.",
            1,
        )


def _status(text: str, line: int, notes: Notes) -> Status | None:
    status = status_of(text)
    if status is None:
        known = [one.value for one in Status]
        notes.say(
            WarningType.BAD_CONTACT,
            "status",
            f"there is no status {quoted(text)}.{did_you_mean(text.casefold(), known)} Write "
            f"{', '.join(known[:-1])} or {known[-1]}. It is shown as it is written.",
            line,
        )
    return status


def _date(option: str, text: str, line: int, notes: Notes) -> str | None:
    try:
        return read_date(text)
    except ValueError as error:
        notes.say(
            WarningType.BAD_DATE, f"date {option}", f"'{option}' is not a date: {error}.", line
        )
        return None


def _check_formula(option: str, text: str, line: int, notes: Notes) -> None:
    if _FORMULA.match(text):
        notes.say(
            WarningType.BAD_CONTACT,
            "formula",
            f"{option!r} looks like a formula of a spreadsheet. It is shown as it is written. Save "
            "the values only, or delete it.",
            line,
        )


def quoted(words: str) -> str:
    """Words in a message; several may be a name, and others may read what a build says."""
    return repr(words[:60] if len(words.split()) < 2 else f"{words[:3]}…")


def unknown_name(name: str, line: int, notes: Notes) -> None:
    """Say that a column or key means nothing."""
    known = [one.option for one in FIELDS]
    notes.say(
        WarningType.BAD_CONTACT,
        f"unknown {name}",
        f"nothing is called {quoted(name)} here, so what stands there is not read."
        f"{did_you_mean(name.casefold(), known)} Known: {', '.join(known)}.",
        line,
    )
