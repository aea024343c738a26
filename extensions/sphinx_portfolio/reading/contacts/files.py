"""Find and read the file of contacts. Nothing of it is ever published."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ...encodings import decode
from ...faults import Fault, WarningType
from ...files import ArtefactError
from ...files.errors import reason
from ...files.inspect import located
from ...suggest import similar_file
from ..characters import clean
from ..readers import FILE_FAULTS
from .table import read_contacts_table
from .written import Notes, check_all
from .yaml_file import YamlContactsError, read_contacts_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ...contacts import Contact

    Reader = Callable[[str, str, str, Notes], Iterator[Contact]]

_READERS: dict[str, Reader] = {
    ".csv": read_contacts_table,
    ".tsv": read_contacts_table,
    ".yaml": read_contacts_yaml,
    ".yml": read_contacts_yaml,
}
#: How the name of such a file can end.
ENDINGS = tuple(_READERS)
#: The most bytes that it may have.
MAX_BYTES = 5_000_000


class ContactsError(ValueError):
    """A file of which nothing can be read; ``str()`` says why and what to do.

    ``line`` counts from 1, or is 0 where the file itself is not what it should be.
    """

    def __init__(self, kind: WarningType, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.kind = kind
        self.line = line


def within(srcdir: Path, path: str) -> Path:
    """The file of contacts at ``path``, which is relative to the source folder.

    :raises ContactsError: if it is no such file, missing, outside the source folder or too large.
    """
    if PurePosixPath(path).suffix.lower() not in _READERS:
        raise ContactsError(
            WarningType.BAD_FILE,
            f"contacts cannot stand in a file that ends in {PurePosixPath(path).suffix!r}, but in "
            f"{', '.join(ENDINGS)}.{similar_file(srcdir / path, endings=ENDINGS)}",
        )
    try:
        real = located(srcdir, path)
        size = real.stat().st_size
    except ArtefactError as error:
        raise ContactsError(FILE_FAULTS[error.fault], str(error)) from error
    except OSError as error:
        raise ContactsError(WarningType.MISSING_FILE, reason(error)) from error
    if size > MAX_BYTES:
        raise ContactsError(
            WarningType.BAD_FILE,
            f"it is larger than {MAX_BYTES // 1_000_000} MB. Keep only the contacts that matter.",
        )
    return real


def from_file(srcdir: Path, path: str, docname: str) -> tuple[tuple[Contact, ...], list[Fault]]:
    """The contacts of a file, in its order, and what is wrong with them.

    :param docname: the page that shows them.
    :raises ContactsError: as `within`; also if nothing of it can be read.
    """
    real = within(srcdir, path)
    try:
        decoded = decode(real.read_bytes())
    except OSError as error:
        raise ContactsError(
            WarningType.MISSING_FILE, f"it cannot be read ({error.strerror})."
        ) from error
    place = str(srcdir / path)
    text, faults = clean(decoded.text, place)
    notes = Notes(place)
    if decoded.fault:
        notes.say(WarningType.ENCODING, "encoding", decoded.fault, 1)
    notes.faults += faults[:1]
    read = _READERS[PurePosixPath(path).suffix.lower()]
    try:
        contacts = tuple(read(text, docname, path, notes))
    except YamlContactsError as error:
        raise ContactsError(WarningType.BAD_CONTACT, str(error), error.line) from error
    if not contacts and not notes.faults:
        notes.say(WarningType.BAD_CONTACT, "none", "it holds no contact. Add one.", 1)
    check_all(contacts, notes)
    return contacts, notes.finished()
