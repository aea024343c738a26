"""What pages need beside their text: a script, and for furo what its templates lack."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.locale import _ as sphinx_words
from sphinx.locale import get_translation

from ..domain import portfolio

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_portfolio")

_TOOLS = (
    ("Sphinx", "https://www.sphinx-doc.org/"),
    ("Furo", "https://github.com/pradyunsg/furo"),
)


def add_files(app: Sphinx) -> None:
    """Add the scripts of pages for browsers, and the style sheet for furo."""
    if not portfolio(app.env).medium.is_site:
        return
    app.add_js_file("portfolio.js", loading_method="defer", **_words_of_viewer())
    if is_furo(app):
        app.add_css_file("portfolio-furo.css")
        app.add_js_file("portfolio-furo.js", loading_method="defer")


def _words_of_viewer() -> dict[str, Any]:
    """What the script says where it enlarges pictures, as attributes of its own element."""
    words = {
        "previous": _("Previous picture"),
        "next": _("Next picture"),
        "zoom": _("Actual size"),
        "file": _("Open the file"),
        "close": _("Close"),
    }
    return {f"data-{name}": str(said) for name, said in words.items()}


def is_furo(app: Sphinx) -> bool:
    """Whether the theme is furo, or inherits from it."""
    theme = getattr(app.builder, "theme", None)
    furo = app.registry.html_themes.get("furo")
    return theme is not None and furo in theme.get_theme_dirs()


def complete_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> str | None:
    """Make furo's pages with our template around furo's own."""
    if "portfolio_page" in context or not is_furo(app):
        return None
    return template_for(app, templatename, context)


def template_for(app: Sphinx, template: str, context: dict[str, Any]) -> str:
    """What makes a page by a template of the theme: that, or ours which completes it."""
    if not is_furo(app):
        return template
    # Plain data and functions: the JSON builder writes the one and leaves out the other.
    context["portfolio_page"] = {
        "template": template,
        "pages": _("Pages"),
        "contents": _("On this page"),
        "tools": _("Page tools"),
        "related": sphinx_words("Related Topics"),
        "search": sphinx_words("Search"),
        "headline": _headline(app) if context.get("pagename") == app.config.root_doc else "",
        "credit": _credit(app),
    }
    context["portfolio_landmarks"] = landmarks
    context["portfolio_credited"] = credited
    return "portfolio-furo.html"


def _headline(app: Sphinx) -> str:
    """What stands beside the owner's name in the title of the home page."""
    owner = portfolio(app.env).settings.owner
    return owner.headline if owner else ""


def _credit(app: Sphinx) -> str:
    """What the pages are made with, as HTML; nothing if the owner wants no such line."""
    if not (portfolio(app.env).settings.credit and app.config.html_show_sphinx):
        return ""
    tools = " · ".join(f'<a class="muted-link" href="{url}">{tool}</a>' for tool, url in _TOOLS)
    # Translators: at the foot of a page; names of programs follow.
    words = escape(str(_("Made with")))
    return f"{words} sphinx-portfolio · {tools}"


def credited(footer: str, page: dict[str, str]) -> str:
    """The foot of a page with our line in place of furo's; as it is where furo has changed."""
    before, opening, rest = footer.partition('<div class="left-details">')
    details, closing, after = rest.partition('<div class="right-details">')
    if not closing:
        return footer
    kept = "".join(_block(details, name) for name in ("copyright", "last-updated"))
    line = f'<div class="pf-credit">{page["credit"]}</div>\n' if page["credit"] else ""
    return f"{before}{opening}\n{kept}{line}</div>\n{closing}{after}"


def _block(html: str, css_class: str) -> str:
    """The part of a class, if there is one; it holds no other."""
    _before, opening, rest = html.partition(f'<div class="{css_class}">')
    return f"{opening}{rest.partition('</div>')[0]}</div>\n" if opening else ""


def landmarks(body: str, names: dict[str, str]) -> str:
    """The body of a page, with navigation where furo has something aside."""
    body = _as_navigation(body, "sidebar-drawer", names["pages"])
    return _as_navigation(body, "toc-drawer", names["contents"])


def _as_navigation(body: str, css_class: str, name: str) -> str:
    """``body`` with the first ``<aside>`` of a class as a ``<nav>``, unless it holds others."""
    before, _opening, rest = body.partition(f'<aside class="{css_class}')
    inside, closing, after = rest.partition("</aside>")
    if not closing or "<aside" in inside:
        return body
    nav = f'<nav aria-label="{escape(str(name))}" class="{css_class}'
    return f"{before}{nav}{inside}</nav>{after}"
