"""Why a drawing is refused, beside what a `ValueError` says of one that is none."""

from __future__ import annotations


class TooComplicatedError(ValueError):
    """A drawing that a browser or a printer would choke on."""

    def __init__(self) -> None:
        super().__init__("it is too complicated to be drawn safely. Export it as PNG")
