"""One look at a whole portfolio: Sphinx reads every page, and nothing is written beside them."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.matching import Matcher

from ..directives import NAMES
from ..domain import portfolio
from ..faults import Place, WarningType
from ..model import Evidence
from ..reading.conf_names import line_of, text_of
from .collect import Collector
from .findings import Check, Finding
from .hints import hints
from .others import Known, Message, Told, told
from .places import Places
from .theme import missing_theme
from .trouble import trouble_of
from .unused import files_below, unused
from .watched import Watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    Progress = Callable[[int, int, str], None]

_OF_TEMPLATES = f"portfolio.{WarningType.PLAIN_MARKDOWN.value}"
_OVERRIDES = {
    "portfolio_leak_check": "all",
    # Catalogues would be written beside the pages.
    "gettext_auto_build": False,
}


def check(source: Path, confdir: Path, today: date, progress: Progress = lambda *_: None) -> Check:
    """Look at everything.

    :param source: the folder of the pages.
    :param confdir: the folder of ``conf.py``.
    :param today: what dates are compared with.
    :param progress: is told how many pages are read, of how many, and which is next.
    """
    look = _Look(source, confdir, today, progress)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        _nothing_written(),
        patch_docutils(confdir),
        docutils_namespace(),
    ):
        try:
            look.build(Path(folder))
        except (Exception, SystemExit) as error:
            look.stop(error)
    return look.result()


@contextlib.contextmanager
def _nothing_written() -> Iterator[None]:
    """No bytecode beside the owner's modules, and nothing of theirs where our findings go."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        sys.dont_write_bytecode = before


@dataclass
class _Look:
    source: Path
    confdir: Path
    today: date
    progress: Progress
    messages: list[Message] = field(default_factory=list)
    hints: list[Finding] = field(default_factory=list)
    theme: Told | None = None
    stopped: tuple[Told, Place] | None = None
    known: Known = field(default_factory=Known)
    pages: dict[str, str] = field(default_factory=dict)
    counts: tuple[int, int, int] = (0, 0, 0)
    is_whole: bool = True

    @property
    def conf_py(self) -> Path:
        return self.confdir / "conf.py"

    def build(self, folder: Path) -> None:
        """Let Sphinx read all pages, and collect what is to be told."""
        app = Watched(
            *map(str, (self.source, self.confdir, folder / "out", folder / "doctrees")),
            "dummy",
            confoverrides=dict(_OVERRIDES),
            status=None,
            warning=io.StringIO(),
            freshenv=True,
            tell=self.messages.append,
        )
        if "sphinx_portfolio" not in app.extensions:
            self.messages.clear()  # Sphinx does not know what we ask for
            raise ExtensionError("'sphinx_portfolio' is not among the extensions in conf.py.")
        self.theme = missing_theme(app)
        collector = Collector(app)
        self._watch(app)
        app.build(force_all=True)
        names = {r.name for r in portfolio(app.env).index.linked}
        names |= set(app.env.domains.standard_domain.anonlabels)
        self.known = Known(sorted(app.env.found_docs), sorted(names), NAMES)
        self.pages = {page: str(app.env.doc2path(page)) for page in app.env.found_docs}
        self._add_hints(app, collector)

    def _watch(self, app: Watched) -> None:
        """Tell how far the reading is."""
        pages: list[str] = []
        app.connect("env-before-read-docs", lambda _app, _env, names: pages.extend(names))
        read = iter(range(1, sys.maxsize))
        app.connect("source-read", lambda _a, p, _t: self.progress(next(read), len(pages), p))

    def _add_hints(self, app: Watched, collector: Collector) -> None:
        env = app.env
        records = portfolio(env).index.records
        evidence = sum(isinstance(record, Evidence) for record in records)
        self.counts = (len(env.found_docs), evidence, len(records) - evidence)
        pages = {str(env.doc2path(page, base=False)) for page in env.found_docs}
        is_excluded = Matcher(app.config.exclude_patterns)
        files = [one for one in files_below(self.source) if not is_excluded(one)]
        found = [*hints(collector.facts(), self.today), *unused(files, collector.used(), pages)]
        silent = set(app.config.suppress_warnings)
        self.hints = [one for one in found if not {"hint", one.type} & silent]

    def stop(self, error: BaseException) -> None:
        """Note what stopped the build."""
        self.is_whole = False
        self.stopped = trouble_of(error, self.conf_py)

    def result(self) -> Check:
        """All that was found."""
        places = Places(self.source, self.confdir)
        findings = [self._finding(message, places) for message in self.messages]
        if self.theme:
            line = line_of(text_of(self.conf_py), "html_theme")
            findings.append(places.finding("theme", self.theme, Place(str(self.conf_py), line)))
        if self.stopped:
            findings.append(places.finding("stopped", *self.stopped))
        # What is to be mended needs no hint; pages of plain Markdown have warnings of templates.
        said = {(one.file, one.line) for one in findings if one.type == _OF_TEMPLATES}
        of_pages = map(places.seen_from_conf, self.hints)
        findings += (one for one in of_pages if (one.file, one.line) not in said)
        return Check(tuple(dict.fromkeys(findings)), *self.counts, self.is_whole)

    def _finding(self, message: Message, places: Places) -> Finding:
        words = told(message, self.known)
        place = message.place or Place("", 0)
        if words.page in self.pages:
            place = Place(self.pages[words.page], 1)
        return places.finding(message.type or "sphinx", words, place)
