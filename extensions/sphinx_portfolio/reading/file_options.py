"""The files of an item: each ``:file:``, with the options that belong to it."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..faults import Fault, WarningType
from ..fields import fields_of
from ..files import ArtefactError, find
from ..files.errors import reason
from ..files.inspect import at_page
from ..files.redact import placed
from ..files.redactions import read_redactions
from ..model import PLAYED, Artefact, FileKind, Presentation
from .options import Block, Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..faults import Place
    from .context import Context
    from .values import Values

#: What may stand there again, once for each file.
FILE_GROUP = Group("file", frozenset(one.option for one in fields_of(Presentation)))

_OF_FILES = FILE_GROUP.others | {FILE_GROUP.first}
_ANY = frozenset({"caption", "sha256", "metadata"})
_PICTURE = _ANY | {"alt", "width", "align", "redact"}
#: The options that each kind of file has a use for; others have one for a caption.
_USED = {
    FileKind.IMAGE: _PICTURE,
    FileKind.DRAWING: _PICTURE,
    FileKind.DOCUMENT: _PICTURE | {"page"},
    FileKind.RECORDING: (_PICTURE - {"redact"}) | {"poster", "captions"},
}


@dataclass(frozen=True, slots=True)
class FileDraft:
    """One file: what is known of it, how it is shown, and where its options stand."""

    artefact: Artefact
    shown: Presentation
    places: Mapping[str, Place]


def apart(block: Block) -> None:
    """Give every file of a list a set of options of its own."""
    written = block.options.get("file")
    if written and written.items:
        first, *rest = filter(None, (written.text, *written.items))
        block.options["file"] = dataclasses.replace(written, text=first, items=())
        block.more[:0] = [
            Block({"file": dataclasses.replace(written, text=text, items=())}) for text in rest
        ]


def read_files(sets: list[Values], context: Context) -> list[FileDraft]:
    """The files that can be used.

    :param sets: the values of each set; faults, and words that nothing can hold, go into the first.
    """
    files = []
    for number, values in enumerate(sets, start=1):
        if (draft := _read_file(values, context)) is not None:
            files.append(draft)
        if number > 1:
            sets[0].faults += values.faults
            for option, words in values.unusable.items():
                is_of_file = option.split(" ")[0] in _OF_FILES or option in sets[0].unusable
                sets[0].unusable[f"{option} {number}" if is_of_file else option] = words
    return files


def _read_file(values: Values, context: Context) -> FileDraft | None:
    artefact: Artefact | None = values.known.pop("artefacts", None)
    said = values.of(Presentation)
    for name in said:
        del values.known[name]
    if "redact" in said:
        artefact = _redacted(artefact, said["redact"], values, context)
    if artefact is None:
        for name in said.keys() - {"redact"}:
            # If the file cannot be used, something was said already.
            message = "is about a file, and there is none. Name one in ':file:'."
            message = "" if "file" in values.unusable else message
            _set_aside(values, context, name, said[name], message)
        return None
    if said.get("metadata"):
        artefact = dataclasses.replace(artefact, keeps_metadata=True)
    elif not artefact.redact:
        _check_metadata(artefact, values, context)
    used = _USED.get(artefact.kind, _ANY)
    for name in sorted(said.keys() - used):
        message = f"is of no use for {artefact.path.rpartition('/')[2]!r}, a file of another kind."
        _set_aside(values, context, name, said.pop(name), message)
    artefact = _at_page(artefact, said.get("page", 0), values, context)
    if artefact.kind in PLAYED and not artefact.is_playable:
        values.faults.append(
            Fault(
                WarningType.UNPLAYABLE,
                f"browsers do not play {artefact.path.rpartition('/')[2]!r}. Save it as MP4 "
                "(H.264) or, if it is sound, as MP3. Until then it is offered as a file, if what "
                "it tells of you can be taken out.",
                values.places["file"],
            )
        )
    if artefact.kind is FileKind.RECORDING:
        artefact = _with_poster(artefact, said, values)
    if "sha256" in said:
        _check_digest(artefact, str(said["sha256"]), values, context)
    if artefact.is_pictured and not said.get("alt"):
        values.faults.append(
            Fault(
                WarningType.MISSING_ALT,
                "say in ':alt:' what the picture shows, for those who cannot see it. Until "
                "then the title stands in.",
                values.places["file"],
            )
        )
    return FileDraft(artefact, Presentation(**said), values.places)


def _redacted(
    artefact: Artefact | None, words: str | None, values: Values, context: Context
) -> Artefact | None:
    """The artefact with the places that are blackened; None if not all of that can be done.

    Words that are to be hidden are looked for now, and only where they stand is kept.
    """
    if artefact is None:
        return None
    if words is None:
        _withhold(artefact, values)
        return None
    try:
        redactions = placed(context.srcdir, artefact, read_redactions(words))
    except (OSError, ValueError) as error:
        why = f"{reason(error)} Until then nothing of the file is published."
        values.faults.append(
            Fault(WarningType.BAD_REDACTION, f"':redact:': {why}", values.places["redact"])
        )
        _withhold(artefact, values)
        return None
    return dataclasses.replace(artefact, redact="; ".join(map(str, redactions)))


def _withhold(artefact: Artefact, values: Values) -> None:
    """Keep back a file; its name is shown."""
    values.unusable["file"] = artefact.path
    values.withheld.append(artefact.path)


def _check_metadata(artefact: Artefact, values: Values, context: Context) -> None:
    """Say what a file tells that cannot be taken out of it."""
    carries = find(context.srcdir, artefact.path).carries
    if carries:
        words = (
            f"{artefact.path.rpartition('/')[2]!r} is published as it is, with "
            f"{', '.join(carries)}. If that may be known, write ':metadata: keep' below it."
        )
        values.faults.append(Fault(WarningType.CARRIES_METADATA, words, values.places["file"]))


def _set_aside(values: Values, context: Context, name: str, value: object, message: str) -> None:
    """Show an option that nothing can use among the facts."""
    place = values.places[name]
    values.unusable[name] = context.fill(str(value), place)
    if message:
        words = f"':{name}:' {message} The words are shown among the facts."
        values.faults.append(Fault(WarningType.UNUSED_OPTION, words, place))


def _at_page(artefact: Artefact, page: int, values: Values, context: Context) -> Artefact:
    if not page or artefact.kind is not FileKind.DOCUMENT:
        return artefact
    try:
        return at_page(context.srcdir, artefact, page)
    except ArtefactError as error:
        words = f"':page: {page}': {error} The first page is shown."
        values.faults.append(Fault(WarningType.BAD_FILE, words, values.places["page"]))
        return artefact


def _with_poster(artefact: Artefact, said: dict[str, object], values: Values) -> Artefact:
    """A video with what stands for it: a picture that was named, else one of its own."""
    poster = str(said.get("poster", ""))
    if not poster and find_spec("av") is not None:
        poster = artefact.path
    if not poster:
        values.faults.append(
            Fault(
                WarningType.MISSING_POSTER,
                "name a picture in ':poster:' that stands for the video in cards and on paper. Or "
                "run: pip install av, which lets one be taken from the video.",
                values.places["file"],
            )
        )
    return dataclasses.replace(artefact, poster=poster, captions=str(said.get("captions", "")))


def _check_digest(artefact: Artefact, written: str, values: Values, context: Context) -> None:
    """Say when a file is not the one that its owner wrote the digest of."""
    wanted = written.strip().lower().removeprefix("sha256:").strip()
    name = artefact.path.rpartition("/")[2]
    if not re.fullmatch("[0-9a-f]{64}", wanted):
        words = (
            f"':sha256: {written}' is no SHA-256. It has 64 digits and letters from a to f; "
            f"'sha256sum {name}' prints it."
        )
    else:
        try:
            with context.srcdir.joinpath(artefact.path).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return
        if found == wanted:
            return
        words = (
            f"{name!r} has changed since its ':sha256:' was written; that of the file is now "
            f"{found}. If you changed it on purpose, write the new one."
        )
    values.faults.append(Fault(WarningType.CHANGED_FILE, words, values.places["sha256"]))
