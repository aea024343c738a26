"""The owner's colour, font and letter mark, as files that the pages of this build load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain import portfolio
from ..look.accent import DEFAULT
from ..look.fonts import STACKS
from ..look.letter_mark import letter_mark
from ..look.style_sheet import style_sheet
from ..views.theme import is_furo
from .defaults import owner_name

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..look.accent import Accent

STYLE = "portfolio-look.css"
ICON = "portfolio-icon.svg"
# Where furo has a colour of its owner's.
_BRAND = ("color-brand-primary", "color-brand-content", "color-brand-visited")


def add_style(app: Sphinx) -> None:
    """Let pages load the style sheet, and give furo the accent."""
    domain = portfolio(app.env)
    if domain.medium.has_styles and _sheet(app):
        app.add_css_file(STYLE)
    if is_furo(app) and (accent := domain.settings.accent):
        _colour_furo(app.builder, accent)


def _colour_furo(builder: Any, accent: Accent) -> None:
    """Furo takes its colours from options, in which the owner's own stay."""
    options = dict(builder.theme_options)
    for scheme, colour in (("light", accent.light), ("dark", accent.dark)):
        own = options.get(f"{scheme}_css_variables") or {}
        brand = {} if any(name in own for name in _BRAND) else dict.fromkeys(_BRAND, str(colour))
        options[f"{scheme}_css_variables"] = {"pf-accent": str(colour), **brand, **own}
    builder.theme_options = options


def write_style(app: Sphinx, _builder: Builder) -> None:
    """Write the style sheet and the icon before pages are, which name them by what they hold."""
    medium = portfolio(app.env).medium
    if medium.has_styles and (sheet := _sheet(app)):
        _write(app, STYLE, sheet)
    if medium.is_site:
        accent = portfolio(app.env).settings.accent or DEFAULT
        _write(app, ICON, letter_mark(owner_name(app.config), accent))


def _sheet(app: Sphinx) -> str:
    settings = portfolio(app.env).settings
    return style_sheet(settings.accent, STACKS.get(settings.font, ""))


def _write(app: Sphinx, name: str, text: str) -> None:
    file = Path(app.outdir, "_static", name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def show_icon(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Show the letter mark in the tabs of browsers, unless ``html_favicon`` is set."""
    # Where the key is missing, pages are no HTML.
    if portfolio(app.env).medium.is_site and not context.get("favicon_url", ICON):
        context["favicon_url"] = ICON
