"""LinkedIn's data export becomes a portfolio, and nobody is given away by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from exported import LINKEDIN, archive, drafts, from_linkedin, page
from sphinx_portfolio.importing.exports import linkedin
from sphinx_portfolio.importing.exports.archives import ExportError
from sphinx_portfolio.importing.project import Concern
from sphinx_portfolio.importing.write import files_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_portfolio.importing.project import Project

pytestmark = pytest.mark.newest


# -- LinkedIn


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return from_linkedin(tmp_path_factory.mktemp("linkedin"), LINKEDIN)


def told(project: Project, concern: Concern) -> list[tuple[str, int, str]]:
    found = (one for one in project.findings if one.concern is concern)
    return [(one.file, one.line, one.quoted) for one in found]


def test_linkedin_becomes_pages(imported: Project, tmp_path: Path) -> None:
    assert list(imported.pages) == [
        "index.md",
        *("certificates.md", "experience.md", "education.md", "projects.md", "courses.md"),
        *("honours.md", "volunteering.md", "testimonials.md", "skills.md"),
    ]
    found = {
        title: draft
        for name in imported.pages
        for title, draft in drafts(page(imported, name), tmp_path)
    }
    values = {title: draft.values.known for title, draft in found.items()}
    assert values[r"Accessible \*forms\*, level 2"] == {
        "name": "accessible-forms-star-level-2",
        "kind": "certificate",
        "issuer": "Example Academy",
        "date": "2025-03",
        "expires": "2028-03",
        "credential_id": "AB: #12",
        "url": "https://example.org/verify/1",
    }
    dates = {title: (one["kind"], one.get("date", "")) for title, one in values.items()}
    assert dates == {
        r"Accessible \*forms\*, level 2": ("certificate", "2025-03"),
        "First aid": ("certificate", "2024"),
        "Technician": ("employment", "2024-09/.."),
        "Weekend job": ("employment", "2022/2023-11"),
        "Diploma in ICT": ("education", "2023/2026"),
        "Example High": ("education", "2018/2022"),
        "Bus times": ("project", "2025-01/2025-03"),
        "Databases": ("course", ""),
        "Best poster": ("certificate", "2024-08"),
        "Driver": ("volunteering", "2019-06/.."),
        "Recommendation: Team lead": ("testimony", "2025-01-19"),
    }
    assert found["Technician"].text == [
        "Paarl",
        "",
        "Answered tickets.",
        "",
        "- 40 a week",
        "- wrote guides",
    ]
    assert found["Diploma in ICT"].text == ["Dean's list", "", "Activities: Coding club"]
    assert found["Recommendation: Team lead"].text == ["> Sam listens.", ">", "> Always."]
    assert "- Python\n- C++\n\n## Languages\n\n- isiXhosa (Native" in page(imported, "skills.md")


def test_linkedin_says_who_its_owner_is(imported: Project) -> None:
    assert imported.title == "Portfolio of Sam Example"
    assert imported.owner is not None
    assert imported.owner.headline == "Student | Web & data"
    assert [one.url for one in imported.owner.profiles] == [
        "https://sam.example.org",
        "https://twitter.com/samexample",
    ]
    assert imported.private == {"location": "Cape Town, South Africa"}
    assert "Cape Town" not in page(imported, "index.md")


def test_nobody_else_is_given_away(imported: Project) -> None:
    made = files_of(imported, "export.zip")
    for path, content in made.items():
        assert "SECRET" not in str(content), path
        if path != "IMPORT.md":
            assert not re.search("Reviewer|Jo|Hidden|Not shown", str(content)), path
    received = "Recommendations_Received.csv"
    assert told(imported, Concern.PERSONAL) == [(received, 2, "Pat Reviewer")]
    closed = "Connections.csv\nEmail Addresses.csv\nPhoneNumbers.csv\nRecommendations_Given.csv\nmessages.csv"
    assert told(imported, Concern.LEFT_OUT) == [
        (received, 5, "Jo Hidden\nNot shown"),
        ("", 0, closed),
    ]


def test_what_is_private_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    opened: list[str] = []
    real = zipfile.ZipFile.open

    def spy(self: zipfile.ZipFile, name: Any, *arguments: Any, **options: Any) -> Any:
        opened.append(name.filename)
        return real(self, name, *arguments, **options)

    (tmp_path / "export.zip").write_bytes(archive(LINKEDIN))
    monkeypatch.setattr(zipfile.ZipFile, "open", spy)
    linkedin.read(tmp_path / "export.zip")
    assert {name for name in LINKEDIN if name not in opened} == {
        *("Connections.csv", "messages.csv", "Email Addresses.csv", "PhoneNumbers.csv"),
        "Recommendations_Given.csv",
    }


def test_a_folder_gives_the_same_twice(imported: Project, tmp_path: Path) -> None:
    (tmp_path / "Basic_Export").mkdir()
    for name, content in reversed(LINKEDIN.items()):
        (tmp_path / "Basic_Export" / name).write_text(content, "utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "Basic_Export" / "messages.csv")
    project = linkedin.read(tmp_path)
    assert project.pages == imported.pages
    assert project == linkedin.read(tmp_path)


CERTIFICATES = "Name,Url,Authority,Started On,Finished On\n"
#: Rows of Certifications.csv, what becomes of them, and what is told.
ROWS: dict[str, tuple[str, dict[str, str], list[tuple[Concern, str]]]] = {
    "no title": (",,Academy,2025,", {"title": "Academy", "date": "2025"}, []),
    "no letter": ("***,,,,", {"title": r"\*\*\* Certificate"}, [(Concern.TO_DECIDE, "")]),
    "no date": ("A,,,Spring 2025,", {}, [(Concern.TO_DECIDE, "Spring 2025")]),
    "no such date": ("A,,,2025-02-30,", {}, [(Concern.TO_DECIDE, "2025-02-30")]),
    "later": ("A,,,Mar 2999,", {"date": "2999-03"}, [(Concern.TO_DECIDE, "")]),
    "expires later": ("A,,,,Mar 2999", {"expires": "2999-03"}, []),
    "expired before": ("A,,,2025,2024", {"date": "2025"}, [(Concern.TO_DECIDE, "2024")]),
    "no address": ("A,javascript:alert(1),,,", {}, [(Concern.TO_DECIDE, "javascript:alert(1)")]),
    "short address": (
        "A,www.example.org/a,,,",
        {"url": "https://www.example.org/a"},
        [(Concern.CHANGED, "")],
    ),
    "telephone": (
        "Call +27 82 555 0123,,,,",
        {"title": "Call +27 82 555 0123"},
        [(Concern.PERSONAL, "+27 82 555 0123")],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_value_that_cannot_be_used_is_told(name: str, tmp_path: Path) -> None:
    row, expected, findings = ROWS[name]
    project = from_linkedin(tmp_path, {"Certifications.csv": f"{CERTIFICATES}{row}\n"})
    ((title, draft),) = drafts(page(project, "certificates.md"), tmp_path)
    assert draft.faults == []
    written = {"title": title, **draft.written}
    assert {key: written[key] for key in written if key not in {"name", "kind", "issuer"}} == {
        "title": "A",
        **expected,
    }
    assert [(one.concern, one.quoted) for one in project.findings] == findings


def test_rows_that_are_there_twice_are_told(tmp_path: Path) -> None:
    project = from_linkedin(tmp_path, {"Projects.csv": "Title,Description\nA,x\nA,x\nA,y\n"})
    found = drafts(page(project, "projects.md"), tmp_path)
    assert ":name: a-3" in page(project, "projects.md")
    assert len(found) == 3
    assert [one.message for one in project.findings if one.concern is Concern.DUPLICATE] == [
        "'A' is there 2 times."
    ]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"messages.csv": "FROM\nx\n"},
        {"Profile.csv": "First Name\n\n"},
        {"Skills.csv": "Name\n"},
    ],
)
def test_an_export_with_nothing_in_it_is_no_portfolio(
    files: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="nothing in it"):
        from_linkedin(tmp_path, files)


def test_a_recommendation_that_nobody_says_is_shown_is_not(tmp_path: Path) -> None:
    files = {
        "Profile.csv": "First Name\nSam\n",
        "Recommendations_Received.csv": "First Name,Text\nPat,Great\n",
    }
    assert list(from_linkedin(tmp_path, files).pages) == ["index.md"]
