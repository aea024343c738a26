"""Pictures and downloads of the owner's text, on their way through the one door."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import nodes as pf
from ..domain import portfolio
from ..files import ArtefactError, Fault, find
from ..files.errors import reason, without
from ..files.inspect import spellings
from ..files.kinds import kind_of
from ..files.publish import Source
from ..mediums import Pictures
from ..model import FileKind
from ..order import BEFORE_CONVERTERS
from ..publishing import TEXT_AREA, WIDEST, Room, pixels_of
from ..warnings import WarningType
from ..words import left_out_words
from .figures import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..model import Artefact

# CSS pixels of a column of text.
_COLUMN = 720
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")
# Addresses that are not seen from the page.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]")
# What TeX prints by itself.
_POSTSCRIPT = frozenset({".eps", ".ps"})


def mend_names(app: Sphinx, document: nodes.document) -> None:
    """Find pictures whose names are written otherwise than the files are called.

    MyST writes ``%20`` for a blank, which Sphinx takes for a part of the name.
    """
    page = app.env.current_document.docname
    for image in document.findall(nodes.image):
        written = str(image["uri"])
        if "://" in written or written.startswith("data:"):
            continue
        if isinstance(image, pf.certificate_image):
            continue  # its directive has found the file
        for name in spellings(written):
            if _file_at(app.env, name, page):
                image["uri"] = name
                break


def _file_at(env: BuildEnvironment, name: str, page: str) -> str:
    """The file that a page calls so, from the source folder; nothing if there is none."""
    try:
        path, file = env.relfn2path(name, page)
        return path if Path(file).is_file() else ""
    except (OSError, ValueError):  # no file can have that name
        return ""


def keep_back_downloads(app: Sphinx, _builder: Builder) -> None:
    """Take from Sphinx the downloads that we publish; it copies those of all pages it has read."""
    domain, files = portfolio(app.env), app.env.dlfiles
    if domain.medium.pictures is not Pictures.SCREEN:
        return
    for path, (pages, _name) in list(files.items()):
        pages -= {page for page in pages if domain.publishes_files_of(page)}
        if not pages:
            del files[path]


class ShowPictures(SphinxPostTransform):
    """Publish the pictures and downloads of the page."""

    default_priority = BEFORE_CONVERTERS

    def run(self, **kwargs: Any) -> None:
        """Replace what leads to a file by what leads to its copy."""
        domain = portfolio(self.env)
        self.publishing = domain.publishing
        self.medium = domain.medium
        self.pictures = self.medium.pictures
        self.only_looks = self.medium.only_looks
        self.page = self.env.current_document.docname
        if not domain.publishes_files_of(self.page):
            return
        for image in list(self.document.findall(nodes.image)):
            if not isinstance(image, pf.certificate_image):
                self.trying(image, self.show)
        if self.is_for_site:
            for link in list(self.document.findall(addnodes.download_reference)):
                if "filename" in link and not isinstance(link, pf.file_link):
                    self.trying(link, self.offer)
            for reference in list(self.document.findall(nodes.reference)):
                if path := self.target_of(reference):
                    self.trying(reference, partial(self.lead, path))

    @property
    def is_for_site(self) -> bool:
        """Whether what a site publishes is published, or at least looked at."""
        return self.pictures is Pictures.SCREEN or self.only_looks

    def trying(self, node: Any, publish: Callable[[Any], None]) -> None:
        """Publish a file; show its text, and say why, if that cannot be done."""
        try:
            publish(node)
        except (ImportError, OSError, ValueError) as error:
            kind = self.publishing.fault_of(error)
            why = reason(error)
            says_so = "" if "is not published" in why else " is not published"
            message = f"{_path_of(node)!r}{says_so}: {why} Its text is shown instead."
            if not self.is_said(node, error):
                self.publishing.warn(kind, message, node)
            words = [nodes.Text(node["alt"])] if node.get("alt") else node.children
            node.replace_self(nodes.inline("", "", *words))

    def is_said(self, node: nodes.Element, error: Exception) -> bool:
        """Whether Sphinx said, when it read the page, that a picture is not there."""
        is_missing = isinstance(error, ArtefactError) and error.fault is Fault.MISSING
        return is_missing and isinstance(node, nodes.image) and self.is_unknown(node)

    def is_unknown(self, image: nodes.image) -> bool:
        """Whether Sphinx did not find the file of a picture."""
        files: Iterable[str] = image.get("candidates", {}).values()
        return not any(file in self.env.images for file in files)

    def tell(self, node: nodes.Element, path: str, removed: Sequence[str]) -> None:
        """Say what the published copy of a file does without."""
        if removed:
            is_drawing = kind_of(path) is FileKind.DRAWING
            kind = WarningType.UNSAFE_SVG if is_drawing else WarningType.UNSAFE_FILE
            self.publishing.warn(kind, f"{path!r}: {without(removed)}", node)

    # -- pictures

    def show(self, image: nodes.image) -> None:
        """Let a picture show copies of its own."""
        path = self.path_of(image)
        if not path or (_suffix(path) in _POSTSCRIPT and self.medium.takes_postscript):
            return
        found = find(self.env.srcdir, path)
        if self.only_looks:
            self.tell(image, path, found.removed)
            return
        room = _room_of(image, found.artefact)
        purpose = self.publishing.purpose(room, found.artefact)
        copies, removed = self.publishing.publish(
            self.page, Source(path, found.artefact.page), purpose
        )
        self.tell(image, path, removed or found.removed)
        self.publishing.show(image, self.page, copies)
        if self.pictures is Pictures.SCREEN:
            self.on_screen(image, found.artefact, room)

    def path_of(self, image: nodes.image) -> str:
        """The file that a picture names, for this builder; nothing if it is none of ours."""
        candidates: dict[str, str] = image.get("candidates") or {}
        if "?" in candidates:
            if "://" in image["uri"] and not self.is_for_site:
                raise ValueError(
                    "it would have to be fetched from the web, which no build does. Save the "
                    "picture in the folder of your pages and name that file."
                )
            return ""
        types = ("*", *self.medium.builder.supported_image_types)
        return next((candidates[one] for one in types if one in candidates), "")

    def on_screen(self, image: nodes.image, artefact: Artefact, room: Room) -> None:
        """Give a browser the copies to choose from, and a way to look closely."""
        made = pf.published_image(image.rawsource, **image.attributes)
        made.source, made.line = image.source, image.line
        made["classes"] = [*image["classes"], "no-scaled-link"]
        made["sizes"] = room.sizes
        if artefact.width and artefact.height:
            made["pixels"] = (artefact.width, artefact.height)
        shown: nodes.Element = made
        is_reduced = artefact.width > room.width or "width" in image or "height" in image
        if is_reduced and not _is_in_link(image) and self.config.html_scaled_image_link:
            copies, _removed = self.publishing.publish(self.page, Source(artefact.path))
            uri = self.publishing.uri(self.page, copies[0])
            shown = nodes.reference("", "", made, refuri=uri, internal=True)
            shown["classes"] = ["pf-enlarge"]
        image.replace_self(shown)

    # -- downloads

    def offer(self, link: addnodes.download_reference) -> None:
        """Let a link lead to the published file."""
        # It is named as seen from the page it was written on, which may be in a folder.
        path, _file = self.env.relfn2path(link["reftarget"], link.get("refdoc") or self.page)
        found = find(self.env.srcdir, path)
        if self.only_looks:
            self.tell(link, path, found.removed)
            return
        if self.publishing.leaves_out(path):
            _leave_out(link)
            return
        copies, removed = self.publishing.publish(self.page, Source(path))
        self.tell(link, path, removed or found.removed)
        made = pf.file_link(link.rawsource, "", *link.children, **link.attributes)
        made.source, made.line = link.source, link.line
        made["uri"] = self.publishing.uri(self.page, copies[0])
        made["keeps"] = found.artefact.kind in KEPT
        link.replace_self(made)

    def target_of(self, link: nodes.reference) -> str:
        """The file that a plain link leads to, relative to the source folder, if it is one."""
        uri = str(link.get("refuri", ""))
        if link.get("internal") or not uri or _ELSEWHERE.match(uri):
            return ""
        return _file_at(self.env, unquote(uri.partition("#")[0]), self.page)

    def lead(self, path: str, link: nodes.reference) -> None:
        """Let a plain link lead to the published file."""
        if self.only_looks:
            self.tell(link, path, find(self.env.srcdir, path).removed)
            return
        if self.publishing.leaves_out(path):
            _leave_out(link)
            return
        copies, removed = self.publishing.publish(self.page, Source(path))
        self.tell(link, path, removed)
        place = str(link["refuri"]).partition("#")[1:]
        link["refuri"] = self.publishing.uri(self.page, copies[0]) + "".join(place)


def _leave_out(link: nodes.Element) -> None:
    """Keep the words of a link to what is not published, and say so."""
    link.replace_self([*link.children, nodes.Text(f" ({left_out_words()})")])


def _is_in_link(image: nodes.image) -> bool:
    """Whether a picture leads somewhere already; the words of some links stand in other nodes."""
    node: nodes.Element | None = image.parent
    while node is not None and isinstance(node, nodes.Inline):
        if isinstance(node, nodes.reference):
            return True
        node = node.parent
    return False


def _path_of(node: nodes.Element) -> str:
    """The file that a node names, relative to the source folder, as far as that is known."""
    return str(node.get("path") or node.get("uri") or node.get("reftarget", "")).lstrip("/")


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _room_of(image: nodes.image, artefact: Artefact) -> Room:
    """The place that a picture takes, by its options and its own pixels."""
    if scale := image.attributes.pop("scale", 0):
        image.setdefault("width", f"{artefact.width * scale // 100}px")
    wanted = str(image.get("width", ""))
    width = min(artefact.width or _COLUMN, _COLUMN)
    if (pixels := pixels_of(wanted)) is not None:
        width = round(min(pixels, WIDEST))
    elif match := _SHARE.fullmatch(wanted):
        width = round(min(_COLUMN * float(match[1]) / 100, _COLUMN))
    width = max(width, 16)
    return Room(width, TEXT_AREA, f"(max-width: {width}px) 100vw, {width}px")
