"""The server of ``sphinx-portfolio serve``: sphinx-autobuild, which builds as ``build`` does.

It runs in a process of its own, and takes the arguments of sphinx-autobuild.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx_autobuild import __main__ as autobuild

from .say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_BUILT = "The pages stay as they were; mend this and save again."
# So many files that changed are named.
_NAMED = 3
# So many seconds all get to end by themselves.
_PATIENCE = 3


class _Builder:
    """What runs at the start and at each change; sphinx-autobuild's own prints tracebacks."""

    build: ClassVar[subprocess.Popen[bytes] | None] = None

    def __init__(self, arguments: Sequence[str], **_more: object) -> None:
        self._output = Path(arguments[-1]).parent

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        names = sorted({path.name for path in changed_paths})
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            say(f"Changed: {', '.join(names[:_NAMED])}{more}")
        # A module of the owner's that is called like one of Python's does not take its place.
        command = [sys.executable, "-P", "-m", "sphinx_portfolio", "build", "html"]
        command += ["--output", str(self._output)]
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        ) as _Builder.build:
            failed = _Builder.build.wait()
        say(_NOT_BUILT if failed else "Built.")


def _end_with_parent() -> None:
    """End, and what was begun, when ``serve`` is no more: then nobody holds our input open.

    So it is however that ended: by Ctrl+C, since its terminal was closed, or since it was killed.
    """
    while os.read(0, 1):
        pass
    if sys.platform == "win32":
        if _Builder.build:
            _Builder.build.terminate()
        os._exit(0)
    os.killpg(0, signal.SIGTERM)
    time.sleep(_PATIENCE)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    """Serve until ``serve`` ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    autobuild.Builder = _Builder
    autobuild.main(sys.argv[1:])
