"""An export that lies, is broken or wants to harm: words for its owner, and nothing else happens.

``EXPORT_EXAMPLES=5000`` tries that many damaged archives and tables.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from time import process_time
from typing import TYPE_CHECKING

import pytest
from exported import LINKEDIN, archive, from_linkedin, from_resume, page, well_formed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_portfolio.importing.exports import linkedin
from sphinx_portfolio.importing.exports.archives import ExportError, open_export
from sphinx_portfolio.importing.exports.linkedin_tables import TABLES
from sphinx_portfolio.importing.project import Concern

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_portfolio.importing.project import Project

pytestmark = pytest.mark.newest

SKILLS = "Skills.csv"
SAM = {"Profile.csv": "First Name\nSam\n", SKILLS: "Name\nPython\n"}
#: Of an entry in the list of an archive, where what it says of itself stands.
FLAGS, METHOD, PACKED, SIZE = 8, 10, 20, 24


def entry_of(data: bytes, name: str) -> int:
    """Where the list of an archive tells of a file."""
    return data.index(name.encode(), data.index(b"PK\x01\x02")) - 46


def patched(data: bytes, name: str, *, flags: int = 0, method: int = 8, **sizes: int) -> bytes:
    """An archive that says something else of a file."""
    made = bytearray(data)
    at = entry_of(data, name)
    struct.pack_into("<HH", made, at + FLAGS, flags, method)
    for key, size in sizes.items():
        struct.pack_into("<I", made, at + {"packed": PACKED, "size": SIZE}[key], size)
    return bytes(made)


def with_link(target: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("Profile.csv", SAM["Profile.csv"])
        link = zipfile.ZipInfo(SKILLS)
        link.create_system, link.external_attr = 3, 0o120777 << 16
        made.writestr(link, target)
    return data.getvalue()


def packed_as(method: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as made:
        for name, text in SAM.items():
            made.writestr(name, text)
    return data.getvalue()


#: Archives of which skills cannot be read, but the rest can; and what is said.
UNREADABLE = {
    "encrypted": (patched(archive(SAM), SKILLS, flags=1), "password"),
    "larger than it says": (patched(archive(SAM), SKILLS, size=3), "damaged"),
    "bomb": (archive({**SAM, SKILLS: "Name\n" + "0" * 30_000_000}), "far larger"),
    "bomb that says it is small": (
        patched(archive({**SAM, SKILLS: "Name\n" + "0" * 30_000_000}), SKILLS, size=100),
        "damaged",
    ),
    "bomb that says it is badly packed": (
        patched(archive({**SAM, SKILLS: "Name\n" + "0" * 30_000_000}), SKILLS, packed=10_000_000),
        "",
    ),
    "another packing": (packed_as(zipfile.ZIP_LZMA), "packed in a way"),
    "unknown packing": (patched(archive(SAM), SKILLS, method=77), "packed in a way"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    data, words = UNREADABLE[name]
    (tmp_path / "export.zip").write_bytes(data)
    with open_export(tmp_path / "export.zip") as export, pytest.raises(ExportError, match=words):
        export.read(SKILLS)


def test_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(patched(archive(SAM), SKILLS, flags=1))
    project = linkedin.read(tmp_path / "export.zip")
    assert list(project.pages) == ["index.md"]
    assert [(one.concern, one.file) for one in project.findings] == [(Concern.UNREAD, SKILLS)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"Name\nPython\n",
        archive(SAM)[:-30],
        archive(SAM)[:60] + archive(SAM)[90:],
        b"PK\x05\x06" + b"\xff" * 18,
        archive({f"{number}.txt": "" for number in range(20_001)}),
    ],
)
def test_what_is_no_archive(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(data)
    with pytest.raises(ExportError, match=r"\.$"):
        linkedin.read(tmp_path / "export.zip")


@pytest.mark.parametrize(
    "name",
    [
        "../Skills.csv",
        "/Skills.csv",
        "a/../../Skills.csv",
        "C:/Skills.csv",
        "..\\Skills.csv",
        "Skills.csv/",
    ],
)
def test_a_name_that_leads_out_is_no_file_of_an_export(name: str, tmp_path: Path) -> None:
    project = from_linkedin(tmp_path, {"Profile.csv": SAM["Profile.csv"], name: "Name\nPython\n"})
    assert list(project.pages) == ["index.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["export.zip"]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(with_link("/etc/hostname"))
    assert list(linkedin.read(tmp_path / "export.zip").pages) == ["index.md"]


def test_an_archive_in_an_archive_stays_closed(tmp_path: Path) -> None:
    project = from_linkedin(tmp_path, {**SAM, "Certifications.zip": archive(LINKEDIN)})
    assert list(project.pages) == ["index.md", "skills.md"]


def test_names_of_old_programs(tmp_path: Path) -> None:
    data = archive(
        {"Exporté/Skills.csv": "Name\nPython\n", "Exporté/Profile.csv": "First Name\nSam\n"}
    )
    data = data.replace("é".encode(), b"\x82 ")  # in the code page of DOS
    at = 0
    made = bytearray(data)
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := data.find(signature, at)) >= 0:
            struct.pack_into("<H", made, at + flags, 0)
            at += 1
    (tmp_path / "export.zip").write_bytes(made)
    project = linkedin.read(tmp_path / "export.zip")
    assert "- Python" in page(project, "skills.md")
    assert {one.file for one in project.findings} == {"Exporté /Skills.csv"}


def test_of_two_files_of_a_kind_the_first_is_read(tmp_path: Path) -> None:
    project = from_linkedin(tmp_path, {**SAM, "old/Skills.csv": "Name\nBasic\n"})
    assert "Basic" not in page(project, "skills.md")
    assert [one.file for one in project.findings if one.concern is Concern.UNREAD] == [
        "old/Skills.csv"
    ]


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Name\nSecret\n")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Profile.csv").write_text("First Name\nSam\n")
    (folder / "Skills.csv").symlink_to(tmp_path / "secret")
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "Projects.csv")
    assert list(linkedin.read(folder).pages) == ["index.md"]


def test_a_large_table_takes_time_as_it_has_rows(tmp_path: Path) -> None:
    row = 'A,"- one\n- two https://example.org/x",Mar 2025\n'

    def seconds(rows: int) -> float:
        start = process_time()
        from_linkedin(tmp_path, {"Projects.csv": "Title,Description,Started On\n" + row * rows})
        return process_time() - start

    seconds(10)
    assert seconds(2000) < 20 * seconds(400)


def test_no_export_has_entries_without_end(tmp_path: Path) -> None:
    rows = "".join(f"{number}\n" for number in range(6000))
    project = from_linkedin(tmp_path, {"Skills.csv": f"Name\n{rows}"})
    assert page(project, "skills.md").count("\n- ") == 5000
    assert (project.findings[0].concern, project.findings[0].line) == (Concern.UNREAD, 5002)
    project = from_resume({"basics": {}, "skills": list(range(6000)), "work": []})
    assert page(project, "skills.md").count("\n- ") == 5000
    assert [one.concern for one in project.findings] == [Concern.UNREAD]


# -- anything at all

EXAMPLES = int(os.environ.get("EXPORT_EXAMPLES", "60"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WHOLE = archive({name: LINKEDIN[name] for name in ("Profile.csv", "Skills.csv", "Projects.csv")})


def read(data: bytes, folder: Path) -> Project | None:
    (folder / "export.zip").write_bytes(data)
    try:
        return linkedin.read(folder / "export.zip")
    except ExportError:
        return None


@many
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4), st.integers(0, 4)),
        max_size=4,
    )
)
def test_any_damage_is_told_or_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, bytes, int]]
) -> None:
    data = WHOLE
    for at, put, taken in damage:
        data = data[:at] + put + data[at + taken :]
    folder = tmp_path_factory.getbasetemp()
    if project := read(data, folder):
        well_formed(project, folder)


CELLS = st.sampled_from(
    [
        *("", "A", '"', '""', ",", ";", "\n", "\r\n", "\x00", "\u2028", "é", "Mar 2025", "2025-13"),
        *(
            "Present",
            "https://example.org",
            "javascript:x",
            ":::",
            "- ",
            ":date: x",
            "VISIBLE",
            "&#0;",
        ),
        *(name for table in TABLES for names in table.names.values() for name in names[:1]),
    ]
)
ROWS = st.lists(CELLS, max_size=40).map(",".join) | st.lists(CELLS, max_size=40).map("".join)


@many
@given(
    st.dictionaries(st.sampled_from([table.files[0] for table in TABLES]), ROWS, max_size=4),
    st.binary(max_size=20),
)
def test_any_tables_become_a_portfolio(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, str], junk: bytes
) -> None:
    heads = {
        table.files[0]: ",".join(names[0] for names in table.names.values()) for table in TABLES
    }
    files = {
        f"{name}.csv": f"{heads[name]}\n{rows}".encode() + junk for name, rows in tables.items()
    }
    folder = tmp_path_factory.getbasetemp()
    if project := read(archive(files), folder):
        well_formed(project, folder)
