"""What a portfolio costs, counted: nodes that are made, walks over pages, and nodes they meet.

Clocks of busy machines say little; these numbers are the same on each. ``make benchmark`` measures
time. They hold for the packages that they were counted with, and so may grow by a tenth.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from benchmark import SIDES, make
from docutils import nodes
from project import ROOT
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.newest

_KNOWN = ROOT / "tests" / "data" / "cost.json"
_ROOM = 1.1
_RENEW = "If that is meant, write the new numbers: pytest tests/test_cost.py --regenerate"


class Counting:
    """Counts what docutils does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counts: Counter[str] = Counter()
        monkeypatch.setattr(
            nodes.Element, "__init__", self._counted("nodes", nodes.Element.__init__)
        )
        monkeypatch.setattr(nodes.Text, "__new__", self._counted("nodes", nodes.Text.__new__))
        monkeypatch.setattr(
            nodes.document, "findall", self._counted("walks", nodes.Node.findall), raising=False
        )
        for name in ("_fast_findall", "_superfast_findall", "findall"):
            monkeypatch.setattr(nodes.Node, name, self._counted("met", getattr(nodes.Node, name)))

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any, **options: Any) -> Any:
            self.counts[name] += 1
            return call(*arguments, **options)

        return counting

    def of(self, build: Callable[[], object]) -> dict[str, int]:
        """What a build costs."""
        self.counts.clear()
        build()
        return dict(self.counts)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, int]]:
    """What a fixed portfolio of 60 items costs; and the same words as bare paragraphs."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return _count(tmp_path_factory.mktemp("cost"), Counting(monkeypatch))


def _count(folder: Path, counting: Counting) -> dict[str, dict[str, int]]:
    found = {}
    for name in ("floor", "listings"):
        source = folder / name
        make(source, SIDES[name], 60, 3)

        def build(source: Path = source) -> None:
            app = SphinxTestApp("html", srcdir=source, builddir=source / "out")
            try:
                app.build()
            finally:
                app.cleanup()

        found[f"{name}, clean"] = counting.of(build)
        page = source / "page000.md"
        page.write_text(f"{page.read_text()}\nOne more line.\n")
        found[f"{name}, one page touched"] = counting.of(build)
        found[f"{name}, nothing changed"] = counting.of(build)
    return found


def _grown(now: dict[str, dict[str, int]], before: dict[str, dict[str, int]]) -> Iterator[str]:
    for name, counts in now.items():
        for what, count in counts.items():
            known = before.get(name, {}).get(what, 0)
            if count > known * _ROOM:
                yield f"{name}: {what} {known} -> {count}"


def test_a_portfolio_costs_no_more_than_it_did(
    counted: dict[str, dict[str, int]], request: pytest.FixtureRequest
) -> None:
    ours = {name: counts for name, counts in counted.items() if not name.startswith("floor")}
    if request.config.getoption("--regenerate"):
        _KNOWN.write_text(json.dumps(ours, indent=1, sort_keys=True) + "\n")
    grown = list(_grown(ours, json.loads(_KNOWN.read_text())))
    assert not grown, "\n".join(["A portfolio costs more than it did.", *grown, _RENEW])


#: How many times what bare words cost, at most.
MOST = {"nodes": 3, "walks": 1.7, "met": 1.7}


@pytest.mark.parametrize("state", ["clean", "one page touched"])
def test_walks_stay_near_those_over_bare_words(
    counted: dict[str, dict[str, int]], state: str
) -> None:
    floor, ours = counted[f"floor, {state}"], counted[f"listings, {state}"]
    ratios = {what: ours[what] / floor[what] for what in MOST}
    assert all(ratios[what] <= most for what, most in MOST.items()), ratios


_IMPORTED = """
import sys
import sphinx_portfolio.wiring
print(*sys.modules)
"""


@pytest.mark.parametrize(
    "module",
    [
        *("pikepdf", "pypdfium2", "av", "typst", "segno"),
        *(".leaks.texts", ".leaks.in_files", ".reading.plain_markdown", ".plain_pages.parser"),
        *(".importing.exports", ".cli", ".adding", ".checking"),
    ],
)
def test_a_build_loads_nothing_that_only_some_builds_need(imported: set[str], module: str) -> None:
    assert {"sphinx_portfolio.wiring", "sphinx_portfolio.leaks", "PIL.Image"} <= imported
    assert (f"sphinx_portfolio{module}" if module.startswith(".") else module) not in imported


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The modules that are there when Sphinx has set up the extension."""
    path = {"PYTHONPATH": str(ROOT / "extensions")}
    command = [sys.executable, "-c", _IMPORTED]
    done = subprocess.run(
        command, env={**os.environ, **path}, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())
