"""The ``evidence`` directive."""

from __future__ import annotations

import re
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..artefacts import ArtefactError, Fault, find
from ..domain import portfolio
from ..model import DEFAULT_KIND, Artefact, Evidence, first_day, is_web_address, last_day
from ..suggest import nearest
from ..warnings import WarningType
from ..words import date_words
from .base import Options
from .item import ItemDirective

_ = get_translation("sphinx_portfolio")

ALIGNS = ("left", "center", "right")

_FAULTS = {
    Fault.MISSING: WarningType.MISSING_FILE,
    Fault.OUTSIDE: WarningType.FILE_OUTSIDE,
    Fault.BAD: WarningType.BAD_FILE,
    Fault.UNSAFE: WarningType.UNSAFE_SVG,
}
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)\s*(%|px|em|rem|ex|ch|cm|mm|in|pt|pc)?")


class EvidenceDirective(ItemDirective):
    """One thing that shows what the owner can do, with its artefact and facts."""

    option_spec: ClassVar[Options] = Options(
        "name",
        "kind",
        "file",
        "url",
        "alt",
        "caption",
        "issuer",
        "date",
        "expires",
        "credential-id",
        "skills",
        "featured",
        "width",
        "align",
        "class",
    )

    def run(self) -> list[nodes.Node]:
        """Read the options into a record and build the item."""
        kind = self.kind()
        label = self.kind_label(kind)
        title = self.title(fallback=label)
        if not self.arguments:
            self.warn(
                WarningType.MISSING_TITLE,
                f"this evidence has no title. Write one after {{{self.name}}}.",
            )
        artefact = self.artefact()
        date = self.date("date")
        record = Evidence(
            docname=self.env.current_document.docname,
            line=self.lineno,
            name=self.name_for(title.astext(), label),
            anchor="",
            title="",
            kind=kind,
            issuer=self.options.get("issuer", ""),
            date=date,
            expires=self.expires(date),
            credential_id=self.options.get("credential-id", ""),
            url=self.url(),
            skills=self.skills(),
            artefact=artefact,
            featured=self.options.get("featured", "no").lower() not in {"no", "false"},
        )
        node = pf.evidence_item(classes=self.classes())
        self.at(node)
        self.identify(
            node,
            record,
            date=record.date,
            expires=record.expires,
            url=record.url,
            file=record.artefact,
        )
        node += title
        if artefact and artefact.is_image:
            node += self.figure(artefact, node, record)
        elif artefact:
            node += self.download(artefact)
        node += self.body(self.parse_content_to_nodes())
        return [node]

    # -- reading options

    def kind(self) -> str:
        """The kind, as written if it is not a known one."""
        written = self.options.get("kind", "")
        kind = written.lower() or DEFAULT_KIND
        if kind not in self.settings.kinds:
            self.warn(
                WarningType.UNKNOWN_KIND,
                f"there is no kind {written!r}.{nearest(kind, self.settings.kinds)} Kinds of your "
                "own go into 'portfolio_kinds' in conf.py.",
                "kind",
            )
            return written
        return kind

    def kind_label(self, kind: str) -> str:
        """The word a reader sees for a kind."""
        return _(self.settings.kinds[kind]) if kind in self.settings.kinds else kind

    def expires(self, date: str) -> str:
        """The date from which the evidence of ``date`` no longer holds."""
        expires = self.date("expires")
        if expires and date and last_day(expires) < first_day(date):
            self.warn(
                WarningType.EXPIRES_BEFORE_DATE,
                f"it expires ({expires}) before it starts ({date}). Look at both dates again.",
                "expires",
            )
        return expires

    def url(self) -> str:
        """The address, or nothing when it is missing or not one to link to (which is said)."""
        written = self.options.get("url", "")
        if written and not is_web_address(written):
            self.warn(
                WarningType.BAD_URL,
                f"':url: {written}' is not an address to link to. Write it in full, like "
                "https://example.org/page.",
                "url",
            )
            return ""
        return written

    def artefact(self) -> Artefact | None:
        """The checked file, or None when there is none that can be used (which is said)."""
        written = self.options.get("file", "")
        if not written:
            return None
        if is_web_address(written):
            self.warn(
                WarningType.BAD_FILE,
                "':file:' takes a file in your own folder. An address goes into ':url:'.",
                "file",
            )
            return None
        path, _absolute = self.env.relfn2path(written, self.env.current_document.docname)
        try:
            artefact = find(self.env.srcdir, path)
        except ArtefactError as error:
            if error.fault is not Fault.OUTSIDE:
                # Read the page again when the file comes or is mended.
                self.env.note_dependency(path)
            self.warn(_FAULTS[error.fault], f"':file: {written}': {error}", "file")
            return None
        self.env.note_dependency(path)
        return artefact

    # -- building nodes

    def download(self, artefact: Artefact) -> pf.fact:
        """The file as a fact; it is here already because Sphinx collects files as it reads."""
        words = pf.verbatim("", artefact.path.rpartition("/")[2])
        link = addnodes.download_reference("", "", words, reftarget=f"/{artefact.path}")
        self.at(link, "file")
        return pf.fact_of("file", _("File"), pf.text_of(link))

    def figure(self, artefact: Artefact, node: pf.evidence_item, record: Evidence) -> nodes.figure:
        """The certificate figure, with a caption and alternative text."""
        anchor = f"{node['ids'][0]}-figure"
        image = pf.certificate_image(uri=f"/{artefact.path}", alt=self.options.get("alt", ""))
        if artefact.width and artefact.height:
            image["pixels"] = (artefact.width, artefact.height)
        if width := self.width():
            image["width"] = width
            image["classes"].append("no-scaled-link")  # it is linked anyway
        self.at(image, "file")
        if not image["alt"]:
            self.warn(
                WarningType.MISSING_ALT,
                "say in ':alt:' what the picture shows, for those who cannot see it. Until then "
                "the title stands in.",
                "file",
            )
        figure = nodes.figure("", image, self.caption(record), ids=[anchor])
        self.at(figure, "file")
        self.state.document.note_explicit_target(figure)
        node["align"] = self.align()
        return figure

    def caption(self, record: Evidence) -> nodes.caption:
        """The owner's caption; else title, issuer and date, once the title is translated."""
        words = self.options.get("caption", "")
        caption = nodes.caption(words)
        if words:
            children, messages = self.parse_inline(words, lineno=self.place("caption")[1])
            caption.extend([*children, *messages])
        else:
            date = date_words(portfolio(self.env), record.date)
            caption["default"] = [w for w in (record.issuer, date) if w]
            caption["translatable"] = False
        self.at(caption, "caption")
        return caption

    def width(self) -> str:
        """The width of the picture in CSS units, or nothing."""
        written = self.options.get("width", "")
        match = _WIDTH.fullmatch(written)
        if written and not match:
            self.warn(
                WarningType.BAD_WIDTH,
                f"':width: {written}' is not a width. Write it as 80% or 300px.",
                "width",
            )
        return f"{match[1]}{match[2] or 'px'}" if match else ""

    def align(self) -> str:
        """The side on which the figure stands."""
        written = self.options.get("align", "left").lower()
        if written not in ALIGNS:
            self.warn(
                WarningType.BAD_ALIGN,
                f"':align: {written}' is not a place. Write left, center or right.",
                "align",
            )
            return "left"
        return written
