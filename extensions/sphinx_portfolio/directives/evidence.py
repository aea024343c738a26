"""The ``evidence`` directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..domain import portfolio
from ..model import DEFAULT_KIND, Evidence, Picture
from ..names import part_of
from ..reading.items import EVIDENCE, read_evidence
from ..titles import words_of
from ..warnings import WarningType
from ..words import date_words
from .item import ItemDirective

if TYPE_CHECKING:
    from ..model import Artefact
    from ..reading.items import Draft

_ = get_translation("sphinx_portfolio")


class EvidenceDirective(ItemDirective):
    """One thing that shows what the owner can do, with its artefact and facts."""

    def run(self) -> list[nodes.Node]:
        """Make the record and the nodes of what was written."""
        draft = read_evidence(self.source.lines, self.source.place, self.context)
        if not self.is_shown(draft, EVIDENCE):
            return []
        kinds = self.settings.kinds
        kind = draft.values.known.get("kind", DEFAULT_KIND)
        label = _(kinds[kind]) if kind in kinds else kind
        title = self.title(fallback=label)
        if not self.source.title:
            self.warn(
                WarningType.MISSING_TITLE,
                f"this evidence has no title. Write one after {{{self.name}}}.",
            )
        name, named = self.name_for(draft, words_of(title), label)
        record = Evidence(
            docname=self.context.docname,
            line=self.lineno,
            anchor="",
            title="",
            named=named,
            **{**draft.values.of(Evidence), "name": name},
        )
        node = pf.evidence_item(classes=list(draft.values.known.get("classes", ())))
        self.at(node)
        self.identify(node, record, draft)
        node += title
        if record.artefact and record.artefact.is_image:
            node += self.figure(record.artefact, node, record, draft)
        node += self.body(self.parse(draft))
        return [node]

    def figure(
        self, artefact: Artefact, node: pf.evidence_item, record: Evidence, draft: Draft
    ) -> nodes.figure:
        """The certificate figure, with a caption and alternative text."""
        place = draft.values.places["file"]
        picture = Picture(**draft.values.of(Picture))
        image = pf.certificate_image(uri=f"/{artefact.path}", alt=picture.alt)
        if artefact.width and artefact.height:
            image["pixels"] = (artefact.width, artefact.height)
        if picture.width:
            image["width"] = picture.width
            image["classes"].append("no-scaled-link")  # it is linked anyway
        self.at(image, place)
        caption = self.caption(picture.caption, record, draft)
        figure = nodes.figure("", image, caption, ids=[part_of(node["ids"][0], "figure")])
        self.at(figure, place)
        self.state.document.note_explicit_target(figure)
        node["align"] = picture.align
        return figure

    def caption(self, words: str, record: Evidence, draft: Draft) -> nodes.caption:
        """The owner's caption; else title, issuer and date, once the title is translated."""
        caption = nodes.caption(words)
        place = draft.values.places.get("caption")
        if words:
            caption.extend(self.parse_words(words, place))
        else:
            date = date_words(portfolio(self.env), record.date)
            caption["default"] = [w for w in (record.issuer, date) if w]
            caption["translatable"] = False
        self.at(caption, place)
        return caption
