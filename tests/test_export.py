"""What machines read: portfolio.json, JSON-LD, JSON Resume and needs.json."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from project import ROOT, document, picture
from sphinx_portfolio.export import site
from sphinx_portfolio.export.jsonld import script_json
from sphinx_portfolio.export.needs import need_id, need_ids
from sphinx_portfolio.files.documents import strip_document
from sphinx_portfolio.mediums import as_uri
from sphinx_portfolio.model import Evidence, Reflection, Skill, is_web_address
from sphinx_portfolio.reading.account.length import words_of
from sphinx_portfolio.records import Index
from sphinx_portfolio.reflection_models import model_from_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from project import Project, Result

pytestmark = pytest.mark.newest

RESUME_SCHEMA = Path(__file__).parent / "data" / "jsonresume" / "schema.json"

OWNER = {
    "name": "Ada Example",
    "headline": "Engineer",
    "summary": "I build & mend.",
    "email": "ada@example.org",
    "url": "https://example.org/ada",
    "location": "Utrecht, the Netherlands",
    "profiles": [{"network": "Forge", "url": "https://forge.example/ada"}],
}

# Names in conf.py that nobody chose to publish here.
PRIVATE = {"author": "Conf Author", "project_copyright": "2025, Copy Holder"}

PARTS = "\n\n".join(f"**{p}:** Words." for p in ("Situation", "Task", "Action", "Result"))

INDEX = f"""
    # My portfolio

    ```{{toctree}}
    courses
    work/página
    ```

    ```{{star-reflection}} What I learned
    :name: learned
    :evidence: course, Course, missing-thing
    :skills: networking, Listening
    :date: 2025-04

    {PARTS.replace(chr(10), chr(10) + "    ")}
    ```
"""

COURSES = """
    # Courses

    ```{evidence} Networking <course> & more
    :name: course
    :kind: course
    :issuer: An Institute
    :date: 2025-03-21
    :expires: 2028
    :credential-id: NC-1
    :url: https://example.org/verify?id=1&x=ü
    :skills: networking, planning
    :file: /sheet.png
    :alt: A certificate

    Words.
    ```

    ```{evidence} Exam
    :name: exam
    :kind: assessment
    :date: 2024

    Words.
    ```
"""

WORK = """
    # Work

    ```{evidence} A tool
    :name: tool
    :kind: project
    :date: 2023-11
    :skills: networking

    Words.
    ```

    ```{evidence} Course again
    :name: course
    :kind: badge

    Words.
    ```

    ```{evidence} Ada is reliable
    :name: praise
    :kind: testimony
    :issuer: Grace Example

    Words.
    ```
"""

FILES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "courses.md": COURSES,
    "work/página.md": WORK,
    "sheet.png": picture(),
}


@pytest.fixture
def portfolio(project: Callable[..., Project]) -> Callable[..., Project]:
    """A maker of the portfolio above."""

    def make(**config: object) -> Project:
        kinds = {"badge": "Open badge"}
        return project(FILES, **{"portfolio_kinds": kinds, **PRIVATE, **config})

    return make


def read(result: Result, name: str) -> Any:
    """A JSON file of a build, which ends in a newline."""
    text = (result.outdir / name).read_text("utf-8")
    assert text.endswith("}\n")
    return json.loads(text)


def only(records: list[dict[str, Any]], **what: object) -> dict[str, Any]:
    """The one record that is like ``what``."""
    (found,) = [r for r in records if what.items() <= r.items()]
    return found


# -- portfolio.json


def valid(result: Result) -> Any:
    """portfolio.json, which its own schema allows."""
    data = read(result, "portfolio.json")
    schema = read(result, data["$schema"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)
    return data


EMPTY: dict[str, dict[str, Any]] = {
    "evidence": {
        **dict.fromkeys(("issuer", "date", "expires", "credential_id", "url"), ""),
        "skills": [],
        "featured": False,
        "reflections": [],
        "file": "",
        "file_digest": "",
        "files": [],
        "file_digests": [],
    },
    "skills": {
        **dict.fromkeys(("description", "group", "address", "level"), ""),
        "levels": [],
        "expected": 0,
        "evidence": [],
        "reflections": [],
    },
    "owner": {"phone": "", "picture": "", "cv": ""},
}


def full(what: str, **said: object) -> dict[str, Any]:
    """An entry with every key, of which ``said`` are not empty."""
    return {**EMPTY[what], **said}


def claims(*names: str, **levels: str) -> list[dict[str, str]]:
    """Skills as an item names them, without a level and with one."""
    without = [{"name": name, "level": ""} for name in names]
    return [*without, *({"name": name, "level": level} for name, level in levels.items())]


def without_digests(data: dict[str, Any]) -> dict[str, Any]:
    """The same without the digests, each of which is as it should be."""
    lists = ("evidence", "reflections")
    for one in (one for key in lists for one in data[key]):
        assert one.pop("digest") == sha256_of(one, "address", "file", "files")
    whole = {key: value for key, value in data.items() if key not in ("digest", *lists)}
    return {**whole, **{key: data[key] for key in lists}}


def sha256_of(entry: dict[str, Any], *left_out: str) -> str:
    """The digest of an entry, worked out as the guide says."""
    kept = {key: value for key, value in entry.items() if key not in left_out}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


SHEET = {
    "address": "_files/ADDRESS/sheet.png",
    "digest": hashlib.sha256(picture()).hexdigest(),
    "kind": "image",
    "page": 0,
    "pages": 0,
}


def test_site_file_holds_every_record(portfolio: Callable[..., Project]) -> None:
    result = portfolio(portfolio_owner=OWNER, portfolio_declaration="All mine.").build()
    parts = ("situation", "task", "action", "result")
    said = without_digests(valid(result))
    # The name of its folder follows from what the copy is for.
    assert json.loads(re.sub("_files/[0-9a-f]{16}/", "_files/ADDRESS/", json.dumps(said))) == {
        "$schema": "portfolio.schema.json",
        "version": 2,
        "title": "Test portfolio",
        "language": "en",
        "declaration": "All mine.",
        "owner": full("owner", **OWNER),
        "kinds": {
            "course": "Course",
            "project": "Project",
            "testimony": "Testimony",
            "assessment": "Assessment",
            "badge": "Open badge",
        },
        "evidence": [
            full(
                "evidence",
                name="course",
                title="Networking <course> & more",
                kind="course",
                address="courses.html#course",
                issuer="An Institute",
                date="2025-03-21",
                expires="2028",
                credential_id="NC-1",
                url="https://example.org/verify?id=1&x=ü",
                skills=claims("networking", "planning"),
                reflections=["learned"],
                file=SHEET["address"],
                file_digest=SHEET["digest"],
                files=[SHEET],
                file_digests=[SHEET["digest"]],
            ),
            full(
                "evidence",
                name="exam",
                title="Exam",
                kind="assessment",
                address="courses.html#exam",
                date="2024",
            ),
            full(
                "evidence",
                name="tool",
                title="A tool",
                kind="project",
                address="work/p%C3%A1gina.html#tool",
                date="2023-11",
                skills=claims("networking"),
            ),
            full(
                "evidence",
                name="work/página/course",
                title="Course again",
                kind="badge",
                address="work/p%C3%A1gina.html#course",
            ),
            full(
                "evidence",
                name="praise",
                title="Ada is reliable",
                kind="testimony",
                address="work/p%C3%A1gina.html#praise",
                issuer="Grace Example",
            ),
        ],
        "reflections": [
            {
                "name": "learned",
                "title": "What I learned",
                "model": "star",
                "parts": [{"part": part, "words": 1} for part in parts],
                "address": "index.html#learned",
                "evidence": ["course"],
                "skills": claims("networking", "listening"),
                "date": "2025-04",
            }
        ],
        "skills": [
            full("skills", name="listening", title="Listening", reflections=["learned"]),
            full(
                "skills",
                name="networking",
                title="Networking",
                evidence=["course", "tool"],
                reflections=["learned"],
            ),
            full("skills", name="planning", title="Planning", evidence=["course"]),
        ],
    }


def test_featured_is_told(project: Callable[..., Project]) -> None:
    source = project({"index.md": "# P\n\n```{evidence} It\n:featured:\n\nWords.\n```\n"})
    (record,) = valid(source.build())["evidence"]
    assert record["featured"] is True


def test_portfolio_without_records(project: Callable[..., Project]) -> None:
    data = valid(project({"index.md": "# P\n"}, project="").build())
    assert without_digests(data) == {
        "$schema": "portfolio.schema.json",
        "version": 2,
        "title": "",
        "language": "en",
        "declaration": "",
        "owner": None,
        "kinds": {},
        "evidence": [],
        "reflections": [],
        "skills": [],
    }


def objects_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that describes an object with keys."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects_of(part)


def test_schema_asks_for_every_key_and_for_no_other() -> None:
    schema = json.loads((Path(site.__file__).parent / site.SCHEMA).read_text("utf-8"))
    found = list(objects_of(schema))
    assert len(found) > 6
    for one in found:
        assert one["required"] == list(one["properties"])
        assert one["additionalProperties"] is False
        assert one is schema or one["description"]
    assert schema["$id"].endswith(f":{site.VERSION}")
    assert schema["title"].endswith(f" {site.VERSION}")
    assert schema["properties"]["version"]["const"] == site.VERSION


def test_schema_knows_all_that_a_catalogue_says_of_a_skill() -> None:
    schema = json.loads((Path(site.__file__).parent / site.SCHEMA).read_text("utf-8"))
    skill = Skill(
        "teamwork",
        "Teamwork",
        description="Working together.",
        group="People",
        address="https://example.org/skills/1",
        levels=("novice", "expert"),
        expected=2,
        level="expert",
        evidence=(evidence("it"), evidence("it", line=2)),
        reflections=(Reflection("a", 3, "then", "then", "Then"),),
    )
    said = json.loads(json.dumps(site._skill(skill)))
    assert said.keys() == schema["$defs"]["skill"]["properties"].keys()
    assert said["evidence"] == ["it"]
    Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/skill"}).validate(said)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_addresses_lead_to_the_items(portfolio: Callable[..., Project], builder: str) -> None:
    source = portfolio()
    source.write("index.md", INDEX.replace("    courses\n", "    courses\n    a:b %41\n"))
    source.write("a:b %41.md", "# Odd\n\n```{evidence} Odd\n:name: odd-näme_1.0\n\nWords.\n```\n")
    result = source.build(builder)
    data = valid(result)
    site = "https://example.org/me/"
    places = set()
    for record in [*data["evidence"], *data["reflections"]]:
        assert record["address"].isascii()
        url = urlsplit(urljoin(f"{site}portfolio.json", record["address"]))
        file = result.outdir / unquote(url.path.removeprefix("/me/"))
        soup = BeautifulSoup(
            (file / "index.html" if file.is_dir() else file).read_text("utf-8"), "html5lib"
        )
        article = soup.find("article", id=unquote(url.fragment))
        assert article is not None
        assert record["title"] in article.get_text()
        places.add((file, url.fragment))
    assert len(places) == 7


# -- portfolio.json: files


def item(title: str, *options: str, text: str = "Words.", directive: str = "evidence") -> str:
    """The source of an item."""
    lines = "".join(f":{option}\n" for option in options)
    return f"\n```{{{directive}}} {title}\n{lines}\n{text}\n```\n"


def star(title: str, *options: str, **parts: str) -> str:
    """The source of a reflection; ``parts`` by their labels."""
    said = parts or dict.fromkeys(("Situation", "Task", "Action", "Result"), "Some words.")
    text = "\n\n".join(f"**{label.replace('_', ' ')}:** {words}" for label, words in said.items())
    return item(title, *options, text=text, directive="star-reflection")


TREE = "\n```{toctree}\n:glob:\n\n**\n```\n"
CATALOGUE = """
skills:
  - id: planning
    title: Planning
    levels: [with help, alone, as a guide]
    expected: 2
"""
#: Portfolios as people make them: source files, with what stands in conf.py.
SAMPLES: dict[str, tuple[dict[str, str | bytes], dict[str, object]]] = {
    "nothing": ({"index.md": "# P\n"}, {}),
    "no title anywhere": ({"index.md": "Words.\n"}, {"project": ""}),
    "only evidence": ({"index.md": "# P\n" + item("It")}, {}),
    "only reflections": ({"index.md": "# P\n" + star("It") + star("", "name: b")}, {}),
    "two of one title": (
        {"index.md": f"# P\n{TREE}" + item("It"), "b.md": "# B\n" + item("It")},
        {},
    ),
    "two of one name": ({"index.md": "# P\n" + item("A", "name: x") + item("B", "name: x")}, {}),
    "no title": ({"index.md": "# P\n" + item("") + item("")}, {}),
    "umlauts and emoji": (
        {
            "index.md": f"# Über\n{TREE}",
            "Übung/Straße 👍.md": "# Ü\n" + item("Größe 👩‍💻 &amp; mehr"),
        },
        {"project": "Meine „Mappe“ 👍", "language": "de"},
    ),
    "Dutch": (
        {"index.md": "# P\n" + item("Eén", "kind: course", "file: a.png"), "a.png": picture()},
        {"language": "nl", "portfolio_kinds": {"course": "Vak"}},
    ),
    "signs of HTML": (
        {"index.md": "# P\n" + item("\\<script>alert(1)\\</script>", "issuer: <b>&\"'")},
        {"portfolio_declaration": "<script>"},
    ),
    "blanks in files": (
        {
            "index.md": "# P\n"
            + item("A", "file: my files/my sheet #1 50%.png")
            + item("B", "file: my files/my tälk & more?.zip"),
            "my files/my sheet #1 50%.png": picture(),
            "my files/my tälk & more?.zip": b"film",
        },
        {},
    ),
    "a PDF": ({"index.md": "# P\n" + item("A", "file: a.pdf"), "a.pdf": document()}, {}),
    "a file that is missing": ({"index.md": "# P\n" + item("A", "file: gone.png")}, {}),
    "one file twice": (
        {
            "index.md": f"# P\n{TREE}" + item("A", "file: a.png") + item("B", "file: a.png"),
            "b/c.md": "# B\n" + item("C", "file: /a.png") + item("D", "file: d.txt"),
            "b/d.txt": b"text",
            "a.png": picture(),
        },
        {},
    ),
    "one name in two folders": (
        {
            "index.md": f"# P\n{TREE}",
            "one/p.md": "# A\n" + item("A", "file: a.png") + item("B", "file: a.txt"),
            "two/p.md": "# B\n" + item("C", "file: a.png") + item("D", "file: a.txt"),
            "one/a.png": picture(),
            "two/a.png": picture(50, 50),
            "one/a.txt": b"one",
            "two/a.txt": b"two",
        },
        {},
    ),
    "orphans": (
        {
            "index.md": "# P\n",
            "lost.md": "---\norphan: true\n---\n\n# L\n"
            + item("A", "file: a.png")
            + item("B", "file: b.txt"),
            "a.png": picture(),
            "b.txt": b"text",
        },
        {},
    ),
    "left out": (
        {
            "index.md": "# P\n\n````{only} never\n" + item("A", "file: a.png") + "````\n",
            "a.png": picture(),
        },
        {},
    ),
    "pictures for another language": (
        {
            "index.md": f"# P\n{TREE}",
            "b/c.md": "# C\n" + item("A", "file: a.png"),
            "b/a.png": picture(),
            "b/a.nl.png": picture(9, 9),
        },
        {"language": "nl"},
    ),
    "levels": (
        {
            "index.md": "# P\n"
            + item("A", "skills: planning (alone), Planning (with help), other (alone)")
            + star("R", "skills: planning (as a guide)")
            + item("B", "skills: planning"),
            "skills.yaml": CATALOGUE,
        },
        {"portfolio_skills": ["skills.yaml"]},
    ),
    "base with a slash": (
        {"index.md": "# P\n" + item("A")},
        {"html_baseurl": "https://ada.example/p/", "portfolio_owner": OWNER},
    ),
    "base without a slash": (
        {"index.md": "# P\n" + item("A")},
        {"html_baseurl": "https://ada.example/p", "portfolio_owner": {"name": "A"}},
    ),
    "models": (
        {
            "index.md": "# P\n"
            + item("A", "model: driscoll", text="**What?** A.", directive="reflection")
            + item("B", "model: own", text="**我学到了:** 很多。", directive="reflection")
        },
        {"portfolio_reflection_models": {"own": {"title": "Own", "parts": ["我学到了", "???a"]}}},
    ),
}


def files_of(result: Result) -> dict[str, bytes]:
    """What is published of the files of evidence, by its name; what is said of it is true."""
    found: dict[str, bytes] = {}
    for one in valid(result)["evidence"]:
        found[one["name"]] = b""
        if one["file"]:
            assert one["file"].isascii()
            assert not set(one["file"]) & set(" ?#&")
            found[one["name"]] = (result.outdir / unquote(one["file"])).read_bytes()
            assert one["file_digest"] == hashlib.sha256(found[one["name"]]).hexdigest()
        assert bool(one["file"]) == bool(one["file_digest"])
    return found


@pytest.mark.parametrize("sample", SAMPLES)
def test_portfolios_as_people_make_them(project: Callable[..., Project], sample: str) -> None:
    files, config = SAMPLES[sample]
    tree = project(files, **config)
    digests = set()
    for builder in ("html", "dirhtml", "singlehtml"):
        result = tree.build(builder)
        data = valid(result)
        files_of(result)
        digests.add(tuple(one["digest"] for one in data["reflections"]))
        without_digests(data)
    resume(tree.build("portfolio-jsonresume"))
    assert len(digests) == 1


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
@pytest.mark.parametrize(
    ("sample", "files"),
    {
        "blanks in files": {"a": picture(), "b": b"film"},
        "a PDF": {"a": strip_document(document()).content},
        "a file that is missing": {"a": b""},
        "one file twice": {"a": picture(), "b": picture(), "c": picture(), "d": b"text"},
        "one name in two folders": {
            "a": picture(),
            "b": b"one",
            "c": picture(50, 50),
            "d": b"two",
        },
        "left out": {},
        "pictures for another language": {"a": picture(9, 9)},
    }.items(),
    ids=str,
)
def test_a_file_is_where_the_site_has_it(
    project: Callable[..., Project], builder: str, sample: str, files: dict[str, bytes]
) -> None:
    sources, config = SAMPLES[sample]
    assert files_of(project(sources, **config).build(builder)) == files


def test_what_is_on_no_page_of_the_site_is_nowhere(project: Callable[..., Project]) -> None:
    tree = project(SAMPLES["orphans"][0])
    assert files_of(tree.build())["a"] == picture()
    assert "a" not in files_of(tree.build("singlehtml"))


def test_files_are_known_when_only_the_file_is_written(project: Callable[..., Project]) -> None:
    files, _config = SAMPLES["one name in two folders"]
    tree = project(files)
    first = tree.build().outdir / "portfolio.json"
    before = first.read_bytes()
    first.unlink()
    assert files_of(tree.build())["c"] == picture(50, 50)
    assert first.read_bytes() == before
    tree.write("one/p.md", "# A\n")
    assert files_of(tree.build())["c"] == picture(50, 50)


def test_a_digest_follows_the_bytes_of_its_file(project: Callable[..., Project]) -> None:
    files, _config = SAMPLES["one name in two folders"]
    tree = project(files)
    before = valid(tree.build())
    tree.write("two/a.png", picture(51, 51))
    tree.write("two/a.txt", b"other")
    after = valid(tree.build())
    changed = [
        old["name"]
        for old, new in zip(before["evidence"], after["evidence"], strict=True)
        if old["digest"] != new["digest"]
    ]
    assert changed == ["c", "d"]
    assert before["digest"] != after["digest"]


def test_digests_are_those_of_every_machine(project: Callable[..., Project]) -> None:
    files, config = SAMPLES["levels"]
    first, again = project(files, **config), project(files, **config)
    again.write("index.md", "\n" + str(files["index.md"]))  # other lines, the same items
    one, other = valid(first.build()), valid(again.build(parallel=2))
    assert one == other
    other = valid(again.build("dirhtml"))
    assert one["digest"] == other["digest"]
    assert one["evidence"][0]["digest"] == other["evidence"][0]["digest"]


def test_levels_are_those_that_each_item_claims(project: Callable[..., Project]) -> None:
    files, config = SAMPLES["levels"]
    data = valid(project(files, **config).build())
    assert only(data["evidence"], name="a")["skills"] == claims(
        **{"planning": "alone", "other-alone": ""}
    )
    assert only(data["evidence"], name="b")["skills"] == claims("planning")
    assert only(data["reflections"], name="r")["skills"] == claims(planning="as a guide")


GUIDE = ROOT / "docs" / "guide" / "machine-readable.md"


def shown(language: str) -> list[str]:
    """What the guide shows in a language."""
    found = re.findall(rf"(?ms)^```{language}\n(.*?)^```$", GUIDE.read_text("utf-8"))
    return list(map(str, found))


@pytest.mark.parametrize("sample", ["nothing", "levels", "one file twice", "umlauts and emoji"])
def test_the_programs_of_the_guide_run(project: Callable[..., Project], sample: str) -> None:
    files, config = SAMPLES[sample]
    tree = project(files, **config)
    tree.build()
    first, *others = [code for code in shown("python") if "import " in code]
    program = "\n".join([first, *(code for code in others if "hashlib" in code)])
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        cwd=tree.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert bool(done.stdout) == (sample != "nothing")


def test_the_guide_shows_entries_as_they_are(project: Callable[..., Project]) -> None:
    schema = read(project({"index.md": "# P\n"}).build(), site.SCHEMA)
    names = ("evidence", "reflection")
    for name, entry in zip(names, map(json.loads, shown("json")), strict=True):
        Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"}).validate(entry)
        assert entry["digest"] == sha256_of(entry, "digest", "address", "file", "files")


# -- portfolio.json: parts


def parts_of(result: Result, name: str) -> dict[str, int]:
    parts = only(valid(result)["reflections"], name=name)["parts"]
    assert len({one["part"] for one in parts}) == len(parts)
    return {one["part"]: one["words"] for one in parts}


def test_parts_that_are_there_with_their_words(project: Callable[..., Project]) -> None:
    table = "| Part | Text |\n|---|---|\n| Situation | One two |\n| Task | Three |\n"
    table += "| Action | Four |\n| Result | Five |\n"
    raw = "<p><b>Situation:</b> One <i>two</i><!-- three --></p>\n<p><b>Result:</b> Four&nbsp;five</p>"
    merged = {"Situation": "One.", "Task_and_Action": "Two three.", "Result": "Four."}
    more = (
        "**Situation:** One, `two`\n\n- three\n- four\n\n![alt](a.png)\n\n% no comment\n\n**Task:**"
    )
    page = (
        "# P\n" + star("Merged", **merged) + star("Twice", Task="A b.", Situation="C.", task="D.")
    )
    page += item("Table", text=table, directive="star-reflection")
    page += item("HTML", text=raw, directive="star-reflection")
    page += item("More", text=f"{more}\n\n**Result:** $a + b$ is c", directive="star-reflection")
    page += item("None", text="Just words.", directive="star-reflection")
    result = project({"index.md": page, "a.png": picture()}).build()
    assert parts_of(result, "merged") == {"situation": 1, "task": 2, "action": 2, "result": 1}
    assert parts_of(result, "twice") == {"task": 3, "situation": 1}
    assert parts_of(result, "table") == {"situation": 2, "task": 1, "action": 1, "result": 1}
    assert parts_of(result, "html") == {"situation": 2, "result": 2}
    assert parts_of(result, "more") == {"situation": 4, "task": 0, "result": 4}
    assert parts_of(result, "none") == {}


def test_parts_are_called_the_same_in_every_language(project: Callable[..., Project]) -> None:
    page = "# P\n" + star(
        "It", Situatie="Een twee.", Taak="Drie.", Actie="Vier.", Resultaat="Vijf."
    )
    result = project({"index.md": page}, language="nl").build()
    assert parts_of(result, "it") == {"situation": 2, "task": 1, "action": 1, "result": 1}
    result = project(*SAMPLES["models"][:1], **SAMPLES["models"][1]).build()
    assert parts_of(result, "a") == {"what": 1}
    assert parts_of(result, "b") == {"我学到了": 2}


def test_words_are_those_of_the_reader(project: Callable[..., Project]) -> None:
    tree = project(
        {"index.md": "# P\n" + star("It", Situation="One two.", Task="One.")},
        language="nl",
        locale_dirs=["locale"],
        gettext_compact=False,
    )
    tree.write(
        "locale/nl/LC_MESSAGES/index.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "One two."\nmsgstr "Een twee drie vier."\n',
    )
    assert parts_of(tree.build(), "it") == {"situation": 4, "task": 1}


def test_own_parts_never_share_a_name() -> None:
    ids = model_from_config("own", {"parts": ["A b", "A: b", "C++"]}).part_ids
    assert ids == ("a-b", "a-b-2", "c-plus-plus")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("I don't; state-of-the-art, a.b@c.example (twice)!", 5),
        ("One – two — three—four ... 5", 5),
        ("* — -- … 👍 §", 0),
        ("Één café\u00a0naïef\u2009u\u0308ber", 4),
        ("我写了三个测试。", 7),
        ("我用Python写了3个测试", 9),
        ("これはペンです。", 7),
        ("한국어 단어 셋", 3),
        ("हिन्दी में शब्द", 3),
        ("السلام عليكم", 2),
        ("ฉันเรียนภาษาไทย", 5),
        ("ខ្ញុំ\u200bរៀន", 2),
        ("x" * 100_000, 1),
        ("-" * 100_000, 0),
        ("中" * 1000, 1000),
    ],
)
def test_words_as_people_count_them(text: str, words: int) -> None:
    assert words_of(text) == words


@given(st.text(), st.text())
def test_words_of_two_texts_are_as_many_as_those_of_both(one: str, other: str) -> None:
    assert words_of(f"{one} {other}") == words_of(one) + words_of(other)


@pytest.mark.parametrize("builder", ["epub", "text", "devhelp"])
def test_only_web_sites_get_the_file(portfolio: Callable[..., Project], builder: str) -> None:
    result = portfolio(extensions=[*EXTENSIONS, "sphinxcontrib.devhelp"]).build(builder)
    assert result.outdir.is_dir()
    assert not list(result.outdir.rglob("portfolio*.json"))


EXTENSIONS = ["myst_parser", "sphinx_design", "sphinx_portfolio"]


def test_site_file_can_be_switched_off(portfolio: Callable[..., Project]) -> None:
    source = portfolio()
    files = {"portfolio.json", "portfolio.schema.json"}
    assert files <= {path.name for path in source.build().outdir.iterdir()}
    result = source.build(portfolio_json=False)
    assert not files & {path.name for path in result.outdir.iterdir()}


def test_a_file_of_the_owner_stays(portfolio: Callable[..., Project]) -> None:
    source = portfolio(portfolio_json=False, html_extra_path=["extra"])
    source.write("extra/portfolio.json", "{}\n")
    assert read(source.build(), "portfolio.json") == {}


def test_site_file_follows_every_edit(portfolio: Callable[..., Project]) -> None:
    source = portfolio(portfolio_owner=OWNER)
    source.build()
    edits: list[dict[str, str]] = [
        {"courses.md": COURSES.replace("planning", "Planning ahead")},
        {"courses.md": COURSES.replace(":name: exam", ":name: final-exam")},
        {"work/página.md": WORK.replace("2023-11", "2022")},
        {"index.md": INDEX.replace(":date: 2025-04", "")},
        {"courses.md": "# Courses\n"},
    ]
    for number, edit in enumerate(edits):
        for name, text in edit.items():
            source.write(name, text)
        after = source.build().outdir / "portfolio.json"
        clean = source.build(out=f"clean-{number}").outdir / "portfolio.json"
        assert after.read_bytes() == clean.read_bytes()
    (source.source / "work" / "página.md").unlink()
    after = source.build().outdir / "portfolio.json"
    assert after.read_bytes() == (source.build(out="clean").outdir / "portfolio.json").read_bytes()


def test_a_build_with_nothing_to_do_writes_no_site_file(portfolio: Callable[..., Project]) -> None:
    source = portfolio(portfolio_owner=OWNER)
    file = source.build().outdir / "portfolio.json"
    before = file.stat().st_mtime_ns
    source.build()
    assert file.stat().st_mtime_ns == before


def test_processes_write_the_same(portfolio: Callable[..., Project]) -> None:
    source = portfolio(portfolio_owner=OWNER)
    one = source.build(out="one").outdir
    two = source.build(out="two", parallel=2).outdir
    for name in ("portfolio.json", "index.html"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_words_are_in_the_language_of_the_site(portfolio: Callable[..., Project]) -> None:
    data = valid(portfolio(language="nl").build())
    assert data["language"] == "nl"
    assert data["kinds"]["course"] == "Cursus"


# -- JSON-LD


def linked_data(result: Result, page: str = "index.html") -> list[Any]:
    """What a page tells search engines."""
    scripts = result.soup(page).find_all("script", type="application/ld+json")
    assert all(script.parent.name == "head" for script in scripts)
    return [json.loads(str(script.string)) for script in scripts]


@pytest.mark.parametrize("theme", ["basic", "furo"])
def test_home_page_describes_the_owner(portfolio: Callable[..., Project], theme: str) -> None:
    base = "https://ada.example/portfolio"
    result = portfolio(portfolio_owner=OWNER, html_baseurl=base, html_theme=theme).build()
    (data,) = linked_data(result)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Ada Example",
        "jobTitle": "Engineer",
        "description": "I build & mend.",
        "email": "ada@example.org",
        "url": "https://example.org/ada",
        "homeLocation": {"@type": "Place", "name": "Utrecht, the Netherlands"},
        "sameAs": ["https://forge.example/ada"],
        "knowsAbout": ["Listening", "Networking", "Planning"],
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "name": "Networking <course> & more",
                "credentialCategory": "course",
                "url": "https://example.org/verify?id=1&x=ü",
                "dateCreated": "2025-03-21",
                "expires": "2028",
                "identifier": "NC-1",
                "recognizedBy": {"@type": "Organization", "name": "An Institute"},
            },
            {
                "@type": "EducationalOccupationalCredential",
                "name": "Exam",
                "credentialCategory": "assessment",
                "url": "https://ada.example/portfolio/courses.html#exam",
                "dateCreated": "2024",
            },
        ],
    }
    assert linked_data(result, "courses.html") == []


@pytest.mark.parametrize(
    ("builder", "exam"),
    [("dirhtml", "courses/#exam"), ("singlehtml", "index.html#exam")],
)
def test_credentials_have_the_address_of_their_site(
    portfolio: Callable[..., Project], builder: str, exam: str
) -> None:
    result = portfolio(portfolio_owner=OWNER, html_baseurl="https://ada.example/").build(builder)
    (data,) = linked_data(result)
    assert only(data["hasCredential"], name="Exam")["url"] == f"https://ada.example/{exam}"


def test_little_is_told_of_an_owner_who_tells_little(portfolio: Callable[..., Project]) -> None:
    (data,) = linked_data(portfolio(portfolio_owner={"name": "A"}).build())
    assert data.keys() == {"@context", "@type", "name", "knowsAbout", "hasCredential"}
    assert "url" not in only(data["hasCredential"], name="Exam")


def test_no_owner_no_data(portfolio: Callable[..., Project]) -> None:
    result = portfolio().build()
    assert linked_data(result) == []
    assert read(result, "portfolio.json")["owner"] is None


def test_e_books_hold_no_data(portfolio: Callable[..., Project]) -> None:
    result = portfolio(portfolio_owner=OWNER, epub_show_urls="no").build("epub")
    assert "ld+json" not in (result.outdir / "index.xhtml").read_text("utf-8")


NASTY = "</script><img src=x onerror=alert(1)> <!-- & \u2028 <script>"


def test_no_title_escapes_from_the_script(project: Callable[..., Project]) -> None:
    quoted = NASTY.replace("<", "\\<").replace("\u2028", "")
    source = project(
        {"index.md": f"# P\n\n```{{evidence}} {quoted}\n:name: a\n:kind: course\n\nWords.\n```\n"},
        portfolio_owner={"name": NASTY},
    )
    result = source.build()
    (data,) = linked_data(result)
    assert data["name"] == " ".join(NASTY.split())
    assert "</script><img src=x onerror=alert(1)>" in data["hasCredential"][0]["name"]
    assert not result.soup("index.html").find("img")


@given(st.text(st.characters(exclude_categories=[])) | st.just(NASTY))
def test_escaping_is_harmless_and_loses_nothing(text: str) -> None:
    script = script_json({text: [text]})
    assert script.isascii()
    assert not set(script) & set("<>&")
    assert json.loads(script) == {text: [text]}


# -- JSON Resume


def uri(value: object) -> bool:
    """Whether a value is a URI of RFC 3986, as far as web addresses go."""
    sign = r"(?:[\w.~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})"
    return not isinstance(value, str) or bool(re.fullmatch(rf"https?://{sign}+", value, re.ASCII))


def resume(result: Result) -> Any:
    """resume.json, which the schema of JSON Resume allows."""
    data = read(result, "resume.json")
    checker = FormatChecker(["email"])
    checker.checks("uri")(uri)
    Draft7Validator(json.loads(RESUME_SCHEMA.read_text()), format_checker=checker).validate(data)
    return data


def test_resume(portfolio: Callable[..., Project]) -> None:
    source = portfolio(portfolio_owner=OWNER, html_baseurl="https://ada.example/p/")
    result = source.build("portfolio-jsonresume")
    data = resume(result)
    assert data.pop("$schema").endswith("/v1.0.0/schema.json")
    assert data == {
        "basics": {
            "name": "Ada Example",
            "label": "Engineer",
            "email": "ada@example.org",
            "url": "https://example.org/ada",
            "summary": "I build & mend.",
            "location": {"region": "Utrecht, the Netherlands"},
            "profiles": [{"network": "Forge", "url": "https://forge.example/ada"}],
        },
        "certificates": [
            {
                "name": "Networking <course> & more",
                "date": "2025-03-21",
                "issuer": "An Institute",
                "url": "https://example.org/verify?id=1&x=%C3%BC",
            },
            {
                "name": "Exam",
                "date": "2024",
                "url": "https://ada.example/p/courses.html#exam",
            },
        ],
        "projects": [
            {
                "name": "A tool",
                "endDate": "2023-11",
                "url": "https://ada.example/p/work/p%C3%A1gina.html#tool",
                "type": "Project",
                "keywords": ["Networking"],
            },
            {
                "name": "Course again",
                "url": "https://ada.example/p/work/p%C3%A1gina.html#course",
                "type": "Open badge",
            },
        ],
        "references": [{"name": "Grace Example", "reference": "Ada is reliable"}],
        "skills": [{"name": "Listening"}, {"name": "Networking"}, {"name": "Planning"}],
        "meta": {"version": "v1.0.0"},
    }
    assert "resume.json" in result.status
    assert "set portfolio_owner" not in result.status
    assert [path.name for path in result.outdir.iterdir() if path.is_file()] == ["resume.json"]


def test_resume_without_owner_or_address(portfolio: Callable[..., Project]) -> None:
    result = portfolio().build("portfolio-jsonresume")
    data = resume(result)
    assert "basics" not in data
    assert "url" not in only(data["certificates"], name="Exam")
    assert "set portfolio_owner" in result.status
    assert not [w for w in result.warnings if "owner" in w]


FILED = "# P\n\n```{evidence} My talk\n:name: talk_1\n:file: /talk.docx\n```\n"
PLACES = ["index", "plain", "a b/index", "Übung/my talk & more #1 %41~", "x_y/index-2"]
SUFFIXES: list[dict[str, str]] = [
    {},
    {"html_file_suffix": ".htm"},
    {"html_file_suffix": ".htm", "html_link_suffix": ""},
]


@pytest.mark.parametrize("suffixes", SUFFIXES, ids=str)
@pytest.mark.parametrize("site", ["html", "dirhtml", "singlehtml"])
def test_every_export_has_the_address_that_the_site_has(
    project: Callable[..., Project], site: str, suffixes: dict[str, str]
) -> None:
    base = "https://example.org/~me/"
    # A name of its own for each: what shares one gets another id where all pages are one.
    pages: dict[str, str | bytes] = {
        f"{place}.md": FILED.replace("talk_1", f"talk_{n}") for n, place in enumerate(PLACES)
    }
    pages["index.md"] = f"{pages['index.md']!s}\n```{{toctree}}\n:glob:\n\n**\n```\n"
    tree = project(
        {**pages, "talk.docx": b"film"}, portfolio_site_builder=site, html_baseurl=base, **suffixes
    )
    found = [
        base + one["address"].removeprefix("./") for one in valid(tree.build(site))["evidence"]
    ]
    assert len(found) == len(PLACES)
    urls = [one["url"] for one in resume(tree.build("portfolio-jsonresume"))["projects"]]
    assert urls == found
    (tex,) = tree.build("latex").outdir.glob("*.tex")
    shown = re.findall(r"\\pfonline\{(.*)\}\n", tex.read_text("utf-8"))
    assert {re.sub(r"\\([%#&_])", r"\1", one) for one in shown} == set(found)


@pytest.mark.parametrize("base", ["https://ada.example/p", "https://ada.example/p/"])
def test_the_base_may_end_with_a_slash_or_not(portfolio: Callable[..., Project], base: str) -> None:
    data = resume(portfolio(html_baseurl=base).build("portfolio-jsonresume"))
    exam = only(data["certificates"], name="Exam")
    assert exam["url"] == "https://ada.example/p/courses.html#exam"


@pytest.mark.parametrize("base", ["/p/", "ada.example", "ftp://ada.example", "https://"])
def test_what_is_no_address_of_a_site_makes_none(
    portfolio: Callable[..., Project], base: str
) -> None:
    data = resume(portfolio(html_baseurl=base).build("portfolio-jsonresume"))
    assert "url" not in only(data["certificates"], name="Exam")


def test_resume_has_places_where_somebody_learned_and_worked(
    project: Callable[..., Project],
) -> None:
    kinds = {"education": "College", "employment": "Acme", "volunteering": "Shelter"}
    dates = ["2020-09/2024-06-30", "2023-02/..", "2024", ""]
    items = "".join(
        item(
            f"{kind} {n}", f"kind: {kind}", f"issuer: {issuer}", *([f"date: {day}"] if day else [])
        )
        for kind, issuer in kinds.items()
        for n, day in enumerate(dates)
    )
    items += item("Linked", "kind: employment", "url: https://acme.example/é")
    tree = project({"index.md": "# P\n" + items}, html_baseurl="https://ada.example/")
    data = resume(tree.build("portfolio-jsonresume"))
    spans = [
        {"startDate": "2023-02"},
        {"startDate": "2020-09", "endDate": "2024-06-30"},
        {"endDate": "2024"},
        {},
    ]
    keys = {
        "education": ("education", "institution", "area"),
        "employment": ("work", "name", "position"),
        "volunteering": ("volunteer", "organization", "position"),
    }
    for kind, (section, name, title) in keys.items():
        entries = [one for one in data[section] if "url" not in one]
        assert [{k: v for k, v in one.items() if "Date" in k} for one in entries] == spans
        assert {one[name] for one in entries} == {kinds[kind]}
        assert {one[title] for one in entries} == {f"{kind} {n}" for n in range(len(dates))}
    assert only(data["work"], position="Linked")["url"] == "https://acme.example/%C3%A9"


DATES = ["0999", "1000-01-01", "1999", "2025-12", "2024-02-29", "2999-12-31", "3000-01"]


def test_resume_with_dates_of_every_kind(project: Callable[..., Project]) -> None:
    items = "\n".join(
        f"```{{evidence}} {day}\n:kind: {kind}\n:name: {kind}-{day}\n:date: {day}\n\nWords.\n```\n"
        for day in DATES
        for kind in ("course", "project", "testimony")
    )
    owner = {"name": "A", "email": "no address"}
    result = project({"index.md": f"# P\n\n{items}"}, portfolio_owner=owner).build(
        "portfolio-jsonresume"
    )
    data = resume(result)
    assert data["basics"] == {"name": "A"}
    sayable = {day: day for day in DATES if day[0] in "12"}
    assert {r["name"]: r["date"] for r in data["certificates"] if "date" in r} == sayable
    assert {r["name"]: r["endDate"] for r in data["projects"] if "endDate" in r} == sayable
    assert len(data["certificates"]) == len(data["projects"]) == len(DATES)
    assert [r["name"] for r in data["projects"]] == sorted(DATES, reverse=True)


@given(st.dates(date(1, 1, 1)), st.sampled_from([4, 7, 10]))
def test_resume_schema_knows_the_dates_we_give(day: date, precision: int) -> None:
    from sphinx_portfolio.export.jsonresume import _date

    schema = json.loads(RESUME_SCHEMA.read_text())["definitions"]["iso8601"]
    said = _date(day.isoformat()[:precision])
    assert (not said) == (not 1000 <= day.year < 3000)
    if said:
        Draft7Validator(schema).validate(said)


@given(st.text().map(lambda t: f"https://{t}"))
@pytest.mark.parametrize("host", ["", "example.org/", "ü.example:8/", "[::1]/?", "ﷺ..x/#"])
def test_every_web_address_has_a_uri(host: str, text: str) -> None:
    address = text.replace("https://", f"https://{host}", 1)
    if is_web_address(address):
        assert uri(as_uri(address)), as_uri(address)


# -- needs.json

NEEDS_CONFIG: dict[str, object] = {
    "extensions": ["sphinx_needs"],
    "needs_types": [
        {"directive": "evidence", "title": "Evidence", "prefix": "EV_"},
        {"directive": "reflection", "title": "Reflection", "prefix": "RF_"},
    ],
    "needs_fields": {
        name: {"nullable": True} for name in ("kind", "issuer", "date", "expires", "url")
    },
}


def imported(
    project: Callable[..., Project], result: Result, options: str = "", **config: object
) -> Result:
    """A page of another project that imports a needs.json."""
    index = f"Needs\n=====\n\n.. needimport:: needs.json\n{options}"
    source = project(
        {"index.rst": index, "needs.json": (result.outdir / "needs.json").read_bytes()},
        **{**NEEDS_CONFIG, **config},
    )
    return source.build()


def test_sphinx_needs_imports_the_needs(
    portfolio: Callable[..., Project], project: Callable[..., Project]
) -> None:
    built = portfolio(portfolio_owner=OWNER).build("portfolio-needs")
    assert "needs.json" in built.status
    result = imported(project, built)
    assert result.warnings == []
    needs = {
        str(table["id"]): table for table in result.soup("index.html").select("table.need[id]")
    }
    titles = {
        key: table.select_one(".needs_title").get_text(strip=True) for key, table in needs.items()
    }
    assert titles == {
        "EV_COURSE": "Networking <course> & more",
        "EV_EXAM": "Exam",
        "EV_TOOL": "A tool",
        "EV_WORK_PAGINA_COURSE_F0A0177B": "Course again",
        "EV_PRAISE": "Ada is reliable",
        "RF_LEARNED": "What I learned",
    }
    types = {
        key: table.select_one(".needs_type_name").get_text(strip=True)
        for key, table in needs.items()
    }
    assert types["EV_EXAM"].startswith("Evidence")
    assert types["RF_LEARNED"].startswith("Reflection")
    links = [a["href"] for a in needs["RF_LEARNED"].select("a.reference[href]")]
    assert "#EV_COURSE" in links
    assert "#EV_COURSE_2" not in links
    back = [a["href"] for a in needs["EV_COURSE"].select("a.reference[href]")]
    assert "#RF_LEARNED" in back
    tags = {
        tag.get_text(strip=True) for tag in needs["EV_COURSE"].select(".needs_tags .needs_data")
    }
    assert tags == {"networking", "planning"}
    text = needs["EV_COURSE"].get_text(" ", strip=True)
    for said in ("course", "An Institute", "2025-03-21", "2028", "https://example.org/verify"):
        assert said in text


def test_the_needs_file(portfolio: Callable[..., Project]) -> None:
    data = read(portfolio().build("portfolio-needs"), "needs.json")
    assert data["project"] == "Test portfolio"
    version = data["versions"][data["current_version"]]
    assert version["needs_amount"] == len(version["needs"]) == 6
    assert version["needs"]["RF_LEARNED"] == {
        "id": "RF_LEARNED",
        "type": "reflection",
        "title": "What I learned",
        "docname": "index",
        "tags": ["networking", "listening"],
        "date": "2025-04",
        "links": ["EV_COURSE"],
    }


def test_undeclared_fields_are_the_only_complaint(
    portfolio: Callable[..., Project], project: Callable[..., Project]
) -> None:
    result = imported(project, portfolio().build("portfolio-needs"), needs_fields={})
    (warning,) = result.warnings
    assert "['date', 'expires', 'issuer', 'kind', 'url']" in warning


def test_functions_of_sphinx_needs_are_only_words(project: Callable[..., Project]) -> None:
    titles = ["[[copy('id')]]", "<<a, b>>", "<{ x }>", "{{ y }}", "a [[b", "50% `off` *now* |x|"]
    items = "\n".join(
        f"```{{evidence}} It\n:name: item{n}\n:issuer: {title}\n\nWords.\n```\n"
        for n, title in enumerate(titles)
    )
    built = project({"index.md": f"# P\n\n{items}"}).build("portfolio-needs")
    result = imported(project, built, "   :allow_type_coercion: false\n")
    assert result.warnings == []
    text = result.soup("index.html").get_text()
    assert all(title in text for title in titles)


def evidence(name: str, page: str = "a", line: int = 1) -> Evidence:
    return Evidence(page, line, name, name, name)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("my-1st-course", "EV_MY_1ST_COURSE"),
        ("ab", "EV_AB"),
        ("a", "EV_A_CA978112"),
        ("café", "EV_CAFE_850F7DC4"),
        ("課程", None),
        ("my_1st_course", None),
        ("my--1st-course", None),
        ("x-ca978112", None),
    ],
)
def test_need_ids_are_stable(name: str, id_: str | None) -> None:
    made = need_id(evidence(name))
    assert re.fullmatch("[A-Z0-9_]{5,}", made)
    if id_:
        assert made == id_
    else:
        assert re.search("_[0-9A-F]{8}$", made)


@pytest.mark.parametrize("name", ["é", "a", "x y", "課程", "my_course"])
def test_no_name_makes_the_id_of_another(name: str) -> None:
    made = need_id(evidence(name))
    again = made.removeprefix("EV_").lower().replace("_", "-")
    assert need_id(evidence(again)) != made
    assert need_id(evidence("deadbeef")) != "EV_DEADBEEF"


NAMES = st.text(st.sampled_from("ab1-_.éE課\u0301"), min_size=1, max_size=6)


@given(st.lists(NAMES, max_size=12))
def test_need_ids_are_unique(names: list[str]) -> None:
    records = [evidence(name, line=n) for n, name in enumerate(names)]
    records_too = [Reflection("b", n, name, name, name) for n, name in enumerate(names)]
    ids = need_ids(Index((*records, *records_too)))
    assert len(set(ids.values())) == 2 * len(names)
    assert all(re.fullmatch("[A-Z0-9_]{5,}", one) for one in ids.values())


# -- all of them


@pytest.mark.parametrize("builder", ["portfolio-jsonresume", "portfolio-needs"])
def test_builders_run_every_time(portfolio: Callable[..., Project], builder: str) -> None:
    source = portfolio()
    (first,) = [p for p in source.build(builder).outdir.iterdir() if p.is_file()]
    before = first.read_bytes()
    first.unlink()
    source.build(builder, parallel=2)
    assert first.read_bytes() == before


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("html", "portfolio.json"),
        ("portfolio-jsonresume", "resume.json"),
        ("portfolio-needs", "needs.json"),
    ],
)
@pytest.mark.parametrize("owner", [{}, {"name": "Ada Example"}])
def test_nothing_private_is_published(
    portfolio: Callable[..., Project], builder: str, name: str, owner: dict[str, str]
) -> None:
    source = portfolio(portfolio_owner=owner, html_baseurl="https://ada.example/")
    result = source.build(builder)
    text = (result.outdir / name).read_text("utf-8")
    if builder == "html":
        text += "".join(json.dumps(data) for data in linked_data(result))
    for private in (*PRIVATE.values(), str(source.root), '"line"', "html_theme"):
        assert private not in text
    assert ("Test portfolio" in text) == (builder != "portfolio-jsonresume")
    assert ("Ada Example" in text) == (bool(owner) and builder != "portfolio-needs")
