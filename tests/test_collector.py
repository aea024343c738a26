"""Python looks for garbage less often while a build runs, and as before when it is over."""

from __future__ import annotations

import ast
import gc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from project import Project

SPY = """
import gc
from pathlib import Path

def setup(app):
    def look(app, *event):
        Path({!r}).write_text(repr(gc.get_threshold()))
        if {!r}:
            raise RuntimeError("on purpose")
    app.connect({!r}, look)
"""


@pytest.fixture(autouse=True)
def _thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.fixture
def during(project: Callable[..., Project], tmp_path: Path) -> Callable[..., tuple[int, int, int]]:
    """The thresholds while a build sends an event; the build may end there."""

    def build(event: str, *, fails: bool = False) -> tuple[int, int, int]:
        tree = project({"index.md": "# P\n\n```{evidence} It\n```\n"})
        seen = tmp_path / "seen"
        config = (tree.source / "conf.py").read_text()
        tree.write("conf.py", config + SPY.format(str(seen), fails, event))
        if fails:
            with pytest.raises(Exception, match="on purpose"):
                tree.build()
        else:
            tree.build()
        thresholds: tuple[int, int, int] = ast.literal_eval(seen.read_text())
        return thresholds

    return build


@pytest.mark.parametrize("event", ["source-read", "doctree-resolved"])
@pytest.mark.parametrize("fails", [False, True])
def test_a_build_looks_less_often(
    during: Callable[..., tuple[int, int, int]], event: str, fails: bool
) -> None:
    gc.set_threshold(700, 11, 12)
    young, middle, old = during(event, fails=fails)
    assert young > 10_000
    assert middle > 50
    assert old > 100
    assert gc.get_threshold() == (700, 11, 12)


@pytest.mark.parametrize("chosen", [(0, 11, 12), (10**6, 10**4, 10**4)])
def test_what_somebody_chose_is_kept(
    during: Callable[..., tuple[int, int, int]], chosen: tuple[int, int, int]
) -> None:
    gc.set_threshold(*chosen)
    assert during("source-read") == chosen
    assert gc.get_threshold() == chosen


def test_it_can_be_switched_off(project: Callable[..., Project]) -> None:
    tree = project({"index.md": "# P\n"}, portfolio_slow_collector=False)
    seen = tree.root / "seen"
    config = (tree.source / "conf.py").read_text()
    tree.write("conf.py", config + SPY.format(str(seen), False, "source-read"))
    gc.set_threshold(700, 11, 12)
    tree.build()
    assert ast.literal_eval(seen.read_text()) == (700, 11, 12)


def test_an_interrupted_build_restores_it(project: Callable[..., Project]) -> None:
    tree = project({"index.md": "# P\n"})
    stop = "def setup(app):\n    def stop(*_):\n        raise KeyboardInterrupt\n"
    config = (tree.source / "conf.py").read_text()
    tree.write("conf.py", f"{config}\n{stop}    app.connect('source-read', stop)\n")
    gc.set_threshold(700, 11, 12)

    with pytest.raises(KeyboardInterrupt):
        tree.build()
    assert gc.get_threshold() == (700, 11, 12)
