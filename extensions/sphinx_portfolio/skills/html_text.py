"""The text of HTML, which exports put where a text belongs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .entries import clean

_NO_TAG = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")
# What shows that a text is HTML: "Knows <b> and <i>" is none, and "R&D;" is not either.
_SURE = re.compile(
    r"</[A-Za-z]|<br[ />]|<[A-Za-z]+ [a-z-]+=|\A\s*<p[ >]"
    r"|&(?:amp|lt|gt|quot|apos|nbsp|[nm]dash|hellip|[lr][sd]quo|[a-zA-Z]{1,2}(?:acute|grave|circ|"
    r"uml|tilde|cedil|lig|ring)|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});"
)
_PARTING = frozenset(
    {"p", "br", "li", "ul", "ol", "div", "td", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
)


def plain(html: str, line: int) -> str:
    """The text of HTML, without its tags and comments.

    :raises CatalogueError: if it is too long.
    """
    first, *others = clean(html, line).split("<!--")
    after = "".join(part.partition("-->")[2] if "-->" in part else part for part in others)
    words = _Words()
    # What is no whole tag is text. Python's parser would search all that follows, at every "<".
    words.feed(_NO_TAG.sub("&lt;", first + after))
    words.close()
    return "".join(words.found)


def plain_if_html(text: str, line: int) -> str:
    """A text that may be HTML: if it is, without its tags and comments, else as it is.

    :raises CatalogueError: if it is HTML and too long.
    """
    return plain(text, line) if _SURE.search(text) else text


class _Words(HTMLParser):
    """Collects the text that a reader would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part what stands on lines of its own."""
        if tag in _PARTING:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Part what stands on lines of its own."""
        self.handle_starttag(tag, [])

    def handle_data(self, data: str) -> None:
        """Keep the text, but not that of programs and styles."""
        if self.cdata_elem is None:
            self.found.append(data)
