"""``sphinx-portfolio serve``: the web site in a browser, built again at each edit."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .project import NoProjectError, find_project
from .say import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .project import Project

_HOST = "127.0.0.1"
_PORT = 8000
# So many ports are tried when nobody asked for one.
_TRIED = 20
# So many seconds the server gets to end by itself.
_PATIENCE = 6
_FAILED = 1
_MISSING = (
    "The preview needs the package sphinx-autobuild. Run: "
    'python -m pip install "sphinx-portfolio[serve]"'
)
_PREVIEW = "from sphinx_portfolio.cli.preview import main; main()"
#: What changes while nobody edits a page: programs, what they write, drafts of editors. Sphinx
#: itself writes .mo files beside pages that are translated.
_IGNORED = (
    r"/(\.git|\.hg|\.svn|\.venv|venv|node_modules|__pycache__|\.idea|\.vscode|\.[a-z]+_cache)(/|$)"
    r"|/(4913|\.#[^/]*|#[^/]*#|\.~lock[^/]*|\.DS_Store|\.goutputstream-[^/]*)$"
    r"|(~|\.swp|\.swx|\.tmp|\.mo|\.pyc)$"
)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help=f"Where to serve; else {_PORT}.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the site goes; else to build/ of your portfolio.",
)
def serve(port: int | None, no_browser: bool, output: Path | None) -> None:
    """See your portfolio while you write: the page in the browser follows each edit.

    It is built, opened in your browser, and built again whenever you save a page. A mistake is
    told here and stops nothing. Only this machine can see it. End it with Ctrl+C.

    \b
    Exit codes:
      0  ended by you
      1  the server stopped by itself, or a package is missing
      2  wrong use, such as a port that is taken
    """  # noqa: D301 - click wants the sign itself
    try:
        project = find_project(Path())
    except NoProjectError as error:
        raise click.UsageError(str(error)) from error
    if not find_spec("sphinx_autobuild"):
        say(_MISSING, err=True)
        raise SystemExit(_FAILED)
    address = f"http://{_HOST}:{(port := _free(port))}/"
    server = _Server(project, (output or project.build).absolute(), port)
    threading.Thread(
        target=_when_ready, args=(server, address, not no_browser), daemon=True
    ).start()
    try:
        status = server.wait()
    except KeyboardInterrupt:
        server.end()
        say("\nStopped.")
        return
    if status:
        say("The server stopped; see above why.", err=True)
        raise SystemExit(_FAILED)


def _free(wanted: int | None) -> int:
    """The port that was asked for, or the first that is free."""
    for port in [wanted] if wanted else range(_PORT, _PORT + _TRIED):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name != "nt":  # there it would let two servers share a port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind((_HOST, port))
                return port
    taken = str(wanted) if wanted else f"{_PORT} to {_PORT + _TRIED - 1}"
    raise click.UsageError(f"port {taken} is taken. Name another with --port, such as 8765.")


def _when_ready(server: _Server, address: str, opens: bool) -> None:
    """Say where the site is, and open it, once somebody listens there."""
    while server.is_running():
        with suppress(OSError), socket.create_connection((_HOST, server.port), timeout=1):
            say(f"Your portfolio is at {address} – end with Ctrl+C.")
            if opens:
                webbrowser.open(address)
            return
        time.sleep(0.1)


class _Server:
    """The preview, in a process group of its own.

    sphinx-autobuild prints a traceback when Ctrl+C reaches it during a build, and opens the browser
    before it listens; so both are done here.
    """

    def __init__(self, project: Project, output: Path, port: int) -> None:
        self.port = port
        with suppress(OSError):  # it says so itself
            (output / "html").mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PREVIEW, *_arguments(project, output, port)],
            cwd=project.confdir,
            stdin=subprocess.PIPE,  # it ends when nobody holds this open
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
            encoding="utf-8",
            errors="replace",
            creationflags=_flags(),
            start_new_session=os.name != "nt",
        )

    def is_running(self) -> bool:
        """Whether it serves, or is about to."""
        return self._process.poll() is None

    def wait(self) -> int:
        """Hand on what it says until it ends."""
        for line in self._process.stdout or ():
            if "[sphinx-autobuild]" not in line:
                say(line.rstrip())
        return self._process.wait()

    def end(self) -> None:
        """End it and what it began."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            self._process.kill()


def _flags() -> int:
    """What begins a process group on Windows."""
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP
    return 0


def _arguments(project: Project, output: Path, port: int) -> Iterator[str]:
    """What sphinx-autobuild is asked to do."""
    yield from ("--host", _HOST, "--port", str(port))
    for ignored in {output, project.build}:
        yield from ("--re-ignore", f"^{re.escape(ignored.resolve().as_posix())}(/|$)")
    yield from ("--re-ignore", _IGNORED)
    if project.confdir != project.source:
        # All that stands beside the pages: conf.py, and what it imports or names.
        yield from ("--watch", str(project.confdir))
    yield from (str(project.source), str(output / "html"))
