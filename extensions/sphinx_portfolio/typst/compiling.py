"""Typst makes a PDF of what the builder wrote; there is always one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: PDF/UA-1 (ISO 14289-1:2014), which readers of all kinds can use, and PDF/A-2a (ISO 19005-2:2011),
#: which archives can keep.
ACCESSIBLE = "ua-1"
ARCHIVED = "a-2a"
_FONTS = Path(__file__).parent / "fonts"
_LOOK = Path(__file__).parent / "look.typ"
# "(error|warning): words", and where: "┌─ name.typ:12:3".
_SAID = re.compile(r"^(?:error|warning): (?P<words>.*)$", re.MULTILINE)
_MISSING_SIGN = re.compile(r'text `"(.+?)"` could not be displayed')
_PLACE = re.compile(r"┌─\s*(?P<file>.*?):(?P<line>\d+):\d+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What Typst says: ``words``, and the ``line`` of the document, 0 if it names none."""

    words: str
    line: int = 0

    @property
    def sign(self) -> str:
        """The sign that no font has; nothing if something else is said."""
        match = _MISSING_SIGN.search(self.words)
        if match is None:
            return ""
        return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), match[1])


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, the standards that it keeps, and what Typst said of it and of tries before."""

    pdf: bytes
    standards: tuple[str, ...]
    said: tuple[Said, ...]


class NotTypesetError(RuntimeError):
    """There is no PDF; the message is what Typst said."""


@dataclass(frozen=True, slots=True)
class _Try:
    standards: tuple[str, ...]
    system_fonts: bool


def look() -> str:
    """How documents look, as Typst code."""
    return _LOOK.read_text("utf-8")


def typeset(
    document: Path,
    timestamp: int | None,
    arguments: Mapping[str, str],
    standards: Sequence[str] = (ACCESSIBLE, ARCHIVED),
) -> Typeset:
    """Make a PDF of a file of Typst code.

    First with all standards and the fonts that come along, which is the same on every machine; if
    that cannot be, with the fonts of this machine, too; at last without a standard. What a try says
    that failed is kept if the next one did not mend it.

    :param arguments: what the look asks for.
    :param timestamp: when it was made, in seconds since 1970; None says nothing of it.
    :raises NotTypesetError: if Typst can make nothing of it.
    :raises ImportError: if the package typst is not installed.
    """
    import typst

    said: list[Said] = []
    made_at = None if timestamp is None else datetime.fromtimestamp(timestamp, UTC)
    for one in (_Try(tuple(standards), False), _Try(tuple(standards), True), _Try((), True)):
        compiler = typst.Compiler(
            str(document),
            root=str(document.parent),
            font_paths=[str(_FONTS)],
            # Of the fonts that come along, one for formulas sets some scripts letter by letter.
            sys_inputs={**arguments, "any-font": "yes" if one.system_fonts else "no"},
            ignore_system_fonts=not one.system_fonts,
            package_path=str(document.parent / "no-packages"),
        )
        try:
            pdf, warned = compiler.compile_with_warnings(
                format="pdf",
                pdf_standards=list(one.standards),  # type: ignore[arg-type]
                timestamp=made_at,
            )
        except typst.TypstError as error:
            said += _said(error, document.name)
            continue
        assert isinstance(pdf, bytes)
        if one.standards and one.system_fonts:
            families = typst.Fonts(include_embedded_fonts=False).families()
            said = [missed for missed in said if not is_mended(missed, families)]
        for warning in warned:
            said += _said(warning, document.name)
        return Typeset(pdf, one.standards, tuple(dict.fromkeys(said)))
    raise NotTypesetError("\n".join(one.words for one in said) or "Typst says nothing.")


# Scripts whose letters change beside each other, as Unicode names them; and fonts of many.
_SHAPED = re.compile(
    "DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA|THAI|LAO|"
    "TIBETAN|MYANMAR|KHMER|BALINESE|JAVANESE|SUNDANESE"
)
_OF_MANY_SCRIPTS = {"nirmala ui", "arial unicode ms", "unifont", "freeserif", "freesans"}


def is_mended(said: Said, families: Iterable[str]) -> bool:
    """Whether what a try with few fonts said is no more so with those of the machine.

    Typst takes any font that has a letter, also one that knows nothing of a script.
    """
    script = _SHAPED.match(unicodedata.name(said.sign[:1], "")) if said.sign else None
    if script is None:
        return True
    names = [family.casefold() for family in families]
    return any(script[0].casefold() in name or name in _OF_MANY_SCRIPTS for name in names)


def _said(error: Exception, name: str) -> Iterator[Said]:
    """What an error or a warning of Typst says, each with its line."""
    diagnostic = str(getattr(error, "diagnostic", "") or error)
    found = list(_SAID.finditer(diagnostic))
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(diagnostic)
        places = _PLACE.finditer(diagnostic, match.end(), end)
        line = next((int(one["line"]) for one in places if one["file"].endswith(name)), 0)
        yield Said(match["words"].strip(), line)
    if not found:
        yield Said(str(getattr(error, "message", error)))
