"""LinkedIn's data export becomes a portfolio: certificates, work, education, what others said.

What is read stands in `linkedin_tables`. A recommendation is shown only if it is on the profile,
and without the name of the person who wrote it: that is theirs to publish.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...model import Profile
from ...reading.characters import clean
from ...tables import Row, Table, folded, read_table
from ..project import Concern
from .about import About
from .archives import ExportError, open_export
from .items import MOST_ENTRIES, Entry, Reader, plain
from .linkedin_tables import (
    ITEMS,
    LANGUAGES,
    PROFILE,
    RECOMMENDATIONS,
    SKILLS,
    SUMMARY,
    table_of,
)
from .pages import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..project import Finding, Project
    from .archives import Export
    from .items import Item
    from .linkedin_tables import Columns, Items

#: "[PORTFOLIO:https://example.org]", one after the other.
_SITE = re.compile(r"\[([^\[\]:]*):([^\[\]]*)\]")
_HANDLE = re.compile(r"@?(\w{1,15})", re.ASCII)
_MOST_NAMES = 200


def is_export(names: Iterable[str]) -> bool:
    """Whether files are those of a data export, by their names."""
    names = list(names)
    tables = {table.files for name in names if (table := table_of(name))}
    has_pages = any(name.casefold().endswith((".md", ".markdown")) for name in names)
    return len(tables) > 1 and not has_pages


def read(path: Path) -> Project:
    """The portfolio in an export, which is a ZIP archive or the folder that it was unpacked to.

    :raises ExportError: if nothing of it can be read.
    """
    with open_export(path) as export:
        return _Source(export).project()


@dataclass
class _Source:
    """An export on its way to a project."""

    export: Export
    findings: list[Finding] = field(default_factory=list)

    def project(self) -> Project:
        sections = [self.section(table) for table in ITEMS]
        sections.append(Section("testimonials", "Testimonials", self.recommendations()))
        lists = {"Skills": self.skills(), "Languages": self.languages()}
        about = self.about()
        if not any(one.items for one in sections) and not any(lists.values()) and not about.name:
            for finding in self.findings:
                if finding.concern is Concern.UNREAD:
                    raise ExportError(f"{finding.file!r}: {finding.message}")
            raise ExportError(
                "nothing in it is of a data export of LinkedIn. Ask for the larger archive there: "
                "'Settings', 'Data privacy', 'Get a copy of your data'. If this is your portfolio, "
                "unpack it, and import the folder."
            )
        self.unopened()
        return about.project(sections, lists, self.findings)

    # -- what is opened

    def table(self, columns: Columns) -> tuple[Reader, Table]:
        """The table that stands in a file, with who reads it; an empty one if it is not there."""
        nothing = Table()
        files = sorted(
            (name for name in self.export.names if table_of(name) is columns),
            key=lambda name: (name.count("/"), name),
        )
        if not files:
            return self.reader(""), nothing
        for name in files[1:]:
            self.reader(name).tell(Concern.UNREAD, 0, f"it is not read: {files[0]!r} is.")
        reader = self.reader(files[0])
        try:
            table = read_table(self.export.read(files[0]), columns.names)
        except ExportError as error:
            reader.tell(Concern.UNREAD, 0, str(error))
            return reader, nothing
        if table.encoding:
            reader.tell(Concern.FILE, 0, table.encoding)
        for line, fault in table.faults:
            reader.tell(Concern.UNREAD, line, fault)
        closed = set(map(folded, columns.closed))
        for name in (one for one in table.unknown if folded(one) not in closed):
            words = "nobody knows what this column is, so it is not read. Look at what it holds."
            reader.tell(Concern.LEFT_OUT, 0, words, name)
        rows = table.rows[:MOST_ENTRIES]
        if len(rows) < len(table.rows):
            words = (
                f"there are more than {MOST_ENTRIES:,} rows. Those from this one on are not read."
            )
            reader.tell(Concern.UNREAD, table.rows[MOST_ENTRIES].line, words)
        for row in rows:
            if row.beyond:
                words = "this row has more cells than there are columns. These are left out."
                reader.tell(Concern.LEFT_OUT, row.line, words, row.beyond)
        return reader, replace(table, rows=rows)

    def reader(self, file: str) -> Reader:
        return Reader(file, month_first=True, findings=self.findings)

    def unopened(self) -> None:
        """Name what stayed closed."""
        names = [name for name in self.export.names if table_of(name) is None]
        if names:
            shown = [*names[:_MOST_NAMES], *(["…"] if len(names) > _MOST_NAMES else [])]
            words = (
                "these files were not opened: connections, messages and such are not published. If "
                "one of them holds something that shows what you can do, write it into a page."
            )
            self.reader("").tell(Concern.LEFT_OUT, 0, words, "\n".join(map(plain, shown)))

    # -- rows

    def section(self, table: Items) -> Section:
        reader, found = self.table(table)
        items = [reader.item(_entry(table, row)) for row in found.rows]
        for item, count in Counter(items).items():
            if count > 1:
                reader.tell(Concern.DUPLICATE, 0, f"{item.title!r} is there {count} times.")
        return Section(table.page, table.heading, items)

    def recommendations(self) -> list[Item]:
        reader, table = self.table(RECOMMENDATIONS)
        found = []
        for row in table.rows:
            who = plain(f"{row['first']} {row['last']}")
            if row["status"].casefold() != "visible":
                words = "this recommendation is not on your profile, so it is left out."
                reader.tell(Concern.LEFT_OUT, row.line, words, f"{who}\n{row['text']}".strip())
            elif plain(row["text"]):
                found.append(reader.item(_recommendation(row)))
                _tell_of_name(reader, row, who)
        return found

    def skills(self) -> list[str]:
        reader, table = self.table(SKILLS)
        found = list(reader.skills([row["name"] for row in table.rows], 0))
        if found:
            words = (
                "your skills are a list on a page of their own, since LinkedIn does not say what "
                "shows them. Name them in ':skills:' of the evidence that does."
            )
            reader.tell(Concern.TO_DECIDE, 0, words)
        return found

    def languages(self) -> list[str]:
        _reader, table = self.table(LANGUAGES)
        rows = ((plain(row["name"]), plain(row["level"])) for row in table.rows)
        return [f"{name} ({level})" if level else name for name, level in rows if name]

    # -- the owner

    def about(self) -> About:
        reader, table = self.table(PROFILE)
        other, summary = self.table(SUMMARY)
        row = next(iter(table.rows), Row(0, {}))
        text = row["summary"]
        if not text and summary.rows:
            reader, text = other, summary.rows[0]["summary"]
        text = clean(text, "")[0]
        reader.look_through(row.line, f"{row['headline']}\n{text}")
        return About(
            name=plain(f"{row['first']} {row['last']}"),
            headline=plain(row["headline"]),
            summary=text,
            profiles=tuple(_profiles(reader, row)),
            private={"location": plain(row["place"])},
        )


def _entry(table: Items, row: Row) -> Entry:
    """The entry of a row. Where a title is missing, whose it is stands in for it."""
    texts = []
    for meaning in table.texts:
        label, text = table.labels.get(meaning), row[meaning]
        if text:
            texts.append(f"{label}: {text}" if label else text)
    return Entry(
        line=row.line,
        kind=table.kind,
        title=row["title"] or row["issuer"],
        issuer=row["issuer"],
        start=row["start"],
        end=row["end"],
        goes_on=table.goes_on,
        expires=row["expires"],
        credential_id=row["credential_id"],
        url=row["url"],
        texts=texts,
    )


def _recommendation(row: Row) -> Entry:
    """What somebody said, with what they do and where, but not who they are."""
    by = row["role"] or row["issuer"]
    return Entry(
        line=row.line,
        kind="testimony",
        title=f"Recommendation: {by}" if by else "Recommendation",
        issuer=row["issuer"],
        start=row["start"],
        texts=[row["text"]],
        is_quoted=True,
    )


def _tell_of_name(reader: Reader, row: Row, who: str) -> None:
    """Name the person whose name is not shown."""
    if not who:
        return
    words = (
        "the name of the person who wrote this recommendation is not shown, since it is theirs to "
        "publish. Ask them, and write it into the title of the evidence."
    )
    names = {folded(name) for name in who.split() if len(name) > 1}
    if names & {folded(word) for word in row["text"].split()}:
        words += " Their text holds a part of it, too."
    reader.tell(Concern.PERSONAL, row.line, words, who)


def _profiles(reader: Reader, row: Row) -> Iterator[Profile]:
    """The pages of the owner on other sites."""
    for label, address in _sites(row["sites"]):
        if url := reader.address(address, row.line):
            yield Profile(plain(label).replace("_", " ").capitalize() or "Website", url)
    for handle in re.split(r"[\s,\[\]]+", row["twitter"]):
        if match := _HANDLE.fullmatch(handle):
            yield Profile("Twitter", f"https://twitter.com/{match[1]}")


def _sites(words: str) -> Iterator[tuple[str, str]]:
    """The addresses that LinkedIn lists, with their labels."""
    for match in _SITE.finditer(words):
        yield match[1], match[2]
    for word in re.split(r"[\s,]+", _SITE.sub(" ", words)):
        if word:
            yield "", word
