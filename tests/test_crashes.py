"""A build that dies leaves nothing for good: the next one equals a clean one."""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import main
from test_rebuilds import OWNER, Site, different

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkProcess

    from project import Project

pytestmark = pytest.mark.newest


def start(
    tree: Project, builder: str, *options: str, first: Callable[[], object] = dict
) -> ForkProcess:
    """Begin a build in a process of its own, which has imported all that it needs."""
    folders = [str(tree.source), str(tree.root / "build" / builder)]
    doctrees = ["-d", str(tree.root / "build" / "doctrees")]

    def build() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever tests do with it
        first()
        with Path(os.devnull).open("w") as nobody, redirect_stdout(nobody), redirect_stderr(nobody):
            sys.exit(main(["-q", "-b", builder, *doctrees, *options, *folders]))

    process = get_context("fork").Process(target=build)
    process.start()
    return process


def site_of(project: Callable[..., Project], seed: int) -> tuple[Site, Project]:
    site = Site(seed)
    config = {"nitpicky": False, "portfolio_skills": ["skills.yaml"], **OWNER}
    tree = project({}, **config)
    site.save(tree)
    return site, tree


def edit(site: Site, tree: Project, number: int = 4) -> None:
    for _edit in range(number):
        site.edit()
    site.save(tree)


@pytest.mark.parametrize(("seed", "builder"), [(0, "html"), (1, "html"), (2, "text")])
def test_killed_at_any_moment(project: Callable[..., Project], seed: int, builder: str) -> None:
    site, tree = site_of(project, seed)
    chance = random.Random(seed)
    tree.build(builder, out="ready")  # imports what builds need
    begun = time.monotonic()
    start(tree, builder).join()
    length = time.monotonic() - begun
    for step in range(3):
        edit(site, tree)
        for _death in range(chance.randint(1, 2)):
            build = start(tree, builder, "-j", str(chance.randint(1, 2)))
            time.sleep(chance.uniform(length / 3, length))
            assert build.pid
            os.kill(build.pid, chance.choice([signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
            build.join()
            if chance.random() < 0.4:
                edit(site, tree, 1)
        start(tree, builder).join()
        clean = tree.build(builder, out=f"clean{step}")
        assert different(tree.root / "build" / builder, clean.outdir) == []


@pytest.mark.parametrize(("builder", "parallel"), [("html", 1), ("html", 2), ("text", 1)])
def test_a_disk_without_room_for_a_page(
    project: Callable[..., Project], builder: str, parallel: int
) -> None:
    site, tree = site_of(project, 5)
    outdir = tree.build(builder).outdir
    suffix = {"html": "html", "text": "txt"}[builder]
    edit(site, tree, 6)
    pages = sorted(outdir.glob(f"page*.{suffix}"))
    for page in pages:
        page.unlink()
        page.symlink_to("/dev/full")  # every write fails
    tree.build(builder, parallel=parallel)
    for page in filter(os.path.islink, pages):
        page.unlink()
        page.write_text("half a page")
        os.utime(page, (2**31, 2**31))
    result = tree.build(builder)
    clean = tree.build(builder, out="clean")
    assert [n for n in different(result.outdir, clean.outdir) if n.endswith(suffix)] == []


@pytest.mark.parametrize("limit", [200, 6_000, 30_000])
def test_a_disk_that_is_full(project: Callable[..., Project], limit: int) -> None:
    """No file may grow beyond a limit, wherever it is, which fails as a full disk does."""
    site, tree = site_of(project, 6)
    outdir = tree.build().outdir
    edit(site, tree, 6)
    limited = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
    start(tree, "html", first=limited).join()
    tree.build()
    clean = tree.build(out="clean")
    assert different(outdir, clean.outdir) == []


@pytest.mark.parametrize(
    ("error", "at"), [(KeyboardInterrupt, "page3"), (ValueError, "work/page6"), (OSError, "index")]
)
def test_an_exception_while_pages_are_written(
    project: Callable[..., Project], error: type[BaseException], at: str
) -> None:
    site, tree = site_of(project, 7)
    outdir = tree.build().outdir
    edit(site, tree, 6)
    conf = (tree.source / "conf.py").read_text()
    stop = f"""
def setup(app):
    def stop(app, pagename, templatename, context, doctree):
        if pagename == {at!r}:
            raise {error.__name__}
    app.connect("html-page-context", stop)
"""
    tree.write("conf.py", conf + stop)
    with suppress(BaseException):
        tree.build()
    tree.write("conf.py", conf)
    tree.build()
    assert different(outdir, tree.build(out="clean").outdir) == []
