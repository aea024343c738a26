"""The command ``serve``, as a process of its own: what it builds, when, and how it ends."""

from __future__ import annotations

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from command import CONF, GOOD, run, write
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The module; in its package the command has its name.
serve = import_module("sphinx_portfolio.cli.serve")

pytestmark = pytest.mark.newest

# A busy machine may take so many seconds for one step.
PATIENCE = 60


class Preview:
    """A running preview, and all that it said."""

    def __init__(self, folder: Path) -> None:
        self.lines: list[str] = []
        self._said: queue.Queue[str] = queue.Queue()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "sphinx_portfolio",
                "serve",
                f"--port={self.port}",
                "--no-browser",
            ],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "extensions")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._said.put(line.rstrip("\n"))

    def until(self, words: str) -> list[str]:
        """All lines up to the first that holds some words."""
        lines: list[str] = []
        while not lines or words not in lines[-1]:
            try:
                lines.append(self._said.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"{words!r} was not said, but: {self.lines + lines}")
        self.lines += lines
        return lines

    def page(self) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/index.html", timeout=9) as read:
            return str(read.read().decode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "mine [1] ✓", {"conf.py": CONF, "docs/index.md": GOOD})


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    one = Preview(folder)
    yield one
    one.process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is another signal there")
def test_it_builds_once_for_each_edit_goes_on_after_a_mistake_and_ends(
    folder: Path, preview: Preview
) -> None:
    page, conf_py = folder / "docs/index.md", folder / "conf.py"
    assert preview.until("Your portfolio is at")[-1].endswith("end with Ctrl+C.")
    assert "Words." in preview.page()

    # What is no edit; and a page that is replaced, as editors do.
    for name in ("docs/.index.md.swp", ".git/index", ".venv/lib/a.py", "build/html/x.html"):
        write(folder, {name: "x"})
    draft = folder / "docs/index.md.tmp"
    draft.write_text(f"{GOOD}\nMore.\n", "utf-8")
    draft.replace(page)
    assert preview.until("Built.") == ["Changed: index.md", "Built."]
    assert "More." in preview.page()

    conf_py.write_text(f"{CONF}x = (\n", "utf-8")
    changed, mistake, _after = preview.until("mend this and save again")
    assert changed == "Changed: conf.py"
    assert mistake.startswith("conf.py:6: conf.py cannot be read")
    assert "More." in preview.page()

    conf_py.write_text(CONF, "utf-8")
    assert preview.until("Built.") == ["Changed: conf.py", "Built."]

    preview.process.send_signal(signal.SIGINT)
    assert preview.until("Stopped.") == ["", "Stopped."]
    assert preview.process.wait(PATIENCE) == 0
    assert "Traceback" not in "\n".join(preview.lines)
    with pytest.raises(OSError, match=r"refused|reset"):
        preview.page()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is another signal there")
def test_it_ends_also_while_it_builds(preview: Preview, folder: Path) -> None:
    write(folder, {"docs/index.md": "```{no-such-thing}\n```\n"})
    preview.until("no-such-thing")
    preview.process.send_signal(signal.SIGINT)
    lines = preview.until("Stopped.")
    assert preview.process.wait(PATIENCE) == 0
    assert "Traceback" not in "\n".join(lines)


def test_a_port_that_is_taken_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--no-browser", "--port", str(port))
    assert result.exit_code == 2
    assert f"port {port} is taken. Name another with --port" in result.stderr


def test_what_is_missing_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(serve, "find_spec", lambda _name: None)
    result = run("serve")
    assert result.exit_code == 1
    assert 'python -m pip install "sphinx-portfolio[serve]"' in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_a_portfolio_it_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("serve").exit_code == 2


@pytest.mark.parametrize(
    ("path", "is_ignored"),
    [
        ("/p/docs/index.md", False),
        ("/p/docs/a b/ë.md", False),
        ("/p/docs/files/photo.jpg", False),
        ("/p/conf.py", False),
        ("/p/docs/venvy/a.md", False),
        ("/p/docs/.git", True),
        ("/p/a/.venv/lib/x.py", True),
        ("/p/docs/index.md~", True),
        ("/p/docs/.index.md.swp", True),
        ("/p/docs/4913", True),
        ("/p/docs/.#index.md", True),
        ("/p/docs/#index.md#", True),
        ("/p/docs/.~lock.report.odt#", True),
        ("/p/docs/locales/af/index.mo", True),
        ("/p/__pycache__/conf.cpython-313.pyc", True),
    ],
)
def test_what_is_no_edit(path: str, is_ignored: bool) -> None:
    assert bool(re.search(serve._IGNORED, path)) == is_ignored


@pytest.mark.skipif(os.name == "nt", reason="other signals are there")
@pytest.mark.parametrize(
    ("name", "builds"),
    [("SIGTERM", False), ("SIGHUP", False), ("SIGKILL", False), ("SIGKILL", True)],
)
def test_nothing_goes_on_when_it_is_killed(
    preview: Preview, folder: Path, name: str, *, builds: bool
) -> None:
    """As when its terminal is closed, or the editor that it runs in."""
    preview.until("Your portfolio is at")
    if builds:
        slow = "import sys, time\nprint('Slow', file=sys.stderr, flush=True)\ntime.sleep(99)\n"
        write(folder, {"conf.py": f"{CONF}{slow}"})
        preview.until("Slow")
    preview.process.send_signal(signal.Signals[name])
    preview.process.wait(PATIENCE)
    # All that it began have its output, which ends with the last of them.
    preview.reader.join(PATIENCE)
    assert not preview.reader.is_alive()
    with pytest.raises(OSError, match=r"refused|reset"):
        preview.page()
