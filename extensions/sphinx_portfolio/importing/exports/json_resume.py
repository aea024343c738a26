"""A JSON Resume becomes a portfolio; `json_resume_keys` says what is read of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...encodings import decode
from ...model import KINDS, Profile
from ...reading.characters import clean
from ...tables import folded
from ..opening import read_file
from ..project import Concern
from .about import About
from .archives import LARGEST, ExportError
from .items import MOST_ENTRIES, Entry, Item, Reader, plain
from .json_resume_keys import (
    BASICS,
    LISTS,
    LOCATION,
    PROFILE,
    REFERENCES,
    SECTIONS,
    SILENT,
)
from .json_values import Object, object_of, objects_of, parsed, several, text, words
from .pages import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ...writing.plain_words import Block
    from ..project import Project
    from .json_resume_keys import Keys, Meanings, Words

#: A longer reference is no title.
_LONGEST_TITLE = 120
_KINDS = {label.casefold(): kind for kind, label in KINDS.items()}
_BASICS = "basics"
_REFERENCES = ("references", "recommendations")


def is_resume(document: object) -> bool:
    """Whether a JSON document is a résumé, by its keys."""
    if not isinstance(document, dict):
        return False
    names = {folded(name) for one in (*SECTIONS, *LISTS) for name in one.names}
    found = names.intersection(map(folded, document))
    return isinstance(document.get(_BASICS), dict) or len(found) > 1


def read(path: Path) -> Project:
    """The portfolio in a ``resume.json``.

    :raises ExportError: if it cannot be read, or is none.
    """
    try:
        data = read_file(path, LARGEST)
    except OSError as error:
        raise ExportError(f"it cannot be read: {error.strerror or error}.") from error
    return project_of(data, path.name)


def project_of(data: bytes, file: str) -> Project:
    """The portfolio in the bytes of a ``resume.json``.

    :raises ExportError: as `read`.
    """
    decoded = decode(data)
    try:
        document = parsed(decoded.text)
    except ValueError as error:
        raise ExportError(str(error)) from error
    if not isinstance(document, dict) or not is_resume(document):
        raise ExportError("it is no JSON Resume: it has no 'basics', and no list such as 'work'.")
    source = _Source(decoded.text, document, Reader(file))
    if decoded.fault:
        source.reader.tell(Concern.FILE, 0, decoded.fault)
    return source.project()


@dataclass
class _Source:
    """A résumé on its way to a project."""

    text: str
    document: Mapping[str, object]
    reader: Reader

    def project(self) -> Project:
        about = self.about()
        sections = [Section(keys.page, keys.heading, list(self.items(keys))) for keys in SECTIONS]
        said = Section("testimonials", "Testimonials", list(self.references()))
        lists = {one.heading: list(self.list_of(one)) for one in LISTS}
        self.tell_of_rest()
        return about.project([*sections, said], lists, self.reader.findings)

    def objects(self, names: Sequence[str], meanings: Meanings) -> Iterator[Object]:
        """The entries of the lists that are called so."""
        known = set(map(folded, names))
        for key in self.document:
            if folded(key) not in known:
                continue
            found = objects_of(self.text, self.document, key, meanings)
            if len(found) > MOST_ENTRIES:
                said = f"{key!r} has more than {MOST_ENTRIES:,} entries. The rest is not read."
                self.reader.tell(Concern.UNREAD, found[MOST_ENTRIES].line, said)
            for one in found[:MOST_ENTRIES]:
                self.tell_of_unknown(one, key)
                yield one

    # -- what is read

    def items(self, keys: Keys) -> Iterator[Item]:
        for one in self.objects(keys.names, keys.meanings):
            yield self.item(keys, one)

    def item(self, keys: Keys, one: Object) -> Item:
        title, issuer = words(one["title"]), words(one["issuer"])
        if degree := words(one["degree"]):
            title = f"{degree}, {title}" if title else degree
        entry = Entry(
            line=one.line,
            kind=keys.kind,
            title=title or issuer,
            issuer=issuer,
            start=words(one["start"]),
            end="" if one["current"] is True else words(one["end"]),
            goes_on=keys.goes_on,
            expires=words(one["expires"]),
            credential_id=words(one["credential_id"]),
            url=words(one["url"]),
            skills=several(one["skills"]),
            texts=list(_texts(keys, one)),
        )
        kind = _KINDS.get(words(one["type"]).strip().casefold())
        if kind:
            entry = replace(entry, kind=kind, texts=list(_texts(keys, one, without="type")))
        return self.reader.item(entry)

    def references(self) -> Iterator[Item]:
        """What others said, without their names, which are theirs to publish."""
        for one in self.objects(_REFERENCES, REFERENCES):
            entry, who = _reference(one), plain(words(one["who"]))
            if entry.title:
                yield self.reader.item(entry)
                said = (
                    "the name that stands with this reference is not shown. If it is that of a "
                    "person, ask them first; then write it into the title of the evidence, or "
                    "after ':issuer:'."
                )
            else:
                said = "this reference has no text, so it is left out."
            if who and who != entry.title:
                self.reader.tell(Concern.PERSONAL, one.line, said, who)

    def list_of(self, keys: Words) -> Iterator[str]:
        for one in self.objects(keys.names, keys.meanings):
            title, level = plain(words(one["title"])), plain(words(one["level"]))
            more = plain(", ".join(filter(None, several(one["more"]))))
            title = f"{title} ({level})" if title and level else title or level
            if title or more:
                yield ": ".join(filter(None, (title, more)))

    def about(self) -> About:
        basics = object_of(self.document.get(_BASICS) or {}, BASICS)
        self.tell_of_unknown(basics, _BASICS)
        named = plain(words(basics["name"]))
        summary = clean(_paragraphs(basics["summary"]), "")[0]
        headline = plain(words(basics["headline"]))
        self.reader.look_through(0, f"{headline}\n{summary}")
        return About(
            name=named or plain(f"{words(basics['first'])} {words(basics['last'])}"),
            headline=headline,
            summary=summary,
            url=self.reader.address(words(basics["url"]), 0),
            profiles=list(self.profiles(basics["profiles"])),
            private={
                "email": plain(words(basics["email"])),
                "phone": plain(words(basics["phone"])),
                "location": _place(basics["location"]),
            },
        )

    def profiles(self, value: object) -> Iterator[Profile]:
        for one in value if isinstance(value, list) else [value]:
            found = object_of(one or {}, PROFILE)
            network = plain(words(found["network"]))
            url = self.reader.address(words(found["url"]), 0)
            if url:
                yield Profile(network or "Website", url)
            elif network:
                said = "this profile has no address, so nothing can lead there. It is left out."
                who = " ".join(filter(None, (network, words(found["username"]))))
                self.reader.tell(Concern.LEFT_OUT, 0, said, who)

    # -- what is not

    def tell_of_unknown(self, one: Object, key: str) -> None:
        for name, value in one.unknown(_CLOSED if key == _BASICS else ()):
            said = f"{name!r} in {key!r} means nothing in a JSON Resume, so it is left out."
            self.reader.tell(Concern.LEFT_OUT, one.line, said, value)

    def tell_of_rest(self) -> None:
        known = {folded(name) for one in (*SECTIONS, *LISTS) for name in one.names}
        known.update(map(folded, (_BASICS, *_REFERENCES, *SILENT)))
        for key in self.document:
            if folded(key) not in known:
                said = "this means nothing in a JSON Resume, so it is left out."
                self.reader.tell(Concern.LEFT_OUT, 0, said, key)


#: Of what stands here nobody is told: it is private, or a picture on another site.
_CLOSED = ("birth", "birthDate", "dateOfBirth", "address", "postalCode", "image", "picture")


def _texts(keys: Keys, one: Object, without: str = "") -> Iterator[Block]:
    for meaning in keys.texts:
        value = one[meaning]
        if meaning == "place":
            value = _place(value)
        label = keys.labels.get(meaning, "")
        if meaning == without or not words(value):
            continue
        if label and isinstance(value, list):
            yield f"{label}:"
        yield f"{label}: {words(value)}" if label and not isinstance(value, list) else text(value)


def _place(value: object) -> str:
    """A town and country, of which neither street nor code is read."""
    if not isinstance(value, dict):
        return plain(words(value))
    place = object_of(value, LOCATION)
    parts = (plain(words(place[meaning])) for meaning in LOCATION)
    return ", ".join(filter(None, parts))


def _paragraphs(value: object) -> str:
    return "\n\n".join(map(words, value)) if isinstance(value, list) else words(value)


def _reference(one: Object) -> Entry:
    """What somebody said; a few words are a title."""
    said, role = words(one["text"]).strip(), plain(words(one["role"]))
    who, issuer = plain(words(one["who"])), plain(words(one["issuer"]))
    is_title = len(said) <= _LONGEST_TITLE and "\n" not in said
    by = role or who.partition(", ")[2] or issuer
    title = said if is_title else f"Reference: {by}" if by else "Reference"
    return Entry(
        line=one.line,
        kind="testimony",
        title=title,
        issuer=issuer,
        start=words(one["start"]),
        texts=() if is_title else (said,),
        is_quoted=True,
    )
