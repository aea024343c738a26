"""Video, sound and captions: whole or not, how large and long, and what a browser plays."""

from __future__ import annotations

import importlib.util
import io
import struct
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sphinx_portfolio.files import recordings
from sphinx_portfolio.files.captions import read_captions
from sphinx_portfolio.files.kinds import kind_of
from sphinx_portfolio.files.recordings import Recording, media_type, poster_of, read_recording
from sphinx_portfolio.model import FileKind

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.newest

SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SIZE = (64, 48)
_COLOURS = {"mjpeg": "yuvj420p", "prores": "yuv422p10le"}


def frame(colour: tuple[int, int, int] | None) -> Any:
    """One colour, or a picture with light above and dark below."""
    image = Image.new("RGB", SIZE, colour or (20, 20, 20))
    if colour is None:
        image.paste((250, 240, 60), (0, 0, SIZE[0], SIZE[1] // 2))
    make: Any = av.VideoFrame.from_image
    return make(image)


def recorded(
    form: str,
    picture: str = "",
    sound: str = "",
    *,
    black: int = 0,
    frames: int = 12,
    **options: str,
) -> bytes:
    """A video of 12 frames in a second, of which the first are black; or sound; or both."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "made"
        _record(out, form, picture, sound, black, frames, options)
        return out.read_bytes()


def _record(
    out: Path, form: str, picture: str, sound: str, black: int, frames: int, options: dict[str, str]
) -> None:
    with av.open(str(out), "w", format=form, options=options) as container:
        streams: list[Any] = []
        if picture:
            stream: Any = container.add_stream(picture, rate=12)
            stream.width, stream.height = SIZE
            stream.pix_fmt = _COLOURS.get(picture, "yuv420p")
            streams.append(stream)
        if sound:
            streams.append(container.add_stream(sound, rate=48000))
        for stream in streams:
            if stream.type == "video":
                for number in range(frames):
                    shot = frame((0, 0, 0) if number < black else None)
                    shot.pts = number
                    container.mux(stream.encode(shot.reformat(format=stream.pix_fmt)))
            else:
                form_of_sound = (
                    stream.codec_context.format.name if stream.codec_context.format else "fltp"
                )
                silent = av.AudioFrame(format=form_of_sound, layout="stereo", samples=960)
                silent.sample_rate = 48000
                for plane in silent.planes:
                    plane.update(bytes(plane.buffer_size))
                for number in range(50):
                    silent.pts = number * 960
                    container.mux(stream.encode(silent))
            container.mux(stream.encode(None))


def turned(data: bytes, matrix: tuple[int, ...]) -> bytes:
    """A video that a player has to turn, as telephones save it."""
    place = data.index(b"tkhd") - 4
    (size,) = struct.unpack_from(">I", data, place)
    at = place + size - 44
    values = (
        [v << 16 for v in matrix[:2]] + [0] + [v << 16 for v in matrix[2:]] + [0, 0, 0, 1 << 30]
    )
    return data[:at] + struct.pack(">9i", *values) + data[at + 36 :]


def refusal(work: Callable[..., object], *arguments: object) -> str:
    """Why something is refused, if it is; all else that is raised fails the test."""
    try:
        work(*arguments)
    except ValueError as error:
        return str(error)
    return ""


def put(folder: Path, data: bytes, name: str = "a.mp4") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


@pytest.fixture(params=["with av", "without av"])
def maybe_av(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """The same with and without the extra."""
    if request.param == "without av":
        monkeypatch.setattr(recordings, "find_spec", lambda _name: None)
    return bool(request.param == "with av")


H264 = recorded("mp4", "libx264", "aac")
FAST = recorded("mp4", "libx264", "aac", movflags="faststart")
FRAGMENTS = recorded("mp4", "libx264", movflags="frag_keyframe+empty_moov")
WEBM = recorded("webm", "libvpx", "libopus")


@pytest.mark.usefixtures("maybe_av")
@pytest.mark.parametrize("data", [H264, FAST, recorded("mov", "libx264", "aac")])
def test_a_video_is_measured(tmp_path: Path, data: bytes) -> None:
    found = read_recording(put(tmp_path, data))
    assert (found.width, found.height, found.is_playable) == (64, 48, True)
    assert found.seconds == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    ("matrix", "size"),
    [
        ((1, 0, 0, 1), (64, 48)),
        ((0, 1, -1, 0), (48, 64)),
        ((0, -1, 1, 0), (48, 64)),
        ((-1, 0, 0, -1), (64, 48)),
    ],
)
def test_a_telephone_held_upright(
    tmp_path: Path, matrix: tuple[int, ...], size: tuple[int, int]
) -> None:
    file = put(tmp_path, turned(H264, matrix))
    found = read_recording(file)
    assert (found.width, found.height) == size
    with Image.open(io.BytesIO(poster_of(file, (500, 500)))) as poster:
        assert poster.size == size


@pytest.mark.parametrize(
    ("matrix", "light"),
    [
        ((1, 0, 0, 1), (0.5, 0.2)),
        ((0, 1, -1, 0), (0.8, 0.5)),  # clockwise: what was above is at the right
        ((0, -1, 1, 0), (0.2, 0.5)),
        ((-1, 0, 0, -1), (0.5, 0.8)),
    ],
)
def test_a_poster_stands_upright(
    tmp_path: Path, matrix: tuple[int, ...], light: tuple[float, float]
) -> None:
    poster = poster_of(put(tmp_path, turned(H264, matrix)), (500, 500))
    with Image.open(io.BytesIO(poster)) as image:
        grey = image.convert("L")
        there = (int(light[0] * image.width), int(light[1] * image.height))
        across = (image.width - there[0] - 1, image.height - there[1] - 1)
        assert grey.getpixel(there) > 150 > 100 > grey.getpixel(across)  # type: ignore[operator]


@pytest.mark.usefixtures("maybe_av")
@pytest.mark.parametrize(
    ("form", "picture", "sound", "playable"),
    [
        ("mp4", "", "aac", True),
        ("ipod", "", "aac", True),
        ("mp4", "mpeg4", "", False),
        ("mp4", "libx265", "aac", False),
        ("mov", "prores", "", False),
        ("mov", "mjpeg", "", False),
        ("webm", "libvpx", "libopus", True),
        ("webm", "libvpx-vp9", "libopus", True),
        ("matroska", "libx264", "aac", False),
        ("avi", "mpeg4", "", False),
        ("asf", "wmv2", "", False),
        ("mpeg", "mpeg2video", "", False),
        ("mp3", "", "libmp3lame", True),
        ("wav", "", "pcm_s16le", True),
        ("ogg", "", "flac", True),
        ("ogg", "", "libopus", True),
        ("flac", "", "flac", True),
        ("adts", "", "aac", True),
    ],
)
def test_what_browsers_play(
    tmp_path: Path, form: str, picture: str, sound: str, playable: bool
) -> None:
    data = recorded(form, picture, sound)
    assert read_recording(put(tmp_path, data)).is_playable is playable


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "A.MOV", "b.c.ogv", "a.MP3", "a.m4a", "a.amr"])
def test_every_recording_has_a_media_type(name: str) -> None:
    assert media_type(name).partition("/")[0] in {"video", "audio"}
    assert kind_of(name) in {FileKind.RECORDING, FileKind.SOUND}


def test_the_kinds_and_the_media_types_are_the_same() -> None:
    for suffix, type_ in recordings._TYPES.items():
        kind = FileKind.RECORDING if type_.startswith("video/") else FileKind.SOUND
        assert kind_of(f"a{suffix}") is kind
    assert media_type("a.txt") == "application/octet-stream"


def test_sound_alone_has_no_size_and_no_poster(tmp_path: Path) -> None:
    file = put(tmp_path, recorded("mp4", "", "aac"))
    found = read_recording(file)
    assert (found.width, found.height, found.is_playable) == (0, 0, True)
    with pytest.raises(ValueError, match=r"no picture"):
        poster_of(file, (100, 100))


def test_webm_is_measured_where_av_is_installed(tmp_path: Path, maybe_av: bool) -> None:
    found = read_recording(put(tmp_path, WEBM, "a.webm"))
    assert (found.width, found.height) == (SIZE if maybe_av else (0, 0))
    assert found.is_playable


@pytest.mark.usefixtures("maybe_av")
def test_waves_tell_their_length(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000 * 2))
    assert read_recording(tmp_path / "a.wav") == Recording(0, 0, 2.0, is_playable=True)
    put(tmp_path, (tmp_path / "a.wav").read_bytes()[:-10], "b.wav")
    with pytest.raises(ValueError, match="cut short"):
        read_recording(tmp_path / "b.wav")


# -- what is broken


@pytest.mark.parametrize("data", [H264, FAST], ids=["index last", "index first"])
@given(part=st.floats(0, 0.999))
@SLOW
def test_a_video_that_is_cut_anywhere_is_refused(tmp_path: Path, data: bytes, part: float) -> None:
    file = put(tmp_path, data[: int(len(data) * part)])
    with pytest.raises(ValueError, match=r"^it is .*\.$"):
        read_recording(file)


def test_a_video_that_is_cut_between_two_boxes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cut short"):
        read_recording(put(tmp_path, FAST[: FAST.index(b"mdat") - 4]))


@given(part=st.floats(0.2, 0.99))
@SLOW
def test_webm_that_is_cut_is_refused(tmp_path: Path, part: float) -> None:
    file = put(tmp_path, WEBM[: int(len(WEBM) * part)], "a.webm")
    with pytest.raises(ValueError, match="cut short"):
        read_recording(file)


@given(data=st.binary(max_size=400), place=st.integers(0, len(FAST) - 1))
@settings(SLOW, max_examples=200)
def test_changed_bytes_give_a_recording_or_words(tmp_path: Path, data: bytes, place: int) -> None:
    file = put(tmp_path, FAST[:place] + data + FAST[place + len(data) :])
    words = refusal(read_recording, file)
    assert not words or words.endswith(".")


@given(data=st.binary(max_size=300))
@SLOW
def test_random_bytes_are_no_recording(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = put(tmp_path_factory.getbasetemp(), data, "random.mp4")
    words = refusal(read_recording, file)
    assert not words or words.endswith(".")


def box(name: bytes, content: bytes, size: int | None = None) -> bytes:
    return struct.pack(">I", 8 + len(content) if size is None else size) + name + content


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just text",
        b"<!doctype html><title>Sign in</title>",
        b"%PDF-1.7\n",
        box(b"ftyp", b"isom\0\0\0\0"),
        box(b"ftyp", b"heic\0\0\0\0") + box(b"meta", b"\0" * 20) + box(b"mdat", b"0" * 50),
        box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", b"", 8),
        box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", box(b"mvhd", b"\0")),
        box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", box(b"trak", box(b"tkhd", b""))),
        box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", b"\0\0\0\1trak" + b"\xff" * 20),
        box(b"ftyp", b"isom\0\0\0\0") + b"\0\0\0\2mdat" + box(b"moov", b""),
        b"\0\0\0\1ftyp" + b"\xff" * 8,
        b"RIFF\x04\0\0\0WAVE",
        b"RIFF\x04\0\0\0WAVEdata\xff\xff\0\0",
    ],
)
@pytest.mark.usefixtures("maybe_av")
def test_what_is_no_recording_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^it is .*\.$"):
        read_recording(put(tmp_path, data))


def test_thousands_of_boxes_take_no_time(tmp_path: Path) -> None:
    movie = box(b"mdat", b"") + box(b"moov", box(b"free", b"") * 500_000)
    with pytest.raises(ValueError, match="no video"):
        read_recording(put(tmp_path, box(b"ftyp", b"isom") + box(b"free", b"") * 100_000 + movie))


def test_what_a_telephone_writes_after_the_last_box_does_no_harm(tmp_path: Path) -> None:
    for tail in (b"\0" * 40, b"SEFT", b"\x00\x00\xff\xff\x00\x01\x02\x03model"):
        assert read_recording(put(tmp_path, H264 + tail)).width == 64


def test_a_play_list_opens_no_other_file(tmp_path: Path) -> None:
    """FFmpeg takes it for a video, and reads what it names."""
    put(tmp_path, H264, "private.mp4")
    listed = f"#EXTM3U\n#EXTINF:1,\n{tmp_path}/private.mp4\n#EXT-X-ENDLIST\n"
    for data in (listed.encode(), f"ffconcat version 1.0\nfile {tmp_path}/private.mp4\n".encode()):
        with pytest.raises(ValueError, match="no video"):
            poster_of(put(tmp_path, data, "a.mp4"), (100, 100))


# -- posters


def test_a_poster_is_not_black(tmp_path: Path) -> None:
    file = put(tmp_path, recorded("mp4", "libx264", black=3, frames=120))
    with Image.open(io.BytesIO(poster_of(file, (32, 32)))) as poster:
        assert poster.format == "PNG"
        assert poster.size == (32, 24)
        assert max(band[1] for band in poster.getextrema()) > 200  # type: ignore[index]


@pytest.mark.parametrize("data", [WEBM, FRAGMENTS, recorded("mov", "mjpeg")])
def test_any_video_has_a_poster(tmp_path: Path, data: bytes) -> None:
    with Image.open(io.BytesIO(poster_of(put(tmp_path, data), (500, 500)))) as poster:
        assert poster.size == SIZE  # never larger than it was


def test_a_video_that_is_all_black_has_one_too(tmp_path: Path) -> None:
    assert poster_of(put(tmp_path, recorded("mp4", "libx264", black=12)), (50, 50))


def test_without_av_a_poster_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that draws has no package of that name."""
    worker = tmp_path / "worker.py"
    worker.write_text("raise ModuleNotFoundError('no', name='av')")
    monkeypatch.setattr(recordings, "_WORKER", worker)
    with pytest.raises(ImportError, match="av"):
        poster_of(put(tmp_path, H264), (50, 50))
    assert importlib.util.find_spec("av")


@given(data=st.binary(min_size=1, max_size=100), place=st.integers(100, len(WEBM) - 1))
@settings(SLOW, max_examples=8)
def test_a_broken_video_gives_a_poster_or_words(tmp_path: Path, data: bytes, place: int) -> None:
    file = put(tmp_path, WEBM[:place] + data + WEBM[place + len(data) :])
    words = refusal(poster_of, file, (50, 50))
    assert not words or words.startswith("it ")


# -- captions

SRT = "1\n00:00:01,000 --> 00:00:04,000\nHello <i>you</i> & <me>\nagain\n\n2\n0:00:05,5 --> 0:00:06,25 X1:1\n{\\an8}<font color=red>7</font>\n\n\n3\n"
MADE = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello <i>you</i> &amp; &lt;me&gt;\nagain\n\n00:00:05.500 --> 00:00:06.250\n7\n3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_subrip_becomes_webvtt(encoding: str, newline: str) -> None:
    text = SRT.replace("Hello", "Grüße").replace("\n", newline)
    assert read_captions(text.encode(encoding)) == MADE.replace("Hello", "Grüße").encode()


def test_webvtt_stays_without_styles_and_notes() -> None:
    given_ = (
        "\ufeffWEBVTT - Title\nKind: captions\n\nSTYLE\n::cue { background: url(https://example.org) }\n\n"
        "NOTE to me\n\nREGION\nid:a\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann>Hi\n\n"
    )
    assert read_captions(given_.encode()) == (
        b"WEBVTT\n\nREGION\nid:a\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann>Hi\n"
    )


@pytest.mark.parametrize("data", [SRT, MADE])
def test_what_was_made_is_read_again(data: str) -> None:
    made = read_captions(data.encode())
    assert read_captions(made) == made


@pytest.mark.parametrize(
    "text",
    ["", "WEBVTT", "WEBVTT\n\nno times", "WEBVTTX\n\n00:01.000 --> 00:02.000\na", "[Script Info]\n",
     "<tt xmlns='http://www.w3.org/ns/ttml'/>", "{0}{25}Hello", "1\nHello"],
)  # fmt: skip
def test_what_holds_no_captions_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no captions"):
        read_captions(text.encode())


@given(st.binary(max_size=200) | st.text("0123:,.-> \n<>&WEBVTT{}", max_size=200).map(str.encode))
def test_captions_are_read_or_refused(data: bytes) -> None:
    if words := refusal(read_captions, data):
        assert "captions" in words
    else:
        made = read_captions(data)
        assert made.startswith(b"WEBVTT\n\n")
        assert read_captions(made) == made
