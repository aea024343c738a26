"""What files cost readers and builds, as ratios: ``make benchmark-files``.

Fifty certificates of 1 to 4 MB, photos and screenshots, on one page and in a gallery: the bytes
that a browser loads at first and after reading to the end, beside those of the originals; how long
builds take when nothing is there, when all copies are there, and with two processors; how large
the PDF of two hundred is. Pictures are made from a few seeds; each is a file of its own.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import io
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conftest import CHROMIUM
from PIL import Image, ImageDraw, ImageFilter
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Response

SEEDS = 5
#: A screen of a computer, and of a telephone: width, height, pixels of a dot.
SCREENS = {"1280 px, DPR 1": (1280, 800, 1), "390 px, DPR 3": (390, 844, 3)}


def photo(seed: int, size: tuple[int, int] = (3200, 2400)) -> bytes:
    """A photo of a certificate, as a telephone takes it: soft shapes, letters, and some noise."""
    chance = random.Random(seed)
    image = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3))
    image = image.resize(size, Image.Resampling.BICUBIC)
    paper = Image.new("RGB", (size[0] * 3 // 4, size[1] * 3 // 4), (236, 230, 214))
    _write_lines(paper, chance, 40)
    image.paste(paper.rotate(chance.uniform(-4, 4), expand=False), (size[0] // 8, size[1] // 8))
    image = image.filter(ImageFilter.GaussianBlur(1))
    grain = Image.merge("RGB", [Image.effect_noise(size, 60) for _ in range(3)])
    data = io.BytesIO()
    Image.blend(image, grain, 0.09 + seed % 3 / 30).save(data, "JPEG", quality=88)
    return data.getvalue()


def screenshot(seed: int, size: tuple[int, int] = (2560, 1600)) -> bytes:
    """A screenshot of a page with a certificate: plain areas, letters, and a photo in it."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, (250, 250, 252))
    _write_lines(image, chance, 24)
    small = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3))
    small = small.resize((1000, 700 + seed * 40), Image.Resampling.BICUBIC)
    grain = Image.merge("RGB", [Image.effect_noise(small.size, 40) for _ in range(3)])
    image.paste(Image.blend(small, grain, 0.1), (1400, 300))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def _write_lines(image: Image.Image, chance: random.Random, height: int) -> None:
    draw = ImageDraw.Draw(image)
    for y in range(height, image.height - height, height * 2):
        words = " ".join("x" * chance.randint(2, 9) for _ in range(image.width // height // 4))
        draw.text((height * 2, y), words, fill=(30, 34, 60), font_size=height)


def with_number(data: bytes, number: int) -> bytes:
    """The same picture as a file of its own: a comment in a JPEG, a text in a PNG."""
    words = b"sample %d" % number
    if data[:2] == b"\xff\xd8":
        return data[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + data[2:]
    chunk = b"tEXt" + b"Comment\0" + words
    chunk = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data[:33] + chunk + data[33:]


@dataclass
class Portfolio:
    """A source folder with certificates; ``total`` has the bytes of all of them."""

    folder: Path
    total: int = 0

    def make(self, certificates: int, *, photos_only: bool = False) -> None:
        """Write the pictures, a page that shows all, and a gallery."""
        shapes = [photo(seed) for seed in range(SEEDS)]
        if not photos_only:
            shapes += [screenshot(seed) for seed in range(SEEDS)]
        (self.folder / "files").mkdir(parents=True)
        items = []
        for n in range(certificates):
            shape = shapes[n % len(shapes)]
            suffix = "jpg" if shape[:2] == b"\xff\xd8" else "png"
            data = with_number(shape, n)
            self.total += len(data)
            (self.folder / "files" / f"{n}.{suffix}").write_bytes(data)
            items.append(
                f"```{{evidence}} Certificate {n}\n:file: /files/{n}.{suffix}\n"
                f":alt: Sample certificate\n:issuer: Work Readiness Programme\n\nI learned it.\n```\n"
            )
        (self.folder / "conf.py").write_text(
            f"import sys\nsys.path.insert(0, {str(ROOT / 'extensions')!r})\n"
            "extensions = ['sphinx_portfolio']\nhtml_theme = 'furo'\nlatex_engine = 'lualatex'\n"
        )
        (self.folder / "items.md").write_text("# Certificates\n\n" + "\n".join(items))
        (self.folder / "index.md").write_text(
            "# Gallery\n\n```{evidence-gallery}\n```\n\n```{toctree}\nitems\n```\n"
        )

    def build(self, builder: str, out: Path, *options: str) -> float:
        """Build it in a process of its own; the seconds that takes."""
        begun = time.perf_counter()
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, *options]
        folders = ["-d", str(out / "doctrees"), str(self.folder), str(out / builder)]
        subprocess.run([*command, *folders], check=True)
        return time.perf_counter() - begun


@functools.cache
def _server(folder: Path) -> str:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: Any) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def loaded(browser: Browser, folder: Path, name: str, screen: str) -> tuple[int, int]:
    """Bytes of pictures that a browser loads for a page at first, and after reading to the end."""
    width, height, dots = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=dots
    )
    page, sizes = context.new_page(), []

    def note(response: Response) -> None:
        if response.request.resource_type == "image":
            sizes.append(len(response.body()))

    page.on("response", note)
    page.goto(f"{_server(folder)}/{name}", wait_until="networkidle")
    first = sum(sizes)
    _scroll(page)
    context.close()
    return first, sum(sizes)


def _scroll(page: Page) -> None:
    while page.evaluate(
        "() => { const before = scrollY; scrollBy({top: 600, behavior: 'instant'});"
        " return scrollY > before }"
    ):
        page.wait_for_timeout(60)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def measured_bytes(html: Path) -> Iterator[tuple[str, int, int]]:
    """For each page and screen: its name, and what a browser loads."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, words in (("index.html", "gallery"), ("items.html", "page of items")):
            for screen in SCREENS:
                yield f"{words}, {screen}", *loaded(browser, html, name, screen)
        browser.close()


def memory() -> float:
    """The most that one process took so far, in MB, of those that have ended."""
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / 1000 if sys.platform != "darwin" else most / 1e6


def say(words: str, value: float, unit: str, goal: str = "") -> None:
    """Print one line."""
    print(f"  {words:<52} {value:8.2f} {unit:<3} {goal and f'({goal})'}", flush=True)


def for_screens(root: Path, certificates: int) -> None:
    """Measure the web site."""
    portfolio = Portfolio(root / "source")
    portfolio.make(certificates)
    print(f"{certificates} certificates, {portfolio.total / 1e6:.0f} MB")
    first = portfolio.build("html", root / "one", "-j", "1")
    say("first build, one processor", first, "s")
    say("most memory of a process", memory(), "MB", "less than 1000")
    html = root / "one" / "html"
    say("second build, nothing changed / first", portfolio.build("html", root / "one") / first, "")
    files = sum(file.stat().st_size for file in html.glob("_files/**/*") if file.is_file())
    shutil.copytree(html, root / "kept")
    shutil.rmtree(html)
    say(
        "all pages written again, copies kept / first",
        portfolio.build("html", root / "one") / first,
        "",
    )
    two = portfolio.build("html", root / "two", "-j", "2")
    say("first build, two processors / one", two / first, "", "about 0.5 where both are free")
    say("all that is published / originals", files / portfolio.total * 100, "%")
    if CHROMIUM is None:
        print("  no browser: apt-get install chromium")
        return
    for words, at_first, in_all in measured_bytes(root / "kept"):
        say(f"{words}: first view", at_first / portfolio.total * 100, "%", "less than 5")
        say(f"{words}: read to the end", in_all / portfolio.total * 100, "%")


def for_paper(root: Path, certificates: int) -> None:
    """Measure the PDF."""
    portfolio = Portfolio(root / "source-of-paper")
    portfolio.make(certificates, photos_only=True)
    print(f"{certificates} photos, {portfolio.total / 1e6:.0f} MB, on paper")
    say("build, two processors", portfolio.build("latex", root / "paper", "-j", "2"), "s")
    say("most memory of a process", memory(), "MB", "less than 1000")
    folder = root / "paper" / "latex"
    if shutil.which("lualatex") is None:
        print("  no TeX: apt-get install $(make -s tex-packages)")
        return
    (tex,) = folder.glob("*.tex")
    command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error", tex.name]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    size = tex.with_suffix(".pdf").stat().st_size
    say("the PDF", size / 1e6, "MB", "less than 60")
    say("the PDF / originals", size / portfolio.total * 100, "%")


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, default=50, help="on the web site")
    parser.add_argument("--paper", type=int, default=200, help="in the PDF")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for_screens(Path(temporary), options.certificates)
        for_paper(Path(temporary), options.paper)


if __name__ == "__main__":
    main()
