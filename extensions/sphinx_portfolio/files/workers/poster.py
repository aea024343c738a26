"""Measure a recording, or draw a frame of it, with PyAV. Stands alone, and is run by `bounded`.

Arguments: the file and its format; then, for a PNG, the largest width and height in pixels and the
degrees by which to turn it clockwise; without them it writes JSON: width, height, seconds, codecs.
"""

from __future__ import annotations

import io
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import av
from PIL import Image, ImageStat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.video.frame import VideoFrame

_BROKEN = "it is broken. Save or download it again."
_NO_PICTURE = "it has no picture. Name one with `:poster:`."

# Frames are looked at within this part of the whole, and these seconds.
_PART, _SECONDS = 0.1, 3.0
_LOOKS = 5
# Decoded at most; of a video with more pixels only those frames that need no other.
_FRAMES, _LARGE = 300, 4_000_000
_SMALL = 64
# Of 255: how far apart light and dark are in a frame that shows something.
_CONTRAST = 40
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


class _NoPictureError(ValueError):
    """There is nothing to draw; errors of av are a `ValueError`, too."""


def measure(container: InputContainer) -> dict[str, object]:
    """Width and height as it is shown, seconds, and the names of the codecs."""
    width, height = 0, 0
    for stream in container.streams.video[:1]:
        width, height = _shown_size(stream.width, stream.height, stream.sample_aspect_ratio)
    streams = [*container.streams.video, *container.streams.audio]
    return {
        "width": width,
        "height": height,
        "seconds": _seconds(container),
        "codecs": [stream.codec_context.name for stream in streams],
    }


def _seconds(container: InputContainer) -> float:
    seconds = (container.duration or 0) / 1_000_000  # AV_TIME_BASE
    return max(seconds, 0.0) if math.isfinite(seconds) else 0.0


def _shown_size(width: int, height: int, aspect: object) -> tuple[int, int]:
    """The size with square pixels."""
    ratio = float(aspect) if aspect else 1.0  # type: ignore[arg-type]
    return (round(width * ratio) if 0.1 < ratio < 10 else width), height


def poster(container: InputContainer, limit: tuple[int, int], turn: int) -> Image.Image:
    """The frame that shows most, among a few near the beginning."""
    best, most = None, -1.0
    for frame in _looked_at(container):
        small = _image(frame, (_SMALL, _SMALL)).convert("L")
        contrast = ImageStat.Stat(small).stddev[0]
        if contrast > most:
            best, most = frame, contrast
        if contrast >= _CONTRAST:
            break
    if best is None:
        raise _NoPictureError(_NO_PICTURE)
    width, height = _shown_size(
        best.width, best.height, container.streams.video[0].sample_aspect_ratio
    )
    if turn % 180:
        limit = limit[1], limit[0]
    scale = min(limit[0] / width, limit[1] / height, 1)
    size = (max(int(width * scale), 1), max(int(height * scale), 1))
    image = _image(best, size)
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image


def _image(frame: VideoFrame, size: tuple[int, int]) -> Image.Image:
    plane = frame.reformat(*size, format="rgb24").planes[0]
    return Image.frombytes("RGB", size, bytes(plane), "raw", "RGB", plane.line_size, 1)


def _looked_at(container: InputContainer) -> Iterator[VideoFrame]:
    """A few frames, evenly apart, from the first one on."""
    end = min(_seconds(container) * _PART or _SECONDS, _SECONDS)
    begin = next_look = -math.inf
    looks = 0
    for frame in _decoded(container):
        time = frame.time or 0.0
        begin = time if begin == -math.inf else begin
        if time >= next_look:
            yield frame
            looks += 1
            next_look = begin + looks * end / (_LOOKS - 1)
        if looks == _LOOKS:
            return


def _decoded(container: InputContainer) -> Iterator[VideoFrame]:
    """Frames until one cannot be decoded."""
    if not container.streams.video:
        return
    stream = container.streams.video[0]
    context = stream.codec_context
    context.thread_count = 1  # each has memory of its own
    if context.width * context.height > _LARGE:
        context.skip_frame = "NONKEY"
    frames = container.decode(stream)
    for _ in range(_FRAMES):
        try:
            frame = next(frames, None)
        except av.FFmpegError:
            return
        if frame is None:
            return
        yield frame


def main() -> None:
    """Do what the arguments say."""
    av.logging.set_level(av.logging.PANIC)
    path, form, *rest = sys.argv[1:]
    with Path(path).open("rb") as stream:
        try:
            # The format is told: a play list taken for one would open other files.
            with av.open(stream, "r", format=form) as container:
                if rest:
                    width, height, turn = (int(argument) for argument in rest)
                    out = io.BytesIO()
                    poster(container, (width, height), turn).save(out, "PNG")
                    result = out.getvalue()
                else:
                    result = json.dumps(measure(container)).encode()
        except (MemoryError, _NoPictureError):
            raise
        except Exception as error:  # a broken file can make the library raise anything
            raise ValueError(_BROKEN) from error
    sys.stdout.buffer.write(result)


if __name__ == "__main__":
    main()
