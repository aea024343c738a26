"""Parse a drawing, and write of it what may stay."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from . import addresses, attributes
from .errors import TooComplicatedError
from .names import (
    ACTING,
    ADDRESSED,
    ANIMATIONS,
    BADGES,
    ELEMENTS,
    PROGRAMS,
    SVG,
    TEXTS,
    UNSEEN,
    XHTML,
    XLINK,
)
from .references import References
from .styles import StyleReader

#: Bytes of a file, and letters of all that is in it when its entities are replaced.
LARGEST = 20_000_000
#: Elements within elements, and all of them.
DEEPEST, MOST = 200, 200_000
# Letters and number of what Illustrator calls entities: addresses of namespaces.
_LONGEST_ENTITY, _MOST_ENTITIES = 1000, 200

_HTML = "HTML in a <foreignObject>"


@dataclass(slots=True)
class _Open:
    """An element that has not ended."""

    tag: str  # "" for one that is left out
    namespace: str
    number: int = -1  # in `References`
    text: bool = False  # whether text in it is kept
    closed_start: bool = False  # whether ">" of its start is written
    parts: int = 0  # elements in it that stay
    html: bool = False  # whether HTML in it was left out for which something else may show


@dataclass(slots=True)
class Rewriting:
    """A drawing while it is parsed.

    ``root`` has the attributes of the outer ``svg`` that stay, ``removed`` what was taken out.
    """

    root: dict[str, str] = field(default_factory=dict)
    removed: dict[str, None] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    references: References = field(default_factory=References)
    _open: list[_Open] = field(default_factory=list)
    _skipped: list[str] = field(default_factory=list)  # names of open elements that are left out
    _own: str = SVG  # the namespace of SVG in this drawing: "" where it was forgotten
    _length: int = 0
    _elements: int = 0
    _entities: int = 0
    _styles: StyleReader = field(default_factory=StyleReader)
    _css: list[str] = field(default_factory=list)
    _selected: dict[str, list[str]] = field(default_factory=dict)
    _names: list[tuple[str, str, str]] = field(default_factory=list)

    def parse(self, data: bytes) -> None:
        """Rewrite a whole drawing.

        :raises ValueError: if it is none, or beyond a bound.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            if error.code == _AMPLIFIED:
                raise TooComplicatedError from error
            raise ValueError(f"not well-formed XML: {error}") from error
        except LookupError as error:  # an encoding that nobody knows
            raise ValueError(f"not well-formed XML: {error}") from error
        self._select()
        if self.references.is_too_much():
            raise TooComplicatedError

    # -- what expat finds

    def _start(self, name: str, given: dict[str, str]) -> None:
        self._count(len(name) + sum(map(len, given)) + sum(map(len, given.values())))
        self._elements += 1
        if self._elements > MOST or len(self._open) + len(self._skipped) >= DEEPEST:
            raise TooComplicatedError
        namespace, _, local = name.rpartition(" ")
        if not self._open:
            if local != "svg" or namespace not in {"", SVG}:
                raise ValueError("it is not an SVG drawing")
            self._own = namespace
        if self._skipped or not self._is_kept(namespace, local):
            self._skip(namespace, local)
        elif namespace in BADGES:
            self._write_start(f"openbadges:{local}", namespace, _badge(namespace, given), [])
        else:
            self._element(local, given)

    def _is_kept(self, namespace: str, local: str) -> bool:
        parent = self._open[-1] if self._open else None
        if parent and parent.tag == "style":
            return False
        if namespace in BADGES:
            return _XML_NAME.fullmatch(local) is not None
        within = parent is None or parent.namespace == SVG
        return namespace == self._own and local in ELEMENTS and within

    def _element(self, tag: str, given: dict[str, str]) -> None:
        """Write the start of an element of SVG."""
        kept = attributes.rewritten(tag, given, self._styles)
        for words in kept.removed:
            self.removed[words] = None
        if tag in ANIMATIONS and kept.is_acting:
            self._skip(SVG, tag)
            return
        if not self._open:
            self.root = dict(kept.written)
        self._write_start(tag, SVG, kept.written, kept.targets)

    def _write_start(
        self, tag: str, namespace: str, written: dict[str, str], targets: list[str]
    ) -> None:
        parent = self._open[-1] if self._open else None
        self._close_start()
        if parent:
            parent.parts += 1
        number = self.references.add(
            parent.number if parent else -1, tag, written.get("id", ""), targets
        )
        self._names.append((tag, written.get("id", ""), written.get("class", "")))
        spaces = "" if parent else f' xmlns="{SVG}" xmlns:xlink="{XLINK}"'
        pairs = "".join(f' {name}="{escape(value, _QUOTED)}"' for name, value in written.items())
        self.out.append(f"<{tag}{spaces}{pairs}")
        text = tag in TEXTS or namespace in BADGES or bool(parent and parent.text)
        self._open.append(_Open(tag, namespace, number, text))

    def _close_start(self) -> None:
        """Write the end of a start, once there is something in the element."""
        if self._open and not self._open[-1].closed_start:
            self._open[-1].closed_start = True
            self.out.append(">")

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped.pop()
            return
        if self._open[-1].tag == "style":
            self._write_style()
        element = self._open.pop()
        if element.html and not element.parts:
            self.removed[_HTML] = None
        self.out.append(f"</{element.tag}>" if element.closed_start else "/>")

    def _text(self, text: str) -> None:
        self._count(len(text))
        if self._skipped:
            if "foreignObject" in self._skipped and not text.isspace():
                self._html()
            return
        element = self._open[-1]
        if element.tag == "style":
            self._css.append(text)
        elif element.text:
            self._close_start()
            self.out.append(escape(text, {"\r": "&#13;"}))

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self.removed["a style sheet outside the drawing"] = None

    def _entity(
        self,
        _name: str,
        is_parameter: bool,
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        self._entities += 1
        if value is None:
            self.removed["text outside the drawing"] = None
        elif not is_parameter and (
            len(value) > _LONGEST_ENTITY or _NESTED.search(value) or self._entities > _MOST_ENTITIES
        ):
            raise TooComplicatedError

    # -- what is left out

    def _skip(self, namespace: str, local: str) -> None:
        """Leave an element out, with all in it."""
        name = local.lower()
        known = namespace.startswith(PROGRAMS) or (namespace == self._own and local in UNSEEN)
        if name in ACTING and namespace in {self._own, XHTML, ""}:
            self.removed[f"the element <{name}>"] = None
        elif self._skipped or known or local in ANIMATIONS:
            pass
        elif namespace == XHTML:
            self.removed["HTML"] = None
        else:
            self.removed[f"the element <{_shown(local)}>"] = None
        self._skipped.append(local)

    def _html(self) -> None:
        """Note that words are lost, unless a ``switch`` has something else to show."""
        if self._open[-1].tag == "switch":
            self._open[-1].html = True
        else:
            self.removed[_HTML] = None

    # -- styles

    def _write_style(self) -> None:
        found = self._styles.sheet("".join(self._css))
        self._css.clear()
        for words in found.removed:
            self.removed[words] = None
        for subject, targets in found.selected.items():
            self._selected.setdefault(subject, []).extend(targets)
        if found.text.strip():
            self._close_start()
            self.out.append(escape(found.text, {"\r": "&#13;"}))

    def _select(self) -> None:
        """Let elements refer to what style sheets give them."""
        if not self._selected:
            return
        for number, (tag, identifier, classes) in enumerate(self._names):
            subjects = ["*", tag, f"#{identifier}", *(f".{name}" for name in classes.split())]
            for subject in subjects:
                if targets := self._selected.get(subject):
                    self.references.refer(number, targets)

    def _count(self, letters: int) -> None:
        self._length += letters
        if self._length > LARGEST:
            raise TooComplicatedError


_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]{0,99}", re.ASCII)
_NESTED = re.compile(r"&(?!#?\w{1,6};\Z)")
#: Expat's own protection against entities of entities.
_AMPLIFIED = getattr(expat.errors, "codes", {}).get(
    getattr(expat.errors, "XML_ERROR_AMPLIFICATION_LIMIT_BREACH", ""), 43
)


def _badge(namespace: str, given: dict[str, str]) -> dict[str, str]:
    """The attributes of an element of Open Badges, which nobody but a verifier reads."""
    kept = {
        name: value
        for name, value in given.items()
        if _XML_NAME.fullmatch(name) and not name.lower().startswith("on")
        if name.lower() not in ADDRESSED and not name.lower().startswith("xml")
        if not addresses.runs_script(value)
    }
    return {"xmlns:openbadges": namespace, **kept}


def _shown(local: str) -> str:
    """A name for a message."""
    return local if len(local) <= 40 else f"{local[:40]}…"
