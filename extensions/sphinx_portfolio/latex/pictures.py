"""Hand LaTeX only pictures that it can print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..artefacts.printing import for_print
from ..nodes import certificate_image
from ..warnings import WarningType, warn

# Inches of A4 and letter paper that text can take.
_TEXT = (6.5, 9.5)
_CERTIFICATE = (6.5, 4.0)  # 40 % of a page


class PrintPictures(SphinxPostTransform):
    """Give every picture a printable copy, under a name without surprises."""

    formats = ("latex",)
    default_priority = 90  # before Sphinx looks for converters of its own

    def run(self, **kwargs: Any) -> None:
        """Replace the file of every picture."""
        folder = Path(self.env.doctreedir) / "portfolio-print"
        for node in list(self.document.findall(nodes.image)):
            candidates: dict[str, str] = node.get("candidates") or {}
            path = candidates.get("*", "")
            if not path or Path(path).suffix.lower() in {".pdf", ".eps"}:
                continue
            room = _CERTIFICATE if isinstance(node, certificate_image) else _TEXT
            try:
                made = for_print(self.env.srcdir / path, folder, room)
            except ImportError:
                message = "drawings (SVG) get into the PDF with the package resvg-py: pip install "
                self.leave_out(node, f"{message}'sphinx-portfolio[pdf]'.")
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
