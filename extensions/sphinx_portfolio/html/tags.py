"""What visitors for HTML are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator

    from ..nodes import Visitor


def attributes_of(self: HTML5Translator, node: nodes.image) -> dict[str, str]:
    """What a picture says to a browser: copies to choose from, and the room it takes."""
    uri = node["uri"]
    if uri in self.builder.images:  # Sphinx publishes it
        uri = f"{self.builder.imgpath}/{quote(self.builder.images[uri])}"
    attributes = {"src": uri, "alt": node.get("alt", "")}
    if "srcset" in node:
        attributes["srcset"] = ", ".join(f"{one} {width}w" for one, width in node["srcset"])
        attributes["sizes"] = node["sizes"]
    if "pixels" in node:
        width, height = node["pixels"]
        attributes |= {"width": str(width), "height": str(height)}
    return attributes | {"loading": "lazy", "decoding": "async"}


def style_of(node: nodes.Element) -> dict[str, str]:
    """The shape of a picture for the style sheet, and the width that its owner wants."""
    shape = ["--pf-shape: {} / {}".format(*node["pixels"])] if "pixels" in node else []
    width = [f"width: {node['width']}"] if "width" in node else []
    return {"style": "; ".join(shape + width)} if shape or width else {}


def add_attribute(self: HTML5Translator, tag: str, name: str, value: str) -> None:
    """Give an attribute to the tag that was just opened."""
    self.body[-1] = self.body[-1].replace(f"<{tag}", f'<{tag} {name}="{self.attval(value)}"', 1)


def close_tag(self: HTML5Translator, node: nodes.Element) -> None:
    """Close what a visitor opened, with what it left in the context."""
    self.body.append(self.context.pop())


def tag(name: str, css_class: str, newline: str = "\n") -> tuple[Visitor, Visitor]:
    """Visit and depart functions that wrap a node in one element."""
    plain = f'<{name} class="{css_class}">' if css_class else f"<{name}>"

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        # Pages have thousands of these; working out attributes is for those that have some.
        has_more = node["ids"] or node["classes"]
        self.body.append(self.starttag(node, name, "", CLASS=css_class) if has_more else plain)

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(f"</{name}>{newline}")

    return visit, depart


def dotted(css_class: str) -> tuple[Visitor, Visitor]:
    """The same for a paragraph whose pieces the style sheet parts with dots."""
    visit_line, depart_line = tag("p", css_class)

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        visit_line(self, node)
        self.body.append('<span class="pf-dotted">')

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append("</span>")
        depart_line(self, node)

    return visit, depart
