"""Why a file cannot be used, in words for the person who named it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Fault(Enum):
    """Why a file cannot be used."""

    MISSING = "missing"
    OUTSIDE = "outside"
    BAD = "bad"
    UNSAFE = "unsafe"
    NEEDS = "needs"
    KEPT_BACK = "kept back"  # by its owner


class ArtefactError(ValueError):
    """A file that cannot be used; ``str()`` says why and what to do."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


def without(removed: Iterable[str]) -> str:
    """Say what the published copy of a file does without."""
    return (
        f"it holds {', '.join(removed)}, which could act on a reader's device. That is left out of "
        "what is published; the rest is shown."
    )


#: The packages that not everybody needs, by module.
OPTIONAL = ("av", "pillow_heif", "resvg_py", "zxingcpp")


def reason(error: Exception) -> str:
    """Why a file cannot be used, as a sentence, and what to do."""
    if isinstance(error, ImportError):
        package = (error.name or str(error)).replace("_", "-")
        return f"it needs a package that is not installed. Run: pip install {package}."
    words = str(error)
    if isinstance(error, OSError):
        words = error.strerror or words
    return words if words.endswith((".", "?")) else f"{words}."
