"""Whether files are what they were: ``:sha256:``, and the list for ``sha256sum -c``."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from project import Project, document, picture

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.newest

SUM = hashlib.sha256(picture()).hexdigest()


def item(*options: str) -> str:
    lines = "\n".join(options)
    return f"# P\n\n```{{evidence}} A\n:file: a.png\n:alt: x\n{lines}\n```\n"


@pytest.mark.parametrize("written", [SUM, SUM.upper(), f"sha256:{SUM}"])
def test_a_file_that_is_the_same_is_silent(project: Callable[..., Project], written: str) -> None:
    tree = project({"index.md": item(f":sha256: {written}"), "a.png": picture()})
    assert tree.build().warnings == []


def test_a_file_that_has_changed_is_said_when_it_changes(project: Callable[..., Project]) -> None:
    tree = project({"index.md": item(f":sha256: {SUM}"), "a.png": picture()})
    assert tree.build().warnings == []
    tree.write("a.png", picture(41, 28))
    (warning,) = tree.build().warnings
    assert warning.startswith("index.md:6: WARNING: 'a.png' has changed")
    assert hashlib.sha256(picture(41, 28)).hexdigest() in warning
    assert warning.endswith("[portfolio.changed_file]")


@pytest.mark.parametrize("written", ["abc", SUM[:-1], f"{SUM}0", "z" * 64])
def test_what_is_no_digest_is_said(project: Callable[..., Project], written: str) -> None:
    tree = project({"index.md": item(f":sha256: {written}"), "a.png": picture()})
    (warning,) = tree.build().warnings
    assert "is no SHA-256" in warning


def test_each_of_several_files_has_its_own(project: Callable[..., Project]) -> None:
    page = item(f":sha256: {SUM}", ":file: b.pdf", ":alt: y", f":sha256: {SUM}")
    tree = project({"index.md": page, "a.png": picture(), "b.pdf": document()})
    (warning,) = tree.build().warnings
    assert warning.startswith("index.md:9: WARNING: 'b.pdf' has changed")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils")
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_the_list_is_true_of_the_site(project: Callable[..., Project], builder: str) -> None:
    page = item(":file: my & notes #1 ü.txt", ":file: b.pdf", ":alt: y")
    files: dict[str, str | bytes] = {"my & notes #1 ü.txt": "words", "b.pdf": document()}
    tree = project({"index.md": page, "a.png": picture(2000, 1500), **files})
    site = tree.build(builder).outdir
    made = tree.build("portfolio-manifest", out="list").outdir / "manifest.sha256"
    assert len(made.read_text("utf-8").splitlines()) == 3
    check = ["sha256sum", "--strict", "-c", str(made)]
    assert subprocess.run(check, cwd=site, capture_output=True, check=False).returncode == 0
    one = next(site.glob("_files/*/b.pdf"))
    one.write_bytes(b"%PDF other")
    assert subprocess.run(check, cwd=site, capture_output=True, check=False).returncode == 1
