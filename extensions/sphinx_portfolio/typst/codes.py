"""QR codes, drawn by segno (Lars Heuer's, https://segno.readthedocs.io)."""

from __future__ import annotations

import io

# Modules that are white around a code, so that cameras find it (ISO/IEC 18004).
_QUIET = 4


def code_of(address: str) -> bytes:
    """A QR code that leads to an address, as SVG.

    :raises ImportError: if the package segno is not installed.
    :raises ValueError: if the address is too long for any.
    """
    import segno

    out = io.BytesIO()
    made = segno.make_qr(address, error="m")  # its error is a ValueError
    made.save(out, kind="svg", border=_QUIET, light="white", xmldecl=False, svgclass=None)
    return out.getvalue()
