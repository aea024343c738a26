"""Bring pixels of every kind to eight bits of sRGB, which is what screens and printers expect."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms

#: Modes in which pixels can be scaled as they are.
_PLAIN = {"L", "LA", "RGB", "RGBA", "CMYK", "LAB"}
#: The colour spaces of ICC profiles (ICC.1:2022, table 19), and the mode that each is for.
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_TO_8_BITS = 1 / 257  # 65535 becomes 255


def white_of(image: Image.Image) -> float:
    """The value that is white; only that of floating point numbers has to be guessed."""
    if image.mode != "F":
        return 255
    extrema = image.getextrema()
    largest = extrema[1] if isinstance(extrema[1], (int, float)) else 255
    return next((white for white in (1, 255, 65_535) if largest <= white), largest)


def plain(image: Image.Image, white: float = 255) -> Image.Image:
    """The same pixels with eight bits for each channel: L, LA, RGB, RGBA, CMYK or LAB."""
    mode = image.mode
    if mode in _PLAIN:
        if "transparency" not in image.info or mode not in {"L", "RGB"}:
            return image
        return image.convert(mode + "A")
    if mode.startswith("I"):
        # Pillow would take all above 255 for white.
        wide = image.convert("I")
        return wide.point(lambda value: value * _TO_8_BITS + 0.5).convert("L")
    if mode == "F":
        scale = 255 / white
        return image.point(lambda value: value * scale + 0.5).convert("L")
    if mode in {"1", "La"}:
        return image.convert("LA" if image.has_transparency_data else "L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def to_srgb(image: Image.Image, info: dict[str | tuple[int, int], object]) -> Image.Image:
    """Plain pixels as L, LA, RGB or RGBA in sRGB; transparency is kept only where there is some.

    :param info: what Pillow read with the picture: ``icc_profile``, ``gamma``.
    """
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    colours = image if alpha is None else image.convert(image.mode[:-1])
    profile = info.get("icc_profile")
    gamma = info.get("gamma")
    if isinstance(profile, bytes) and (converted := _by_profile(colours, profile)):
        colours = converted
    elif isinstance(gamma, float) and "srgb" not in info and not profile:
        colours = _by_gamma(colours, gamma)
    if colours.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        colours = ImageCms.ImageCmsTransform(lab, _srgb(), "LAB", "RGB").apply(colours)
    elif colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha and alpha.getextrema() != (255, 255):
        if colours is image:
            colours = image.copy()
        colours.putalpha(alpha)
    colours.info.clear()
    return colours


def _by_profile(image: Image.Image, content: bytes) -> Image.Image | None:
    """The colours of a profile as sRGB; nothing if it is broken, or for other pixels."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        mode = _MODES.get(profile.profile.xcolor_space.strip(), "")
        if mode == "RGB" and image.mode == "L":
            return (
                ImageCms.ImageCmsTransform(profile, _srgb(), "RGB", "RGB")
                .apply(image.convert("RGB"))
                .getchannel("G")
            )
        if mode != image.mode:
            return None
        made = ImageCms.ImageCmsTransform(profile, _srgb(), mode, "RGB").apply(image)
    except Exception:  # a broken profile can make the library raise anything
        return None
    return made.getchannel("G") if mode == "L" else made


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _by_gamma(image: Image.Image, gamma: float) -> Image.Image:
    """The colours of a PNG with a gAMA chunk as sRGB (PNG, third edition, 11.3.2.2)."""
    if image.mode not in {"L", "RGB"} or not 0.1 <= gamma <= 5 or abs(gamma - 1 / 2.2) < 0.01:
        return image
    table = [_encoded((value / 255) ** (1 / gamma)) for value in range(256)]
    return image.point(table * len(image.getbands()))


def _encoded(light: float) -> int:
    """Light of 0 to 1 as a value of sRGB (IEC 61966-2-1)."""
    value = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(value * 255)
