"""Let Python look for garbage less often while a build runs.

Nearly all that a build makes (nodes, millions of them in a large portfolio) is needed until its
end, so most looks are in vain; together they took a third of the time. Only cyclic garbage waits
longer: all else is freed at once, as ever.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Objects, made and not freed, before the youngest are looked at; looks before older ones are.
_LESS_OFTEN = (50_000, 100, 1_000)


class Collector:
    """Python's garbage collector, during builds of one application."""

    def __init__(self) -> None:
        self.before = gc.get_threshold()

    def slow_down(self, *_event: object) -> None:
        """Look less often, unless somebody has chosen that already."""
        self.before = gc.get_threshold()
        if self.before[0]:  # else it does not look at all
            gc.set_threshold(*map(max, self.before, _LESS_OFTEN))

    def restore(self, *_event: object) -> None:
        """Look as often as before the build."""
        gc.set_threshold(*self.before)


def register(app: Sphinx) -> None:
    """Connect the events that begin and end every build."""
    collector = Collector()
    app.connect("env-before-read-docs", collector.slow_down)
    app.connect("build-finished", collector.restore)
