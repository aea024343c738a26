"""Skill catalogues: files of every format become skills, or one message that says what is wrong."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from project import ROOT
from sphinx_portfolio.model import Skill
from sphinx_portfolio.names import is_name, slug
from sphinx_portfolio.skills import Catalogue, CatalogueError, load, yaml_format
from sphinx_portfolio.skills.entries import MAX_SKILLS
from sphinx_portfolio.skills.files import MAX_BYTES
from sphinx_portfolio.skills.html_text import plain
from sphinx_portfolio.skills.yaml_format import CATALOGUE_KEYS, GROUP_KEYS, SKILL_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Project

pytestmark = pytest.mark.newest

ROOM = ROOT / "extensions/sphinx_portfolio/skills"
SUFFIXES = [".yaml", ".yml", ".csv", ".tsv", ".txt", ".json", ".matrix"]


def read(folder: Path, name: str, content: str | bytes) -> tuple[Skill, ...]:
    """Write a catalogue and load it."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(name, folder)


def refusal(folder: Path, name: str, content: str | bytes) -> str:
    """Tell at which line and why a catalogue cannot be used: ``3: the key …``."""
    with pytest.raises(CatalogueError) as caught:
        read(folder, name, content)
    assert caught.value.path == folder / name
    assert "\n" not in str(caught.value)
    return f"{caught.value.line}: {caught.value}"


def skills_or_error(folder: Path, name: str, content: bytes) -> tuple[Skill, ...] | CatalogueError:
    try:
        return read(folder, name, content)
    except CatalogueError as error:
        return error


def absence(folder: Path, name: str) -> str:
    """Tell why there is no file to read."""
    with pytest.raises(CatalogueError) as caught:
        load(name, folder)
    assert caught.value.path is None
    return str(caught.value)


# -- YAML


def test_a_catalogue_in_yaml_says_all_about_a_skill(tmp_path: Path) -> None:
    skills = read(
        tmp_path,
        "skills.yaml",
        """\
title: Skills of a baker
expected: 1
levels: [with help, on my own]
skills:
- Shaping loaves
- id: ovens
  title: Ovens
  description: >
    Sets an oven
    and trusts it.
  group: Tools
  address: https://example.org/ovens
  levels: [cold, warm, hot]
  expected: 3
- id: knows flour
- title: Selling (at a market)
  levels: []
  expected: 0
""",
    )
    scale = ("with help", "on my own")
    assert skills == (
        Skill("shaping-loaves", "Shaping loaves", levels=scale, expected=1),
        Skill(
            "ovens",
            "Ovens",
            "Sets an oven and trusts it.",
            "Tools",
            "https://example.org/ovens",
            ("cold", "warm", "hot"),
            3,
        ),
        Skill("knows-flour", "Knows flour", levels=scale, expected=1),
        Skill("selling-at-a-market", "Selling (at a market)"),
    )


@pytest.mark.parametrize(
    "content",
    [
        "- Baking\n- Selling\n",
        "\ufeff- Baking\r\n- Selling\r\n",
        "# mine\n---\nskills: [Baking, {title: Selling}]\n",
        "skills:\n- id: baking\n  group:\n  description: null\n  levels: ~\n- id: selling\n",
    ],
)
def test_a_list_of_titles_is_a_catalogue(tmp_path: Path, content: str) -> None:
    baking, selling = Skill("baking", "Baking"), Skill("selling", "Selling")
    assert read(tmp_path, "a.yml", content) == (baking, selling)


@pytest.mark.parametrize("title", ["2025", "yes", "2025-03-21", "1.0", "0x10", "on", ".inf", "1_0"])
def test_what_looks_like_a_number_is_the_text_that_was_written(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, "a.yaml", f"- title: {title}\n  levels: [{title}]")[0].title == title
    assert read(tmp_path, "a.yaml", f"- {title}")[0].title == title


@pytest.mark.parametrize(
    ("content", "message"),
    [
        # what is not YAML
        ("skills:\n\t- a\n", "2: the YAML cannot be read here. Indent with blanks, not with tabs."),
        ("skills:\n- a\n  b: c\n", "3: the YAML cannot be read here. Put quotation marks"),
        ("- title: one: two\n", "1: the YAML cannot be read here. Put quotation marks"),
        ("- a\n- 'b\n- c\n", "2: the YAML cannot be read here. A quotation mark"),
        ("- a\n- [b\n- c\n", "the YAML cannot be read here. Indent alike"),
        ("- id: a\n title: b\n", "2: the YAML cannot be read here."),
        ("- a\n---\n- b\n", "2: a second document starts here."),
        # what YAML can and a catalogue may not
        ("- &a b\n", "1: a value that starts with '&' or '*' is a reference"),
        ("- a\n- *b\n", "2: a value that starts with '&' or '*' is a reference"),
        ("- &a [*a]\n", "1: a value that starts with '&' or '*' is a reference"),
        ("a: &a {x: 1}\nb:\n  <<: *a\n", "1: a value that starts with '&'"),
        ("- !!python/object/apply:os.system [ls]\n", "1: a value that starts with '!'"),
        ("- a\n- !mine b\n", "2: a value that starts with '!'"),
        ("[" * 21 + "]" * 21, "1: lists stand inside lists, more than 20 deep."),
        ("- " * 5000, "1: lists stand inside lists, more than 20 deep."),
        # what is no catalogue
        ("just words\n", "1: the skills must be a list, each on a line that starts with '- ', not"),
        ("title: Mine\n", "1: the list 'skills:' is missing."),
        ("# nothing\n", "1: it holds no skill."),
        ("skills:\n", "1: it holds no skill."),
        ("title: Mine\nskills:\n  a: b\n", "3: the skills must be a list"),
        ("skills: []\nskils: []\n", "2: there is no key 'skils'. Did you mean 'skills'? Known:"),
        ("skills: []\ntitle: {a: b}\n", "2: 'title' must be text, not keys and values."),
        ("skills: []\n? [a]\n: b\n", "2: a key must be a word, not a list."),
        # what is no skill
        ("- a\n- [b]\n", "2: a skill must be a title, or keys such as 'title: …', not a list."),
        ("- a\n-\n- b\n", "2: a skill must be a title, or keys such as 'title: …', not nothing."),
        ("- id: a\n  Title: b\n", "2: there is no key 'Title'. Did you mean 'title'?"),
        ("- id: a\n  colour: b\n", "2: there is no key 'colour'. Known: id, title,"),
        ("- id: a\n  id: b\n", "2: the key 'id' is there twice."),
        ("- id: a\n- group: b\n", "2: a skill needs a 'title' or an 'id'."),
        ("- id: ''\n  title: ' '\n", "1: a skill needs a 'title' or an 'id'."),
        ("- title: a\n  id: '!?'\n", "2: '!?' cannot be the id of a skill"),
        ("- title: '🎉'\n", "1: '🎉' cannot be the id of a skill"),
        ("- id: a\n  description:\n  - b\n", "3: 'description' must be text, not a list."),
        (
            "- a b\n- c\n- id: A-b\n",
            "3: two skills have the id 'a-b': one at line 1, one at line 3",
        ),
        ("- id: a\n  address: example.org\n", "2: the address 'example.org' is not a web address"),
        (
            "- id: a\n  address: javascript:alert(1)\n",
            "2: the address 'javascript:alert(1)' is not",
        ),
        ("- id: a\n  levels: low\n", "2: 'levels' must be a list like [with help, on my own], not"),
        (
            "- id: a\n  levels:\n  - b\n  - {c: d}\n",
            "4: a level must be text, not keys and values.",
        ),
        ("- id: a\n  levels:\n  - b\n  - B\n", "4: the level 'B' is there twice."),
        ("- id: a\n  levels: [b, '']\n", "2: a level is empty."),
        ("- id: a\n  levels: [b, null]\n", "2: a level is empty."),
        ("- id: a\n  levels: [b (c)]\n", "2: the level 'b (c)' holds a comma or parentheses."),
        ("levels: [b, b]\nskills: [a]\n", "1: the level 'b' is there twice."),
        ("expected: many\nskills: [a]\n", "1: 'expected' must be a whole number from 0 to 1000"),
        (
            "- id: a\n  expected: -1\n",
            "2: 'expected' must be a whole number from 0 to 1000, not '-1'",
        ),
        ("- id: a\n  expected: 1.5\n", "2: 'expected' must be a whole number"),
        ("- id: a\n  expected: ''\n", "2: 'expected' must be a whole number"),
        ("- id: a\n  expected: 1001\n", "2: 'expected' must be a whole number"),
        ("- id: a\n  expected: [1]\n", "2: 'expected' must be text, not a list."),
        (f"- id: a\n  expected: {'9' * 5000}\n", "2: 'expected' must be a whole number"),
        (f"- {'a' * 10_001}\n", "1: the text 'aaa"),
        ('- a\n- "b\\0c"\n', "2: 'b\\x00c' holds a character that cannot be shown"),
    ],
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_format._LOADER])
def test_a_fault_in_yaml_is_told_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: object, content: str, message: str
) -> None:
    """PyYAML has two loaders, with words of their own; one is not everywhere."""
    monkeypatch.setattr(yaml_format, "_LOADER", loader)
    assert message in refusal(tmp_path, "a.yaml", content)


def test_a_small_file_cannot_become_a_large_catalogue(tmp_path: Path) -> None:
    """The "billion laughs": nine lists, each of nine times the one before."""
    bomb = "a: &a [ha]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(tmp_path, "a.yaml", bomb).startswith("1: a value that starts with '&'")


def test_a_number_may_have_its_default_and_its_limits(tmp_path: Path) -> None:
    content = "expected: 7\nskills:\n- a\n- {id: b, expected: 0}\n- {id: c, expected: '1000'}\n"
    assert [s.expected for s in read(tmp_path, "a.yaml", content)] == [7, 0, 1000]


# -- tables


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_whatever_parts_its_cells(tmp_path: Path, separator: str) -> None:
    rows = [
        ["Expected", "GROUP", "id", "title", "Notes", "levels", "address", "description"],
        ["2", "Tools", "ovens", "Ovens", "ask Sam", "cold | hot", "https://example.org/o", "Heat."],
        ["", "", "", "Shaping", "", "", "", f'"""Round"", long{separator}\nor flat."'],
        ["", "", " ", "", "", "", "", ""],
        ["", "", "sells bread"],
    ]
    content = "\ufeff" + "".join(separator.join(row) + "\r\n" for row in rows)
    assert read(tmp_path, "a.csv", content) == (
        Skill("ovens", "Ovens", "Heat.", "Tools", "https://example.org/o", ("cold", "hot"), 2),
        Skill("shaping", "Shaping", f'"Round", long{separator} or flat.'.replace("\t", "")),
        Skill("sells-bread", "Sells bread"),
    )


def test_a_download_of_esco_can_be_used_as_it_is(tmp_path: Path) -> None:
    """Where two skills have one title, the second goes by the end of its address."""
    base = "http://data.example.org/skill/"
    content = (
        "conceptType,conceptUri,preferredLabel,altLabels,description\n"
        f'Skill,{base}1f-2a,C#,"see sharp\nC Sharp",A language.\n'
        f"Skill,{base}3b-4c,C++,,Another language.\n"
        f"Skill,{base}5d-6e,c++,,A blood group.\n"
    )
    skills = read(tmp_path, "skills_en.csv", content)
    assert skills == (
        Skill("c-sharp", "C#", "A language.", address=f"{base}1f-2a"),
        Skill("c-plus-plus", "C++", "Another language.", address=f"{base}3b-4c"),
        Skill("5d-6e", "c++", "A blood group.", address=f"{base}5d-6e"),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "colour,words\na,b\n",
            "1: the first row must name the columns, and one of them must be 'title' or 'id'. It "
            "names 'colour', 'words'.",
        ),
        ("\n\ncolour\n", "3: the first row must name the columns"),
        ("title\n\n,\n", "1: it holds no skill."),
        ("title,group\na,b,c\n", "2: this row has 3 cells, but the first row names 2 columns."),
        (
            'title,description\n"a\nb"\na b,c\n',
            "4: two skills have the id 'a-b': one at line 2, one at line 4.",
        ),
        ('title\na\n"b\nc\nd\n', "3: the row that starts here cannot be read"),
        ('title\n"a"b\n', "2: the row that starts here cannot be read"),
        (f'title\n"{"a" * 200_000}"\n', "2: the row that starts here cannot be read"),
        ("id,expected\na,two\n", "2: 'expected' must be a whole number"),
        ("id,levels\na,b||c\n", "2: a level is empty."),
        ("id,address\na,ftp://example.org\n", "2: the address 'ftp://example.org' is not"),
        ("id,group\n,b\n", "2: a skill needs a 'title' or an 'id'."),
    ],
)
def test_a_fault_in_a_table_is_told_at_its_line(tmp_path: Path, content: str, message: str) -> None:
    assert message in refusal(tmp_path, "a.csv", content)


# -- CASE


def item(identifier: str, statement: object, **more: object) -> dict[str, object]:
    return {"identifier": identifier, "fullStatement": statement, **more}


def child(of: str, parent: str, kind: str = "isChildOf") -> dict[str, object]:
    return {
        "associationType": kind,
        "originNodeURI": {"identifier": of},
        "destinationNodeURI": {"identifier": parent},
    }


def package(
    items: list[dict[str, object]], associations: list[dict[str, object]] | None = None
) -> str:
    """A framework of competencies: an item on each line from line 2, then the associations."""
    lines = [",\n".join(map(json.dumps, some)) for some in (items, associations or [])]
    return f'{{"CFItems": [\n{lines[0]}],\n"CFAssociations": [\n{lines[1]}]}}'


def test_a_framework_in_case_gives_the_items_without_children(tmp_path: Path) -> None:
    items = [
        item("u1", "Bread", humanCodingScheme="B"),
        item("u2", "Shapes loaves of all kinds", abbreviatedStatement="Shaping",
             humanCodingScheme="B.1", uri="https://example.org/u2"),
        item("u3", "Bakes", uri="urn:uuid:u3"),
        item("u4", "Sells", humanCodingScheme="B.1"),
        item("u5", "Sings", humanCodingScheme="—", abbreviatedStatement=None),
    ]  # fmt: skip
    associations = [
        child("u1", "doc"),
        child("u2", "u1"),
        child("u3", "u1"),
        child("u4", "doc"),
        child("u5", "u4", "isRelatedTo"),
        child("elsewhere", "u5"),
    ]
    assert read(tmp_path, "a.json", package(items, associations)) == (
        Skill("b-1", "Shaping", "Shapes loaves of all kinds", "Bread", "https://example.org/u2"),
        Skill("bakes", "Bakes", group="Bread"),
        Skill("u4", "Sells"),
        Skill("sings", "Sings"),
    )


def test_numbers_that_nobody_can_count_are_text(tmp_path: Path) -> None:
    content = '{"CFItems": [{"identifier": %s, "fullStatement": NaN, "x": -1e999}]}' % ("9" * 9999)
    assert read(tmp_path, "a.json", content) == (Skill("nan", "NaN"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"CFItems": [\n{"identifier": "a",}]}', "2: the JSON cannot be read here (Expecting"),
        ('{"CFItems": [\n', "2: the JSON cannot be read here (Expecting"),
        ('{"CFItems": ["\n"]}', "1: the JSON cannot be read here (Invalid control character"),
        ("[" * 100_000, "1: brackets stand inside brackets, far too deep"),
        ('{"a":' * 100_000, "1: brackets stand inside brackets, far too deep"),
        ("[]", "1: it is not a CASE package: there is no 'CFItems'."),
        ('{"skills": []}', "1: it is not a CASE package: there is no 'CFItems'."),
        ('{"CFItems": null}', "1: it holds no skill."),
        ('{\n"CFItems": {}}', "2: 'CFItems' must be a list, not an object."),
        ('{"CFItems": [\n1]}', "2: 'CFItems' must hold objects {…}, not text."),
        (
            '{"CFItems": [],\n\n"CFAssociations": true}',
            "3: 'CFAssociations' must be a list, not tr",
        ),
        (
            package([item("a", "A"), item("b", ["B"])]),
            "3: 'fullStatement' must be text, not a list",
        ),
        (
            package([item("a", "A"), item("b", None)]),
            "3: each item needs an 'identifier' and a 'fu",
        ),
        (package([item("a", "A"), item("a", "B")]), "3: two items have the identifier 'a': one at"),
        (
            package([item("!", "A"), item("!?", "A")]),
            "3: two skills have the id 'a': one at line 2",
        ),
        (package([item("a", "\ud800")]), "2: '\\ud800' holds a character that cannot be shown"),
        (package([item("a", "A\0")]), "2: 'A\\x00' holds a character that cannot be shown"),
        (package([item("a", "A")], [child("a", "a")]), "2: 'a' stands under itself"),
        (
            package(
                [item(name, name) for name in "xabc"],
                [child("x", "a"), child("a", "b"), child("b", "c"), child("c", "a")],
            ),
            "3: 'a' stands under itself, through its own parent.",
        ),
        (
            package([item("a", "A")], [{**child("a", "doc"), "originNodeURI": ["a"]}]),
            "4: 'originNodeURI' must be an object {…} or text, not a list.",
        ),
    ],
)
def test_a_fault_in_case_is_told_at_its_line(tmp_path: Path, content: str, message: str) -> None:
    assert message in refusal(tmp_path, "a.json", content)


# -- Mahara


def framework(elements: list[dict[str, object]], **more: object) -> str:
    """A SmartEvidence framework with one element on each line from line 2."""
    standards = [
        {"shortname": "1", "name": "Bread", "description": "", "standardid": 1},
        {"shortname": "2", "name": "Guests", "description": "", "standardid": "2"},
    ]
    content = {"name": "Bakery", "evidencestatuses": [], "standards": standards, **more}
    text = json.dumps({"framework": {**content, "standardelements": elements}})
    return text.replace('{"shortname": "e', '\n{"shortname": "e')


def element(shortname: str, **more: object) -> dict[str, object]:
    return {"shortname": shortname, "standardid": 1, **more}


def test_a_framework_of_mahara_gives_the_elements_without_children(tmp_path: Path) -> None:
    content = framework(
        [
            element("e1", name="Loaves", elementid="1.1"),
            element("e1.1", name="Shaping", elementid="1.1.1", parentelementid="1.1",
                    description="<p>Makes <b>round</b>&nbsp;ones<br>and&amp;others.</p>"),
            element("e1.2", name="Baking", elementid=1.2, standardid="1"),
            element("e2", standardid=2),
            element("e?", name="Talking", standardid=None),
        ]
    )  # fmt: skip
    assert read(tmp_path, "a.matrix", content) == (
        Skill("e1-1", "Shaping", "Makes round ones and&others.", "Loaves"),
        Skill("e1-2", "Baking", group="Bread"),
        Skill("e2", "e2", group="Guests"),
        Skill("e", "Talking"),
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>One</li><li>Two</li></ul>", "  One  Two  "),
        ("net<b>work</b>ing", "networking"),
        ("a < b &lt; c > d & e", "a < b < c > d & e"),
        ("a<!-- <b> -->b<!-- c", "ab c"),
        ("a<script>alert(1)</script>b<style>p {}</style>", "ab"),
        ("a <![endif] b <?php c", "a <![endif] b <?php c"),
        ("a <b", "a <b"),
    ],
)
def test_only_the_text_of_html_is_kept(html: str, text: str) -> None:
    assert plain(html, 1) == text


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", '<a b="', "<a>", "<!", "</", "&#", "<a '\">", "<?"]
)
def test_html_that_is_not_whole_is_read_in_no_time(piece: str) -> None:
    start = time.process_time()
    plain((piece * 10_000)[:9_990], 1)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{\n", "2: the JSON cannot be read here"),
        ("[]", "1: it is not a SmartEvidence framework"),
        ('{"framework": []}', "1: it is not a SmartEvidence framework"),
        ('{"framework": {"standards": []}}', "1: it is not a SmartEvidence framework"),
        (framework([]), "1: it holds no skill."),
        (
            framework([element("e", standardid=3)]),
            "2: there is no standard with the standardid '3'",
        ),
        (framework([element("e", name=[])]), "2: 'name' must be text, not a list."),
        (framework([element("e", name=False)]), "2: 'name' must be text, not true or false."),
        (
            framework([element("e"), element("e")]),
            "3: two skills have the id 'e': one at line 2, one",
        ),
        (
            framework([element("e1", elementid="1"), element("e2", elementid=1)]),
            "3: two elements have the elementid '1': one at line 2, one at line 3.",
        ),
        (
            framework([element("e", parentelementid="9")]),
            "2: there is no element with the elementid '9'",
        ),
        (
            framework(
                [
                    element("e1"),
                    element("e2", elementid="a", parentelementid="b"),
                    element("e3", elementid="b", parentelementid="a"),
                ]
            ),
            "3: 'a' stands under itself, through its own parent.",
        ),
        (framework([], standards="1"), "1: 'standards' must be a list, not text."),
        (
            framework([element("e", description="x" * 10_001)]),
            "2: the text 'xxx",
        ),
    ],
)
def test_a_fault_in_a_framework_is_told_at_its_line(
    tmp_path: Path, content: str, message: str
) -> None:
    assert message in refusal(tmp_path, "a.matrix", content)


# -- the file


def test_a_file_is_found_from_the_source_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    read(tmp_path, "data/My skills.YAML", "- Baking\n")
    for name in ("data/My skills.YAML", "/data/My skills.YAML", "data/../data/My skills.YAML"):
        assert load(name, tmp_path) == (Skill("baking", "Baking"),)
    (tmp_path / "link.yaml").symlink_to("data/My skills.YAML")
    assert load("link.yaml", tmp_path) == (Skill("baking", "Baking"),)


def test_a_file_of_another_kind_says_so(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "skills.yaml").write_text("- Baking\n")
    (source / "folder.csv").mkdir()
    (tmp_path / "out.yaml").write_text("- Baking\n")
    (source / "link.yaml").symlink_to(tmp_path / "out.yaml")
    (source / "loop.yaml").symlink_to("loop.yaml")
    (source / "dead.yaml").symlink_to("gone.yaml")
    os.mkfifo(source / "pipe.csv")
    outside = "it lies outside the folder of your pages. Copy it into that folder."
    assert absence(source, "../out.yaml") == outside
    assert absence(source, "link.yaml") == outside
    assert absence(source, "../gone.yaml") == outside
    assert absence(source, "folder.csv") == "it is a folder. Name one file in it."
    assert absence(source, "pipe.csv") == "it is not a file."
    assert absence(source, "skils.yaml") == "there is no such file. Did you mean 'skills.yaml'?"
    assert absence(source, "Skills.yml") == "there is no such file. Did you mean 'skills.yaml'?"
    assert absence(source, "a/b.yaml") == "there is no such file. There is no folder 'a'."
    assert absence(source, "dead.yaml").startswith("there is no such file.")
    assert absence(source, "sub\\a.yaml").endswith("Write folders with '/', not with '\\'.")
    assert absence(source, "skills.xlsx") == (
        "a catalogue cannot be a file that ends in '.xlsx', but in .yaml, .yml, .csv, .tsv, "
        ".txt, .json, .matrix. Did you mean 'skills.yaml'?"
    )
    for name in ("loop.yaml", "a\0b.yaml", f"{'a' * 5000}.yaml", "\ud800.yaml"):
        assert absence(source, name)


def test_only_what_can_be_a_catalogue_is_offered(tmp_path: Path) -> None:
    (tmp_path / "skills.pdf").touch()
    for name in ("skills.pdf", "Skills.pdf", "skils.pdf", "skills.yaml", "skills"):
        assert "Did you mean" not in absence(tmp_path, name)
    (tmp_path / "skills.csv").touch()
    for name in ("skills.pdf", "Skills.pdf", "skils.pdf", "skills.yaml", "skills"):
        assert "Did you mean 'skills.csv'?" in absence(tmp_path, name)


def test_a_name_that_no_catalogue_has_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "skills.yaml").write_text("- Baking\n")
    assert absence(tmp_path, "work-ready") == (
        "there is no catalogue of that name. Did you mean 'work-readiness'? These come with us: "
        "work-readiness. A file of your own is named with its ending, like 'skills.yaml'."
    )
    assert "Did you mean 'skills.yaml'?" in absence(tmp_path, "skills")
    for name in ("", ".", "..", "/", "../skills/work-readiness", ".yaml"):
        assert "These come with us" in absence(tmp_path, name)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(MAX_BYTES * 1000)
    with pytest.raises(CatalogueError, match="it is larger than 20 MB") as caught:
        load("a.csv", tmp_path)
    assert caught.value.path is None


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1: the file is empty."),
        (b"\xef\xbb\xbf \r\n", "1: the file is empty."),
        ("title\n".encode("utf-16-le"), "1: this line holds '\\x00', which is not text."),
        (b"title\nB\0ack\n", "2: this line holds '\\x00', which is not text."),
    ],
)
def test_what_is_no_text_is_told_alike_in_all_formats(
    tmp_path: Path, suffix: str, content: bytes, message: str
) -> None:
    assert message in refusal(tmp_path, f"a{suffix}", content)


@pytest.mark.parametrize(
    ("name", "line"),
    [("a.yaml", MAX_SKILLS + 1), ("a.csv", MAX_SKILLS + 2), ("a.json", MAX_SKILLS + 2)],
)
def test_there_is_an_end_to_skills(tmp_path: Path, name: str, line: int) -> None:
    content = {
        "a.yaml": "".join(f"- s{n}\n" for n in range(MAX_SKILLS + 5)),
        "a.csv": "title\n" + "".join(f"s{n}\n" for n in range(MAX_SKILLS + 5)),
        "a.json": package([item(f"s{n}", f"s{n}") for n in range(MAX_SKILLS + 5)]),
    }[name]
    message = refusal(tmp_path, name, content)
    assert message.startswith(f"{line}: it holds more than 20,000 skills.")


def test_a_file_of_nothing_but_entries_is_given_up_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "compose")  # nothing is built of it
    assert refusal(tmp_path, "a.yaml", "- a\n" * 4_000_000).startswith("20001: it holds more")
    for depth in (21, 900, 9_000_000):
        assert refusal(tmp_path, "a.yaml", "[" * depth).startswith("1: lists stand inside lists")


PIECES = [
    "title",
    "id: ",
    "- ",
    "skills:\n",
    "  ",
    "levels: [",
    "]",
    "{",
    "}",
    '"',
    "'",
    ",",
    ";",
    "\t",
    "|",
    "&a",
    "*a",
    "!!x",
    "\n",
    "\r",
    "---\n",
    "\\",
    ": ",
    "%YAML 9\n",
    "\ufeff",
    "\x85",
    '{"CFItems": [',
    '{"framework": {"standardelements": [',
    '{"identifier": "a", "fullStatement": "b"}',
    '{"shortname": "a", "elementid": 1, "parentelementid": 1}',
    '"\\ud800"',
    "<!--",
    "1e999",
    "Ünïcode",
]


@settings(
    max_examples=400, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.binary() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(),
    suffix=st.sampled_from(SUFFIXES),
)
@example(content="title\n\ufeff\n", suffix=".csv")
@example(content='"', suffix=".csv")
@example(content="%YAML 9.9\n---\n- a", suffix=".yaml")
@example(content="%TAG ! x\n", suffix=".yaml")
@example(content='- "\\ud800"', suffix=".yaml")
@example(content='{"a": 1, "framework": {"standardelements": [{}, {}]}}', suffix=".matrix")
def test_whatever_the_bytes_are_there_are_skills_or_one_message(
    tmp_path: Path, content: bytes | str, suffix: str
) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    skills = skills_or_error(tmp_path, f"a{suffix}", data)
    if isinstance(skills, CatalogueError):
        lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\xc2\x85")
        assert skills.path == tmp_path / f"a{suffix}"
        assert 1 <= skills.line <= lines + 3
        assert str(skills).encode()
        return
    assert skills
    assert len({skill.name for skill in skills}) == len(skills)
    for skill in skills:
        assert is_name(skill.name)
        assert slug(skill.name) == skill.name
        assert f"{skill}".encode()


TITLES = st.lists(
    st.from_regex(r"[a-zé][a-zé +#'\":&*!-]{0,20}", fullmatch=True), min_size=1, unique_by=slug
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=2000)
@given(titles=TITLES)
def test_all_formats_say_the_same(tmp_path: Path, titles: list[str]) -> None:
    """What one program writes, another reads."""
    import csv
    import io

    table = io.StringIO()
    csv.writer(table).writerows([["title"], *([title] for title in titles)])
    files = {
        "a.yaml": yaml.safe_dump([{"title": title} for title in titles], allow_unicode=True),
        "b.yaml": json.dumps(titles),
        "a.csv": table.getvalue(),
        "a.json": package([item(f"u{n}", title) for n, title in enumerate(titles)]),
        "a.matrix": framework([{"name": title} for title in titles]),
    }
    expected = [(slug(title), " ".join(title.split())) for title in titles]
    for name, content in files.items():
        assert [(s.name, s.title) for s in read(tmp_path, name, content)] == expected, name


# -- the catalogue that comes with us


def shipped() -> tuple[Skill, ...]:
    return load("work-readiness", Path("nowhere"))


def test_our_catalogue_names_what_a_first_job_needs() -> None:
    skills = shipped()
    assert 16 <= len(skills) <= 20
    assert 4 <= len({skill.group for skill in skills}) <= 5
    assert {skill.expected for skill in skills} == {0, 1, 2}
    for skill in skills:
        assert len(skill.levels) == 4
        assert re.fullmatch(r"[A-Z][^.]{20,110}\.", skill.description)
        assert slug(skill.title) == skill.name


def test_our_catalogue_has_all_skills_of_the_demonstration() -> None:
    catalogue = Catalogue().joined_by(shipped())
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "docs/portfolio").rglob("*.md"))
    words = {w.strip() for line in re.findall(r":skills: (.*)", pages) for w in line.split(",")}
    assert len(words) >= 11
    assert [word for word in sorted(words) if not catalogue.holds(catalogue.read(word)[0])] == []


def test_the_schema_for_editors_knows_what_the_reader_knows() -> None:
    schema: dict[str, Any] = json.loads((ROOM / "skills.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    ours = yaml.safe_load((ROOM / "work-readiness.yaml").read_text("utf-8"))
    validator.validate(ours)
    validator.validate(["Baking", 2025, {"id": "selling", "expected": 0}])
    parts = schema["$defs"]
    assert tuple(parts["catalogue"]["properties"]) == CATALOGUE_KEYS
    assert tuple(parts["skill"]["properties"]) == SKILL_KEYS
    assert tuple(parts["group"]["properties"]) == GROUP_KEYS
    assert parts["list"]["maxItems"] == MAX_SKILLS
    for part in ("catalogue", "skill", "group"):
        for key in parts[part]["properties"].values():
            assert key["description"].endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        "skills: []",
        "title: a",
        "just words",
        "[{group: a}]",
        "[{id: a, colour: b}]",
        "[{id: a, expected: -1}]",
        "[{id: a, expected: 1001}]",
        "[{id: a, address: example.org}]",
        "[{id: a, levels: b}]",
        "[{id: a, levels: [b, b]}]",
        "[{id: a, levels: ['']}]",
        "[{id: a, levels: ['b, c']}]",
        "[[a]]",
        "{People: Teamwork}",
        "{title: a, levels: [b]}",
        "{skills: {People: a}}",
        "{skills: [a], People: [b]}",
        "{People: [{id: a, colour: b}]}",
        "[{People: a}]",
        "[{People: [a], id: b}]",
        "[{title: People, id: b, skills: [a]}]",
        "[{title: People, expected: many, skills: [a]}]",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(tmp_path: Path, content: str) -> None:
    schema = json.loads((ROOM / "skills.schema.json").read_text("utf-8"))
    assert not jsonschema.Draft202012Validator(schema).is_valid(yaml.safe_load(content))
    assert refusal(tmp_path, "a.yaml", content)


@pytest.mark.parametrize(
    "content",
    [
        "{People: [Teamwork], Finding work: [{id: networking}]}",
        "{title: Mine, expected: 2, levels: [a], Soft skills: [b]}",
        "{skills: {People: [Teamwork], Work: {Finding it: [Networking]}}}",
        "[{People: [Teamwork], Work: [a]}, b, {title: c}, {group: d, skills: [e]}]",
        "[{title: a, description: b, levels: [c], expected: 1, skills: {d: [e]}}]",
        "[{title: a, skills: [{title: b, skills: [c]}, {d: [e]}]}]",
    ],
)
def test_what_the_schema_takes_the_reader_takes(tmp_path: Path, content: str) -> None:
    schema = json.loads((ROOM / "skills.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(content))
    assert read(tmp_path, "a.yaml", content)


# -- words that name a skill

SHAPING = Skill("b-1", "Shaping loaves", levels=("With help", "on my own"))
BAKING = Skill("baking", "Baking (bread)")
OTHER = Skill("other", "Baking")


@pytest.mark.parametrize(
    ("words", "skill", "level"),
    [
        ("b-1", SHAPING, ""),
        ("B 1", SHAPING, ""),
        ("shaping LOAVES", SHAPING, ""),
        ("shaping-loaves", SHAPING, ""),
        ("Shaping loaves (with help)", SHAPING, "With help"),
        ("b-1(ON MY OWN )", SHAPING, "on my own"),
        ("baking", BAKING, ""),
        ("Baking (bread)", BAKING, ""),
        ("other", OTHER, ""),
        ("Shaping loaves (badly)", Skill("shaping-loaves-badly", "Shaping loaves (badly)"), ""),
        ("selling", Skill("selling", "Selling"), ""),
        ("🎉", Skill("", "🎉"), ""),
    ],
)
def test_words_name_a_skill_by_id_or_title_with_a_level(
    words: str, skill: Skill, level: str
) -> None:
    catalogue = Catalogue().joined_by([SHAPING, BAKING, OTHER])
    assert catalogue.read(words) == (skill, level)
    assert catalogue.holds(skill) == (skill in (SHAPING, BAKING, OTHER))


def test_of_two_catalogues_the_first_keeps_its_skills() -> None:
    second = Skill("baking", "Another title")
    catalogue = Catalogue().joined_by([BAKING]).joined_by([second, OTHER])
    assert list(catalogue.skills.values()) == [BAKING, OTHER]


def test_without_a_catalogue_every_word_is_a_skill() -> None:
    assert Catalogue().holds(Skill("anything", "Anything"))
    assert Catalogue().read("team work (often)") == (
        Skill("team-work-often", "Team work (often)"),
        "",
    )


# -- a portfolio with a catalogue

PAGE = """
# Mine

```{evidence} A course
:name: course
:kind: course
:skills: written-communication, presenting (on my own)%s
```
"""


def chips(result: Any) -> list[str]:
    return [chip.get_text(strip=True) for chip in result.body("index.html").select(".pf-skill")]


def test_chips_show_the_title_of_the_catalogue(project: Callable[..., Project]) -> None:
    result = project({"index.md": PAGE % ""}, portfolio_skills=["work-readiness"]).build()
    assert result.warnings == []
    assert chips(result) == ["Written communication", "Presenting (on my own)"]
    hint = result.body("index.html").select(".pf-skill a")[0]["title"]
    assert str(hint).startswith("Communication: Writes messages and documents")


def test_a_skill_that_is_spelt_wrongly_is_told_at_its_line(
    project: Callable[..., Project],
) -> None:
    result = project({"index.md": PAGE % ", netwroking"}, portfolio_skills="work-readiness").build()
    (warning,) = result.warnings
    assert warning.startswith("index.md:6: WARNING: no skill of the catalogue is called")
    assert "Did you mean 'networking'?" in warning
    assert warning.endswith("[portfolio.unknown_skill]")
    assert len(chips(result)) == 3


def test_a_broken_catalogue_is_one_warning_and_its_skills_are_free_words(
    project: Callable[..., Project],
) -> None:
    files = {
        "index.md": PAGE % ", netwroking",
        "skills.yaml": "skills:\n- Baking\n- tittle: Selling\n",
    }
    result = project(files, portfolio_skills=["skills.yaml"]).build()
    (warning,) = result.warnings
    assert warning.startswith("skills.yaml:3: WARNING: there is no key 'tittle'. Did you mean")
    assert warning.endswith("[portfolio.bad_catalogue]")
    assert chips(result) == [
        "Written-communication",
        "Presenting (on my own)",
        "Netwroking",
    ]


def test_a_catalogue_that_is_not_there_is_one_warning(project: Callable[..., Project]) -> None:
    files = {"index.md": PAGE % "", "skills.yaml": "- Baking\n"}
    result = project(files, portfolio_skills=["skils.yaml"]).build()
    (warning,) = result.warnings
    assert "conf.py: portfolio_skills: 'skils.yaml': there is no such file." in warning
    assert "Did you mean 'skills.yaml'?" in warning
    assert warning.endswith("[portfolio.config]")
