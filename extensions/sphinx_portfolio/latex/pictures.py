"""Hand LaTeX only pictures that it can print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..artefacts.printing import first_page, for_print
from ..domain import portfolio
from ..model import Evidence
from ..nodes import card_image, certificate_image, evidence_item
from ..order import AFTER_VIEWS, BEFORE_CONVERTERS
from ..warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# Inches of A4 and letter paper that text can take.
_TEXT = (6.5, 9.5)
_ROOM: dict[type[nodes.image], tuple[float, float]] = {
    certificate_image: (6.5, 4.0),  # 40 % of a page
    card_image: (3.0, 1.4),
}


def _folder(env: BuildEnvironment) -> Path:
    """Where printable copies are kept between builds."""
    return Path(env.doctreedir) / "portfolio-print"


def _needs(what: str, package: str) -> str:
    """Say what to install for the PDF."""
    install = "pip install 'sphinx-portfolio[pdf]'"
    return f"{what} into the PDF with the package {package}: {install}."


class PrintDocuments(SphinxPostTransform):
    """Show the first page of a PDF where the site offers the file."""

    formats = ("latex",)
    default_priority = BEFORE_CONVERTERS + 5

    def run(self, **kwargs: Any) -> None:
        """Add the first page below the facts of every item whose artefact is a PDF."""
        domain = portfolio(self.env)
        for node in list(self.document.findall(evidence_item)):
            record = domain.record_of(node)
            artefact = record.artefact if isinstance(record, Evidence) else None
            if artefact and artefact.path.lower().endswith(".pdf"):
                self.show(node, artefact.path)

    def show(self, node: evidence_item, path: str) -> None:
        """Put the first page after the title of an item, around which the facts will stand."""
        try:
            made = first_page(self.env.srcdir / path, _folder(self.env))
        except ImportError:
            self.leave_out(node, _needs("PDF files get", "pypdf"))
            return
        except (OSError, ValueError) as error:
            self.leave_out(node, f"{path!r} cannot be printed: {error}.")
            return
        name = str(made)
        alt = f"{node.title_text()}, {path.rpartition('/')[2]}"
        image = certificate_image(uri=name, alt=alt, candidates={"*": name})
        self.env.images.add_file(self.env.current_document.docname, name)
        node.insert(1, nodes.paragraph("", "", image))

    def leave_out(self, node: evidence_item, message: str) -> None:
        """Say why only the name of the file is printed."""
        message = f"{message} Its name is printed instead."
        warn(WarningType.UNPRINTABLE_PICTURE, message, node)


class PrintPictures(SphinxPostTransform):
    """Give every picture a printable copy, under a name without surprises."""

    formats = ("latex",)
    default_priority = BEFORE_CONVERTERS
    kind: ClassVar[type[nodes.image]] = nodes.image

    def run(self, **kwargs: Any) -> None:
        """Replace the file of every picture."""
        folder = _folder(self.env)
        for node in list(self.document.findall(self.kind)):
            candidates: dict[str, str] = node.get("candidates") or {}
            path = candidates.get("*", "")
            if not path or Path(path).suffix.lower() in {".pdf", ".eps"}:
                continue
            room = _ROOM.get(type(node), _TEXT)
            try:
                made = for_print(self.env.srcdir / path, folder, room)
            except ImportError:
                self.leave_out(node, _needs("drawings (SVG) get", "resvg-py"))
            except (OSError, ValueError) as error:
                self.leave_out(node, f"{path!r} cannot be printed: {error}.")
            else:
                node["uri"] = str(made)
                node["candidates"] = {"*": str(made)}
                self.env.images.add_file(self.env.current_document.docname, str(made))

    def leave_out(self, node: nodes.image, message: str) -> None:
        """Print the alternative text where the picture cannot be."""
        warn(WarningType.UNPRINTABLE_PICTURE, f"{message} Its text is printed instead.", node)
        words = nodes.inline("", node.get("alt", ""))
        node.replace_self(words)


class PrintCards(PrintPictures):
    """The same for the pictures of galleries, which come late."""

    default_priority = AFTER_VIEWS
    kind = card_image
