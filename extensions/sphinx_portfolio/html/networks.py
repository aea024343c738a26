"""How HTML shows network maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from .. import nodes as pf
from .tags import tag

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from ..nodes import Visitors

_ = get_translation("sphinx_portfolio")


def _visit_list(self: HTML5Translator, node: pf.map_list) -> None:
    """Beside a picture, the list is there for those who want it."""
    if node.get("beside"):
        words = self.encode(str(_("The same as a list")))
        self.body.append(f'<details class="pf-map-list"><summary>{words}</summary>\n')
    else:
        self.body.append('<div class="pf-map-list">\n')


def _depart_list(self: HTML5Translator, node: pf.map_list) -> None:
    self.body.append("</details>\n" if node.get("beside") else "</div>\n")


def _visit_drawing(self: HTML5Translator, node: pf.map_drawing) -> None:
    self.visit_raw(node)


VISITORS: Visitors = {
    pf.network_map: tag("div", "pf-map"),
    pf.map_list: (_visit_list, _depart_list),
    pf.map_drawing: (_visit_drawing, pf.nothing),
}
