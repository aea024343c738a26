"""The menu of furo's pages, made once for a build instead of for each page.

Every page of furo's holds the whole menu. Furo lets Sphinx resolve it and Beautiful Soup take it
apart for each page (its issues 674 and 939), which at 200 pages is half of a build. Here that is
done once, and each page gets what furo would have made, byte for byte. It can go when furo does
so itself.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import sphinx
from sphinx.builders import Builder
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import TocTree
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from ..domain import portfolio
from ..views.theme import is_furo
from .menu import UnknownMenuError
from .outlined import ASKED, FRAME, WORDS, menu_of, pages_with_conditions

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from .menu import Menu

#: The versions of furo and of Sphinx with which all pages were compared; with others, and where
#: another extension has a hand in menus, furo makes them as ever.
FURO = ("2025.12.19",)
SPHINX = ((8, 2), (9, 0))

_logger = logging.getLogger(__name__)


def register(app: Sphinx) -> None:
    """Connect the events; furo is connected when the builder is there."""
    app.connect("builder-inited", _connect)


def _connect(app: Sphinx) -> None:
    """Put ourselves around what furo does for a page, if all is as it was when we compared."""
    if not is_furo(app) or not portfolio(app.env).settings.fast_navigation:
        return
    furo = importlib.import_module("furo")
    if reason := _unknown(app, furo.__version__):
        _logger.debug("[sphinx-portfolio] furo makes each page's menu: %s", reason)
        return
    navigation = Navigation(furo._html_page_context, furo.get_navigation_tree)
    listeners = app.events.listeners["html-page-context"]
    for place, listener in enumerate(listeners):
        if listener.handler is furo._html_page_context:
            # In its place, so that all others come before or after furo as they did.
            listeners[place] = listener._replace(handler=navigation.complete)
            app.connect("write-started", navigation.forget)


def _unknown(app: Sphinx, furo_version: str) -> str:
    """Why menus may be made in another way here than where we compared; nothing if not."""
    if furo_version not in FURO:
        return f"furo {furo_version} was not compared"
    if sphinx.version_info[:2] not in SPHINX:
        return f"Sphinx {sphinx.__display_version__} was not compared"
    builder = type(app.builder)
    for name, known in _METHODS.items():
        if getattr(builder, name, None) not in known or name in vars(app.builder):
            return f"{builder.__name__}.{name} is not Sphinx's"
    if app.registry.get_translator_class(app.builder) is not HTML5Translator:
        return "an extension writes HTML in its own way"
    handlers = app.registry.translation_handlers
    writers = {**handlers.get("html", {}), **handlers.get(app.builder.name, {})}
    changed = sorted(writers.keys() & {node.__name__ for node in (*WORDS, *FRAME)})
    return f"an extension writes {changed} in its own way" if changed else ""


#: What of a builder makes menus, and by whom it may have been written.
_METHODS: dict[str, list[object]] = {
    "handle_page": [StandaloneHTMLBuilder.handle_page],
    "_get_local_toctree": [StandaloneHTMLBuilder._get_local_toctree],
    "render_partial": [StandaloneHTMLBuilder.render_partial],
    "get_relative_uri": [Builder.get_relative_uri],
    "get_target_uri": [StandaloneHTMLBuilder.get_target_uri, DirectoryHTMLBuilder.get_target_uri],
}
#: The name of the function that Sphinx gives to pages for their menu.
_SPHINXS_OWN = "StandaloneHTMLBuilder.handle_page.<locals>.<lambda>"


class Navigation:
    """The menus of a build."""

    def __init__(self, furo: Callable[..., None], html_of: Callable[[str], str]) -> None:
        self._furo = furo
        self._html_of = html_of
        self._menus: dict[frozenset[str], Menu | None] = {}
        self._conditions: frozenset[str] | None = None

    def forget(self, *_event: object) -> None:
        """Make the menus anew in the next build of an application."""
        self._menus, self._conditions = {}, None

    def complete(
        self, app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Do what furo does for a page, but give it a menu that is made already."""
        make = context.get("toctree")
        menu = self._menu(app, pagename) if _is_sphinxs_own(make) else None
        if make is None or menu is None:
            self._furo(app, pagename, template, context, doctree)
            return
        context["toctree"] = lambda **asked: "" if asked == ASKED else make(**asked)
        try:
            self._furo(app, pagename, template, context, doctree)
        finally:
            context["toctree"] = make
        address = app.builder.get_target_uri(pagename)
        context["furo_navigation_tree"] = menu.written(pagename, address)

    def _menu(self, app: Any, page: str) -> Menu | None:
        """The menu for a page; None if furo has to make it."""
        if self._conditions is None:
            self._conditions = pages_with_conditions(app.env)
        above = TocTree(app.env).get_toctree_ancestors(page) if self._conditions else []
        matters = self._conditions.intersection(above)
        if matters not in self._menus:
            try:
                self._menus[matters] = menu_of(app.builder, page, self._html_of)
            except UnknownMenuError as error:
                _logger.debug("[sphinx-portfolio] furo makes each page's menu: %s", error)
                self._menus[matters] = None
        return self._menus[matters]


def _is_sphinxs_own(make: object) -> bool:
    """Whether no extension has its own menu for a page, as sphinx-notfound-page has."""
    return getattr(make, "__qualname__", "") == _SPHINXS_OWN
