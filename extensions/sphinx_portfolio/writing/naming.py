"""What pages and files are called in a project: in letters, digits and hyphens, with no numbers."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..files.copy_names import plain
from ..names import latin, slug
from .neutral import without_owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..leaks import Patterns

#: Names that are taken: pages that Sphinx and we make, and what Windows keeps for itself.
_TAKEN = frozenset({"index", "genindex", "search", "modindex", "portfolio-evidence", "files"})
_TAKEN_BY_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(1, 10))}
)
#: What Sphinx would take for a page in the folder of files.
_PAGES = frozenset({".md", ".rst"})
_LONGEST = 60


def page_name(words: str, patterns: Patterns) -> str:
    """The name of a page, made of the name of a file without its ending, or of a title."""
    words = without_owner(words, (), patterns).replace("_", " ")
    name = slug(latin(words)) or slug(words)
    name = name.encode()[:_LONGEST].decode(errors="ignore").replace(".", "-").strip("-_")
    return f"{name}-page" if name in _TAKEN | _TAKEN_BY_WINDOWS else name or "page"


def file_name(path: str, patterns: Patterns, owner: Iterable[str] = ()) -> str:
    """The name under which a file is copied, made of its path; it gives nobody away.

    :param owner: what the owner of the portfolio is called.
    """
    whole = posixpath.basename(path)
    suffix = PurePosixPath(whole).suffix
    stem = without_owner(whole.removesuffix(suffix), owner, patterns) or "file"
    suffix = f"{suffix}.txt" if suffix.lower() in _PAGES else suffix
    made = plain(f"{stem}{suffix.lower()}")
    return f"{made.partition('.')[0]}-file{suffix.lower()}" if _is_reserved(made) else made


def _is_reserved(name: str) -> bool:
    return name.partition(".")[0].lower() in _TAKEN_BY_WINDOWS


def words_of_name(path: str) -> str:
    """The name of a file as words: ``01_my-page.md`` is "01 my page", with a capital letter."""
    stem = PurePosixPath(path).stem if "." in path.strip(".") else posixpath.basename(path)
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    seen = "".join(c if c.isprintable() else " " for c in words).strip()
    return f"{seen[:1].upper()}{seen[1:]}"


def file_names(paths: Sequence[str], patterns: Patterns) -> dict[str, str]:
    """The names of files by their paths; where two have the same, that of their folder helps."""
    plain_names = [file_name(path, patterns) for path in paths]
    count = Counter(name.casefold() for name in plain_names)
    told = []
    for path, name in zip(paths, plain_names, strict=True):
        folder = page_name(posixpath.basename(posixpath.dirname(path)), patterns)
        is_shared = count[name.casefold()] > 1 and "/" in path
        told.append(f"{folder}-{name}" if is_shared else name)
    return dict(zip(paths, unlike(told), strict=True))


def unlike(names: Iterable[str], there: Iterable[str] = ()) -> list[str]:
    """Names of which no two are the same in any case; one that is there already gets a number.

    :param there: further names that are taken.
    """
    taken = {name.casefold(): 1 for name in there}
    found = []
    for name in names:
        stem, suffix = posixpath.splitext(name)
        made = name
        while made.casefold() in taken:
            taken[name.casefold()] += 1
            made = f"{stem}-{taken[name.casefold()]}{suffix}"
        taken[made.casefold()] = 1
        found.append(made)
    return found
