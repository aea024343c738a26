"""What to do next: from contacts and reflections, by the day it is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import Tag
from project import Project
from sphinx_portfolio.contacts import Branch, Contact, Network
from sphinx_portfolio.follow_ups import FollowUp, Timing, contacts_on, in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Result

pytestmark = pytest.mark.newest

DAY = date(2026, 3, 5)
CSV = """\
name,role,organisation,branch,status,since,last contact,next action,due
Some Person,Mentor,Example University,University,in touch,2025-01,2026-01-10,Send my project,2026-02-01
Other Person,Recruiter,Example Ltd,Industry,quiet,2024,2025-11-01,Ask for a talk,2026-03-05
,Organiser,,Industry,planned,,,Join the meeting,2026-03
,Teacher,Example School,School,in touch,2020,,Say thanks,2026-04-01
,Neighbour,,School,in touch,,,,
,Lecturer,,University,planned,,,Write,
"""
NET = "# Net\n\n```{network-map} My network\n:name: my-network\n:file: contacts.csv\n```\n"
TALK = """\
# Talk

```{evidence} A course
:name: course
```

```{star-reflection} What I learnt
:name: learnt
:evidence: course
:skills: talking

**Situation:** one

**Task:** two

**Action:** three

**Result:** four

**Next steps:**

- Practise *answers* (by 2026-02-20)
- Read on
```
"""
SOURCES = {
    "index.md": "# Home\n\n```{toctree}\nnet\ntalk\nmore/deep\n```\n",
    "net.md": NET,
    "talk.md": TALK,
    "contacts.csv": CSV,
    "more/deep.md": "# Deep\n\n```{star-reflection} Deep\n\n**Situation:** one\n\n**Task:** two\n\n"
    "**Action:** three\n\n**Result:** four\n\n**What's next:** Go deeper.\n```\n",
}
LISTS = {
    "all": [],
    "limit": [":limit: 2"],
    "until": [":until: 2026-03"],
    "since": [":since: 2026-03-05"],
    "branch": [":branch: industry, School"],
    "skills": [":skills: talking"],
    "evidence": [":evidence: course"],
    "page": [":page: net"],
    "under": [":under: more"],
    "nothing": [":skills: talking", ":branch: Industry"],
}
ACTIONS = [
    "Send my project",
    "Practise answers",
    "Ask for a talk",
    "Join the meeting",
    "Say thanks",
    "Write",
    "Go deeper.",
    "Read on",
]


def listing(*options: str) -> str:
    lines = "".join(f"{option}\n" for option in (":on: 2026-03-05", *options))
    return f"# List\n\n```{{follow-ups}} What is next\n{lines}```\n"


def lists() -> dict[str, str]:
    return {f"list-{name}.md": listing(*options) for name, options in LISTS.items()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    config: dict[str, object] = {"portfolio_exclude": ["excluded"]}
    excluded = NET.replace("my-network", "no-network").replace("contacts.csv", "excluded.csv")
    extra = {
        "excluded.md": excluded,
        "excluded.csv": CSV.replace("Send my project", "Never shown"),
        "hidden.md": f"---\nprivate: true\n---\n{TALK.replace('Read on', 'Never shown')}",
    }
    tree = Project(tmp_path_factory.mktemp("tree"), {**SOURCES, **lists(), **extra}, config)
    result = tree.build()
    told = [one for one in result.warnings if "toctree" not in one and "[portfolio." in one]
    assert told == [], told
    return result


def rows(result: Result, page: str) -> list[list[str]]:
    found = result.soup(f"{page}.html").select(".pf-follow-ups tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in found]


def test_what_is_overdue_comes_first_and_says_so(built: Result) -> None:
    assert rows(built, "list-all") == [
        [ACTIONS[0], "Overdue: 1 February 2026", "Mentor Example University", "10 January 2026"],
        ["Practise answers", "Overdue: 20 February 2026", "What I learnt", ""],
        ["Ask for a talk", "Now: 5 March 2026", "Recruiter Example Ltd", "1 November 2025"],
        ["Join the meeting", "Now: March 2026", "Organiser", ""],
        ["Say thanks", "1 April 2026", "Teacher Example School", ""],
        ["Write", "No date", "Lecturer", ""],
        ["Go deeper.", "No date", "Deep", ""],
        ["Read on", "No date", "What I learnt", ""],
    ]
    said = [one.get_text(" ", strip=True) for one in built.soup("list-all.html").select("p")]
    assert "On 5 March 2026: 2 overdue , 2 due now , 1 to come , 3 without a date" in said
    assert "1 contact has no next action." in said


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("limit", ACTIONS[:2]),
        ("until", ACTIONS[:4]),
        ("since", ACTIONS[2:5]),
        ("branch", ["Ask for a talk", "Join the meeting", "Say thanks"]),
        ("skills", ["Practise answers", "Read on"]),
        ("evidence", ["Practise answers", "Read on"]),
        ("page", [ACTIONS[n] for n in (0, 2, 3, 4, 5)]),
        ("under", ["Go deeper."]),
        ("nothing", []),
    ],
)
def test_filters_and_limit(built: Result, name: str, shown: list[str]) -> None:
    assert [row[0] for row in rows(built, f"list-{name}")] == shown


def test_a_limit_says_how_many_there_are(built: Result) -> None:
    assert "2 of 8 are shown." in built.text("list-limit.html")
    assert "<strong>2</strong> overdue" in built.text("list-limit.html")


def test_what_nothing_passes_is_said(built: Result) -> None:
    words = "Nothing passes these filters: skills talking; branch Industry."
    assert words in built.text("list-nothing.html")


def test_it_leads_back(built: Result) -> None:
    links = built.soup("list-all.html").select(".pf-follow-ups tbody a")
    assert [link["href"] for link in links][:3] == [
        "net.html#my-network",
        "talk.html#learnt",
        "net.html#my-network",
    ]


def test_it_is_a_real_table(built: Result) -> None:
    table = built.soup("list-all.html").select_one(".pf-follow-ups table")
    assert isinstance(table, Tag)
    heads = [head.get_text(strip=True) for head in table.select("thead th[scope=col]")]
    assert heads == ["Next action", "Due", "Contact or reflection", "Last contact"]
    assert len(table.select("tbody th[scope=row]")) == len(ACTIONS)
    assert [cell.get("data-head") for cell in table.select("tbody tr:first-of-type td")] == heads[
        1:
    ]
    page = built.soup("list-skills.html")
    assert [one.get_text(strip=True) for one in page.select("thead th")][2:] == ["Reflection"]
    page = built.soup("list-page.html")
    assert [one.get_text(strip=True) for one in page.select("thead th")][2] == "Contact"


def test_it_is_there_once_however_many_maps_show_it(project: Callable[..., Project]) -> None:
    again = NET.replace("my-network", "my-second")
    tree = project({**SOURCES, **lists(), "again.md": again})
    result = tree.build()
    assert [row[0] for row in rows(result, "list-all")] == ACTIONS
    links = result.soup("list-all.html").select(".pf-follow-ups tbody a")
    assert links[0]["href"] == "again.html#my-second"


def test_names_are_there_for_those_who_may_read_them(project: Callable[..., Project]) -> None:
    page = NET.replace(":file:", ":names-for: Assessor\n:file:")
    tree = project({**SOURCES, **lists(), "net.md": page})
    assert rows(tree.build(out="public"), "list-page")[0][2] == "Mentor Example University"
    made = tree.build(out="other", portfolio_audience=["assessor"])
    assert rows(made, "list-page")[0][2] == "Some Person Mentor, Example University"


@pytest.mark.parametrize(
    "builder",
    [
        "dirhtml",
        "singlehtml",
        "epub",
        "latex",
        "texinfo",
        "text",
        "man",
        "json",
        "xml",
        "pseudoxml",
    ],
)
@pytest.mark.newest
def test_every_builder_has_it(project: Callable[..., Project], builder: str) -> None:
    tree = project(
        {**SOURCES, "index.md": f"{SOURCES['index.md']}\n{listing()[8:]}"},
        copyright="Your Name",
        version="1",
        epub_show_urls="no",
        man_pages=[("index", "portfolio", "Portfolio", ["Your Name"], 1)],
    )
    result = tree.build(builder)
    assert [line for line in result.warnings if "[portfolio." in line] == []
    files = [path for path in result.outdir.rglob("*") if path.is_file()]
    written = "".join(path.read_text("utf-8", "replace") for path in files)
    for words in ("Send my project", "Overdue", "Practise answers", "10 January 2026"):
        assert words in " ".join(written.split()), words


def test_it_is_rewritten_when_what_it_shows_changes_and_on_another_day(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    daily = listing(":page: talk").replace(":on: 2026-03-05\n", "")
    tree = project({**SOURCES, "all.md": listing(), "some.md": listing(":branch: School")})
    tree.write("daily.md", daily)

    times: dict[str, int] = {}

    def is_written(name: str) -> bool:
        file = tree.root / "build" / "html" / f"{name}.html"
        before, times[name] = times.get(name, 0), file.stat().st_mtime_ns
        return before != times[name]

    def changed(day: datetime) -> set[str]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
        tree.build()
        return {n for n in ("all", "some", "daily", "net", "talk") if is_written(n)}

    day = datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert changed(day) == {"all", "some", "daily", "net", "talk"}
    assert changed(day) == set()
    assert changed(day + timedelta(days=1)) == {"daily"}
    tree.write("contacts.csv", CSV.replace("Say thanks", "Say hello"))
    assert changed(day + timedelta(days=1)) == {"all", "some", "net"}
    tree.write("contacts.csv", CSV.replace("Say thanks", "Say hello").replace("2025-11-01", ""))
    assert changed(day + timedelta(days=1)) == {"all", "net"}
    tree.write("talk.md", TALK.replace("Read on", "Read more"))
    assert changed(day + timedelta(days=1)) == {"all", "daily", "talk"}
    tree.write("talk.md", TALK.replace("Read on", "Read more").replace("three", "3"))
    assert changed(day + timedelta(days=1)) == {"talk"}


# -- without Sphinx


def follow_up(due: str, action: str = "x") -> FollowUp:
    return FollowUp(action, due, "page", "anchor", "title")


@pytest.mark.parametrize(
    ("due", "timing"),
    [
        ("", Timing.UNDATED),
        ("2026-03-04", Timing.OVERDUE),
        ("2026-03-05", Timing.DUE),
        ("2026-03-06", Timing.TO_COME),
        ("2026-02", Timing.OVERDUE),
        ("2026-03", Timing.DUE),
        ("2026-04", Timing.TO_COME),
        ("2025", Timing.OVERDUE),
        ("2026", Timing.DUE),
    ],
)
def test_timing(due: str, timing: Timing) -> None:
    assert follow_up(due).timing(DAY) is timing


def test_order() -> None:
    dues = ["2026", "2026-03", "", "2026-03-31", "2025", "2026-03-01", ""]
    found = in_order(follow_up(due, str(n)) for n, due in enumerate(dues))
    assert [one.due for one in found] == [
        "2025", "2026-03-01", "2026-03", "2026-03-31", "2026", "", "",
    ]  # fmt: skip
    assert [one.action for one in found][-2:] == ["2", "6"]


def test_contacts_are_each_there_once() -> None:
    one, other = Contact("a", 2, "c.csv", branch="X"), Contact("a", 3, "c.csv", branch="Y")
    first = Network("a", 1, "first", file="c.csv", branches=(Branch("X", (one, other)),))
    second = Network("b", 1, "second", file="c.csv", branches=(Branch("X", (one,)),))
    assert contacts_on([first, second], ()) == [(first, one), (first, other)]
    assert contacts_on([second, first], ["x"]) == [(second, one)]
