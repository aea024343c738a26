"""sphinx-portfolio: show what you can do, with evidence and reflection, from plain text.

A Sphinx extension with the directives ``evidence``, ``reflection`` and ``star-reflection``.
"""

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
    nodes,
    pages,
    rebuild,
    references,
    views,
)
from .config import add_reflection_model
from .directives import add_listing
from .domain import PortfolioDomain, portfolio
from .export.common import OneFileBuilder
from .model import Evidence, Reflection, Skill
from .order import BEFORE_OTHERS
from .version import __version__
from .views.view import ListingView

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]

#: What projects and other extensions may rely on; the guide describes it.
__all__ = [
    "Evidence",
    "ListingView",
    "OneFileBuilder",
    "Reflection",
    "Skill",
    "__version__",
    "add_listing",
    "add_reflection_model",
    "portfolio",
    "setup",
]

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
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
    references.register(app)
    checks.register(app)
    views.register(app)
    export.register(app)
    rebuild.register(app)
    collector.register(app)
    latex.register(app)
    epub.register(app)
    app.connect("config-inited", _add_files)
    for style in ("portfolio.css", "portfolio-listings.css", "portfolio-filter.css"):
        app.add_css_file(style)
    # Before intersphinx, which answers for other projects only.
    app.connect("missing-reference", _resolve_numref, priority=BEFORE_OTHERS)
    return {
        "version": __version__,
        "env_version": 4,
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
