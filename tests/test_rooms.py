"""The rooms: what is known and what reads it never import Sphinx, nor a room that does."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.newest

PACKAGE = ROOT / "extensions" / "sphinx_portfolio"
#: Rooms in the order of CONTRIBUTING.md; one uses only those of its own line or above.
PURE = (
    (
        *("fields", "names", "dates", "faults", "encodings", "folders", "tables", "part_labels"),
        *("people", "version", "late"),
    ),
    ("suggest",),
    ("model", "reflection_models", "contacts"),
    ("skills", "files", "leaks", "look", "drawn"),
    ("records", "follow_ups"),
    ("selection",),
    ("reading",),
    ("writing",),
    ("importing",),
    ("adding",),
    ("handing_in",),
)
FLOOR = {room: number for number, rooms in enumerate(PURE) for room in rooms}
MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in FLOOR
)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """What a module imports: a package, or a room of ours after a dot."""
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (f".{name.partition('.')[0]}" for name in names if name)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_pure_room_uses_only_rooms_above_it(path: Path) -> None:
    for name in imported(path):
        assert name not in {"sphinx", "sphinx_portfolio", "myst_parser"}
        if name.startswith("."):
            assert FLOOR.get(name[1:], 99) <= FLOOR[room_of(path)], f"{path.name} uses {name}"


#: The other rooms, in the order of CONTRIBUTING.md: each uses only those of its line or above.
ABOVE_SPHINX = (
    ("order",),
    ("warnings",),
    ("config",),
    ("mediums", "presence"),
    ("publishing",),
    ("titles",),
    ("nodes",),
    ("kept_records",),
    ("kept_networks",),
    ("domain",),
    ("checks", "words", "leak_check"),
    ("name_check",),
    ("views",),
    ("export", "html", "design", "xhtml"),
    ("paper",),
    ("latex", "typst", "epub", "site", "navigation"),
    ("directives",),
    ("pages", "plain_pages", "hidden", "references", "output"),
    ("rebuild", "collector"),
    ("wiring",),
    ("__init__",),
    ("checking",),
    ("cli",),
    ("__main__",),
)
STORIES = {room: number for number, rooms in enumerate(ABOVE_SPHINX) for room in rooms}
UPSTAIRS = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if room_of(path) not in FLOOR and room_of(path) != "locale"
)


@pytest.mark.parametrize("path", UPSTAIRS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_go_down_in_the_other_rooms_too(path: Path) -> None:
    for name in imported(path):
        if name.startswith(".") and name[1:] not in FLOOR:
            assert STORIES[name[1:]] <= STORIES[room_of(path)], f"{path.name} uses {name}"


@pytest.mark.parametrize(
    "name",
    ["as_json", "facts", "findings", "hints", "languages", "others", "text", "unused"],
)
def test_hints_and_words_of_a_check_need_no_sphinx(name: str) -> None:
    names = set(imported(PACKAGE / "checking" / f"{name}.py"))
    assert "sphinx" not in names
    assert {one[1:] for one in names if one.startswith(".")} <= FLOOR.keys()


ASKED_ONCE = {
    r"builder\.format|is_web_site|isinstance\([^)]*[Bb]uilder": {"mediums.py"},
    r"_raw_config": {"config.py"},
    r"_mapping\"": {"rebuild.py"},
    r"default_priority = \d|priority=\d": set(),
}


@pytest.mark.parametrize("words", ASKED_ONCE)
def test_a_question_is_asked_in_one_room(words: str) -> None:
    asked = {p.name for p in PACKAGE.rglob("*.py") if re.search(words, p.read_text("utf-8"))}
    assert asked <= ASKED_ONCE[words]


def test_the_rooms_are_those_of_the_map() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for room in [*FLOOR, *STORIES]:
        assert f"{room}.py" in text or f"{room}/" in text


@pytest.mark.parametrize("path", PACKAGE.rglob("*.py"), ids=lambda path: str(path.name))
def test_nothing_reaches_back_to_where_all_is_wired(path: Path) -> None:
    """What takes something from ``__init__`` depends on everything."""
    above = "." * len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and not node.module and "." * node.level == above:
            for alias in node.names:
                modules = (PACKAGE / f"{alias.name}.py", PACKAGE / alias.name / "__init__.py")
                assert any(module.is_file() for module in modules), alias.name


#: What people read and run; what was not merged to its end may still build without a warning.
TEXTS = [".md", ".py", ".css", ".js", ".html", ".sty", ".toml", ".po", ".yaml", ".json"]


def test_nothing_is_half_merged() -> None:
    files = [*ROOT.glob("*"), *(ROOT / "docs").rglob("*"), *(ROOT / "extensions").rglob("*")]
    seams = re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE)
    texts = [path for path in files if path.suffix in TEXTS and path.is_file()]
    assert len(texts) > 100
    assert not [path for path in texts if seams.search(path.read_bytes())]
