"""Pages of plain Markdown in an ordinary build: read as if they used the directives.

What is evidence in them, and what a reflection, is told by `reading.plain_markdown`; their files
stay as they are, so that they look right on GitHub, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_parser.parsers.sphinx_ import MystParser
from sphinx.errors import SphinxError

from ..domain import portfolio
from ..faults import WarningType
from ..importing.markdown.repository import repository_of
from ..order import SETTLED
from ..warnings import warn
from .project import README, PlainProject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from .addresses import Origin

_ROOT = "index"
# A longer one was made by nobody.
_LONGEST_CONFIG = 65_536


def register(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("config-inited", name_root, priority=SETTLED)
    app.connect("builder-inited", prepare)
    app.connect("env-get-outdated", pages_to_read_again)
    app.connect("html-page-context", name_source)


def name_root(app: Sphinx, config: Config) -> None:
    """Let a ``README`` that the owner made the root page be called as those that we make it.

    A web site wants an ``index.html``.
    """
    written = config.root_doc
    files = (Path(app.srcdir, f"{_ROOT}{suffix}") for suffix in config.source_suffix)
    if (
        not config.portfolio_plain_markdown
        or written.lower() != README
        or any(map(Path.exists, files))
    ):
        return
    config.root_doc = _ROOT
    for name in ("latex_documents", "man_pages", "texinfo_documents"):
        config[name] = [
            (_ROOT, *document[1:]) if document[0] == written else document
            for document in config[name]
        ]


def prepare(app: Sphinx) -> None:
    """Put our parser and our project before those that are there, if any page is plain."""
    if not portfolio(app.env).settings.plain_markdown:
        return
    from .parser import parser_like  # it is large, and most portfolios use the directives

    outputs = [app.outdir, app.doctreedir]
    project = PlainProject(app.srcdir, app.config.source_suffix, app.config.root_doc, outputs)
    project.restore(app.project)
    app.project = app.env.project = project
    parsers = {*app.registry.get_source_parsers().values()}
    ours = [parser for parser in parsers if issubclass(parser, MystParser)]
    for parser in ours:
        app.add_source_parser(parser_like(parser), override=True)
    if not ours:
        warn(
            WarningType.CONFIG,
            "conf.py: portfolio_plain_markdown: another extension than MyST reads Markdown here, "
            "so pages without directives stay as they are. The value is ignored.",
        )


def pages_to_read_again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """The plain pages that would be read otherwise now, though they are as they were."""
    domain = portfolio(env)
    if not domain.settings.plain_markdown:
        return []
    from .addresses import has_changed

    root = env.config.root_doc
    if root not in env.found_docs:
        raise SphinxError(
            "there is no home page. Write one, called README.md, into the folder of your pages: "
            f"{app.srcdir}"
        )
    around = _origin(app), str(env.doc2path(root, base=False))
    if around != (domain.data["origin"], domain.data["home"]):
        domain.data["origin"], domain.data["home"] = around
        return [*env.found_docs]
    asked: dict[str, dict[str, bool]] = domain.data["asked"]
    return [page for page, paths in asked.items() if has_changed(Path(app.srcdir), paths)]


def _origin(app: Sphinx) -> Origin:
    """The owner's repository on GitHub, as far as the folders of the pages and of conf.py say."""
    from .addresses import Origin

    srcdir = Path(app.srcdir)
    for folder in dict.fromkeys((srcdir, Path(app.confdir))):
        try:
            with Path(folder, ".git", "config").open(encoding="utf-8") as file:
                found = repository_of(file.read(_LONGEST_CONFIG))
        except (OSError, ValueError):
            continue
        if found and srcdir.is_relative_to(folder):
            return Origin(found, srcdir.relative_to(folder).as_posix(), is_certain=True)
    return Origin()


def name_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Name the copy of the source of the home page, which Sphinx thinks is called like the page."""
    project = app.env.project
    if isinstance(project, PlainProject) and pagename == project.home_page:
        suffix = project.doc2path(pagename, absolute=False).suffix
        # Themes would link to a file on GitHub that is not there.
        context["page_source_suffix"] = ""
        if context.get("sourcename"):
            ending = app.config.html_sourcelink_suffix
            context["sourcename"] = f"{pagename}{suffix}{'' if ending == suffix else ending}"
