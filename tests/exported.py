"""Exports of other programs as tests write them; every person in them is made up."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_portfolio.faults import Place
from sphinx_portfolio.importing.conf_py import MYST_EXTENSIONS
from sphinx_portfolio.importing.exports import json_resume, linkedin
from sphinx_portfolio.importing.write import files_of, write
from sphinx_portfolio.reading.context import Context
from sphinx_portfolio.reading.items import read_evidence
from sphinx_portfolio.reading.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from markdown_it.token import Token
    from sphinx_portfolio.importing.project import Project
    from sphinx_portfolio.reading.items import Draft

#: An export as LinkedIn sends it: the columns are those of 2025.
LINKEDIN = {
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,"
    "Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n"
    'Sam,Example,SECRET-maiden,"1 SECRET-street",SECRET-birth,"Student | Web & data",'
    '"I build forms.\n\n• Accessible\n• Tested",IT,SECRET-zip,"Cape Town, South Africa",[samexample],'
    '"[PORTFOLIO:https://sam.example.org]",SECRET-messenger\n',
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number\n"
    '"Accessible *forms*, level 2",https://example.org/verify/1,Example Academy,Mar 2025,Mar 2028,'
    '"AB: #12"\n'
    "First aid,,Red Example,2024,,\n",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
    'Riverside Help Desk,Technician,"Answered tickets.\n- 40 a week\n- wrote guides",Paarl,'
    "Sep 2024,\nCorner Shop,Weekend job,,,2022,Nov 2023\n",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    "Example University,2023,2026,Dean&#39;s list,Diploma in ICT,Coding club\n"
    "Example High,2018,2022,,,\n",
    "Projects.csv": "Title,Description,Url,Started On,Finished On\n"
    "Bus times,Charts,https://example.org/bus,Jan 2025,Mar 2025\n",
    "Volunteering.csv": "Company Name,Role,Cause,Started On,Finished On,Description\n"
    "Food Bank,Driver,Hunger relief,Jun 2019,,Deliveries\n",
    "Honors.csv": "Title,Description,Issued On\nBest poster,,Aug 2024\n",
    "Courses.csv": "Name,Number\nDatabases,ICT201\n",
    "Skills.csv": "Name\nPython\nC++\nPython\n",
    "Languages.csv": "Name,Proficiency\nisiXhosa,Native or bilingual proficiency\n",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    'Status\nPat,Reviewer,Riverside,Team lead,"Sam listens.\n\nAlways.","01/19/25, 12:10 AM",'
    'VISIBLE\nJo,Hidden,Acme,CTO,Not shown,"01/20/25, 12:10 AM",PENDING\n',
    "Connections.csv": 'Notes:\n"SECRET"\n\nFirst Name,Last Name,URL,Email Address\nSECRET-friend\n',
    "messages.csv": "FROM,CONTENT\nSECRET,SECRET\n",
    "Email Addresses.csv": "Email Address\nSECRET@example.org\n",
    "PhoneNumbers.csv": "Number\nSECRET\n",
    "Recommendations_Given.csv": "First Name,Text,Status\nSECRET,SECRET,VISIBLE\n",
}

#: Words that would be something else in Markdown, or to our directives.
HOSTILE = [
    "# heading",
    "- - -\nx",
    "***",
    "===",
    ":::{evidence} x\n:private:\n:::",
    ":date: 2020",
    "：date：2020",
    "% comment",
    "+++ break",
    "(target)=",
    "1. list",
    "> [!NOTE]",
    "```{eval-rst}",
    "~~~",
    "{ref}`x`",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "[x]: https://example.org",
    "a | b\n- | -\nc | d",
    "term\n: definition",
    "&lt;b&gt; &amp; &#65;",
    "line\\",
    "https://example.org/a_b_(c)_[d]?x=1&copy;=2.",
    "www.example.org/a_[b] HTTPS://Example.org a_b@example.org mailto:a@example.org",
    "<https://example.org>",
    "!https://example.org/%C3%A9 https://example.org@example.net",
    "- [ ] task",
    "{{ name }}",
    "[^1]: note",
    "**Situation:** x",
]
PARSER = create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def from_linkedin(folder: Path, files: Mapping[str, str | bytes]) -> Project:
    """The project that an export becomes."""
    file = folder / "export.zip"
    file.write_bytes(archive(files))
    return linkedin.read(file)


def from_resume(document: object) -> Project:
    """The project that a résumé becomes."""
    return json_resume.project_of(json.dumps(document).encode(), "resume.json")


def page(project: Project, name: str) -> str:
    """A page of a project."""
    text = project.pages[name]
    assert isinstance(text, str)
    return text


def drafts(text: str, srcdir: Path) -> list[tuple[str, Draft]]:
    """The items of a page as the directive reads them, each with its title as it is written."""
    found = []
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith(":::{evidence} "):
            end = lines.index(":::", at)
            context = Context("{evidence}", "page", srcdir, Settings())
            inside = lines[at + 1 : end]
            draft = read_evidence(inside, lambda index: Place("page.md", index + 1), context)
            found.append((line.removeprefix(":::{evidence} "), draft))
    return found


def build(project: Project, folder: Path) -> Path:
    """Build the web site of a project as its owner does, with ``-W -n``; its output folder."""
    write(files_of(project, "an export"), folder / "project")
    out = folder / "html"
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            folder / "project" / "docs",
            folder / "project",
            out,
            folder / "doctrees",
            "html",
            {"html_theme": "basic", "nitpicky": True},
            status=None,
            warning=warnings,
            freshenv=True,
        )
        app.build()
    assert warnings.getvalue() == ""
    return out


def well_formed(project: Project, folder: Path) -> None:
    """Each item is read without a fault, and no two have the same name."""
    found = [
        draft for name in project.pages for _title, draft in drafts(page(project, name), folder)
    ]
    assert [fault for draft in found for fault in draft.faults] == []
    names = re.findall("(?m)^:name: (.*)", "".join(page(project, name) for name in project.pages))
    assert len(names) == len(set(names))
    files_of(project, "export")


def tokens(text: str) -> list[Token]:
    """The tokens of Markdown as an imported project reads it, those inside of lines too."""
    found = []
    for token in PARSER.parse(text):
        found += [token, *(token.children or [])]
    return found
