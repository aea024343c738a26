"""Let a script deal with a file that nobody trusts: in a process of its own, within bounds.

What draws a picture of a file is a large program in C or Rust; a broken file can make it crash, run
for ever or take all memory. The process that does it here is a new one, so a crash ends only that.

A worker is a script that stands alone; one of ours can use modules of this room with a relative
import, of those that import nothing but the standard library. It reads its standard input and
writes its standard output (``sys.stdin.buffer``, ``sys.stdout.buffer``), and may raise what it
likes: a `ValueError` in words and an `ImportError` arrive at the caller.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

#: Bytes of address space, where the system can bound it; Windows cannot.
MEMORY = 1_000_000_000
#: Seconds of one processor, and of the clock: other programs want to run, too.
CPU_TIME, WALL_TIME = 15, 20
#: Bytes of output.
OUTPUT = 200_000_000

# How the process ends, if not well; the first three are those of sysexits.h.
_REFUSED, _MISSING, _BROKEN, _NO_MEMORY = 65, 69, 70, 71
# Bytes of a message, and of all that a library said before it crashed.
_MESSAGE, _SAID = 2000, 100_000

_SLOW = "it takes too long to draw"
_LARGE = "it needs too much memory"
_CRASHED = "it cannot be drawn"


def run(worker: Path, arguments: Sequence[str], data: bytes) -> bytes:
    """What a script writes when it is given ``data``.

    :param worker: the script; it can import what is installed.
    :param arguments: its ``sys.argv[1:]``.
    :raises ValueError: in words, if it says so, crashes, takes too long or needs too much memory.
    :raises ImportError: if it needs a package that is not installed; ``name`` is the module.
    :raises OSError: if no process can be started.
    """
    command = [sys.executable, "-P", __file__, str(worker), *arguments]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(data)
        given.seek(0)
        with _started(command, given, said) as process:
            output, in_time = _output(process)
        said.seek(max(said.seek(0, os.SEEK_END) - _SAID, 0))
        words = said.read(_SAID).decode("utf-8", "replace").strip()
    if len(output) > OUTPUT:
        raise ValueError(_LARGE)
    if process.returncode or not in_time:
        raise _error(process.returncode, words, in_time)
    return output


@contextmanager
def _started(
    command: list[str], given: BinaryIO, said: BinaryIO
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has ended, with all it started, when the block is left."""
    process = subprocess.Popen(
        command,
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=said,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        _kill(process)
        process.wait()
        if process.stdout:
            process.stdout.close()


def _output(process: subprocess.Popen[bytes]) -> tuple[bytes, bool]:
    """What it writes, up to a byte more than it may, and whether it ended in time."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(WALL_TIME, stop)
    timer.daemon = True
    timer.start()
    try:
        output = process.stdout.read(OUTPUT + 1) if process.stdout else b""
        if len(output) <= OUTPUT:
            process.wait()
    finally:
        timer.cancel()
    return output, not late.is_set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, and all that it started."""
    with suppress(OSError):  # it has ended
        if sys.platform == "win32":
            if process.poll() is None:
                command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
                quiet = subprocess.CREATE_NO_WINDOW
                subprocess.run(command, capture_output=True, check=False, creationflags=quiet)
        else:
            os.killpg(process.pid, 9)
    with suppress(OSError):
        process.kill()


def _error(code: int, words: str, in_time: bool) -> Exception:
    """Why there is no output."""
    if not in_time or (sys.platform != "win32" and -code == _cpu_signal()):
        return ValueError(_SLOW)
    if code == _MISSING:
        return ImportError(f"the package {words} is not installed", name=words)
    if code == _REFUSED:
        return ValueError(words or _CRASHED)
    # Rust and C++ say this before they stop.
    if code == _NO_MEMORY or "memory allocation" in words or "bad_alloc" in words:
        return ValueError(_LARGE)
    return ValueError(_CRASHED)


def _cpu_signal() -> int:
    """The signal that ends what took too much time of a processor."""
    import signal

    return int(getattr(signal, "SIGXCPU", 0))


# -- in the new process


def _bound() -> None:
    """Set the bounds of this process; no dialogue or file tells of its crash."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
        return
    import resource

    bounds = {"AS": MEMORY, "CPU": CPU_TIME, "FSIZE": OUTPUT, "CORE": 0}
    for name, most in bounds.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        with suppress(ValueError, OSError):  # macOS knows a bound of memory, and refuses to set it
            _, hard = resource.getrlimit(kind)
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (soft, hard))


_ROOM = "sphinx_portfolio.files"


def _know_room(folder: Path) -> None:
    """Let modules of this room be found without those that it, and the package, start with."""
    from types import ModuleType

    package, _, _ = _ROOM.partition(".")
    for name, place in ((package, folder.parent), (_ROOM, folder)):
        module = ModuleType(name)
        module.__path__ = [str(place)]
        sys.modules[name] = module


def _work(worker: str, arguments: list[str]) -> None:
    """Run a script, and end this process as `_error` understands it."""
    import runpy
    from pathlib import Path

    # What a library prints is not the output.
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = output
    sys.argv = [worker, *arguments]
    code, words = 0, ""
    try:
        if Path(worker).parent == Path(__file__).parent / "workers":
            _know_room(Path(__file__).parent)
            runpy.run_module(f"{_ROOM}.workers.{Path(worker).stem}", run_name="__main__")
        else:
            runpy.run_path(worker, run_name="__main__")
        output.close()
    except ImportError as error:
        code, words = _MISSING, (error.name or "").partition(".")[0] or str(error)
    except ValueError as error:
        code, words = _REFUSED, str(error)
    except MemoryError:
        code = _NO_MEMORY
    except BaseException:  # a panic of Rust, too
        code = _BROKEN
    if words:
        # Only this: what a library said before is no words for people.
        with suppress(OSError):
            os.ftruncate(2, 0)
            os.lseek(2, 0, os.SEEK_SET)
        os.write(2, words.encode("utf-8", "replace")[:_MESSAGE])
    os._exit(code)  # nothing of a broken file is cleaned up, which can crash, too


if __name__ == "__main__":
    _bound()
    _work(sys.argv[1], sys.argv[2:])
