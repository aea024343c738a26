"""sphinx-portfolio: show what you can do, with evidence and reflection, from plain text.

A Sphinx extension with the directives ``evidence``, ``reflection`` and ``star-reflection``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .late import loaded_late
from .version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .config import add_reflection_model
    from .directives import add_listing
    from .domain import portfolio
    from .export.common import OneFileBuilder
    from .model import Evidence, Reflection, Skill
    from .views.view import ListingView

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

# The command needs no Sphinx to show its help.
_MODULES = {
    "Evidence": "model",
    "ListingView": "views.view",
    "OneFileBuilder": "export.common",
    "Reflection": "model",
    "Skill": "model",
    "add_listing": "directives",
    "add_reflection_model": "config",
    "portfolio": "domain",
}

__getattr__ = loaded_late(__name__, _MODULES)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire everything to the application."""
    from .wiring import wire

    return wire(app)
