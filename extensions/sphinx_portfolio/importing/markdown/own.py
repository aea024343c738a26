"""A project of ours that is imported again: nothing of its pages changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..opening import read_file
from ..project import Concern, Finding, Project

if TYPE_CHECKING:
    from .source import Source

_CONF, _PAGES, _REPORT = "conf.py", "docs/", "IMPORT.md"
_MOST = 1_000_000
_HOMES = ("docs/index.md", "docs/index.rst")
_WORDS = (
    "this is a project of sphinx-portfolio already. Its pages and files were copied as they are."
)


def is_project(source: Source) -> bool:
    """Whether a source is a project already. What it has in ``conf.py`` is never run."""
    conf = source.files.get(_CONF)
    if conf is None or not any(home in source.files for home in _HOMES):
        return False
    try:
        return b"sphinx_portfolio" in read_file(conf.file, _MOST)
    except OSError:
        return False


def import_project(source: Source) -> Project:
    """The same project."""
    pages = {
        path.removeprefix(_PAGES): file.file
        for path, file in source.files.items()
        if path.startswith(_PAGES)
    }
    others = {
        path: file.file
        for path, file in source.files.items()
        if "/" not in path and path != _REPORT
    }
    kept = Finding(Concern.TO_DECIDE, "", 0, _WORDS)
    return Project(source.name, pages, findings=(*source.findings, kept), others=others)
