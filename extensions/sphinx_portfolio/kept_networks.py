"""The network maps of a portfolio, by page, and of those the ones of this output."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from .kept_records import KeptRecords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .contacts import Contact, Network
    from .nodes import network_map


class KeptNetworks(KeptRecords):
    """Keeps network maps and files of contacts beside the records."""

    @property
    def networks(self) -> dict[str, tuple[Network, ...]]:
        """Network maps by docname, of every output."""
        return cast("dict[str, tuple[Network, ...]]", self.data["networks"])

    @property
    def contact_files(self) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """Files of contacts, relative to the source folder, with those who may read the names."""
        return cast("dict[str, tuple[tuple[str, tuple[str, ...]], ...]]", self.data["contacts"])

    def note_contacts(self, docname: str, path: str, names_for: Iterable[str]) -> None:
        """Remember a file of contacts, and who may read the names in it; these are not kept."""
        there = self.contact_files.get(docname, ())
        self.contact_files[docname] = (*there, (path, tuple(names_for)))

    def present_networks(self) -> Iterable[Network]:
        """The network maps of this output, page by page."""
        every = (one for page in sorted(self.networks) for one in self.networks[page])
        return filter(self._is_shown, every)

    def contacts(self) -> Iterable[Contact]:
        """The contacts of the portfolio in this output, without those of pages outside of it."""
        inside = (one for one in self.present_networks() if one.docname not in self.outside)
        return (contact for network in inside for contact in network.contacts)

    def network_of(self, node: network_map) -> Network | None:
        """What a network map shows; None if it is not in this output."""
        return self.network_at(node["docname"], node.figure["ids"][0])

    def network_at(self, docname: str, anchor: str) -> Network | None:
        """The network map of this output with an id on a page."""
        return self._networks_by_place.get((docname, anchor))

    def network_named(self, name: str) -> Network | None:
        """The network map of this output with a name that its owner gave it."""
        return self._networks_by_name.get(name.lower()) if name else None

    @cached_property
    def _networks_by_name(self) -> dict[str, Network]:
        found = [one for one in self.present_networks() if one.name]
        return {one.name: one for one in reversed(found)}

    @cached_property
    def _networks_by_place(self) -> dict[tuple[str, str], Network]:
        return {(one.docname, one.anchor): one for one in self.present_networks()}
