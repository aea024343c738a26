"""A folder of Markdown, a git checkout or one page becomes a project."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...leaks import LeakKind, Patterns, find_in_name
from ...reading.plain_markdown.reader import read_page
from ...reading.plain_markdown.vocabulary import undecorated
from ...writing.naming import words_of_name
from ..project import Project
from .audit import missing
from .compose import Composer, Sheet, modules_of
from .destinations import Map
from .language import language_of
from .layout import HOME, Entry, docnames, ending, home_of, order_of
from .linking import Links, unused_mark, written_forms
from .own import import_project, is_project
from .owner import person_of
from .page import Page, address_of
from .places import anchors_now, headings_of_page, plain_anchor, top_of
from .prepare import prepared
from .read_pages import duplicates, pages_of
from .repository import guessed, place_of, repository_of
from .told import about_files, about_page, moved, unlinked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ...reading.plain_markdown import PlainPage
    from ..project import Content, Finding
    from .repository import Repository
    from .source import Source

#: Fewer pieces of evidence are no gallery.
_FEWEST_CARDS = 2


def import_folder(source: Source, told: Collection[str] = ()) -> Project:
    """The project that the files of a source become.

    :param told: what is published though it is private, as in `Project.private`.
    """
    return import_project(source) if is_project(source) else _Import(source, told).project()


@dataclass
class _Import:
    """One import on its way."""

    source: Source
    told: Collection[str]
    findings: list[Finding] = field(default_factory=list)

    def project(self) -> Project:
        self.findings += self.source.findings
        self.pages = pages_of(self.source, self.findings)
        self.plain = {page.path: read_page(page.text) for page in self.pages}
        self.patterns = _patterns(self.source)
        self.links = self._links()
        self.person = person_of(self._read(), self.patterns)
        self.home = home_of([page.path for page in self.pages])
        self.names = docnames([page.path for page in self.pages], self.home, self.patterns)
        sheets = self._sheets()
        pages = self._settled(sheets)
        self._tell(sheets)
        return Project(
            title=_title(sheets, self._fallback()),
            pages={**pages, **self._files()},
            owner=self.person.owner(),
            private=self.person.private,
            findings=tuple(self.findings),
            language=language_of(page.text for page in self.pages),
        ).telling(one for one in self.told if one in self.person.private)

    def _read(self) -> list[tuple[Page, PlainPage]]:
        return [(page, self.plain[page.path]) for page in self.pages]

    def _links(self) -> Links:
        own = repository_of(self.source.git_config)
        map_ = Map(self.source.files, [page.path for page in self.pages])
        addresses = {address_of(link) for page in self.pages for link in page.links}
        places = [place for address in sorted(addresses) if (place := place_of(address))]
        found: set[Repository] = {own} if own else set()
        if guess := guessed(places, lambda path: bool(map_.file(path))):
            found.add(guess)
        map_ = Map(map_.files, map_.pages, found)
        links = Links(map_, unused_mark(page.text for page in self.pages))
        links.take_files(self.pages, self.source, self.patterns)
        return links

    def _fallback(self) -> str:
        """What the first page is called if it has no title: as its owner, or as the folder."""
        return self.person.name or words_of_name(self.source.name) or "Portfolio"

    # -- pages

    def _sheets(self) -> list[Sheet]:
        composer = Composer(self.links, self.patterns)
        sheets: list[Sheet] = []
        for page in self.pages:
            one = prepared(page, self.plain[page.path], self.links, self.patterns, self.told)
            self.findings += one.findings
            sections = modules_of(one) if self._may_be_cut(page) else []
            sheets += composer.sheets(one, self.names[page.path], self._name(page), sections)
        if not any(sheet.docname == HOME for sheet in sheets):
            sheets.insert(0, Sheet(HOME, "", f"# {self._fallback()}\n"))
        return sheets

    def _may_be_cut(self, page: Page) -> bool:
        """Whether a page may hold all modules: the first one, or the only one with items."""
        with_items = [
            path for path, plain in self.plain.items() if plain.evidence or plain.reflections
        ]
        return page.path == self.home or with_items == [page.path]

    def _name(self, page: Page) -> str:
        """What a page without a heading is called."""
        if page.path == self.home:
            return self._fallback()
        folder, _, name = page.path.rpartition("/")
        is_of_folder = name.lower().partition(".")[0] in {"readme", "index"}
        return words_of_name(folder.rpartition("/")[2] if is_of_folder and folder else name)

    def _settled(self, sheets: Sequence[Sheet]) -> dict[str, Content]:
        """The texts of all pages, with menus, and with links to where things stand now."""
        by_source: dict[str, list[Sheet]] = {}
        for sheet in sheets:
            by_source.setdefault(sheet.source, []).append(sheet)
        now = {one.docname: headings_of_page(one.text) for one in sheets}
        anchors = {
            page.path: anchors_now(
                page.headings,
                [(one.docname, one.lines, now[one.docname]) for one in by_source[page.path]],
            )
            for page in self.pages
        }
        tops = {docname: top_of(headings) for docname, headings in now.items()}
        below = self._menus(by_source)

        def place_of(path: str, anchor: str) -> str:
            first = by_source[path][0].docname
            found = anchors[path].get(anchor) or anchors[path].get(plain_anchor(anchor))
            docname, there = found if anchor and found else (first, "")
            is_top = not there or there == tops.get(docname)
            return f"{docname}.md" if is_top else f"{docname}.md#{there}"

        others = sum(sheet.count for sheet in sheets if sheet.docname != HOME)
        texts: dict[str, Content] = {}
        for sheet in sheets:
            text = self.links.settle(sheet.text, sheet.docname, place_of)
            if entries := below.get(sheet.docname):
                has_gallery = sheet.docname == HOME and others >= _FEWEST_CARDS
                text = f"{text}\n{ending(sheet.docname, entries, text, has_gallery=has_gallery)}\n"
            texts[f"{sheet.docname}.md"] = text
        return texts

    def _menus(self, by_source: Mapping[str, Sequence[Sheet]]) -> dict[str, list[Entry]]:
        """The entries below each page."""
        below: dict[str, list[Entry]] = {}
        for path, (first, *cut) in by_source.items():
            if path:
                below[first.docname] = [Entry(one.docname, first.docname) for one in cut]
        for entry in order_of(self.names, self.home, self.links, self.pages):
            below.setdefault(entry.parent, []).append(entry)
        self.made = {
            path: [one.docname for one in sheets] for path, sheets in by_source.items() if path
        }
        return below

    def _files(self) -> dict[str, Content]:
        return {
            f"files/{name}": self.source.files[path].file for path, name in self.links.names.items()
        }

    # -- what is told

    def _tell(self, sheets: Sequence[Sheet]) -> None:
        for page, plain in self._read():
            self.findings += about_page(page, plain, self.links, self.patterns)
            said = [one for one in self.findings if one.file == page.path]
            texts = [one.text for one in sheets if one.source == page.path]
            self.findings += missing(page, texts, said)
        self.findings += duplicates(self.pages)
        self.findings += about_files(self.source, self.links, self.patterns)
        self.findings += unlinked(self.source, self.links, self.pages)
        self.findings += moved(self.made, self.links, written_forms(self.links, self.pages))


def _title(sheets: Sequence[Sheet], fallback: str) -> str:
    """What the portfolio is called: as its first page, without emoji."""
    home = next(sheet for sheet in sheets if sheet.docname == HOME)
    headings = headings_of_page(home.text)
    return (undecorated(headings[0][0]) if headings else "") or fallback


def _patterns(source: Source) -> Patterns:
    """How student numbers look: as those in the names of files."""
    numbers = {
        leak.found
        for path in source.files
        for leak in find_in_name(path, Patterns())
        if leak.kind is LeakKind.STUDENT_NUMBER
    }
    return Patterns.of(sorted(map(re.escape, numbers)))
