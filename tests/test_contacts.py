"""Contacts as people write them: nothing stops reading, and each kind of trouble is told once."""

from __future__ import annotations

import contextlib
import json
import time
from typing import TYPE_CHECKING

import jsonschema
import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from project import ROOT
from sphinx_portfolio.contacts import Contact, Status
from sphinx_portfolio.faults import WarningType
from sphinx_portfolio.reading.contacts import ContactsError, branches_of, for_readers, from_file
from sphinx_portfolio.reading.contacts.written import Notes
from sphinx_portfolio.reading.contacts.yaml_file import YamlContactsError, read_contacts_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_portfolio.faults import Fault

pytestmark = pytest.mark.newest

PACKAGE = ROOT / "extensions" / "sphinx_portfolio"
CSV = """\
Name,Role,Organisation,Branch,Status,Since,Last contact,Next action,Due
Thandi Example,Lecturer,Example University,University,in touch,2024,2025-03-07,Say thanks,2025/4/1
,Recruiter,Example Works,Industry,planned,,,,
Sam Sample,,,Work,quiet,,,,
"""
YAML = """\
University:
  - name: Thandi Example
    role: Lecturer
    organisation: Example University
    since: 2024
    last-contact: 2025-03-07
    next-action: Say thanks
    due: 2025/4/1
Industry:
  - {role: Recruiter, organisation: Example Works, status: planned}
Work:
  - name: Sam Sample
    status: quiet
"""


def read(
    folder: Path, text: str | bytes, name: str = "contacts.csv"
) -> tuple[list[Contact], list[Fault]]:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    contacts, faults = from_file(folder, name, "page")
    return list(contacts), faults


def plain(contact: Contact) -> tuple[object, ...]:
    """A contact without where it is written."""
    return (
        *(contact.name, contact.role, contact.organisation, contact.branch, contact.status),
        *(contact.since, contact.last_contact, contact.next_action, contact.due),
    )


def test_a_table_and_yaml_say_the_same(tmp_path: Path) -> None:
    table, faults = read(tmp_path, CSV)
    written, others = read(tmp_path, YAML, "contacts.yaml")
    assert not [*faults, *others]
    assert list(map(plain, table)) == list(map(plain, written))
    assert table[0].due == "2025-04-01"
    assert [one.line for one in table] == [2, 3, 4]
    assert [one.line for one in written] == [2, 10, 12]


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("role,branch,status\nMentor,Work,friendly\n", 2, WarningType.BAD_CONTACT),
        ("role,branch\nMentor,Work\nMentor,Work\n", 3, WarningType.BAD_CONTACT),
        ("role,branch\nMentor,\n", 2, WarningType.BAD_CONTACT),
        ("role,branch,due\nMentor,Work,soon\n", 2, WarningType.BAD_DATE),
        ("role,branch\n=cmd|' /C calc'!A0,Work\n", 2, WarningType.BAD_CONTACT),
        ("role,branch\nMentor,Work,more\n", 2, WarningType.BAD_CONTACT),
        ("role,branch,shoe size\nMentor,Work,9\n", 1, WarningType.BAD_CONTACT),
        ("branch,since\nWork,2025\nA,2025\n", 1, WarningType.BAD_CONTACT),
        ("role,branch,status\n,Work,planned\n", 2, WarningType.BAD_CONTACT),
        ("", 1, WarningType.BAD_CONTACT),
        ('role,branch\n"Mentor,Work\n', 1, WarningType.BAD_CONTACT),
        (CSV.encode("utf-16"), 1, WarningType.ENCODING),
        ("role,branch\nMentor \xeb,Work\n".encode("latin-1"), 1, WarningType.ENCODING),
        ("role,branch\nMentor\x0b,Work\n", 2, WarningType.CONTROL_CHARACTER),
        (
            "role,branch\n" + "".join(f"Mentor {n},Work\n" for n in range(5000)),
            1,
            WarningType.BAD_CONTACT,
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_place(
    tmp_path: Path, text: str | bytes, line: int, kind: WarningType
) -> None:
    _contacts, faults = read(tmp_path, text)
    assert (faults[0].place.line, faults[0].type) == (line, kind)


def test_the_same_trouble_in_many_lines_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"Mentor {n},,soon,odd\n" for n in range(50))
    contacts, faults = read(tmp_path, f"role,branch,due,status\n{rows}")
    assert len(contacts) == 50
    assert len(faults) == 3
    assert all("49 more lines" in fault.words for fault in faults)
    # Nothing of it is lost.
    assert contacts[0].unread == (("status", "odd"), ("due", "soon"))


def test_html_and_formulas_are_words(tmp_path: Path) -> None:
    contacts, _faults = read(tmp_path, "role,branch\n<b>&amp;</b>,Work\n=1+1,Work\n")
    assert [one.role for one in contacts] == ["<b>&amp;</b>", "=1+1"]


def test_columns_that_are_never_shown_need_no_word(tmp_path: Path) -> None:
    contacts, faults = read(tmp_path, "role,branch,E-mail,Phone\nMentor,Work,a@example.org,1\n")
    assert not faults
    assert "example.org" not in repr(contacts)


def test_five_thousand_contacts_are_read_at_once(tmp_path: Path) -> None:
    rows = "".join(f"Mentor {n},Branch {n % 40}\n" for n in range(5000))
    start = time.perf_counter()
    contacts, _faults = read(tmp_path, f"role,branch\n{rows}")
    assert len(contacts) == 5000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("contacts.xlsx", "x", WarningType.BAD_FILE),
        ("contacts.yaml", "a: &b [*b]", WarningType.BAD_CONTACT),
        ("contacts.yaml", "a: [b", WarningType.BAD_CONTACT),
        ("contacts.yaml", "[" * 3000, WarningType.BAD_CONTACT),
        ("../contacts.csv", None, WarningType.FILE_OUTSIDE),
        ("missing.csv", None, WarningType.MISSING_FILE),
        ("large.csv", "x" * 5_000_001, WarningType.BAD_FILE),
    ],
)
def test_a_file_of_which_nothing_can_be_read(
    tmp_path: Path, name: str, text: str | None, kind: WarningType
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    if text is not None:
        (folder / name).write_text(text)
    with pytest.raises(ContactsError) as caught:
        from_file(folder, name, "page")
    assert caught.value.kind is kind


@given(st.text())
def test_no_text_stops_a_reader_of_yaml(text: str) -> None:
    notes = Notes("contacts.yaml")
    with contextlib.suppress(YamlContactsError):
        for one in read_contacts_yaml(text, "page", "contacts.yaml", notes):
            assert for_readers(one, (), ()).title


# -- the list of a page


def entry(words: str, *below: nodes.Node) -> nodes.list_item:
    inner = [nodes.bullet_list("", *below)] if below else []
    return nodes.list_item("", nodes.paragraph("", words), *inner)


def test_a_nested_list_has_branches_and_contacts() -> None:
    listed = nodes.bullet_list(
        "",
        entry(
            "Work", entry("My manager"), entry("A recruiter (planned)"), entry("Her team (four)")
        ),
        entry("Somebody [quiet]"),
    )
    work, others = branches_of([listed], "page")
    assert work.title == "Work"
    assert [(one.words, one.status) for one in work.contacts] == [
        ("My manager", Status.IN_TOUCH),
        ("A recruiter", Status.PLANNED),
        ("Her team (four)", Status.IN_TOUCH),
    ]
    assert others.title == ""
    assert others.contacts[0].status is Status.QUIET


# -- what may be seen


def contact(**said: object) -> Contact:
    return Contact("page", 1, "contacts.csv", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"role": "Mentor", "organisation": "Example Works"}, ("Mentor", "Example Works")),
        ({"organisation": "Example Works"}, ("Example Works", "")),
        ({}, ("T. v. E.", "")),
    ],
)
@pytest.mark.parametrize(
    ("readers", "names_for"),
    [((), ()), (("assessor",), ()), (("employer",), ("assessor",)), ((), ("assessor",))],
)
def test_a_name_is_for_nobody_unless_its_owner_says_so(
    said: dict[str, str],
    expected: tuple[str, str],
    readers: tuple[str, ...],
    names_for: tuple[str, ...],
) -> None:
    shown = for_readers(contact(name="Thandi van Example", **said), readers, names_for)
    assert (shown.title, shown.detail) == expected
    assert "Thandi" not in repr(shown)


def test_the_readers_that_an_owner_names_see_names() -> None:
    one = contact(name="Thandi Example", role="Mentor", organisation="Example Works")
    shown = for_readers(one, ("Assessor",), ("assessor",))
    assert (shown.title, shown.detail) == ("Thandi Example", "Mentor, Example Works")


def test_the_words_of_a_page_are_for_all_who_read_it() -> None:
    assert for_readers(contact(words="My mentor"), (), ()).title == "My mentor"


def test_the_schema_for_editors_takes_what_reading_takes() -> None:
    schema = json.loads((PACKAGE / "reading/contacts/contacts.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    plain = [[{"role": "Mentor", "status": "planned", "due": "2025-04"}], {"Work": ["A name"]}]
    for data in plain:
        assert validator.is_valid(data)
    for data in ([{"role": "Mentor", "status": "friendly"}], [{"due": "2025"}], [{"rle": "x"}]):
        assert not validator.is_valid(data)
