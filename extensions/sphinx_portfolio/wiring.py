"""Where all rooms meet: what each adds to Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import (
    checks,
    collector,
    config,
    directives,
    epub,
    export,
    hidden,
    html,
    latex,
    leak_check,
    name_check,
    navigation,
    nodes,
    pages,
    paper,
    plain_pages,
    rebuild,
    references,
    site,
    typst,
    views,
)
from .domain import PortfolioDomain, portfolio
from .order import BEFORE_OTHERS, LAST
from .titles import keep_words_in_menus
from .version import __version__

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_HERE = Path(__file__).parent
_STYLES = (
    "portfolio.css",
    "portfolio-owner.css",
    "portfolio-listings.css",
    "portfolio-skills.css",
    "portfolio-filter.css",
    "portfolio-network.css",
)


def wire(app: Sphinx) -> ExtensionMetadata:
    """Wire everything to the application."""
    _add_markdown(app)
    app.setup_extension("sphinx_design")
    app.add_message_catalog("sphinx_portfolio", str(_HERE / "locale"))
    config.declare(app)
    app.add_domain(PortfolioDomain)
    _add_nodes(app)
    directives.register(app)
    hidden.register(app)
    pages.register(app)
    plain_pages.register(app)
    references.register(app)
    checks.register(app)
    leak_check.register(app)
    name_check.register(app)
    views.register(app)
    export.register(app)
    site.register(app)
    navigation.register(app)
    rebuild.register(app)
    collector.register(app)
    paper.register(app)
    latex.register(app)
    typst.register(app)
    epub.register(app)
    app.connect("config-inited", _add_files)
    app.connect("doctree-read", keep_words_in_menus, priority=LAST)
    for style in _STYLES:
        app.add_css_file(style)
    app.add_css_file("portfolio-print.css", media="print")
    # Before intersphinx, which answers for other projects only.
    app.connect("missing-reference", _resolve_numref, priority=BEFORE_OTHERS)
    return {
        "version": __version__,
        "env_version": 7,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_markdown(app: Sphinx) -> None:
    """Let MyST read Markdown, unless another extension does; two for one suffix stop Sphinx."""
    # MyST-NB brings MyST along, wherever it stands in the list of extensions.
    if ".md" not in app.registry.source_suffix and "myst_nb" not in app.config.extensions:
        app.setup_extension("myst_parser")


def _add_nodes(app: Sphinx) -> None:
    app.add_node(nodes.portfolio_item)
    for node in html.VISITORS:
        app.add_node(node, html=html.VISITORS[node], latex=latex.VISITORS[node])


def _add_files(_app: Sphinx, config: Config) -> None:
    # New lists: the old ones may be Sphinx's defaults, shared by all builds of a process.
    config.html_static_path = [*config.html_static_path, str(_HERE / "static")]
    config.templates_path = [*config.templates_path, str(_HERE / "templates")]


def _resolve_numref(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element
) -> Element | None:
    return portfolio(env).resolve_numref(env, app.builder, node, contnode)
