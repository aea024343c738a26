"""The nodes of network maps."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, cast

from docutils import nodes

from ..reading.contacts import branches_of
from ..titles import words_of

if TYPE_CHECKING:
    from ..contacts import Network


class network_map(nodes.container):
    """A network map: a figure with a caption, the contacts as a list, the owner's other words.

    When the page is written, a `map_drawing` comes into the figure where pictures can be drawn.
    ``docname`` is the page. Until the page is read through, ``network`` is what the directive read.
    """

    @property
    def figure(self) -> nodes.figure:
        """What is numbered."""
        return cast("nodes.figure", self.children[0])

    @property
    def listed(self) -> map_list:
        """The contacts as a list."""
        return next(child for child in self.children if isinstance(child, map_list))

    def finished(self) -> Network:
        """The network, with what the page says in the reader's language."""
        network: Network = self["network"]
        del self["network"]  # as of items: one kept in the page could only be out of date
        caption = next(iter(self.figure.findall(nodes.caption)))
        branches = network.branches
        if not network.file:
            branches = branches_of(self.listed.children, network.docname)
        return dataclasses.replace(
            network, title=words_of(caption), anchor=self.figure["ids"][0], branches=branches
        )


class map_list(nodes.container):
    """The contacts of a map as a nested list: what is drawn, for those who do not see it.

    ``beside`` is there where a picture says the same, but for what ``says_more`` tells.
    """

    @property
    def is_drawn_whole(self) -> bool:
        """Whether a picture beside it says all of it, so that paper can do without."""
        return bool(self.get("beside")) and not self.get("says_more")


class map_drawing(nodes.raw):
    """The picture of a map, in the form of one builder."""
