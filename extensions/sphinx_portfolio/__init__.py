"""sphinx-portfolio: show what you can do, with evidence and reflection, from plain text.

A Sphinx extension with the directives ``evidence``, ``reflection`` and ``star-reflection``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

_ROOMS = {
    "Evidence": "model",
    "ListingView": "views.view",
    "OneFileBuilder": "export.common",
    "Reflection": "model",
    "Skill": "model",
    "add_listing": "directives",
    "add_reflection_model": "config",
    "portfolio": "domain",
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire everything to the application."""
    from .wiring import wire

    return wire(app)


def __getattr__(name: str) -> Any:
    """What others rely on, when they ask for it: the command needs no Sphinx to show its help."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_ROOMS[name]}", __name__), name)
