"""Take out of a PDF what acts, with pikepdf. Stands alone, and is run by `bounded`.

It writes a line of JSON, what was taken out; and then the document, if that was anything. Names of
entries, and numbers of sections, are those of ISO 32000-2.
"""

from __future__ import annotations

import io
import json
import re
import sys
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

# Actions (12.6.4) that show something of this document. All others act, those unknown too.
_HARMLESS = {"/GoTo", "/Thread", "/Hide", "/SetOCGState", "/Trans", "/GoToDp", "/ResetForm"}
_TURNS = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/GoBack", "/GoForward"}
_ACTIONS = {
    "/JavaScript": "a script",
    "/Launch": "a program that it would start",
    "/GoToR": "a link to another file",
    "/GoToE": "a link to an attached file",
    "/ImportData": "a command to read a file",
    "/SubmitForm": "a command to send what is filled in",
    "/Named": "a command to the program that shows it",
    "/URI": "a link that does not lead to the web",
    "/Sound": "a sound",
    "/Movie": "a film",
    "/Rendition": "a film or a sound",
    "/GoTo3DView": "a model in three dimensions",
    "/RichMediaExecute": "a film, a game or a model",
}
_UNKNOWN_ACTION = "a command that nobody knows"
_ANNOTATIONS = {
    "/FileAttachment": "an attached file",
    "/RichMedia": "a film, a game or a model",
    "/3D": "a model in three dimensions",
    "/Screen": "a film or a sound",
    "/Movie": "a film",
    "/Sound": "a sound",
}
#: Name trees of the document (7.7.4).
_TREES = {
    "/JavaScript": "a script",
    "/EmbeddedFiles": "an attached file",
    "/Renditions": "a film or a sound",
    "/AlternatePresentations": "a slide show",
}
_FORM = "a form that only Adobe Reader shows (XFA)"
_SIGNATURE = "its digital signature"
_ELSEWHERE = "a part that lies in another file"
# Addresses of the web; and those without a scheme, which is not a port or another computer.
_WEB = re.compile(
    r"(?:https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:(?!\d+(?:/|$)))(?![\\/]{2})", re.IGNORECASE
)
# Names of attached files that are told one by one.
_TOLD = 10


# -- what acts


class Cleaner:
    """Takes out what acts, and remembers what that was."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.removed: dict[str, None] = {}
        self.files: dict[str, None] = {}

    def clean(self) -> tuple[str, ...]:
        """Take all out; in words, what it was."""
        holders = list(dictionaries(self.pdf.trailer))
        for holder in holders:
            for step in (self.files_in, self.actions_of, self.annotations_of, self.elsewhere):
                step(holder)
        self.document()
        if self.files or self.removed:
            for holder in holders:
                self.signature(holder)
            root = self.pdf.Root
            if Name.Perms in root:  # it allows changes of the bytes that were signed
                del root[Name.Perms]
                self.say(_SIGNATURE)
        return (*self.removed, *self.named_files())

    def is_signed(self) -> bool:
        """Whether a signature stands for these very bytes."""
        signed = any(_is_signature(holder) for holder in dictionaries(self.pdf.trailer))
        return signed or Name.Perms in self.pdf.Root

    def say(self, what: str) -> None:
        """Remember what was taken out."""
        self.removed[what] = None

    def named_files(self) -> Iterator[str]:
        """The attached files, in words."""
        names = [name for name in self.files if name]
        yield from (f"the attached file {name!r}" for name in names[:_TOLD])
        if len(names) > _TOLD:
            yield f"{len(names) - _TOLD} more attached files"
        if self.files and not names:
            yield "an attached file"

    def files_in(self, holder: Object) -> None:
        """Embedded files (7.11.4); those that say how a formula is read aloud may stay."""
        if _has_files(entry(holder, "/AF")) and not _is_formula(holder):
            del holder[Name.AF]
        inner = entry(holder, "/EF")
        if isinstance(inner, Dictionary):
            if all(_is_mathml(stream) for stream in values(inner)):
                return
            self.files[_file_name(holder)] = None
            for key in (Name.EF, Name.RF):
                if key in holder:
                    del holder[key]

    def actions_of(self, holder: Object) -> None:
        """Actions (12.6), wherever one can hang."""
        for key in ("/A", "/OpenAction", "/PA"):
            self.action(holder, key)
        if _action_type(holder):
            self.following(holder)
        more = entry(holder, "/AA")
        if isinstance(more, Dictionary):
            for key in list(more.keys()):
                self.action(more, key)
            if not more.keys():
                del holder[Name.AA]

    def action(self, holder: Object, key: str) -> None:
        """Take out an action that would do harm."""
        what = _danger(entry(holder, key))
        if what:
            self.say(what)
            del holder[Name(key)]

    def following(self, action: Object) -> None:
        """Actions that come after another one: a single one or an array."""
        following = entry(action, "/Next")
        if not isinstance(following, Array):
            self.action(action, "/Next")
            return
        dangers = [_danger(item) for item in following]
        for what in filter(None, dangers):
            self.say(what)
        if any(dangers):
            kept = [item for item, what in zip(following, dangers, strict=True) if not what]
            action[Name.Next] = Array(kept)

    def annotations_of(self, holder: Object) -> None:
        """Annotations (12.5.6) that are nothing but what they hold."""
        notes = entry(holder, "/Annots")
        if not isinstance(notes, Array):
            return
        kept = []
        for note in notes:
            kind = name_of(entry(note, "/Subtype"))
            if kind not in _ANNOTATIONS:
                kept.append(note)
            elif kind == "/FileAttachment":
                self.files.setdefault(_file_name(entry(note, "/FS")))
            else:
                self.say(_ANNOTATIONS[kind])
            if kind in _ANNOTATIONS:
                for key in list(note.keys()):  # the outline of tags may still name it
                    del note[key]
        if len(kept) < len(notes):
            holder[Name.Annots] = Array(kept)

    def elsewhere(self, holder: Object) -> None:
        """Data and pages that a reader would fetch from other files (7.3.8.2, 8.10.4, 14.11.7)."""
        keys = ["/F"] if isinstance(holder, Stream) else []
        keys += [key for key in ("/Ref", "/OPI") if name_of(entry(holder, "/Subtype")) == "/Form"]
        for key in keys:
            if key in holder:
                del holder[key]
                self.say(_ELSEWHERE)

    def document(self) -> None:
        """What hangs on the document itself."""
        root = self.pdf.Root
        names = entry(root, "/Names")
        for key, what in _TREES.items():
            tree = entry(names, key)
            if names is not None and any(entry(tree, k) for k in ("/Names", "/Kids")):
                if key == "/EmbeddedFiles":
                    self.files.setdefault("")
                else:
                    self.say(what)
                del names[Name(key)]
        if self.files and Name.Collection in root:
            del root[Name.Collection]
        form = entry(root, "/AcroForm")
        if isinstance(form, Dictionary) and Name.XFA in form:
            self.say(_FORM)
            del form[Name.XFA]
            if Name.NeedsRendering in root:
                del root[Name.NeedsRendering]

    def signature(self, holder: Object) -> None:
        """A signature (12.8) of bytes that changed; what it shows stays, and cannot be signed."""
        if _is_signature(holder):
            del holder[Name.V]
            holder[Name.Ff] = 1  # read-only
            self.say(_SIGNATURE)


def _is_signature(holder: Object) -> bool:
    """Whether this is a field that was signed (12.8)."""
    return isinstance(entry(entry(holder, "/V"), "/ByteRange"), Array)


def _danger(action: Object | None) -> str:
    """What an action would do, in words; empty if that is harmless, or it is none."""
    kind = _action_type(action)
    if kind in _HARMLESS or not kind:
        return ""
    if kind == "/Named" and name_of(entry(action, "/N")) in _TURNS:
        return ""
    if kind == "/URI" and _WEB.match(re.sub(r"[\x00-\x20\x7f]", "", str(entry(action, "/URI")))):
        return ""
    return _ACTIONS.get(kind, _UNKNOWN_ACTION)


def _action_type(action: Object | None) -> str:
    """The type of an action; a script is one whatever it says."""
    kind = name_of(entry(action, "/S"))
    return kind or ("/JavaScript" if entry(action, "/JS") is not None else "")


def _has_files(value: Object | None) -> bool:
    """Whether these are associated files (14.13), and no resource of that name."""
    items = list(value) if isinstance(value, Array) else [value]
    return any(entry(item, key) is not None for item in items for key in ("/EF", "/UF"))


def _is_formula(element: Object) -> bool:
    """Whether this is an element of the outline of tags (14.7.2)."""
    return entry(element, "/P") is not None and bool(name_of(entry(element, "/S")))


def _is_mathml(stream: Object) -> bool:
    return name_of(entry(stream, "/Subtype")) == "/application/mathml+xml"


def _file_name(specification: Object | None) -> str:
    """What a file specification (7.11.3) says the file is called, if it does."""
    if isinstance(specification, pikepdf.String):
        return _printable(str(specification))
    for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac"):
        name = entry(specification, key)
        if isinstance(name, pikepdf.String) and str(name):
            return _printable(str(name))
    return ""


def _printable(name: str) -> str:
    name = re.split(r"[\\/]", name)[-1]
    return "".join(letter for letter in name if letter.isprintable())[:100]


# -- objects


def entry(holder: Object | None, key: str) -> Object | None:
    """An entry, if this has entries at all."""
    return holder.get(key) if isinstance(holder, (Dictionary, Stream)) else None


def name_of(value: Object | None) -> str:
    """A name as text; empty if it is none."""
    return str(value) if isinstance(value, Name) else ""


def values(holder: Object | None) -> list[Object]:
    """All entries, which pikepdf before 10.2 does not tell without their keys."""
    return [v for _, v in holder.items()] if isinstance(holder, (Dictionary, Stream)) else []


def dictionaries(start: Object) -> Iterator[Object]:
    """All dictionaries and streams that can be reached, each once."""
    seen: set[tuple[int, int]] = set()
    waiting = [start]
    while waiting:
        item = waiting.pop()
        if item.is_indirect:
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        if isinstance(item, Array):
            inner = list(item)
        else:
            inner = values(item)
            yield item
        waiting += (value for value in inner if isinstance(value, (Array, Dictionary, Stream)))


def main() -> None:
    """Read the document, and write it without what acts."""
    out = io.BytesIO()
    try:
        with Pdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
            removed = Cleaner(pdf).clean()
            if removed:
                pdf.save(out, deterministic_id=True)  # no clock, no random number
    except MemoryError:
        raise
    except Exception as error:  # a broken file can make the library raise anything
        raise ValueError("it is broken. Save or download it again.") from error
    sys.stdout.buffer.write(json.dumps(removed).encode() + b"\n" + out.getvalue())


if __name__ == "__main__":
    main()
