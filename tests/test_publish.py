"""The one door: copies are made once, whole or not at all, under names that everybody can save."""

from __future__ import annotations

import errno
import io
import json
import os
import random
import shutil
import subprocess
import sys
import textwrap
import threading
import time
import unicodedata
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from project import document
from sphinx_portfolio.files import copies, publish
from sphinx_portfolio.files.copy_names import plain, readable, suffix_of
from sphinx_portfolio.files.inspect import find
from sphinx_portfolio.files.publish import OFFER, Form, Publisher, Purpose, Source
from sphinx_portfolio.files.storage import Digests, copy_whole

if TYPE_CHECKING:
    from collections.abc import Callable

SCREEN = Purpose(Form.SCREEN, (360, 720))
PURPOSES = [
    SCREEN, Purpose(Form.BOOK, (1440, 1920)), Purpose(Form.PAPER, (1950, 1200)), OFFER,
]  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h9v9z"/></svg>'


def photo(size: tuple[int, int] = (1600, 1200), seed: int = 1, form: str = "JPEG") -> bytes:
    chance = random.Random(seed)
    small = Image.frombytes("RGB", (64, 48), chance.randbytes(64 * 48 * 3))
    data = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(data, form)
    return data.getvalue()


FILES = {
    "a.jpg": photo(),
    "b.png": photo((900, 600), 2, "PNG"),
    "c.svg": SVG,
    "d.pdf": document(3),
    "e.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n",
    "f.docx": b"words",
    "g.tiff": photo((900, 600), 3, "TIFF"),
}


@pytest.fixture
def room(tmp_path: Path) -> Callable[..., Publisher]:
    """A source folder with files; each call is the next build."""
    source = tmp_path / "source"
    source.mkdir()
    for name, data in FILES.items():
        (source / name).write_bytes(data)

    def build(**options: Any) -> Publisher:
        return Publisher(source, tmp_path / "copies", **options)

    return build


def refusal(work: Callable[..., object], *arguments: object) -> str:
    """Why something is refused, if it is; all else that is raised fails the test."""
    try:
        work(*arguments)
    except ValueError as error:
        return str(error)
    return ""


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def all_of(publisher: Publisher, names: Any = FILES) -> dict[tuple[str, str], list[bytes]]:
    """What is published of files, for every purpose that they have."""
    return {
        (name, purpose.form.value): [
            copy.file.read_bytes() for copy in publisher.published(Source(name), purpose).copies
        ]
        for name in names
        for purpose in PURPOSES
        if purpose == OFFER or name[-4:] not in {".vtt", "docx"}
    }


# -- names


@settings(max_examples=400, deadline=None)
@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=300))
def test_any_name_can_be_saved_everywhere(name: str) -> None:
    called = readable(name)
    assert called
    assert len(called.encode()) <= 125
    assert called == called.strip(" .")
    assert not set(called) & set('<>:"/\\|?*')
    assert not {unicodedata.category(one) for one in called} & {"Cc", "Cf", "Cs"}
    assert unicodedata.is_normalized("NFC", called)
    assert called.partition(".")[0].strip().lower() not in {"con", "nul", "aux", "com1", "lpt9"}
    assert readable(called) == called
    assert suffix_of(called) == suffix_of(name)


@given(st.text(min_size=1, max_size=300), st.sampled_from([".png", ".jpg", ".pdf"]))
def test_any_name_can_be_typeset(stem: str, suffix: str) -> None:
    called = plain(stem.replace("/", "") + suffix)
    assert called.endswith(suffix)
    assert set(called.removesuffix(suffix)) <= set(
        "-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )
    assert len(called) < 70


NAMES = [
    ("Zeugnis.pdf", "Zeugnis.pdf"),
    (unicodedata.normalize("NFD", "Prüfung.png"), "Prüfung.png"),
    (".hidden.png", "hidden.png"),
    ("a.png. ", "a.png"),
    ("a.png.\u200f ", "a.png"),
    ("CON.png", "_CON.png"),
    ("com¹", "_com¹"),
    ("\u202e.x", "x"),
    ("..", "file"),
    ("\u200b", "file"),
    ("a\nb\tc.png", "abc.png"),
    ('"quoted".png', "-quoted-.png"),
    ("x" * 300 + ".tar.gz", "x" * 117 + ".gz"),
    ("証" * 90 + ".png", "証" * 38 + ".png"),
    ("a." + "x" * 90, "a." + "x" * 90),
    ("a." + "x" * 200, "a." + "x" * 19),
]


@pytest.mark.parametrize(("name", "called"), NAMES)
def test_a_name_stays_as_far_as_it_can(name: str, called: str) -> None:
    assert readable(name) == called


# -- made once


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often what makes copies was called."""
    done: Counter[str] = Counter()

    def count(name: str) -> None:
        real = getattr(publish, name)

        def counted(*arguments: Any, **options: Any) -> Any:
            done[name] += 1
            return real(*arguments, **options)

        monkeypatch.setattr(publish, name, counted)

    for name in (
        "for_screen", "for_print", "enlarged", "draw", "draw_page", "printable_page",
        "without_actions", "read_drawing", "read_captions",
    ):  # fmt: skip
        count(name)
    return done


def test_a_second_build_makes_nothing(room: Callable[..., Publisher], work: Counter[str]) -> None:
    before = all_of(room())
    assert work.total() > 15
    work.clear()
    assert all_of(room()) == before
    assert work.total() == 0


def test_nor_after_a_touch_or_under_another_name(
    room: Callable[..., Publisher], work: Counter[str]
) -> None:
    first = room()
    before = all_of(first)
    work.clear()
    for name in FILES:
        os.utime(first.srcdir / name, (1, 1))
        shutil.copyfile(first.srcdir / name, first.srcdir / f"again-{name}")
    again = room()
    assert all_of(again) == before
    assert list(all_of(again, [f"again-{n}" for n in FILES]).values()) == list(before.values())
    assert work.total() == 0
    (first.srcdir / "a.jpg").write_bytes(photo(seed=9))
    assert all_of(room())["a.jpg", "screen"] != before["a.jpg", "screen"]
    assert work["for_screen"] == 1


def test_copies_are_made_at_the_same_time(
    room: Callable[..., Publisher], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()
    both = threading.Barrier(2, timeout=30)
    real = copies.for_screen

    def watched(*arguments: Any, **options: Any) -> Any:
        threads.add(threading.current_thread().name)
        both.wait()
        return real(*arguments, **options)

    monkeypatch.setattr(publish, "for_screen", watched)
    publisher = room()
    publisher.publish_all([(Source("a.jpg"), SCREEN), (Source("b.png"), SCREEN)], 2)
    assert len(threads) == 2
    monkeypatch.setattr(publish, "for_screen", real)
    assert all_of(publisher) == all_of(Publisher(publisher.srcdir, publisher.folder / "other"))


def test_faults_wait_until_somebody_asks(room: Callable[..., Publisher]) -> None:
    publisher = room()
    (publisher.srcdir / "broken.png").write_bytes(photo(form="PNG")[:-40])
    names = ["broken.png", "missing.png", "../outside.png", "a.jpg", "\0.png", "x" * 300 + ".png"]
    publisher.publish_all([(Source(name), SCREEN) for name in names], 2)
    for name in names:
        if name != "a.jpg":
            with pytest.raises(ValueError, match=r"[a-z]"):
                publisher.published(Source(name), SCREEN)
    assert publisher.published(Source("a.jpg"), SCREEN).copies


@pytest.mark.newest
def test_two_builds_may_make_the_same(room: Callable[..., Publisher]) -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(all_of(room()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 4
    assert not list(room().folder.rglob("*.new"))


# -- whole or not at all


STEPS = [
    (Path, "mkdir"), (Path, "write_bytes"), (Path, "rename"), (Path, "replace"),
    (shutil, "copyfile"),
]  # fmt: skip


@pytest.mark.newest
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_what_cannot_be_written_is_not_there(
    room: Callable[..., Publisher],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    owner: Any,
    step: str,
    error: int,
) -> None:
    out = tmp_path / "out"
    real, count, fails = getattr(owner, step), 0, 0

    def failing(*arguments: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        if count == fails:
            raise OSError(error, os.strerror(error))
        return real(*arguments, **options)

    def use(publisher: Publisher) -> None:
        for name, purpose in (("a.jpg", SCREEN), ("d.pdf", Purpose(Form.PAPER, (900, 900)))):
            for copy in publisher.published(Source(name), purpose).copies:
                publisher.place(copy, out / copy.name)

    use(room())
    whole = contents(out), contents(room().folder)
    monkeypatch.setattr(owner, step, failing)
    for at in range(1, 8):
        shutil.rmtree(out)
        shutil.rmtree(room().folder)
        count, fails = 0, at
        with suppress(OSError):
            use(room())
        for made, expected in zip((contents(out), contents(room().folder)), whole, strict=True):
            assert made.items() <= expected.items()
        use(room())
        assert (contents(out), contents(room().folder)) == whole


HOW_A_DISK_LOSES = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "gone": lambda path: path.unlink(),
}
LISTS = ["[]", "{}", "3", "null", '{"copies": 3, "removed": []}', '{"copies": [[1]]}', "\xff"]


@pytest.mark.newest
@pytest.mark.parametrize("loss", HOW_A_DISK_LOSES)
def test_a_copy_that_a_disk_lost_is_made_again(room: Callable[..., Publisher], loss: str) -> None:
    before = all_of(room())
    kept = contents(room().folder)
    for name in kept:
        path = room().folder / name
        HOW_A_DISK_LOSES[loss](path)
        assert all_of(room()) == before, name
    assert contents(room().folder).keys() == kept.keys()


@pytest.mark.parametrize("words", LISTS)
def test_a_list_that_is_none_is_made_again(room: Callable[..., Publisher], words: str) -> None:
    before = all_of(room(), ["a.jpg"])
    for path in room().folder.rglob("copies.json"):
        path.write_text(words, "latin-1")
    room().folder.joinpath("digests.json").write_text(words, "latin-1")
    assert all_of(room(), ["a.jpg"]) == before


@pytest.mark.newest
def test_a_killed_build_leaves_nothing_cut(room: Callable[..., Publisher], tmp_path: Path) -> None:
    """At every place where it can die: under a final name stands all or nothing."""
    publisher, out = room(), tmp_path / "out"
    script = textwrap.dedent("""
        import os, shutil, sys
        from pathlib import Path
        from sphinx_portfolio.files.publish import OFFER, Form, Publisher, Purpose, Source
        srcdir, copies, out, step, at = Path(sys.argv[1]), *sys.argv[2:]
        real, count = {}, 0

        def dying(name):
            def do(*arguments, **options):
                global count
                count += 1
                if count != int(at):
                    return real[name](*arguments, **options)
                if name == "write_bytes":
                    real[name](arguments[0], arguments[1][:-9])
                if name == "copyfile":
                    Path(arguments[1]).write_bytes(b"half")
                os._exit(9)
            return do

        owner = shutil if step == "copyfile" else Path
        real[step] = getattr(owner, step)
        setattr(owner, step, dying(step))
        publisher = Publisher(srcdir, Path(copies))
        for purpose in (Purpose(Form.SCREEN, (360, 720)), OFFER):
            for copy in publisher.published(Source("a.jpg"), purpose).copies:
                publisher.place(copy, Path(out, copy.name))
    """)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def run(step: str, at: int) -> int:
        command = [
            sys.executable,
            "-c",
            script,
            *map(str, (publisher.srcdir, publisher.folder, out)),
        ]
        return subprocess.run([*command, step, str(at)], env=env, check=False).returncode

    assert run("mkdir", 10**6) == 0
    whole = {**contents(out), **contents(publisher.folder)}
    for step, at in [("write_bytes", 2), ("write_bytes", 3), ("rename", 1), ("replace", 2),
                     ("copyfile", 1), ("copyfile", 3)]:  # fmt: skip
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(publisher.folder, ignore_errors=True)
        assert run(step, at) == 9, step
        left = {**contents(out), **contents(publisher.folder)}
        final = {name: data for name, data in left.items() if ".new" not in name}
        assert final.items() <= whole.items(), step
        assert run("mkdir", 10**6) == 0
        later = room()
        later.tidy([name for name in whole if "/" in name])
        assert not [name for name in contents(later.folder) if ".new" in name]


def test_only_what_is_used_is_kept(room: Callable[..., Publisher], tmp_path: Path) -> None:
    first = room()
    all_of(first)
    used = [copy.name for copy in first.published(Source("a.jpg"), SCREEN).copies]
    first.tidy(used)
    assert len(list(first.folder.glob("*/"))) > 5  # another build may be about to use them
    time.sleep(0.05)
    room().tidy([used[0].replace("/", "-")])
    assert {path.name for path in first.folder.glob("*/")} == {used[0][:16]}


def test_a_file_that_changes_between_two_looks(room: Callable[..., Publisher]) -> None:
    """A copy stands under the content that it was made of, never under an older one."""
    publisher = room()
    real = publisher._digests.of

    def stale(file: Path) -> str:
        digest = real(file)
        if file.name == "a.jpg":
            file.write_bytes(photo(seed=77))
        return digest

    publisher._digests.of = stale  # type: ignore[method-assign]
    new = all_of(publisher, ["a.jpg"])
    (publisher.srcdir / "a.jpg").write_bytes(FILES["a.jpg"])
    assert all_of(room(), ["a.jpg"]) != new
    (publisher.srcdir / "a.jpg").write_bytes(photo(seed=77))
    assert all_of(room(), ["a.jpg"]) == new


def test_digests_follow_the_content(tmp_path: Path) -> None:
    file, kept = tmp_path / "a", tmp_path / "digests.json"
    seen = set()
    for number in range(5):
        file.write_bytes(b"%d" % number)
        digests = Digests(kept)
        seen.add(digests.of(file))
        digests.keep()
        assert Digests(kept).of(file) in seen
    assert len(seen) == 5
    file.unlink()
    (tmp_path / "b").write_bytes(b"")
    digests = Digests(kept)
    digests.of(tmp_path / "b")
    digests.keep()
    assert list(json.loads(kept.read_text())) == [str(tmp_path / "b")]  # what is gone is forgotten


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_whatever_is_in_a_file_only_words_come_out(
    room: Callable[..., Publisher], name: str, data: st.DataObject
) -> None:
    """Cut, mixed up, under a wrong name: a copy, or a `ValueError` that ends with a full stop."""
    whole = FILES[data.draw(st.sampled_from(sorted(FILES)))]
    start = data.draw(st.integers(0, len(whole)))
    cut = whole[:start] + data.draw(st.binary(max_size=20)) + whole[start + 7 :]
    publisher = room()
    (publisher.srcdir / name).write_bytes(cut)
    for purpose in PURPOSES:
        if not (words := refusal(publisher.published, Source(name), purpose)):
            made = publisher.published(Source(name), purpose).copies
            assert all(copy.file.is_file() for copy in made)
        assert "\n" not in words
    words = refusal(find, publisher.srcdir, name)
    assert not words or words.endswith(".")


def test_a_folder_for_a_copy_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "out").write_bytes(b"in the way")
    with pytest.raises(OSError, match=r"directory|exists"):
        copy_whole(tmp_path / "a", tmp_path / "out" / "b")
