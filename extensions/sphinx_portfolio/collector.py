"""Let Python look for garbage less often while a build runs.

Nearly all that a build makes (nodes, millions of them in a large portfolio) is needed until its
end, so most looks are in vain; together they took a third of the time. Only cyclic garbage waits
longer: all else is freed at once, as ever.
"""

from __future__ import annotations

import gc
from functools import wraps
from typing import TYPE_CHECKING, Any

from .domain import portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

# Objects, made and not freed, before the youngest are looked at; looks before older ones are.
_LESS_OFTEN = (50_000, 100, 1_000)


class Collector:
    """Python's garbage collector, during builds of one application."""

    def __init__(self) -> None:
        self.before = gc.get_threshold()

    def slow_down(self, app: Sphinx, *_event: object) -> None:
        """Look less often, unless somebody has chosen that already, or wants none of it."""
        if portfolio(app.env).settings.slow_collector and self.before[0]:  # 0: it never looks
            gc.set_threshold(*map(max, self.before, _LESS_OFTEN))

    def around(self, build: Callable[..., None]) -> Callable[..., None]:
        """A build after which it looks as often as before, whatever happens."""

        @wraps(build)
        def restoring(*args: Any, **kwargs: Any) -> None:
            self.before = gc.get_threshold()
            try:
                build(*args, **kwargs)
            finally:
                gc.set_threshold(*self.before)

        return restoring


def register(app: Sphinx) -> None:
    """Slow down when a build begins; its end has an event only if it was not interrupted."""
    collector = Collector()
    app.connect("env-before-read-docs", collector.slow_down)
    vars(app)["build"] = collector.around(app.build)
