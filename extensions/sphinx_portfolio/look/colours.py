"""Colours: reading them, their contrast, and the same colour lighter or darker.

Contrast is that of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; it is the same in
all versions from 2.0. Colours are made lighter and darker in OKLCH, in which they keep their hue
for the eye: https://bottosson.github.io/posts/oklab/ (Björn Ottosson, public domain).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import ImageColor

if TYPE_CHECKING:
    from collections.abc import Callable

# How often an interval is halved until it is smaller than what a screen shows.
_STEPS = 20


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of screens (sRGB), each part from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.digits.lower()}"

    @property
    def digits(self) -> str:
        """Six digits, as LaTeX writes a colour."""
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"


def colour_of(words: str) -> Colour:
    """The colour that words name in the ways of CSS: ``#0b6e6e``, ``teal``, ``hsl(180, 82%, 24%)``.

    :raises ValueError: if they name none, or one that lets others through.
    """
    parts = ImageColor.getrgb(words.strip())
    if len(parts) != 3:
        raise ValueError("it is transparent")
    return Colour(*parts)


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours are apart, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: Colour, ground: Colour, ratio: float) -> Colour:
    """The colour itself if it has that contrast to a ground, else the nearest of its hue that has.

    On a light ground it becomes darker, on a dark one lighter. Black on white has 21.
    """
    is_light = _luminance(ground) > 0.18
    end = 0.0 if is_light else 1.0

    def can_be_read(made: Colour) -> bool:
        """Whether it has the contrast, and is on the right side of the ground."""
        is_darker = _luminance(made) < _luminance(ground)
        return is_darker == is_light and contrast(made, ground) >= ratio

    if can_be_read(colour):
        return colour
    lightness, chroma, hue = oklch(colour)
    share = _least(lambda share: can_be_read(_made(lightness, chroma, hue, share, end)))
    return _made(lightness, chroma, hue, share, end)


def oklch(colour: Colour) -> tuple[float, float, float]:
    """Lightness from 0 to 1, chroma, and hue in radians."""
    red, green, blue = map(_light, (colour.red, colour.green, colour.blue))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _least(is_enough: Callable[[float], bool]) -> float:
    """The least share, from 0 to 1, that is enough; 1 has to be."""
    low, high = 0.0, 1.0
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _made(lightness: float, chroma: float, hue: float, share: float, end: float) -> Colour:
    """A colour on its way to black or white, as strong as a screen can show it."""
    lightness += (end - lightness) * share
    paler = _least(lambda share: _is_shown(_linear(lightness, chroma * (1 - share), hue)))
    red, green, blue = (_byte(part) for part in _linear(lightness, chroma * (1 - paler), hue))
    return Colour(red, green, blue)


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_light, (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _light(byte: int) -> float:
    """How much light a part of a colour gives, from 0 to 1."""
    part = byte / 255
    # WCAG wrote 0.03928 until 2021; no part of eight bits lies between the two.
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _byte(light: float) -> int:
    """The part of a colour that gives so much light."""
    light = min(max(light, 0.0), 1.0)
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(part * 255)


def _is_shown(parts: tuple[float, float, float]) -> bool:
    """Whether a screen can show a colour; a rounding is no reason to make it paler."""
    return all(-0.0005 <= part <= 1.0005 for part in parts)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """The light of red, green and blue; beyond 0 and 1 where no screen shows the colour."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
