"""A JSON Resume becomes a portfolio, as older versions and other programs write it; so does ours."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from exported import drafts, from_resume, page, tokens, well_formed
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_portfolio.dates import OPEN, end_of, start_of
from sphinx_portfolio.export import common, jsonresume, resume
from sphinx_portfolio.importing.exports import json_resume
from sphinx_portfolio.importing.exports.archives import ExportError
from sphinx_portfolio.importing.exports.items import plain
from sphinx_portfolio.importing.project import Concern
from sphinx_portfolio.importing.write import files_of
from sphinx_portfolio.model import KINDS, Evidence, Owner, skill_title
from sphinx_portfolio.names import slug
from sphinx_portfolio.reading.settings import Settings
from sphinx_portfolio.records import Index
from sphinx_portfolio.writing.plain_words import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

pytestmark = pytest.mark.newest


#: The first example of a run may have to wait for others that use the machine.
calm = settings(deadline=None)


# -- JSON Resume

#: What stands in a résumé, and what is read of it: title, issuer, date, address, skills.
ENTRIES: dict[str, tuple[dict[str, object], tuple[object, ...]]] = {
    "certificate": (
        {
            "certificates": [
                {"name": "A", "date": "2025-03-21", "issuer": "B", "url": "https://e.org"}
            ]
        },
        ("A", "B", "2025-03-21", "https://e.org", None),
    ),
    "certificate that starts and ends": (
        {"certificates": [{"name": "A", "startDate": "2025-03", "endDate": "2026-03"}]},
        ("A", None, "2025-03", None, None),
    ),
    "certificates by another name": (
        {"certifications": [{"title": "A", "issueDate": "2025"}]},
        ("A", None, "2025", None, None),
    ),
    "a list of words": ({"certificates": ["A"]}, ("A", None, None, None, None)),
    "no list": ({"certificates": {"name": "A"}}, ("A", None, None, None, None)),
    "null": (
        {"certificates": [{"name": "A", "date": None, "issuer": None, "url": None}], "work": None},
        ("A", None, None, None, None),
    ),
    "empty": (
        {"certificates": [{"name": "A", "date": "", "url": ""}]},
        ("A", None, None, None, None),
    ),
    "number": ({"certificates": [{"name": 7.50, "date": 2025}]}, ("7.5", None, "2025", None, None)),
    "work": (
        {"work": [{"name": "B", "position": "A", "startDate": "2024-01", "endDate": "2025-02-01"}]},
        ("A", "B", "2024-01/2025-02-01", None, None),
    ),
    "work of version 0": (
        {
            "work": [
                {"company": "B", "position": "A", "website": "https://e.org", "startDate": "2024"}
            ]
        },
        ("A", "B", "2024/..", "https://e.org", None),
    ),
    "present": (
        {"work": [{"name": "B", "position": "A", "startDate": "2024-01", "endDate": "Present"}]},
        ("A", "B", "2024-01/..", None, None),
    ),
    "empty end": (
        {"work": [{"name": "B", "position": "A", "startDate": "2024-01-15", "endDate": ""}]},
        ("A", "B", "2024-01-15/..", None, None),
    ),
    "current": (
        {"work": [{"name": "B", "position": "A", "start_date": "2024", "isCurrent": True}]},
        ("A", "B", "2024/..", None, None),
    ),
    "end only": ({"work": [{"position": "A", "endDate": "2024"}]}, ("A", None, "2024", None, None)),
    "time of day": (
        {"work": [{"position": "A", "endDate": "2024-03-21T00:00:00.000Z"}]},
        ("A", None, "2024-03-21", None, None),
    ),
    "month in words": (
        {"work": [{"position": "A", "startDate": "Mar 2024", "endDate": "05/2024"}]},
        ("A", None, "2024-03/2024-05", None, None),
    ),
    "education": (
        {
            "education": [
                {"institution": "B", "area": "ICT", "studyType": "Diploma", "endDate": "2024"}
            ]
        },
        ("Diploma, ICT", "B", "2024", None, None),
    ),
    "school only": ({"education": [{"institution": "B"}]}, ("B", "B", None, None, None)),
    "project": (
        {"projects": [{"name": "A", "keywords": ["Python", "C++, C"], "entity": "B"}]},
        ("A", "B", None, None, ("Python", "C++, C")),
    ),
    "keywords as words": (
        {"projects": [{"name": "A", "technologies": "Python, SQL, python"}]},
        ("A", None, None, None, ("Python", "SQL")),
    ),
    "award": (
        {"awards": [{"title": "A", "awarder": "B", "awardDate": "2024"}]},
        ("A", "B", "2024", None, None),
    ),
    "publication": (
        {"publications": [{"name": "A", "publisher": "B", "releaseDate": "2024"}]},
        ("A", "B", "2024", None, None),
    ),
    "volunteer": (
        {"volunteer": [{"organization": "B", "position": "A", "startDate": "2024"}]},
        ("A", "B", "2024/..", None, None),
    ),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_entries_of_a_resume(name: str, tmp_path: Path) -> None:
    document, expected = ENTRIES[name]
    project = from_resume({"basics": {"name": "Sam Example"}, **document})
    ((title, draft),) = drafts(page(project, list(project.pages)[1]), tmp_path)
    assert draft.faults == []
    keys = ("issuer", "date", "url", "skills")
    assert (title, *map(draft.values.known.get, keys)) == expected
    assert project.findings == ()


def test_the_certificate_that_ends_expires(tmp_path: Path) -> None:
    project = from_resume({"basics": {}, **ENTRIES["certificate that starts and ends"][0]})
    assert ":expires: 2026-03\n" in page(project, "certificates.md")


def test_texts_of_a_resume() -> None:
    work = {
        "position": "A",
        "location": {"address": "SECRET", "city": "Paarl", "countryCode": "ZA"},
        "summary": "One.\n\nTwo.",
        "highlights": ["Three", {"name": "Four"}, None],
    }
    study = {"area": "A", "score": 3.5, "courses": ["Five"]}
    project = from_resume({"work": [work], "education": [study]})
    text = page(project, "experience.md")
    assert text.endswith("\n\nPaarl, ZA\n\nOne.\n\nTwo.\n\n- Three\n- Four\n:::\n")
    assert page(project, "education.md").endswith("\n\nScore: 3.5\n\nCourses:\n\n- Five\n:::\n")


def test_who_a_resume_is_about() -> None:
    basics = {
        "name": "Sam Example",
        "label": "Student",
        "summary": "About forms; call +27 82 555 0123.",
        "website": "https://sam.example.org",
        "email": "sam@private.example.com",
        "phone": "+27 82 555 0199",
        "image": "https://SECRET.example.org/me.jpg",
        "location": {"address": "SECRET", "postalCode": "SECRET", "city": "Paarl", "region": "WC"},
        "profiles": [
            {"network": "GitHub", "username": "sam", "url": "https://github.com/sam"},
            {"network": "Mastodon", "username": "sam"},
            None,
        ],
        "birthDate": "SECRET",
        "shoeSize": "43",
    }
    lists = {
        "skills": [{"name": "Web", "level": "Good", "keywords": ["HTML", "CSS"]}, "Python"],
        "languages": [{"language": "isiXhosa", "fluency": "Native"}],
        "hobbies": ["Chess"],
        "meta": {"version": "1"},
        "coffee": "black",
    }
    project = from_resume({"basics": basics, **lists})
    owner = project.owner
    assert owner == Owner(
        "Sam Example",
        "Student",
        url="https://sam.example.org",
        profiles=owner.profiles if owner else (),
    )
    assert owner is not None
    assert [one.network for one in owner.profiles] == ["GitHub"]
    assert project.private == {
        "email": "sam@private.example.com",
        "phone": "+27 82 555 0199",
        "location": "Paarl, WC",
    }
    assert "SECRET" not in "".join(map(str, files_of(project, "resume.json").values()))
    assert page(project, "skills.md") == (
        "# Skills\n\n- Web (Good): HTML, CSS\n- Python\n\n## Languages\n\n- isiXhosa (Native)\n\n"
        "## Interests\n\n- Chess\n"
    )
    assert [one.quoted for one in project.findings] == [
        '"43"',
        "+27 82 555 0123",
        "Mastodon sam",
        "coffee",
    ]


def test_the_names_of_those_who_recommend_are_theirs() -> None:
    references = [
        {"name": "Pat Reviewer, Team lead", "reference": "Sam listens.\nAlways."},
        {"name": "Jo Nobody", "reference": "Great."},
        {"name": "Lee Silent"},
    ]
    project = from_resume({"basics": {"name": "Sam"}, "references": references})
    text = page(project, "testimonials.md")
    assert ":::{evidence} Reference: Team lead\n" in text
    assert ":::{evidence} Great.\n" in text
    assert not re.search("Pat|Jo|Lee", text)
    assert [(one.concern, one.quoted) for one in project.findings] == [
        (Concern.PERSONAL, "Pat Reviewer, Team lead"),
        (Concern.PERSONAL, "Jo Nobody"),
        (Concern.PERSONAL, "Lee Silent"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "line 1"),
        (b'{"basics": {\n"name": }}', "line 2"),
        (b"[]", "no JSON Resume"),
        (b'{"basics": 1}', "no JSON Resume"),
        (b'{"name": "a package"}', "no JSON Resume"),
        (b'{"basics": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deeper"),
        (b'{"basics": {"name": ' + b"[" * 200 + b"]" * 200 + b"}}", "deeper"),
    ],
)
def test_what_is_no_resume(data: bytes, words: str) -> None:
    with pytest.raises(ExportError, match=words):
        json_resume.project_of(data, "resume.json")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["2025", "Present"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "basics",
                    "work",
                    "projects",
                    "references",
                    "skills",
                    "certificates",
                    "name",
                    "url",
                    "date",
                    "startDate",
                    "endDate",
                    "position",
                    "highlights",
                    "keywords",
                    "location",
                    "profiles",
                    "network",
                    "reference",
                    "summary",
                    "odd",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@calm
@given(
    st.dictionaries(
        st.sampled_from(
            ["basics", "work", "projects", "references", "skills", "certificates", "education"]
        ),
        JSON,
        min_size=2,
    )
)
def test_no_resume_is_too_strange(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, object]
) -> None:
    try:
        project = json_resume.project_of(json.dumps(document).encode(), "resume.json")
    except ExportError:
        return
    well_formed(project, tmp_path_factory.getbasetemp())


# -- what we export ourselves

LINE = st.text(max_size=30).map(plain)
RECORDS = st.lists(
    st.builds(
        Evidence,
        docname=st.just("page"),
        line=st.just(1),
        name=st.just("name"),
        title=LINE.filter(slug),
        kind=st.sampled_from(sorted(KINDS)),
        issuer=LINE,
        date=st.just("")
        | st.dates(min_value=date(1000, 1, 1), max_value=date(2026, 1, 1)).map(str)
        | st.sampled_from(["2024", "2024-03", "2023/2024-05", "2024-03/.."]),
        url=st.sampled_from(["", "https://example.org/x?a=1&b=(2)"]),
        skills=st.lists(
            LINE.filter(lambda words: slug(words) and slug(words) == slug(skill_title(words))),
            max_size=3,
            unique_by=slug,
        ).map(tuple),
    ),
    min_size=1,
    max_size=5,
)


def exported(records: Sequence[Evidence], monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The resume.json of a portfolio with such records."""
    domain = SimpleNamespace(
        index=Index(tuple(records)),
        settings=Settings(owner=Owner("Sam Example", "Student")),
        medium=SimpleNamespace(full_address=lambda _page, _anchor: ""),
    )
    for module in (jsonresume, common):
        monkeypatch.setattr(module, "portfolio", lambda _env: domain)
    builder = object.__new__(jsonresume.JsonResumeBuilder)
    builder.env = SimpleNamespace()  # type: ignore[assignment]
    return common.as_json(builder.content())


@calm
@given(RECORDS)
def test_our_own_resume_comes_home(
    tmp_path_factory: pytest.TempPathFactory, records: list[Evidence]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        data = exported(records, patched)
    project = json_resume.project_of(data, "resume.json")
    folder = tmp_path_factory.getbasetemp()
    assert project.owner == Owner("Sam Example", "Student")
    home = [
        (title, *map(draft.written.get, ("issuer", "date", "url")), named(draft.values.known))
        for name in project.pages
        for title, draft in drafts(page(project, name), folder)
    ]
    assert Counter(home) == Counter(map(at_home, records))
    said = page(project, "skills.md") if "skills.md" in project.pages else ""
    listed = {slug(token.content) for token in tokens(said) if token.type == "text"}
    assert {slug(skill) for record in records for skill in record.skills} <= listed


def named(known: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(map(slug, known.get("skills", ())))


def at_home(record: Evidence) -> tuple[object, ...]:
    """What JSON Resume holds of a record: of a certificate one day, of a testimony its title."""
    issuer, date, url = record.issuer, record.date, record.url
    section = resume.SECTIONS.get(record.kind, "projects")
    if section == "certificates":
        date = start_of(date) if date.endswith(OPEN) else end_of(date)
    if section == "references":
        issuer = date = url = ""
    skills = frozenset(map(slug, record.skills)) if section == "projects" else frozenset()
    return (escaped(record.title), *(words or None for words in (issuer, date, url)), skills)
