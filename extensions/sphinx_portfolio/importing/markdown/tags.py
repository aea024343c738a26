"""One tag of HTML: what it says, and what of it is harmless."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

#: Elements that act, or show a page of somebody else's, with all that is in them.
WITH_CONTENT = frozenset({"applet", "frameset", "noscript", "script", "style", "template", "xmp"})
#: The same without what is in them, which may be words.
TAGS_ONLY = frozenset(
    {"base", "body", "button", "dialog", "embed", "fieldset", "form", "frame", "head", "html"}
    | {"iframe", "input", "link", "marquee", "meta", "object", "option", "param", "plaintext"}
    | {"portal", "select", "textarea", "title"}
)
# What a style can fetch or cover the page with.
_ACTIVE_STYLE = re.compile(r"url\s*\(|expression|javascript|@import|position\s*:|\\", re.IGNORECASE)
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "poster", "background", "xlink:href"}
)
_SAFE_ADDRESS = re.compile(r"(?:https?|mailto|tel|ftp):|[^:]*(?:[/?#]|\Z)", re.IGNORECASE)
_LENGTH = re.compile(r"\d{1,4}(?:\.\d+)?(?:px|%)?")
_SIDES = frozenset({"left", "center", "right"})

Attributes = dict[str, str]


class _Reader(HTMLParser):
    """Reads one tag."""

    found: Attributes

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {}
        for name, value in attrs:
            self.found.setdefault(name, value or "")


def attributes_of(tag: str) -> Attributes:
    """The attributes of a tag, by name in small letters; of two with one name the first counts."""
    reader = _Reader(convert_charrefs=False)
    reader.found = {}
    reader.feed(tag)
    return reader.found


def is_harmless(tag: str) -> bool:
    """Whether nothing in a tag can act, or fetch something unseen."""
    return all(_is_harmless(name, value) for name, value in attributes_of(tag).items())


def _is_harmless(name: str, value: str) -> bool:
    if name.startswith("on") or name in {"srcdoc", "ping"}:
        return False
    if name in _ADDRESSES:
        return bool(_SAFE_ADDRESS.match(re.sub(r"[\x00-\x20]", "", value)))
    return name != "style" or not _ACTIVE_STYLE.search(value)


def made_harmless(tag: str, name: str) -> str:
    """The same tag without what can act."""
    kept = {key: value for key, value in attributes_of(tag).items() if _is_harmless(key, value)}
    return written(name, kept)


def written(name: str, attributes: Attributes) -> str:
    """A tag as HTML."""
    words = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{words}>"


def picture(address: str, attributes: Attributes, words: str) -> str:
    """A tag that shows a picture, with those of its attributes that have a meaning everywhere."""
    kept = {"src": address, "alt": " ".join(words.split())}
    for name in ("width", "height"):
        if _LENGTH.fullmatch(attributes.get(name, "").strip()):
            kept[name] = attributes[name].strip()
    if attributes.get("align", "").strip().lower() in _SIDES:
        kept["align"] = attributes["align"].strip().lower()
    return written("img", kept)
