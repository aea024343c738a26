"""After any edit, an incremental build equals a clean one, and rewrites no page in vain."""

from __future__ import annotations

import io
import json
import os
import pickle
import random
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from project import picture
from sphinx_portfolio.selection import SORTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project, Result

PAGES = ["page0", "page1", "page2", "page3", "work/page4", "work/page5", "work/page6"]
# With a catalogue, two of these may be one skill, and one of another name.
SKILLS = ["networking", "Networking", "listening", "planning", "Planning (alone)"]
KINDS = ["certificate", "course", "artefact", "project"]
DATES = ["", "2024", "2024-11", "2025-02-03", "2025-03"]
ISSUERS = ["", "Work Readiness Programme", "City College"]
VIEWS = [
    "evidence-gallery", "evidence-table", "reflection-list", "skills-matrix", "portfolio-timeline",
    "portfolio-summary", "evidence-checklist", "follow-ups",
]  # fmt: skip
OWNER = {"portfolio_owner": {"name": "Your Name"}, "html_baseurl": "https://example.org"}


def options(values: dict[str, str]) -> str:
    """The options of a directive, without those that say nothing."""
    return "".join(f":{option}: {value}\n" for option, value in values.items() if value)


def coloured(number: int, size: tuple[int, int] = (40, 28)) -> bytes:
    """A picture that is like no other of its size."""
    data = io.BytesIO()
    Image.new("RGB", size, (number % 256, number // 256, 0)).save(data, "PNG")
    return data.getvalue()


@dataclass
class Item:
    """Source of one item; ``cites`` makes it a reflection."""

    name: str
    title: str
    skills: str = "networking"
    cites: list[str] = field(default_factory=list)
    file: str = ""
    kind: str = ""
    date: str = ""
    issuer: str = ""
    featured: bool = False
    audience: str = ""
    only: str = ""

    def source(self) -> str:
        """The item, in a block of ``only`` if it is conditional."""
        return f"````{{only}} {self.only}\n{self._item()}````\n" if self.only else self._item()

    def _item(self) -> str:
        said = {"name": self.name, "skills": self.skills, "date": self.date}
        said |= {"private": "yes"} if self.audience == "nobody" else {"audience": self.audience}
        if self.cites:
            parts = "\n\n".join(
                f"**{part}:** {self.title}" for part in ("Situation", "Task", "Action", "Result")
            )
            parts += f"\n\n**Next steps:** {self.title} (by {self.date or '2025-03'})"
            said["evidence"] = ", ".join(self.cites)
            return f"```{{star-reflection}} {self.title}\n{options(said)}\n{parts}\n```\n"
        said |= {"kind": self.kind, "issuer": self.issuer, "featured": "yes" * self.featured}
        said |= {"file": f"/{self.file}", "alt": "x"} if self.file else {}
        return f"```{{evidence}} {self.title}\n{options(said)}\nAbout {self.title}.\n```\n"


@dataclass
class Listing:
    """Source of one listing."""

    name: str
    view: str
    title: str
    filters: dict[str, str] = field(default_factory=dict)

    def source(self) -> str:
        on = "2025-03-03" if self.view in {"evidence-checklist", "follow-ups"} else ""
        said = options({"name": self.name, **self.filters, "on": on})
        return f"```{{{self.view}}} {self.title}\n{said}```\n"


class Site:
    """A site that can be edited at random, always in a way that people do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.titles = {page: f"Title of {page}" for page in PAGES}
        self.items: dict[str, list[Item]] = {page: [] for page in PAGES}
        self.listings: dict[str, list[Listing]] = {page: [] for page in ["index", *PAGES]}
        self.links: dict[str, list[str]] = {page: [] for page in PAGES}
        self.pictures = {f"{name}.png": coloured(n) for n, name in enumerate("abc")}
        self.pictures["words.txt"] = b"words"
        self.tops: dict[str, str] = {}
        self.config: dict[str, object] = {}
        self.tags: list[str] = []
        self.included = Item("included", "Included")
        self.includers = {"page0"}
        self.translation = "Vertaald"
        self.conf = b""
        self.skills = [{"id": name, "title": name.title()} for name in ("listening", "planning")]
        self.broken = seed % 2 == 0
        self.words = 0
        for n in range(10):
            self.add(f"item{n}")
        for _n in range(5):
            self.add_listing()

    def word(self) -> str:
        self.words += 1
        return f"word{self.words}"

    def names(self) -> list[str]:
        return [item.name for items in self.items.values() for item in items]

    # -- items

    def add(self, name: str = "") -> None:
        page = self.random.choice(list(self.items))
        item = Item(name or self.word(), f"Item {self.word()}")
        if self.random.random() < 0.4:
            item.cites = self.random.sample(self.names(), min(2, len(self.names())))
        if self.random.random() < 0.5:
            item.file = self.random.choice(list(self.pictures))
        self._describe(item)
        self.items[page].insert(self.random.randint(0, len(self.items[page])), item)

    def _describe(self, item: Item) -> None:
        item.skills = ", ".join(self.random.sample(SKILLS, self.random.randint(0, 2)))
        item.kind, item.date = self.random.choice(KINDS), self.random.choice(DATES)
        item.issuer, item.featured = self.random.choice(ISSUERS), self.random.random() < 0.2

    def _some(self) -> tuple[str, Item]:
        return self.random.choice([(p, item) for p, items in self.items.items() for item in items])

    def hide(self) -> None:
        self._some()[1].audience = self.random.choice(["", "", "public", "assessor", "nobody"])

    def condition(self) -> None:
        self._some()[1].only = self.random.choice(["", "html", "draft", "latex or text"])

    def retag(self) -> None:
        self.tags = self.random.choice([[], ["draft"], ["draft", "other"]])

    def top(self) -> None:
        page = self.random.choice([page for page in self.titles if page != "index"])
        words = ["", "", "portfolio: false", "private: true", "audience: assessor"]
        self.tops[page] = self.random.choice(words)

    def configure(self) -> None:
        self.config = {
            "portfolio_kinds": self.random.choice([{}, {"course": "Class"}]),
            "portfolio_date_format": self.random.choice(["%-d %B %Y", "%Y/%m/%d"]),
            "portfolio_owner": {"name": self.random.choice(["Your Name", "Another Name"])},
            "portfolio_audience": self.random.choice(["public", "assessor", ["a", "b"]]),
            "portfolio_exclude": self.random.choice([[], ["work/*"], ["page1"]]),
            "portfolio_json": self.random.choice([True, True, False]),
            "html_domain_indices": self.random.choice([True, True, False, ["portfolio-skills"]]),
            "html_title": f"Title {self.random.randint(1, 2)}",
        }

    def include(self) -> None:
        self.includers = set(self.random.sample(list(self.titles), 2))

    def edit_included(self) -> None:
        self.included.title, self.included.file = f"Included {self.word()}", "words.txt"

    def translate(self) -> None:
        self.translation = f"Vertaald {self.word()}"

    def retitle(self) -> None:
        self._some()[1].title = f"Item {self.word()}"

    def describe(self) -> None:
        self._describe(self._some()[1])

    def rename(self) -> None:
        self._some()[1].name = self.word()

    def recite(self) -> None:
        _page, item = self._some()
        item.cites = self.random.sample(self.names(), 2)

    def move(self) -> None:
        page, item = self._some()
        self.items[page].remove(item)
        self.items[self.random.choice(list(self.items))].append(item)

    def delete(self) -> None:
        page, item = self._some()
        self.items[page].remove(item)

    def duplicate(self) -> None:
        _page, item = self._some()
        self.items[self.random.choice(list(self.items))].append(Item(item.name, "Again"))

    # -- listings

    def _filters(self) -> dict[str, str]:
        folder, page = self.random.choice(["", "work"]), self.random.choice(list(self.titles))
        values = {
            "kind": [*KINDS, "star"],
            "skills": SKILLS,
            "issuer": ISSUERS,
            "evidence": [", ".join(self.random.sample(self.names(), 2))],
            "page": [f"/{page}"],
            "under": [f"/{folder}"],
            "since": DATES,
            "until": DATES,
        }
        chosen = self.random.sample(list(values), self.random.choice([0, 0, 1, 1, 2]))
        filters = {option: self.random.choice(values[option]) for option in chosen}
        filters["limit"] = self.random.choice(["", "", "1", "3", "all"])
        filters["sort"] = self.random.choice(["", "", *SORTS])
        return filters

    def _some_listing(self) -> tuple[str, Listing]:
        return self.random.choice([(p, one) for p, all_ in self.listings.items() for one in all_])

    def add_listing(self) -> None:
        view, page = self.random.choice(VIEWS), self.random.choice(list(self.listings))
        title = self.random.choice(["", f"Listing {self.word()}"])
        self.listings[page].append(Listing(self.word(), view, title, self._filters()))

    def refilter(self) -> None:
        self._some_listing()[1].filters = self._filters()

    def retitle_listing(self) -> None:
        self._some_listing()[1].title = f"Listing {self.word()}"

    def delete_listing(self) -> None:
        if sum(map(len, self.listings.values())) > 3:
            page, listing = self._some_listing()
            self.listings[page].remove(listing)

    # -- pictures and skills

    def repaint(self) -> None:
        self.words += 1
        name = self.random.choice(list(self.pictures))
        if name.endswith(".txt"):
            self.pictures[name] = self.word().encode()
        else:
            size = self.random.choice([(40, 28), (40, 28), (1000, 30)])
            self.pictures[name] = coloured(self.words, size)

    def rename_picture(self) -> None:
        old = self.random.choice(list(self.pictures))
        new = self.word() + old[-4:]
        self.pictures[new] = self.pictures.pop(old)
        for item in (item for items in self.items.values() for item in items if item.file == old):
            # Now and then one is overlooked.
            item.file = new if self.random.random() < 0.9 else old

    def edit_skills(self) -> None:
        self.skills = [
            {
                "id": self.random.choice([name, f"{name}-2"]),
                "title": self.random.choice([name.title(), f"About {name}"]),
                "group": self.random.choice(["", "Work", "School"]),
                "description": self.random.choice(["", f"It is {self.word()}"]),
                "expected": self.random.choice(["", "1", "4"]),
                "levels": self.random.choice(["", "[with help, alone]"]),
            }
            for name in self.random.sample(["networking", "listening", "planning", "writing"], 3)
        ]

    def expect(self) -> None:
        self.random.choice(self.skills)["expected"] = self.random.choice("0123")

    def break_skills(self) -> None:
        self.broken = not self.broken

    def catalogue(self) -> str:
        entries = (", ".join(f"{k}: {v}" for k, v in one.items() if v) for one in self.skills)
        lines = "\n".join(f"- {{{entry}}}" for entry in entries)
        return f"skills:\n{lines}\n{'[' * self.broken}\n"

    # -- pages

    def link(self) -> None:
        page = self.random.choice(list(self.links))
        listings = [one.name for all_ in self.listings.values() for one in all_]
        name = self.random.choice([*self.names(), *listings, "nothing"])
        form = self.random.choice(["[](#{})", "{{evidence}}`{}`", "{{numref}}`{}`", "{{any}}`{}`"])
        self.links[page] = [form.format(name), f"{{skill}}`{self.random.choice(SKILLS)}`"]

    def retitle_page(self) -> None:
        self.titles[self.random.choice(list(self.titles))] = f"Title {self.word()}"

    def delete_page(self) -> None:
        if len(self.titles) > 4:
            page = self.random.choice(list(self.titles))
            for kept in (self.titles, self.items, self.listings, self.links):
                del kept[page]

    def add_page(self) -> None:
        page = self.random.choice(["", "work/"]) + self.word()
        self.titles[page], self.links[page] = f"New {page}", []
        self.items[page], self.listings[page] = [], []

    def edit(self) -> str:
        names = [
            "add", "retitle", "describe", "rename", "recite", "move", "delete", "duplicate",
            "add_listing", "refilter", "retitle_listing", "delete_listing",
            "repaint", "rename_picture", "edit_skills", "expect", "break_skills",
            "link", "link", "retitle_page", "delete_page", "add_page",
            "hide", "condition", "retag", "top", "configure", "include", "edit_included",
            "translate",
        ]  # fmt: skip
        name = self.random.choice(names)
        getattr(self, name)()
        return name

    def files(self) -> dict[str, bytes]:
        tops = {page: f"---\n{top}\n---\n" for page, top in self.tops.items() if top}
        pages = {
            page: f"{tops.get(page, '')}# {title}\n\n{' '.join(self.links[page])}\n\n"
            + ("```{include} /included.txt\n```\n\n" if page in self.includers else "")
            + "\n".join(item.source() for item in self.items[page])
            for page, title in self.titles.items()
        }
        contents = "\n".join(self.titles)
        pages["index"] = f"# Home\n\n```{{toctree}}\n{contents}\n```\n"
        for page, listings in self.listings.items():
            pages[page] += "\n" + "\n".join(listing.source() for listing in listings)
        texts = {f"{page}.md": text for page, text in pages.items()}
        texts["skills.yaml"] = self.catalogue()
        texts["included.txt"] = self.included.source()
        texts["locale/nl/LC_MESSAGES/page0.po"] = (
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            f'msgid "{self.titles.get("page0", "")}"\nmsgstr "{self.translation}"\n'
        )
        return {**self.pictures, **{name: text.encode() for name, text in texts.items()}}

    def save(self, project: Project) -> None:
        """Write just the files that changed, as an editor does."""
        files = self.files()
        config = "\n".join(f"{name} = {value!r}" for name, value in self.config.items())
        files["conf.py"] = (self.conf or self._first_conf(project)) + config.encode()
        for path in project.source.rglob("*.*"):
            if str(path.relative_to(project.source)) not in files and path.suffix != ".mo":
                path.unlink()
        for name, data in files.items():
            path = project.source / name
            if not path.exists() or path.read_bytes() != data:
                project.write(name, data)

    def _first_conf(self, project: Project) -> bytes:
        self.conf = (project.source / "conf.py").read_bytes() + b"\n"
        return self.conf


def published(outdir: Path) -> dict[str, bytes]:
    """All that a build publishes."""
    return {
        str(path.relative_to(outdir)): path.read_bytes()
        for path in sorted(outdir.rglob("*"))
        # An e-book is the same again, in a file that knows when it was made.
        if path.is_file() and not path.name.startswith(".buildinfo") and path.suffix != ".epub"
    }


def different(outdir: Path, clean: Path) -> list[str]:
    """Names of files that are not as a clean build makes them."""
    ours, theirs = published(outdir), published(clean)
    return [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]


def shown(outdir: Path, clean: Path, name: str) -> str:
    """The first lines in which a file differs from that of a clean build."""
    theirs, ours = (
        file.read_text("utf-8", "replace").splitlines() if file.exists() else ["(no such file)"]
        for file in (clean / name, outdir / name)
    )
    return "\n".join([name, *list(unified_diff(theirs, ours, lineterm="", n=0))[:30]])[:3000]


def written(result: Result) -> set[str]:
    """Names of the pages that a build wrote."""
    status = re.sub(r"\x1b\[[0-9;]*m", "", result.status)
    return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", status))


#: More of them find more: REBUILD_SEEDS=150 pytest tests/test_rebuilds.py -k incremental
SEEDS = range(1, int(os.environ.get("REBUILD_SEEDS", "8")) + 1)
BUILDERS = ("html", "html", "dirhtml", "singlehtml", "latex", "epub", "text")


@pytest.mark.parametrize("seed", SEEDS)
def test_incremental_equals_clean(
    project: Callable[..., Project], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1740000000")  # e-books say when they were made
    site = Site(seed)
    config = {
        "html_theme": "furo" if seed % 4 == 1 else "basic",
        "language": "nl" if seed % 3 == 0 else "en",
        "locale_dirs": ["locale"],
        "copyright": "Your Name",
        "version": "1",
    }
    tree = project({}, nitpicky=False, portfolio_skills=["skills.yaml"], **OWNER, **config)
    site.save(tree)
    tree.build(parallel=seed % 2 + 1)
    edits = []
    for step in range(14):
        edits.append([site.edit() for _ in range(site.random.randint(1, 2))])
        builder = site.random.choice(BUILDERS)
        site.save(tree)
        incremental = tree.build(builder, parallel=seed % 2 + 1, tags=site.tags)
        clean = tree.build(builder, out=f"clean{step}", parallel=2 - seed % 2, tags=site.tags)
        found = different(incremental.outdir, clean.outdir)
        assert not found, (step, builder, edits, shown(incremental.outdir, clean.outdir, found[0]))


def test_nothing_changed_is_said(project: Callable[..., Project]) -> None:
    tree = project({}, portfolio_skills=["skills.yaml"])
    Site(9).save(tree)
    tree.build()
    assert "no targets are out of date" in tree.build().status


FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\none\ntwo\nlinker\nother\n```\n",
    "one.md": "# One\n\n" + Item("course", "A course").source(),
    "two.md": "# Two\n\n" + Item("thoughts", "Thoughts", cites=["course"]).source(),
    "linker.md": "# Linker\n\nSee [](#course).\n",
    "other.md": "# Other\n\n" + Item("map", "A map").source(),
    "a.png": picture(),
}


@pytest.mark.parametrize(
    ("edit", "rewritten"),
    [
        (("one.md", "A course", "The course"), {"one", "two", "linker"}),
        (("one.md", "About", "On"), {"one"}),
        (("two.md", "{star-reflection} Thoughts", "{star-reflection} Ideas"), {"two", "one"}),
        (("two.md", ":evidence: course", ":evidence: map"), {"two", "one", "other"}),
        (("other.md", "A map", "Our map"), {"other"}),
        (("one.md", ":name: course", ":name: class"), {"one", "two", "linker"}),
    ],
)
def test_an_edit_rewrites_the_pages_that_show_it_and_no_other(
    project: Callable[..., Project], edit: tuple[str, str, str], rewritten: set[str]
) -> None:
    tree = project(FILES)
    tree.build()
    page, old, new = edit
    text = (tree.source / page).read_text()
    assert old in text
    tree.write(page, text.replace(old, new))
    # Sphinx itself always writes the home page, and pages whose contents list a changed page.
    assert written(tree.build()) - {"index"} == rewritten


@pytest.mark.parametrize(
    ("edit", "is_written"),
    [
        (("one.md", "About", "First words.\n\nOn"), False),
        (("one.md", "A course", "The course"), True),
        (("one.md", "# One", "# Another"), True),  # it stands in the menu
        (("two.md", ":skills: networking", ":skills: networking, mapping"), True),
        (("other.md", "About A map.", ""), False),
        (("other.md", "# Other", "# Other\n\n## Below"), True),  # so may this
        (("conf.py", "Test portfolio", "My portfolio"), True),
        (("", "", ""), False),
    ],
)
def test_an_index_is_written_when_it_shows_something_else(
    project: Callable[..., Project], edit: tuple[str, str, str], is_written: bool
) -> None:
    tree = project(FILES)
    index = tree.build().outdir / "portfolio-skills.html"
    index.write_text("as it was")
    page, old, new = edit
    if page:
        text = (tree.source / page).read_text()
        assert old in text
        tree.write(page, text.replace(old, new))
    tree.build()
    assert (index.read_text() != "as it was") is is_written
    index.unlink()
    tree.build()
    assert index.exists()


CATALOGUE = """
skills:
- {id: net, title: Networking, group: People, expected: 1}
- {id: map, title: Mapping, group: Work, expected: 3}
- {id: listening, title: Listening, description: Hears people out}
"""
# One page for each listing. The map is older than the course, and so the one that limits hide.
LISTED: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n"
    + Listing("at-home", "evidence-gallery", "Mine").source(),
    "course.md": "# Course\n\n"
    + Item("course", "A course", "networking, mapping", kind="course", date="2025-03").source(),
    "map.md": "# Map\n\n"
    + Item("map", "A map", "mapping", file="a.png", issuer="City College", date="2024").source(),
    "thoughts.md": "# Thoughts\n\n"
    + Item("thoughts", "Thoughts", "", cites=["course"], date="2024").source(),
    "linker.md": "# Linker\n\n{skill}`networking` [](#of-table)\n",
    "skills.yaml": CATALOGUE,
    "a.png": coloured(1),
    **{
        f"{name}.md": f"# List\n\n{Listing(f'of-{name}', view, 'A list', filters).source()}"
        for name, view, filters in (
            ("gallery", "evidence-gallery", {}),
            ("table", "evidence-table", {}),
            ("reflections", "reflection-list", {}),
            ("matrix", "skills-matrix", {}),
            ("timeline", "portfolio-timeline", {}),
            ("summary", "portfolio-summary", {}),
            ("checklist", "evidence-checklist", {}),
            ("courses", "evidence-table", {"kind": "course"}),
            ("newest", "evidence-gallery", {"limit": "1"}),
            ("short", "skills-matrix", {"limit": "1"}),
        )
    },
}
ITEMS = {"course", "map", "thoughts"}
EVIDENCE = {"gallery", "table", "timeline", "checklist"}


@pytest.mark.parametrize(
    ("edit", "rewritten"),
    [
        # What no listing shows: the text of an item, and where it stands in its page.
        (("course.md", "About", "On"), {"course"}),
        (("course.md", "# Course", "# Course\n\nMore."), {"course"}),
        (("map.md", "# Map", "# Map\n\nMore."), {"map"}),
        (("thoughts.md", "**Task:**", "**Task:** My"), {"thoughts"}),
        # Titles.
        (
            ("course.md", "{evidence} A course", "{evidence} My course"),
            {"course", "thoughts", "reflections", "matrix", "courses", "newest", "short"}
            | EVIDENCE,
        ),
        (("map.md", "{evidence} A map", "{evidence} My map"), {"map", "matrix"} | EVIDENCE),
        (
            ("thoughts.md", "{star-reflection} Thoughts", "{star-reflection} Ideas"),
            {"thoughts", "course", "reflections", "timeline", "matrix", "short"},
        ),
        # It names no skill, so it is about those of its evidence.
        (
            ("thoughts.md", ":evidence: course", ":evidence: map"),
            {"thoughts", "course", "map", "reflections", "timeline", "matrix", "short"},
        ),
        # Other facts.
        (("map.md", ":date: 2024", ":date: 2023"), {"map"} | EVIDENCE),
        (
            ("course.md", ":date: 2025-03", ":date: 2025-04"),
            {"course", "courses", "newest", "summary"} | EVIDENCE,
        ),
        (("thoughts.md", ":date: 2024", ":date: 2023"), {"thoughts", "reflections", "timeline"}),
        (
            ("map.md", ":skills: mapping", ":skills: mapping, networking"),
            {"map", "matrix", "short"} | EVIDENCE,
        ),
        (
            ("map.md", ":issuer: City College", ":issuer: City College\n:kind: course"),
            {"map", "courses", "matrix"} | EVIDENCE,
        ),
        # One more, which limits hide, but count.
        (
            ("map.md", "# Map", "# Map\n\n" + Item("plan", "A plan", "", date="2023").source()),
            {"map", "newest", "summary"} | EVIDENCE,
        ),
        # Skills: pages that name one are read again.
        (
            ("skills.yaml", "expected: 3", "expected: 1"),
            {"matrix", "short", "checklist", "course", "map"},
        ),
        (
            ("skills.yaml", "Hears people out", "Hears all people"),
            {"course", "map"},
        ),
        (("skills.yaml", "group: People", "group: We"), {"matrix", "short", "course", "map"}),
        (
            ("skills.yaml", "id: net,", "id: networks,"),
            {"linker", "matrix", "short", "checklist", "gallery", "table", "newest", "courses"}
            | {"course", "map"},
        ),
        # Pictures.
        (("a.png", coloured(1), coloured(2)), {"map", "gallery"}),
        # Options and words of a listing of its own.
        (("newest.md", ":limit: 1", ":limit: 2"), {"newest"}),
        (("courses.md", ":kind: course", ":kind: project"), {"courses"}),
        (("checklist.md", ":on: 2025-03-03", ":on: 2026-03-03"), {"checklist"}),
        (("table.md", "A list", "The list"), {"table", "linker"}),
        (("gallery.md", "A list", "The list"), {"gallery"}),
    ],
)
def test_an_edit_rewrites_the_listings_that_show_it_and_no_other(
    project: Callable[..., Project], edit: tuple[str, str | bytes, str | bytes], rewritten: set[str]
) -> None:
    tree = project(LISTED, portfolio_skills=["skills.yaml"], portfolio_kinds={}, **OWNER)
    tree.build()
    page, old, new = (part.encode() if isinstance(part, str) else part for part in edit)
    data = (tree.source / page.decode()).read_bytes()
    assert old in data
    tree.write(page.decode(), data.replace(old, new))
    assert written(tree.build()) - {"index"} == rewritten


def test_the_home_page_shows_the_same_after_an_edit_of_text(
    project: Callable[..., Project],
) -> None:
    # Sphinx writes the home page anyway; whether there was a reason stands beside the doctrees.
    tree = project(LISTED, portfolio_skills=["skills.yaml"], **OWNER)

    def digest() -> str:
        kept = tree.build().outdir.parent / "doctrees/portfolio-outputs"
        return str(json.loads(next(kept.glob("*.json")).read_text())["pages"]["index"])

    before = digest()
    text = str(LISTED["map.md"])
    tree.write("map.md", text.replace("About", "Above"))
    assert digest() == before
    tree.write("map.md", text.replace("A map", "My map"))
    assert digest() != before


def test_a_checklist_without_a_day_is_rewritten_every_day(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = project({**LISTED, "daily.md": "# Daily\n\n```{evidence-checklist}\n```\n"})

    def rewritten(day: datetime) -> set[str]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
        return written(tree.build()) - {"index"}

    day = datetime(2025, 3, 1, 9, tzinfo=UTC)
    assert "daily" in rewritten(day)
    assert rewritten(day + timedelta(hours=14)) == set()
    assert rewritten(day + timedelta(days=1)) == {"daily"}
    assert rewritten(day + timedelta(days=1)) == set()
    tree.write("map.md", str(LISTED["map.md"]).replace("About", "Above"))
    assert rewritten(day + timedelta(days=1)) == {"map"}
    tree.write("map.md", str(LISTED["map.md"]))
    assert rewritten(day) == {"map", "daily"}


def test_builders_that_share_an_environment_each_catch_up(
    project: Callable[..., Project],
) -> None:
    tree = project(FILES)
    tree.build("html")
    tree.build("text")
    text = (tree.source / "one.md").read_text()
    tree.write("one.md", text.replace("A course", "The course"))
    time.sleep(0.01)
    assert "The course" in tree.build("text").text("two.txt")
    assert "The course" in tree.build("html").text("two.html")
    assert "The course" in tree.build("html").text("linker.html")


def test_builders_that_share_an_environment_see_the_same_catalogue(
    project: Callable[..., Project],
) -> None:
    tree = project(LISTED, portfolio_skills=["skills.yaml"])
    tree.build("text")
    tree.build("html")
    tree.write("skills.yaml", CATALOGUE.replace("title: Mapping", "title: MAPPING"))
    time.sleep(0.01)
    assert "MAPPING" in tree.build("html").text("map.html")
    assert "MAPPING" in tree.build("text").text("map.txt")


def test_a_page_is_read_again_when_its_picture_comes(project: Callable[..., Project]) -> None:
    tree = project({"index.md": "# P\n\n```{evidence} It\n:file: late.png\n:alt: x\n```\n"})
    first = tree.build()
    assert len(first.warnings) == 1
    tree.write("late.png", picture())
    second = tree.build()
    assert second.warnings == []
    assert second.article("index.html", "it").figure


def test_pages_of_deleted_sources_are_taken_down(project: Callable[..., Project]) -> None:
    tree = project(FILES)
    outdir = tree.build().outdir
    (tree.source / "other.md").unlink()
    tree.write("index.md", str(FILES["index.md"]).replace("other\n", ""))
    tree.build()
    assert not (outdir / "other.html").exists()
    assert not (outdir / "_sources" / "other.md.txt").exists()
    assert (outdir / "one.html").exists()


def test_parallel_and_repeated_builds_are_identical(project: Callable[..., Project]) -> None:
    tree = project({}, html_theme="furo", nitpicky=False, portfolio_skills=["skills.yaml"])
    Site(6).save(tree)
    builds = [tree.build(out=f"b{n}", parallel=p).outdir for n, p in enumerate((1, 1, 2))]
    first, second, parallel = map(published, builds)
    assert first == second
    assert first == parallel


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "xml", "pseudoxml", "json", "epub"])
def test_a_renamed_page_leaves_nothing_behind(
    project: Callable[..., Project], builder: str
) -> None:
    tree = project(FILES)
    before = {path.name for path in tree.build(builder).outdir.rglob("*")}
    (tree.source / "other.md").unlink()
    tree.write("another.md", FILES["other.md"])
    tree.write("index.md", str(FILES["index.md"]).replace("other", "another"))
    outdir = tree.build(builder).outdir
    assert not {name for name in before if name.startswith("other")} & {
        path.name for path in outdir.rglob("*") if path.is_file() or any(path.iterdir())
    }


def test_pictures_and_downloads_that_no_page_shows_are_taken_down(
    project: Callable[..., Project],
) -> None:
    page = (
        "# P\n\n```{evidence} A\n:file: a.png\n:alt: x\n```\n\n```{evidence} B\n:file: b.txt\n```\n"
    )
    files: dict[str, str | bytes] = {"a.png": picture(), "b.txt": "words", "own.png": picture()}
    tree = project({"index.md": f"{page}\n![x](own.png)\n", **files})
    outdir = tree.build().outdir
    assert {"a.png", "b.txt", "own.webp"} <= {path.name for path in outdir.rglob("*")}
    tree.write("index.md", "# P\n\n![x](own.png)\n")
    tree.build()
    # The page holds no items any more, so its picture is Sphinx's.
    assert [path.name for path in outdir.joinpath("_files").rglob("*")] == []
    assert (outdir / "_images/own.png").exists()


@pytest.mark.parametrize("index", ["portfolio-skills", "portfolio-evidence"])
@pytest.mark.parametrize(
    ("builder", "page", "file"),
    [
        ("html", "{}.md", "{}.html"),
        ("html", "Portfolio-Skills.md", "Portfolio-Skills.html"),
        ("dirhtml", "{}.md", "{}/index.html"),
        ("dirhtml", "{}/index.md", "{}/index.html"),
        ("epub", "{}.md", "{}.xhtml"),
        ("html", "{}/index.md", "{}/index.html"),
    ],
)
def test_a_page_called_like_an_index_is_kept(
    project: Callable[..., Project], index: str, builder: str, page: str, file: str
) -> None:
    page, file = page.format(index), file.format(index)
    item = "```{evidence} It\n:skills: talking\n```\n\n{skill}`talking` {ref}`" + index + "`\n"
    tree = project(
        {
            "index.md": f"# H\n\n```{{toctree}}\n{page[:-3]}\n```\n\n{item}",
            page: "# Mine\n\nMy own words.\n",
        },
        copyright="Your Name",
        version="1",
    )
    clash = page.lower() != f"{index}/index.md" or builder == "dirhtml"
    clash = clash and page.lower().startswith(index)
    for _again in range(2):
        result = tree.build(builder)
        assert "My own words." in (result.outdir / file).read_text("utf-8")
        if clash and not _again:
            [warning] = result.warnings
            assert warning.startswith(f"{page}:1: WARNING: this page is called like the index")
        tree.write("index.md", f"# H\n\n```{{toctree}}\n{page[:-3]}\n```\n\n{item}\nMore.\n")


def test_without_indices_nothing_links_to_them(project: Callable[..., Project]) -> None:
    links = "{skill}`talking` [](#talking) {ref}`portfolio-skills` [](#portfolio-evidence)\n"
    items = "\n".join(Item(f"i{n}", f"I {n}", "talking").source() for n in range(60))
    views = "\n".join(
        Listing(view, view, view, {"limit": "1"} if "summary" not in view else {}).source()
        for view in VIEWS
    )
    tree = project({"index.md": f"# H\n\n{links}\n{items}\n{views}"})
    for wanted in (False, ["portfolio-evidence"], ["portfolio-skills"], [], True):
        result = tree.build(html_domain_indices=wanted)
        there = {file.name for file in result.outdir.glob("portfolio-*.html")}
        expected = {
            f"portfolio-{name}.html"
            for name in ("evidence", "skills")
            if wanted is True or f"portfolio-{name}" in (wanted or [])
        }
        assert there == expected
        hrefs = {
            str(a["href"]).partition("#")[0]
            for a in result.soup("index.html").find_all("a")
            if str(a["href"]).startswith("portfolio-")
        }
        assert hrefs == expected
        off = [one for one in result.warnings if "portfolio.index_off" in one]
        assert len(off) == len(result.warnings) == 2 - len(expected)
        skills = [line for line in result.inventory() if "portfolio:skill" in line]
        assert bool(skills) == ("portfolio-skills.html" in expected)


def test_the_links_of_a_page_that_is_gone_are_forgotten(project: Callable[..., Project]) -> None:
    tree = project(FILES)
    tree.build()

    def known() -> set[str]:
        data = (tree.root / "build/doctrees/environment.pickle").read_bytes()
        domain = pickle.loads(data).domaindata["portfolio"]
        by_page = (value for name, value in domain.items() if isinstance(value, dict))
        return {page for pages in by_page for page in pages}

    assert known() == {"one", "two", "linker", "other"}
    tree.write("linker.md", "# Linker\n\nNo link.\n")
    tree.write("two.md", "# Two\n")
    tree.build()
    assert known() == {"one", "other"}


def test_the_home_page_follows_what_it_says_of_its_owner(project: Callable[..., Project]) -> None:
    # Its own listing and links stay as they are: only the head of the page tells of credentials.
    files = {**FILES, "index.md": str(FILES["index.md"]).replace("one\ntwo", "two")}
    files["one.md"] = "---\norphan: true\n---\n" + str(FILES["one.md"]).replace(
        ":name:", ":kind: course\n:name:"
    )
    tree = project(files, html_theme="basic", **OWNER)
    kept = tree.root / "build/doctrees/portfolio-outputs"

    def digest() -> str:
        tree.build()
        return str(json.loads(next(kept.glob("*.json")).read_text())["pages"]["index"])

    before = digest()
    tree.write("one.md", str(files["one.md"]).replace("A course", "The course"))
    assert digest() != before
    assert "The course" in tree.build().text("index.html")
