"""The ``evidence`` directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..domain import portfolio
from ..model import DEFAULT_KIND, Evidence
from ..names import part_of
from ..reading.items import EVIDENCE, read_evidence
from ..titles import words_of
from ..warnings import WarningType
from ..words import date_words
from .item import ItemDirective

if TYPE_CHECKING:
    from ..reading.file_options import FileDraft

_ = get_translation("sphinx_portfolio")


class EvidenceDirective(ItemDirective):
    """One thing that shows what the owner can do, with its artefact and facts."""

    def run(self) -> list[nodes.Node]:
        """Make the record and the nodes of what was written."""
        if any("redact" in line.lower() for line in self.source.lines):
            # The source of the page may hold the words; so nobody gets a copy of it.
            portfolio(self.env).hide(self.context.docname, ())
        draft = read_evidence(self.source.lines, self.source.place, self.context)
        if not self.is_shown(draft, EVIDENCE):
            return []
        portfolio(self.env).withhold(self.context.docname, draft.withheld)
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
        files = dict(enumerate(draft.files))
        main = next((n for n, file in files.items() if file.artefact.is_pictured), None)
        if main is not None:
            node += self.figure(main, files.pop(main), node, record)
        node += self.body(self.parse(draft))
        if files:
            node += pf.file_set("", *(self.beside(n, file) for n, file in files.items()))
        return [node]

    def figure(
        self, number: int, file: FileDraft, node: pf.evidence_item, record: Evidence
    ) -> nodes.figure:
        """The certificate figure, with a caption and alternative text."""
        place = file.places["file"]
        caption = self.caption(file, record)
        image = self.image(number, file)
        figure = nodes.figure("", image, caption, ids=[part_of(node["ids"][0], "figure")])
        self.at(figure, place)
        self.state.document.note_explicit_target(figure)
        node["align"] = file.shown.align
        return figure

    def image(self, number: int, file: FileDraft) -> pf.certificate_image:
        """The picture of an artefact; what it shows is worked out when the page is written."""
        artefact = file.artefact
        uri = f"/{artefact.poster or artefact.path}"
        image = pf.certificate_image(uri=uri, alt=file.shown.alt, number=number)
        if file.shown.width:
            image["width"] = file.shown.width
        self.at(image, file.places["file"])
        return image

    def beside(self, number: int, file: FileDraft) -> pf.small_figure | pf.file_card:
        """A file that is not the main figure."""
        words = file.shown.caption
        place = file.places.get("caption")
        caption = [nodes.paragraph(words, "", *self.parse_words(words, place))] if words else []
        if file.artefact.is_pictured:
            return pf.small_figure("", self.image(number, file), *caption)
        return pf.file_card("", *caption, number=number, alt=file.shown.alt)

    def caption(self, file: FileDraft, record: Evidence) -> nodes.caption:
        """The owner's caption; else title, issuer and date, once the title is translated."""
        words = file.shown.caption
        caption = nodes.caption(words)
        place = file.places.get("caption")
        if words:
            caption.extend(self.parse_words(words, place))
        else:
            date = date_words(portfolio(self.env), record.date)
            caption["default"] = [w for w in (record.issuer, date) if w]
            caption["translatable"] = False
        self.at(caption, place)
        return caption
