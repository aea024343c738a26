"""Portfolios in plain Markdown, imported in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_portfolio.importing.markdown.folder import import_folder
from sphinx_portfolio.importing.markdown.source import read_source
from sphinx_portfolio.importing.write import files_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from sphinx_portfolio.importing.project import Concern, Project

GIT = '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/Your-Name/portfolio.git\n'


def write_source(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A source tree; text is written as UTF-8."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def imported(folder: Path, files: Mapping[str, str | bytes], told: Collection[str] = ()) -> Project:
    """What becomes of a source tree."""
    return import_folder(read_source(write_source(folder, files)), told)


def page(project: Project, name: str = "index") -> str:
    """The text of a page."""
    text = project.pages[f"{name}.md"]
    assert isinstance(text, str)
    return text


def body(project: Project, name: str = "index") -> str:
    """The same without its title and its end."""
    return page(project, name).partition("\n")[2].partition("\n---\n")[0].strip()


def files(project: Project) -> list[str]:
    """The names of the files that are copied."""
    return [name.removeprefix("files/") for name in project.pages if name.startswith("files/")]


def found(project: Project, concern: Concern) -> list[tuple[str, int, str]]:
    """What is told of one concern."""
    return [(f.file, f.line, f.message) for f in project.findings if f.concern is concern]


def quoted(project: Project, concern: Concern) -> str:
    """The words that are quoted under one concern."""
    return "\n".join(f.quoted for f in project.findings if f.concern is concern)


def everything(project: Project) -> str:
    """All text of the project."""
    return "\n".join(text for text in files_of(project, "it").values() if isinstance(text, str))
