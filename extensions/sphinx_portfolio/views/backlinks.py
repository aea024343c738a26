"""Links that nobody writes: from evidence back to the reflections that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..domain import portfolio
from .links import link_to

if TYPE_CHECKING:
    from ..model import Reflection

_ = get_translation("sphinx_portfolio")


class BackLinks(SphinxPostTransform):
    """Put "Reflected on in …" at the foot of each evidence item that is cited."""

    default_priority = 5  # before references are resolved, at 10

    def run(self, **kwargs: Any) -> None:
        """Add the links to every item of the page."""
        index = portfolio(self.env).index
        for node in list(self.document.findall(pf.evidence_item)):
            record = index.items.get(node["name"])
            reflections = index.reflections_on.get(node["name"], [])
            # Links go to the first item of a name; a second one is not what they are about.
            here = (node["docname"], node["ids"][0])
            if record and reflections and (record.docname, record.anchor) == here:
                _foot_of(node).append(reflected_on(reflections, record.docname))


def reflected_on(reflections: list[Reflection], page: str) -> pf.fact:
    """The fact that lists reflections as links; ``page`` is where it stands."""
    links = pf.links(link_to(reflection, page) for reflection in reflections)
    return pf.fact_of("reflections", _("Reflected on in"), links)


def _foot_of(node: pf.evidence_item) -> pf.fact_list:
    """The facts at the foot of an item, which may have to be made."""
    if not isinstance(node[-1], pf.item_foot):
        node.append(pf.item_foot("", pf.fact_list()))
    return next(node[-1].findall(pf.fact_list))
