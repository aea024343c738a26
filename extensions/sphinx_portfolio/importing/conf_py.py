"""The ``conf.py`` of a project that was imported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..faults import Concern, WarningType
from ..model import Owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .project import Project

#: What stands in IMPORT.md already, or belongs there: it is about the words and files of the owner.
CONTENT_TYPES = (
    *(one for one in WarningType if one.concern is Concern.PRIVACY),
    WarningType.CONTROL_CHARACTER,
    WarningType.MARKUP_FORM,
    WarningType.MISSPELT_DIRECTIVE,
    WarningType.OPEN_FENCE,
    WarningType.BAD_FILE,
    WarningType.UNSAFE_SVG,
    WarningType.UNSAFE_FILE,
    WarningType.MISSING_PACKAGE,
    WarningType.UNREADABLE_PICTURE,
    WarningType.UNPRINTABLE_PICTURE,
    WarningType.CARRIES_METADATA,
    WarningType.UNPLAYABLE,
    WarningType.MISSING_POSTER,
    WarningType.MISSING_ALT,
    WarningType.MISSING_PART,
    WarningType.EMPTY_PART,
    WarningType.REPEATED_PART,
    WarningType.PART_ORDER,
    WarningType.UNKNOWN_PART,
    WarningType.MERGED_PART,
    WarningType.PART_OF_OTHER_MODEL,
)
#: How pages are read: what GitHub can and MyST can, too. What else MyST can would change the
#: meaning of what stands there: "fieldlist" takes ":smile: words" for a field.
MYST_EXTENSIONS = (
    "alert",
    "colon_fence",
    "gfm_autolink",
    "html_image",
    "tasklist",
)
#: What somebody who begins may say of themselves; lines that are left say nothing.
_MORE = (
    '# "summary": "Two sentences: what you do, and what you look for.",',
    '# "location": "Cape Town, South Africa",',
    '# "email": "your.name@example.org",',
    '# "profiles": [{"network": "GitHub", "url": "https://github.com/your-name"}],',
    '# "picture": "files/portrait.jpg",',
    '# "cv": "files/cv.pdf",',
)
_OWNER = ("name", "headline", "summary", "url", "location", "email", "phone", "picture", "cv")


def conf_py(project: Project) -> str:
    """The text of ``conf.py``; every word in it is written so that it stays a word."""
    name = (project.owner.name if project.owner else "") or project.title
    return f'''\
"""Configuration of this portfolio; the guide of sphinx-portfolio explains each line."""

import os
from importlib.util import find_spec

# -- You ---------------------------------------------------------------------

project = {project.title!r}
author = {name!r}
project_copyright = author
html_title = {_html_title(project.title)}
version = "1"  # an edition of your portfolio; e-books want one
language = {project.language!r}

{_join(_owner(project))}
# -- How pages are read ------------------------------------------------------

extensions = ["myst_parser", "sphinx_design", "sphinx_portfolio"]
# What a published site has more, where sphinx-portfolio[site] is installed: previews of links that
# are passed on, and a page for wrong addresses.
if find_spec("sphinxext") and find_spec("sphinxext.opengraph"):
    extensions.append("sphinxext.opengraph")
if find_spec("notfound"):
    extensions.append("notfound.extension")
myst_enable_extensions = [
{_join(f'    "{one}",' for one in MYST_EXTENSIONS)}]
myst_heading_anchors = 6
myst_url_schemes = ["http", "https", "mailto", "ftp", "tel", "sms"]
numfig = True  # numbers the certificate figures

# Every page is looked through for what should not be given away, and every picture is made ready
# for readers, also on pages that hold no evidence.
portfolio_leak_check = "all"
portfolio_publish = "all"

{_join(_silenced(project))}\
# -- How pages look ----------------------------------------------------------

html_theme = "furo"
# portfolio_accent = "#0b6e6e"  # your colour, for the web site and the PDF
# portfolio_font = "humanist"  # letters that every computer has; the guide shows them all
html_copy_source = False  # the Markdown of a page also holds comments
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")

# -- How the PDF looks -------------------------------------------------------

latex_documents = [("index", "portfolio.tex", project, author, "manual", False)]
latex_table_style = ["booktabs"]
'''


def _html_title(title: str) -> str:
    """What stands for the title of the site, which furo takes for HTML."""
    return repr(title.replace("<", "&lt;")) if "<" in title else "project"


def _join(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _silenced(project: Project) -> Iterator[str]:
    """The types of warning whose findings stand in IMPORT.md."""
    if project.begins:
        return
    yield "# IMPORT.md says what these would say, with file and line. Delete them when you have"
    yield "# gone through it, and every build tells you what is left."
    yield "suppress_warnings = ["
    yield from (f'    "portfolio.{one.value}",' for one in CONTENT_TYPES)
    yield '    "misc.highlighting_failure",  # code that is not quite in the language that it names'
    yield "]"
    yield ""


def _owner(project: Project) -> Iterator[str]:
    """Who the owner is; what is private is in no file that gets into a repository."""
    owner = project.owner or Owner("")
    if not owner.name and not owner.profiles:
        return
    yield "# What your home page, portfolio.json and search engines tell of you: it is public."
    if owner.name:
        yield from _dictionary(owner, _MORE if project.begins else ())
    else:
        yield "# Write your name, and take away the signs before these lines, to tell them."
        yield from (f"# {line}" for line in _dictionary(replace(owner, name="Your Name")))
    yield ""


def _dictionary(owner: Owner, more: tuple[str, ...] = ()) -> Iterator[str]:
    yield "portfolio_owner = {"
    yield from (f'    "{key}": {text!r},' for key in _OWNER if (text := getattr(owner, key)))
    if owner.profiles:
        yield '    "profiles": ['
        for one in owner.profiles:
            yield f'        {{"network": {one.network!r}, "url": {one.url!r}}},'
        yield "    ],"
    yield from (f"    {line}" for line in more)
    yield "}"
