"""The files of evidence as the site has them: where each is, and the digest of its bytes."""

from __future__ import annotations

import hashlib
import posixpath
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..domain import portfolio

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ..model import Evidence


class PublishedFiles:
    """What a site that was built has of the files of evidence; each file is read once.

    Sphinx copies pictures and downloads under names of its own. Those stand in the environment,
    also when this build wrote none of the pages that show them.
    """

    def __init__(self, builder: Builder) -> None:
        self.env = builder.env
        self.medium = portfolio(builder.env).medium
        self.outdir = Path(builder.outdir)
        self.digests: dict[str, str] = {}

    @cached_property
    def downloads(self) -> dict[str, str]:
        """Where each file that a page offers is, by its path in the source folder."""
        return {
            Path(source).as_posix(): Path(copy).as_posix()
            for source, (_pages, copy) in self.env.dlfiles.items()
        }

    def address(self, record: Evidence) -> str:
        """Where the file is: a URL relative to the root of the site; empty if it is nowhere."""
        return quote(self._place(record))

    def digest(self, record: Evidence) -> str:
        """The SHA-256 of the file, in hexadecimal; empty if it is nowhere."""
        place = self._place(record)
        if place and place not in self.digests:
            with (self.outdir / place).open("rb") as file:
                self.digests[place] = hashlib.file_digest(file, "sha256").hexdigest()
        return self.digests.get(place, "")

    def _place(self, record: Evidence) -> str:
        """The file, relative to the root of the site; a page that is left out publishes none."""
        place = self._copy(record) if record.artefact else ""
        return place if place and (self.outdir / place).is_file() else ""

    def _copy(self, record: Evidence) -> str:
        """What Sphinx calls its copy of the file."""
        path = record.artefact.path if record.artefact else ""
        for source in (self._translated(path, record.docname), path):
            if source in self.env.images:
                return self.medium.picture_name(self.env.images[source][1])
        return self.medium.download_name(self.downloads[path]) if path in self.downloads else ""

    def _translated(self, path: str, docname: str) -> str:
        """The picture that Sphinx takes instead for readers of another language, if there is one.

        ``figure_language_filename`` says what it is called.
        """
        root, ext = posixpath.splitext(f"/{path}")
        folder, page = posixpath.dirname(root), posixpath.dirname(docname)
        config = self.env.config
        written = config.figure_language_filename.format(
            root=root,
            ext=ext,
            path=f"{folder.rstrip('/')}/",
            basename=posixpath.basename(root),
            docpath=page and f"{page}/",
            language=config.language,
        )
        return posixpath.normpath(posixpath.join("/", page, written)).lstrip("/")
