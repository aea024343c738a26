"""Links that work when all pages are one."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..order import AFTER_ALL


class SinglePageLinks(SphinxPostTransform):
    """Mend links to a place on what was another page.

    Sphinx 9.0 leaves them as ``#document-page#place``, which is no place at all.
    """

    builders = ("singlehtml",)
    default_priority = AFTER_ALL

    def run(self, **kwargs: Any) -> None:
        """Mend every link of the page."""
        for node in self.document.findall(nodes.reference):
            page, _, place = node.get("refuri", "").removeprefix("#").partition("#")
            if page.startswith("document-") and place:
                node["refuri"] = f"#{place}"
