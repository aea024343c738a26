"""Video and sound without who recorded it, and with every picture and sound as it was."""

from __future__ import annotations

import io
import random
import struct
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from secrets_in import SECRET, assert_words, holds_secret
from sphinx_portfolio.files.strip import CannotStripError, strip_recording
from test_recordings import box, recorded

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.newest

TOLD = SECRET.encode()
TAGS = {"title": SECRET, "artist": SECRET, "comment": SECRET, "location": "+51.0+004.7/" + SECRET}
SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def tagged(data: bytes, form: str, **options: str) -> bytes:
    """The same recording with names in all places that FFmpeg knows."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "made"
        with (
            av.open(io.BytesIO(data), "r") as source,
            av.open(str(out), "w", format=form, options=options) as to,
        ):
            to.metadata.update(TAGS)
            copies: dict[int, Any] = {}
            for stream in source.streams:
                copies[stream.index] = copy = to.add_stream_from_template(stream)
                copy.metadata.update({"title": SECRET, "handler_name": SECRET})
            for packet in source.demux():
                if packet.dts is not None:
                    packet.stream = copies[packet.stream.index]
                    to.mux(packet)
        return out.read_bytes()


def vorbis(form: str) -> bytes:
    """Sound of the one encoder that has to be asked twice."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as container:
        container.metadata.update(TAGS)
        stream: Any = container.add_stream("vorbis", rate=48000, options={"strict": "-2"})
        stream.codec_context.format, stream.codec_context.layout = "fltp", "stereo"
        for number in range(30):
            silent = av.AudioFrame(format="fltp", layout="stereo", samples=64)
            silent.sample_rate, silent.pts = 48000, number * 64
            for plane in silent.planes:
                plane.update(bytes(plane.buffer_size))
            container.mux(stream.encode(silent))
        container.mux(stream.encode(None))
    return out.getvalue()


def bytes_of(frame: Any) -> bytes:
    """What is seen or heard, without the padding of lines."""
    if isinstance(frame, av.VideoFrame):
        make: Any = frame.to_image
        return bytes(make().tobytes())
    each = 1 if frame.format.is_planar else frame.layout.nb_channels
    length = frame.samples * frame.format.bytes * each
    return b"".join(bytes(plane)[:length] for plane in frame.planes)


def seen_and_heard(data: bytes) -> list[tuple[Any, ...]]:
    """Every frame that is decoded: when, and its content."""
    with av.open(io.BytesIO(data), "r") as container:
        streams: list[Any] = [s for s in container.streams if s.type in {"audio", "video"}]
        return [
            (type(frame).__name__, frame.pts, bytes_of(frame))
            for frame in container.decode(*streams)
        ]


def assert_tells_nothing(data: bytes) -> None:
    assert not holds_secret(data)
    with av.open(io.BytesIO(data), "r") as container:
        told = [container.metadata, *(stream.metadata for stream in container.streams)]
        assert not any("SAMPLE-4711" in value for one in told for value in one.values())


def in_moov(data: bytes, *boxes: bytes) -> bytes:
    """Boxes at the end of the index, which has to be the last box."""
    place = data.index(b"moov") - 4
    (size,) = struct.unpack_from(">I", data, place)
    assert place + size == len(data)
    more = b"".join(boxes)
    return data[:place] + struct.pack(">I", size + len(more)) + data[place + 4 :] + more


def id3(content: bytes) -> bytes:
    size = len(content)
    length = bytes((size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127))
    return b"ID3\4\0\0" + length + content


def track_of(kind: bytes, place: int, length: int) -> bytes:
    """A track of one sample, which stands somewhere in the file."""
    table = box(
        b"stbl",
        box(b"stsd", bytes(4) + struct.pack(">I", 1) + box(b"gpmd", bytes(8)))
        + box(b"stts", bytes(4) + struct.pack(">III", 1, 1, 1))
        + box(b"stsc", bytes(4) + struct.pack(">IIII", 1, 1, 1, 1))
        + box(b"stsz", bytes(4) + struct.pack(">II", length, 1))
        + box(b"stco", bytes(4) + struct.pack(">II", 1, place)),
    )
    handler = box(b"hdlr", bytes(8) + kind + bytes(12) + TOLD + b"\0")
    head = box(b"mdhd", bytes(12) + struct.pack(">II", 1000, 1000) + bytes(4))
    media = box(b"mdia", head + handler + box(b"minf", box(b"nmhd", bytes(4)) + table))
    return box(b"trak", box(b"tkhd", bytes(84)) + media)


@cache
def plain_movie() -> bytes:
    """Encoded once: the encoder does not always make the same of the same frames."""
    return recorded("mp4", "libx264", "aac")


@cache
def movie() -> bytes:
    """An MP4 with a track of places, as of an action camera, and names in all other places."""
    data = tagged(plain_movie(), "mp4")
    place = data.index(b"moov") - 4
    data = data[:place] + box(b"mdat", TOLD) + data[place:]
    more = (
        box(b"udta", box(b"\xa9xyz", TOLD) + box(b"meta", TOLD)),
        box(b"meta", box(b"hdlr", bytes(8) + b"mdta" + bytes(12)) + box(b"keys", TOLD)),
        box(b"uuid", bytes(16) + TOLD),
        track_of(b"meta", place + 8, len(TOLD)),
    )
    data = in_moov(data, *more)
    return data + box(b"uuid", TOLD) + box(b"free", TOLD) + box(b"meta", TOLD) + b"SEFT"


@cache
def plain_wave() -> bytes:
    return recorded("wav", sound="pcm_s16le")


@cache
def wave() -> bytes:
    data = plain_wave()
    more = b"".join(
        name
        + struct.pack("<I", len(TOLD) + 4 + len(TOLD) % 2)
        + b"INFO"
        + TOLD
        + bytes(len(TOLD) % 2)
        for name in (b"LIST", b"bext", b"iXML", b"id3 ")
    )
    place = data.index(b"data")
    data = data[:place] + more + data[place:] + more
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


@cache
def ogg_flac() -> bytes:
    return tagged(recorded("ogg", sound="flac"), "ogg")


MADE: dict[str, Callable[[], bytes]] = {
    "MP4": movie,
    "MP4 with its index first": lambda: tagged(
        recorded("mp4", "libx264", "aac"), "mp4", movflags="faststart"
    ),
    "MP4 in fragments": lambda: tagged(
        recorded("mp4", "libx264", "aac"), "mp4", movflags="frag_keyframe+empty_moov"
    ),
    "MOV": lambda: tagged(
        recorded("mov", "mjpeg", "pcm_s16le"), "mov", movflags="use_metadata_tags"
    ),
    "M4A": lambda: tagged(recorded("ipod", sound="aac"), "ipod"),
    "WebM": lambda: tagged(recorded("webm", "libvpx", "libopus"), "webm"),
    "live WebM": lambda: tagged(recorded("webm", "libvpx", "libopus"), "webm", live="1"),
    "WebM with Vorbis": lambda: vorbis("webm"),
    "MKV": lambda: tagged(recorded("matroska", "libx264", "flac"), "matroska"),
    "MP3": lambda: tagged(recorded("mp3", sound="libmp3lame"), "mp3", write_id3v1="1"),
    "FLAC": lambda: tagged(recorded("flac", sound="flac"), "flac"),
    "WAV": wave,
    "Opus": lambda: tagged(recorded("ogg", sound="libopus"), "ogg"),
    "Vorbis": lambda: vorbis("ogg"),
    "FLAC in Ogg": ogg_flac,
    "AAC": lambda: id3(b"TIT2" + TOLD) + recorded("adts", sound="aac"),
}
made_of = cache(lambda name: MADE[name]())


def stripped(folder: Path, data: bytes) -> bytes:
    file, to = folder / "a", folder / "b"
    file.write_bytes(data)
    try:
        strip_recording(file, to)
    except ValueError:
        assert not to.exists()
        raise
    return to.read_bytes()


@pytest.mark.parametrize("name", MADE)
def test_no_secret_is_left_and_all_is_seen_and_heard(tmp_path: Path, name: str) -> None:
    data = made_of(name)
    assert holds_secret(data)
    made = stripped(tmp_path, data)
    assert_tells_nothing(made)
    # FFmpeg does not read what is around these two.
    plain = {"MP4": plain_movie, "WAV": plain_wave}.get(name)
    seen = seen_and_heard(made)
    assert seen == seen_and_heard(plain() if plain else data)
    assert len(seen) > 1
    assert stripped(tmp_path, made) == made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (id3(TOLD), b""),
        (id3(TOLD) + id3(TOLD), b"TAG" + TOLD.ljust(125, b"\0")),
        (b"", b"TAG+" + TOLD.ljust(223, b"\0") + b"TAG" + bytes(125)),
        (b"", b"APETAGEX" + struct.pack("<IIII", 2000, len(TOLD) + 32, 1, 0xA0000000) + bytes(8) + TOLD
            + b"APETAGEX" + struct.pack("<IIII", 2000, len(TOLD) + 32, 1, 0x80000000) + bytes(8)),
        (b"", b"LYRICSBEGIN" + TOLD + b"%06d" % (11 + len(TOLD)) + b"LYRICS200" + b"TAG" + bytes(125)),
    ],
)  # fmt: skip
def test_tags_of_sound_go(tmp_path: Path, before: bytes, after: bytes) -> None:
    data = recorded("mp3", sound="libmp3lame")
    data = data[data.index(b"\xff\xfb") :]
    assert stripped(tmp_path, before + data + after) == data
    flac = recorded("flac", sound="flac")
    if not before:
        assert not holds_secret(stripped(tmp_path, flac + after))


def test_dates_of_an_mp4_go(tmp_path: Path) -> None:
    data = bytearray(movie())
    for name in (b"mvhd", b"tkhd", b"mdhd"):
        at = data.index(name) + 8
        data[at : at + 8] = b"SAMPLE-4"
    made = stripped(tmp_path, bytes(data))
    assert b"SAMPLE-4" not in made


def test_pictures_in_a_flac_go(tmp_path: Path) -> None:
    data = recorded("flac", sound="flac")
    picture = bytes((6,)) + len(TOLD).to_bytes(3, "big") + TOLD
    made = stripped(tmp_path, data[:42] + picture + data[42:])
    assert not holds_secret(made)
    assert seen_and_heard(made) == seen_and_heard(data)


def test_attachments_of_a_matroska_go(tmp_path: Path) -> None:
    data = recorded("matroska", "libx264")
    attached = b"\x19\x41\xa4\x69" + bytes((0x40, len(TOLD))) + TOLD
    title = b"\x12\x54\xc3\x67" + bytes((0x80 | len(TOLD),)) + TOLD
    place = data.index(b"\x18\x53\x80\x67") + 4
    grown = int.from_bytes(data[place : place + 8], "big") + len(attached) + len(title)
    made = stripped(
        tmp_path,
        data[:place] + grown.to_bytes(8, "big") + data[place + 8 :] + attached + title + TOLD,
    )
    assert not holds_secret(made)
    assert seen_and_heard(made) == seen_and_heard(data)


@pytest.mark.parametrize(
    "data",
    [
        b"RIFF????AVI " + bytes(90),
        b"FLV\1" + bytes(90),
        b"#!AMR\n" + bytes(90),
        b"OggS" + bytes(90),
    ],
)
def test_other_forms_say_what_to_do(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"Save .*\.$"):
        stripped(tmp_path, data)


def test_other_streams_in_ogg_cannot_be_stripped(tmp_path: Path) -> None:
    with pytest.raises(CannotStripError, match="MP3"):
        stripped(tmp_path, recorded("ogg", sound="libopus").replace(b"OpusHead", b"Speex   "))


@SLOW
@given(
    st.sampled_from(sorted(MADE)),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=0, max_size=4),
    st.none() | st.floats(0, 1),
)
def test_damage_gives_words_or_a_copy(
    tmp_path: Path, name: str, damage: list[tuple[int, int]], cut: float | None
) -> None:
    data = bytearray(made_of(name))
    for place, value in damage:
        data[place % min(len(data), 4000)] = value
    try:
        stripped(tmp_path, bytes(data[: None if cut is None else int(len(data) * cut)]))
    except ValueError as error:
        assert_words(error)


def test_a_large_recording_takes_little_memory(tmp_path: Path) -> None:
    import resource

    data = recorded("mp4", "libx264", "aac")
    place = data.index(b"moov") - 4
    file = tmp_path / "a"
    with file.open("wb") as stream:
        stream.write(data[:place] + struct.pack(">I4sQ", 1, b"mdat", 16 + 300_000_000))
        for _ in range(300):
            stream.write(random.Random(1).randbytes(1_000_000))
        stream.write(data[place:])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    strip_recording(file, tmp_path / "b")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64_000
    assert (tmp_path / "b").stat().st_size == file.stat().st_size
