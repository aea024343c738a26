"""A reader for each kind of value: from what is written after an option to what it says."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..dates import read_date, read_span
from ..faults import Fault, WarningType
from ..fields import Value
from ..files import ArtefactError, find
from ..files import Fault as FileFault
from ..files.captions import read_captions
from ..files.errors import without
from ..files.inspect import spellings
from ..files.redactions import read_redactions
from ..model import PICTURES, SIDES, FileKind, is_web_address
from ..names import is_name, slug
from ..selection import FORMS, SORTS
from ..suggest import nearest
from .plain_value import hashtags, is_on_disk, linked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..fields import Field
    from ..files.inspect import Found
    from ..model import Artefact
    from .context import Context
    from .options import Written

FILE_FAULTS = {
    FileFault.MISSING: WarningType.MISSING_FILE,
    FileFault.OUTSIDE: WarningType.FILE_OUTSIDE,
    FileFault.BAD: WarningType.BAD_FILE,
    FileFault.UNSAFE: WarningType.UNSAFE_FILE,
    FileFault.NEEDS: WarningType.MISSING_PACKAGE,
    FileFault.KEPT_BACK: WarningType.BAD_REDACTION,
}
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)\s*(%|px|em|rem|ex|ch|cm|mm|in|pt|pc)?")
_CLASS = re.compile(r"-?[a-z][a-z0-9-]*")
_COMMA, _SEMICOLON = "[,，、،]", "[;；؛]"


class UnusableError(ValueError):
    """A value that no record can hold; ``str()`` says why and what to do."""

    def __init__(self, kind: WarningType, words: str) -> None:
        super().__init__(words)
        self.kind = kind


@dataclass(slots=True)
class Reading:
    """One option on its way to a value; ``left_over`` are words that are shown beside it."""

    written: Written
    declared: Field
    context: Context
    faults: list[Fault]
    left_over: list[str] = field(default_factory=list)

    def report(self, kind: WarningType, words: str) -> None:
        """Say what is wrong with the option."""
        self.faults.append(Fault(kind, words, self.written.place))

    @property
    def text(self) -> str:
        """The value as it was written, in one line."""
        return self.written.text

    @property
    def shown(self) -> str:
        """The option as messages name it."""
        return f"':{self.declared.option}: {self.text}'"

    def unlink(self) -> None:
        """Take the address out of a link of Markdown, and say so."""
        if address := linked(self.text):
            shown, self.written = self.shown, dataclasses.replace(self.written, text=address)
            self.report(
                WarningType.OPTION_FORM,
                f"{shown} is a link as Markdown writes it. Write the address alone: {self.shown}.",
            )

    def words(self) -> tuple[str, ...]:
        """The words of a list, each once."""
        found = [*self._split(), *self.written.items]
        return tuple(dict.fromkeys(filter(None, (word.strip() for word in found))))

    def _split(self) -> list[str]:
        text = self.text.strip()
        if text.startswith("[") and text.endswith("]") and "[" not in text[1:]:
            text = text[1:-1]
        if re.search(_SEMICOLON, text):
            self.report(
                WarningType.OPTION_FORM,
                f"the words after ':{self.declared.option}:' have semicolons between them. They "
                "are read one by one; write commas.",
            )
            return _split_at(f"(?:{_COMMA}|{_SEMICOLON})", text)
        return _split_at(_COMMA, text)


def _split_at(separator: str, text: str) -> list[str]:
    """The parts of a list; one in double quotation marks may hold the separator."""
    parts = re.findall(rf'\s*("[^"]*"(?=\s*(?:{separator}|$))|.*?)\s*(?:{separator}|$)', text)
    return [p[1:-1] if len(p) > 1 and p[0] == p[-1] == '"' else p for p in parts]


# -- a reader for each kind of value


def _text(reading: Reading) -> str:
    return reading.text


def _name(reading: Reading) -> str:
    """The name in small letters; words that cannot be one make one, if they have a letter."""
    if is_name(reading.text):
        return reading.text.lower()
    made = slug(reading.text)
    reading.report(
        WarningType.BAD_NAME,
        f"{reading.shown} cannot be a name: use letters, digits and hyphens. "
        + (f"It is called {made!r} for now." if made else "It has none for now."),
    )
    return made


def _names(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in reading.words()))


def _words(reading: Reading) -> tuple[str, ...]:
    return reading.words()


def _skills(reading: Reading) -> tuple[str, ...]:
    """The words for skills that hold at least a letter or digit."""
    catalogue = reading.context.settings.catalogue
    skills = []
    tags = hashtags(reading.text)
    if tags:
        reading.report(
            WarningType.OPTION_FORM,
            f"skills are written without '#': ':skills: {', '.join(tags)}'. They are read so.",
        )
    for words in tags or reading.words():
        if not slug(words):
            reading.left_over.append(words)
            reading.report(
                WarningType.BAD_SKILL,
                f"the skill {words!r} has no letter and no digit, so nothing can link to it. "
                "It is shown as it is written.",
            )
            continue
        skills.append(words)
        if not catalogue.holds(catalogue.read(words)[0]):
            reading.report(
                WarningType.UNKNOWN_SKILL,
                f"no skill of the catalogue is called {words!r}."
                f"{nearest(slug(words), catalogue.words)} It is shown as it is written.",
            )
    return tuple(skills)


def _kind(reading: Reading) -> str:
    """The kind, as written if it is not a known one."""
    kinds = reading.context.settings.kinds
    kind = reading.text.lower()
    if kind not in kinds:
        reading.report(
            WarningType.UNKNOWN_KIND,
            f"there is no kind {reading.text!r}.{nearest(kind, kinds)} Kinds of your own go into "
            "'portfolio_kinds' in conf.py.",
        )
        return reading.text
    return kind


def _model(reading: Reading) -> str:
    """The id of a reflection model; STAR if there is none of that name."""
    models = reading.context.settings.models
    written = reading.text.lower()
    if written not in models:
        reading.report(
            WarningType.UNKNOWN_MODEL,
            f"there is no reflection model {reading.text!r}.{nearest(written, models)} It is read "
            "as STAR for now.",
        )
        return "star"
    return written


def _date(reading: Reading) -> str:
    return _dated(reading, read_date)


def _span(reading: Reading) -> str:
    return _dated(reading, read_span)


def _dated(reading: Reading, read: Callable[[str], str]) -> str:
    try:
        return read(reading.text)
    except ValueError as error:
        raise UnusableError(
            WarningType.BAD_DATE, f"{reading.shown} is not a date: {error}."
        ) from error


def _address(reading: Reading) -> str:
    reading.unlink()
    address = reading.text
    if address.startswith("<") and address.endswith(">"):
        address = address[1:-1]  # as Markdown writes it
    if not is_web_address(address):
        raise UnusableError(
            WarningType.BAD_URL,
            f"{reading.shown} is not an address to link to. Write it in full, like "
            "https://example.org/page.",
        )
    return address


def _file(reading: Reading) -> Artefact:
    return _found(reading).artefact


def _found(reading: Reading) -> Found:
    """A file in the owner's folder, with a word about what its published copy does without."""
    reading.unlink()
    if is_web_address(reading.text):
        option = reading.declared.option
        elsewhere = " An address goes into ':url:'." if option == "file" else ""
        raise UnusableError(
            WarningType.BAD_FILE, f"':{option}:' takes a file in your own folder.{elsewhere}"
        )
    try:
        found = _look(reading)
    except ArtefactError as error:
        if error.fault is FileFault.MISSING and is_on_disk(reading.text):
            raise UnusableError(
                WarningType.FILE_OUTSIDE,
                f"{reading.shown}: that is a place on your own disk, where no reader can look. "
                "Copy the file into the folder of your pages, and name it from there.",
            ) from error
        words = f"{reading.shown}: {error}"
        if error.fault is FileFault.MISSING and re.search("[,;]", reading.text):
            words += " For several files, write ':file:' again for each."
        raise UnusableError(FILE_FAULTS[error.fault], words) from error
    if found.removed:
        drawing = found.artefact.kind is FileKind.DRAWING
        kind = WarningType.UNSAFE_SVG if drawing else WarningType.UNSAFE_FILE
        reading.report(kind, f"{reading.shown}: {without(found.removed)}")
    return found


def _look(reading: Reading) -> Found:
    """The file under the name as it is written, or else as addresses are written."""
    context = reading.context
    fault: ArtefactError | None = None
    for name in spellings(reading.text):
        path = context.localised(context.path(name))
        try:
            found = find(context.srcdir, path)
        except ArtefactError as error:
            if error.fault is not FileFault.OUTSIDE:
                # The page is read again when the file comes or is mended.
                context.files.append(path)
            if fault is None or error.fault is not FileFault.MISSING:
                fault = error
        else:
            context.files.append(path)
            return found
    assert fault is not None
    raise fault


def _picture(reading: Reading) -> str:
    """A file that can stand for another: a picture."""
    artefact = _found(reading).artefact
    if artefact.kind not in PICTURES:
        raise UnusableError(
            WarningType.BAD_FILE, f"{reading.shown} is no picture. Save it as JPEG or PNG."
        )
    return artefact.path


def _captions(reading: Reading) -> str:
    """Subtitles."""
    artefact = _found(reading).artefact
    try:
        read_captions(reading.context.srcdir.joinpath(artefact.path).read_bytes())
    except (OSError, ValueError) as error:
        raise UnusableError(WarningType.BAD_FILE, f"{reading.shown}: {error}") from error
    return artefact.path


def _flag(reading: Reading) -> bool:
    written = reading.text.lower()
    if written not in {"", "yes", "true", "no", "false"}:
        reading.left_over.append(reading.text)
        reading.report(
            WarningType.OPTION_FORM,
            f"{reading.shown}: nothing stands after ':{reading.declared.option}:', or 'no'. It is "
            "read as 'yes', and your words are shown.",
        )
    return written not in {"no", "false"}


def _number(reading: Reading) -> int:
    """A whole number; ``all`` is 0."""
    written = reading.text.lower()
    if written == "all":
        return 0
    if written.isascii() and written.isdigit() and 0 < len(written) < 7 and int(written):
        return int(written)
    raise UnusableError(
        WarningType.BAD_LIMIT,
        f"{reading.shown} is not a number. Write a whole number, like 12, or 'all'.",
    )


def _page(reading: Reading) -> int:
    """The number of a page, from 1."""
    text = reading.text
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text):
        return int(text)
    raise UnusableError(
        WarningType.BAD_FILE, f"{reading.shown} is not the number of a page. Write one like 2."
    )


def _width(reading: Reading) -> str:
    match = _WIDTH.fullmatch(reading.text)
    if not match:
        raise UnusableError(
            WarningType.BAD_WIDTH,
            f"{reading.shown} is not a width. Write it as 80% or 300px.",
        )
    return f"{match[1]}{match[2] or 'px'}"


def _side(reading: Reading) -> str:
    side = reading.text.lower()
    if side not in SIDES:
        raise UnusableError(
            WarningType.BAD_ALIGN,
            f"{reading.shown} is not a place. Write left, center or right.{nearest(side, SIDES)}",
        )
    return side


def _redact(reading: Reading) -> str:
    """What is to be blackened. It may hold what nobody should see, so nothing repeats it."""
    try:
        read_redactions(reading.text)
    except ValueError as error:
        why = str(error)
        rest = reading.text.lower().replace("px", "").replace("page", "")
        if any(letter.isalpha() or letter in "\"'“„«" for letter in rest):
            why = "write left, top, width and height, or text and words between quotation marks."
        raise UnusableError(
            WarningType.BAD_REDACTION,
            f"':redact:' cannot be read: {why} Until then nothing of the file is published.",
        ) from error
    return reading.text


def _keep(reading: Reading) -> bool:
    if reading.text.lower() == "keep":
        return True
    raise UnusableError(
        WarningType.OPTION_FORM,
        f"{reading.shown}: only 'keep' can stand here. Without it, what the file tells of you is "
        "taken out.",
    )


def _order(reading: Reading) -> str:
    return _one_of(SORTS, "order", reading)


def _form(reading: Reading) -> str:
    return _one_of(FORMS, "form", reading)


def _one_of(known: Sequence[str], what: str, reading: Reading) -> str:
    written = reading.text.lower()
    if written not in known:
        message = f"{reading.shown} is no {what}.{nearest(written, known)}"
        raise UnusableError(WarningType.UNKNOWN_FILTER, message)
    return written


def _pages(reading: Reading) -> tuple[str, ...]:
    return tuple(map(reading.context.page, reading.words()))


def _folders(reading: Reading) -> tuple[str, ...]:
    return tuple(map(reading.context.folder, reading.words()))


def _classes(reading: Reading) -> tuple[str, ...]:
    words = " ".join(reading.words()).split()
    classes = [re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") for word in words]
    bad = [word for word, made in zip(words, classes, strict=True) if not _CLASS.fullmatch(made)]
    if bad:
        reading.report(
            WarningType.OPTION_FORM,
            f"{bad[0]!r} cannot be a CSS class. Use letters from a to z, digits and hyphens.",
        )
    return tuple(made for made in classes if _CLASS.fullmatch(made))


READERS: Mapping[Value, Callable[[Reading], Any]] = {
    Value.TEXT: _text,
    Value.CODE: _text,
    Value.MARKUP: _text,
    Value.NAME: _name,
    Value.NAMES: _names,
    Value.KINDS: _names,
    Value.WORDS: _words,
    Value.SKILLS: _skills,
    Value.KIND: _kind,
    Value.MODEL: _model,
    Value.DATE: _date,
    Value.SPAN: _span,
    Value.ADDRESS: _address,
    Value.FILE: _file,
    Value.PICTURE: _picture,
    Value.CAPTIONS: _captions,
    Value.FLAG: _flag,
    Value.NUMBER: _number,
    Value.PAGE: _page,
    Value.WIDTH: _width,
    Value.SIDE: _side,
    Value.REDACT: _redact,
    Value.KEEP: _keep,
    Value.ORDER: _order,
    Value.FORM: _form,
    Value.PAGES: _pages,
    Value.FOLDERS: _folders,
    Value.CLASSES: _classes,
}
