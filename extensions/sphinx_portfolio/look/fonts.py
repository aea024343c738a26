"""Fonts by name: stacks of what is on readers' devices already, so that nothing is fetched.

The stacks are those of Modern Font Stacks by Dan Klammer, https://modernfontstacks.com (CC0).
"""

from __future__ import annotations

#: What each name stands for, as CSS writes it.
STACKS = {
    "system": "system-ui, sans-serif",
    "humanist": (
        "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'DejaVu Sans', source-sans-pro, sans-serif"
    ),
    "geometric": "Avenir, Montserrat, Corbel, 'URW Gothic', source-sans-pro, sans-serif",
    "classical": "Optima, Candara, 'Noto Sans', source-sans-pro, sans-serif",
    "rounded": (
        "ui-rounded, 'Hiragino Maru Gothic ProN', Quicksand, Comfortaa, Manjari, "
        "'Arial Rounded MT Bold', Calibri, source-sans-pro, sans-serif"
    ),
    "serif": "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, serif",
    "old-style": "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, serif",
    "slab": "Rockwell, 'Rockwell Nova', 'Roboto Slab', 'DejaVu Serif', 'Sitka Small', serif",
}
