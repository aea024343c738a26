"""Certificates as whole pages, at the end of a document: which, and what stands with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from .. import nodes as pf
from ..files.errors import reason
from ..files.publish import Form, Purpose, Source
from ..leaks import find_links
from ..model import OWN_WORK, PICTURES, Evidence, FileKind, is_web_address
from ..names import part_of
from ..publishing import ELSEWHERE
from ..warnings import WarningType, warn
from ..words import date_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..domain import PortfolioDomain
    from ..model import Artefact
    from ..publishing import Publishing

_ = get_translation("sphinx_portfolio")


# Pages of one file that are printed whole.
MOST_PAGES = 50
#: Inches that a page can take, upright or turned, and dots per inch that print needs.
_AREA, _RESOLUTION = (6.7, 10.1), 300


class whole_files(nodes.container):
    """The last part of a document: its ``title`` in words, and pages that hold `whole_file`."""


class whole_file(nodes.container):
    """A certificate as whole pages: its `whole_title`, facts, caption, and `whole_page` for each.

    ``address`` is where readers can check it, or nothing.
    """


class whole_title(nodes.rubric):
    """The title of a `whole_file`; a heading."""


class whole_page(nodes.image):
    """One page; ``source`` says of which file, and ``pixels`` its shape."""


def add_whole_files(
    tree: nodes.document, domain: PortfolioDomain, *, only_documents: bool
) -> list[whole_page]:
    """Add a last part to a document with all certificates, and lead from items to it.

    :param only_documents: whether it holds only PDF files, whose first page the item still shows;
        else pictures as well, and items without figures.
    :returns: the pages, which have no pictures yet.
    """
    part = whole_files("", title=str(_("Certificates")))
    made: list[whole_page] = []
    for item in list(tree.findall(pf.evidence_item)):
        record = domain.record_of(item)
        if not isinstance(record, Evidence) or record.kind in OWN_WORK:
            continue
        pages = list(_pages(item, record, only_documents))
        if not pages:
            continue
        whole = _whole(item, record, pages)
        if not only_documents:
            said = (record.title, record.issuer, date_words(domain, record.date))
            _take_figures(item, whole, pages, ", ".join(filter(None, said)))
        page = addnodes.start_of_file(docname=item["docname"])
        page += whole
        part += page
        made += pages
        _lead_on(item, whole)
    if made:
        home = next((one for one in tree if isinstance(one, nodes.section)), tree)
        home.append(part)
    return made


def whole_anchor(record: Evidence) -> str:
    """The id of the pages on which an item is whole."""
    return part_of(record.anchor, "whole")


def _pages(item: pf.evidence_item, record: Evidence, only_documents: bool) -> Iterator[whole_page]:
    """The pages of all files of an item that its figures show."""
    for image in item.findall(pf.certificate_image):
        artefact = record.artefacts[image["number"]]
        is_document = artefact.kind is FileKind.DOCUMENT
        if not is_document and (only_documents or artefact.kind not in PICTURES):
            continue
        numbers = range(1, min(artefact.pages, MOST_PAGES) + 1) if is_document else (0,)
        if artefact.pages > MOST_PAGES:
            message = (
                f"{artefact.path!r}: only {MOST_PAGES} of the {artefact.pages} pages are printed "
                "whole. Save the pages that matter as a file of their own."
            )
            warn(WarningType.UNPRINTABLE_PICTURE, message, image)
        for number in numbers:
            page = whole_page("", alt=_words(image["alt"], record.title, artefact, number))
            page["candidates"] = {"?": ""}
            page["source"] = Source(artefact.path, number, artefact.keeps_metadata)
            page["pixels"] = (artefact.width, artefact.height)
            page["number"] = image["number"]
            page.source, page.line = image.source, image.line
            yield page


def _words(alt: str, title: str, artefact: Artefact, number: int) -> str:
    """What a page shows; the owner described one of them."""
    if artefact.pages < 2 or number == max(artefact.page, 1):
        return alt or title
    numbers = {"page": number, "pages": artefact.pages}
    return f"{title}, {_('page %(page)s of %(pages)s') % numbers}"


def _whole(item: pf.evidence_item, record: Evidence, pages: list[whole_page]) -> whole_file:
    """What stands with the pages: the head of the item."""
    whole = whole_file("", ids=[whole_anchor(record)], address=checked_address(record.url))
    whole["name"] = record.title
    header = next(one for one in item.children if isinstance(one, pf.item_header))
    for node in header.children:
        copied = _copied(node)
        if isinstance(node, pf.item_title):
            copied = whole_title("", "", *copied.children)
        whole += copied
    whole += pages
    return whole


def checked_address(url: str) -> str:
    """An address that a reader can look up: on the web, and not among somebody's files."""
    return url if is_web_address(url) and not find_links(url) else ""


def _copied(node: nodes.Node) -> nodes.Element:
    """A node again, whose ids stay where they are."""
    copied = cast("nodes.Element", node.deepcopy())
    for one in copied.findall(nodes.Element):
        one["ids"] = []
    return copied


def _take_figures(
    item: pf.evidence_item, whole: whole_file, pages: list[whole_page], usual: str
) -> None:
    """Take figures out of an item that are shown whole; their captions go with them.

    :param usual: a caption that says no more than the head of the item.
    """
    numbers = {page["number"] for page in pages}
    for image in list(item.findall(pf.certificate_image)):
        if image["number"] not in numbers:
            continue
        figure = image.parent
        whole["ids"] += figure["ids"]
        whole.extend(
            nodes.paragraph("", "", *one.children)
            for one in figure.children
            if isinstance(one, nodes.paragraph | nodes.caption)
            and not isinstance(one, pf.file_line)
            and one.astext() != usual
        )
        holder = figure.parent
        holder.remove(figure)
        if isinstance(holder, pf.file_set) and not holder.children:
            holder.parent.remove(holder)


def _says_something(item: pf.evidence_item) -> bool:
    """Whether there is more of an item than its head and foot."""
    inner = (one for one in item.children if not isinstance(one, pf.item_header | pf.item_foot))
    return any(one.astext().strip() or any(one.findall(nodes.image)) for one in inner)


def _lead_on(item: pf.evidence_item, whole: whole_file) -> None:
    """Say in an item on which page it is whole, or let only that stay."""
    if not _says_something(item):
        foot = [one for one in item.children if isinstance(one, pf.item_foot)]
        facts = next((one for one in whole.children if isinstance(one, pf.fact_list)), None)
        for one in foot:
            more = [fact for inner in one.children for fact in inner.children]
            if facts is None:
                whole.insert(1, pf.fact_list("", *more))
            else:
                facts += more
        whole["ids"] = [*item["ids"], *whole["ids"]]
        item.parent.remove(item)
        return
    header = next(one for one in item.children if isinstance(one, pf.item_header))
    # Translators: where a certificate is printed on pages of its own: "in full, p. 9".
    link = nodes.reference("", str(_("in full")), refid=whole["ids"][0], internal=True)
    fact = pf.fact_of("whole", str(_("File")), pf.text_of(link))
    facts = next((one for one in header.children if isinstance(one, pf.fact_list)), None)
    if facts is None:
        header += pf.fact_list("", fact)
    else:
        facts += fact


# -- their pictures


def purpose_of(page: whole_page, resolution: int = _RESOLUTION, quality: int = 0) -> Purpose:
    """What the copy of a page is for: as large as paper can show it.

    :param quality: that of a JPEG; 0 where it can stay what it is, such as the page of a PDF.
    """
    width, height = page["pixels"]
    area = _AREA[::-1] if width > height else _AREA
    across, up = (round(inches * resolution) for inches in area)
    return Purpose(Form.PAGE, (across, up), quality)


def show_page(publishing: Publishing, page: whole_page) -> None:
    """Let a page show a copy of its file, the page of a PDF as it is; else say why it cannot."""
    try:
        copies, _removed = publishing.publish(ELSEWHERE, page["source"], purpose_of(page))
        if copies[0].width and copies[0].height:
            page["pixels"] = (copies[0].width, copies[0].height)
        publishing.show(page, ELSEWHERE, copies)
    except (ImportError, OSError, ValueError) as error:
        say_why_not(publishing, page, error)


def say_why_not(publishing: Publishing, page: whole_page, error: Exception) -> None:
    """Say why a page is left out; where the figure of its item is, too, that is said already."""
    path = page["source"].path
    message = f"{path!r} cannot be shown: {reason(error)} Its text is shown instead."
    publishing.warn(publishing.fault_of(error), message, page)
