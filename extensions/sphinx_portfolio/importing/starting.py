"""A portfolio that begins: one page with a sample of everything, to write over."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from string import Template

from ..model import Owner
from ..writing.plain_words import escaped, one_line
from .project import Project

_STARTER = files(__package__) / "starter"
#: What stands where in the folder of the pages.
_PAGES = {
    "index.md": "index.md",
    "portfolio/first-page.md": "first-page.md",
    "overview/evidence.md": "evidence.md",
    "overview/skills.md": "skills.md",
    "files/sample-certificate.svg": "sample-certificate.svg",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody who begins is asked: a name, a headline, and a language as Sphinx names it."""

    name: str = "Your Name"
    headline: str = ""
    language: str = "en"


def begin(answers: Answers) -> Project:
    """The project of a portfolio that begins; every word of the answers stays a word."""
    name, headline = one_line(answers.name), one_line(answers.headline)
    pages = {path: _text(source) for path, source in _PAGES.items()}
    home = Template(pages["index.md"])
    pages["index.md"] = home.substitute(title=escaped(name))
    return Project(
        title=name,
        pages=pages,
        owner=Owner(name, headline),
        others={"README.md": _text("README.md")},
        language=answers.language,
        begins=True,
    )


def _text(name: str) -> str:
    return (_STARTER / name).read_text("utf-8")
