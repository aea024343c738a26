"""The pictures of network maps, as each output can draw them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..contacts import Status
from ..domain import portfolio
from ..drawn.network import Words, network_picture
from ..drawn.svg import svg_of
from ..order import BEFORE_VIEWS
from ..reading.contacts import branches_of
from ..words import counted, standing_words

if TYPE_CHECKING:
    from ..contacts import Network
    from ..domain import PortfolioDomain
    from ..model import Evidence

_ = get_translation("sphinx_portfolio")


class DrawNetworks(SphinxPostTransform):
    """Put the picture into every network map of the page, where it can be drawn."""

    default_priority = BEFORE_VIEWS

    def run(self, **kwargs: Any) -> None:
        """Draw all of them."""
        domain = portfolio(self.env)
        for node in list(self.document.findall(pf.network_map)):
            network = domain.network_of(node)
            if network is not None and network.contacts:
                _draw(node, network, domain)
            if domain.medium.has_styles and len(node.figure) == 1:
                # docutils ends a caption only where something stands before it.
                node.figure.insert(0, pf.map_drawing("", "", format="html"))


def words_of_map() -> Words:
    """What every map says in the reader's language."""
    return Words(
        # Translators: the owner of the portfolio, in the middle of a map of people.
        owner=str(_("Me")),
        others=str(_("Others")),
        statuses={status: standing_words(status) for status in Status},
        more=lambda number: counted("and %d more", "and %d more", number),
        branches=lambda number: counted("and %d more branch", "and %d more branches", number),
    )


def sketch_of(record: Evidence, domain: PortfolioDomain) -> str:
    """A small drawing without words of what an item draws, for web sites; else nothing."""
    network = domain.network_at(record.docname, record.drawing) if record.drawing else None
    if network is None or not network.contacts or not domain.medium.is_site:
        return ""
    return svg_of(network_picture(network.branches, words_of_map()).sketch, "", "pf-map-sketch")


def summary_of(network: Network, words: Words) -> str:
    """What a picture says to those who cannot see it."""
    if network.summary:
        return network.summary
    branches = ", ".join(
        f"{branch.title or words.others} ({len(branch.contacts)})" for branch in network.branches
    )
    counts = ", ".join(
        f"{word} ({number})"
        for status, word in words.statuses.items()
        if (number := sum(one.status is status for one in network.contacts))
    )
    return f"{network.title}: {branches}. {counts[:1].upper()}{counts[1:]}."


def _draw(node: pf.network_map, network: Network, domain: PortfolioDomain) -> None:
    if not network.file:  # links have their titles now
        branches = branches_of(node.listed.children, network.docname)
        network = dataclasses.replace(network, branches=branches)
    words = words_of_map()
    words = dataclasses.replace(words, owner=network.owner or words.owner)
    summary = summary_of(network, words)
    picture = network_picture(network.branches, words)
    if domain.medium.is_site:
        wide = svg_of(picture, summary, "pf-map-wide")
        below = network_picture(network.branches, words, narrow=True)
        narrow = svg_of(below, summary, "pf-map-narrow")
        drawing = pf.map_drawing("", f'<div class="pf-map-picture">{wide}{narrow}</div>\n')
        drawing["format"] = "html"
    elif domain.medium.is_paper:
        drawing = pf.map_drawing("", "", format="paper", picture=picture, words=summary)
    else:
        return
    node.figure.insert(0, drawing)
    node.listed["beside"] = True
    # What was cut or counted in the picture has to be said where nobody can unfold the list.
    node.listed["says_more"] = not picture.is_whole
