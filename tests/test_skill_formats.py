"""Skill catalogues as people download them from other programs, and as spreadsheets save them."""

from __future__ import annotations

import csv
import io
import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sphinx_portfolio.faults import WarningType
from sphinx_portfolio.model import Skill
from sphinx_portfolio.names import slug
from sphinx_portfolio.skills import Catalogue, CatalogueError, load
from test_skills import child, item, package, read, refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project
    from sphinx_portfolio.faults import Fault

pytestmark = pytest.mark.newest


def table(rows: list[list[str]], separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def brief(skills: tuple[Skill, ...]) -> list[tuple[str, str, str]]:
    return [(skill.name, skill.title, skill.group) for skill in skills]


# -- tables that other programs write

MOODLE = (
    '"Parent ID number","ID number","Short name",Description,"Description format","Scale values",'
    '"Scale configuration","Rule type (optional)","Rule outcome (optional)",'
    '"Rule config (optional)","Cross-referenced competency ID numbers","Exported ID (optional)",'
    '"Is framework","Taxonomy (optional)"\n'
    ',FW,Bakery,"<p>All of it</p>",1,"Not yet,Yes","[{""scaleid"":""2""}]",,,,,1,1,"competency"\n'
    ",A,Bread,<p>All bread</p>,1,,,,,,,2,,\n"
    'A,A1,Shaping,"<p>Makes <b>round</b> ones.</p>",1,,,,,,A2,3,,\n'
    "A,A2,Baking,,1,,,,,,,4,,\n"
    ",B,Selling,,1,,,,,,,5,0,\n"
)
OPENSALT = (
    'Identifier,"Full Statement","Human Coding Scheme","Smart Level","Is Child Of",'
    '"Abbreviated Statement","Concept Keywords",Notes,Language,License\n'
    "00000000-aaaa-4bbb-8ccc-000000000001,Bread,B,1,,,,,en,\n"
    '00000000-aaaa-4bbb-8ccc-000000000002,"Shapes <i>loaves</i>",B.1,1.1,B,Shaping,,,en,\n'
    "00000000-aaaa-4bbb-8ccc-000000000003,Bakes,,1.2,,,,,en,\n"
    "00000000-aaaa-4bbb-8ccc-000000000004,Sells,S,2,,,,,en,\n"
)
CONTENT_MODEL = (
    "Element ID\tElement Name\tDescription\n"
    "2\tWorker Requirements\tWorker Requirements\n"
    "2.A\tBasic Skills\tDeveloped capacities\n"
    "2.A.1\tContent\tBackground structures\n"
    '2.A.1.a\tReading Comprehension\tUnderstanding "written" sentences.\n'
    "2.A.1.b\tActive Listening\tGiving full attention.\n"
)
RATINGS = (
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\tDomain Source\n"
    + "".join(
        f"11-{job}.00\t2.A.1.{code}\t{name}\t{scale}\t{job / 7:.2f}\t8\tAnalyst\n"
        for job in range(1011, 1041)
        for code, name in (("a", "Reading Comprehension"), ("b", "Active Listening"))
        for scale in ("IM", "LV")
    )
)
TECHNOLOGY = (
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "11-1\tC#\t432324\tDevelopment software\tY\tN\n"
    "12-1\tC#\t432324\tDevelopment software\tY\tY\n"
    "12-1\tC++\t432324\tDevelopment software\tY\tN\n"
    "13-1\tC++\t432326\tWeb software\tY\tN\n"
)
SFIA = (
    "Level 1,Level 2,Level 3,Code,URL,Skill,Category,Subcategory,Overall description,"
    "Guidance notes,Level 1 description,Level 2 description,Level 3 description\n"
    ",2,3,PROG,https://example.org/prog,Programming/software development,Development,Systems,"
    '"Developing software, well.",Notes,,Designs,Codes\n'
    ",,,TEST,see above,Testing,Development,Systems,Planning tests.,,,,\n"
)
OSMT = (
    "Canonical URL,RSD Name,Author,Skill Statement,Category,Keywords,Standards,Certifications\n"
    "https://example.org/api/skills/de1e,New Technology,A U,Puts it to use.,Business,a; b,,\n"
)
CHAMILO = (
    '"id";"parent_id";"name";"description"\n"1";"0";"Office";""\n"2";"1";"Writing";"Writes."\n'
)


@pytest.mark.parametrize(
    ("name", "content", "skills"),
    [
        (
            "moodle.csv",
            MOODLE,
            (
                Skill("a1", "Shaping", "Makes round ones.", "Bread"),
                Skill("a2", "Baking", group="Bread"),
                Skill("b", "Selling"),
            ),
        ),
        (
            "opensalt.csv",
            OPENSALT,
            (
                Skill("b-1", "Shaping", "Shapes loaves", "Bread"),
                Skill("1-2", "Bakes", group="Bread"),
                Skill("s", "Sells"),
            ),
        ),
        (
            "Content Model Reference.txt",
            CONTENT_MODEL,
            (
                Skill(
                    "2-a-1-a",
                    "Reading Comprehension",
                    'Understanding "written" sentences.',
                    "Content",
                ),
                Skill("2-a-1-b", "Active Listening", "Giving full attention.", "Content"),
            ),
        ),
        (
            "Skills.txt",
            RATINGS,
            (Skill("2-a-1-a", "Reading Comprehension"), Skill("2-a-1-b", "Active Listening")),
        ),
        (
            "Technology Skills.txt",
            TECHNOLOGY,
            (
                Skill("c-sharp", "C#", group="Development software"),
                Skill("c-plus-plus", "C++", group="Development software"),
                Skill("c-plus-plus-web-software", "C++", group="Web software"),
            ),
        ),
        (
            "sfia.csv",
            SFIA,
            (
                Skill(
                    "prog",
                    "Programming/software development",
                    "Developing software, well.",
                    "Development",
                    "https://example.org/prog",
                    ("Level 2", "Level 3"),
                ),
                Skill("test", "Testing", "Planning tests.", "Development"),
            ),
        ),
        (
            "osmt.csv",
            OSMT,
            (
                Skill(
                    "new-technology",
                    "New Technology",
                    "Puts it to use.",
                    "Business",
                    "https://example.org/api/skills/de1e",
                ),
            ),
        ),
        ("chamilo.csv", CHAMILO, (Skill("2", "Writing", "Writes.", "Office"),)),
    ],
)
def test_what_other_programs_export_can_be_used_as_it_is(
    tmp_path: Path, name: str, content: str, skills: tuple[Skill, ...]
) -> None:
    assert read(tmp_path, name, content) == skills


def test_a_workbook_of_onet_has_the_titles_of_occupations_beside_those_of_skills(
    tmp_path: Path,
) -> None:
    content = (
        "O*NET-SOC Code,Title,Element ID,Element Name,Scale ID,Scale Name,Data Value\n"
        "11-1,Chief Executives,2.A.1.a,Reading,IM,Importance,4\n"
        "11-2,Managers,2.A.1.a,Reading,LV,Level,5\n"
    )
    assert read(tmp_path, "a.csv", content) == (Skill("2-a-1-a", "Reading"),)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("id,name", "id title"),
        ("ID;Value", "id title"),
        ("Code|Skill", "id title"),
        ("key\tlabel", "id title"),
        ("Skill ID,Skill name", "id title"),
        ("skill_code,skillTitle", "id title"),
        ("name,id", "title id"),
        ("competency,definition", "title description"),
        ("Learning outcome,Outcome area", "title group"),
        ("Skill,Domain,Link (optional)", "title group address"),
        ("title,Course code,url", "title - address"),
        ("Category,Skill,Example", "group title -"),
        ("Competency code,Competency,Competency group", "id title group"),
        ("SKILL_ID,SKILL_NAME,SKILL_CATEGORY,INFO_URL", "id title group address"),
        ("#;Skill name*;Notes", "- title -"),
        ("Competence area;Competence;Description", "group title description"),
    ],
)
def test_columns_are_known_by_many_names(tmp_path: Path, header: str, columns: str) -> None:
    separator = next(sign for sign in ",;\t|" if sign in header)
    cells = {"id": "n-1", "title": "Teamwork", "group": "People", "description": "Helps.",
             "address": "https://example.org/1", "-": "x"}  # fmt: skip
    row = [cells[meaning] for meaning in columns.split()]
    (skill,) = read(tmp_path, "a.csv", f"{header}\n{separator.join(row)}\n")
    assert skill.title == "Teamwork"
    assert skill.name == ("n-1" if "id" in columns else "teamwork")
    assert skill.group == ("People" if "group" in columns else "")
    assert skill.description == ("Helps." if "description" in columns else "")
    assert skill.address == ("https://example.org/1" if "address" in columns else "")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Foo,Bar", "'Foo', 'Bar'"),
        ("Notes", "'Notes'"),
        ("Course code,Course id", "'Course code', 'Course id'"),
        (",,", "'Teamwork'"),
        ("Kompetenz;Gruppe", "'Kompetenz', 'Gruppe'"),
    ],
)
def test_columns_that_nobody_knows_are_named(tmp_path: Path, header: str, names: str) -> None:
    message = refusal(tmp_path, "a.csv", f"{header}\nTeamwork\n")
    assert f"one of them must be 'title' or 'id'. It names {names}." in message


def test_a_number_is_a_name_so_what_is_offered_are_titles(tmp_path: Path) -> None:
    catalogue = Catalogue().joined_by(read(tmp_path, "a.csv", "id,name\n1,Teamwork\nW2,Writing\n"))
    assert [s.title for s in catalogue.skills.values()] == ["Teamwork", "Writing"]
    for words, title in (("1", "Teamwork"), ("team work", "Team work"), ("TEAMWORK", "Teamwork")):
        assert catalogue.read(words)[0].title == title
    assert catalogue.words == ("w2", "Teamwork", "Writing")


# -- tables as a spreadsheet saves them


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("above", [[], ["My skills"], ["Skills, 2025; mine", "Made by: us"]])
@pytest.mark.parametrize("says", [False, True])
def test_a_table_is_found_in_what_a_spreadsheet_writes(
    tmp_path: Path, separator: str, end: str, mark: str, above: list[str], says: bool
) -> None:
    rows = [
        *([title, "", ""] for title in above),
        ["", "", ""],
        ["Title", "Notes, of mine", "Group"],
        ["Teamwork, in person", "x;y", "People"],
        ["", "", ""],
        ['"Quick" replies', "", "Work; home"],
    ]
    lines = [f"sep={separator}"] if says else []
    text = end.join([*lines, *table(rows, separator).split("\r\n")])
    assert read(tmp_path, "a.csv", mark + text) == (
        Skill("teamwork-in-person", "Teamwork, in person", group="People"),
        Skill("quick-replies", '"Quick" replies', group="Work; home"),
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("sep=;\r\nid;expected\r\na;two\r\n", 3),
        ('"sep=,"\nid,expected\na,two\n', 3),
        ("Mine\n\nid,expected\n\na,two\n", 5),
        ("sep=;\nMine;\nid;expected\na;1\nb;two\n", 5),
        ("sep=;\rid;expected\ra;two\r", 3),
        ("Mine,2025\nby,us\nCompetency code,Competency,expected\na,b,two\n", 4),
    ],
)
def test_lines_are_counted_from_the_top_of_the_file(
    tmp_path: Path, content: str, line: int
) -> None:
    assert refusal(tmp_path, "a.csv", content).startswith(f"{line}: 'expected' must be")


def test_a_separator_that_the_file_names_is_taken(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "sep=^\ntitle^group\na,b^c;d\n") == (
        Skill("a-b", "a,b", group="c;d"),
    )


def test_a_skill_may_be_called_like_a_column(tmp_path: Path) -> None:
    skills = read(tmp_path, "a.csv", "title,group\nName,Words\nDescription,Words\nGroup,Code\n")
    assert [skill.title for skill in skills] == ["Name", "Description", "Group"]


def test_rows_that_say_the_same_are_one_skill(tmp_path: Path) -> None:
    content = "title,group,notes\nA,X,1\nA, X ,2\nB,X,\nA,X,3\n"
    assert brief(read(tmp_path, "a.csv", content)) == [("a", "A", "X"), ("b", "B", "X")]


# -- parents


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # by id, by title, in any order
        ("id,name,parent_id\n2,B,1\n1,A,\n", [("B", "A")]),
        ("name,parent\nA,\nB,a\nC,A\n", [("B", "A"), ("C", "A")]),
        ("code,title,parent code\na,Title,\nb,B,Title\nc,C,A\n", [("B", "Title"), ("C", "Title")]),
        # of three levels, the one above
        ("id,name,parent_id\n1,A,\n2,B,1\n3,C,2\n4,D,1\n", [("C", "B"), ("D", "A")]),
        # a parent without a row
        ("name,parent\nA,People\nB,7\nC,urn://x\n", [("A", "People"), ("B", ""), ("C", "")]),
        # its own parent is none
        ("id,name,parent_id\n1,A,1\n2,B,0\n", [("A", ""), ("B", "")]),
        # a group that is written down says more
        ("id,name,group,parent_id\n1,A,,\n2,B,X,1\n", [("B", "X")]),
        # an outline has gaps
        ("Element ID,Element Name\n1,A\n1.B.2,B\n1.B.2.a,C\n", [("A", ""), ("C", "B")]),
    ],
)
def test_a_row_that_is_a_parent_is_a_group(
    tmp_path: Path, rows: str, expected: list[tuple[str, str]]
) -> None:
    skills = read(tmp_path, "a.csv", rows)
    assert [(skill.title, skill.group) for skill in skills] == expected


def test_a_circle_of_parents_is_told(tmp_path: Path) -> None:
    message = refusal(tmp_path, "a.csv", "id,name,parent_id\n3,C,\n1,A,2\n2,B,1\n")
    assert message.startswith("3: 'A (line 3)' stands under itself, through its own parent.")


@pytest.mark.parametrize(
    "content",
    [
        "title\n" + "a\n" * 5_000_000,
        "title\n" + "".join(f"s{n}\n" for n in range(500_000)),
        "id,name,parent_id\n" + "".join(f"{n},n{n},{n + 1}\n" for n in range(39_000)),
        "id," * 1_000_000,
        "title," + "id," * 1_000_000,
        "a,b;" * 1_000_000,
        "sep=;" * 1_000_000,
        "(" * 5_000_000,
        "title\n" + '"' * 1_000_001,
    ],
    ids=range(9),
)
def test_a_table_made_to_be_slow_is_not(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    start = time.process_time()
    with suppress(CatalogueError):
        load("a.csv", tmp_path)
    assert time.process_time() - start < 15


# -- encodings


@pytest.mark.parametrize(
    ("codec", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("cp1252", "Windows-1252, so a few letters may be wrong"),
        ("utf-16", "UTF-16. Open"),
    ],
)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title\r\nBäckerei\r\n"),
        ("a.txt", "title\tgroup\r\nBäckerei\t\r\n"),
        ("a.yaml", "- Bäckerei\n"),
        ("a.json", '{"CFItems": [{"identifier": "1", "fullStatement": "Bäckerei"}]}'),
    ],
)
def test_a_file_is_read_however_it_was_saved(
    tmp_path: Path, codec: str, note: str, name: str, content: str
) -> None:
    (tmp_path / name).write_bytes(content.encode(codec))
    faults: list[Fault] = []
    assert load(name, tmp_path, faults.append) == (Skill("bäckerei", "Bäckerei"),)
    assert len(faults) == bool(note)
    for fault in faults:
        assert fault.type is WarningType.ENCODING
        assert f"the file is not saved as UTF-8. It is read as {note}" in fault.words
        assert (fault.place.file, fault.place.line) == (str(tmp_path / name), 1)


def test_an_old_file_costs_one_warning(project: Callable[..., Project]) -> None:
    page = "# Mine\n\n```{evidence} A course\n:skills: bäckerei\n```\n"
    files: dict[str, str | bytes] = {
        "index.md": page,
        "a.csv": "title\nBäckerei\n".encode("cp1252"),
    }
    result = project(files, portfolio_skills="a.csv").build()
    (warning,) = result.warnings
    assert warning.startswith("a.csv:1: WARNING: the file is not saved as UTF-8. It is read as Win")
    assert warning.endswith("[portfolio.encoding]")
    assert result.body("index.html").select(".pf-skill")[0].get_text(strip=True) == "Bäckerei"


# -- YAML with groups


@pytest.mark.parametrize(
    "content",
    [
        "People: [Teamwork, Listening]\nFinding work: [Networking]\n",
        "title: Mine\nPeople:\n- Teamwork\n- title: Listening\nFinding work:\n- id: networking\n",
        "skills:\n  People: [Teamwork, Listening]\n  Finding work: [Networking]\n",
        "- People:\n    - Teamwork\n    - Listening\n- Finding work:\n    - Networking\n",
        "- People: [Teamwork, Listening]\n  Finding work: [Networking]\n",
        "- title: People\n  skills: [Teamwork, Listening]\n- group: Finding work\n  description: x\n"
        "  skills:\n  - Networking\n",
        "skills:\n- group: Old\n  title: People\n  skills: [Teamwork, {id: listening}]\n"
        "- {title: Networking, group: Finding work}\n",
        "All:\n  People:\n  - Teamwork\n  - Listening\nFinding work:\n- Networking\n",
        "All:\n- People: [Teamwork]\n- Listening:\n  - title: Listening\n    group: People\n"
        "- title: Finding work\n  skills:\n    Finding work: [Networking]\n",
    ],
)
def test_groups_may_be_keys_or_hold_skills(tmp_path: Path, content: str) -> None:
    assert brief(read(tmp_path, "a.yaml", content)) == [
        ("teamwork", "Teamwork", "People"),
        ("listening", "Listening", "People"),
        ("networking", "Networking", "Finding work"),
    ]


def test_a_group_says_what_holds_for_its_skills(tmp_path: Path) -> None:
    content = """\
levels: [a, b]
expected: 1
Group one:
- One
- title: Inner
  levels: [c]
  skills:
  - Two
  - {id: three, expected: 3, levels: []}
  - title: Innermost
    expected: 0
    skills: [Four]
"""
    assert read(tmp_path, "a.yaml", content) == (
        Skill("one", "One", group="Group one", levels=("a", "b"), expected=1),
        Skill("two", "Two", group="Inner", levels=("c",), expected=1),
        Skill("three", "Three", group="Inner", expected=3),
        Skill("four", "Four", group="Innermost", levels=("c",)),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("skils: [a]\n", "1: there is no key 'skils'. Did you mean 'skills'? Known: title,"),
        ("Skills: [a]\n", "1: there is no key 'Skills'. Did you mean 'skills'?"),
        ("levles: [a]\nA: [b]\n", "1: there is no key 'levles'. Did you mean 'levels'?"),
        ("- levles: [a]\n", "1: there is no key 'levles'. Did you mean 'levels'?"),
        ("skills: [a]\nMore: [b]\n", "2: there is no key 'More'."),
        ("A: [b]\nTeamwork:\n", "2: there is no key 'Teamwork'. Known: title, expected, levels, "),
        ("Teamwork:\nListening:\n", "A skill is written '- Teamwork'; a group has its skills"),
        ("- A: [b]\n- Teamwork:\n", "A skill is written '- Teamwork'; a group has its skills"),
        ("skills:\n  A: [b]\n  Teamwork:\n", "3: the group 'Teamwork' has no skills."),
        ("- title: Teamwork\n  skills:\n- b\n", "2: the group 'Teamwork' has no skills."),
        ("People:\n  Teamwork:\n    description: [x]\n", "1: there is no key 'People'."),
        ("A: []\nB: []\n", "1: it holds no skill."),
        ("A: [b]\nA: [c]\n", "2: the key 'A' is there twice."),
        ("- title: A\n  id: x\n  skills: [b]\n", "2: there is no key 'id'."),
        ("- title: A\n  skills: b\n", "2: the skills must be a list"),
        ("A:\n- [b]\n", "2: a skill must be a title, or keys"),
        ("A: [b, b]\n", "1: two skills have the id 'b'"),
        ("- id: a\n  group: X\n- id: a\n  group: Y\n", "3: two skills have the id 'a'"),
    ],
)
def test_a_fault_in_groups_is_told_at_its_line(tmp_path: Path, content: str, message: str) -> None:
    assert message in refusal(tmp_path, "a.yaml", content)


@pytest.mark.parametrize(
    "group", ["Drills", "Soft skills", "IT skills", "Life Skills", "Title deeds"]
)
def test_a_group_may_sound_like_a_key(tmp_path: Path, group: str) -> None:
    assert read(tmp_path, "a.yaml", f"{group}: [Typing]\n")[0].group == group


# -- CASE


def test_case_may_be_wrapped(tmp_path: Path) -> None:
    wrapped = f'{{"CFPackage":\n{package([item("u1", "Bread"), item("u1", "Bakes")])}}}'
    assert refusal(tmp_path, "a.json", wrapped).startswith("4: two items have the identifier 'u1'")
    wrapped = wrapped.replace('"u1", "fullStatement": "Bakes"', '"u2", "fullStatement": "Bakes"')
    assert [s.title for s in read(tmp_path, "a.json", wrapped)] == ["Bread", "Bakes"]
    for content in ('{"CFPackage": []}', '{"CFPackage": {"CFDocument": {}}}'):
        assert "there is no 'CFItems'" in refusal(tmp_path, "a.json", content)


@pytest.mark.parametrize(
    "node",
    [
        "u1",
        "https://example.org/ims/case/v1p0/CFItems/u1",
        "https://example.org/uri/u1/?format=json#top",
        "https://example.org/items/one",
        "urn:uuid:u1",
        {"identifier": "u1"},
        {"identifier": "u1", "uri": "https://example.org/x", "title": "Bread"},
        {"title": "Bread", "uri": "https://example.org/items/u1"},
        {"identifier": None, "uri": "https://example.org/items/one"},
    ],
)
def test_a_node_of_case_is_an_address_or_an_object(tmp_path: Path, node: object) -> None:
    items = [item("u1", "Bread", uri="https://example.org/items/one"), item("u2", "Bakes")]
    ends = {**child("u2", "doc"), "destinationNodeURI": node}
    assert read(tmp_path, "a.json", package(items, [ends])) == (
        Skill("bakes", "Bakes", group="Bread"),
    )
    ends = {**child("doc", "u2"), "originNodeURI": node}
    assert brief(read(tmp_path, "a.json", package(items, [ends]))) == [("bread", "Bread", "Bakes")]


def test_case_is_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    items = [item(name, name.upper()) for name in ("b2", "a2", "b", "x", "a1", "a", "b1", "b9")]
    associations = [
        {**child("a", "doc"), "sequenceNumber": 1},
        {**child("b", "doc"), "sequenceNumber": "2"},
        {**child("a1", "a"), "sequenceNumber": 9},
        {**child("a2", "a"), "sequenceNumber": 10},
        {**child("b2", "b"), "sequenceNumber": 2.5},
        {**child("b1", "b"), "sequenceNumber": -1},
        {**child("b1", "doc"), "sequenceNumber": 100},
        {**child("b9", "b"), "sequenceNumber": None},
    ]
    skills = read(tmp_path, "a.json", package(items, associations))
    assert [s.title for s in skills] == ["A1", "A2", "B1", "B2", "B9", "X"]
    for without in associations:
        del without["sequenceNumber"]
    skills = read(tmp_path, "a.json", package(items, associations))
    assert [s.title for s in skills] == ["B2", "A2", "X", "A1", "B1", "B9"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=2000)
@given(
    numbers=st.lists(st.none() | st.integers() | st.floats() | st.text(), min_size=2, max_size=9)
)
@example([10**400, 1])
def test_whatever_the_numbers_are_every_skill_is_there(
    tmp_path: Path, numbers: list[object]
) -> None:
    items = [item("top", "Top"), *(item(f"u{n}", f"S {n}") for n in range(len(numbers)))]
    under = [
        {**child(f"u{n}", "top"), "sequenceNumber": number} for n, number in enumerate(numbers)
    ]
    skills = read(tmp_path, "a.json", package(items, under))
    assert sorted(s.title for s in skills) == sorted(f"S {n}" for n in range(len(numbers)))


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("<p>Bread", "Bread"),
        ("Read &amp; write", "Read & write"),
        ("one<br/>two", "one two"),
        ('see <a href="#">this', "see this"),
        ("5 &lt; 6", "5 < 6"),
        ("caf&eacute; &ndash; &#8364;", "café – €"),
        ("Knows <b> and <i>", "Knows <b> and <i>"),
        ("R&D; more", "R&D; more"),
        ("a&lt", "a&lt"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_what_is_html_and_what_only_looks_like_it(
    tmp_path: Path, statement: str, title: str
) -> None:
    (skill,) = read(tmp_path, "a.json", package([item("u1", statement)]))
    assert skill.title == title
    (skill,) = read(tmp_path, "a.csv", table([["title"], [statement]]))
    assert skill.title == title


def test_html_in_case_is_shown_as_its_text(tmp_path: Path) -> None:
    items = [
        item("u1", "<p>Bread &amp; <i>rolls</i></p>"),
        item("u2", "<ul><li>Shapes</li><li>Bakes</li></ul>", abbreviatedStatement="<b>Both</b>"),
        item("u3", "a < b"),
    ]
    assert read(tmp_path, "a.json", package(items, [child("u2", "u1")])) == (
        Skill("both", "Both", "Shapes Bakes", "Bread & rolls"),
        Skill("a-b", "a < b"),
    )
    assert "each item needs" in refusal(tmp_path, "a.json", package([item("u", "<p></p>")]))


def test_a_deep_framework_is_read(tmp_path: Path) -> None:
    deep = 15_000
    items = [item(f"u{n}", f"s{n}") for n in range(deep)]
    under = [{**child(f"u{n + 1}", f"u{n}"), "sequenceNumber": 1} for n in range(deep - 1)]
    content = package(items, under)
    assert brief(read(tmp_path, "a.json", content)) == [
        (f"s{deep - 1}", f"s{deep - 1}", f"s{deep - 2}")
    ]


# -- one title in two groups


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title,group\nPlanning,Office\nPlanning,Home\n"),
        ("a.yaml", "Office: [Planning]\nHome: [Planning]\n"),
        ("a.yaml", "- {title: Planning, group: Office}\n- {title: Planning, group: Home}\n"),
        (
            "a.json",
            package(
                [
                    item("a", "Office"),
                    item("b", "Home"),
                    item("c", "Planning"),
                    item("d", "Planning"),
                ],
                [child("c", "a"), child("d", "b")],
            ),
        ),
    ],
)
def test_one_title_in_two_groups_is_two_skills(tmp_path: Path, name: str, content: str) -> None:
    skills = read(tmp_path, name, content)
    assert brief(skills) == [
        ("planning", "Planning", "Office"),
        ("planning-home", "Planning", "Home"),
    ]
    catalogue = Catalogue().joined_by(skills)
    for words, skill in (
        ("Planning", skills[0]),
        ("planning-home", skills[1]),
        ("Planning (Home)", skills[1]),
        ("planning home", skills[1]),
    ):
        assert catalogue.read(words)[0] == skill


# -- skills that differ by a sign

SIX = ("C", "C++", "C#", "F#", ".NET", "Net")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title\n" + "\n".join(SIX)),
        ("a.csv", "id,name\n" + "\n".join(f"{n},{skill}" for n, skill in enumerate(SIX))),
        ("a.yaml", json.dumps(SIX)),
        ("a.yaml", json.dumps({"Languages": SIX[:3], "Others": SIX[3:]})),
        ("a.json", package([item(f"u{n}", skill) for n, skill in enumerate(SIX)])),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_skills_that_differ_by_a_sign_are_told_apart(
    tmp_path: Path, name: str, content: str, backwards: bool
) -> None:
    skills = read(tmp_path, name, content)
    catalogue = Catalogue().joined_by(reversed(skills) if backwards else skills)
    assert [skill.title for skill in skills] == list(SIX)
    for title in SIX:
        for words in (title, title.lower(), slug(title), f" {title}".strip()):
            assert catalogue.read(words)[0].title == title


def test_items_name_skills_that_differ_by_a_sign(project: Callable[..., Project]) -> None:
    items = "\n".join(
        f"```{{evidence}} About number {n}\n:name: e{n}\n:skills: {skill}\n```\n"
        for n, skill in enumerate(SIX)
    )
    links = "\n\n".join(f"Link: {{skill}}`{skill}`" for skill in SIX)
    files = {
        "index.md": f"# Mine\n\n{items}\n{links}\n\n```{{skills-matrix}}\n```\n",
        "a.csv": "title\n" + "\n".join(SIX) + "\n",
    }
    for config in ({}, {"portfolio_skills": "a.csv"}):
        result = project(files, **config).build()
        assert result.warnings == []
        body = result.body("index.html")
        chips = [chip.get_text(strip=True) for chip in body.select("article .pf-skill")]
        assert chips == list(SIX)
        links_to = {str(a["href"]) for a in body.select("p a.reference") if a.get_text() in SIX}
        assert len(links_to) == len(SIX)
