"""The files of evidence, as each output can show them: figures, players, cards to open a file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..domain import portfolio
from ..files.errors import reason
from ..files.publish import Source, offered, pictured
from ..files.recordings import media_type
from ..files.strip import CannotStripError
from ..mediums import Pictures
from ..model import OWN_WORK, PICTURES, PLAYED, Artefact, Evidence, FileKind
from ..order import BEFORE_CONVERTERS
from ..publishing import Room
from ..words import file_words, left_out_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..domain import PortfolioDomain

_ = get_translation("sphinx_portfolio")

# What a figure takes on paper: 40 % of a page.
_ON_PAPER = (6.5, 4.0)
_WIDE = Room(720, _ON_PAPER, "(max-width: 46rem) 100vw, 44rem")
_BESIDE = Room(360, _ON_PAPER, "(max-width: 46rem) 100vw, 19rem")
_SMALL = Room(240, (3.0, 2.0), "15rem")
# Sides: from this on a picture is wide; from that on, tall.
_WIDE_RATIO, _TALL_RATIO = 1.2, 2.2
#: Kinds that a browser saves instead of opening them.
KEPT = frozenset({FileKind.OFFICE, FileKind.ARCHIVE, FileKind.UNKNOWN})


class ShowFiles(SphinxPostTransform):
    """Publish the files of every item of the page, and show them."""

    default_priority = BEFORE_CONVERTERS

    def run(self, **kwargs: Any) -> None:
        """Fill in what was left open while the page was read."""
        domain = portfolio(self.env)
        for node in list(self.document.findall(pf.evidence_item)):
            record = domain.record_of(node)
            if isinstance(record, Evidence) and record.artefacts:
                FilesView(node, record, domain, self.env.current_document.docname).show()


def figure_rooms(record: Evidence) -> Iterable[tuple[Artefact, Room]]:
    """The pictures of an item, each with the place that it takes when nothing is said of it."""
    for artefact in record.artefacts:
        if artefact.is_pictured:
            is_main = artefact == record.artefact
            yield artefact, room_at(place_of(artefact)) if is_main else _SMALL


def prepare_files(domain: PortfolioDomain, pages: Iterable[str]) -> None:
    """Make the copies that pages will show of the files of items, several at once."""
    if domain.medium.pictures is Pictures.NONE or domain.medium.is_pack:
        return  # a pack holds few of them, and makes those as small as it needs them
    records = [record for page in pages for record in domain.index.by_page.get(page, ())]
    evidence = [record for record in records if isinstance(record, Evidence)]
    domain.publishing.prepare(pair for record in evidence for pair in figure_rooms(record))


def place_of(artefact: Artefact, wanted: str = "") -> str:
    """Where a figure stands: where the owner wants it, else as the picture asks for.

    A wide one stands at the ``top``, over the text; others beside the text, at the ``left``.
    """
    if wanted:
        return wanted
    if artefact.kind is FileKind.RECORDING or not artefact.height:
        return "top"
    is_wide = artefact.width >= _WIDE_RATIO * artefact.height and artefact.width > _BESIDE.width
    return "top" if is_wide else "left"


def room_at(place: str) -> Room:
    """The room that a figure has at a place."""
    return _WIDE if place in {"top", "center"} else _BESIDE


class FilesView:
    """The files of one item."""

    def __init__(
        self, node: pf.evidence_item, record: Evidence, domain: PortfolioDomain, page: str
    ) -> None:
        self.node = node
        self.record = record
        self.domain = domain
        self.publishing = domain.publishing
        self.pictures = domain.medium.pictures
        #: Whether its pictures are shown as whole pages elsewhere.
        self.is_whole = domain.medium.is_pack and record.kind not in OWN_WORK
        #: The page that is written, which in a document of many pages is the first.
        self.page = page
        #: What was said of which file: a picture and the line below it fail for one reason.
        self.said: set[str] = set()

    def show(self) -> None:
        """Show all files."""
        for image in list(self.node.findall(pf.certificate_image)):
            artefact = self.record.artefacts[image["number"]]
            if isinstance(image.parent, pf.small_figure):
                self.picture(image, artefact, _SMALL)
                self.describe(image.parent, artefact)
            elif isinstance(image.parent, nodes.figure):
                figure = image.parent
                place = self.node["place"] = place_of(artefact, self.node["align"])
                if artefact.height > _TALL_RATIO * artefact.width:
                    figure["classes"].append("pf-tall")
                self.picture(image, artefact, room_at(place).widened(image.get("width", "")))
                self.describe(figure, artefact)
        for card in list(self.node.findall(pf.file_card)):
            self.card(card, self.record.artefacts[card["number"]])

    def picture(self, image: pf.certificate_image, artefact: Artefact, room: Room) -> None:
        """Let an image show copies of its own; its text, where it cannot."""
        if artefact.width and artefact.height:
            image["pixels"] = (artefact.width, artefact.height)
        is_whole = self.is_whole and artefact.kind is not FileKind.RECORDING
        if self.pictures is Pictures.NONE or is_whole:
            return
        purpose = self.publishing.purpose(room, artefact)
        try:
            copies, _removed = self.publishing.publish(self.page, pictured(artefact), purpose)
            self.publishing.show(image, self.page, copies)
            if self.pictures is Pictures.SCREEN:
                self.on_screen(image, artefact, room)
        except (ImportError, OSError, ValueError) as error:
            self.leave_out(image, artefact, error)

    def on_screen(self, image: pf.certificate_image, artefact: Artefact, room: Room) -> None:
        """What a browser does with it: it chooses a copy, plays it, or opens it."""
        image["sizes"] = room.sizes
        if self.publishing.leaves_out(artefact.path):
            return  # its picture stands for it
        if artefact.kind is FileKind.RECORDING and artefact.is_playable:
            player = self.player(artefact, image["alt"], image["uri"])
            if "width" in image:
                player["width"] = image["width"]
            image.replace_self(player)
            return
        image["classes"].append("no-scaled-link")  # Sphinx would put a link around ours
        try:
            image["link"] = self.address(artefact)
        except CannotStripError:  # the picture of it can be shown all the same
            return
        is_picture = artefact.kind in PICTURES
        image["opens"] = "picture" if is_picture else "document"

    def leave_out(self, image: pf.certificate_image, artefact: Artefact, error: Exception) -> None:
        """Say why a picture is not shown, and show its text."""
        message = f"{artefact.path!r} cannot be shown: {reason(error)} Its text is shown instead."
        self.said.add(artefact.path)
        self.publishing.warn(self.publishing.fault_of(error), message + _cure(error), image)
        image.replace_self(nodes.inline("", image.get("alt") or self.record.title))

    def address(self, artefact: Artefact) -> str:
        """Where a reader finds the file itself."""
        copies, _removed = self.publishing.publish(self.page, offered(artefact))
        return self.publishing.uri(self.page, copies[0])

    # -- players and cards

    def player(self, artefact: Artefact, words: str, poster: str = "") -> pf.player:
        """A video or sound that plays in its place."""
        made = pf.player(
            kind="video" if artefact.kind is FileKind.RECORDING else "audio",
            source=self.address(artefact),
            type=media_type(artefact.path),
            poster=poster,
            words=words or self.record.title,
        )
        if artefact.width and artefact.height:
            made["pixels"] = (artefact.width, artefact.height)
        if artefact.captions:
            made["captions"] = self.publishing.embedded(Source(artefact.captions), "text/vtt")
            made["language"] = self.domain.env.config.language or "en"
        return made

    def card(self, card: pf.file_card, artefact: Artefact) -> None:
        """Fill in a card: what plays in its place, the name of the file, and what it is."""
        card["kind"] = artefact.kind.value
        line = self.line(artefact)
        card.insert(0, line)
        is_left_out = self.publishing.leaves_out(artefact.path)
        if artefact.is_playable and self.pictures is Pictures.SCREEN and not is_left_out:
            try:
                card.insert(0, self.player(artefact, card["alt"]))
            except (ImportError, OSError, ValueError):
                return  # the line says that it cannot be published

    def describe(self, figure: nodes.Element, artefact: Artefact) -> None:
        """Say below a figure what file it shows, where that is more than a picture."""
        if artefact.kind in {FileKind.DOCUMENT, FileKind.RECORDING}:
            figure += self.line(artefact)

    def line(self, artefact: Artefact) -> pf.file_line:
        """The name of a file, which leads to it, and what it is."""
        name = PurePosixPath(artefact.path).name
        link = pf.file_link("", "", pf.verbatim("", name), reftarget=f"/{artefact.path}")
        place = self.node["places"].get("file")
        if place:
            link.source, link.line = place.file, place.line
        is_left_out = self.publishing.leaves_out(artefact.path)
        if self.pictures is Pictures.SCREEN and not is_left_out:
            try:
                link["uri"] = self.address(artefact)
                link["keeps"] = artefact.kind in KEPT
            except (ImportError, OSError, ValueError) as error:
                # Of what browsers do not play, its directive says so.
                is_said = artefact.path in self.said or (
                    isinstance(error, CannotStripError) and artefact.kind in PLAYED
                )
                if not is_said:
                    message = f"{artefact.path!r} is not published: {reason(error)}"
                    kind = self.publishing.fault_of(error)
                    self.publishing.warn(kind, message + _cure(error), link)
        words = file_words(self.domain, artefact)
        if is_left_out:
            words = f"{words}, {left_out_words()}"
        pieces = pf.in_line([link, nodes.inline("", words)])
        return pf.file_line("", "", *pieces, kind=artefact.kind.value)


def _cure(error: Exception) -> str:
    """What the owner of evidence can do besides; text has no such option."""
    is_told = isinstance(error, CannotStripError)
    return " Or write ':metadata: keep' below ':file:'." if is_told else ""
