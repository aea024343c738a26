"""Pictures of a PDF that stand on no page of its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..config import refuse
from ..files.errors import reason
from ..files.publish import Source
from ..model import Artefact
from ..publishing import Room

if TYPE_CHECKING:
    from ..domain import PortfolioDomain

# What the picture on the title page can take.
_TITLE_PICTURE = Room(0, (1.6, 1.6))


def title_picture(domain: PortfolioDomain, path: str) -> str:
    """Put the picture for the title page beside the source of the PDF; how it is named there."""
    if not path:
        return ""
    publishing = domain.publishing
    root = domain.env.config.root_doc
    try:
        copies, _removed = publishing.publish(
            root, Source(path), publishing.purpose(_TITLE_PICTURE, Artefact(path))
        )
        return publishing.uri(root, copies[0])
    except (ImportError, OSError, ValueError) as error:
        refuse("portfolio_picture", f"{path!r}: {reason(error)}")
        return ""
