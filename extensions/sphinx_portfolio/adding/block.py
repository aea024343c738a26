"""The block of evidence for a file, and the page that it joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..encodings import UTF_8, decode
from ..writing.plain_words import escaped, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .about import About

#: What the owner writes over; ``check`` names each that is left.
ALT = "TODO: say in a sentence what can be seen"
TEXT = "TODO: What did you do for this, and what does it show?"


class PageError(ValueError):
    """A page cannot get a block; the message says why and what to do."""


def block(about: About, name: str, path: str, *, is_rest: bool = False) -> str:
    """The lines of a piece of evidence.

    :param name: what links call it.
    :param path: its file, from the folder of the pages, with ``/`` at the start.
    :param is_rest: whether it is reStructuredText, else Markdown.
    """
    lines = list(_options(about, name, path))
    if is_rest:
        title = about.title.replace("\\", "\\\\").replace("*", "\\*").replace("`", "\\`")
        body = "".join(f"   {line}\n" for line in lines)
        return f".. evidence:: {title}\n{body}\n   {TEXT}\n"
    body = "".join(f"{line}\n" for line in lines)
    return f"```{{evidence}} {escaped(about.title)}\n{body}\n{TEXT}\n```\n"


def _options(about: About, name: str, path: str) -> Iterator[str]:
    yield f":name: {name}"
    yield f":kind: {about.kind}"
    yield f":file: {path}"
    if about.is_pictured:
        yield f":alt: {ALT}"
    for option in ("issuer", "date", "expires"):
        if words := getattr(about, option):
            yield f":{option}: {value(words)}"


def joined(page: bytes, blocks: str) -> bytes:
    """A page with blocks at its end; all that stands there stays, byte for byte.

    :raises PageError: if it is not saved as UTF-8.
    """
    if decode(page).encoding != UTF_8:
        raise PageError("it is not saved as UTF-8. Open it in your editor and save it as UTF-8.")
    end = "\r\n" if b"\r\n" in page else "\n"
    start = page.rpartition(b"\n")[2].strip()
    before = end * 2 if start else "" if page.endswith((b"\n\n", b"\n\r\n")) or not page else end
    return page + (before + blocks.replace("\n", end)).encode()


def names_in(text: str) -> Iterator[str]:
    """The names that items of a page have."""
    for line in text.splitlines():
        option, _, name = line.strip().partition(" ")
        if option == ":name:":
            yield name.strip()
