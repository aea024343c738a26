"""The style sheet of an owner's colour and font, for every theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .accent import Accent

_HEAD = "/* Made of portfolio_accent and portfolio_font in conf.py. */\n"

# Where a browser is older than 2024, the page is light.
_COLOURS = """\
body {{
  --pf-own-accent: {light};
}}

@supports (color: light-dark(#000, #fff)) {{
  body {{
    --pf-own-accent: light-dark({light}, {dark});
  }}
}}
"""

# The first two are what furo and PyData ask; others name a font for each heading.
_LETTERS = """\
body {{
  --font-stack: {stack};
  --pst-font-family-base: {stack};
  --pst-font-family-heading: {stack};
  font-family: {stack};
}}

body :is(div.body, div.sphinxsidebar, div.rst-content, .wy-menu-vertical, .wy-side-nav-search)
  :is(h1, h2, h3, h4, h5, h6, p.caption, .rubric, input, a) {{
  font-family: inherit;
}}
"""


def style_sheet(accent: Accent | None, stack: str) -> str:
    """CSS for what is chosen; nothing if nothing is.

    :param stack: the value of ``font-family``, or nothing.
    """
    colours = _COLOURS.format(light=accent.light, dark=accent.dark) if accent else ""
    letters = _LETTERS.format(stack=stack) if stack else ""
    return _HEAD + "\n".join(filter(None, (colours, letters))) if colours or letters else ""
