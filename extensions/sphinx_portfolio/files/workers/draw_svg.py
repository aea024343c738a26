"""Draw an SVG as PNG: standard input to standard output. Runs alone, in `bounded`.

Arguments: width and height in pixels.
"""

from __future__ import annotations

import sys
import threading

from resvg_py import svg_to_bytes

# Bytes: groups within groups take much of it, and Windows gives the first thread little.
_STACK = 64_000_000


def draw(width: int, height: int, out: list[bytes | BaseException]) -> None:
    """Draw what is given within a size in pixels; nothing else is read but the fonts here."""
    try:
        drawing = sys.stdin.buffer.read().decode("utf-8")
        # Without `dpi` a centimetre is nothing.
        png = svg_to_bytes(svg_string=drawing, width=width, height=height, dpi=96)
        out.append(bytes(png))
    except BaseException as error:  # a panic of Rust is one
        out.append(error)


def main() -> None:
    """Draw in a thread with a large stack."""
    width, height = (int(side) for side in sys.argv[1:3])
    out: list[bytes | BaseException] = []
    threading.stack_size(_STACK)
    thread = threading.Thread(target=draw, args=(width, height, out))
    thread.start()
    thread.join()
    (result,) = out
    if isinstance(result, ValueError):  # in words for who knows resvg
        limited = "limit" in str(result)
        raise ValueError("it is too complicated to be drawn" if limited else "it cannot be drawn")
    if isinstance(result, BaseException):
        raise result
    sys.stdout.buffer.write(result)


if __name__ == "__main__":
    main()
