"""Pages for slow networks: every picture has few bytes, and no video is there."""

from __future__ import annotations

import base64
import io
import random
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import Tag
from PIL import Image
from project import document
from sphinx_portfolio.files.copies import within_bytes
from sphinx_portfolio.files.publish import OFFER, Form, Publisher, Purpose, Source
from sphinx_portfolio.publishing import LIGHT
from test_publish import SVG, photo
from test_recordings import FAST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Project, Result


def noise(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """What no format makes small."""
    data = random.Random(size[0]).randbytes(size[0] * size[1] * len(mode))
    return Image.frombytes(mode, size, data)


def written(image: Image.Image, form: str, **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, form, **options)
    return data.getvalue()


MOVING = written(noise((90, 90)), "GIF", save_all=True, append_images=[noise((91, 90))] * 9)
HEAVY_DRAWING = SVG.replace(
    b"</svg>", b'<path fill="none" d="M0 0' + b"h1v1" * 16_000 + b'"/></svg>'
)
PICTURES = {
    "noise.png": written(noise((600, 400)), "PNG"),
    "clear.png": written(noise((300, 360), "RGBA"), "PNG"),
    "grey.jpg": written(noise((400, 600)).convert("L"), "JPEG", quality=95),
    "photo.jpg": photo((1000, 750)),
    "long.png": written(noise((17_000, 4)), "PNG"),
    "moving.gif": MOVING,
    "small.png": written(Image.new("RGB", (90, 60), "teal"), "PNG"),
}
PURPOSES = [Purpose(Form.SCREEN, (720, 1440)), OFFER, Purpose(Form.BOOK, (800, 800))]


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda one: one.form.value)
def test_no_picture_has_more_bytes(tmp_path: Path, purpose: Purpose) -> None:
    """Of every kind, blackened too, and where the owner wants files as they are."""
    files = {**PICTURES, "page.pdf": document(), "a.svg": HEAVY_DRAWING}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    black = {(tmp_path / "photo.jpg").resolve(): "0% 0% 10% 10%"}
    publisher = Publisher(tmp_path, tmp_path / "out", True, lambda: black, LIGHT)
    for name in files:
        if name == "page.pdf" and purpose is OFFER:
            continue  # it is no picture
        copies = publisher.published(Source(name), purpose).copies
        assert len(copies) == 1
        data = copies[0].file.read_bytes()
        assert len(data) <= LIGHT, name
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert image.format in {"WEBP", "JPEG", "PNG", "GIF"}


def test_what_is_small_stays_and_what_is_large_keeps_its_shape(tmp_path: Path) -> None:
    small = PICTURES["small.png"]
    assert within_bytes(small, (720, 720), LIGHT, for_web=True).content == small
    made = within_bytes(PICTURES["noise.png"], (720, 720), LIGHT, for_web=True)
    assert abs(made.width / made.height - 1.5) < 0.02
    assert made.width > 200
    # The bytes are used: there is no reason to show less.
    assert len(made.content) > LIGHT / 2
    metadata = Publisher(tmp_path, tmp_path / "out", most=LIGHT)
    (tmp_path / "photo.jpg").write_bytes(PICTURES["photo.jpg"])
    kept = metadata.published(Source("photo.jpg", keeps_metadata=True), OFFER).copies
    assert kept[0].file.stat().st_size <= LIGHT


PAGE = """
# Home

```{evidence} A talk
:file: talk.mp4
:poster: photo.jpg
:alt: Me at a talk
```

```{evidence} Another talk
:file: other.mp4
:alt: Me again
```

{download}`The talk <talk.mp4>` and [my talk](talk.mp4).

![A photo](noise.png)
"""


pytestmark = pytest.mark.newest  # pictures and videos are made with other packages


@pytest.fixture
def light(project: Callable[..., Project]) -> Result:
    files = {name: PICTURES[name] for name in ("photo.jpg", "noise.png")}
    made = project({"index.md": PAGE, "talk.mp4": FAST, "other.mp4": FAST, **files})
    return made.build(portfolio_light="1", portfolio_publish="off")


def test_videos_are_left_out_and_their_pages_say_so(light: Result) -> None:
    assert light.warnings == []
    files = {file for file in light.outdir.rglob("*") if file.is_file()}
    assert not [file for file in files if file.suffix == ".mp4"]
    assert all(
        file.stat().st_size <= LIGHT
        for file in files
        if file.suffix in {".jpg", ".png", ".webp", ".gif"}
    )
    body = light.body("index.html")
    assert not body.find("video")
    text = " ".join(body.get_text().split())
    assert text.count("left out of this light version") == 4
    assert "The talk (left out of this light version) and my talk (left" in text
    assert body.find("img", alt="Me at a talk")
    assert "mp4" not in str([link.get("href") for link in body.find_all("a")])
    assert ".mp4" not in light.text("portfolio.json").replace('"talk.mp4"', "")


def test_subtitles_are_in_the_page_and_follow_their_file(project: Callable[..., Project]) -> None:
    """Browsers fetch subtitles from servers only, and the site opens from its files too."""
    page = "# Home\n\n```{evidence} A talk\n:file: talk.mp4\n:alt: Me\n:captions: talk.srt\n```\n"
    words = "1\n00:00:01,000 --> 00:00:02,000\n%s\n"
    made = project({"index.md": page, "talk.mp4": FAST, "talk.srt": words % "Hello"})
    for said in ("Hello", "Goodbye"):
        made.write("talk.srt", words % said)
        track = made.build().body("index.html").find("track")
        assert isinstance(track, Tag)
        kind, _, data = str(track["src"]).partition(",")
        assert kind == "data:text/vtt;base64"
        text = base64.b64decode(data).decode()
        assert text.startswith("WEBVTT")
        assert said in text
