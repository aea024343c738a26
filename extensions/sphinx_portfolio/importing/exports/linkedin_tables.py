"""The tables of LinkedIn's data export that are read, and no others.

What is named here is all that is opened: files by their names, and of their columns those that mean
something. Connections, messages, addresses, telephone numbers and all else stay closed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...tables import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

_Names = tuple[str, ...]
_START: _Names = ("Started On", "Start Date", "Started", "Start", "From")
_END: _Names = ("Finished On", "End Date", "Finished", "End", "To")
_TEXT: _Names = ("Description", "Summary", "Details")
_URL: _Names = ("Url", "Link", "Website")


@dataclass(frozen=True, slots=True)
class Columns:
    """A file with a table: its names, and the names that the columns of each meaning may have.

    The first column is the one without which there is no table. ``closed`` are columns of which
    nobody is told what they hold.
    """

    files: _Names
    names: Mapping[str, _Names]
    closed: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Columns):
    """A table of which each row is an item; its meanings are attributes of `Entry`, and texts.

    ``labels`` are the words before texts that do not speak for themselves, by meaning.
    """

    page: str
    heading: str
    kind: str
    texts: _Names = ("text",)
    labels: Mapping[str, str] = field(default_factory=dict)
    goes_on: bool = False


ITEMS = (
    Items(
        ("Certifications", "Certificates", "Licenses & Certifications"),
        {
            "title": ("Name", "Title", "Certification", "Certificate"),
            "issuer": ("Authority", "Issuer", "Issuing Organization", "Organization"),
            "start": ("Started On", "Issued On", "Issue Date", "Start Date", "Date"),
            "expires": ("Finished On", "Expires On", "Expiration Date", "End Date"),
            "credential_id": ("License Number", "Credential ID", "License", "Number"),
            "url": (*_URL, "Credential URL"),
        },
        page="certificates",
        heading="Certificates",
        kind="certificate",
        texts=(),
    ),
    Items(
        ("Positions", "Experience"),
        {
            "issuer": ("Company Name", "Company", "Organization", "Employer"),
            "title": ("Title", "Position", "Job Title", "Role"),
            "text": _TEXT,
            "place": ("Location",),
            "start": _START,
            "end": _END,
        },
        page="experience",
        heading="Experience",
        kind="employment",
        texts=("place", "text"),
        goes_on=True,
    ),
    Items(
        ("Education",),
        {
            "issuer": ("School Name", "School", "Institution", "University"),
            "title": ("Degree Name", "Degree", "Field Of Study"),
            "start": _START,
            "end": _END,
            "text": ("Notes", *_TEXT),
            "activities": ("Activities", "Activities and Societies"),
        },
        page="education",
        heading="Education",
        kind="education",
        texts=("text", "activities"),
        labels={"activities": "Activities"},
        goes_on=True,
    ),
    Items(
        ("Projects",),
        {
            "title": ("Title", "Name", "Project Name"),
            "text": _TEXT,
            "url": _URL,
            "start": _START,
            "end": _END,
        },
        page="projects",
        heading="Projects",
        kind="project",
        goes_on=True,
    ),
    Items(
        ("Courses",),
        {"title": ("Name", "Title", "Course Name"), "number": ("Number", "Course Number")},
        page="courses",
        heading="Courses",
        kind="course",
        texts=("number",),
        labels={"number": "Course number"},
    ),
    Items(
        ("Test Scores",),
        {
            "title": ("Name", "Title"),
            "start": ("Tested On", "Date"),
            "score": ("Score",),
            "text": _TEXT,
        },
        page="test-scores",
        heading="Test scores",
        kind="assessment",
        texts=("score", "text"),
        labels={"score": "Score"},
    ),
    Items(
        ("Honors", "Honors & Awards", "Awards"),
        {
            "title": ("Title", "Name"),
            "start": ("Issued On", "Date"),
            "issuer": ("Issuer",),
            "text": _TEXT,
        },
        page="honours",
        heading="Honours and awards",
        kind="certificate",
    ),
    Items(
        ("Publications",),
        {
            "title": ("Name", "Title"),
            "start": ("Published On", "Date"),
            "text": _TEXT,
            "issuer": ("Publisher",),
            "url": _URL,
        },
        page="publications",
        heading="Publications",
        kind="artefact",
    ),
    Items(
        ("Volunteering", "Volunteer Experiences", "Volunteer Experience"),
        {
            "issuer": ("Company Name", "Organization", "Organisation", "Company"),
            "title": ("Role", "Title", "Position"),
            "cause": ("Cause",),
            "start": _START,
            "end": _END,
            "text": _TEXT,
        },
        page="volunteering",
        heading="Volunteering",
        kind="volunteering",
        texts=("text", "cause"),
        labels={"cause": "Cause"},
        goes_on=True,
    ),
    Items(
        ("Organizations",),
        {
            "issuer": ("Name", "Organization"),
            "title": ("Position", "Role", "Title"),
            "start": _START,
            "end": _END,
            "text": _TEXT,
        },
        page="organisations",
        heading="Organisations",
        kind="activity",
        goes_on=True,
    ),
)
RECOMMENDATIONS = Columns(
    ("Recommendations_Received", "Recommendations"),
    {
        "text": ("Text", "Recommendation"),
        "first": ("First Name",),
        "last": ("Last Name",),
        "issuer": ("Company", "Company Name"),
        "role": ("Job Title", "Title", "Position"),
        "start": ("Creation Date", "Date"),
        "status": ("Status", "Visibility"),
    },
)
PROFILE = Columns(
    ("Profile",),
    {
        "first": ("First Name",),
        "last": ("Last Name",),
        "headline": ("Headline",),
        "summary": ("Summary", "About"),
        "place": ("Geo Location", "Location"),
        "sites": ("Websites", "Website"),
        "twitter": ("Twitter Handles", "Twitter"),
    },
    closed=("Maiden Name", "Address", "Birth Date", "Zip Code", "Instant Messengers", "Industry"),
)
SUMMARY = Columns(("Profile Summary",), {"summary": ("Profile Summary", "Summary")})
SKILLS = Columns(("Skills",), {"name": ("Name", "Skill", "Skill Name")})
LANGUAGES = Columns(
    ("Languages",), {"name": ("Name", "Language"), "level": ("Proficiency", "Level")}
)
#: All that is opened.
TABLES: tuple[Columns, ...] = (*ITEMS, RECOMMENDATIONS, PROFILE, SUMMARY, SKILLS, LANGUAGES)
_BY_FILE = {folded(name): table for table in TABLES for name in table.files}


def table_of(path: str) -> Columns | None:
    """The table that a file of an export holds, by its name; of a file in folders, too."""
    stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return _BY_FILE.get(folded(stem)) if dot and suffix.casefold() == "csv" else None
