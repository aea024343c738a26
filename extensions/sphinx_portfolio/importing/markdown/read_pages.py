"""The pages among the files of a source."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ...reading.plain_markdown.reader import read_page
from ..opening import read_file
from ..project import Concern, Finding
from .page import Page, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source import Source, SourceFile

#: What the names of pages end in.
PAGES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
_MOST = 20_000_000
#: A page without an ending is small; anything larger is something else.
_MOST_WITHOUT_SUFFIX = 200_000
_README = "readme"


def pages_of(source: Source, findings: list[Finding]) -> list[Page]:
    """The pages, in the order of their paths.

    :param findings: takes what is wrong with the others.
    """
    files = filter(_is_page, source.files.values())
    return [page for file in files if (page := _page(file, findings)) is not None]


def _is_page(file: SourceFile) -> bool:
    return file.path.lower().endswith(PAGES) or _may_be_page(file)


def _may_be_page(file: SourceFile) -> bool:
    """Whether a file without an ending may be a page all the same."""
    return "." not in posixpath.basename(file.path) and file.size <= _MOST_WITHOUT_SUFFIX


def _page(file: SourceFile, findings: list[Finding]) -> Page | None:
    try:
        page = page_of(file.path, read_file(file.file, _MOST))
    except OSError as error:
        words = f"cannot be read: {error.strerror or error}."
        findings.append(Finding(Concern.UNREAD, file.path, 0, words))
        return None
    if _may_be_page(file):
        return page if page is not None and _holds_items(page) else None
    if page is None:
        words = "is no page of text. It may be a picture or a document under a wrong name."
        findings.append(Finding(Concern.UNREAD, file.path, 0, words))
    elif not page.text.strip():
        findings.append(Finding(Concern.TO_DECIDE, file.path, 0, "is empty, so it is no page."))
        return None
    return page


def _holds_items(page: Page) -> bool:
    if posixpath.basename(page.path).lower() == _README:
        return bool(page.text.strip())
    found = read_page(page.text)
    return bool(found.reflections)


def duplicates(pages: list[Page]) -> Iterator[Finding]:
    """Pages that are the same, word for word."""
    first: dict[str, str] = {}
    for page in pages:
        other = first.setdefault(" ".join(page.text.split()), page.path)
        if other != page.path:
            yield Finding(Concern.DUPLICATE, page.path, 0, f"holds the same as {other!r}.")
