"""After any edit, an incremental build equals a clean one, and rewrites no page in vain."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from project import picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project, Result

PAGES = [f"page{n}" for n in range(7)]
SKILLS = ["networking", "Networking", "listening", "planning"]


@dataclass
class Item:
    """Source of one item; ``cites`` makes it a reflection."""

    name: str
    title: str
    skill: str = "networking"
    cites: list[str] = field(default_factory=list)
    figure: bool = False

    def source(self) -> str:
        if self.cites:
            parts = "\n\n".join(
                f"**{part}:** {self.title}" for part in ("Situation", "Task", "Action", "Result")
            )
            cited = ", ".join(self.cites)
            options = f":name: {self.name}\n:evidence: {cited}\n:skills: {self.skill}"
            return f"```{{star-reflection}} {self.title}\n{options}\n\n{parts}\n```\n"
        options = f":name: {self.name}\n:skills: {self.skill}"
        options += "\n:file: /a.png\n:alt: x" if self.figure else ""
        return f"```{{evidence}} {self.title}\n{options}\n\nAbout {self.title}.\n```\n"


class Site:
    """A site that can be edited at random, always in a way that people do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.titles = {page: f"Title of {page}" for page in PAGES}
        self.items: dict[str, list[Item]] = {page: [] for page in PAGES}
        self.links: dict[str, list[str]] = {page: [] for page in PAGES}
        self.words = 0
        for n in range(10):
            self.add(f"item{n}")

    def word(self) -> str:
        self.words += 1
        return f"word{self.words}"

    def names(self) -> list[str]:
        return [item.name for items in self.items.values() for item in items]

    def add(self, name: str = "") -> None:
        page = self.random.choice(list(self.items))
        cites = self.random.sample(self.names(), min(2, len(self.names())))
        self.items[page].insert(
            self.random.randint(0, len(self.items[page])),
            Item(
                name or self.word(),
                f"Item {self.word()}",
                self.random.choice(SKILLS),
                cites if self.random.random() < 0.4 else [],
                self.random.random() < 0.5,
            ),
        )

    def _some(self) -> tuple[str, Item]:
        return self.random.choice([(p, item) for p, items in self.items.items() for item in items])

    def retitle(self) -> None:
        self._some()[1].title = f"Item {self.word()}"

    def rename(self) -> None:
        self._some()[1].name = self.word()

    def reskill(self) -> None:
        self._some()[1].skill = self.random.choice(SKILLS)

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

    def link(self) -> None:
        page = self.random.choice(list(self.links))
        name = self.random.choice([*self.names(), "nothing"])
        form = self.random.choice(["[](#{})", "{{evidence}}`{}`", "{{numref}}`{}`", "{{any}}`{}`"])
        self.links[page] = [form.format(name), f"{{skill}}`{self.random.choice(SKILLS)}`"]

    def retitle_page(self) -> None:
        self.titles[self.random.choice(list(self.titles))] = f"Title {self.word()}"

    def delete_page(self) -> None:
        if len(self.titles) > 4:
            page = self.random.choice(list(self.titles))
            del self.titles[page], self.items[page], self.links[page]

    def add_page(self) -> None:
        page = self.word()
        self.titles[page], self.items[page], self.links[page] = f"New {page}", [], []

    def edit(self) -> str:
        names = [
            "add", "retitle", "rename", "reskill", "recite", "move", "delete", "duplicate",
            "link", "link", "retitle_page", "delete_page", "add_page",
        ]  # fmt: skip
        name = self.random.choice(names)
        getattr(self, name)()
        return name

    def files(self) -> dict[str, str]:
        pages = {
            f"{page}.md": f"# {title}\n\n{' '.join(self.links[page])}\n\n"
            + "\n".join(item.source() for item in self.items[page])
            for page, title in self.titles.items()
        }
        contents = "\n".join(self.titles)
        return {"index.md": f"# Home\n\n```{{toctree}}\n{contents}\n```\n", **pages}

    def save(self, project: Project) -> None:
        """Write just the files that changed, as an editor does."""
        files = self.files()
        for path in project.source.glob("*.md"):
            if path.name not in files:
                path.unlink()
        for name, text in files.items():
            path = project.source / name
            if not path.exists() or path.read_text() != text:
                project.write(name, text)


def published(outdir: Path) -> dict[str, bytes]:
    """All that a build publishes, but for copies of files that nothing shows any more."""
    return {
        str(path.relative_to(outdir)): path.read_bytes()
        for path in sorted(outdir.rglob("*"))
        if path.is_file() and path.name != ".buildinfo" and "_images" not in path.parts
    }


def written(result: Result) -> set[str]:
    """Names of the pages that a build wrote."""
    status = re.sub(r"\x1b\[[0-9;]*m", "", result.status)
    return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", status))


@pytest.mark.parametrize(("seed", "parallel", "theme"), [
    (n, 1+n%2, "basic") for n in range(400,440)
])  # fmt: skip
def test_incremental_equals_clean(
    project: Callable[..., Project], seed: int, parallel: int, theme: str
) -> None:
    site = Site(seed)
    tree = project({"a.png": picture()}, html_theme=theme, nitpicky=False)
    site.save(tree)
    tree.build(parallel=parallel)
    for step in range(14):
        edits = [site.edit() for _ in range(site.random.randint(1, 2))]
        site.save(tree)
        incremental = tree.build(parallel=parallel)
        clean = tree.build(out=f"clean{step}", parallel=3 - parallel)
        ours, theirs = published(incremental.outdir), published(clean.outdir)
        assert ours.keys() == theirs.keys(), (step, edits)
        different = [name for name in theirs if ours[name] != theirs[name]]
        assert not different, (step, edits, different)


def test_nothing_changed_is_said(project: Callable[..., Project]) -> None:
    tree = project({"a.png": picture()})
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
    tree = project({"a.png": picture()}, html_theme="furo", nitpicky=False)
    Site(6).save(tree)
    builds = [tree.build(out=f"b{n}", parallel=p).outdir for n, p in enumerate((1, 1, 2))]
    first, second, parallel = map(published, builds)
    assert first == second
    assert first == parallel
