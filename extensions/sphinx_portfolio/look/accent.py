"""The accent: one colour of the owner's, and what is worked out from it.

Text in the accent is read on the grounds of pages, and text in the colour of the page on grounds
in the accent; so one contrast answers for both.
"""

from __future__ import annotations

from dataclasses import dataclass

from .colours import Colour, colour_of, contrast, nearest

#: What WCAG 2.2 asks of text at level AA, https://www.w3.org/TR/WCAG22/#contrast-minimum.
AA = 4.5

WHITE = Colour(255, 255, 255)
# The grounds of furo and PyData on which the accent is hardest to read.
_LIGHT_PLATE = Colour(0xF3, 0xF4, 0xF5)
_DARK_PLATE = Colour(0x29, 0x31, 0x3D)
# At night, a colour that can just be read looks dull beside white text.
_AT_NIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Accent:
    """An accent as its owner gave it, and as it is used on light and on dark grounds.

    The light one is for paper, too.
    """

    given: Colour
    light: Colour
    dark: Colour

    @property
    def contrast(self) -> float:
        """The contrast of what was given to white."""
        return contrast(self.given, WHITE)

    @property
    def is_too_pale(self) -> bool:
        """Whether what was given cannot be read on white."""
        return self.contrast < AA


def accent_of(words: str) -> Accent:
    """The accent that words name in the ways of CSS.

    :raises ValueError: if they name no colour.
    """
    given = colour_of(words)
    return Accent(given, nearest(given, _LIGHT_PLATE, AA), nearest(given, _DARK_PLATE, _AT_NIGHT))


#: The accent of those who choose none.
DEFAULT = accent_of("#0b6e6e")
