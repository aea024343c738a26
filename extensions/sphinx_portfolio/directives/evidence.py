"""The ``evidence`` directive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..artefacts import ArtefactError, Fault, find
from ..model import DEFAULT_KIND, Artefact, Evidence, first_day, is_web_address, last_day
from ..nodes import exactly, fact_of, text_of
from ..suggest import nearest
from ..warnings import WarningType
from .base import Options
from .item import ItemDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

_ = get_translation("sphinx_portfolio")

ALIGNS = ("left", "center", "right")

# Kinds whose address is there to check a claim, not to look at a work.
_VERIFIABLE = frozenset({"certificate", "course", "assessment"})
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
        self.identify(node, record)
        node += self.header(label, title, self.facts(record))
        if artefact and artefact.is_image:
            node += self.figure(artefact, node, record)
        node += self.body(self.parse_content_to_nodes())
        node += self.foot(record.skills)
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

    def facts(self, record: Evidence) -> Iterable[pf.fact]:
        """What is known of the item, as a reader wants it."""
        if record.issuer:
            yield fact_of("issuer", _("Issued by"), text_of(nodes.Text(record.issuer)))
        yield from self.date_fact("date", _("Date"), "date", record.date)
        yield from self.date_fact("expires", _("Valid until"), "expires", record.expires)
        if record.credential_id:
            yield fact_of("credential", _("Credential ID"), exactly(record.credential_id))
        yield from self.url_fact(record)
        yield from self.file_fact(record.artefact)

    def url_fact(self, record: Evidence) -> Iterable[pf.fact]:
        """The address as a link; one that is wrong as plain text."""
        written = self.options.get("url", "")
        label = _("Verify at") if record.kind in _VERIFIABLE else _("Online at")
        if record.url:
            host = urlsplit(record.url).hostname or record.url
            words = pf.verbatim("", record.url)
            link = pf.web_address("", "", words, refuri=record.url, host=host.removeprefix("www."))
            self.at(link, "url")
            yield fact_of("url", label, text_of(link))
        elif written:
            yield fact_of("url", label, exactly(written))

    def file_fact(self, artefact: Artefact | None) -> Iterable[pf.fact]:
        """A file that is no figure: a download, or its name if it cannot be used."""
        written = self.options.get("file", "")
        if artefact and not artefact.is_image:
            name = artefact.path.rpartition("/")[2]
            link = addnodes.download_reference(
                "", "", pf.verbatim("", name), reftarget=f"/{artefact.path}"
            )
            self.at(link, "file")
            yield fact_of("file", _("File"), text_of(link))
        elif not artefact and written:
            yield fact_of("file", _("File"), exactly(written))

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
            date = self.date_words(record.date) if record.date else ""
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
