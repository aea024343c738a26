"""Small portfolios in plain Markdown, with what a careful reader finds in them.

What counts: a target is *evidence* if it shows work of the owner, that is, if it stands under a
heading or label for evidence, or in a module next to its reflection. Links between the pages of a
portfolio, profiles, badges, banners and mail addresses are not. A link or picture inside a part
belongs to the part: whoever finds it is neither right nor wrong, as with all that ``may`` be
evidence. What follows the last part (takeaways, next steps, a quotation) belongs to none.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from project import document, picture, word_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

BY_HAND = Path(__file__).parent / "data" / "plain"


@dataclass(frozen=True, slots=True)
class ExpectedEvidence:
    """Targets as they are written; none where the page only says that there is something."""

    title: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedReflection:
    """The Markdown of each part by its id. An ``optional`` one is for careful readers to argue."""

    parts: Mapping[str, str]
    title: str = ""
    model: str = "star"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """All that is in one page."""

    evidence: tuple[ExpectedEvidence, ...] = ()
    reflections: tuple[ExpectedReflection, ...] = ()
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Repository:
    """A portfolio: its files, and what is in those that hold something."""

    name: str
    files: Mapping[str, bytes]
    expected: Mapping[str, Expected] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, str]:
        """The Markdown of each page by its path."""
        return {
            name: data.decode("utf-8-sig") for name, data in self.files.items() if is_page(name)
        }

    def write(self, folder: Path) -> None:
        """Put all files below a folder."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def is_page(name: str) -> bool:
    """Tell Markdown, which some people save without any suffix, from artefacts."""
    return Path(name).suffix.lower() in {".md", ".markdown", ""}


@cache
def artefact(suffix: str) -> bytes:
    """Bytes of a file of that kind; those that nobody looks into hold a few words."""
    pictures = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF"}
    if suffix in pictures:
        return picture(kind=pictures[suffix])
    if suffix == ".ipynb":
        return b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n'
    made: dict[str, Callable[[], bytes]] = {".pdf": document, ".docx": word_document}
    return made[suffix]() if suffix in made else f"An artefact, {suffix}\n".encode()


def artefacts(names: Iterable[str]) -> dict[str, bytes]:
    """Files with bytes of their kind."""
    return {name: artefact(Path(name).suffix.lower()) for name in names}


def written_by_hand(folder: Path = BY_HAND) -> list[Repository]:
    """Read the portfolios of a folder, each with its ``expected.json``."""
    return [_read(path.parent) for path in sorted(folder.glob("*/expected.json"))]


def _read(folder: Path) -> Repository:
    data = json.loads((folder / "expected.json").read_text("utf-8"))
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / "expected.json"
    }
    expected = {name: _page(page, files[name].decode()) for name, page in data["pages"].items()}
    expected |= {name: expected[other] for name, other in data.get("same", {}).items()}
    return Repository(folder.name, files | artefacts(data.get("files", ())), expected)


def _page(data: dict[str, Any], text: str) -> Expected:
    reflections, place = [], 0
    for one in data.get("reflections", ()):
        parts = {}
        for name, words in one["parts"].items():
            parts[name], place = excerpt(text, words, place)
        known = {key: one[key] for key in ("title", "model", "optional") if key in one}
        reflections.append(ExpectedReflection(parts, **known))
    evidence = (ExpectedEvidence(e["title"], tuple(e["targets"])) for e in data.get("evidence", ()))
    return Expected(tuple(evidence), tuple(reflections), frozenset(data.get("may", ())))


def excerpt(text: str, words: str, start: int = 0) -> tuple[str, int]:
    """Find ``"first words … last words"`` in a text, and where it begins.

    Two parts can have the same words, so the search for one begins where the one before began.
    """
    first, _dots, last = words.partition(" … ")
    begin = _search(first, text, start)
    end = _search(last, text, begin.end()) if last else begin
    return text[begin.start() : end.end()], begin.start()


def _search(words: str, text: str, start: int) -> re.Match[str]:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = pattern.search(text, start)
    if found is None:
        raise ValueError(f"{words!r} is not in the page after {text[start : start + 40]!r}")
    return found
