"""One build by Sphinx, which says how far it is, and in words for authors what stopped it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sphinx.application import Sphinx
from sphinx.cmd import build as command

from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: 0, or 1 if warnings were errors; and the documents of LaTeX.

    ``pdfs`` are the names of what Typst made, and ``app`` knows all that was read.
    """

    status: int
    tex: tuple[str, ...]
    pdfs: tuple[str, ...] = ()
    app: Sphinx | None = None


class StoppedError(BaseException):
    """What stopped a build; its cause is the error. No `Exception`, as Sphinx reports those."""


def run_sphinx(arguments: Sequence[str]) -> Built:
    """Build as ``sphinx-build`` does.

    :param arguments: as for ``sphinx-build``.
    :raises StoppedError: in place of a report with a traceback.
    :raises SystemExit: if the arguments are wrong.
    """
    # Sphinx 9 prints a traceback for each slip in conf.py, and has no door to do otherwise.
    with Progress("Reading") as progress, patch.object(command, "Sphinx", _Told):
        _Told.progress = progress
        status = command.build_main(arguments)
        pdfs = getattr(_Told.app and _Told.app.builder, "made", ())
        return Built(status, _Told.tex, tuple(pdfs), _Told.app)


class _Told(Sphinx):
    """A build that tells how far it is."""

    progress: Progress
    tex: tuple[str, ...] = ()
    app: Sphinx | None = None

    def __init__(self, *arguments: Any, **more: Any) -> None:
        try:
            super().__init__(*arguments, **more)
        except (Exception, KeyboardInterrupt) as error:
            raise StoppedError from error
        _Told.app = self
        _Told.tex = tuple(document[1] for document in self.config.latex_documents)
        pages: list[str] = []
        read = count(1)
        self.connect("env-before-read-docs", lambda _app, _env, names: pages.extend(names))
        self.connect("source-read", lambda _a, p, _t: self.progress(next(read), len(pages), p))
        self.connect("doctree-resolved", lambda _a, _t, page: self.progress.show(f"Writing {page}"))

    def build(self, *arguments: Any, **more: Any) -> None:
        try:
            super().build(*arguments, **more)
        except (Exception, KeyboardInterrupt) as error:
            raise StoppedError from error
