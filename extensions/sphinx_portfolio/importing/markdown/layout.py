"""Where pages stand in a project, and how one comes from page to page: names, menu, order."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...writing.naming import page_name, unlike, words_of_name
from .destinations import FOLDER_PAGES, Leads
from .page import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...leaks import Patterns
    from .linking import Links
    from .page import Page

HOME = "index"
_MOST_CARDS = 6
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a menu: its name, the page that names it, and the words above it, if any."""

    docname: str
    parent: str
    caption: str = ""


def home_of(paths: Sequence[str]) -> str:
    """The page that readers see first: the README, or the index; the only page, if there is one."""
    by_name = {posixpath.splitext(path)[0].lower(): path for path in reversed(paths)}
    found = next((by_name[name] for name in FOLDER_PAGES if name in by_name), "")
    return found or (paths[0] if len(paths) == 1 else "")


def docnames(paths: Sequence[str], home: str, patterns: Patterns) -> dict[str, str]:
    """The name of each page in the project."""
    wanted = [HOME if path == home else _docname(path, patterns) for path in paths]
    order = sorted(range(len(paths)), key=lambda n: (paths[n] != home, n))
    made = unlike(wanted[number] for number in order)
    return {paths[number]: name for number, name in zip(order, made, strict=True)}


def _docname(path: str, patterns: Patterns) -> str:
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    folders = [page_name(one, patterns) for one in folder.split("/") if one]
    if stem.lower() in FOLDER_PAGES and folders:
        return "/".join(folders)
    return "/".join([*folders, page_name(stem, patterns)])


def order_of(names: dict[str, str], home: str, links: Links, pages: Sequence[Page]) -> list[Entry]:
    """The menus of all pages, in the order in which the home page names them, or else by name.

    :param names: as from `docnames`.
    """
    order = _order(names, home, links, pages)
    folder_pages = {
        posixpath.dirname(path): name
        for path, name in names.items()
        if posixpath.splitext(posixpath.basename(path))[0].lower() in FOLDER_PAGES
    }
    found = []
    for path in order:
        if names[path] == HOME:
            continue
        folder = posixpath.dirname(path)
        if folder_pages.get(folder) == names[path]:
            folder = posixpath.dirname(folder)
        start = folder
        while folder and folder not in folder_pages:
            folder = posixpath.dirname(folder)
        parent = folder_pages.get(folder, HOME) if folder else HOME
        inside = posixpath.relpath(start, folder or ".") if start != folder else ""
        caption = " – ".join(map(words_of_name, inside.split("/"))) if inside else ""
        found.append(Entry(names[path], parent, caption))
    return found


def _order(names: dict[str, str], home: str, links: Links, pages: Sequence[Page]) -> list[str]:
    first: dict[str, None] = {}
    for page in pages:
        for link in page.links if page.path == home else ():
            found = links.destination(page.path, address_of(link))
            if found.leads is Leads.PAGE and found.target in names:
                first[found.target] = None
    rest = sorted(names.keys() - first.keys(), key=natural)
    return [*first, *rest]


def natural(path: str) -> list[tuple[int, str]]:
    """What sorts names as people do: 2 before 10, and a folder's own page before the others."""
    stem, _ = posixpath.splitext(path)
    folder, name = posixpath.split(stem)
    name = "" if name.lower() in FOLDER_PAGES else name
    pieces = _DIGITS.split(f"{folder}/{name}".lower())
    return [(int(piece) if piece.isdigit() else 0, piece) for piece in pieces]


def ending(docname: str, below: Sequence[Entry], text: str, *, has_gallery: bool) -> str:
    """What stands at the end of a page: a gallery, and its menu.

    The menu is hidden if readers come to most of the pages without it.

    :param text: that of the page.
    """
    by_caption: dict[str, list[str]] = {}
    folder = posixpath.dirname(docname)
    linked = 0
    for entry in below:
        name = posixpath.relpath(entry.docname, folder or ".")
        by_caption.setdefault(entry.caption, []).append(name)
        linked += f"({name}.md" in text or f"(<{name}.md" in text
    is_hidden = has_gallery or linked * 2 >= len(below)
    # A section cannot begin with a line across the page.
    ends_in_heading = text.rstrip().rpartition("\n")[2].startswith(("#", "==", "--"))
    is_apart = (has_gallery or not is_hidden) and "\n" in text.strip() and not ends_in_heading
    blocks = ["---"] if is_apart else []
    if has_gallery:
        blocks.append(f"```{{evidence-gallery}}\n:limit: {_MOST_CARDS}\n```")
    for caption, group in by_caption.items():
        options = [":hidden:"] if is_hidden else [":maxdepth: 1"]
        options += [f":caption: {caption}"] if caption else []
        blocks.append("\n".join(["```{toctree}", *options, "", *group, "```"]))
    return "\n\n".join(blocks)
