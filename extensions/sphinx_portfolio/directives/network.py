"""The ``network-map`` directive."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..contacts import MapOptions, Network, Status, in_branches
from ..domain import portfolio
from ..faults import Fault, Place
from ..names import slug
from ..reading.access import is_for
from ..reading.contacts import (
    LISTS,
    ContactsError,
    all_for_readers,
    branches_of,
    faults_of,
    from_file,
)
from ..reading.network import NETWORK, read_network
from ..titles import words_of
from ..warnings import WarningType, report
from ..words import standing_words
from .base import PortfolioDirective, facts_of

if TYPE_CHECKING:
    from ..contacts import Branch, Contact
    from ..reading.items import Draft

_ = get_translation("sphinx_portfolio")


class NetworkDirective(PortfolioDirective):
    """The owner's professional network: a numbered figure, and the same as a list."""

    def run(self) -> list[nodes.Node]:
        """Read the contacts, and build what is written of them."""
        draft = read_network(self.source.lines, self.source.place, self.context)
        self.source.title = draft.title
        options = MapOptions(**draft.values.of(MapOptions))
        if not self.is_shown(draft, options):
            return []
        self.finish(draft)
        children = self.parse(draft)
        branches: tuple[Branch, ...] = ()
        if "file" in draft.written:
            branches = self.from_file(options, draft.values.places["file"])
            lists: list[nodes.Node] = [self.as_list(branches)] if branches else []
        else:
            lists = [child for child in children if isinstance(child, LISTS)]
            children = [child for child in children if not isinstance(child, LISTS)]
            report(faults_of(branches_of(lists, self.context.docname), self.source.place(-1)))
        network = Network(
            self.context.docname,
            self.lineno,
            options.name,
            file=self.context.path(options.file) if "file" in draft.written else "",
            owner=options.owner,
            summary=options.summary,
            branches=branches,
        )
        node = pf.network_map(
            classes=list(draft.values.known.get("classes", ())), docname=network.docname
        )
        node["network"] = network
        self.at(node)
        node += self.figure(options.name)
        node += pf.map_list("", *lists)
        node += children
        if draft.values.unusable:
            node += pf.fact_list("", *facts_of(draft.values.unusable))
        return [node]

    def is_shown(self, draft: Draft, options: MapOptions) -> bool:
        """Whether the map is for the readers of this build; else only its name is kept."""
        written = [one.option for one in NETWORK]
        first = self.source.place(-1)
        allowed, faults = is_for(self.settings.audience, draft, written, first)
        if allowed:
            return True
        report(faults)
        domain = portfolio(self.env)
        names = {name for name in (options.name, slug(self.source.title)) if name}
        domain.hide(self.context.docname, sorted(("evidence", name) for name in names))
        domain.hide_lines(self.context.docname, first.line, len(self.source.lines) + 1)
        if options.file:
            self.keep_back(dataclasses.replace(options, names_for=()))
        return False

    def figure(self, name: str) -> nodes.figure:
        """The figure with its caption, and a place for the picture."""
        words = self.source.title
        caption = nodes.caption(words)
        self.at(caption)
        caption += self.parse_words(words) if words else []
        if not words_of(caption):
            caption += nodes.Text(str(_("Professional network")))
            caption["translatable"] = False
        anchor = self.anchor(name or "network-map", "network")
        figure = nodes.figure("", caption, ids=[anchor], classes=["pf-map-figure"])
        if name:
            figure["names"].append(nodes.fully_normalize_name(name))
        self.at(figure)
        self.state.document.note_explicit_target(figure)
        return figure

    # -- contacts in a file

    def from_file(self, options: MapOptions, place: Place) -> tuple[Branch, ...]:
        """The contacts of a file, with what the readers of this build may see of them.

        Nothing of the file is published, whoever links to it.
        """
        path = self.keep_back(options)
        try:
            contacts, faults = from_file(self.context.srcdir, path, self.context.docname)
        except ContactsError as error:
            file = str(self.context.srcdir / path)
            where = Place(file, error.line) if error.line else place
            report([Fault(error.kind, f"{options.file!r}: {error}", where)])
            return ()
        report(faults)
        self.check_folder(path, place)
        readers = self.settings.audience
        return in_branches(all_for_readers(contacts, readers, options.names_for))

    def keep_back(self, options: MapOptions) -> str:
        """Let nothing of the file be published, and tell who looks for names where they are."""
        path = self.context.path(options.file)
        self.env.note_dependency(path)
        domain, page = portfolio(self.env), self.context.docname
        domain.withhold(page, [path])
        domain.note_contacts(page, path, options.names_for)
        return path

    def check_folder(self, path: str, place: Place) -> None:
        """Say so if Sphinx publishes the folder in which the file lies, as it is."""
        real = (self.context.srcdir / path).resolve()
        confdir = portfolio(self.env).presence.app.confdir
        for folder in (*self.config.html_static_path, *self.config.html_extra_path):
            if real.is_relative_to(Path(confdir, folder).resolve()):
                words = (
                    f"{path!r} lies in {folder!r}, which is published with all that is in it. Move "
                    "the file elsewhere before you publish anything."
                )
                report([Fault(WarningType.LEAK_CONTACT, words, place)])

    def as_list(self, branches: tuple[Branch, ...]) -> nodes.bullet_list:
        """Contacts as the owner could have written them in the page."""
        items = []
        for branch in branches:
            below = [_entry(_in_words(contact)) for contact in branch.contacts]
            title = branch.title or str(_("Others"))
            items.append(_entry(title, nodes.bullet_list("", *below, bullet="-")))
        return nodes.bullet_list("", *items, bullet="-")


def _entry(words: str, *below: nodes.Node) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", words, translatable=False), *below)


def _in_words(contact: Contact) -> str:
    """A contact in one line, with its status if that says something."""
    said = ", ".join(filter(None, (contact.title, contact.detail)))
    written = dict(contact.unread).get("status", "")
    if contact.status is not Status.IN_TOUCH:
        written = standing_words(contact.status)
    return f"{said} ({written})" if written else said
