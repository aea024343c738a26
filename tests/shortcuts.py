"""What builds of tests do once, since they are many and small; `project` brings it in."""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import io
import logging
import os
import sys
import time
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import mock

import sphinx_portfolio
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue, registry, theming
from sphinx.util import parallel, template
from sphinx_portfolio.files import bounded, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class _RememberingEnvironment(SandboxedEnvironment):
    """Compiles each template once for all builds of a run: a third of what one costs."""

    compiled: ClassVar[dict[object, Any]] = {}

    def compile(self, source: Any, name: str | None = None, *others: Any, **options: Any) -> Any:
        marks = self.variable_start_string, self.block_start_string, self.comment_start_string
        known = frozenset(self.extensions), frozenset(self.filters), frozenset(self.tests)
        asked = (source, name, others, *options.items(), marks, known)
        if asked not in self.compiled:
            self.compiled[asked] = super().compile(source, name, *others, **options)
        return self.compiled[asked]


for _module in (jinja2glue, template):
    vars(_module)["SandboxedEnvironment"] = _RememberingEnvironment


# Each build asks each installed package for its themes; none is installed meanwhile.
for _module in (registry, theming):
    vars(_module)["entry_points"] = functools.cache(entry_points)


def _remembering(run: Callable[[Path, tuple[str, ...], bytes], bytes]) -> Callable[..., bytes]:
    """A worker gives the same for the same bytes; tests have the same small files over and over."""
    remembered = functools.lru_cache(maxsize=2000)(run)

    def answer(worker: Path, arguments: Sequence[str], data: bytes) -> bytes:
        ask = remembered if len(data) < 20_000 else run
        return ask(worker, tuple(arguments), data)

    return answer


bounded.run = _remembering(bounded.run)


def here(worker: Path, arguments: Sequence[str], data: bytes) -> bytes:
    """What a worker of ours writes, without a process of its own: the start is most of its time."""
    path = worker.relative_to(Path(sphinx_portfolio.__file__).parent.parent).with_suffix("")
    module = importlib.import_module(".".join(path.parts))
    written = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    given = SimpleNamespace(buffer=io.BytesIO(data))
    with (
        mock.patch.multiple(sys, argv=[str(worker), *arguments], stdin=given),
        contextlib.redirect_stdout(written),
    ):
        module.main()
    assert isinstance(written.buffer, io.BytesIO)
    return written.buffer.getvalue()


def _remembering_copies(make: Callable[..., Any]) -> Callable[..., Any]:
    """So do copies of pictures, which take most of the time of a build that has some."""
    remembered = functools.lru_cache(maxsize=200)(make)

    def answer(pixels: bytes, *arguments: Any, **options: Any) -> Any:
        ask = remembered if len(pixels) < 500_000 else make
        hashable = (tuple(one) if isinstance(one, list) else one for one in arguments)
        return ask(pixels, *hashable, **options)

    return answer


for _name in ("for_screen", "enlarged", "for_print", "within_bytes"):
    setattr(publish, _name, _remembering_copies(getattr(publish, _name)))

# Sphinx tells of each of a thousand things that it registers, which nobody reads here.
logging.disable(logging.DEBUG)
# Processes that read or write a page are done much sooner than Sphinx looks again.
vars(parallel)["time"] = SimpleNamespace(sleep=lambda _seconds: time.sleep(0.001))
# Nothing here has to outlive a loss of power, so nobody waits for the disk.
vars(os)["fsync"] = lambda _file: None
# Builds make very many things that refer to each other, most of which stay as long as the build.
gc.set_threshold(100_000, 20, 20)
