"""A plain page as the text that MyST reads, with the number of each of its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..names import slug
from ..reading.front_matter import front_matter
from ..reading.plain_markdown import Directive, Line, Note, Way, as_lines, read_page, segments
from .project import is_readme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..reading.plain_markdown import PlainPage
    from .addresses import Surroundings

# What notebooks say of themselves in text; others read them.
_NOTEBOOK = frozenset({"jupytext", "kernelspec", "file_format", "mystnb"})


@dataclass(frozen=True, slots=True)
class PlainText:
    """A page with directives in it.

    ``numbers`` has for each line of the text the number, from 1, of the line that it comes from.
    ``made`` are those of the first line of each directive that was put there. ``title`` is for a
    page that does not begin under a heading. ``has_directives``: the owner wrote some, so that it
    is no plain page.
    """

    text: str
    numbers: tuple[int, ...]
    made: frozenset[int]
    title: str
    notes: tuple[Note, ...]
    has_directives: bool


def with_directives(text: str, around: Surroundings, docname: str) -> PlainText:
    """A plain page as it would be with directives."""
    text = around.with_near_addresses(text)
    page = read_page(text)
    accounts = {slug(reflection.title) for reflection in page.reflections}

    def name_of(name: str) -> str:
        return f"{name}-evidence" if name in accounts else name

    found = segments(page, text, around.option_of, name_of)
    found = [_on_this_page(one, docname) if isinstance(one, Directive) else one for one in found]
    lines = as_lines(found)
    return PlainText(
        "\n".join(line.text for line in lines),
        tuple(line.number for line in lines),
        frozenset(one.line for one in found if isinstance(one, Directive)),
        str(front_matter(text).get("title") or page.title or title_of_file(around.path)),
        (*page.notes, *_without_words(page)),
        page.has_directives,
    )


def _without_words(page: PlainPage) -> Iterator[Note]:
    """A note for each picture without words; of useless ones, `read_page` has one."""
    for target in (target for item in page.evidence for target in item.targets):
        if target.way is Way.PICTURE and not target.words:
            yield Note(
                target.line,
                "those who cannot see this picture are not told what it shows. Write that between "
                "'![' and ']'. Until then the title stands in.",
            )


def _on_this_page(directive: Directive, docname: str) -> Directive:
    """A directive that names evidence with the page, since others may have some of that name."""
    before = ":evidence: "
    options = tuple(
        Line(before + ", ".join(f'"{docname}/{name}"' for name in names), line.number)
        if (names := line.text.removeprefix(before).split(", ")) and line.text.startswith(before)
        else line
        for line in directive.options
    )
    return replace(directive, options=options)


def is_notebook(text: str) -> bool:
    """Whether a page says that it is a notebook in the form of text."""
    return not _NOTEBOOK.isdisjoint(front_matter(text))


def title_of_file(path: str) -> str:
    """A title for a page, made of what its file is called; of its folder's name for a README."""
    file = PurePosixPath(path)
    name = file.parent.name if is_readme(file) else file.stem
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:]
