"""What the keys of a JSON Resume mean: those of version 1.0, of those before it, and variants.

The format is https://jsonresume.org/schema. For each meaning the names that a key of it may have
stand here, best first; `folded` names are compared, so ``startDate`` is ``start_date``, too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

_Names = tuple[str, ...]
#: For each meaning, the names of keys.
Meanings: TypeAlias = "Mapping[str, _Names]"
_START: _Names = ("startDate", "start", "from", "startedOn", "date")
_END: _Names = ("endDate", "end", "to", "until", "finishedOn")
_CURRENT: _Names = ("current", "isCurrent", "present", "isPresent", "currentlyWorking")
_URL: _Names = ("url", "website", "link", "homepage")
_SKILLS: _Names = ("keywords", "skills", "technologies", "tags")
_SUMMARY: _Names = ("summary", "description", "details")
_HIGHLIGHTS: _Names = ("highlights", "achievements", "responsibilities")


@dataclass(frozen=True, slots=True)
class Keys:
    """A list of a résumé: its names, and what its entries become.

    ``meanings`` are attributes of `Entry` and of `texts`, which are the texts of an item in their
    order; ``labels`` are the words before those that do not speak for themselves.
    """

    names: _Names
    page: str
    heading: str
    kind: str
    meanings: Meanings
    texts: _Names
    labels: Mapping[str, str] = field(default_factory=dict)
    goes_on: bool = False


SECTIONS = (
    Keys(
        ("certificates", "certifications", "certs"),
        "certificates",
        "Certificates",
        "certificate",
        {
            "title": ("name", "title", "certificate"),
            "issuer": ("issuer", "authority", "organization", "issuedBy", "awarder"),
            "start": ("date", "startDate", "issueDate", "releaseDate", "issued", "awardDate"),
            "expires": ("endDate", "expires", "expirationDate", "expiryDate", "validUntil"),
            "credential_id": ("credentialId", "id", "licenseNumber", "number"),
            "url": _URL,
            "text": _SUMMARY,
            "skills": _SKILLS,
        },
        ("text",),
    ),
    Keys(
        ("work", "experience", "workExperience", "employment", "jobs"),
        "experience",
        "Experience",
        "employment",
        {
            "title": ("position", "title", "jobTitle", "role"),
            "issuer": ("name", "company", "organization", "employer"),
            "url": _URL,
            "start": _START,
            "end": _END,
            "current": _CURRENT,
            "place": ("location",),
            "about": ("description",),
            "text": ("summary", "details"),
            "points": _HIGHLIGHTS,
            "skills": _SKILLS,
        },
        ("place", "about", "text", "points"),
        goes_on=True,
    ),
    Keys(
        ("education", "studies"),
        "education",
        "Education",
        "education",
        {
            "title": ("area", "fieldOfStudy", "major", "degree", "title"),
            "degree": ("studyType",),
            "issuer": ("institution", "school", "university", "name", "organization"),
            "url": _URL,
            "start": _START,
            "end": _END,
            "current": _CURRENT,
            "place": ("location",),
            "score": ("score", "gpa", "grade"),
            "text": _SUMMARY,
            "courses": ("courses",),
            "points": _HIGHLIGHTS,
            "skills": _SKILLS,
        },
        ("place", "text", "score", "points", "courses"),
        {"score": "Score", "courses": "Courses"},
        goes_on=True,
    ),
    Keys(
        ("projects",),
        "projects",
        "Projects",
        "project",
        {
            "title": ("name", "title"),
            "issuer": ("entity", "organization", "company"),
            "url": (*_URL, "repository", "githubUrl", "github"),
            "start": _START,
            "end": _END,
            "current": _CURRENT,
            "type": ("type",),
            "about": ("description",),
            "text": ("summary", "details"),
            "points": _HIGHLIGHTS,
            "roles": ("roles", "role"),
            "skills": _SKILLS,
        },
        ("type", "about", "text", "points", "roles"),
        {"type": "Type", "roles": "Roles"},
        goes_on=True,
    ),
    Keys(
        ("awards", "honors", "honours"),
        "honours",
        "Honours and awards",
        "certificate",
        {
            "title": ("title", "name"),
            "issuer": ("awarder", "issuer", "organization"),
            "start": ("date", "awardDate", "startDate"),
            "url": _URL,
            "text": _SUMMARY,
            "skills": _SKILLS,
        },
        ("text",),
    ),
    Keys(
        ("publications",),
        "publications",
        "Publications",
        "artefact",
        {
            "title": ("name", "title"),
            "issuer": ("publisher", "issuer"),
            "start": ("releaseDate", "date", "startDate"),
            "url": _URL,
            "text": _SUMMARY,
            "skills": _SKILLS,
        },
        ("text",),
    ),
    Keys(
        ("volunteer", "volunteering"),
        "volunteering",
        "Volunteering",
        "volunteering",
        {
            "title": ("position", "role", "title"),
            "issuer": ("organization", "organisation", "name", "company"),
            "url": _URL,
            "start": _START,
            "end": _END,
            "current": _CURRENT,
            "place": ("location",),
            "text": _SUMMARY,
            "points": _HIGHLIGHTS,
            "skills": _SKILLS,
        },
        ("place", "text", "points"),
        goes_on=True,
    ),
)
REFERENCES: Meanings = {
    "text": ("reference", "text", "quote", "summary"),
    "who": ("name", "author"),
    "role": ("position", "role", "title", "jobTitle"),
    "issuer": ("organization", "organisation", "company"),
    "start": ("date", "startDate"),
}
BASICS: Meanings = {
    "name": ("name", "fullName"),
    "first": ("firstName", "givenName"),
    "last": ("lastName", "familyName", "surname"),
    "headline": ("label", "headline", "title"),
    "summary": ("summary", "about", "bio"),
    "url": _URL,
    "email": ("email", "mail"),
    "phone": ("phone", "telephone", "mobile"),
    "location": ("location",),
    "profiles": ("profiles", "social"),
}
PROFILE: Meanings = {
    "network": ("network", "name", "title"),
    "url": _URL,
    "username": ("username", "handle"),
}
#: The region where somebody lives; of a place nothing narrower is read.
LOCATION: Meanings = {
    "city": ("city", "town"),
    "region": ("region", "state", "province"),
    "country": ("country", "countryCode"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A list that becomes words under a heading: what each is, how well, and what belongs to it."""

    names: _Names
    heading: str
    meanings: Meanings


LISTS = (
    Words(
        ("skills",),
        "Skills",
        {"title": ("name", "skill", "title"), "level": ("level",), "more": _SKILLS},
    ),
    Words(
        ("languages",),
        "Languages",
        {"title": ("language", "name"), "level": ("fluency", "level"), "more": ()},
    ),
    Words(
        ("interests", "hobbies"),
        "Interests",
        {"title": ("name", "title"), "level": (), "more": _SKILLS},
    ),
)
#: Keys of a résumé that say nothing of a person.
SILENT = ("$schema", "meta")
