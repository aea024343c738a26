"""What is better for the site of a person than for a manual, where its owner says nothing else."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import redirect_stdout, suppress
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..config import written

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_OPEN_GRAPH = "sphinxext.opengraph"


def load_quietly(app: Sphinx) -> None:
    """Load sphinxext-opengraph before Sphinx does, and without its word to the terminal.

    It says in every build that matplotlib is missing, which nobody needs here. This can go when it
    logs that, or says it only where social cards are asked for; version 0.13 does neither.
    """
    if _OPEN_GRAPH in app.config.extensions:
        with suppress(ImportError), redirect_stdout(io.StringIO()):
            import_module(_OPEN_GRAPH)


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Set what is not set in ``conf.py`` or on the command line, of Sphinx and of neighbours."""
    said = {*written(config), *config.overrides}
    for name, value in _defaults(config).items():
        if name in config.values and name not in said:
            setattr(config, name, value)


def _defaults(config: Config) -> dict[str, object]:
    name = owner_name(config)
    base = str(config.html_baseurl or "").strip()
    ours: dict[str, object] = {
        "html_title": name,
        "html_show_sourcelink": False,  # a reader came for the person, not for Markdown
        # sphinxext-opengraph
        "ogp_site_url": base,
        "ogp_site_name": name,
        "ogp_social_cards": {"enable": False},  # they need matplotlib, and fonts
        # sphinx-notfound-page, which knows Read the Docs only
        "notfound_urls_prefix": f"/{urlsplit(base).path.strip('/')}/".replace("//", "/"),
    }
    if not config.copyright:
        ours["html_show_copyright"] = False  # "Copyright ©", and nobody behind it
    if config.portfolio_credit is False:
        ours["html_show_sphinx"] = False
    return ours


def owner_name(config: Config) -> str:
    """Whose site it is; it is asked before ``portfolio_owner`` is checked."""
    owner = config.portfolio_owner
    name = owner.get("name") if isinstance(owner, Mapping) else ""
    return " ".join(name.split()) if isinstance(name, str) and name.strip() else config.project
